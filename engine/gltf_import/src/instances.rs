//! EXT_mesh_gpu_instancing: one mesh in many places, made into as many nodes below the one that lists them.
//!
//! Each is named after its node and counted from 0, so that it can be found; the renderer brings equal meshes together again by
//! itself. Start at [`spread`].

use crate::json::At;
use crate::{ImportError, Job};
use glam::{Quat, Vec3};
use scene::{Node, Transform};

/// Gives every node with places its instances as children, and takes its mesh away.
pub(crate) fn spread(job: &mut Job, nodes: &mut Vec<Node>) -> Result<(), ImportError> {
    for (idx, at) in job.root.objects("nodes", job.limits.list_len)?.iter().enumerate() {
        let Some(extension) = at.extension("EXT_mesh_gpu_instancing")? else { continue };
        let places = read_places(job, &extension);
        let places = job.or(places, Vec::new)?;
        let Some(mesh) = nodes[idx].mesh else { continue };
        if nodes[idx].skin.is_some() {
            job.warn(&extension, "a mesh with a skin cannot stand in many places; it was left in one");
            continue;
        }
        if nodes.len() + places.len() > job.limits.list_len {
            return extension.fail(format!("makes more than {} nodes", job.limits.list_len));
        }
        let first = nodes.len();
        for (n, transform) in places.into_iter().enumerate() {
            let name = format!("{} {n}", nodes[idx].name);
            let morph_weights = nodes[idx].morph_weights.clone();
            nodes.push(Node { name, parent: Some(idx), transform, mesh: Some(mesh), morph_weights, ..Node::default() });
        }
        nodes[idx].mesh = None;
        let instances = first..nodes.len();
        nodes[idx].children.extend(instances);
    }
    Ok(())
}

fn read_places(job: &mut Job, at: &At) -> Result<Vec<Transform>, ImportError> {
    let Some(attributes) = at.object("attributes")? else { return at.fail("has no `attributes`") };
    let translations: Vec<[f32; 3]> = read(job, &attributes, "TRANSLATION")?;
    let rotations: Vec<[f32; 4]> = read(job, &attributes, "ROTATION")?;
    let scales: Vec<[f32; 3]> = read(job, &attributes, "SCALE")?;
    let count = translations.len().max(rotations.len()).max(scales.len());
    if [translations.len(), rotations.len(), scales.len()].iter().any(|len| *len != 0 && *len != count) {
        return attributes.fail("its lists differ in length");
    }
    let mut places = vec![Transform::IDENTITY; count];
    for (place, translation) in places.iter_mut().zip(translations) {
        place.translation = Vec3::from_array(translation);
    }
    for (idx, (place, rotation)) in places.iter_mut().zip(rotations).enumerate() {
        let rotation = Quat::from_array(rotation);
        let length = rotation.length();
        if !(length > 1e-3 && length.is_finite()) {
            return attributes.fail(format!("rotation {idx} must be a quaternion of length 1"));
        }
        place.rotation = rotation / length;
    }
    for (place, scale) in places.iter_mut().zip(scales) {
        place.scale = Vec3::from_array(scale);
    }
    Ok(places)
}

/// Empty when absent.
fn read<const N: usize>(job: &mut Job, attributes: &At, name: &str) -> Result<Vec<[f32; N]>, ImportError> {
    let Some(at) = attributes.get(name) else { return Ok(Vec::new()) };
    let accessor = job.accessors.index(&at)?;
    if job.accessors.count(accessor) > job.limits.list_len {
        return at.fail(format!("has more than {} places", job.limits.list_len));
    }
    job.accessors.floats(&at, accessor, false, &mut job.decoded)
}
