//! All triangles, lines and points of a scene in three vertex buffers and one index buffer, so that drawing rebinds almost nothing.
//! A node whose mesh has morph targets has vertices of its own behind all others, as its weights bend them (morphs.rs).

use crate::Gpu;
use crate::bands::upload_buffer;
use crate::bounds::Bounds;
use crate::scene_gpu::UploadError;
use crate::sunlight::SunOrders;
use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3, Vec4};
use scene::{Mesh, NodeIdx, Primitive, Scene, Vertices, has_room};
use std::collections::BTreeMap;
use std::ops::Range;

/// The buffers; slots as in `layouts::slot`.
pub(crate) struct Geometry {
    pub positions: wgpu::Buffer,
    pub attributes: wgpu::Buffer,
    /// Of skinned primitives only; their `PrimitiveRange::first_skin_vertex` says where.
    pub skin_weights: wgpu::Buffer,
    pub indices: wgpu::Buffer,
    /// By mesh, then primitive.
    pub primitives: Vec<Vec<PrimitiveRange>>,
    /// By morphing node, then primitive: its own first vertex.
    pub morphed: BTreeMap<NodeIdx, Vec<u32>>,
}

/// Where a primitive lies in the buffers.
#[derive(Debug, Clone)]
pub(crate) struct PrimitiveRange {
    pub indices: Range<u32>,
    pub first_vertex: u32,
    /// In `skin_weights`, where the primitive has any.
    pub first_skin_vertex: Option<u32>,
    /// In the mesh's space, unskinned.
    pub bounds: Bounds,
}

/// `VertexIn` in shaders/surface.wgsl, but for the position.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
pub(crate) struct Attributes {
    normal: [i16; 4],
    tangent: [i16; 4],
    uv_0: Vec2,
    uv_1: Vec2,
    color: [u8; 4],
}

/// `Weights` in shaders/surface.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct SkinWeights {
    joints: [u8; 4],
    weights: [u16; 4],
}

impl Geometry {
    /// Whether each buffer of a scene would be at most this large, and this PC has room for all of them. Asked before anything is made of
    /// it.
    pub fn is_small_enough(scene: &Scene, most_bytes: u64) -> Result<(), UploadError> {
        let count = |mesh: &Mesh, of: fn(&Primitive) -> usize| mesh.primitives.iter().map(|one| of(one) as u64).sum::<u64>();
        let vertices_of = |mesh| count(mesh, |primitive| primitive.vertices.positions.len());
        let morphing = scene.nodes.iter().filter_map(|node| node.mesh).map(|mesh| &scene.meshes[mesh]);
        let n_own: u64 = morphing.filter(|mesh| mesh.n_morph_targets() > 0).map(vertices_of).sum();
        let n_vertices = n_own + scene.meshes.iter().map(vertices_of).sum::<u64>();
        let n_skinned: u64 = scene.meshes.iter().map(|mesh| count(mesh, |primitive| primitive.vertices.joints.len())).sum();
        let n_indices: u64 = scene.meshes.iter().map(|mesh| count(mesh, |primitive| primitive.indices.len())).sum();
        let sizes = [(n_vertices, size_of::<Attributes>()), (n_skinned, size_of::<SkinWeights>()), (n_indices, size_of::<u32>())];
        let needed = sizes.into_iter().map(|(n, bytes)| n * bytes as u64).max().unwrap_or(0);
        if needed > most_bytes {
            return Err(UploadError::Geometry { needed_mb: needed.div_ceil(1 << 20), most_mb: most_bytes >> 20 });
        }
        // All of them stand beside each other before they are on their way.
        let positions = n_vertices * size_of::<Vec3>() as u64;
        let together = positions + sizes.into_iter().map(|(n, bytes)| n * bytes as u64).sum::<u64>();
        if has_room(together) { Ok(()) } else { Err(UploadError::Memory { needed_mb: together.div_ceil(1 << 20) }) }
    }

    /// Primitives in `sun_orders` get their triangles in that order.
    pub fn upload(gpu: &Gpu, scene: &Scene, sun_orders: &SunOrders) -> Self {
        let mut positions: Vec<Vec3> = Vec::new();
        let mut attributes: Vec<Attributes> = Vec::new();
        let mut skin_weights: Vec<SkinWeights> = Vec::new();
        let mut indices: Vec<u32> = Vec::new();
        let mut primitives = Vec::with_capacity(scene.meshes.len());
        for (mesh_idx, mesh) in scene.meshes.iter().enumerate() {
            let mut ranges = Vec::with_capacity(mesh.primitives.len());
            for (i, primitive) in mesh.primitives.iter().enumerate() {
                let vertices = &primitive.vertices;
                let first_index = indices.len() as u32;
                let first_skin_vertex = (!vertices.joints.is_empty()).then_some(skin_weights.len() as u32);
                ranges.push(PrimitiveRange {
                    indices: first_index..first_index + primitive.indices.len() as u32,
                    first_vertex: positions.len() as u32,
                    first_skin_vertex,
                    bounds: Bounds::of(&vertices.positions),
                });
                indices.extend_from_slice(sun_orders.get(&(mesh_idx, i)).map_or(&primitive.indices, |order| &order.indices));
                positions.extend_from_slice(&vertices.positions);
                append_attributes(primitive, vertices, wants_tangents(scene, primitive), &mut attributes);
                append_skin_weights(primitive, &mut skin_weights);
            }
            primitives.push(ranges);
        }
        let mut morphed = BTreeMap::new();
        for (node, data) in scene.nodes.iter().enumerate() {
            let Some(mesh) = data.mesh.map(|mesh| &scene.meshes[mesh]).filter(|mesh| mesh.n_morph_targets() > 0) else {
                continue;
            };
            let own = mesh.primitives.iter().map(|primitive| {
                let first_vertex = positions.len() as u32;
                let vertices = primitive.morphed(scene.morph_weights(node));
                append_attributes(primitive, &vertices, wants_tangents(scene, primitive), &mut attributes);
                positions.extend(vertices.positions);
                first_vertex
            });
            morphed.insert(node, own.collect());
        }
        let upload = |label, bytes: &[u8], usage| upload_buffer(gpu, label, bytes, usage);
        let vertex = wgpu::BufferUsages::VERTEX;
        Self {
            positions: upload("positions", bytemuck::cast_slice(&positions), vertex),
            attributes: upload("attributes", bytemuck::cast_slice(&attributes), vertex),
            skin_weights: upload("skin weights", bytemuck::cast_slice(&skin_weights), vertex),
            indices: upload("indices", bytemuck::cast_slice(&indices), wgpu::BufferUsages::INDEX),
            primitives,
            morphed,
        }
    }

    /// Puts other vertices, as many, in the place of those that begin at `first_vertex`.
    pub fn rewrite(&self, queue: &wgpu::Queue, first_vertex: u32, primitive: &Primitive, vertices: &Vertices, tangents: bool) {
        let mut attributes = Vec::with_capacity(vertices.positions.len());
        append_attributes(primitive, vertices, tangents, &mut attributes);
        let first_vertex = u64::from(first_vertex);
        queue.write_buffer(&self.positions, first_vertex * size_of::<Vec3>() as u64, bytemuck::cast_slice(&vertices.positions));
        queue.write_buffer(&self.attributes, first_vertex * size_of::<Attributes>() as u64, bytemuck::cast_slice(&attributes));
    }
}

/// Of a primitive that brings none.
pub(crate) fn wants_tangents(scene: &Scene, primitive: &Primitive) -> bool {
    primitive.material.is_some_and(|material| crate::materials::needs_tangents(&scene.materials[material]))
}

/// `vertices`: the primitive's, or what morph targets make of them.
fn append_attributes(primitive: &Primitive, vertices: &Vertices, wants_tangents: bool, out: &mut Vec<Attributes>) {
    let flat;
    let normals = if vertices.normals.is_empty() {
        flat = normals_of(primitive, vertices);
        &flat
    } else {
        &vertices.normals
    };
    let made;
    let tangents = if vertices.tangents.is_empty() && wants_tangents && !vertices.uv0.is_empty() {
        made = tangents_of(primitive, vertices, normals);
        &made
    } else {
        &vertices.tangents
    };
    for (i, normal) in normals.iter().enumerate() {
        out.push(Attributes {
            normal: snorm(normal.extend(0.0)),
            tangent: snorm(tangents.get(i).copied().unwrap_or(Vec4::new(1.0, 0.0, 0.0, 1.0))),
            uv_0: vertices.uv0.get(i).copied().unwrap_or_default(),
            uv_1: vertices.uv1.get(i).copied().unwrap_or_default(),
            color: vertices.colors.get(i).copied().unwrap_or(Vec4::ONE).to_array().map(|value| unorm(value, 255.0) as u8),
        });
    }
}

fn append_skin_weights(primitive: &Primitive, out: &mut Vec<SkinWeights>) {
    for (joints, weights) in primitive.vertices.joints.iter().zip(&primitive.vertices.weights) {
        let sum = weights.element_sum();
        let weights = if sum > 0.0 { *weights / sum } else { Vec4::X };
        out.push(SkinWeights {
            joints: joints.map(|joint| joint.min(crate::uniforms::N_JOINTS_MAX as u16 - 1) as u8),
            weights: weights.to_array().map(|weight| unorm(weight, 65535.0) as u16),
        });
    }
}

/// Smooth normals, weighted by area, for meshes that bring none.
fn normals_of(primitive: &Primitive, vertices: &Vertices) -> Vec<Vec3> {
    let positions = &vertices.positions;
    let mut normals = vec![Vec3::ZERO; positions.len()];
    for triangle in primitive.triangles() {
        let [a, b, c] = triangle.map(|i| i as usize);
        let normal = (positions[b] - positions[a]).cross(positions[c] - positions[a]);
        for corner in [a, b, c] {
            normals[corner] += normal;
        }
    }
    normals.into_iter().map(|normal| normal.normalize_or(Vec3::Y)).collect()
}

/// Tangents along growing u, averaged over the triangles of a vertex, for meshes that bring none.
fn tangents_of(primitive: &Primitive, vertices: &Vertices, normals: &[Vec3]) -> Vec<Vec4> {
    let (positions, uvs) = (&vertices.positions, &vertices.uv0);
    let mut along_u = vec![Vec3::ZERO; positions.len()];
    let mut along_v = vec![Vec3::ZERO; positions.len()];
    for triangle in primitive.triangles() {
        let [a, b, c] = triangle.map(|i| i as usize);
        let (edge_1, edge_2) = (positions[b] - positions[a], positions[c] - positions[a]);
        let (uv_1, uv_2) = (uvs[b] - uvs[a], uvs[c] - uvs[a]);
        // The sign says whether the texture is mirrored; the size of the triangle stays as weight.
        let sign = uv_1.perp_dot(uv_2).signum();
        let tangent = (edge_1 * uv_2.y - edge_2 * uv_1.y) * sign;
        let bitangent = (edge_2 * uv_1.x - edge_1 * uv_2.x) * sign;
        let area = edge_1.cross(edge_2).length();
        for corner in [a, b, c] {
            along_u[corner] += tangent.normalize_or_zero() * area;
            along_v[corner] += bitangent.normalize_or_zero() * area;
        }
    }
    let tangent = |i: usize| {
        let normal = normals[i];
        let tangent = along_u[i].reject_from_normalized(normal).normalize_or(normal.any_orthonormal_vector());
        // glTF's v runs down the picture, its normal maps up: the bitangent is against growing v.
        let w = if normal.cross(tangent).dot(along_v[i]) < 0.0 { 1.0 } else { -1.0 };
        tangent.extend(w)
    };
    (0..positions.len()).map(tangent).collect()
}

fn snorm(value: Vec4) -> [i16; 4] {
    value.to_array().map(|value| (value.clamp(-1.0, 1.0) * 32767.0).round() as i16)
}

fn unorm(value: f32, one: f32) -> f32 {
    (value.clamp(0.0, 1.0) * one).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::Vertices;

    /// A quad facing +Z whose u grows to the right and v downwards, as pictures do in glTF.
    fn quad() -> Primitive {
        let positions = vec![Vec3::ZERO, Vec3::X, Vec3::new(1.0, 1.0, 0.0), Vec3::Y];
        let uv0 = positions.iter().map(|p| Vec2::new(p.x, 1.0 - p.y)).collect();
        let vertices = Vertices { positions, uv0, ..Default::default() };
        Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], ..Primitive::default() }
    }

    #[test]
    fn missing_normals_follow_the_winding() {
        assert!(normals_of(&quad(), &quad().vertices).iter().all(|normal| normal.abs_diff_eq(Vec3::Z, 1e-6)));
    }

    #[test]
    fn a_mesh_that_too_many_nodes_bend_is_refused_before_anything_is_made_of_it() {
        let target = scene::MorphTarget { positions: vec![Vec3::X; 4], ..scene::MorphTarget::default() };
        let mesh = Mesh { primitives: vec![Primitive { morph_targets: vec![target], ..quad() }], ..Mesh::default() };
        let node = scene::Node { mesh: Some(0), ..scene::Node::default() };
        let scene = Scene { meshes: vec![mesh], nodes: vec![node; 9], ..Scene::default() };
        let needed = 40 * size_of::<Attributes>() as u64;
        assert!(Geometry::is_small_enough(&scene, needed).is_ok());
        let why = Geometry::is_small_enough(&scene, needed - 1).unwrap_err().to_string();
        assert!(why.contains("fewer vertices"), "{why}");
    }

    #[test]
    fn bitangent_points_up_the_picture() {
        let quad = quad();
        for tangent in tangents_of(&quad, &quad.vertices, &[Vec3::Z; 4]) {
            assert!(tangent.truncate().abs_diff_eq(Vec3::X, 1e-6));
            let bitangent = Vec3::Z.cross(tangent.truncate()) * tangent.w;
            assert!(bitangent.abs_diff_eq(Vec3::Y, 1e-6));
        }
    }
}
