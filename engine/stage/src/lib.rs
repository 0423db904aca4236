//! The one hinge between session and scene: gestures in, cues out.
//!
//! Joins object ids to nodes, pixels to objects, object states to transforms, and cues to motion. Knows no window, no GPU, no
//! file and no clock: rays and elapsed time come in as arguments. It decides nothing about right and wrong; that is the
//! session's. Start at [`Stage`].

mod authoring_view;
mod binding;
mod blinking;
mod cues;
mod fogging;
mod gauging;
mod gesturing;
mod handles;
mod marking;
mod moving;
mod opened;
mod passing;
mod person;
mod sight;
mod speaking;
mod still;
mod walker;

pub use authoring_view::NodeUnder;
pub use binding::{BindError, MissingNode};
pub use fogging::FogNow;
pub use handles::Handle;
pub use marking::{Hand, HandPose};
pub use opened::CutOpen;
pub use passing::Burst;
pub use sight::{EdgePointer, Pointed, Side};
pub use still::{Sign, Spotted};
pub use walker::{EYE_HEIGHT_M, Walker};

use binding::Binding;
use curriculum::{Gesture, Module, ObjectKind, TRAINEE};
use fogging::Fogging;
use gauging::Gauging;
use glam::{Mat4, Vec2, Vec3, Vec4};
use ids::ObjectId;
use moving::Mover;
use opened::Opened;
use passing::Passing;
use person::Person;
use scene::walk::{Colliders, NavGrid};
use scene::{ImageFormat, NodeIdx, Picker, Ray, Scene, Transform};
use session::{Input, Standpoint, World};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use still::Still;

/// The longest stride of a walk that goes by itself, seconds.
const STRIDE_SECS: f32 = 1.0 / 30.0;
/// The clock of marks begins again after this long, so that it stays exact: loops of 1.6 and 2.4 seconds end then.
const CLOCK_SECS: f32 = 4_800.0;
/// How far from the eye a thing can be acted on, metres.
pub const REACH_M: f32 = 2.3;
/// How far a thing can be looked at and named, metres.
pub const SIGHT_M: f32 = 14.0;
/// Vertical field of view, radians.
const FOV_Y: f32 = 0.96;
/// The same when looking closer.
const CLOSE_FOV_Y: f32 = 0.42;
/// The picture's height, in sizes of what is looked at closely, and the narrowest view, radians.
const CLOSE_UP: f32 = 2.4;
const NARROWEST_FOV_Y: f32 = 0.07;
/// How fast the view narrows and widens, radians a second.
const ZOOM_SPEED: f32 = 2.0;

/// The scene of one attempt, live.
pub struct Stage {
    module: Arc<Module>,
    scene: Scene,
    modelled: Vec<Transform>,
    world_from_nodes: Vec<Mat4>,
    visible: Vec<bool>,
    binding: Binding,
    picker: Picker,
    colliders: Colliders,
    nav: NavGrid,
    pub walker: Walker,
    movers: Vec<Mover>,
    gauges: Vec<Gauging>,
    /// What a hand has hold of, by mover, and how far it is: numbers do not move it meanwhile.
    held_at: Option<(usize, f32)>,
    people: Vec<Person>,
    /// The pictures that the place is made of; none for one to walk in.
    still: Option<Still>,
    passing: Passing,
    /// What is cut open and taken apart.
    opened: Opened,
    fogging: Fogging,
    /// Nodes as if of glass, and planes of those that are cut open: rays go through there.
    glass_nodes: Vec<NodeIdx>,
    cut_planes: BTreeMap<NodeIdx, Vec4>,
    /// What a hand shows at an object.
    demonstrated: Option<(ObjectId, Gesture)>,
    world: World,
    inside: BTreeSet<ObjectId>,
    looked_at: Option<ObjectId>,
    /// The nodes of what is in the hand: a ray goes through them.
    carried_nodes: Vec<NodeIdx>,
    /// Where an approach leads: the object to face on arrival.
    approaching: Option<ObjectId>,
    zoomed: bool,
    /// What looking closer is at; without it, whatever lies ahead.
    close_up: Option<ObjectId>,
    /// Vertical field of view now, on its way to the one that is wanted, radians.
    fov_y: f32,
    /// Of what goes round and round, seconds.
    clock_secs: f32,
    /// Camera moves are cuts when set, marks are steady and particles stand still.
    pub reduced_motion: bool,
}

impl Stage {
    /// Joins a module to its scene and stands everything as `world` says. Errors name every node that is missing.
    pub fn new(module: Arc<Module>, scene: Scene, world: World) -> Result<Self, BindError> {
        let binding = Binding::new(&module, &scene)?;
        let world_from_nodes = scene.world_from_nodes();
        let colliders = Colliders::new(&scene, &world_from_nodes);
        let nav = NavGrid::new(&colliders);
        let walker = Walker::spawned(&scene, &world_from_nodes);
        let still = Still::of(&scene, &world_from_nodes);
        let people = match still {
            Some(_) => Vec::new(),
            None => Person::all(&module, &scene, &world_from_nodes, &binding),
        };
        let mut stage = Self {
            modelled: scene.nodes.iter().map(|node| node.transform).collect(),
            visible: scene.visible_nodes(),
            picker: Picker::new(&scene),
            movers: Mover::all(&module, &scene, &binding),
            gauges: Gauging::all(&module, &scene, &binding),
            held_at: None,
            module,
            scene,
            world_from_nodes,
            binding,
            colliders,
            nav,
            walker,
            people,
            still,
            passing: Passing::default(),
            opened: Opened::default(),
            fogging: Fogging::default(),
            glass_nodes: Vec::new(),
            cut_planes: BTreeMap::new(),
            demonstrated: None,
            world,
            inside: BTreeSet::new(),
            looked_at: None,
            carried_nodes: Vec::new(),
            approaching: None,
            zoomed: false,
            close_up: None,
            fov_y: FOV_Y,
            clock_secs: 0.0,
            reduced_motion: false,
        };
        stage.go_to_spot(0);
        stage.reset(stage.world.clone());
        stage.forget_looks();
        Ok(stage)
    }

    /// Its meshes and images are empty: shapes are known to the picker, and looks are a renderer's.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Lets go of what only a renderer reads, which is most of a scene.
    fn forget_looks(&mut self) {
        for image in &mut self.scene.images {
            (image.format, image.pixels) = (ImageFormat::Rgba8, [].into());
        }
        for mesh in &mut self.scene.meshes {
            mesh.primitives = Vec::new();
        }
    }

    pub fn world_from_nodes(&self) -> &[Mat4] {
        &self.world_from_nodes
    }

    /// One for each node, ancestors considered.
    pub fn visible(&self) -> &[bool] {
        &self.visible
    }

    pub fn world_from_view(&self) -> Mat4 {
        self.walker.world_from_view()
    }

    /// Vertical field of view, radians.
    pub fn fov_y(&self) -> f32 {
        self.fov_y
    }

    /// Looks closely at an object, such as an instrument that is read, until called with another one or none.
    pub fn look_closely_at(&mut self, object: Option<&ObjectId>) {
        if self.close_up.as_ref() != object {
            self.close_up = object.cloned();
            self.zoomed = object.is_some();
        }
    }

    fn wanted_fov_y(&self) -> f32 {
        let around = |object: &ObjectId| {
            let bounds = self.bounds(object)?;
            let away_m = bounds.center().distance(self.walker.eye());
            Some((2.0 * (CLOSE_UP * bounds.size().length() / 2.0 / away_m.max(0.1)).atan()).clamp(NARROWEST_FOV_Y, FOV_Y))
        };
        match (self.zoomed, &self.close_up) {
            (false, _) => self.still.as_ref().map_or(FOV_Y, |still| 2.0 * ((FOV_Y / 2.0).tan() / still.nearer).atan()),
            (true, object) => object.as_ref().and_then(around).unwrap_or(CLOSE_FOV_Y),
        }
    }

    fn zoom_on(&mut self, dt_secs: f32) {
        let wanted = self.wanted_fov_y();
        let most = if self.reduced_motion { f32::MAX } else { ZOOM_SPEED * dt_secs };
        self.fov_y += (wanted - self.fov_y).clamp(-most, most);
    }

    /// Looks closer, or as usual again.
    pub fn toggle_zoom(&mut self) {
        self.zoomed = !self.zoomed;
    }

    /// The node of an object; none for the trainee.
    pub fn node(&self, object: &ObjectId) -> Option<NodeIdx> {
        self.binding.node(&self.module, object)
    }

    /// All drawn nodes of an object, for an outline. Nodes that belong to a deeper object are left out unless they are its own parts.
    pub fn nodes_of(&self, object: &ObjectId) -> Vec<NodeIdx> {
        self.node(object).map(|node| self.scene.subtree(node)).unwrap_or_default()
    }

    /// Moves everything on by `dt_secs` and reports what the trainee did by moving: zones entered and left, things looked at.
    /// `aim` is the ray of the crosshair or pointer; `attention` names objects that count as looked at when they are near the
    /// middle of the view, so that nobody has to hit a small sign exactly.
    pub fn advance(&mut self, dt_secs: f32, aim: Ray, attention: &[ObjectId]) -> Vec<Input> {
        let dt_secs = dt_secs.clamp(0.0, 0.25);
        // In short strides, so that a slow machine's long frames do not end a walk at a door post.
        let n_strides = (dt_secs / STRIDE_SECS).ceil().max(1.0);
        for _ in 0..n_strides as usize {
            self.walker.follow_path(dt_secs / n_strides, &self.colliders, self.reduced_motion);
        }
        if let Some(object) = self.approaching.clone()
            && !self.walker.is_walking_by_itself()
        {
            self.approaching = None;
            self.face(&object);
        }
        self.walker.turn_on(dt_secs, self.reduced_motion);
        self.zoom_on(dt_secs);
        let trainee = self.walker.position;
        for person in &mut self.people {
            person.advance(dt_secs, trainee, &self.nav, self.reduced_motion);
        }
        let was_swinging = self.is_swinging();
        for mover in &mut self.movers {
            mover.advance(dt_secs);
        }
        self.passing.advance(dt_secs);
        self.opened.advance(dt_secs);
        self.fogging.advance(dt_secs);
        self.gauges.iter_mut().for_each(|gauge| gauge.advance(dt_secs));
        self.clock_secs = (self.clock_secs + dt_secs) % CLOCK_SECS;
        self.pose();
        if was_swinging && !self.is_swinging() {
            self.follow_colliders();
        }
        let mut inputs = self.zone_inputs();
        inputs.extend(self.look_input(aim, attention));
        inputs
    }

    /// Somebody speaks for so long from now on, and nobody else does.
    pub fn speak(&mut self, by: &ObjectId, secs: f32) {
        self.hush();
        self.with_person(by, |person| person.speak(secs));
    }

    /// Nobody speaks any more.
    pub fn hush(&mut self) {
        self.people.iter_mut().for_each(Person::hush);
    }

    pub fn somebody_speaks(&self) -> bool {
        self.people.iter().any(Person::is_talking)
    }

    /// Shuts every mouth until time passes again, as in a pause.
    pub fn hold_speech(&mut self) {
        self.people.iter_mut().for_each(Person::hold_speech);
        self.pose();
    }

    /// True while anything moves by itself, so that another picture is needed.
    pub fn is_moving(&self) -> bool {
        self.is_lively() || self.somebody_speaks()
    }

    /// True while something moves that one follows with one's eyes: more than somebody who breathes or talks.
    pub fn is_lively(&self) -> bool {
        self.what_moves().is_some()
    }

    /// What one follows with one's eyes, in a word; none while nothing moves so.
    pub fn what_moves(&self) -> Option<&'static str> {
        let moving = [
            ("the trainee", self.walker.is_moving_by_itself()),
            ("the width of the view", self.fov_y != self.wanted_fov_y()),
            ("a door or drawer", self.movers.iter().any(Mover::is_moving)),
            ("a person", self.people.iter().any(Person::is_lively)),
            ("something that passes", self.passing.is_moving(&self.scene)),
            ("something that opens", self.opened.is_moving()),
            ("smoke or mist", self.fogging.is_moving()),
        ];
        moving.into_iter().find(|(_, moves)| *moves).map(|(what, _)| what)
    }

    /// True when somebody stands there and breathes, so that the picture changes a little all the time.
    pub fn breathes(&self) -> bool {
        self.people.iter().any(Person::is_animated) || self.shimmers()
    }

    /// True while something moves that nobody waits for: steam, a mark, a needle.
    pub fn shimmers(&self) -> bool {
        self.passing.blows() || self.marks_move() || self.gauges.iter().any(Gauging::is_moving)
    }

    /// Walks by hand: `right` and `forward` in -1..1, scaled by walking speed and time.
    pub fn walk(&mut self, right: f32, forward: f32, dt_secs: f32) {
        if self.stride_along(right, forward, dt_secs) {
            return;
        }
        if right != 0.0 || forward != 0.0 {
            self.approaching = None;
            self.walker.walk(right, forward, dt_secs.clamp(0.0, 0.25), &self.colliders);
        }
    }

    /// Turns the head by hand, radians.
    pub fn turn(&mut self, yaw: f32, pitch: f32) {
        self.approaching = None;
        if !self.look_along(yaw, pitch) {
            self.walker.turn(yaw, pitch);
        }
    }

    /// Stops and turns to face an object.
    pub fn face(&mut self, object: &ObjectId) {
        self.stop();
        if let Some(point) = self.sight_point_of(object)
            && !self.face_along(point)
        {
            self.walker.face(point);
        }
    }

    /// Ends a walk or turn that goes by itself.
    pub fn stop(&mut self) {
        self.approaching = None;
        self.walker.stop();
    }

    /// True while a door or drawer is on its way: until it rests, ways lead where they led before.
    pub fn is_swinging(&self) -> bool {
        self.movers.iter().any(Mover::is_swinging)
    }

    /// Walks to where the object can be acted on, then faces it. False when there is no way.
    pub fn approach(&mut self, object: &ObjectId) -> bool {
        if self.in_reach(object) {
            self.face(object);
            return true;
        }
        if self.approach_along(object) {
            return true;
        }
        let Some(path) = self.path_to(object) else { return false };
        self.walker.take_path(path);
        self.approaching = (self.kind(object) != Some(ObjectKind::Zone)).then(|| object.clone());
        true
    }

    /// Walks as near as one can stand to whatever the ray hits, for point and click. False when it hits nothing, or there is no way.
    pub fn walk_towards(&mut self, aim: Ray) -> bool {
        self.approaching = None;
        if let Some(led) = self.follow_along(aim) {
            return led;
        }
        let Some(hit) = self.surface_under(aim) else { return false };
        let from = self.walker.position;
        let path = self.nav.nearest_reachable(from, hit).and_then(|goal| self.nav.path(from, goal));
        let Some(path) = path else { return false };
        self.walker.take_path(path);
        true
    }

    /// True while an approach, a walk or a turn of the head goes on.
    pub fn is_approaching(&self) -> bool {
        self.approaching.is_some() || self.walker.is_moving_by_itself()
    }

    /// True when the object can be acted on from here.
    pub fn in_reach(&self, object: &ObjectId) -> bool {
        if object.as_str() == TRAINEE {
            return true;
        }
        match (self.kind(object), self.point_of(object)) {
            (Some(kind), _) if kind != ObjectKind::Zone && self.is_still() => self.is_along(object).unwrap_or(false),
            (Some(ObjectKind::Zone), _) => self.inside.contains(object),
            (_, Some(point)) => {
                self.walker.eye().distance(point) <= REACH_M
                    && (self.world.carried.as_ref() == Some(object) || self.is_seen_from(self.walker.eye(), object, point))
            }
            _ => false,
        }
    }

    /// Where the trainee stands: x, y, z in metres and the yaw in radians, for resuming.
    pub fn pose_of_trainee(&self) -> ([f32; 3], f32) {
        (self.walker.position.to_array(), self.walker.yaw)
    }

    /// The same with the pitch, in whole millimetres and thousandths of a radian.
    pub fn coarse_pose(&self) -> Standpoint {
        let whole = |value: f32| (value * 1_000.0).round() as i32;
        let walker = &self.walker;
        Standpoint { at_mm: walker.position.to_array().map(whole), yaw_mrad: whole(walker.yaw), pitch_mrad: whole(walker.pitch) }
    }

    fn kind(&self, object: &ObjectId) -> Option<ObjectKind> {
        self.module.object(object).map(|object| object.kind)
    }

    fn path_to(&self, object: &ObjectId) -> Option<Vec<Vec3>> {
        let from = self.walker.position;
        let point = self.point_of(object)?;
        if self.kind(object) == Some(ObjectKind::Zone) {
            return self.nav.path(from, point);
        }
        let mut best: Option<(f32, Vec<Vec3>)> = None;
        for radius_m in [0.8_f32, 1.1, 1.5, 1.9] {
            for direction in 0..16_u8 {
                let angle = f32::from(direction) / 16.0 * std::f32::consts::TAU;
                let stand = Vec3::new(point.x + radius_m * angle.cos(), from.y, point.z + radius_m * angle.sin());
                let eye = stand + Vec3::Y * EYE_HEIGHT_M;
                if eye.distance(point) > REACH_M - 0.1 || !self.nav.is_free(stand) || !self.is_seen_from(eye, object, point) {
                    continue;
                }
                let Some(path) = self.nav.path(from, stand) else { continue };
                let length_m = length_of(from, &path);
                if best.as_ref().is_none_or(|(shortest_m, _)| length_m < *shortest_m) {
                    best = Some((length_m, path));
                }
            }
            if best.is_some() {
                break;
            }
        }
        best.map(|(_, path)| path).or_else(|| self.nav.path(from, self.nav.nearest_free(point)?))
    }

    fn zone_inputs(&mut self) -> Vec<Input> {
        let position = self.walker.position;
        let now: BTreeSet<ObjectId> =
            self.binding.zones.iter().filter(|zone| zone.holds(position)).map(|zone| zone.object.clone()).collect();
        let entered = now.difference(&self.inside).map(|zone| Input::Enter { zone: zone.clone() });
        let left = self.inside.difference(&now).map(|zone| Input::Exit { zone: zone.clone() });
        let inputs = left.chain(entered).collect();
        self.inside = now;
        inputs
    }

    fn look_input(&mut self, aim: Ray, attention: &[ObjectId]) -> Option<Input> {
        // Turning towards a thing is looking at it, wherever the pointer rests meanwhile.
        let ahead = Ray::from_view(self.world_from_view(), self.fov_y(), 1.0, Vec2::ZERO);
        let near = attention.iter().find(|object| self.is_looked_at(object, aim) || self.is_looked_at(object, ahead));
        let met = |ray| self.pointed(ray).map(|pointed| pointed.object);
        let object = near.cloned().or_else(|| met(aim)).or_else(|| met(ahead));
        if object == self.looked_at {
            return None;
        }
        self.looked_at.clone_from(&object);
        Some(Input::Look { object })
    }
}

fn length_of(from: Vec3, path: &[Vec3]) -> f32 {
    std::iter::once(&from).chain(path).zip(path).map(|(a, b)| a.distance(*b)).sum()
}
