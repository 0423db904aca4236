//! Facts: what is true about an attempt. Append-only, few, readable without the program.
//!
//! Knows nothing of how a fact is stored, hashed or shown. Start at [`Fact`]; its first one carries the [`Header`].

use crate::{Guidance, StepGuidance};
use ids::{
    AnswerId, DeviceId, DrawId, FieldId, HintId, InterruptionId, MisconceptionId, MistakeId, ModuleId, ObjectId, OptionId,
    PersonId, StepId, TimerId,
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
    /// A form was handed in.
    FilledIn {
        step: StepId,
        /// Every field, in the form's order.
        fields: Vec<FilledField>,
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
    /// Before an exam went on that had been left: how sure we are that it is still the same person.
    IdentityConfirmed {
        assurance: Assurance,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        witness: Option<Named>,
    },
    /// After a passed exam: a named assessor has seen it done for real, or not yet. A later one corrects an earlier one.
    SignedOff {
        outcome: SignOff,
        /// The job title in it is what the assessor signs as.
        by: Named,
        /// What the assessor noted, sealed under the trainee's key, in base64; empty without a note.
        note_sealed: String,
    },
    /// After the last of the attempts that the module allows: somebody allowed a further round of them.
    RoundAllowed {
        by: Named,
    },
}

/// What stood in one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledField {
    pub field: FieldId,
    /// A number, an accepted text or the id of a choice; of any other text only that it is another one.
    pub given: String,
    pub right: bool,
}

impl Fact {
    /// True for the facts that the device log repeats: leaving, going on, the end, and what came after it. From then on a cut
    /// tail shows.
    pub fn is_logged(&self) -> bool {
        matches!(self, Self::Left | Self::Continued | Self::AttemptClosed { .. }) || self.is_about_the_attempt()
    }

    /// True for what somebody else said of an attempt, which may follow its end.
    pub fn is_about_the_attempt(&self) -> bool {
        matches!(self, Self::SignedOff { .. } | Self::RoundAllowed { .. })
    }

    /// True for what the rules of play brought about, and playing the trace again brings about again.
    pub fn is_of_play(&self) -> bool {
        let is_frame = matches!(self, Self::AttemptStarted(_) | Self::AttemptClosed { .. } | Self::IdentityConfirmed { .. });
        !is_frame && !self.is_about_the_attempt()
    }
}

/// Somebody that a fact names besides the trainee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub person: PersonId,
    /// Name and job title at the time, sealed under that person's own key, in base64.
    pub person_sealed: String,
}

/// What an assessor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignOff {
    Confirmed,
    NotYet,
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
    /// Who said "I see that this is them", where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Named>,
    /// An exam of somebody experienced, without the practice before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test_out: bool,
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
