//! Meshes: triangles of all kinds, made into indexed lists with normals, and with tangents where a normal map needs them.

use crate::json::At;
use crate::tangents::with_tangents;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3, Vec4};
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
    let attributes = at.need("attributes")?;
    let Some(position) = attributes.get("POSITION") else {
        job.warn(at, "has no positions; it was left out");
        return Ok(None);
    };
    let n_vertices = job.accessors.count(position.index(job.accessors.len(), "accessor")?);
    let vertices = read_vertices(job, &attributes, n_vertices)?;
    let indices = triangle_list(mode, &read_indices(job, at, n_vertices)?);
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

fn read_vertices(job: &mut Job, attributes: &At, n_vertices: usize) -> Result<Vertices, ImportError> {
    let weights: Vec<Vec4> =
        read_attribute(job, attributes, "WEIGHTS_0", n_vertices, false)?.into_iter().map(weights_of).collect();
    let mut joints = Vec::new();
    if let Some((at, accessor)) = find_attribute(job, attributes, "JOINTS_0", n_vertices)? {
        for joint in job.accessors.integers::<4>(&at, accessor, &mut job.decoded)? {
            let narrow = |joint: u32| u16::try_from(joint).or_else(|_| at.fail(format!("joint {joint} is beyond every skin")));
            joints.push([narrow(joint[0])?, narrow(joint[1])?, narrow(joint[2])?, narrow(joint[3])?]);
        }
    }
    if joints.is_empty() != weights.is_empty() {
        return attributes.fail("has joints without weights, or weights without joints");
    }
    if attributes.get("JOINTS_1").is_some() {
        job.warn(attributes, "more than four joints move a vertex; only the first four are read");
    }
    let normals: Vec<[f32; 3]> = read_attribute(job, attributes, "NORMAL", n_vertices, false)?;
    // Without normals the file's tangents have no meaning (glTF 2.0, section 3.7.2.1).
    let tangents: Vec<[f32; 4]> =
        if normals.is_empty() { Vec::new() } else { read_attribute(job, attributes, "TANGENT", n_vertices, false)? };
    let positions: Vec<[f32; 3]> = read_attribute(job, attributes, "POSITION", n_vertices, true)?;
    let uv0: Vec<[f32; 2]> = read_attribute(job, attributes, "TEXCOORD_0", n_vertices, true)?;
    let uv1: Vec<[f32; 2]> = read_attribute(job, attributes, "TEXCOORD_1", n_vertices, true)?;
    Ok(Vertices {
        positions: positions.into_iter().map(Vec3::from_array).collect(),
        normals: normals.into_iter().map(|normal| Vec3::from_array(normal).normalize_or(Vec3::Y)).collect(),
        tangents: tangents.into_iter().map(tangent_of).collect(),
        uv0: uv0.into_iter().map(Vec2::from_array).collect(),
        uv1: uv1.into_iter().map(Vec2::from_array).collect(),
        colors: read_colors(job, attributes, n_vertices)?,
        joints,
        weights,
    })
}

fn find_attribute<'a>(
    job: &Job,
    attributes: &At<'a>,
    name: &str,
    n_vertices: usize,
) -> Result<Option<(At<'a>, usize)>, ImportError> {
    let Some(at) = attributes.get(name) else { return Ok(None) };
    let accessor = at.index(job.accessors.len(), "accessor")?;
    let count = job.accessors.count(accessor);
    if count != n_vertices {
        return at.fail(format!("has {count} values for {n_vertices} vertices"));
    }
    Ok(Some((at, accessor)))
}

/// Empty when absent. `any_integers`: KHR_mesh_quantization allows whole numbers.
fn read_attribute<const N: usize>(
    job: &mut Job,
    attributes: &At,
    name: &str,
    n_vertices: usize,
    any_integers: bool,
) -> Result<Vec<[f32; N]>, ImportError> {
    match find_attribute(job, attributes, name, n_vertices)? {
        Some((at, accessor)) => job.accessors.floats(&at, accessor, any_integers, &mut job.decoded),
        None => Ok(Vec::new()),
    }
}

fn read_colors(job: &mut Job, attributes: &At, n_vertices: usize) -> Result<Vec<Vec4>, ImportError> {
    let Some((at, accessor)) = find_attribute(job, attributes, "COLOR_0", n_vertices)? else { return Ok(Vec::new()) };
    if job.accessors.n_components(accessor) == 3 {
        let colors = job.accessors.floats::<3>(&at, accessor, false, &mut job.decoded)?;
        return Ok(colors.into_iter().map(|color| Vec3::from_array(color).extend(1.0)).collect());
    }
    Ok(job.accessors.floats::<4>(&at, accessor, false, &mut job.decoded)?.into_iter().map(Vec4::from_array).collect())
}

fn read_indices(job: &mut Job, at: &At, n_vertices: usize) -> Result<Vec<u32>, ImportError> {
    let Some(at) = at.get("indices") else {
        job.decoded.spend(&at.place, n_vertices as u64 * 4)?;
        return Ok((0..n_vertices as u32).collect());
    };
    let accessor = at.index(job.accessors.len(), "accessor")?;
    let indices: Vec<u32> = job.accessors.integers::<1>(&at, accessor, &mut job.decoded)?.into_iter().flatten().collect();
    match indices.iter().find(|index| **index as usize >= n_vertices) {
        Some(index) => at.fail(format!("index {index} is beyond the {n_vertices} vertices")),
        None => Ok(indices),
    }
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

fn weights_of(weights: [f32; 4]) -> Vec4 {
    let weights = Vec4::from_array(weights).max(Vec4::ZERO);
    let sum = weights.element_sum();
    if sum > 0.0 && sum.is_finite() { weights / sum } else { Vec4::X }
}

fn tangent_of([x, y, z, w]: [f32; 4]) -> Vec4 {
    Vec3::new(x, y, z).normalize_or(Vec3::X).extend(if w < 0.0 { -1.0 } else { 1.0 })
}
