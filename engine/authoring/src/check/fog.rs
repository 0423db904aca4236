//! Fog: so thick that one still finds the way, and so thin that it is seen at all.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use curriculum::{Effect, Fog};

pub(crate) static FOG: Check = Check {
    code: "P094",
    severity: Severity::Error,
    title: "fog that cannot be",
    manual: "In fog one sees from `0.5 m` (an arm's length) to `200 m` far: what is thicker shows nothing but grey, what is thinner is not \
             seen. The smoke of a drill is some `6 m`, thick smoke `2 m`. What clears it, `{ fog = \"off\" }`, has no `visibility`.",
};

/// How far one may see, millimetres.
const LEAST_MM: u64 = 500;
const MOST_MM: u64 = 200_000;

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for (_, effect) in draft.effects() {
        let span = || effect.from.span_of("visibility");
        match &effect.value {
            Effect::Fog { fog: None, .. } if effect.from.get("visibility").is_some() => {
                let advice = "Leave `visibility` out, or name what comes in: `mist`, `smoke` or `dust`.";
                sink.report(&FOG, &span(), "where there is no fog, nothing limits how far one sees".to_owned(), advice);
            }
            Effect::Fog { fog: Some(Fog { visibility_mm, .. }), .. } if !(LEAST_MM..=MOST_MM).contains(visibility_mm) => {
                let message = "nobody sees so far in fog, or so little".to_owned();
                sink.report(&FOG, &span(), message, "Give a length from 0.5 m to 200 m.");
            }
            _ => {}
        }
    }
}
