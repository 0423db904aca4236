//! What of a triangle is in the way of an upright person: its part between knee and head, seen from above.

use super::Person;
use glam::{Vec2, Vec3, Vec3Swizzles};

/// A convex outline in the plane of x and z, which may be as thin as a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    points: [Vec2; 5],
    n_points: usize,
    /// Twice its area, negative when it runs the other way round.
    area: f32,
}

/// The way from an outline to a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// Negative inside the outline: how far it is to the nearest side.
    pub distance_m: f32,
    /// Unit length: where to go to get further away.
    pub away: Vec2,
}

impl Outline {
    /// None when the triangle is below the feet's step or above the head.
    pub fn of(triangle: &[Vec3; 3], feet_y: f32) -> Option<Self> {
        let (low, high) = (feet_y + Person::STEP_M, feet_y + Person::HEIGHT_M);
        let mut corners = Corners::default();
        triangle.iter().for_each(|corner| corners.push(*corner));
        let between = corners.cut(|point| point.y - low).cut(|point| high - point.y);
        if between.n_points == 0 {
            return None;
        }
        let mut points = [Vec2::ZERO; 5];
        for (point, corner) in points.iter_mut().zip(&between.points) {
            *point = corner.xz();
        }
        let n_points = between.n_points;
        let area = (1..n_points.saturating_sub(1)).map(|at| (points[at] - points[0]).perp_dot(points[at + 1] - points[0])).sum();
        Some(Self { points, n_points, area })
    }

    pub fn gap(&self, point: Vec2) -> Gap {
        let mut nearest = Gap { distance_m: f32::INFINITY, away: Vec2::X };
        // Thinner than a tenth of a millimetre, it has no inside.
        let mut is_inside = self.n_points > 2 && self.area.abs() > 1e-4;
        for (a, b) in self.sides() {
            let side = b - a;
            let to_point = point - a;
            is_inside &= side.perp_dot(to_point) * self.area.signum() > 0.0;
            let along = (to_point.dot(side) / side.length_squared().max(1e-12)).clamp(0.0, 1.0);
            let away = to_point - side * along;
            let distance_m = away.length();
            if distance_m < nearest.distance_m {
                let outward = side.perp() * -self.area.signum();
                nearest = Gap { distance_m, away: away.try_normalize().unwrap_or(outward.normalize_or(Vec2::X)) };
            }
        }
        if is_inside { Gap { distance_m: -nearest.distance_m, away: -nearest.away } } else { nearest }
    }

    /// True if the way from `a` to `b` leads through a side.
    pub fn is_crossed(&self, a: Vec2, b: Vec2) -> bool {
        self.sides().any(|(c, d)| {
            let apart =
                |from: Vec2, to: Vec2, p: Vec2, q: Vec2| (to - from).perp_dot(p - from) * (to - from).perp_dot(q - from) < 0.0;
            apart(a, b, c, d) && apart(c, d, a, b)
        })
    }

    fn sides(&self) -> impl Iterator<Item = (Vec2, Vec2)> {
        (0..self.n_points).map(|at| (self.points[at], self.points[(at + 1) % self.n_points]))
    }
}

/// A convex polygon in space; a triangle cut twice has at most five corners.
#[derive(Default)]
struct Corners {
    points: [Vec3; 5],
    n_points: usize,
}

impl Corners {
    fn push(&mut self, point: Vec3) {
        if let Some(slot) = self.points.get_mut(self.n_points) {
            *slot = point;
            self.n_points += 1;
        }
    }

    /// Keeps where `height` is above 0 (I. Sutherland and G. Hodgman, "Reentrant polygon clipping", 1974).
    fn cut(&self, height: impl Fn(Vec3) -> f32) -> Self {
        let mut kept = Self::default();
        for at in 0..self.n_points {
            let (from, to) = (self.points[at], self.points[(at + 1) % self.n_points]);
            let (from_height, to_height) = (height(from), height(to));
            if from_height > 0.0 {
                kept.push(from);
            }
            if (from_height > 0.0) != (to_height > 0.0) {
                kept.push(from.lerp(to, from_height / (from_height - to_height)));
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_between_knee_and_head_is_in_the_way() {
        let leaning = [Vec3::new(0.0, 0.0, 0.0), Vec3::new(0.0, 0.0, 1.0), Vec3::new(4.0, 4.0, 0.5)];
        let outline = Outline::of(&leaning, 0.0).unwrap();
        let xs: Vec<f32> = outline.sides().map(|(corner, _)| corner.x).collect();
        let (min, max) = (xs.iter().copied().fold(f32::MAX, f32::min), xs.iter().copied().fold(f32::MIN, f32::max));
        assert!((min - Person::STEP_M).abs() < 1e-5 && (max - Person::HEIGHT_M).abs() < 1e-5);
        assert!(Outline::of(&leaning, 5.0).is_none(), "below the feet");
        assert!(Outline::of(&leaning, -2.0).is_none(), "above the head");
    }

    #[test]
    fn gap_leads_out_by_the_nearest_side() {
        for flat in [[(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)], [(0.0, 0.0), (0.0, 4.0), (4.0, 0.0)]] {
            let outline = Outline::of(&flat.map(|(x, z)| Vec3::new(x, 1.0, z)), 0.0).unwrap();
            let inside = outline.gap(Vec2::new(0.2, 1.0));
            assert!((inside.distance_m + 0.2).abs() < 1e-6 && (inside.away - Vec2::NEG_X).length() < 1e-5);
            let outside = outline.gap(Vec2::new(-0.5, 1.0));
            assert!((outside.distance_m - 0.5).abs() < 1e-6 && (outside.away - Vec2::NEG_X).length() < 1e-5);
        }
    }

    #[test]
    fn upright_triangle_is_a_line() {
        let outline = Outline::of(&[Vec3::ZERO, Vec3::new(2.0, 0.0, 0.0), Vec3::new(0.0, 2.0, 0.0)], 0.0).unwrap();
        let gap = outline.gap(Vec2::new(0.1, 0.3));
        assert!((gap.distance_m - 0.3).abs() < 1e-6 && (gap.away - Vec2::Y).length() < 1e-5);
        assert!(outline.is_crossed(Vec2::new(0.1, 0.3), Vec2::new(0.1, -0.3)));
        assert!(!outline.is_crossed(Vec2::new(0.1, 0.3), Vec2::new(0.2, 0.1)));
    }
}
