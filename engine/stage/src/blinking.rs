//! Eyes that blink now and then, over whatever else somebody does. When follows from the stage's clock alone; with reduced motion they
//! stay open. Knows no bones: the clip `<person>_Blink` moves the lids.

use scene::{Pose, Scene};

/// The shortest time from one blink to the next, and how much longer it can be, seconds.
const GAP_SECS: f32 = 2.2;
const GAP_MORE_SECS: f32 = 3.6;
/// Steps of the golden ratio are spread evenly and never repeat.
const GOLDEN: f32 = 0.618_034;

pub(crate) struct Blinking {
    clip: Option<usize>,
    /// Blinks so far; people begin at different ones.
    n: u32,
    since_secs: f32,
    duration_secs: f32,
    is_still: bool,
}

impl Blinking {
    /// `name`: the person's node. `idx`: among the people of the scene.
    pub fn of(scene: &Scene, name: &str, idx: usize) -> Self {
        let clip = scene.find_animation(&format!("{name}_Blink"));
        let duration_secs = clip.map_or(0.0, |clip| scene.animations[clip].duration_secs);
        Self { clip, n: idx as u32 * 5, since_secs: duration_secs, duration_secs, is_still: false }
    }

    pub fn advance(&mut self, dt_secs: f32, reduced_motion: bool) {
        self.is_still = reduced_motion;
        self.since_secs += dt_secs;
        let gap_secs = GAP_SECS + GAP_MORE_SECS * (self.n as f32 * GOLDEN).fract();
        if self.since_secs > gap_secs {
            // However long the step was, it is one blink.
            self.since_secs = (self.since_secs - gap_secs).min(dt_secs).min(self.duration_secs);
            self.n += 1;
        }
    }

    pub fn is_shutting(&self) -> bool {
        self.clip.is_some() && !self.is_still && self.since_secs < self.duration_secs
    }

    pub fn lay_over(&self, pose: &mut Pose, scene: &Scene) {
        if let Some(clip) = self.clip.filter(|_| self.is_shutting()) {
            scene.animations[clip].sample_over(pose, self.since_secs, 1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blinking(idx: usize) -> Blinking {
        Blinking { clip: Some(0), n: idx as u32 * 5, since_secs: 0.2, duration_secs: 0.2, is_still: false }
    }

    /// When blinks begin within a minute, in frames of 1/60 s.
    fn moments(mut eyes: Blinking, reduced_motion: bool) -> Vec<u32> {
        let mut moments = Vec::new();
        for frame in 0..3600 {
            let was_shutting = eyes.is_shutting();
            eyes.advance(1.0 / 60.0, reduced_motion);
            if eyes.is_shutting() && !was_shutting {
                moments.push(frame);
            }
        }
        moments
    }

    #[test]
    fn people_blink_a_dozen_times_a_minute_never_evenly_nor_together() {
        let first = moments(blinking(0), false);
        assert!((10..=20).contains(&first.len()), "{first:?}");
        let gaps: Vec<_> = first.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps.windows(2).all(|pair| pair[0] != pair[1]), "{gaps:?}");
        assert_eq!(first, moments(blinking(0), false));
        assert_ne!(first, moments(blinking(1), false));
    }

    #[test]
    fn with_reduced_motion_eyes_stay_open() {
        assert!(moments(blinking(0), true).is_empty());
    }

    #[test]
    fn a_long_step_is_one_blink() {
        let mut eyes = blinking(0);
        eyes.advance(100.0, false);
        assert!(eyes.n == 1 && !eyes.is_shutting());
    }
}
