//! What is seen: the object under a ray, and where to lead the eye.

use crate::walker::wrapped;
use crate::{REACH_M, SIGHT_M, Stage};
use curriculum::{ObjectKind, TRAINEE};
use glam::{Mat4, Vec2, Vec3};
use ids::ObjectId;
use scene::{Aabb, Hit, NodeIdx, Ray};

/// What lies within this angle of the ray counts as looked at, radians.
const LOOK_ANGLE: f32 = 0.09;
/// What lies within this angle of the ray is meant when nothing that answers lies under it, radians.
const NEAR_ANGLE: f32 = 0.03;
/// Around the point of a pin, as large as it is drawn, radians.
const PIN_ANGLE: f32 = 0.07;
/// Where people's faces are, above the floor they stand on, metres; and how low those of who sits may be.
const FACE_M: f32 = 1.45;
const FACE_LEAST_M: f32 = 0.9;
/// From the joint below the skull to a name over the crown; and the same from the face of who has no such joint.
const OVER_HEAD_M: f32 = 0.36;
const OVER_FACE_M: f32 = 0.4;

/// The object under a ray.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointed {
    pub object: ObjectId,
    pub distance_m: f32,
    pub hit_in_world: Vec3,
    pub in_reach: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Where a target is that the picture does not show.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgePointer {
    pub side: Side,
    /// In words: "Behind you, to the right".
    pub words: String,
}

impl Stage {
    /// The object under a ray, nearest first, if it is one that can be named.
    pub fn pointed(&self, aim: Ray) -> Option<Pointed> {
        let through_glass = self.ray_hit(aim, SIGHT_M, |node| self.can_be_hit(node));
        // With nothing behind it, glass answers too.
        let hit = through_glass
            .filter(|hit| self.glass_nodes.is_empty() || self.binding.object_of(hit.node).is_some())
            .or_else(|| self.ray_hit(aim, SIGHT_M, |node| self.is_in_the_room(node)))?;
        let object = &self.module.objects[self.binding.object_of(hit.node)?];
        Some(Pointed {
            object: object.id.clone(),
            distance_m: hit.distance_m,
            hit_in_world: hit.hit_in_world,
            in_reach: hit.distance_m <= REACH_M,
        })
    }

    /// The point of any surface under a ray.
    pub(crate) fn surface_under(&self, aim: Ray) -> Option<Vec3> {
        Some(self.ray_hit(aim, SIGHT_M, |node| self.is_in_the_room(node))?.hit_in_world)
    }

    /// Where to look for an object: its middle, or for a place on the floor a point above it.
    pub fn sight_point_of(&self, object: &ObjectId) -> Option<Vec3> {
        let up_m = if self.kind(object) == Some(ObjectKind::Zone) && !self.is_still() { 1.1 } else { 0.0 };
        Some(self.point_of(object)? + Vec3::Y * up_m)
    }

    /// The middle of an object in world space, metres; zones lie on the floor.
    pub fn point_of(&self, object: &ObjectId) -> Option<Vec3> {
        if object.as_str() == TRAINEE {
            return None;
        }
        let node = self.node(object)?;
        let at = self.world_from_nodes[node].w_axis.truncate();
        match self.kind(object) {
            Some(ObjectKind::Zone | ObjectKind::Socket) => Some(at),
            Some(ObjectKind::Person) if !self.is_still() => Some(at + Vec3::Y * self.face_height_m(node)),
            _ => Some(self.bounds(object).map_or(at, |bounds| bounds.center())),
        }
    }

    /// Where somebody's name stands: clear of the crown of their head, whether they are tall, sit or stoop.
    pub fn over_head_of(&self, person: &ObjectId) -> Option<Vec3> {
        let root = self.node(person)?;
        let over_m = self.head_height_m(root).map_or(FACE_M + OVER_FACE_M, |head_m| head_m + OVER_HEAD_M);
        Some(self.world_from_nodes[root].w_axis.truncate() + Vec3::Y * over_m)
    }

    /// Of somebody whose root is this node: lower where they sit.
    fn face_height_m(&self, root: NodeIdx) -> f32 {
        self.head_height_m(root).map_or(FACE_M, |head_m| head_m.clamp(FACE_LEAST_M, FACE_M))
    }

    /// Of the joint below the skull, above the floor.
    fn head_height_m(&self, root: NodeIdx) -> Option<f32> {
        let head = self.people.iter().find(|person| person.node == root).and_then(|person| person.head())?;
        Some(self.world_from_nodes[head].w_axis.y - self.world_from_nodes[root].w_axis.y)
    }

    /// The box around an object in world space.
    pub fn bounds(&self, object: &ObjectId) -> Option<Aabb> {
        self.picker.bounds_of(&self.scene, &self.world_from_nodes, self.node(object)?)
    }

    /// The view along a ray from the eye, as upright as the head is.
    pub fn view_along(&self, aim: Ray) -> Mat4 {
        let world_from_view = self.world_from_view();
        let backward = -aim.direction;
        let right = world_from_view.y_axis.truncate().cross(backward).normalize_or(world_from_view.x_axis.truncate());
        Mat4::from_cols(right.extend(0.0), backward.cross(right).extend(0.0), backward.extend(0.0), world_from_view.w_axis)
    }

    /// A world point in normalised device coordinates (x right, y up, both -1..1) when it lies in front of the eye.
    pub fn on_screen(&self, point: Vec3, aspect: f32) -> Option<Vec2> {
        let in_view = self.world_from_view().inverse().transform_point3(point);
        if in_view.z > -0.05 {
            return None;
        }
        let half = (self.fov_y() / 2.0).tan();
        Some(Vec2::new(in_view.x / (-in_view.z * half * aspect), in_view.y / (-in_view.z * half)))
    }

    /// The smallest rectangle of the screen around an object, as two corners in normalised device coordinates.
    pub fn rect_on_screen(&self, object: &ObjectId, aspect: f32) -> Option<(Vec2, Vec2)> {
        let corners = self.corners_of(object)?.map(|corner| self.on_screen(corner, aspect));
        let mut rect: Option<(Vec2, Vec2)> = None;
        for corner in corners {
            let corner = corner?;
            rect = Some(rect.map_or((corner, corner), |(low, high)| (low.min(corner), high.max(corner))));
        }
        rect
    }

    /// Of a box around an object in world space; of what is in the hand, of one that stands straight to the eye: so near, a box
    /// along the walls would reach far beyond it.
    fn corners_of(&self, object: &ObjectId) -> Option<[Vec3; 8]> {
        if self.world.carried.as_ref() != Some(object) {
            return Some(self.bounds(object)?.corners());
        }
        let world_from_view = self.world_from_view();
        let view_from_world = world_from_view.inverse();
        let view_from_nodes: Vec<Mat4> = self.world_from_nodes.iter().map(|world| view_from_world * *world).collect();
        let bounds = self.picker.bounds_of(&self.scene, &view_from_nodes, self.node(object)?)?;
        Some(bounds.corners().map(|corner| world_from_view.transform_point3(corner)))
    }

    /// Which way to turn to see a point, in words.
    pub fn edge_pointer(&self, point: Vec3) -> EdgePointer {
        if let Some((side, words)) = self.picture_with(point) {
            return EdgePointer { side, words };
        }
        let towards = point - self.walker.eye();
        let off = wrapped((-towards.x).atan2(-towards.z) - self.walker.yaw);
        let side = if off > 0.0 { Side::Left } else { Side::Right };
        let behind = off.abs() > 1.9;
        let words = match (behind, side) {
            (true, Side::Left) => "Behind you, to the left",
            (true, Side::Right) => "Behind you, to the right",
            (false, Side::Left) => "To your left",
            (false, Side::Right) => "To your right",
        };
        EdgePointer { side, words: words.to_owned() }
    }

    /// True when nothing stands between the eye and an object that is near enough to be looked at.
    pub fn can_see(&self, object: &ObjectId) -> bool {
        self.can_see_within(object, SIGHT_M)
    }

    /// The same within a distance, metres.
    pub fn can_see_within(&self, object: &ObjectId, distance_m: f32) -> bool {
        let eye = self.walker.eye();
        self.point_of(object).is_some_and(|point| eye.distance(point) <= distance_m && self.is_seen_from(eye, object, point))
    }

    /// Of some objects the one whose middle the ray all but meets, so that a ring can be taken by aiming at its hole.
    pub fn nearly_pointed(&self, aim: Ray, objects: &[ObjectId]) -> Option<ObjectId> {
        let angle_to = |object: &&ObjectId| {
            // What the trainee wears, or what is hidden, answers nowhere.
            let point = self.point_of(object).filter(|_| self.kind(object) != Some(ObjectKind::Zone) && self.shows(object));
            point.map_or(f32::MAX, |point| (point - aim.origin).angle_between(aim.direction))
        };
        let nearest = objects.iter().min_by(|a, b| angle_to(a).total_cmp(&angle_to(b)))?;
        (angle_to(&nearest) < NEAR_ANGLE && self.is_looked_at(nearest, aim)).then(|| nearest.clone())
    }

    /// True when a ray all but meets an object's middle, whatever stands in between.
    pub fn is_towards(&self, object: &ObjectId, aim: Ray) -> bool {
        self.sight_point_of(object).is_some_and(|point| (point - aim.origin).angle_between(aim.direction) < NEAR_ANGLE)
    }

    /// True when a ray meets what stands over a place on the floor to mark it.
    pub fn meets_pin_of(&self, object: &ObjectId, aim: Ray) -> bool {
        let point = self.sight_point_of(object).filter(|_| self.kind(object) == Some(ObjectKind::Zone));
        point.is_some_and(|point| (point - aim.origin).angle_between(aim.direction) < PIN_ANGLE)
    }

    /// True when an object's middle is close to the ray and in sight.
    pub(crate) fn is_looked_at(&self, object: &ObjectId, aim: Ray) -> bool {
        let Some(point) = self.point_of(object) else { return false };
        let towards = point - aim.origin;
        towards.length() <= SIGHT_M
            && towards.angle_between(aim.direction) < LOOK_ANGLE
            && self.is_seen_from(aim.origin, object, point)
    }

    /// True when the way from an eye to an object's middle meets nothing else first.
    pub(crate) fn is_seen_from(&self, eye: Vec3, object: &ObjectId, point: Vec3) -> bool {
        let distance_m = eye.distance(point);
        let aim = Ray::new(eye, (point - eye) / distance_m.max(1e-4));
        // People step aside: they never hide what is to be done.
        let is_solid = |node: usize| self.scene.nodes[node].mesh.is_some_and(|mesh| self.scene.meshes[mesh].is_solid());
        let in_the_way = |node| self.can_be_hit(node) && !self.is_of_person(node) && is_solid(node);
        let Some(hit) = self.ray_hit(aim, distance_m, in_the_way) else { return true };
        let own =
            self.node(object).is_some_and(|node| self.scene.is_within(hit.node, node) || self.scene.is_within(node, hit.node));
        own || distance_m - hit.distance_m < 0.12
    }

    fn is_of_person(&self, node: usize) -> bool {
        self.binding.object_of(node).is_some_and(|idx| self.module.objects[idx].kind == ObjectKind::Person)
    }

    /// What a ray meets first, where things are cut open too.
    pub(crate) fn ray_hit(&self, aim: Ray, distance_m: f32, filter: impl Fn(usize) -> bool) -> Option<Hit> {
        let cut = |node| self.cut_plane(node);
        self.picker.pick_cut(&self.scene, &self.world_from_nodes, aim, distance_m, filter, cut)
    }

    pub(crate) fn can_be_hit(&self, node: usize) -> bool {
        self.is_in_the_room(node) && !self.glass_nodes.contains(&node)
    }

    /// Whether it is in the room and not hidden.
    pub fn shows(&self, object: &ObjectId) -> bool {
        self.node(object).is_some_and(|node| self.visible[node])
    }

    /// Also what is as if of glass now.
    fn is_in_the_room(&self, node: usize) -> bool {
        self.visible[node] && !self.carried_nodes.contains(&node)
    }

    /// World transform of what is held in the hand, before easing.
    pub(crate) fn world_from_hand(&self, size_m: f32) -> Mat4 {
        let away_m = 0.42 + 0.55 * size_m;
        self.world_from_view() * Mat4::from_translation(Vec3::new(0.12 + 0.1 * size_m, -0.17 - 0.24 * size_m, -away_m))
    }
}
