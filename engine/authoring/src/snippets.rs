//! Snippets: steps that several modules share, put in the place of each `[[include]]`.
//!
//! A snippet's own ids get the include's name in front, so that it can be included twice and its steps count in the module.
//! What is wrong in the snippet itself is reported in its file; what is wrong with using it here, at the include. Does not
//! know what steps mean. Start at [`Snippets::read`], then [`Snippets::include`].

use crate::compile::open;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::explain::Check;
use crate::keys::{self, Names, SNIPPET, Shape, Table as Keys};
use crate::names::Known;
use crate::nearest::advise;
use crate::sources::Sources;
use crate::tree::{Entry, Is, Span, Table, Value};
use crate::walk::{Walk, fits, shorten};
use crate::{check, facts};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static INCLUDE: Check = Check {
    code: "P081",
    severity: Severity::Error,
    title: "a snippet that does not fit",
    manual: "`[[include]]` names a file of `modules/snippets/` and says in `with` what each of its parameters stands for: all of them, \
             and no others. The same snippet can be included more than once, each time with an `as` of its own.",
};

/// Most includes of one module.
const MOST_INCLUDES: usize = 50;

/// The snippets beside a module, by name.
pub(crate) struct Snippets<'s> {
    files: BTreeMap<&'s str, File<'s>>,
    instances: Vec<Instance>,
}

struct File<'s> {
    path: &'s str,
    source: Cow<'s, str>,
    root: Table,
    broken: bool,
    /// Found while reading it.
    found: Vec<Diagnostic>,
}

/// A snippet as one include has it, with the places of its own file.
struct Instance {
    snippet: String,
    table: Table,
}

impl<'s> Snippets<'s> {
    pub(crate) fn read(sources: &'s Sources) -> Self {
        let mut files = BTreeMap::new();
        for (path, bytes) in &sources.files {
            let Some(name) = path.strip_prefix("snippets/").and_then(|name| name.strip_suffix(".toml")) else { continue };
            let source = String::from_utf8_lossy(bytes);
            let mut sink = Sink::new(path, &source);
            let (root, broken) = open(bytes, &source, &mut sink);
            check::personal_data(&source, &mut sink);
            let found = sink.finish();
            files.insert(name, File { path, source, root, broken, found });
        }
        Self { files, instances: Vec::new() }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'s str> {
        self.files.keys().copied()
    }

    pub(crate) fn are_broken(&self) -> bool {
        self.files.values().any(|file| file.broken)
    }

    /// Puts every included snippet in its place among the module's steps, cards and the rest.
    pub(crate) fn include(&mut self, root: &mut Table, known_facts: Option<&BTreeMap<String, String>>, sink: &mut Sink<'_>) {
        let includes: Vec<Table> = root.tables("include").take(MOST_INCLUDES).cloned().collect();
        for include in includes {
            let Some(name) = include.text("snippet").map(str::to_owned) else { continue };
            let Some(file) = self.files.get_mut(name.as_str()) else { continue };
            let (given, is_whole) = arguments(&include, &file.root, &name, sink);
            let mut table = file.root.clone();
            substitute(&mut table, &given);
            let mut own_sink = Sink::new(file.path, &file.source);
            // Without facts, their placeholders stay as they are written.
            if let Some(known) = known_facts {
                facts::fill(&mut table, known, &mut own_sink);
            }
            // What follows from a parameter that is missing is not told again in the snippet.
            file.found.extend(own_sink.finish().into_iter().filter(|_| is_whole));
            let prefix = include.text("as").unwrap_or(&name).to_owned();
            let own = own_names(&table);
            rename(&mut table, &SNIPPET, &own, &prefix);
            splice(root, &table, &include.span);
            self.instances.extend(is_whole.then_some(Instance { snippet: name, table }));
        }
    }

    /// Walks what was included along the table of keys, each in its own file, and reports everything found there.
    pub(crate) fn finish(self, known: &Known, diagnostics: &mut Vec<Diagnostic>) {
        let Self { files, instances } = self;
        for (name, file) in files {
            let mut sink = Sink::new(file.path, &file.source);
            for instance in instances.iter().filter(|instance| instance.snippet == name) {
                Walk { known, sink: &mut sink, broken: file.broken }.table(&instance.table, &SNIPPET);
            }
            let mut found = file.found;
            for diagnostic in sink.finish() {
                if !found.contains(&diagnostic) {
                    found.push(diagnostic);
                }
            }
            found.sort_by_key(|diagnostic| diagnostic.span.start);
            found.dedup();
            diagnostics.extend(found);
        }
    }
}

/// The names of the snippets that a module includes, so that a caller can read their files.
pub fn snippets_of(sources: &Sources) -> Vec<String> {
    let Some(bytes) = sources.files.get("module.toml") else { return Vec::new() };
    let source = String::from_utf8_lossy(bytes);
    let (root, _) = open(bytes, &source, &mut Sink::new("module.toml", &source));
    let names: BTreeSet<&str> = root.tables("include").filter_map(|include| include.text("snippet")).collect();
    names.into_iter().filter(|name| ids::Slug::new(name).is_ok()).map(str::to_owned).collect()
}

/// What the parameters stand for, and whether all are there; what does not fit is reported.
fn arguments(include: &Table, snippet: &Table, name: &str, sink: &mut Sink<'_>) -> (BTreeMap<String, String>, bool) {
    let parameters: BTreeSet<&str> = entries(snippet.table("parameters")).map(|entry| &*entry.key).collect();
    let mut given = BTreeMap::new();
    for entry in entries(include.table("with")) {
        match entry.value.text() {
            _ if !parameters.contains(&*entry.key) => {
                let message = format!("`{}` has no parameter `{}`", shorten(name), shorten(&entry.key));
                sink.report(&INCLUDE, &entry.key_span, message, advise(&entry.key, parameters.iter().copied(), "parameter"));
            }
            Some(text) => drop(given.insert(entry.key.clone(), text.to_owned())),
            None => {}
        }
    }
    let missing: Vec<&&str> = parameters.iter().filter(|parameter| !given.contains_key(**parameter)).collect();
    for missing in &missing {
        let meaning = snippet.table("parameters").and_then(|table| table.text(missing)).unwrap_or("a parameter");
        let message = format!("`{}` needs to know `{missing}`", shorten(name));
        sink.report(&INCLUDE, &include.span, message, format!("Add it to `with`: {}.", shorten(meaning)));
    }
    let is_whole = missing.is_empty();
    (given, is_whole)
}

fn entries(table: Option<&Table>) -> impl Iterator<Item = &Entry> {
    table.into_iter().flat_map(|table| &table.entries)
}

/// Puts what parameters stand for into every text.
pub(crate) fn substitute(table: &mut Table, given: &BTreeMap<String, String>) {
    table.entries.iter_mut().for_each(|entry| substitute_value(&mut entry.value, given));
}

fn substitute_value(value: &mut Value, given: &BTreeMap<String, String>) {
    match &mut value.is {
        Is::Text(text) if text.contains('{') => {
            for (name, with) in given {
                *text = text.replace(&format!("{{{name}}}"), with);
            }
        }
        Is::Table(table) => substitute(table, given),
        Is::List(list) => list.iter_mut().for_each(|value| substitute_value(value, given)),
        _ => {}
    }
}

/// The lists of a snippet and the tables by name, with what their names name.
const LISTS: [(&str, Names); 6] = [
    ("step", Names::Step),
    ("hint", Names::Hint),
    ("mistake", Names::Mistake),
    ("field", Names::Field),
    ("answer", Names::Answer),
    ("reply", Names::Answer),
];
const NAMED: [(&str, Names); 2] = [("cards", Names::Card), ("lines", Names::Line)];

/// Every id that the snippet declares.
fn own_names(table: &Table) -> BTreeSet<(Names, String)> {
    let listed = LISTS
        .iter()
        .flat_map(|(key, names)| table.tables(key).filter_map(move |entry| Some((*names, entry.text("id")?.to_owned()))));
    let named = NAMED.iter().flat_map(|(key, names)| table.named(key).map(move |(entry, _)| (*names, entry.key.clone())));
    listed.chain(named).collect()
}

/// Puts the include's name in front of the snippet's own ids, wherever the table of keys says that one stands.
fn rename(table: &mut Table, keys: &Keys, own: &BTreeSet<(Names, String)>, prefix: &str) {
    for entry in &mut table.entries {
        if let Some(key) = keys.keys.iter().find(|key| key.name == entry.key) {
            rename_value(&mut entry.value, &key.shape, own, prefix);
        }
    }
}

fn rename_value(value: &mut Value, shape: &Shape, own: &BTreeSet<(Names, String)>, prefix: &str) {
    if let Shape::Either(shapes) = shape {
        if let Some(shape) = shapes.iter().find(|shape| fits(value, shape)) {
            rename_value(value, shape, own, prefix);
        }
        return;
    }
    match (shape, &mut value.is) {
        (Shape::Id(names) | Shape::Name(names), Is::Text(text)) if own.contains(&(*names, text.clone())) => {
            *text = prefixed(prefix, text);
        }
        (Shape::List(of), Is::List(list)) => list.iter_mut().for_each(|value| rename_value(value, of, own, prefix)),
        (Shape::Tables(keys), Is::List(list)) => {
            for value in list {
                if let Is::Table(table) = &mut value.is {
                    rename(table, keys, own, prefix);
                }
            }
        }
        (Shape::Table(keys), Is::Table(table)) => rename(table, keys, own, prefix),
        (Shape::Named(keys, names), Is::Table(table)) => {
            for entry in &mut table.entries {
                if own.contains(&(*names, entry.key.clone())) {
                    entry.key = prefixed(prefix, &entry.key);
                }
                if let Is::Table(table) = &mut entry.value.is {
                    rename(table, keys, own, prefix);
                }
            }
        }
        (Shape::Verb(verbs), Is::Table(table)) => rename_verb(table, verbs, own, prefix),
        _ => {}
    }
}

fn rename_verb(table: &mut Table, verbs: &keys::Verbs, own: &BTreeSet<(Names, String)>, prefix: &str) {
    let found = verbs.tables.iter().find(|keys| table.entry(keys.keys[0].name).is_some());
    if let Some(keys) = found {
        rename(table, keys, own, prefix);
    }
}

fn prefixed(prefix: &str, id: &str) -> String {
    format!("{prefix}-{id}")
}

/// Adds the snippet's lists and tables to the module's: steps where the include stands, the rest at the end.
fn splice(root: &mut Table, snippet: &Table, at: &Span) {
    for (key, _) in LISTS {
        let new: Vec<Value> = snippet.list(key).iter().map(|value| moved(value, at)).collect();
        if new.is_empty() {
            continue;
        }
        let Some(list) = list_of(root, key, at) else { continue };
        let place = list.iter().position(|value| value.span.start > at.start).filter(|_| key == "step").unwrap_or(list.len());
        list.splice(place..place, new);
    }
    for (key, _) in NAMED {
        let new: Vec<Entry> = entries(snippet.table(key)).map(|entry| moved_entry(entry, at)).collect();
        if let Some(table) = (!new.is_empty()).then(|| table_of(root, key, at)).flatten() {
            table.entries.extend(new);
        }
    }
}

/// The same value, standing at another place throughout.
fn moved(value: &Value, at: &Span) -> Value {
    let is = match &value.is {
        Is::List(list) => Is::List(list.iter().map(|value| moved(value, at)).collect()),
        Is::Table(table) => {
            Is::Table(Table { entries: table.entries.iter().map(|entry| moved_entry(entry, at)).collect(), span: at.clone() })
        }
        other => other.clone(),
    };
    Value { span: at.clone(), is }
}

fn moved_entry(entry: &Entry, at: &Span) -> Entry {
    Entry { key: entry.key.clone(), key_span: at.clone(), value: moved(&entry.value, at) }
}

fn list_of<'t>(root: &'t mut Table, key: &str, at: &Span) -> Option<&'t mut Vec<Value>> {
    match &mut value_of(root, key, at, Is::List(Vec::new())).is {
        Is::List(list) => Some(list),
        _ => None,
    }
}

fn table_of<'t>(root: &'t mut Table, key: &str, at: &Span) -> Option<&'t mut Table> {
    match &mut value_of(root, key, at, Is::Table(Table::default())).is {
        Is::Table(table) => Some(table),
        _ => None,
    }
}

fn value_of<'t>(root: &'t mut Table, key: &str, at: &Span, fresh: Is) -> &'t mut Value {
    let idx = root.entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
        let value = Value { span: at.clone(), is: fresh };
        root.entries.push(Entry { key: key.to_owned(), key_span: at.clone(), value });
        root.entries.len() - 1
    });
    &mut root.entries[idx].value
}
