//! Proof that leaves the house: signed checkpoints of a server's register, and evidence packs that verify without that server.
//!
//! Knows no database, server or clock. Both sides use it: a server signs and packs, and whoever was given a pack checks it with
//! the public key alone. Texts are signed as in the "signed note" format of C2SP, and checkpoints look as its transparency logs'
//! do, so that other programs can read them. Start at [`Checkpoint`], [`PackWriter`] and [`verify`].

mod archive;
mod chains;
mod checkpoint;
mod layout;
mod manifest;
mod note;
mod verify;
mod writer;

pub use checkpoint::{Checkpoint, CheckpointFault};
pub use layout::{attempt_file, beside_file, log_file};
pub use manifest::Span;
pub use note::{NoteFault, SecretKey, VerifyingKey};
pub use verify::{Counts, Held, PackError, PackFault, PackFindings, verify};
pub use writer::PackWriter;
