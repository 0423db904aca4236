//! Draws every screen into PNG files, without a window: `cargo run --release -p hud --example screens -- FOLDER [BACKDROP.png]`.

#[path = "../../tests/samples/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod samples;
mod shot;

use hud::{Contrast, Settings};
use samples::{Pictures, SCREENS, Stage};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("say which folder the pictures go to")?;
    let backdrop = args.next().map(image::open).transpose()?.map(|image| image.to_rgba8());
    let only = args.next();
    std::fs::create_dir_all(&folder)?;
    let sizes: [(&str, [u32; 2], Settings); 4] = [
        ("1280x720", [1280, 720], Settings::default()),
        ("200", [1280, 720], Settings { text_percent: 200, ..Settings::default() }),
        ("900x600", [900, 600], Settings::default()),
        ("contrast", [1280, 720], Settings { contrast: Contrast::High, ..Settings::default() }),
    ];
    for (name, size_px, settings) in sizes {
        let mut shot = shot::Shot::new(size_px, backdrop.as_ref())?;
        for screen in
            SCREENS.iter().copied().chain(["loading"]).filter(|screen| only.as_ref().is_none_or(|only| screen.contains(only)))
        {
            let mut stage = Stage::new(size_px.map(|size| size as f32), settings.clone());
            shot.forget_textures();
            let room = backdrop.as_ref().map(|image| {
                let pixels = egui::ColorImage::from_rgba_unmultiplied([image.width() as usize, image.height() as usize], image);
                stage.ctx.load_texture("room", pixels, egui::TextureOptions::LINEAR)
            });
            stage.pictures = Pictures { room: room.as_ref().map(|room| (room.id(), 16.0 / 9.0)), portrait: None };
            let mut output = Vec::new();
            for _ in 0..4 {
                output.push(stage.frame(screen, vec![]).1);
            }
            let path = Path::new(&folder).join(format!("{screen}-{name}.png"));
            shot.take(&stage, output, screen)?.save(&path)?;
        }
    }
    println!("The pictures are in {folder}.");
    Ok(())
}
