//! Things that move: doors, drawers, keys, buttons, and items on their way to a hand or a place.

use crate::binding::{Binding, number};
use curriculum::{Module, ObjectKind};
use glam::{Mat4, Quat, Vec3};
use scene::{Extra, NodeIdx, Scene, Transform};

/// How long a door or drawer takes, and an item on its way, seconds.
const SWING_SECS: f32 = 0.8;
const CARRY_SECS: f32 = 0.35;
const PRESS_SECS: f32 = 0.25;
/// A key or knob without `turn_deg` turns by this much from its first to its last state.
const TURN_DEG: f32 = 90.0;

/// What of an object moves, and how far it is.
pub(crate) struct Mover {
    pub object_idx: usize,
    /// The part that moves.
    pub node: NodeIdx,
    pub way: Way,
    /// 0 at the first state, 1 at the last.
    at: f32,
    to: f32,
    /// A knob's own angle, radians, when it was turned to one.
    angle: Option<f32>,
    /// Seconds left of a press.
    pressed_secs: f32,
    /// Where it came from, on its way to where it belongs.
    pub flight: Option<Flight>,
}

/// A way through the air.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flight {
    world_from_start: Mat4,
    /// How much of the way is done, 0 to 1.
    done: f32,
    secs: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Way {
    /// About the part's own +Y, radians.
    Hinge(f32),
    /// Along an offset in the part's parent, metres.
    Slide(Vec3),
    /// About the part's own +Z, radians.
    Turn(f32),
    Stay,
}

impl Mover {
    pub fn all(module: &Module, scene: &Scene, binding: &Binding) -> Vec<Self> {
        (0..module.objects.len()).map(|object_idx| Self::new(module, scene, binding, object_idx)).collect()
    }

    fn new(module: &Module, scene: &Scene, binding: &Binding, object_idx: usize) -> Self {
        let root = binding.node_at(object_idx);
        let own = |node: &NodeIdx| binding.object_of(*node) == Some(object_idx);
        let part = scene.subtree(root).into_iter().filter(own).find_map(|node| way_of(scene, node).map(|way| (node, way)));
        let (node, way) = part.unwrap_or_else(|| {
            let turns = module.objects[object_idx].kind == ObjectKind::Knob;
            (root, if turns { Way::Turn(TURN_DEG.to_radians()) } else { Way::Stay })
        });
        Self { object_idx, node, way, at: 0.0, to: 0.0, angle: None, pressed_secs: 0.0, flight: None }
    }

    /// Where it shall go, 0 to 1; at once when asked.
    pub fn send(&mut self, to: f32, at_once: bool) {
        self.to = to;
        self.angle = None;
        if at_once {
            self.at = to;
        }
    }

    pub fn turn_to(&mut self, angle: f32) {
        self.angle = Some(angle);
    }

    pub fn press(&mut self) {
        self.pressed_secs = PRESS_SECS;
    }

    pub fn fly_from(&mut self, world_from_item: Mat4) {
        self.drift_from(world_from_item, CARRY_SECS);
    }

    /// Comes from there within so many seconds.
    pub fn drift_from(&mut self, world_from_start: Mat4, secs: f32) {
        self.flight = Some(Flight { world_from_start, done: 0.0, secs: secs.max(CARRY_SECS) });
    }

    /// Nothing of it ever moves by itself.
    pub fn stays(&self) -> bool {
        self.way == Way::Stay && self.pressed_secs == 0.0
    }

    pub fn is_moving(&self) -> bool {
        self.at != self.to || self.pressed_secs > 0.0 || self.flight.is_some()
    }

    /// True while its door or drawer is on the way, so that what blocks a walk must be looked at again.
    pub fn is_swinging(&self) -> bool {
        self.at != self.to
    }

    pub fn advance(&mut self, dt_secs: f32) {
        let most = dt_secs / SWING_SECS;
        self.at += (self.to - self.at).clamp(-most, most);
        self.pressed_secs = (self.pressed_secs - dt_secs).max(0.0);
        if let Some(flight) = &mut self.flight {
            flight.done += dt_secs / flight.secs;
        }
        if self.flight.is_some_and(|flight| flight.done >= 1.0) {
            self.flight = None;
        }
    }

    /// How far it is now, 0 to 1.
    pub fn share(&self) -> f32 {
        self.at
    }

    /// The part's transform in its parent now.
    pub fn local(&self, modelled: Transform) -> Transform {
        self.local_at(modelled, self.at)
    }

    /// The same when it is so far, 0 to 1.
    pub fn local_at(&self, modelled: Transform, share: f32) -> Transform {
        let eased = smooth(share);
        let mut local = modelled;
        match self.way {
            Way::Hinge(angle) => local.rotation = modelled.rotation * Quat::from_rotation_y(angle * eased),
            Way::Slide(offset) => local.translation = modelled.translation + offset * eased,
            Way::Turn(angle) => {
                local.rotation = modelled.rotation * Quat::from_rotation_z(self.angle.unwrap_or(angle * eased));
            }
            Way::Stay => {}
        }
        if self.pressed_secs > 0.0 {
            local.scale = modelled.scale * (1.0 - 0.06 * (self.pressed_secs / PRESS_SECS * std::f32::consts::PI).sin());
        }
        local
    }

    /// Where an item is on its way to `world_from_goal`.
    pub fn in_flight(&self, world_from_goal: Mat4) -> Mat4 {
        let Some(Flight { world_from_start, done, .. }) = self.flight else { return world_from_goal };
        let (scale_a, rotation_a, at_a) = world_from_start.to_scale_rotation_translation();
        let (scale_b, rotation_b, at_b) = world_from_goal.to_scale_rotation_translation();
        let t = smooth(done);
        Mat4::from_scale_rotation_translation(scale_a.lerp(scale_b, t), rotation_a.slerp(rotation_b, t), at_a.lerp(at_b, t))
    }
}

fn way_of(scene: &Scene, node: NodeIdx) -> Option<Way> {
    if let Some(degrees) = number(scene, node, "open_deg") {
        return Some(Way::Hinge(degrees.to_radians()));
    }
    if let Some(degrees) = number(scene, node, "turn_deg") {
        return Some(Way::Turn(degrees.to_radians()));
    }
    match scene.nodes[node].extras.get("slide_m").and_then(Extra::as_list) {
        Some([x, y, z]) => Some(Way::Slide(Vec3::new(*x as f32, *y as f32, *z as f32))),
        _ => None,
    }
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
