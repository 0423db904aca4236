//! Morph targets: what is added to a primitive's vertices, and how much of it at first.

use crate::json::At;
use crate::vertices::Source;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3};
use scene::{Mesh, MorphTarget, Node};

/// Of a vertex that a renderer keeps apart for a node whose mesh morphs.
const VERTEX_BYTES: u64 = 64;

pub(crate) fn read_targets(job: &mut Job, primitive: &At, source: &Source) -> Result<Vec<MorphTarget>, ImportError> {
    let targets = primitive.objects("targets", job.limits.morph_targets)?;
    targets.iter().map(|at| read_target(job, &source.deltas(at))).collect()
}

fn read_target(job: &mut Job, source: &Source) -> Result<MorphTarget, ImportError> {
    let positions: Vec<[f32; 3]> = source.floats(job, "POSITION", true)?;
    let normals: Vec<[f32; 3]> = source.floats(job, "NORMAL", false)?;
    let tangents: Vec<[f32; 3]> = source.floats(job, "TANGENT", false)?;
    let uv0: Vec<[f32; 2]> = source.floats(job, "TEXCOORD_0", true)?;
    let uv1: Vec<[f32; 2]> = source.floats(job, "TEXCOORD_1", true)?;
    Ok(MorphTarget {
        positions: positions.into_iter().map(Vec3::from_array).collect(),
        normals: normals.into_iter().map(Vec3::from_array).collect(),
        tangents: tangents.into_iter().map(Vec3::from_array).collect(),
        uv0: uv0.into_iter().map(Vec2::from_array).collect(),
        uv1: uv1.into_iter().map(Vec2::from_array).collect(),
        colors: source.colors(job, 0.0)?,
    })
}

/// Makes all primitives of a mesh have as many targets, and reads how much of each shows.
pub(crate) fn finish_mesh(job: &mut Job, at: &At, mesh: &mut Mesh) -> Result<(), ImportError> {
    let counts = || mesh.primitives.iter().map(|primitive| primitive.morph_targets.len());
    let n_targets = counts().max().unwrap_or(0);
    if counts().any(|count| count != n_targets) {
        job.warn(at, "its primitives differ in their number of morph targets; those missing change nothing");
    }
    for primitive in &mut mesh.primitives {
        primitive.morph_targets.resize_with(n_targets, MorphTarget::default);
    }
    mesh.morph_weights = read_weights(job, at, n_targets)?.unwrap_or_else(|| vec![0.0; n_targets]);
    let names = at.get("extras").and_then(|extras| extras.get("targetNames"));
    let names = names.and_then(|names| names.value.as_array()).filter(|names| names.len() == n_targets);
    mesh.morph_names = names.into_iter().flatten().map(|name| name.as_str().unwrap_or_default().to_owned()).collect();
    Ok(())
}

/// `weights` of a mesh or node, one for each target; None when absent.
pub(crate) fn read_weights(job: &mut Job, at: &At, n_targets: usize) -> Result<Option<Vec<f32>>, ImportError> {
    let Some(list) = at.get("weights") else { return Ok(None) };
    let mut weights = Vec::new();
    for weight in at.list("weights", job.limits.morph_targets)? {
        match weight.value.as_f64().map(|weight| weight as f32).filter(|weight| weight.is_finite()) {
            Some(weight) => weights.push(weight),
            None => return weight.fail("must be a finite number"),
        }
    }
    if weights.len() != n_targets {
        job.warn(&list, format!("has {} weights for {n_targets} morph targets; the rest is 0 or left out", weights.len()));
        weights.resize(n_targets, 0.0);
    }
    Ok(Some(weights))
}

/// Every node bends its mesh by itself, so that each costs its own vertices.
pub(crate) fn spend_on_nodes(job: &mut Job, nodes: &[Node], meshes: &[Mesh]) -> Result<(), ImportError> {
    for (idx, node) in nodes.iter().enumerate() {
        let Some(mesh) = node.mesh.map(|mesh| &meshes[mesh]).filter(|mesh| mesh.n_morph_targets() > 0) else { continue };
        let n_vertices: u64 = mesh.primitives.iter().map(|primitive| primitive.vertices.positions.len() as u64).sum();
        let spent = job.decoded.spend(&format!("/nodes/{idx}"), n_vertices * VERTEX_BYTES);
        job.or(spent, || ())?;
    }
    Ok(())
}

/// Deltas of flat normals: of each face as the target bends it, less as it was.
pub(crate) fn flat_normals(positions: &[Vec3], normals: &[Vec3], target: &MorphTarget) -> Vec<Vec3> {
    let bent: Vec<Vec3> = positions.iter().zip(&target.positions).map(|(position, delta)| *position + *delta).collect();
    let faces = bent.as_chunks::<3>().0.iter().zip(normals.as_chunks::<3>().0);
    let delta = |(face, before): (&[Vec3; 3], &[Vec3; 3])| {
        let normal = (face[1] - face[0]).cross(face[2] - face[0]).normalize_or(before[0]);
        [normal - before[0]; 3]
    };
    faces.flat_map(delta).collect()
}
