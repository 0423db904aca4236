//! Pictures that effects put on signs and screens, or lay on the floor of a place: they are there from the start, hidden, in any scene.
//!
//! The stage shows a node whose extra `picture` is what its object shows now. Start at [`hang`].

use super::lay::{aspect_of, lay};
use super::place::{add, patch_material};
use crate::library::LibraryError;
use curriculum::{Effect, Module, ObjectKind};
use glam::{Mat4, Vec2, Vec3};
use scene::{Aabb, Extra, Mesh, Node, NodeIdx, Primitive, Scene, Vertices, bounds_of};
use std::path::Path;

/// How far before a sign its picture hangs, metres.
const BEFORE_M: f32 = 0.003;
/// Of a place that does not say how wide it is, metres.
const ZONE_RADIUS_M: f64 = 1.2;

/// Hangs every picture that an effect of the module shows before the object that it is shown on, or lays it on the floor.
pub fn hang(scene: &mut Scene, module: &Module, folder: &Path) -> Result<(), LibraryError> {
    let movable = movable(scene, module);
    let mut hung = Vec::new();
    for effect in module.effects() {
        let Effect::ShowPicture { picture, on } = effect else { continue };
        let node = module.object(on).and_then(|object| scene.find(&object.node));
        let Some(node) = node.filter(|_| !hung.contains(&(picture, on))) else { continue };
        hung.push((picture, on));
        let material = patch_material(scene, module, folder, picture)?;
        let shown = if module.object(on).is_some_and(|object| object.kind == ObjectKind::Zone) {
            let radius_m = scene.nodes[node].extras.get("zone_radius_m").and_then(Extra::as_number).unwrap_or(ZONE_RADIUS_M);
            lay(scene, node, radius_m as f32, material, &movable)
        } else {
            stand(scene, node, material)
        };
        let Some(shown) = shown else { continue };
        scene.nodes[shown].extras.insert("picture".to_owned(), Extra::Text(picture.to_string()));
    }
    Ok(())
}

/// What a module moves or lets be moved, each with all below it.
fn movable(scene: &Scene, module: &Module) -> Vec<NodeIdx> {
    let stays = |kind| matches!(kind, ObjectKind::Thing | ObjectKind::Socket | ObjectKind::Gauge | ObjectKind::Zone);
    let by_hand = module.objects.iter().filter(|object| !stays(object.kind)).map(|object| &object.id);
    let by_effects = module.effects().filter_map(|effect| match effect {
        Effect::Move { object, .. } | Effect::MoveTo { object, .. } | Effect::Rotate { object, .. } => Some(object),
        Effect::Scale { object, .. } | Effect::Attach { object, .. } => Some(object),
        _ => None,
    });
    by_hand.chain(by_effects).filter_map(|id| scene.find(&module.object(id)?.node)).collect()
}

/// Before the front of a sign, as a hidden node below it.
fn stand(scene: &mut Scene, sign: NodeIdx, material: usize) -> Option<NodeIdx> {
    let face = scene.face_of(sign);
    let node_from_face = scene.world_from_node(sign).inverse() * scene.world_from_node(face);
    let mesh = placed(sheet(bounds_in(scene, face)?, aspect_of(scene, material), material), node_from_face);
    scene.meshes.push(mesh);
    let mesh = Some(scene.meshes.len() - 1);
    Some(add(scene, Some(sign), Node { mesh, visible: false, ..Node::default() }))
}

/// The box around a node and what is below it, in its own space.
fn bounds_in(scene: &Scene, node: NodeIdx) -> Option<Aabb> {
    let world_from_nodes = scene.world_from_nodes();
    let node_from_world = world_from_nodes[node].inverse();
    let node_from_nodes: Vec<Mat4> = world_from_nodes.iter().map(|world_from_node| node_from_world * *world_from_node).collect();
    bounds_of(scene, &node_from_nodes, node)
}

/// As large as fits the front of a box.
fn sheet(bounds: Aabb, aspect: f32, material: usize) -> Mesh {
    let size = bounds.size().truncate();
    let height = size.y.min(size.x / aspect);
    let half = Vec2::new(height * aspect, height) / 2.0;
    let middle = bounds.center().with_z(bounds.max.z + BEFORE_M);
    let corners = [(-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0)].map(|(x, y)| Vec2::new(x, y));
    let positions = corners.iter().map(|corner| middle + (*corner * half).extend(0.0)).collect();
    let uv0 = corners.iter().map(|corner| (*corner * Vec2::new(1.0, -1.0) + 1.0) / 2.0).collect();
    let vertices = Vertices { positions, normals: vec![Vec3::Z; 4], uv0, ..Vertices::default() };
    let primitive = Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], material: Some(material), ..Primitive::default() };
    Mesh { primitives: vec![primitive], ..Mesh::default() }
}

/// The same mesh in another space.
fn placed(mut mesh: Mesh, there_from_here: Mat4) -> Mesh {
    for vertices in mesh.primitives.iter_mut().map(|primitive| &mut primitive.vertices) {
        vertices.positions.iter_mut().for_each(|at| *at = there_from_here.transform_point3(*at));
        vertices.normals.iter_mut().for_each(|normal| *normal = there_from_here.transform_vector3(*normal).normalize_or(Vec3::Z));
    }
    mesh
}
