//! Steam, smoke, spray and fire as clouds of soft puffs. Where each puff is follows from the plume's seed and age alone: nothing
//! is remembered from frame to frame, so that the same moment is the same picture whenever it is drawn.
//!
//! Knows no light and no camera. Start at [`Plume::puffs`].

use glam::{Mat4, Vec3};
use std::f32::consts::TAU;

/// What a plume is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matter {
    /// White, quickly rising and gone.
    Steam,
    /// Dark, slow, spreading under what is above.
    Smoke,
    /// A jet along the source's +Z that falls.
    Spray,
    /// Flames that light nothing but themselves, with a little smoke over them.
    Fire,
}

/// Puffs that come out of one place for a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plume {
    pub matter: Matter,
    /// Its origin is where puffs come out, its +Z the way a jet goes. Steam, smoke and flames rise along the world's +Y.
    pub world_from_source: Mat4,
    /// How far around the origin puffs begin, metres.
    pub spread_m: f32,
    /// Since the first puff came out.
    pub age_secs: f32,
    /// For how long puffs come out; those in the air live on.
    pub lasts_secs: f32,
    pub seed: u32,
}

impl Matter {
    /// How long a puff is in the air at most: after the last one came out, the plume is gone then.
    pub fn life_secs(self) -> f32 {
        self.habit().life_secs
    }

    fn habit(self) -> &'static Habit {
        match self {
            Self::Steam => &STEAM,
            Self::Smoke => &SMOKE,
            Self::Spray => &SPRAY,
            Self::Fire => &FLAMES,
        }
    }
}

/// One soft ball of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Puff {
    pub center: Vec3,
    pub radius_m: f32,
    /// Of its picture, radians.
    pub turn: f32,
    /// Which picture.
    pub variant: u32,
    /// Share of the light it meets that it sends on.
    pub albedo: f32,
    /// Light of its own, as radiance.
    pub glow: Vec3,
    /// In its middle, 0 to 1.
    pub opacity: f32,
    /// Share of what lies behind that its opacity hides: flames hide little.
    pub cover: f32,
}

/// How puffs of one matter live.
struct Habit {
    n_puffs: u32,
    life_secs: f32,
    /// Along the world's +Y and the source's +Z, metres a second.
    rise: f32,
    jet: f32,
    /// Share of the speed that is left after a second is e to the minus this.
    drag: f32,
    fall: f32,
    /// Sideways, metres a second.
    scatter: f32,
    radius_m: [f32; 2],
    opacity: f32,
    albedo: f32,
    glow: [Vec3; 2],
    cover: f32,
}

const STEAM: Habit = Habit {
    n_puffs: 34,
    life_secs: 1.7,
    rise: 1.0,
    jet: 0.55,
    drag: 0.9,
    fall: 0.0,
    scatter: 0.16,
    radius_m: [0.05, 0.30],
    opacity: 0.36,
    albedo: 0.92,
    glow: [Vec3::ZERO; 2],
    cover: 1.0,
};
const SMOKE: Habit = Habit {
    n_puffs: 40,
    life_secs: 3.6,
    rise: 0.62,
    jet: 0.03,
    drag: 0.35,
    fall: 0.0,
    scatter: 0.14,
    radius_m: [0.09, 0.44],
    opacity: 0.42,
    albedo: 0.16,
    glow: [Vec3::ZERO; 2],
    cover: 1.0,
};
const SPRAY: Habit = Habit {
    n_puffs: 44,
    life_secs: 0.8,
    rise: 0.1,
    jet: 4.2,
    drag: 2.2,
    fall: 0.9,
    scatter: 0.26,
    radius_m: [0.03, 0.24],
    opacity: 0.5,
    albedo: 0.88,
    glow: [Vec3::ZERO; 2],
    cover: 1.0,
};
const FLAMES: Habit = Habit {
    n_puffs: 30,
    life_secs: 0.85,
    rise: 0.75,
    jet: 0.0,
    drag: 0.2,
    fall: 0.0,
    scatter: 0.07,
    radius_m: [0.12, 0.03],
    opacity: 0.5,
    albedo: 0.0,
    glow: [Vec3::new(2.3, 0.88, 0.12), Vec3::new(1.3, 0.19, 0.014)],
    cover: 0.6,
};
/// What rises from flames.
const FUMES: Habit = Habit {
    n_puffs: 14,
    life_secs: 2.6,
    rise: 0.75,
    jet: 0.0,
    drag: 0.3,
    fall: 0.0,
    scatter: 0.1,
    radius_m: [0.10, 0.36],
    opacity: 0.22,
    albedo: 0.14,
    glow: [Vec3::ZERO; 2],
    cover: 1.0,
};
/// Fumes begin so far over the flames' foot, metres.
const FUMES_M: f32 = 0.42;

impl Plume {
    /// What is in the air now. `share`: of its puffs, so that a slow machine draws fewer, each a little denser.
    pub(crate) fn puffs(&self, share: f32) -> Vec<Puff> {
        let mut puffs = self.puffs_of(self.matter.habit(), 0.0, 0, share);
        if self.matter == Matter::Fire {
            puffs.extend(self.puffs_of(&FUMES, FUMES_M, 7_919, share));
        }
        puffs
    }

    fn puffs_of(&self, habit: &Habit, over_m: f32, salt: u32, share: f32) -> Vec<Puff> {
        let n_puffs = ((habit.n_puffs as f32 * share).round() as u32).max(1);
        let opacity = 1.0 - (1.0 - habit.opacity).powf(1.0 / share.clamp(0.1, 1.0));
        (0..n_puffs)
            .filter_map(|idx| self.puff(habit, over_m, salt.wrapping_add(idx), idx as f32 / n_puffs as f32, opacity))
            .collect()
    }

    /// A puff begins again and again, one life after the other; none once the source has stopped.
    fn puff(&self, habit: &Habit, over_m: f32, number: u32, phase: f32, opacity: f32) -> Option<Puff> {
        let since_secs = self.age_secs - phase * habit.life_secs;
        let n_lives = (since_secs / habit.life_secs).floor();
        let begins_secs = phase * habit.life_secs + n_lives * habit.life_secs;
        if n_lives < 0.0 || begins_secs > self.lasts_secs {
            return None;
        }
        let t = (self.age_secs - begins_secs) / habit.life_secs;
        let secs = t * habit.life_secs;
        let mut chance = Chance::new(self.seed, number, n_lives as u32);
        let aside = chance.on_disc();
        let forward = self.world_from_source.transform_vector3(Vec3::Z).normalize_or(Vec3::Z);
        let (across, upwards) = (forward.any_orthonormal_vector(), forward.cross(forward.any_orthonormal_vector()));
        let speed = chance.between(0.75, 1.2);
        // What drag leaves of the way that the first speed would have gone.
        let way = if habit.drag > 0.0 { (1.0 - (-habit.drag * secs).exp()) / habit.drag } else { secs };
        let drift = chance.on_disc() * habit.scatter;
        let sway = Vec3::new((secs * 3.1 + chance.between(0.0, TAU)).sin(), 0.0, (secs * 2.7 + chance.between(0.0, TAU)).sin());
        let begins = self.world_from_source.w_axis.truncate()
            + Vec3::new(aside.x, 0.0, aside.y) * self.spread_m
            + Vec3::Y * (over_m * chance.between(0.6, 1.1));
        let moved = (Vec3::Y * habit.rise + forward * habit.jet) * (speed * way)
            + (across * drift.x + upwards * drift.y) * secs
            + sway * (0.05 * t * habit.radius_m[1].max(habit.radius_m[0]))
            - Vec3::Y * (habit.fall * secs * secs);
        // Flames draw together towards their tips.
        let gathered = if habit.radius_m[1] < habit.radius_m[0] {
            Vec3::new(aside.x, 0.0, aside.y) * (-0.7 * t * self.spread_m)
        } else {
            Vec3::ZERO
        };
        let [first_m, last_m] = habit.radius_m;
        let wide = 1.0 + self.spread_m;
        let comes = (t / 0.12).min(1.0);
        let goes = (1.0 - t).powf(1.3);
        Some(Puff {
            center: begins + moved + gathered,
            radius_m: (first_m + (last_m - first_m) * t.powf(0.7)) * chance.between(0.8, 1.25) * wide,
            turn: chance.between(0.0, TAU) + secs * chance.between(-0.9, 0.9),
            variant: chance.next() % 4,
            albedo: habit.albedo * chance.between(0.9, 1.05),
            glow: habit.glow[0].lerp(habit.glow[1], t) * chance.between(0.8, 1.2),
            opacity: opacity * comes * goes,
            cover: habit.cover,
        })
    }
}

/// Numbers drawn from a seed: PCG's output permutation (O'Neill 2014) of a counter.
struct Chance {
    state: u32,
}

impl Chance {
    fn new(seed: u32, number: u32, life: u32) -> Self {
        let mut chance = Self { state: seed ^ number.wrapping_mul(0x9e37_79b9) ^ life.wrapping_mul(0x85eb_ca6b) };
        chance.next();
        chance
    }

    fn next(&mut self) -> u32 {
        self.state = self.state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let word = ((self.state >> ((self.state >> 28) + 4)) ^ self.state).wrapping_mul(277_803_737);
        (word >> 22) ^ word
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 8) as f32 / 16_777_216.0
    }

    fn on_disc(&mut self) -> glam::Vec2 {
        let (angle, radius) = (self.between(0.0, TAU), self.between(0.0, 1.0).sqrt());
        glam::Vec2::from_angle(angle) * radius
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plume(matter: Matter, age_secs: f32) -> Plume {
        Plume { matter, world_from_source: Mat4::IDENTITY, spread_m: 0.1, age_secs, lasts_secs: 2.0, seed: 5 }
    }

    #[test]
    fn the_same_moment_is_the_same_cloud_and_another_seed_another() {
        let cloud = plume(Matter::Steam, 1.3).puffs(1.0);
        assert_eq!(cloud, plume(Matter::Steam, 1.3).puffs(1.0));
        assert_ne!(cloud, Plume { seed: 6, ..plume(Matter::Steam, 1.3) }.puffs(1.0));
    }

    #[test]
    fn puffs_rise_fade_and_are_gone_a_life_after_the_source_stopped() {
        for matter in [Matter::Steam, Matter::Smoke, Matter::Fire] {
            let cloud = plume(matter, 1.9).puffs(1.0);
            let highest = cloud.iter().map(|puff| puff.center.y).fold(0.0, f32::max);
            assert!(highest > 0.3, "{matter:?} rises: {highest}");
        }
        assert!(plume(Matter::Steam, 2.0 + Matter::Steam.life_secs()).puffs(1.0).is_empty());
        assert!(plume(Matter::Smoke, 0.0).puffs(1.0).len() <= 1, "one after the other");
    }

    #[test]
    fn a_jet_goes_where_its_source_looks() {
        let turned = Mat4::from_rotation_y(std::f32::consts::FRAC_PI_2);
        let cloud = Plume { world_from_source: turned, ..plume(Matter::Spray, 1.0) }.puffs(1.0);
        let farthest = cloud.iter().map(|puff| puff.center.x).fold(0.0, f32::max);
        assert!(farthest > 1.0, "{farthest}");
    }
}
