//! Where nodes are at one moment, apart from the scene: what clips are blended in.
//!
//! To fade from clip A to clip B without jumps where one of them is silent about a joint, begin both with the same rest pose:
//! ```
//! # let (a, b) = (scene::Animation::default(), scene::Animation::default());
//! # let mut scene = scene::Scene::empty();
//! # let (time_secs, fade) = (0.0, 0.5);
//! let rest = scene::Pose::of(&scene, 0..scene.nodes.len()); // once, before anything was animated
//! let (mut pose, mut to) = (rest.clone(), rest.clone());
//! a.sample_over(&mut pose, time_secs, 1.0);
//! b.sample_over(&mut to, time_secs, 1.0);
//! pose.blend(&to, fade); // 0: all A, 1: all B
//! pose.write(&mut scene);
//! ```

use crate::animation::{lerp_floats, nearest_lerp};
use crate::{NodeIdx, Property, Scene};
use glam::{Quat, Vec3};

/// Values of some nodes; a node or value it does not have, it says nothing about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pose {
    /// Sorted by node.
    posed: Vec<Posed>,
    /// Sorted by property; numbers beyond a property's are 0.
    values: Vec<(Property, [f32; 4])>,
}

#[derive(Debug, Clone, PartialEq)]
struct Posed {
    node: NodeIdx,
    translation: Option<Vec3>,
    rotation: Option<Quat>,
    scale: Option<Vec3>,
    morph_weights: Option<Vec<f32>>,
}

impl Pose {
    /// How these nodes stand now.
    pub fn of(scene: &Scene, nodes: impl IntoIterator<Item = NodeIdx>) -> Self {
        let mut pose = Self::default();
        for node in nodes {
            let from = &scene.nodes[node];
            let posed = pose.entry(node);
            posed.translation = Some(from.transform.translation);
            posed.rotation = Some(from.transform.rotation);
            posed.scale = Some(from.transform.scale);
            posed.morph_weights = (!from.morph_weights.is_empty()).then(|| from.morph_weights.clone());
        }
        pose
    }

    /// Lets go of every node but these.
    pub fn keep(&mut self, is_kept: impl Fn(NodeIdx) -> bool) {
        self.posed.retain(|posed| is_kept(posed.node));
    }

    /// The nodes that it says something about.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIdx> {
        self.posed.iter().map(|posed| posed.node)
    }

    /// Draws this pose towards `to`: 0 leaves it, 1 is `to` wherever `to` says something. What only `to` has is taken whole.
    pub fn blend(&mut self, to: &Self, weight: f32) {
        for posed in &to.posed {
            if let Some(value) = posed.translation {
                self.blend_translation(posed.node, value, weight);
            }
            if let Some(value) = posed.rotation {
                self.blend_rotation(posed.node, value, weight);
            }
            if let Some(value) = posed.scale {
                self.blend_scale(posed.node, value, weight);
            }
            if let Some(value) = &posed.morph_weights {
                self.blend_morph_weights(posed.node, value, weight);
            }
        }
        for (property, value) in &to.values {
            self.blend_value(*property, *value, weight);
        }
    }

    /// Sets the scene's nodes, and what else clips animated.
    pub fn write(&self, scene: &mut Scene) {
        for posed in &self.posed {
            let Some(node) = scene.nodes.get_mut(posed.node) else { continue };
            node.transform.translation = posed.translation.unwrap_or(node.transform.translation);
            node.transform.rotation = posed.rotation.unwrap_or(node.transform.rotation);
            node.transform.scale = posed.scale.unwrap_or(node.transform.scale);
            if let Some(morph_weights) = &posed.morph_weights {
                node.morph_weights.clone_from(morph_weights);
            }
        }
        for (property, value) in &self.values {
            property.write(scene, value);
        }
    }

    pub fn translation(&self, node: NodeIdx) -> Option<Vec3> {
        self.get(node)?.translation
    }

    pub fn rotation(&self, node: NodeIdx) -> Option<Quat> {
        self.get(node)?.rotation
    }

    pub fn scale(&self, node: NodeIdx) -> Option<Vec3> {
        self.get(node)?.scale
    }

    pub fn blend_translation(&mut self, node: NodeIdx, to: Vec3, weight: f32) {
        let value = &mut self.entry(node).translation;
        *value = Some(value.map_or(to, |from| from.lerp(to, weight)));
    }

    pub fn blend_rotation(&mut self, node: NodeIdx, to: Quat, weight: f32) {
        let value = &mut self.entry(node).rotation;
        *value = Some(value.map_or(to, |from| nearest_lerp(from, to, weight)));
    }

    pub fn blend_scale(&mut self, node: NodeIdx, to: Vec3, weight: f32) {
        let value = &mut self.entry(node).scale;
        *value = Some(value.map_or(to, |from| from.lerp(to, weight)));
    }

    pub fn blend_morph_weights(&mut self, node: NodeIdx, to: &[f32], weight: f32) {
        match &mut self.entry(node).morph_weights {
            Some(values) => lerp_floats(values, to, weight),
            none => *none = Some(to.to_vec()),
        }
    }

    /// Numbers beyond the property's do not matter.
    pub fn blend_value(&mut self, property: Property, to: [f32; 4], weight: f32) {
        match self.values.binary_search_by_key(&property, |(property, _)| *property) {
            Ok(at) => {
                let value = &mut self.values[at].1;
                *value = std::array::from_fn(|number| value[number] + (to[number] - value[number]) * weight);
            }
            Err(at) => self.values.insert(at, (property, to)),
        }
    }

    fn get(&self, node: NodeIdx) -> Option<&Posed> {
        self.posed.binary_search_by_key(&node, |posed| posed.node).ok().map(|at| &self.posed[at])
    }

    fn entry(&mut self, node: NodeIdx) -> &mut Posed {
        let at = self.posed.binary_search_by_key(&node, |posed| posed.node).unwrap_or_else(|at| {
            self.posed.insert(at, Posed { node, translation: None, rotation: None, scale: None, morph_weights: None });
            at
        });
        &mut self.posed[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Animation, Channel, Interpolation, Keys, Node};

    fn still(name: &str, node: NodeIdx, x: f32) -> Animation {
        let keys = Keys::Translation(vec![Vec3::new(x, 0.0, 0.0)]);
        let channels = vec![Channel { node, times_secs: vec![0.0], interpolation: Interpolation::Linear, keys }];
        Animation { name: name.into(), channels, ..Animation::default() }
    }

    #[test]
    fn fading_between_clips_returns_joints_which_only_one_of_them_moves() {
        let mut scene = Scene { nodes: vec![Node::default(), Node::default()], roots: vec![0, 1], ..Scene::empty() };
        let (walk, point) = (still("walk", 0, 4.0), still("point", 1, 8.0));
        let rest = Pose::of(&scene, 0..2);
        let faded = |fade: f32| {
            let (mut pose, mut to) = (rest.clone(), rest.clone());
            walk.sample_over(&mut pose, 0.0, 1.0);
            point.sample_over(&mut to, 0.0, 1.0);
            pose.blend(&to, fade);
            pose
        };
        let xs = |pose: &Pose| [0, 1].map(|node| pose.translation(node).unwrap().x);
        assert_eq!(xs(&faded(0.0)), [4.0, 0.0]);
        assert_eq!(xs(&faded(0.25)), [3.0, 2.0]);
        assert_eq!(xs(&faded(1.0)), [0.0, 8.0]);

        faded(0.25).write(&mut scene);
        assert_eq!(scene.nodes[0].transform.translation.x, 3.0);
        rest.write(&mut scene);
        assert_eq!(scene.nodes[0].transform.translation.x, 0.0);
    }
}
