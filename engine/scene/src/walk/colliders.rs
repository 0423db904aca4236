//! The triangles that stop people and those that carry them, by node, so that a door can open.

use super::Person;
use super::outline::Outline;
use crate::{Aabb, Extra, NodeIdx, Scene};
use glam::{Mat4, Vec2, Vec3, Vec3Swizzles};

/// How far above and below their feet people find a floor.
const FLOOR_ABOVE_M: f32 = 0.35;
const FLOOR_BELOW_M: f32 = 0.6;
/// Floors that lean more than this (cosine of the angle) do not carry.
const FLOOR_UPRIGHTNESS: f32 = 0.7;

/// What stops and carries people, in world space.
#[derive(Debug, Clone, Default)]
pub struct Colliders {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    node: NodeIdx,
    stops: bool,
    carries: bool,
    /// Hidden nodes neither stop nor carry.
    is_there: bool,
    world_from_node: Mat4,
    in_node: Vec<[Vec3; 3]>,
    walls: Triangles,
    floors: Triangles,
}

#[derive(Debug, Clone, Default)]
struct Triangles {
    in_world: Vec<[Vec3; 3]>,
    /// Around all of them; None when there are none.
    aabb: Option<Aabb>,
}

impl Colliders {
    pub fn new(scene: &Scene, world_from_nodes: &[Mat4]) -> Self {
        let visible = scene.visible_nodes();
        let mut marks = vec![Marks::default(); scene.nodes.len()];
        let mut parts = Vec::new();
        scene.walk_down(&scene.roots, |idx, parent| {
            let inherited = parent.map_or(Marks::default(), |parent| marks[parent]);
            marks[idx] = Marks::of(scene, idx, inherited);
            let Marks { stops, carries } = marks[idx];
            if let Some(mesh) = scene.nodes[idx].mesh.filter(|_| stops || carries) {
                let in_node = triangles_of(scene, mesh);
                let (walls, floors) = Default::default();
                let world_from_node = world_from_nodes[idx];
                let mut part =
                    Part { node: idx, stops, carries, is_there: visible[idx], world_from_node, in_node, walls, floors };
                part.rebuild();
                parts.push(part);
            }
            true
        });
        Self { parts }
    }

    /// Follows nodes that moved, showed or hid since; true if anything did. Cheap when nothing did.
    pub fn refresh(&mut self, scene: &Scene, world_from_nodes: &[Mat4]) -> bool {
        let visible = scene.visible_nodes();
        let mut changed = false;
        for part in &mut self.parts {
            if part.world_from_node != world_from_nodes[part.node] {
                part.world_from_node = world_from_nodes[part.node];
                part.rebuild();
                changed = true;
            }
            changed |= part.is_there != visible[part.node];
            part.is_there = visible[part.node];
        }
        changed
    }

    /// Moves one node, such as a door's leaf. A node that does not collide is ignored.
    pub fn set_transform(&mut self, node: NodeIdx, world_from_node: Mat4) {
        for part in self.parts.iter_mut().filter(|part| part.node == node) {
            part.world_from_node = world_from_node;
            part.rebuild();
        }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The height of the floor under somebody whose feet are at `feet`; gaps as wide as a foot are stepped over. None: there is no
    /// floor here. In a scene without any floor people stay at the height they have.
    pub fn floor_under(&self, feet: Vec3) -> Option<f32> {
        if !self.has_floor() {
            return Some(feet.y);
        }
        let reach = Person::RADIUS_M * 0.8;
        let around = [Vec2::new(reach, 0.0), Vec2::new(-reach, 0.0), Vec2::new(0.0, reach), Vec2::new(0.0, -reach)];
        let (low, high) = (feet.y - FLOOR_BELOW_M, feet.y + FLOOR_ABOVE_M);
        let highest = |at: Vec2| self.floors_at(at).filter(|y| *y >= low && *y <= high).reduce(f32::max);
        highest(feet.xz()).or_else(|| around.iter().filter_map(|step| highest(feet.xz() + step)).reduce(f32::max))
    }

    pub(super) fn has_floor(&self) -> bool {
        self.there().any(|part| part.floors.aabb.is_some())
    }

    /// Heights of all floors at a place.
    fn floors_at(&self, at: Vec2) -> impl Iterator<Item = f32> {
        let near = move |aabb: &Aabb| at.cmpge(aabb.min.xz()).all() && at.cmple(aabb.max.xz()).all();
        let parts = self.there().filter(move |part| part.floors.aabb.as_ref().is_some_and(near));
        parts.flat_map(|part| &part.floors.in_world).filter_map(move |triangle| height_at(triangle, at))
    }

    /// What is in the way of somebody with their feet at this height, between two corners seen from above.
    pub(super) fn outlines_within(&self, min: Vec2, max: Vec2, feet_y: f32) -> Vec<Outline> {
        let overlaps = |from: Vec3, to: Vec3| from.xz().cmple(max).all() && to.xz().cmpge(min).all();
        let parts = self.there().filter(|part| part.walls.aabb.is_some_and(|aabb| overlaps(aabb.min, aabb.max)));
        let walls = parts.flat_map(|part| &part.walls.in_world);
        let near = walls.filter(|[a, b, c]| overlaps(a.min(*b).min(*c), a.max(*b).max(*c)));
        near.filter_map(|triangle| Outline::of(triangle, feet_y)).collect()
    }

    pub(super) fn floors(&self) -> impl Iterator<Item = &[Vec3; 3]> {
        self.there().flat_map(|part| &part.floors.in_world)
    }

    pub(super) fn walls(&self) -> impl Iterator<Item = &[Vec3; 3]> {
        self.there().flat_map(|part| &part.walls.in_world)
    }

    /// Around the floors, or around the walls where there is no floor; None when there is neither.
    pub(super) fn extent(&self) -> Option<Aabb> {
        let floors = self.there().filter_map(|part| part.floors.aabb).reduce(Aabb::union);
        floors.or_else(|| self.there().filter_map(|part| part.walls.aabb).reduce(Aabb::union))
    }

    fn there(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.is_there)
    }
}

impl Part {
    fn rebuild(&mut self) {
        self.walls.in_world.clear();
        self.floors.in_world.clear();
        // A mirrored node turns its triangles the other way round.
        let up = self.world_from_node.determinant().signum();
        for corners in &self.in_node {
            let triangle = corners.map(|corner| self.world_from_node.transform_point3(corner));
            let normal = (triangle[1] - triangle[0]).cross(triangle[2] - triangle[0]).normalize_or_zero();
            let carries = self.carries && normal.y * up > FLOOR_UPRIGHTNESS;
            if carries {
                self.floors.in_world.push(triangle);
            }
            if self.stops && !carries {
                self.walls.in_world.push(triangle);
            }
        }
        for triangles in [&mut self.walls, &mut self.floors] {
            triangles.aabb = Aabb::around(triangles.in_world.iter().flatten().copied());
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    stops: bool,
    carries: bool,
}

impl Marks {
    fn of(scene: &Scene, node: NodeIdx, inherited: Self) -> Self {
        let mark = |name: &str, otherwise: bool| scene.nodes[node].extras.get(name).and_then(Extra::as_flag).unwrap_or(otherwise);
        Self { stops: mark("collide", inherited.stops), carries: mark("floor", inherited.carries) }
    }
}

fn triangles_of(scene: &Scene, mesh: usize) -> Vec<[Vec3; 3]> {
    let primitives = scene.meshes[mesh].primitives.iter();
    let corners = primitives.flat_map(|primitive| {
        let positions = &primitive.vertices.positions;
        primitive.triangles().iter().map(|corners| corners.map(|corner| positions[corner as usize]))
    });
    corners.collect()
}

/// The height of a triangle at a place within it, seen from above.
pub(super) fn height_at([a, b, c]: &[Vec3; 3], at: Vec2) -> Option<f32> {
    let (ab, ac, from_a) = (b.xz() - a.xz(), c.xz() - a.xz(), at - a.xz());
    let area = ab.perp_dot(ac);
    let (u, v) = (from_a.perp_dot(ac) / area, ab.perp_dot(from_a) / area);
    let is_inside = u >= -1e-4 && v >= -1e-4 && u + v <= 1.0 + 1e-4;
    is_inside.then_some(a.y + (b.y - a.y) * u + (c.y - a.y) * v)
}
