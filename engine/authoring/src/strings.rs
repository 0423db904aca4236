//! Translations: `strings/<language>.toml` laid over a module's texts by id, so that a translator never touches logic.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::keys::{Names, STRINGS, Shape};
use crate::names::Known;
use crate::read::card::accept;
use crate::texts::{STATE_NAMES, holders, translatable, words_of_effect};
use crate::tree::{Entry, Is, Table, Value};
use crate::walk::{Walk, shorten};
use curriculum::Accept;
use std::collections::BTreeSet;

pub(crate) static TRANSLATION: Check = Check {
    code: "P070",
    severity: Severity::Warning,
    title: "a translation that does not fit",
    manual: "A translation has exactly the texts of its module. A text it lacks is shown in the module's own language; a text that \
             the module does not have is never shown.",
};

/// Where a module's tree keeps what a card accepts in the translation that is laid over it. No file can hold this key: it would
/// be reported as unknown.
pub(crate) const ACCEPT_HERE: &str = "accept here";

/// Reports what is wrong in a translation, what it lacks and what it has in vain.
pub(crate) fn check(overlay: &Table, root: &Table, broken: bool, sink: &mut Sink<'_>) {
    let mut known = Known::default();
    for (key, names) in LISTS {
        known.add(names, root.tables(key).filter_map(|table| table.text("id")));
    }
    for (key, names) in NAMED {
        known.add(names, root.named(key).map(|(entry, _)| &*entry.key));
    }
    known.add(Names::DrawOption, holders(root, "option").into_iter().map(|(id, _)| id));
    Walk { known: &known, sink, broken }.table(overlay, &STRINGS);
    let present: BTreeSet<Vec<String>> = texts(root);
    let entries = overlay_entries(overlay);
    let translated: BTreeSet<&Vec<String>> = entries.iter().map(|(path, _)| path).collect();
    let mut missing = present.iter().filter(|path| !translated.contains(path)).peekable();
    if let Some(first) = missing.peek().map(|path| path.join(".")).filter(|_| !broken) {
        let message = format!("{} texts are not translated, the first is `{}`", missing.count(), shorten(&first));
        sink.report(&TRANSLATION, &(0..0), message, "Add them; until then they show in the module's own language.");
    }
    for (path, entry) in &entries {
        let unknown = unknown_state(root, path, entry);
        if let Some(state) = unknown.filter(|_| present.contains(path)) {
            let message = format!("the object has no state `{}`", shorten(&state.key));
            sink.report(&TRANSLATION, &state.key_span, message, "Remove it, or correct the state.");
        }
        if !present.contains(path) {
            let message = format!("the module has no text `{}`", shorten(&path.join(".")));
            sink.report(&TRANSLATION, &entry.key_span, message, "Remove it, or correct the id.");
        }
    }
}

/// The first name of a state that the object does not have.
fn unknown_state<'e>(root: &Table, path: &[String], entry: &'e Entry) -> Option<&'e Entry> {
    let ([kind, id, key], Is::Table(names)) = (path, &entry.value.is) else { return None };
    let object = root.table(kind)?.table(id).filter(|_| key == STATE_NAMES)?;
    names.entries.iter().find(|name| !object.list("states").iter().any(|state| state.text() == Some(name.key.as_str())))
}

/// Lays the texts of a translation over the module's tree.
pub(crate) fn overlay(root: &mut Table, overlay: &Table, language: &str) {
    for (path, entry) in overlay_entries(overlay) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if let [kind, id, key] = path[..]
            && let Some(name) = laid_beside(key)
        {
            if let Some(table) = table_of(root, kind, id) {
                lay_beside(table, key, name, entry);
            }
            continue;
        }
        let value = match path[..] {
            [key] => root.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value),
            [kind, key] => value_of(root, kind).and_then(|value| match &mut value.is {
                Is::Table(table) => value_of(table, key),
                _ => None,
            }),
            [kind, id, key] => table_of(root, kind, id).and_then(|table| value_of(table, key)),
            _ => None,
        };
        if let Some(value) = value {
            lay_over(value, &entry.value);
        }
    }
    if let Some(value) = value_of(root, "language") {
        value.is = Is::Text(language.to_owned());
    }
}

/// What stands beside the module's own in a translation instead of in its place, and under which key.
fn laid_beside(key: &str) -> Option<&'static str> {
    match key {
        // What is right hangs on the module's own; the same for every language.
        "accept" => Some(ACCEPT_HERE),
        // The module may leave it out.
        STATE_NAMES => Some(STATE_NAMES),
        _ => None,
    }
}

/// Texts that are accepted, without amounts, which count in every language; or the names of states, each for itself.
fn lay_beside(table: &mut Table, key: &str, name: &str, entry: &Entry) {
    let is = match &entry.value.is {
        Is::Table(names) => {
            let own = table.table(STATE_NAMES).into_iter().flat_map(|own| &own.entries);
            let kept = own.filter(|own| names.get(&own.key).is_none()).cloned().collect::<Vec<_>>();
            Is::Table(Table { entries: [names.entries.clone(), kept].concat(), span: names.span.clone() })
        }
        _ if key == STATE_NAMES => return,
        _ => Is::List(texts_to_type(&entry.value).cloned().collect()),
    };
    table.entries.retain(|known| known.key != name);
    let value = Value { span: entry.value.span.clone(), is };
    table.entries.push(Entry { key: name.to_owned(), key_span: entry.key_span.clone(), value });
}

/// Of what is accepted, that which is said in a language.
pub(crate) fn texts_to_type(accepted: &Value) -> impl Iterator<Item = &Value> {
    let listed = match &accepted.is {
        Is::List(list) => &list[..],
        _ => std::slice::from_ref(accepted),
    };
    listed.iter().filter(|value| value.text().is_some_and(|text| matches!(accept(text), Accept::Text(_))))
}

/// A text takes the other's place; of effects, each one that is said or written, if there are as many.
fn lay_over(value: &mut Value, other: &Value) {
    let Is::List(effects) = &mut value.is else {
        value.is = other.is.clone();
        return;
    };
    if !effects.iter().any(|effect| effect.table().is_some()) {
        value.is = other.is.clone();
        return;
    }
    let Is::List(texts) = &other.is else { return };
    let speaking = |effect: &Value| effect.table().and_then(words_of_effect).is_some();
    if effects.iter().filter(|effect| speaking(effect)).count() != texts.len() {
        return;
    }
    for (effect, text) in effects.iter_mut().filter(|effect| speaking(effect)).zip(texts) {
        let Is::Table(table) = &mut effect.is else { continue };
        let said = table.entries.iter_mut().find(|entry| matches!(entry.key.as_str(), "say" | "write"));
        if let (Some(said), Is::Text(_)) = (said, &text.is) {
            said.value.is = text.is.clone();
        }
    }
}

/// Whether there is anything to read: effects may say nothing.
fn has_text(value: &Value) -> bool {
    match &value.is {
        Is::List(list) if list.iter().any(|effect| effect.table().is_some()) => {
            list.iter().any(|effect| effect.table().and_then(words_of_effect).is_some())
        }
        _ => true,
    }
}

/// Whether a path names the texts of a list of effects.
pub(crate) fn is_effects(path: &[String]) -> bool {
    matches!(path.last().map(String::as_str), Some("then" | "on_start" | "on_late"))
}

const NAMED: [(&str, Names); 6] = [
    ("objects", Names::Object),
    ("pictures", Names::Picture),
    ("cards", Names::Card),
    ("lines", Names::Line),
    ("pages", Names::Page),
    ("timers", Names::Timer),
];
const LISTS: [(&str, Names); 8] = [
    ("part", Names::Answer),
    ("field", Names::Field),
    ("answer", Names::Answer),
    ("reply", Names::Answer),
    ("step", Names::Step),
    ("hint", Names::Hint),
    ("mistake", Names::Mistake),
    ("interruption", Names::Interruption),
];

/// The path of every text that the module has, in order.
fn texts(root: &Table) -> BTreeSet<Vec<String>> {
    let mut paths = BTreeSet::new();
    for key in STRINGS.keys {
        if let Shape::Table(keys) = key.shape {
            let present =
                keys.keys.iter().filter(|text| root.table(key.name).is_some_and(|table| table.get(text.name).is_some()));
            paths.extend(present.map(|text| vec![key.name.to_owned(), text.name.to_owned()]));
            continue;
        }
        let Shape::Named(keys, _) = key.shape else {
            paths.extend(root.get(key.name).map(|_| vec![key.name.to_owned()]));
            continue;
        };
        for (id, table) in holders(root, key.name) {
            let present = keys.keys.iter().filter(|text| translatable(table, text.name).is_some_and(|value| has_text(&value)));
            paths.extend(present.map(|text| vec![key.name.to_owned(), id.to_owned(), text.name.to_owned()]));
        }
    }
    paths
}

/// Every text of a translation that is one, with its path.
fn overlay_entries(overlay: &Table) -> Vec<(Vec<String>, &Entry)> {
    let mut entries = Vec::new();
    for entry in &overlay.entries {
        let Some(kind) = entry.value.table() else {
            entries.extend(matches!(entry.value.is, Is::Text(_) | Is::List(_)).then(|| (vec![entry.key.clone()], entry)));
            continue;
        };
        if STRINGS.keys.iter().any(|key| key.name == entry.key && matches!(key.shape, Shape::Table(_))) {
            let texts = kind.entries.iter().filter(|text| matches!(text.value.is, Is::Text(_)));
            entries.extend(texts.map(|text| (vec![entry.key.clone(), text.key.clone()], text)));
            continue;
        }
        for (named, table) in kind.entries.iter().filter_map(|named| Some((named, named.value.table()?))) {
            let is_text = |text: &&Entry| match text.value.is {
                Is::Text(_) | Is::List(_) => true,
                Is::Table(_) => text.key == STATE_NAMES,
                _ => false,
            };
            let texts = table.entries.iter().filter(is_text);
            entries.extend(texts.map(|text| (vec![entry.key.clone(), named.key.clone(), text.key.clone()], text)));
        }
    }
    entries
}

fn table_of<'t>(root: &'t mut Table, kind: &str, id: &str) -> Option<&'t mut Table> {
    if kind == "option" {
        let Is::List(draws) = &mut value_of(root, "one_of")?.is else { return None };
        return draws.iter_mut().find_map(|draw| match &mut draw.is {
            Is::Table(draw) => listed(value_of(draw, "options")?, id),
            _ => None,
        });
    }
    let value = value_of(root, kind)?;
    if matches!(value.is, Is::List(_)) {
        return listed(value, id);
    }
    let Is::Table(table) = &mut value.is else { return None };
    match &mut value_of(table, id)?.is {
        Is::Table(table) => Some(table),
        _ => None,
    }
}

fn listed<'t>(value: &'t mut Value, id: &str) -> Option<&'t mut Table> {
    let Is::List(list) = &mut value.is else { return None };
    list.iter_mut().find_map(|value| match &mut value.is {
        Is::Table(table) if table.text("id") == Some(id) => Some(table),
        _ => None,
    })
}

fn value_of<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Value> {
    table.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
}
