//! Pictures of a run, side by side on one sheet.

use crate::content_pictures::ContentPictures;
use crate::frame::PlayScreen;
use crate::library::SceneBundle;
use crate::offscreen::Offscreen;
use crate::places::Places;
use anyhow::{Context as _, Result};
use hud::Settings;
use image::RgbaImage;
use image::imageops::{FilterType, replace, resize};
use render::Tier;
use std::io::Write;
use std::path::{Path, PathBuf};

const N_COLUMNS: u32 = 3;
const GAP_PX: u32 = 8;
/// Of one picture on the sheet.
const TILE_WIDTH_PX: u32 = 640;

pub struct ContactSheet {
    offscreen: Offscreen,
    faces: ContentPictures,
    settings: Settings,
    pictures: Vec<(String, RgbaImage)>,
}

impl ContactSheet {
    pub fn new(places: &Places, bundle: &mut SceneBundle, size_px: [u32; 2], out: &mut dyn Write) -> Result<Self> {
        let offscreen = Offscreen::new(&places.content, bundle, size_px, Tier::Medium)?;
        let painter = &offscreen.painter;
        writeln!(out, "Drawing with {} ({})", painter.gpu.adapter_name, painter.gpu.backend)?;
        if let Some(message) = &painter.gpu.fallback_message {
            writeln!(out, "{message}")?;
        }
        let faces = ContentPictures::of(&offscreen.ctx, &places.content);
        Ok(Self { offscreen, faces, settings: Settings::default(), pictures: Vec::new() })
    }

    /// One picture of the attempt as it stands.
    pub fn take(&mut self, screen: &mut PlayScreen, name: &str) -> Result<()> {
        let picture = self.offscreen.picture_of(screen, &self.faces, &self.settings)?;
        self.pictures.push((name.to_owned(), picture));
        Ok(())
    }

    /// Writes the sheet and the single pictures, and says where the sheet is.
    pub fn save(self, folder: &Path, name: &str) -> Result<PathBuf> {
        std::fs::create_dir_all(folder).with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
        for (idx, (_, picture)) in self.pictures.iter().enumerate() {
            picture.save(folder.join(format!("{name}-{:02}.png", idx + 1)))?;
        }
        let path = folder.join(format!("{name}.png"));
        self.sheet().save(&path).with_context(|| format!("the contact sheet `{}` cannot be written", path.display()))?;
        Ok(path)
    }

    fn sheet(&self) -> RgbaImage {
        let [width, height] = self.offscreen.size_px;
        let tile = [TILE_WIDTH_PX, (TILE_WIDTH_PX * height / width).max(1)];
        let n = u32::try_from(self.pictures.len()).unwrap_or(0).max(1);
        let (columns, rows) = (n.min(N_COLUMNS), n.div_ceil(N_COLUMNS));
        let mut sheet = RgbaImage::from_pixel(
            columns * (tile[0] + GAP_PX) + GAP_PX,
            rows * (tile[1] + GAP_PX) + GAP_PX,
            image::Rgba([0xf5, 0xf0, 0xe7, 0xff]),
        );
        for (idx, (_, picture)) in (0_u32..).zip(&self.pictures) {
            let small = resize(picture, tile[0], tile[1], FilterType::Triangle);
            let x = GAP_PX + idx % N_COLUMNS * (tile[0] + GAP_PX);
            let y = GAP_PX + idx / N_COLUMNS * (tile[1] + GAP_PX);
            replace(&mut sheet, &small, i64::from(x), i64::from(y));
        }
        sheet
    }
}
