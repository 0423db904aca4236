//! Structure: what a module keeps in mind, leaves to chance, times, and lets happen in between.

use crate::{Card, Condition, Effect};
use ids::{DrawId, InterruptionId, OptionId, TimerId, VariableId};
use serde::{Deserialize, Serialize};

/// A whole number that effects change and conditions ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    pub id: VariableId,
    pub start: i64,
}

/// A clock that effects start and stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    pub id: TimerId,
    pub lasts_ms: u64,
    /// What happens when it runs out.
    pub then: Vec<Effect>,
    /// The trainee does not see what is left of it: it only lets something happen later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unseen: bool,
}

/// A choice that is left to the attempt's seed, made and recorded before anything is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    pub id: DrawId,
    pub options: Vec<DrawOption>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawOption {
    pub id: OptionId,
    /// Its share of all options' weights.
    pub weight: u32,
    /// What it does to the scene before the first step: an injected fault.
    pub then: Vec<Effect>,
}

/// Something that happens in between, once: the phone rings, somebody walks in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interruption {
    pub id: InterruptionId,
    /// What must be so; none is so from the start.
    pub when: Option<Condition>,
    /// How long after that it comes.
    pub after_ms: u64,
    pub then: Vec<Effect>,
    /// A question to answer before going on.
    pub card: Option<Card>,
}

impl Draw {
    pub fn total_weight(&self) -> u64 {
        self.options.iter().map(|option| u64::from(option.weight)).sum()
    }
}
