//! Whether a window was kept from drawing what was due: the PC slept, or somebody stopped the program for a while.
//!
//! Knows no window; times come in as arguments. Start at [`Waking::slept`].

use std::time::{Duration, Instant, SystemTime};

/// A frame that comes later than this was not merely slow.
const SLEPT: Duration = Duration::from_secs(10);

/// When the last frame began, since a PC may fall asleep within one, and how long after it the next was due.
#[derive(Debug, Default)]
pub(super) struct Waking(Option<(Instant, SystemTime, Duration)>);

impl Waking {
    /// The next frame is due so long after the one that began then, or only once something happens.
    pub fn expect(&mut self, next: Option<Duration>, began: Instant, began_utc: SystemTime) {
        self.0 = next.map(|next| (began, began_utc, next));
    }

    /// True when the frame that comes now was due long ago. Asks both clocks: one may stand still while the PC sleeps, the other may
    /// have been put back.
    pub fn slept(&mut self, now: Instant, utc: SystemTime) -> bool {
        let Some((began, began_utc, next)) = self.0.take() else { return false };
        let by_utc = utc.duration_since(began_utc).unwrap_or_default();
        now.saturating_duration_since(began).max(by_utc) > next + SLEPT
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
        assert!(!slept(Some(0), 8, 8), "one very slow frame");
        assert!(!slept(Some(60), 62, 62), "nothing was due");
        assert!(!slept(None, 3_600, 3_600), "nobody touched anything for an hour");
    }
}
