//! How often a program may ask: so many times a minute, by whatever it is known by. In memory, for this server alone.
//!
//! Knows no request; the time comes in. Start at [`Pace::wait_secs`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const MINUTE_MS: i64 = 60_000;
/// Beyond this many that are counted at once, those of minutes past are forgotten; then all.
const MOST_COUNTED: usize = 10_000;

#[derive(Debug, Default)]
pub struct Pace {
    /// When its minute began, and how often since.
    counted: Mutex<HashMap<String, (i64, u32)>>,
}

impl Pace {
    /// Counts one more by `who`. None where that is fine; else how long to wait.
    pub fn wait_secs(&self, who: &str, most_per_minute: u32, now_ms: i64) -> Option<u64> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= MOST_COUNTED {
            counted.retain(|_, (begun_ms, _)| (0..MINUTE_MS).contains(&now_ms.saturating_sub(*begun_ms)));
            if counted.len() >= MOST_COUNTED {
                counted.clear();
            }
        }
        let (begun_ms, n) = counted.entry(who.to_owned()).or_insert((now_ms, 0));
        // Also where the clock was set back.
        if !(0..MINUTE_MS).contains(&now_ms.saturating_sub(*begun_ms)) {
            (*begun_ms, *n) = (now_ms, 0);
        }
        *n = n.saturating_add(1);
        let left_ms = begun_ms.saturating_add(MINUTE_MS).saturating_sub(now_ms);
        (*n > most_per_minute).then(|| (left_ms.unsigned_abs() / 1_000).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_a_minute_are_fine_and_others_are_not_held_up() {
        let pace = Pace::default();
        let asks = |who: &str, at_ms| pace.wait_secs(who, 3, at_ms);
        assert_eq!([asks("a", 0), asks("a", 1), asks("a", 2)], [None; 3]);
        assert_eq!((asks("a", 20_000), asks("b", 20_000)), (Some(40), None));
        assert_eq!(asks("a", 60_000), None);
        assert_eq!(asks("a", -5), None, "a clock that was set back holds nobody up");
        for n in 0..30_000 {
            asks(&n.to_string(), 60_000);
        }
        assert!(pace.counted.lock().unwrap().len() <= MOST_COUNTED);
    }
}
