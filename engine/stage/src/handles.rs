//! Handles: what of an object the hand can drag, and where it goes meanwhile. Knows no pointer and no screen.
//!
//! Start at [`Stage::handle`].

use crate::Stage;
use crate::moving::Way;
use glam::Vec3;
use ids::ObjectId;

/// Points of a track.
const N_TRACK: u8 = 48;

/// How an object follows a hand.
#[derive(Debug, Clone, PartialEq)]
pub enum Handle {
    /// It goes along these points in the world, from its first state or lowest number to its last.
    Track(Vec<Vec3>),
    /// It turns about its middle; the axis looks towards who sees it counter-clockwise.
    Around { center: Vec3, axis: Vec3 },
    /// Nothing of it moves.
    Still,
}

impl Stage {
    /// How an object follows a hand that has hold of it at a point in the world. `freely`: it turns on and on, as a knob with an
    /// angle does.
    pub fn handle(&self, object: &ObjectId, held_in_world: Vec3, freely: bool) -> Handle {
        let Some(mover) = self.idx(object).map(|idx| &self.movers[idx]) else { return Handle::Still };
        let world_from_part = self.world_from_nodes()[mover.node];
        match mover.way {
            Way::Turn(_) if freely => Handle::Around {
                center: world_from_part.w_axis.truncate(),
                axis: world_from_part.transform_vector3(Vec3::Z).normalize_or(Vec3::Z),
            },
            Way::Stay => Handle::Still,
            _ => {
                let held_in_part = world_from_part.inverse().transform_point3(held_in_world);
                let parent = self.scene.nodes[mover.node].parent;
                let world_from_parent = parent.map_or(glam::Mat4::IDENTITY, |parent| self.world_from_nodes()[parent]);
                let point = |idx: u8| {
                    let local = mover.local_at(self.modelled[mover.node], f32::from(idx) / f32::from(N_TRACK));
                    world_from_parent.transform_point3(local.parent_from_local().transform_point3(held_in_part))
                };
                Handle::Track((0..=N_TRACK).map(point).collect())
            }
        }
    }

    /// How far along its states or its range an object stands, 0 to 1.
    pub fn share_of(&self, object: &ObjectId) -> f32 {
        self.idx(object).map_or(0.0, |idx| self.movers[idx].share())
    }

    /// Shows an object on its way before anything is decided.
    pub fn show_share(&mut self, object: &ObjectId, share: f32) {
        if let Some(idx) = self.idx(object) {
            self.movers[idx].send(share.clamp(0.0, 1.0), true);
            self.held_at = Some((idx, share));
        }
    }

    /// Lets go of what was shown: it goes to where the world says it stands.
    pub fn let_go(&mut self, object: &ObjectId) {
        self.held_at = None;
        let Some(idx) = self.idx(object) else { return };
        let object_idx = self.movers[idx].object_idx;
        let state = self.world.objects[object_idx].state.clone();
        if let Some(state) = state {
            self.send(object, &state);
        }
    }
}
