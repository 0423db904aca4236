//! A 3D scene on the CPU: nodes, meshes, materials, lights, animation, ray picking. Training-blind.
//!
//! Conventions: right-handed, +Y up, cameras look along -Z, things face +Z, metres, radians, column vectors, counter-clockwise
//! front faces, linear light. Transforms are named `world_from_local`. Start at [`Scene`].

mod aabb;
mod animation;
mod bounds;
mod bvh;
mod explode;
mod extras;
mod graph;
mod invariants;
mod light;
mod material;
mod memory;
mod mesh;
mod morph;
mod node;
mod pick;
mod pose;
mod property;
mod ray;
mod rest;
mod room;
mod texture;
mod thin;
mod variants;
pub mod walk;

pub use aabb::Aabb;
pub use animation::{Animation, Channel, Interpolation, Keys, ValueChannel};
pub use bounds::bounds_of;
pub use explode::Exploded;
pub use extras::{Extra, Extras};
pub use invariants::BrokenScene;
pub use light::{Camera, Light, LightKind, Projection};
pub use material::{AlphaMode, Anisotropy, Clearcoat, Iridescence, MapSlot, Material, Sheen, Specular, Transmission, Volume};
pub use memory::has_room;
pub use mesh::{Mesh, MorphTarget, Primitive, Topology, VariantMaterials, Vertices};
pub use node::{Node, NodeIdx, Skin, Transform};
pub use pick::{Hit, Picker};
pub use pose::Pose;
pub use property::{CameraValue, LightValue, MapValue, MaterialValue, Property};
pub use ray::Ray;
pub use rest::Rest;
pub use room::{Irradiance, Room, Window, irradiance_at, room_at};
pub use texture::{Filter, Image, ImageFormat, PackedImage, Sampler, Texels, Texture, TextureRef, Wrap};

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
    /// Names of what the scene can be dressed in; see [`Scene::choose_variant`].
    pub variants: Vec<String>,
    /// What is said about it and its parts, for people and archives.
    pub xmp: Vec<Xmp>,
    /// Of the scene itself, such as the name of its lightmap.
    pub extras: Extras,
}

/// A packet of metadata (KHR_xmp_json_ld), as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Xmp {
    /// JSON-LD.
    pub json: String,
    /// What it is said about, by place in the file.
    pub about: Vec<String>,
}
