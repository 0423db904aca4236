//! One step of somebody who walks: along walls instead of through them.
//!
//! The way is cut into pieces shorter than the person is wide; after each the person is pushed out of whatever is too near, the deepest
//! first. A piece that ends nowhere good is not taken, so nobody ever gets through a wall, however thin.

use super::outline::Outline;
use super::{Colliders, Person};
use glam::{Vec2, Vec3, Vec3Swizzles};

/// Shorter than the radius, so that a person's middle cannot jump a wall.
const PIECE_M: f32 = 0.1;
/// Nobody walks further in one step.
const LONGEST_STEP_M: f32 = 5.0;
const N_PUSHES: usize = 12;
/// How much nearer than the radius still counts as free.
const SLACK_M: f32 = 2e-3;

/// Where somebody with their feet at `feet` ends who wants to go by `wanted_move` (its height is ignored: floors decide that). World
/// space, metres. Somebody who stands inside something, because a door was closed on them, is led out over some steps.
pub fn slide(colliders: &Colliders, feet: Vec3, wanted_move: Vec3) -> Vec3 {
    let wanted = if wanted_move.is_finite() { wanted_move.xz().clamp_length_max(LONGEST_STEP_M) } else { Vec2::ZERO };
    let n_pieces = ((wanted.length() / PIECE_M).ceil() as usize).max(1);
    let piece = wanted / n_pieces as f32;
    let mut feet = feet;
    let mut around = Around::of(colliders, feet, wanted);
    for _ in 0..n_pieces {
        if (feet.y - around.feet_y).abs() > 0.01 {
            around = Around::of(colliders, feet, wanted);
        }
        feet = around.step(feet, piece);
    }
    feet
}

/// What is near enough to matter during one step.
struct Around<'a> {
    colliders: &'a Colliders,
    outlines: Vec<Outline>,
    feet_y: f32,
}

impl<'a> Around<'a> {
    fn of(colliders: &'a Colliders, feet: Vec3, wanted: Vec2) -> Self {
        let reach = Vec2::splat(wanted.length() + Person::RADIUS_M + PIECE_M);
        let outlines = colliders.outlines_within(feet.xz() - reach, feet.xz() + reach, feet.y);
        Self { colliders, outlines, feet_y: feet.y }
    }

    fn step(&self, feet: Vec3, piece: Vec2) -> Vec3 {
        let along = [piece, Vec2::new(piece.x, 0.0), Vec2::new(0.0, piece.y), piece * 0.25];
        along.iter().find_map(|piece| self.try_step(feet, *piece)).unwrap_or(feet)
    }

    fn try_step(&self, feet: Vec3, piece: Vec2) -> Option<Vec3> {
        let from = feet.xz();
        let to = self.pushed_out(from + piece);
        let stood_free = self.clearance_m(from) >= Person::RADIUS_M - SLACK_M;
        let may_go = if stood_free {
            let stands_free = self.clearance_m(to) >= Person::RADIUS_M - SLACK_M;
            stands_free
                && (to - from).length() <= PIECE_M * 1.5
                && !self.outlines.iter().any(|outline| outline.is_crossed(from, to))
        } else {
            self.clearance_m(to) > self.clearance_m(from)
        };
        let next = Vec3::new(to.x, feet.y, to.y);
        let floor_y = self.colliders.floor_under(next);
        // Who already stands beside every floor may go anywhere to find one.
        let is_lost = || self.colliders.floor_under(feet).is_none();
        (may_go && (floor_y.is_some() || is_lost())).then(|| next.with_y(floor_y.unwrap_or(feet.y)))
    }

    /// The nearest place, more or less, where a person is free; within one piece of the way.
    fn pushed_out(&self, wanted: Vec2) -> Vec2 {
        let mut at = wanted;
        for _ in 0..N_PUSHES {
            let gaps = self.outlines.iter().map(|outline| outline.gap(at));
            let Some(worst) = gaps.min_by(|a, b| a.distance_m.total_cmp(&b.distance_m)) else { break };
            let too_near_m = Person::RADIUS_M - worst.distance_m;
            if too_near_m <= SLACK_M * 0.25 {
                break;
            }
            at += worst.away * too_near_m.min(PIECE_M);
        }
        at
    }

    fn clearance_m(&self, at: Vec2) -> f32 {
        self.outlines.iter().map(|outline| outline.gap(at).distance_m).fold(f32::INFINITY, f32::min)
    }
}

#[cfg(test)]
pub(in crate::walk) mod tests {
    use super::*;
    use crate::{Aabb, Extra, Mesh, Node, Primitive, Scene, Transform, Vertices};
    use glam::{Mat4, Quat};
    use proptest::prelude::*;

    /// A box from `min` to `max`.
    pub(in crate::walk) fn boxed(min: Vec3, max: Vec3) -> Mesh {
        let positions = Aabb { min, max }.corners().to_vec();
        let sides = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
        let indices = sides.iter().flat_map(|[a, b, c, d]| [*a, *b, *c, *a, *c, *d]).collect();
        let vertices = Vertices { positions, ..Vertices::default() };
        Mesh { primitives: vec![Primitive { vertices, indices, ..Primitive::default() }], ..Mesh::default() }
    }

    /// A floor of 6 by 4 m with its middle at the origin, walls of 5 cm around it, a wall of 1 mm with a doorway of 90 cm across it at
    /// x = 0, and a desk. The last node is the door's leaf, which closes the doorway.
    pub(in crate::walk) fn room() -> Scene {
        let wall = |x0: f32, z0: f32, x1: f32, z1: f32, top: f32| boxed(Vec3::new(x0, 0.0, z0), Vec3::new(x1, top, z1));
        let meshes = vec![
            boxed(Vec3::new(-3.0, -0.1, -2.0), Vec3::new(3.0, 0.0, 2.0)),
            wall(-3.05, -2.05, 3.05, -2.0, 2.5),
            wall(-3.05, 2.0, 3.05, 2.05, 2.5),
            wall(-3.05, -2.0, -3.0, 2.0, 2.5),
            wall(3.0, -2.0, 3.05, 2.0, 2.5),
            wall(0.0, -2.0, 0.001, -0.45, 2.5),
            wall(0.0, 0.45, 0.001, 2.0, 2.5),
            boxed(Vec3::new(1.0, 0.7, -1.6), Vec3::new(2.2, 0.75, -0.8)),
            wall(-0.02, -0.45, 0.02, 0.45, 2.0),
        ];
        let mark = |name: &str| [(name.to_string(), Extra::Flag(true))].into();
        let node =
            |mesh: usize| Node { mesh: Some(mesh), extras: mark(if mesh == 0 { "floor" } else { "collide" }), ..Node::default() };
        let n_nodes = meshes.len();
        let mut nodes: Vec<Node> = (0..n_nodes).map(node).collect();
        nodes[n_nodes - 1].visible = false;
        Scene { nodes, roots: (0..n_nodes).collect(), meshes, ..Scene::empty() }
    }

    pub(in crate::walk) fn colliders(scene: &Scene) -> Colliders {
        Colliders::new(scene, &scene.world_from_nodes())
    }

    fn walk(colliders: &Colliders, from: Vec3, step: Vec3, n_steps: usize) -> Vec3 {
        (0..n_steps).fold(from, |feet, _| slide(colliders, feet, step))
    }

    #[test]
    fn free_way_is_walked_whole() {
        let end = slide(&colliders(&room()), Vec3::new(-2.0, 0.0, 0.0), Vec3::new(0.3, 0.0, 0.1));
        assert!((end - Vec3::new(-1.7, 0.0, 0.1)).length() < 1e-4);
    }

    #[test]
    fn wall_is_slid_along_at_arms_length() {
        let end = walk(&colliders(&room()), Vec3::new(-2.5, 0.0, 1.5), Vec3::new(0.1, 0.0, 0.2), 15);
        assert!((end.z - 1.75).abs() < 0.01, "stopped at the wall, at {end}");
        assert!((end.x + 1.0).abs() < 0.05, "kept the sideways part, at {end}");
    }

    #[test]
    fn corner_holds_nobody() {
        let colliders = colliders(&room());
        let corner = walk(&colliders, Vec3::new(-2.0, 0.0, 1.0), Vec3::new(-0.2, 0.0, 0.2), 30);
        assert!((corner - Vec3::new(-2.75, 0.0, 1.75)).length() < 0.02, "in the corner, at {corner}");
        for (step, way) in [(Vec3::new(0.1, 0.0, 0.0), 1.0), (Vec3::new(0.0, 0.0, -0.1), 1.0), (Vec3::new(0.1, 0.0, 0.1), 0.9)] {
            let end = walk(&colliders, corner, step, 10);
            assert!((end - corner).length() > way - 0.05, "got out of the corner to {end}");
        }
    }

    #[test]
    fn doorway_lets_through_and_closed_door_does_not() {
        let mut scene = room();
        let mut colliders = colliders(&scene);
        let (from, step) = (Vec3::new(-1.0, 0.0, 0.1), Vec3::new(0.3, 0.0, 0.0));
        assert!(walk(&colliders, from, step, 8).x > 0.9);

        let door = scene.nodes.len() - 1;
        scene.nodes[door].visible = true;
        assert!(colliders.refresh(&scene, &scene.world_from_nodes()));
        assert!(walk(&colliders, from, step, 8).x < -0.25);

        // Open: turned away around its hinge.
        let hinge = Vec3::new(0.0, 0.0, 0.45);
        let open = Mat4::from_translation(hinge) * Mat4::from_quat(Quat::from_rotation_y(1.6)) * Mat4::from_translation(-hinge);
        colliders.set_transform(door, open);
        assert!(walk(&colliders, from, step, 8).x > 0.9);
    }

    #[test]
    fn desk_stops_though_its_top_floats() {
        let end = walk(&colliders(&room()), Vec3::new(1.7, 0.0, 0.5), Vec3::new(0.0, 0.0, -0.3), 10);
        assert!((end.z + 0.55).abs() < 0.01, "before the desk, at {end}");
    }

    #[test]
    fn low_things_are_stepped_over_and_floors_lift() {
        let mut scene = room();
        scene.meshes[7] = boxed(Vec3::new(1.0, 0.0, -1.6), Vec3::new(2.4, 0.1, -0.8));
        scene.nodes[7].extras.insert("floor".into(), Extra::Flag(true));
        let end = walk(&colliders(&scene), Vec3::new(1.7, 0.0, 0.5), Vec3::new(0.0, 0.0, -0.25), 7);
        assert!((end - Vec3::new(1.7, 0.1, -1.25)).length() < 1e-3, "on the platform, at {end}");
    }

    #[test]
    fn edge_of_the_floor_stops() {
        let mut scene = room();
        scene.nodes[4].visible = false;
        let end = walk(&colliders(&scene), Vec3::new(2.0, 0.0, 0.0), Vec3::new(0.3, 0.0, 0.1), 10);
        assert!(end.x < 3.0 + Person::RADIUS_M && end.z > 0.5, "went along the edge, at {end}");
    }

    #[test]
    fn somebody_in_a_closed_door_is_led_out() {
        let mut scene = room();
        let door = scene.nodes.len() - 1;
        scene.nodes[door].visible = true;
        let end = walk(&colliders(&scene), Vec3::new(-0.1, 0.0, 0.0), Vec3::ZERO, 10);
        assert!(end.x < -0.26 && end.x > -0.35, "before the leaf, at {end}");
    }

    #[test]
    fn hostile_numbers_move_nobody() {
        let from = Vec3::new(-2.0, 0.0, 0.0);
        assert_eq!(slide(&colliders(&room()), from, Vec3::new(f32::NAN, 0.0, f32::INFINITY)), from);
        let end = slide(&Colliders::default(), from, Vec3::new(0.0, 9.0, 1.0));
        assert!((end - Vec3::new(-2.0, 0.0, 1.0)).length() < 1e-5, "height is not walked, nothing stops: {end}");
    }

    proptest! {
        #[test]
        fn nobody_gets_through_walls(steps in proptest::collection::vec((-0.3_f32..0.3, -0.3_f32..0.3, 1_usize..30), 1..30)) {
            let mut scene = room();
            let door = scene.nodes.len() - 1;
            scene.nodes[door].visible = true;
            scene.nodes[door].transform = Transform { rotation: Quat::from_rotation_y(0.0), ..Transform::IDENTITY };
            let colliders = colliders(&scene);
            let mut feet = Vec3::new(-1.5, 0.0, 0.0);
            for (x, z, n_steps) in steps {
                for _ in 0..n_steps {
                    let before = feet;
                    feet = slide(&colliders, feet, Vec3::new(x, 0.0, z));
                    prop_assert!(feet.x > -2.76 && feet.x < -0.24 && feet.z.abs() < 1.76, "got out at {feet}");
                    prop_assert!((feet - before).length() < 0.5, "jumped from {before} to {feet}");
                }
            }
        }
    }
}
