//! Any glTF file, seen: a picture of it without a window, or a window to look at it from all sides. How authors judge an asset.
//!
//! Knows no module and no record. Start at [`still::render`] for a picture and at [`turntable::view`] for the window.

pub mod asset;
mod camera;
mod lighting;
mod loupe;
mod opened;
mod orbit;
pub mod still;
mod surroundings;
pub mod turntable;

pub use camera::Camera;
pub(crate) use camera::looking_at;
pub use lighting::{Lighting, Sun};

use glam::Mat4;
use scene::{Aabb, Pose, Scene};

/// What of a file is shown.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    /// The clip that plays; None shows the file at rest.
    pub clip: Option<String>,
    pub at_secs: f32,
}

impl Moment {
    /// Where every node is; later by `more_secs`.
    fn world_from_nodes(&self, scene: &mut Scene, more_secs: f32) -> Vec<Mat4> {
        let clip = self.clip.as_deref().and_then(|clip| scene.find_animation(clip));
        if let Some(clip) = clip.map(|clip| scene.animations[clip].clone()) {
            let mut pose = Pose::default();
            // Its end is a moment of its own; what comes later begins again.
            let at_secs = self.at_secs + more_secs;
            let is_in = (0.0..=clip.duration_secs).contains(&at_secs);
            clip.sample_over(&mut pose, if is_in { at_secs } else { at_secs.rem_euclid(clip.duration_secs.max(1e-3)) }, 1.0);
            pose.write(scene);
        }
        scene.world_from_nodes()
    }
}

/// Around all that can be seen, in the world; None where there is nothing.
pub(crate) fn bounds_of(scene: &Scene, world_from_nodes: &[Mat4]) -> Option<Aabb> {
    let visible = scene.roots.iter().filter(|root| scene.nodes[**root].visible);
    visible.filter_map(|root| scene::bounds_of(scene, world_from_nodes, *root)).reduce(Aabb::union)
}
