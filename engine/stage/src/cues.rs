//! Cues out: what a session asks to be shown, done to the scene.

use crate::gesturing::Motion;
use crate::person::Facing;
use crate::{REACH_M, Stage};
use curriculum::{Object, ObjectKind, PersonGesture, TRAINEE};
use glam::{Mat4, Quat, Vec3};
use ids::{ObjectId, StateId};
use scene::Transform;
use scene::walk::{NavGrid, slide};
use session::{Cue, ObjectState, Place, Pose, World};

/// Nobody is moved further than this by a thing that opens, metres.
const ASIDE_MOST_M: f32 = 1.0;
const N_PUSHES: usize = 16;

impl Stage {
    /// Shows cues. `world` is the session's world after them. Captions, sounds and marks are for the HUD and the speakers, not here.
    pub fn show(&mut self, cues: &[Cue], world: &World) {
        if cues.contains(&Cue::Reset) {
            self.reset(world.clone());
        }
        for cue in cues {
            self.show_one(cue);
            if let Cue::LooksChanged { object, over_ms } = cue
                && let Some(state) = world.object(object)
            {
                self.open(object, &state.looks, *over_ms);
            }
            if let Cue::FogChanged { over_ms } = cue {
                self.fogging.go(world.fog, if self.reduced_motion { 0.0 } else { *over_ms as f32 / 1_000.0 });
            }
            if let Cue::Emphasised { object, with: None } = cue
                && let Some(state) = world.object(object)
            {
                self.open(object, &state.looks, 0);
            }
        }
        self.world = world.clone();
        self.mark_carried();
        if !cues.is_empty() {
            self.pose();
        }
    }

    /// Stands everything as `world` says, at once.
    pub fn reset(&mut self, world: World) {
        self.world = world;
        self.unmove();
        for idx in 0..self.movers.len() {
            let state = &self.world.objects[self.movers[idx].object_idx];
            let object = &self.module.objects[self.movers[idx].object_idx];
            let to = state.state.as_ref().map_or(0.0, |to| share_of(object, to));
            let angle = state.angle_millideg;
            let mover = &mut self.movers[idx];
            mover.send(to, true);
            mover.flight = None;
            if angle != 0 {
                mover.turn_to(radians(angle));
            }
        }
        self.opened.reset(&self.world.objects);
        self.fogging.reset(self.world.fog);
        self.held_at = None;
        for idx in 0..self.gauges.len() {
            let shows = self.world.objects[self.gauges[idx].object_idx].shows;
            self.gauges[idx].show(shows);
        }
        self.mark_carried();
        self.stand_people();
        self.pose();
        self.follow_colliders();
    }

    /// People stand where the world says they walked to, unless they are there already.
    fn stand_people(&mut self) {
        for idx in 0..self.people.len() {
            let object = self.people[idx].object.clone();
            let place = self.world.object(&object).map(|state| state.place.clone());
            match place {
                Some(Place::In(target)) => {
                    let Some(node) = self.node(&target) else { continue };
                    let (_, rotation, at) = self.world_from_nodes[node].to_scale_rotation_translation();
                    if (self.people[idx].position - at).with_y(0.0).length() > 0.4 {
                        let (yaw, _, _) = rotation.to_euler(glam::EulerRot::YXZ);
                        self.people[idx].stand_at(at, yaw);
                    }
                }
                Some(Place::AsModelled) => self.people[idx].go_home(),
                _ => {}
            }
        }
    }

    fn show_one(&mut self, cue: &Cue) {
        match cue {
            Cue::StateChanged { object, to } => self.send(object, to),
            Cue::AngleChanged { object, millideg } => {
                if let Some(idx) = self.idx(object) {
                    self.movers[idx].turn_to(radians(*millideg));
                }
            }
            Cue::Taken { item } | Cue::Placed { item, .. } | Cue::PutBack { item } => self.fly(item),
            Cue::Worn { item, by } => {
                self.fly(item);
                self.with_person(by, |person| person.gesture(Motion::HandOver));
            }
            Cue::Pressed { object } => {
                if let Some(idx) = self.idx(object) {
                    self.movers[idx].press();
                }
            }
            Cue::PersonWalks { person, to } => {
                if let Some(point) = self.point_of(to) {
                    self.with_person(person, |person| person.walk_to(point));
                }
            }
            Cue::PersonFaces { person, to } => {
                let facing = if to.as_str() == TRAINEE { Some(Facing::Trainee) } else { self.point_of(to).map(Facing::Point) };
                if let Some(facing) = facing {
                    self.with_person(person, |person| person.face(facing));
                }
            }
            Cue::PersonPoints { person, at } => {
                if let Some(point) = self.point_of(at) {
                    self.with_person(person, |person| person.point_at(point));
                }
            }
            Cue::PersonGestures { person, gesture } => self.gesture(person, *gesture),
            Cue::TraineeMoved { to } => self.stand_trainee_at(to),
            Cue::TraineeTurned { to } => self.face(to),
            Cue::Moved { object, over_ms } | Cue::Rotated { object, over_ms, .. } | Cue::Scaled { object, over_ms, .. } => {
                self.drift(object, *over_ms);
            }
            Cue::Attached { object, .. } => self.drift(object, 0),
            Cue::ClipPlayed { clip } => {
                self.passing.play(&self.scene, clip);
                if self.reduced_motion {
                    self.passing.finish(&self.scene);
                }
            }
            Cue::NumberChanged { object, from, to, over_ms } => {
                let gauge = self.idx(object).and_then(|idx| self.gauges.iter_mut().find(|gauge| gauge.object_idx == idx));
                if let Some(gauge) = gauge {
                    gauge.go(*from, *to, *over_ms as f32 / 1000.0);
                }
            }
            Cue::ClipStopped { clip } => self.passing.stop(&self.scene, clip),
            Cue::ParticlesStarted { kind, node, lasts_ms } => {
                self.passing.blow(&self.scene, *kind, node, *lasts_ms as f32 / 1000.0);
            }
            Cue::HintShown { point: Some(object) } => self.guide_points(object),
            // Told by the world, which comes with the cues: [`Stage::emphasised`], [`Stage::written`], [`Stage::alarm_sounds`].
            Cue::Emphasised { .. }
            | Cue::LooksChanged { .. }
            | Cue::Written { .. }
            | Cue::PictureShown { .. }
            | Cue::AlarmChanged { .. }
            | Cue::FogChanged { .. }
            | Cue::LightChanged { .. } => {}
            // For the HUD and the speakers.
            Cue::Caption { .. }
            | Cue::Sound { .. }
            | Cue::Shown { .. }
            | Cue::Hidden { .. }
            | Cue::Marked { .. }
            | Cue::Used { .. }
            | Cue::PageShown
            | Cue::Interrupted { .. }
            | Cue::StepStarted { .. }
            | Cue::StepDone { .. }
            | Cue::MistakeShown { .. }
            | Cue::HintShown { point: None }
            | Cue::Reset
            | Cue::Finished => {}
        }
    }

    /// Whoever greets, calls or stops somebody turns to them.
    fn gesture(&mut self, person: &ObjectId, gesture: PersonGesture) {
        let to_trainee = matches!(gesture, PersonGesture::Wave | PersonGesture::Beckon | PersonGesture::Stop);
        self.with_person(person, |person| {
            if to_trainee {
                person.face(Facing::Trainee);
            }
            person.gesture(Motion::Gesture(gesture));
        });
    }

    /// Lets a thing come from where it stands to where it belongs from now on.
    fn drift(&mut self, object: &ObjectId, over_ms: u64) {
        let Some(idx) = self.idx(object) else { return };
        let from = self.world_from_nodes[self.binding.node_at(idx)];
        if !self.reduced_motion {
            self.movers[idx].drift_from(from, over_ms as f32 / 1000.0);
        }
    }

    /// Poses all nodes: movers, items, people, visibility, then world transforms.
    pub(crate) fn pose(&mut self) {
        for idx in 0..self.movers.len() {
            // Where effects or hands moved it is worked out anew.
            let root = self.binding.node_at(self.movers[idx].object_idx);
            self.scene.nodes[root].transform = self.modelled[root];
        }
        self.passing.pose(&mut self.scene);
        self.follow_numbers();
        for mover in self.movers.iter().filter(|mover| !mover.stays()) {
            let modelled = self.modelled[mover.node];
            self.scene.nodes[mover.node].transform = mover.local(modelled);
        }
        for person in &self.people {
            person.pose(&mut self.scene);
        }
        self.passing.lay_over_people(self.people.iter().map(|person| person.node), &mut self.scene);
        for idx in 0..self.movers.len() {
            let object_idx = self.movers[idx].object_idx;
            let state = &self.world.objects[object_idx];
            let shown = state.visible && state.place != Place::Worn(ObjectId::new(TRAINEE).expect("a good id"));
            self.scene.nodes[self.binding.node_at(object_idx)].visible = shown;
        }
        self.show_looks();
        self.shine();
        self.scene.world_from_nodes_into(&mut self.world_from_nodes);
        for following in [false, true] {
            if self.place(following) {
                self.scene.world_from_nodes_into(&mut self.world_from_nodes);
            }
        }
        self.visible = self.scene.visible_nodes();
        self.follow_opened();
    }

    /// Needles, dials and sliders stand where their numbers say.
    fn follow_numbers(&mut self) {
        for gauge in &self.gauges {
            gauge.pose(&self.modelled, &mut self.scene);
            let held = self.held_at.filter(|(idx, _)| *idx == gauge.object_idx).map(|(_, share)| share);
            let has_states = !self.module.objects[gauge.object_idx].states.is_empty();
            if let Some(share) = held.or_else(|| gauge.share()).filter(|_| !has_states) {
                self.movers[gauge.object_idx].send(share, true);
            }
        }
    }

    /// What opened or moved may take the room where the trainee stands: then they step aside.
    fn make_room(&mut self) {
        let at = self.walker.position;
        // A walk to nowhere is pushed out of what it stands in, a little each time.
        let pushed = (0..N_PUSHES).fold(at, |at, _| slide(&self.colliders, at, Vec3::ZERO));
        let free = if self.nav.is_free(pushed) { Some(pushed) } else { self.nav.nearest_free(pushed) };
        if let Some(free) = free.filter(|free| (0.001..ASIDE_MOST_M).contains(&free.distance(at))) {
            self.walker.step_aside(free.with_y(at.y));
        }
    }

    /// Looks again at what blocks a walk, after doors and drawers moved.
    pub(crate) fn follow_colliders(&mut self) {
        if self.colliders.refresh(&self.scene, &self.world_from_nodes) {
            self.nav = NavGrid::new(&self.colliders);
            self.make_room();
        }
    }

    /// Stands carried, placed, moved and flying things where they belong; what follows others after them. True when anything
    /// is not as modelled.
    fn place(&mut self, following: bool) -> bool {
        let mut any = false;
        for idx in 0..self.movers.len() {
            let object_idx = self.movers[idx].object_idx;
            if self.follows_others(object_idx) != following {
                continue;
            }
            let object = &self.module.objects[object_idx];
            let node = self.binding.node_at(object_idx);
            let flying = self.movers[idx].flight.is_some();
            let Some(world_from_goal) = self.goal_of(object, &self.world.objects[object_idx], flying) else { continue };
            let world_from_item = self.movers[idx].in_flight(world_from_goal);
            let world_from_parent = self.scene.nodes[node].parent.map_or(Mat4::IDENTITY, |parent| self.world_from_nodes[parent]);
            let parent_from_item = world_from_parent.inverse() * world_from_item;
            let (scale, rotation, translation) = parent_from_item.to_scale_rotation_translation();
            self.scene.nodes[node].transform = Transform { translation, rotation, scale };
            any = true;
        }
        any
    }

    /// Where a thing belongs; none when it is simply as modelled.
    fn goal_of(&self, object: &Object, state: &ObjectState, flying: bool) -> Option<Mat4> {
        let node = self.node(&object.id)?;
        let world_from_object = match object.kind {
            ObjectKind::Item => self.goal_of_item(object, state, flying),
            _ => flying.then(|| self.world_from_nodes[node]),
        };
        match state.pose == Pose::default() {
            true => world_from_object,
            false => Some(self.posed(&state.pose, world_from_object.unwrap_or(self.world_from_nodes[node]))),
        }
    }

    fn goal_of_item(&self, item: &Object, state: &ObjectState, flying: bool) -> Option<Mat4> {
        let node = self.node(&item.id)?;
        match &state.place {
            Place::AsModelled => flying.then(|| self.world_from_nodes[node]),
            Place::In(socket) => {
                let (_, rotation, at) = self.world_from_nodes[self.node(socket)?].to_scale_rotation_translation();
                let scale = self.modelled[node].scale;
                Some(Mat4::from_scale_rotation_translation(scale, rotation, at))
            }
            Place::Carried => Some(self.world_from_carried(node)),
            Place::Worn(person) if person.as_str() == TRAINEE => None,
            Place::Worn(person) => {
                let world_from_person = self.world_from_nodes[self.node(person)?];
                Some(world_from_person * Mat4::from_translation(Vec3::new(0.0, 1.25, 0.16)))
            }
        }
    }

    fn world_from_carried(&self, node: usize) -> Mat4 {
        let size_m = self
            .picker
            .bounds_of(&self.scene, &self.world_from_nodes, node)
            .map_or(0.2, |bounds| bounds.size().max_element())
            .min(0.8);
        let flat = if size_m < 0.3 { Quat::from_rotation_x(1.0) } else { Quat::IDENTITY };
        self.world_from_hand(size_m) * Mat4::from_scale_rotation_translation(self.modelled[node].scale, flat, Vec3::ZERO)
    }

    pub(crate) fn send(&mut self, object: &ObjectId, to: &StateId) {
        let Some(idx) = self.idx(object) else { return };
        let share = share_of(&self.module.objects[idx], to);
        self.movers[idx].send(share, self.reduced_motion);
        if self.reduced_motion {
            self.pose();
            self.follow_colliders();
        }
    }

    fn fly(&mut self, item: &ObjectId) {
        let Some(idx) = self.idx(item) else { return };
        let from = self.world_from_nodes[self.binding.node_at(idx)];
        if !self.reduced_motion {
            self.movers[idx].fly_from(from);
        }
    }

    fn guide_points(&mut self, object: &ObjectId) {
        let (Some(point), Some(guide)) = (self.point_of(object), self.module.guide.clone()) else { return };
        self.with_person(&guide, |person| person.point_at(point));
    }

    pub(crate) fn with_person(&mut self, id: &ObjectId, act: impl FnOnce(&mut crate::person::Person)) {
        if let Some(person) = self.people.iter_mut().find(|person| person.object == *id) {
            act(person);
        }
    }

    /// Shows a knob at an angle that is not set yet, thousandths of a degree.
    pub fn show_angle(&mut self, object: &ObjectId, millideg: i64) {
        if let Some(idx) = self.idx(object) {
            self.movers[idx].turn_to(radians(millideg));
        }
    }

    /// Where people stand, for resuming an attempt: object, position, yaw in radians.
    pub fn people(&self) -> Vec<(ObjectId, [f32; 3], f32)> {
        self.people.iter().map(|person| (person.object.clone(), person.position.to_array(), person.yaw)).collect()
    }

    /// Stands a person somewhere at once.
    pub fn stand_person(&mut self, id: &ObjectId, position: [f32; 3], yaw: f32) {
        self.with_person(id, |person| person.stand_at(Vec3::from_array(position), yaw));
    }

    pub(crate) fn idx(&self, object: &ObjectId) -> Option<usize> {
        self.module.objects.iter().position(|candidate| candidate.id == *object)
    }

    fn mark_carried(&mut self) {
        let carried = self.world.carried.as_ref().and_then(|item| self.node(item));
        self.carried_nodes = carried.map(|node| self.scene.subtree(node)).unwrap_or_default();
    }

    /// True when an act from here needs no walk, for the label under the crosshair.
    pub fn is_near(&self, distance_m: f32) -> bool {
        distance_m <= REACH_M
    }
}

/// How far along its states a state is, 0 to 1.
fn share_of(object: &Object, state: &StateId) -> f32 {
    let last = object.states.len().saturating_sub(1);
    let at = object.states.iter().position(|candidate| candidate == state).unwrap_or(0);
    if last == 0 { 0.0 } else { at as f32 / last as f32 }
}

fn radians(millideg: i64) -> f32 {
    (millideg as f32 / 1000.0).to_radians()
}
