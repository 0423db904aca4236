//! Fonts, pictures and names read from the content folder.

use crate::installed_fonts::InstalledFonts;
use crate::painter::Equip;
use anyhow::{Context as _, Result};
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use hud::theme::MoreFonts;
use lettering::fonts::{Han, files_for};
use std::path::Path;
use std::sync::Arc;

/// The HUD's font files.
fn fonts(content: &Path) -> Result<hud::theme::Fonts> {
    let mut files = Vec::new();
    for name in hud::theme::Fonts::FILES {
        let path = content.join("fonts").join(name);
        files.push(std::fs::read(&path).with_context(|| format!("the font `{}` cannot be read", path.display()))?);
    }
    let files: [Vec<u8>; 5] = files.try_into().expect("as many as there are names");
    Ok(hud::theme::Fonts::from_files(files))
}

/// Gives egui the HUD's fonts, and those that are read when a text needs them.
pub fn install_fonts(ctx: &Context, content: &Path) -> Result<()> {
    hud::theme::install(ctx, fonts(content)?, Arc::new(InstalledFonts::of(content)));
    Ok(())
}

/// The font of texts that stand in the scene.
fn scene_font(content: &Path) -> Result<Vec<u8>> {
    let path = content.join("fonts/Inter-SemiBold.ttf");
    std::fs::read(&path).with_context(|| format!("the font `{}` cannot be read", path.display()))
}

/// The hand and the arrow that point things out.
fn shapes(content: &Path) -> Result<scene::Scene> {
    let path = content.join("marks/hand.glb");
    let unreadable = || format!("the shapes `{}` cannot be read", path.display());
    let bytes = std::fs::read(&path).with_context(unreadable)?;
    Ok(gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).with_context(unreadable)?.scene)
}

/// Fonts for letters in the scene that its usual one does not have: ours first, then those of this PC.
fn scene_fonts(content: &Path) -> render::FontOf {
    let fonts = InstalledFonts::of(content);
    Box::new(move |letter| {
        let ours = files_for(letter, true, Han::of("", &hud::language::tag())).into_iter().find_map(|file| fonts.bundled(file));
        ours.or_else(|| fonts.installed(letter).map(|(_, bytes)| bytes))
    })
}

/// Fonts and shapes for any scene, put into a renderer when it is asked for.
pub fn equip(content: &Path) -> Equip {
    let content = content.to_owned();
    Box::new(move |gpu, renderer| {
        renderer.set_more_fonts(scene_fonts(&content));
        renderer.set_font(&scene_font(&content)?)?;
        let shapes = shapes(&content)?;
        renderer.set_shapes(gpu, &shapes);
        let named = shapes.nodes.iter().filter_map(|node| Some((node.name.clone(), node.mesh?)));
        Ok(named.collect())
    })
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
