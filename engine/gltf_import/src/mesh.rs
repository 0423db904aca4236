//! Meshes: triangles, lines and points of all kinds, made into indexed lists; triangles get normals, and tangents where a material
//! needs them.

use crate::json::At;
use crate::tangents::with_tangents;
use crate::vertices::Source;
use crate::{ImportError, Job, morph, variants};
use glam::Vec3;
use scene::{Material, Mesh, MorphTarget, Primitive, Topology, Vertices};

/// Of a vertex with everything that a renderer of surfaces reads.
const VERTEX_BYTES: u64 = 64;

pub(crate) fn read(job: &mut Job, materials: &[Material], n_variants: usize) -> Result<Vec<Mesh>, ImportError> {
    let mut meshes = Vec::new();
    for at in job.root.objects("meshes", job.limits.list_len)? {
        let mut mesh = Mesh { name: at.name()?, ..Mesh::default() };
        for primitive in at.objects("primitives", job.limits.list_len)? {
            let read = read_primitive(job, &primitive, materials, n_variants);
            mesh.primitives.extend(job.or(read, || None)?);
        }
        let finished = morph::finish_mesh(job, &at, &mut mesh);
        job.or(finished, || ())?;
        meshes.push(mesh);
    }
    Ok(meshes)
}

/// None when it holds nothing that can be drawn.
fn read_primitive(job: &mut Job, at: &At, materials: &[Material], n_variants: usize) -> Result<Option<Primitive>, ImportError> {
    let mode = at.whole_or("mode", 4)?;
    let material = at.index_of("material", materials.len(), "material")?;
    let variants = variants::read_materials(job, at, material, n_variants, materials.len())?;
    let Some(source) = Source::of(job, at)? else {
        job.warn(at, "has no positions; it was left out");
        return Ok(None);
    };
    let vertices = source.vertices(job)?;
    let indices = source.indices(job)?;
    // A strip or loop has up to three corners for each of its own.
    job.decoded.spend(&at.place, indices.len() as u64 * if mode == 4 { 4 } else { 12 })?;
    let Some((topology, indices)) = listed(mode, indices) else { return at.fail(format!("`mode` {mode} is unknown")) };
    let morph_targets = morph::read_targets(job, at, &source)?;
    let mut primitive = Primitive { vertices, indices, topology, material, morph_targets, variants };
    if primitive.indices.is_empty() {
        job.warn(at, "has nothing to draw; it was left out");
        return Ok(None);
    }
    if topology != Topology::Triangles {
        return Ok(Some(primitive));
    }
    // At worst every corner becomes a vertex of its own.
    let n_lists = 1 + primitive.morph_targets.len() as u64;
    let split_bytes = primitive.indices.len() as u64 * VERTEX_BYTES * n_lists;
    if primitive.vertices.normals.is_empty() {
        job.decoded.spend(&at.place, split_bytes)?;
        primitive = with_flat_normals(primitive);
    }
    if let Some(uv_set) = tangents_uv_set(&primitive, materials).filter(|_| primitive.vertices.tangents.is_empty()) {
        job.decoded.spend(&at.place, split_bytes)?;
        primitive = with_tangents(primitive, uv_set);
    }
    Ok(Some(primitive))
}

/// Along which texture coordinates tangents must run for its material in any variant; None when nothing needs tangents.
fn tangents_uv_set(primitive: &Primitive, materials: &[Material]) -> Option<u32> {
    let in_variants = primitive.variants.by_variant.iter().map(|(_, material)| *material);
    primitive.material.into_iter().chain(in_variants).find_map(|material| {
        let material = &materials[material];
        let maps = [material.normal_texture, material.clearcoat.normal_texture, material.anisotropy.texture];
        let along = maps.into_iter().flatten().next().map(|map| map.uv_set);
        along.or((material.anisotropy.strength > 0.0).then_some(0))
    })
}

/// As lists of triangles, lines or points; None for modes that do not exist. Corners left over at the end are dropped.
fn listed(mode: usize, indices: Vec<u32>) -> Option<(Topology, Vec<u32>)> {
    Some(match mode {
        0 => (Topology::Points, indices),
        1 => (Topology::Lines, indices.as_chunks::<2>().0.iter().flatten().copied().collect()),
        2 | 3 => {
            let mut lines: Vec<u32> = indices.windows(2).flatten().copied().collect();
            if let (2, [first, _, .., last]) = (mode, indices.as_slice()) {
                lines.extend([*last, *first]);
            }
            (Topology::Lines, lines)
        }
        4 if indices.len().is_multiple_of(3) => (Topology::Triangles, indices),
        _ => (Topology::Triangles, triangle_list(mode, &indices)?),
    })
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
    let mut split = reordered(primitive, |primitive| primitive.indices.clone());
    let vertices = &mut split.vertices;
    vertices.normals = Vec::with_capacity(vertices.positions.len());
    for corners in vertices.positions.as_chunks::<3>().0 {
        let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalize_or(Vec3::Y);
        vertices.normals.extend([normal; 3]);
    }
    for target in &mut split.morph_targets {
        target.normals = morph::flat_normals(&vertices.positions, &vertices.normals, target);
    }
    split.indices = (0..vertices.positions.len() as u32).collect();
    split
}

/// The primitive with these of its vertices, in this order. Its indices are left as they were.
pub(crate) fn reordered(primitive: Primitive, order: impl FnOnce(&Primitive) -> Vec<u32>) -> Primitive {
    fn pick<T: Copy>(list: &[T], order: &[u32]) -> Vec<T> {
        if list.is_empty() { Vec::new() } else { order.iter().map(|idx| list[*idx as usize]).collect() }
    }
    let order = order(&primitive);
    let vertices = &primitive.vertices;
    let picked = Vertices {
        positions: pick(&vertices.positions, &order),
        normals: pick(&vertices.normals, &order),
        tangents: pick(&vertices.tangents, &order),
        uv0: pick(&vertices.uv0, &order),
        uv1: pick(&vertices.uv1, &order),
        colors: pick(&vertices.colors, &order),
        joints: pick(&vertices.joints, &order),
        weights: pick(&vertices.weights, &order),
    };
    let target = |target: &MorphTarget| MorphTarget {
        positions: pick(&target.positions, &order),
        normals: pick(&target.normals, &order),
        tangents: pick(&target.tangents, &order),
        uv0: pick(&target.uv0, &order),
        uv1: pick(&target.uv1, &order),
        colors: pick(&target.colors, &order),
    };
    Primitive { vertices: picked, morph_targets: primitive.morph_targets.iter().map(target).collect(), ..primitive }
}
