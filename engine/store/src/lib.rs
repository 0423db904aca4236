//! Records at rest: people, settings, attempts and their entries in one SQLite file; and, in [`central`], an organisation's
//! records on a server.
//!
//! The only crate that speaks SQL. Knows no clock (wall time comes in as text), no window, no module and no rule of play; an
//! attempt's facts, input trace and snapshot are bytes that it keeps. When [`Store::append`] has returned, the entries are on disk.
//!
//! Start at [`Store::open`], then [`Store::open_attempt`] and [`Store::append`] to write, [`Store::attempts`] and [`Store::resume`]
//! to read, [`Store::verify`] and [`Store::report`] to judge, [`Store::next_parcel`] to send; [`exchange`] is what a PC and a
//! server say to each other.

mod attempts;
pub mod central;
mod device;
mod error;
pub mod exchange;
mod journal;
mod open;
mod outbox;
mod people;
mod pins;
mod report;
mod report_text;
mod seal;
mod signing;
mod sqlite_trouble;
#[cfg(test)]
mod trouble;
mod verify;

pub use attempts::{Resume, Snapshot};
pub use error::StoreError;
pub use journal::Appended;
pub use open::Store;
pub use outbox::{ServerPairing, SyncTrouble, Taken, Waiting};
pub use people::{DEMONSTRATION_PERSON, Identity, Person};
pub use pins::PinCheck;
pub use report::{Report, Row, RowOutcome, RowSignOff};
pub use report_text::{csv, json, table};
pub use signing::Signature;
pub use verify::Verification;
