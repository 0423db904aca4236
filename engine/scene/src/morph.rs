//! Morph targets: a mesh's vertices as weights bend them (glTF 2.0, section 3.7.2.2).
//!
//! Does not know who sets the weights. Start at [`Primitive::morphed`].

use crate::{Mesh, NodeIdx, Primitive, Scene, Vertices};
use glam::{Vec3, Vec4};
use std::borrow::Cow;
use std::ops::{AddAssign, Mul};

impl Mesh {
    pub fn n_morph_targets(&self) -> usize {
        self.primitives.first().map_or(0, |primitive| primitive.morph_targets.len())
    }
}

impl Scene {
    /// How much of each morph target this node's mesh shows; missing ones are 0.
    pub fn morph_weights(&self, node: NodeIdx) -> &[f32] {
        let node = &self.nodes[node];
        match node.mesh {
            Some(mesh) if node.morph_weights.is_empty() => &self.meshes[mesh].morph_weights,
            _ => &node.morph_weights,
        }
    }
}

impl Primitive {
    /// The vertices with so much of each target added; directions have unit length again. Weights that are missing are 0.
    pub fn morphed(&self, weights: &[f32]) -> Vertices {
        let mut vertices = self.vertices.clone();
        let mut tangents: Vec<Vec3> = vertices.tangents.iter().map(|tangent| tangent.truncate()).collect();
        for (target, weight) in self.morph_targets.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
            add(&mut vertices.positions, &target.positions, *weight);
            add(&mut vertices.normals, &target.normals, *weight);
            add(&mut tangents, &target.tangents, *weight);
            add(&mut vertices.uv0, &target.uv0, *weight);
            add(&mut vertices.uv1, &target.uv1, *weight);
            add(&mut vertices.colors, &target.colors, *weight);
        }
        for (normal, before) in vertices.normals.iter_mut().zip(&self.vertices.normals) {
            *normal = normal.normalize_or(*before);
        }
        for (tangent, along) in vertices.tangents.iter_mut().zip(tangents) {
            *tangent = along.normalize_or(tangent.truncate()).extend(tangent.w);
        }
        vertices.colors.iter_mut().for_each(|color| *color = color.clamp(Vec4::ZERO, Vec4::ONE));
        vertices
    }

    /// As [`Self::morphed`], positions alone.
    pub fn morphed_positions(&self, weights: &[f32]) -> Cow<'_, [Vec3]> {
        let mut positions = Cow::Borrowed(self.vertices.positions.as_slice());
        for (target, weight) in self.morph_targets.iter().zip(weights) {
            if *weight != 0.0 && !target.positions.is_empty() {
                add(positions.to_mut(), &target.positions, *weight);
            }
        }
        positions
    }
}

fn add<T: AddAssign + Mul<f32, Output = T> + Copy>(values: &mut [T], deltas: &[T], weight: f32) {
    for (value, delta) in values.iter_mut().zip(deltas) {
        *value += *delta * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MorphTarget, Node};

    fn bent() -> Primitive {
        let vertices = Vertices {
            positions: vec![Vec3::ZERO, Vec3::X],
            normals: vec![Vec3::Y; 2],
            tangents: vec![Vec4::new(1.0, 0.0, 0.0, -1.0); 2],
            colors: vec![Vec4::new(0.0, 0.5, 1.0, 1.0); 2],
            ..Vertices::default()
        };
        let up = MorphTarget {
            positions: vec![Vec3::Y, Vec3::ZERO],
            normals: vec![Vec3::NEG_Y + Vec3::X, Vec3::NEG_Y],
            tangents: vec![Vec3::Z, Vec3::ZERO],
            colors: vec![Vec4::splat(0.5); 2],
            ..MorphTarget::default()
        };
        let far = MorphTarget { positions: vec![Vec3::Z; 2], ..MorphTarget::default() };
        Primitive { vertices, morph_targets: vec![up, far], ..Primitive::default() }
    }

    #[test]
    fn targets_add_up_by_their_weights() {
        let morphed = bent().morphed(&[0.5, 2.0]);
        assert_eq!(morphed.positions, [Vec3::new(0.0, 0.5, 2.0), Vec3::new(1.0, 0.0, 2.0)]);
        assert_eq!(morphed.positions, *bent().morphed_positions(&[0.5, 2.0]));
        assert!((morphed.normals[0] - Vec3::new(1.0, 1.0, 0.0).normalize()).length() < 1e-6);
        assert!((morphed.tangents[0] - Vec3::new(1.0, 0.0, 0.5).normalize().extend(-1.0)).length() < 1e-6);
        assert_eq!(morphed.colors[0], Vec4::new(0.25, 0.75, 1.0, 1.0), "and stay colours");
    }

    #[test]
    fn a_normal_that_is_lost_stays_as_it_was() {
        assert_eq!(bent().morphed(&[1.0]).normals[1], Vec3::Y);
    }

    #[test]
    fn a_node_without_weights_has_those_of_its_mesh() {
        let mesh = Mesh { primitives: vec![bent()], morph_weights: vec![0.25, 0.0], ..Mesh::default() };
        let own = Node { mesh: Some(0), morph_weights: vec![1.0, 1.0], ..Node::default() };
        let nodes = vec![Node { mesh: Some(0), ..Node::default() }, own, Node::default()];
        let scene = Scene { nodes, meshes: vec![mesh], ..Scene::empty() };
        assert_eq!([0, 1, 2].map(|node| scene.morph_weights(node)), [&[0.25, 0.0][..], &[1.0, 1.0], &[]]);
    }
}
