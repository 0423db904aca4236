//! What became of many attempts, a line each: by who does everything right and by who does anything at all, over the kept
//! modules and over drawn ones. Two machines agree when their lines do.

use crate::kept;
use crate::plan::Plan;
use curriculum::{Mode, Module};
use session::{Autopilot, Performance, RandomBot, perform};
use std::sync::Arc;

pub const MODES: [Mode; 4] = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam];
const INPUTS_MAX: usize = 200;
const N_DRAWN: u64 = 24;
const STEPS_DRAWN: usize = 8;

/// The lines of all attempts.
pub fn lines() -> String {
    let drawn = (0..N_DRAWN).map(|seed| Plan::drawn(seed, STEPS_DRAWN).module());
    let mut text = String::new();
    for (module_idx, module) in kept::modules().into_iter().chain(drawn).enumerate() {
        let (mode, seed) = (MODES[module_idx % MODES.len()], module_idx as u64);
        for (bot, played) in [("right", rightly(&module, mode, seed)), ("random", at_random(&module, mode, seed))] {
            text += &format!("{module_idx} {} {mode:?} {bot}: {} facts, {}\n", module.id, played.facts.len(), hash_of(&played));
        }
    }
    text
}

pub fn rightly(module: &Arc<Module>, mode: Mode, seed: u64) -> Performance {
    let mut pilot = Autopilot::new();
    perform(Arc::clone(module), mode, seed, INPUTS_MAX, |session, at_ms| pilot.next(session, at_ms))
}

pub fn at_random(module: &Arc<Module>, mode: Mode, seed: u64) -> Performance {
    let mut bot = RandomBot::new(seed);
    perform(Arc::clone(module), mode, seed, INPUTS_MAX, |session, at_ms| bot.next(session, at_ms))
}

/// Everything that is kept of an attempt, as the bytes in which it is kept: its facts, its trace, and where it could go on.
///
/// # Panics
/// Never: facts and snapshots are plain data.
pub fn bytes_of(played: &Performance) -> Vec<u8> {
    let closing = played.closing.clone().map(|closing| closing.into_fact(String::new()));
    let mut bytes = serde_json::to_vec(&(&played.facts, closing, played.session.snapshot())).expect("plain data");
    bytes.extend(played.trace.to_bytes());
    bytes
}

pub fn hash_of(played: &Performance) -> String {
    record::Hash256::of(&bytes_of(played)).to_string()
}
