//! The trainee's body: where they stand, where they look, how they walk.

use glam::{EulerRot, Mat4, Quat, Vec3};
use scene::Scene;
use scene::walk::{Colliders, slide};

/// Height of the eyes above the floor, metres.
pub const EYE_HEIGHT_M: f32 = 1.6;
/// Metres a second, by hand and by itself.
const SPEED_M: f32 = 1.9;
const PITCH_LIMIT: f32 = 1.45;
/// How fast the head turns by itself, radians a second.
const TURN_SPEED: f32 = 3.6;

/// Position on the floor and direction of view.
#[derive(Debug, Clone)]
pub struct Walker {
    pub position: Vec3,
    /// Radians about +Y; 0 looks along -Z.
    pub yaw: f32,
    /// Radians; up is positive.
    pub pitch: f32,
    path: Vec<Vec3>,
    /// Where to step aside to first, out of the way of a drawer or door that opened onto where one stood.
    aside: Option<Vec3>,
    turn_to: Option<(f32, f32)>,
    /// Metres walked, for the sound of footsteps.
    pub walked_m: f32,
}

impl Walker {
    /// At the scene's `Spawn` node, or at its origin.
    pub fn spawned(scene: &Scene, world_from_nodes: &[Mat4]) -> Self {
        let world_from_spawn = scene.find("Spawn").map_or(Mat4::IDENTITY, |node| world_from_nodes[node]);
        let (_, rotation, position) = world_from_spawn.to_scale_rotation_translation();
        let (yaw, _, _) = rotation.to_euler(EulerRot::YXZ);
        Self { position, yaw, pitch: -0.05, path: Vec::new(), aside: None, turn_to: None, walked_m: 0.0 }
    }

    pub fn eye(&self) -> Vec3 {
        self.position + Vec3::Y * EYE_HEIGHT_M
    }

    pub fn world_from_view(&self) -> Mat4 {
        let rotation = Quat::from_euler(EulerRot::YXZ, self.yaw, self.pitch, 0.0);
        Mat4::from_rotation_translation(rotation, self.eye())
    }

    /// Stands somewhere at once, looking along a yaw.
    pub fn stand_at(&mut self, position: Vec3, yaw: f32) {
        self.position = position;
        self.yaw = yaw;
        self.aside = None;
        self.stop();
    }

    pub fn stop(&mut self) {
        self.path.clear();
        self.turn_to = None;
    }

    pub(crate) fn walk(&mut self, right: f32, forward: f32, dt_secs: f32, colliders: &Colliders) {
        self.stop();
        let wanted = Quat::from_rotation_y(self.yaw) * Vec3::new(right, 0.0, -forward);
        let step = wanted.clamp_length_max(1.0) * SPEED_M * dt_secs;
        self.step(step, colliders);
    }

    pub(crate) fn turn(&mut self, yaw: f32, pitch: f32) {
        self.turn_to = None;
        self.yaw = wrapped(self.yaw + yaw);
        self.pitch = (self.pitch + pitch).clamp(-PITCH_LIMIT, PITCH_LIMIT);
    }

    pub(crate) fn face(&mut self, point: Vec3) {
        let towards = point - self.eye();
        if towards.length_squared() < 1e-6 {
            return;
        }
        let yaw = if towards.with_y(0.0).length() < 0.05 { self.yaw } else { (-towards.x).atan2(-towards.z) };
        let pitch = towards.y.atan2(towards.with_y(0.0).length()).clamp(-PITCH_LIMIT, PITCH_LIMIT);
        self.turn_to = Some((yaw, pitch));
    }

    pub(crate) fn take_path(&mut self, mut path: Vec<Vec3>) {
        path.reverse();
        self.path = path;
        self.turn_to = None;
    }

    /// Comes to stand somewhere, looking on the same way.
    pub(crate) fn glide_to(&mut self, to: Vec3) {
        self.stop();
        self.aside = Some(to);
    }

    pub(crate) fn step_aside(&mut self, to: Vec3) {
        self.aside = Some(to);
    }

    pub(crate) fn is_walking_by_itself(&self) -> bool {
        !self.path.is_empty() || self.aside.is_some()
    }

    pub(crate) fn is_moving_by_itself(&self) -> bool {
        self.is_walking_by_itself() || self.turn_to.is_some()
    }

    pub(crate) fn follow_path(&mut self, dt_secs: f32, colliders: &Colliders, at_once: bool) {
        if let Some(to) = self.aside {
            let most_m = if at_once { f32::MAX } else { SPEED_M * dt_secs };
            self.position += (to - self.position).clamp_length_max(most_m);
            self.aside = (self.position.distance(to) > 1e-3).then_some(to);
            return;
        }
        if at_once {
            if let Some(end) = self.path.first().copied() {
                self.walked_m += self.position.distance(end);
                self.position = end;
                self.path.clear();
            }
            return;
        }
        let mut left_m = SPEED_M * dt_secs;
        while let Some(next) = self.path.last().copied() {
            let towards = (next - self.position).with_y(0.0);
            let distance_m = towards.length();
            if distance_m <= left_m {
                left_m -= distance_m;
                self.walked_m += distance_m;
                self.position = Vec3::new(next.x, self.position.y, next.z);
                self.path.pop();
                continue;
            }
            let before = self.position;
            let step = towards / distance_m * left_m;
            self.step(step, colliders);
            if self.position.distance(before) < 0.1 * left_m {
                // Something stands there that did not when the way was planned.
                self.path.clear();
                return;
            }
            let yaw = (-towards.x).atan2(-towards.z);
            self.yaw = wrapped(self.yaw + wrapped(yaw - self.yaw).clamp(-TURN_SPEED * dt_secs, TURN_SPEED * dt_secs));
            self.pitch += (-0.12 - self.pitch) * (4.0 * dt_secs).min(1.0);
            return;
        }
    }

    pub(crate) fn turn_on(&mut self, dt_secs: f32, at_once: bool) {
        let Some((yaw, pitch)) = self.turn_to else { return };
        if self.is_walking_by_itself() {
            return;
        }
        let most = if at_once { f32::MAX } else { TURN_SPEED * dt_secs };
        let (d_yaw, d_pitch) = (wrapped(yaw - self.yaw), pitch - self.pitch);
        self.yaw = wrapped(self.yaw + d_yaw.clamp(-most, most));
        self.pitch += d_pitch.clamp(-most, most);
        if d_yaw.abs() <= most && d_pitch.abs() <= most {
            self.turn_to = None;
        }
    }

    fn step(&mut self, step: Vec3, colliders: &Colliders) {
        let before = self.position;
        self.position = slide(colliders, before, step);
        self.walked_m += self.position.distance(before);
    }
}

/// An angle brought into -π..π.
pub(crate) fn wrapped(angle: f32) -> f32 {
    (angle + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI
}
