//! Ghosts: translucent shapes among the surfaces of a scene, such as a hand, an arrow, or a copy of one of the scene's own things.
//!
//! Drawn in the surfaces' pass, after them: first their depth, so that nothing of a ghost shows through itself, then their
//! colour; before that, fainter, what of them something hides.

use crate::draw_list::Primitive;
use crate::geometry::Geometry;
use crate::layouts::{ATTRIBUTES, POSITION, slot};
use crate::mips::linear_from_srgb;
use crate::pipelines::{Build, DEPTH_FORMAT, Recipe};
use crate::sunlight::SunOrders;
use crate::uniforms::affine_rows;
use crate::{Frame, GhostShape, Gpu, SceneGpu, shaders};
use bytemuck::{Pod, Zeroable};
use glam::Vec4;
use scene::Scene;
use std::ops::Range;

/// As shaders/ghost.wgsl reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
struct GhostInstance {
    rows: [Vec4; 3],
    color: Vec4,
    behind: f32,
    padding: [f32; 3],
}

const INSTANCE: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: size_of::<GhostInstance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &wgpu::vertex_attr_array![6 => Float32x4, 7 => Float32x4, 8 => Float32x4, 9 => Float32x4, 10 => Float32],
};

/// What of which geometry an instance draws.
struct Drawn {
    of_scene: bool,
    indices: Range<u32>,
    first_vertex: i32,
}

/// What something hides, then depth, then what is in sight.
struct GhostPipelines {
    n_samples: u32,
    format: wgpu::TextureFormat,
    behind: wgpu::RenderPipeline,
    depth: wgpu::RenderPipeline,
    color: wgpu::RenderPipeline,
}

#[derive(Default)]
pub(crate) struct GhostPass {
    /// Of shapes that belong to no scene.
    shapes: Option<Geometry>,
    pipelines: Option<GhostPipelines>,
    instances: Option<wgpu::Buffer>,
    drawn: Vec<Drawn>,
}

impl GhostPass {
    /// The meshes of a file of shapes; its materials do not matter.
    pub fn set_shapes(&mut self, gpu: &Gpu, shapes: &Scene) {
        self.shapes = Some(Geometry::upload(gpu, shapes, &SunOrders::new()));
    }

    pub fn prepare(&mut self, build: &Build, scene: &SceneGpu, frame: &Frame, n_samples: u32) {
        self.drawn.clear();
        let mut instances: Vec<GhostInstance> = Vec::new();
        let encode = |srgb: u8| match build.encodes() {
            true => f32::from(srgb) / 255.0,
            false => linear_from_srgb(f32::from(srgb) / 255.0),
        };
        for ghost in frame.ghosts {
            let [r, g, b] = ghost.srgb.map(encode);
            let rows = affine_rows(&ghost.world_from_shape);
            let drawn = self.parts_of(ghost.shape, scene);
            instances.extend(drawn.iter().map(|_| GhostInstance {
                rows,
                color: Vec4::new(r, g, b, ghost.opacity),
                behind: ghost.opacity_behind,
                padding: [0.0; 3],
            }));
            self.drawn.extend(drawn);
        }
        if self.drawn.is_empty() {
            return;
        }
        let bytes: &[u8] = bytemuck::cast_slice(&instances);
        if self.instances.as_ref().is_none_or(|buffer| buffer.size() < bytes.len() as u64) {
            self.instances = Some(build.gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("ghosts"),
                size: bytes.len().next_power_of_two() as u64,
                usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.instances {
            build.gpu.queue.write_buffer(buffer, 0, bytes);
        }
        if self.pipelines.as_ref().is_none_or(|built| (built.n_samples, built.format) != (n_samples, build.target_format)) {
            self.pipelines = Some(GhostPipelines::new(build, n_samples));
        }
    }

    fn parts_of(&self, shape: GhostShape, scene: &SceneGpu) -> Vec<Drawn> {
        match shape {
            GhostShape::Mesh(mesh) => {
                let parts = self.shapes.iter().flat_map(|shapes| shapes.primitives.get(mesh)).flatten();
                let drawn = |part: &crate::geometry::PrimitiveRange| Drawn {
                    of_scene: false,
                    indices: part.indices.clone(),
                    first_vertex: part.first_vertex as i32,
                };
                parts.map(drawn).collect()
            }
            GhostShape::Node(node) => {
                let rigid = |primitive: &&Primitive| primitive.first_skin_vertex.is_none() && primitive.is_solid();
                let of_node = scene.primitives.iter().filter(|primitive| scene.drawables[primitive.drawable].node == node);
                let drawn = |primitive: &Primitive| Drawn {
                    of_scene: true,
                    indices: primitive.indices.clone(),
                    first_vertex: primitive.first_vertex as i32,
                };
                of_node.filter(rigid).map(drawn).collect()
            }
        }
    }

    /// In the surfaces' pass; group 0 begins with the frame.
    pub fn draw(&self, pass: &mut wgpu::RenderPass, scene: &SceneGpu) {
        let (Some(pipelines), Some(instances)) = (&self.pipelines, &self.instances) else { return };
        if self.drawn.is_empty() {
            return;
        }
        pass.set_bind_group(0, &scene.buffers.lighting_bind_group, &[]);
        pass.set_vertex_buffer(slot::INSTANCE, instances.slice(..));
        for pipeline in [&pipelines.behind, &pipelines.depth, &pipelines.color] {
            pass.set_pipeline(pipeline);
            let mut bound = None;
            for (instance, drawn) in (0..).zip(&self.drawn) {
                let shapes = self.shapes.as_ref();
                let Some(geometry) = (if drawn.of_scene { Some(&scene.geometry) } else { shapes }) else { continue };
                if bound.replace(drawn.of_scene) != Some(drawn.of_scene) {
                    pass.set_vertex_buffer(slot::POSITION, geometry.positions.slice(..));
                    pass.set_vertex_buffer(slot::ATTRIBUTES, geometry.attributes.slice(..));
                    pass.set_index_buffer(geometry.indices.slice(..), wgpu::IndexFormat::Uint32);
                }
                pass.draw_indexed(drawn.indices.clone(), drawn.first_vertex, instance..instance + 1);
            }
        }
    }
}

impl GhostPipelines {
    fn new(build: &Build, n_samples: u32) -> Self {
        let module = build.switched(shaders::GHOST, &[("LINEAR", u32::from(!build.encodes()))]);
        let one = |fragment: &str, compare: wgpu::CompareFunction, writes: bool, write_mask: wgpu::ColorWrites| {
            let blend = Some(build.as_shown());
            build.pipeline(&Recipe {
                label: "ghost",
                groups: &[&build.layouts.lighting],
                module: &module,
                vertex: "vs_ghost",
                buffers: &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE)],
                fragment: Some((fragment, wgpu::ColorTargetState { format: build.target_format, blend, write_mask })),
                primitive: wgpu::PrimitiveState { cull_mode: Some(wgpu::Face::Back), ..Default::default() },
                depth: Some(wgpu::DepthStencilState {
                    format: DEPTH_FORMAT,
                    depth_write_enabled: Some(writes),
                    depth_compare: Some(compare),
                    stencil: wgpu::StencilState::default(),
                    bias: wgpu::DepthBiasState::default(),
                }),
                n_samples,
            })
        };
        // Reversed depth: less is farther away.
        Self {
            n_samples,
            format: build.target_format,
            behind: one("fs_behind", wgpu::CompareFunction::Less, false, wgpu::ColorWrites::ALL),
            depth: one("fs_ghost", wgpu::CompareFunction::GreaterEqual, true, wgpu::ColorWrites::empty()),
            color: one("fs_ghost", wgpu::CompareFunction::GreaterEqual, false, wgpu::ColorWrites::ALL),
        }
    }
}
