//! What happened: facts, entries, the hash chain, and progress folded from entries.
//!
//! Knows no clock, no file, no database and no randomness: time and bytes come in as arguments. Two kinds of chain:
//!
//! - an **attempt** is a list of [`Entry`]s, each sealed to the exact bytes that were hashed ([`Sealed`]) and carrying the hash of
//!   the one before it ([`verify_attempt`]);
//! - the **device log** is one list per device that names every attempt when it opens, and repeats its last hash whenever the
//!   trainee leaves, goes on or ends ([`LogRecord`], [`verify_device_log`]), so that a missing attempt or a cut tail shows.
//!
//! The first entry of an attempt carries the hash of the log record that opened it; the first record of a log carries 64 zeros.
//!
//! What this proves: that nothing was changed, removed or reordered since a head of the device log was last held outside the
//! device. What it does not: somebody who can write the file and runs this program can make all chains anew; only a head that
//! left the house shows that.
//!
//! Start at [`Fact`], then [`Entry`], then [`Progress`].

#![deny(clippy::float_arithmetic)]

mod chain;
mod day;
mod device_log;
mod entry;
mod fact;
mod guidance;
mod hash;
mod pauses;
mod progress;
mod register;
mod utc;

pub use chain::{BadEntry, EntryFault, Head, Tip, VerifiedAttempt, verify_attempt};
pub use day::{Day, DayError};
pub use device_log::{BadLogRecord, LogFault, LogFindings, LogRecord, Mark, MarkReason, verify_device_log};
pub use entry::{Entry, FORMAT, HASH_ALGORITHM, ParseError, Sealed};
pub use fact::{Assurance, Fact, FilledField, Header, MistakeKind, Named, Outcome, Presentation, SignOff};
pub use guidance::{Guidance, ModuleNow, StepGuidance, guidance};
pub use hash::{Digest, Hash256, Hash256Error};
pub use pauses::{Pause, PauseTotals};
pub use progress::{Closing, MistakeProgress, Progress, SignedOff, StepProgress, Totals};
pub use register::{RegisterLine, Registered, Tree};
pub use utc::{Utc, UtcError};
