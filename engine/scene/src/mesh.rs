//! Meshes: triangles, lines and points with what stands at their corners.

use glam::{Vec2, Vec3, Vec4};

/// Primitives that share a node.
#[derive(Debug, Clone, Default)]
pub struct Mesh {
    pub name: String,
    pub primitives: Vec<Primitive>,
    /// Of the morph targets, for nodes that say nothing else; one for each target, or empty where there are none.
    pub morph_weights: Vec<f32>,
    /// What an artist calls the morph targets, where known.
    pub morph_names: Vec<String>,
}

/// An indexed list of triangles, lines or points with one material. `indices.len()` is a multiple of the topology's corners and
/// every index is below the vertex count.
#[derive(Debug, Clone, Default)]
pub struct Primitive {
    pub vertices: Vertices,
    pub indices: Vec<u32>,
    pub topology: Topology,
    pub material: Option<usize>,
    /// As many in each primitive of a mesh.
    pub morph_targets: Vec<MorphTarget>,
    pub variants: VariantMaterials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Topology {
    #[default]
    Triangles,
    /// Pairs.
    Lines,
    Points,
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

/// What is added to the vertices where its weight is 1. Each list has one value a vertex, or is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MorphTarget {
    pub positions: Vec<Vec3>,
    pub normals: Vec<Vec3>,
    pub tangents: Vec<Vec3>,
    pub uv0: Vec<Vec2>,
    pub uv1: Vec<Vec2>,
    pub colors: Vec<Vec4>,
}

/// Which material a primitive wears in which variant (KHR_materials_variants). Empty where it is always the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VariantMaterials {
    /// Where no variant is chosen, and in those not listed.
    pub otherwise: Option<usize>,
    /// Variant, material.
    pub by_variant: Vec<(usize, usize)>,
}

impl Topology {
    /// Indices for each triangle, line or point.
    pub fn n_corners(self) -> usize {
        match self {
            Self::Triangles => 3,
            Self::Lines => 2,
            Self::Points => 1,
        }
    }
}

impl Mesh {
    /// Whether it has surfaces, which hide what is behind them; lines and points do not.
    pub fn is_solid(&self) -> bool {
        self.primitives.iter().any(|primitive| primitive.topology == Topology::Triangles)
    }
}

impl Primitive {
    /// Corners of its triangles; none of lines and points.
    pub fn triangles(&self) -> &[[u32; 3]] {
        if self.topology == Topology::Triangles { self.indices.as_chunks::<3>().0 } else { &[] }
    }
}
