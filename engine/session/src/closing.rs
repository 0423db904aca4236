//! How an attempt ended, before the hash of its input trace is known.
//!
//! The session keeps no trace, so it cannot make the whole of [`Fact::AttemptClosed`]: the caller, who does, turns a
//! [`Closing`] into that fact.

use record::Fact;
use serde::{Deserialize, Serialize};

/// The last word of a session on an attempt that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub outcome: record::Outcome,
    pub score_permille: u32,
    pub pass_score_permille: u32,
    pub critical_mistakes: u32,
    pub mistakes: u32,
    pub hints: u32,
    pub took_ms: u64,
}

impl Closing {
    /// The last fact of the attempt, once the whole input trace (the input that closed it included) was hashed.
    pub fn into_fact(self, input_trace_sha256: String) -> Fact {
        Fact::AttemptClosed {
            outcome: self.outcome,
            score_permille: self.score_permille,
            pass_score_permille: self.pass_score_permille,
            critical_mistakes: self.critical_mistakes,
            mistakes: self.mistakes,
            hints: self.hints,
            took_ms: self.took_ms,
            input_trace_sha256,
        }
    }
}
