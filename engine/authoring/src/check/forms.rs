//! Forms: fields that can be filled in, each with one way to be right.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::card::{MOST_ANSWERS, MOST_FIELDS, accept};
use crate::read::{Draft, Placed};
use crate::tree::{Span, Table, Value};
use curriculum::{Accept, Answer, Quantity};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static FORM: Check = Check {
    code: "P067",
    severity: Severity::Error,
    title: "a form that cannot be filled in",
    manual: "A card to `fill_in` has 1 to 8 fields (`[[field]]`). A field to write in says what it will `accept`; one to choose in \
             has 2 to 12 answers (`[[answer]]` with its `field`), one of them right, and no `accept`. With a `range`, what it accepts \
             are numbers in that unit and within it. A field on a card that no step asks to fill in is never seen.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let asked: BTreeSet<&str> =
        draft.steps.iter().flat_map(|step| &step.goal_tables).filter_map(|table| table.text("fill_in")).collect();
    let mut of_cards: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for field in draft.top.tables("field") {
        of_cards.entry(field.text("card").unwrap_or_default()).or_default().push(field);
    }
    for (id, card) in &draft.declared.cards {
        let fields = of_cards.get(id).map_or(&[][..], Vec::as_slice);
        match (asked.contains(id), fields) {
            (true, []) => {
                let advice = format!("Add `[[field]]` with `card = \"{id}\"`.");
                sink.report(&FORM, &card.from.span, format!("the card `{id}` has no field to fill in"), advice);
            }
            (true, fields) if fields.len() > MOST_FIELDS => {
                let message = format!("the card `{id}` has {} fields", fields.len());
                sink.report(&FORM, &card.from.span, message, format!("Keep at most {MOST_FIELDS}."));
            }
            (false, [first, ..]) => {
                let message = format!("the card `{id}` has fields, but no step asks to fill it in");
                sink.report(&FORM, &first.span, message, format!("Ask for it with `{{ fill_in = \"{id}\" }}`."));
            }
            _ => {}
        }
    }
    for field in draft.top.tables("field") {
        if let Some((span, message, advice)) = fault(field, draft) {
            sink.report(&FORM, &span, message, advice);
        }
    }
    for (card, answer) in &draft.declared.answers {
        if let Some((message, advice)) = strange_choice(card, answer, &asked, draft) {
            sink.report(&FORM, &answer.from.span, message, advice);
        }
    }
}

/// Why a field has no one way to be right.
fn fault(field: &Table, draft: &Draft<'_>) -> Option<(Span, String, String)> {
    let id = field.text("id")?;
    let answers = draft.declared.answers.iter().map(|(_, answer)| &answer.value);
    let choices: Vec<&Answer> = answers.filter(|answer| answer.field.as_ref().is_some_and(|of| of.as_str() == id)).collect();
    if choices.is_empty() {
        return match field.get("accept") {
            None => {
                let advice = "Add `accept`, or answers to choose from with this `field`.";
                Some((field.span.clone(), format!("the field `{id}` does not say what is right"), advice.to_owned()))
            }
            Some(accepted) => out_of_range(field, accepted),
        };
    }
    let n_right = choices.iter().filter(|choice| choice.right).count();
    let (message, advice) = if field.get("accept").is_some() {
        (format!("the field `{id}` is to write in and to choose in"), "Take `accept` away, or the answers.".to_owned())
    } else if !(2..=MOST_ANSWERS).contains(&choices.len()) {
        (format!("the field `{id}` has {} answers to choose from", choices.len()), format!("Give it 2 to {MOST_ANSWERS}."))
    } else if n_right != 1 {
        (format!("of the choices of the field `{id}`, {n_right} are right"), "Mark exactly one with `right = true`.".to_owned())
    } else {
        return None;
    };
    Some((field.span.clone(), message, advice))
}

/// What cannot be entered within the range.
fn out_of_range(field: &Table, accepted: &Value) -> Option<(Span, String, String)> {
    let (low, high) = crate::amounts::parse_range(field.text("range")?)?;
    let listed = field.list("accept").iter().filter_map(Value::text);
    field.text("accept").into_iter().chain(listed).find_map(|text| {
        let message = match accept(text) {
            Accept::Text(_) => format!("`{text}` is no number, and the range asks for one"),
            Accept::Amount { to, .. } if to.unit != low.unit => format!("`{text}` is not in the unit of the range"),
            Accept::Amount { to: Quantity { milli, .. }, .. } if !(low.milli..=high.milli).contains(&milli) => {
                format!("`{text}` cannot be entered: the range ends before")
            }
            Accept::Amount { .. } => return None,
        };
        Some((accepted.span.clone(), message, "Correct one of the two, or leave the `range` out.".to_owned()))
    })
}

/// An answer whose field is not on its card, or that stands on a form without a field.
fn strange_choice(
    card: &str,
    answer: &Placed<'_, Answer>,
    asked: &BTreeSet<&str>,
    draft: &Draft<'_>,
) -> Option<(String, String)> {
    let id = answer.value.id.as_str();
    let Some(field) = &answer.value.field else {
        let message = format!("the answer `{id}` of a form does not say of which field it is a choice");
        return asked.contains(card).then(|| (message, "Add `field = ...`.".to_owned()));
    };
    let of_card = draft.top.tables("field").find(|known| known.text("id") == Some(field.as_str()))?.text("card")?;
    let message = format!("the answer `{id}` is a choice of `{field}`, which is on the card `{of_card}`");
    (of_card != card).then(|| (message, format!("Write `card = \"{of_card}\"`.")))
}
