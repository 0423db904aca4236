//! Pictures that effects put on signs and screens: they hang there from the start, hidden, in any scene.
//!
//! The stage shows a node whose extra `picture` is what its object shows now. Start at [`hang`].

use super::place::{add, patch_material};
use crate::library::LibraryError;
use curriculum::{Effect, Module};
use glam::{Mat4, Vec2, Vec3};
use scene::{Aabb, Extra, Extras, Mesh, Node, NodeIdx, Primitive, Scene, Vertices, bounds_of};
use std::path::Path;

/// How far before a sign its picture hangs, metres.
const BEFORE_M: f32 = 0.003;

/// Hangs every picture that an effect of the module shows before the object that it is shown on.
pub fn hang(scene: &mut Scene, module: &Module, folder: &Path) -> Result<(), LibraryError> {
    let mut hung = Vec::new();
    for effect in module.effects() {
        let Effect::ShowPicture { picture, on } = effect else { continue };
        let node = module.object(on).and_then(|object| scene.find(&object.node));
        let Some(node) = node.filter(|_| !hung.contains(&(picture, on))) else { continue };
        hung.push((picture, on));
        let Some(bounds) = bounds_in(scene, node) else { continue };
        let material = patch_material(scene, module, folder, picture)?;
        let aspect = aspect_of(scene, material);
        scene.meshes.push(sheet(bounds, aspect, material));
        let mesh = Some(scene.meshes.len() - 1);
        let extras = Extras::from([("picture".to_owned(), Extra::Text(picture.to_string()))]);
        add(scene, Some(node), Node { mesh, visible: false, extras, ..Node::default() });
    }
    Ok(())
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
