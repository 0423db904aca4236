//! Boxes around what nodes carry: their meshes, and for skinned meshes what hangs on each joint.
//!
//! Does not know rays or drawing. Start at [`bounds_of`].

use crate::{Aabb, Mesh, NodeIdx, Scene, Skin};
use glam::Mat4;

/// The box, in world space, around the meshes of a node and of everything visible below it; None when there are none. The node
/// itself counts even when it is hidden. Looks at every vertex: where the same scene is asked often, use [`crate::Picker::bounds_of`].
pub fn bounds_of(scene: &Scene, world_from_nodes: &[Mat4], node: NodeIdx) -> Option<Aabb> {
    union_below(scene, node, |idx| {
        let shape = Shape::of(&scene.meshes[scene.nodes[idx].mesh?], scene.nodes[idx].skin.map(|skin| &scene.skins[skin]));
        shape.in_world(scene, world_from_nodes, idx)
    })
}

/// Joins the boxes of a node and of everything visible below it.
pub(crate) fn union_below(scene: &Scene, node: NodeIdx, aabb_of: impl Fn(NodeIdx) -> Option<Aabb>) -> Option<Aabb> {
    let mut joined: Option<Aabb> = None;
    scene.walk_down(&[node], |idx, _| {
        if idx != node && !scene.nodes[idx].visible {
            return false;
        }
        if let Some(aabb) = aabb_of(idx) {
            joined = Some(joined.map_or(aabb, |joined| joined.union(aabb)));
        }
        true
    });
    joined
}

/// How much room a mesh takes, so that nodes can move without anything being computed again.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// In the mesh's space.
    Rigid(Option<Aabb>),
    /// For each joint of the skin, in the joint's space: the vertices that it moves more than any other joint does.
    Skinned(Vec<Option<Aabb>>),
    /// It depends on the node's weights.
    Morphing,
}

impl Shape {
    pub fn of(mesh: &Mesh, skin: Option<&Skin>) -> Self {
        let is_skinned = mesh.primitives.iter().any(|primitive| !primitive.vertices.joints.is_empty());
        match skin {
            Some(skin) if is_skinned => Self::Skinned(joint_boxes(mesh, skin)),
            _ if mesh.n_morph_targets() > 0 => Self::Morphing,
            _ => Self::Rigid(Aabb::around(
                mesh.primitives.iter().flat_map(|primitive| primitive.vertices.positions.iter().copied()),
            )),
        }
    }

    pub fn in_world(&self, scene: &Scene, world_from_nodes: &[Mat4], node: NodeIdx) -> Option<Aabb> {
        match self {
            Self::Morphing => {
                let weights = scene.morph_weights(node);
                let primitives = &scene.meshes[scene.nodes[node].mesh?].primitives;
                let boxes =
                    primitives.iter().filter_map(|primitive| Aabb::around(primitive.morphed_positions(weights).iter().copied()));
                Some(boxes.reduce(Aabb::union)?.transformed(world_from_nodes[node]))
            }
            Self::Rigid(aabb) => Some((*aabb)?.transformed(world_from_nodes[node])),
            Self::Skinned(boxes) => {
                let skin = &scene.skins[scene.nodes[node].skin?];
                let in_world = boxes
                    .iter()
                    .zip(&skin.joints)
                    .filter_map(|(aabb, joint)| Some((*aabb)?.transformed(world_from_nodes[*joint])));
                in_world.reduce(Aabb::union)
            }
        }
    }
}

fn joint_boxes(mesh: &Mesh, skin: &Skin) -> Vec<Option<Aabb>> {
    let mut boxes: Vec<Option<Aabb>> = vec![None; skin.joints.len()];
    for primitive in &mesh.primitives {
        let vertices = &primitive.vertices;
        for ((position, joints), weights) in vertices.positions.iter().zip(&vertices.joints).zip(&vertices.weights) {
            let joint = usize::from(joints[weights.max_position()]);
            let Some(joint_from_mesh) = skin.joint_from_mesh.get(joint) else { continue };
            let point = joint_from_mesh.transform_point3(*position);
            let aabb = boxes[joint].unwrap_or(Aabb { min: point, max: point });
            boxes[joint] = Some(aabb.with_point(point));
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Node, Primitive, Transform, Vertices};
    use glam::{Vec3, Vec4};

    fn unit_mesh() -> Mesh {
        let positions = vec![Vec3::ZERO, Vec3::X, Vec3::ONE];
        let vertices = Vertices { positions, ..Vertices::default() };
        Mesh { primitives: vec![Primitive { vertices, indices: vec![0, 1, 2], ..Primitive::default() }], ..Mesh::default() }
    }

    fn at(x: f32) -> Transform {
        Transform { translation: Vec3::new(x, 0.0, 0.0), ..Transform::IDENTITY }
    }

    #[test]
    fn subtree_counts_what_is_visible_below() {
        let parent = Node { children: vec![1, 2], visible: false, ..Node::default() };
        let left = Node { parent: Some(0), mesh: Some(0), transform: at(-5.0), ..Node::default() };
        let right = Node { transform: at(5.0), ..left.clone() };
        let mut scene = Scene { nodes: vec![parent, left, right], roots: vec![0], meshes: vec![unit_mesh()], ..Scene::empty() };
        let world = scene.world_from_nodes();
        assert_eq!(bounds_of(&scene, &world, 0), Some(Aabb { min: Vec3::new(-5.0, 0.0, 0.0), max: Vec3::new(6.0, 1.0, 1.0) }));
        scene.nodes[1].visible = false;
        assert_eq!(bounds_of(&scene, &world, 0), Some(Aabb { min: Vec3::new(5.0, 0.0, 0.0), max: Vec3::new(6.0, 1.0, 1.0) }));
        scene.nodes[2].mesh = None;
        assert_eq!(bounds_of(&scene, &world, 0), None);
    }

    #[test]
    fn skinned_mesh_goes_with_its_joints_not_its_node() {
        let mut mesh = unit_mesh();
        mesh.primitives[0].vertices.joints = vec![[0; 4]; 3];
        mesh.primitives[0].vertices.weights = vec![Vec4::X; 3];
        let skin = Skin { joints: vec![1], joint_from_mesh: vec![Mat4::from_translation(Vec3::NEG_Y)] };
        let body = Node { mesh: Some(0), skin: Some(0), transform: at(100.0), ..Node::default() };
        let joint = Node { transform: at(3.0), ..Node::default() };
        let scene =
            Scene { nodes: vec![body, joint], roots: vec![0, 1], meshes: vec![mesh], skins: vec![skin], ..Scene::empty() };
        let expected = Aabb { min: Vec3::new(3.0, -1.0, 0.0), max: Vec3::new(4.0, 0.0, 1.0) };
        assert_eq!(bounds_of(&scene, &scene.world_from_nodes(), 0), Some(expected));
    }
}
