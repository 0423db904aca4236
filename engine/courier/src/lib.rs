//! Carries the records of a PC to the server of its organisation, whenever it can be reached, and says what waits.
//!
//! Knows no window, no module and no page: the window's player starts it, the command line asks it, and the same code runs
//! in tests without a network. What is sent, and how far the server has it, is the [`store`]'s. Start at [`pair`], then
//! [`pass`], which sends until nothing waits, and [`Courier`], which does so again and again beside everything else.

mod address;
mod backoff;
mod carrying;
mod http;
mod pairing;
mod passing;
mod pinned_tls;
mod running;

pub use address::{BadAddress, ServerAddress};
pub use backoff::Backoff;
pub use carrying::{Carry, CarryError};
pub use http::HttpCarrier;
pub use pairing::{PairError, pair};
pub use passing::{PassError, Passed, pass};
pub use running::Courier;

/// Milliseconds UTC, as this PC's clock says.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
