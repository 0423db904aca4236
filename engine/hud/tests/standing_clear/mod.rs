//! What of a drawn screen's text is cut, runs out of its window, or lies on another text.
//!
//! Knows no screen. Start at [`complaints`].

use egui::epaint::TextShape;
use egui::{FullOutput, Rect, Shape};

struct Line {
    words: String,
    rect: Rect,
    clip: Rect,
    is_cut: bool,
}

fn lines(output: &FullOutput) -> Vec<Line> {
    let mut lines = Vec::new();
    for clipped in &output.shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut lines);
    }
    lines
}

fn collect(shape: &Shape, clip: Rect, lines: &mut Vec<Line>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, lines)),
        Shape::Text(text) if !text.galley.text().trim().is_empty() => lines.push(line(text, clip)),
        _ => {}
    }
}

fn line(text: &TextShape, clip: Rect) -> Line {
    Line {
        words: text.galley.text().to_owned(),
        rect: text.galley.rect.translate(text.pos.to_vec2()),
        clip,
        is_cut: text.galley.elided,
    }
}

/// Everything about the texts of one picture that a person would frown at. `window` is in points; names that somebody chose may be cut,
/// our own words never are.
///
/// # Panics
/// When there is no text at all: then nothing was drawn.
pub fn complaints(output: &FullOutput, window: Rect, may_be_cut: &[&str]) -> Vec<String> {
    let lines = lines(output);
    assert!(!lines.is_empty(), "there is no text");
    let mut complaints = Vec::new();
    for line in &lines {
        if line.is_cut && !may_be_cut.contains(&line.words.as_str()) {
            complaints.push(format!("\"{}\" is cut", line.words));
        }
        if line.rect.left() < line.clip.left() - 1.0 || line.rect.right() > line.clip.right() + 1.0 {
            complaints.push(format!("\"{}\" runs out at the side: {:?} in {:?}", line.words, line.rect, line.clip));
        }
        let scrolls = line.clip.height() < window.height() - 1.0;
        if !scrolls && (line.rect.top() < -1.0 || line.rect.bottom() > window.bottom() + 1.0) {
            complaints.push(format!("\"{}\" runs out at top or bottom: {:?}", line.words, line.rect));
        }
    }
    for (idx, one) in lines.iter().enumerate() {
        for other in &lines[idx + 1..] {
            let both = one.rect.intersect(one.clip).shrink(2.0).intersect(other.rect.intersect(other.clip).shrink(2.0));
            if both.is_positive() {
                complaints.push(format!("\"{}\" lies on \"{}\": {:?}, {:?}", one.words, other.words, one.rect, other.rect));
            }
        }
    }
    complaints
}
