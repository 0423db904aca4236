//! Every text of a module and of its translations, by stable path, and what each translation was made from.
//!
//! A translation remembers the text it translated in a comment above it: `# from: "Press the bell."`. When the module's text
//! is another one now, the translation is stale. Placeholders such as `{fact.phone}` stand as written. Follows the table of
//! keys of translations; knows no text by name. Start at [`texts`] and [`translations`].

use crate::compile::open;
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::keys::{STRINGS, Shape};
use crate::sources::Sources;
use crate::tree::{Is, Span, Table, Value};
use std::collections::BTreeMap;

pub(crate) static STALE: Check = Check {
    code: "P071",
    severity: Severity::Warning,
    title: "a translation of an older text",
    manual: "The comment `# from: \"...\"` above a translated text holds the text it was made from. The module says something else \
             now, so people who read the translation learn the old rule. Translate it again, then put the new text into the comment; \
             `practicum strings MODULE LANGUAGE --write` writes both side by side.",
};

/// One text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Such as `["step", "ring", "say"]`.
    pub path: Vec<String>,
    /// As it would stand in TOML: a text in quotes, or a list of them.
    pub toml: String,
    /// What people read, a list's entries one by one.
    pub words: Vec<String>,
    /// From 1.
    pub line: u32,
    /// Of a translation: the text it was made from, as TOML.
    pub from: Option<String>,
    pub(crate) span: Span,
}

/// Every text of the module that a translation may have, in the order of the file.
pub fn texts(sources: &Sources) -> Vec<Text> {
    let Some(bytes) = sources.files.get("module.toml") else { return Vec::new() };
    let source = String::from_utf8_lossy(bytes);
    let (root, _) = open(bytes, &source, &mut Sink::new("module.toml", &source));
    of_table(&root, &source)
}

/// Every text of `strings/<language>.toml`, in the order of the file; empty without that file.
pub fn translations(sources: &Sources, language: &str) -> Vec<Text> {
    let path = format!("strings/{language}.toml");
    let Some(bytes) = sources.files.get(&path) else { return Vec::new() };
    let source = String::from_utf8_lossy(bytes);
    let (root, _) = open(bytes, &source, &mut Sink::new(&path, &source));
    of_table(&root, &source)
}

/// Reports translations that were made from another text than the module has now.
pub(crate) fn check_stale(sources: &Sources, language: &str, sink: &mut Sink<'_>) {
    let now: BTreeMap<Vec<String>, String> = texts(sources).into_iter().map(|text| (text.path, text.toml)).collect();
    for text in translations(sources, language) {
        let (Some(from), Some(now)) = (&text.from, now.get(&text.path)) else { continue };
        if from != now {
            let message = format!("`{}` was translated from another text than the module has now", text.path.join("."));
            sink.report(&STALE, &text.span, message, format!("Translate it again. The text is now {now}."));
        }
    }
}

fn of_table(root: &Table, source: &str) -> Vec<Text> {
    let mut found = Vec::new();
    for key in STRINGS.keys {
        if let (Shape::Table(keys), Some(table)) = (key.shape, root.table(key.name)) {
            for part in keys.keys {
                let path = vec![key.name.to_owned(), part.name.to_owned()];
                found.extend(table.get(part.name).and_then(|value| text(path, value, source)));
            }
            continue;
        }
        let Shape::Named(keys, _) = key.shape else {
            found.extend(root.get(key.name).and_then(|value| text(vec![key.name.to_owned()], value, source)));
            continue;
        };
        let named = root.named(key.name).map(|(entry, table)| (&*entry.key, table));
        let listed = root.tables(key.name).filter_map(|table| Some((table.text("id")?, table)));
        for (id, table) in named.chain(listed) {
            for part in keys.keys {
                let path = vec![key.name.to_owned(), id.to_owned(), part.name.to_owned()];
                found.extend(table.get(part.name).and_then(|value| text(path, value, source)));
            }
        }
    }
    found.sort_by_key(|text| text.span.start);
    found
}

fn text(path: Vec<String>, value: &Value, source: &str) -> Option<Text> {
    let mut words = Vec::new();
    let toml = toml_of(value, &mut words)?;
    let line = source.get(..value.span.start).unwrap_or("").matches('\n').count() + 1;
    let from = remembered(source, value.span.start);
    Some(Text { path, toml, words, line: u32::try_from(line).unwrap_or(u32::MAX), from, span: value.span.clone() })
}

/// A text or a list of such in the one way this file writes them; none for anything else.
fn toml_of(value: &Value, words: &mut Vec<String>) -> Option<String> {
    match &value.is {
        Is::Text(text) => {
            words.push(text.clone());
            Some(quoted(text))
        }
        Is::List(list) => {
            let parts: Option<Vec<String>> = list.iter().map(|value| toml_of(value, words)).collect();
            Some(format!("[{}]", parts?.join(", ")))
        }
        _ => None,
    }
}

/// A text as a basic string of TOML, on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What the comment above the line of a place says it was made from.
fn remembered(source: &str, at: usize) -> Option<String> {
    let line_start = source.get(..at)?.rfind('\n')?;
    let above = source.get(..line_start)?.lines().last()?.trim();
    let written = format!("from = {}", above.strip_prefix("# from:")?.trim());
    let (root, broken) = crate::tree::parse(&written, &mut Sink::new("", &written));
    root.get("from").filter(|_| !broken).and_then(|value| toml_of(value, &mut Vec::new()))
}
