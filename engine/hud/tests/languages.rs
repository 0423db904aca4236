//! Every word of the HUD can be translated, and the Spanish table has them all; text of any script is laid out whole.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;

use egui::Color32;
use hud::Settings;
use hud::language::{Language, speak, word};
use hud::theme::Type;
use proptest::prelude::*;
use samples::{Stage, spanish};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The English texts that sources ask to be translated: what stands as a text in `t(` or `fill(`, and in tables of words.
fn asked_for(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            asked_for(&path, keys);
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        if name == "session_words.rs" {
            keys.extend(source.lines().filter_map(|line| Some(line.strip_prefix("    \"")?.strip_suffix("\",")?.to_owned())));
        }
        if name == "language.rs" {
            continue;
        }
        for call in ["t(", "fill(", "count("] {
            for (at, _) in source.match_indices(call) {
                let is_whole = !source[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
                let rest = source[at + call.len()..].trim_start();
                if is_whole && call != "count(" {
                    keys.extend(rest.strip_prefix('"').and_then(|rest| rest.split('"').next()).map(str::to_owned));
                } else if is_whole {
                    let call = within_brackets(rest);
                    keys.extend(call.split('"').skip(1).step_by(2).filter(|word| word.contains("{n}")).map(str::to_owned));
                }
            }
        }
    }
}

/// What stands before the bracket that closes a call.
fn within_brackets(source: &str) -> &str {
    let mut depth = 1;
    let end = source.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &source[..end.unwrap_or(source.len())]
}

/// The texts of the session's own: what stands as a constant in its words.
fn said_by_the_session() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../session/src/words.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let constants = source.lines().filter_map(|line| line.strip_prefix("pub const ")?.strip_suffix("\";")?.split_once("= \""));
    constants.map(|(_, text)| text.to_owned()).collect()
}

#[test]
fn what_the_session_says_is_found_in_the_table() {
    let said = said_by_the_session();
    assert!(said.len() > 25, "only {} words were found in the session", said.len());
    speak(Arc::new(Language::pseudo()));
    let plain: Vec<&String> = said.iter().filter(|text| word(text) == **text).collect();
    assert!(plain.is_empty(), "session_words.rs lacks: {plain:#?}");
    assert_ne!(word("In the picture: Pump room"), "In the picture: Pump room");
    speak(Arc::new(Language::english()));
}

#[test]
fn the_spanish_table_has_every_word_and_none_in_vain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = BTreeSet::new();
    asked_for(&root.join("src"), &mut keys);
    asked_for(&root.join("../player/src"), &mut keys);
    assert!(keys.len() > 280, "only {} words were found in the sources", keys.len());
    let table = spanish();
    let missing: Vec<&String> = keys.iter().filter(|key| !table.words.contains_key(*key)).collect();
    assert!(missing.is_empty(), "content/languages/es.toml lacks: {missing:#?}");
    let in_vain: Vec<&String> = table.words.keys().filter(|key| !keys.contains(*key)).collect();
    assert!(in_vain.is_empty(), "content/languages/es.toml has what nobody says: {in_vain:#?}");
    for (english, own) in &table.words {
        let places =
            |text: &str| text.split('{').skip(1).map(|part| part.split('}').next().unwrap().to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(places(english), places(own), "{english}: other places to fill");
    }
}

/// Lays a text out and tells what stands in the galley: its text, and the letters of its rows.
fn laid_out(stage: &mut Stage, text: &str, width: f32) -> (String, String, bool) {
    let mut found = (String::new(), String::new(), false);
    let ctx = stage.ctx.clone();
    let output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let galley = Type::BODY.lay_out(ui, text, Color32::BLACK, width);
        let letters = galley
            .rows
            .iter()
            .flat_map(|row| row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).map(|glyph| glyph.chr))
            .collect();
        found = (galley.text().to_owned(), letters, galley.size().is_finite());
        let cut = Type::HEAD.lay_out_line(ui, text, Color32::BLACK, width);
        assert!(cut.rows.is_empty() || cut.size().y < 3.0 * Type::HEAD.line, "{text:?} takes more than a line");
    });
    output.drop_without_applying_deltas();
    found
}

#[test]
fn hebrew_stands_from_right_to_left_between_latin_and_keeps_its_logical_text() {
    let mut stage = Stage::new([1280.0, 720.0], Settings::default());
    let (text, letters, _) = laid_out(&mut stage, "אבג (12) ok", 400.0);
    assert_eq!(text, "אבג (12) ok");
    assert_eq!(letters, "ok (12) גבא");
}

#[test]
fn every_script_we_promise_has_its_letters() {
    let mut stage = Stage::new([1280.0, 720.0], Settings::default());
    let samples = ["اضغط على الزر", "לחץ על הכפתור", "बटन दबाएँ", "กดปุ่ม", "ボタンを押してください", "请按按钮", "버튼을 누르세요"];
    let ctx = stage.ctx.clone();
    stage.settled("message").drop_without_applying_deltas();
    let output = ctx.run_ui(egui::RawInput::default(), |ui| {
        for text in samples {
            let galley = Type::BODY.strong().lay_out(ui, text, Color32::BLACK, 300.0);
            assert!(galley.num_vertices > 0);
            let family = Type::BODY.strong().font();
            for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
                let known = ui.ctx().fonts_mut(|fonts| fonts.has_glyph(&family, letter));
                assert!(known, "{letter} of {text} is missing");
            }
        }
    });
    output.drop_without_applying_deltas();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// No text panics or hangs the HUD, whatever its letters and however little room there is.
    #[test]
    fn any_text_at_all_is_laid_out(
        text in prop_oneof![any::<String>(), "[ -~\u{5D0}-\u{5EA}\u{621}-\u{64A}\u{900}-\u{97F}\u{E00}-\u{E5B}\u{3040}-\u{30FF}\u{4E00}-\u{4E40}\u{200B}-\u{200F}\u{202A}-\u{202E}\n]{0,80}"],
        width in prop_oneof![0.0_f32..20.0, 20.0_f32..600.0, Just(f32::INFINITY)],
    ) {
        thread_local! {
            static STAGE: std::cell::RefCell<Stage> = std::cell::RefCell::new(Stage::new([1280.0, 720.0], Settings::default()));
        }
        let (kept, _, is_finite) = STAGE.with_borrow_mut(|stage| laid_out(stage, &text, width));
        prop_assert_eq!(kept, text);
        prop_assert!(is_finite);
    }
}
