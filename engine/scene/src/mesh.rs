//! Triangles.

use glam::{Vec2, Vec3, Vec4};

/// Primitives that share a node.
#[derive(Debug, Clone, Default)]
pub struct Mesh {
    pub name: String,
    pub primitives: Vec<Primitive>,
}

/// An indexed triangle list with one material. `indices.len()` is a multiple of 3 and every index is below the vertex count.
#[derive(Debug, Clone, Default)]
pub struct Primitive {
    pub vertices: Vertices,
    pub indices: Vec<u32>,
    pub material: Option<usize>,
}

/// Attributes by vertex. `positions` has one value a vertex; every other list has as many values or is empty.
#[derive(Debug, Clone, Default)]
pub struct Vertices {
    /// Metres, in the mesh's space.
    pub positions: Vec<Vec3>,
    /// Unit length.
    pub normals: Vec<Vec3>,
    /// xyz unit length, w the sign of the bitangent.
    pub tangents: Vec<Vec4>,
    pub uv0: Vec<Vec2>,
    /// The lightmap's, where there is one.
    pub uv1: Vec<Vec2>,
    /// Linear, straight alpha.
    pub colors: Vec<Vec4>,
    /// Indices into the skin's joints.
    pub joints: Vec<[u16; 4]>,
    /// Sum is 1.
    pub weights: Vec<Vec4>,
}
