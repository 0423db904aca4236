//! Metallic-roughness materials (glTF 2.0, section 3.9), with every layer that the ratified extensions add.
//!
//! A layer that is not there has its extension's defaults, which change nothing. Does not know how anything is shaded. Start at
//! [`Material`]; [`MapSlot`] lists its textures.

mod layers;
mod maps;

pub use layers::{Anisotropy, Clearcoat, Iridescence, Sheen, Specular, Transmission, Volume};
pub use maps::MapSlot;

use crate::TextureRef;
use glam::{Vec3, Vec4};

#[derive(Debug, Clone, PartialEq)]
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
    pub clearcoat: Clearcoat,
    pub transmission: Transmission,
    pub volume: Volume,
    /// Index of refraction (KHR_materials_ior): 1 or above, or 0 for a surface that mirrors everything at its edge
    /// colour whatever the angle.
    pub ior: f32,
    pub specular: Specular,
    pub sheen: Sheen,
    pub iridescence: Iridescence,
    pub anisotropy: Anisotropy,
    /// KHR_materials_dispersion: 20 / Abbe number; 0 keeps the colours together.
    pub dispersion: f32,
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
            clearcoat: Clearcoat::default(),
            transmission: Transmission::default(),
            volume: Volume::default(),
            ior: 1.5,
            specular: Specular::default(),
            sheen: Sheen::default(),
            iridescence: Iridescence::default(),
            anisotropy: Anisotropy::default(),
            dispersion: 0.0,
            alpha_mode: AlphaMode::Opaque,
            double_sided: false,
            unlit: false,
        }
    }
}
