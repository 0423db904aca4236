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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Bounds;
    use crate::placing::Place;

    /// One primitive each, of a material and a shape.
    fn things(looks: &[(usize, u32)]) -> (Vec<Drawable>, Vec<Primitive>) {
        let drawable = |node| Drawable {
            node,
            primitives: node..node + 1,
            local_bounds: Bounds::EMPTY,
            skin_slot: None,
            casts_shadow: false,
            is_lightmapped: false,
            baked_at: None,
            own_around: None,
            place: Place::NONE,
            n_bends: 0,
        };
        let primitive = |(drawable, (material, shape)): (usize, &(usize, u32))| Primitive {
            drawable,
            key: SurfaceKey::default(),
            material: *material,
            has_own_material: false,
            casts_shadow: false,
            indices: 3 * shape..3 * shape + 3,
            first_vertex: 0,
            first_skin_vertex: None,
            has_inside: false,
            seen: 0.0,
        };
        ((0..looks.len()).map(drawable).collect(), looks.iter().enumerate().map(primitive).collect())
    }

    #[test]
    fn what_is_drawn_alike_comes_together_with_the_same_shapes_side_by_side() {
        let (drawables, primitives) = things(&[(1, 7), (0, 9), (1, 4), (1, 7), (0, 2)]);
        let mut order = Order::default();
        order.bring_up_to_date(&drawables, &primitives, &Opening::default(), 0);
        let by_rank: Vec<usize> = (0..5).map(|rank| order.of_rank(rank)).collect();
        assert_eq!(by_rank, [4, 1, 2, 0, 3]);
        assert!(by_rank.iter().zip(0..).all(|(idx, rank)| order.rank(*idx) == rank));
        assert!(order.look(0) == order.look(2) && order.look(0) == order.look(3) && order.look(1) == order.look(4));
        assert_ne!(order.look(0), order.look(1));
    }

    #[test]
    fn what_is_painted_or_lit_otherwise_is_ranked_anew() {
        let (mut drawables, mut primitives) = things(&[(0, 1), (0, 2), (0, 3)]);
        let mut order = Order::default();
        let opening = Opening::default();
        order.bring_up_to_date(&drawables, &primitives, &opening, 0);
        assert_eq!(order.look(0), order.look(1));
        primitives[0].material = 5;
        order.bring_up_to_date(&drawables, &primitives, &opening, 1);
        assert!(order.look(0) != order.look(1) && order.rank(0) == 2, "painted");
        drawables[1].place.lights_slot = 2;
        order.forget();
        order.bring_up_to_date(&drawables, &primitives, &opening, 1);
        assert_ne!(order.look(1), order.look(2), "lit");
    }

    #[test]
    fn what_bends_is_drawn_alone() {
        let (drawables, mut primitives) = things(&[(0, 1), (0, 2)]);
        primitives[1].first_skin_vertex = Some(0);
        let mut order = Order::default();
        order.bring_up_to_date(&drawables, &primitives, &Opening::default(), 0);
        assert_eq!((order.look(0).is_some(), order.look(1)), (true, None));
    }
}
