//! Metallic-roughness materials, textures and images (glTF 2.0, section 3.9).

use glam::{Vec2, Vec3, Vec4};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub struct Material {
    pub name: String,
    /// Linear, straight alpha.
    pub base_color: Vec4,
    pub base_color_texture: Option<TextureRef>,
    pub metallic: f32,
    pub roughness: f32,
    /// Green is roughness, blue is metalness; linear.
    pub metallic_roughness_texture: Option<TextureRef>,
    pub normal_texture: Option<TextureRef>,
    pub normal_scale: f32,
    pub occlusion_texture: Option<TextureRef>,
    pub occlusion_strength: f32,
    /// Linear, already multiplied with KHR_materials_emissive_strength.
    pub emissive: Vec3,
    pub emissive_texture: Option<TextureRef>,
    pub clearcoat: f32,
    pub clearcoat_roughness: f32,
    pub alpha_mode: AlphaMode,
    pub double_sided: bool,
    pub unlit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AlphaMode {
    Opaque,
    /// Below the cutoff nothing is drawn.
    Mask {
        cutoff: f32,
    },
    Blend,
}

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

impl Default for Material {
    fn default() -> Self {
        Self {
            name: String::new(),
            base_color: Vec4::ONE,
            base_color_texture: None,
            metallic: 1.0,
            roughness: 1.0,
            metallic_roughness_texture: None,
            normal_texture: None,
            normal_scale: 1.0,
            occlusion_texture: None,
            occlusion_strength: 1.0,
            emissive: Vec3::ZERO,
            emissive_texture: None,
            clearcoat: 0.0,
            clearcoat_roughness: 0.0,
            alpha_mode: AlphaMode::Opaque,
            double_sided: false,
            unlit: false,
        }
    }
}

impl Default for Sampler {
    fn default() -> Self {
        Self { wrap_u: Wrap::Repeat, wrap_v: Wrap::Repeat, magnify: Filter::Linear, minify: Filter::Linear, mipmaps: true }
    }
}
