//! Reads goals.

use super::{Placed, id, ms, small};
use crate::amounts::{looks_like_amount, parse_spread};
use crate::tree::Table;
use curriculum::{Card, Goal, Quantity, TurnTarget, Unit};
use ids::{ObjectId, StateId};
use std::collections::BTreeMap;

/// How long a look lasts unless given.
const LOOK_MS: u64 = 1_000;

pub(super) fn read(table: &Table, cards: &BTreeMap<&str, Placed<'_, Card>>) -> Option<Goal> {
    let object = |key| id(table, key, ObjectId::new);
    let verb = |key| table.get(key).is_some();
    Some(match () {
        () if verb("go_to") => Goal::GoTo { zone: object("go_to")? },
        () if verb("look_at") => Goal::LookAt { object: object("look_at")?, for_ms: ms(table, "for").unwrap_or(LOOK_MS) },
        () if verb("press") => Goal::Press { object: object("press")? },
        () if verb("hold") => Goal::Hold { object: object("hold")?, for_ms: ms(table, "for")? },
        () if verb("take") => Goal::Take { item: object("take")?, from: object("from") },
        () if verb("put") => Goal::Put { item: object("put")?, into: object("into").or(object("on"))? },
        () if verb("turn") => Goal::Turn { object: object("turn")?, to: turn_target(table.text("to")?)? },
        () if verb("set") => Goal::Set { object: object("set")?, to: id(table, "to", StateId::new)? },
        () if verb("read") => Goal::Read { gauge: object("read")?, within: Quantity::parse(table.text("within")?).ok()? },
        () if verb("inspect") => {
            let places: Vec<ObjectId> =
                table.list("inspect").iter().filter_map(|value| ObjectId::new(value.text()?).ok()).collect();
            let count = small(table, "count").unwrap_or(u32::try_from(places.len()).ok()?);
            Goal::Inspect { places, count }
        }
        () if verb("choose") => Goal::Choose { card: cards.get(table.text("choose")?)?.value.clone() },
        () => return None,
    })
}

fn turn_target(text: &str) -> Option<TurnTarget> {
    if !looks_like_amount(text) {
        return StateId::new(text).ok().map(TurnTarget::State);
    }
    let (angle, tolerance) = parse_spread(text)?;
    let tolerance_millideg = tolerance.map_or(0, |tolerance| tolerance.milli);
    (angle.unit == Unit::Degree).then_some(TurnTarget::Angle { millideg: angle.milli, tolerance_millideg })
}
