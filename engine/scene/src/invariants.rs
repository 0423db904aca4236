//! What every scene promises to those who index into it. Importers check it once; everybody else relies on it.
//!
//! Start at [`Scene::check`].

use crate::{ImageFormat, Interpolation, Keys, Mesh, MorphTarget, NodeIdx, Primitive, Scene, Vertices};

/// The first promise that a scene breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct BrokenScene {
    /// Such as `nodes[3]`.
    pub place: String,
    pub what: String,
}

impl Scene {
    /// That all indices are in range, that nodes form a forest reached from `roots`, that lists which belong together have
    /// matching lengths, and that numbers are finite. Linear in the size of the scene.
    pub fn check(&self) -> Result<(), BrokenScene> {
        self.check_forest()?;
        let n_joints_of_mesh: Vec<usize> = self.meshes.iter().map(n_joints).collect();
        for (idx, node) in self.nodes.iter().enumerate() {
            let place = || format!("nodes[{idx}]");
            let transform = &node.transform;
            let finite = transform.translation.is_finite() && transform.rotation.is_finite() && transform.scale.is_finite();
            ensure(finite, place, "its transform is not finite")?;
            ensure(in_range(node.mesh, self.meshes.len()), place, "its mesh does not exist")?;
            ensure(in_range(node.skin, self.skins.len()), place, "its skin does not exist")?;
            ensure(in_range(node.light, self.lights.len()), place, "its light does not exist")?;
            ensure(in_range(node.camera, self.cameras.len()), place, "its camera does not exist")?;
            let n_used = node.mesh.map_or(0, |mesh| n_joints_of_mesh[mesh]);
            let has_all = node.skin.is_none_or(|skin| self.skins[skin].joints.len() >= n_used);
            ensure(has_all, place, "its mesh uses a joint which its skin does not have")?;
        }
        for (idx, mesh) in self.meshes.iter().enumerate() {
            for (primitive_idx, primitive) in mesh.primitives.iter().enumerate() {
                let place = || format!("meshes[{idx}].primitives[{primitive_idx}]");
                ensure(in_range(primitive.material, self.materials.len()), place, "its material does not exist")?;
                let same_targets = primitive.morph_targets.len() == mesh.n_morph_targets();
                ensure(same_targets, place, "has another number of morph targets than its siblings")?;
                self.check_variants(primitive, place)?;
                check_primitive(primitive, place)?;
            }
            let place = || format!("meshes[{idx}]");
            ensure(mesh.morph_weights.len() == mesh.n_morph_targets(), place, "has not one weight for each morph target")?;
        }
        self.check_materials()?;
        self.check_skins()?;
        self.check_animations()
    }

    fn check_forest(&self) -> Result<(), BrokenScene> {
        let n_nodes = self.nodes.len();
        let mut seen = vec![false; n_nodes];
        let mut waiting: Vec<(NodeIdx, Option<NodeIdx>)> = self.roots.iter().map(|root| (*root, None)).collect();
        while let Some((idx, parent)) = waiting.pop() {
            let place = || format!("nodes[{idx}]");
            ensure(idx < n_nodes, place, "is named as a root or child, but does not exist")?;
            ensure(!seen[idx], place, "is reached twice: it has two parents or stands in a circle")?;
            ensure(self.nodes[idx].parent == parent, place, "its parent does not list it as a child")?;
            seen[idx] = true;
            waiting.extend(self.nodes[idx].children.iter().map(|child| (*child, Some(idx))));
        }
        match seen.iter().position(|seen| !seen) {
            Some(idx) => Err(BrokenScene { place: format!("nodes[{idx}]"), what: "is not below any root".into() }),
            None => Ok(()),
        }
    }

    fn check_variants(&self, primitive: &Primitive, place: impl Fn() -> String + Copy) -> Result<(), BrokenScene> {
        let variants = &primitive.variants;
        let exist = |(variant, material): &(usize, usize)| *variant < self.variants.len() && *material < self.materials.len();
        let sound = in_range(variants.otherwise, self.materials.len()) && variants.by_variant.iter().all(exist);
        ensure(sound, place, "a variant or its material does not exist")
    }

    fn check_materials(&self) -> Result<(), BrokenScene> {
        for (idx, material) in self.materials.iter().enumerate() {
            for (_, texture) in material.maps() {
                ensure(texture.texture < self.textures.len(), || format!("materials[{idx}]"), "its texture does not exist")?;
            }
        }
        for (idx, texture) in self.textures.iter().enumerate() {
            ensure(texture.image < self.images.len(), || format!("textures[{idx}]"), "its image does not exist")?;
        }
        for (idx, image) in self.images.iter().enumerate() {
            let n_bytes = u64::from(image.width_px) * u64::from(image.height_px) * 4;
            let n_kept = if matches!(image.format, ImageFormat::Rgba8) { n_bytes } else { 0 };
            let fits = n_bytes > 0 && image.pixels.len() as u64 == n_kept;
            ensure(fits, || format!("images[{idx}]"), "its size does not fit its pixels")?;
        }
        Ok(())
    }

    fn check_skins(&self) -> Result<(), BrokenScene> {
        for (idx, skin) in self.skins.iter().enumerate() {
            let place = || format!("skins[{idx}]");
            ensure(skin.joints.len() == skin.joint_from_mesh.len(), place, "has not one matrix for each joint")?;
            ensure(skin.joints.iter().all(|joint| *joint < self.nodes.len()), place, "a joint is not a node")?;
            ensure(skin.joint_from_mesh.iter().all(|matrix| matrix.is_finite()), place, "a matrix is not finite")?;
        }
        Ok(())
    }

    fn check_animations(&self) -> Result<(), BrokenScene> {
        for (idx, animation) in self.animations.iter().enumerate() {
            for (channel_idx, channel) in animation.channels.iter().enumerate() {
                let place = || format!("animations[{idx}].channels[{channel_idx}]");
                ensure(channel.node < self.nodes.len(), place, "its node does not exist")?;
                let times = &channel.times_secs;
                check_times(times, animation.duration_secs, place)?;
                let wanted = times.len() * channel.interpolation.values_per_key();
                let enough = match &channel.keys {
                    Keys::Translation(keys) | Keys::Scale(keys) => keys.len() == wanted,
                    Keys::Rotation(keys) => keys.len() == wanted,
                    Keys::MorphWeights(keys) => !keys.is_empty() && keys.len().is_multiple_of(wanted),
                };
                ensure(enough, place, "has not as many keys as times")?;
            }
            self.check_values(idx)?;
        }
        Ok(())
    }

    fn check_values(&self, animation: usize) -> Result<(), BrokenScene> {
        let clip = &self.animations[animation];
        for (channel_idx, channel) in clip.values.iter().enumerate() {
            let place = || format!("animations[{animation}].values[{channel_idx}]");
            ensure(channel.property.is_in(self), place, "what it animates does not exist")?;
            check_times(&channel.times_secs, clip.duration_secs, place)?;
            let wanted = channel.times_secs.len() * channel.interpolation.values_per_key() * channel.property.n_numbers();
            ensure(channel.keys.len() == wanted, place, "has not as many keys as times")?;
            let switches = matches!(channel.property, crate::Property::NodeVisible(_));
            ensure(!switches || channel.interpolation == Interpolation::Step, place, "shows half of what can only be or not be")?;
        }
        Ok(())
    }
}

fn check_times(times: &[f32], duration_secs: f32, place: impl Fn() -> String + Copy) -> Result<(), BrokenScene> {
    ensure(!times.is_empty() && times[0].is_finite() && times[0] >= 0.0, place, "has no keys, or begins before 0")?;
    ensure(times.windows(2).all(|pair| pair[0] < pair[1]), place, "its times do not rise")?;
    ensure(times[times.len() - 1] <= duration_secs, place, "lasts longer than its clip")
}

fn check_primitive(primitive: &Primitive, place: impl Fn() -> String + Copy) -> Result<(), BrokenScene> {
    let Vertices { positions, normals, tangents, uv0, uv1, colors, joints, weights } = &primitive.vertices;
    let n_vertices = positions.len();
    let lengths = [normals.len(), tangents.len(), uv0.len(), uv1.len(), colors.len(), joints.len(), weights.len()];
    ensure(lengths.iter().all(|len| *len == 0 || *len == n_vertices), place, "its attributes differ in length")?;
    ensure(joints.len() == weights.len(), place, "has joints without weights, or weights without joints")?;
    let is_whole = primitive.indices.len().is_multiple_of(primitive.topology.n_corners());
    ensure(is_whole, place, "its indices are not triangles, lines or points")?;
    for MorphTarget { positions, normals, tangents, uv0, uv1, colors } in &primitive.morph_targets {
        let lengths = [positions.len(), normals.len(), tangents.len(), uv0.len(), uv1.len(), colors.len()];
        ensure(lengths.iter().all(|len| *len == 0 || *len == n_vertices), place, "a morph target differs in length")?;
    }
    ensure(primitive.indices.iter().all(|index| (*index as usize) < n_vertices), place, "an index is beyond its vertices")?;
    ensure(positions.iter().all(|position| position.is_finite()), place, "a position is not finite")
}

/// How many joints a skin needs for this mesh.
fn n_joints(mesh: &Mesh) -> usize {
    let joints = mesh.primitives.iter().flat_map(|primitive| primitive.vertices.joints.iter().flatten());
    joints.max().map_or(0, |highest| usize::from(*highest) + 1)
}

fn in_range(index: Option<usize>, len: usize) -> bool {
    index.is_none_or(|index| index < len)
}

fn ensure(holds: bool, place: impl Fn() -> String, what: &str) -> Result<(), BrokenScene> {
    if holds { Ok(()) } else { Err(BrokenScene { place: place(), what: what.into() }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;
    use glam::Vec3;

    fn triangle() -> Scene {
        let vertices = Vertices { positions: vec![Vec3::ZERO, Vec3::X, Vec3::Y], ..Vertices::default() };
        let primitive = Primitive { vertices, indices: vec![0, 1, 2], ..Primitive::default() };
        let mesh = Mesh { name: "t".into(), primitives: vec![primitive], ..Mesh::default() };
        let nodes =
            vec![Node { children: vec![1], ..Node::default() }, Node { parent: Some(0), mesh: Some(0), ..Node::default() }];
        Scene { nodes, roots: vec![0], meshes: vec![mesh], ..Scene::empty() }
    }

    #[test]
    fn sound_scene_passes() {
        assert_eq!(triangle().check(), Ok(()));
        assert_eq!(Scene::empty().check(), Ok(()));
    }

    #[test]
    fn each_broken_promise_is_named() {
        let broken = |change: fn(&mut Scene), place: &str| {
            let mut scene = triangle();
            change(&mut scene);
            assert_eq!(scene.check().unwrap_err().place, place);
        };
        broken(|scene| scene.nodes[1].children = vec![0], "nodes[0]");
        broken(|scene| scene.roots.clear(), "nodes[0]");
        broken(|scene| scene.roots.push(7), "nodes[7]");
        broken(|scene| scene.nodes[1].mesh = Some(1), "nodes[1]");
        broken(|scene| scene.nodes[0].transform.translation.x = f32::NAN, "nodes[0]");
        broken(|scene| scene.meshes[0].primitives[0].indices[2] = 3, "meshes[0].primitives[0]");
        broken(|scene| scene.meshes[0].primitives[0].vertices.normals.push(Vec3::Y), "meshes[0].primitives[0]");
        broken(|scene| scene.meshes[0].primitives[0].vertices.positions[0].y = f32::INFINITY, "meshes[0].primitives[0]");
        broken(|scene| scene.meshes[0].primitives[0].variants.by_variant.push((0, 0)), "meshes[0].primitives[0]");
        broken(|scene| scene.meshes[0].morph_weights.push(0.0), "meshes[0]");
        let target = || MorphTarget { positions: vec![Vec3::ZERO], ..MorphTarget::default() };
        let mut scene = triangle();
        scene.meshes[0].primitives[0].morph_targets.push(target());
        assert_eq!(scene.check().unwrap_err().what, "a morph target differs in length");
    }
}
