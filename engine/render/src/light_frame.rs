//! A frame of the high tier as far as it differs: depth and how open pixels are before surfaces, and which pictures they are drawn to.

use crate::high::{HighPipelines, HighTargets};
use crate::renderer::Purpose;
use crate::{FrameStats, Gpu, Renderer, SceneGpu, Tier};

impl Renderer {
    /// Of what is finished, before it reaches the target.
    pub(crate) fn picture_format(&self) -> wgpu::TextureFormat {
        if self.tier == Tier::High { self.tone_map.canvas_format(self.target_format) } else { self.target_format }
    }

    /// On the high tier.
    pub(crate) fn high(&self) -> Option<(&HighTargets, &HighPipelines)> {
        self.targets.as_ref()?.high.as_ref().zip(self.pipelines.high.as_ref())
    }

    /// On the high tier: depth first, so that nothing hidden is shaded, and how open each pixel is; the lighting with that.
    pub(crate) fn draw_visibility(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        stats: &mut FrameStats,
    ) -> Option<wgpu::BindGroup> {
        let targets = self.targets.as_ref()?;
        let (high, pipelines) = self.high()?;
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("depth"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &high.baked,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::BLACK), store: wgpu::StoreOp::Store },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &targets.depth,
                depth_ops: Some(wgpu::Operations { load: wgpu::LoadOp::Clear(0.0), store: wgpu::StoreOp::Store }),
                stencil_ops: None,
            }),
            ..Default::default()
        });
        pass.set_bind_group(0, &scene.buffers.lighting_bind_group, &[]);
        self.draw_runs(&mut pass, scene, &self.plan.opaque, targets, (Purpose::Depth, stats));
        drop(pass);
        high.draw_visibility(encoder, pipelines, &scene.buffers.frame_bind_group);
        Some(scene.buffers.lighting_before(gpu, self, &high.visibility))
    }

    /// A colour as it has to be written among the surfaces: where light is tone mapped later, it is none.
    pub(crate) fn background(&self, srgb: [u8; 3]) -> wgpu::Color {
        let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        let encodes = self.tone_map.encodes(self.picture_format());
        let [r, g, b] = srgb.map(|byte| f64::from(byte) / 255.0).map(|value| if encodes { value } else { linear(value) });
        wgpu::Color { r, g, b, a: if self.tier == Tier::High { 0.0 } else { 1.0 } }
    }
}
