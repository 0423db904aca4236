//! Cards that can be answered, and places that can be found.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::card::MOST_ANSWERS;
use crate::read::{Draft, DraftStep};
use curriculum::Goal;
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
    manual: "A card has 2 to 12 answers, and exactly as many right ones as it asks to pick (1 unless `pick` says more). Answers stand in \
             `[[answer]]` and name their card.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    draft.steps.iter().for_each(|step| places(step, sink));
    let mut n_answers: BTreeMap<&str, usize> = BTreeMap::new();
    draft.answers.iter().for_each(|(card, _)| *n_answers.entry(card).or_default() += 1);
    for (id, card) in &draft.cards {
        let n_answers = n_answers.get(id).copied().unwrap_or(0);
        let n_right = card.value.answers.iter().filter(|answer| answer.right).count();
        let pick = card.value.pick as usize;
        let (message, advice) = match (n_answers, n_right) {
            (0 | 1, _) => (
                format!("the card `{id}` has fewer than two answers"),
                format!("Add `[[answer]]` with `card = \"{id}\"`, at least two."),
            ),
            (n, _) if n > MOST_ANSWERS => (format!("the card `{id}` has {n} answers"), format!("Keep at most {MOST_ANSWERS}.")),
            (_, 0) => (format!("the card `{id}` has no right answer"), "Mark one with `right = true`.".to_owned()),
            (_, n) if n != pick => (
                format!("the card `{id}` asks to pick {pick}, but {n} answers are right"),
                format!("Write `pick = {n}`, or correct the answers."),
            ),
            _ => continue,
        };
        sink.report(&CARD, &card.from.span, message, advice);
    }
}

fn places(step: &DraftStep<'_>, sink: &mut Sink<'_>) {
    let Some(Goal::Inspect { places, count }) = &step.goal else { return };
    let distinct: BTreeSet<&ObjectId> = places.iter().collect();
    if places.is_empty() {
        sink.report(
            &PLACES,
            &step.goal_part("inspect"),
            "there is no place to inspect",
            "List the places, such as [\"gauge\", \"pin\"].",
        );
    } else if distinct.len() < places.len() {
        sink.report(&PLACES, &step.goal_part("inspect"), "a place is listed twice", "List each place once.");
    } else if *count as usize > places.len() {
        let message = format!("{count} places are to be found, but only {} are listed", places.len());
        sink.report(&PLACES, &step.goal_part("count"), message, "Lower `count`, or list more places.");
    }
}
