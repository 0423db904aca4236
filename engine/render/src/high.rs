//! What the high tier draws besides surfaces: their depth first, how open each pixel is to its surroundings, and after them the glow
//! and the tone map. Start at [`HighTargets::draw_visibility`] and [`HighTargets::draw_shown`].
//!
//! Surfaces are drawn as light into floats there, with colours that are to be shown as they are (photos, backgrounds, ghosts) marked
//! by alpha: so everything blends as light does, and only what is shown is tone mapped and encoded.

use crate::canvas::CanvasPipelines;
use crate::draw::overlay_pass;
use crate::layouts::Layouts;
use crate::pipelines::Build;
use crate::shaders;
use crate::targets::{Picture, TargetSize, texture};
use crate::tone::ToneMap;
use wgpu::TextureFormat;

/// Of surfaces that are tone mapped later.
pub(crate) const LIGHT_FORMAT: TextureFormat = TextureFormat::Rgba16Float;
/// Whether the light around a pixel is in the lightmap, and what it hides of that light: shaders/prepass.wgsl.
pub(crate) const BAKED_FORMAT: TextureFormat = TextureFormat::R8Unorm;
/// The bits of a float: OpenGL draws those, but not floats as wide.
const DISTANCE_FORMAT: TextureFormat = TextureFormat::R32Uint;
/// Share of the hemisphere that is open, and at which distance.
const VISIBILITY_FORMAT: TextureFormat = TextureFormat::Rg16Float;

/// What stands nearer than this hides surroundings, metres. What is larger is in lightmaps and probes.
pub(crate) const REACH_M: f32 = 0.6;
/// The widest glow has so many pixels over the height of the picture.
const COARSEST_PX: u32 = 10;
/// How much of each step's light comes from wider ones.
const WIDER: f64 = 0.62;

pub(crate) struct HighPipelines {
    pub tone_map: ToneMap,
    pub canvas: CanvasPipelines,
    distance: wgpu::RenderPipeline,
    visibility: wgpu::RenderPipeline,
    blur: wgpu::RenderPipeline,
    resolve: Option<wgpu::RenderPipeline>,
    down: wgpu::RenderPipeline,
    up: wgpu::RenderPipeline,
    finish: wgpu::RenderPipeline,
    /// From a canvas of its own to the target.
    show: wgpu::RenderPipeline,
}

impl HighPipelines {
    pub fn new(build: &Build, n_samples: u32) -> Self {
        let (layouts, tone_map) = (build.layouts, build.tone_map);
        let canvas = Build { target_format: tone_map.canvas_format(build.target_format), ..*build };
        let multisampled = n_samples > 1;
        let plain = [("PLAIN", u32::from(tone_map == ToneMap::Linear))];
        let one = |program, fragment, groups: &[&wgpu::BindGroupLayout], format: TextureFormat| {
            build.fullscreen(&build.switched(program, &plain), (program.0, fragment), groups, format.into())
        };
        let wider = wgpu::BlendComponent {
            src_factor: wgpu::BlendFactor::Constant,
            dst_factor: wgpu::BlendFactor::OneMinusConstant,
            operation: wgpu::BlendOperation::Add,
        };
        let up = wgpu::ColorTargetState {
            format: LIGHT_FORMAT,
            blend: Some(wgpu::BlendState { color: wider, alpha: wider }),
            write_mask: wgpu::ColorWrites::ALL,
        };
        let glow = shaders::module(&build.gpu.device, shaders::GLOW);
        let seen = &layouts.two[usize::from(multisampled)];
        let mut on_canvas = CanvasPipelines::new(&canvas, true);
        on_canvas.warm(&canvas, multisampled);
        Self {
            tone_map,
            canvas: on_canvas,
            distance: one(shaders::distance(multisampled), "fs_distance", &[&layouts.frame, seen], DISTANCE_FORMAT),
            visibility: one(shaders::VISIBILITY, "fs_visibility", &[&layouts.frame, &layouts.distances], VISIBILITY_FORMAT),
            blur: one(shaders::VISIBILITY_BLUR, "fs_blur", &[&layouts.found], VISIBILITY_FORMAT),
            resolve: multisampled.then(|| one(shaders::RESOLVE, "fs_resolve", &[&layouts.scene_depth[1]], LIGHT_FORMAT)),
            down: build.fullscreen(&glow, ("glow", "fs_down"), &[&layouts.picture], LIGHT_FORMAT.into()),
            up: build.fullscreen(&glow, ("glow", "fs_up"), &[&layouts.picture], up),
            finish: build.fullscreen(
                &canvas.switched(shaders::FINISH, &plain),
                ("finish", "fs_finish"),
                &[&layouts.finish],
                canvas.target_format.into(),
            ),
            show: build.picture(shaders::UPSCALE, "fs_upscale", build.target_format),
        }
    }
}

/// Textures of the high tier, by the size of the picture.
pub(crate) struct HighTargets {
    /// Attachment of what comes before shading.
    pub baked: wgpu::TextureView,
    /// Samples of light, and the group that reads them.
    pub samples: Option<(wgpu::TextureView, wgpu::BindGroup)>,
    /// Light, one number a pixel.
    pub light: Picture,
    pub visibility: wgpu::TextureView,
    /// What is finished, where the caller's target would not blend in linear light.
    pub canvas: Option<Picture>,
    /// Depth and `baked`.
    seen_bind_group: wgpu::BindGroup,
    distances: wgpu::TextureView,
    distances_bind_group: wgpu::BindGroup,
    found: wgpu::TextureView,
    found_bind_group: wgpu::BindGroup,
    /// Ever smaller.
    glow: Vec<Picture>,
    finish_bind_group: wgpu::BindGroup,
}

impl HighTargets {
    pub fn new(
        device: &wgpu::Device,
        layouts: &Layouts,
        sampler: &wgpu::Sampler,
        size: &TargetSize,
        depth: &wgpu::TextureView,
    ) -> Self {
        let readable = wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING;
        let [width, height] = size.shaded_px;
        let shaded = |n_samples, format| texture(device, size.shaded_px, n_samples, format, readable);
        let bind = |layout, entries: &[wgpu::BindingResource]| {
            let entries: Vec<_> = (0..)
                .zip(entries)
                .map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource: resource.clone() })
                .collect();
            device.create_bind_group(&wgpu::BindGroupDescriptor { label: Some("high tier"), layout, entries: &entries })
        };
        let multisampled = size.n_samples > 1;
        let baked = shaded(size.n_samples, BAKED_FORMAT);
        let samples = multisampled.then(|| shaded(size.n_samples, LIGHT_FORMAT));
        let samples = samples.map(|samples| (samples.clone(), bind(&layouts.scene_depth[1], &[texture_of(&samples)])));
        let light = Picture::new(device, layouts, sampler, shaded(1, LIGHT_FORMAT));
        let (distances, found, visibility) =
            (shaded(1, DISTANCE_FORMAT), shaded(1, VISIBILITY_FORMAT), shaded(1, VISIBILITY_FORMAT));
        let n_steps = (height / COARSEST_PX).max(2).ilog2();
        let step = |step: u32| {
            let size_px = [width, height].map(|side| (side >> step).max(1));
            Picture::new(device, layouts, sampler, texture(device, size_px, 1, LIGHT_FORMAT, readable))
        };
        let glow: Vec<_> = (1..=n_steps).map(step).collect();
        let canvas = (size.picture_format != size.target_format)
            .then(|| Picture::new(device, layouts, sampler, texture(device, size.output_px, 1, size.picture_format, readable)));
        Self {
            seen_bind_group: bind(&layouts.two[usize::from(multisampled)], &[texture_of(depth), texture_of(&baked)]),
            distances_bind_group: bind(&layouts.distances, &[texture_of(&distances)]),
            found_bind_group: bind(&layouts.found, &[texture_of(&distances), texture_of(&found)]),
            finish_bind_group: bind(
                &layouts.finish,
                &[texture_of(&light.view), wgpu::BindingResource::Sampler(sampler), texture_of(&glow[0].view)],
            ),
            baked,
            samples,
            light,
            visibility,
            canvas,
            distances,
            found,
            glow,
        }
    }

    /// From depth to how open each pixel is. `frame`: the frame's bind group.
    pub fn draw_visibility(&self, encoder: &mut wgpu::CommandEncoder, pipelines: &HighPipelines, frame: &wgpu::BindGroup) {
        fullscreen(encoder, &self.distances, &pipelines.distance, &[frame, &self.seen_bind_group]);
        fullscreen(encoder, &self.found, &pipelines.visibility, &[frame, &self.distances_bind_group]);
        fullscreen(encoder, &self.visibility, &pipelines.blur, &[&self.found_bind_group]);
    }

    /// One number a pixel, once surfaces are drawn.
    pub fn resolve(&self, encoder: &mut wgpu::CommandEncoder, pipelines: &HighPipelines) {
        if let (Some((_, samples)), Some(pipeline)) = (&self.samples, &pipelines.resolve) {
            fullscreen(encoder, &self.light.view, pipeline, &[samples]);
        }
    }

    /// From light to what is shown.
    pub fn draw_shown(&self, encoder: &mut wgpu::CommandEncoder, pipelines: &HighPipelines, to: &wgpu::TextureView) {
        let mut from = &self.light;
        for step in &self.glow {
            fullscreen(encoder, &step.view, &pipelines.down, &[&from.bind_group]);
            from = step;
        }
        for pair in self.glow.windows(2).rev() {
            let mut pass = overlay_pass(encoder, &pair[0].view, wgpu::LoadOp::Load);
            pass.set_pipeline(&pipelines.up);
            pass.set_blend_constant(wgpu::Color { r: WIDER, g: WIDER, b: WIDER, a: WIDER });
            pass.set_bind_group(0, &pair[1].bind_group, &[]);
            pass.draw(0..3, 0..1);
        }
        fullscreen(encoder, to, &pipelines.finish, &[&self.finish_bind_group]);
    }

    /// What is finished, to where it is wanted.
    pub fn draw_to(&self, encoder: &mut wgpu::CommandEncoder, pipelines: &HighPipelines, target: &wgpu::TextureView) {
        if let Some(canvas) = &self.canvas {
            fullscreen(encoder, target, &pipelines.show, &[&canvas.bind_group]);
        }
    }
}

fn texture_of(view: &wgpu::TextureView) -> wgpu::BindingResource<'_> {
    wgpu::BindingResource::TextureView(view)
}

fn fullscreen(
    encoder: &mut wgpu::CommandEncoder,
    to: &wgpu::TextureView,
    pipeline: &wgpu::RenderPipeline,
    groups: &[&wgpu::BindGroup],
) {
    let mut pass = overlay_pass(encoder, to, wgpu::LoadOp::Clear(wgpu::Color::BLACK));
    pass.set_pipeline(pipeline);
    for (index, group) in (0..).zip(groups) {
        pass.set_bind_group(index, *group, &[]);
    }
    pass.draw(0..3, 0..1);
}
