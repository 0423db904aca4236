//! Fonts, pictures and names read from the content folder.

use anyhow::{Context as _, Result};
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::path::Path;

/// The HUD's font files.
pub fn fonts(content: &Path) -> Result<hud::theme::Fonts> {
    let mut files = Vec::new();
    for name in hud::theme::Fonts::FILES {
        let path = content.join("fonts").join(name);
        files.push(std::fs::read(&path).with_context(|| format!("the font `{}` cannot be read", path.display()))?);
    }
    let files: [Vec<u8>; 5] = files.try_into().expect("as many as there are names");
    Ok(hud::theme::Fonts::from_files(files))
}

/// The font of texts that stand in the scene.
pub fn scene_font(content: &Path) -> Result<Vec<u8>> {
    let path = content.join("fonts/Inter-SemiBold.ttf");
    std::fs::read(&path).with_context(|| format!("the font `{}` cannot be read", path.display()))
}

/// The hand and the arrow that point things out.
pub fn shapes(content: &Path) -> Result<scene::Scene> {
    let path = content.join("marks/hand.glb");
    let unreadable = || format!("the shapes `{}` cannot be read", path.display());
    let bytes = std::fs::read(&path).with_context(unreadable)?;
    Ok(gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).with_context(unreadable)?.scene)
}

/// A picture for the HUD; none when it is missing or broken, since every screen reads without it.
pub fn picture(ctx: &Context, path: &Path) -> Option<TextureHandle> {
    let image = image::open(path).ok()?.into_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, image.as_raw());
    Some(ctx.load_texture(path.to_string_lossy(), image, TextureOptions::LINEAR))
}

/// The organisation's name, from the fact `clinic` or `organisation`.
pub fn organisation(modules: &Path) -> String {
    let facts = std::fs::read_to_string(modules.join("facts.toml")).unwrap_or_default();
    let facts: toml::Table = facts.parse().unwrap_or_default();
    let name = ["organisation", "clinic"].into_iter().find_map(|key| facts.get(key)?.as_str());
    name.unwrap_or_default().to_owned()
}
