//! Lights and cameras (KHR_lights_punctual; glTF cameras). Both look along their node's -Z.

use glam::Vec3;

#[derive(Debug, Clone, PartialEq)]
pub struct Light {
    pub name: String,
    /// Linear.
    pub color: Vec3,
    /// Directional: irradiance at normal incidence. Point and spot: radiant intensity. In the scene's own light unit.
    pub intensity: f32,
    pub kind: LightKind,
    /// None: falls off with the square of the distance for ever.
    pub range_m: Option<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LightKind {
    Directional,
    Point,
    /// Half angles in radians.
    Spot {
        inner: f32,
        outer: f32,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    pub name: String,
    pub projection: Projection,
    /// Above 0; of orthographic cameras 0 or above.
    pub near_m: f32,
    /// None: it sees infinitely far.
    pub far_m: Option<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    Perspective {
        /// Vertical field of view in radians.
        fov_y: f32,
        /// Width over height; None: the picture's.
        aspect: Option<f32>,
    },
    Orthographic {
        half_width_m: f32,
        half_height_m: f32,
    },
}
