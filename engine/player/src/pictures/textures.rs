//! A module's pictures for pages and cards: read when they are first shown, kept while the module is played.
//!
//! Start at [`Textures::shown`].

use super::decoded;
use curriculum::Module;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use hud::ShownPicture;
use ids::PictureId;
use session::SessionView;
use std::path::{Path, PathBuf};

/// More pixels than this are not seen on a page.
const PAGE_PX: u32 = 1 << 20;

/// None of them are there without a folder.
#[derive(Default)]
pub struct Textures {
    folder: Option<PathBuf>,
    /// What could not be read stands here without a texture: it is not tried again.
    read: Vec<(PictureId, Option<TextureHandle>)>,
}

impl Textures {
    /// Of the module whose files are in a folder.
    pub fn beside(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), read: Vec::new() }
    }

    /// Reads them again when they are shown next.
    pub(crate) fn forget(&mut self) {
        self.read.clear();
    }

    /// The pictures of the page or card that is open.
    pub(crate) fn shown(&mut self, ctx: &Context, module: &Module, view: &SessionView) -> Vec<ShownPicture> {
        let of_page = view.page.iter().filter_map(|page| page.picture.as_ref());
        let of_card = view.card.iter().filter_map(|card| card.case.as_ref()?.picture.as_ref());
        let pictures = of_page.chain(of_card).filter_map(|id| module.picture(id));
        pictures
            .map(|picture| {
                let texture = self.texture(ctx, &picture.id, &picture.file);
                let size_px = texture.as_ref().map_or([1, 1], |texture| texture.size().map(|side| side as u32));
                let texture = texture.map(|texture| texture.id());
                ShownPicture { id: picture.id.clone(), texture, size_px, shows: picture.shows.clone() }
            })
            .collect()
    }

    fn texture(&mut self, ctx: &Context, id: &PictureId, file: &str) -> Option<TextureHandle> {
        if let Some((_, texture)) = self.read.iter().find(|(known, _)| known == id) {
            return texture.clone();
        }
        let pixels = self.folder.as_ref().and_then(|folder| decoded(folder, file, PAGE_PX).ok());
        let texture = pixels.map(|pixels| {
            let size = [pixels.width() as usize, pixels.height() as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, pixels.as_raw());
            ctx.load_texture(file, image, TextureOptions::LINEAR)
        });
        self.read.push((id.clone(), texture.clone()));
        texture
    }
}
