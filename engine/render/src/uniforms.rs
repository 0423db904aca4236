//! Structs as the shaders see them, byte for byte. Each names its shader.

use crate::figures::N_FIGURES_MAX;
use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec3, Vec4};

/// Of one node.
pub(crate) const N_LIGHTS_MAX: usize = 4;
pub(crate) const N_JOINTS_MAX: usize = 64;
/// Of one frame.
pub(crate) const N_CUTS_MAX: usize = 4;

/// `Frame` in shaders/frame.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
pub(crate) struct FrameUniforms {
    pub clip_from_world: Mat4,
    pub shadow_from_world: Mat4,
    pub shadow_clip_from_world: Mat4,
    pub eye: Vec3,
    pub exposure: f32,
    pub to_sun: Vec3,
    pub shadow_texel_m: f32,
    pub sun_irradiance: Vec3,
    pub shadow_texel_uv: f32,
    pub reach: Vec3,
    pub behind: f32,
    pub right: Vec3,
    pub fog_falloff: f32,
    pub up: Vec3,
    pub padding: f32,
    pub away: Vec4,
    pub fog_color: Vec3,
    pub fog_density: f32,
    pub cuts: [Vec4; N_CUTS_MAX],
    pub cut_colors: [Vec4; N_CUTS_MAX],
    pub glass: Vec4,
    pub figures: [Vec4; N_FIGURES_MAX],
    pub figure_tops: Vec4,
}

/// `lights` in shaders/surface.wgsl: 256 bytes, what dynamic offsets are multiples of everywhere.
pub(crate) type NodeLights = [LightUniforms; N_LIGHTS_MAX];

/// `Around` in shaders/surface.wgsl: 256 bytes as well.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct AroundUniforms {
    pub irradiance: [Vec4; 9],
    /// And what the environment's radiance is multiplied by.
    pub low: Vec4,
    pub high: Vec4,
    pub eye: Vec4,
    /// The middle of its window, and radiance times area over pi; 0 without a window.
    pub window: Vec4,
    /// Into the room.
    pub window_facing: Vec4,
    /// Half the window's width, level; half its height.
    pub window_half: Vec4,
    pub padding: Vec4,
}

/// `Light` in shaders/surface.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct LightUniforms {
    pub position: Vec3,
    pub inverse_range_2: f32,
    pub color: Vec3,
    pub baked: f32,
    pub direction: Vec3,
    pub spot_scale: f32,
    pub spot_offset: f32,
    /// Of a node's first light: 1 when the node's own light is out.
    pub dark: f32,
    /// Of a node's first light: which cut goes through the node, from 1 on; 0 for none.
    pub cut: f32,
    /// Of a node's first light: [`crate::draw_list::Drawable::known`].
    pub known: f32,
}

/// `Instance` in shaders/frame.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct Instance {
    pub rows: [Vec4; 3],
    pub outline: u32,
    pub padding: [u32; 3],
}

/// `Joints` in shaders/frame.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct JointUniforms {
    pub rows: [[Vec4; 3]; N_JOINTS_MAX],
}

/// `Material` in shaders/surface.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct MaterialUniforms {
    pub base_color: Vec4,
    pub emissive: Vec3,
    pub alpha_cutoff: f32,
    pub metallic: f32,
    pub roughness: f32,
    pub normal_scale: f32,
    pub occlusion_strength: f32,
    pub clearcoat: f32,
    pub clearcoat_roughness: f32,
    /// What is not metal mirrors head on, and at a grazing angle; without textures and tint.
    pub skin_f0: f32,
    pub skin_f90: f32,
    pub uv: [UvTransform; 5],
}

/// `Layers` in shaders/layers.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct LayerUniforms {
    pub specular_color: Vec3,
    pub specular: f32,
    pub sheen_color: Vec3,
    pub sheen_roughness: f32,
    pub attenuation_color: Vec3,
    pub inverse_attenuation_distance: f32,
    pub transmission: f32,
    pub thickness: f32,
    pub ior: f32,
    pub dispersion: f32,
    pub iridescence: f32,
    pub film_ior: f32,
    pub film_min_nm: f32,
    pub film_max_nm: f32,
    pub grain: Vec3,
    pub clearcoat_normal_scale: f32,
    pub dielectric_f0: f32,
    pub padding: [f32; 3],
    pub uv: [UvTransform; crate::layers::N_LAYER_MAPS],
}

/// `UvTransform` in shaders/surface.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub(crate) struct UvTransform {
    pub u_row: Vec4,
    pub v_row: Vec4,
}

/// The first three rows of an affine matrix.
pub(crate) fn affine_rows(matrix: &Mat4) -> [Vec4; 3] {
    [matrix.row(0), matrix.row(1), matrix.row(2)]
}

impl Instance {
    pub fn new(world_from_local: &Mat4, outline: u32) -> Self {
        Self { rows: affine_rows(world_from_local), outline, padding: [0; 3] }
    }
}
