//! Animation clips.

use crate::NodeIdx;
use glam::{Quat, Vec3};

/// A clip: channels over a common time, which begins at 0.
#[derive(Debug, Clone)]
pub struct Animation {
    pub name: String,
    pub duration_secs: f32,
    pub channels: Vec<Channel>,
}

#[derive(Debug, Clone)]
pub struct Channel {
    pub node: NodeIdx,
    /// Strictly rising.
    pub times_secs: Vec<f32>,
    pub interpolation: Interpolation,
    pub keys: Keys,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interpolation {
    Step,
    Linear,
    /// Three values a key: in-tangent, value, out-tangent.
    Cubic,
}

#[derive(Debug, Clone)]
pub enum Keys {
    Translation(Vec<Vec3>),
    Rotation(Vec<Quat>),
    Scale(Vec<Vec3>),
    /// As many floats a key as the mesh has morph targets.
    MorphWeights(Vec<f32>),
}
