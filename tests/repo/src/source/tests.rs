//! What counts as code, and what is only said in a comment or a text.

use super::*;

fn names(code: &str) -> Vec<String> {
    Source::new(code.to_owned()).idents().map(|ident| ident.text.to_owned()).collect()
}

#[test]
fn comments_and_texts_are_not_code() {
    let code = r####"
        // f32 in a line
        /* f32 /* nested f32 */ f32 */
        let a = "f32 \" f32"; let b = r#"f32 " f32"#; let c = b"f32"; let d = 'f'; let e = '\''; let g = "é f32";
        fn real<'a>(x: &'a u8) {}
    "####;
    assert!(!names(code).contains(&"f32".to_owned()));
    for name in ["a", "b", "c", "d", "e", "g", "real", "u8"] {
        assert!(names(code).contains(&name.to_owned()), "{name} is missing");
    }
}

#[test]
fn a_lifetime_does_not_swallow_the_code_behind_it() {
    assert_eq!(names("struct S<'a>(&'a f32); impl<'b> T<'b> {}"), ["struct", "S", "a", "a", "f32", "impl", "b", "T", "b"]);
}

#[test]
fn a_character_of_any_length_is_blanked() {
    assert_eq!(names("match c { 'é' => x, '→' => y, '\\u{1F600}' => z, '\"' => w }"), ["match", "c", "x", "y", "z", "w"]);
}

#[test]
fn lines_stay_in_place() {
    let source = Source::new("/* one\n two */\nlet x = \"a\nb\";\nlet y = 1;".to_owned());
    let y = source.idents().find(|ident| ident.text == "y");
    assert_eq!(y.map(|ident| ident.line), Some(5));
}

#[test]
fn what_stands_under_cfg_test_goes() {
    let source =
        Source::new("fn a() {}\n#[cfg(test)]\nmod tests { fn b() { if x {} } }\n#[cfg(test)]\nuse q::r;\nfn c() {}".to_owned());
    let kept: Vec<_> = source.without_tests().idents().map(|ident| ident.text.to_owned()).collect();
    assert_eq!(kept, ["fn", "a", "fn", "c"]);
    assert!(!source.without_tests().written.contains("fn b"), "what is written there goes too");
}

#[test]
fn modules_of_the_standard_library_are_found_in_every_writing() {
    let source = Source::new(
        "use std::fs; use std::{fmt, net::{TcpStream, fs2}, thread}; let x = std::env::var(y); my::std_like::io();".to_owned(),
    );
    let found: Vec<_> = source.std_modules().iter().map(|ident| ident.text).collect();
    assert_eq!(found, ["fs", "fmt", "net", "thread", "env"]);
}

#[test]
fn numbers_with_a_point_are_found_and_tuples_and_ranges_are_not() {
    let source = Source::new("1.5; 2.; 3e8; 4E2; x.0.1; 0..5; 7.max(8); 0xE1; 1_000; a[0]".to_owned());
    let found: Vec<_> = source.float_literals().iter().map(|ident| ident.text).collect();
    assert_eq!(found, ["1", "2", "3e8", "4E2"]);
}
