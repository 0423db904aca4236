//! Meshes: triangles of all kinds, made into indexed lists with normals, and with tangents where a normal map needs them.

use crate::json::At;
use crate::tangents::with_tangents;
use crate::vertices::Source;
use crate::{ImportError, Job};
use glam::Vec3;
use scene::{Material, Mesh, Primitive, Vertices};

/// Of a vertex with everything that a renderer of surfaces reads.
const VERTEX_BYTES: u64 = 64;

pub(crate) fn read(job: &mut Job, materials: &[Material]) -> Result<Vec<Mesh>, ImportError> {
    let mut meshes = Vec::new();
    for at in job.root.objects("meshes", job.limits.list_len)? {
        let mut primitives = Vec::new();
        for primitive in at.objects("primitives", job.limits.list_len)? {
            primitives.extend(read_primitive(job, &primitive, materials)?);
        }
        meshes.push(Mesh { name: at.name()?, primitives });
    }
    Ok(meshes)
}

/// None when it holds nothing that is drawn as triangles.
fn read_primitive(job: &mut Job, at: &At, materials: &[Material]) -> Result<Option<Primitive>, ImportError> {
    let mode = at.whole_or("mode", 4)?;
    if mode < 4 {
        job.warn(at, "is made of points or lines, which are not drawn; it was left out");
        return Ok(None);
    }
    if at.get("targets").is_some() {
        job.warn(at, "its morph targets were left out");
    }
    let material = at.index_of("material", materials.len(), "material")?;
    let Some(source) = Source::of(job, at)? else {
        job.warn(at, "has no positions; it was left out");
        return Ok(None);
    };
    let vertices = source.vertices(job)?;
    let indices = triangle_list(mode, &source.indices(job)?);
    let Some(indices) = indices else { return at.fail(format!("`mode` {mode} is unknown")) };
    let mut primitive = Primitive { vertices, indices, material };
    // At worst every corner becomes a vertex of its own.
    let split_bytes = primitive.indices.len() as u64 * VERTEX_BYTES;
    if primitive.vertices.normals.is_empty() {
        job.decoded.spend(&at.place, split_bytes)?;
        primitive = with_flat_normals(primitive);
    }
    let normal_map = material.and_then(|material| materials[material].normal_texture);
    if let Some(normal_map) = normal_map.filter(|_| primitive.vertices.tangents.is_empty()) {
        job.decoded.spend(&at.place, split_bytes)?;
        primitive = with_tangents(primitive, normal_map.uv_set);
    }
    if primitive.indices.is_empty() {
        job.warn(at, "has no triangles; it was left out");
        return Ok(None);
    }
    Ok(Some(primitive))
}

/// None for modes that do not exist. Corners left over after the last whole triangle are dropped.
fn triangle_list(mode: usize, indices: &[u32]) -> Option<Vec<u32>> {
    Some(match mode {
        4 => indices.as_chunks::<3>().0.iter().flatten().copied().collect(),
        5 => indices
            .windows(3)
            .enumerate()
            .flat_map(|(at, corners)| strip_triangle(at, [corners[0], corners[1], corners[2]]))
            .collect(),
        6 => indices.windows(2).skip(1).flat_map(|pair| [pair[0], pair[1], indices[0]]).collect(),
        _ => return None,
    })
}

/// Every second triangle of a strip runs the other way round. Degenerate ones join strips and are dropped.
fn strip_triangle(at: usize, [a, b, c]: [u32; 3]) -> impl Iterator<Item = u32> {
    let corners = if at.is_multiple_of(2) { [a, b, c] } else { [b, a, c] };
    let is_flat = a == b || b == c || a == c;
    corners.into_iter().filter(move |_| !is_flat)
}

/// glTF wants faces to look flat where the file has no normals, so that every corner becomes a vertex of its own.
fn with_flat_normals(primitive: Primitive) -> Primitive {
    let Primitive { vertices, indices, material } = primitive;
    let mut split = take(&vertices, &indices);
    split.normals = Vec::with_capacity(indices.len());
    for corners in split.positions.as_chunks::<3>().0 {
        let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalize_or(Vec3::Y);
        split.normals.extend([normal; 3]);
    }
    Primitive { vertices: split, indices: (0..indices.len() as u32).collect(), material }
}

/// These vertices, in this order.
pub(crate) fn take(vertices: &Vertices, order: &[u32]) -> Vertices {
    fn pick<T: Copy>(list: &[T], order: &[u32]) -> Vec<T> {
        if list.is_empty() { Vec::new() } else { order.iter().map(|idx| list[*idx as usize]).collect() }
    }
    Vertices {
        positions: pick(&vertices.positions, order),
        normals: pick(&vertices.normals, order),
        tangents: pick(&vertices.tangents, order),
        uv0: pick(&vertices.uv0, order),
        uv1: pick(&vertices.uv1, order),
        colors: pick(&vertices.colors, order),
        joints: pick(&vertices.joints, order),
        weights: pick(&vertices.weights, order),
    }
}
