//! Whether a window was kept from drawing what was due: the PC slept, or somebody stopped the program for a while.
//!
//! Knows no window; times come in as arguments. Start at [`Waking::slept`].

use std::time::{Duration, Instant, SystemTime};

/// A frame that comes later than this was not merely slow.
const SLEPT: Duration = Duration::from_secs(5);

/// When the last frame ended and when the next was due.
#[derive(Debug, Default)]
pub(super) struct Waking(Option<(Instant, SystemTime, Duration)>);

impl Waking {
    /// A frame ended; the next is due after so long, or only once something happens.
    pub fn expect(&mut self, next: Option<Duration>, now: Instant, utc: SystemTime) {
        self.0 = next.map(|next| (now, utc, next));
    }

    /// True when the frame that comes now was due long ago. Asks both clocks: one may stand still while the PC sleeps, the other may
    /// have been put back.
    pub fn slept(&mut self, now: Instant, utc: SystemTime) -> bool {
        let Some((ended, ended_utc, next)) = self.0.take() else { return false };
        let by_utc = utc.duration_since(ended_utc).unwrap_or_default();
        now.saturating_duration_since(ended).max(by_utc) > next + SLEPT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slept(next_secs: Option<u64>, secs: u64, utc_secs: u64) -> bool {
        let (now, utc) = (Instant::now(), SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000));
        let mut waking = Waking::default();
        waking.expect(next_secs.map(Duration::from_secs), now, utc);
        waking.slept(now + Duration::from_secs(secs), utc + Duration::from_secs(utc_secs) - Duration::from_secs(1))
    }

    #[test]
    fn a_frame_that_was_due_long_ago_follows_a_sleep() {
        assert!(slept(Some(0), 20, 20), "stopped and continued");
        assert!(slept(Some(0), 0, 3_600), "the lid was closed, and the program's own clock stood still");
        assert!(slept(Some(0), 20, 0), "the time of day was put back meanwhile");
        assert!(!slept(Some(0), 3, 3), "one slow frame");
        assert!(!slept(Some(60), 62, 62), "nothing was due");
        assert!(!slept(None, 3_600, 3_600), "nobody touched anything for an hour");
    }
}
