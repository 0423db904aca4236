//! Text to glyphs, for whoever draws letters without egui: a page to print, a sign in the room.

use crate::Paragraph;
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use std::ops::Range;

/// A font that shapes.
pub struct Face<'b> {
    font: FontRef<'b>,
    data: ShaperData,
    per_em: f32,
}

/// A glyph in its place, in shares of the size of the letters; up is positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Which of the fonts it is of.
    pub face: usize,
    pub id: u16,
    /// From where the line begins at the left.
    pub x: f32,
    /// From the line the letters stand on.
    pub y: f32,
}

impl<'b> Face<'b> {
    /// None when the bytes are no font.
    pub fn new(bytes: &'b [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&font);
        let per_em = data.shaper(&font).build().units_per_em() as f32;
        (per_em > 0.0).then_some(Self { font, data, per_em })
    }

    /// Whether it has a glyph for this letter of its own.
    pub fn has(&self, letter: char) -> bool {
        let glyphs = self.glyphs(letter.encode_utf8(&mut [0; 4]));
        glyphs.0.iter().any(|glyph| glyph.0 != 0)
    }

    /// Glyph, place and cluster of each, and the width, in units of the font.
    fn glyphs(&self, text: &str) -> (Vec<(u16, f32, f32)>, f32) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = self.data.shaper(&self.font).build().shape(buffer, ShapeOptions::new());
        let mut x = 0.0;
        let mut glyphs = Vec::new();
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let id = u16::try_from(info.glyph_id).unwrap_or(0);
            glyphs.push((id, x + position.x_offset as f32, position.y_offset as f32));
            x += position.x_advance as f32;
        }
        (glyphs, x)
    }
}

/// Shapes a range of a paragraph as one line: its glyphs from left to right, and its width, in shares of the size. Each letter
/// takes the first of the fonts that has it; what none has is drawn with the first font's empty box.
pub fn shape(paragraph: &Paragraph<'_>, line: Range<usize>, faces: &[&Face<'_>]) -> (Vec<Glyph>, f32) {
    let mut out = Vec::new();
    let mut x = 0.0;
    for piece in paragraph.pieces(line) {
        let drawn = piece.drawn(paragraph.text());
        let mut parts = by_face(drawn, faces);
        if piece.is_rtl && drawn == paragraph.text().get(piece.range.clone()).unwrap_or_default() {
            parts.reverse();
        }
        for (range, idx) in parts {
            let Some(face) = faces.get(idx) else { continue };
            let (glyphs, width) = face.glyphs(&drawn[range]);
            out.extend(glyphs.into_iter().map(|(id, at, up)| Glyph {
                face: idx,
                id,
                x: x + at / face.per_em,
                y: up / face.per_em,
            }));
            x += width / face.per_em;
        }
    }
    (out, x)
}

/// Parts of a text by the font that has their letters.
fn by_face(text: &str, faces: &[&Face<'_>]) -> Vec<(Range<usize>, usize)> {
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    for pair in crate::clusters(text).windows(2) {
        let Some(letter) = text[pair[0]..pair[1]].chars().next() else { continue };
        let idx = faces.iter().position(|face| face.has(letter)).unwrap_or(0);
        match parts.last_mut() {
            Some((range, before)) if *before == idx => range.end = pair[1],
            _ => parts.push((pair[0]..pair[1], idx)),
        }
    }
    parts
}
