//! What draws the eye: arrows over things, a hand that shows what to do, how bright a highlight is just now.
//!
//! Everything follows from the stage's own clock, so that the same moment looks the same; with reduced motion the clock stands
//! at a telling moment. Knows no colours. Start at [`Stage::hand`].

use crate::{Handle, Stage};
use curriculum::{Emphasis, Gesture, ObjectKind};
use glam::{Mat4, Quat, Vec3};
use ids::ObjectId;
use scene::NodeIdx;
use std::f32::consts::TAU;

/// Once round, seconds.
const LOOP_SECS: f32 = 2.4;
const PULSE_SECS: f32 = 1.6;
/// Where in its loop a hand stands still with reduced motion.
const TELLING: f32 = 0.4;
/// How far a hand comes from, metres.
const COMES_M: f32 = 0.16;
/// A hand that turns to somebody is open so far, and so far below their face and before them, metres.
const OPENS_RAD: f32 = 2.5;
const BELOW_FACE_M: f32 = 0.28;
const BEFORE_CHEST_M: f32 = 0.12;
/// A pointer's size and its distance over the thing, metres.
const ARROW_M: f32 = 0.16;
const ARROW_OVER_M: f32 = 0.05;
/// From this distance on a pointer grows, so that it stays as large to the eye, metres.
const ARROW_GROWS_M: f32 = 2.5;

/// A hand in the world that shows a gesture. Its fingers point along -Z, its palm looks along -Y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hand {
    pub pose: HandPose,
    pub world_from_hand: Mat4,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandPose {
    /// One finger out.
    Point,
    /// Closed around something.
    Grip,
    /// Open.
    Flat,
}

impl Stage {
    /// What a hand shows at an object from now on: the gesture of a step that demonstrates itself.
    pub fn demonstrate(&mut self, gesture: Option<(ObjectId, Gesture)>) {
        self.demonstrated = gesture;
    }

    /// What a hand shows, and at which object.
    pub fn demonstrated(&self) -> Option<(&ObjectId, Gesture)> {
        self.demonstrated.as_ref().map(|(object, gesture)| (object, *gesture))
    }

    /// The objects that the eye is drawn to, and how: by effects, and by the hand that demonstrates a step.
    pub fn emphasised(&self) -> impl Iterator<Item = (&ObjectId, Emphasis)> {
        let seen = self.world.objects.iter().filter(|object| object.visible);
        let by_effects = seen.filter_map(|object| Some((&object.id, object.emphasis?)));
        by_effects.chain(self.demonstrated().map(|(object, _)| (object, Emphasis::GhostHand)))
    }

    /// True while a mark moves.
    pub(crate) fn marks_move(&self) -> bool {
        !self.reduced_motion
            && self.emphasised().any(|(_, emphasis)| !matches!(emphasis, Emphasis::Outline | Emphasis::OutlineInSight))
    }

    /// How bright a highlight is now, 0 to 1; steady with reduced motion.
    pub fn pulse(&self) -> f32 {
        if self.reduced_motion { 0.6 } else { 0.5 - 0.5 * (self.clock_secs / PULSE_SECS * TAU).cos() }
    }

    /// Stands an arrow that points down to its origin over an object, turned to who looks.
    pub fn arrow(&self, object: &ObjectId) -> Option<Mat4> {
        let top = match self.bounds(object) {
            Some(bounds) => Vec3::new(bounds.center().x, bounds.max.y, bounds.center().z),
            None => self.sight_point_of(object)?,
        };
        let towards = (self.walker.eye() - top).with_y(0.0);
        let grown = (self.walker.eye().distance(top) / ARROW_GROWS_M).clamp(1.0, 3.0);
        let bob = if self.reduced_motion { 0.0 } else { 0.5 + 0.5 * (self.clock_secs / PULSE_SECS * TAU).sin() };
        let at = top + Vec3::Y * (ARROW_OVER_M + 0.05 * bob) * grown;
        let turn = Quat::from_rotation_y(towards.x.atan2(towards.z));
        Some(Mat4::from_scale_rotation_translation(Vec3::splat(ARROW_M * grown), turn, at))
    }

    /// A hand that shows a gesture at an object, over and over.
    pub fn hand(&self, object: &ObjectId, gesture: Gesture) -> Option<Hand> {
        let target = self.sight_point_of(object)?;
        let eye = self.walker.eye();
        let ahead = (target - eye).normalize_or(Vec3::NEG_Z);
        let near = target - ahead * self.half_depth_along(object, ahead);
        let t = if self.reduced_motion { TELLING } else { (self.clock_secs / LOOP_SECS).fract() };
        // In, there for a while, and out again.
        let there = smooth((t / 0.3).min(1.0)) * smooth(((1.0 - t) / 0.25).min(1.0));
        let working = ((t - 0.3) / 0.45).clamp(0.0, 1.0);
        let right = ahead.cross(Vec3::Y).normalize_or(Vec3::X);
        // Hands come from below and from the right, as one's own does.
        let from = (-ahead * 0.8 + right * 0.35 - Vec3::Y * 0.45).normalize();
        let comes = from * COMES_M * (1.0 - there);
        let looks = (ahead - right * 0.30 + Vec3::Y * 0.28).normalize();
        let aimed = facing(looks);
        let hand = |pose, at: Vec3, turn: Quat| Hand { pose, world_from_hand: Mat4::from_rotation_translation(turn, at) };
        Some(match gesture {
            Gesture::Press | Gesture::Read | Gesture::Inspect => hand(HandPose::Point, near + comes, aimed),
            // Nobody is pointed at: an open hand, palm up, before the chest.
            Gesture::Talk => {
                let asks = Quat::from_axis_angle(looks, OPENS_RAD) * aimed;
                hand(HandPose::Flat, near - Vec3::Y * BELOW_FACE_M - ahead * BEFORE_CHEST_M + comes, asks)
            }
            Gesture::Hold => hand(HandPose::Point, near + comes * 0.6, aimed),
            Gesture::Turn => {
                let turned = Quat::from_axis_angle(ahead, (working - 0.5) * 1.6);
                hand(HandPose::Grip, near + comes, turned * aimed)
            }
            Gesture::Take => {
                let lifted = (Vec3::Y * 0.16 - ahead * 0.22) * smooth(working);
                hand(HandPose::Grip, near + comes * (1.0 - working) + lifted, aimed)
            }
            Gesture::Put => {
                let carried = self.world_from_hand(0.2).w_axis.truncate();
                let place = self.point_of(object).unwrap_or(target);
                let way = if self.reduced_motion { 0.75 } else { smooth((t / 0.7).min(1.0)) };
                let arc = Vec3::Y * (0.12 * (way * std::f32::consts::PI).sin());
                hand(HandPose::Grip, carried.lerp(place, way) + arc, aimed)
            }
            Gesture::Set | Gesture::Slide => match self.handle(object, near, false) {
                Handle::Track(track) if track.len() > 1 => {
                    let last = track.len() - 1;
                    let forth = self.share_of(object) < 0.5;
                    let share = if forth { smooth(working) } else { 1.0 - smooth(working) };
                    let at = track[((share * last as f32).round() as usize).min(last)];
                    hand(HandPose::Grip, at + comes, aimed)
                }
                _ => hand(HandPose::Point, near + comes, aimed),
            },
            Gesture::Use => {
                let worked = Quat::from_axis_angle(ahead, 0.5 * (working * 2.0 * TAU).sin());
                hand(HandPose::Grip, near + comes + from * 0.05, worked * aimed)
            }
            Gesture::Aim => {
                let swept = right * (0.28 * (t * TAU).sin());
                hand(HandPose::Grip, near + from * 0.35 + swept, aimed)
            }
        })
    }

    /// What is in the hand as it would stand at a place: what of the scene to draw there, and where.
    pub fn ghost_of_carried(&self, place: &ObjectId) -> Vec<(NodeIdx, Mat4)> {
        let Some(item) = self.world.carried.as_ref().filter(|item| *item != place) else { return Vec::new() };
        let takes = matches!(self.kind(place), Some(ObjectKind::Socket | ObjectKind::Zone));
        let (Some(root), Some(socket)) = (self.node(item), self.node(place).filter(|_| takes)) else { return Vec::new() };
        let (_, rotation, at) = self.world_from_nodes[socket].to_scale_rotation_translation();
        let (scale, _, _) = self.world_from_nodes[root].to_scale_rotation_translation();
        let there_from_here = Mat4::from_scale_rotation_translation(scale, rotation, at) * self.world_from_nodes[root].inverse();
        self.scene.subtree(root).into_iter().map(|node| (node, there_from_here * self.world_from_nodes[node])).collect()
    }

    /// From an object's middle to its surface against a direction, metres; flat things end at once.
    fn half_depth_along(&self, object: &ObjectId, ahead: Vec3) -> f32 {
        let Some(bounds) = self.bounds(object).filter(|_| self.kind(object) != Some(ObjectKind::Zone)) else { return 0.0 };
        let half = bounds.size() * 0.5;
        let shares = [(half.x, ahead.x), (half.y, ahead.y), (half.z, ahead.z)];
        let until_side = shares.map(|(half, along)| if along.abs() > 1e-4 { half / along.abs() } else { f32::MAX });
        until_side.into_iter().fold(f32::MAX, f32::min).min(1.0)
    }
}

/// Fingers along a direction, the back of the hand up.
fn facing(direction: Vec3) -> Quat {
    let backward = -direction;
    let right = Vec3::Y.cross(backward).normalize_or(Vec3::X);
    Quat::from_mat3(&glam::Mat3::from_cols(right, backward.cross(right), backward))
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
