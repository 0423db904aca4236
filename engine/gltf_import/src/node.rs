//! Nodes, made sure to be a forest, and which of them the file's scene shows.

use crate::json::At;
use crate::{ImportError, Job, extras, morph};
use glam::{Mat4, Quat, Vec3};
use scene::{Extras, Mesh, Node, NodeIdx, Transform};

pub(crate) struct Forest {
    pub nodes: Vec<Node>,
    pub roots: Vec<NodeIdx>,
    /// Of the file and its scene.
    pub extras: Extras,
}

pub(crate) fn read(job: &mut Job, meshes: &[Mesh], n_lights: usize, n_cameras: usize) -> Result<Forest, ImportError> {
    let n_skins = job.objects("skins")?.len();
    let written = job.root.objects("nodes", job.limits.list_len)?;
    let mut nodes = Vec::with_capacity(written.len());
    for at in &written {
        let node = read_node(job, at, meshes, [n_skins, n_lights, n_cameras]);
        let mut node = job.or(node, Node::default)?;
        let children = read_children(job, at, written.len());
        node.children = job.or(children, Vec::new)?;
        nodes.push(node);
    }
    link_parents(job, &written, &mut nodes)?;
    let roots: Vec<NodeIdx> = (0..nodes.len()).filter(|idx| nodes[*idx].parent.is_none()).collect();
    check_depth(job, &written, &nodes, &roots)?;
    let extras = show_scene(job, &mut nodes, &roots)?;
    Ok(Forest { nodes, roots, extras })
}

fn read_node(job: &mut Job, at: &At, meshes: &[Mesh], counts: [usize; 3]) -> Result<Node, ImportError> {
    let [n_skins, n_lights, n_cameras] = counts;
    let mut node = Node { name: at.name()?, transform: read_transform(job, at)?, ..Node::default() };
    node.mesh = at.index_of("mesh", meshes.len(), "mesh")?;
    node.skin = at.index_of("skin", n_skins, "skin")?;
    node.camera = at.index_of("camera", n_cameras, "camera")?;
    if let Some(light) = at.extension("KHR_lights_punctual")? {
        node.light = light.index_of("light", n_lights, "light")?;
    }
    if let Some(visibility) = at.extension("KHR_node_visibility")? {
        node.visible = visibility.flag_or("visible", true)?;
    }
    let n_targets = node.mesh.map_or(0, |mesh| meshes[mesh].n_morph_targets());
    node.morph_weights = morph::read_weights(job, at, n_targets)?.unwrap_or_default();
    node.extras = extras::read(at, job.findings)?;
    Ok(node)
}

fn read_children(job: &mut Job, at: &At, n_nodes: usize) -> Result<Vec<NodeIdx>, ImportError> {
    let mut children = Vec::new();
    for child in at.list("children", job.limits.list_len)? {
        children.extend(job.or(child.index(n_nodes, "node").map(Some), || None)?);
    }
    Ok(children)
}

fn link_parents(job: &mut Job, written: &[At], nodes: &mut [Node]) -> Result<(), ImportError> {
    for parent in 0..nodes.len() {
        for at in 0..nodes[parent].children.len() {
            let child = nodes[parent].children[at];
            if let Some(other) = nodes[child].parent.replace(parent) {
                let what = format!("is a child of node {other} and again of node {parent}; a node can have one parent");
                job.or(written[child].fail(what), || ())?;
            }
        }
    }
    Ok(())
}

/// Every node must be reached from a root, and not too far down; who is not stands in a circle.
fn check_depth(job: &mut Job, written: &[At], nodes: &[Node], roots: &[NodeIdx]) -> Result<(), ImportError> {
    let (mut reached, mut is_too_deep) = (vec![false; nodes.len()], false);
    let mut waiting: Vec<(NodeIdx, usize)> = roots.iter().map(|root| (*root, 1)).collect();
    while let Some((idx, depth)) = waiting.pop() {
        if depth > job.limits.depth {
            let what = format!("stands below more than {} others", job.limits.depth);
            job.or(written[idx].fail(what), || ())?;
            is_too_deep = true;
            continue;
        }
        // Only while a file is inspected can a node be reached twice.
        if std::mem::replace(&mut reached[idx], true) {
            continue;
        }
        waiting.extend(nodes[idx].children.iter().map(|child| (*child, depth + 1)));
    }
    match reached.iter().position(|reached| !reached) {
        Some(idx) if !is_too_deep => job.or(written[idx].fail("is its own descendant: nodes must not stand in a circle"), || ()),
        Some(_) => Ok(()),
        None => Ok(()),
    }
}

/// Hides what the file keeps outside its scene, and reads what is written beside file and scene.
fn show_scene(job: &mut Job, nodes: &mut [Node], roots: &[NodeIdx]) -> Result<Extras, ImportError> {
    let mut extras = extras::read(job.root, job.findings)?;
    let scenes = job.root.objects("scenes", job.limits.list_len)?;
    let shown = job.root.index_of("scene", scenes.len(), "scene")?.unwrap_or(0);
    let Some(at) = scenes.get(shown) else { return Ok(extras) };
    extras.extend(extras::read(at, job.findings)?);
    let mut is_shown = vec![false; nodes.len()];
    for entry in at.list("nodes", job.limits.list_len)? {
        is_shown[entry.index(nodes.len(), "node")?] = true;
    }
    for root in roots.iter().filter(|root| !is_shown[**root]) {
        job.warn(at, format!("node {root} (`{}`) is not in the scene that the file shows; it was hidden", nodes[*root].name));
        nodes[*root].visible = false;
    }
    Ok(extras)
}

fn read_transform(job: &mut Job, at: &At) -> Result<Transform, ImportError> {
    if let Some(matrix) = at.numbers::<16>("matrix")? {
        return Ok(split_matrix(job, at, Mat4::from_cols_array(&matrix)));
    }
    let rotation = at.numbers("rotation")?.map_or(Quat::IDENTITY, Quat::from_array);
    let length = rotation.length();
    if !(length > 1e-3 && length.is_finite()) {
        return at.fail("`rotation` must be a quaternion of length 1");
    }
    Ok(Transform {
        translation: at.numbers("translation")?.map_or(Vec3::ZERO, Vec3::from_array),
        rotation: rotation / length,
        scale: at.numbers("scale")?.map_or(Vec3::ONE, Vec3::from_array),
    })
}

fn split_matrix(job: &mut Job, at: &At, matrix: Mat4) -> Transform {
    let (scale, rotation, translation) = matrix.to_scale_rotation_translation();
    let transform = Transform { translation, rotation, scale };
    let is_sound = translation.is_finite() && rotation.is_finite() && scale.is_finite() && rotation.is_normalized();
    let tolerance = 1e-3 * scale.abs().max_element().max(1.0);
    if is_sound && transform.parent_from_local().abs_diff_eq(matrix, tolerance) {
        return transform;
    }
    job.warn(at, "its matrix is no translation, rotation and scale; only its translation and lengths were kept");
    let length = |axis: glam::Vec4| Some(axis.truncate().length()).filter(|length| length.is_finite()).unwrap_or(1.0);
    let scale = Vec3::new(length(matrix.x_axis), length(matrix.y_axis), length(matrix.z_axis));
    Transform { translation: matrix.w_axis.truncate(), rotation: Quat::IDENTITY, scale }
}
