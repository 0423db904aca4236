//! Mouths that move while somebody speaks, over whatever else they do. Who speaks, and for how long, is told; with reduced motion
//! mouths stay shut, as eyes stay open. Knows no bones: the clip `<person>_Speak` moves lips and jaw, again and again.

use scene::{Pose, Scene};

/// A mouth opens and closes in so long where a clip is laid over and taken away, seconds.
const LIPS_SECS: f32 = 0.12;

pub(crate) struct Speaking {
    clip: Option<usize>,
    since_secs: f32,
    left_secs: f32,
    is_still: bool,
}

impl Speaking {
    /// `name`: the person's node.
    pub fn of(scene: &Scene, name: &str) -> Self {
        Self { clip: scene.find_animation(&format!("{name}_Speak")), since_secs: 0.0, left_secs: 0.0, is_still: false }
    }

    pub fn begin(&mut self, secs: f32) {
        self.since_secs = 0.0;
        self.left_secs = secs.max(0.0);
    }

    pub fn stop(&mut self) {
        self.left_secs = 0.0;
    }

    /// Shuts the mouth until time passes again.
    pub fn hold(&mut self) {
        self.is_still = true;
    }

    pub fn advance(&mut self, dt_secs: f32, reduced_motion: bool) {
        self.is_still = reduced_motion;
        self.since_secs += dt_secs;
        self.left_secs = (self.left_secs - dt_secs).max(0.0);
    }

    pub fn is_going_on(&self) -> bool {
        self.left_secs > 0.0
    }

    /// How far the clip is laid over, 0 to 1.
    fn share(&self) -> f32 {
        let is_seen = self.clip.is_some() && !self.is_still;
        if is_seen { (self.since_secs.min(self.left_secs) / LIPS_SECS).clamp(0.0, 1.0) } else { 0.0 }
    }

    pub fn lay_over(&self, pose: &mut Pose, scene: &Scene) {
        let share = self.share();
        if let Some(clip) = self.clip.filter(|_| share > 0.0) {
            let clip = &scene.animations[clip];
            clip.sample_over(pose, clip.looped_secs(self.since_secs), share);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaking() -> Speaking {
        Speaking { clip: Some(0), since_secs: 0.0, left_secs: 0.0, is_still: false }
    }

    #[test]
    fn a_mouth_moves_for_as_long_as_is_told_and_closes_softly() {
        let mut mouth = speaking();
        mouth.begin(2.0);
        let shares: Vec<f32> = (0..10)
            .map(|_| {
                mouth.advance(0.25, false);
                mouth.share()
            })
            .collect();
        assert!(shares[..7].iter().all(|share| *share == 1.0) && shares[7..].iter().all(|share| *share == 0.0), "{shares:?}");
        mouth.begin(2.0);
        mouth.advance(1.95, false);
        assert!((0.1..0.9).contains(&mouth.share()));
        mouth.stop();
        assert!(mouth.share() == 0.0 && !mouth.is_going_on());
    }

    #[test]
    fn with_reduced_motion_and_in_a_pause_mouths_are_shut() {
        let mut mouth = speaking();
        mouth.begin(2.0);
        mouth.advance(0.5, true);
        assert_eq!(mouth.share(), 0.0);
        mouth.advance(0.5, false);
        assert_eq!(mouth.share(), 1.0);
        mouth.hold();
        assert_eq!(mouth.share(), 0.0);
        mouth.advance(0.1, false);
        assert_eq!(mouth.share(), 1.0, "it goes on where it was");
    }
}
