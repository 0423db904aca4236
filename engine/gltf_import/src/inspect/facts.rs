//! What is in a file, counted.

use scene::{Clearcoat, ImageFormat, Interpolation, Material, Scene, Sheen, Specular, Texels, Topology, Volume, Xmp};
use serde_json::Value;

/// What is in a file, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// glb.
    pub is_binary: bool,
    pub file_bytes: usize,
    pub version: String,
    pub generator: String,
    pub copyright: String,
    pub extensions_used: Vec<String>,
    pub extensions_required: Vec<String>,
    /// Names.
    pub scenes: Vec<String>,
    pub n_nodes: usize,
    /// Of those that are shown, in the rest pose.
    pub size_m: Option<[f32; 3]>,
    pub meshes: Vec<MeshFacts>,
    pub materials: Vec<MaterialFacts>,
    pub images: Vec<ImageFacts>,
    pub animations: Vec<AnimationFacts>,
    /// Numbers of joints.
    pub skins: Vec<usize>,
    pub cameras: Vec<scene::Camera>,
    pub lights: Vec<scene::Light>,
    pub variants: Vec<String>,
    pub xmp: Vec<Xmp>,
}

#[derive(Debug, Clone, Default)]
pub struct MeshFacts {
    pub name: String,
    pub n_nodes: usize,
    pub n_primitives: usize,
    pub n_vertices: usize,
    pub n_triangles: usize,
    pub n_lines: usize,
    pub n_points: usize,
    pub n_morph_targets: usize,
}

#[derive(Debug, Clone, Default)]
pub struct MaterialFacts {
    pub name: String,
    pub layers: Vec<&'static str>,
    pub n_textures: usize,
}

#[derive(Debug, Clone, Default)]
pub struct ImageFacts {
    pub name: String,
    pub size_px: [u32; 2],
    /// On the graphics card, with all its smaller copies: at 4 bytes a pixel, or in blocks if it is packed and the card reads those.
    pub memory_bytes: u64,
}

#[derive(Debug, Clone, Default)]
pub struct AnimationFacts {
    pub name: String,
    pub duration_secs: f32,
    pub n_channels: usize,
    /// Of the channels, those that step from key to key.
    pub n_steps: usize,
}

impl FileFacts {
    pub fn n_triangles(&self) -> usize {
        self.meshes.iter().map(|mesh| mesh.n_triangles * mesh.n_nodes).sum()
    }

    pub fn image_bytes(&self) -> u64 {
        self.images.iter().map(|image| image.memory_bytes).sum()
    }

    pub(super) fn add_header(&mut self, json: &Value) {
        let text = |key: &str| json["asset"][key].as_str().unwrap_or_default().to_owned();
        let texts = |key: &str| {
            let values = json[key].as_array().into_iter().flatten();
            values.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        (self.version, self.generator, self.copyright) = (text("version"), text("generator"), text("copyright"));
        (self.extensions_used, self.extensions_required) = (texts("extensionsUsed"), texts("extensionsRequired"));
    }

    pub(super) fn add_scene(&mut self, scene: &Scene, json: &Value) {
        let scenes = json["scenes"].as_array().into_iter().flatten();
        self.scenes = scenes.map(|scene| scene["name"].as_str().unwrap_or_default().to_owned()).collect();
        self.n_nodes = scene.nodes.len();
        let is_sound = scene.check().is_ok();
        self.size_m = is_sound.then(|| size_m(scene)).flatten();
        self.meshes = scene.meshes.iter().map(MeshFacts::of).collect();
        for mesh in scene.nodes.iter().filter_map(|node| node.mesh) {
            self.meshes[mesh].n_nodes += 1;
        }
        self.materials = scene.materials.iter().map(MaterialFacts::of).collect();
        self.images = scene.images.iter().map(ImageFacts::of).collect();
        self.animations = scene.animations.iter().map(AnimationFacts::of).collect();
        self.skins = scene.skins.iter().map(|skin| skin.joints.len()).collect();
        self.cameras.clone_from(&scene.cameras);
        self.lights.clone_from(&scene.lights);
        self.variants.clone_from(&scene.variants);
        self.xmp.clone_from(&scene.xmp);
    }
}

fn size_m(scene: &Scene) -> Option<[f32; 3]> {
    let world_from_nodes = scene.world_from_nodes();
    let shown = scene.roots.iter().filter(|root| scene.nodes[**root].visible);
    let boxes = shown.filter_map(|root| scene::bounds_of(scene, &world_from_nodes, *root));
    Some(boxes.reduce(scene::Aabb::union)?.size().to_array())
}

impl MeshFacts {
    fn of(mesh: &scene::Mesh) -> Self {
        let n_of = |topology: Topology| {
            let primitives = mesh.primitives.iter().filter(|primitive| primitive.topology == topology);
            primitives.map(|primitive| primitive.indices.len() / topology.n_corners()).sum()
        };
        Self {
            name: mesh.name.clone(),
            n_nodes: 0,
            n_primitives: mesh.primitives.len(),
            n_vertices: mesh.primitives.iter().map(|primitive| primitive.vertices.positions.len()).sum(),
            n_triangles: n_of(Topology::Triangles),
            n_lines: n_of(Topology::Lines),
            n_points: n_of(Topology::Points),
            n_morph_targets: mesh.n_morph_targets(),
        }
    }
}

impl MaterialFacts {
    fn of(material: &Material) -> Self {
        let standard = Material::default();
        let layers = [
            ("unlit", material.unlit),
            ("emissive", material.emissive != standard.emissive),
            ("clearcoat", material.clearcoat != Clearcoat::default()),
            ("transmission", material.transmission != standard.transmission),
            ("volume", material.volume != Volume::default()),
            ("ior", material.ior != standard.ior),
            ("specular", material.specular != Specular::default()),
            ("sheen", material.sheen != Sheen::default()),
            ("iridescence", material.iridescence != standard.iridescence),
            ("anisotropy", material.anisotropy != standard.anisotropy),
            ("dispersion", material.dispersion != standard.dispersion),
            ("mask", matches!(material.alpha_mode, scene::AlphaMode::Mask { .. })),
            ("blend", material.alpha_mode == scene::AlphaMode::Blend),
            ("double-sided", material.double_sided),
        ];
        let layers = layers.into_iter().filter(|(_, is_there)| *is_there).map(|(layer, _)| layer).collect();
        Self { name: material.name.clone(), layers, n_textures: material.maps().count() }
    }
}

impl ImageFacts {
    fn of(image: &scene::Image) -> Self {
        let size_px = [image.width_px, image.height_px];
        let halved = |size_px: &[u32; 2]| (size_px.iter().any(|side| *side > 1)).then(|| size_px.map(|side| (side / 2).max(1)));
        let levels = std::iter::successors(Some(size_px), halved);
        let texels = match &image.format {
            // One without smaller copies of its own, or of broken blocks, is unpacked.
            ImageFormat::Packed(packed) if packed.n_levels() > 1 && size_px.iter().all(|side| side.is_multiple_of(4)) => {
                if packed.is_coarse() && !packed.has_alpha() { Texels::Bc1 } else { Texels::Bc7 }
            }
            _ => Texels::Rgba8,
        };
        let memory_bytes = levels.map(|size_px| texels.n_bytes(size_px)).sum();
        Self { name: image.name.clone(), size_px, memory_bytes }
    }
}

impl AnimationFacts {
    fn of(animation: &scene::Animation) -> Self {
        let of_nodes = animation.channels.iter().map(|channel| channel.interpolation);
        let all = of_nodes.chain(animation.values.iter().map(|channel| channel.interpolation));
        Self {
            name: animation.name.clone(),
            duration_secs: animation.duration_secs,
            n_channels: animation.channels.len() + animation.values.len(),
            n_steps: all.filter(|interpolation| *interpolation == Interpolation::Step).count(),
        }
    }
}
