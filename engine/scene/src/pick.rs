//! What does a ray hit first?
//!
//! Every mesh has its own tree in its own space, and rays come to it through the inverse of the node's transform: nodes may move
//! freely without anything being built again. Skinned meshes are hit coarsely, by a box for each joint; morphing ones triangle by
//! triangle, as their weights bend them. Lines and points are hit by rays that pass near them. As on the screen, the back
//! of a single-sided material lets the ray through. Does not know what being hit means. Start at [`Picker::pick`].

use crate::aabb::inverse_direction;
use crate::bounds::{Shape, union_below};
use crate::bvh::{Bvh, Triangle};
use crate::thin::{aside_m, hit_thin, is_thin};
use crate::{Aabb, Mesh, NodeIdx, Ray, Scene};
use glam::{Mat4, Vec3, Vec4};
use std::collections::BTreeMap;

/// Prepared from a scene's meshes and skins; stays true while nodes move, show and hide.
#[derive(Debug, Clone)]
pub struct Picker {
    /// By mesh; empty for meshes that are only used with skins.
    trees: Vec<Bvh>,
    /// By mesh and skin, as nodes use them.
    shapes: BTreeMap<(usize, Option<usize>), Shape>,
    /// By mesh: it has lines or points.
    thin: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub node: NodeIdx,
    pub distance_m: f32,
    pub hit_in_world: Vec3,
    /// Unit length, turned towards where the ray came from.
    pub normal_in_world: Vec3,
}

impl Picker {
    pub fn new(scene: &Scene) -> Self {
        let mut trees = vec![Bvh::default(); scene.meshes.len()];
        let mut shapes = BTreeMap::new();
        for node in &scene.nodes {
            let Some(mesh) = node.mesh else { continue };
            shapes.entry((mesh, node.skin)).or_insert_with(|| {
                let shape = Shape::of(&scene.meshes[mesh], node.skin.map(|skin| &scene.skins[skin]));
                if matches!(shape, Shape::Rigid(_)) {
                    trees[mesh] = Bvh::new(triangles(scene, &scene.meshes[mesh], &[]));
                }
                shape
            });
        }
        Self { trees, shapes, thin: scene.meshes.iter().map(is_thin).collect() }
    }

    /// The nearest visible node that the ray hits within `max_distance_m`. Where `filter` says no, the ray goes through.
    pub fn pick(
        &self,
        scene: &Scene,
        world_from_nodes: &[Mat4],
        ray: Ray,
        max_distance_m: f32,
        filter: impl Fn(NodeIdx) -> bool,
    ) -> Option<Hit> {
        self.pick_cut(scene, world_from_nodes, ray, max_distance_m, filter, |_| None)
    }

    /// The same where nodes are cut open: `cut` gives the plane (a normal in the world and an offset) of those that are. What lies
    /// in front of it is gone, and so a ray that passes there meets the inner sides of what is left.
    pub fn pick_cut(
        &self,
        scene: &Scene,
        world_from_nodes: &[Mat4],
        ray: Ray,
        max_distance_m: f32,
        filter: impl Fn(NodeIdx) -> bool,
        cut: impl Fn(NodeIdx) -> Option<Vec4>,
    ) -> Option<Hit> {
        let mut nearest: Option<Hit> = None;
        let inverse = inverse_direction(ray.direction);
        scene.walk_down(&scene.roots, |idx, _| {
            let node = &scene.nodes[idx];
            let Some(shape) = node.mesh.filter(|_| node.visible).and_then(|mesh| self.shapes.get(&(mesh, node.skin))) else {
                return node.visible;
            };
            let limit_m = nearest.map_or(max_distance_m, |hit| hit.distance_m);
            let thin = node.mesh.filter(|mesh| self.thin[*mesh] && !matches!(shape, Shape::Skinned(_)));
            let aabb = shape.in_world(scene, world_from_nodes, idx);
            let aabb = if thin.is_some() { aabb.map(|aabb| within_aim(aabb, ray.origin)) } else { aabb };
            if aabb.is_some_and(|aabb| aabb.enter(ray.origin, inverse, limit_m).is_some()) && filter(idx) {
                let (Some((begin_m, end_m)), is_cut) = left_of(cut(idx), ray, limit_m) else { return true };
                let whole = ray;
                let (ray, limit_m) = (Ray { origin: ray.at(begin_m), ..ray }, end_m - begin_m);
                let hit = match shape {
                    Shape::Rigid(_) => {
                        let tree = scene.nodes[idx].mesh.map(|mesh| &self.trees[mesh]);
                        tree.and_then(|tree| hit_tree(tree, world_from_nodes, idx, ray, (limit_m, is_cut)))
                    }
                    Shape::Morphing => hit_morphing(scene, world_from_nodes, idx, ray, limit_m),
                    Shape::Skinned(boxes) => hit_joints(scene, world_from_nodes, idx, boxes, ray, limit_m),
                };
                let hit = hit.map(|hit| Hit { distance_m: begin_m + hit.distance_m, ..hit });
                nearest = hit.or(nearest);
                let end_m = hit.map_or(end_m, |hit| hit.distance_m);
                let beside = thin.and_then(|mesh| {
                    let way = (whole.origin, whole.direction);
                    let weights = scene.morph_weights(idx);
                    hit_thin(&scene.meshes[mesh], weights, world_from_nodes[idx], way, (begin_m, end_m))
                });
                nearest = beside.map(|distance_m| Hit::new(idx, whole, distance_m, -whole.direction)).or(nearest);
            }
            true
        });
        nearest
    }

    /// As [`crate::bounds_of`], without looking at vertices again.
    pub fn bounds_of(&self, scene: &Scene, world_from_nodes: &[Mat4], node: NodeIdx) -> Option<Aabb> {
        union_below(scene, node, |idx| {
            let node = &scene.nodes[idx];
            self.shapes.get(&(node.mesh?, node.skin))?.in_world(scene, world_from_nodes, idx)
        })
    }
}

impl Hit {
    fn new(node: NodeIdx, ray: Ray, distance_m: f32, normal: Vec3) -> Self {
        let normal = normal.normalize_or(-ray.direction);
        let normal_in_world = if normal.dot(ray.direction) > 0.0 { -normal } else { normal };
        Self { node, distance_m, hit_in_world: ray.at(distance_m), normal_in_world }
    }
}

/// Wherever a ray from here may pass and still hit lines or points in the box.
fn within_aim(aabb: Aabb, origin: Vec3) -> Aabb {
    let farthest_m = (aabb.center() - origin).length() + 0.5 * aabb.size().length();
    let aside = Vec3::splat(aside_m(farthest_m));
    Aabb { min: aabb.min - aside, max: aabb.max + aside }
}

fn triangles(scene: &Scene, mesh: &Mesh, weights: &[f32]) -> Vec<Triangle> {
    let mut triangles = Vec::new();
    for primitive in &mesh.primitives {
        let double_sided = primitive.material.is_some_and(|material| scene.materials[material].double_sided);
        let positions = primitive.morphed_positions(weights);
        let corners = primitive.triangles().iter();
        triangles.extend(corners.map(|corners| Triangle::new(corners.map(|corner| positions[corner as usize]), double_sided)));
    }
    triangles
}

/// Between which distances the ray goes through what a cut leaves; none when nowhere. And whether there is a cut at all.
fn left_of(plane: Option<Vec4>, ray: Ray, limit_m: f32) -> (Option<(f32, f32)>, bool) {
    let Some(plane) = plane else { return (Some((0.0, limit_m)), false) };
    let (before, slope) = (plane.dot(ray.origin.extend(1.0)), plane.truncate().dot(ray.direction));
    let meets_m = -before / slope;
    let left = match (before > 0.0, slope < 0.0) {
        (true, true) if meets_m < limit_m => Some((meets_m, limit_m)),
        (true, _) => None,
        (false, false) if slope > 0.0 => Some((0.0, meets_m.min(limit_m))),
        (false, _) => Some((0.0, limit_m)),
    };
    (left, true)
}

fn hit_tree(tree: &Bvh, world_from_nodes: &[Mat4], idx: NodeIdx, ray: Ray, (limit_m, is_cut): (f32, bool)) -> Option<Hit> {
    hit_in_local(world_from_nodes, idx, ray, |origin, direction| {
        let hit = if is_cut { tree.hit_from_any_side(origin, direction, limit_m) } else { tree.hit(origin, direction, limit_m) };
        hit.map(|hit| (hit.t, hit.normal))
    })
}

fn hit_morphing(scene: &Scene, world_from_nodes: &[Mat4], idx: NodeIdx, ray: Ray, limit_m: f32) -> Option<Hit> {
    let mesh = &scene.meshes[scene.nodes[idx].mesh?];
    let triangles = triangles(scene, mesh, scene.morph_weights(idx));
    hit_in_local(world_from_nodes, idx, ray, |origin, direction| {
        let hits = triangles.iter().filter_map(|triangle| triangle.hit(origin, direction, limit_m));
        hits.min_by(|a, b| a.t.total_cmp(&b.t)).map(|hit| (hit.t, hit.normal))
    })
}

/// `hit` is asked in the node's space, for the distance and the normal.
fn hit_in_local(
    world_from_nodes: &[Mat4],
    idx: NodeIdx,
    ray: Ray,
    hit: impl Fn(Vec3, Vec3) -> Option<(f32, Vec3)>,
) -> Option<Hit> {
    let local_from_world = inverse(world_from_nodes[idx])?;
    let origin = local_from_world.transform_point3(ray.origin);
    // Not normalised, so that distances along it are those in the world.
    let direction = local_from_world.transform_vector3(ray.direction);
    // Mirrored nodes need no care: their fronts are those of the mesh's space (glTF 2.0, section 3.7.4).
    let (distance_m, normal) = hit(origin, direction)?;
    let normal = local_from_world.transpose().transform_vector3(normal);
    Some(Hit::new(idx, ray, distance_m, normal))
}

fn hit_joints(
    scene: &Scene,
    world_from_nodes: &[Mat4],
    idx: NodeIdx,
    boxes: &[Option<Aabb>],
    ray: Ray,
    mut limit_m: f32,
) -> Option<Hit> {
    let mut nearest = None;
    let skin = &scene.skins[scene.nodes[idx].skin?];
    for (aabb, joint) in boxes.iter().zip(&skin.joints) {
        let Some(aabb) = aabb else { continue };
        let Some(joint_from_world) = inverse(world_from_nodes[*joint]) else { continue };
        let origin = joint_from_world.transform_point3(ray.origin);
        let direction = joint_from_world.transform_vector3(ray.direction);
        if let Some(t) = aabb.enter(origin, inverse_direction(direction), limit_m) {
            limit_m = t;
            nearest = Some(Hit::new(idx, ray, t, -ray.direction));
        }
    }
    nearest
}

/// None for transforms that press things flat: what has no size cannot be hit.
fn inverse(matrix: Mat4) -> Option<Mat4> {
    let inverse = matrix.inverse();
    (matrix.determinant() != 0.0 && inverse.is_finite()).then_some(inverse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Material, MorphTarget, Node, Primitive, Skin, Transform, Vertices};
    use glam::Quat;

    /// A 2 by 2 m square that faces +Z, around the origin.
    fn square(material: Option<usize>) -> Mesh {
        let positions =
            vec![Vec3::new(-1.0, -1.0, 0.0), Vec3::new(1.0, -1.0, 0.0), Vec3::new(1.0, 1.0, 0.0), Vec3::new(-1.0, 1.0, 0.0)];
        let vertices = Vertices { positions, ..Vertices::default() };
        let primitive = Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], material, ..Primitive::default() };
        Mesh { primitives: vec![primitive], ..Mesh::default() }
    }

    fn squares(zs: &[f32]) -> Scene {
        let node = |z: &f32| Node { mesh: Some(0), transform: at(Vec3::new(0.0, 0.0, *z)), ..Node::default() };
        Scene {
            nodes: zs.iter().map(node).collect(),
            roots: (0..zs.len()).collect(),
            meshes: vec![square(None)],
            ..Scene::empty()
        }
    }

    fn at(translation: Vec3) -> Transform {
        Transform { translation, ..Transform::IDENTITY }
    }

    fn pick(scene: &Scene, filter: impl Fn(NodeIdx) -> bool) -> Option<Hit> {
        let ray = Ray::new(Vec3::new(0.3, 0.2, 10.0), Vec3::NEG_Z);
        Picker::new(scene).pick(scene, &scene.world_from_nodes(), ray, 100.0, filter)
    }

    #[test]
    fn nearest_node_is_hit_at_its_distance() {
        let hit = pick(&squares(&[1.0, 4.0, 2.0]), |_| true).unwrap();
        assert_eq!((hit.node, hit.distance_m, hit.normal_in_world), (1, 6.0, Vec3::Z));
        assert_eq!(hit.hit_in_world, Vec3::new(0.3, 0.2, 4.0));
    }

    #[test]
    fn hidden_and_filtered_nodes_let_the_ray_through() {
        let mut scene = squares(&[1.0, 4.0, 2.0]);
        scene.nodes[1].visible = false;
        assert_eq!(pick(&scene, |_| true).unwrap().node, 2);
        assert_eq!(pick(&scene, |node| node == 0).unwrap().node, 0);
        assert_eq!(pick(&scene, |_| false), None);
    }

    #[test]
    fn hidden_parent_hides_its_children_from_the_ray() {
        let mut scene = squares(&[1.0, 4.0]);
        scene.nodes[0].children = vec![1];
        scene.nodes[1].parent = Some(0);
        scene.roots = vec![0];
        scene.nodes[0].visible = false;
        assert_eq!(pick(&scene, |_| true), None);
    }

    #[test]
    fn moved_turned_and_scaled_node_is_hit_without_building_again() {
        let mut scene = squares(&[0.0]);
        let picker = Picker::new(&scene);
        scene.nodes[0].transform = Transform {
            translation: Vec3::new(5.0, 0.0, 0.0),
            rotation: Quat::from_rotation_y(1.0),
            scale: Vec3::new(3.0, 0.5, -2.0),
        };
        // The square's middle, seen along the direction it faces; its mirrored z turns it round.
        let facing = Quat::from_rotation_y(1.0) * Vec3::NEG_Z;
        let ray = Ray::new(Vec3::new(5.0, 0.0, 0.0) + facing * 7.0, -facing);
        let world = scene.world_from_nodes();
        let seen = |ray| picker.pick(&scene, &world, ray, 100.0, |_| true);
        // A mirrored square shows its front on the side it had: winding and normal turn together.
        let hits = [seen(ray), seen(Ray::new(Vec3::new(5.0, 0.0, 0.0) - facing * 7.0, facing))];
        assert_eq!(hits.iter().flatten().count(), 1);
        let hit = hits.iter().flatten().next().unwrap();
        assert!((hit.distance_m - 7.0).abs() < 1e-4);
        assert!(hit.normal_in_world.dot(facing).abs() > 0.9999);
        assert!(hits[0].is_some(), "the side that -Z scale turned to the front");
    }

    #[test]
    fn back_of_a_single_sided_material_is_passed() {
        let mut scene = squares(&[1.0, 4.0]);
        scene.nodes[1].transform.rotation = Quat::from_rotation_y(std::f32::consts::PI);
        assert_eq!(pick(&scene, |_| true).unwrap().node, 0);
        scene.materials = vec![Material { double_sided: true, ..Material::default() }];
        scene.meshes = vec![square(Some(0))];
        let hit = pick(&scene, |_| true).unwrap();
        assert_eq!(hit.node, 1);
        assert!(hit.normal_in_world.dot(Vec3::Z) > 0.99, "turned towards the eye");
    }

    #[test]
    fn node_pressed_flat_is_not_hit() {
        let mut scene = squares(&[1.0]);
        scene.nodes[0].transform.scale = Vec3::new(0.0, 1.0, 1.0);
        assert_eq!(pick(&scene, |_| true), None);
    }

    #[test]
    fn morphing_mesh_is_hit_where_its_weights_bend_it() {
        let mut scene = squares(&[0.0]);
        let nearer = MorphTarget { positions: vec![Vec3::new(0.0, 0.0, 2.0); 4], ..MorphTarget::default() };
        let aside = MorphTarget { positions: vec![Vec3::new(4.0, 0.0, 0.0); 4], ..MorphTarget::default() };
        scene.meshes[0].primitives[0].morph_targets = vec![nearer, aside];
        scene.meshes[0].morph_weights = vec![0.5, 0.0];
        assert_eq!(pick(&scene, |_| true).unwrap().distance_m, 9.0, "the mesh's own weights");
        scene.nodes[0].morph_weights = vec![1.0, 0.0];
        assert_eq!(pick(&scene, |_| true).unwrap().distance_m, 8.0);
        scene.nodes[0].morph_weights = vec![0.0, 1.0];
        assert_eq!(pick(&scene, |_| true), None);
    }

    #[test]
    fn lines_are_hit_where_the_ray_passes_near_them() {
        let mut scene = squares(&[0.0, -5.0]);
        // From one corner to the next, all around.
        scene.meshes[0].primitives[0].topology = crate::Topology::Lines;
        scene.meshes[0].primitives[0].indices = vec![0, 1, 1, 2, 2, 3, 3, 0];
        let (picker, world) = (Picker::new(&scene), scene.world_from_nodes());
        let pick = |x: f32, cut: Option<Vec4>| {
            let ray = Ray::new(Vec3::new(x, 0.2, 10.0), Vec3::NEG_Z);
            let hit = picker.pick_cut(&scene, &world, ray, 12.0, |_| true, |_| cut)?;
            Some((hit.node, hit.distance_m))
        };
        assert_eq!(pick(0.3, None), None, "through the middle");
        assert_eq!(pick(0.95, None), Some((0, 10.0)));
        assert_eq!(pick(1.05, None), Some((0, 10.0)), "beside the box as well");
        assert_eq!(pick(1.2, None), None);
        assert_eq!(pick(0.95, Some(Vec4::new(0.0, 0.0, 1.0, 1.0))), None, "what is cut away");
        assert!(!scene.meshes[0].is_solid());
    }

    #[test]
    fn skinned_mesh_is_hit_where_its_joints_are() {
        let mut scene = squares(&[0.0]);
        scene.meshes[0].primitives[0].vertices.joints = vec![[0; 4]; 4];
        scene.meshes[0].primitives[0].vertices.weights = vec![Vec4::X; 4];
        scene.skins = vec![Skin { joints: vec![1], joint_from_mesh: vec![Mat4::IDENTITY] }];
        scene.nodes[0].skin = Some(0);
        scene.nodes.push(Node::default());
        scene.roots.push(1);
        assert_eq!(pick(&scene, |_| true).unwrap().distance_m, 10.0);
        scene.nodes[1].transform.translation.z = 3.0;
        assert_eq!(pick(&scene, |_| true).unwrap().distance_m, 7.0);
        scene.nodes[1].transform.translation.x = 3.0;
        assert_eq!(pick(&scene, |_| true), None);
    }

    #[test]
    fn a_ray_passes_where_something_is_cut_away_and_meets_the_inside_of_the_rest() {
        // Squares at 0 and 1 m that face +Z, seen from in front; what lies beyond x = 0 is cut away.
        let scene = squares(&[0.0, 1.0]);
        let (picker, world) = (Picker::new(&scene), scene.world_from_nodes());
        let pick = |x: f32, from_z: f32, cut: Vec4| {
            let ray = Ray::new(Vec3::new(x, 0.0, from_z), Vec3::new(0.0, 0.0, -from_z.signum()));
            let hit = picker.pick_cut(&scene, &world, ray, 20.0, |_| true, |node| (node == 1).then_some(cut))?;
            Some((hit.node, hit.distance_m))
        };
        let right = Vec4::new(1.0, 0.0, 0.0, 0.0);
        assert_eq!(pick(-0.5, 5.0, right), Some((1, 4.0)), "what is left");
        assert_eq!(pick(0.5, 5.0, right), Some((0, 5.0)), "through what is cut away");
        let front = Vec4::new(0.0, 0.0, 1.0, -0.5);
        assert_eq!(pick(0.5, 5.0, front), Some((0, 5.0)), "the plane is met on the way");
        let back = Vec4::new(0.0, 0.0, -1.0, 0.5);
        assert_eq!(pick(0.5, -5.0, back), Some((1, 6.0)), "from behind: the inner side of a cut thing, and not the other's back");
    }
}
