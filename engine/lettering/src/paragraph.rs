//! One paragraph: its direction, the order of its parts, and where its lines may end.

use crate::fonts;
use crate::pieces::{self, Piece};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use std::ops::Range;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

/// A line of text as it was written, without its line feed.
pub struct Paragraph<'t> {
    text: &'t str,
    bidi: ParagraphBidiInfo<'t>,
    is_rtl: bool,
}

impl<'t> Paragraph<'t> {
    /// The direction is that of the first letter that has one; where there is none, `else_rtl` says it.
    pub fn new(text: &'t str, else_rtl: bool) -> Self {
        Self::directed(text, runs_from_right(text).unwrap_or(else_rtl))
    }

    /// A paragraph that runs this way, whatever its letters.
    pub fn directed(text: &'t str, is_rtl: bool) -> Self {
        let level = if is_rtl { Level::rtl() } else { Level::ltr() };
        Self { text, bidi: ParagraphBidiInfo::new(text, Some(level)), is_rtl }
    }

    pub fn text(&self) -> &'t str {
        self.text
    }

    /// True where the paragraph begins at the right.
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// The places after which a line may end, in bytes, ascending; the last is the end of the text.
    ///
    /// Between words, between ideographs, never before what closes; between the words of Thai, Khmer, Lao and Burmese, which
    /// are written without spaces.
    pub fn breaks(&self) -> Vec<usize> {
        let segmenter = LineSegmenter::new_lstm(LineBreakOptions::default());
        let breaks = segmenter.segment_str(self.text).filter(|at| *at > 0 && self.text.is_char_boundary(*at));
        breaks.filter(|at| !self.is_inside_korean(*at)).collect()
    }

    /// Korean parts its words by spaces, and reads better whole.
    fn is_inside_korean(&self, at: usize) -> bool {
        let (before, after) = self.text.split_at(at);
        [before.chars().next_back(), after.chars().next()].into_iter().all(|letter| letter.is_some_and(fonts::is_hangul))
    }

    /// The parts of a line from left to right. Every byte of the range is in exactly one.
    pub fn pieces(&self, line: Range<usize>) -> Vec<Piece> {
        if line.is_empty() {
            return Vec::new();
        }
        let (levels, runs) = self.bidi.visual_runs(line);
        let mut found = Vec::new();
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            pieces::of_run(self.text, run, is_rtl, &mut found);
        }
        found
    }
}

/// True where the first letter that has a direction runs from right to left; none where no letter has one.
pub fn runs_from_right(text: &str) -> Option<bool> {
    text.chars().find_map(|letter| match bidi_class(letter) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    })
}

/// True where every letter follows the one before from left to right, spaces part the words, and no letter changes its shape:
/// Latin, Greek, Cyrillic and signs.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| {
        let code = u32::from(letter);
        let steers = matches!(code, 0x200B..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
        let breaks = matches!(code, 0x0B | 0x0C | 0x0D | 0x85 | 0x2028 | 0x2029);
        (code < 0x0590 || (0x1E00..0x2E80).contains(&code)) && !steers && !breaks
    })
}

/// The paragraphs of a text, in order: parted by line feeds and the other ends of lines there are.
pub fn hard_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        lines.push(start..at);
        start = at + letter.len_utf8();
        if letter == '\r' && letters.next_if(|(_, next)| *next == '\n').is_some() {
            start += 1;
        }
    }
    lines.push(start..text.len());
    lines
}
