//! A TOML file as a plain tree in authored order, every key and value with its place. Does not know what the keys mean.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::syntax_words::{plain, unclosed};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

pub(crate) type Span = Range<usize>;

#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// An inline table's braces, or the header's brackets.
    pub span: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub span: Span,
    pub is: Is,
}

#[derive(Debug, Clone)]
pub(crate) enum Is {
    Text(String),
    /// None when it does not fit.
    Whole(Option<i64>),
    Decimal,
    YesNo(bool),
    Date,
    List(Vec<Value>),
    Table(Table),
}

pub(crate) static SYNTAX: Check = Check {
    code: "P002",
    severity: Severity::Error,
    title: "not TOML",
    manual: "The file breaks a rule of TOML at the place shown: often a missing quote, a missing `=`, or a key written twice. \
             Texts stand in double quotes, lists in square brackets, and every key appears once in its table.",
};

pub(crate) static NEWER_TOML: Check = Check {
    code: "P011",
    severity: Severity::Warning,
    title: "newer than TOML 1.0",
    manual: "An inline table `{ ... }` stands on one line and has no comma before its closing brace. Newer TOML allows both, \
             but many editors do not, so module files keep to TOML 1.0.",
};

/// Parses as much as there is; every syntax error is reported. The flag says whether there were any.
///
/// After a list or braces that nobody closed, the rest of the file is one long mistake: it is told once and read no further.
pub(crate) fn parse(source: &str, sink: &mut Sink<'_>) -> (Table, bool) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let place = |error: &toml::de::Error| error.span().unwrap_or(0..0);
    if let Some((message, advice)) = errors.iter().find_map(|error| unclosed(error.message()))
        && let Some(first) = errors.iter().map(place).min_by_key(|span| span.start)
    {
        let line_start = source.get(..first.start).and_then(|before| before.rfind('\n')).unwrap_or(0);
        sink.report(&SYNTAX, &first, message, advice);
        let (table, _) = DeTable::parse_recoverable(source.get(..line_start).unwrap_or(""));
        let mut root = from_toml(table.get_ref(), 0..0);
        root.forget_unclosed();
        return (root, true);
    }
    for error in &errors {
        let (message, advice) = plain(error.message());
        sink.report(&SYNTAX, &place(error), message, advice);
    }
    let root = from_toml(table.get_ref(), 0..0);
    newer_toml(&root, source, sink);
    (root, !errors.is_empty())
}

fn from_toml(table: &DeTable<'_>, span: Span) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: from_value(value.get_ref(), value.span()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { entries, span }
}

fn from_value(value: &DeValue<'_>, span: Span) -> Value {
    let is = match value {
        DeValue::String(text) => Is::Text(text.to_string()),
        DeValue::Integer(whole) => Is::Whole(i64::from_str_radix(whole.as_str(), whole.radix()).ok()),
        DeValue::Float(_) => Is::Decimal,
        DeValue::Boolean(yes) => Is::YesNo(*yes),
        DeValue::Datetime(_) => Is::Date,
        DeValue::Array(list) => Is::List(list.iter().map(|value| from_value(value.get_ref(), value.span())).collect()),
        DeValue::Table(table) => Is::Table(from_toml(table, span.clone())),
    };
    Value { span, is }
}

/// Reports inline tables over several lines or with a comma at the end.
fn newer_toml(table: &Table, source: &str, sink: &mut Sink<'_>) {
    let own = source.get(table.span.clone()).unwrap_or("");
    if own.starts_with('{') {
        let mut at = table.span.start;
        let mut between = String::new();
        for entry in &table.entries {
            between.push_str(source.get(at..entry.value.span.start).unwrap_or(""));
            at = entry.value.span.end.max(at);
        }
        let rest = source.get(at..table.span.end).unwrap_or("");
        if between.contains('\n') || rest.contains('\n') {
            sink.report(&NEWER_TOML, &table.span, "this inline table goes over several lines", "Write `{ ... }` on one line.");
        } else if !table.entries.is_empty() && rest.contains(',') {
            sink.report(&NEWER_TOML, &table.span, "this inline table ends in a comma", "Remove the last comma before `}`.");
        }
    }
    table.entries.iter().for_each(|entry| newer_toml_in(&entry.value, source, sink));
}

fn newer_toml_in(value: &Value, source: &str, sink: &mut Sink<'_>) {
    match &value.is {
        Is::Table(table) => newer_toml(table, source, sink),
        Is::List(list) => list.iter().for_each(|value| newer_toml_in(value, source, sink)),
        _ => {}
    }
}

impl Table {
    /// Takes out the last value, which is cut off in its middle, and what is empty without it.
    fn forget_unclosed(&mut self) {
        let is_left = match self.entries.last_mut().map(|entry| &mut entry.value.is) {
            Some(Is::Table(table)) => table.is_left_without_last(),
            Some(Is::List(list)) => match list.last_mut().map(|value| &mut value.is) {
                Some(Is::Table(table)) => table.is_left_without_last(),
                _ => false,
            },
            _ => false,
        };
        if !is_left {
            self.entries.pop();
        }
    }

    fn is_left_without_last(&mut self) -> bool {
        self.forget_unclosed();
        !self.entries.is_empty()
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Where the value of a key stands; the whole table where it is missing.
    pub(crate) fn span_of(&self, key: &str) -> Span {
        self.get(key).map_or(self.span.clone(), |value| value.span.clone())
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    pub(crate) fn whole(&self, key: &str) -> Option<i64> {
        match self.get(key)?.is {
            Is::Whole(whole) => whole,
            _ => None,
        }
    }

    pub(crate) fn yes(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value { is: Is::YesNo(true), .. }))
    }

    pub(crate) fn list(&self, key: &str) -> &[Value] {
        match self.get(key) {
            Some(Value { is: Is::List(list), .. }) => list,
            _ => &[],
        }
    }

    pub(crate) fn table(&self, key: &str) -> Option<&Table> {
        self.get(key)?.table()
    }

    /// The tables of a `[[key]]`.
    pub(crate) fn tables<'t>(&'t self, key: &str) -> impl Iterator<Item = &'t Table> + use<'t> {
        self.list(key).iter().filter_map(Value::table)
    }

    /// The tables of `[key.*]`, each with its name.
    pub(crate) fn named<'t>(&'t self, key: &str) -> impl Iterator<Item = (&'t Entry, &'t Table)> + use<'t> {
        let entries = self.table(key).map_or(&[][..], |table| &table.entries);
        entries.iter().filter_map(|entry| Some((entry, entry.value.table()?)))
    }
}

impl Value {
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.is {
            Is::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.is {
            Is::Table(table) => Some(table),
            _ => None,
        }
    }

    /// As an author would call it.
    pub(crate) fn type_word(&self) -> &'static str {
        match self.is {
            Is::Text(_) => "a text",
            Is::Whole(_) => "a whole number",
            Is::Decimal => "a decimal number",
            Is::YesNo(_) => "true or false",
            Is::Date => "a date",
            Is::List(_) => "a list",
            Is::Table(_) => "a table",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_authored_order_with_their_places() {
        let source = "zebra = 1\n[objects.lamp]\nname = \"lamp\"\n[objects.badge]\n";
        let mut sink = Sink::new("module.toml", source);
        let (root, broken) = parse(source, &mut sink);
        assert!(!broken && sink.finish().is_empty());
        let names: Vec<_> = root.named("objects").map(|(entry, table)| (&*entry.key, &source[table.span.clone()])).collect();
        assert_eq!(names, [("lamp", "[objects.lamp]"), ("badge", "[objects.badge]")]);
    }

    #[test]
    fn parsing_goes_on_after_an_error() {
        let source = "a = \nb = 2\nc = \"open\nd = 4\n";
        let mut sink = Sink::new("module.toml", source);
        let (root, broken) = parse(source, &mut sink);
        assert!(broken);
        assert_eq!(root.whole("b"), Some(2));
        assert_eq!(root.whole("d"), Some(4));
        assert_eq!(sink.finish().iter().map(|d| d.line).collect::<Vec<_>>(), [1, 3]);
    }
}
