//! Drawing what a frame was planned to draw, and small steps that several passes share. Start at [`Plan::make`].

use crate::draw_list::Primitive;
use crate::geometry::Geometry;
use crate::layouts::slot;
use crate::renderer::Purpose;
use crate::runs::{CallBuffer, Calls, Draw, Run, split};
use crate::shadow::{Redraw, drawn_into_map};
use crate::skins::JOINT_STRIDE;
use crate::surface_key::SurfaceKey;
use crate::targets::Targets;
use crate::visible::Visible;
use crate::{FrameStats, Gpu, Renderer, SceneGpu};
use std::num::NonZeroU32;

/// A pass over a whole picture, without depth.
pub(crate) fn overlay_pass<'a>(
    encoder: &'a mut wgpu::CommandEncoder,
    view: &wgpu::TextureView,
    load: wgpu::LoadOp<wgpu::Color>,
) -> wgpu::RenderPass<'a> {
    encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("overlay"),
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load, store: wgpu::StoreOp::Store },
        })],
        ..Default::default()
    })
}

/// What is bound in a pass, so that it is not bound again.
#[derive(Default)]
pub(crate) struct Bound {
    pipeline: Option<wgpu::RenderPipeline>,
    rigid_buffers: bool,
}

impl Bound {
    pub fn set_pipeline(&mut self, pass: &mut wgpu::RenderPass, pipeline: &wgpu::RenderPipeline) {
        if self.pipeline.as_ref() != Some(pipeline) {
            pass.set_pipeline(pipeline);
            self.pipeline = Some(pipeline.clone());
        }
    }

    fn set_rigid_buffers(&mut self, pass: &mut wgpu::RenderPass, geometry: &Geometry, instances: &wgpu::Buffer) {
        if !std::mem::replace(&mut self.rigid_buffers, true) {
            pass.set_vertex_buffer(slot::POSITION, geometry.positions.slice(..));
            pass.set_vertex_buffer(slot::ATTRIBUTES, geometry.attributes.slice(..));
            pass.set_vertex_buffer(slot::INSTANCE, instances.slice(..));
            pass.set_index_buffer(geometry.indices.slice(..), wgpu::IndexFormat::Uint32);
        }
    }
}

/// What a frame draws, settled before its passes begin. Kept from frame to frame for its room in memory.
#[derive(Default)]
pub(crate) struct Plan {
    is_indirect: bool,
    draws: Vec<Draw>,
    pub opaque: Vec<Run>,
    pub blended: Vec<Run>,
    /// Into the sun's map.
    pub still_shadows: Vec<Run>,
    pub moving_shadows: Vec<Run>,
    buffer: CallBuffer,
}

impl Plan {
    pub fn make(&mut self, gpu: &Gpu, calls: Calls, scene: &SceneGpu, visible: &Visible, redraw: Redraw) {
        let Self { is_indirect, draws, opaque, blended, still_shadows, moving_shadows, buffer } = self;
        draws.clear();
        let primitives = &scene.primitives;
        for (list, runs) in [(&visible.opaque, &mut *opaque), (&visible.blended, &mut *blended)] {
            let look_of = |idx: usize| (scene.order.look(idx), visible.window_on(primitives[idx].drawable));
            split(calls, primitives, list, look_of, draws, runs);
        }
        let casting = drawn_into_map(scene, redraw);
        for (list, runs) in [(&casting.still, &mut *still_shadows), (&casting.movers, &mut *moving_shadows)] {
            // For its depth alone all that is rigid is drawn alike.
            let look_of = |idx: usize| (scene.order.look(idx).map(|_| NonZeroU32::MIN), ());
            split(calls, primitives, list, look_of, draws, runs);
        }
        let saves_calls = |runs: &Vec<Run>| runs.iter().any(|run| run.draws.len() > 1);
        let pays = [&*opaque, &*blended, &*still_shadows, &*moving_shadows].into_iter().any(saves_calls);
        *is_indirect = calls == Calls::Indirect && pays && buffer.write(gpu, draws);
    }

    /// Draws primitives of one state, which is set, and says with how many calls. `joints_group`: where the pipeline wants the joints, if
    /// it is a skinned one.
    pub fn draw(&self, pass: &mut wgpu::RenderPass, scene: &SceneGpu, run: &Run, bound: &mut Bound, joints_group: u32) -> u32 {
        let instances = &scene.buffers.instances;
        let primitive = &scene.primitives[run.primitive];
        if primitive.first_skin_vertex.is_some() {
            draw_primitive(pass, scene, primitive, bound, instances, primitive.drawable as u32, joints_group);
            return 1;
        }
        bound.set_rigid_buffers(pass, &scene.geometry, instances);
        if self.is_indirect && run.draws.len() > 1 {
            self.buffer.draw(pass, &run.draws);
            return 1;
        }
        for draw in &self.draws[run.draws.clone()] {
            pass.draw_indexed(draw.indices(), draw.first_vertex, draw.instances());
        }
        run.draws.len() as u32
    }
}

impl Renderer {
    /// Draws primitives in this order, each within its window.
    pub(crate) fn draw_runs(
        &self,
        pass: &mut wgpu::RenderPass,
        scene: &SceneGpu,
        runs: &[Run],
        targets: &Targets,
        (purpose, stats): (Purpose, &mut FrameStats),
    ) {
        let mut bound = Bound::default();
        let (mut material, mut lit, mut window) = (None, None, None);
        for run in runs {
            let primitive = &scene.primitives[run.primitive];
            let is_cut = scene.placed.opening.cut_of(scene.drawables[primitive.drawable].node) != 0;
            let key = primitive.key.with_if(is_cut, SurfaceKey::SECTION);
            let key = match purpose {
                Purpose::Depth => key.before_shading(),
                Purpose::Backdrop => key.with_if(true, SurfaceKey::BACKDROP),
                Purpose::Shown => key,
            };
            // Only a scene uploaded with another renderer lacks its pipelines.
            let Some(pipeline) = self.pipelines.surface(key, self.tier, self.tone_map) else { continue };
            bound.set_pipeline(pass, pipeline);
            let drawn_within = self.visible.window_on(primitive.drawable);
            if window.replace(drawn_within) != Some(drawn_within) {
                let [left, top, width, height] = drawn_within.pixels(targets.size.shaded_px);
                pass.set_scissor_rect(left, top, width, height);
            }
            if material.replace(primitive.material) != Some(primitive.material) {
                pass.set_bind_group(1, &scene.material_bind_groups[primitive.material], &[]);
            }
            let place = &scene.drawables[primitive.drawable].place;
            if lit.replace((place.lights_slot, place.around)) != Some((place.lights_slot, place.around)) {
                place.bind_light(pass, 2, scene);
            }
            stats.n_calls += self.plan.draw(pass, scene, run, &mut bound, 3);
            stats.n_draws += run.n_primitives;
            stats.n_triangles += run.n_triangles;
        }
    }
}

/// `joints_group`: where the pipeline wants the joints, if it is a skinned one.
pub(crate) fn draw_primitive(
    pass: &mut wgpu::RenderPass,
    scene: &SceneGpu,
    primitive: &Primitive,
    bound: &mut Bound,
    instances: &wgpu::Buffer,
    instance: u32,
    joints_group: u32,
) {
    let geometry = &scene.geometry;
    let skin = primitive.first_skin_vertex.zip(scene.drawables[primitive.drawable].skin_slot);
    let first_vertex = if let Some((first_skin_vertex, skin_slot)) = skin {
        let first = u64::from(primitive.first_vertex);
        pass.set_vertex_buffer(slot::POSITION, geometry.positions.slice(first * 12..));
        pass.set_vertex_buffer(slot::ATTRIBUTES, geometry.attributes.slice(first * 36..));
        pass.set_vertex_buffer(slot::SKIN, geometry.skin_weights.slice(u64::from(first_skin_vertex) * 12..));
        pass.set_vertex_buffer(slot::INSTANCE, instances.slice(..));
        pass.set_index_buffer(geometry.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.set_bind_group(joints_group, &scene.buffers.joints_bind_group, &[(JOINT_STRIDE * skin_slot as u64) as u32]);
        bound.rigid_buffers = false;
        0
    } else {
        bound.set_rigid_buffers(pass, geometry, instances);
        primitive.first_vertex as i32
    };
    pass.draw_indexed(primitive.indices.clone(), first_vertex, instance..instance + 1);
}
