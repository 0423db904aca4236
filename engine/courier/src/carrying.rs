//! The way to a server, whatever it is made of: a parcel goes out, a receipt comes back, or neither.
//!
//! Start at [`Carry`].

use store::exchange::Receipt;

/// Takes a parcel to the server. When it fails, nobody knows whether the parcel arrived.
pub trait Carry {
    fn carry(&mut self, parcel: &[u8]) -> Result<Receipt, CarryError>;
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarryError {
    #[error("the server cannot be reached ({0}): everything is kept on this PC and goes there later")]
    Unreachable(String),
    #[error("the server answered, and could not take it now ({0}): everything is kept on this PC and goes there later")]
    Unavailable(String),
    #[error("the server asks to wait for {wait_secs} seconds")]
    SlowDown { wait_secs: u64 },
    #[error("the server no longer takes anything from this PC: ask a manager for a new pairing code")]
    Revoked,
    #[error(
        "whoever answers at this address shows another key than the server that this PC is paired with: nothing was sent; ask whoever \
         runs the server, and pair again if its key was renewed"
    )]
    OtherKey,
    #[error("the server did not take it: {0}")]
    Refused(String),
    #[error("what answered at this address is no Practicum server that this version can talk to ({0})")]
    NotAServer(String),
}
