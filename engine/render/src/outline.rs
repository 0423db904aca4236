//! Lines around nodes: a mask of what they cover at the output's resolution, then two passes that look for it nearby, within the
//! rectangle it can reach.

use crate::bounds::{Bounds, Frustum};
use crate::draw::{Bound, draw_primitive, overlay_pass};
use crate::layouts::Layouts;
use crate::mips::linear_from_srgb;
use crate::opened::Opening;
use crate::pipelines::Pipelines;
use crate::targets::Targets;
use crate::uniforms::Instance;
use crate::{Frame, Gpu, OutlineStyle, SceneGpu, Tier};
use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec4, Vec4Swizzles};

/// Numbers in the mask; 0 is none.
const N_COLORS: usize = 32;
/// In a picture 720 pixels high.
const WIDTH_PX: f32 = 3.0;
const DASH_PX: f32 = 14.0;
/// In `Instance::outline`, above the number.
const THROUGH_WALLS: u32 = 1 << 8;
/// Where the number of the node's cut begins there.
const CUT: u32 = 9;

/// `Edge` in shaders/edge.wgsl.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
pub(crate) struct EdgeUniforms {
    width_px: f32,
    reach_px: i32,
    dash_px: f32,
    padding: f32,
    colors: [Vec4; N_COLORS],
    /// Fill in x; the others unused.
    fills: [Vec4; N_COLORS],
}

pub(crate) struct OutlinePass {
    uniforms: wgpu::Buffer,
    instances: wgpu::Buffer,
    /// Primitives to draw; each has its own instance.
    covered: Vec<usize>,
    /// Left, top, width, height in the output.
    rectangle_px: [u32; 4],
}

impl OutlinePass {
    pub fn new(device: &wgpu::Device) -> Self {
        let uniforms = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("edge"),
            size: size_of::<EdgeUniforms>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let instances = instance_buffer(device, 16);
        Self { uniforms, instances, covered: Vec::new(), rectangle_px: [0; 4] }
    }

    /// Gathers what this frame's outlines cover. `encodes`: colours are written as sRGB.
    pub fn prepare(
        &mut self,
        gpu: &Gpu,
        scene: &SceneGpu,
        (frame, opening): (&Frame, &Opening),
        clip_from_world: &Mat4,
        (size_px, encodes): ([u32; 2], bool),
    ) {
        self.covered.clear();
        let frustum = Frustum::of(clip_from_world);
        let mut edge = EdgeUniforms::zeroed();
        let scale = size_px[1] as f32 / 720.0;
        edge.width_px = (WIDTH_PX * scale).clamp(1.5, 12.0);
        edge.reach_px = edge.width_px.ceil() as i32 + 1;
        edge.dash_px = DASH_PX * scale.max(0.5);
        let mut instances = Vec::new();
        let mut around = None;
        for (outline, number) in frame.outlines.iter().zip(1..N_COLORS) {
            let encode = |srgb: u8| if encodes { f32::from(srgb) / 255.0 } else { linear_from_srgb(f32::from(srgb) / 255.0) };
            let dashed = f32::from(u8::from(outline.style == OutlineStyle::Dashed));
            let [r, g, b] = outline.srgb.map(encode);
            edge.colors[number] = Vec4::new(r, g, b, dashed);
            edge.fills[number] = Vec4::new(outline.fill.clamp(0.0, 1.0), 0.0, 0.0, 0.0);
            for (i, primitive) in scene.primitives.iter().enumerate() {
                let drawable = &scene.drawables[primitive.drawable];
                let bounds = scene.placed.crowd.at(primitive.drawable);
                if outline.nodes.contains(&drawable.node) && frustum.overlaps(bounds) {
                    let through_walls = if outline.through_walls { THROUGH_WALLS } else { 0 };
                    let cut = u32::from(opening.cut_of(drawable.node)) << CUT;
                    self.covered.push(i);
                    instances.push(Instance::new(&frame.world_from_nodes[drawable.node], number as u32 | through_walls | cut));
                    let rectangle = rectangle_px(bounds, clip_from_world, size_px);
                    around = Some(around.map_or(rectangle, |around| union(around, rectangle)));
                }
            }
        }
        let Some(around) = around else { return };
        self.rectangle_px = clipped(around, edge.reach_px as f32 + 1.0, size_px);
        let bytes: &[u8] = bytemuck::cast_slice(&instances);
        if self.instances.size() < bytes.len() as u64 {
            self.instances = instance_buffer(&gpu.device, instances.len().next_power_of_two());
        }
        gpu.queue.write_buffer(&self.instances, 0, bytes);
        gpu.queue.write_buffer(&self.uniforms, 0, bytemuck::bytes_of(&edge));
    }

    #[expect(clippy::too_many_arguments, reason = "a pass needs what it reads, what it writes and what it is built of")]
    pub fn draw(
        &self,
        gpu: &Gpu,
        layouts: &Layouts,
        (pipelines, tier): (&Pipelines, Tier),
        targets: &mut Targets,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        target: &wgpu::TextureView,
    ) {
        let [left, top, width, height] = self.rectangle_px;
        if self.covered.is_empty() || width == 0 || height == 0 {
            return;
        }
        let multisampled = targets.size.n_samples > 1;
        targets.mask(&gpu.device, layouts, &self.uniforms);
        let Some(mask) = &targets.mask else { return };

        let mut pass = overlay_pass(encoder, &mask.mask, wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT));
        pass.set_scissor_rect(left, top, width, height);
        pass.set_bind_group(0, &scene.buffers.frame_bind_group, &[]);
        pass.set_bind_group(1, &targets.depth_bind_group, &[]);
        let mut bound = Bound::default();
        for (instance, idx) in (0..).zip(&self.covered) {
            let primitive = &scene.primitives[*idx];
            let skinned = primitive.first_skin_vertex.is_some();
            // Only a scene uploaded with another renderer lacks those of its lines.
            let Some(pipeline) = pipelines.mask(primitive.key.topology(), multisampled, skinned) else { continue };
            bound.set_pipeline(&mut pass, pipeline);
            draw_primitive(&mut pass, scene, primitive, &mut bound, &self.instances, instance, 2);
        }
        drop(pass);

        let passes = [
            (&mask.rows, wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT), &pipelines.edge_rows, &mask.mask_bind_group),
            (target, wgpu::LoadOp::Load, &pipelines.canvas(tier).edge_lines, &mask.rows_bind_group),
        ];
        for (view, load, pipeline, bind_group) in passes {
            let mut pass = overlay_pass(encoder, view, load);
            pass.set_scissor_rect(left, top, width, height);
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, bind_group, &[]);
            pass.draw(0..3, 0..1);
        }
    }
}

fn instance_buffer(device: &wgpu::Device, n: usize) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("outlined"),
        size: (n * size_of::<Instance>()) as u64,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// Left, top, right, bottom of a box on the screen; the whole screen when the box reaches behind the eye.
fn rectangle_px(bounds: &Bounds, clip_from_world: &Mat4, size_px: [u32; 2]) -> [f32; 4] {
    let size = size_px.map(|size| size as f32);
    let mut around = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    for corner in bounds.corners() {
        let clip = *clip_from_world * corner.extend(1.0);
        if clip.w < 1e-3 {
            return [0.0, 0.0, size[0], size[1]];
        }
        let ndc = clip.xy() / clip.w;
        let (x, y) = ((ndc.x * 0.5 + 0.5) * size[0], (0.5 - ndc.y * 0.5) * size[1]);
        around = union(around, [x, y, x, y]);
    }
    around
}

fn union(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Grown by `reach_px` and cut at the screen's edge: left, top, width, height.
fn clipped([left, top, right, bottom]: [f32; 4], reach_px: f32, size_px: [u32; 2]) -> [u32; 4] {
    let low = |value: f32, size: u32| (value - reach_px).floor().clamp(0.0, size as f32) as u32;
    let high = |value: f32, size: u32| (value + reach_px).ceil().clamp(0.0, size as f32) as u32;
    let (left, top) = (low(left, size_px[0]), low(top, size_px[1]));
    [left, top, high(right, size_px[0]).saturating_sub(left), high(bottom, size_px[1]).saturating_sub(top)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::View;
    use glam::Vec3;

    #[test]
    fn rectangle_holds_the_box_and_its_line() {
        let view = View::perspective(Mat4::IDENTITY, std::f32::consts::FRAC_PI_2, 0.1);
        let clip_from_world = view.clip_from_view(1.0);
        let bounds = Bounds { min: Vec3::new(-0.5, -0.5, -2.0), max: Vec3::new(0.5, 0.5, -1.0) };
        let rectangle = rectangle_px(&bounds, &clip_from_world, [100, 100]);
        assert_eq!(rectangle, [25.0, 25.0, 75.0, 75.0]);
        assert_eq!(clipped(rectangle, 4.0, [100, 100]), [21, 21, 58, 58]);
        let around_the_eye = Bounds { min: Vec3::splat(-1.0), max: Vec3::splat(1.0) };
        assert_eq!(rectangle_px(&around_the_eye, &clip_from_world, [100, 100]), [0.0, 0.0, 100.0, 100.0]);
    }
}
