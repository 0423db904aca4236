//! Bind group and vertex layouts: what is bound where, once for all pipelines. The shaders' `@group` lines are the other half.

use crate::layers::N_LAYER_MAPS;
use crate::uniforms::{AroundUniforms, FrameUniforms, Instance, JointUniforms, LayerUniforms, MaterialUniforms, NodeLights};
use std::num::NonZeroU64;
use wgpu::{BindGroupLayout, ShaderStages, TextureSampleType, TextureViewDimension, VertexFormat};

pub(crate) const N_MAPS: usize = 5;
/// Where the layers begin in the group of a material.
pub(crate) const LAYERS: u32 = 1 + 2 * N_MAPS as u32;

#[derive(Clone)]
pub(crate) struct Layouts {
    /// Only the frame's uniforms.
    pub frame: BindGroupLayout,
    /// The frame's uniforms with shadow map, lightmap, response table and what lies behind glass, or how open pixels are.
    pub lighting: BindGroupLayout,
    pub material: BindGroupLayout,
    /// The same, then layers: their uniforms and textures.
    pub layered: BindGroupLayout,
    /// A node's lights and the light from everywhere at dynamic offsets, and what it mirrors.
    pub lights: BindGroupLayout,
    /// Joint matrices at a dynamic offset.
    pub joints: BindGroupLayout,
    /// The scene's depth, single and multisampled.
    pub scene_depth: [BindGroupLayout; 2],
    /// Two textures of numbers, single and multisampled.
    pub two: [BindGroupLayout; 2],
    /// Distances of what pixels show; then also how open they are.
    pub distances: BindGroupLayout,
    pub found: BindGroupLayout,
    /// One texture with its sampler.
    pub picture: BindGroupLayout,
    /// The same, and one more.
    pub finish: BindGroupLayout,
    /// One colour.
    pub color: BindGroupLayout,
    /// Edge uniforms and a mask.
    pub edge: BindGroupLayout,
}

impl Layouts {
    pub fn new(device: &wgpu::Device) -> Self {
        let frame = uniform::<FrameUniforms>(0, ShaderStages::VERTEX_FRAGMENT, false);
        let mut material = vec![uniform::<MaterialUniforms>(0, ShaderStages::VERTEX_FRAGMENT, false)];
        for map in 0..N_MAPS as u32 {
            material.push(texture(1 + 2 * map, FILTERABLE, TextureViewDimension::D2, false));
            material.push(sampler(2 + 2 * map, wgpu::SamplerBindingType::Filtering));
        }
        let mut layered = material.clone();
        layered.push(uniform::<LayerUniforms>(LAYERS, ShaderStages::FRAGMENT, false));
        for map in 0..N_LAYER_MAPS as u32 {
            layered.push(texture(LAYERS + 1 + 2 * map, FILTERABLE, TextureViewDimension::D2, false));
            layered.push(sampler(LAYERS + 2 + 2 * map, wgpu::SamplerBindingType::Filtering));
        }
        let lighting = [
            frame,
            seen_by_vertices(texture(1, TextureSampleType::Depth, TextureViewDimension::D2, false)),
            seen_by_vertices(sampler(2, wgpu::SamplerBindingType::Comparison)),
            texture(3, FILTERABLE, TextureViewDimension::D2, false),
            sampler(5, wgpu::SamplerBindingType::Filtering),
            texture(6, FILTERABLE, TextureViewDimension::D2, false),
            texture(7, FILTERABLE, TextureViewDimension::D2, false),
        ];
        let unfilterable = |binding, multisampled| {
            texture(binding, TextureSampleType::Float { filterable: false }, TextureViewDimension::D2, multisampled)
        };
        let distances = texture(0, TextureSampleType::Uint, TextureViewDimension::D2, false);
        let make = |label, entries: &[_]| {
            device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(label), entries })
        };
        Self {
            frame: make("frame", &[frame]),
            lighting: make("lighting", &lighting),
            material: make("material", &material),
            layered: make("layered material", &layered),
            lights: make(
                "lights",
                &[
                    uniform::<NodeLights>(0, ShaderStages::FRAGMENT, true),
                    uniform::<AroundUniforms>(1, ShaderStages::FRAGMENT, true),
                    texture(2, FILTERABLE, TextureViewDimension::D2, false),
                ],
            ),
            joints: make("joints", &[uniform::<JointUniforms>(0, ShaderStages::VERTEX, true)]),
            scene_depth: [false, true].map(|multisampled| make("scene depth", &[unfilterable(0, multisampled)])),
            two: [false, true]
                .map(|multisampled| make("two textures", &[unfilterable(0, multisampled), unfilterable(1, multisampled)])),
            distances: make("distances", &[distances]),
            found: make("found", &[distances, unfilterable(1, false)]),
            finish: make(
                "finish",
                &[
                    texture(0, FILTERABLE, TextureViewDimension::D2, false),
                    sampler(1, wgpu::SamplerBindingType::Filtering),
                    texture(2, FILTERABLE, TextureViewDimension::D2, false),
                ],
            ),
            color: make("colour", &[uniform::<glam::Vec4>(0, ShaderStages::FRAGMENT, false)]),
            picture: make(
                "picture",
                &[texture(0, FILTERABLE, TextureViewDimension::D2, false), sampler(1, wgpu::SamplerBindingType::Filtering)],
            ),
            edge: make(
                "edge",
                &[
                    uniform::<crate::outline::EdgeUniforms>(0, ShaderStages::FRAGMENT, false),
                    texture(1, TextureSampleType::Uint, TextureViewDimension::D2, false),
                ],
            ),
        }
    }
}

/// Vertex buffer slots, as [`vertex_buffers`] lays them out.
pub(crate) mod slot {
    pub const POSITION: u32 = 0;
    pub const ATTRIBUTES: u32 = 1;
    pub const INSTANCE: u32 = 2;
    pub const SKIN: u32 = 3;
}

pub(crate) const POSITION: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: 12,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &[attribute(0, 0, VertexFormat::Float32x3)],
};

/// `geometry::Attributes`.
pub(crate) const ATTRIBUTES: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: 36,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &[
        attribute(1, 0, VertexFormat::Snorm16x4),
        attribute(2, 8, VertexFormat::Snorm16x4),
        attribute(3, 16, VertexFormat::Float32x2),
        attribute(4, 24, VertexFormat::Float32x2),
        attribute(5, 32, VertexFormat::Unorm8x4),
    ],
};

pub(crate) const INSTANCE: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: size_of::<Instance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &[
        attribute(6, 0, VertexFormat::Float32x4),
        attribute(7, 16, VertexFormat::Float32x4),
        attribute(8, 32, VertexFormat::Float32x4),
        attribute(9, 48, VertexFormat::Uint32),
    ],
};

/// `geometry::SkinWeights`.
pub(crate) const SKIN: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: 12,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &[attribute(10, 0, VertexFormat::Uint8x4), attribute(11, 4, VertexFormat::Unorm16x4)],
};

const FILTERABLE: TextureSampleType = TextureSampleType::Float { filterable: true };

const fn attribute(shader_location: u32, offset: u64, format: VertexFormat) -> wgpu::VertexAttribute {
    wgpu::VertexAttribute { format, offset, shader_location }
}

fn uniform<T>(binding: u32, visibility: ShaderStages, has_dynamic_offset: bool) -> wgpu::BindGroupLayoutEntry {
    let min_binding_size = NonZeroU64::new(size_of::<T>() as u64);
    let ty = wgpu::BindingType::Buffer { ty: wgpu::BufferBindingType::Uniform, has_dynamic_offset, min_binding_size };
    wgpu::BindGroupLayoutEntry { binding, visibility, ty, count: None }
}

fn texture(
    binding: u32,
    sample_type: TextureSampleType,
    view_dimension: TextureViewDimension,
    multisampled: bool,
) -> wgpu::BindGroupLayoutEntry {
    let ty = wgpu::BindingType::Texture { sample_type, view_dimension, multisampled };
    wgpu::BindGroupLayoutEntry { binding, visibility: ShaderStages::FRAGMENT, ty, count: None }
}

fn seen_by_vertices(entry: wgpu::BindGroupLayoutEntry) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { visibility: ShaderStages::VERTEX_FRAGMENT, ..entry }
}

fn sampler(binding: u32, ty: wgpu::SamplerBindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { binding, visibility: ShaderStages::FRAGMENT, ty: wgpu::BindingType::Sampler(ty), count: None }
}
