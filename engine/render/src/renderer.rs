//! The order of a frame. Start at [`Renderer::render`].

use crate::backdrop::Backdrop;
use crate::contact::ContactPass;
use crate::draw::{Bound, draw_primitive, overlay_pass};
use crate::draw_list::{Visible, caster_bounds};
use crate::ghosts::GhostPass;
use crate::layouts::Layouts;
use crate::lights::FrameLights;
use crate::occlusion::Window;
use crate::outline::OutlinePass;
use crate::pipelines::{Build, Pipelines};
use crate::placing::place;
use crate::shadow::{CasterState, Redraw};
use crate::sprites::SpritePass;
use crate::surface_key::SurfaceKey;
use crate::targets::{Picture, TargetSize, Targets};
use crate::text::{FontError, FontOf, TextPass};
use crate::tier::Tier;
use crate::timing::{PassTime, Timer};
use crate::tone::ToneMap;
use crate::uniforms::{FrameUniforms, NodeLights};
use crate::{Frame, Gpu, SceneGpu, ShareOut};
use bytemuck::Zeroable;
use glam::{Mat4, Vec3};
use scene::{NodeIdx, Scene};
use std::collections::BTreeSet;

/// Draws scenes into textures of one format.
pub struct Renderer {
    pub(crate) layouts: Layouts,
    pub(crate) samplers: Samplers,
    /// How much light from everywhere surfaces send back.
    pub(crate) response: wgpu::TextureView,
    pipelines: Pipelines,
    targets: Option<Targets>,
    contacts: ContactPass,
    outlines: OutlinePass,
    texts: TextPass,
    sprites: SpritePass,
    ghosts: GhostPass,
    target_format: wgpu::TextureFormat,
    tier: Tier,
    tone_map: ToneMap,
    /// None: the tier's.
    render_scale: Option<f32>,
    keys: BTreeSet<SurfaceKey>,
    pub(crate) share_out: ShareOut,
    timer: Option<Timer>,
}

pub(crate) struct Samplers {
    /// Linear, clamped.
    pub smooth: wgpu::Sampler,
    /// Linear between mips too.
    pub mipmapped: wgpu::Sampler,
    pub shadow: wgpu::Sampler,
}

/// What a frame cost, in things sent to the GPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameStats {
    pub n_draws: u32,
    pub n_triangles: u32,
    pub n_shadow_draws: u32,
}

impl Renderer {
    /// `target_format`: an 8-bit format, or a float one for [`ToneMap::Linear`]. Formats without `Srgb` are the faster ones on a software GPU: the shaders then encode.
    pub fn new(gpu: &Gpu, target_format: wgpu::TextureFormat, tier: Tier) -> Self {
        let layouts = Layouts::new(&gpu.device);
        let samplers = Samplers::new(&gpu.device);
        let pipelines = Pipelines::new(gpu, &layouts, target_format);
        let outlines = OutlinePass::new(&gpu.device, target_format);
        let texts = TextPass::new(target_format);
        Self {
            layouts,
            samplers,
            response: crate::response::upload(gpu),
            pipelines,
            targets: None,
            contacts: ContactPass::default(),
            outlines,
            texts,
            sprites: SpritePass::default(),
            ghosts: GhostPass::default(),
            target_format,
            tier,
            tone_map: ToneMap::default(),
            render_scale: None,
            keys: BTreeSet::new(),
            share_out: crate::share_out::in_turn,
            timer: None,
        }
    }

    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Builds the new tier's pipelines for all scenes uploaded so far before it returns.
    pub fn set_tier(&mut self, gpu: &Gpu, tier: Tier) {
        self.tier = tier;
        self.warm(gpu, std::iter::empty());
    }

    /// Builds the pipelines for it, like [`Self::set_tier`]. [`ToneMap::Linear`] wants a float target: make the renderer with
    /// [`crate::OffscreenTarget::LINEAR_FORMAT`].
    pub fn set_tone_map(&mut self, gpu: &Gpu, tone_map: ToneMap) {
        self.tone_map = tone_map;
        self.sprites = SpritePass::default();
        self.warm(gpu, std::iter::empty());
    }

    /// Shades this share of the output's width and height, 0.25 to 1; None leaves it to the tier.
    pub fn set_render_scale(&mut self, render_scale: Option<f32>) {
        self.render_scale = render_scale.map(|scale| scale.clamp(0.25, 1.0));
    }

    /// Who shares the work of uploads and of building pipelines out among threads. Until it is set, all is done in turn.
    pub fn set_share_out(&mut self, share_out: ShareOut) {
        self.share_out = share_out;
    }

    /// Lets the graphics card tell how long it is at the parts of a frame, where it can.
    pub fn set_timing(&mut self, gpu: &Gpu, wanted: bool) {
        if wanted != self.timer.is_some() {
            self.timer = if wanted { Timer::new(gpu) } else { None };
        }
    }

    /// What it told last, of a frame that is done; empty where it cannot tell, or was not asked.
    pub fn pass_times(&mut self, gpu: &Gpu) -> &[PassTime] {
        self.timer.as_mut().map_or(&[], |timer| {
            timer.collect(gpu);
            &timer.times
        })
    }

    /// The font of [`crate::WorldText`], TrueType or OpenType. Until one is set, texts are not drawn.
    pub fn set_font(&mut self, bytes: &[u8]) -> Result<(), FontError> {
        self.texts.set_font(bytes)
    }

    /// The meshes of [`crate::GhostShape::Mesh`], by their place in this file. Until they are set, those ghosts are not drawn.
    pub fn set_shapes(&mut self, gpu: &Gpu, shapes: &Scene) {
        self.ghosts.set_shapes(gpu, shapes);
    }

    /// Where fonts come from for letters that the set font does not have. Asked when a text needs them.
    pub fn set_more_fonts(&mut self, of: FontOf) {
        self.texts.set_more_fonts(of);
    }

    /// Draws one picture into `target`, which has the renderer's format and the given size, and submits it.
    pub fn render(
        &mut self,
        gpu: &Gpu,
        scene: &mut SceneGpu,
        frame: &Frame,
        target: &wgpu::TextureView,
        size_px: [u32; 2],
    ) -> FrameStats {
        assert_eq!(frame.world_from_nodes.len(), scene.visible_at_upload.len(), "one matrix for each node of the scene");
        if size_px.contains(&0) {
            return FrameStats::default();
        }
        let flags = if frame.visible.is_empty() { scene.visible_at_upload.clone() } else { frame.visible.to_vec() };
        let is_visible = |node: NodeIdx| flags.get(node).copied().unwrap_or(true);
        let clip_from_world = frame.view.clip_from_view(size_px[0] as f32 / size_px[1] as f32) * frame.view.view_from_world();
        let eye = frame.view.world_from_view.w_axis.truncate();

        let lights = FrameLights::new(&scene.placed_lights, frame.world_from_nodes, is_visible);
        let placing = place(gpu, scene, frame, &lights, is_visible);
        self.contacts.prepare(gpu, placing.figures.iter().map(Vec::as_slice));
        let bounds = caster_bounds(&scene.drawables);
        let redraw = scene.shadow.update(lights.sun, &placing.casters, bounds);
        let uniforms = frame_uniforms(scene, &lights, clip_from_world, eye);
        gpu.queue.write_buffer(&scene.buffers.frame, 0, bytemuck::bytes_of(&uniforms));
        let shades_hidden = gpu.software && self.tier.quality(gpu).n_samples > 1;
        let sight = shades_hidden.then(|| scene.occluders.seen_from(clip_from_world, frame.world_from_nodes, is_visible));
        let visible = Visible::new(scene, frame, &clip_from_world, is_visible, sight.as_ref());
        self.resize(gpu, size_px);
        self.outlines.prepare(gpu, scene, frame, &clip_from_world, size_px);
        self.texts.prepare(gpu, &self.layouts, &self.samplers, frame.texts);
        let n_samples = self.tier.quality(gpu).n_samples;
        let build = Build { gpu, layouts: &self.layouts, target_format: self.target_format, tone_map: self.tone_map };
        let ambient = scene.irradiance[0].truncate();
        self.sprites.prepare(&build, &self.samplers, self.tier, frame, &lights, ambient, n_samples > 1);
        self.ghosts.prepare(&build, scene, frame, n_samples);

        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        let mut timer = self.timer.take();
        let mut done = |encoder: &mut wgpu::CommandEncoder, part| timer.iter_mut().for_each(|timer| timer.mark(encoder, part));
        done(&mut encoder, None);
        let mut stats =
            FrameStats { n_shadow_draws: self.draw_shadows(&mut encoder, scene, redraw, &placing.casters), ..Default::default() };
        done(&mut encoder, Some("shadows"));
        let lighting = self.draw_backdrop(gpu, &mut encoder, scene, &visible, &mut stats);
        done(&mut encoder, Some("behind glass"));
        self.draw_surfaces(&mut encoder, scene, &visible, lighting.as_ref(), target, &mut stats);
        done(&mut encoder, Some("surfaces"));
        self.draw_sprites(&mut encoder, scene, target);
        done(&mut encoder, Some("steam"));
        self.draw_upscaled(&mut encoder, target);
        done(&mut encoder, Some("smoothing"));
        self.draw_overlay(gpu, &mut encoder, scene, target);
        done(&mut encoder, Some("texts, outlines"));
        timer.iter_mut().for_each(|timer| timer.end(&mut encoder));
        gpu.queue.submit([encoder.finish()]);
        timer.iter_mut().for_each(Timer::submitted);
        self.timer = timer;
        stats
    }

    /// Draws a finished picture over all of `target`, which has the renderer's format too: what a window shows under its texts
    /// and buttons, at a fraction of what a UI library's textured and blended quad costs a software GPU.
    pub fn show(&self, gpu: &Gpu, picture: &wgpu::TextureView, target: &wgpu::TextureView) {
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("picture"),
            layout: &self.layouts.picture,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(picture) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&self.samplers.smooth) },
            ],
        });
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("show") });
        let mut pass = overlay_pass(&mut encoder, target, wgpu::LoadOp::Clear(wgpu::Color::BLACK));
        pass.set_pipeline(&self.pipelines.upscale);
        pass.set_bind_group(0, &bind_group, &[]);
        pass.draw(0..3, 0..1);
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
    }

    pub(crate) fn anisotropy(&self, gpu: &Gpu) -> u16 {
        self.tier.quality(gpu).anisotropy
    }

    /// Builds what is missing for these primitives.
    pub(crate) fn warm(&mut self, gpu: &Gpu, keys: impl Iterator<Item = SurfaceKey>) {
        self.keys.extend(keys);
        self.pipelines.warm(gpu, &self.layouts, self.keys.iter().copied(), (self.tier, self.tone_map), self.share_out);
    }

    fn resize(&mut self, gpu: &Gpu, output_px: [u32; 2]) {
        let quality = self.tier.quality(gpu);
        let scale = self.render_scale.unwrap_or(quality.render_scale);
        let shaded_px = output_px.map(|size| ((size as f32 * scale).round() as u32).max(1));
        let size = TargetSize { output_px, shaded_px, n_samples: quality.n_samples };
        if self.targets.as_ref().is_none_or(|targets| targets.size != size) {
            self.targets = None; // Let go of the old before the new is made.
            self.targets = Some(Targets::new(&gpu.device, &self.layouts, self.target_format, &self.samplers.smooth, size));
        }
    }

    fn draw_shadows(&self, encoder: &mut wgpu::CommandEncoder, scene: &SceneGpu, redraw: Redraw, states: &[CasterState]) -> u32 {
        if redraw == Redraw::Nothing {
            return 0;
        }
        let shadow = &scene.shadow;
        let mut n_draws = 0;
        // `movers`: only those, only the others, or all.
        let mut draw = |encoder: &mut wgpu::CommandEncoder, view, load, movers: Option<bool>| {
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("shadows"),
                depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                    view,
                    depth_ops: Some(wgpu::Operations { load, store: wgpu::StoreOp::Store }),
                    stencil_ops: None,
                }),
                ..Default::default()
            });
            pass.set_bind_group(0, &scene.buffers.frame_bind_group, &[]);
            let mut bound = Bound::default();
            for primitive in &scene.primitives {
                let caster = primitive.drawable;
                if primitive.casts_shadow
                    && states[caster].is_some()
                    && movers.is_none_or(|movers| movers == shadow.is_mover(caster))
                {
                    let pipeline = &self.pipelines.shadow[usize::from(primitive.first_skin_vertex.is_some())];
                    bound.set_pipeline(&mut pass, pipeline);
                    draw_primitive(&mut pass, scene, primitive, &mut bound, &scene.buffers.instances, caster as u32, 1);
                    n_draws += 1;
                }
            }
        };
        let Some((still, still_view)) = &shadow.still else {
            draw(encoder, &shadow.map_view, wgpu::LoadOp::Clear(1.0), None);
            return n_draws;
        };
        if redraw == Redraw::Everything {
            draw(encoder, still_view, wgpu::LoadOp::Clear(1.0), Some(false));
        }
        encoder.copy_texture_to_texture(still.as_image_copy(), shadow.map.as_image_copy(), shadow.map.size());
        draw(encoder, &shadow.map_view, wgpu::LoadOp::Load, Some(true));
        n_draws
    }

    /// Where glass is in sight and the tier affords it: what it looks into, bound.
    fn draw_backdrop(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        visible: &Visible,
        stats: &mut FrameStats,
    ) -> Option<wgpu::BindGroup> {
        let lets_through = |idx: &usize| scene.primitives[*idx].key.has(SurfaceKey::TRANSMISSION);
        if self.tier == Tier::Low || !visible.blended.iter().any(lets_through) {
            return None;
        }
        let (layouts, smooth) = (&self.layouts, &self.samplers.smooth);
        let targets = self.targets.as_mut()?;
        let size = targets.size;
        targets.backdrop.get_or_insert_with(|| Backdrop::new(&gpu.device, layouts, smooth, size));
        let targets = self.targets.as_ref()?;
        let backdrop = targets.backdrop.as_ref()?;
        backdrop.draw(encoder, &targets.depth, &self.pipelines.halve, |pass| {
            pass.set_bind_group(0, &scene.buffers.lighting_bind_group, &[]);
            self.draw_list(pass, scene, &visible.opaque, visible, targets, (true, stats));
        });
        Some(scene.buffers.lighting_before(gpu, self, &backdrop.whole))
    }

    fn draw_surfaces(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        visible: &Visible,
        behind_glass: Option<&wgpu::BindGroup>,
        target: &wgpu::TextureView,
        stats: &mut FrameStats,
    ) {
        let Some(targets) = &self.targets else { return };
        let picture = targets.rough.as_ref().or(targets.small.as_ref()).map_or(target, |picture| &picture.view);
        let (view, resolve_target) = targets.multisampled.as_ref().map_or((picture, None), |samples| (samples, Some(picture)));
        let store = if resolve_target.is_some() { wgpu::StoreOp::Discard } else { wgpu::StoreOp::Store };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("surfaces"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view,
                depth_slice: None,
                resolve_target,
                ops: wgpu::Operations { load: wgpu::LoadOp::Clear(background(scene.background_srgb, self.target_format)), store },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &targets.depth,
                depth_ops: Some(wgpu::Operations { load: wgpu::LoadOp::Clear(0.0), store: wgpu::StoreOp::Store }),
                stencil_ops: None,
            }),
            ..Default::default()
        });
        pass.set_bind_group(0, &scene.buffers.lighting_bind_group, &[]);
        self.draw_list(&mut pass, scene, &visible.opaque, visible, targets, (false, stats));
        if let Some(pipeline) = self.pipelines.contact(self.tier) {
            let [width, height] = targets.size.shaded_px;
            pass.set_scissor_rect(0, 0, width, height);
            self.contacts.draw(&mut pass, pipeline);
        }
        if let Some(lighting) = behind_glass {
            pass.set_bind_group(0, lighting, &[]);
        }
        self.draw_list(&mut pass, scene, &visible.blended, visible, targets, (false, stats));
        let [width, height] = targets.size.shaded_px;
        pass.set_scissor_rect(0, 0, width, height);
        self.ghosts.draw(&mut pass, scene);
    }

    /// Steam and the like, over the surfaces and as large as these are shaded.
    fn draw_sprites(&self, encoder: &mut wgpu::CommandEncoder, scene: &SceneGpu, target: &wgpu::TextureView) {
        let Some(targets) = self.targets.as_ref().filter(|_| !self.sprites.is_empty()) else { return };
        let picture = targets.rough.as_ref().or(targets.small.as_ref()).map_or(target, |picture| &picture.view);
        let mut pass = overlay_pass(encoder, picture, wgpu::LoadOp::Load);
        let multisampled = targets.size.n_samples > 1;
        self.sprites.draw(&mut pass, &scene.buffers.lighting_bind_group, &targets.depth_bind_group, multisampled);
    }

    /// Draws primitives in this order, each within its window.
    fn draw_list(
        &self,
        pass: &mut wgpu::RenderPass,
        scene: &SceneGpu,
        list: &[usize],
        visible: &Visible,
        targets: &Targets,
        (is_backdrop, stats): (bool, &mut FrameStats),
    ) {
        let mut bound = Bound::default();
        let (mut material, mut lit, mut window) = (None, None, None);
        for primitive in list.iter().map(|idx| &scene.primitives[*idx]) {
            let key = primitive.key.with_if(is_backdrop, SurfaceKey::BACKDROP);
            // Only a scene uploaded with another renderer lacks its pipelines.
            let Some(pipeline) = self.pipelines.surface(key, self.tier, self.tone_map) else { continue };
            bound.set_pipeline(pass, pipeline);
            let drawn_within = visible.windows[primitive.drawable].unwrap_or(Window::ALL);
            if window.replace(drawn_within) != Some(drawn_within) {
                let [left, top, width, height] = drawn_within.pixels(targets.size.shaded_px);
                pass.set_scissor_rect(left, top, width, height);
            }
            if material.replace(primitive.material) != Some(primitive.material) {
                pass.set_bind_group(1, &scene.material_bind_groups[primitive.material], &[]);
            }
            let lights_slot = scene.drawables[primitive.drawable].place.lights_slot;
            if lit.replace(lights_slot) != Some(lights_slot) {
                let offset = size_of::<NodeLights>() * lights_slot;
                pass.set_bind_group(2, &scene.buffers.lights_bind_group, &[offset as u32]);
            }
            draw_primitive(pass, scene, primitive, &mut bound, &scene.buffers.instances, primitive.drawable as u32, 3);
            stats.n_draws += 1;
            stats.n_triangles += if primitive.is_solid() { primitive.indices.len() as u32 / 3 } else { 0 };
        }
    }

    /// Smooths a picture that was shaded once a pixel, and brings a small one to the size of the target.
    fn draw_upscaled(&self, encoder: &mut wgpu::CommandEncoder, target: &wgpu::TextureView) {
        let Some(targets) = &self.targets else { return };
        let mut copy = |from: &Picture, to: &wgpu::TextureView, pipeline: &wgpu::RenderPipeline| {
            let mut pass = overlay_pass(encoder, to, wgpu::LoadOp::Clear(wgpu::Color::BLACK));
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, &from.bind_group, &[]);
            pass.draw(0..3, 0..1);
        };
        if let Some(rough) = &targets.rough {
            copy(rough, targets.small.as_ref().map_or(target, |small| &small.view), &self.pipelines.smooth);
        }
        if let Some(small) = &targets.small {
            copy(small, target, &self.pipelines.upscale);
        }
    }

    /// Texts and outlines, at the output's resolution.
    fn draw_overlay(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, scene: &SceneGpu, target: &wgpu::TextureView) {
        let Some(targets) = &mut self.targets else { return };
        if !self.texts.is_empty() {
            let mut pass = overlay_pass(encoder, target, wgpu::LoadOp::Load);
            pass.set_pipeline(&self.pipelines.text[usize::from(targets.size.n_samples > 1)]);
            pass.set_bind_group(0, &scene.buffers.frame_bind_group, &[]);
            pass.set_bind_group(1, &targets.depth_bind_group, &[]);
            self.texts.draw(&mut pass);
        }
        self.outlines.draw(gpu, &self.layouts, &self.pipelines, targets, encoder, scene, target);
    }
}

impl Samplers {
    fn new(device: &wgpu::Device) -> Self {
        let linear = wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..Default::default()
        };
        Self {
            smooth: device.create_sampler(&linear),
            mipmapped: device
                .create_sampler(&wgpu::SamplerDescriptor { mipmap_filter: wgpu::MipmapFilterMode::Linear, ..linear.clone() }),
            shadow: device.create_sampler(&wgpu::SamplerDescriptor { compare: Some(wgpu::CompareFunction::LessEqual), ..linear }),
        }
    }
}

/// A colour as it has to be written to a target.
fn background(srgb: [u8; 3], format: wgpu::TextureFormat) -> wgpu::Color {
    let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    let [r, g, b] = srgb.map(|byte| f64::from(byte) / 255.0).map(|value| if format.is_srgb() { linear(value) } else { value });
    wgpu::Color { r, g, b, a: 1.0 }
}

fn frame_uniforms(scene: &SceneGpu, lights: &FrameLights, clip_from_world: Mat4, eye: Vec3) -> FrameUniforms {
    let mut uniforms = FrameUniforms::zeroed();
    let projection = &scene.shadow.projection;
    uniforms.clip_from_world = clip_from_world;
    uniforms.shadow_from_world = projection.map_from_world;
    uniforms.shadow_clip_from_world = projection.clip_from_world;
    uniforms.shadow_texel_m = projection.texel_m;
    uniforms.shadow_texel_uv = 1.0 / crate::shadow::SIZE_PX as f32;
    uniforms.eye = eye;
    uniforms.exposure = scene.exposure;
    if let Some(sun) = lights.sun {
        uniforms.to_sun = sun.to_sun;
        uniforms.sun_irradiance = sun.irradiance;
    }
    uniforms.irradiance = scene.irradiance;
    uniforms
}
