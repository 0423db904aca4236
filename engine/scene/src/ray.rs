//! A half line, and how it leaves a camera.

use glam::{Mat4, Vec2, Vec3};

/// A half line in world space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ray {
    pub origin: Vec3,
    /// Unit length.
    pub direction: Vec3,
}

impl Ray {
    /// `direction` may have any length above 0.
    pub fn new(origin: Vec3, direction: Vec3) -> Self {
        Self { origin, direction: direction.normalize_or(Vec3::NEG_Z) }
    }

    /// From the eye of a perspective camera through a point of its picture. `ndc` is -1..1, +X right, +Y up; `fov_y` in radians;
    /// `aspect` is width by height.
    pub fn from_view(world_from_view: Mat4, fov_y: f32, aspect: f32, ndc: Vec2) -> Self {
        let half_height = (fov_y * 0.5).tan();
        let direction_in_view = Vec3::new(ndc.x * half_height * aspect, ndc.y * half_height, -1.0);
        Self::new(world_from_view.w_axis.truncate(), world_from_view.transform_vector3(direction_in_view))
    }

    pub fn at(&self, distance_m: f32) -> Vec3 {
        self.origin + self.direction * distance_m
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::camera::rh;

    #[test]
    fn ray_through_a_pixel_projects_back_to_it() {
        let eye = Vec3::new(2.55, 1.55, 2.25);
        let view_from_world = rh::view::look_at_mat4(eye, Vec3::new(-0.25, 1.12, -1.6), Vec3::Y);
        let (fov_y, aspect) = (0.9, 16.0 / 9.0);
        let clip_from_view = rh::proj::directx::perspective(fov_y, aspect, 0.1, 100.0);
        for ndc in [Vec2::ZERO, Vec2::new(0.7, -0.4), Vec2::new(-1.0, 1.0)] {
            let ray = Ray::from_view(view_from_world.inverse(), fov_y, aspect, ndc);
            assert!((ray.origin - eye).length() < 1e-5);
            let back = (clip_from_view * view_from_world).project_point3(ray.at(3.0)).truncate();
            assert!((back - ndc).length() < 1e-4, "{ndc} came back as {back}");
        }
    }
}
