//! The parts of a line that are shaped on their own: of one direction, and letters apart from signs where that runs from the
//! right, because a sign's font is often not its neighbour's.

use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In the bytes of the paragraph.
    pub range: Range<usize>,
    /// Runs from right to left.
    pub is_rtl: bool,
    /// Where what is drawn is not what is written: signs between letters from the right, turned over and in the order in
    /// which they stand from the left.
    turned: Option<String>,
}

impl Piece {
    /// What a shaper is given: it finds the direction by the letters.
    pub fn drawn<'a>(&'a self, text: &'a str) -> &'a str {
        self.turned.as_deref().unwrap_or(text.get(self.range.clone()).unwrap_or_default())
    }
}

/// Adds the pieces of a run of one direction, from left to right.
pub(crate) fn of_run(text: &str, run: Range<usize>, is_rtl: bool, found: &mut Vec<Piece>) {
    if !is_rtl {
        found.push(Piece { range: run, is_rtl, turned: None });
        return;
    }
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (offset, letter) in text.get(run.clone()).unwrap_or_default().char_indices() {
        let at = run.start + offset;
        let end = at + letter.len_utf8();
        let is_letter = match bidi_class(letter) {
            BidiClass::R | BidiClass::AL => true,
            // Marks and joiners stay with what they stand on.
            BidiClass::NSM | BidiClass::BN => parts.last().is_some_and(|(_, is_letter)| *is_letter),
            _ => false,
        };
        match parts.last_mut() {
            Some((range, before)) if *before == is_letter => range.end = end,
            _ => parts.push((at..end, is_letter)),
        }
    }
    for (range, is_letter) in parts.into_iter().rev() {
        let turned = (!is_letter).then(|| turned(text.get(range.clone()).unwrap_or_default()));
        found.push(Piece { range, is_rtl, turned });
    }
}

/// Signs in the order in which they stand from the left, each turned over if it has a counterpart.
fn turned(signs: &str) -> String {
    let starts: Vec<usize> = crate::clusters(signs);
    let mut out = String::with_capacity(signs.len());
    for pair in starts.windows(2).rev() {
        out.extend(signs[pair[0]..pair[1]].chars().map(mirrored));
    }
    out
}

/// The counterpart of a bracket or an arrow of order, as it stands in text that runs from the right.
pub fn mirrored(sign: char) -> char {
    const PAIRS: &str = "()<>[]{}«»‹›⁅⁆⁽⁾₍₎≤≥⟨⟩⟪⟫⌈⌉⌊⌋〈〉《》「」『』【】〔〕〖〗（）＜＞［］｛｝";
    let Some(at) = PAIRS.chars().position(|known| known == sign) else { return sign };
    PAIRS.chars().nth(at ^ 1).unwrap_or(sign)
}
