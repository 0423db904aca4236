//! People who walk, turn, point and speak: motion and clips, no meaning.

use crate::binding::Binding;
use crate::blinking::Blinking;
use crate::gesturing::{Bones, Gesturing, Motion};
use crate::speaking::Speaking;
use crate::walker::wrapped;
use curriculum::{Module, ObjectKind};
use glam::{EulerRot, Mat4, Quat, Vec3};
use ids::ObjectId;
use scene::walk::NavGrid;
use scene::{Extra, NodeIdx, Pose, Scene};

const WALK_M: f32 = 1.15;
const TURN_SPEED: f32 = 3.2;
const FADE_SECS: f32 = 0.25;
/// How long somebody keeps pointing, seconds.
const POINT_SECS: f32 = 6.0;
/// Within this distance somebody who has nothing to do turns to the trainee.
const ATTENTION_M: f32 = 5.0;
/// Nearer than this to the trainee nobody stays standing; and how far they step aside.
const TOO_NEAR_M: f32 = 0.55;
const ASIDE_M: f32 = 0.85;

/// Whoever has this among the extras of their node sits.
const SITS: &str = "sits";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Idle,
    Walk,
    Point,
    Talk,
}

/// One person of the scene.
pub(crate) struct Person {
    pub object: ObjectId,
    pub node: NodeIdx,
    pub position: Vec3,
    pub yaw: f32,
    home: (Vec3, f32),
    /// On a seat that stands where it stands: neither walks nor turns.
    sits: bool,
    path: Vec<Vec3>,
    wants: Option<Vec3>,
    facing: Option<Facing>,
    pointing_at: Option<Vec3>,
    point_secs: f32,
    doing: Doing,
    was: Doing,
    fade: f32,
    clip_secs: f32,
    was_secs: f32,
    clips: [Option<usize>; 4],
    bones: Bones,
    gesturing: Option<Gesturing>,
    blinking: Blinking,
    speaking: Speaking,
    /// Before any clip.
    rest: Pose,
}

/// Whom or what somebody faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Facing {
    Trainee,
    Point(Vec3),
}

impl Person {
    pub fn all(module: &Module, scene: &Scene, world_from_nodes: &[Mat4], binding: &Binding) -> Vec<Self> {
        let people = module.objects.iter().enumerate().filter(|(_, object)| object.kind == ObjectKind::Person);
        people
            .enumerate()
            .map(|(nth, (idx, object))| {
                let node = binding.node_at(idx);
                let (_, rotation, position) = world_from_nodes[node].to_scale_rotation_translation();
                let (yaw, _, _) = rotation.to_euler(EulerRot::YXZ);
                let clip = |what: &str| scene.find_animation(&format!("{}_{what}", object.node));
                Self {
                    object: object.id.clone(),
                    node,
                    position,
                    yaw,
                    home: (position, yaw),
                    sits: scene.nodes[node].extras.get(SITS).and_then(Extra::as_flag) == Some(true),
                    path: Vec::new(),
                    wants: None,
                    facing: None,
                    pointing_at: None,
                    point_secs: 0.0,
                    doing: Doing::Idle,
                    was: Doing::Idle,
                    fade: 1.0,
                    clip_secs: 0.0,
                    was_secs: 0.0,
                    rest: Pose::of(scene, scene.subtree(node)),
                    bones: Bones::of(scene, node),
                    gesturing: None,
                    blinking: Blinking::of(scene, &object.node, nth),
                    speaking: Speaking::of(scene, &object.node),
                    clips: [clip("Idle"), clip("Walk"), clip("Point"), clip("Talk")],
                }
            })
            .collect()
    }

    pub fn head(&self) -> Option<NodeIdx> {
        self.bones.head
    }

    pub fn walk_to(&mut self, point: Vec3) {
        if self.sits {
            return;
        }
        self.wants = Some(point);
        self.pointing_at = None;
    }

    /// Stands there at once, as after a resume.
    pub fn stand_at(&mut self, point: Vec3, yaw: f32) {
        self.position = point;
        self.yaw = yaw;
        self.path.clear();
        self.wants = None;
        self.pointing_at = None;
    }

    pub fn go_home(&mut self) {
        let (position, yaw) = self.home;
        self.stand_at(position, yaw);
    }

    pub fn face(&mut self, facing: Facing) {
        self.facing = Some(facing);
    }

    pub fn point_at(&mut self, point: Vec3) {
        self.pointing_at = Some(point);
        self.point_secs = POINT_SECS;
    }

    /// Makes a gesture, in place of one that is not over yet.
    pub fn gesture(&mut self, motion: Motion) {
        self.gesturing = Some(Gesturing::new(motion));
    }

    pub fn speak(&mut self, secs: f32) {
        self.speaking.begin(secs);
    }

    pub fn hush(&mut self) {
        self.speaking.stop();
    }

    /// Shuts the mouth until time passes again.
    pub fn hold_speech(&mut self) {
        self.speaking.hold();
    }

    /// Walks, points or makes a gesture.
    pub fn is_lively(&self) -> bool {
        let does_something = self.pointing_at.is_some() || self.gesturing.is_some();
        !self.path.is_empty() || self.wants.is_some() || self.fade < 1.0 || does_something
    }

    pub fn is_talking(&self) -> bool {
        self.speaking.is_going_on()
    }

    /// True when it breathes: a clip is playing at all.
    pub fn is_animated(&self) -> bool {
        self.clips.iter().any(Option::is_some)
    }

    pub fn advance(&mut self, dt_secs: f32, trainee: Vec3, nav: &NavGrid, reduced_motion: bool) {
        self.blinking.advance(dt_secs, reduced_motion);
        self.speaking.advance(dt_secs, reduced_motion);
        if !self.sits && self.path.is_empty() && self.wants.is_none() && is_too_near(self.position, trainee) {
            self.wants = Some(self.position);
        }
        if let Some(goal) = self.wants.take() {
            let goal = if is_too_near(goal, trainee) { self.beside(trainee, nav).unwrap_or(self.position) } else { goal };
            self.path = nav.path(self.position, goal).unwrap_or_default();
            self.path.reverse();
        }
        let walking = self.follow(dt_secs);
        self.gesturing.take_if(|gesturing| !gesturing.advance(dt_secs));
        let doing = if walking {
            Doing::Walk
        } else if self.pointing_at.is_some() {
            self.point_secs -= dt_secs;
            Doing::Point
        } else if self.is_talking() {
            Doing::Talk
        } else {
            Doing::Idle
        };
        if !walking && self.point_secs <= 0.0 {
            self.pointing_at = None;
        }
        if !walking && !self.sits {
            self.turn(dt_secs, trainee);
        }
        self.play(doing, dt_secs, reduced_motion);
    }

    /// A free place an arm's length from the trainee, rather straight away than around.
    fn beside(&self, trainee: Vec3, nav: &NavGrid) -> Option<Vec3> {
        let away = (self.position - trainee).with_y(0.0).normalize_or(Vec3::Z);
        let turns = [0.0_f32, 0.8, -0.8, 1.6, -1.6, 2.4, -2.4];
        let places = turns.map(|turn| trainee + Quat::from_rotation_y(turn) * away * ASIDE_M);
        places.into_iter().find(|place| nav.is_free(*place) && nav.path(self.position, *place).is_some())
    }

    fn follow(&mut self, dt_secs: f32) -> bool {
        let mut left_m = WALK_M * dt_secs;
        while let Some(next) = self.path.last().copied() {
            let towards = (next - self.position).with_y(0.0);
            let distance_m = towards.length();
            if distance_m > left_m {
                self.position += towards / distance_m * left_m;
                self.turn_towards(towards.x.atan2(towards.z), dt_secs);
                return true;
            }
            self.position = Vec3::new(next.x, self.position.y, next.z);
            left_m -= distance_m;
            self.path.pop();
        }
        false
    }

    fn turn(&mut self, dt_secs: f32, trainee: Vec3) {
        let at = match (self.pointing_at, self.facing) {
            (Some(point), _) | (None, Some(Facing::Point(point))) => point,
            (None, Some(Facing::Trainee)) => trainee,
            (None, None) if self.position.distance(trainee) < ATTENTION_M => trainee,
            (None, None) => return,
        };
        let towards = at - self.position;
        self.turn_towards(towards.x.atan2(towards.z), dt_secs);
    }

    fn turn_towards(&mut self, yaw: f32, dt_secs: f32) {
        let most = TURN_SPEED * dt_secs;
        self.yaw = wrapped(self.yaw + wrapped(yaw - self.yaw).clamp(-most, most));
    }

    /// With reduced motion, who stands there stands still.
    fn play(&mut self, doing: Doing, dt_secs: f32, reduced_motion: bool) {
        let stands = |doing| reduced_motion && matches!(doing, Doing::Idle | Doing::Talk);
        self.clip_secs += if stands(self.doing) { 0.0 } else { dt_secs };
        self.was_secs += if stands(self.was) { 0.0 } else { dt_secs };
        self.fade = (self.fade + dt_secs / FADE_SECS).min(1.0);
        if doing != self.doing {
            self.was = self.doing;
            self.was_secs = self.clip_secs;
            self.doing = doing;
            self.clip_secs = 0.0;
            self.fade = 0.0;
        }
    }

    /// Poses the skeleton and stands the root where it is.
    pub fn pose(&self, scene: &mut Scene) {
        let mut pose = self.sampled(scene, self.was, self.was_secs);
        pose.blend(&self.sampled(scene, self.doing, self.clip_secs), self.fade);
        self.blinking.lay_over(&mut pose, scene);
        self.speaking.lay_over(&mut pose, scene);
        pose.write(scene);
        if let Some(gesturing) = &self.gesturing {
            gesturing.pose(&self.bones, scene);
        }
        let node = &mut scene.nodes[self.node];
        node.transform.translation = self.position;
        node.transform.rotation = Quat::from_rotation_y(self.yaw);
    }

    /// The rest pose with a clip over it: pointing holds its end, the others go round.
    fn sampled(&self, scene: &Scene, doing: Doing, at_secs: f32) -> Pose {
        let mut pose = self.rest.clone();
        if let Some(clip) = self.clips[doing as usize].or(self.clips[0]) {
            let clip = &scene.animations[clip];
            let at_secs = if doing == Doing::Point { at_secs.min(clip.duration_secs) } else { clip.looped_secs(at_secs) };
            clip.sample_over(&mut pose, at_secs, 1.0);
        }
        pose
    }
}

fn is_too_near(place: Vec3, trainee: Vec3) -> bool {
    (place - trainee).with_y(0.0).length() < TOO_NEAR_M
}
