//! Boxes around everything that can be drawn, side by side and in groups, so that a view goes quickly past what it cannot see.
//!
//! Knows things as numbers only; `draw_list` knows what they are. Start at [`Crowd::each_within`].

use crate::bounds::{Bounds, Frustum};
use std::ops::Range;

/// Things with neighbouring numbers that are gone past together.
const GROUP: usize = 64;

/// Where things are in the world.
#[derive(Default)]
pub(crate) struct Crowd {
    boxes: Vec<Bounds>,
    /// Around each group.
    groups: Vec<Bounds>,
    /// Groups in which something was put elsewhere.
    stirred: Vec<usize>,
}

impl Crowd {
    /// So many things, none of them anywhere yet.
    pub fn of(n_things: usize) -> Self {
        let groups = vec![Bounds::EMPTY; n_things.div_ceil(GROUP)];
        Self { boxes: vec![Bounds::EMPTY; n_things], groups, stirred: Vec::new() }
    }

    pub fn at(&self, thing: usize) -> &Bounds {
        &self.boxes[thing]
    }

    /// What is nowhere, because its numbers are none, is never found. [`Self::settle`] has to follow before anything is looked for.
    pub fn put(&mut self, thing: usize, bounds: Bounds) {
        let is_nowhere = bounds.min.is_nan() || bounds.max.is_nan();
        self.boxes[thing] = if is_nowhere { Bounds::EMPTY } else { bounds };
        if self.stirred.last() != Some(&(thing / GROUP)) {
            self.stirred.push(thing / GROUP);
        }
    }

    pub fn settle(&mut self) {
        for group in self.stirred.drain(..) {
            let of_group = within(group, self.boxes.len());
            self.groups[group] = self.boxes[of_group].iter().copied().fold(Bounds::EMPTY, Bounds::union);
        }
    }

    /// Tells of each thing that a view may see, in the order of their numbers.
    pub fn each_within(&self, frustum: &Frustum, mut found: impl FnMut(usize)) {
        for (group, around) in self.groups.iter().enumerate().filter(|(_, around)| frustum.overlaps(around)) {
            let holds_all = frustum.holds(around);
            for thing in within(group, self.boxes.len()) {
                let bounds = &self.boxes[thing];
                if if holds_all { !bounds.is_empty() } else { frustum.overlaps(bounds) } {
                    found(thing);
                }
            }
        }
    }
}

/// The things of a group.
fn within(group: usize, n_things: usize) -> Range<usize> {
    group * GROUP..((group + 1) * GROUP).min(n_things)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::View;
    use glam::{Mat4, Vec3};

    /// A row along x, with a gap where nothing is.
    fn row(n_things: usize) -> Crowd {
        let mut crowd = Crowd::of(n_things);
        for thing in (0..n_things).filter(|thing| thing % 7 != 3) {
            let center = Vec3::new(thing as f32, 0.0, -20.0);
            crowd.put(thing, Bounds { min: center - 0.4, max: center + 0.4 });
        }
        crowd.settle();
        crowd
    }

    #[test]
    fn what_is_found_by_groups_is_what_is_found_one_by_one() {
        let crowd = row(300);
        for (turn, fov_y) in [(0.0, 0.8), (0.3, 0.8), (-0.9, 0.3), (3.0, 0.8), (-1.4, 1.2), (-0.7, 2.8)] {
            let view = View::perspective(Mat4::from_rotation_y(turn), fov_y, 0.1);
            let frustum = Frustum::of(&(view.clip_from_view(1.5) * view.view_from_world()));
            let mut found = Vec::new();
            crowd.each_within(&frustum, |thing| found.push(thing));
            let one_by_one: Vec<usize> = (0..300).filter(|thing| frustum.overlaps(crowd.at(*thing))).collect();
            assert_eq!(found, one_by_one, "turned by {turn}");
        }
    }

    #[test]
    fn what_was_put_elsewhere_is_found_there() {
        let mut crowd = row(100);
        let view = View::perspective(Mat4::from_rotation_y(std::f32::consts::PI), 0.5, 0.1);
        let frustum = Frustum::of(&(view.clip_from_view(1.0) * view.view_from_world()));
        let count = |crowd: &Crowd| {
            let mut found = Vec::new();
            crowd.each_within(&frustum, |thing| found.push(thing));
            found
        };
        assert!(count(&crowd).is_empty());
        crowd.put(70, Bounds { min: Vec3::new(-0.5, -0.5, 5.0), max: Vec3::new(0.5, 0.5, 6.0) });
        crowd.settle();
        assert_eq!(count(&crowd), [70]);
        crowd.put(71, Bounds { min: Vec3::NAN, max: Vec3::NAN });
        crowd.settle();
        assert_eq!(count(&crowd), [70], "what is nowhere hides nobody");
    }
}
