//! The window's frame without a window: scene and HUD into a texture that can be read back.

use crate::content_pictures::ContentPictures;
use crate::frame::PlayScreen;
use crate::library::SceneBundle;
use crate::media;
use crate::painter::{HudPaint, Painter};
use anyhow::{Context as _, Result};
use egui::{Pos2, RawInput, Rect, Ui};
use hud::Settings;
use image::RgbaImage;
use render::{FrameStats, Gpu, OffscreenTarget, Tier};
use std::path::Path;

pub struct Offscreen {
    pub ctx: egui::Context,
    pub painter: Painter,
    pub size_px: [u32; 2],
    target: OffscreenTarget,
}

impl Offscreen {
    pub fn new(content: &Path, bundle: &mut SceneBundle, size_px: [u32; 2], tier: Tier) -> Result<Self> {
        Self::with_painter(Self::painter(Gpu::headless()?, tier), content, bundle, size_px)
    }

    /// What draws, before there is a scene: it can be made while one is read.
    pub fn painter(gpu: Gpu, tier: Tier) -> Painter {
        Painter::new(gpu, OffscreenTarget::FORMAT, tier)
    }

    pub fn with_painter(mut painter: Painter, content: &Path, bundle: &mut SceneBundle, size_px: [u32; 2]) -> Result<Self> {
        let ctx = egui::Context::default();
        media::install_fonts(&ctx, content)?;
        hud::theme::apply(&ctx, &Settings::default());
        painter.equip(media::equip(content))?;
        painter.load(bundle)?;
        let target = OffscreenTarget::new(&painter.gpu, size_px);
        Ok(Self { ctx, painter, size_px, target })
    }

    /// Draws one frame of an attempt. None of the stats: the scene had not changed.
    pub fn frame(&mut self, screen: &mut PlayScreen, pictures: &ContentPictures, settings: &Settings) -> Option<FrameStats> {
        let stats = screen.draw_scene(&mut self.painter, self.size_px);
        let paint = self.hud(|ui| {
            // Nobody is there to press anything.
            let _ = screen.show(ui, pictures, settings);
        });
        self.painter.draw_hud(paint, &self.target.texture);
        stats
    }

    pub fn picture_of(&mut self, screen: &mut PlayScreen, pictures: &ContentPictures, settings: &Settings) -> Result<RgbaImage> {
        // Twice: egui lays some widgets out anew once it knows their size.
        self.frame(screen, pictures, settings);
        self.frame(screen, pictures, settings);
        let image = self.target.read(&self.painter.gpu)?;
        RgbaImage::from_raw(self.size_px[0], self.size_px[1], image).context("the picture that was read back has another size")
    }

    fn hud(&self, mut draw: impl FnMut(&mut Ui)) -> HudPaint {
        // The drawings are made for a HUD 1280 points wide or more.
        let pixels_per_point = (self.size_px[0] as f32 / 1280.0).min(1.0);
        let size = egui::vec2(self.size_px[0] as f32, self.size_px[1] as f32) / pixels_per_point;
        let mut raw = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)), ..RawInput::default() };
        raw.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point = Some(pixels_per_point);
        let output = self.ctx.run_ui(raw, |ui| draw(ui));
        let jobs = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        HudPaint { jobs, textures: output.textures_delta, pixels_per_point: output.pixels_per_point, over_scene: true }
    }
}
