//! Flat triangles over a finished picture: what a library of buttons and texts makes of them, drawn as cheaply as can be. Such a
//! library's own shader has choices in it that a software GPU goes through for every pixel, which cost more than the scene.
//!
//! Knows no library and no buttons. Start at [`FlatPainter::draw`].

use crate::{Gpu, shaders};
use bytemuck::{Pod, Zeroable};
use std::collections::HashMap;
use std::num::NonZeroU64;
use std::ops::Range;

/// A corner; shaders/flat.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
pub struct FlatVertex {
    /// From the top left of the screen.
    pub place: [f32; 2],
    pub uv: [f32; 2],
    /// sRGB, premultiplied by alpha.
    pub color: [u8; 4],
}

/// Triangles with one texture, cut at a rectangle.
#[derive(Debug, Clone, Copy)]
pub struct FlatMesh<'a> {
    pub texture: u64,
    /// Left, top, width and height in pixels of the target.
    pub within_px: [u32; 4],
    pub vertices: &'a [FlatVertex],
    pub indices: &'a [u32],
    /// Which of the indices, in rising order, make triangles that only their corners colour: much cheaper on a software GPU.
    pub plain: &'a [Range<u32>],
}

/// Pixels for a texture, or for a part of one that is there.
#[derive(Debug, Clone, Copy)]
pub struct FlatPixels<'a> {
    pub size_px: [u32; 2],
    /// Of a part.
    pub origin_px: Option<[u32; 2]>,
    /// sRGB as it is stored, premultiplied by alpha.
    pub rgba: &'a [u8],
    /// Each texel is a square; else they are blended.
    pub is_nearest: bool,
}

/// Draws into targets of one format; keeps the textures.
pub struct FlatPainter {
    textured: wgpu::RenderPipeline,
    plain: wgpu::RenderPipeline,
    texture_layout: wgpu::BindGroupLayout,
    /// Blended, nearest.
    samplers: [wgpu::Sampler; 2],
    /// Without a texture of its own where it shows somebody else's.
    textures: HashMap<u64, (Option<wgpu::Texture>, wgpu::BindGroup)>,
    screen: wgpu::Buffer,
    screen_bind_group: wgpu::BindGroup,
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
}

/// To begin with, bytes; grown when a frame needs more.
const BUFFER_BYTES: u64 = 1 << 16;

impl FlatPainter {
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let device = &gpu.device;
        let layout = |label, entries: &[wgpu::BindGroupLayoutEntry]| {
            device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(label), entries })
        };
        let uniform = wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: NonZeroU64::new(16),
        };
        let texture = wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable: true },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        };
        let sampler = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
        let screen_layout = layout("screen", &[entry(0, wgpu::ShaderStages::VERTEX, uniform)]);
        let fragment = wgpu::ShaderStages::FRAGMENT;
        let texture_layout = layout("flat texture", &[entry(0, fragment, texture), entry(1, fragment, sampler)]);
        let screen = buffer(gpu, wgpu::BufferUsages::UNIFORM, 16);
        let screen_bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("screen"),
            layout: &screen_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: screen.as_entire_binding() }],
        });
        let samplers = [wgpu::FilterMode::Linear, wgpu::FilterMode::Nearest].map(|filter| {
            let descriptor = wgpu::SamplerDescriptor { mag_filter: filter, min_filter: filter, ..Default::default() };
            device.create_sampler(&descriptor)
        });
        let [textured, plain] = [false, true].map(|plain| pipeline(gpu, &[&screen_layout, &texture_layout], format, plain));
        Self {
            textured,
            plain,
            texture_layout,
            samplers,
            textures: HashMap::new(),
            screen,
            screen_bind_group,
            vertices: buffer(gpu, wgpu::BufferUsages::VERTEX, BUFFER_BYTES),
            indices: buffer(gpu, wgpu::BufferUsages::INDEX, BUFFER_BYTES),
        }
    }

    /// Makes a texture of this number, or changes a part of it.
    pub fn set_texture(&mut self, gpu: &Gpu, texture: u64, pixels: &FlatPixels) {
        let [width, height] = pixels.size_px;
        if width == 0 || height == 0 || pixels.rgba.len() as u64 != 4 * u64::from(width) * u64::from(height) {
            return;
        }
        if pixels.origin_px.is_none() {
            let (made, bind_group) = self.texture(gpu, pixels);
            self.textures.insert(texture, (Some(made), bind_group));
        }
        let Some((Some(texture), _)) = self.textures.get(&texture) else { return };
        let [x, y] = pixels.origin_px.unwrap_or_default();
        if x + width > texture.width() || y + height > texture.height() {
            return;
        }
        gpu.queue.write_texture(
            wgpu::TexelCopyTextureInfo { origin: wgpu::Origin3d { x, y, z: 0 }, ..texture.as_image_copy() },
            pixels.rgba,
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * width), rows_per_image: None },
            wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        );
    }

    /// Takes somebody else's picture as the texture of this number.
    pub fn show_view(&mut self, gpu: &Gpu, texture: u64, view: &wgpu::TextureView) {
        let bind_group = self.bind_group(gpu, view, false);
        self.textures.insert(texture, (None, bind_group));
    }

    pub fn free_texture(&mut self, texture: u64) {
        self.textures.remove(&texture);
    }

    /// Draws meshes in their order over what `target` shows. `screen`: width and height in the unit of the vertices' places.
    /// Meshes whose texture is not there are left out.
    pub fn draw(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        (target, load): (&wgpu::TextureView, wgpu::LoadOp<wgpu::Color>),
        screen: [f32; 2],
        meshes: &[FlatMesh],
    ) {
        let vertices: Vec<FlatVertex> = meshes.iter().flat_map(|mesh| mesh.vertices).copied().collect();
        let indices: Vec<u32> = meshes.iter().flat_map(|mesh| mesh.indices).copied().collect();
        fill(gpu, &mut self.vertices, wgpu::BufferUsages::VERTEX, bytemuck::cast_slice(&vertices));
        fill(gpu, &mut self.indices, wgpu::BufferUsages::INDEX, bytemuck::cast_slice(&indices));
        gpu.queue.write_buffer(&self.screen, 0, bytemuck::cast_slice(&[screen[0], screen[1], 0.0, 0.0]));
        let mut pass = crate::draw::overlay_pass(encoder, target, load);
        pass.set_bind_group(0, &self.screen_bind_group, &[]);
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        let (mut first_vertex, mut first_index, mut bound) = (0, 0, None);
        for mesh in meshes {
            let [left, top, width, height] = mesh.within_px;
            let n_indices = mesh.indices.len() as u32;
            if let Some((_, bind_group)) = self.textures.get(&mesh.texture).filter(|_| width > 0 && height > 0) {
                if bound.replace(mesh.texture) != Some(mesh.texture) {
                    pass.set_bind_group(1, bind_group, &[]);
                }
                pass.set_scissor_rect(left, top, width, height);
                for (plain, Range { start, end }) in parts(mesh.plain, n_indices) {
                    pass.set_pipeline(if plain { &self.plain } else { &self.textured });
                    pass.draw_indexed(first_index + start..first_index + end, first_vertex, 0..1);
                }
            }
            first_vertex += mesh.vertices.len() as i32;
            first_index += n_indices;
        }
    }

    fn texture(&self, gpu: &Gpu, pixels: &FlatPixels) -> (wgpu::Texture, wgpu::BindGroup) {
        let [width, height] = pixels.size_px;
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("flat"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let bind_group = self.bind_group(gpu, &view, pixels.is_nearest);
        (texture, bind_group)
    }

    fn bind_group(&self, gpu: &Gpu, view: &wgpu::TextureView, is_nearest: bool) -> wgpu::BindGroup {
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("flat"),
            layout: &self.texture_layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(view) },
                wgpu::BindGroupEntry {
                    binding: 1,
                    resource: wgpu::BindingResource::Sampler(&self.samplers[usize::from(is_nearest)]),
                },
            ],
        })
    }
}

/// All indices in their order: those of each plain range, and those between.
fn parts(plain: &[Range<u32>], n_indices: u32) -> impl Iterator<Item = (bool, Range<u32>)> {
    let begins = std::iter::once(0).chain(plain.iter().map(|range| range.end));
    let ends = plain.iter().map(|range| range.start).chain([n_indices]);
    let between = begins.zip(ends).map(|(start, end)| (false, start..end));
    let plain = plain.iter().cloned().map(Some).chain([None]);
    let all = between.zip(plain).flat_map(|(between, plain)| [Some(between), plain.map(|plain| (true, plain))]);
    all.flatten().filter(|(_, range)| !range.is_empty())
}

fn entry(binding: u32, visibility: wgpu::ShaderStages, ty: wgpu::BindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { binding, visibility, ty, count: None }
}

fn buffer(gpu: &Gpu, usage: wgpu::BufferUsages, size: u64) -> wgpu::Buffer {
    let usage = usage | wgpu::BufferUsages::COPY_DST;
    gpu.device.create_buffer(&wgpu::BufferDescriptor { label: Some("flat"), size, usage, mapped_at_creation: false })
}

/// Writes these bytes, into a larger buffer where they do not fit.
fn fill(gpu: &Gpu, kept: &mut wgpu::Buffer, usage: wgpu::BufferUsages, bytes: &[u8]) {
    if bytes.len() as u64 > kept.size() {
        *kept = buffer(gpu, usage, (bytes.len() as u64).next_power_of_two());
    }
    gpu.queue.write_buffer(kept, 0, bytes);
}

fn pipeline(gpu: &Gpu, groups: &[&wgpu::BindGroupLayout; 2], format: wgpu::TextureFormat, plain: bool) -> wgpu::RenderPipeline {
    let module = shaders::module(&gpu.device, shaders::FLAT);
    let layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("flat"),
        bind_group_layouts: &groups.map(Some),
        immediate_size: 0,
    });
    let corner = wgpu::VertexBufferLayout {
        array_stride: size_of::<FlatVertex>() as u64,
        step_mode: wgpu::VertexStepMode::Vertex,
        attributes: &wgpu::vertex_attr_array![0 => Float32x2, 1 => Float32x2, 2 => Unorm8x4],
    };
    let blend = Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING);
    let target = wgpu::ColorTargetState { format, blend, write_mask: wgpu::ColorWrites::ALL };
    gpu.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("flat"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vs_flat"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(corner)],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some(match (format.is_srgb(), plain) {
                (false, false) => "fs_flat",
                (false, true) => "fs_plain",
                (true, false) => "fs_flat_linear",
                (true, true) => "fs_plain_linear",
            }),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(target)],
        }),
        multiview_mask: None,
        cache: gpu.pipeline_cache.as_ref(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OffscreenTarget;

    /// A red square over the left half, half as strong where its texture says so, cut at its rectangle.
    #[test]
    fn triangles_are_coloured_textured_and_cut() {
        let gpu = Gpu::headless().unwrap();
        let target = OffscreenTarget::new(&gpu, [8, 8]);
        let mut painter = FlatPainter::new(&gpu, OffscreenTarget::FORMAT);
        let rgba = [[255; 4], [128; 4]].concat();
        let whole = FlatPixels { size_px: [1, 1], origin_px: None, rgba: &rgba[..4], is_nearest: true };
        painter.set_texture(&gpu, 7, &whole);
        painter.set_texture(&gpu, 7, &FlatPixels { origin_px: Some([0, 0]), rgba: &rgba[4..], ..whole });
        painter.set_texture(&gpu, 7, &FlatPixels { origin_px: Some([5, 5]), ..whole });
        let corner = |x, y| FlatVertex { place: [x, y], uv: [0.5, 0.5], color: [255, 0, 0, 255] };
        let vertices = [corner(0.0, 0.0), corner(2.0, 0.0), corner(2.0, 4.0), corner(0.0, 4.0)];
        let mesh =
            FlatMesh { texture: 7, within_px: [0, 0, 8, 4], vertices: &vertices, indices: &[0, 1, 2, 0, 2, 3], plain: &[] };
        let missing = FlatMesh { texture: 8, within_px: [0, 0, 8, 8], ..mesh };
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let load = wgpu::LoadOp::Clear(wgpu::Color::BLACK);
        painter.draw(&gpu, &mut encoder, (&target.view, load), [4.0, 4.0], &[missing, mesh]);
        gpu.queue.submit([encoder.finish()]);
        let pixels = target.read(&gpu).unwrap();
        let at = |x: usize, y: usize| pixels[4 * (8 * y + x)];
        assert_eq!((at(1, 1), at(3, 3)), (128, 128));
        assert_eq!((at(5, 1), at(1, 5)), (0, 0), "beside it, and below where it is cut");

        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let half = FlatMesh { plain: std::slice::from_ref(&(3..6)), ..mesh };
        painter.draw(&gpu, &mut encoder, (&target.view, load), [4.0, 4.0], &[half]);
        gpu.queue.submit([encoder.finish()]);
        let pixels = target.read(&gpu).unwrap();
        let at = |x: usize, y: usize| pixels[4 * (8 * y + x)];
        assert_eq!((at(3, 1), at(0, 3)), (128, 255), "the second triangle is as its corners are");
    }

    #[test]
    fn every_index_is_drawn_once_and_in_order() {
        let all: Vec<_> = parts(&[0..3, 9..12, 12..15], 21).collect();
        assert_eq!(all, [(true, 0..3), (false, 3..9), (true, 9..12), (true, 12..15), (false, 15..21)]);
        assert_eq!(parts(&[], 3).collect::<Vec<_>>(), [(false, 0..3)]);
    }
}
