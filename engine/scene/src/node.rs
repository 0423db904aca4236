//! Nodes, their transforms, and skins.

use crate::Extras;
use glam::{Mat4, Quat, Vec3};

/// Index into [`crate::Scene::nodes`].
pub type NodeIdx = usize;

/// Translation, rotation, scale of a node in its parent; metres, unit quaternion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transform {
    pub translation: Vec3,
    pub rotation: Quat,
    pub scale: Vec3,
}

impl Transform {
    pub const IDENTITY: Self = Self { translation: Vec3::ZERO, rotation: Quat::IDENTITY, scale: Vec3::ONE };

    pub fn parent_from_local(&self) -> Mat4 {
        Mat4::from_scale_rotation_translation(self.scale, self.rotation, self.translation)
    }
}

#[derive(Debug, Clone)]
pub struct Node {
    pub name: String,
    pub parent: Option<NodeIdx>,
    pub children: Vec<NodeIdx>,
    pub transform: Transform,
    pub mesh: Option<usize>,
    pub skin: Option<usize>,
    pub light: Option<usize>,
    pub camera: Option<usize>,
    /// Hides the whole subtree when false.
    pub visible: bool,
    /// Weights of the mesh's morph targets; empty means the mesh's own.
    pub morph_weights: Vec<f32>,
    pub extras: Extras,
}

impl Default for Node {
    /// A visible root without anything on it.
    fn default() -> Self {
        Self {
            name: String::new(),
            parent: None,
            children: Vec::new(),
            transform: Transform::IDENTITY,
            mesh: None,
            skin: None,
            light: None,
            camera: None,
            visible: true,
            morph_weights: Vec::new(),
            extras: Extras::new(),
        }
    }
}

/// Joints that bend a mesh.
#[derive(Debug, Clone)]
pub struct Skin {
    pub joints: Vec<NodeIdx>,
    /// One for each joint.
    pub joint_from_mesh: Vec<Mat4>,
}
