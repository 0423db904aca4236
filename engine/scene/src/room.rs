//! Light by room: boxes of a scene with what was baked for each, so that what moves is lit as the place where it is.
//!
//! Knows no file and no picture. Start at [`Room`] and [`irradiance_at`].

use crate::Aabb;
use glam::{UVec3, Vec3};

/// How far beyond its box a room's light still counts, metres: something that walks through a doorway is lit by both sides.
const FADE_M: f32 = 0.15;

/// Irradiance / pi as a polynomial of the unit normal: 1, y, z, x, xy, yz, 3z² - 1, xz, x² - y².
pub type Irradiance = [Vec3; 9];

/// A box whose light was baked.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    pub name: String,
    /// In the world, metres.
    pub bounds: Aabb,
    /// Where what is mirrored was seen from.
    pub eye: Vec3,
    /// The name of the picture that holds what is mirrored.
    pub radiance: String,
    /// How many probes along each axis; they stand in the middles of equal cells.
    pub n_probes: UVec3,
    /// x fastest, then y, then z; None inside of things, where no light is.
    pub probes: Vec<Option<Irradiance>>,
    /// Where most of its light comes in by day.
    pub window: Option<Window>,
}

/// An upright rectangle of a wall that glows evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Flat along x or z; in the world, metres.
    pub bounds: Aabb,
    /// Its luminance, as radiance.
    pub radiance: f32,
}

impl Room {
    /// Between the eight probes around a point, those without light left out; the nearest where all of them are. None where no probe
    /// has light.
    pub fn irradiance_at(&self, point: Vec3) -> Option<Irradiance> {
        let n = self.n_probes;
        let place = (point - self.bounds.min) / self.bounds.size() * n.as_vec3() - 0.5;
        let place = place.clamp(Vec3::ZERO, (n - UVec3::ONE).as_vec3());
        let low = place.floor();
        let share = place - low;
        let mut sum = [Vec3::ZERO; 9];
        let mut weight = 0.0;
        for corner in 0..8 {
            let upper = UVec3::new(corner & 1, corner >> 1 & 1, corner >> 2 & 1);
            let at = (low.as_uvec3() + upper).min(n - UVec3::ONE);
            let along = Vec3::select(upper.cmpeq(UVec3::ONE), share, 1.0 - share);
            let share = along.element_product();
            let Some(Some(probe)) = self.probes.get((at.x + n.x * (at.y + n.y * at.z)) as usize) else { continue };
            sum.iter_mut().zip(probe).for_each(|(sum, value)| *sum += *value * share);
            weight += share;
        }
        if weight > 1e-4 { Some(sum.map(|value| value / weight)) } else { self.nearest_lit(place) }
    }

    /// `place`: in cells, from the first probe.
    fn nearest_lit(&self, place: Vec3) -> Option<Irradiance> {
        let n = self.n_probes;
        let at = |i: u32| UVec3::new(i % n.x, i / n.x % n.y, i / (n.x * n.y)).as_vec3();
        let cell = self.bounds.size() / n.as_vec3();
        let lit = (0..).zip(&self.probes).filter_map(|(i, probe)| Some(((at(i) - place) * cell, (*probe)?)));
        lit.min_by(|(a, _), (b, _)| a.length_squared().total_cmp(&b.length_squared())).map(|(_, probe)| probe)
    }

    /// 0 inside, metres.
    fn distance_m(&self, point: Vec3) -> f32 {
        point.distance(point.clamp(self.bounds.min, self.bounds.max))
    }
}

/// The room that a point is in, or else the nearest.
pub fn room_at(rooms: &[Room], point: Vec3) -> Option<usize> {
    let distance = |room: &usize| rooms[*room].distance_m(point);
    (0..rooms.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// What light meets at a point: of the room that it is in or nearest to, and in a doorway of both.
pub fn irradiance_at(rooms: &[Room], point: Vec3) -> Option<Irradiance> {
    let nearest_m = rooms.iter().map(|room| room.distance_m(point)).min_by(f32::total_cmp)?;
    let mut sum = [Vec3::ZERO; 9];
    let mut weight = 0.0;
    for room in rooms {
        let share = 1.0 - (room.distance_m(point) - nearest_m) / FADE_M;
        let Some(irradiance) = (share > 0.0).then(|| room.irradiance_at(point)).flatten() else { continue };
        sum.iter_mut().zip(irradiance).for_each(|(sum, value)| *sum += value * share);
        weight += share;
    }
    (weight > 0.0).then(|| sum.map(|value| value / weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A room of 2 x 1 x 1 probes along x, two metres long.
    fn room(from_x: f32, brightness: [Option<f32>; 2]) -> Room {
        let probe = |value: f32| std::array::from_fn(|i| if i == 0 { Vec3::splat(value) } else { Vec3::ZERO });
        Room {
            name: "room".into(),
            bounds: Aabb { min: Vec3::new(from_x, 0.0, 0.0), max: Vec3::new(from_x + 2.0, 1.0, 1.0) },
            eye: Vec3::ZERO,
            radiance: String::new(),
            n_probes: UVec3::new(2, 1, 1),
            probes: brightness.map(|value| value.map(probe)).into(),
            window: None,
        }
    }

    fn brightness(irradiance: Option<Irradiance>) -> Option<f32> {
        irradiance.map(|irradiance| irradiance[0].x)
    }

    #[test]
    fn light_changes_evenly_between_probes() {
        let room = room(0.0, [Some(1.0), Some(3.0)]);
        let at = |x: f32| brightness(room.irradiance_at(Vec3::new(x, 0.9, 0.1))).unwrap();
        assert_eq!([at(-1.0), at(0.5), at(1.0), at(1.25), at(1.5), at(9.0)], [1.0, 1.0, 2.0, 2.5, 3.0, 3.0]);
    }

    #[test]
    fn probes_inside_of_things_are_left_out() {
        let at = |brightness_by_probe| brightness(room(0.0, brightness_by_probe).irradiance_at(Vec3::new(0.8, 0.5, 0.5)));
        assert_eq!(at([None, Some(3.0)]), Some(3.0));
        assert_eq!(at([None, None]), None);
        let mut long = room(0.0, [Some(1.0), None]);
        long.n_probes.x = 4;
        long.probes.extend([None, None]);
        assert_eq!(brightness(long.irradiance_at(Vec3::new(1.9, 0.5, 0.5))), Some(1.0));
    }

    #[test]
    fn whoever_walks_through_a_doorway_is_lit_by_both_rooms() {
        let rooms = [room(0.0, [Some(1.0); 2]), room(2.1, [Some(2.0); 2])];
        let at = |x: f32| brightness(irradiance_at(&rooms, Vec3::new(x, 0.5, 0.5))).unwrap();
        assert_eq!((at(1.0), at(3.0)), (1.0, 2.0));
        assert!((at(2.05) - 1.5).abs() < 1e-4);
        let steps: Vec<f32> = (0..60).map(|i| at(1.8 + 0.01 * i as f32)).collect();
        assert!(steps.windows(2).all(|pair| pair[1] >= pair[0] - 1e-5 && pair[1] - pair[0] < 0.1), "{steps:?}");
        assert_eq!(room_at(&rooms, Vec3::new(2.06, 0.5, 0.5)), Some(1));
    }

    #[test]
    fn without_rooms_there_is_no_such_light() {
        assert_eq!((irradiance_at(&[], Vec3::ZERO), room_at(&[], Vec3::ZERO)), (None, None));
    }
}
