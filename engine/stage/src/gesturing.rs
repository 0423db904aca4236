//! Gestures of people: turns of head and right arm over whatever clip plays. Needs bones named as people's bones are
//! (`content/README.md`); who has none only turns to somebody.
//!
//! Start at [`Gesturing::pose`].

use curriculum::PersonGesture;
use glam::{Quat, Vec3};
use scene::{NodeIdx, Scene};
use std::f32::consts::TAU;

/// How long an arm takes to come up and to sink again, seconds.
const EASE_SECS: f32 = 0.35;

/// What somebody does with head or arm for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    Gesture(PersonGesture),
    /// Holds out a hand to take or give something.
    HandOver,
}

/// Bones that gestures turn; none where the scene has no such bone.
#[derive(Debug, Clone)]
pub(crate) struct Bones {
    root: NodeIdx,
    pub head: Option<NodeIdx>,
    upper_arm: Option<NodeIdx>,
    forearm: Option<NodeIdx>,
    hand: Option<NodeIdx>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Gesturing {
    motion: Motion,
    at_secs: f32,
}

/// Where the bones of the arm look in the person's own space (+Z ahead, the right hand at -X), and which way the palm does.
struct Arm {
    upper: Vec3,
    fore: Vec3,
    palm: Vec3,
}

impl Bones {
    pub fn of(scene: &Scene, root: NodeIdx) -> Self {
        let nodes = scene.subtree(root);
        let named = |name: &str| nodes.iter().copied().find(|node| scene.nodes[*node].name.eq_ignore_ascii_case(name));
        Self { root, head: named("head"), upper_arm: named("upper_arm.R"), forearm: named("forearm.R"), hand: named("hand.R") }
    }
}

impl Gesturing {
    pub fn new(motion: Motion) -> Self {
        Self { motion, at_secs: 0.0 }
    }

    /// False once it is over.
    pub fn advance(&mut self, dt_secs: f32) -> bool {
        self.at_secs += dt_secs;
        self.at_secs < self.lasts_secs()
    }

    fn lasts_secs(&self) -> f32 {
        match self.motion {
            Motion::Gesture(PersonGesture::Nod) => 1.5,
            Motion::Gesture(PersonGesture::ShakeHead) => 1.7,
            Motion::Gesture(PersonGesture::Wave) => 2.6,
            Motion::Gesture(PersonGesture::Beckon) => 2.6,
            Motion::Gesture(PersonGesture::Stop) => 2.8,
            Motion::HandOver => 1.8,
        }
    }

    /// Turns the bones on from how the scene has them now.
    pub fn pose(&self, bones: &Bones, scene: &mut Scene) {
        let share = self.at_secs / self.lasts_secs();
        let come = (self.at_secs / EASE_SECS).min(1.0);
        let go = ((self.lasts_secs() - self.at_secs) / EASE_SECS).clamp(0.0, 1.0);
        let weight = smooth(come.min(go));
        let swings = |n: f32| (share * n * TAU).sin();
        match self.motion {
            Motion::Gesture(PersonGesture::Nod) => {
                turn_head(bones, scene, Quat::from_rotation_x(0.15 * (1.0 - (share * 2.0 * TAU).cos())));
            }
            Motion::Gesture(PersonGesture::ShakeHead) => {
                turn_head(bones, scene, Quat::from_rotation_y(0.36 * swings(2.0) * weight));
            }
            Motion::Gesture(PersonGesture::Wave) => {
                let fore = Vec3::new(-0.30 + 0.42 * swings(3.0), 1.0, 0.25);
                raise(bones, scene, &Arm { upper: Vec3::new(-0.80, -0.25, 0.35), fore, palm: Vec3::Z }, weight);
            }
            Motion::Gesture(PersonGesture::Beckon) => {
                let drawn = 0.5 + 0.5 * swings(2.5);
                let fore = Vec3::new(0.05, 0.15 + 0.85 * drawn, 1.0 - 0.55 * drawn);
                raise(bones, scene, &Arm { upper: Vec3::new(-0.35, -0.80, 0.45), fore, palm: Vec3::NEG_Z }, weight);
            }
            Motion::Gesture(PersonGesture::Stop) => {
                let arm = Arm { upper: Vec3::new(-0.25, -0.30, 0.90), fore: Vec3::new(0.0, 0.85, 0.62), palm: Vec3::Z };
                raise(bones, scene, &arm, weight);
            }
            Motion::HandOver => {
                let arm = Arm { upper: Vec3::new(-0.22, -0.85, 0.45), fore: Vec3::new(0.12, -0.05, 1.0), palm: Vec3::Y };
                raise(bones, scene, &arm, weight);
            }
        }
    }
}

fn turn_head(bones: &Bones, scene: &mut Scene, turn_in_root: Quat) {
    if let Some(head) = bones.head {
        turn(bones, scene, head, turn_in_root);
    }
}

fn raise(bones: &Bones, scene: &mut Scene, arm: &Arm, weight: f32) {
    let (Some(upper), Some(fore)) = (bones.upper_arm, bones.forearm) else { return };
    for (bone, along) in [(upper, arm.upper), (fore, arm.fore)] {
        // A bone lies along its own +Y.
        let now = root_from_bone(bones, scene, bone) * Vec3::Y;
        let to = Quat::from_rotation_arc(now.normalize_or(Vec3::NEG_Y), along.normalize());
        turn(bones, scene, bone, Quat::IDENTITY.slerp(to, weight));
    }
    let Some(hand) = bones.hand else { return };
    let rotation = root_from_bone(bones, scene, hand);
    let along = (rotation * Vec3::Y).normalize_or(Vec3::Y);
    let to_fore = Quat::from_rotation_arc(along, arm.fore.normalize());
    turn(bones, scene, hand, Quat::IDENTITY.slerp(to_fore, weight));
    let rotation = root_from_bone(bones, scene, hand);
    let along = (rotation * Vec3::Y).normalize_or(Vec3::Y);
    let palm = palm_of(rotation).reject_from_normalized(along).normalize_or(Vec3::X);
    let wanted = arm.palm.reject_from_normalized(along).normalize_or(palm);
    let angle = palm.cross(wanted).dot(along).atan2(palm.dot(wanted));
    turn(bones, scene, hand, Quat::from_axis_angle(along, angle * weight));
}

/// The way the palm looks: along the bone's +X in a rig whose bones were made with no roll.
fn palm_of(root_from_hand: Quat) -> Vec3 {
    root_from_hand * Vec3::X
}

/// Turns a bone about axes of the person, on from where it is.
fn turn(bones: &Bones, scene: &mut Scene, bone: NodeIdx, turn_in_root: Quat) {
    let root_from_parent = scene.nodes[bone].parent.map_or(Quat::IDENTITY, |parent| root_from_bone(bones, scene, parent));
    let local = &mut scene.nodes[bone].transform.rotation;
    *local = (root_from_parent.inverse() * turn_in_root * root_from_parent * *local).normalize();
}

/// The rotation of a node in the person's own space.
fn root_from_bone(bones: &Bones, scene: &Scene, bone: NodeIdx) -> Quat {
    let chain = std::iter::successors(Some(bone), |node| scene.nodes[*node].parent).take_while(|node| *node != bones.root);
    chain.fold(Quat::IDENTITY, |below, node| scene.nodes[node].transform.rotation * below)
}

fn smooth(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}
