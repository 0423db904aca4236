//! Pictures that effects put on signs and screens, or lay on the floor of a place: they are there from the start, hidden, in any scene.
//!
//! The stage shows a node whose extra `picture` is what its object shows now. Start at [`hang`].

use super::lay::patch;
use super::place::{add, patch_material};
use crate::library::LibraryError;
use curriculum::{Effect, Module, ObjectKind};
use glam::{Mat4, Vec2, Vec3};
use scene::{Aabb, AlphaMode, Extra, Extras, Material, Mesh, Node, NodeIdx, Primitive, Scene, Vertices, bounds_of};
use std::path::Path;

/// How far before a sign its picture hangs, metres.
const BEFORE_M: f32 = 0.003;
/// Of a place that does not say how wide it is, metres.
const ZONE_RADIUS_M: f64 = 1.2;

/// Hangs every picture that an effect of the module shows before the object that it is shown on, or lays it on the floor.
pub fn hang(scene: &mut Scene, module: &Module, folder: &Path) -> Result<(), LibraryError> {
    let mut hung = Vec::new();
    for effect in module.effects() {
        let Effect::ShowPicture { picture, on } = effect else { continue };
        let node = module.object(on).and_then(|object| scene.find(&object.node));
        let Some(node) = node.filter(|_| !hung.contains(&(picture, on))) else { continue };
        hung.push((picture, on));
        let material = patch_material(scene, module, folder, picture)?;
        let face = scene.face_of(node);
        let aspect = aspect_of(scene, material);
        let mesh = if module.object(on).is_some_and(|object| object.kind == ObjectKind::Zone) {
            let radius_m = scene.nodes[node].extras.get("zone_radius_m").and_then(Extra::as_number).unwrap_or(ZONE_RADIUS_M);
            let material = on_the_floor(scene, material);
            patch(scene, node, radius_m as f32, aspect, material)
        } else {
            let node_from_face = scene.world_from_node(node).inverse() * scene.world_from_node(face);
            bounds_in(scene, face).map(|bounds| placed(sheet(bounds, aspect, material), node_from_face))
        };
        let Some(mesh) = mesh else { continue };
        scene.meshes.push(mesh);
        let mesh = Some(scene.meshes.len() - 1);
        let extras = Extras::from([("picture".to_owned(), Extra::Text(picture.to_string()))]);
        add(scene, Some(node), Node { mesh, visible: false, extras, ..Node::default() });
    }
    Ok(())
}

/// The same picture, lit as the floor is and seen through where it is clear.
fn on_the_floor(scene: &mut Scene, material: usize) -> usize {
    let name = format!("{} on the floor", scene.materials[material].name);
    if let Some(known) = scene.materials.iter().position(|material| material.name == name) {
        return known;
    }
    let of_picture = scene.materials[material].clone();
    let lit = Material { name, unlit: false, alpha_mode: AlphaMode::Blend, metallic: 0.0, roughness: 0.8, ..of_picture };
    scene.materials.push(lit);
    scene.materials.len() - 1
}

/// The box around a node and what is below it, in its own space.
fn bounds_in(scene: &Scene, node: NodeIdx) -> Option<Aabb> {
    let world_from_nodes = scene.world_from_nodes();
    let node_from_world = world_from_nodes[node].inverse();
    let node_from_nodes: Vec<Mat4> = world_from_nodes.iter().map(|world_from_node| node_from_world * *world_from_node).collect();
    bounds_of(scene, &node_from_nodes, node)
}

fn aspect_of(scene: &Scene, material: usize) -> f32 {
    let texture = scene.materials[material].base_color_texture.map(|shown| scene.textures[shown.texture]);
    texture.map_or(1.0, |texture| {
        let image = &scene.images[texture.image];
        image.width_px as f32 / image.height_px.max(1) as f32
    })
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
