//! Reads cards and their answers, which stand flat beside each other.

use super::{Placed, id, owned, small, word};
use crate::amounts::{looks_like_amount, parse_range, parse_spread};
use crate::strings::ACCEPT_HERE;
use crate::tree::{Table, Value};
use crate::walk::MOST_ENTRIES;
use curriculum::{Accept, Answer, Card, Case, Field, Part, Quantity};
use ids::{AnswerId, FieldId, ObjectId, PictureId};
use std::collections::BTreeMap;

/// Most answers of one card: more do not fit a screen.
pub(crate) const MOST_ANSWERS: usize = 12;

pub(super) fn answers(top: &Table) -> Vec<(&str, Placed<'_, Answer>)> {
    let tables = top.tables("answer").take(MOST_ENTRIES);
    tables
        .filter_map(|from| {
            let answer = Answer {
                id: id(from, "id", AnswerId::new)?,
                text: owned(from, "say"),
                right: from.yes("right"),
                because: owned(from, "because"),
                goes_with: owned(from, "goes_with"),
                field: id(from, "field", FieldId::new),
            };
            Some((from.text("card")?, Placed { value: answer, from }))
        })
        .collect()
}

/// Most parts of one card: more do not fit a screen.
pub(crate) const MOST_PARTS: usize = 12;

/// What a card shows besides its text; none where there is nothing of the kind.
fn case(top: &Table, card: &str, from: &Table) -> Option<Case> {
    let of_card = top.tables("part").take(MOST_ENTRIES).filter(|part| part.text("card") == Some(card));
    let parts: Vec<Part> = of_card.take(MOST_PARTS).filter_map(part).collect();
    let is_one = !parts.is_empty() || ["looks", "picture", "find"].iter().any(|key| from.get(key).is_some());
    is_one.then(|| Case {
        looks: word(from, "looks").unwrap_or_default(),
        parts,
        find: small(from, "find").unwrap_or(0),
        false_alarms: small(from, "false_alarms").unwrap_or(0),
        picture: id(from, "picture", PictureId::new),
    })
}

fn part(from: &Table) -> Option<Part> {
    Some(Part {
        id: id(from, "id", AnswerId::new)?,
        kind: word(from, "kind").unwrap_or_default(),
        label: owned(from, "label"),
        say: owned(from, "say"),
        reveals: owned(from, "reveals"),
        cue: from.yes("cue"),
        because: owned(from, "because"),
    })
}

/// Most fields of one form: more do not fit a screen.
pub(crate) const MOST_FIELDS: usize = 8;

/// The fields of a form, in order.
fn fields(top: &Table, card: &str) -> Vec<Field> {
    let of_card = top.tables("field").take(MOST_ENTRIES).filter(|field| field.text("card") == Some(card));
    let field = |from: &Table| {
        Some(Field {
            id: id(from, "id", FieldId::new)?,
            label: owned(from, "label"),
            accept: accepted(from),
            accept_here: texts(from, ACCEPT_HERE).map(str::to_owned).collect(),
            range: from.text("range").and_then(parse_range),
            because: owned(from, "because"),
        })
    };
    of_card.take(MOST_FIELDS).filter_map(field).collect()
}

/// What may be typed: a text, or an amount with its tolerance.
fn accepted(from: &Table) -> Vec<Accept> {
    texts(from, "accept").map(accept).collect()
}

pub(crate) fn accept(text: &str) -> Accept {
    match parse_spread(text) {
        Some((to, within)) if looks_like_amount(text) => {
            Accept::Amount { to, within: within.unwrap_or(Quantity { milli: 0, unit: to.unit }) }
        }
        _ => Accept::Text(text.to_owned()),
    }
}

/// One text or a list of them.
fn texts<'t>(from: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    let listed = from.list(key).iter().filter_map(Value::text);
    from.text(key).into_iter().chain(listed).take(MOST_ANSWERS)
}

pub(super) fn cards<'t>(top: &'t Table, answers: &[(&'t str, Placed<'t, Answer>)]) -> BTreeMap<&'t str, Placed<'t, Card>> {
    let mut cards: BTreeMap<&str, Placed<'_, Card>> = BTreeMap::new();
    for (entry, from) in top.named("cards").take(MOST_ENTRIES) {
        let card = Card {
            ask: owned(from, "ask"),
            text: owned(from, "text"),
            answers: Vec::new(),
            pick: small(from, "pick").unwrap_or(1),
            accept: accepted(from),
            accept_here: texts(from, ACCEPT_HERE).map(str::to_owned).collect(),
            fields: fields(top, &entry.key),
            at: id(from, "at", ObjectId::new),
            case: case(top, &entry.key, from).map(Box::new),
        };
        cards.insert(&entry.key, Placed { value: card, from });
    }
    for (card, answer) in answers {
        if let Some(card) = cards.get_mut(card)
            && card.value.answers.iter().filter(|known| known.field == answer.value.field).count() < MOST_ANSWERS
        {
            card.value.answers.push(answer.value.clone());
        }
    }
    cards
}
