//! One pass: parcels go out one after the other until nothing waits.
//!
//! Knows neither network nor thread. It may be cut off anywhere: what the server took and this PC does not know of is sent
//! again, and taken once. Start at [`pass`].

use crate::carrying::{Carry, CarryError};
use record::Utc;
use store::{Store, StoreError, Taken};

/// So many parcels without fewer records waiting, and something is wrong.
const MOST_IN_VAIN: u32 = 8;
const MOST_RESTARTS: u32 = 2;

#[derive(Debug, thiserror::Error)]
pub enum PassError {
    #[error(transparent)]
    Carry(#[from] CarryError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the server keeps asking for the same records: nothing is lost, and it is tried again later")]
    InVain,
}

/// What a pass did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passed {
    pub n_parcels: u32,
    /// Lines that the server has now and was not known to have before.
    pub n_sent: u64,
    /// The server had been put back to an older copy, and got everything again.
    pub from_the_start: bool,
}

/// Sends what waits. The first parcel goes out in any case: so the server hears that this PC is there.
pub fn pass(store: &mut Store, carrier: &mut dyn Carry, now_ms: &dyn Fn() -> i64) -> Result<Passed, PassError> {
    let (mut passed, mut n_in_vain, mut n_restarts) = (Passed::default(), 0, 0);
    let mut fewest = n_waiting(store)?;
    while let Some(parcel) = store.next_parcel(now_ms(), passed.n_parcels == 0)? {
        let receipt = carrier.carry(&parcel.to_bytes())?;
        let utc = Utc::from_unix_secs(now_ms().div_euclid(1_000));
        let before = n_waiting(store)?;
        let taken = store.take_receipt(&parcel, &receipt, utc.as_str())?;
        let now = n_waiting(store)?;
        passed.n_parcels += 1;
        passed.n_sent += before.saturating_sub(now);
        if taken == Taken::FromTheStart {
            (passed.from_the_start, fewest, n_in_vain, n_restarts) = (true, now, 0, n_restarts + 1);
        } else {
            n_in_vain = if now < fewest { 0 } else { n_in_vain + 1 };
            fewest = fewest.min(now);
        }
        if n_restarts > MOST_RESTARTS || n_in_vain > MOST_IN_VAIN {
            return Err(PassError::InVain);
        }
    }
    Ok(passed)
}

fn n_waiting(store: &Store) -> Result<u64, StoreError> {
    Ok(store.waiting()?.map_or(0, |waiting| waiting.n_entries + waiting.n_log_records))
}
