//! Light from everywhere by place: what each node meets of it, and the picture of what it mirrors.
//!
//! A scene without rooms has one picture and one irradiance for all. With rooms, a node takes those of the room it stands in: what
//! is lightmapped shares a slot of numbers with all else in its room, everything else has a slot of its own, between the probes
//! around it. Start at [`Surroundings::of`].

use crate::environment::{RadianceLevels, RadianceMaps};
use crate::scene_gpu::{Environment, UploadError};
use crate::uniforms::AroundUniforms;
use bytemuck::Zeroable;
use glam::Vec3;
use scene::{Image, Irradiance, Room, Window, irradiance_at, room_at};
use std::f32::consts::PI;

/// Half the side of the box of a scene without rooms.
const FAR_M: f32 = 1e4;
/// How far over and under the middle of something light is looked up, to know how it changes with height, metres.
const HALF_HEIGHT_M: f32 = 0.7;
/// Of linear sRGB.
const LUMINANCE: Vec3 = Vec3::new(0.2126, 0.7152, 0.0722);

/// A room with its picture: octahedral maps for roughness 0 to 1 below each other, 256 x 504 pixels, encoded as the lightmap is.
#[derive(Debug, Clone, Copy)]
pub struct RoomLight<'a> {
    pub room: &'a Room,
    pub radiance: &'a Image,
}

/// Of one scene.
pub(crate) struct Surroundings {
    rooms: Vec<Room>,
    /// In the middle of each room; of a scene without rooms the one for all.
    plain: Vec<Irradiance>,
    /// What the one picture's radiance is multiplied by.
    scale: f32,
}

/// Where a drawable finds the light around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Around {
    /// Whose picture it mirrors.
    pub room: usize,
    /// In the buffer of light from everywhere.
    pub slot: usize,
}

impl Surroundings {
    /// With the picture of each room, or the one for all.
    pub fn of(environment: &Environment) -> Result<(Self, Vec<RadianceLevels>), UploadError> {
        if environment.rooms.is_empty() {
            let maps = environment.environment.map_or_else(|| Ok(RadianceMaps::neutral()), RadianceMaps::from_equirect)?;
            let scale = environment.environment_scale;
            let plain = vec![maps.irradiance.map(|value| value * scale)];
            return Ok((Self { rooms: Vec::new(), plain, scale }, vec![maps.levels]));
        }
        let rooms: Vec<Room> = environment.rooms.iter().map(|light| light.room.clone()).collect();
        let levels =
            environment.rooms.iter().map(|light| RadianceLevels::from_picture(light.radiance)).collect::<Result<_, _>>()?;
        let plain = rooms.iter().map(|room| room.irradiance_at(room.eye).unwrap_or_default()).collect();
        Ok((Self { rooms, plain, scale: 1.0 }, levels))
    }

    pub fn has_rooms(&self) -> bool {
        !self.rooms.is_empty()
    }

    /// How many slots are there before those that drawables have of their own.
    pub fn n_shared(&self) -> usize {
        self.plain.len()
    }

    /// What the shared slots hold.
    pub fn shared(&self) -> Vec<AroundUniforms> {
        (0..self.n_shared()).map(|room| self.uniforms(room, &self.plain[room])).collect()
    }

    /// The room that counts at a point, 0 without any.
    pub fn room_at(&self, point: Vec3) -> usize {
        room_at(&self.rooms, point).unwrap_or(0)
    }

    /// For what stands at a point and has a slot of its own.
    pub fn at(&self, point: Vec3) -> AroundUniforms {
        let mut uniforms = self.uniforms(self.room_at(point), &self.irradiance_at(point));
        uniforms.irradiance[0].w = self.brighter_per_m_at(point);
        uniforms.irradiance[1].w = point.y;
        uniforms
    }

    /// By which share the light grows with height: feet stand in less of it than heads.
    fn brighter_per_m_at(&self, point: Vec3) -> f32 {
        let light = |up_m: f32| self.irradiance_at(point + Vec3::Y * up_m)[0].dot(LUMINANCE);
        let [below, here, above] = [-HALF_HEIGHT_M, 0.0, HALF_HEIGHT_M].map(light);
        if here > 0.0 { (above - below) / (2.0 * HALF_HEIGHT_M * here) } else { 0.0 }
    }

    pub fn irradiance_at(&self, point: Vec3) -> Irradiance {
        irradiance_at(&self.rooms, point).unwrap_or(self.plain[self.room_at(point)])
    }

    fn uniforms(&self, room: usize, irradiance: &Irradiance) -> AroundUniforms {
        let (low, high, eye) = match self.rooms.get(room) {
            Some(room) => (room.bounds.min, room.bounds.max, room.eye),
            None => (Vec3::splat(-FAR_M), Vec3::splat(FAR_M), Vec3::ZERO),
        };
        AroundUniforms {
            irradiance: irradiance.map(|value| value.extend(0.0)),
            low: low.extend(self.scale),
            high: high.extend(0.0),
            eye: eye.extend(0.0),
            ..self.rooms.get(room).and_then(|room| Some(day(room, room.window?))).unwrap_or(AroundUniforms::zeroed())
        }
    }
}

/// What shaders/figures.wgsl asks of a window; the rest is zero.
fn day(room: &Room, window: Window) -> AroundUniforms {
    let (middle, half) = (window.bounds.center(), 0.5 * window.bounds.size());
    let across = if half.x > half.z { Vec3::Z } else { Vec3::X };
    AroundUniforms {
        window: middle.extend(window.radiance * 4.0 * half.x.max(half.z) * half.y / PI),
        window_facing: (across * (room.eye - middle).dot(across).signum()).extend(0.0),
        window_half: half.with_y(0.0).extend(half.y),
        ..AroundUniforms::zeroed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;
    use scene::{Aabb, ImageFormat};

    fn room(from_x: f32, brightness: Option<f32>) -> Room {
        let probe = |value: f32| std::array::from_fn(|i| if i == 0 { Vec3::splat(value) } else { Vec3::ZERO });
        Room {
            name: "room".into(),
            bounds: Aabb { min: Vec3::new(from_x, 0.0, 0.0), max: Vec3::new(from_x + 2.0, 2.0, 2.0) },
            eye: Vec3::new(from_x + 1.0, 1.0, 1.0),
            radiance: String::new(),
            n_probes: UVec3::ONE,
            probes: vec![brightness.map(probe)],
            window: None,
        }
    }

    fn picture(side: [u32; 2]) -> Image {
        let pixels = vec![255; 4 * side[0] as usize * side[1] as usize];
        Image {
            name: "hall.png".into(),
            width_px: side[0],
            height_px: side[1],
            format: ImageFormat::Rgba8,
            pixels: pixels.into(),
        }
    }

    #[test]
    fn a_node_is_lit_as_the_room_that_it_stands_in() {
        let (bright, dim, image) = (room(0.0, Some(1.0)), room(3.0, Some(0.25)), picture([256, 504]));
        let rooms = [&bright, &dim].map(|room| RoomLight { room, radiance: &image });
        let (around, pictures) = Surroundings::of(&Environment { rooms: &rooms, ..Environment::default() }).unwrap();
        assert_eq!((pictures.len(), around.n_shared()), (2, 2));
        let at = |x: f32| around.at(Vec3::new(x, 1.0, 1.0));
        assert_eq!((at(1.0).irradiance[0].x, at(4.0).irradiance[0].x), (1.0, 0.25));
        assert_eq!((at(1.0).high.x, at(4.0).high.x), (2.0, 5.0));
    }

    #[test]
    fn a_window_faces_into_its_room() {
        let mut hall = room(0.0, Some(1.0));
        let bounds = Aabb { min: Vec3::new(2.1, 0.5, 0.5), max: Vec3::new(2.1, 1.5, 1.0) };
        hall.window = Some(Window { bounds, radiance: PI });
        let image = picture([256, 504]);
        let rooms = [RoomLight { room: &hall, radiance: &image }];
        let (around, _) = Surroundings::of(&Environment { rooms: &rooms, ..Environment::default() }).unwrap();
        let at = around.at(Vec3::ONE);
        assert_eq!(at.window, Vec3::new(2.1, 1.0, 0.75).extend(0.5));
        assert_eq!(at.window_facing, Vec3::NEG_X.extend(0.0));
        assert_eq!(at.window_half, Vec3::new(0.0, 0.0, 0.25).extend(0.5));
    }

    #[test]
    fn a_picture_of_another_size_is_refused_by_name() {
        let (hall, image) = (room(0.0, None), picture([256, 256]));
        let rooms = [RoomLight { room: &hall, radiance: &image }];
        let error = Surroundings::of(&Environment { rooms: &rooms, ..Environment::default() }).err().unwrap().to_string();
        assert!(error.contains("hall.png") && error.contains("256x504"), "{error}");
    }

    #[test]
    fn a_room_without_a_probe_in_the_light_is_dark_and_no_error() {
        let (hall, image) = (room(0.0, None), picture([256, 504]));
        let rooms = [RoomLight { room: &hall, radiance: &image }];
        let (around, _) = Surroundings::of(&Environment { rooms: &rooms, ..Environment::default() }).unwrap();
        assert_eq!(around.at(Vec3::ONE).irradiance[0].x, 0.0);
    }
}
