//! The light a file is shown in: its own, a sun, and what comes from everywhere.
//!
//! Start at [`Lighting::put_into`].

use super::surroundings::{self, Surroundings, encoded};
use anyhow::{Context, Result, ensure};
use glam::{Quat, Vec3};
use scene::{Image, ImageFormat, Light, LightKind, Node, Scene, Transform};
use std::path::PathBuf;

/// Brightest radiance that an environment picture can hold; `radiance` in the renderer says how.
const RADIANCE_MAX: f32 = 16.0;
/// Of the made environment; it is the same everywhere.
const EVEN_PX: [u32; 2] = [16, 8];

/// What was said about the light.
#[derive(Debug, Clone, Default)]
pub struct Lighting {
    /// The file's own lights are left out.
    pub drops_lights: bool,
    pub sun: Option<Sun>,
    /// The same radiance from everywhere, linear, in place of the bright neutral room.
    pub ambient: Option<Vec3>,
    /// Light from all around instead, from a file, turned to the left by degrees.
    pub surroundings: Option<(PathBuf, f32)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sun {
    /// In which the light travels; any length but zero.
    pub direction: Vec3,
    /// At normal incidence, in units of radiance times steradian (lux, where radiance is in candela per square metre).
    pub illuminance: f32,
    pub has_shadow: bool,
}

impl Lighting {
    /// Changes the scene's lights; what comes from everywhere is for the renderer, unless it is the scene's own.
    pub fn put_into(&self, scene: &mut Scene) -> Result<Option<Surroundings>> {
        if self.drops_lights {
            scene.nodes.iter_mut().for_each(|node| node.light = None);
        }
        if let Some(sun) = &self.sun {
            let direction = sun.direction.try_normalize().context("the sun's direction has no length")?;
            ensure!(sun.illuminance.is_finite() && sun.illuminance >= 0.0, "the sun's illuminance is {}", sun.illuminance);
            let rotation = Quat::from_rotation_arc(Vec3::NEG_Z, direction);
            let node = Node {
                name: "Sun of the viewer".into(),
                light: Some(scene.lights.len()),
                transform: Transform { rotation, ..Transform::IDENTITY },
                ..Node::default()
            };
            scene.roots.push(scene.nodes.len());
            scene.nodes.push(node);
            scene.lights.push(Light {
                name: "Sun of the viewer".into(),
                color: Vec3::ONE,
                intensity: sun.illuminance,
                kind: LightKind::Directional,
                range_m: None,
            });
        }
        match &self.surroundings {
            Some((file, degrees)) => surroundings::read(file, *degrees).map(Some),
            None => self.ambient.map(even).transpose(),
        }
    }

    pub fn sun_has_shadow(&self) -> bool {
        self.sun.is_none_or(|sun| sun.has_shadow)
    }
}

/// An environment of one radiance, encoded as the renderer wants it.
fn even(radiance: Vec3) -> Result<Surroundings> {
    let fits = radiance.min_element() >= 0.0 && radiance.max_element() <= RADIANCE_MAX;
    ensure!(fits, "ambient radiance is {radiance}; each number is from 0 to {RADIANCE_MAX} (use the exposure for more)");
    let texel = encoded(radiance);
    let [width_px, height_px] = EVEN_PX;
    let pixels: Vec<u8> = texel.into_iter().cycle().take((4 * width_px * height_px) as usize).collect();
    let picture = Image { name: "Ambient".into(), width_px, height_px, format: ImageFormat::Rgba8, pixels: pixels.into() };
    Ok(Surroundings { picture, scale: 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewing::surroundings::decoded;

    #[test]
    fn even_light_is_encoded_to_a_hundredth() {
        for radiance in [Vec3::ZERO, Vec3::new(0.1, 0.2, 0.3), Vec3::ONE, Vec3::new(16.0, 1.0, 0.5)] {
            let read = decoded(&even(radiance).unwrap().picture.pixels);
            assert!(read.abs_diff_eq(radiance, 0.01 * radiance.max_element() + 1e-3), "{radiance} became {read}");
        }
        assert!(even(Vec3::splat(17.0)).is_err() && even(Vec3::NEG_ONE).is_err());
    }

    #[test]
    fn the_sun_shines_where_it_is_told_to() {
        let mut scene = Scene::empty();
        let direction = Vec3::new(-1.0, -2.0, 0.5);
        let sun = Some(Sun { direction, illuminance: 3.0, has_shadow: true });
        Lighting { sun, ..Lighting::default() }.put_into(&mut scene).unwrap();
        let shines = scene.world_from_nodes()[0].transform_vector3(Vec3::NEG_Z);
        assert!(shines.abs_diff_eq(direction.normalize(), 1e-5));
        assert_eq!(scene.lights[0].intensity, 3.0);
    }
}
