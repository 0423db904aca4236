//! Reads goals.

use super::declared::Declared;
use super::{condition, id, ms, small};
use crate::amounts::{looks_like_amount, parse_spread};
use crate::tree::{Table, Value};
use curriculum::{Card, Goal, Quantity, SlideTarget, TurnTarget, Unit};
use ids::{MistakeId, ObjectId, StateId};

/// How long a look lasts unless given.
const LOOK_MS: u64 = 1_000;

/// The verbs that combine goals.
const COMBINATIONS: [&str; 4] = ["all", "any", "in_order", "some_of"];

pub(super) fn read(table: &Table, declared: &Declared<'_>) -> Option<Goal> {
    let object = |key| id(table, key, ObjectId::new);
    let verb = |key| table.get(key).is_some();
    let card = |key| -> Option<Card> { Some(declared.cards.get(table.text(key)?)?.value.clone()) };
    let parts = |key| -> Option<Vec<Goal>> { table.list(key).iter().map(|value| read(value.table()?, declared)).collect() };
    Some(match () {
        () if verb("go_to") => Goal::GoTo { zone: object("go_to")? },
        () if verb("look_at") => Goal::LookAt { object: object("look_at")?, for_ms: ms(table, "for").unwrap_or(LOOK_MS) },
        () if verb("press") => Goal::Press { object: object("press")? },
        () if verb("hold") => Goal::Hold { object: object("hold")?, for_ms: ms(table, "for")? },
        () if verb("take") => Goal::Take { item: object("take")?, from: object("from") },
        () if verb("put") => Goal::Put { item: object("put")?, into: object("into").or(object("on"))? },
        () if verb("turn") => Goal::Turn { object: object("turn")?, to: turn_target(table.text("to")?)? },
        () if verb("use") => Goal::Use { tool: object("use")?, on: object("on")? },
        () if verb("set") => set(table)?,
        () if verb("slide") => Goal::Slide {
            object: object("slide")?,
            to: match spread(table.text("to")?) {
                Some((to, within)) => SlideTarget::Amount { to, within },
                None => SlideTarget::State(id(table, "to", StateId::new)?),
            },
        },
        () if verb("aim") => Goal::Aim { tool: object("aim")?, at: objects(table, "at"), for_ms: ms(table, "for")? },
        () if verb("read") => Goal::Read { gauge: object("read")?, within: Quantity::parse(table.text("within")?).ok()? },
        () if verb("inspect") => {
            let places = objects(table, "inspect");
            let count = small(table, "count").unwrap_or(u32::try_from(places.len()).ok()?);
            Goal::Inspect { places, count }
        }
        () if verb("choose") => Goal::Choose { card: card("choose")? },
        () if verb("put_in_order") => Goal::Order { card: card("put_in_order")? },
        () if verb("match") => Goal::Match { card: card("match")? },
        () if verb("type") => Goal::Type { card: card("type")? },
        () if verb("sign") => Goal::Sign { card: card("sign")? },
        () if verb("fill_in") => Goal::FillIn { card: card("fill_in")? },
        () if verb("talk_to") => Goal::Talk { person: object("talk_to")?, dialogue: declared.dialogue(table.text("line")?)? },
        () if verb("wait") => Goal::Wait { for_ms: ms(table, "wait")? },
        () if verb("wait_for") => Goal::Holds { condition: condition::waited_for(table)? },
        () if verb("avoid") => {
            let mistakes = table.list("avoid").iter().filter_map(|value| MistakeId::new(value.text()?).ok()).collect();
            Goal::Avoid { mistakes, for_ms: ms(table, "for")? }
        }
        () if verb("holds") => Goal::Holds { condition: condition::behind(table, "holds")? },
        () if verb("all") => Goal::All { of: parts("all")? },
        () if verb("any") => Goal::Any { of: parts("any")? },
        () if verb("in_order") => Goal::InOrder { of: parts("in_order")? },
        () if verb("some_of") => Goal::SomeOf { of: parts("some_of")?, count: small(table, "count")? },
        () => return None,
    })
}

/// The table of every single goal, in the order of [`Goal::parts`].
pub(super) fn single_tables(table: &Table) -> Vec<&Table> {
    match COMBINATIONS.iter().find(|key| table.get(key).is_some()) {
        Some(key) => table.list(key).iter().filter_map(Value::table).flat_map(single_tables).collect(),
        None => vec![table],
    }
}

/// To a state, or to a number with its tolerance.
fn set(table: &Table) -> Option<Goal> {
    let object = id(table, "set", ObjectId::new)?;
    Some(match spread(table.text("to")?) {
        Some((to, within)) => Goal::SetNumber { object, to, within, with: id(table, "with", ObjectId::new) },
        None => Goal::Set { object, to: id(table, "to", StateId::new)? },
    })
}

/// An amount and its tolerance; none for a state.
fn spread(text: &str) -> Option<(Quantity, Quantity)> {
    let (to, within) = parse_spread(text).filter(|_| looks_like_amount(text))?;
    Some((to, within.unwrap_or(Quantity { milli: 0, unit: to.unit })))
}

fn objects(table: &Table, key: &str) -> Vec<ObjectId> {
    table.list(key).iter().filter_map(|value| ObjectId::new(value.text()?).ok()).collect()
}

fn turn_target(text: &str) -> Option<TurnTarget> {
    if !looks_like_amount(text) {
        return StateId::new(text).ok().map(TurnTarget::State);
    }
    let (angle, tolerance) = parse_spread(text)?;
    let tolerance_millideg = tolerance.map_or(0, |tolerance| tolerance.milli);
    (angle.unit == Unit::Degree).then_some(TurnTarget::Angle { millideg: angle.milli, tolerance_millideg })
}
