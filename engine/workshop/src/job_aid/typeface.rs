//! A font: how wide its letters are, and which of them there are. Knows no page.

use ab_glyph::{Font, FontRef};

/// A TrueType font and its bytes.
pub struct Typeface<'b> {
    pub(super) bytes: &'b [u8],
    font: FontRef<'b>,
    per_em: f32,
}

impl<'b> Typeface<'b> {
    /// None when the bytes are no font.
    pub fn new(bytes: &'b [u8]) -> Option<Self> {
        let font = FontRef::try_from_slice(bytes).ok()?;
        let per_em = font.units_per_em().filter(|per_em| *per_em > 0.0)?;
        Some(Self { bytes, font, per_em })
    }

    /// 0 where the font does not have the letter.
    pub(super) fn glyph(&self, letter: char) -> u16 {
        self.font.glyph_id(letter).0
    }

    /// In thousandths of the size.
    pub(super) fn advance(&self, letter: char) -> f32 {
        self.font.h_advance_unscaled(self.font.glyph_id(letter)) * 1000.0 / self.per_em
    }

    pub(super) fn ascent(&self) -> f32 {
        self.font.ascent_unscaled() * 1000.0 / self.per_em
    }

    pub(super) fn descent(&self) -> f32 {
        self.font.descent_unscaled() * 1000.0 / self.per_em
    }

    /// Width of a text, points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.advance(letter)).sum::<f32>() * size / 1000.0
    }

    /// Lines of at most a width; a word that is wider alone is broken.
    pub(super) fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last_mut().expect("there is always a line");
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&joined, size) <= width {
                *line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(String::new());
            }
            for letter in word.chars() {
                let line = lines.last_mut().expect("there is always a line");
                if !line.is_empty() && self.width(line, size) + self.advance(letter) * size / 1000.0 > width {
                    lines.push(String::new());
                }
                lines.last_mut().expect("there is always a line").push(letter);
            }
        }
        lines
    }
}
