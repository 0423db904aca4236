//! Which triangles the sun never reaches: those that look away from it and those that lie behind what never moves. They are drawn
//! without looking at the shadow map, which in a building is most of what there is.
//!
//! Only lightmapped nodes are split and cast here: a lightmap is a promise that they stay where they are.

use crate::bounds::Bounds;
use crate::draw_list::{casts_shadow, is_lightmapped, world_from_node};
use crate::occlusion::DepthPicture;
use crate::shadow::Projection;
use glam::{Mat4, Vec3};
use scene::{NodeIdx, Scene, Topology};
use std::collections::HashMap;

/// Texels along each side of the sun's picture.
const SIZE: usize = 512;

/// Triangles of one primitive, those in the sun first.
pub(crate) struct SunOrder {
    pub indices: Vec<u32>,
    pub n_sunny: usize,
}

/// Orders of the primitives that are worth splitting, by mesh and primitive.
pub(crate) type SunOrders = HashMap<(usize, usize), SunOrder>;

/// `to_sun`: unit length, for a sun that stays where it is.
pub(crate) fn sun_orders(scene: &Scene, to_sun: Vec3) -> SunOrders {
    let still: Vec<(NodeIdx, usize)> = still_meshes(scene);
    let bounds = still.iter().fold(Bounds::EMPTY, |bounds, (node, mesh)| {
        let world_from_local = world_from_node(scene, *node);
        let of_mesh = scene.meshes[*mesh].primitives.iter().map(|primitive| Bounds::of(&primitive.vertices.positions));
        of_mesh.fold(bounds, |bounds, local| bounds.union(local.transformed(&world_from_local)))
    });
    if bounds.is_empty() {
        return SunOrders::new();
    }
    // The shadow map's depth is 0 near, the picture's 1.
    let near_is_one = Mat4::from_translation(Vec3::Z) * Mat4::from_scale(Vec3::new(1.0, 1.0, -1.0));
    let mut picture = DepthPicture::new(SIZE, SIZE, near_is_one * Projection::around(to_sun, bounds).clip_from_world);
    for (node, mesh) in &still {
        let world_from_local = world_from_node(scene, *node);
        for primitive in &scene.meshes[*mesh].primitives {
            if casts_shadow(&scene.nodes[*node], scene, primitive.material) {
                let place = |i: u32| world_from_local.transform_point3(primitive.vertices.positions[i as usize]);
                primitive.triangles().iter().for_each(|t| picture.draw(t.map(place), true));
            }
        }
    }
    let picture = picture.eroded();
    let mut n_users = vec![0; scene.meshes.len()];
    scene.nodes.iter().filter_map(|node| node.mesh).for_each(|mesh| n_users[mesh] += 1);
    let mut orders = SunOrders::new();
    for (node, mesh) in still.into_iter().filter(|(_, mesh)| n_users[*mesh] == 1) {
        for primitive in 0..scene.meshes[mesh].primitives.len() {
            orders.insert((mesh, primitive), order(scene, node, (mesh, primitive), to_sun, &picture));
        }
    }
    orders
}

fn still_meshes(scene: &Scene) -> Vec<(NodeIdx, usize)> {
    let nodes = scene.nodes.iter().enumerate();
    let is_still = |mesh: usize| {
        let mesh = &scene.meshes[mesh];
        mesh.n_morph_targets() == 0 && mesh.primitives.iter().all(|primitive| primitive.topology == Topology::Triangles)
    };
    let placed =
        nodes.filter(|(_, node)| is_lightmapped(node) && node.skin.is_none()).filter_map(|(i, node)| Some((i, node.mesh?)));
    placed.filter(|(_, mesh)| is_still(*mesh)).collect()
}

fn order(scene: &Scene, node: NodeIdx, (mesh, primitive): (usize, usize), to_sun: Vec3, picture: &DepthPicture) -> SunOrder {
    let primitive = &scene.meshes[mesh].primitives[primitive];
    let two_sided = primitive.material.is_some_and(|material| scene.materials[material].double_sided);
    let world_from_local = world_from_node(scene, node);
    let to_sun_in_local = world_from_local.inverse().transform_vector3(to_sun);
    let vertices = &primitive.vertices;
    let looks_away = |t: &[u32]| {
        let faces = |i: &u32| vertices.normals.get(*i as usize).is_none_or(|normal| normal.dot(to_sun_in_local) > 0.0);
        !two_sided && !t.iter().any(faces)
    };
    let place = |i: &u32| world_from_local.transform_point3(vertices.positions[*i as usize]);
    let is_sunny =
        |t: &&[u32]| !looks_away(t) && !picture.hides(&t.iter().fold(Bounds::EMPTY, |bounds, i| bounds.with(place(i))));
    let (sunny, shady): (Vec<&[u32]>, Vec<&[u32]>) = primitive.indices.chunks_exact(3).partition(is_sunny);
    SunOrder { n_sunny: 3 * sunny.len(), indices: [sunny, shady].concat().concat() }
}
