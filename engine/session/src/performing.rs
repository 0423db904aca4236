//! Whole attempts at once: a bot that plays to the end, and the replay of a trace.

use crate::{Closing, Cue, Input, Outcome, Session, Terms, Trace};
use curriculum::{Mode, Module};
use record::Fact;
use std::sync::Arc;

/// An attempt as it went, with the play time of each fact and cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performance {
    pub session: Session,
    pub trace: Trace,
    /// Without `AttemptStarted` and `AttemptClosed`, which only a caller can make whole.
    pub facts: Vec<(u64, Fact)>,
    pub cues: Vec<(u64, Cue)>,
    pub closing: Option<Closing>,
}

/// Lets a bot play from the start until the attempt ends, the bot gives up, or `n_inputs_max` inputs were made. The bot says
/// what it does next and how many milliseconds later.
pub fn perform(
    module: Arc<Module>,
    mode: Mode,
    seed: u64,
    n_inputs_max: usize,
    bot: impl FnMut(&Session, u64) -> Option<(u64, Input)>,
) -> Performance {
    perform_on(module, &Terms::new(mode, seed), n_inputs_max, bot)
}

/// The same on these terms.
pub fn perform_on(
    module: Arc<Module>,
    terms: &Terms,
    n_inputs_max: usize,
    mut bot: impl FnMut(&Session, u64) -> Option<(u64, Input)>,
) -> Performance {
    let mut performance = Performance::start_on(module, terms);
    let mut at_ms = 0_u64;
    while performance.closing.is_none() && performance.trace.inputs.len() < n_inputs_max {
        let Some((delay_ms, input)) = bot(&performance.session, at_ms) else { break };
        at_ms = at_ms.saturating_add(delay_ms);
        performance.apply(at_ms, input);
    }
    performance
}

/// Plays a trace again. The same module, mode, seed and inputs give the same facts, byte for byte.
pub fn replay(module: Arc<Module>, mode: Mode, seed: u64, inputs: &[(u64, Input)]) -> Performance {
    replay_on(module, &Terms::new(mode, seed), inputs)
}

/// The same on the terms of the header.
pub fn replay_on(module: Arc<Module>, terms: &Terms, inputs: &[(u64, Input)]) -> Performance {
    let mut performance = Performance::start_on(module, terms);
    for (at_ms, input) in inputs {
        performance.apply(*at_ms, input.clone());
    }
    performance
}

impl Performance {
    pub fn start(module: Arc<Module>, mode: Mode, seed: u64) -> Self {
        Self::start_on(module, &Terms::new(mode, seed))
    }

    pub fn start_on(module: Arc<Module>, terms: &Terms) -> Self {
        let (session, out) = Session::start_on(module, terms);
        let mut performance = Self { session, trace: Trace::default(), facts: Vec::new(), cues: Vec::new(), closing: None };
        performance.keep(out);
        performance
    }

    pub fn apply(&mut self, at_ms: u64, input: Input) {
        let out = self.session.apply(at_ms, input.clone());
        self.trace.push(at_ms, input);
        self.keep(out);
    }

    fn keep(&mut self, out: Outcome) {
        let at_ms = self.session.at_ms();
        self.facts.extend(out.facts.into_iter().map(|fact| (at_ms, fact)));
        self.cues.extend(out.cues.into_iter().map(|cue| (at_ms, cue)));
        self.closing = self.closing.take().or(out.closing);
    }
}
