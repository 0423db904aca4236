//! No text is cut, runs out of its window, or lies on another text: at usual and double size, in a small window, and in between.

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;
mod standing_clear;

use egui::Rect;
use hud::Settings;
use hud::language::{Language, speak};
use samples::{SCREENS, Stage, spanish};
use standing_clear::complaints;
use std::sync::Arc;

/// Names that a person chose may be cut; our own words never are.
const MAY_BE_CUT: [&str; 2] = ["Wolfeschlegelsteinhausen Bergerdorff", "Head of the department of internal medicine"];

fn check(screen: &str, size_px: [f32; 2], text_percent: u16) -> Vec<String> {
    let mut stage = Stage::new(size_px, Settings { text_percent, ..Settings::default() });
    let output = stage.settled(screen);
    let window = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(size_px[0], size_px[1]) / stage.zoom());
    let complaints = complaints(&output, window, &MAY_BE_CUT);
    output.drop_without_applying_deltas();
    complaints.into_iter().map(|what| format!("{screen} at {size_px:?}, {text_percent} %: {what}")).collect()
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
