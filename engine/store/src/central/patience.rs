//! How long somebody who typed wrong passwords waits, by account and by address.
//!
//! Pure: counts and times come in. Start at [`Patience::wait_ms`].

/// So many tries are free, then waits grow; who was quiet for long enough begins anew.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    free_tries: i64,
    waits_secs: [i64; 4],
    forgets_after_secs: i64,
}

/// One account, wherever the tries come from. The longest wait is short enough that nobody is locked out for a day by others.
pub(crate) const ACCOUNT: Patience = Patience { free_tries: 5, waits_secs: [30, 60, 300, 900], forgets_after_secs: 3_600 };

/// One address, whatever account: a whole clinic may stand behind it.
pub(crate) const ADDRESS: Patience = Patience { free_tries: 30, waits_secs: [30, 60, 300, 900], forgets_after_secs: 3_600 };

/// Tries of pairing codes from one address: a code holds for minutes, and nobody types many.
pub(crate) const PAIRING: Patience = Patience { free_tries: 10, waits_secs: [30, 60, 300, 900], forgets_after_secs: 3_600 };

/// After this nothing that was counted matters any more.
pub(crate) const LONGEST_MEMORY_MS: i64 = 3_600 * 1_000;

impl Patience {
    /// How long from now until the next try is looked at, after `n_tries` that were not right, the last at `last_ms`.
    pub(crate) fn wait_ms(&self, n_tries: i64, last_ms: i64, now_ms: i64) -> i64 {
        if n_tries < self.free_tries || self.is_forgotten(last_ms, now_ms) {
            return 0;
        }
        let idx = usize::try_from(n_tries - self.free_tries).unwrap_or(0).min(self.waits_secs.len() - 1);
        let wait_ms = self.waits_secs[idx] * 1_000;
        // A clock that was set back must not lengthen a wait.
        last_ms.saturating_add(wait_ms).saturating_sub(now_ms).clamp(0, wait_ms)
    }

    pub(crate) fn is_forgotten(&self, last_ms: i64, now_ms: i64) -> bool {
        now_ms.saturating_sub(last_ms) > self.forgets_after_secs * 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tries_are_free_then_waits_grow_and_quiet_forgives() {
        let wait_secs = |n_tries| ACCOUNT.wait_ms(n_tries, 0, 0) / 1_000;
        assert_eq!([4, 5, 6, 7, 8, 500].map(wait_secs), [0, 30, 60, 300, 900, 900]);
        assert_eq!(ACCOUNT.wait_ms(6, 0, 59_999), 1);
        assert_eq!(ACCOUNT.wait_ms(6, 0, 60_000), 0);
        assert_eq!(ACCOUNT.wait_ms(500, 0, 3_600_001), 0);
    }

    #[test]
    fn a_clock_that_is_set_back_makes_nobody_wait_for_years() {
        assert_eq!(ACCOUNT.wait_ms(5, i64::MAX, 0), 30_000);
        assert_eq!(ACCOUNT.wait_ms(5, i64::MIN, i64::MAX), 0);
    }
}
