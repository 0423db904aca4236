//! Goals that are true before their step starts, goals that can never be true, and hands that are full.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::{Draft, DraftStep};
use curriculum::{Effect, Goal, Start, TurnTarget};
use ids::{ObjectId, StateId};

pub(crate) static NEVER: Check = Check {
    code: "P032",
    severity: Severity::Error,
    title: "a goal that can never be reached",
    manual: "The step asks to take an item from where it never is. Say where the item lies with `start = { in = \"socket\" }`, or let an \
             earlier step or effect put it there.",
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
    for (idx, step) in draft.steps.iter().enumerate() {
        match &step.goal {
            Some(Goal::Set { object, to } | Goal::Turn { object, to: TurnTarget::State(to) }) => {
                set_already(draft, idx, step, object, to, sink);
            }
            Some(Goal::Turn { object, to: TurnTarget::Angle { millideg, tolerance_millideg } }) => {
                turned_already(draft, idx, step, object, (*millideg, *tolerance_millideg), sink);
            }
            Some(Goal::Put { item, into }) => put_already(draft, idx, step, item, into, sink),
            Some(Goal::Take { item, from: Some(from) }) => never_there(draft, step, item, from, sink),
            _ => {}
        }
    }
    hands(draft, sink);
}

fn set_already(draft: &Draft<'_>, idx: usize, step: &DraftStep<'_>, object: &ObjectId, to: &StateId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(object).filter(|found| found.start == Start::State(to.clone())) else { return };
    let changed = |goal: &Goal| match goal {
        Goal::Set { object: other, to: other_to } | Goal::Turn { object: other, to: TurnTarget::State(other_to) } => {
            other == object && other_to != to
        }
        Goal::Press { object: other } | Goal::Turn { object: other, .. } => other == object,
        _ => false,
    };
    let moved =
        |effect: &Effect| matches!(effect, Effect::SetState { object: other, to: other_to } if other == object && other_to != to);
    if !before(draft, idx, changed, moved) {
        let message = format!("the {} is `{to}` from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &step.goal_part("to"), message, "Ask for another state, or correct the object's `start`.");
    }
}

fn turned_already(
    draft: &Draft<'_>,
    idx: usize,
    step: &DraftStep<'_>,
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
        sink.report(&ALREADY, &step.goal_part("to"), message, "Ask for another angle, or correct the object's `start`.");
    }
}

fn put_already(draft: &Draft<'_>, idx: usize, step: &DraftStep<'_>, item: &ObjectId, into: &ObjectId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(item).filter(|found| found.start == Start::In(into.clone())) else { return };
    let changed = |goal: &Goal| match goal {
        Goal::Take { item: other, .. } => other == item,
        Goal::Put { item: other, into: other_into } => other == item && other_into != into,
        _ => false,
    };
    let moved = |effect: &Effect| matches!(effect, Effect::Place { item: other, into: other_into } if other == item && other_into != into);
    if !before(draft, idx, changed, moved) {
        let message = format!("the {} is there from the start, so there is nothing to do", found.name);
        sink.report(&ALREADY, &step.goal_part("put"), message, "Add a step that takes it, or correct the object's `start`.");
    }
}

fn never_there(draft: &Draft<'_>, step: &DraftStep<'_>, item: &ObjectId, from: &ObjectId, sink: &mut Sink<'_>) {
    let Some(found) = draft.object(item) else { return };
    let put_there = |goal: &Option<Goal>| matches!(goal, Some(Goal::Put { item: other, into }) if other == item && into == from);
    let placed_there = |effect: &Effect| matches!(effect, Effect::Place { item: other, into } if other == item && into == from);
    let ever = found.start == Start::In(from.clone())
        || draft.steps.iter().any(|other| put_there(&other.goal))
        || draft.effects().any(|(_, effect)| placed_there(&effect.value));
    if !ever {
        let message = format!("the {} is never in `{from}`", found.name);
        let advice = format!("Give `{item}` the start `{{ in = \"{from}\" }}`, or leave out `from`.");
        sink.report(&NEVER, &step.goal_part("from"), message, advice);
    }
}

/// Whether a goal or an effect that changes something can come before the end of a step: everything but what follows it.
fn before(draft: &Draft<'_>, step_idx: usize, goal: impl Fn(&Goal) -> bool, effect: impl Fn(&Effect) -> bool) -> bool {
    let follows = followers(draft, step_idx);
    let by_goal =
        |(idx, step): (usize, &DraftStep<'_>)| idx != step_idx && !follows[idx] && step.goal.as_ref().is_some_and(&goal);
    let by_effect = draft.effects().any(|(idx, placed)| idx.is_none_or(|idx| !follows[idx]) && effect(&placed.value));
    by_effect || draft.steps.iter().enumerate().any(by_goal)
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
    for step in &draft.steps {
        match &step.goal {
            Some(Goal::Take { item, .. }) => {
                if let Some(other) = carried.filter(|other| *other != item) {
                    let message = format!("`{other}` is still in the hand when `{item}` is to be taken");
                    sink.report(
                        &HAND,
                        &step.goal_part("take"),
                        message,
                        format!("Add a step that puts `{other}` somewhere first."),
                    );
                }
                carried = Some(item);
            }
            Some(Goal::Put { item, .. }) => carried = carried.filter(|other| *other != item),
            _ => {}
        }
    }
}
