//! The organisation's facts: `facts.toml` and the placeholders `{fact.name}` that texts may hold. Does not know modules.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::nearest::advise;
use crate::tree::{Entry, Is, Span, Table, Value};
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
             `security_phone = \"extension 2400\"`. A table named as a language, `[es]`, says some of them in that language.",
};

/// What `facts.toml` says.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// In the modules' own language, by name.
    pub own: BTreeMap<String, String>,
    /// By language, what it says otherwise.
    other: BTreeMap<String, BTreeMap<String, String>>,
}

impl Facts {
    /// As a translation says them: what its language lacks stays in the modules' own.
    pub fn in_language(&self, language: &str) -> BTreeMap<String, String> {
        let mut facts = self.own.clone();
        facts.extend(self.other.get(language).cloned().unwrap_or_default());
        facts
    }
}

/// Names and values of `facts.toml`; entries that are no facts are reported and left out.
pub(crate) fn read(root: &Table, sink: &mut Sink<'_>) -> Facts {
    let mut facts = Facts::default();
    for entry in &root.entries {
        match (&entry.value.is, fact(entry)) {
            (_, Some(text)) => drop(facts.own.insert(entry.key.clone(), text.to_owned())),
            // Tables stand after the lines that belong to none.
            (Is::Table(table), None) if is_language(&entry.key) => {
                let said = said_otherwise(table, &facts.own, sink);
                facts.other.insert(entry.key.clone(), said);
            }
            _ => report_no_fact(entry, "Write `name = \"text\"`, or `[es]` above what is said in Spanish.", sink),
        }
    }
    facts
}

fn said_otherwise(table: &Table, own: &BTreeMap<String, String>, sink: &mut Sink<'_>) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for entry in &table.entries {
        match fact(entry).filter(|_| own.contains_key(&entry.key)) {
            Some(text) => drop(said.insert(entry.key.clone(), text.to_owned())),
            None => {
                let advice = advise(&entry.key, own.keys().map(String::as_str), "fact");
                report_no_fact(entry, &format!("Name a fact that stands above, without a table. {advice}"), sink);
            }
        }
    }
    said
}

fn fact(entry: &Entry) -> Option<&str> {
    let text = entry.value.text().filter(|text| !text.trim().is_empty() && text.chars().count() <= 200);
    text.filter(|_| Slug::new(&entry.key).is_ok())
}

/// `es`, `pt-BR`: as the files in `strings/` are named.
fn is_language(name: &str) -> bool {
    let letters = name.split('-').next().unwrap_or_default();
    (2..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn report_no_fact(entry: &Entry, advice: &str, sink: &mut Sink<'_>) {
    sink.report(&BAD_FACT, &entry.key_span, format!("`{}` is not a fact", shorten(&entry.key)), advice);
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
