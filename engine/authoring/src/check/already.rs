//! Goals that are true before their step starts, goals that can never be true, and hands that are full.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::Table;
use curriculum::{Effect, Goal, Quantity, SlideTarget, Start, TurnTarget};
use ids::{ObjectId, StateId};

pub(crate) static NEVER: Check = Check {
    code: "P032",
    severity: Severity::Error,
    title: "a goal that can never be reached",
    manual: "The step asks to take an item from where it never is, or waits for what nothing ever brings about. Say where the item \
             lies with `start = { in = \"socket\" }`, or let an earlier step or effect make it so.",
};
pub(crate) static ALREADY: Check = Check {
    code: "P046",
    severity: Severity::Error,
    title: "a goal that is reached before its step starts",
    manual: "The object stands as the step asks from the start and nothing changes it before, so there is nothing to do. Correct the \
             object's `start`, or the goal.",
};
pub(crate) static HAND: Check = Check {
    code: "P047",
    severity: Severity::Warning,
    title: "a hand that is full",
    manual: "A trainee carries one item at a time. In the order written, a step takes an item while another is still in the hand. \
             A `put` needs no `take` before it: taking the item is part of it.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for (idx, goal, table) in draft.goals() {
        match goal {
            Goal::Set { object, to }
            | Goal::Slide { object, to: SlideTarget::State(to) }
            | Goal::Turn { object, to: TurnTarget::State(to) } => set_already(draft, idx, table, object, to, sink),
            Goal::Turn { object, to: TurnTarget::Angle { millideg, tolerance_millideg } } => {
                turned_already(draft, idx, table, object, (*millideg, *tolerance_millideg), sink);
            }
            Goal::SetNumber { object, to, within, .. } | Goal::Slide { object, to: SlideTarget::Amount { to, within } } => {
                numbered_already(draft, idx, table, object, (*to, *within), sink);
            }
            Goal::Put { item, into } => put_already(draft, idx, table, item, into, sink),
            Goal::Take { item, from: Some(from) } => never_there(draft, table, item, from, sink),
            _ => {}
        }
    }
    hands(draft, sink);
}

fn set_already(draft: &Draft<'_>, idx: usize, table: &Table, object: &ObjectId, to: &StateId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(object).filter(|found| found.start == Start::State(to.clone())) else { return };
    let changed = |goal: &Goal| match goal {
        Goal::Set { object: other, to: other_to }
        | Goal::Slide { object: other, to: SlideTarget::State(other_to) }
        | Goal::Turn { object: other, to: TurnTarget::State(other_to) } => other == object && other_to != to,
        Goal::Press { object: other } | Goal::Turn { object: other, .. } => other == object,
        _ => false,
    };
    let moved =
        |effect: &Effect| matches!(effect, Effect::SetState { object: other, to: other_to } if other == object && other_to != to);
    if !before(draft, idx, changed, moved) {
        let message = format!("the {} is `{to}` from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &table.span_of("to"), message, "Ask for another state, or correct the object's `start`.");
    }
}

fn turned_already(
    draft: &Draft<'_>,
    idx: usize,
    table: &Table,
    object: &ObjectId,
    (millideg, tolerance): (i64, i64),
    sink: &mut Sink<'_>,
) {
    let Some(found) = draft.object(object) else { return };
    let stands = match found.start {
        Start::Angle(angle) => angle,
        Start::AsModelled => 0,
        _ => return,
    };
    let changed =
        |goal: &Goal| matches!(goal, Goal::Turn { object: other, .. } | Goal::Set { object: other, .. } if other == object);
    if stands.abs_diff(millideg) <= tolerance.unsigned_abs() && !before(draft, idx, changed, |_| false) {
        let message = format!("the {} stands there from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &table.span_of("to"), message, "Ask for another angle, or correct the object's `start`.");
    }
}

fn numbered_already(
    draft: &Draft<'_>,
    idx: usize,
    table: &Table,
    object: &ObjectId,
    (to, within): (Quantity, Quantity),
    sink: &mut Sink<'_>,
) {
    let Some(found) = draft.object(object) else { return };
    let stands = match (&found.start, found.range) {
        (Start::Shows(amount), _) => *amount,
        (_, Some((low, _))) => low,
        _ => return,
    };
    let changed = |goal: &Goal| goal.amount().is_some_and(|(other, _, _)| other == object);
    let moved = |effect: &Effect| matches!(effect, Effect::SetNumber { object: other, .. } if other == object);
    let already = stands.unit == to.unit && stands.milli.abs_diff(to.milli) <= within.milli.unsigned_abs();
    if already && !before(draft, idx, changed, moved) {
        let message = format!("the {} is at {stands} from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &table.span_of("to"), message, "Ask for another amount, or correct the object's `start`.");
    }
}

fn put_already(draft: &Draft<'_>, idx: usize, table: &Table, item: &ObjectId, into: &ObjectId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(item).filter(|found| found.start == Start::In(into.clone())) else { return };
    let changed = |goal: &Goal| match goal {
        Goal::Take { item: other, .. } => other == item,
        Goal::Put { item: other, into: other_into } => other == item && other_into != into,
        _ => false,
    };
    let moved = |effect: &Effect| matches!(effect, Effect::Place { item: other, into: other_into } if other == item && other_into != into);
    if !before(draft, idx, changed, moved) {
        let message = format!("the {} is there from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &table.span_of("put"), message, "Add a step that takes it, or correct the object's `start`.");
    }
}

fn never_there(draft: &Draft<'_>, table: &Table, item: &ObjectId, from: &ObjectId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(item) else { return };
    let put_there = |goal: &Goal| matches!(goal, Goal::Put { item: other, into } if other == item && into == from);
    let placed_there = |effect: &Effect| matches!(effect, Effect::Place { item: other, into } if other == item && into == from);
    let ever = found.start == Start::In(from.clone())
        || draft.goals().any(|(_, goal, _)| put_there(goal))
        || draft.effects().any(|(_, effect)| placed_there(&effect.value));
    if !ever {
        let message = format!("the {} is never in `{from}`", found.name);
        let advice = format!("Give `{item}` the start `{{ in = \"{from}\" }}`, or leave out `from`.");
        sink.report(&NEVER, &table.span_of("from"), message, advice);
    }
}

/// Whether a goal or an effect that changes something can come before the end of a step: everything but what follows it.
pub(super) fn before(draft: &Draft<'_>, step_idx: usize, goal: impl Fn(&Goal) -> bool, effect: impl Fn(&Effect) -> bool) -> bool {
    if draft.follows_the_file && draft.goals().take_while(|(idx, _, _)| *idx < step_idx).any(|(_, found, _)| goal(found)) {
        return true;
    }
    let follows = followers(draft, step_idx);
    let mut by_goal = draft.goals().filter(|(idx, _, _)| *idx != step_idx && !follows[*idx]);
    let by_effect = draft.effects().any(|(idx, placed)| idx.is_none_or(|idx| !follows[idx]) && effect(&placed.value));
    by_effect || by_goal.any(|(_, found, _)| goal(found))
}

/// Which steps can only come after a step.
fn followers(draft: &Draft<'_>, step_idx: usize) -> Vec<bool> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); draft.steps.len()];
    for (idx, step) in draft.steps.iter().enumerate() {
        step.after.iter().filter_map(|id| draft.step_idx(id)).for_each(|before| next[before].push(idx));
    }
    let mut follows = vec![false; draft.steps.len()];
    let mut open = vec![step_idx];
    while let Some(idx) = open.pop() {
        for &later in &next[idx] {
            if !std::mem::replace(&mut follows[later], true) {
                open.push(later);
            }
        }
    }
    follows
}

/// Plays the steps in authored order and watches the hand.
fn hands(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let mut carried: Option<&ObjectId> = None;
    for (_, goal, table) in draft.goals() {
        match goal {
            Goal::Take { item, .. } => {
                if let Some(other) = carried.filter(|other| *other != item) {
                    let message = format!("`{other}` is still in the hand when `{item}` is to be taken");
                    sink.report(
                        &HAND,
                        &table.span_of("take"),
                        message,
                        format!("Add a step that puts `{other}` somewhere first."),
                    );
                }
                carried = Some(item);
            }
            Goal::Put { item, .. } => carried = carried.filter(|other| *other != item),
            _ => {}
        }
    }
}
