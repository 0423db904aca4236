//! The order of steps: `after` must lead from a free step to every other.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;

pub(crate) static CYCLE: Check = Check {
    code: "P030",
    severity: Severity::Error,
    title: "steps that wait for each other",
    manual: "`after` names the steps that must be done first. When these wait for one another in a circle, none of them can ever be \
             done. Remove the edge that no safety reason stands behind.",
};
pub(crate) static UNREACHABLE: Check = Check {
    code: "P031",
    severity: Severity::Error,
    title: "a step that can never start",
    manual: "The step comes after one that can never be done, because that one waits in a circle. Mend the circle and this goes too.",
};

pub(crate) static NEVER_CURRENT: Check = Check {
    code: "P035",
    severity: Severity::Warning,
    title: "an optional step that nobody comes to",
    manual: "An attempt ends when every step that is not optional is done, so an optional step after the last of these is never asked \
             for. Move it up, or make it a step like the others.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let after: Vec<Vec<usize>> =
        draft.steps.iter().map(|step| step.after.iter().filter_map(|id| draft.step_idx(id)).collect()).collect();
    let stuck = stuck_steps(&after);
    let last_needed = draft.steps.iter().rposition(|step| !step.optional);
    for step in draft.steps.iter().skip(last_needed.map_or(0, |idx| idx + 1)) {
        let message = format!("the attempt ends before the step `{}`", step.id);
        sink.report(&NEVER_CURRENT, &step.from.span_of("optional"), message, "Move it up, or leave out `optional`.");
    }
    for (idx, step) in draft.steps.iter().enumerate().filter(|(idx, _)| stuck[*idx]) {
        let span = match step.from.get("after") {
            Some(after) => after.span.clone(),
            None => step.from.span_of("id"),
        };
        if let Some(ring) = ring_of(idx, &after, &stuck) {
            let names: Vec<String> =
                ring.iter().filter(|&&other| other != idx).take(5).map(|&idx| format!("`{}`", draft.steps[idx].id)).collect();
            let message = match ring.len() {
                1 => format!("the step `{}` comes after itself", step.id),
                _ => format!("the step `{}` waits in a circle with {}", step.id, names.join(", ")),
            };
            sink.report(&CYCLE, &span, message, "Remove one of these from `after`.");
        } else {
            let message = format!("the step `{}` can never start", step.id);
            sink.report(&UNREACHABLE, &span, message, "It comes after steps that wait in a circle: mend those.");
        }
    }
}

/// The steps that remain when those whose predecessors are done are done, again and again (Kahn's algorithm).
fn stuck_steps(after: &[Vec<usize>]) -> Vec<bool> {
    let mut waiting: Vec<usize> = after.iter().map(Vec::len).collect();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    for (idx, before) in after.iter().enumerate() {
        before.iter().for_each(|&before| next[before].push(idx));
    }
    let mut free: Vec<usize> = (0..after.len()).filter(|&idx| waiting[idx] == 0).collect();
    let mut stuck = vec![true; after.len()];
    while let Some(idx) = free.pop() {
        stuck[idx] = false;
        for &idx in &next[idx] {
            waiting[idx] -= 1;
            if waiting[idx] == 0 {
                free.push(idx);
            }
        }
    }
    stuck
}

/// The stuck steps on the way from a step back to itself, that step first; none when it is not on a circle.
fn ring_of(start: usize, after: &[Vec<usize>], stuck: &[bool]) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; after.len()];
    let mut open = vec![start];
    while let Some(idx) = open.pop() {
        for &before in after[idx].iter().filter(|&&before| stuck[before]) {
            if before == start {
                let back = std::iter::successors(Some(idx), |&idx| came_from[idx].filter(|_| idx != start));
                let mut ring: Vec<usize> = back.collect();
                ring.reverse();
                return Some(ring);
            }
            if came_from[before].is_none() {
                came_from[before] = Some(idx);
                open.push(before);
            }
        }
    }
    None
}
