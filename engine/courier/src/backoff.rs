//! How long to wait after a failure: longer each time, and never as long as everybody else.
//!
//! Pure: its chance comes from a seed. Start at [`Backoff::next_ms`].

const FIRST_MS: u64 = 5_000;
const LONGEST_MS: u64 = 10 * 60 * 1_000;

/// Waits double from 5 seconds up to 10 minutes, each between half and all of that: a hundred PCs that lost the same server do
/// not come back to it in the same second.
#[derive(Debug, Clone)]
pub struct Backoff {
    seed: u64,
    n_failures: u32,
}

impl Backoff {
    pub fn new(seed: u64) -> Self {
        Self { seed, n_failures: 0 }
    }

    /// It went well: the next failure is the first.
    pub fn rest(&mut self) {
        self.n_failures = 0;
    }

    /// How long to wait after one more failure.
    pub fn next_ms(&mut self) -> u64 {
        let whole = FIRST_MS.saturating_mul(1 << self.n_failures.min(16)).min(LONGEST_MS);
        self.n_failures = self.n_failures.saturating_add(1);
        whole / 2 + self.draw() % (whole / 2 + 1)
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    fn draw(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.seed;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_ten_minutes_differ_by_seed_and_begin_anew() {
        let waits = |seed: u64| {
            let mut backoff = Backoff::new(seed);
            (0..40).map(|_| backoff.next_ms()).collect::<Vec<_>>()
        };
        for (n, wait) in waits(7).into_iter().enumerate() {
            let whole = (FIRST_MS << n.min(16)).min(LONGEST_MS);
            assert!((whole / 2..=whole).contains(&wait), "{n}: {wait}");
        }
        assert_eq!(waits(7), waits(7));
        assert_ne!(waits(7), waits(8));
        let mut backoff = Backoff::new(1);
        for _ in 0..20 {
            backoff.next_ms();
        }
        backoff.rest();
        assert!(backoff.next_ms() <= FIRST_MS);
    }
}
