//! Textures that depend on the size of the picture; made anew only when it changes.

use crate::backdrop::Backdrop;
use crate::high::HighTargets;
use crate::layouts::Layouts;
use crate::pipelines::{DEPTH_FORMAT, MASK_FORMAT, ROW_FORMAT};

/// What determines the textures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TargetSize {
    pub output_px: [u32; 2],
    /// Of the shaded picture, which is then scaled up.
    pub shaded_px: [u32; 2],
    pub n_samples: u32,
    /// Of the caller's target.
    pub target_format: wgpu::TextureFormat,
    /// Of pictures on the way to it.
    pub picture_format: wgpu::TextureFormat,
    /// Surfaces are drawn as light and tone mapped later.
    pub is_light: bool,
}

pub(crate) struct Targets {
    pub size: TargetSize,
    /// Where the samples of a pixel lie until they are averaged.
    pub multisampled: Option<wgpu::TextureView>,
    /// A picture smaller than the output.
    pub small: Option<Picture>,
    /// A picture shaded once a pixel, to be smoothed.
    pub rough: Option<Picture>,
    pub depth: wgpu::TextureView,
    pub depth_bind_group: wgpu::BindGroup,
    /// Outlines, made when first needed.
    pub mask: Option<MaskTargets>,
    /// Behind glass, made when first needed.
    pub backdrop: Option<Backdrop>,
    pub high: Option<HighTargets>,
}

/// A texture that is drawn into, with the bind group that reads it.
pub(crate) struct Picture {
    pub view: wgpu::TextureView,
    pub bind_group: wgpu::BindGroup,
}

pub(crate) struct MaskTargets {
    pub mask: wgpu::TextureView,
    pub mask_bind_group: wgpu::BindGroup,
    pub rows: wgpu::TextureView,
    pub rows_bind_group: wgpu::BindGroup,
}

impl Targets {
    pub fn new(device: &wgpu::Device, layouts: &Layouts, sampler: &wgpu::Sampler, size: TargetSize) -> Self {
        let format = size.picture_format;
        let attachment = wgpu::TextureUsages::RENDER_ATTACHMENT;
        let readable = attachment | wgpu::TextureUsages::TEXTURE_BINDING;
        let multisampled =
            (size.n_samples > 1 && !size.is_light).then(|| texture(device, size.shaded_px, size.n_samples, format, attachment));
        let picture = || {
            let view = texture(device, size.shaded_px, 1, format, readable);
            Picture::new(device, layouts, sampler, view)
        };
        let small = (size.shaded_px != size.output_px).then(picture);
        let rough = (size.n_samples == 1).then(picture);
        let depth = texture(device, size.shaded_px, size.n_samples, DEPTH_FORMAT, readable);
        let depth_bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("scene depth"),
            layout: &layouts.scene_depth[usize::from(size.n_samples > 1)],
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&depth) }],
        });
        let high = size.is_light.then(|| HighTargets::new(device, layouts, sampler, &size, &depth));
        Self { size, multisampled, small, rough, depth, depth_bind_group, mask: None, backdrop: None, high }
    }

    /// Where surfaces and what lies over them are drawn; `target` is where they end.
    pub fn drawn_to<'a>(&'a self, target: &'a wgpu::TextureView) -> &'a wgpu::TextureView {
        self.high.as_ref().map_or_else(|| self.finished_in(target), |high| &high.light.view)
    }

    /// Where colours as they are shown come first.
    pub fn finished_in<'a>(&'a self, target: &'a wgpu::TextureView) -> &'a wgpu::TextureView {
        self.rough.as_ref().or(self.small.as_ref()).map_or(target, |picture| &picture.view)
    }

    /// Makes the mask's textures unless they are there.
    pub fn mask(&mut self, device: &wgpu::Device, layouts: &Layouts, edge: &wgpu::Buffer) {
        let readable = wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING;
        let size_px = self.size.output_px;
        let bind = |view: &wgpu::TextureView| {
            device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("edge"),
                layout: &layouts.edge,
                entries: &[
                    wgpu::BindGroupEntry { binding: 0, resource: edge.as_entire_binding() },
                    wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::TextureView(view) },
                ],
            })
        };
        self.mask.get_or_insert_with(|| {
            let mask = texture(device, size_px, 1, MASK_FORMAT, readable);
            let rows = texture(device, size_px, 1, ROW_FORMAT, readable);
            MaskTargets { mask_bind_group: bind(&mask), rows_bind_group: bind(&rows), mask, rows }
        });
    }
}

impl Picture {
    pub fn new(device: &wgpu::Device, layouts: &Layouts, sampler: &wgpu::Sampler, view: wgpu::TextureView) -> Self {
        let bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("picture"),
            layout: &layouts.picture,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(sampler) },
            ],
        });
        Self { view, bind_group }
    }
}

pub(crate) fn texture(
    device: &wgpu::Device,
    [width, height]: [u32; 2],
    sample_count: u32,
    format: wgpu::TextureFormat,
    usage: wgpu::TextureUsages,
) -> wgpu::TextureView {
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: None,
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage,
        view_formats: &[],
    });
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}
