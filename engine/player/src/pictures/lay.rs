//! Pictures that effects lay on the floor of a place: a spill, an arrow, a mark. They lie there from the start, hidden.
//!
//! What lies under a picture is cut out of the scene's own floor, so that it follows steps and mats and is lit as they are. What moves
//! is no floor: it stands on the picture, or hides it. Start at [`lay`].

use super::place::add;
use glam::{Mat4, Quat, Vec2, Vec3};
use scene::{AlphaMode, Material, Mesh, Node, NodeIdx, Primitive, Scene, Topology, Vertices};
use std::collections::BTreeSet;

/// How far below and above a place things count as its floor, metres.
const DEPTH_M: (f32, f32) = (-0.12, 0.08);
/// How far over the floor it lies, metres.
const LIFT_M: f32 = 0.002;
/// Of what faces up by less than this, nothing is covered: the cosine.
const UP: f32 = 0.7;
/// Half of its longer side: a share of the place's radius, and between which, metres.
const SHARE: f32 = 0.6;
const HALF_M: (f32, f32) = (0.25, 0.8);

/// Lays the picture of a material on the floor around a node, as wide as suits a place of this radius, as a hidden node below that one.
/// It is upright for who stands there and looks along -Z. `movable`: nodes that move with all below them, beside those that clips
/// move. None where there is no floor.
pub fn lay(scene: &mut Scene, place: NodeIdx, radius_m: f32, picture: usize, movable: &[NodeIdx]) -> Option<NodeIdx> {
    let clips = scene.animations.iter().flat_map(|animation| &animation.channels);
    let movable: BTreeSet<NodeIdx> = clips.map(|channel| channel.node).chain(movable.iter().copied()).collect();
    let above = |node: NodeIdx| std::iter::successors(Some(node), |node| scene.nodes[*node].parent);
    let stands_still = |node: NodeIdx| !above(node).any(|node| movable.contains(&node));
    let mesh = patch(scene, place, radius_m, aspect_of(scene, picture), stands_still)?;
    let material = Some(on_the_floor(scene, picture));
    let primitives = mesh.primitives.into_iter().map(|primitive| Primitive { material, ..primitive }).collect();
    scene.meshes.push(Mesh { primitives, ..Mesh::default() });
    let mesh = Some(scene.meshes.len() - 1);
    Some(add(scene, Some(place), Node { mesh, visible: false, ..Node::default() }))
}

/// The same picture, lit as the floor is and seen through where it is clear.
fn on_the_floor(scene: &mut Scene, picture: usize) -> usize {
    let name = format!("{} on the floor", scene.materials[picture].name);
    if let Some(known) = scene.materials.iter().position(|material| material.name == name) {
        return known;
    }
    let of_picture = scene.materials[picture].clone();
    let lit = Material { name, unlit: false, alpha_mode: AlphaMode::Blend, metallic: 0.0, roughness: 0.8, ..of_picture };
    scene.materials.push(lit);
    scene.materials.len() - 1
}

/// How many times as wide as high the picture of a material is.
pub(super) fn aspect_of(scene: &Scene, material: usize) -> f32 {
    let texture = scene.materials[material].base_color_texture.map(|shown| scene.textures[shown.texture]);
    texture.map_or(1.0, |texture| {
        let image = &scene.images[texture.image];
        image.width_px as f32 / image.height_px.max(1) as f32
    })
}

/// A mesh over the floor around a node, in the node's space.
fn patch(scene: &Scene, node: NodeIdx, radius_m: f32, aspect: f32, stands_still: impl Fn(NodeIdx) -> bool) -> Option<Mesh> {
    let world_from_nodes = scene.world_from_nodes();
    let visible = scene.visible_nodes();
    let (_, rotation, at) = world_from_nodes[node].to_scale_rotation_translation();
    let upright = Quat::from_rotation_arc((rotation * Vec3::Y).normalize_or(Vec3::Y), Vec3::Y) * rotation;
    let place_from_world = Mat4::from_rotation_translation(upright, at).inverse();
    let longer = (radius_m * SHARE).clamp(HALF_M.0, HALF_M.1);
    let half = if aspect >= 1.0 { Vec2::new(longer, longer / aspect) } else { Vec2::new(longer * aspect, longer) };
    let mut vertices = Vertices::default();
    let mut indices = Vec::new();
    let is_floor = |(idx, node): &(NodeIdx, &Node)| visible[*idx] && node.skin.is_none() && stands_still(*idx);
    for (idx, of_floor) in scene.nodes.iter().enumerate().filter(is_floor) {
        let Some(mesh) = of_floor.mesh else { continue };
        let place_from_floor = place_from_world * world_from_nodes[idx];
        for primitive in scene.meshes[mesh].primitives.iter().filter(|primitive| primitive.topology == Topology::Triangles) {
            for corners in primitive.triangles() {
                let corners =
                    corners.map(|corner| place_from_floor.transform_point3(primitive.vertices.positions[corner as usize]));
                cover(corners, half, &mut vertices, &mut indices);
            }
        }
    }
    if indices.is_empty() {
        return None;
    }
    let node_from_place = world_from_nodes[node].inverse() * place_from_world.inverse();
    for position in &mut vertices.positions {
        *position = node_from_place.transform_point3(*position);
    }
    let up = node_from_place.transform_vector3(Vec3::Y).normalize_or(Vec3::Y);
    vertices.normals = vec![up; vertices.positions.len()];
    let primitive = Primitive { vertices, indices, ..Primitive::default() };
    Some(Mesh { primitives: vec![primitive], ..Mesh::default() })
}

/// The part of a triangle that lies under the picture.
fn cover(corners: [Vec3; 3], half: Vec2, vertices: &mut Vertices, indices: &mut Vec<u32>) {
    let [a, b, c] = corners;
    if (b - a).cross(c - a).normalize_or_zero().y < UP {
        return;
    }
    let sides = [
        (Vec3::X, half.x),
        (Vec3::NEG_X, half.x),
        (Vec3::Z, half.y),
        (Vec3::NEG_Z, half.y),
        (Vec3::Y, DEPTH_M.1),
        (Vec3::NEG_Y, -DEPTH_M.0),
    ];
    let piece = sides.iter().fold(corners.to_vec(), |piece, (outwards, reach)| cut(&piece, *outwards, *reach));
    let first = vertices.positions.len() as u32;
    for corner in &piece {
        vertices.positions.push(*corner + Vec3::Y * LIFT_M);
        vertices.uv0.push(Vec2::new(0.5 + 0.5 * corner.x / half.x, 0.5 + 0.5 * corner.z / half.y));
    }
    for last in 2..piece.len() as u32 {
        indices.extend([first, first + last - 1, first + last]);
    }
}

/// What of a convex polygon lies no further out than `reach` (Sutherland and Hodgman 1974).
fn cut(polygon: &[Vec3], outwards: Vec3, reach: f32) -> Vec<Vec3> {
    let over = |corner: Vec3| corner.dot(outwards) - reach;
    let mut left = Vec::with_capacity(polygon.len() + 1);
    for (idx, &corner) in polygon.iter().enumerate() {
        let next = polygon[(idx + 1) % polygon.len()];
        let (here, there) = (over(corner), over(next));
        if here <= 0.0 {
            left.push(corner);
        }
        if (here < 0.0 && there > 0.0) || (here > 0.0 && there < 0.0) {
            left.push(corner + (next - corner) * (here / (here - there)));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::{Animation, Channel, Interpolation, Keys, Transform};

    /// A floor of two triangles at y = 0, a step at 5 cm over its right half, a table above, and a place in its middle.
    fn room() -> Scene {
        let sheet = |min: Vec2, max: Vec2, y: f32| {
            let positions = [(min.x, min.y), (min.x, max.y), (max.x, max.y), (max.x, min.y)].map(|(x, z)| Vec3::new(x, y, z));
            let vertices = Vertices { positions: positions.to_vec(), ..Vertices::default() };
            let primitive = Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], ..Primitive::default() };
            Mesh { primitives: vec![primitive], ..Mesh::default() }
        };
        let wide = Vec2::splat(4.0);
        let mut scene = Scene::empty();
        scene.meshes = vec![sheet(-wide, wide, 0.0), sheet(Vec2::new(0.0, -4.0), wide, 0.05), sheet(-wide, wide, 0.8)];
        for mesh in 0..3 {
            scene.roots.push(mesh);
            scene.nodes.push(Node { mesh: Some(mesh), ..Node::default() });
        }
        scene.roots.push(3);
        let transform =
            Transform { translation: Vec3::new(0.2, 0.0, 0.3), rotation: Quat::from_rotation_y(0.7), ..Transform::IDENTITY };
        scene.nodes.push(Node { transform, ..Node::default() });
        scene
    }

    fn area(mesh: &Mesh) -> f32 {
        let primitive = &mesh.primitives[0];
        let corner = |idx: u32| primitive.vertices.positions[idx as usize];
        primitive
            .triangles()
            .iter()
            .map(|[a, b, c]| (corner(*b) - corner(*a)).cross(corner(*c) - corner(*a)).length() / 2.0)
            .sum()
    }

    #[test]
    fn it_covers_the_floor_and_the_step_and_nothing_else() {
        let scene = room();
        let mesh = patch(&scene, 3, 1.0, 2.0, |_| true).unwrap();
        let vertices = &mesh.primitives[0].vertices;
        let heights: Vec<f32> = vertices.positions.iter().map(|at| at.y).collect();
        assert!(heights.iter().all(|y| (*y - 0.002).abs() < 1e-4 || (*y - 0.052).abs() < 1e-4), "{heights:?}");
        assert!(heights.iter().any(|y| *y < 0.01) && heights.iter().any(|y| *y > 0.05));
        assert!(vertices.positions.iter().all(|at| at.x.abs() < 0.6001 && at.z.abs() < 0.3001), "within the picture's edges");
        assert!(vertices.uv0.iter().all(|uv| uv.min_element() > -1e-4 && uv.max_element() < 1.0001));
        // The floor once, and the part of it that the step covers again.
        assert!((0.72..1.3).contains(&area(&mesh)), "{}", area(&mesh));
    }

    #[test]
    fn where_there_is_no_floor_nothing_lies() {
        let mut scene = room();
        scene.nodes[3].transform.translation.y = 2.0;
        assert!(patch(&scene, 3, 1.0, 1.0, |_| true).is_none());
    }

    #[test]
    fn what_moves_is_no_floor() {
        let mut scene = room();
        scene.materials.push(Material::default());
        let laid = |scene: &mut Scene, movable: &[NodeIdx]| {
            let node = lay(scene, 3, 1.0, 0, movable).unwrap();
            scene.meshes[scene.nodes[node].mesh.unwrap()].primitives[0].vertices.positions.clone()
        };
        assert!(laid(&mut scene, &[]).iter().any(|at| at.y > 0.05), "it covers the step");
        assert!(laid(&mut scene, &[1]).iter().all(|at| at.y < 0.01), "a step that is carried away takes none of it along");
        let keys = Keys::Translation(vec![Vec3::ZERO]);
        let channel = Channel { node: 1, times_secs: vec![0.0], interpolation: Interpolation::Step, keys };
        scene.animations.push(Animation { channels: vec![channel], ..Animation::default() });
        assert!(laid(&mut scene, &[]).iter().all(|at| at.y < 0.01), "nor one that a clip moves");
    }
}
