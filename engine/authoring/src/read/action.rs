//! Reads effects and wrong actions.

use super::{Placed, id, ms, owned};
use crate::amounts::looks_like_amount;
use crate::tree::{Table, Value};
use curriculum::{Effect, Quantity, WrongAction};
use ids::{AnswerId, ObjectId, SoundId, StateId};

pub(super) fn effects<'t>(from: &'t Table, key: &str, guide: Option<&ObjectId>) -> Vec<Placed<'t, Effect>> {
    let tables = from.list(key).iter().filter_map(Value::table);
    tables.filter_map(|table| Some(Placed { value: effect(table, guide)?, from: table })).collect()
}

fn effect(table: &Table, guide: Option<&ObjectId>) -> Option<Effect> {
    let object = |key| id(table, key, ObjectId::new);
    let person = || object("by").or(guide.cloned());
    let verb = |key| table.get(key).is_some();
    Some(match () {
        () if verb("say") => Effect::Say { text: owned(table, "say"), by: object("by") },
        () if verb("sound") => Effect::Sound { sound: id(table, "sound", SoundId::new)? },
        () if verb("change") => change(table)?,
        () if verb("place") => Effect::Place { item: object("place")?, into: object("into")? },
        () if verb("show") => Effect::Show { object: object("show")? },
        () if verb("hide") => Effect::Hide { object: object("hide")? },
        () if verb("play") => Effect::PlayClip { clip: owned(table, "play") },
        () if verb("walk_to") => Effect::WalkTo { person: person()?, to: object("walk_to")? },
        () if verb("face") => Effect::Face { person: person()?, to: object("face")? },
        () if verb("point_at") => Effect::PointAt { person: person()?, at: object("point_at")? },
        () => return None,
    })
}

fn change(table: &Table) -> Option<Effect> {
    let (object, to) = (id(table, "change", ObjectId::new)?, table.text("to")?);
    Some(match looks_like_amount(to) {
        true => Effect::SetNumber { object, to: Quantity::parse(to).ok()?, over_ms: ms(table, "over").unwrap_or(0) },
        false => Effect::SetState { object, to: StateId::new(to).ok()? },
    })
}

pub(super) fn wrong_action(table: &Table) -> Option<WrongAction> {
    let object = |key| id(table, key, ObjectId::new);
    let verb = |key| table.get(key).is_some();
    Some(match () {
        () if verb("press") => WrongAction::Press { object: object("press")? },
        () if verb("take") => WrongAction::Take { item: object("take")? },
        () if verb("put") => WrongAction::Put { item: object("put")?, into: object("into").or(object("on")) },
        () if verb("set") => WrongAction::Set {
            object: object("set")?,
            to: id(table, "to", StateId::new)?,
            while_gauge_above: match table.table("while") {
                Some(gauge) => Some((id(gauge, "gauge", ObjectId::new)?, Quantity::parse(gauge.text("above")?).ok()?)),
                None => None,
            },
        },
        () if verb("turn") => WrongAction::Turn { object: object("turn")? },
        () if verb("misread") => WrongAction::Misread { gauge: object("misread")? },
        () if verb("answer") => WrongAction::Answer { answer: id(table, "answer", AnswerId::new)? },
        () if verb("enter") => WrongAction::Enter { zone: object("enter")? },
        () if verb("let_go") => WrongAction::LetGo { object: object("let_go")? },
        () => return None,
    })
}
