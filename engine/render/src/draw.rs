//! Small steps of drawing that several passes share.

use crate::SceneGpu;
use crate::draw_list::Primitive;
use crate::layouts::slot;
use crate::skins::JOINT_STRIDE;

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
        if !bound.rigid_buffers {
            pass.set_vertex_buffer(slot::POSITION, geometry.positions.slice(..));
            pass.set_vertex_buffer(slot::ATTRIBUTES, geometry.attributes.slice(..));
            pass.set_vertex_buffer(slot::INSTANCE, instances.slice(..));
            pass.set_index_buffer(geometry.indices.slice(..), wgpu::IndexFormat::Uint32);
            bound.rigid_buffers = true;
        }
        primitive.first_vertex as i32
    };
    pass.draw_indexed(primitive.indices.clone(), first_vertex, instance..instance + 1);
}
