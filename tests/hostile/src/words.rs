//! The words that mutations put in: the keys of the language as its reference lists them, and what parsers dislike.

use crate::target::Target;
use std::sync::OnceLock;

/// Texts, numbers and signs that are hard on whoever reads them.
const NASTY: [&str; 44] = [
    "\"\"",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\\",
    "\n",
    "\r",
    "\t",
    "\0",
    "true",
    "-0",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e309",
    "nan",
    "0x7f",
    "1_0",
    "1979-05-27T07:32:00Z",
    "\"trainee\"",
    "\"{fact.x}\"",
    "\"{fact.\"",
    "\"{on}\"",
    "\"1 bar ± 2 kPa\"",
    "\"0..0\"",
    "\"99999999999999999999 min\"",
    "\"0 s\"",
    "\"-1 s\"",
    "\"0.0001 %\"",
    "\"\\u202e\"",
    "\u{feff}",
    "\u{202e}",
    "é😀",
];
const TRACE: [&str; 30] = [
    "tick",
    "enter",
    "exit",
    "look",
    "look_away",
    "press",
    "hold",
    "let_go",
    "take",
    "put",
    "put_back",
    "turn",
    "set",
    "value",
    "mark",
    "choose",
    "use",
    "type",
    "sign",
    "skip",
    "hint",
    "acknowledge",
    "restart",
    "pause",
    "resume",
    "leave",
    "continue",
    "pose",
    "%",
    "%ff",
];

/// What fits into the files of a target, rightly or not.
pub fn of(target: Target) -> &'static [String] {
    static TOML: OnceLock<Vec<String>> = OnceLock::new();
    static TRACES: OnceLock<Vec<String>> = OnceLock::new();
    match target {
        Target::Traces => TRACES.get_or_init(|| {
            let objects =
                walkthroughs::modules().remove(0).objects.iter().map(|object| object.id.to_string()).collect::<Vec<_>>();
            TRACE.iter().chain(&NASTY).map(|word| (*word).to_owned()).chain(objects).collect()
        }),
        _ => TOML.get_or_init(|| {
            let entries = workshop::reference::entries();
            let keys =
                entries.iter().flat_map(|entry| entry.tables()).flat_map(|table| table.keys).map(|key| key.name.to_owned());
            let verbs = [authoring::keys::EFFECTS, authoring::keys::CONDITIONS].map(|verbs| verbs.tables);
            let verbs = verbs.iter().flat_map(|tables| tables.iter()).map(|table| table.keys[0].name.to_owned());
            let mut words: Vec<String> = keys.chain(verbs).collect();
            words.sort();
            words.dedup();
            // As often as a key comes something that no parser likes.
            let nasty = NASTY.iter().cycle().take(words.len().max(NASTY.len())).map(|word| (*word).to_owned());
            words.extend(nasty.collect::<Vec<_>>());
            words
        }),
    }
}
