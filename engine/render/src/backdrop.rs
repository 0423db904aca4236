//! What transmitting surfaces look into: the opaque surfaces once more, as radiance, in a picture that is ever more blurred along its
//! mips. Drawn only while such a surface is in sight. Start at [`Backdrop::draw`].

use crate::draw::overlay_pass;
use crate::layouts::Layouts;
use crate::pipelines::BACKDROP_FORMAT;
use crate::targets::{Picture, TargetSize};

pub(crate) struct Backdrop {
    multisampled: Option<wgpu::TextureView>,
    /// By mip, each with the bind group that reads it alone.
    mips: Vec<Picture>,
    /// All mips.
    pub whole: wgpu::TextureView,
}

impl Backdrop {
    pub fn new(device: &wgpu::Device, layouts: &Layouts, sampler: &wgpu::Sampler, size: TargetSize) -> Self {
        let [width, height] = size.shaded_px;
        let texture = |mip_level_count, sample_count| {
            device.create_texture(&wgpu::TextureDescriptor {
                label: Some("backdrop"),
                size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
                mip_level_count,
                sample_count,
                dimension: wgpu::TextureDimension::D2,
                format: BACKDROP_FORMAT,
                usage: match sample_count {
                    1 => wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
                    _ => wgpu::TextureUsages::RENDER_ATTACHMENT,
                },
                view_formats: &[],
            })
        };
        let n_mips = crate::mips::n_levels(width, height);
        let picture = texture(n_mips, 1);
        let mip = |base_mip_level| {
            let view = picture.create_view(&wgpu::TextureViewDescriptor {
                base_mip_level,
                mip_level_count: Some(1),
                ..Default::default()
            });
            Picture::new(device, layouts, sampler, view)
        };
        Self {
            multisampled: (size.n_samples > 1).then(|| texture(1, size.n_samples).create_view(&Default::default())),
            mips: (0..n_mips).map(mip).collect(),
            whole: picture.create_view(&Default::default()),
        }
    }

    /// `surfaces` draws into the sharpest mip, `halve` takes each to the next. `keeps_depth`: it is there already, and wanted again.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        (depth, keeps_depth): (&wgpu::TextureView, bool),
        halve: &wgpu::RenderPipeline,
        surfaces: impl FnOnce(&mut wgpu::RenderPass),
    ) {
        let sharp = &self.mips[0].view;
        let (view, resolve_target) = self.multisampled.as_ref().map_or((sharp, None), |samples| (samples, Some(sharp)));
        let store = if resolve_target.is_some() { wgpu::StoreOp::Discard } else { wgpu::StoreOp::Store };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("backdrop"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view,
                depth_slice: None,
                resolve_target,
                ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT), store },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: depth,
                depth_ops: Some(match keeps_depth {
                    true => wgpu::Operations { load: wgpu::LoadOp::Load, store: wgpu::StoreOp::Store },
                    false => wgpu::Operations { load: wgpu::LoadOp::Clear(0.0), store: wgpu::StoreOp::Discard },
                }),
                stencil_ops: None,
            }),
            ..Default::default()
        });
        surfaces(&mut pass);
        drop(pass);
        for pair in self.mips.windows(2) {
            let mut pass = overlay_pass(encoder, &pair[1].view, wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT));
            pass.set_pipeline(halve);
            pass.set_bind_group(0, &pair[0].bind_group, &[]);
            pass.draw(0..3, 0..1);
        }
    }
}
