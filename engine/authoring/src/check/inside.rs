//! Cutting open, taking apart and seeing through: shares that can be, and things that have an inside.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::Table;
use curriculum::{Effect, Quantity, Unit};

pub(crate) static SHARE: Check = Check {
    code: "P062",
    severity: Severity::Error,
    title: "more than all of it",
    manual: "A `section` cuts away from `0 %` (nothing) to `100 %` (everything), and an `explode` moves parts from `0 %` (together) to \
             `200 %` (twice as far as it takes to see each by itself). An `x_ray` shows one thing through another, so the two differ.",
};

/// The most that can be asked for, thousandths.
const CUT_MAX: i64 = 1_000;
const APART_MAX: i64 = 2_000;

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for (_, effect) in draft.effects() {
        let from = effect.from;
        match &effect.value {
            Effect::Section { .. } => share(from, "section", CUT_MAX, sink),
            Effect::Explode { .. } => share(from, "explode", APART_MAX, sink),
            Effect::XRay { object, through: Some(through) } if object == through => {
                let message = format!("`{object}` cannot be seen through itself");
                sink.report(&SHARE, &from.span_of("through"), message, "Name what stands around it, or leave `through` out.");
            }
            _ => {}
        }
    }
}

fn share(table: &Table, verb: &str, most: i64, sink: &mut Sink<'_>) {
    let Some(by) = table.text("by").and_then(|by| Quantity::parse(by).ok()).filter(|by| by.unit == Unit::Percent) else { return };
    if !(0..=most * 100).contains(&by.milli) {
        let message = format!("`{verb}` cannot go so far");
        sink.report(&SHARE, &table.span_of("by"), message, format!("Give a share from 0 % to {} %.", most / 10));
    }
}
