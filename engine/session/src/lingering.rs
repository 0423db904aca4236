//! Mistakes that time makes: waiting in a step for too long, and looking too long at what is nobody's business.
//!
//! Each counts once since the step began or the look came to rest; an acknowledged look that goes on begins anew.

use crate::session::Outcome;
use crate::timing::{Due, DueWhat};
use crate::{Input, Session};
use curriculum::{Mistake, WrongAction};

impl Session {
    pub(crate) fn due_lingering(&self) -> Option<Due> {
        if self.state.mistake.is_some() {
            return None;
        }
        let mistakes = self.module.mistakes.iter().enumerate();
        mistakes
            .filter_map(|(mistake_idx, mistake)| {
                Some(Due { at_ms: self.lingered_ms(mistake)?, what: DueWhat::Lingered { mistake_idx } })
            })
            .min()
    }

    /// When waiting or looking becomes this mistake, if it goes on; none where it is out of scope or was counted already.
    pub(crate) fn lingered_ms(&self, mistake: &Mistake) -> Option<u64> {
        let (since_ms, for_ms) = match &mistake.when {
            WrongAction::Wait { for_ms } => (self.state.steps[self.state.current_idx?].started_ms?, *for_ms),
            WrongAction::LookAt { object, for_ms } => {
                let since_ms = self.state.looking.as_ref().filter(|looking| looking.object == *object)?.since_ms;
                // Where it is wrong in one step only, a look from before it is not held against anybody.
                let began_ms = mistake.during.as_ref().and(self.state.steps[self.state.current_idx?].started_ms);
                (since_ms.max(began_ms.unwrap_or(0)), *for_ms)
            }
            _ => return None,
        };
        let counted = self.state.made.iter().any(|(made, at_ms)| *made == mistake.id && *at_ms >= since_ms);
        (!counted && self.is_in_scope(mistake)).then(|| since_ms.saturating_add(for_ms))
    }

    /// Looking on would become a mistake.
    pub(crate) fn stares_at_mistake(&self) -> bool {
        let is_look = |mistake: &&Mistake| matches!(mistake.when, WrongAction::LookAt { .. });
        self.module.mistakes.iter().filter(is_look).any(|mistake| self.lingered_ms(mistake).is_some())
    }

    pub(crate) fn err_by_lingering(&mut self, mistake_idx: usize, out: &mut Outcome) {
        let input = match &self.module.mistakes[mistake_idx].when {
            WrongAction::LookAt { object, .. } => Input::Look { object: Some(object.clone()) },
            _ => Input::Tick,
        };
        self.err_as_foreseen(mistake_idx, &input, out);
    }
}
