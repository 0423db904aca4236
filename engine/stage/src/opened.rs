//! What effects show of names and insides: labels, things seen through others, cut open, or taken apart.
//!
//! Tells which nodes, where and how far; what that looks like is a renderer's. Start at [`Opened`], then [`Stage::cuts`].

use crate::{SIGHT_M, Stage};
use curriculum::{Axis, Effect, ObjectKind, Side};
use glam::{Vec3, Vec4};
use ids::ObjectId;
use scene::{Exploded, NodeIdx};
use session::{Looks, ObjectState, XRay};

/// How far from the eye names are still shown, metres.
const NAMED_M: f32 = SIGHT_M;
/// Less than this is not worth a cut.
const LEAST: f32 = 1e-3;

/// Nodes that are cut open along a plane: a normal in the world, and an offset. What lies in front of it is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct CutOpen {
    pub nodes: Vec<NodeIdx>,
    pub plane: Vec4,
}

/// A share on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Going {
    from: f32,
    to: f32,
    at_secs: f32,
    secs: f32,
}

/// How far each object is cut open and taken apart, in the module's order.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    of: Vec<OneOpened>,
}

#[derive(Debug, Clone, Default)]
struct OneOpened {
    side: Option<Side>,
    cut: Going,
    axis: Option<Axis>,
    apart: Going,
    /// Worked out when it begins to come apart, from where everything stood then.
    parts: Option<Exploded>,
}

impl Going {
    fn go(&mut self, to: f32, secs: f32) {
        if self.to != to {
            *self = Self { from: self.share(), to, at_secs: 0.0, secs };
        }
    }

    fn share(&self) -> f32 {
        let done = if self.secs > 0.0 { (self.at_secs / self.secs).clamp(0.0, 1.0) } else { 1.0 };
        self.from + (self.to - self.from) * done * done * (3.0 - 2.0 * done)
    }

    fn is_moving(&self) -> bool {
        self.at_secs < self.secs
    }
}

impl Opened {
    /// Everything as the world says, at once.
    pub fn reset(&mut self, objects: &[ObjectState]) {
        self.of = vec![OneOpened::default(); objects.len()];
        for (idx, object) in objects.iter().enumerate() {
            self.go(idx, &object.looks, 0.0);
        }
    }

    /// One object comes to look like this.
    pub fn go(&mut self, idx: usize, looks: &Looks, secs: f32) {
        let Some(opened) = self.of.get_mut(idx) else { return };
        if let Some(cut) = looks.cut {
            // From another side it opens anew.
            if opened.side.replace(cut.from) != Some(cut.from) {
                opened.cut = Going::default();
            }
        }
        opened.cut.go(looks.cut.map_or(0.0, |cut| cut.permille as f32 / 1_000.0), secs);
        if let Some(apart) = looks.apart {
            if opened.axis != apart.axis {
                opened.parts = None;
            }
            opened.axis = apart.axis;
        }
        opened.apart.go(looks.apart.map_or(0.0, |apart| apart.permille as f32 / 1_000.0), secs);
    }

    pub fn advance(&mut self, dt_secs: f32) {
        for opened in &mut self.of {
            opened.cut.at_secs = (opened.cut.at_secs + dt_secs).min(opened.cut.secs);
            opened.apart.at_secs = (opened.apart.at_secs + dt_secs).min(opened.apart.secs);
        }
    }

    pub fn is_moving(&self) -> bool {
        self.of.iter().any(|opened| opened.cut.is_moving() || opened.apart.is_moving())
    }
}

impl Stage {
    /// The objects whose names are to be shown now, where in the world, metres: those near enough, and not hidden unless their names show through.
    pub fn labelled(&self) -> Vec<(&ObjectId, Vec3)> {
        let eye = self.walker.eye();
        let named = self.world.objects.iter().filter(|object| object.visible).filter_map(|object| {
            let label = object.looks.label?;
            let at = self.sight_point_of(&object.id)?;
            let is_near = eye.distance(at) <= NAMED_M;
            (is_near && (label.through_walls || self.can_see(&object.id))).then_some((&object.id, at))
        });
        named.collect()
    }

    /// What is cut open now.
    pub fn cuts(&self) -> Vec<CutOpen> {
        let shares = self.opened.of.iter().enumerate().filter(|(_, opened)| opened.cut.share() > LEAST);
        shares.filter_map(|(idx, opened)| self.cut_of(idx, opened.side?, opened.cut.share())).collect()
    }

    /// The nodes that the module's effects may cut open sometime, and whether something may become as if of glass.
    pub fn may_open(&self) -> (Vec<NodeIdx>, bool) {
        let cut = self.module.effects().filter_map(|effect| match effect {
            Effect::Section { object, .. } => Some(object),
            _ => None,
        });
        let cut: Vec<NodeIdx> = cut.flat_map(|object| self.nodes_of(object)).collect();
        (cut, self.module.effects().any(|effect| matches!(effect, Effect::XRay { .. })))
    }

    fn cut_of(&self, idx: usize, side: Side, share: f32) -> Option<CutOpen> {
        let object = &self.module.objects[idx].id;
        let node = self.binding.node_at(idx);
        let own = match side {
            Side::Front => Vec3::Z,
            Side::Back => Vec3::NEG_Z,
            Side::Right => Vec3::X,
            Side::Left => Vec3::NEG_X,
            Side::Top => Vec3::Y,
            Side::Bottom => Vec3::NEG_Y,
        };
        let towards = self.world_from_nodes[node].transform_vector3(own).normalize_or(own);
        let along = self.bounds(object)?.corners().map(|corner| corner.dot(towards));
        let (nearest, farthest) = along.iter().fold((f32::MAX, f32::MIN), |(low, high), at| (low.min(*at), high.max(*at)));
        let at = farthest - (farthest - nearest) * share;
        Some(CutOpen { nodes: self.nodes_of(object), plane: towards.extend(-at) })
    }

    /// The nodes that are as if of glass, so that something is seen through them.
    pub fn glass(&self) -> Vec<NodeIdx> {
        let rays: Vec<(&ObjectId, &XRay)> =
            self.world.objects.iter().filter_map(|object| Some((&object.id, object.looks.x_ray.as_ref()?))).collect();
        if rays.is_empty() {
            return Vec::new();
        }
        let solid: Vec<NodeIdx> = rays.iter().flat_map(|(object, _)| self.nodes_of(object)).collect();
        let around: Vec<NodeIdx> = if rays.iter().any(|(_, x_ray)| x_ray.through.is_none()) {
            let people = self.module.objects.iter().filter(|object| object.kind == ObjectKind::Person);
            let people: Vec<NodeIdx> = people.flat_map(|person| self.nodes_of(&person.id)).collect();
            let is_around = |node: &NodeIdx| !people.contains(node) && !self.carried_nodes.contains(node);
            (0..self.scene.nodes.len()).filter(|node| self.scene.nodes[*node].mesh.is_some()).filter(is_around).collect()
        } else {
            rays.iter().filter_map(|(_, x_ray)| x_ray.through.as_ref()).flat_map(|through| self.nodes_of(through)).collect()
        };
        around.into_iter().filter(|node| !solid.contains(node)).collect()
    }

    /// Looks anew at which rays pass where, after something opened, closed or moved.
    pub(crate) fn follow_opened(&mut self) {
        self.move_apart();
        self.glass_nodes = self.glass();
        self.cut_planes =
            self.cuts().into_iter().flat_map(|cut| cut.nodes.into_iter().map(move |node| (node, cut.plane))).collect();
    }

    /// Parts stand away from each other; everything else is placed already.
    fn move_apart(&mut self) {
        for idx in 0..self.opened.of.len() {
            let share = self.opened.of[idx].apart.share();
            if share <= LEAST {
                self.opened.of[idx].parts = None;
                continue;
            }
            if self.opened.of[idx].parts.is_none() {
                let axis = self.opened.of[idx].axis.map(|axis| match axis {
                    Axis::X => Vec3::X,
                    Axis::Y => Vec3::Y,
                    Axis::Z => Vec3::Z,
                });
                let bounds_of = |node| self.picker.bounds_of(&self.scene, &self.world_from_nodes, node);
                let node = self.binding.node_at(idx);
                let parts = Exploded::of(&self.scene, &self.world_from_nodes, node, axis, bounds_of);
                self.opened.of[idx].parts = Some(parts);
            }
            if let Some(parts) = &self.opened.of[idx].parts {
                parts.move_parts(&self.scene, share, &mut self.world_from_nodes);
            }
        }
    }

    /// A cue says that an object looks otherwise from now on.
    pub(crate) fn open(&mut self, object: &ObjectId, looks: &Looks, over_ms: u64) {
        let Some(idx) = self.idx(object) else { return };
        let secs = if self.reduced_motion { 0.0 } else { over_ms as f32 / 1_000.0 };
        self.opened.go(idx, looks, secs);
    }

    /// Where a node is cut open, for rays.
    pub(crate) fn cut_plane(&self, node: NodeIdx) -> Option<Vec4> {
        self.cut_planes.get(&node).copied()
    }
}
