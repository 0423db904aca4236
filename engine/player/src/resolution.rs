//! How much of the window's resolution the scene is shaded at, so that the frame rate holds: less while frames are slow, more when there
//! is time to spare, all of it while eyes rest. What then still moves, such as somebody who breathes, is drawn less often instead.
//!
//! Knows no clock and no graphics card: times come in as arguments. Start at [`Resolution::moved`] and [`Resolution::stood`].

use render::Tier;
use std::time::Duration;

/// Shares of width and height that are shaded.
const SHARES: [f32; 5] = [0.5, 0.6, 0.72, 0.85, 1.0];
/// Frames that take longer than this, seconds, are too slow to look around with.
const SLOW_SECS: f32 = 1.0 / 28.0;
/// A finer picture is tried where a frame would then, by its pixels, still take less than this.
const FINE_SECS: f32 = 1.0 / 40.0;
/// So many slow frames in a row, or quick ones, before anything changes; where they are very slow, so many that take this long.
const N_SLOW: u32 = 6;
const N_VERY_SLOW: u32 = 3;
const VERY_SLOW_SECS: f32 = 0.4;
const N_QUICK: u32 = 45;
/// After a finer picture that had to be taken back, the next try waits longer, up to so many times.
const PATIENCE_MAX: u32 = 16;
/// When a try counts as gone well: then the next need not wait.
const N_SETTLED: u32 = 4 * N_QUICK;
/// Eyes rest when nothing that they follow moved for this long.
const STILL: Duration = Duration::from_millis(250);
/// A picture in which only small things move is kept for at least this long, and for half of what it took to draw.
const BREATH_MIN: Duration = Duration::from_millis(66);
const BREATH_MAX: Duration = Duration::from_secs(1);

/// How long a picture that took so long is kept while only small things move in it: a slow PC keeps a third of its time.
pub fn breath_after(took: Duration) -> Duration {
    (took / 2).clamp(BREATH_MIN, BREATH_MAX)
}

/// Shares of one tier in one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    tier: Tier,
    step: usize,
    n_slow: u32,
    n_quick: u32,
    /// What the slow frames took together, and the quickest of them.
    slow_secs: f32,
    quickest_secs: f32,
    /// Frames since a finer picture was tried, until it has gone well or not.
    n_tried: Option<u32>,
    patience: u32,
    stands: Duration,
}

impl Resolution {
    /// The low tier begins at half, the others with everything.
    pub fn of(tier: Tier) -> Self {
        let step = if tier == Tier::Low { 0 } else { SHARES.len() - 1 };
        Self {
            tier,
            step,
            n_slow: 0,
            n_quick: 0,
            slow_secs: 0.0,
            quickest_secs: f32::MAX,
            n_tried: None,
            patience: 1,
            stands: Duration::ZERO,
        }
    }

    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// What the next frame is shaded at.
    pub fn share(&self) -> f32 {
        if self.stands >= STILL { 1.0 } else { SHARES[self.step] }
    }

    /// Eyes or things moved; `frame_secs`: since the frame before, where they had just moved too.
    pub fn moved(&mut self, frame_secs: Option<f32>) {
        self.stands = Duration::ZERO;
        let Some(secs) = frame_secs else { return };
        self.n_tried = self.n_tried.map(|n| n + 1);
        if self.n_tried.is_some_and(|n| n >= N_SETTLED) {
            (self.n_tried, self.patience) = (None, 1);
        }
        let finer = SHARES.get(self.step + 1).map(|finer| secs * (finer / SHARES[self.step]).powi(2));
        if secs > SLOW_SECS {
            (self.n_slow, self.slow_secs) = (self.n_slow + 1, self.slow_secs + secs);
            self.quickest_secs = self.quickest_secs.min(secs);
        } else {
            self.forget_slow();
        }
        self.n_quick = if finer.is_some_and(|secs| secs < FINE_SECS) { self.n_quick + 1 } else { 0 };
        let very_slow = self.n_slow >= N_VERY_SLOW && self.slow_secs > VERY_SLOW_SECS;
        if (self.n_slow >= N_SLOW || very_slow) && self.step > 0 {
            self.step = self.coarser();
            if self.n_tried.take().is_some() {
                self.patience = (self.patience * 2).min(PATIENCE_MAX);
            }
            self.n_quick = 0;
            self.forget_slow();
        } else if self.n_quick >= N_QUICK * self.patience {
            self.step += 1;
            (self.n_quick, self.n_tried) = (0, Some(0));
            self.forget_slow();
        }
    }

    /// The finest share below this one at which the quickest of the slow frames would, by its pixels, have been quick enough.
    fn coarser(&self) -> usize {
        let secs_at = |step: usize| self.quickest_secs * (SHARES[step] / SHARES[self.step]).powi(2);
        (0..self.step).rev().find(|step| secs_at(*step) <= SLOW_SECS).unwrap_or(0)
    }

    fn forget_slow(&mut self) {
        (self.n_slow, self.slow_secs, self.quickest_secs) = (0, 0.0, f32::MAX);
    }

    /// Eyes have been resting for so long.
    pub fn stood(&mut self, for_so_long: Duration) {
        self.stands = for_so_long;
        self.n_quick = 0;
        self.forget_slow();
    }

    /// When the picture, drawn at this share, is due to be drawn with everything, if eyes go on resting; none when it is.
    pub fn sharpens_in(&self, drawn: f32) -> Option<Duration> {
        (drawn < 1.0).then(|| STILL.saturating_sub(self.stands))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(mut resolution: Resolution, frames: impl IntoIterator<Item = f32>) -> Resolution {
        frames.into_iter().for_each(|secs| resolution.moved(Some(secs)));
        resolution
    }

    #[test]
    fn slow_frames_make_the_picture_coarser_and_quick_ones_finer() {
        let slow = after(Resolution::of(Tier::Medium), [0.05; 100]);
        assert_eq!(slow.share(), 0.5);
        let quick = after(slow, [0.005; 1000]);
        assert_eq!(quick.share(), 1.0);
        assert_eq!(after(Resolution::of(Tier::Low), [0.1; 100]).share(), 0.5, "no coarser than half");
    }

    #[test]
    fn one_slow_frame_is_nothing() {
        let frames = (0..200).map(|i| if i % 5 == 0 { 0.2 } else { 0.02 });
        assert_eq!(after(Resolution::of(Tier::Medium), frames).share(), 1.0);
    }

    /// One begins to look around on a machine that is far too slow for all pixels.
    #[test]
    fn very_slow_frames_do_not_go_on_for_seconds() {
        assert_eq!(after(Resolution::of(Tier::Medium), [0.2; 3]).share(), 0.5);
        assert_eq!(after(Resolution::of(Tier::Medium), [0.045; N_SLOW as usize]).share(), 0.85, "no coarser than is needed");
    }

    #[test]
    fn what_breathes_leaves_a_third_of_the_time_and_is_no_slide_show() {
        let [quick, slow, very_slow] = [5, 160, 10_000].map(|ms| breath_after(Duration::from_millis(ms)).as_millis());
        assert_eq!([quick, slow, very_slow], [66, 80, 1_000]);
    }

    /// A machine that can just do 0.85: whatever is tried, the share changes ever more seldom.
    #[test]
    fn it_does_not_pump() {
        let mut resolution = Resolution::of(Tier::Medium);
        let mut changes = Vec::new();
        for i in 0..20_000 {
            let before = resolution.share();
            let cost = 0.016 * (before / 0.85).powi(2);
            resolution.moved(Some(if before > 0.9 { 0.04 } else { cost }));
            if resolution.share() != before {
                changes.push(i);
            }
        }
        let late = changes.iter().filter(|frame| **frame > 10_000).count();
        assert!(late <= 2 * 10_000 / (N_QUICK * PATIENCE_MAX) as usize + 2, "{late} changes in 10,000 frames");
    }

    #[test]
    fn a_picture_that_stands_still_becomes_sharp_and_moving_makes_it_quick_again() {
        let mut resolution = Resolution::of(Tier::Low);
        resolution.moved(Some(0.1));
        assert_eq!(resolution.sharpens_in(0.5), Some(STILL));
        resolution.stood(Duration::from_millis(100));
        assert_eq!((resolution.share(), resolution.sharpens_in(0.5)), (0.5, Some(Duration::from_millis(150))));
        resolution.stood(STILL);
        assert_eq!((resolution.share(), resolution.sharpens_in(1.0)), (1.0, None));
        resolution.moved(None);
        assert_eq!(resolution.share(), 0.5);
    }
}
