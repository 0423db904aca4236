//! The organisation's facts: `facts.toml` and the placeholders `{fact.name}` that texts may hold. Does not know modules.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::nearest::advise;
use crate::tree::{Is, Span, Table, Value};
use crate::walk::shorten;
use ids::Slug;
use std::collections::BTreeMap;

pub(crate) static UNKNOWN_FACT: Check = Check {
    code: "P025",
    severity: Severity::Error,
    title: "an unknown placeholder",
    manual: "A text may hold `{fact.name}`, where `name` stands in `facts.toml`, so that a telephone number is written once for all \
             modules. Nothing else may stand in curly brackets.",
};

pub(crate) static BAD_FACT: Check = Check {
    code: "P080",
    severity: Severity::Error,
    title: "a fact that is no text",
    manual: "`facts.toml` holds one line a fact: a small-letter name, `=`, and a text of at most 200 characters in quotes, such as \
             `security_phone = \"extension 2400\"`. It has no tables.",
};

/// Names and values of `facts.toml`; entries that are no facts are reported and left out.
pub(crate) fn read(root: &Table, sink: &mut Sink<'_>) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for entry in &root.entries {
        match entry.value.text().filter(|text| !text.trim().is_empty() && text.chars().count() <= 200) {
            Some(text) if Slug::new(&entry.key).is_ok() => drop(facts.insert(entry.key.clone(), text.to_owned())),
            _ => {
                let message = format!("`{}` is not a fact", shorten(&entry.key));
                sink.report(&BAD_FACT, &entry.key_span, message, "Write `name = \"text\"`.");
            }
        }
    }
    facts
}

/// Puts the facts into every text of a tree.
pub(crate) fn fill(table: &mut Table, facts: &BTreeMap<String, String>, sink: &mut Sink<'_>) {
    table.entries.iter_mut().for_each(|entry| fill_value(&mut entry.value, facts, sink));
}

fn fill_value(value: &mut Value, facts: &BTreeMap<String, String>, sink: &mut Sink<'_>) {
    match &mut value.is {
        Is::Text(text) if text.contains('{') => *text = fill_text(text, &value.span, facts, sink),
        Is::Table(table) => fill(table, facts, sink),
        Is::List(list) => list.iter_mut().for_each(|value| fill_value(value, facts, sink)),
        _ => {}
    }
}

fn fill_text(text: &str, span: &Span, facts: &BTreeMap<String, String>, sink: &mut Sink<'_>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            break;
        };
        match name.strip_prefix("fact.").and_then(|name| facts.get(name)) {
            Some(fact) => filled.push_str(fact),
            None => {
                report_unknown(name, span, facts, sink);
                filled.push_str("...");
            }
        }
        rest = after;
    }
    filled + rest
}

fn report_unknown(name: &str, span: &Span, facts: &BTreeMap<String, String>, sink: &mut Sink<'_>) {
    if sink.is_full() {
        return;
    }
    let written = format!("{{{name}}}");
    let inside = sink.source().get(span.clone()).and_then(|source| source.find(&written));
    let span = inside.map_or(span.clone(), |at| span.start + at..span.start + at + written.len());
    let (message, advice) = match name.strip_prefix("fact.") {
        Some(fact) => (format!("there is no fact `{}`", shorten(fact)), advise(fact, facts.keys().map(String::as_str), "fact")),
        None => (format!("`{}` is no placeholder", shorten(&written)), "Write `{fact.name}`, or no curly brackets.".to_owned()),
    };
    sink.report(&UNKNOWN_FACT, &span, message, advice);
}
