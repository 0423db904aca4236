//! Textures: how a material uses them, how they are sampled, and their pixels (glTF 2.0, section 3.8).

use glam::Vec2;
use std::fmt::Debug;
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

/// A picture; whether its colours are sRGB or linear is up to the use.
#[derive(Debug, Clone)]
pub struct Image {
    pub name: String,
    pub width_px: u32,
    pub height_px: u32,
    pub format: ImageFormat,
    /// Rows from the top; none where the format is packed.
    pub pixels: Arc<[u8]>,
}

#[derive(Debug, Clone)]
pub enum ImageFormat {
    /// 4 bytes a pixel.
    Rgba8,
    /// Small, as it stands in its file, until somebody asks for what can be drawn.
    Packed(Arc<dyn PackedImage>),
}

/// A picture that is known to be whole, with smaller copies of itself, each half as large as the one before.
pub trait PackedImage: Debug + Send + Sync {
    /// With the largest; 1 where there are no smaller copies.
    fn n_levels(&self) -> u32;

    /// Not every pixel has to be opaque.
    fn has_alpha(&self) -> bool;

    /// Blocks of 8 bytes say all that it knows of an opaque picture.
    fn is_coarse(&self) -> bool;

    /// So many levels, the largest first. None if they cannot be had so.
    fn levels(&self, n_levels: u32, texels: Texels) -> Option<Vec<Vec<u8>>>;
}

/// What a graphics card reads. Blocks are of 4 by 4 pixels, those at the right and lower edges too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Texels {
    /// Rows of 4 bytes a pixel.
    Rgba8,
    /// Opaque, 8 bytes a block.
    Bc1,
    /// 16 bytes a block.
    Bc7,
    /// Opaque, 8 bytes a block.
    Etc2Rgb,
    /// 16 bytes a block.
    Etc2Rgba,
}

impl Texels {
    /// Of a picture of this size, without its smaller copies.
    pub fn n_bytes(self, size_px: [u32; 2]) -> u64 {
        let n_units = |side_px: u32| size_px.map(|side| u64::from(side.div_ceil(side_px))).iter().product::<u64>();
        match self {
            Self::Rgba8 => 4 * n_units(1),
            Self::Bc1 | Self::Etc2Rgb => 8 * n_units(4),
            Self::Bc7 | Self::Etc2Rgba => 16 * n_units(4),
        }
    }
}

impl Default for Sampler {
    fn default() -> Self {
        Self { wrap_u: Wrap::Repeat, wrap_v: Wrap::Repeat, magnify: Filter::Linear, minify: Filter::Linear, mipmaps: true }
    }
}
