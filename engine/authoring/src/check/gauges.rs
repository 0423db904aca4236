//! Gauges: what they can show, and that everything asked of them is in their unit and range.

use crate::conversion::{in_unit, width_in_unit};
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::read::condition::single_tables;
use crate::tree::{Span, Table};
use curriculum::{Condition, Effect, Goal, ObjectKind, Quantity, Start, Unit, WrongAction};
use ids::ObjectId;

pub(crate) static NO_RANGE: Check = Check {
    code: "P041",
    severity: Severity::Error,
    title: "a gauge that shows nothing",
    manual: "A gauge needs a `range`, such as \"0..300 kPa\", which also gives its unit; and to be read it must show something: a \
             `start`, or an effect that changes it.",
};
pub(crate) static WRONG_UNIT: Check = Check {
    code: "P042",
    severity: Severity::Error,
    title: "another unit than the gauge's",
    manual: "Amounts for a gauge are given in the unit of its range, so that nobody has to convert, in the file or in the head. The \
             advice says what the amount is in that unit, to four figures; round it as the instrument can show it.",
};
pub(crate) static OUT_OF_RANGE: Check = Check {
    code: "P045",
    severity: Severity::Error,
    title: "an amount that the gauge cannot show",
    manual: "The amount is outside the gauge's range, or the tolerance is negative or as wide as the whole range, so that any answer \
             would be right.",
};

/// Every amount given for a gauge.
pub(super) fn check_amounts(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for object in &draft.objects {
        if let Start::Shows(amount) = object.value.start {
            shown(draft, &object.value.id, amount, &object.from.span_of("start"), sink);
        }
    }
    for (_, goal, table) in draft.goals() {
        if let Goal::Read { gauge, within } = goal {
            tolerance(draft, gauge, *within, &table.span_of("within"), sink);
        }
        if let Some((object, to, within)) = goal.amount() {
            let span = table.span_of("to");
            if draft.object(object).is_some_and(|object| object.range.is_none()) {
                let message = format!("`{object}` has no range to set a number in");
                sink.report(&NO_RANGE, &span, message, "Give it what it can be set to, such as `range = \"0..60 N·m\"`.");
            }
            shown(draft, object, to, &span, sink);
            tolerance(draft, object, within, &span, sink);
        }
    }
    for (condition, table) in draft.conditions() {
        let tables = single_tables(table);
        for part in condition.parts() {
            let Condition::Shows { object, to, compare } = part else { continue };
            let stands_in = |table: &&&Table| {
                let names = ["gauge", "wait_for"].iter().any(|key| table.text(key) == Some(object.as_str()));
                names && table.get(compare.word()).is_some()
            };
            let span = tables.iter().find(stands_in).map_or(table.span.clone(), |table| table.span_of(compare.word()));
            shown(draft, object, *to, &span, sink);
        }
    }
    for (_, effect) in draft.effects() {
        if let Effect::SetNumber { object, to, .. } = &effect.value {
            shown(draft, object, *to, &effect.from.span_of("to"), sink);
        }
    }
    for mistake in &draft.mistakes {
        if let Some(WrongAction::Set { while_gauge_above: Some((gauge, above)), .. }) = &mistake.when {
            let condition = mistake.from.table("when").and_then(|when| when.table("while"));
            shown(
                draft,
                gauge,
                *above,
                &condition.map_or(mistake.from.span.clone(), |condition| condition.span_of("above")),
                sink,
            );
        }
    }
}

/// Every gauge has a range, and shows something when it is to be read.
pub(super) fn check_objects(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for object in draft.objects.iter().filter(|object| object.value.kind == ObjectKind::Gauge) {
        if object.value.range.is_none() && object.from.get("range").is_none() {
            let message = format!("the {} has no range", object.value.name);
            sink.report(&NO_RANGE, &object.from.span, message, "Add what it can show, such as `range = \"0..300 kPa\"`.");
        }
        if object.value.range.is_some() && object.from.get("start").is_none() && is_read_blank(draft, &object.value.id) {
            let message = format!("the {} is read, but shows nothing", object.value.name);
            sink.report(&NO_RANGE, &object.from.span, message, "Add what it shows, such as `start = \"20 kPa\"`.");
        }
    }
}

fn is_read_blank(draft: &Draft<'_>, gauge: &ObjectId) -> bool {
    let is_read = draft.goals().any(|(_, goal, _)| matches!(goal, Goal::Read { gauge: read, .. } if read == gauge));
    let is_set = draft.effects().any(|(_, effect)| matches!(&effect.value, Effect::SetNumber { object, .. } if object == gauge));
    is_read && !is_set
}

fn shown(draft: &Draft<'_>, gauge: &ObjectId, amount: Quantity, span: &Span, sink: &mut Sink<'_>) {
    let Some((low, high)) = range_in_unit(draft, gauge, amount, in_unit, span, sink) else { return };
    if !(low.milli..=high.milli).contains(&amount.milli) {
        let message = format!("`{gauge}` shows {low} to {high}, not {amount}");
        sink.report(&OUT_OF_RANGE, span, message, "Correct the amount or the range.");
    }
}

fn tolerance(draft: &Draft<'_>, gauge: &ObjectId, within: Quantity, span: &Span, sink: &mut Sink<'_>) {
    let Some((low, high)) = range_in_unit(draft, gauge, within, width_in_unit, span, sink) else { return };
    let width = high.milli.abs_diff(low.milli);
    if within.milli < 0 || within.milli.unsigned_abs() >= width {
        let message = format!("{within} to either side cannot be told apart on {low} to {high}");
        sink.report(&OUT_OF_RANGE, span, message, "Give a tolerance smaller than the range, and not negative.");
    }
}

/// The gauge's range, when the amount is in its unit.
fn range_in_unit(
    draft: &Draft<'_>,
    gauge: &ObjectId,
    amount: Quantity,
    convert: fn(Quantity, Unit) -> Option<Quantity>,
    span: &Span,
    sink: &mut Sink<'_>,
) -> Option<(Quantity, Quantity)> {
    let (low, high) = draft.object(gauge)?.range?;
    if amount.unit != low.unit {
        let (shows, asks) = (unit_word(low), unit_word(amount));
        let advice = match convert(amount, low.unit) {
            Some(there) => format!("Give the value in {shows}: {amount} is {there}."),
            None => format!("Give the value in {shows}; {asks} measure something else."),
        };
        sink.report(&WRONG_UNIT, span, format!("`{gauge}` shows {shows}, this is in {asks}"), advice);
        return None;
    }
    Some((low, high))
}

fn unit_word(amount: Quantity) -> &'static str {
    match amount.unit.symbol() {
        "" => "plain numbers",
        symbol => symbol,
    }
}
