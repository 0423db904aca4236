//! Draws plumes: every puff a soft picture that faces the eye, farthest first, fading where it meets a surface.
//!
//! In a pass of its own after the surfaces, at the size these are shaded in, so that it costs a slow machine little and needs no
//! more than a depth picture that can be read.

use crate::layouts::Layouts;
use crate::lights::FrameLights;
use crate::pipelines::{Build, Recipe};
use crate::plumes::Puff;
use crate::renderer::Samplers;
use crate::textures::upload_coverage;
use crate::{Frame, Gpu, Tier, shaders};
use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3, Vec4};

/// A puff nearer to the eye than this fades, so that nobody stands in a white wall; and over which distance, metres.
const NEAREST_M: f32 = 0.25;
const NEAR_FADE_M: f32 = 0.7;
/// Of the puffs, on the low tier.
const LOW_SHARE: f32 = 0.6;
/// Pictures of a puff, and their size.
const PUFF_PX: u32 = 64;

/// As shaders/sprite.wgsl reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
struct SpriteVertex {
    position: Vec3,
    uv: Vec2,
    radiance: Vec3,
    /// Albedo, opacity, cover, radius.
    matter: Vec4,
}

const VERTEX: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: size_of::<SpriteVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x2, 2 => Float32x3, 3 => Float32x4],
};

/// Sprites of one frame. What it needs on the GPU is made when first needed: most scenes never steam.
#[derive(Default)]
pub(crate) struct SpritePass {
    n_vertices: u32,
    vertices: Option<wgpu::Buffer>,
    puffs: Option<wgpu::BindGroup>,
    /// By multisampling of the scene's depth.
    pipelines: [Option<wgpu::RenderPipeline>; 2],
}

impl SpritePass {
    #[expect(clippy::too_many_arguments, reason = "a pass needs what it reads, what it writes and what it is built of")]
    pub fn prepare(
        &mut self,
        build: &Build,
        samplers: &Samplers,
        tier: Tier,
        frame: &Frame,
        lights: &FrameLights,
        ambient: &dyn Fn(Vec3) -> Vec3,
        multisampled: bool,
    ) {
        self.n_vertices = 0;
        let share = if tier == Tier::Low { LOW_SHARE } else { 1.0 };
        let (right, up, eye) = axes(frame);
        let ahead = -frame.view.world_from_view.z_axis.truncate();
        let mut puffs: Vec<(f32, Puff)> = frame
            .plumes
            .iter()
            .flat_map(|plume| plume.puffs(share))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|puff| ((puff.center - eye).dot(ahead), puff))
            .filter(|(away_m, _)| *away_m > NEAREST_M)
            .collect();
        if puffs.is_empty() {
            return;
        }
        puffs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let quads = puffs.iter().flat_map(|(away_m, puff)| {
            let light = lights.around(puff.center) + ambient(puff.center);
            quad(puff, *away_m, light, right, up)
        });
        let vertices: Vec<SpriteVertex> = quads.collect();
        let bytes: &[u8] = bytemuck::cast_slice(&vertices);
        self.n_vertices = vertices.len() as u32;
        if self.vertices.as_ref().is_none_or(|buffer| buffer.size() < bytes.len() as u64) {
            self.vertices = Some(build.gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("sprites"),
                size: bytes.len().next_power_of_two() as u64,
                usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.vertices {
            build.gpu.queue.write_buffer(buffer, 0, bytes);
        }
        self.puffs.get_or_insert_with(|| puff_pictures(build.gpu, build.layouts, samplers));
        self.pipelines[usize::from(multisampled)].get_or_insert_with(|| pipeline(build, multisampled));
    }

    pub fn is_empty(&self) -> bool {
        self.n_vertices == 0
    }

    pub fn draw(&self, pass: &mut wgpu::RenderPass, lighting: &wgpu::BindGroup, depth: &wgpu::BindGroup, multisampled: bool) {
        let pipeline = &self.pipelines[usize::from(multisampled)];
        let (Some(pipeline), Some(buffer), Some(puffs)) = (pipeline, &self.vertices, &self.puffs) else { return };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, lighting, &[]);
        pass.set_bind_group(1, depth, &[]);
        pass.set_bind_group(2, puffs, &[]);
        pass.set_vertex_buffer(0, buffer.slice(..));
        pass.draw(0..self.n_vertices, 0..1);
    }
}

fn axes(frame: &Frame) -> (Vec3, Vec3, Vec3) {
    let view = &frame.view.world_from_view;
    (view.x_axis.truncate(), view.y_axis.truncate(), view.w_axis.truncate())
}

fn pipeline(build: &Build, multisampled: bool) -> wgpu::RenderPipeline {
    let module = build.switched(shaders::sprite(multisampled), &[]);
    let blend = Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING);
    build.pipeline(&Recipe {
        label: "sprite",
        groups: &[&build.layouts.lighting, &build.layouts.scene_depth[usize::from(multisampled)], &build.layouts.picture],
        module: &module,
        vertex: "vs_sprite",
        buffers: &[Some(VERTEX)],
        fragment: Some((
            "fs_sprite",
            wgpu::ColorTargetState { format: build.target_format, blend, write_mask: wgpu::ColorWrites::ALL },
        )),
        primitive: wgpu::PrimitiveState::default(),
        depth: None,
        n_samples: 1,
    })
}

fn quad(puff: &Puff, away_m: f32, light: Vec3, right: Vec3, up: Vec3) -> [SpriteVertex; 6] {
    let (sin, cos) = puff.turn.sin_cos();
    let (across, along) = ((right * cos + up * sin) * puff.radius_m, (up * cos - right * sin) * puff.radius_m);
    let corner = Vec2::new((puff.variant % 2) as f32, (puff.variant / 2) as f32) * 0.5;
    let opacity = puff.opacity * ((away_m - NEAREST_M) / NEAR_FADE_M).clamp(0.0, 1.0);
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
        let offset = across * x + along * y;
        // A ball that light falls on from above is darker below.
        let shade = 0.86 + 0.14 * (offset.y / puff.radius_m).clamp(-1.0, 1.0);
        SpriteVertex {
            position: puff.center + offset,
            uv: corner + Vec2::new(0.5 + 0.48 * x, 0.5 - 0.48 * y) * 0.5,
            radiance: light * (puff.albedo * shade) + puff.glow,
            matter: Vec4::new(puff.albedo, opacity, puff.cover, puff.radius_m),
        }
    })
}

/// Four puffs, two by two.
fn puff_pictures(gpu: &Gpu, layouts: &Layouts, samplers: &Samplers) -> wgpu::BindGroup {
    let side = 2 * PUFF_PX;
    let texel = |x: u32, y: u32| {
        let place = Vec2::new((x % PUFF_PX) as f32, (y % PUFF_PX) as f32) / (PUFF_PX - 1) as f32 * 2.0 - 1.0;
        (puff_density(place, x / PUFF_PX + 2 * (y / PUFF_PX)) * 255.0).round() as u8
    };
    let texels: Vec<u8> = (0..side * side).map(|i| texel(i % side, i / side)).collect();
    let view = upload_coverage(gpu, &texels, (side, side));
    gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("puffs"),
        layout: &layouts.picture,
        entries: &[
            wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&samplers.smooth) },
        ],
    })
}

/// A ball with a ragged edge; `place` is -1..1.
fn puff_density(place: Vec2, variant: u32) -> f32 {
    let mut cloud = 0.0;
    let (mut size, mut weight) = (2.0, 0.5);
    for octave in 0..4 {
        cloud += weight * noise(place * size + Vec2::splat(17.0 * variant as f32 + 5.0), octave);
        size *= 2.0;
        weight *= 0.5;
    }
    let ball = (1.0 - place.length()).max(0.0);
    let soft = ball * ball * (3.0 - 2.0 * ball);
    (soft * (0.35 + 1.5 * cloud)).clamp(0.0, 1.0)
}

/// Value noise, 0 to 1.
fn noise(at: Vec2, octave: u32) -> f32 {
    let cell = at.floor();
    let t = at - cell;
    let t = t * t * (3.0 - 2.0 * t);
    let value = |dx: i32, dy: i32| {
        let (x, y) = ((cell.x as i32 + dx) as u32, (cell.y as i32 + dy) as u32);
        let mut hash = x.wrapping_mul(0x8da6_b343) ^ y.wrapping_mul(0xd816_3841) ^ octave.wrapping_mul(0xcb1a_b31f);
        hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
        hash = (hash ^ (hash >> 12)).wrapping_mul(0x297a_2d39);
        ((hash ^ (hash >> 15)) >> 8) as f32 / 16_777_216.0
    };
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    mix(mix(value(0, 0), value(1, 0), t.x), mix(value(0, 1), value(1, 1), t.x), t.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_puff_is_dense_in_its_middle_and_nothing_at_its_edge() {
        for variant in 0..4 {
            assert!(puff_density(Vec2::ZERO, variant) > 0.4);
            assert_eq!(puff_density(Vec2::new(1.0, 0.0), variant), 0.0);
            assert_eq!(puff_density(Vec2::new(0.8, 0.8), variant), 0.0);
        }
    }
}
