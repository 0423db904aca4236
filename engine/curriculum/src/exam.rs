//! What a module asks around its exam: how often, after which wait, proved by whom, and who signs that it was done for real.
//!
//! Plain data. Whether somebody may sit an exam now is `session::exam_standing`'s to say.

use serde::{Deserialize, Serialize};

/// The rules of a module's exam.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamRule {
    /// How many attempts a person has before somebody must allow more; none means no limit.
    pub attempts: Option<u32>,
    /// How long to wait after an attempt that was not passed; 0 means not at all.
    pub cool_down_ms: u64,
    pub identity: IdentityRule,
    /// Somebody experienced may go straight to the exam, once in each period of validity.
    pub test_out: bool,
}

/// How a trainee proves who they are before an exam.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityRule {
    #[default]
    PinOrWitness,
    Pin,
    Witness,
}

/// A practical part that a named assessor signs after the exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffRule {
    /// What the assessor has to have seen, in a sentence.
    pub ask: String,
    /// Who may sign, in words such as "an infection control nurse".
    pub by: String,
}

impl ExamRule {
    /// True when the author says nothing about the exam.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl IdentityRule {
    pub fn takes_pin(self) -> bool {
        self != Self::Witness
    }

    pub fn takes_witness(self) -> bool {
        self != Self::Pin
    }
}
