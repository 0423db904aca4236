//! Looking at an attempt again: what is on record ([`recording`]), played in the room ([`replay`]), with its screen ([`screen`]).

pub mod recording;
pub mod replay;
pub(crate) mod screen;
