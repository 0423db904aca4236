//! Joint matrices of this frame, and boxes around skinned meshes wherever their joints carry them.

use crate::bounds::Bounds;
use crate::uniforms::{JointUniforms, N_JOINTS_MAX, affine_rows};
use bytemuck::Zeroable;
use glam::{Mat4, Vec4};
use scene::{Mesh, NodeIdx, Scene, Skin};

/// A skinned mesh on a node, with its slot in the joint buffer.
pub(crate) struct SkinnedNode {
    pub node: NodeIdx,
    skin: Skin,
    /// Around the vertices each joint moves, in the space of the mesh.
    joint_bounds: Vec<Bounds>,
    /// By joint, in this frame and when the sun's shadow map last showed it: none before anything was drawn.
    world_from_mesh: Vec<Mat4>,
    cast_from_mesh: Vec<Mat4>,
}

/// Distance between the joints of two skinned nodes in the joint buffer: a multiple of 256.
pub(crate) const JOINT_STRIDE: u64 = size_of::<JointUniforms>() as u64;

/// Skinned nodes of a scene; a node's place in the list is its slot. Joints past [`N_JOINTS_MAX`] stay in the bind pose.
pub(crate) fn skinned_nodes(scene: &Scene) -> Vec<SkinnedNode> {
    let skinned = |(node, data): (NodeIdx, &scene::Node)| {
        let skin = scene.skins[data.skin?].clone();
        let joint_bounds = joint_bounds(&scene.meshes[data.mesh?], skin.joints.len());
        Some(SkinnedNode { node, skin, joint_bounds, world_from_mesh: Vec::new(), cast_from_mesh: Vec::new() })
    };
    scene.nodes.iter().enumerate().filter_map(skinned).collect()
}

impl SkinnedNode {
    pub fn pose(&mut self, world_from_nodes: &[Mat4]) {
        let joints = self.skin.joints.iter().zip(&self.skin.joint_from_mesh).take(N_JOINTS_MAX);
        self.world_from_mesh.clear();
        self.world_from_mesh.extend(joints.map(|(joint, joint_from_mesh)| world_from_nodes[*joint] * *joint_from_mesh));
    }

    /// The pose, for the shaders.
    pub fn uniforms(&self) -> JointUniforms {
        let mut uniforms = JointUniforms::zeroed();
        for (rows, world_from_mesh) in uniforms.rows.iter_mut().zip(&self.world_from_mesh) {
            *rows = affine_rows(world_from_mesh);
        }
        uniforms
    }

    /// Boxes around what each joint moves, in the world.
    pub fn parts(&self) -> impl Iterator<Item = Bounds> {
        self.joint_bounds.iter().zip(&self.world_from_mesh).map(|(bounds, world_from_mesh)| bounds.transformed(world_from_mesh))
    }

    /// How far any of it went since the sun's shadow map last showed it; at most. Endlessly far if it never did.
    pub fn moved_since_cast_m(&self) -> f32 {
        if self.cast_from_mesh.len() != self.world_from_mesh.len() {
            return f32::INFINITY;
        }
        let joints = self.joint_bounds.iter().zip(self.cast_from_mesh.iter().zip(&self.world_from_mesh));
        joints.map(|(bounds, (cast, now))| bounds.farthest_move(cast, now)).fold(0.0, f32::max)
    }

    /// The sun's shadow map shows this pose now.
    pub fn is_cast(&mut self) {
        self.cast_from_mesh.clone_from(&self.world_from_mesh);
    }
}

fn joint_bounds(mesh: &Mesh, n_joints: usize) -> Vec<Bounds> {
    let mut bounds = vec![Bounds::EMPTY; n_joints];
    for primitive in &mesh.primitives {
        let vertices = &primitive.vertices;
        let targets = primitive.morph_targets.iter().filter(|target| !target.positions.is_empty());
        let targets: Vec<_> = targets.map(|target| &target.positions).collect();
        for (idx, (joints, weights)) in vertices.joints.iter().zip(&vertices.weights).enumerate() {
            // Wherever one morph target alone may carry it.
            let carried = targets.iter().map(|deltas| vertices.positions[idx] + deltas[idx]);
            let around = carried.fold(Bounds::EMPTY.with(vertices.positions[idx]), Bounds::with);
            for (joint, weight) in joints.iter().zip(Vec4::to_array(weights)) {
                if weight > 0.05 && usize::from(*joint) < n_joints {
                    let joint = &mut bounds[usize::from(*joint)];
                    *joint = joint.union(around);
                }
            }
        }
    }
    bounds
}
