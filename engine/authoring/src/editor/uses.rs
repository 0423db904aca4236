//! Every name in a file: where it is declared, where it is used. Follows the table of keys.

use crate::keys::{Names, Shape, Table as Keys};
use crate::tree::{Entry, Is, Table, Value};
use std::ops::Range;

/// A name at a place, without its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    pub names: Names,
    pub name: String,
    pub span: Range<usize>,
    pub declares: bool,
    /// Of a parameter that an include fills in: the snippet's name.
    pub of_snippet: Option<String>,
}

pub(super) fn of_table(root: &Table, keys: &'static Keys, source: &str) -> Vec<Use> {
    let mut found = Vec::new();
    gather(root, keys, source, &mut found);
    found
}

fn gather(table: &Table, keys: &'static Keys, source: &str, found: &mut Vec<Use>) {
    for entry in &table.entries {
        if let Some(key) = keys.keys.iter().find(|key| key.name == entry.key) {
            match (&key.shape, &entry.value.is) {
                (Shape::Texts, Is::Table(names)) => parameters(names, key.name, table.text("snippet"), source, found),
                _ => value(&entry.value, &key.shape, key.name == "id" || key.name == "as", source, found),
            }
        }
    }
}

/// The parameters that a snippet declares, or that an include fills in.
fn parameters(names: &Table, key: &str, snippet: Option<&str>, source: &str, found: &mut Vec<Use>) {
    for entry in &names.entries {
        let name = used(Names::Parameter, &entry.key, &entry.key_span, source, key == "parameters");
        found.push(Use { of_snippet: snippet.map(str::to_owned), ..name });
    }
}

/// The placeholders in every text of a file: `{fact.name}` and, in a snippet, `{parameter}`.
pub(super) fn placeholders(table: &Table, source: &str, found: &mut Vec<Use>) {
    table.entries.iter().for_each(|entry| placeholders_of(&entry.value, source, found));
}

fn placeholders_of(value: &Value, source: &str, found: &mut Vec<Use>) {
    match &value.is {
        Is::Text(_) => {
            let mut at = value.span.start;
            while let Some(begin) = source.get(at..value.span.end).and_then(|rest| rest.find('{')).map(|n| at + n + 1) {
                let Some(end) = source.get(begin..value.span.end).and_then(|rest| rest.find('}')).map(|n| begin + n) else {
                    return;
                };
                let (names, from) = match source[begin..end].strip_prefix("fact.") {
                    Some(_) => (Names::Fact, begin + "fact.".len()),
                    None => (Names::Parameter, begin),
                };
                found.push(used(names, &source[from..end], &(from..end), source, false));
                at = end;
            }
        }
        Is::Table(table) => placeholders(table, source, found),
        Is::List(list) => list.iter().for_each(|value| placeholders_of(value, source, found)),
        _ => {}
    }
}

/// The facts that `facts.toml` holds.
pub(super) fn facts(root: &Table, source: &str) -> Vec<Use> {
    root.entries.iter().map(|entry| used(Names::Fact, &entry.key, &entry.key_span, source, true)).collect()
}

fn value(value_here: &Value, shape: &'static Shape, is_id: bool, source: &str, found: &mut Vec<Use>) {
    match (shape, &value_here.is) {
        (Shape::Name(names), Is::Text(text)) => found.push(used(*names, text, &value_here.span, source, false)),
        (Shape::Id(names), Is::Text(text)) if is_id => found.push(used(*names, text, &value_here.span, source, true)),
        (Shape::List(shape), Is::List(list)) => list.iter().for_each(|entry| value(entry, shape, false, source, found)),
        (Shape::Either(shapes), _) => shapes.iter().for_each(|shape| value(value_here, shape, false, source, found)),
        (Shape::Table(keys), Is::Table(table)) => gather(table, keys, source, found),
        (Shape::Tables(keys), Is::List(list)) => {
            list.iter().filter_map(Value::table).for_each(|table| gather(table, keys, source, found));
        }
        (Shape::Named(keys, names), Is::Table(table)) => {
            for entry in &table.entries {
                found.push(used(*names, &entry.key, &entry.key_span, source, true));
                entry.value.table().into_iter().for_each(|table| gather(table, keys, source, found));
            }
        }
        (Shape::Verb(verbs), Is::Table(table)) => {
            let has = |entry: &Entry, keys: &Keys| keys.keys.first().is_some_and(|verb| verb.name == entry.key);
            let chosen = verbs.tables.iter().find(|keys| table.entries.iter().any(|entry| has(entry, keys)));
            chosen.into_iter().for_each(|keys| gather(table, keys, source, found));
        }
        _ => {}
    }
}

/// The place without quotes.
fn used(names: Names, name: &str, span: &Range<usize>, source: &str, declares: bool) -> Use {
    let written = source.get(span.clone()).unwrap_or("");
    let is_quoted = written.len() >= 2 && written.starts_with(['"', '\'']);
    let span = if is_quoted { span.start + 1..span.end - 1 } else { span.clone() };
    Use { names, name: name.to_owned(), span, declares, of_snippet: None }
}
