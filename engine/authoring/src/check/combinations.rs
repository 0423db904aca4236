//! Combined goals that can be met, and draws that have something to draw.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::{Table, Value};

pub(crate) static COMBINATION: Check = Check {
    code: "P037",
    severity: Severity::Error,
    title: "a combination of too few",
    manual: "`all`, `any`, `in_order` and `some_of` combine at least two goals, and `some_of` asks for no more of them than there are. \
             `avoid` names at least one mistake.",
};
pub(crate) static DRAW: Check = Check {
    code: "P061",
    severity: Severity::Error,
    title: "nothing to draw from",
    manual: "`[[one_of]]` needs at least two options with a weight above zero: with one there is no chance, with none no attempt could \
             begin.",
};

const VERBS: [&str; 4] = ["all", "any", "in_order", "some_of"];

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for table in draft.steps.iter().filter_map(|step| step.from.table("do")) {
        combination(table, sink);
    }
    for (id, options) in &draft.structure.draws {
        let n_possible = options.iter().filter(|option| option.value.weight > 0).count();
        if n_possible < 2 {
            let message = format!("`{}` has {n_possible} options that can be drawn", id.value);
            sink.report(&DRAW, &id.from.span_of("options"), message, "Give it at least two, with weights above zero.");
        }
    }
}

fn combination(table: &Table, sink: &mut Sink<'_>) {
    if table.get("avoid").is_some() && table.list("avoid").is_empty() {
        sink.report(&COMBINATION, &table.span_of("avoid"), "there is no mistake to avoid", "Name at least one.");
    }
    let Some(verb) = VERBS.iter().find(|verb| table.get(verb).is_some()) else { return };
    let parts = table.list(verb);
    match (parts.len(), table.whole("count")) {
        (n @ (0 | 1), _) => {
            let message = format!("`{verb}` combines {n} goals");
            sink.report(&COMBINATION, &table.span_of(verb), message, "Give it at least two, or write the single goal alone.");
        }
        (n, Some(count)) if count > n as i64 => {
            let message = format!("{count} are asked for, but there are only {n}");
            sink.report(&COMBINATION, &table.span_of("count"), message, "Lower `count`, or add goals.");
        }
        _ => {}
    }
    parts.iter().filter_map(Value::table).for_each(|part| combination(part, sink));
}
