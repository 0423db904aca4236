//! Figures as upright columns, for the light from all sides that they keep from what is around them: a lightmap knows nothing of who
//! stands in the room. Starts at [`Columns::of`]; the light is taken away in shaders/lobes.wgsl. What touches the ground is in contact.rs.

use crate::bounds::Bounds;
use glam::{Vec3, Vec4};
use std::f32::consts::PI;

/// As many as `Frame` in shaders/frame.wgsl has room for.
pub(crate) const N_FIGURES_MAX: usize = 4;

/// A column each, the nearest to the eye first; the rest are zero.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Columns {
    /// Where its axis meets the ground, and its radius.
    pub feet: [Vec4; N_FIGURES_MAX],
    /// How high it reaches in the world.
    pub tops: Vec4,
}

impl Columns {
    /// `figures`: for each figure boxes around its parts, in the world.
    pub fn of(figures: &[Vec<Bounds>], eye: Vec3) -> Self {
        let mut found: Vec<(Vec4, f32)> = figures.iter().filter_map(|parts| column(parts)).collect();
        found.sort_by(|(a, _), (b, _)| a.truncate().distance_squared(eye).total_cmp(&b.truncate().distance_squared(eye)));
        let mut columns = Self::default();
        for (i, (foot, top)) in found.into_iter().take(N_FIGURES_MAX).enumerate() {
            columns.feet[i] = foot;
            columns.tops[i] = top;
        }
        columns
    }
}

/// As tall as the figure, where most of it is, and of the size of its boxes together.
fn column(parts: &[Bounds]) -> Option<(Vec4, f32)> {
    let parts = || parts.iter().filter(|part| !part.is_empty());
    let all = parts().fold(Bounds::EMPTY, |all, part| all.union(*part));
    let height = all.max.y - all.min.y;
    let (mut volume, mut moment) = (0.0, Vec3::ZERO);
    for part in parts() {
        let size = (part.max - part.min).element_product();
        volume += size;
        moment += part.center() * size;
    }
    let foot = (moment / volume).with_y(all.min.y);
    let radius = (volume / (PI * height)).sqrt();
    (foot.is_finite() && radius.is_finite()).then_some((foot.extend(radius), all.max.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing_at(x: f32) -> Vec<Bounds> {
        let part = |low: Vec3, high: Vec3| Bounds { min: low + Vec3::X * x, max: high + Vec3::X * x };
        vec![
            part(Vec3::new(-0.2, 0.0, -0.1), Vec3::new(0.2, 0.9, 0.1)),
            part(Vec3::new(-0.25, 0.9, -0.15), Vec3::new(0.25, 1.7, 0.15)),
            Bounds::EMPTY,
        ]
    }

    #[test]
    fn a_column_stands_where_the_figure_stands() {
        let columns = Columns::of(&[standing_at(3.0)], Vec3::ZERO);
        assert!((columns.feet[0].truncate() - Vec3::new(3.0, 0.0, 0.0)).length() < 1e-5);
        assert!((0.1..0.25).contains(&columns.feet[0].w), "{}", columns.feet[0].w);
        assert_eq!((columns.tops[0], columns.feet[1].w), (1.7, 0.0));
    }

    #[test]
    fn those_farthest_away_are_left_out() {
        let crowd: Vec<_> = (0..6).rev().map(|i| standing_at(i as f32)).collect();
        let columns = Columns::of(&crowd, Vec3::ZERO);
        assert_eq!(columns.feet.map(|foot| foot.x.round()), [0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn what_has_no_size_is_no_column() {
        assert_eq!(Columns::of(&[vec![], vec![Bounds::EMPTY], vec![Bounds::of(&[Vec3::ONE])]], Vec3::ZERO), Columns::default());
    }
}
