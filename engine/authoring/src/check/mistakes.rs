//! Mistakes that can happen, and never happen by doing the right thing.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::{Draft, DraftMistake, DraftStep};
use curriculum::{Answer, Goal, Quantity, SlideTarget, WrongAction};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static CANNOT_HAPPEN: Check = Check {
    code: "P033",
    severity: Severity::Warning,
    title: "a mistake that can never happen",
    manual: "Nobody can make this mistake: no step reads that gauge, holds that button or shows that card while the mistake may happen, \
             or the attempt is over before anybody could wait for so long. Correct `during`, or what it looks for.",
};
pub(crate) static RIGHT_IS_WRONG: Check = Check {
    code: "P048",
    severity: Severity::Error,
    title: "doing the right thing is called a mistake",
    manual: "A step asks for exactly the action that the mistake forbids at that time, so whoever does as told is wrong. Narrow the \
             mistake with `until` or `during`, or name another action.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let answers: BTreeMap<&str, &Answer> =
        draft.declared.answers.iter().map(|(_, answer)| (answer.value.id.as_str(), &answer.value)).collect();
    let replies: BTreeSet<&str> = draft.declared.replies.iter().map(|(_, reply)| reply.value.id.as_str()).collect();
    let wrong_goals = Goals::of(draft);
    for mistake in &draft.mistakes {
        let Some(when) = &mistake.when else { continue };
        if let WrongAction::Answer { answer } = when
            && answers.get(answer.as_str()).is_some_and(|answer| answer.right)
        {
            let message = format!("`{answer}` is a right answer");
            sink.report(&RIGHT_IS_WRONG, &mistake.from.span_of("when"), message, "Name a wrong answer, or correct `right`.");
        }
        let unknown = matches!(when, WrongAction::Answer { answer } if !answers.contains_key(answer.as_str()) && !replies.contains(answer.as_str()));
        if !unknown && !wrong_goals.can_happen(draft, mistake, when) {
            let message = format!("nobody can make the mistake `{}`", mistake.id);
            sink.report(
                &CANNOT_HAPPEN,
                &mistake.from.span_of("when"),
                message,
                "No step lets this happen: correct `when` or `during`.",
            );
        }
        let asked = draft
            .steps
            .iter()
            .enumerate()
            .find(|(idx, step)| mistake.only_if.is_none() && asks_for(step, when) && may_happen_in(draft, mistake, *idx));
        if let Some((_, step)) = asked {
            let message = format!("the step `{}` asks for just this", step.id);
            sink.report(&RIGHT_IS_WRONG, &mistake.from.span_of("when"), message, "Narrow the mistake with `until` or `during`.");
        }
    }
}

/// What steps show that some mistakes need.
#[derive(Default)]
struct Goals<'d> {
    read: BTreeSet<&'d str>,
    held: BTreeSet<&'d str>,
    set: BTreeSet<&'d str>,
    answered: BTreeSet<&'d str>,
    filled_in: BTreeSet<&'d str>,
}

impl<'d> Goals<'d> {
    fn of(draft: &'d Draft<'_>) -> Self {
        let mut goals = Self::default();
        draft.goals().for_each(|(_, goal, _)| goals.add(goal));
        let in_between = draft.structure.interruptions.iter().filter_map(|found| found.value.card.as_ref());
        goals.answered.extend(in_between.flat_map(|card| &card.answers).map(|answer| answer.id.as_str()));
        goals
    }

    fn add(&mut self, goal: &'d Goal) {
        match goal {
            Goal::Read { gauge, .. } => drop(self.read.insert(gauge.as_str())),
            Goal::Hold { object, .. } => drop(self.held.insert(object.as_str())),
            Goal::Talk { dialogue, .. } => {
                let replies = dialogue.lines.iter().flat_map(|line| &line.replies);
                self.answered.extend(replies.map(|reply| reply.id.as_str()));
            }
            _ => {
                self.set.extend(goal.amount().map(|(object, _, _)| object.as_str()));
                if let Goal::FillIn { card } = goal {
                    self.filled_in.extend(card.fields.iter().map(|field| field.id.as_str()));
                }
                self.answered.extend(goal.card().into_iter().flat_map(|card| &card.answers).map(|answer| answer.id.as_str()));
            }
        }
    }

    fn can_happen(&self, draft: &Draft<'_>, mistake: &DraftMistake<'_>, when: &WrongAction) -> bool {
        let during = mistake.during.as_ref().and_then(|id| draft.step_idx(id)).and_then(|idx| draft.steps[idx].goal.as_ref());
        let mut narrowed = Goals::default();
        let goals = match during {
            Some(goal) => {
                goal.parts().into_iter().for_each(|goal| narrowed.add(goal));
                &narrowed
            }
            None => self,
        };
        match when {
            WrongAction::Misread { gauge } => goals.read.contains(gauge.as_str()),
            WrongAction::LetGo { object } => goals.held.contains(object.as_str()),
            WrongAction::Misset { object } => goals.set.contains(object.as_str()),
            WrongAction::Answer { answer } => goals.answered.contains(answer.as_str()),
            WrongAction::Misfill { field } => goals.filled_in.contains(field.as_str()),
            WrongAction::Wait { for_ms } => !ends_before(draft, mistake, *for_ms),
            _ => true,
        }
    }
}

/// Whether the attempt, or the only step in which so long a wait could be wrong, is always over by then.
fn ends_before(draft: &Draft<'_>, mistake: &DraftMistake<'_>, wait_ms: u64) -> bool {
    let limit = draft.top.text("time_limit").and_then(|text| Quantity::parse(text).ok()).and_then(Quantity::as_ms);
    let during = mistake.during.as_ref().and_then(|id| draft.step_idx(id)).and_then(|idx| draft.steps[idx].goal.as_ref());
    let waits_less = matches!(during, Some(Goal::Wait { for_ms }) if *for_ms < wait_ms);
    waits_less || limit.is_some_and(|limit_ms| limit_ms <= wait_ms)
}

/// Whether a step's goal is exactly the wrong action. A condition on a gauge makes it another action.
fn asks_for(step: &DraftStep<'_>, when: &WrongAction) -> bool {
    step.goals().any(|(goal, _)| is_asked(goal, when))
}

fn is_asked(goal: &Goal, when: &WrongAction) -> bool {
    match (goal, when) {
        (Goal::Press { object }, WrongAction::Press { object: wrong }) => object == wrong,
        (Goal::Take { item, .. }, WrongAction::Take { item: wrong }) => item == wrong,
        (Goal::Put { item, into }, WrongAction::Put { item: wrong, into: wrong_into }) => {
            item == wrong && wrong_into.as_ref().is_none_or(|wrong_into| wrong_into == into)
        }
        (Goal::Set { object, to }, WrongAction::Set { object: wrong, to: wrong_to, while_gauge_above: None }) => {
            object == wrong && to == wrong_to
        }
        (
            Goal::Slide { object, to: SlideTarget::State(to) },
            WrongAction::Set { object: wrong, to: wrong_to, while_gauge_above: None },
        ) => object == wrong && to == wrong_to,
        (Goal::Use { tool, on }, WrongAction::Use { tool: wrong, on: Some(wrong_on) }) => tool == wrong && on == wrong_on,
        (Goal::GoTo { zone }, WrongAction::Enter { zone: wrong }) => zone == wrong,
        (Goal::Wait { for_ms }, WrongAction::Wait { for_ms: wrong_ms }) => for_ms >= wrong_ms,
        (Goal::LookAt { object, for_ms }, WrongAction::LookAt { object: wrong, for_ms: wrong_ms }) => {
            object == wrong && for_ms >= wrong_ms
        }
        _ => false,
    }
}

/// Whether a mistake may happen while a step is current.
fn may_happen_in(draft: &Draft<'_>, mistake: &DraftMistake<'_>, step_idx: usize) -> bool {
    let during = mistake.during.as_ref().and_then(|id| draft.step_idx(id));
    let until = mistake.until.as_ref().and_then(|id| draft.step_idx(id));
    let in_time = match until {
        None => true,
        Some(until) => !comes_after(draft, step_idx, until),
    };
    during.is_none_or(|during| during == step_idx) && in_time
}

/// Whether a step can only start once another is done.
fn comes_after(draft: &Draft<'_>, step_idx: usize, before: usize) -> bool {
    let mut seen = vec![false; draft.steps.len()];
    let mut open = vec![step_idx];
    while let Some(idx) = open.pop() {
        for before_idx in draft.steps[idx].after.iter().filter_map(|id| draft.step_idx(id)) {
            if before_idx == before {
                return true;
            }
            if !std::mem::replace(&mut seen[before_idx], true) {
                open.push(before_idx);
            }
        }
    }
    false
}
