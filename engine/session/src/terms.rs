//! What an attempt begins with, apart from the module. All of it stands in the header, so that it can be played again.

use crate::SESSION_RULES;
use curriculum::Mode;
use ids::StepId;
use record::{Guidance, StepGuidance};

/// The oldest rules of play that this program still plays by: attempts begun under them go on, and replay, as they were.
pub const OLDEST_SESSION_RULES: u32 = 2;

/// How an attempt is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// From [`OLDEST_SESSION_RULES`] to [`SESSION_RULES`].
    pub rules: u32,
    pub mode: Mode,
    pub seed: u64,
    /// How much help steps begin with while guided; what is not named begins with a demonstration. Other modes have their own.
    pub guidance: Vec<StepGuidance>,
}

impl Terms {
    /// By the rules of today, with all the help that the mode gives.
    pub fn new(mode: Mode, seed: u64) -> Self {
        Self { rules: SESSION_RULES, mode, seed, guidance: Vec::new() }
    }

    /// The help that the module's step at this place begins with.
    pub fn help(&self, step_idx: usize, step: &StepId) -> Guidance {
        let is_it = |given: &&StepGuidance| given.step == *step;
        // Nearly always they stand in the module's order.
        let given = || self.guidance.get(step_idx).filter(is_it).or_else(|| self.guidance.iter().find(is_it));
        usual_help(self.mode).unwrap_or_else(|| given().map(|given| given.help).unwrap_or_default())
    }
}

/// The help that every step begins with in a mode; none where it fades with the person's record.
pub(crate) fn usual_help(mode: Mode) -> Option<Guidance> {
    match mode {
        Mode::Watch => Some(Guidance::Demonstration),
        Mode::Guided => None,
        Mode::Practice | Mode::Exam => Some(Guidance::Words),
    }
}

/// Whether this program plays by these rules.
pub fn knows_rules(rules: u32) -> bool {
    (OLDEST_SESSION_RULES..=SESSION_RULES).contains(&rules)
}
