//! The font files, handed over as bytes.

use super::Face;
use crate::settings::Settings;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// The five font files, as read from `content/fonts`.
pub struct Fonts {
    /// Inter Regular.
    pub ui: Vec<u8>,
    /// Inter Medium.
    pub ui_medium: Vec<u8>,
    /// Inter SemiBold.
    pub ui_strong: Vec<u8>,
    /// Inter Display SemiBold.
    pub display: Vec<u8>,
    /// JetBrains Mono Regular.
    pub mono: Vec<u8>,
}

impl Fonts {
    /// The file names in `content/fonts`, in the order of the fields.
    pub const FILES: [&'static str; 5] =
        ["Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "InterDisplay-SemiBold.ttf", "JetBrainsMono-Regular.ttf"];

    /// Takes the five files in the order of [`Self::FILES`].
    pub fn from_files([ui, ui_medium, ui_strong, display, mono]: [Vec<u8>; 5]) -> Self {
        Self { ui, ui_medium, ui_strong, display, mono }
    }
}

/// Gives egui our faces and the default settings' look. Once, before the first frame.
///
/// # Panics
/// egui panics at the next frame if the bytes are no font.
pub fn install(ctx: &Context, fonts: Fonts) {
    let mut definitions = FontDefinitions::empty();
    let faces = [
        (Face::Ui, fonts.ui),
        (Face::Medium, fonts.ui_medium),
        (Face::Strong, fonts.ui_strong),
        (Face::Display, fonts.display),
        (Face::Mono, fonts.mono),
    ];
    for (face, bytes) in faces {
        definitions.font_data.insert(face.name().to_owned(), Arc::new(FontData::from_owned(bytes)));
        let chain = [face, Face::Ui].map(|face| face.name().to_owned()).to_vec();
        definitions.families.insert(face.family(), chain);
    }
    definitions.families.insert(FontFamily::Proportional, vec![Face::Ui.name().to_owned()]);
    definitions.families.insert(FontFamily::Monospace, vec![Face::Mono.name().to_owned(), Face::Ui.name().to_owned()]);
    ctx.set_fonts(definitions);
    super::apply(ctx, &Settings::default());
}
