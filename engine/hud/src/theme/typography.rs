//! Faces and sizes: 13/18, 14/20, 15/22, 16/24, 18/26, 20/27, 22/29, 28/36, 32/38, 60/66.

use super::letters::{self, Rows};
use egui::text::TextFormat;
use egui::{Color32, FontFamily, FontId, Galley, TextStyle, Ui};
use lettering::fonts::Han;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A family of letters; egui has no weights, so each weight is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Inter 400.
    Ui,
    /// Inter 500.
    Medium,
    /// Inter 600.
    Strong,
    /// Inter Display 600, for 18 and up.
    Display,
    /// JetBrains Mono.
    Mono,
}

impl Face {
    pub fn family(self) -> FontFamily {
        FontFamily::Name(self.name().into())
    }

    /// The same letters, with the shapes of shared ideographs that one language has.
    pub(super) fn family_for(self, han: Han) -> FontFamily {
        match han {
            Han::Chinese => self.family(),
            Han::Japanese => FontFamily::Name(format!("{}-ja", self.name()).into()),
            Han::Korean => FontFamily::Name(format!("{}-ko", self.name()).into()),
        }
    }

    /// The face and the shapes a family stands for; the usual letters for egui's own families.
    pub(super) fn of_family(family: &FontFamily) -> (Self, Han) {
        let all = [Self::Ui, Self::Medium, Self::Strong, Self::Display, Self::Mono];
        let mut known = all.into_iter().flat_map(|face| [Han::Chinese, Han::Japanese, Han::Korean].map(|han| (face, han)));
        known.find(|(face, han)| face.family_for(*han) == *family).unwrap_or((Self::Ui, Han::Chinese))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Medium => "ui-medium",
            Self::Strong => "ui-strong",
            Self::Display => "display",
            Self::Mono => "mono",
        }
    }
}

/// A face with its size and line height, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    pub face: Face,
    pub size: f32,
    pub line: f32,
}

const fn sized(size: f32, line: f32) -> Type {
    Type { face: Face::Ui, size, line }
}

impl Type {
    pub const SMALL: Type = sized(13.0, 18.0);
    pub const NOTE: Type = sized(14.0, 20.0);
    pub const BODY: Type = sized(15.0, 22.0);
    pub const LEAD: Type = sized(16.0, 24.0);
    pub const CAPTION: Type = sized(20.0, 27.0);
    /// The heading of a card.
    pub const HEAD: Type = sized(18.0, 26.0).display();
    pub const INSTRUCTION: Type = sized(22.0, 29.0).display();
    pub const TITLE: Type = sized(28.0, 36.0).display();
    pub const GREETING: Type = sized(32.0, 38.0).display();
    pub const SCORE: Type = sized(60.0, 66.0).display();

    pub const fn medium(self) -> Type {
        Type { face: Face::Medium, ..self }
    }
    pub const fn strong(self) -> Type {
        Type { face: Face::Strong, ..self }
    }
    pub const fn display(self) -> Type {
        Type { face: Face::Display, ..self }
    }
    pub const fn mono(self) -> Type {
        Type { face: Face::Mono, ..self }
    }

    pub fn font(self) -> FontId {
        FontId::new(self.size, self.face.family())
    }

    pub fn format(self, colour: Color32) -> TextFormat {
        let tracking = match self.face {
            Face::Display => -0.015 * self.size,
            _ => 0.0,
        };
        TextFormat { extra_letter_spacing: tracking, line_height: Some(self.line), ..TextFormat::simple(self.font(), colour) }
    }

    /// Lays text of any script out over as many lines as `width` needs. Lines of a paragraph that runs from the right end
    /// where the widest of them ends.
    pub fn lay_out(self, ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
        letters::lay_out(ui.ctx(), self, text, colour, width, Rows::All)
    }

    /// Lays text out on one line, cut with … if `width` is too narrow.
    pub fn lay_out_line(self, ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
        letters::lay_out(ui.ctx(), self, text, colour, width, Rows::One)
    }

    /// Lays text out on at most so many lines, the last cut with … if there would be more.
    pub fn lay_out_rows(self, ui: &Ui, text: &str, colour: Color32, width: f32, n_most: usize) -> Arc<Galley> {
        letters::lay_out(ui.ctx(), self, text, colour, width, Rows::AtMost(n_most))
    }

    /// How wide text is on one line, in points.
    pub fn width(self, ui: &Ui, text: &str) -> f32 {
        self.lay_out(ui, text, Color32::BLACK, f32::INFINITY).size().x
    }
}

/// egui's own names for text, in our sizes.
pub(super) fn text_styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Small, Type::SMALL.font()),
        (TextStyle::Body, Type::BODY.font()),
        (TextStyle::Button, Type::LEAD.strong().font()),
        (TextStyle::Heading, Type::TITLE.font()),
        (TextStyle::Monospace, Type::NOTE.mono().font()),
    ])
}
