//! Textures: how a material uses them, how they are sampled, and their pixels (glTF 2.0, section 3.8).

use glam::Vec2;
use std::sync::Arc;

/// Use of a texture by a material.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextureRef {
    pub texture: usize,
    /// 0 or 1.
    pub uv_set: u32,
    /// KHR_texture_transform: offset, rotation in radians (counter-clockwise), scale.
    pub offset: Vec2,
    pub rotation: f32,
    pub scale: Vec2,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Texture {
    pub image: usize,
    pub sampler: Sampler,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sampler {
    pub wrap_u: Wrap,
    pub wrap_v: Wrap,
    pub magnify: Filter,
    pub minify: Filter,
    pub mipmaps: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrap {
    Repeat,
    Mirror,
    Clamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    Nearest,
    Linear,
}

/// Decoded pixels, rows from the top, 4 bytes a pixel; whether they are sRGB or linear is up to the use.
#[derive(Debug, Clone)]
pub struct Image {
    pub name: String,
    pub width_px: u32,
    pub height_px: u32,
    pub format: ImageFormat,
    pub pixels: Arc<[u8]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    Rgba8,
}

impl Default for Sampler {
    fn default() -> Self {
        Self { wrap_u: Wrap::Repeat, wrap_v: Wrap::Repeat, magnify: Filter::Linear, minify: Filter::Linear, mipmaps: true }
    }
}
