//! What becomes due as time passes, in the order in which it does.

use crate::parts::At;
use crate::session::Outcome;
use crate::{HINT_AFTER_MS, NextHelp, Session};
use curriculum::{Goal, Mode};
use record::Fact;
use std::sync::Arc;

/// Something that will happen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub at_ms: u64,
    pub what: DueWhat,
}

/// At the same instant, what the trainee achieved goes before what they missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DueWhat {
    MoveOver {
        object_idx: usize,
    },
    /// A number passes what some condition compares it with.
    NumberPasses,
    /// A hold, look, sweep or wait was long enough.
    PartOver {
        at: At,
    },
    TimerOver {
        timer_idx: usize,
    },
    StepLate {
        step_idx: usize,
    },
    /// Waiting or looking went on for so long that it is a mistake.
    Lingered {
        mistake_idx: usize,
    },
    OutOfTime,
    Interruption {
        interruption_idx: usize,
    },
    Hint,
}

impl Session {
    /// Lets everything happen that is due by now.
    pub(crate) fn pass_time(&mut self, out: &mut Outcome) {
        while let Some(due) = self.earliest_due().filter(|due| due.at_ms <= self.state.now_ms) {
            self.happen(due.what, out);
            self.follow_aim();
            self.settle(out);
        }
    }

    fn happen(&mut self, what: DueWhat, out: &mut Outcome) {
        match what {
            DueWhat::MoveOver { object_idx } => self.state.situation.world.objects[object_idx].moving = None,
            DueWhat::NumberPasses => {}
            DueWhat::PartOver { at } => self.end_part(at, out),
            DueWhat::TimerOver { timer_idx } => self.expire(timer_idx, out),
            DueWhat::Interruption { interruption_idx } => self.interrupt(interruption_idx, out),
            DueWhat::StepLate { step_idx } => {
                self.state.steps[step_idx].late = true;
                out.facts.push(Fact::TimeLimitPassed { step: Some(self.module.steps[step_idx].id.clone()) });
                let module = Arc::clone(&self.module);
                self.run_effects(&module.steps[step_idx].on_late, out);
            }
            DueWhat::Lingered { mistake_idx } => self.err_by_lingering(mistake_idx, out),
            DueWhat::OutOfTime => {
                out.facts.push(Fact::TimeLimitPassed { step: None });
                self.close(record::Outcome::OutOfTime, out);
            }
            DueWhat::Hint => self.give_help(false, out),
        }
    }

    fn end_part(&mut self, at: At, out: &mut Outcome) {
        match self.goal_at(at) {
            Some(Goal::Aim { .. }) => return self.end_sweep(at, out),
            Some(Goal::Hold { .. }) => {
                if let Some(hold) = &mut self.state.hold {
                    hold.over = true;
                }
            }
            _ => {}
        }
        self.finish_part(at, None, out);
    }

    pub(crate) fn earliest_due(&self) -> Option<Due> {
        let state = &self.state;
        if state.paused || state.left || state.closed.is_some() {
            return None;
        }
        let of_steps = (0..self.module.steps.len()).filter_map(|idx| self.due_of_step(idx)).min();
        let others = [of_steps, self.due_limit(), self.due_hint(), self.due_move(), self.due_timer(), self.due_interruption()];
        others.into_iter().flatten().chain(self.due_number()).chain(self.due_lingering()).min()
    }

    fn due_of_step(&self, step_idx: usize) -> Option<Due> {
        if self.state.is_settled(step_idx) {
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

    /// When what is under way in a step is over.
    fn due_of_goal(&self, step_idx: usize) -> Option<Due> {
        // Nothing is under way in a step that was never available.
        self.state.steps[step_idx].available_ms?;
        let under_way = |at: At| {
            let (since_ms, for_ms) = self.under_way(at)?;
            Some(Due { at_ms: since_ms.saturating_add(for_ms), what: DueWhat::PartOver { at } })
        };
        self.open_parts(step_idx).into_iter().filter_map(under_way).min()
    }

    /// Since when the trainee holds, looks at, sweeps or waits for what an available step asks for, and how long it takes.
    pub(crate) fn under_way(&self, at: At) -> Option<(u64, u64)> {
        let open_ms = self.part(at).and_then(|part| part.since_ms);
        let undisturbed = self.state.mistake.is_none();
        let (since_ms, for_ms) = match self.goal_at(at)? {
            Goal::Hold { object, for_ms } => {
                let hold = self.state.hold.as_ref().filter(|hold| hold.object == *object && !hold.over)?;
                (hold.since_ms, *for_ms)
            }
            Goal::LookAt { object, for_ms } if undisturbed => {
                (self.state.looking.as_ref().filter(|looking| looking.object == *object)?.since_ms, *for_ms)
            }
            Goal::Wait { for_ms } if undisturbed => (open_ms?, *for_ms),
            Goal::Avoid { mistakes, for_ms } if undisturbed => {
                let made = self.state.made.iter().filter(|(made, _)| mistakes.contains(made)).map(|(_, at_ms)| *at_ms).max();
                (made.unwrap_or(0).max(open_ms?), *for_ms)
            }
            Goal::Aim { .. } if undisturbed => {
                (self.state.aiming.as_ref().filter(|aiming| aiming.at == at)?.since_ms, self.sweep_left_ms(at)?)
            }
            _ => return None,
        };
        let available_ms = self.state.steps[at.step_idx].available_ms.filter(|_| !self.state.is_settled(at.step_idx))?;
        Some((since_ms.max(available_ms).max(open_ms.unwrap_or(available_ms)), for_ms))
    }

    fn due_limit(&self) -> Option<Due> {
        self.module.time_limit_ms.map(|at_ms| Due { at_ms, what: DueWhat::OutOfTime })
    }

    fn due_hint(&self) -> Option<Due> {
        let step_idx = self.state.current_idx.filter(|_| self.state.mode == Mode::Guided && self.state.mistake.is_none())?;
        let comes = matches!(self.next_help(step_idx), Some(NextHelp::Hint { .. })) && !self.hints_wait();
        comes.then(|| Due { at_ms: self.state.progressed_ms.saturating_add(HINT_AFTER_MS), what: DueWhat::Hint })
    }

    /// Something lies over the room: whoever reads it is not stuck there.
    fn hints_wait(&self) -> bool {
        let state = &self.state;
        let asks = state.card.is_some() || state.interruption_idx.is_some();
        state.rules >= 6 && (asks || !state.pages.is_empty())
    }

    /// What lay over the room is gone: hints wait anew.
    pub(crate) fn back_in_the_room(&mut self) {
        if self.state.rules >= 6 {
            self.state.progressed_ms = self.state.now_ms;
        }
    }

    fn due_timer(&self) -> Option<Due> {
        let clocks = self.state.situation.timers.iter().enumerate();
        clocks.filter_map(|(timer_idx, clock)| Some(Due { at_ms: clock.ends_ms?, what: DueWhat::TimerOver { timer_idx } })).min()
    }

    fn due_interruption(&self) -> Option<Due> {
        let (at_ms, interruption_idx) = self.next_interruption()?;
        Some(Due { at_ms, what: DueWhat::Interruption { interruption_idx } })
    }

    /// When a number that moves passes what a goal or an interruption waits for.
    fn due_number(&self) -> Option<Due> {
        if self.state.situation.world.objects.iter().all(|object| object.moving.is_none()) {
            return None;
        }
        let of_goals = self.available_idxs().flat_map(|idx| self.open_parts(idx)).filter_map(|at| match self.goal_at(at)? {
            Goal::Holds { condition } => self.changes_by_itself_ms(condition),
            _ => None,
        });
        let waiting = self.module.interruptions.iter().zip(&self.state.between).filter(|(_, between)| between.due_ms.is_none());
        let in_between = waiting.filter_map(|(interruption, _)| self.changes_by_itself_ms(interruption.when.as_ref()?));
        of_goals.chain(in_between).min().map(|at_ms| Due { at_ms, what: DueWhat::NumberPasses })
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
