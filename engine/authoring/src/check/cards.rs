//! Cards that can be answered, and places that can be found.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::card::{MOST_ANSWERS, MOST_PARTS};
use crate::read::{Draft, Placed};
use crate::tree::Table;
use curriculum::{Card, Goal, PartKind};
use ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static PLACES: Check = Check {
    code: "P043",
    severity: Severity::Error,
    title: "more to find than there is",
    manual: "An `inspect` lists the places once each and may ask for fewer with `count`, never for more.",
};
pub(crate) static CARD: Check = Check {
    code: "P044",
    severity: Severity::Error,
    title: "a card that cannot be answered",
    manual: "A card has 2 to 12 answers. To choose from, exactly as many are right as it asks to pick (1 unless `pick` says more); to \
             match, each has its own `goes_with`. A card to write on says what it will `accept`. Answers stand in `[[answer]]` and \
             name their card. What is to be found with `find` are parts (`[[part]]`, at most 12) with `cue = true`, on a card to \
             choose from. At most one part is the `subject`, and one the `from`.",
};

/// What a goal asks of its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Choice,
    Order,
    Pairs,
    Typing,
    Signature,
    Form,
}

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    draft.goals().for_each(|(_, goal, table)| places(goal, table, sink));
    let mut n_answers: BTreeMap<&str, usize> = BTreeMap::new();
    draft.declared.answers.iter().for_each(|(card, _)| *n_answers.entry(card).or_default() += 1);
    let asked = asked_of_cards(draft);
    for (id, card) in &draft.declared.cards {
        let n_answers = n_answers.get(id).copied().unwrap_or(0);
        let usual = if card.value.fields.is_empty() { Asked::Choice } else { Asked::Form };
        let all = asked.get(id).cloned().unwrap_or_else(|| BTreeSet::from([usual]));
        if all.len() > 1 {
            let advice = "Make a card of its own for each goal.";
            sink.report(&CARD, &card.from.span, format!("the card `{id}` is asked for in different ways"), advice);
        }
        if let Some((message, advice)) = case_fault(id, card, &all, draft) {
            sink.report(&CARD, &card.from.span, message, advice);
        }
        for asked in all {
            if let Some((message, advice)) = fault(asked, id, card, n_answers) {
                sink.report(&CARD, &card.from.span, message, advice);
            }
        }
    }
}

/// Why what is to be found in a card cannot be.
fn case_fault(id: &str, card: &Placed<'_, Card>, asked: &BTreeSet<Asked>, draft: &Draft<'_>) -> Option<(String, String)> {
    let case = card.value.case.as_ref()?;
    let n_parts = draft.top.tables("part").filter(|part| part.text("card") == Some(id)).count();
    let n_cues = case.parts.iter().filter(|part| part.cue).count();
    let n_of = |kind: PartKind| case.parts.iter().filter(|part| part.kind == kind).count();
    if n_parts > MOST_PARTS {
        Some((format!("the card `{id}` has {n_parts} parts"), format!("Keep at most {MOST_PARTS}.")))
    } else if case.find as usize > n_cues {
        let message = format!("{} cues are to be found on the card `{id}`, but {n_cues} parts are a cue", case.find);
        Some((message, "Lower `find`, or give more parts `cue = true`.".to_owned()))
    } else if let Some(twice) = [PartKind::Subject, PartKind::From].into_iter().find(|kind| n_of(*kind) > 1) {
        let word = if twice == PartKind::Subject { "subject" } else { "from" };
        let message = format!("{} parts of the card `{id}` are its `{word}`", n_of(twice));
        Some((message, "Keep one, and make the others a `head`.".to_owned()))
    } else if case.find > 0 && asked.iter().any(|asked| *asked != Asked::Choice) {
        let message = format!("the card `{id}` is not one to choose from, so nothing can be found on it");
        Some((message, "Take `find` away, or ask with `choose`.".to_owned()))
    } else {
        None
    }
}

/// How each card is asked for. An interruption asks for a choice.
fn asked_of_cards<'t>(draft: &Draft<'t>) -> BTreeMap<&'t str, BTreeSet<Asked>> {
    let mut all: BTreeMap<&str, BTreeSet<Asked>> = BTreeMap::new();
    for step in &draft.steps {
        for table in &step.goal_tables {
            for (key, asked) in VERBS {
                if let Some(card) = table.text(key) {
                    all.entry(card).or_default().insert(asked);
                }
            }
        }
    }
    for card in draft.structure.interruptions.iter().filter_map(|found| found.from.text("card")) {
        all.entry(card).or_default().insert(Asked::Choice);
    }
    all
}

const VERBS: [(&str, Asked); 6] = [
    ("choose", Asked::Choice),
    ("put_in_order", Asked::Order),
    ("match", Asked::Pairs),
    ("type", Asked::Typing),
    ("sign", Asked::Signature),
    ("fill_in", Asked::Form),
];

/// Why the card cannot be answered as it is asked for, and what to do.
fn fault(asked: Asked, id: &str, card: &Placed<'_, Card>, n_answers: usize) -> Option<(String, String)> {
    let value = &card.value;
    let add = || format!("Add `[[answer]]` with `card = \"{id}\"`, at least two.");
    Some(match asked {
        Asked::Typing if value.accept.is_empty() => (
            format!("the card `{id}` does not say what may be written"),
            "Add `accept`, a text or an amount such as \"2.5 ml ± 0.1 ml\".".to_owned(),
        ),
        // What is wrong in its fields is told at the fields.
        Asked::Typing | Asked::Signature | Asked::Form => return None,
        _ if n_answers < 2 => (format!("the card `{id}` has fewer than two answers"), add()),
        _ if n_answers > MOST_ANSWERS => {
            (format!("the card `{id}` has {n_answers} answers"), format!("Keep at most {MOST_ANSWERS}."))
        }
        Asked::Order => return None,
        Asked::Pairs => {
            let halves: BTreeSet<&str> = value.answers.iter().map(|answer| answer.goes_with.as_str()).collect();
            if !halves.contains("") && halves.len() == value.answers.len() {
                return None;
            }
            (
                format!("not every answer of the card `{id}` goes with something of its own"),
                "Give each answer a `goes_with`, each a different one.".to_owned(),
            )
        }
        Asked::Choice => {
            let n_right = value.answers.iter().filter(|answer| answer.right).count();
            match n_right {
                0 => (format!("the card `{id}` has no right answer"), "Mark one with `right = true`.".to_owned()),
                n if n != value.pick as usize => (
                    format!("the card `{id}` asks to pick {}, but {n} answers are right", value.pick),
                    format!("Write `pick = {n}`, or correct the answers."),
                ),
                _ => return None,
            }
        }
    })
}

fn places(goal: &Goal, table: &Table, sink: &mut Sink<'_>) {
    let (key, places, count) = match goal {
        Goal::Inspect { places, count } => ("inspect", places, *count),
        Goal::Aim { at, .. } => ("at", at, 1),
        _ => return,
    };
    let distinct: BTreeSet<&ObjectId> = places.iter().collect();
    if places.is_empty() {
        sink.report(
            &PLACES,
            &table.span_of(key),
            format!("there is no place to {}", if key == "at" { "aim at" } else { key }),
            "List the places, such as [\"gauge\", \"pin\"].",
        );
    } else if distinct.len() < places.len() {
        sink.report(&PLACES, &table.span_of(key), "a place is listed twice", "List each place once.");
    } else if count as usize > places.len() {
        let message = format!("{count} places are to be found, but only {} are listed", places.len());
        sink.report(&PLACES, &table.span_of("count"), message, "Lower `count`, or list more places.");
    }
}
