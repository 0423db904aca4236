//! What is left to the seed: drawn and recorded before anything is shown.

use crate::Session;
use crate::drawing::Draw;
use crate::session::Outcome;
use curriculum::Module;
use ids::OptionId;
use record::Fact;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Draws everything there is to draw, and lets what was drawn happen to the scene.
    pub(crate) fn draw_all(&mut self, out: &mut Outcome) {
        let module = Arc::clone(&self.module);
        let drawn = drawn(&module, self.state.seed);
        for (draw, option_idx) in module.draws.iter().zip(&drawn) {
            let Some(option) = option_idx.and_then(|idx| draw.options.get(idx)) else { continue };
            self.state.drawn.push(option.id.clone());
            out.facts.push(Fact::Drawn { draw: draw.id.clone(), option: option.id.clone() });
        }
        for (draw, option_idx) in module.draws.iter().zip(drawn) {
            if let Some(option) = option_idx.and_then(|idx| draw.options.get(idx)) {
                self.run_effects(&option.then, out);
            }
        }
    }
}

/// The option of each draw, by its place; none where there is nothing to draw.
fn drawn(module: &Module, seed: u64) -> Vec<Option<usize>> {
    let draw_one = |(draw_idx, draw): (usize, &curriculum::Draw)| {
        let mut left = Draw::new(seed.rotate_left(16).wrapping_add(draw_idx as u64 + 1)).below(draw.total_weight());
        draw.options.iter().position(|option| match left.checked_sub(u64::from(option.weight)) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })
    };
    module.draws.iter().enumerate().map(draw_one).collect()
}

/// What a seed draws, in the order of the module.
pub fn drawn_options(module: &Module, seed: u64) -> Vec<OptionId> {
    let draws = module.draws.iter().zip(drawn(module, seed));
    draws.filter_map(|(draw, idx)| Some(draw.options.get(idx?)?.id.clone())).collect()
}

/// Seeds that between them draw every combination of options, at most `n_max` of them; one seed where nothing is drawn.
pub fn seeds_of_every_branch(module: &Module, n_max: usize) -> Vec<u64> {
    let n_options = |draw: &curriculum::Draw| draw.options.iter().filter(|option| option.weight > 0).count().max(1);
    let n_branches = module.draws.iter().map(n_options).fold(1_usize, usize::saturating_mul).min(n_max.max(1));
    let mut seen = BTreeSet::new();
    let mut seeds = Vec::new();
    for seed in 0..TRIES_MAX {
        if seen.insert(drawn(module, seed)) {
            seeds.push(seed);
        }
        if seeds.len() >= n_branches {
            break;
        }
    }
    seeds
}

/// Rare options may stay unfound: nobody waits longer than this for them.
const TRIES_MAX: u64 = 20_000;
