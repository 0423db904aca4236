//! A session at rest: everything needed to take an attempt up again after leaving or after a crash.

use crate::aiming::Aiming;
use crate::between::Between;
use crate::parts::{At, Parts};
use crate::state::{Progress, Situation, State};
use crate::terms::{knows_rules, usual_help};
use crate::world::World;
use curriculum::{Goal, Module};
use ids::{ModuleId, StepId};
use serde::{Deserialize, Serialize};

/// A session at rest. Names what it belongs to, so that it is never taken up with something else unnoticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub session_rules: u32,
    pub module: ModuleId,
    pub module_version: String,
    /// Play time to go on from.
    pub at_ms: u64,
    state: State,
}

/// Why a snapshot is not of this module as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    Module,
    ModuleVersion,
    SessionRules,
}

impl Snapshot {
    pub(crate) fn of(module: &Module, state: &State) -> Self {
        Self {
            session_rules: state.rules,
            module: module.id.clone(),
            module_version: module.version.clone(),
            at_ms: state.now_ms,
            state: state.clone(),
        }
    }

    /// None when the attempt can be continued just as it was left.
    pub fn misfit(&self, module: &Module) -> Option<Misfit> {
        if self.module != module.id {
            Some(Misfit::Module)
        } else if self.module_version != module.version {
            Some(Misfit::ModuleVersion)
        } else if !knows_rules(self.session_rules) {
            Some(Misfit::SessionRules)
        } else {
            None
        }
    }

    /// Fits what was kept to the module, by id: what the module does not know is dropped, what is missing starts afresh.
    /// For a snapshot that fits, nothing changes.
    pub(crate) fn into_state(self, module: &Module) -> State {
        let mut state = self.state;
        let order: Vec<StepId> = state.steps.iter().map(|progress| progress.step.clone()).collect();
        let new_idx = |old_idx: usize| order.get(old_idx).and_then(|id| module.step_idx(id));
        state.current_idx = state.current_idx.and_then(new_idx);
        let fit_at = |at: At, fits: fn(&Goal) -> bool| {
            let at = At { step_idx: new_idx(at.step_idx)?, ..at };
            module.steps[at.step_idx].goal.part(at.part_idx).is_some_and(fits).then_some(at)
        };
        state.card = state.card.and_then(|at| fit_at(at, |goal| goal.card().is_some() || matches!(goal, Goal::Talk { .. })));
        state.reading =
            state.reading.and_then(|at| fit_at(at, |goal| goal.amount().is_some() || matches!(goal, Goal::Read { .. })));
        state.aiming = state
            .aiming
            .and_then(|aiming| Some(Aiming { at: fit_at(aiming.at, |goal| matches!(goal, Goal::Aim { .. }))?, ..aiming }));
        let kept_between = |fresh: Between| kept_by(&state.between, fresh, |between| &between.interruption);
        let between: Vec<Between> = module.interruptions.iter().map(Between::of).map(kept_between).collect();
        state.interruption_idx = state.interruption_idx.and_then(|idx| {
            let open = &state.between.get(idx)?.interruption;
            module.interruptions.iter().position(|interruption| interruption.id == *open && interruption.card.is_some())
        });
        state.between = between;
        state.mistake = state.mistake.and_then(|mut open| {
            open.step_idx = new_idx(open.step_idx)?;
            open.before = open.before.map(|before| fit_situation(before, &order, module));
            Some(open)
        });
        state.situation = fit_situation(state.situation, &order, module);
        state.checkpoint = fit_situation(state.checkpoint, &order, module);
        state.zones.retain(|zone| module.object(zone).is_some());
        let fresh_help = usual_help(state.mode).unwrap_or_default();
        let fresh = |step| Progress::of(step, fresh_help);
        state.steps = module.steps.iter().map(|step| kept_progress(&state.steps, &step.id).unwrap_or(fresh(step))).collect();
        if state.rules < 3 {
            // Kept before steps had a level of help.
            state.steps.iter_mut().for_each(|progress| progress.help = fresh_help);
        }
        state
    }
}

fn kept_progress(kept: &[Progress], step: &StepId) -> Option<Progress> {
    kept.iter().find(|progress| progress.step == *step).cloned()
}

fn fit_situation(kept: Situation, order: &[StepId], module: &Module) -> Situation {
    let Situation { world, carried_from, parts, variables, timers, chosen } = kept;
    let fresh = Situation::at_start(module);
    let objects = fresh.world.objects.into_iter().map(|fresh| world.object(&fresh.id).cloned().unwrap_or(fresh)).collect();
    let carried = world.carried.clone().filter(|item| module.object(item).is_some());
    let parts_of = |(step, fresh): (&curriculum::Step, Parts)| -> Parts {
        let old_idx = order.iter().position(|id| *id == step.id);
        let kept = old_idx.and_then(|idx| parts.get(idx)).filter(|kept| kept.len() == step.goal.n_parts());
        kept.cloned().unwrap_or(fresh)
    };
    Situation {
        world: World { objects, carried, ..world },
        carried_from,
        parts: module.steps.iter().zip(fresh.parts).map(parts_of).collect(),
        variables: fresh.variables.into_iter().map(|fresh| kept_by(&variables, fresh, |(id, _)| id)).collect(),
        timers: fresh.timers.into_iter().map(|fresh| kept_by(&timers, fresh, |clock| &clock.timer)).collect(),
        chosen,
    }
}

/// The kept value of the same id, else the fresh one.
fn kept_by<T: Clone, I: PartialEq>(kept: &[T], fresh: T, id: fn(&T) -> &I) -> T {
    kept.iter().find(|kept| id(kept) == id(&fresh)).cloned().unwrap_or(fresh)
}
