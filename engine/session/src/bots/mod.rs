//! Bots: they play a session as a person would. One does it right, one errs on purpose, one does anything at all.
//!
//! Each is asked for its next input and how many milliseconds later it comes; see [`crate::perform`].

mod autopilot;
mod random_bot;
mod wrong_bot;

pub use autopilot::Autopilot;
pub use random_bot::RandomBot;
pub use wrong_bot::WrongBot;
