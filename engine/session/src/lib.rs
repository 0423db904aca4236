//! One attempt as a deterministic state machine: inputs in, facts and cues out.
//!
//! Knows no clock, file, thread, geometry or randomness of its own, and no floating point: time and seed come in as
//! arguments. It cannot fail: any input in any state yields an [`Outcome`], possibly empty. Start at [`Session`].

mod cue;
mod input;
mod view;
mod world;

pub use cue::Cue;
pub use input::Input;
pub use view::{CardView, HintView, HoldView, MistakeView, Offer, ReadView, SessionView, StepStatus, StepView};
pub use world::{Place, ObjectState, World};

/// Which rules of play these are. Raised whenever the same inputs could give other facts.
pub const SESSION_RULES: u32 = 1;
