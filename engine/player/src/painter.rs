//! Pixels of a run: the scene through `render`, the HUD over it. Owns the GPU; knows no session and no window.
//!
//! The scene is drawn into a texture of its own, and only when something in it changed; that texture is laid under the HUD.
//! Start at [`Painter::draw_scene`] and [`Painter::draw_hud`].

use crate::library::SceneBundle;
use crate::marks::Shapes;
use crate::picture::Colours;
use egui::TextureId;
use egui_wgpu::ScreenDescriptor;
use hud::Settings;
use render::{Environment, FontError, Frame, FrameStats, Gpu, Renderer, RoomLight, SceneGpu, Tier, UploadError, wgpu};
use scene::Scene;

/// What the HUD wants drawn this time.
pub struct HudPaint {
    pub jobs: Vec<egui::ClippedPrimitive>,
    pub textures: egui::TexturesDelta,
    pub pixels_per_point: f32,
    /// The scene's picture is to be seen behind it.
    pub over_scene: bool,
}

/// The scene's picture, kept for as long as nothing in it changes.
struct Picture {
    size_px: [u32; 2],
    texture: wgpu::Texture,
    view: wgpu::TextureView,
    /// Of the frame it shows and of the scene then.
    key: Option<(u64, u64)>,
}

pub struct Painter {
    pub gpu: Gpu,
    renderer: Renderer,
    scene: Option<SceneGpu>,
    hud: egui_wgpu::Renderer,
    picture: Option<Picture>,
    /// What the magnifying glass shows, and under which name the HUD knows it.
    loupe: Option<(Picture, TextureId)>,
    shapes: Shapes,
    colours: Colours,
    format: wgpu::TextureFormat,
}

impl Painter {
    /// `format` is that of the target which [`Painter::draw_hud`] draws into.
    pub fn new(gpu: Gpu, format: wgpu::TextureFormat, tier: Tier) -> Self {
        let renderer = Renderer::new(&gpu, format, tier);
        let options = egui_wgpu::RendererOptions { dithering: false, ..Default::default() };
        let hud = egui_wgpu::Renderer::new(&gpu.device, format, options);
        Self {
            gpu,
            renderer,
            scene: None,
            hud,
            picture: None,
            loupe: None,
            shapes: Shapes::new(),
            colours: Colours::of(&Settings::default()),
            format,
        }
    }

    /// The font of texts that stand in the scene.
    pub fn set_font(&mut self, bytes: &[u8]) -> Result<(), FontError> {
        self.renderer.set_font(bytes)
    }

    /// The hand and the arrow that point things out.
    pub fn set_shapes(&mut self, shapes: &Scene) {
        self.renderer.set_shapes(&self.gpu, shapes);
        let named = shapes.nodes.iter().filter_map(|node| Some((node.name.clone(), node.mesh?)));
        self.shapes = named.collect();
    }

    /// Of what points things out.
    pub fn colours(&self) -> Colours {
        self.colours
    }

    pub fn set_colours(&mut self, settings: &Settings) {
        self.colours = Colours::of(settings);
    }

    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// Where fonts of other scripts come from, for texts that stand in the scene.
    pub fn set_more_fonts(&mut self, of: render::FontOf) {
        self.renderer.set_more_fonts(of);
    }

    /// Puts a scene onto the GPU in place of the last one, and takes its pictures out of the bundle.
    pub fn load(&mut self, bundle: &mut SceneBundle) -> Result<(), UploadError> {
        // Taken, as the scene's own pictures are: nobody needs them again.
        let (lightmap, environment) = (bundle.lightmap.take(), bundle.environment.take());
        let (lightmap, environment) = (lightmap.as_ref(), environment.as_ref());
        let rooms = std::mem::take(&mut bundle.rooms);
        let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
        let SceneBundle { exposure_ev, background_srgb, fog, .. } = *bundle;
        let environment =
            Environment { lightmap, environment, rooms: &rooms, exposure_ev, background_srgb, fog, ..Environment::default() };
        self.scene = None;
        self.scene = Some(SceneGpu::upload(&self.gpu, &mut self.renderer, &mut bundle.scene, &environment)?);
        self.forget_pictures();
        Ok(())
    }

    /// Everything has to be drawn again.
    fn forget_pictures(&mut self) {
        for picture in self.picture.iter_mut().chain(self.loupe.iter_mut().map(|(picture, _)| picture)) {
            picture.key = None;
        }
    }

    pub fn has_scene(&self) -> bool {
        self.scene.is_some()
    }

    /// Radiance is multiplied by 2 to the power of this from now on.
    pub fn set_exposure_ev(&mut self, exposure_ev: f32) {
        if let Some(scene) = &mut self.scene {
            scene.set_exposure_ev(exposure_ev);
        }
    }

    pub fn set_tier(&mut self, tier: Tier) {
        if self.renderer.tier() != tier {
            self.renderer.set_tier(&self.gpu, tier);
            self.forget_pictures();
        }
    }

    pub fn tier(&self) -> Tier {
        self.renderer.tier()
    }

    /// Brings what is drawn to what the scene's clips made of its morph targets, materials and lights.
    pub fn follow(&mut self, scene: &Scene) {
        if let Some(drawn) = &mut self.scene {
            drawn.follow(&self.gpu, &mut self.renderer, scene);
        }
    }

    /// Draws the scene if anything in it changed. None: nothing had to be drawn.
    pub fn draw_scene(&mut self, frame: &Frame, size_px: [u32; 2]) -> Option<FrameStats> {
        let scene = self.scene.as_mut()?;
        let size_px = [size_px[0].max(1), size_px[1].max(1)];
        if self.picture.as_ref().is_none_or(|picture| picture.size_px != size_px) {
            self.picture = None; // Let go of the old before the new is made.
            self.picture = Some(Picture::new(&self.gpu.device, self.format, size_px));
        }
        let picture = self.picture.as_mut()?;
        let key = Some((frame.key(), scene.revision()));
        if picture.key == key {
            return None;
        }
        picture.key = key;
        Some(self.renderer.render(&self.gpu, scene, frame, &picture.view, size_px))
    }

    /// Draws what the magnifying glass shows, a square as wide as this, if anything in it changed.
    pub fn draw_loupe(&mut self, frame: &Frame, side_px: u32) -> Option<TextureId> {
        let scene = self.scene.as_mut()?;
        let size_px = [side_px.max(1); 2];
        if self.loupe.as_ref().is_none_or(|(picture, _)| picture.size_px != size_px) {
            if let Some((_, texture)) = self.loupe.take() {
                self.hud.free_texture(&texture);
            }
            let picture = Picture::new(&self.gpu.device, self.format, size_px);
            let texture = self.hud.register_native_texture(&self.gpu.device, &picture.view, wgpu::FilterMode::Linear);
            self.loupe = Some((picture, texture));
        }
        let (picture, texture) = self.loupe.as_mut()?;
        let key = Some((frame.key(), scene.revision()));
        if picture.key != key {
            picture.key = key;
            self.renderer.render(&self.gpu, scene, frame, &picture.view, size_px);
        }
        Some(*texture)
    }

    /// Takes in the HUD's new textures of a frame that is not shown, so that the next one has them.
    pub fn keep_textures(&mut self, paint: HudPaint) {
        for (id, deltas) in &paint.textures.set {
            for delta in deltas {
                self.hud.update_texture(&self.gpu.device, &self.gpu.queue, *id, delta);
            }
        }
        for id in &paint.textures.free {
            self.hud.free_texture(id);
        }
    }

    /// Draws the HUD into `target`, over the scene's picture where it wants that, else over black.
    pub fn draw_hud(&mut self, paint: HudPaint, target: &wgpu::Texture) {
        let (size_px, view) = ([target.width(), target.height()], target.create_view(&wgpu::TextureViewDescriptor::default()));
        let (device, queue) = (&self.gpu.device, &self.gpu.queue);
        let screen = ScreenDescriptor { size_in_pixels: size_px, pixels_per_point: paint.pixels_per_point };
        let HudPaint { jobs, textures, over_scene, .. } = paint;
        for (id, deltas) in &textures.set {
            for delta in deltas {
                self.hud.update_texture(device, queue, *id, delta);
            }
        }
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("hud") });
        let before = self.hud.update_buffers(device, queue, &mut encoder, &jobs, &screen);
        let picture = self.picture.as_ref().filter(|_| over_scene);
        match picture {
            Some(picture) if picture.can_be_copied_to(target) => {
                encoder.copy_texture_to_texture(picture.texture.as_image_copy(), target.as_image_copy(), target.size());
            }
            Some(picture) => self.renderer.show(&self.gpu, &picture.view, &view),
            None => {}
        }
        {
            let load = picture.map_or(wgpu::LoadOp::Clear(wgpu::Color::BLACK), |_| wgpu::LoadOp::Load);
            let attachment = wgpu::RenderPassColorAttachment {
                view: &view,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations { load, store: wgpu::StoreOp::Store },
            };
            let descriptor =
                wgpu::RenderPassDescriptor { label: Some("hud"), color_attachments: &[Some(attachment)], ..Default::default() };
            let mut pass = encoder.begin_render_pass(&descriptor).forget_lifetime();
            self.hud.render(&mut pass, &jobs, &screen);
        }
        queue.submit(before.into_iter().chain([encoder.finish()]));
        for id in &textures.free {
            self.hud.free_texture(id);
        }
    }
}

impl Picture {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat, size_px: [u32; 2]) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("scene picture"),
            size: wgpu::Extent3d { width: size_px[0], height: size_px[1], depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { size_px, texture, view, key: None }
    }

    /// Copying is cheapest, but some windows cannot be copied to, and while one is resized its size is another.
    fn can_be_copied_to(&self, target: &wgpu::Texture) -> bool {
        target.usage().contains(wgpu::TextureUsages::COPY_DST)
            && target.size() == self.texture.size()
            && target.format() == self.texture.format()
    }
}
