//! The order of a frame. Start at [`Renderer::render`].

use crate::backdrop::Backdrop;
use crate::contact::ContactPass;
use crate::draw::{Plan, overlay_pass};
use crate::draw_list::caster_bounds;
use crate::figures::Columns;
use crate::ghosts::GhostPass;
use crate::layouts::Layouts;
use crate::lights::FrameLights;
use crate::opened::{OpenedPass, Opening, write_uniforms};
use crate::outline::OutlinePass;
use crate::pipelines::{Build, Pipelines};
use crate::placing::{all_cast, figures, place};
use crate::runs::Calls;
use crate::shadow::Redraw;
use crate::sprites::SpritePass;
use crate::surface_key::SurfaceKey;
use crate::targets::{Picture, Targets};
use crate::text::{FontError, FontOf, TextPass};
use crate::tier::Tier;
use crate::timing::{PassTime, Timer};
use crate::tone::ToneMap;
use crate::view_uniforms::frame_uniforms;
use crate::visible::Visible;
use crate::{Frame, Gpu, Projection, SceneGpu, ShareOut};
use glam::Vec3;
use scene::{NodeIdx, Scene};
use std::collections::BTreeSet;

/// Draws scenes into textures of one format.
pub struct Renderer {
    pub(crate) layouts: Layouts,
    pub(crate) samplers: Samplers,
    /// How much light from everywhere surfaces send back.
    pub(crate) response: wgpu::TextureView,
    pub(crate) pipelines: Pipelines,
    pub(crate) targets: Option<Targets>,
    /// Of the size before this one.
    pub(crate) other_targets: Option<Targets>,
    contacts: ContactPass,
    outlines: OutlinePass,
    texts: TextPass,
    sprites: SpritePass,
    ghosts: GhostPass,
    pub(crate) opened: OpenedPass,
    pub(crate) target_format: wgpu::TextureFormat,
    pub(crate) tier: Tier,
    pub(crate) tone_map: ToneMap,
    /// None: the tier's.
    pub(crate) render_scale: Option<f32>,
    /// None: the tier's.
    pub(crate) n_samples: Option<u32>,
    /// None: what is quickest on the adapter.
    calls: Option<Calls>,
    /// Of the frame that is drawn.
    pub(crate) visible: Visible,
    pub(crate) plan: Plan,
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

/// What surfaces are drawn for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Depth,
    Backdrop,
    Shown,
}

/// What a frame cost, in things sent to the GPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameStats {
    pub n_draws: u32,
    pub n_triangles: u32,
    pub n_shadow_draws: u32,
    /// With how many calls all of these were asked for.
    pub n_calls: u32,
}

impl Renderer {
    /// `target_format`: an 8-bit format, or a float one for [`ToneMap::Linear`]. Formats without `Srgb` are the faster ones on a software GPU: the shaders then encode.
    pub fn new(gpu: &Gpu, target_format: wgpu::TextureFormat, tier: Tier) -> Self {
        let layouts = Layouts::new(&gpu.device);
        let samplers = Samplers::new(&gpu.device);
        let pipelines = Pipelines::new(gpu, &layouts, target_format);
        let outlines = OutlinePass::new(&gpu.device);
        let texts = TextPass::new();
        Self {
            layouts,
            samplers,
            response: crate::response::upload(gpu),
            pipelines,
            targets: None,
            other_targets: None,
            contacts: ContactPass::default(),
            outlines,
            texts,
            sprites: SpritePass::default(),
            ghosts: GhostPass::default(),
            opened: OpenedPass::default(),
            target_format,
            tier,
            tone_map: ToneMap::default(),
            render_scale: None,
            n_samples: None,
            calls: None,
            visible: Visible::default(),
            plan: Plan::default(),
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
        self.sprites = SpritePass::default();
        self.warm(gpu, std::iter::empty());
    }

    /// Builds the pipelines for it, like [`Self::set_tier`]. [`ToneMap::Linear`] wants a float target: make the renderer with
    /// [`crate::OffscreenTarget::LINEAR_FORMAT`].
    pub fn set_tone_map(&mut self, gpu: &Gpu, tone_map: ToneMap) {
        self.tone_map = tone_map;
        self.sprites = SpritePass::default();
        self.warm(gpu, std::iter::empty());
    }

    /// Who shares the work of uploads and of building pipelines out among threads. Until it is set, all is done in turn.
    pub fn set_share_out(&mut self, share_out: ShareOut) {
        self.share_out = share_out;
    }

    /// How draws of one state are asked for; None: as is quickest on the adapter. Where it has no indirect calls, none are made.
    pub fn set_calls(&mut self, calls: Option<Calls>) {
        self.calls = calls;
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
        scene.bind_for(gpu, self);
        let flags = if frame.visible.is_empty() { scene.visible_at_upload.clone() } else { frame.visible.to_vec() };
        let is_visible = |node: NodeIdx| flags.get(node).copied().unwrap_or(true);
        let clip_from_world = frame.view.clip_from_view(size_px[0] as f32 / size_px[1] as f32) * frame.view.view_from_world();

        if let Some(keys) = scene.fill_with(frame.showing.fog) {
            self.warm(gpu, keys.into_iter());
        }
        let lights = FrameLights::new(&scene.placed_lights, frame.world_from_nodes, is_visible);
        let opening = Opening::of(&frame.showing, flags.len());
        if scene.placed.opening != opening {
            self.warm(gpu, opening.keys(scene).into_iter());
        }
        place(gpu, scene, frame, &lights, opening, &flags);
        scene.order.bring_up_to_date(&scene.drawables, &scene.primitives, &scene.placed.opening, scene.revision);
        let figures = figures(scene, is_visible);
        self.contacts.prepare(gpu, figures.iter().map(Vec::as_slice));
        let bounds = || caster_bounds(&scene.drawables, &scene.placed.crowd);
        let redraw = scene.shadow.update(lights.sun, &scene.placed.casters, bounds);
        if redraw != Redraw::Nothing {
            all_cast(scene);
        }
        let columns = Columns::of(&figures, frame.view.eye());
        let mut uniforms = frame_uniforms(scene, &lights, (frame, clip_from_world), &columns, size_px);
        let writes_linear = self.tier == Tier::High || !self.tone_map.encodes(self.target_format);
        write_uniforms(&mut uniforms, &frame.showing, writes_linear, size_px[1]);
        gpu.queue.write_buffer(&scene.buffers.frame, 0, bytemuck::bytes_of(&uniforms));
        let n_samples = self.quality(gpu).n_samples;
        // What lies before a parallel view is not behind its eye, and would hide things.
        let shades_hidden = gpu.software && n_samples > 1 && matches!(frame.view.projection, Projection::Perspective { .. });
        let hides = |node: NodeIdx| is_visible(node) && !scene.placed.opening.is_open(node);
        let sight = shades_hidden.then(|| scene.occluders.seen_from(clip_from_world, frame.world_from_nodes, hides));
        self.visible.look(scene, frame, &clip_from_world, is_visible, sight.as_ref());
        self.plan.make(gpu, self.calls_on(gpu), scene, &self.visible, redraw);
        self.resize(gpu, size_px);
        let encodes = self.tone_map.encodes(self.picture_format());
        self.outlines.prepare(gpu, scene, (frame, &scene.placed.opening), &clip_from_world, (size_px, encodes));
        self.texts.prepare(gpu, &self.layouts, &self.samplers, frame.texts, encodes);
        let (layouts, target_format, tone_map) = (&self.layouts, self.target_format, self.tone_map);
        let build = Build { gpu, layouts, target_format, tone_map, is_light: false, n_samples: self.n_samples }.drawn(self.tier);
        let ambient = |point: Vec3| scene.surroundings.irradiance_at(point)[0];
        self.sprites.prepare(&build, &self.samplers, self.tier, frame, &lights, &ambient, n_samples > 1);
        self.ghosts.prepare(&build, scene, frame, n_samples);
        self.opened.prepare(&build, &frame.showing, n_samples);

        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        let mut timer = self.timer.take();
        let mut done = |encoder: &mut wgpu::CommandEncoder, part| timer.iter_mut().for_each(|timer| timer.mark(encoder, part));
        done(&mut encoder, None);
        let mut stats = FrameStats::default();
        self.draw_shadows(&mut encoder, scene, redraw, &mut stats);
        done(&mut encoder, Some("shadows"));
        let around = self.draw_visibility(gpu, &mut encoder, scene, &mut stats);
        let around = around.as_ref().unwrap_or(&scene.buffers.lighting_bind_group);
        done(&mut encoder, Some("occlusion"));
        let behind_glass = self.draw_backdrop(gpu, &mut encoder, scene, (around, &mut stats));
        done(&mut encoder, Some("behind glass"));
        // Texts and outlines go over what is finished, in the high tier before it is copied to the target.
        let canvas = self.targets.as_ref().and_then(|targets| targets.high.as_ref()?.canvas.as_ref());
        let canvas = canvas.map_or(target, |canvas| &canvas.view).clone();
        self.draw_surfaces(&mut encoder, scene, (around, behind_glass.as_ref()), (&canvas, &mut stats));
        done(&mut encoder, Some("surfaces"));
        self.draw_sprites(&mut encoder, scene, &canvas);
        done(&mut encoder, Some("steam"));
        self.draw_upscaled(&mut encoder, &canvas);
        done(&mut encoder, Some("smoothing"));
        self.draw_overlay(gpu, &mut encoder, scene, &canvas);
        done(&mut encoder, Some("texts, outlines"));
        if let Some((high, pipelines)) = self.high() {
            high.draw_to(&mut encoder, pipelines, target);
        }
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
        pass.set_pipeline(&self.pipelines.canvas.upscale);
        pass.set_bind_group(0, &bind_group, &[]);
        pass.draw(0..3, 0..1);
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
    }

    /// Builds what is missing for these primitives.
    pub(crate) fn warm(&mut self, gpu: &Gpu, keys: impl Iterator<Item = SurfaceKey>) {
        self.keys.extend(keys);
        self.pipelines.warm(gpu, &self.layouts, self.keys.iter().copied(), (self.tier, self.tone_map), self.share_out);
    }

    /// Where glass is in sight and the tier affords it: what it looks into, bound.
    fn draw_backdrop(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        (around, stats): (&wgpu::BindGroup, &mut FrameStats),
    ) -> Option<wgpu::BindGroup> {
        let lets_through = |idx: &usize| scene.primitives[*idx].key.has(SurfaceKey::TRANSMISSION);
        if self.tier == Tier::Low || !self.visible.blended.iter().any(lets_through) {
            return None;
        }
        let (layouts, smooth) = (&self.layouts, &self.samplers.smooth);
        let targets = self.targets.as_mut()?;
        let size = targets.size;
        targets.backdrop.get_or_insert_with(|| Backdrop::new(&gpu.device, layouts, smooth, size));
        let targets = self.targets.as_ref()?;
        let (backdrop, halve) = (targets.backdrop.as_ref()?, self.pipelines.halve.as_ref()?);
        backdrop.draw(encoder, (&targets.depth, targets.high.is_some()), halve, |pass| {
            pass.set_bind_group(0, around, &[]);
            self.draw_runs(pass, scene, &self.plan.opaque, targets, (Purpose::Backdrop, stats));
        });
        Some(scene.buffers.lighting_before(gpu, self, &backdrop.whole))
    }

    fn draw_surfaces(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        (around, behind_glass): (&wgpu::BindGroup, Option<&wgpu::BindGroup>),
        (target, stats): (&wgpu::TextureView, &mut FrameStats),
    ) {
        let Some(targets) = &self.targets else { return };
        let picture = targets.drawn_to(target);
        let (view, resolve_target) = targets.multisampled.as_ref().map_or((picture, None), |samples| (samples, Some(picture)));
        let view = targets.high.as_ref().and_then(|high| high.samples.as_ref()).map_or(view, |(samples, _)| samples);
        let store = if resolve_target.is_some() { wgpu::StoreOp::Discard } else { wgpu::StoreOp::Store };
        let depth_load = if targets.high.is_some() { wgpu::LoadOp::Load } else { wgpu::LoadOp::Clear(0.0) };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("surfaces"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view,
                depth_slice: None,
                resolve_target,
                ops: wgpu::Operations { load: wgpu::LoadOp::Clear(self.background(scene.background_srgb)), store },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &targets.depth,
                depth_ops: Some(wgpu::Operations { load: depth_load, store: wgpu::StoreOp::Store }),
                stencil_ops: None,
            }),
            ..Default::default()
        });
        pass.set_bind_group(0, around, &[]);
        let haze = self.pipelines.haze(self.tier, self.tone_map);
        if let Some(pipeline) = haze.filter(|_| scene.shown_fog.is_some()) {
            pass.set_pipeline(pipeline);
            pass.set_bind_group(1, &scene.background, &[]);
            pass.draw(0..3, 0..1);
        }
        self.draw_runs(&mut pass, scene, &self.plan.opaque, targets, (Purpose::Shown, stats));
        let [width, height] = targets.size.shaded_px;
        pass.set_scissor_rect(0, 0, width, height);
        self.opened.draw_caps(&mut pass, scene, &self.visible.opaque, &scene.placed.opening);
        if let Some(pipeline) = self.pipelines.contact(self.tier) {
            self.contacts.draw(&mut pass, pipeline);
        }
        if let Some(lighting) = behind_glass {
            pass.set_bind_group(0, lighting, &[]);
        }
        self.draw_runs(&mut pass, scene, &self.plan.blended, targets, (Purpose::Shown, stats));
        pass.set_scissor_rect(0, 0, width, height);
        self.opened.draw_glass(&mut pass, scene, &self.visible.glass);
        self.ghosts.draw(&mut pass, scene);
        drop(pass);
        if let Some((high, pipelines)) = self.high() {
            high.resolve(encoder, pipelines);
        }
    }

    /// Steam and the like, over the surfaces and as large as these are shaded.
    fn draw_sprites(&self, encoder: &mut wgpu::CommandEncoder, scene: &SceneGpu, target: &wgpu::TextureView) {
        let Some(targets) = self.targets.as_ref().filter(|_| !self.sprites.is_empty()) else { return };
        let mut pass = overlay_pass(encoder, targets.drawn_to(target), wgpu::LoadOp::Load);
        let multisampled = targets.size.n_samples > 1;
        self.sprites.draw(&mut pass, &scene.buffers.lighting_bind_group, &targets.depth_bind_group, multisampled);
    }

    fn calls_on(&self, gpu: &Gpu) -> Calls {
        match self.calls.unwrap_or_else(|| Calls::best_on(gpu)) {
            Calls::Indirect if !gpu.draws_indirectly() => Calls::Instanced,
            calls => calls,
        }
    }

    /// Finishes what was drawn as light, smooths what was shaded once a pixel, and brings what is small to the size of the target.
    fn draw_upscaled(&self, encoder: &mut wgpu::CommandEncoder, target: &wgpu::TextureView) {
        let Some(targets) = &self.targets else { return };
        let pipelines = self.pipelines.canvas(self.tier);
        if let Some((high, pipelines)) = self.high() {
            high.draw_shown(encoder, pipelines, targets.finished_in(target));
        }
        let mut copy = |from: &Picture, to: &wgpu::TextureView, pipeline: &wgpu::RenderPipeline| {
            let mut pass = overlay_pass(encoder, to, wgpu::LoadOp::Clear(wgpu::Color::BLACK));
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, &from.bind_group, &[]);
            pass.draw(0..3, 0..1);
        };
        if let Some(rough) = &targets.rough {
            copy(rough, targets.small.as_ref().map_or(target, |small| &small.view), &pipelines.smooth);
        }
        if let Some(small) = &targets.small {
            copy(small, target, &pipelines.upscale);
        }
    }

    /// Texts and outlines, at the output's resolution.
    fn draw_overlay(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, scene: &SceneGpu, target: &wgpu::TextureView) {
        let Some(targets) = &mut self.targets else { return };
        let text = &self.pipelines.canvas(self.tier).text[usize::from(targets.size.n_samples > 1)];
        if let Some(text) = text.as_ref().filter(|_| !self.texts.is_empty()) {
            let mut pass = overlay_pass(encoder, target, wgpu::LoadOp::Load);
            pass.set_pipeline(text);
            pass.set_bind_group(0, &scene.buffers.frame_bind_group, &[]);
            pass.set_bind_group(1, &targets.depth_bind_group, &[]);
            self.texts.draw(&mut pass);
        }
        self.outlines.draw(gpu, &self.layouts, (&self.pipelines, self.tier), targets, encoder, scene, target);
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
