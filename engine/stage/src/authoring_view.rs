//! What an author asks of the room: which node is under a ray, and where a zone ends. Changes nothing.
//!
//! Start at [`Stage::node_under`].

use crate::{SIGHT_M, Stage};
use glam::Vec3;
use ids::ObjectId;
use scene::Ray;

/// Points of a zone's edge.
const RING: u8 = 36;
/// So high over the floor, metres.
const OVER_FLOOR_M: f32 = 0.015;

/// A node of the scene, object or not.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeUnder {
    pub node: String,
    pub distance_m: f32,
}

impl Stage {
    /// The nearest named node under a ray: the one that is hit, or the first above it with a name.
    pub fn node_under(&self, aim: Ray) -> Option<NodeUnder> {
        let hit = self.ray_hit(aim, SIGHT_M, |node| self.can_be_hit(node))?;
        let mut above = std::iter::successors(Some(hit.node), |node| self.scene.nodes[*node].parent);
        let named = above.find(|node| !self.scene.nodes[*node].name.is_empty())?;
        Some(NodeUnder { node: self.scene.nodes[named].name.clone(), distance_m: hit.distance_m })
    }

    /// The way that a trainee would walk from here to where an object can be used, over the floor; empty where there is none.
    /// Costs some milliseconds: not for every frame.
    pub fn way_to(&self, object: &ObjectId) -> Vec<Vec3> {
        if self.in_reach(object) {
            return Vec::new();
        }
        let over_floor = |point: Vec3| point + Vec3::Y * OVER_FLOOR_M;
        let path = self.path_to(object).unwrap_or_default();
        let from = (!path.is_empty()).then_some(self.walker.position);
        from.into_iter().chain(path).map(over_floor).collect()
    }

    /// The edge of a zone on the floor, all the way round, in world space; empty for anything else.
    pub fn zone_ring(&self, zone: &ObjectId) -> Vec<Vec3> {
        let Some(zone) = self.binding.zones.iter().find(|one| one.object == *zone) else { return Vec::new() };
        let point = |idx: u8| {
            let angle = f32::from(idx) / f32::from(RING) * std::f32::consts::TAU;
            zone.center + Vec3::new(angle.cos() * zone.radius_m, OVER_FLOOR_M, angle.sin() * zone.radius_m)
        };
        (0..=RING).map(point).collect()
    }
}
