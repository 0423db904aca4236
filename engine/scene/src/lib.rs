//! A 3D scene on the CPU: nodes, meshes, materials, lights, animation, ray picking. Training-blind.
//!
//! Conventions: right-handed, +Y up, cameras look along -Z, things face +Z, metres, radians, column vectors, counter-clockwise
//! front faces, linear light. Transforms are named `world_from_local`. Start at [`Scene`].

mod aabb;
mod animation;
mod bounds;
mod bvh;
mod extras;
mod graph;
mod invariants;
mod light;
mod material;
mod mesh;
mod node;
mod pick;
mod pose;
mod ray;
mod texture;
pub mod walk;

pub use aabb::Aabb;
pub use animation::{Animation, Channel, Interpolation, Keys};
pub use bounds::bounds_of;
pub use extras::{Extra, Extras};
pub use invariants::BrokenScene;
pub use light::{Camera, Light, LightKind};
pub use material::{AlphaMode, Anisotropy, Clearcoat, Iridescence, MapSlot, Material, Sheen, Specular, Transmission, Volume};
pub use mesh::{Mesh, Primitive, Vertices};
pub use node::{Node, NodeIdx, Skin, Transform};
pub use pick::{Hit, Picker};
pub use pose::Pose;
pub use ray::Ray;
pub use texture::{Filter, Image, ImageFormat, Sampler, Texture, TextureRef, Wrap};

/// A whole scene. Indices point into the lists of the same scene; importers guarantee that they are in range and that nodes
/// form a forest (no cycles, each child has exactly one parent).
#[derive(Debug, Clone, Default)]
pub struct Scene {
    pub nodes: Vec<Node>,
    pub roots: Vec<NodeIdx>,
    pub meshes: Vec<Mesh>,
    pub materials: Vec<Material>,
    pub textures: Vec<Texture>,
    pub images: Vec<Image>,
    pub skins: Vec<Skin>,
    pub animations: Vec<Animation>,
    pub lights: Vec<Light>,
    pub cameras: Vec<Camera>,
    /// Of the scene itself, such as the name of its lightmap.
    pub extras: Extras,
}
