//! No text is cut, runs out of its window, or lies on another text: at usual and double size, in a small window, and in between.

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;

use egui::epaint::TextShape;
use egui::{FullOutput, Rect, Shape};
use hud::Settings;
use hud::language::{Language, speak};
use samples::{SCREENS, Stage, spanish};
use std::sync::Arc;

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

/// Names that a person chose may be cut; our own words never are.
const MAY_BE_CUT: [&str; 2] = ["Wolfeschlegelsteinhausen Bergerdorff", "Head of the department of internal medicine"];

fn check(screen: &str, size_px: [f32; 2], text_percent: u16) -> Vec<String> {
    let mut stage = Stage::new(size_px, Settings { text_percent, ..Settings::default() });
    let output = stage.settled(screen);
    let lines = lines(&output);
    output.drop_without_applying_deltas();
    assert!(!lines.is_empty(), "{screen} shows no text");
    let window = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(size_px[0], size_px[1]) / stage.zoom());
    let mut complaints = Vec::new();
    let mut complain = |what: String| complaints.push(format!("{screen} at {size_px:?}, {text_percent} %: {what}"));
    for line in &lines {
        if line.is_cut && !MAY_BE_CUT.contains(&line.words.as_str()) {
            complain(format!("\"{}\" is cut", line.words));
        }
        if line.rect.left() < line.clip.left() - 1.0 || line.rect.right() > line.clip.right() + 1.0 {
            complain(format!("\"{}\" runs out at the side: {:?} in {:?}", line.words, line.rect, line.clip));
        }
        let scrolls = line.clip.height() < window.height() - 1.0;
        if !scrolls && (line.rect.top() < -1.0 || line.rect.bottom() > window.bottom() + 1.0) {
            complain(format!("\"{}\" runs out at top or bottom: {:?}", line.words, line.rect));
        }
    }
    for (idx, one) in lines.iter().enumerate() {
        for other in &lines[idx + 1..] {
            let both = one.rect.intersect(one.clip).shrink(2.0).intersect(other.rect.intersect(other.clip).shrink(2.0));
            if both.is_positive() {
                complain(format!("\"{}\" lies on \"{}\": {:?}, {:?}", one.words, other.words, one.rect, other.rect));
            }
        }
    }
    complaints
}

/// The same in another language than English.
fn check_in(language: Language, size_px: [f32; 2], text_percent: u16) {
    speak(Arc::new(language));
    check_all(size_px, text_percent);
    speak(Arc::new(Language::english()));
}

fn check_all(size_px: [f32; 2], text_percent: u16) {
    let complaints: Vec<String> = SCREENS.iter().flat_map(|screen| check(screen, size_px, text_percent)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn text_stands_clear_at_the_usual_size() {
    check_all([1280.0, 720.0], 100);
}

#[test]
fn text_stands_clear_at_double_size() {
    check_all([1280.0, 720.0], 200);
}

#[test]
fn text_stands_clear_in_a_small_window() {
    check_all([900.0, 600.0], 100);
}

#[test]
fn text_stands_clear_on_a_large_screen_with_larger_text() {
    check_all([1920.0, 1080.0], 150);
    check_all([1024.0, 768.0], 125);
}

#[test]
fn words_a_third_longer_stand_clear_too() {
    check_in(Language::pseudo(), [1280.0, 720.0], 100);
    check_in(Language::pseudo(), [1920.0, 1080.0], 150);
}

#[test]
fn spanish_stands_clear() {
    check_in(spanish(), [1280.0, 720.0], 100);
    check_in(spanish(), [1280.0, 720.0], 200);
    check_in(spanish(), [900.0, 600.0], 100);
}
