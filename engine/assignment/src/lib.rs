//! Who must learn what, by when, and how they stand.
//!
//! Pure: no clock, no database, no memory model. The day comes in, so the same functions answer for today on the server, for today
//! on a PC without a connection, and for any past day that an auditor asks about. Nothing here is stored: it is decided anew from
//! assignments, passes and exemptions. Start at [`standing`], then [`applies_to`];
//! [`roster`] compares a list of people with those who are there.

#![deny(clippy::float_arithmetic)]

mod assigned;
mod people;
pub mod roster;
mod standing;

pub use assigned::{Assignment, Exemption, FirstDue, Recurrence, To};
pub use people::{Member, applies_to};
pub use standing::{LAPSING_DAYS, ModulePass, ModuleTry, Said, Standing, Status, most_urgent, standing};
