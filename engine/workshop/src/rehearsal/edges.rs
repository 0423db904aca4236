//! Order edges: does doing a step before the one it comes after give a mistake that names exactly that edge?
//!
//! Knows no goal kind: what completes a step is learned from the right bot, then done too early.

use super::Played;
use super::report::Tally;
use curriculum::{Mode, Module};
use ids::StepId;
use record::{Fact, MistakeKind};
use session::{Autopilot, Input, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Between two inputs that are done too early.
const PACE_MS: u64 = 1_500;

/// Plays one attempt rightly, and at every new step tries, in a copy, what may only come later.
pub(super) fn try_too_early(module: &Arc<Module>, seed: u64, n_inputs_max: usize, tally: &mut Tally<'_>) {
    let ways = ways(module, seed, n_inputs_max);
    let mut done: BTreeSet<StepId> = BTreeSet::new();
    right_attempt(module, seed, n_inputs_max, |session, at_ms, completed, input| {
        if completed.is_empty() && input.is_some() {
            return;
        }
        done.extend(completed);
        for (before, step) in tally.edges_not_seen() {
            let is_next = !done.contains(&before) && tally.predecessors(&before).iter().all(|earlier| done.contains(earlier));
            if let Some(way) = ways.get(&step).filter(|_| is_next && !done.contains(&step)) {
                let played = too_early(session, at_ms, way);
                let is_named = |kind: &MistakeKind| *kind == MistakeKind::Order { tried: step.clone(), missing: before.clone() };
                if played.mistakes().any(|(_, kind)| is_named(kind)) {
                    tally.edge_seen(&before, &step);
                }
                tally.count(&played);
            }
        }
    });
}

/// What the right bot does for each step: its inputs since the step before was done.
fn ways(module: &Arc<Module>, seed: u64, n_inputs_max: usize) -> BTreeMap<StepId, Vec<Input>> {
    let mut ways = BTreeMap::new();
    let mut since = Vec::new();
    right_attempt(module, seed, n_inputs_max, |_, _, completed, input| {
        since.extend(input.filter(|input| !matches!(input, Input::Tick | Input::Acknowledge)).cloned());
        if !completed.is_empty() {
            let way = std::mem::take(&mut since);
            ways.extend(completed.into_iter().map(|step| (step, way.clone())));
        }
    });
    ways
}

/// Plays rightly; tells the session at the start and whenever a step was completed, and every input.
fn right_attempt(
    module: &Arc<Module>,
    seed: u64,
    n_inputs_max: usize,
    mut tell: impl FnMut(&Session, u64, Vec<StepId>, Option<&Input>),
) {
    let (mut session, first) = Session::start(Arc::clone(module), Mode::Practice, seed);
    tell(&session, 0, completed(&first.facts), None);
    let (mut bot, mut at_ms) = (Autopilot::new(), 0_u64);
    for _ in 0..n_inputs_max {
        let Some((delay_ms, input)) = bot.next(&session, at_ms) else { return };
        at_ms = at_ms.saturating_add(delay_ms);
        let out = session.apply(at_ms, input.clone());
        tell(&session, at_ms, completed(&out.facts), Some(&input));
    }
}

fn completed(facts: &[Fact]) -> Vec<StepId> {
    let step = |fact: &Fact| match fact {
        Fact::StepCompleted { step, .. } => Some(step.clone()),
        _ => None,
    };
    facts.iter().filter_map(step).collect()
}

fn too_early(session: &Session, at_ms: u64, way: &[Input]) -> Played {
    let mut played = Played { facts: Vec::new(), n_inputs: 0, session: session.clone() };
    let mut at_ms = at_ms;
    for input in way {
        at_ms = at_ms.saturating_add(PACE_MS);
        played.facts.extend(played.session.apply(at_ms, input.clone()).facts);
        played.n_inputs += 1;
    }
    played
}
