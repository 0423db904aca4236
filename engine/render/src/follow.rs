//! What clips change of a scene besides how its nodes stand: morph targets, materials, lights.
//!
//! The caller's scene is the truth; here is what of it was drawn last. Costs a comparison each frame, and more only where something
//! changed. Start at [`SceneGpu::follow`].

use crate::bounds::Bounds;
use crate::geometry::wants_tangents;
use crate::lights::scaled;
use crate::{Gpu, Renderer, SceneGpu, materials};
use scene::{NodeIdx, Property, Scene};
use std::collections::BTreeSet;

/// What clips of a scene can change.
pub(crate) struct Followed {
    /// Nodes with morph targets, and the weights that bend them now.
    bent: Vec<(NodeIdx, Vec<f32>)>,
    materials: BTreeSet<usize>,
    lights: BTreeSet<usize>,
    light_scale: f32,
}

impl Followed {
    pub fn new(scene: &Scene, light_scale: f32) -> Self {
        let morphs = |node: &NodeIdx| scene.nodes[*node].mesh.is_some_and(|mesh| scene.meshes[mesh].n_morph_targets() > 0);
        let bent = (0..scene.nodes.len()).filter(morphs).map(|node| (node, scene.morph_weights(node).to_vec())).collect();
        let mut followed = Self { bent, materials: BTreeSet::new(), lights: BTreeSet::new(), light_scale };
        for channel in scene.animations.iter().flat_map(|animation| &animation.values) {
            match channel.property {
                Property::Material(material, _) | Property::Map(material, ..) => followed.materials.insert(material),
                Property::Light(light, _) => followed.lights.insert(light),
                Property::NodeVisible(_) | Property::MorphWeight { .. } | Property::Camera(..) => false,
            };
        }
        followed
    }
}

impl SceneGpu {
    /// Brings what is drawn to what the scene says now: weights of morph targets, and materials and lights that clips animate. It
    /// must be the scene that was uploaded. How nodes stand and whether they are seen comes with each [`crate::Frame`].
    pub fn follow(&mut self, gpu: &Gpu, renderer: &mut Renderer, scene: &Scene) {
        let before = self.revision;
        self.follow_morphs(gpu, scene);
        self.follow_materials(gpu, renderer, scene);
        for placed in &mut self.placed_lights {
            if self.followed.lights.contains(&placed.of_scene) {
                let light = scaled(&scene.lights[placed.of_scene], self.followed.light_scale);
                if placed.light != light {
                    placed.light = light;
                    self.revision = before + 1;
                }
            }
        }
    }

    fn follow_morphs(&mut self, gpu: &Gpu, scene: &Scene) {
        for (node, weights) in &mut self.followed.bent {
            let wanted = scene.morph_weights(*node);
            let (Some(mesh), Some(first_vertices)) = (scene.nodes[*node].mesh, self.geometry.morphed.get(node)) else { continue };
            if weights.as_slice() == wanted {
                continue;
            }
            weights.clear();
            weights.extend_from_slice(wanted);
            let mut bounds = Bounds::EMPTY;
            for (primitive, first_vertex) in scene.meshes[mesh].primitives.iter().zip(first_vertices) {
                let vertices = primitive.morphed(weights);
                bounds = bounds.union(Bounds::of(&vertices.positions));
                let tangents = wants_tangents(scene, primitive);
                self.geometry.rewrite(&gpu.queue, *first_vertex, primitive, &vertices, tangents);
            }
            if let Some(drawable) = self.drawables.iter_mut().find(|drawable| drawable.node == *node) {
                drawable.local_bounds = bounds;
                drawable.n_bends += 1;
            }
            self.revision += 1;
        }
    }

    fn follow_materials(&mut self, gpu: &Gpu, renderer: &mut Renderer, scene: &Scene) {
        let mut changed = Vec::new();
        for idx in &self.followed.materials {
            let (now, drawn) = (&scene.materials[*idx], &mut self.materials[*idx]);
            if now == drawn {
                continue;
            }
            let (before, after) = (materials::key_of(drawn), materials::key_of(now));
            drawn.clone_from(now);
            changed.push(*idx);
            if before != after {
                let wearing = self.primitives.iter_mut().filter(|primitive| primitive.material == *idx);
                let keys: Vec<_> = wearing
                    .map(|primitive| {
                        primitive.key = primitive.key.changed(before, after);
                        primitive.key
                    })
                    .collect();
                renderer.warm(gpu, keys.into_iter());
            }
            self.revision += 1;
        }
        changed.into_iter().for_each(|idx| self.bind_material(gpu, renderer, idx));
    }
}
