//! Whole-product journeys: the real program, started as people start it, watched from outside.
//!
//! Knows the command line, what is printed, and the record on disk; calls nothing of the engine. Each test has a data folder of
//! its own. Start at [`program::Practicum`]; what stands on record is read by [`record::Record`], the window is used through
//! [`display::Display`], what it shows is heard in [`ears`].

pub mod display;
pub mod ears;
pub mod eyes;
pub mod newcomer;
pub mod playing;
pub mod program;
pub mod random;
pub mod record;
pub mod serving;
pub mod tryout;
