//! What becomes due as time passes, in the order in which it does.

use crate::session::Outcome;
use crate::{HINT_AFTER_MS, Session};
use curriculum::{Goal, Mode};
use record::Fact;

/// Something that will happen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub at_ms: u64,
    pub what: DueWhat,
}

/// At the same instant, what the trainee achieved goes before what they missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DueWhat {
    MoveOver { object_idx: usize },
    HoldOver { step_idx: usize },
    LookOver { step_idx: usize },
    StepLate { step_idx: usize },
    OutOfTime,
    Hint,
}

impl Session {
    /// Lets everything happen that is due by now.
    pub(crate) fn pass_time(&mut self, out: &mut Outcome) {
        while let Some(due) = self.earliest_due().filter(|due| due.at_ms <= self.state.now_ms) {
            self.happen(due.what, out);
            self.settle(out);
        }
    }

    fn happen(&mut self, what: DueWhat, out: &mut Outcome) {
        match what {
            DueWhat::MoveOver { object_idx } => self.state.situation.world.objects[object_idx].moving = None,
            DueWhat::HoldOver { step_idx } => {
                if let Some(hold) = &mut self.state.hold {
                    hold.over = true;
                }
                self.complete_step(step_idx, None, out);
            }
            DueWhat::LookOver { step_idx } => self.complete_step(step_idx, None, out),
            DueWhat::StepLate { step_idx } => {
                self.state.steps[step_idx].late = true;
                out.facts.push(Fact::TimeLimitPassed { step: Some(self.module.steps[step_idx].id.clone()) });
            }
            DueWhat::OutOfTime => {
                out.facts.push(Fact::TimeLimitPassed { step: None });
                self.close(record::Outcome::OutOfTime, out);
            }
            DueWhat::Hint => self.show_hint(false, out),
        }
    }

    pub(crate) fn earliest_due(&self) -> Option<Due> {
        let state = &self.state;
        if state.paused || state.left || state.closed.is_some() {
            return None;
        }
        let of_steps = (0..self.module.steps.len()).filter_map(|idx| self.due_of_step(idx)).min();
        [of_steps, self.due_limit(), self.due_hint(), self.due_move()].into_iter().flatten().min()
    }

    fn due_of_step(&self, step_idx: usize) -> Option<Due> {
        if self.state.is_done(step_idx) {
            return None;
        }
        let step = &self.module.steps[step_idx];
        let progress = &self.state.steps[step_idx];
        let late = || {
            let started_ms = progress.started_ms.filter(|_| !progress.late)?;
            Some(Due { at_ms: started_ms.saturating_add(step.time_limit_ms?), what: DueWhat::StepLate { step_idx } })
        };
        self.due_of_goal(step_idx).into_iter().chain(late()).min()
    }

    /// When the hold or look in progress is over.
    fn due_of_goal(&self, step_idx: usize) -> Option<Due> {
        let since_ms = self.busy_since_ms(step_idx)?;
        match &self.module.steps[step_idx].goal {
            Goal::Hold { for_ms, .. } => {
                Some(Due { at_ms: since_ms.saturating_add(*for_ms), what: DueWhat::HoldOver { step_idx } })
            }
            Goal::LookAt { for_ms, .. } => {
                Some(Due { at_ms: since_ms.saturating_add(*for_ms), what: DueWhat::LookOver { step_idx } })
            }
            _ => None,
        }
    }

    /// Since when the trainee holds, or looks at, what an available step asks for.
    pub(crate) fn busy_since_ms(&self, step_idx: usize) -> Option<u64> {
        let since_ms = match &self.module.steps[step_idx].goal {
            Goal::Hold { object, .. } => {
                let hold = self.state.hold.as_ref().filter(|hold| hold.object == *object && !hold.over)?;
                hold.since_ms
            }
            Goal::LookAt { object, .. } if self.state.mistake.is_none() => {
                self.state.looking.as_ref().filter(|looking| looking.object == *object)?.since_ms
            }
            _ => return None,
        };
        let available_ms = self.state.steps[step_idx].available_ms.filter(|_| !self.state.is_done(step_idx))?;
        Some(since_ms.max(available_ms))
    }

    fn due_limit(&self) -> Option<Due> {
        self.module.time_limit_ms.map(|at_ms| Due { at_ms, what: DueWhat::OutOfTime })
    }

    fn due_hint(&self) -> Option<Due> {
        let step_idx = self.state.current_idx.filter(|_| self.state.mode == Mode::Guided && self.state.mistake.is_none())?;
        let n_hints = self.module.hints_of(&self.module.steps[step_idx].id).count();
        let left = n_hints > self.state.steps[step_idx].hints as usize;
        left.then(|| Due { at_ms: self.state.progressed_ms.saturating_add(HINT_AFTER_MS), what: DueWhat::Hint })
    }

    fn due_move(&self) -> Option<Due> {
        let objects = self.state.situation.world.objects.iter().enumerate();
        objects
            .filter_map(|(object_idx, object)| {
                object.moving.map(|(_, _, at_ms)| Due { at_ms, what: DueWhat::MoveOver { object_idx } })
            })
            .min()
    }
}
