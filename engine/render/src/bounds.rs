//! Axis-aligned boxes and the view frustum.

use glam::{Mat4, Vec3, Vec3Swizzles, Vec4, Vec4Swizzles};

/// An axis-aligned box; empty when `min` exceeds `max`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub min: Vec3,
    pub max: Vec3,
}

impl Bounds {
    pub const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    pub fn of(points: &[Vec3]) -> Self {
        points.iter().fold(Self::EMPTY, |bounds, point| bounds.with(*point))
    }

    pub fn is_empty(&self) -> bool {
        self.min.x > self.max.x
    }

    pub fn with(self, point: Vec3) -> Self {
        Self { min: self.min.min(point), max: self.max.max(point) }
    }

    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    pub fn center(&self) -> Vec3 {
        (self.min + self.max) * 0.5
    }

    pub fn radius(&self) -> f32 {
        (self.max - self.min).length() * 0.5
    }

    /// Of its six sides.
    pub fn surface(&self) -> f32 {
        let side = (self.max - self.min).max(Vec3::ZERO);
        2.0 * (side * side.zxy()).element_sum()
    }

    pub fn closest_point(&self, to: Vec3) -> Vec3 {
        to.clamp(self.min, self.max)
    }

    pub fn corners(&self) -> [Vec3; 8] {
        std::array::from_fn(|i| {
            let pick = |bit: usize, low: f32, high: f32| if i >> bit & 1 == 0 { low } else { high };
            Vec3::new(pick(0, self.min.x, self.max.x), pick(1, self.min.y, self.max.y), pick(2, self.min.z, self.max.z))
        })
    }

    /// How far anything within goes when one transform takes the other's place; at most, in the unit of `to`.
    pub fn farthest_move(&self, from: &Mat4, to: &Mat4) -> f32 {
        if self.is_empty() {
            return 0.0;
        }
        let change = *to - *from;
        let (x, y, z) = (change.x_axis.xyz(), change.y_axis.xyz(), change.z_axis.xyz());
        let (center, half) = (self.center(), (self.max - self.min) * 0.5);
        let of_center = x * center.x + y * center.y + z * center.z + change.w_axis.xyz();
        of_center.length() + x.length() * half.x + y.length() * half.y + z.length() * half.z
    }

    /// The box around this box after a transform.
    pub fn transformed(&self, to_from_local: &Mat4) -> Self {
        if self.is_empty() {
            return *self;
        }
        let center = to_from_local.transform_point3(self.center());
        let half = (self.max - self.min) * 0.5;
        let half = to_from_local.x_axis.xyz().abs() * half.x
            + to_from_local.y_axis.xyz().abs() * half.y
            + to_from_local.z_axis.xyz().abs() * half.z;
        Self { min: center - half, max: center + half }
    }
}

/// Planes whose inside is where `dot(plane.xyz, p) + plane.w >= 0`.
pub(crate) struct Frustum([Vec4; 5]);

impl Frustum {
    /// The far plane is infinitely far away.
    pub fn of(clip_from_world: &Mat4) -> Self {
        let [x, y, z, w] = [0, 1, 2, 3].map(|row| clip_from_world.row(row));
        Self([w + x, w - x, w + y, w - y, w - z])
    }

    pub fn overlaps(&self, bounds: &Bounds) -> bool {
        !bounds.is_empty()
            && self.0.iter().all(|plane| {
                let normal = plane.xyz();
                let farthest = Vec3::select(normal.cmpge(Vec3::ZERO), bounds.max, bounds.min);
                normal.dot(farthest) + plane.w >= 0.0
            })
    }

    /// Whether all of a box lies within.
    pub fn holds(&self, bounds: &Bounds) -> bool {
        self.0.iter().all(|plane| {
            let normal = plane.xyz();
            let nearest = Vec3::select(normal.cmpge(Vec3::ZERO), bounds.min, bounds.max);
            normal.dot(nearest) + plane.w >= 0.0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::View;

    #[test]
    fn box_behind_the_camera_is_culled() {
        let view = View::perspective(Mat4::IDENTITY, 1.0, 0.1);
        let frustum = Frustum::of(&view.clip_from_view(1.0));
        let at = |z: f32| Bounds { min: Vec3::new(-0.5, -0.5, z - 0.5), max: Vec3::new(0.5, 0.5, z + 0.5) };
        assert!(frustum.overlaps(&at(-3.0)));
        assert!(!frustum.overlaps(&at(3.0)));
        let aside = Bounds { min: Vec3::new(10.0, 0.0, -2.0), max: Vec3::new(11.0, 1.0, -1.0) };
        assert!(!frustum.overlaps(&aside));
    }

    #[test]
    fn nothing_in_a_box_goes_farther_than_is_said() {
        let bounds = Bounds { min: Vec3::new(-1.0, 0.0, 2.0), max: Vec3::new(3.0, 1.0, 2.5) };
        let from = Mat4::from_rotation_y(0.7) * Mat4::from_translation(Vec3::new(1.0, 2.0, 3.0));
        let to = Mat4::from_translation(Vec3::new(0.0, 0.01, 0.0)) * from * Mat4::from_rotation_x(0.02);
        let farthest_m = bounds.farthest_move(&from, &to);
        let moves = bounds.corners().map(|corner| from.transform_point3(corner).distance(to.transform_point3(corner)));
        assert!(moves.iter().all(|moved_m| *moved_m <= farthest_m), "{moves:?}, {farthest_m}");
        assert!(farthest_m < 2.0 * moves.into_iter().fold(0.0, f32::max), "nor is it far from the truth");
        assert_eq!(bounds.farthest_move(&from, &from), 0.0);
    }

    #[test]
    fn transformed_box_holds_the_transformed_corners() {
        let bounds = Bounds { min: Vec3::new(-1.0, 0.0, 2.0), max: Vec3::new(3.0, 1.0, 2.5) };
        let matrix = Mat4::from_rotation_y(0.7) * Mat4::from_translation(Vec3::new(1.0, 2.0, 3.0));
        let around = bounds.transformed(&matrix);
        for corner in bounds.corners() {
            let point = matrix.transform_point3(corner);
            assert!(point.cmpge(around.min - 1e-4).all() && point.cmple(around.max + 1e-4).all());
        }
    }
}
