//! Reads conditions.

use super::effect::permille;
use super::id;
use crate::amounts::looks_like_amount;
use crate::tree::{Table, Value};
use curriculum::{Comparison, Condition, Quantity};
use ids::{AnswerId, MistakeId, ObjectId, OptionId, StateId, StepId, TimerId, VariableId};

/// The condition behind a key.
pub(super) fn behind(from: &Table, key: &str) -> Option<Condition> {
    read(from.table(key)?)
}

pub(super) fn read(table: &Table) -> Option<Condition> {
    let object = |key| id(table, key, ObjectId::new);
    let verb = |key| table.get(key).is_some();
    let share = |key| u32::try_from(permille(table, key)?).ok();
    Some(match () {
        () if verb("object") => Condition::State { object: object("object")?, is: id(table, "is", StateId::new)? },
        () if verb("gauge") => shows(table, &object("gauge")?)?,
        () if verb("variable") => {
            let variable = id(table, "variable", VariableId::new)?;
            all(Comparison::ALL.into_iter().filter_map(|compare| {
                Some(Condition::Variable { variable: variable.clone(), compare, to: table.whole(compare.word())? })
            }))?
        }
        () if verb("item") => Condition::Lies { item: object("item")?, place: object("in").or(object("on"))? },
        () if verb("carries") => Condition::Carries { item: object("carries")? },
        () if verb("in_zone") => Condition::Inside { zone: object("in_zone")? },
        () if verb("done") => Condition::Done { step: id(table, "done", StepId::new)? },
        () if verb("made") => Condition::Made { mistake: id(table, "made", MistakeId::new)? },
        () if verb("chose") => Condition::Chose { answer: id(table, "chose", AnswerId::new)? },
        () if verb("drawn") => Condition::Drawn { option: id(table, "drawn", OptionId::new)? },
        () if verb("expired") => Condition::Expired { timer: id(table, "expired", TimerId::new)? },
        () if verb("score_below") => Condition::Score { compare: Comparison::Below, permille: share("score_below")? },
        () if verb("score_at_least") => Condition::Score { compare: Comparison::AtLeast, permille: share("score_at_least")? },
        () if verb("all") => Condition::All { of: several(table, "all")? },
        () if verb("any") => Condition::Any { of: several(table, "any")? },
        () if verb("not") => Condition::Not { condition: Box::new(behind(table, "not")?) },
        () => return None,
    })
}

/// What a `wait_for` waits for: a state or an amount.
pub(super) fn waited_for(table: &Table) -> Option<Condition> {
    let object = id(table, "wait_for", ObjectId::new)?;
    match table.text("is") {
        Some(state) if !looks_like_amount(state) => Some(Condition::State { object, is: StateId::new(state).ok()? }),
        _ => shows(table, &object),
    }
}

/// Every comparison that stands in the table, at least one.
fn shows(table: &Table, object: &ObjectId) -> Option<Condition> {
    all(Comparison::ALL.into_iter().filter_map(|compare| {
        let to = Quantity::parse(table.text(compare.word())?).ok()?;
        Some(Condition::Shows { object: object.clone(), compare, to })
    }))
}

fn all(conditions: impl Iterator<Item = Condition>) -> Option<Condition> {
    let mut of: Vec<Condition> = conditions.collect();
    match of.len() {
        0 => None,
        1 => of.pop(),
        _ => Some(Condition::All { of }),
    }
}

fn several(table: &Table, key: &str) -> Option<Vec<Condition>> {
    table.list(key).iter().map(|value| read(Value::table(value)?)).collect()
}

/// The table of every single condition, in the order of [`Condition::parts`] where each is one comparison.
pub(crate) fn single_tables(table: &Table) -> Vec<&Table> {
    let nested = ["all", "any"].iter().find(|key| !table.list(key).is_empty());
    match (nested, table.table("not")) {
        (Some(key), _) => table.list(key).iter().filter_map(Value::table).flat_map(single_tables).collect(),
        (None, Some(not)) => single_tables(not),
        (None, None) => vec![table],
    }
}
