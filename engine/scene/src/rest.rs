//! How a scene stands before any clip has played, to be put back when another one begins or none plays any more.
//!
//! Start at [`Rest::of`].

use crate::{Camera, Light, Material, Scene, Transform};

/// All that clips may change.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    /// By node: where it stands, how it is bent, whether it is seen.
    nodes: Vec<(Transform, Vec<f32>, bool)>,
    materials: Vec<Material>,
    lights: Vec<Light>,
    cameras: Vec<Camera>,
}

impl Rest {
    /// As it stands now.
    pub fn of(scene: &Scene) -> Self {
        let nodes = scene.nodes.iter().map(|node| (node.transform, node.morph_weights.clone(), node.visible));
        let (materials, lights, cameras) = (scene.materials.clone(), scene.lights.clone(), scene.cameras.clone());
        Self { nodes: nodes.collect(), materials, lights, cameras }
    }

    /// Into the scene it was taken of.
    pub fn put_back(&self, scene: &mut Scene) {
        for (node, (transform, morph_weights, visible)) in scene.nodes.iter_mut().zip(&self.nodes) {
            node.transform = *transform;
            node.morph_weights.clone_from(morph_weights);
            node.visible = *visible;
        }
        scene.materials.clone_from(&self.materials);
        scene.lights.clone_from(&self.lights);
        scene.cameras.clone_from(&self.cameras);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Animation, Interpolation, MaterialValue, Node, Property, ValueChannel};
    use glam::Vec3;

    #[test]
    fn what_a_clip_changed_is_as_it_was() {
        let value = |property, keys: &[f32]| ValueChannel {
            property,
            times_secs: vec![0.0],
            interpolation: Interpolation::Step,
            keys: keys.to_vec(),
        };
        let values = vec![
            value(Property::NodeVisible(0), &[0.0]),
            value(Property::Material(0, MaterialValue::Roughness), &[0.25]),
            value(Property::MorphWeight { node: 0, target: 0 }, &[0.5]),
        ];
        let clip = Animation { duration_secs: 1.0, values, ..Animation::default() };
        let mut scene = Scene { nodes: vec![Node::default()], materials: vec![Material::default()], ..Scene::empty() };
        let rest = Rest::of(&scene);
        clip.sample(0.5).write(&mut scene);
        scene.nodes[0].transform.translation = Vec3::X;
        assert!(!scene.nodes[0].visible && scene.materials[0].roughness == 0.25);
        rest.put_back(&mut scene);
        assert_eq!(scene.materials[0], Material::default());
        assert_eq!(scene.nodes[0].transform, Transform::IDENTITY);
        assert!(scene.nodes[0].visible && scene.nodes[0].morph_weights.is_empty());
    }
}
