//! The layers that KHR_materials_* extensions add, each with its extension's defaults.
//!
//! All textures are linear, except where a colour says sRGB. A texture's value multiplies the factor beside it.

use crate::TextureRef;
use glam::Vec3;

/// KHR_materials_clearcoat: a clear lacquer over everything else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clearcoat {
    /// 0: there is none.
    pub factor: f32,
    /// Red.
    pub texture: Option<TextureRef>,
    pub roughness: f32,
    /// Green.
    pub roughness_texture: Option<TextureRef>,
    /// Of the lacquer alone; None: it is as smooth as the mesh.
    pub normal_texture: Option<TextureRef>,
    pub normal_scale: f32,
}

/// KHR_materials_transmission: light that passes through, tinted by the base colour.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Transmission {
    /// 0: none passes.
    pub factor: f32,
    /// Red.
    pub texture: Option<TextureRef>,
}

/// KHR_materials_volume: what light meets behind a transmitting surface.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Volume {
    /// In the mesh's space; 0: thin-walled, light goes straight on.
    pub thickness_m: f32,
    /// Green.
    pub thickness_texture: Option<TextureRef>,
    /// How deep white light goes until it has the colour below; infinite: nothing is swallowed. Above 0.
    pub attenuation_distance_m: f32,
    /// Linear.
    pub attenuation_color: Vec3,
}

/// KHR_materials_specular: how strongly what is no metal mirrors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Specular {
    pub factor: f32,
    /// Alpha.
    pub texture: Option<TextureRef>,
    /// At normal incidence; linear, may be above 1.
    pub color: Vec3,
    /// RGB, sRGB.
    pub color_texture: Option<TextureRef>,
}

/// KHR_materials_sheen: the soft edge light of cloth.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sheen {
    /// Linear; black: there is none.
    pub color: Vec3,
    /// RGB, sRGB.
    pub color_texture: Option<TextureRef>,
    pub roughness: f32,
    /// Alpha.
    pub roughness_texture: Option<TextureRef>,
}

/// KHR_materials_iridescence: a film so thin that its colour depends on the angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Iridescence {
    /// 0: there is none.
    pub factor: f32,
    /// Red.
    pub texture: Option<TextureRef>,
    /// Of the film; 1 or above.
    pub ior: f32,
    /// Where the thickness texture is 0.
    pub thickness_min_nm: f32,
    /// Where the thickness texture is 1, and where there is none.
    pub thickness_max_nm: f32,
    /// Green.
    pub thickness_texture: Option<TextureRef>,
}

/// KHR_materials_anisotropy: highlights drawn out along one direction, as on brushed metal.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Anisotropy {
    /// 0 to 1; 0: there is none.
    pub strength: f32,
    /// Counter-clockwise from the tangent towards the bitangent.
    pub rotation_rad: f32,
    /// Red and green: the direction in tangent space, from -1..1 packed into 0..1, before the rotation. Blue: the strength.
    pub texture: Option<TextureRef>,
}

impl Default for Clearcoat {
    fn default() -> Self {
        Self { factor: 0.0, texture: None, roughness: 0.0, roughness_texture: None, normal_texture: None, normal_scale: 1.0 }
    }
}

impl Default for Volume {
    fn default() -> Self {
        Self { thickness_m: 0.0, thickness_texture: None, attenuation_distance_m: f32::INFINITY, attenuation_color: Vec3::ONE }
    }
}

impl Default for Specular {
    fn default() -> Self {
        Self { factor: 1.0, texture: None, color: Vec3::ONE, color_texture: None }
    }
}

impl Default for Iridescence {
    fn default() -> Self {
        Self { factor: 0.0, texture: None, ior: 1.3, thickness_min_nm: 100.0, thickness_max_nm: 400.0, thickness_texture: None }
    }
}
