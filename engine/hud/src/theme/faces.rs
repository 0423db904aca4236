//! The font files, handed over as bytes.

use super::Face;
use crate::settings::Settings;
use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui::mutex::Mutex;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};
use lettering::fonts::{Han, files_for, shift_down};
use std::collections::BTreeMap;
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

/// Fonts that are only read when a text needs them. Asked once for each letter that no font at hand has.
pub trait MoreFonts: Send + Sync {
    /// A file of `content/fonts`; none when it is not there.
    fn bundled(&self, file: &str) -> Option<Vec<u8>>;
    /// A font of this PC that has the letter, with its name.
    fn installed(&self, letter: char) -> Option<(String, Vec<u8>)>;
}

/// Gives egui our faces and the default settings' look. Once, before the first frame.
///
/// # Panics
/// egui panics at the next frame if the bytes are no font.
pub fn install(ctx: &Context, fonts: Fonts, more: Arc<dyn MoreFonts>) {
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
        for han in [Han::Chinese, Han::Japanese, Han::Korean] {
            definitions.families.insert(face.family_for(han), chain.clone());
        }
    }
    definitions.families.insert(FontFamily::Proportional, vec![Face::Ui.name().to_owned()]);
    definitions.families.insert(FontFamily::Monospace, vec![Face::Mono.name().to_owned(), Face::Ui.name().to_owned()]);
    ctx.set_fonts(definitions);
    ctx.set_font_providers(vec![Arc::new(OnDemand { more, read: Mutex::new(BTreeMap::new()) })]);
    super::apply(ctx, &Settings::default());
}

/// Finds a font for letters that ours do not have.
struct OnDemand {
    more: Arc<dyn MoreFonts>,
    /// By name, so that every family shares one copy.
    read: Mutex<BTreeMap<String, Option<FontData>>>,
}

impl OnDemand {
    fn bundled(&self, file: &str) -> Option<FontData> {
        let mut read = self.read.lock();
        let read_it = || {
            let tweak = FontTweak { y_offset_factor: shift_down(file), ..FontTweak::default() };
            Some(FontData::from_owned(self.more.bundled(file)?).tweak(tweak))
        };
        read.entry(file.to_owned()).or_insert_with(read_it).clone()
    }
}

impl FontProvider for OnDemand {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let letter = request.cluster.chars().next()?;
        let (face, han) = Face::of_family(request.family);
        let is_strong = matches!(face, Face::Strong | Face::Display);
        for file in files_for(letter, is_strong, han) {
            let Some(data) = self.bundled(file) else { continue };
            if lettering::Face::new(data.bytes()).is_some_and(|font| font.has(letter)) {
                return Some(FontInsert::new(file, data, Vec::new()));
            }
        }
        let (name, bytes) = self.more.installed(letter)?;
        let read = self.read.lock().entry(name.clone()).or_insert_with(|| Some(FontData::from_owned(bytes))).clone()?;
        Some(FontInsert::new(&name, read, Vec::new()))
    }
}
