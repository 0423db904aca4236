//! The world as it would be at a step: the autopilot plays up to it, in no time.
//!
//! Pure: knows no scene, no record and no clock. Start at [`arrive`].

use curriculum::{Mode, Module};
use ids::ObjectId;
use session::{Autopilot, Cue, Input, Outcome, Session};
use std::sync::Arc;

/// No step needs more inputs than this; it ends a run that would go round in circles.
const INPUTS_PER_STEP: usize = 200;

/// An attempt that has come to a step.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub session: Session,
    /// Every fact on the way, and what is said at the step.
    pub first: Outcome,
    /// The place that the autopilot walked to last.
    pub standing_in: Option<ObjectId>,
}

/// Plays rightly until a step is the current one. Where it cannot come there, it stops at the last step before.
pub fn arrive(module: &Arc<Module>, mode: Mode, seed: u64, step_idx: usize) -> Arrival {
    let (session, first) = Session::start(Arc::clone(module), mode, seed);
    let mut here = Arrival { session, first, standing_in: None };
    let mut last_good = here.clone();
    let mut pilot = Autopilot::new();
    let n_inputs_max = INPUTS_PER_STEP * (step_idx + 1);
    for _ in 0..n_inputs_max {
        match here.session.current_idx() {
            Some(idx) if idx == step_idx => return here.spoken(),
            Some(idx) if idx < step_idx && Some(idx) != last_good.session.current_idx() => last_good = here.clone(),
            Some(idx) if idx < step_idx => {}
            _ => break,
        }
        let at_ms = here.session.at_ms();
        let Some((delay_ms, input)) = pilot.next(&here.session, at_ms) else { break };
        here.take(at_ms.saturating_add(delay_ms), input);
    }
    if here.session.current_idx() == Some(step_idx) { here.spoken() } else { last_good.spoken() }
}

impl Arrival {
    fn take(&mut self, at_ms: u64, input: Input) {
        match &input {
            Input::Enter { zone } => self.standing_in = Some(zone.clone()),
            Input::Exit { zone } if self.standing_in.as_ref() == Some(zone) => self.standing_in = None,
            _ => {}
        }
        let outcome = self.session.apply(at_ms, input);
        self.first.facts.extend(outcome.facts);
        if !outcome.cues.is_empty() {
            self.first.cues = outcome.cues;
        }
        self.first.closing = outcome.closing;
    }

    /// What moved on the way is in the world already; what is said is still to be heard.
    fn spoken(mut self) -> Self {
        self.first.cues.retain(|cue| matches!(cue, Cue::Caption { .. }));
        self
    }
}

/// The step of a changed module that stands for one of the module before: the same by its id, else the nearest earlier one that
/// is still there. `step_idx` none means that all steps were done.
pub fn same_step(before: &Module, step_idx: Option<usize>, now: &Module) -> usize {
    let last_idx = before.steps.len().saturating_sub(1);
    let earlier = before.steps.iter().take(step_idx.unwrap_or(last_idx) + 1).rev();
    earlier.filter_map(|step| now.step_idx(&step.id)).next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use std::path::Path;

    fn first_day() -> Arc<Module> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = Library::open(&root.join("modules"), &root.join("content")).unwrap();
        library.module("first-day").unwrap().module.clone().unwrap()
    }

    #[test]
    fn every_step_is_reached_with_the_world_of_the_autopilot() {
        let module = first_day();
        let mut worlds = vec![None; module.steps.len()];
        let mut pilot = Autopilot::new();
        session::perform(Arc::clone(&module), Mode::Guided, 7, 10_000, |session, at_ms| {
            let idx = session.current_idx()?;
            worlds[idx].get_or_insert_with(|| session.world().clone());
            pilot.next(session, at_ms)
        });
        for (idx, world) in worlds.into_iter().enumerate() {
            let arrival = arrive(&module, Mode::Guided, 7, idx);
            assert_eq!(arrival.session.current_idx(), Some(idx));
            assert_eq!(Some(arrival.session.world().clone()), world, "step {idx}");
            assert!(arrival.first.closing.is_none());
        }
    }

    #[test]
    fn a_step_beyond_the_last_ends_at_the_last() {
        let module = first_day();
        let arrival = arrive(&module, Mode::Guided, 7, 1_000);
        assert_eq!(arrival.session.current_idx(), Some(module.steps.len() - 1));
    }

    #[test]
    fn the_step_is_kept_when_others_come_before_it_and_the_nearest_earlier_one_when_it_goes() {
        let before = Module::clone(&first_day());
        let mut now = before.clone();
        let mut inserted = before.steps[0].clone();
        inserted.id = ids::StepId::new("something-new").unwrap();
        now.steps.insert(0, inserted);
        assert_eq!(same_step(&before, Some(5), &now), 6);
        now.steps.remove(6);
        assert_eq!(same_step(&before, Some(5), &now), 5);
        assert_eq!(same_step(&before, None, &now), now.steps.len() - 1);
        now.steps.clear();
        assert_eq!(same_step(&before, Some(5), &now), 0);
    }
}
