//! A font: how wide its letters are, which of them there are, and what they look like. Knows no page.

use ab_glyph::{Font, FontRef, GlyphId, OutlineCurve};
use lettering::Face;

/// A TrueType font and its bytes.
pub struct Typeface<'b> {
    pub(super) bytes: &'b [u8],
    font: FontRef<'b>,
    /// Puts letters of any script in order.
    pub(super) shaper: Face<'b>,
    per_em: f32,
}

/// A cubic curve from its first point to its last.
pub(super) type Stroke = [(f32, f32); 4];

impl<'b> Typeface<'b> {
    /// None when the bytes are no font.
    pub fn new(bytes: &'b [u8]) -> Option<Self> {
        let font = FontRef::try_from_slice(bytes).ok()?;
        let per_em = font.units_per_em().filter(|per_em| *per_em > 0.0)?;
        Some(Self { bytes, font, shaper: Face::new(bytes)?, per_em })
    }

    /// 0 where the font does not have the letter.
    pub(super) fn glyph(&self, letter: char) -> u16 {
        self.font.glyph_id(letter).0
    }

    /// The lines and curves around a glyph, in shares of the size.
    pub(super) fn outline(&self, glyph: u16) -> Vec<Stroke> {
        let point = |point: ab_glyph::Point| (point.x / self.per_em, point.y / self.per_em);
        let towards = |from: ab_glyph::Point, by: ab_glyph::Point| {
            ab_glyph::point(from.x + (by.x - from.x) * 2.0 / 3.0, from.y + (by.y - from.y) * 2.0 / 3.0)
        };
        let outline = self.font.outline(GlyphId(glyph));
        let stroke = |curve: OutlineCurve| match curve {
            OutlineCurve::Line(from, to) => [from, from, to, to],
            // A quadratic curve as a cubic one.
            OutlineCurve::Quad(from, by, to) => [from, towards(from, by), towards(to, by), to],
            OutlineCurve::Cubic(from, one, other, to) => [from, one, other, to],
        };
        outline.into_iter().flat_map(|outline| outline.curves).map(|curve| stroke(curve).map(point)).collect()
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
