//! Reads wrong actions.

use super::{id, ms};
use crate::tree::Table;
use curriculum::{Quantity, WrongAction};
use ids::{AnswerId, FieldId, ObjectId, StateId};

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
        () if verb("use") => WrongAction::Use { tool: object("use")?, on: object("on") },
        () if verb("misset") => WrongAction::Misset { object: object("misset")? },
        () if verb("misfill") => WrongAction::Misfill { field: id(table, "misfill", FieldId::new)? },
        () if verb("answer") => WrongAction::Answer { answer: id(table, "answer", AnswerId::new)? },
        () if verb("enter") => WrongAction::Enter { zone: object("enter")? },
        () if verb("say") => WrongAction::Answer { answer: id(table, "say", AnswerId::new)? },
        () if verb("wait") => WrongAction::Wait { for_ms: ms(table, "wait")? },
        () if verb("look_at") => WrongAction::LookAt { object: object("look_at")?, for_ms: ms(table, "for")? },
        () if verb("let_go") => WrongAction::LetGo { object: object("let_go")? },
        () => return None,
    })
}
