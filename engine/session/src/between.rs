//! What happens in between: timers that run out, interruptions, pages to read.

use crate::session::Outcome;
use crate::{ANSWER_MISTAKE, Cue, Input, Session};
use curriculum::{Card, Interruption, Response, Timer};
use ids::{AnswerId, InterruptionId, TimerId};
use record::Fact;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A timer as it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clock {
    pub timer: TimerId,
    /// None while it stands.
    pub ends_ms: Option<u64>,
    pub expired: bool,
}

/// An interruption that may come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Between {
    pub interruption: InterruptionId,
    /// Set once its condition was so.
    pub due_ms: Option<u64>,
    pub happened: bool,
}

impl Clock {
    pub fn of(timer: &Timer) -> Self {
        Self { timer: timer.id.clone(), ends_ms: None, expired: false }
    }
}

impl Between {
    pub fn of(interruption: &Interruption) -> Self {
        Self { interruption: interruption.id.clone(), due_ms: None, happened: false }
    }
}

impl Session {
    pub(crate) fn start_timer(&mut self, timer: &TimerId) {
        let lasts_ms = self.module.timers.iter().find(|known| known.id == *timer).map_or(0, |known| known.lasts_ms);
        let ends_ms = self.state.now_ms.saturating_add(lasts_ms);
        if let Some(clock) = self.clock_mut(timer) {
            *clock = Clock { timer: clock.timer.clone(), ends_ms: Some(ends_ms), expired: false };
        }
    }

    pub(crate) fn stop_timer(&mut self, timer: &TimerId) {
        if let Some(clock) = self.clock_mut(timer) {
            clock.ends_ms = None;
        }
    }

    fn clock_mut(&mut self, timer: &TimerId) -> Option<&mut Clock> {
        self.state.situation.timers.iter_mut().find(|clock| clock.timer == *timer)
    }

    pub(crate) fn expire(&mut self, timer_idx: usize, out: &mut Outcome) {
        let clock = &mut self.state.situation.timers[timer_idx];
        clock.ends_ms = None;
        clock.expired = true;
        let id = clock.timer.clone();
        out.facts.push(Fact::TimerExpired { timer: id.clone() });
        let module = Arc::clone(&self.module);
        if let Some(timer) = module.timers.iter().find(|timer| timer.id == id) {
            self.run_effects(&timer.then, out);
        }
    }

    /// Lets interruptions that became possible come after their time.
    pub(crate) fn note_interruptions(&mut self) {
        let module = Arc::clone(&self.module);
        for (idx, interruption) in module.interruptions.iter().enumerate() {
            let waits = self.state.between.get(idx).is_some_and(|between| between.due_ms.is_none());
            if waits && interruption.when.as_ref().is_none_or(|when| self.is_so(when)) {
                self.state.between[idx].due_ms = Some(self.state.now_ms.saturating_add(interruption.after_ms));
            }
        }
    }

    /// When the next one comes: never over a card or a mistake.
    pub(crate) fn next_interruption(&self) -> Option<(u64, usize)> {
        if self.state.mistake.is_some() || self.state.interruption_idx.is_some() {
            return None;
        }
        let waiting = self.state.between.iter().enumerate().filter(|(_, between)| !between.happened);
        waiting.filter_map(|(idx, between)| Some((between.due_ms?, idx))).min()
    }

    pub(crate) fn interrupt(&mut self, interruption_idx: usize, out: &mut Outcome) {
        self.state.between[interruption_idx].happened = true;
        let module = Arc::clone(&self.module);
        let interruption = &module.interruptions[interruption_idx];
        out.facts.push(Fact::Interrupted { interruption: interruption.id.clone() });
        out.cues.push(Cue::Interrupted { interruption: interruption.id.clone(), asks: interruption.card.is_some() });
        if interruption.card.is_some() {
            self.state.interruption_idx = Some(interruption_idx);
            self.state.hold = None;
        }
        self.run_effects(&interruption.then, out);
    }

    pub(crate) fn interruption_card(&self) -> Option<&Card> {
        self.module.interruptions.get(self.state.interruption_idx?)?.card.as_ref()
    }

    /// Answers the card of an interruption: rightly, and it goes away; wrongly, and it is a mistake of the current step.
    pub(crate) fn answer_interruption(&mut self, answers: &[AnswerId], out: &mut Outcome) {
        let (Some(card), Some(step_idx)) = (self.interruption_card(), self.state.current_idx) else { return };
        let known = card.answers.iter().filter(|answer| answers.contains(&answer.id));
        let parts = card.case.iter().flat_map(|case| &case.parts).filter(|part| answers.contains(&part.id));
        let answers: Vec<AnswerId> = known.map(|answer| &answer.id).chain(parts.map(|part| &part.id)).cloned().collect();
        if answers.is_empty() || self.state.mistake.is_some() {
            return;
        }
        let right = crate::fit::is_right(card, &answers);
        let step = self.module.steps[step_idx].id.clone();
        out.facts.push(Fact::Answered { step, answers: answers.clone(), right });
        let input = Input::Choose { answers };
        if right {
            self.state.interruption_idx = None;
            self.back_in_the_room();
            return self.do_naturally(&input, out);
        }
        match self.foreseen(&input) {
            Some(mistake_idx) => self.err_as_foreseen(mistake_idx, &input, out),
            None => self.err_by_itself(ANSWER_MISTAKE, step_idx, &input, out),
        }
        let stands = match &self.state.mistake {
            Some(open) => open.response == Response::Stand,
            None => true,
        };
        if stands {
            self.state.interruption_idx = None;
            self.back_in_the_room();
        }
    }
}
