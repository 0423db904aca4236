//! The modules of this repository, played through the real window by somebody who knows what is right.
//!
//! Knows the engine's session and, through `journeys`, the window from outside; the one says what is right next, the other does it with
//! real presses of keys and buttons. Start at [`Pilot::plays_to_the_end`].

mod pilot;
mod sitting;

pub use pilot::Pilot;
pub use sitting::sits;
