//! One attempt as a deterministic state machine: inputs in, facts and cues out.
//!
//! Knows no clock, file, thread, geometry or randomness of its own, and no floating point: time and seed come in as
//! arguments. It cannot fail: any input in any state yields an [`Outcome`], possibly empty. Start at [`Session`].
//!
//! The path of an input: `session.rs` takes it in, `timing.rs` first lets due time pass, `actions.rs` decides what it means
//! (a foreseen mistake, progress of a goal, a violated order, a stray), `steps.rs` starts and completes steps,
//! `mistakes.rs` answers mistakes, `helping.rs` says how much help a step gives, `effects.rs` changes the world, `scoring.rs`
//! counts. What a goal is made of is in `parts.rs`, what an input does to it in `fit.rs`. Around attempts, `admission.rs` folds a
//! person's record into where they stand with an exam.

mod actions;
mod admission;
mod aiming;
mod between;
mod bots;
mod cards;
mod chance;
mod closing;
mod conditions;
mod cue;
mod drawing;
mod effects;
mod fit;
mod foreseen;
mod forms;
mod hands;
mod helping;
mod input;
mod lingering;
mod mistakes;
mod offers;
mod parts;
mod performing;
pub mod scoring;
mod session;
mod showing;
mod snapshot;
mod standpoint;
mod state;
mod steps;
mod terms;
mod timing;
mod trace;
mod view;
pub mod words;
mod world;

pub use admission::{Certificate, ExamStanding, Refusal, Waiting, exam_standing};
pub use bots::{Autopilot, RandomBot, WrongBot};
pub use chance::{drawn_options, seeds_of_every_branch};
pub use closing::Closing;
pub use cue::Cue;
pub use input::Input;
pub use performing::{Performance, perform, perform_on, replay, replay_on};
pub use session::{Outcome, Session};
pub use snapshot::{Misfit, Snapshot};
pub use standpoint::Standpoint;
pub use terms::{OLDEST_SESSION_RULES, Terms, knows_rules};
pub use trace::{Trace, TraceError};
pub use view::{
    CardKind, CardView, FieldGrade, FieldKind, FieldView, HelpView, HintView, HoldBy, HoldView, MistakeView, NextHelp, Offer,
    ReadView, SessionView, StepStatus, StepView,
};
pub use world::{Apart, Blowing, Label, Looks, ObjectState, Place, Pose, Section, World, XRay};

/// Which rules of play these are. Raised whenever the same inputs could give other facts.
///
/// | rules | what they changed |
/// | ----- | ----------------- |
/// | 2     | the whole training language |
/// | 3     | in exams an answer stands, right or wrong; in practice the place of a step without hints can be asked for |
/// | 4     | in exams what is turned wrongly stands, and things keep silent; a gesture is shown only where there is one |
/// | 5     | what a mistake is foreseen with may be taken early; what is hidden leaves the hand; a number waits for its own step's tool |
/// | 6     | no hint comes by itself while something lies over the room: a card or a page |
pub const SESSION_RULES: u32 = 6;

/// Ids of mistakes that the session reports by itself; a module may not use them for its own.
pub const RESERVED_MISTAKES: [&str; 4] = [ORDER_MISTAKE, VALUE_MISTAKE, POSITION_MISTAKE, ANSWER_MISTAKE];
/// A step was tried before one that must come first.
pub const ORDER_MISTAKE: &str = "order";
/// A gauge was misread.
pub const VALUE_MISTAKE: &str = "wrong-value";
/// Something was turned to a wrong angle or state.
pub const POSITION_MISTAKE: &str = "wrong-position";
/// A card was answered wrongly.
pub const ANSWER_MISTAKE: &str = "wrong-answer";

/// In guided mode the next hint comes by itself after this time without progress in the room.
pub const HINT_AFTER_MS: u64 = 30_000;
