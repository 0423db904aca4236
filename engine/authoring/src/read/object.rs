//! Reads objects: a state, an amount or a socket as the start, whichever the kind has.

use super::{Placed, id, owned, word};
use crate::amounts::{looks_like_amount, parse_range};
use crate::tree::{Entry, Table};
use curriculum::{Object, ObjectKind, Quantity, Start};
use ids::{ObjectId, StateId};

pub(super) fn read<'t>((entry, from): (&'t Entry, &'t Table)) -> Option<Placed<'t, Object>> {
    let states: Vec<StateId> = from.list("states").iter().filter_map(|value| StateId::new(value.text()?).ok()).collect();
    let kind = kind_of(from).unwrap_or(ObjectKind::Thing);
    let object = Object {
        id: ObjectId::new(&entry.key).ok()?,
        node: owned(from, "node"),
        name: owned(from, "name"),
        kind,
        start: start(from, &states),
        state_names: state_names(from),
        states,
        range: from.text("range").and_then(parse_range),
        about: owned(from, "about"),
        verb: owned(from, "verb"),
    };
    Some(Placed { value: object, from })
}

/// None for a word that is no kind, which was reported.
pub(super) fn kind_of(from: &Table) -> Option<ObjectKind> {
    word(from, "kind")
}

fn state_names(from: &Table) -> Vec<(StateId, String)> {
    let named = from.table("state_names").into_iter().flat_map(|names| &names.entries);
    named.filter_map(|entry| Some((StateId::new(&entry.key).ok()?, entry.value.text()?.to_owned()))).collect()
}

fn start(from: &Table, states: &[StateId]) -> Start {
    if let Some(socket) = from.table("start").and_then(|start| id(start, "in", ObjectId::new)) {
        return Start::In(socket);
    }
    match from.text("start") {
        Some(text) if looks_like_amount(text) => match Quantity::parse(text) {
            Ok(angle) if angle.unit == curriculum::Unit::Degree => Start::Angle(angle.milli),
            Ok(shows) => Start::Shows(shows),
            Err(_) => Start::AsModelled,
        },
        Some(text) => StateId::new(text).map_or(Start::AsModelled, Start::State),
        None => states.first().cloned().map_or(Start::AsModelled, Start::State),
    }
}
