//! Every text of a module and of its translations, by stable path, and what each translation was made from.
//!
//! A translation remembers the text it translated in a comment above it: `# from: "Press the bell."`. When the module's text
//! is another one now, the translation is stale. Placeholders such as `{fact.phone}` stand as written. Follows the table of
//! keys of translations; knows no text by name. Start at [`texts`] and [`translations`].

use crate::compile::open;
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::keys::{STRINGS, Shape};
use crate::snippets::Snippets;
use crate::sources::Sources;
use crate::strings::texts_to_type;
use crate::tree::{Entry, Is, Span, Table, Value};
use curriculum::is_usual_state;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static STALE: Check = Check {
    code: "P071",
    severity: Severity::Warning,
    title: "a translation of an older text",
    manual: "The comment `# from: \"...\"` above a translated text holds the text it was made from. The module says something else \
             now, so people who read the translation learn the old rule. Translate it again, then put the new text into the comment; \
             `practicum strings MODULE LANGUAGE --write` writes both side by side.",
};

pub(crate) static LONG: Check = Check {
    code: "P072",
    severity: Severity::Note,
    title: "a translation much longer than its text",
    manual: "Most languages need a little more room than English, and the screens leave it. A translation half as long again, and by \
             more than a word or two, may be cut or push something else out of sight.",
};

/// Half as long again, and by more than a word or two. Lengths in letters.
pub fn is_much_longer(translated: usize, original: usize) -> bool {
    translated > original * 3 / 2 + 15
}

/// One text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Such as `["step", "ring", "say"]`.
    pub path: Vec<String>,
    /// As it would stand in TOML: a text in quotes, or a list of them.
    pub toml: String,
    /// What people read, a list's entries one by one.
    pub words: Vec<String>,
    /// From 1; 0 for a text of a snippet.
    pub line: u32,
    /// Of a translation: the text it was made from, as TOML.
    pub from: Option<String>,
    pub(crate) span: Span,
}

/// Every text of the module that a translation may have, in the order of the file.
pub fn texts(sources: &Sources) -> Vec<Text> {
    let Some(bytes) = sources.files.get("module.toml") else { return Vec::new() };
    let source = String::from_utf8_lossy(bytes);
    let (mut root, _) = open(bytes, &source, &mut Sink::new("module.toml", &source));
    let mut found = of_table(&root, &source);
    // Texts of snippets come after the module's own: they stand in no line of its file.
    Snippets::read(sources).include(&mut root, None, &mut Sink::new("module.toml", &source));
    let own: BTreeSet<Vec<String>> = found.iter().map(|text| text.path.clone()).collect();
    let included = of_table(&root, "").into_iter().filter(|text| !own.contains(&text.path));
    found.extend(included.map(|text| Text { line: 0, ..text }));
    found
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
    let now: BTreeMap<Vec<String>, (String, usize)> =
        texts(sources).into_iter().map(|text| (text.path, (text.toml, text.words.len()))).collect();
    for text in translations(sources, language) {
        let Some((now, n_words)) = now.get(&text.path) else { continue };
        if crate::strings::is_effects(&text.path) && text.words.len() != *n_words {
            let message = format!("`{}` has {} texts, and the module has {n_words} there", text.path.join("."), text.words.len());
            sink.report(&STALE, &text.span, message, format!("Translate each, in order. The texts are now {now}."));
            continue;
        }
        let length = |words: &[String]| words.iter().map(|words| words.chars().count()).sum::<usize>();
        if is_much_longer(length(&text.words), now.chars().count()) {
            let message = format!("`{}` is much longer than the text it translates", text.path.join("."));
            sink.report(&LONG, &text.span, message, "Say it in fewer words, or look at it in the window: does it fit?");
        }
        let Some(from) = &text.from else { continue };
        if from != now {
            let message = format!("`{}` was translated from another text than the module has now", text.path.join("."));
            sink.report(&STALE, &text.span, message, format!("Translate it again. The text is now {now}."));
        }
    }
}

pub(crate) fn of_table(root: &Table, source: &str) -> Vec<Text> {
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
        for (id, table) in holders(root, key.name) {
            for part in keys.keys {
                let path = vec![key.name.to_owned(), id.to_owned(), part.name.to_owned()];
                found.extend(translatable(table, part.name).and_then(|value| text(path, &value, source)));
            }
        }
    }
    found.sort_by_key(|text| text.span.start);
    found
}

/// The tables of a kind that may have texts, with their ids: named ones, listed ones, and the options of draws.
pub(crate) fn holders<'t>(root: &'t Table, kind: &str) -> Vec<(&'t str, &'t Table)> {
    let id = |table: &'t Table| Some((table.text("id")?, table));
    let named = root.named(kind).map(|(entry, table)| (&*entry.key, table));
    let mut found: Vec<_> = named.chain(root.tables(kind).filter_map(id)).collect();
    if kind == "option" {
        found.extend(root.tables("one_of").flat_map(|draw| draw.list("options").iter().filter_map(Value::table)).filter_map(id));
    }
    found
}

pub(crate) const STATE_NAMES: &str = "state_names";

/// What stands behind a key and is said in a language: of what is accepted, only what is not all amounts; of an object, the
/// name of each state that every program translates by itself is left out.
pub(crate) fn translatable<'t>(table: &'t Table, key: &str) -> Option<Cow<'t, Value>> {
    match key {
        "accept" => table.get(key).filter(|value| texts_to_type(value).next().is_some()).map(Cow::Borrowed),
        STATE_NAMES => state_names(table).map(Cow::Owned).or_else(|| table.get(key).map(Cow::Borrowed)),
        _ => table.get(key).map(Cow::Borrowed),
    }
}

/// How the states of an object are called, in the module's language: as the author says, or as the word is.
fn state_names(object: &Table) -> Option<Value> {
    let states = object.get("states")?;
    let named = object.table(STATE_NAMES);
    let name = |state: &Value| {
        let key = state.text()?;
        let own = named.and_then(|named| named.get(key)).cloned();
        let plain = || Value { span: state.span.clone(), is: Is::Text(key.replace(['-', '_'], " ")) };
        let value = own.or_else(|| (!is_usual_state(key)).then(plain))?;
        Some(Entry { key: key.to_owned(), key_span: state.span.clone(), value })
    };
    let entries: Vec<Entry> = object.list("states").iter().filter_map(name).collect();
    let span = object.get(STATE_NAMES).unwrap_or(states).span.clone();
    let is = Is::Table(Table { entries, span: span.clone() });
    Some(Value { span, is }).filter(|value| value.table().is_some_and(|names| !names.entries.is_empty()))
}

/// What an effect says or writes.
pub(crate) fn words_of_effect(effect: &Table) -> Option<&str> {
    ["say", "write"].into_iter().find_map(|verb| effect.text(verb))
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
            let is_effects = list.iter().any(|value| value.table().is_some());
            let parts: Option<Vec<String>> = match is_effects {
                // Of effects only what is said and written is a text; a list without any is none.
                true => {
                    let said = list.iter().filter_map(|value| words_of_effect(value.table()?));
                    let said: Vec<String> = said.inspect(|said| words.push((*said).to_owned())).map(quoted).collect();
                    (!said.is_empty()).then_some(said)
                }
                false => list.iter().map(|value| toml_of(value, words)).collect(),
            };
            Some(format!("[{}]", parts?.join(", ")))
        }
        // The names of states.
        Is::Table(names) => {
            let parts: Option<Vec<String>> =
                names.entries.iter().map(|entry| Some(format!("{} = {}", entry.key, toml_of(&entry.value, words)?))).collect();
            parts.filter(|parts| !parts.is_empty()).map(|parts| format!("{{ {} }}", parts.join(", ")))
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
