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
}

pub(super) fn of_table(root: &Table, keys: &'static Keys, source: &str) -> Vec<Use> {
    let mut found = Vec::new();
    gather(root, keys, source, &mut found);
    found
}

fn gather(table: &Table, keys: &'static Keys, source: &str, found: &mut Vec<Use>) {
    for entry in &table.entries {
        if let Some(key) = keys.keys.iter().find(|key| key.name == entry.key) {
            value(&entry.value, &key.shape, key.name == "id", source, found);
        }
    }
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
    Use { names, name: name.to_owned(), span, declares }
}
