//! Facts: what is true about an attempt. Append-only, few, readable without the program.
//!
//! Knows nothing of how a fact is stored, hashed or shown. Start at [`Fact`]; its first one carries the [`Header`].

use crate::{Guidance, StepGuidance};
use ids::{
    AnswerId, DeviceId, DrawId, HintId, InterruptionId, MisconceptionId, MistakeId, ModuleId, ObjectId, OptionId, PersonId,
    StepId, TimerId,
};
use serde::{Deserialize, Serialize};

/// Something true about an attempt. Times are milliseconds since the attempt began and stand in the entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Always the first entry of an attempt.
    AttemptStarted(Box<Header>),
    StepStarted {
        step: StepId,
    },
    StepCompleted {
        step: StepId,
        /// 1 when it succeeded at once.
        tries: u32,
        hints: u32,
        mistakes: u32,
        took_ms: u64,
        /// What was read or set, as the trainee entered it, such as "175 psi".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
    },
    MistakeMade {
        step: StepId,
        mistake: MistakeId,
        kind: MistakeKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object: Option<ObjectId>,
        critical: bool,
        /// `block`, `rewind` or `stand`: what the program did about it.
        response: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        means: Option<MisconceptionId>,
    },
    /// An action nobody foresaw and that completed nothing. Recorded, but no mistake.
    Strayed {
        step: StepId,
        action: String,
        object: ObjectId,
    },
    HintShown {
        step: StepId,
        hint: HintId,
        rung: u32,
        asked: bool,
    },
    /// The trainee asked for more help than the step gave; from then on it gives this much. Counts as a hint.
    HelpRaised {
        step: StepId,
        to: Guidance,
    },
    Answered {
        step: StepId,
        answers: Vec<AnswerId>,
        right: bool,
    },
    /// What was left to the seed and what it drew; before anything is shown.
    Drawn {
        draw: DrawId,
        option: OptionId,
    },
    /// A step was left out: its condition was not so, or it is optional.
    StepSkipped {
        step: StepId,
    },
    /// A reply in a dialogue that goes on.
    Said {
        step: StepId,
        reply: AnswerId,
    },
    /// What the step's card says was signed.
    Signed {
        step: StepId,
    },
    Interrupted {
        interruption: InterruptionId,
    },
    TimerExpired {
        timer: TimerId,
    },
    StepRestarted {
        step: StepId,
    },
    Paused,
    Resumed,
    /// The window was closed or the trainee left; the attempt can be continued.
    Left,
    /// The program took the attempt up again, from what was on disk.
    Continued,
    TimeLimitPassed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
    },
    /// Always the last entry of an attempt that ended.
    AttemptClosed {
        outcome: Outcome,
        score_permille: u32,
        pass_score_permille: u32,
        critical_mistakes: u32,
        mistakes: u32,
        hints: u32,
        took_ms: u64,
        /// SHA-256 of the whole input trace, in hexadecimal.
        input_trace_sha256: String,
    },
}

impl Fact {
    /// True for the facts that the device log repeats: leaving, going on, and the end. From then on a cut tail shows.
    pub fn is_logged(&self) -> bool {
        matches!(self, Self::Left | Self::Continued | Self::AttemptClosed { .. })
    }
}

/// Who, what, how: the first fact of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub person: PersonId,
    /// Name and job title at the time, sealed under that person's key, in base64. Empty for the demonstration person.
    pub person_sealed: String,
    /// True for the demonstration person: never counts.
    pub demonstration: bool,
    pub module: ModuleId,
    pub module_version: String,
    /// How many steps the module has in this mode, so that "3 of 10" can be read without the module.
    pub n_steps: u32,
    /// SHA-256 over everything that was played, in hexadecimal.
    pub package_sha256: String,
    /// SHA-256 over what decides right and wrong, without the texts.
    pub logic_sha256: String,
    pub session_rules: u32,
    /// As 16 hexadecimal digits.
    pub seed: String,
    /// `guided`, `practice`, `exam` or `watch`.
    pub mode: String,
    pub language: String,
    pub presentation: Presentation,
    pub device: DeviceId,
    pub assurance: Assurance,
    /// How much help each step began with, in the module's order. Empty in attempts from before help faded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<StepGuidance>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presentation {
    Desktop,
    /// Without a display.
    Headless,
    Web,
    Vr,
}

/// How sure we are who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    SelfDeclared,
    Pin,
    Code,
    SingleSignOn,
    Witnessed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeKind {
    /// The author wrote it down.
    Foreseen,
    /// A step was tried before one that must come first; `missing` is that edge's other end.
    Order { tried: StepId, missing: StepId },
    /// The goal was tried with a wrong value, angle or answer.
    WrongValue { given: String },
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Passed,
    /// All steps were done, but the score or a critical mistake stands against it.
    NotPassed,
    /// The time was up.
    OutOfTime,
}
