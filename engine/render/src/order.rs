//! In which order what is about equally far is drawn: what is drawn alike comes together, and the same shape side by side.
//!
//! Sorting by state is done once and kept while nothing is lit, cut or painted otherwise, so that a frame sorts numbers only. Start
//! at [`Order::bring_up_to_date`].

use crate::draw_list::{Drawable, Primitive};
use crate::opened::Opening;
use crate::rooms::Around;
use crate::surface_key::SurfaceKey;
use std::num::NonZeroU32;

/// Of the primitives of one scene.
#[derive(Default)]
pub(crate) struct Order {
    /// The scene's revision that it was made for.
    revision: Option<u64>,
    /// By primitive.
    ranks: Vec<u32>,
    by_rank: Vec<u32>,
    looks: Vec<Look>,
}

/// The same for primitives that one call may draw; none for what has to be drawn alone.
pub(crate) type Look = Option<NonZeroU32>;

/// What is bound for a primitive, but for what a frame's purpose makes of it.
type State = (SurfaceKey, usize, Around, usize);

impl Order {
    /// Something is lit or cut otherwise.
    pub fn forget(&mut self) {
        self.revision = None;
    }

    pub fn bring_up_to_date(&mut self, drawables: &[Drawable], primitives: &[Primitive], opening: &Opening, revision: u64) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        let state = |primitive: &Primitive| -> State {
            let place = &drawables[primitive.drawable].place;
            (primitive.key, primitive.material, place.around, place.lights_slot)
        };
        self.by_rank.clear();
        self.by_rank.extend(0..primitives.len() as u32);
        // Same shapes side by side, neighbours in the instance buffer among them in its order.
        self.by_rank.sort_by_cached_key(|idx| {
            let primitive = &primitives[*idx as usize];
            (state(primitive), primitive.indices.start, primitive.first_vertex)
        });
        self.ranks.resize(primitives.len(), 0);
        self.looks.resize(primitives.len(), None);
        let mut before = None;
        let mut look = NonZeroU32::MIN;
        for (rank, idx) in (0..).zip(&self.by_rank) {
            let primitive = &primitives[*idx as usize];
            let bound = (state(primitive), opening.cut_of(drawables[primitive.drawable].node) != 0);
            if before.replace(bound).is_some_and(|before| before != bound) {
                look = look.saturating_add(1);
            }
            self.ranks[*idx as usize] = rank;
            self.looks[*idx as usize] = primitive.first_skin_vertex.is_none().then_some(look);
        }
    }

    pub fn rank(&self, primitive: usize) -> u32 {
        self.ranks[primitive]
    }

    pub fn of_rank(&self, rank: u32) -> usize {
        self.by_rank[rank as usize] as usize
    }

    pub fn look(&self, primitive: usize) -> Look {
        self.looks[primitive]
    }
}
