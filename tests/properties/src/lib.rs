//! Modules that nobody wrote and attempts that nobody planned, for the properties in `tests/`: what must hold for all of them.
//!
//! Pure, so that the same attempts can be made on a machine without an operating system. Start at [`plan::Plan`] for
//! modules drawn from a seed, at [`attempts::lines`] for what became of many attempts.

pub mod attempts;
pub mod kept;
pub mod plan;
pub mod random;
