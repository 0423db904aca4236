//! A box along the axes of its space.

use glam::{Mat4, Vec3};

/// The smallest and largest corner, metres. A box around nothing is not represented: use `Option<Aabb>`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aabb {
    pub min: Vec3,
    pub max: Vec3,
}

impl Aabb {
    /// None when there are no points.
    pub fn around(points: impl IntoIterator<Item = Vec3>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { min: first, max: first }, |aabb, point| aabb.with_point(point)))
    }

    pub fn with_point(self, point: Vec3) -> Self {
        Self { min: self.min.min(point), max: self.max.max(point) }
    }

    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    pub fn center(&self) -> Vec3 {
        (self.min + self.max) * 0.5
    }

    pub fn size(&self) -> Vec3 {
        self.max - self.min
    }

    pub fn corners(&self) -> [Vec3; 8] {
        let (min, max) = (self.min, self.max);
        std::array::from_fn(|corner| {
            let pick = |bit: usize, min: f32, max: f32| if corner & bit == 0 { min } else { max };
            Vec3::new(pick(1, min.x, max.x), pick(2, min.y, max.y), pick(4, min.z, max.z))
        })
    }

    pub fn contains(&self, point: Vec3) -> bool {
        point.cmpge(self.min).all() && point.cmple(self.max).all()
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.cmple(other.max).all() && other.min.cmple(self.max).all()
    }

    /// The box around this box's eight corners, each transformed.
    pub fn transformed(&self, to_from_here: Mat4) -> Self {
        // J. Arvo, "Transforming axis-aligned bounding boxes", Graphics Gems, 1990.
        let translation = to_from_here.w_axis.truncate();
        let mut moved = Self { min: translation, max: translation };
        for (axis, min, max) in [
            (to_from_here.x_axis.truncate(), self.min.x, self.max.x),
            (to_from_here.y_axis.truncate(), self.min.y, self.max.y),
            (to_from_here.z_axis.truncate(), self.min.z, self.max.z),
        ] {
            let (a, b) = (axis * min, axis * max);
            moved.min += a.min(b);
            moved.max += a.max(b);
        }
        moved
    }

    /// Where a ray with this origin and [`inverse_direction`] enters, as a multiple of the direction; None when it misses or enters
    /// beyond `limit`.
    pub(crate) fn enter(&self, origin: Vec3, inverse_direction: Vec3, limit: f32) -> Option<f32> {
        let a = (self.min - origin) * inverse_direction;
        let b = (self.max - origin) * inverse_direction;
        let enter = a.x.min(b.x).max(a.y.min(b.y)).max(a.z.min(b.z)).max(0.0);
        let leave = a.x.max(b.x).min(a.y.max(b.y)).min(a.z.max(b.z)).min(limit);
        (enter <= leave).then_some(enter)
    }
}

/// One by each component. Components of 0 become huge instead of infinite, so that a ray inside a side of a box never makes NaN.
pub(crate) fn inverse_direction(direction: Vec3) -> Vec3 {
    let inverse = |component: f32| if component.abs() < 1e-20 { 1e20_f32.copysign(component) } else { 1.0 / component };
    Vec3::new(inverse(direction.x), inverse(direction.y), inverse(direction.z))
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Quat;

    #[test]
    fn transformed_box_holds_the_transformed_corners_tightly() {
        let aabb = Aabb { min: Vec3::new(-1.0, 0.0, 2.0), max: Vec3::new(3.0, 1.0, 2.5) };
        let to_from_here = Mat4::from_scale_rotation_translation(
            Vec3::new(2.0, -1.0, 0.5),
            Quat::from_rotation_y(0.7),
            Vec3::new(5.0, 6.0, 7.0),
        );
        let slow = Aabb::around(aabb.corners().map(|corner| to_from_here.transform_point3(corner))).unwrap();
        let fast = aabb.transformed(to_from_here);
        assert!((slow.min - fast.min).length() < 1e-5 && (slow.max - fast.max).length() < 1e-5);
    }

    #[test]
    fn ray_along_a_side_enters() {
        let aabb = Aabb { min: Vec3::ZERO, max: Vec3::ONE };
        let inverse = inverse_direction(Vec3::X);
        assert_eq!(aabb.enter(Vec3::new(-1.0, 0.0, 0.0), inverse, 10.0), Some(1.0));
        assert_eq!(aabb.enter(Vec3::new(-1.0, 2.0, 0.5), inverse, 10.0), None);
        assert_eq!(aabb.enter(Vec3::new(-1.0, 0.5, 0.5), inverse, 0.5), None);
    }
}
