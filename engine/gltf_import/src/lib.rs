//! Turns glTF 2.0 (`.glb`, or `.gltf` with what lies beside it) into a [`Scene`].
//!
//! Files come from anywhere, so every byte is doubted: whatever they hold, [`import`] answers with a scene that keeps its promises
//! ([`Scene::check`]) or with an [`ImportError`] that names the place; it does not panic, hang, or take more memory than its
//! [`Limits`] allow. Does not know files, threads or the network: what lies beside a file comes through a function handed in.
//! Does not know what a scene is used for.
//!
//! Left out, each with a [`Warning`]: points and lines, morph targets, orthographic cameras, third texture coordinates, and extensions
//! which the file does not require. Start at [`import`].

mod accessor;
mod animation;
mod buffers;
mod container;
mod draco;
mod error;
mod extensions;
mod extras;
mod guarded;
mod instances;
mod json;
mod ktx2;
mod lights;
mod limits;
mod location;
mod material;
mod mesh;
mod meshopt;
mod node;
mod skin;
mod tangents;
mod texture;
mod vertices;

pub use error::{ImportError, Warning};
pub use limits::Limits;

use accessor::Accessors;
use buffers::Buffers;
use json::At;
use limits::Budget;
use scene::Scene;

#[derive(Debug, Clone)]
pub struct Imported {
    pub scene: Scene,
    pub warnings: Vec<Warning>,
}

/// Bytes of what lies beside the file, by relative path with `/`; None when there is no such thing.
pub(crate) type Resolve<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads a whole file. `resolve` is asked for buffers and images by their path relative to the file, which never leaves its folder.
pub fn import(bytes: &[u8], resolve: &dyn Fn(&str) -> Option<Vec<u8>>, limits: &Limits) -> Result<Imported, ImportError> {
    let (json, bin) = container::open(bytes, limits)?;
    let root = At::root(&json)?;
    let mut warnings = Warnings::default();
    extensions::check(&root, &mut warnings, limits)?;

    let mut buffer_budget = Budget::new("bytes of buffers and image files", limits.buffer_bytes as u64);
    let buffers = Buffers::read(&root, bin, resolve, limits, &mut buffer_budget)?;
    let accessors = Accessors::read(&root, &buffers, limits)?;
    let decoded = Budget::new("bytes of vertices and animation", limits.decoded_bytes as u64);
    let mut job = Job { root: &root, limits, accessors: &accessors, decoded, warnings };

    let textures = texture::read(&mut job, &buffers, resolve, &mut buffer_budget)?;
    let materials = material::read(&mut job, &textures.by_file)?;
    let meshes = mesh::read(&mut job, &materials)?;
    let lights = lights::read_lights(&mut job)?;
    let cameras = lights::read_cameras(&mut job)?;
    let mut forest = node::read(&mut job, &meshes, lights.len(), &cameras.by_file)?;
    let skins = skin::read(&mut job, forest.nodes.len())?;
    skin::check_uses(&job, &forest.nodes, &skins, &meshes)?;
    let n_nodes = forest.nodes.len();
    instances::spread(&mut job, &mut forest.nodes)?;
    let animations = animation::read(&mut job, n_nodes)?;
    warnings = job.warnings;

    let scene = Scene {
        nodes: forest.nodes,
        roots: forest.roots,
        meshes,
        materials,
        textures: textures.textures,
        images: textures.images,
        skins,
        animations,
        lights,
        cameras: cameras.cameras,
        extras: forest.extras,
    };
    scene.check().map_err(|broken| ImportError::new(broken.place, broken.what))?;
    Ok(Imported { scene, warnings: warnings.0 })
}

/// What every part of the import reads from and writes to.
pub(crate) struct Job<'a> {
    pub root: &'a At<'a>,
    pub limits: &'a Limits,
    pub accessors: &'a Accessors<'a>,
    pub decoded: Budget,
    pub warnings: Warnings,
}

#[derive(Debug, Default)]
pub(crate) struct Warnings(Vec<Warning>);

impl Warnings {
    pub fn add(&mut self, at: &At, what: impl Into<String>) {
        self.0.push(Warning { place: at.place.clone(), what: what.into() });
    }
}

impl Job<'_> {
    pub fn warn(&mut self, at: &At, what: impl Into<String>) {
        self.warnings.add(at, what);
    }

    pub fn objects<'b>(&'b self, key: &str) -> Result<Vec<At<'b>>, ImportError> {
        self.root.objects(key, self.limits.list_len)
    }
}
