//! The record file as its users see it: opening, people and their PINs, the journal, signatures, verification, reports, two programs at once, sudden death.
//!
//! One binary, so that it links once. Start at the file named after what you changed; `sample.rs` makes people and attempts.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

mod dying;
mod journal;
mod opening;
mod people;
mod pins;
mod reports;
mod sample;
mod signing;
mod synced;
mod tampering;
mod two_programs;
