//! Any text at all is laid out: nothing panics, hangs, is lost or stands twice.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

use lettering::{Face, Paragraph, clusters, cut, hard_lines, is_plain, shape, wrap};
use proptest::prelude::*;

fn font(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/fonts/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// What stands on the screen from left to right.
fn seen(text: &str) -> String {
    let paragraph = Paragraph::new(text, false);
    paragraph.pieces(0..text.len()).iter().map(|piece| format!("{}|", piece.drawn(text))).collect()
}

#[test]
fn arabic_and_hebrew_stand_from_right_to_left_with_numbers_and_latin_as_they_are_read() {
    assert_eq!(seen("אבג 12 (דה)"), "(|דה|) |12| |אבג|");
    assert_eq!(seen("Press שלום now"), "Press |שלום| now|");
    assert!(Paragraph::new("… اضغط", false).is_rtl());
    assert!(!Paragraph::new("Lock الشاشة", true).is_rtl());
    assert!(Paragraph::new("50 %", true).is_rtl());
}

#[test]
fn lines_end_between_ideographs_and_between_words_of_thai_but_not_before_what_closes() {
    let lines = |text: &str, width: usize| -> Vec<String> {
        let paragraph = Paragraph::new(text, false);
        let mut measure = |range: std::ops::Range<usize>| text[range].chars().count() as f32;
        wrap(&paragraph, width as f32, &mut measure).into_iter().map(|line| text[line.shown].to_owned()).collect()
    };
    assert_eq!(lines("画面をロックしてください。", 6), ["画面をロック", "してくださ", "い。"]);
    assert_eq!(lines("กดปุ่มสีเขียว", 8), ["กดปุ่มสี", "เขียว"]);
    assert_eq!(lines("one two  three", 7), ["one two", "three"]);
    assert_eq!(lines("extraordinary", 5), ["extra", "ordin", "ary"]);
    assert_eq!(lines("", 5), [""]);
}

#[test]
fn a_shaped_word_joins_its_letters_and_mixed_text_takes_each_letter_from_a_font_that_has_it() {
    let (inter, arabic) = (font("Inter-Regular.ttf"), font("NotoSansArabic-Regular.ttf"));
    let faces = [Face::new(&inter).unwrap(), Face::new(&arabic).unwrap()];
    let faces: Vec<&Face<'_>> = faces.iter().collect();
    let of = |text: &str| shape(&Paragraph::new(text, false), 0..text.len(), &faces);
    let (joined, width) = of("سلام");
    let apart: f32 = "سلام".chars().map(|letter| of(&letter.to_string()).1).sum();
    assert!(width < apart * 0.9, "{width} {apart}: the letters do not join");
    assert!(joined.iter().all(|glyph| glyph.face == 1 && glyph.id != 0));
    let (mixed, _) = of("A سلام");
    assert_eq!((mixed[0].face, mixed.last().unwrap().face), (0, 1));
    assert!(mixed.windows(2).all(|pair| pair[0].x <= pair[1].x + 0.3));
}

#[test]
fn bytes_that_are_no_font_are_refused() {
    assert!(Face::new(b"no font").is_none());
}

#[test]
fn plain_text_is_what_needs_no_shaping() {
    assert!(is_plain("Größe: 50 %, €, ≤ Ω Ж → ✓\nnext"));
    for text in ["ا", "א", "क", "ก", "字", "한", "\u{202E}abc", "a\u{200D}b", "🙂"] {
        assert!(!is_plain(text), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_letter_of_any_text_stands_exactly_once(
        text in prop_oneof!["\\PC{0,60}", "[ -~\u{5D0}-\u{5EA}\u{621}-\u{64A}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}()0-9]{0,60}", any::<String>()],
        width in 0.0_f32..30.0,
        else_rtl: bool,
    ) {
        let mut at_end = 0;
        for hard in hard_lines(&text) {
            prop_assert!(hard.start >= at_end && text[at_end..hard.start].chars().all(|sign| sign.is_control() || sign.is_whitespace()));
            at_end = hard.end;
            let line_text = &text[hard];
            let paragraph = Paragraph::new(line_text, else_rtl);
            let mut measure = |range: std::ops::Range<usize>| line_text[range].chars().count() as f32;
            let mut next = 0;
            for line in wrap(&paragraph, width, &mut measure) {
                prop_assert_eq!(line.shown.start, next);
                prop_assert!(line_text[line.shown.end..line.end].trim().is_empty());
                next = line.end;
                let mut ranges: Vec<_> = paragraph.pieces(line.shown.clone()).into_iter().collect();
                for piece in &ranges {
                    let mut drawn: Vec<char> = piece.drawn(line_text).chars().map(|sign| sign.min(lettering::mirrored(sign))).collect();
                    let mut written: Vec<char> = line_text[piece.range.clone()].chars().map(|sign| sign.min(lettering::mirrored(sign))).collect();
                    drawn.sort();
                    written.sort();
                    prop_assert_eq!(drawn, written);
                }
                ranges.sort_by_key(|piece| piece.range.start);
                let mut at = line.shown.start;
                for piece in &ranges {
                    prop_assert_eq!(piece.range.start, at);
                    at = piece.range.end;
                }
                prop_assert_eq!(at, line.shown.end);
            }
            prop_assert_eq!(next, line_text.len());
        }
        prop_assert_eq!(at_end, text.len());
        let n_fit = cut(&text, &mut |part| part.chars().count() < 7);
        prop_assert!(clusters(&text).contains(&n_fit));
    }
}
