//! The sun, point and spot lights of a scene where they are this frame, and which of them matter to a node.

use crate::bounds::Bounds;
use crate::draw_list::{animated_nodes, world_from_node};
use crate::uniforms::{LightUniforms, NodeLights};
use bytemuck::Zeroable;
use glam::{Mat4, Vec3};
use scene::{Extra, Light, LightKind, NodeIdx, Scene};

/// Irradiance below which a light is left out.
const IRRADIANCE_MIN: f32 = 0.01;

/// Far enough to be everywhere the same, near enough for the numbers of a GPU.
const FAR_M: f32 = 10_000.0;

/// A light on a node.
#[derive(Debug, Clone)]
pub(crate) struct PlacedLight {
    pub node: NodeIdx,
    /// Its index in the scene.
    pub of_scene: usize,
    pub light: Light,
    /// Its diffuse light is in the lightmap already.
    pub baked: bool,
}

/// Lights of one frame.
pub(crate) struct FrameLights {
    pub sun: Option<Sun>,
    pub lights: Vec<LightUniforms>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sun {
    pub to_sun: Vec3,
    /// At normal incidence.
    pub irradiance: Vec3,
}

/// Lights of the scene, their intensities multiplied by `scale`. Of several directional lights the brightest is the sun, which casts shadows.
pub(crate) fn placed_lights(scene: &Scene, scale: f32) -> Vec<PlacedLight> {
    let mut lights: Vec<_> = scene
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(node, data)| {
            let of_scene = data.light?;
            let light = scaled(&scene.lights[of_scene], scale);
            Some(PlacedLight { node, of_scene, light, baked: data.extras.get("baked").and_then(Extra::as_flag).unwrap_or(false) })
        })
        .collect();
    lights.sort_by(|a, b| b.light.intensity.total_cmp(&a.light.intensity));
    lights
}

pub(crate) fn scaled(light: &Light, scale: f32) -> Light {
    Light { intensity: light.intensity * scale, ..light.clone() }
}

/// Where the sun is, if there is one and nothing moves it.
pub(crate) fn still_sun(scene: &Scene, placed: &[PlacedLight]) -> Option<Vec3> {
    let sun = placed.iter().find(|placed| placed.light.kind == LightKind::Directional)?;
    let world_from_sun = world_from_node(scene, sun.node);
    (!animated_nodes(scene)[sun.node]).then(|| world_from_sun.transform_vector3(Vec3::Z).normalize_or(Vec3::Y))
}

impl FrameLights {
    pub fn new(placed: &[PlacedLight], world_from_nodes: &[Mat4], is_visible: impl Fn(NodeIdx) -> bool) -> Self {
        let mut frame = Self { sun: None, lights: Vec::new() };
        for placed in placed.iter().filter(|placed| is_visible(placed.node)) {
            let world_from_light = world_from_nodes[placed.node];
            let direction = world_from_light.transform_vector3(Vec3::NEG_Z).normalize_or(Vec3::NEG_Y);
            let color = placed.light.color * placed.light.intensity;
            match placed.light.kind {
                LightKind::Directional if frame.sun.is_none() => frame.sun = Some(Sun { to_sun: -direction, irradiance: color }),
                LightKind::Directional => frame.lights.push(far_away(direction, color)),
                kind => frame.lights.push(uniforms(placed, kind, world_from_light.w_axis.truncate(), direction, color)),
            }
        }
        frame
    }

    /// What a small ball of fog at a point would send out in each direction if it swallowed nothing, as radiance; without the sun.
    pub fn around(&self, point: Vec3) -> Vec3 {
        let from = |light: &LightUniforms| {
            let towards = light.position - point;
            let distance_2 = towards.length_squared().max(0.05);
            let edge = (1.0 - (distance_2 * light.inverse_range_2).powi(2)).max(0.0);
            let cone = (-towards.dot(light.direction) / distance_2.sqrt()) * light.spot_scale + light.spot_offset;
            light.color * (edge * cone.clamp(0.0, 1.0).powi(2) / distance_2 / (2.0 * std::f32::consts::PI))
        };
        self.lights.iter().map(from).sum()
    }

    /// The lights that matter most to what lies in `bounds`, the strongest first; black where there are no more.
    pub fn for_bounds(&self, bounds: &Bounds) -> NodeLights {
        let with_strength = |light| (strongest_irradiance(light, bounds), light);
        let mut best: Vec<_> = self.lights.iter().map(with_strength).filter(|(strength, _)| *strength > IRRADIANCE_MIN).collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut out = NodeLights::zeroed();
        for (slot, (_, light)) in out.iter_mut().zip(best) {
            *slot = *light;
        }
        out
    }
}

fn uniforms(placed: &PlacedLight, kind: LightKind, position: Vec3, direction: Vec3, color: Vec3) -> LightUniforms {
    let (spot_scale, spot_offset) = match kind {
        LightKind::Spot { inner, outer } => {
            // KHR_lights_punctual, "Inner and Outer Cone Angles".
            let scale = 1.0 / (inner.cos() - outer.cos()).max(0.001);
            (scale, -outer.cos() * scale)
        }
        _ => (0.0, 1.0),
    };
    let inverse_range_2 = placed.light.range_m.map_or(0.0, |range_m| 1.0 / (range_m * range_m).max(1e-6));
    let baked = f32::from(u8::from(placed.baked));
    LightUniforms { position, inverse_range_2, color, baked, direction, spot_scale, spot_offset, dark: 0.0, cut: 0.0, known: 0.0 }
}

/// A second sun, without a shadow: a lamp so far away that its light is the same everywhere.
fn far_away(direction: Vec3, irradiance: Vec3) -> LightUniforms {
    let position = direction * -FAR_M;
    LightUniforms { position, color: irradiance * (FAR_M * FAR_M), direction, spot_offset: 1.0, ..LightUniforms::zeroed() }
}

fn strongest_irradiance(light: &LightUniforms, bounds: &Bounds) -> f32 {
    let closest = bounds.closest_point(light.position);
    let distance_2 = closest.distance_squared(light.position).max(0.01);
    if distance_2 * light.inverse_range_2 >= 1.0 {
        return 0.0;
    }
    // Whether the cone reaches the sphere around the box.
    if light.spot_scale > 0.0 {
        let towards = bounds.center() - light.position;
        let distance = towards.length().max(1e-3);
        let cos_outer = -light.spot_offset / light.spot_scale;
        let angle = (towards.dot(light.direction) / distance).clamp(-1.0, 1.0).acos();
        let widened = cos_outer.clamp(-1.0, 1.0).acos() + (bounds.radius() / distance).min(1.0).asin();
        if angle > widened && bounds.radius() < distance {
            return 0.0;
        }
    }
    light.color.max_element() / distance_2
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::{Extras, Node, Transform};

    fn scene_with(lights: Vec<(Light, Vec3)>) -> (Scene, Vec<Mat4>) {
        let mut scene = Scene::default();
        let mut matrices = Vec::new();
        for (light, at) in lights {
            let node = Node {
                name: light.name.clone(),
                parent: None,
                children: Vec::new(),
                transform: Transform::IDENTITY,
                mesh: None,
                skin: None,
                light: Some(scene.lights.len()),
                camera: None,
                visible: true,
                morph_weights: Vec::new(),
                extras: Extras::new(),
            };
            scene.nodes.push(node);
            scene.lights.push(light);
            matrices.push(Mat4::from_translation(at));
        }
        (scene, matrices)
    }

    fn light(kind: LightKind, intensity: f32) -> Light {
        Light { name: String::new(), color: Vec3::ONE, intensity, kind, range_m: None }
    }

    #[test]
    fn nearest_and_brightest_lights_are_chosen() {
        let lights = (0..8).map(|i| (light(LightKind::Point, 10.0), Vec3::new(i as f32 * 3.0, 0.0, 0.0))).collect();
        let (scene, matrices) = scene_with(lights);
        let frame = FrameLights::new(&placed_lights(&scene, 1.0), &matrices, |_| true);
        let bounds = Bounds { min: Vec3::new(5.5, -0.5, -0.5), max: Vec3::new(6.5, 0.5, 0.5) };
        let chosen = frame.for_bounds(&bounds);
        assert_eq!(chosen[0].position.x, 6.0);
        assert!([3.0, 9.0].contains(&chosen[1].position.x));
    }

    #[test]
    fn spot_that_looks_away_is_left_out() {
        let (scene, matrices) = scene_with(vec![(light(LightKind::Spot { inner: 0.1, outer: 0.4 }, 100.0), Vec3::ZERO)]);
        let frame = FrameLights::new(&placed_lights(&scene, 1.0), &matrices, |_| true);
        let around = |z: f32| Bounds { min: Vec3::new(-0.1, -0.1, z), max: Vec3::new(0.1, 0.1, z + 0.2) };
        assert_eq!(frame.for_bounds(&around(-3.0))[0], frame.lights[0]);
        assert_eq!(frame.for_bounds(&around(3.0))[0], LightUniforms::zeroed());
    }

    #[test]
    fn brightest_directional_light_is_the_sun() {
        let (scene, matrices) =
            scene_with(vec![(light(LightKind::Directional, 1.0), Vec3::ZERO), (light(LightKind::Directional, 5.0), Vec3::ZERO)]);
        let sun = FrameLights::new(&placed_lights(&scene, 2.0), &matrices, |_| true).sun.unwrap();
        assert_eq!(sun.irradiance, Vec3::splat(10.0));
        assert!(sun.to_sun.abs_diff_eq(Vec3::Z, 1e-6));
    }
}
