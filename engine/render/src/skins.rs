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
}

/// Distance between the joints of two skinned nodes in the joint buffer: a multiple of 256.
pub(crate) const JOINT_STRIDE: u64 = size_of::<JointUniforms>() as u64;

/// Skinned nodes of a scene; a node's place in the list is its slot. Joints past [`N_JOINTS_MAX`] stay in the bind pose.
pub(crate) fn skinned_nodes(scene: &Scene) -> Vec<SkinnedNode> {
    let skinned = |(node, data): (NodeIdx, &scene::Node)| {
        let skin = scene.skins[data.skin?].clone();
        let joint_bounds = joint_bounds(&scene.meshes[data.mesh?], skin.joints.len());
        Some(SkinnedNode { node, skin, joint_bounds })
    };
    scene.nodes.iter().enumerate().filter_map(skinned).collect()
}

impl SkinnedNode {
    /// For the shaders, and boxes around what each joint moves, in the world.
    pub fn pose(&self, world_from_nodes: &[Mat4]) -> (JointUniforms, Vec<Bounds>) {
        let mut uniforms = JointUniforms::zeroed();
        let mut parts = Vec::with_capacity(self.skin.joints.len());
        let joints = self.skin.joints.iter().zip(&self.skin.joint_from_mesh).take(N_JOINTS_MAX);
        for (i, (joint, joint_from_mesh)) in joints.enumerate() {
            let world_from_mesh = world_from_nodes[*joint] * *joint_from_mesh;
            uniforms.rows[i] = affine_rows(&world_from_mesh);
            parts.push(self.joint_bounds[i].transformed(&world_from_mesh));
        }
        (uniforms, parts)
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
