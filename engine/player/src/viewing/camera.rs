//! Where a picture is taken from: said in numbers, one of the file's cameras, or far enough away to see everything.
//!
//! Start at [`Camera::view`].

use anyhow::{Context, Result, bail};
use glam::{Mat4, Vec3};
use render::View;
use scene::{Aabb, NodeIdx, Projection, Scene};

/// Vertical, unless somebody says otherwise.
pub const FOV_Y_DEGREES: f32 = 45.0;
/// Of the distance to what is looked at, how near things may come.
const NEAR_SHARE: f32 = 0.002;
const NEAR_MAX_M: f32 = 0.05;
/// How far a parallel camera sees where the file does not say, metres.
const FAR_M: f32 = 10_000.0;
/// From where everything is looked at: a little from above and from the front right.
const FROM: Vec3 = Vec3::new(0.55, 0.42, 0.85);

/// What was said about where to look from.
#[derive(Debug, Clone, Default)]
pub struct Camera {
    /// Metres.
    pub eye: Option<Vec3>,
    /// Metres; the middle of everything unless given.
    pub target: Option<Vec3>,
    /// Vertical field of view, degrees.
    pub fov_y_degrees: Option<f32>,
    /// One of the file's cameras by name, or by number from 0.
    pub named: Option<String>,
}

impl Camera {
    /// `bounds`: around all that can be seen. `aspect`: width by height.
    pub fn view(&self, scene: &Scene, world_from_nodes: &[Mat4], bounds: Aabb, aspect: f32) -> Result<View> {
        if let Some(name) = &self.named {
            return of_node(scene, world_from_nodes, find(scene, name)?).with_context(|| format!("camera `{name}` is gone"));
        }
        let radius_m = (0.5 * bounds.size().length()).max(1e-3);
        let fov_y = self.fov_y_degrees.unwrap_or(FOV_Y_DEGREES).to_radians();
        let target = self.target.unwrap_or(bounds.center());
        // The narrower side of the picture decides.
        let narrow = if aspect < 1.0 { 2.0 * ((0.5 * fov_y).tan() * aspect).atan() } else { fov_y };
        let eye = self.eye.unwrap_or(target + FROM.normalize() * (radius_m / (0.5 * narrow).sin()));
        looking_at(eye, target, fov_y)
    }
}

/// A camera at `eye` with `target` in the middle; the y axis is up, unless that is where it looks.
pub fn looking_at(eye: Vec3, target: Vec3, fov_y: f32) -> Result<View> {
    let distance_m = eye.distance(target);
    let Some(back) = (eye - target).try_normalize() else { bail!("the camera stands on what it looks at: {eye}") };
    let up = if back.y.abs() > 0.999 { Vec3::NEG_Z * back.y.signum() } else { Vec3::Y };
    let right = up.cross(back).normalize();
    let world_from_view = Mat4::from_cols(right.extend(0.0), back.cross(right).extend(0.0), back.extend(0.0), eye.extend(1.0));
    Ok(View::perspective(world_from_view, fov_y, (distance_m * NEAR_SHARE).min(NEAR_MAX_M)))
}

/// Nodes that hold the file's cameras.
pub fn cameras_of(scene: &Scene) -> impl Iterator<Item = NodeIdx> {
    (0..scene.nodes.len()).filter(|node| scene.nodes[*node].camera.is_some())
}

/// What a node's camera sees now, whatever clips made of it; none if it has no camera. The height of a picture is the camera's, its
/// width follows from the picture.
pub fn of_node(scene: &Scene, world_from_nodes: &[Mat4], node: NodeIdx) -> Option<View> {
    let camera = &scene.cameras[scene.nodes[node].camera?];
    let near_m = camera.near_m;
    let projection = match camera.projection {
        Projection::Perspective { fov_y, .. } => render::Projection::Perspective { fov_y },
        Projection::Orthographic { half_height_m, .. } => {
            let far_m = camera.far_m.unwrap_or(FAR_M).max(near_m + NEAR_MAX_M);
            render::Projection::Orthographic { half_height_m, far_m }
        }
    };
    Some(View { world_from_view: unscaled(world_from_nodes[node]), projection, near_m })
}

/// The camera of this name or number, or of the node of this name.
fn find(scene: &Scene, name: &str) -> Result<NodeIdx> {
    let camera_of = |node: &NodeIdx| scene.nodes[*node].camera.unwrap_or_default();
    let has_name = |node: &NodeIdx| {
        let camera = camera_of(node);
        scene.cameras[camera].name == name || scene.nodes[*node].name == name || camera.to_string() == name
    };
    cameras_of(scene).find(has_name).with_context(|| {
        let names: Vec<_> = cameras_of(scene).map(|node| format!("{} ({})", camera_of(&node), scene.nodes[node].name)).collect();
        let it_has = if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) };
        format!("the file has no camera `{name}`: {it_has}")
    })
}

/// A camera's place without the scale of what it hangs on.
fn unscaled(world_from_camera: Mat4) -> Mat4 {
    let (_, rotation, translation) = world_from_camera.to_scale_rotation_translation();
    Mat4::from_rotation_translation(rotation, translation)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Aabb = Aabb { min: Vec3::ZERO, max: Vec3::ONE };

    #[test]
    fn everything_is_in_the_picture_whatever_its_shape() {
        let bounds = Aabb { min: Vec3::new(-2.0, 0.0, -1.0), max: Vec3::new(6.0, 3.0, 1.0) };
        for aspect in [0.4, 1.0, 2.5] {
            let view = Camera::default().view(&Scene::empty(), &[], bounds, aspect).unwrap();
            let clip_from_world = view.clip_from_view(aspect) * view.view_from_world();
            for corner in bounds.corners() {
                let place = clip_from_world.project_point3(corner);
                assert!(place.x.abs() <= 1.0 && place.y.abs() <= 1.0 && (0.0..=1.0).contains(&place.z), "{corner} at {place}");
            }
        }
    }

    #[test]
    fn a_camera_that_is_not_there_is_told_with_those_that_are() {
        let mut scene = Scene::empty();
        scene.cameras.push(scene::Camera {
            name: "Cam".into(),
            projection: Projection::Perspective { fov_y: 1.0, aspect: None },
            near_m: 0.1,
            far_m: None,
        });
        scene.nodes.push(scene::Node { name: "Front".into(), camera: Some(0), ..Default::default() });
        let camera = Camera { named: Some("Back".into()), ..Camera::default() };
        let why = camera.view(&scene, &[Mat4::IDENTITY], UNIT, 1.0).unwrap_err().to_string();
        assert!(why.contains("Back") && why.contains("0 (Front)"), "{why}");
        for name in ["Front", "Cam", "0"] {
            let camera = Camera { named: Some(name.into()), ..Camera::default() };
            assert_eq!(camera.view(&scene, &[Mat4::IDENTITY], UNIT, 1.0).unwrap().near_m, 0.1);
        }
        scene.cameras[0].projection = Projection::Orthographic { half_width_m: 2.0, half_height_m: 1.5 };
        let camera = Camera { named: Some("Front".into()), ..Camera::default() };
        let wanted = render::Projection::Orthographic { half_height_m: 1.5, far_m: FAR_M };
        assert_eq!(camera.view(&scene, &[Mat4::IDENTITY], UNIT, 1.0).unwrap().projection, wanted);
    }

    #[test]
    fn looking_straight_down_is_possible_and_looking_nowhere_is_told() {
        let down = looking_at(Vec3::Y * 5.0, Vec3::ZERO, 1.0).unwrap();
        assert!(down.world_from_view.is_finite());
        assert!(looking_at(Vec3::X, Vec3::X, 1.0).is_err());
    }
}
