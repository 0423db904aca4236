//! Goals taken apart: which single goals of a step are open, which are met, and when a combination is.
//!
//! What lasts (a door that stands open, an item in its place) counts in a combination as long as it is so; what happens
//! (a press, a look, an answer) counts from then on. Under `in_order` everything counts from then on.

use crate::fit::Fit;
use crate::session::Outcome;
use crate::{Input, Session};
use curriculum::Goal;
use ids::{LineId, ObjectId};
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::Arc;

/// Where a single goal stands: its step, and its place among the single goals of that step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct At {
    pub step_idx: usize,
    pub part_idx: usize,
}

/// How far a single goal has come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Part {
    pub done: bool,
    /// Answered for good, right or wrong.
    #[serde(default)]
    pub stands: bool,
    /// Since when it has been open.
    pub since_ms: Option<u64>,
    /// The places found, or swept for long enough.
    pub found: Vec<ObjectId>,
    /// How long each place was swept so far.
    pub swept: Vec<(ObjectId, u64)>,
    /// The line of a dialogue that waits for a reply; none before it began.
    pub line: Option<LineId>,
}

/// How far the single goals of a step have come; none before it was available. Cheap to clone, as a checkpoint of a long
/// module is mostly steps where nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Part>", into = "Vec<Part>")]
pub(crate) struct Parts(Arc<Vec<Part>>);

impl Parts {
    pub fn to_mut(&mut self) -> &mut Vec<Part> {
        Arc::make_mut(&mut self.0)
    }
}

impl Deref for Parts {
    type Target = [Part];
    fn deref(&self) -> &[Part] {
        &self.0
    }
}

impl From<Vec<Part>> for Parts {
    fn from(parts: Vec<Part>) -> Self {
        Self(Arc::new(parts))
    }
}

impl From<Parts> for Vec<Part> {
    fn from(parts: Parts) -> Self {
        Arc::unwrap_or_clone(parts.0)
    }
}

/// What an input does to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fitting {
    pub at: At,
    /// To the single goal.
    pub part: Fit,
    /// To the step's whole goal.
    pub whole: Fit,
}

impl Session {
    /// None only for a place that the module does not have.
    pub(crate) fn goal_at(&self, at: At) -> Option<&Goal> {
        self.module.steps.get(at.step_idx)?.goal.part(at.part_idx)
    }

    /// None before its step was available.
    pub(crate) fn part(&self, at: At) -> Option<&Part> {
        self.state.situation.parts.get(at.step_idx)?.get(at.part_idx)
    }

    pub(crate) fn part_mut(&mut self, at: At) -> Option<&mut Part> {
        let parts = self.state.situation.parts.get_mut(at.step_idx)?.to_mut();
        if parts.is_empty() {
            parts.resize(self.module.steps.get(at.step_idx)?.goal.n_parts(), Part::default());
        }
        parts.get_mut(at.part_idx)
    }

    /// The single goals of a step that may be worked on now.
    pub(crate) fn open_parts(&self, step_idx: usize) -> Vec<At> {
        let mut open = Vec::new();
        self.add_open(step_idx, &self.module.steps[step_idx].goal, 0, false, &mut open);
        open
    }

    fn add_open(&self, step_idx: usize, goal: &Goal, first: usize, in_order: bool, open: &mut Vec<At>) {
        let Some(of) = goal.combined() else { return open.push(At { step_idx, part_idx: first }) };
        let one_by_one = matches!(goal, Goal::InOrder { .. });
        let mut part_idx = first;
        for child in of {
            if !self.is_met(step_idx, child, part_idx, in_order || one_by_one, None) {
                self.add_open(step_idx, child, part_idx, in_order || one_by_one, open);
                if one_by_one {
                    return;
                }
            }
            part_idx += child.n_parts();
        }
    }

    /// Whether a goal is met, if one of its parts were.
    fn is_met(&self, step_idx: usize, goal: &Goal, first: usize, in_order: bool, assumed: Option<usize>) -> bool {
        let Some(of) = goal.combined() else {
            let at = At { step_idx, part_idx: first };
            let done = self.part(at).is_some_and(|part| part.done);
            if self.part(at).is_some_and(|part| part.stands) {
                return true;
            }
            return assumed == Some(first) || if lasts(goal) && !in_order { self.part_holds(at, goal) } else { done };
        };
        let one_by_one = in_order || matches!(goal, Goal::InOrder { .. });
        let mut part_idx = first;
        let mut n_met = 0;
        for child in of {
            n_met += u64::from(self.is_met(step_idx, child, part_idx, one_by_one, assumed));
            part_idx += child.n_parts();
        }
        n_met
            >= match goal {
                Goal::Any { .. } => 1,
                Goal::SomeOf { count, .. } => u64::from(*count),
                _ => of.len() as u64,
            }
    }

    /// What an input does to a step that may be done, if anything: the best of its open parts, the first among equals.
    pub(crate) fn fitting(&self, step_idx: usize, input: &Input) -> Option<Fitting> {
        let goal = &self.module.steps[step_idx].goal;
        if goal.combined().is_none() {
            let at = At { step_idx, part_idx: 0 };
            let fit = self.fit_part(at, goal, input);
            return (fit > Fit::Nothing).then_some(Fitting { at, part: fit, whole: fit });
        }
        let mut best: Option<Fitting> = None;
        for at in self.open_parts(step_idx) {
            let Some(single) = goal.part(at.part_idx) else { continue };
            let part = self.fit_part(at, single, input);
            let completes = part == Fit::Satisfies && self.is_met(step_idx, goal, 0, false, Some(at.part_idx));
            let whole = if part == Fit::Satisfies && !completes { Fit::Begins } else { part };
            if part > Fit::Nothing && best.is_none_or(|best| (whole, part) > (best.whole, best.part)) {
                best = Some(Fitting { at, part, whole });
            }
        }
        best
    }

    /// Whether the input is for a part of a step that another part must come before.
    pub(crate) fn breaks_inner_order(&self, step_idx: usize, input: &Input) -> bool {
        let goal = &self.module.steps[step_idx].goal;
        if goal.combined().is_none() {
            return false;
        }
        let open = self.open_parts(step_idx);
        let closed = (0..goal.n_parts()).map(|part_idx| At { step_idx, part_idx }).filter(|at| !open.contains(at));
        closed
            .filter(|at| self.part(*at).is_none_or(|part| !part.done))
            .filter_map(|at| Some((at, goal.part(at.part_idx)?)))
            .any(|(at, single)| !self.part_holds(at, single) && self.fit_part(at, single, input) == Fit::Satisfies)
    }

    /// A part was done; so may be its step.
    pub(crate) fn finish_part(&mut self, at: At, value: Option<String>, out: &mut Outcome) {
        if let Some(part) = self.part_mut(at) {
            part.done = true;
        }
        self.close_card_of(at);
        let step_idx = at.step_idx;
        let combined = self.module.steps[step_idx].goal.combined().is_some();
        if !combined || self.is_met(step_idx, &self.module.steps[step_idx].goal, 0, false, None) {
            self.complete_step(step_idx, value, out);
        } else {
            self.begin_step(step_idx, out);
            self.state.progressed_ms = self.state.now_ms;
        }
    }

    /// What is open is so from now on.
    pub(crate) fn note_open_parts(&mut self, step_idx: usize) {
        let now_ms = self.state.now_ms;
        let noted = &self.state.situation.parts[step_idx];
        if !noted.is_empty() && noted.iter().all(|part| part.since_ms.is_some()) {
            return;
        }
        for at in self.open_parts(step_idx) {
            if let Some(part) = self.part_mut(at) {
                part.since_ms.get_or_insert(now_ms);
            }
        }
    }

    /// Notes what is open from now on, and the parts of a combination that hold already. True when the whole goal holds.
    pub(crate) fn look_over(&mut self, step_idx: usize) -> bool {
        let now_ms = self.state.now_ms;
        loop {
            let mut changed = false;
            for at in self.open_parts(step_idx) {
                let holds = self.goal_at(at).is_some_and(|goal| self.part_holds(at, goal));
                let Some(part) = self.part_mut(at) else { continue };
                part.since_ms.get_or_insert(now_ms);
                changed |= holds && !part.done;
                part.done |= holds;
            }
            let module = Arc::clone(&self.module);
            let goal = &module.steps[step_idx].goal;
            if goal.combined().is_none() {
                return self.part_holds(At { step_idx, part_idx: 0 }, goal);
            }
            if self.is_met(step_idx, goal, 0, false, None) {
                return true;
            }
            if !changed {
                return false;
            }
        }
    }
}

/// A state of affairs, rather than something that happens.
fn lasts(goal: &Goal) -> bool {
    matches!(
        goal,
        Goal::Put { .. }
            | Goal::Turn { .. }
            | Goal::Set { .. }
            | Goal::Slide { .. }
            | Goal::SetNumber { .. }
            | Goal::Holds { .. }
    )
}
