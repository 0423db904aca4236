//! Reads cards and their answers, which stand flat beside each other.

use super::{Placed, id, owned, small};
use crate::tree::Table;
use crate::walk::MOST_ENTRIES;
use curriculum::{Answer, Card};
use ids::{AnswerId, ObjectId};
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
            };
            Some((from.text("card")?, Placed { value: answer, from }))
        })
        .collect()
}

pub(super) fn cards<'t>(top: &'t Table, answers: &[(&'t str, Placed<'t, Answer>)]) -> BTreeMap<&'t str, Placed<'t, Card>> {
    let mut cards: BTreeMap<&str, Placed<'_, Card>> = BTreeMap::new();
    for (entry, from) in top.named("cards").take(MOST_ENTRIES) {
        let card = Card {
            ask: owned(from, "ask"),
            text: owned(from, "text"),
            answers: Vec::new(),
            pick: small(from, "pick").unwrap_or(1),
            at: id(from, "at", ObjectId::new),
        };
        cards.insert(&entry.key, Placed { value: card, from });
    }
    for (card, answer) in answers {
        if let Some(card) = cards.get_mut(card)
            && card.value.answers.len() < MOST_ANSWERS
        {
            card.value.answers.push(answer.value.clone());
        }
    }
    cards
}
