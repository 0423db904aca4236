//! Every text of the pages has its Spanish, none is written past `words`, and none is translated in vain.

use super::*;
use std::path::Path;

/// Every source of this crate but its tests, by path.
fn sources() -> Vec<(String, String)> {
    let (mut folders, mut sources) = (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
                sources.push((path.display().to_string(), text));
            }
        }
    }
    sources
}

/// String literals with the text before each, without comments.
fn literals(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut parts = code.split('"');
    let mut before = parts.next().unwrap_or_default().to_owned();
    while let Some(literal) = parts.next() {
        found.push((before.clone(), literal.to_owned()));
        before.push_str(literal);
        before.push_str(parts.next().unwrap_or_default());
    }
    found
}

/// Literals that are given to `t`, `fill` or `count`.
fn said(text: &str) -> Vec<String> {
    let mut said = Vec::new();
    let mut second_of_count = false;
    for (before, literal) in literals(text) {
        let before = before.trim_end();
        let is_first = [".t(", ".fill(", ".count("].iter().any(|call| before.ends_with(call));
        if is_first || second_of_count {
            said.push(literal);
        }
        second_of_count = before.ends_with(".count(");
    }
    said
}

#[test]
fn every_text_has_its_spanish_and_nothing_is_translated_in_vain() {
    let spanish = Words::by_tag("es").unwrap();
    let table: BTreeMap<&str, &str> = spanish.translated().collect();
    let mut texts: Vec<String> = sources().iter().flat_map(|(_, text)| said(text)).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts.dedup();
    let missing: Vec<_> = texts.iter().filter(|text| !table.contains_key(text.as_str())).collect();
    assert!(missing.is_empty(), "content/web-languages/es.toml lacks: {missing:#?}");
    let in_vain: Vec<_> = table.keys().filter(|text| !texts.iter().any(|said| said == *text)).collect();
    assert!(in_vain.is_empty(), "content/web-languages/es.toml has what nobody says: {in_vain:#?}");
    for (english, text) in table {
        let places = |text: &str| {
            let mut places: Vec<_> =
                text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
            places.sort();
            places
        };
        assert_eq!(places(english), places(text), "the places of `{english}`");
        assert!(!text.trim().is_empty() && english.ends_with('.') == text.ends_with('.'), "`{english}`: `{text}`");
    }
    assert_eq!(spanish.months.len(), 12);
}

#[test]
fn no_page_says_anything_past_the_words() {
    let mut past = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| path.contains("/pages/")) {
        let said = said(text);
        for (_, literal) in literals(text).iter().filter(|(_, literal)| !said.contains(literal)) {
            let is_name = ["Practicum", "GET", "POST"].contains(&literal.trim_matches([' ', '·', '\\', 'n']));
            let is_path = literal.starts_with(['M', '/']) && literal.contains(|c: char| c.is_ascii_digit() || c == '/');
            let is_sentence =
                literal.starts_with(|c: char| c.is_uppercase()) || literal.trim().contains(' ') && literal.ends_with('.');
            if is_sentence && !is_name && !is_path {
                past.push(format!("{path}: {literal}"));
            }
        }
    }
    assert!(past.is_empty(), "Say it through `words`: {past:#?}");
}

#[test]
fn the_reader_gets_the_first_language_that_is_asked_for_and_there() {
    let tag = |chosen, asked| Words::choose(chosen, asked).tag;
    assert_eq!(tag(None, ""), "en");
    assert_eq!(tag(None, "fr-CH, es-MX;q=0.8, en;q=0.9"), "en");
    assert_eq!(tag(None, "fr, es-MX;q=0.8, *;q=0.5"), "es");
    assert_eq!(tag(None, "es;q=0, en"), "en");
    assert_eq!(tag(Some("es"), "en"), "es");
    assert_eq!(tag(Some("xx"), "es;q=nonsense,,;;q=1"), "en");
}

#[test]
fn what_is_filled_in_is_never_taken_for_a_place() {
    let words = Words::by_tag("en").unwrap();
    assert_eq!(words.fill("{a} and {b}", &[("a", &"{b}"), ("b", &"x")]), "{b} and x");
    assert_eq!(words.fill("{unknown} {open", &[]), "{unknown} {open");
}
