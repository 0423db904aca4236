//! Which of a scene a view sees, in which order.
//!
//! Kept from frame to frame for its room in memory only. Start at [`Visible::look`].

use crate::bounds::Frustum;
use crate::occlusion::{Sight, Window};
use crate::{Frame, SceneGpu};
use glam::Mat4;
use scene::NodeIdx;

/// One thing may be so many times as far from the eye as another and still counts as equally far.
const ABOUT_AS_FAR: f32 = 1.15;

/// What a view sees, as indices of primitives: opaque ones with the near first, so that the far are hidden before they are
/// shaded, and blended ones with the far first.
#[derive(Default)]
pub(crate) struct Visible {
    pub opaque: Vec<usize>,
    pub blended: Vec<usize>,
    /// As if of glass, the far first too.
    pub glass: Vec<usize>,
    /// By drawable, of those that are seen: outside of it nothing of the drawable can be. Empty where nobody looked.
    windows: Vec<Window>,
    /// Of the opaque: about how far off, then the rank in the scene's order.
    sorted: Vec<u64>,
}

impl Visible {
    /// `sight`: what hides things, where finding out pays.
    pub fn look(
        &mut self,
        scene: &SceneGpu,
        frame: &Frame,
        clip_from_world: &Mat4,
        is_visible: impl Fn(NodeIdx) -> bool,
        sight: Option<&Sight>,
    ) {
        let (drawables, primitives, order) = (&scene.drawables, &scene.primitives, &scene.order);
        let crowd = &scene.placed.crowd;
        let Self { opaque, blended, glass, windows, sorted } = self;
        [&mut *opaque, &mut *blended, &mut *glass].into_iter().for_each(Vec::clear);
        sorted.clear();
        windows.resize(if sight.is_some() { drawables.len() } else { 0 }, Window::ALL);
        let eye = frame.view.eye();
        crowd.each_within(&Frustum::of(clip_from_world), |idx| {
            let (drawable, bounds) = (&drawables[idx], crowd.at(idx));
            if !is_visible(drawable.node) {
                return;
            }
            if let Some(sight) = sight {
                let world_from_local = &frame.world_from_nodes[drawable.node];
                let Some(window) = sight.window_on(drawable.node, world_from_local, bounds) else { return };
                windows[idx] = window;
            }
            // Rooms surround the eye and have their walls far off: what is large comes late. Among what is about as far off, what
            // is drawn alike comes together.
            let distance_m = bounds.center().distance(eye) + bounds.radius();
            let about = (distance_m.max(0.01).ln() / ABOUT_AS_FAR.ln()).floor() as i32;
            let is_glass = scene.placed.opening.is_glass(drawable.node);
            for primitive in drawable.primitives.clone() {
                match primitives[primitive].key.is_seen_through() {
                    _ if is_glass => glass.push(primitive),
                    true => blended.push(primitive),
                    false => sorted.push(sortable(about, order.rank(primitive))),
                }
            }
        });
        sorted.sort_unstable();
        opaque.extend(sorted.iter().map(|sortable| order.of_rank(*sortable as u32)));
        let distance = |i: &usize| crowd.at(primitives[*i].drawable).center().distance(eye);
        for list in [blended, glass] {
            list.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
        }
    }

    /// Outside of it nothing of a drawable that is seen can be seen.
    pub fn window_on(&self, drawable: usize) -> Window {
        self.windows.get(drawable).copied().unwrap_or(Window::ALL)
    }
}

/// By distance first, then by rank.
fn sortable(about: i32, rank: u32) -> u64 {
    u64::from(about as u32 ^ (1 << 31)) << 32 | u64::from(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_come_first_and_then_what_has_a_lower_rank() {
        let mut sorted = [sortable(3, 0), sortable(-2, 9), sortable(-2, 4), sortable(0, u32::MAX)];
        sorted.sort_unstable();
        assert_eq!(sorted.map(|sorted| sorted as u32), [4, 9, u32::MAX, 0]);
    }
}
