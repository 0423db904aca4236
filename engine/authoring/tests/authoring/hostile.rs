//! Whatever the bytes, compiling never panics, and a module comes out exactly when there is no error.

use crate::scenes;
use authoring::{Compiled, Sources, compile, compile_courses, render, scene_of};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn first_day() -> Vec<u8> {
    scenes::sources_of("first-day").files["module.toml"].clone()
}

/// Compiles the same bytes as every kind of file, and draws every diagnostic.
fn survive(bytes: Vec<u8>) -> Compiled {
    let sources = Sources { language: Some("xx".into()), ..Sources::of_module(bytes.clone()) }
        .with("facts.toml", bytes.clone())
        .with("strings/xx.toml", bytes.clone())
        .with("snippets/xx.toml", bytes.clone());
    let _ = scene_of(&sources);
    let compiled = compile(&sources, &scenes::harbour_clinic());
    let source = String::from_utf8_lossy(&bytes);
    for diagnostic in &compiled.diagnostics {
        assert!(diagnostic.line >= 1 && diagnostic.column >= 1 && diagnostic.span.start <= diagnostic.span.end);
        assert!(!render(diagnostic, &source).is_empty());
    }
    assert_eq!(compiled.module.is_some(), !compiled.has_errors());
    compile_courses(&bytes, &BTreeSet::new());
    compiled
}

/// The same, as the module alone, beside good facts.
fn survive_as_module(bytes: Vec<u8>) {
    let compiled = compile(&scenes::sources_of("first-day").with("module.toml", bytes), &scenes::harbour_clinic());
    assert_eq!(compiled.module.is_some(), !compiled.has_errors());
}

/// Words and signs of the language, to be thrown together.
const PIECES: &[&str] = &[
    "[[step]]\n",
    "[[hint]]\n",
    "[[mistake]]\n",
    "[[answer]]\n",
    "[objects.a]\n",
    "[cards.a]\n",
    "[pass]\n",
    "id = \"a\"\n",
    "say = \"{fact.x} {\"\n",
    "do = { put = \"a\", into = \"a\" }\n",
    "do = { choose = \"a\" }\n",
    "after = [\"a\"]\n",
    "card = \"a\"\n",
    "step = \"a\"\n",
    "when = { answer = \"a\" }\n",
    "kind = \"gauge\"\n",
    "range = \"0..1 s\"\n",
    "start = \"-9 s\"\n",
    "= ",
    "{ ",
    "}\n",
    "[",
    "]\n",
    "\"",
    "\"\"\"",
    "'",
    "a.b.c = 1\n",
    "step = 1\n",
    "objects = []\n",
    "é",
    "\u{202e}",
    "\0",
    "1e999\n",
    "9999999999999999999\n",
    "then = [{ say = \"a\" }, { walk_to = \"a\" }, 1]\n",
    "do = { turn = \"a\", to = \"90° ± -5°\" }\n",
    "states = [\"a\", \"a\"]\n",
    "do = { read = \"a\", within = \"-9223372036854775 s\" }\n",
    "weight = -1\n",
    "[[include]]\nsnippet = \"xx\"\n",
    "with = { a = \"a\" }\n",
    "[lines.a]\nsays = \"a\"\n",
    "[[reply]]\nline = \"a\"\nleads_to = \"a\"\n",
    "do = { talk_to = \"a\", line = \"a\" }\n",
    "do = { all = [{ press = \"a\" }, { any = [] }, { holds = { not = { all = [{ variable = \"a\" }] } } }] }\n",
    "do = { set = \"a\", to = \"-9223372036854775 s ± 9223372036854775 s\" }\n",
    "[[one_of]]\noptions = [{ id = \"a\", weight = 0 }, { }]\n",
    "[variables]\na = 9223372036854775807\n",
    "[timers.a]\nlasts = \"1 s\"\nthen = [{ start_timer = \"a\" }, { move = \"a\", by = [\"9e9 m\"] }]\n",
    "[[interruption]]\nwhen = { gauge = \"a\", above = \"-1 s\", below = \"1 s\" }\ncard = \"a\"\n",
    "[pages.a]\nrows = [[], [1], \"a\"]\n",
    "only_if = { any = [{ drawn = \"a\" }, { score_below = \"-1 %\" }] }\n",
    "219-09-9999",
    "MRN 12345\n",
    "\r",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_survived(bytes in vec(any::<u8>(), 0..400)) {
        survive(bytes);
    }

    #[test]
    fn arbitrary_pieces_of_the_language_are_survived(pieces in vec(0..PIECES.len(), 0..60)) {
        survive(pieces.into_iter().map(|idx| PIECES[idx]).collect::<String>().into_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_modules_are_survived(edits in vec((any::<prop::sample::Index>(), 0_u8..4, any::<u8>(), 0..PIECES.len()), 1..12)) {
        let mut bytes = first_day();
        for (at, how, byte, piece) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => drop(bytes.drain(at..(at + usize::from(byte)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, PIECES[piece].bytes())),
                _ => bytes.truncate(at.max(1)),
            }
        }
        survive_as_module(bytes);
    }

    #[test]
    fn modules_without_some_lines_or_with_lines_swapped_are_survived(a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), drop_a in any::<bool>()) {
        let bytes = first_day();
        let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        let (a, b) = (a.index(lines.len()), b.index(lines.len()));
        if drop_a { lines.remove(a); } else { lines.swap(a, b); }
        survive_as_module(lines.join(&b'\n'));
    }
}

#[test]
fn the_largest_files_are_survived() {
    let steps = |after: &str, n: usize| {
        (0..n)
            .map(|i| format!("[[step]]\nid=\"s{i}\"\nafter=[{}]\ndo={{press=\"x{i}\"}}\n", after.repeat(20)))
            .collect::<String>()
    };
    let objects: String = (0..40_000).map(|i| format!("[objects.o{i}]\n")).collect();
    let answers: String = (0..12_000).map(|i| format!("[[answer]]\nid=\"a{i}\"\ncard=\"c\"\nright=true\n")).collect();
    let hostile = [
        "[".repeat(900_000),
        "{a=".repeat(300_000),
        format!("a = {}", "[".repeat(900_000)),
        format!("{} = 1", "a.".repeat(400_000)),
        "\"".repeat(900_000),
        "\n".repeat(900_000),
        "219-09-9999 ".repeat(80_000),
        steps("\"s1\",", 6_000),
        steps("\"s9999\",", 4_000),
        objects,
        format!("[cards.c]\n{answers}"),
        "x=1\n".repeat(200_000),
    ];
    for source in hostile {
        assert!(source.len() <= 1_000_000, "{}", source.len());
        assert!(survive(source.into_bytes()).diagnostics.len() <= 2_600);
    }
}
