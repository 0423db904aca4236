//! Where the lines of a paragraph end, by a width that the caller measures.

use crate::Paragraph;
use icu_segmenter::GraphemeClusterSegmenter;
use std::ops::Range;

/// A line: what is drawn, and the spaces after it that are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub shown: Range<usize>,
    /// Where the next line begins.
    pub end: usize,
}

/// Where the letters as people see them begin, and the end of the text; one 0 for an empty text.
pub fn clusters(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> =
        GraphemeClusterSegmenter::new().segment_str(text).filter(|at| text.is_char_boundary(*at)).collect();
    if found.first() != Some(&0) {
        found.insert(0, 0);
    }
    if found.last() != Some(&text.len()) {
        found.push(text.len());
    }
    found
}

/// Breaks a paragraph into lines of at most `width`; `measure` gives the width of a range on one line. A word that is wider
/// alone is broken between letters. There is always a line, and every line but an empty text's has a letter.
pub fn wrap(paragraph: &Paragraph<'_>, width: f32, measure: &mut dyn FnMut(Range<usize>) -> f32) -> Vec<Line> {
    let text = paragraph.text();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fits: Option<usize> = None;
    let mut taken = 0.0;
    for end in paragraph.breaks() {
        let from = fits.unwrap_or(start);
        if end <= from {
            continue;
        }
        let word = measure(from..from + text[from..end].trim_end().len());
        if taken + word > width
            && let Some(at) = fits
        {
            lines.push(line(text, start, at));
            (start, fits, taken) = (at, None, 0.0);
        }
        let from = fits.unwrap_or(start);
        if fits.is_none() {
            start = broken(text, start, end, width, measure, &mut lines);
        }
        taken += measure(start.max(from)..end);
        fits = Some(end);
    }
    lines.push(line(text, start, text.len()));
    lines
}

/// Breaks what is wider than a line between letters; returns where its rest begins.
fn broken(
    text: &str,
    mut start: usize,
    end: usize,
    width: f32,
    measure: &mut dyn FnMut(Range<usize>) -> f32,
    lines: &mut Vec<Line>,
) -> usize {
    let shown_end = start + text[start..end].trim_end().len();
    while start < shown_end && measure(start..shown_end) > width {
        let ends: Vec<usize> = clusters(&text[start..shown_end]).into_iter().skip(1).map(|at| start + at).collect();
        let n_fit = ends.partition_point(|at| measure(start..*at) <= width).max(1);
        let at = ends[n_fit - 1];
        if at >= shown_end {
            break;
        }
        lines.push(Line { shown: start..at, end: at });
        start = at;
    }
    start
}

fn line(text: &str, start: usize, end: usize) -> Line {
    Line { shown: start..start + text[start..end].trim_end().len(), end }
}

/// How many bytes of a text fit before a sign that tells of more: ends between letters, and is 0 where none fits.
pub fn cut(text: &str, fits: &mut dyn FnMut(&str) -> bool) -> usize {
    let ends = clusters(text);
    let n_fit = ends.partition_point(|at| fits(&text[..*at]));
    n_fit.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0)
}
