//! What effects did to things: where they were moved, what is written on them, lit and blown about, clips that play.
//!
//! Particles and alarms are only told: [`Stage::bursts`], [`Stage::alarm_sounds`], [`Stage::written`] and [`Stage::dark`] are
//! for whoever draws and sounds them. Knows no session rules.

use crate::Stage;
use curriculum::{ObjectKind, Particles};
use glam::{EulerRot, Mat4, Quat, Vec2, Vec3};
use ids::ObjectId;
use scene::{NodeIdx, Pose, Scene};
use session::Blowing;

/// How far in front of a thing its writing stands, metres.
const WRITING_M: f32 = 0.01;
/// The last puffs are gone so long after the source stopped, seconds.
const AFTER_SECS: f32 = 3.6;
/// How old particles look that stand still, seconds: when as many come as go.
const STILL_SECS: f32 = 6.0;
/// How long a clip takes to take somebody over, and to let them go.
const FADE_SECS: f32 = 0.25;
/// Nothing is made smaller than this share of its size, so that it can still be turned back.
const SCALE_LEAST: f32 = 0.001;

/// What passes by itself.
#[derive(Debug, Default)]
pub(crate) struct Passing {
    clips: Vec<Playing>,
    blown: Vec<Blown>,
    n_blown: u32,
}

/// An animation of the scene, played once; stopped, or at its end, it stays as it is.
#[derive(Debug)]
struct Playing {
    clip: usize,
    secs: f32,
    stopped: bool,
}

/// Particles out of a node.
#[derive(Debug, Clone, Copy)]
struct Blown {
    kind: Particles,
    node: NodeIdx,
    age_secs: f32,
    lasts_secs: f32,
    seed: u32,
}

/// Particles in the air.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burst {
    pub kind: Particles,
    /// Where they come from; a jet goes along its +Z.
    pub world_from_source: Mat4,
    /// How far around there they begin, metres.
    pub spread_m: f32,
    pub age_secs: f32,
    /// For how long they come out.
    pub lasts_secs: f32,
    /// Of this burst alone.
    pub seed: u32,
}

impl Passing {
    pub fn play(&mut self, scene: &Scene, name: &str) {
        let Some(clip) = scene.find_animation(name) else { return };
        self.clips.retain(|playing| playing.clip != clip);
        self.clips.push(Playing { clip, secs: 0.0, stopped: false });
    }

    pub fn stop(&mut self, scene: &Scene, name: &str) {
        let clip = scene.find_animation(name);
        self.clips.iter_mut().filter(|playing| Some(playing.clip) == clip).for_each(|playing| playing.stopped = true);
    }

    /// Lets particles come out of a node for so long from now on; for no time at all, it stops them.
    pub fn blow(&mut self, scene: &Scene, kind: Particles, node: &str, lasts_secs: f32) {
        let Some(node) = scene.find(node) else { return };
        let going_on = self.blown.iter_mut().find(|blown| (blown.kind, blown.node) == (kind, node) && !blown.has_stopped());
        if let Some(blown) = going_on {
            blown.lasts_secs = blown.age_secs + lasts_secs;
        } else if lasts_secs > 0.0 {
            self.n_blown += 1;
            self.blown.push(Blown { kind, node, age_secs: 0.0, lasts_secs, seed: self.n_blown });
        }
    }

    /// What blows goes on as it is, what no longer does is gone, and what is put back begins anew.
    fn blow_as(&mut self, scene: &Scene, blowing: &[Blowing]) {
        let is_of = |blown: &Blown, wanted: &Blowing| blown.kind == wanted.kind && scene.find(&wanted.node) == Some(blown.node);
        self.blown.retain(|blown| !blown.has_stopped() && blowing.iter().any(|wanted| is_of(blown, wanted)));
        for wanted in blowing {
            if !self.blown.iter().any(|blown| is_of(blown, wanted)) {
                self.blow(scene, wanted.kind, &wanted.node, wanted.lasts_ms as f32 / 1000.0);
            }
        }
    }

    /// Clips stand at their end at once.
    pub fn finish(&mut self, scene: &Scene) {
        for playing in &mut self.clips {
            playing.secs = scene.animations[playing.clip].duration_secs;
        }
    }

    pub fn advance(&mut self, dt_secs: f32) {
        for playing in self.clips.iter_mut().filter(|playing| !playing.stopped) {
            playing.secs += dt_secs;
        }
        self.blown.iter_mut().for_each(|blown| blown.age_secs += dt_secs);
        self.blown.retain(|blown| blown.age_secs < blown.lasts_secs + AFTER_SECS);
    }

    /// Poses the nodes of every clip that was played.
    pub fn pose(&self, scene: &mut Scene) {
        for playing in &self.clips {
            sampled(playing, scene).write(scene);
        }
    }

    /// Lays what clips have people do over what those do by themselves, until the clip is over. `roots` are the people's.
    pub fn lay_over_people(&self, roots: impl Iterator<Item = NodeIdx>, scene: &mut Scene) {
        let weight = |playing: &Playing| {
            let left_secs = scene.animations[playing.clip].duration_secs - playing.secs;
            (playing.secs.min(left_secs) / FADE_SECS).clamp(0.0, 1.0)
        };
        let playing: Vec<_> =
            self.clips.iter().filter(|playing| !playing.stopped).map(|playing| (playing, weight(playing))).collect();
        if playing.iter().all(|(_, weight)| *weight <= 0.0) {
            return;
        }
        let bones: Vec<NodeIdx> =
            roots.flat_map(|root| scene.subtree(root).into_iter().filter(move |node| *node != root)).collect();
        for (playing, weight) in playing {
            let mut over = sampled(playing, scene);
            over.keep(|node| bones.contains(&node));
            let mut pose = Pose::of(scene, over.nodes());
            pose.blend(&over, weight);
            pose.write(scene);
        }
    }

    pub fn is_moving(&self, scene: &Scene) -> bool {
        let plays = |playing: &Playing| !playing.stopped && playing.secs < scene.animations[playing.clip].duration_secs;
        self.clips.iter().any(plays)
    }

    pub fn blows(&self) -> bool {
        !self.blown.is_empty()
    }
}

fn sampled(playing: &Playing, scene: &Scene) -> Pose {
    let clip = &scene.animations[playing.clip];
    clip.sample(playing.secs.min(clip.duration_secs))
}

impl Blown {
    fn has_stopped(&self) -> bool {
        self.age_secs >= self.lasts_secs
    }
}

impl Stage {
    /// Particles in the air now. With reduced motion they stand still while they come out.
    pub fn bursts(&self) -> Vec<Burst> {
        let shown = self.passing.blown.iter().filter(|blown| !self.reduced_motion || !blown.has_stopped());
        shown.map(|blown| self.burst(blown)).collect()
    }

    fn burst(&self, blown: &Blown) -> Burst {
        let world_from_node = self.world_from_nodes[blown.node];
        let (_, rotation, origin) = world_from_node.to_scale_rotation_translation();
        let bounds = self.picker.bounds_of(&self.scene, &self.world_from_nodes, blown.node);
        let (center, size) = bounds.map_or((origin, Vec3::ZERO), |bounds| (bounds.center(), bounds.size()));
        let forward = rotation * Vec3::Z;
        let wide_m = size.x.min(size.z) * 0.5;
        let (at, spread_m) = match blown.kind {
            // Out of the front.
            Particles::Steam => (center + forward * (size * 0.5).dot(forward.abs()), (wide_m * 0.5).clamp(0.03, 0.15)),
            Particles::Spray => (center + forward * (size * 0.5).dot(forward.abs()), 0.02),
            Particles::Smoke | Particles::Fire => (center + Vec3::Y * size.y * 0.3, (wide_m * 0.8).clamp(0.05, 0.45)),
        };
        let (age_secs, lasts_secs) = match self.reduced_motion {
            true => (STILL_SECS, f32::MAX),
            false => (blown.age_secs, blown.lasts_secs),
        };
        let world_from_source = Mat4::from_rotation_translation(rotation, at);
        Burst { kind: blown.kind, world_from_source, spread_m, age_secs, lasts_secs, seed: blown.seed }
    }

    /// The nodes whose own light effects put out.
    pub fn dark(&self) -> Vec<NodeIdx> {
        let out = self.world.objects.iter().filter(|object| object.lit == Some(false));
        out.flat_map(|object| self.nodes_of(&object.id)).collect()
    }

    /// An alarm sounds.
    pub fn alarm_sounds(&self) -> bool {
        self.world.alarm
    }

    /// What effects wrote on signs and screens, with where the middle of each text stands, the way it is read from, and how wide and
    /// high its thing is from there, metres. A screen that is out shows nothing. In pictures it stands in [`Stage::signs`].
    pub fn written(&self) -> Vec<(&str, Mat4, Vec2)> {
        if self.is_still() {
            return Vec::new();
        }
        let place = |object: &ObjectId| {
            let node = self.scene.face_of(self.node(object)?);
            let (scale, rotation, _) = self.world_from_nodes[node].to_scale_rotation_translation();
            // In its own space: a screen that stands askew is no larger for it.
            let face_from_world = self.world_from_nodes[node].inverse();
            let face_from_nodes: Vec<Mat4> = self.world_from_nodes.iter().map(|world| face_from_world * *world).collect();
            let bounds = self.picker.bounds_of(&self.scene, &face_from_nodes, node)?;
            let front = self.world_from_nodes[node].transform_point3(bounds.center().with_z(bounds.max.z));
            let place = Mat4::from_rotation_translation(rotation, front + rotation * Vec3::Z * WRITING_M);
            Some((place, (bounds.size() * scale.abs()).truncate()))
        };
        let objects = self.world.objects.iter().filter(|object| object.visible && object.lit != Some(false));
        let written = objects.filter_map(|object| Some((object.text.as_deref()?, place(&object.id)?)));
        written.map(|(text, (world_from_text, size_m))| (text, world_from_text, size_m)).collect()
    }

    /// Where an object stands that effects moved, given where it would be.
    pub(crate) fn posed(&self, pose: &session::Pose, world_from_object: Mat4) -> Mat4 {
        let (mut scale, mut rotation, mut at) = world_from_object.to_scale_rotation_translation();
        if let Some(node) = pose.attached_to.as_ref().or(pose.at.as_ref()).and_then(|to| self.node(to)) {
            (_, rotation, at) = self.world_from_nodes[node].to_scale_rotation_translation();
        }
        at += Vec3::from(pose.offset_mm.map(|mm| mm as f32 / 1_000.0));
        let [x, y, z] = pose.turned_millideg.map(|millideg| (millideg as f32 / 1_000.0).to_radians());
        rotation *= Quat::from_euler(EulerRot::XYZ, x, y, z);
        scale *= (pose.scale_permille as f32 / 1_000.0).max(SCALE_LEAST);
        Mat4::from_scale_rotation_translation(scale, rotation, at)
    }

    /// Puts out, or lights, the lights of every object that effects lit or put out; the others shine as modelled.
    pub(crate) fn shine(&mut self) {
        for object_idx in 0..self.module.objects.len() {
            let Some(lit) = self.world.objects[object_idx].lit else { continue };
            for node in self.scene.subtree(self.binding.node_at(object_idx)) {
                let of_light = &mut self.scene.nodes[node];
                if of_light.light.is_some() && of_light.mesh.is_none() {
                    of_light.visible = lit;
                }
            }
        }
    }

    /// Everything as modelled again, before the world says how it stands.
    pub(crate) fn unmove(&mut self) {
        self.passing.clips.clear();
        self.passing.blow_as(&self.scene, &self.world.blowing);
        for (node, modelled) in self.scene.nodes.iter_mut().zip(&self.modelled) {
            node.transform = *modelled;
            node.visible |= node.light.is_some();
        }
    }

    /// The trainee stands at an object, looking the way it does.
    pub(crate) fn stand_trainee_at(&mut self, object: &ObjectId) {
        let Some(node) = self.node(object) else { return };
        let (_, rotation, at) = self.world_from_nodes[node].to_scale_rotation_translation();
        if self.approach_along(object) {
            return;
        }
        let (yaw, _, _) = rotation.to_euler(EulerRot::YXZ);
        self.walker.stand_at(at, yaw);
    }

    /// True for what is placed after everything else: items, which may lie in what moved, and what goes with another.
    pub(crate) fn follows_others(&self, object_idx: usize) -> bool {
        let attached = self.world.objects[object_idx].pose.attached_to.is_some();
        self.module.objects[object_idx].kind == ObjectKind::Item || attached
    }
}
