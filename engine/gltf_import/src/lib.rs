//! Turns glTF 2.0 (`.glb`, or `.gltf` with what lies beside it) into a [`Scene`].
//!
//! Files come from anywhere, so every byte is doubted: whatever they hold, [`import`] answers with a scene that keeps its promises
//! ([`Scene::check`]) or with an [`ImportError`] that names the place; it does not panic, hang, or take more memory than its
//! [`Limits`] allow. Does not know files, threads or the network: what lies beside a file comes through a function handed in.
//! Does not know what a scene is used for.
//!
//! Left out, each with a [`Warning`]: third texture coordinates and second vertex colours, the weaker of more than four joints that
//! move a vertex, and extensions unknown here which the file does not require. Start at [`import`]; [`inspect`] tells what is in a
//! file and everything wrong with it.

mod accessor;
mod animation;
mod buffers;
mod container;
mod draco;
mod error;
mod extensions;
mod extras;
mod findings;
mod guarded;
mod inspect;
mod instances;
mod json;
mod ktx2;
mod lights;
mod limits;
mod location;
mod material;
mod mesh;
mod meshopt;
mod morph;
mod node;
mod pointer;
mod rooms;
mod skin;
mod tangents;
mod texture;
mod variants;
mod vertices;
mod xmp;

pub use error::{ImportError, Warning};
pub use inspect::{AnimationFacts, FileFacts, ImageFacts, Inspection, MaterialFacts, MeshFacts, inspect};
pub use limits::Limits;
pub use rooms::rooms;

use accessor::Accessors;
use buffers::Buffers;
use findings::Findings;
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

/// Does jobs of these numbers, 0 up to a count: each once, in any order and on any threads, and returns when all are done.
pub type ShareOut<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) + Sync));

/// One after the other.
pub(crate) fn in_turn(n_jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..n_jobs).for_each(job);
}

/// Reads a whole file. `resolve` is asked for buffers and images by their path relative to the file, which never leaves its folder.
pub fn import(bytes: &[u8], resolve: &dyn Fn(&str) -> Option<Vec<u8>>, limits: &Limits) -> Result<Imported, ImportError> {
    import_shared(bytes, resolve, limits, &in_turn)
}

/// As [`import`], with the work on pictures shared out by the caller, who has threads.
pub fn import_shared(
    bytes: &[u8],
    resolve: &dyn Fn(&str) -> Option<Vec<u8>>,
    limits: &Limits,
    share_out: ShareOut,
) -> Result<Imported, ImportError> {
    let (json, bin) = container::open(bytes, limits)?;
    let mut findings = Findings::default();
    let scene = read(&At::root(&json)?, bin, Outside { resolve, share_out }, limits, &mut findings)?;
    scene.check().map_err(|broken| ImportError::new(broken.place, broken.what))?;
    Ok(Imported { scene, warnings: findings.warnings })
}

/// What the caller brings.
#[derive(Clone, Copy)]
pub(crate) struct Outside<'a> {
    pub resolve: Resolve<'a>,
    pub share_out: ShareOut<'a>,
}

/// The scene of an opened file. It keeps its promises where nothing was found wrong.
fn read(
    root: &At,
    bin: Option<&[u8]>,
    Outside { resolve, share_out }: Outside,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<Scene, ImportError> {
    extensions::check(root, findings, limits)?;
    let mut buffer_budget = Budget::new("bytes of buffers and image files", limits.buffer_bytes as u64);
    let buffers = Buffers::read(root, bin, resolve, limits, &mut buffer_budget, findings)?;
    let accessors = Accessors::read(root, &buffers, limits, findings)?;
    let decoded = Budget::new("bytes of vertices and animation", limits.decoded_bytes as u64);
    let mut job = Job { root, limits, accessors: &accessors, decoded, findings, share_out };

    let textures = texture::read(&mut job, &buffers, resolve, &mut buffer_budget)?;
    let materials = material::read(&mut job, &textures.by_file)?;
    let variants = variants::read_names(&mut job)?;
    let meshes = mesh::read(&mut job, &materials, variants.len())?;
    let lights = lights::read_lights(&mut job)?;
    let cameras = lights::read_cameras(&mut job)?;
    let mut forest = node::read(&mut job, &meshes, lights.len(), cameras.len())?;
    let skins = skin::read(&mut job, forest.nodes.len())?;
    skin::check_uses(&mut job, &forest.nodes, &skins, &meshes)?;
    let n_nodes = forest.nodes.len();
    instances::spread(&mut job, &mut forest.nodes)?;
    morph::spend_on_nodes(&mut job, &forest.nodes, &meshes)?;
    let mut scene = Scene {
        nodes: forest.nodes,
        roots: forest.roots,
        meshes,
        materials,
        textures: textures.textures,
        images: textures.images,
        skins,
        animations: Vec::new(),
        lights,
        cameras,
        variants,
        xmp: xmp::read(&mut job)?,
        extras: forest.extras,
    };
    scene.animations = animation::read(&mut job, &scene, n_nodes)?;
    Ok(scene)
}

/// What every part of the import reads from and writes to.
pub(crate) struct Job<'a> {
    pub root: &'a At<'a>,
    pub limits: &'a Limits,
    pub accessors: &'a Accessors<'a>,
    pub decoded: Budget,
    pub findings: &'a mut Findings,
    pub share_out: ShareOut<'a>,
}

impl Job<'_> {
    pub fn warn(&mut self, at: &At, what: impl Into<String>) {
        self.findings.add(at, what);
    }

    /// As [`Findings::or`].
    pub fn or<T>(&mut self, read: Result<T, ImportError>, otherwise: impl FnOnce() -> T) -> Result<T, ImportError> {
        self.findings.or(read, otherwise)
    }

    pub fn objects<'b>(&'b self, key: &str) -> Result<Vec<At<'b>>, ImportError> {
        self.root.objects(key, self.limits.list_len)
    }
}
