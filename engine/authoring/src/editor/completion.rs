//! What can be typed at a spot, with words about it.

use super::scan::{At, Spot};
use crate::keys::{Key, Names, Shape, Table as Keys};
use crate::names::Known;
use crate::texts::Text;
use crate::tree::{Is, Table};
use curriculum::TRAINEE;
use std::collections::BTreeMap;
use std::ops::Range;

/// Something to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// A line about it; may be empty.
    pub about: String,
    /// What takes the place of `replaces`.
    pub insert: String,
    pub replaces: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    Key,
    /// A header such as `[[step]]`.
    Header,
    /// A name that is declared somewhere.
    Name,
    /// One of a few words.
    Word,
}

/// The names there are.
pub(super) struct World<'w> {
    pub module: &'w Table,
    pub known: &'w Known,
    pub facts: &'w BTreeMap<String, String>,
    /// Of the snippet that is typed in.
    pub own_parameters: BTreeMap<String, String>,
    /// Of any snippet, by its name.
    pub parameters: &'w dyn Fn(&str) -> BTreeMap<String, String>,
    /// The module's texts, for its translators.
    pub originals: &'w dyn Fn() -> Vec<Text>,
}

pub(super) fn complete(spot: &Spot, root: &'static Keys, world: &World<'_>) -> Vec<Completion> {
    match &spot.at {
        At::Key { keys, .. } => {
            let new = |key: &&&'static Key| !spot.siblings.iter().any(|(sibling, _)| sibling == key.name);
            let of_keys =
                keys.iter().filter(new).map(|key| completion(key.name, CompletionKind::Key, key.doc, insert_of(key), spot));
            of_keys.collect()
        }
        At::Header => headers(spot, root, world),
        At::Parameter { snippet } => {
            let all = snippet.as_deref().map(world.parameters).unwrap_or_default();
            let new = all.iter().filter(|(name, _)| !spot.siblings.iter().any(|(sibling, _)| sibling == *name));
            new.map(|(name, about)| completion(name, CompletionKind::Name, about, format!("{name} = \""), spot)).collect()
        }
        At::Value { word, in_quotes: true, .. } if word.contains('{') => placeholders(spot, word, world),
        At::Value { shape: Shape::Text, word, in_quotes } if root.title == crate::keys::STRINGS.title => {
            original(spot, word, *in_quotes, world).into_iter().collect()
        }
        At::Value { shape, in_quotes, .. } => {
            let values = values(shape, spot, world);
            let quoted = |text: &str| if *in_quotes || is_bare(shape, text) { text.to_owned() } else { format!("\"{text}\"") };
            values.into_iter().map(|(text, kind, about)| completion(&text, kind, &about, quoted(&text), spot)).collect()
        }
        At::Nowhere => Vec::new(),
    }
}

fn completion(label: &str, kind: CompletionKind, about: &str, insert: String, spot: &Spot) -> Completion {
    Completion { label: label.to_owned(), kind, about: about.to_owned(), insert, replaces: spot.word.clone() }
}

/// `key = ` with the opening that its value needs.
fn insert_of(key: &Key) -> String {
    let value = match key.shape {
        Shape::Verb(_) | Shape::Table(_) => "{ ",
        Shape::List(_) | Shape::Tables(_) => "[",
        Shape::YesNo | Shape::Whole(..) => "",
        _ => "\"",
    };
    format!("{} = {value}", key.name)
}

fn is_bare(shape: &Shape, text: &str) -> bool {
    matches!(shape, Shape::YesNo | Shape::Verb(_) | Shape::Table(_)) || text.starts_with('{')
}

fn values(shape: &Shape, spot: &Spot, world: &World<'_>) -> Vec<(String, CompletionKind, String)> {
    let words = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), CompletionKind::Word, String::new())).collect();
    match shape {
        Shape::Word(all) => words(all),
        Shape::YesNo => words(&["true", "false"]),
        Shape::Name(names) => {
            let known = world.known.of(*names).into_iter().flatten();
            known.map(|name| (name.clone(), CompletionKind::Name, about(*names, name, world))).collect()
        }
        Shape::State | Shape::StateOrAmount => {
            states(spot, world).into_iter().map(|state| (state, CompletionKind::Name, String::new())).collect()
        }
        Shape::Either(shapes) => shapes.iter().flat_map(|shape| values(shape, spot, world)).collect(),
        Shape::List(shape) => values(shape, spot, world),
        Shape::Verb(verbs) => {
            let verb = |keys: &Keys| {
                keys.keys.first().map(|verb| (format!("{{ {} = ", verb.name), CompletionKind::Key, verb.doc.to_owned()))
            };
            verbs.tables.iter().filter_map(verb).collect()
        }
        _ => Vec::new(),
    }
}

/// What people call the thing.
fn about(names: Names, name: &str, world: &World<'_>) -> String {
    let named = |key: &str| world.module.table(key).and_then(|all| all.table(name));
    let listed = |key: &str| world.module.tables(key).find(|table| table.text("id") == Some(name));
    let text = |table: Option<&Table>, key: &str| table.and_then(|table| table.text(key)).unwrap_or("").to_owned();
    match names {
        Names::Object if name == TRAINEE => "the person who plays".to_owned(),
        Names::Object => text(named("objects"), "name"),
        Names::Card => text(named("cards"), "ask"),
        Names::Step => text(listed("step"), "say"),
        Names::Answer => text(listed("answer"), "say"),
        Names::Field => text(listed("field"), "label"),
        _ => String::new(),
    }
}

/// The states of the object that is named before in the same table; of all objects where none is.
fn states(spot: &Spot, world: &World<'_>) -> Vec<String> {
    let objects = world.module.table("objects");
    let of = |table: &Table| -> Vec<String> {
        table.list("states").iter().filter_map(|state| state.text().map(str::to_owned)).collect()
    };
    let named = spot.siblings.iter().find_map(|(_, name)| objects?.table(name).map(of));
    let own = spot.siblings.iter().any(|(key, _)| key == "states");
    let mut all = named.unwrap_or_else(|| {
        let tables = objects.into_iter().flat_map(|all| &all.entries).filter_map(|entry| match &entry.value.is {
            Is::Table(table) => Some(of(table)),
            _ => None,
        });
        if own { Vec::new() } else { tables.flatten().collect() }
    });
    let mut told = std::collections::BTreeSet::new();
    all.retain(|state| told.insert(state.clone()));
    all
}

/// Headers of the tables there may be; in a translation with the ids of the module.
fn headers(spot: &Spot, root: &'static Keys, world: &World<'_>) -> Vec<Completion> {
    let mut found = Vec::new();
    for key in root.keys {
        let labels = match &key.shape {
            Shape::Tables(_) => vec![format!("[[{}]]", key.name)],
            Shape::Table(_) => vec![format!("[{}]", key.name)],
            Shape::Named(_, names) => {
                let is_translation = root.title == crate::keys::STRINGS.title;
                let ids = world.known.of(*names).into_iter().flatten().filter(|_| is_translation);
                let ids: Vec<String> = ids.filter(|id| *id != TRAINEE).map(|id| format!("[{}.{id}]", key.name)).collect();
                if is_translation { ids } else { vec![format!("[{}.", key.name)] }
            }
            _ => Vec::new(),
        };
        found.extend(labels.into_iter().map(|label| completion(&label, CompletionKind::Header, key.doc, label.clone(), spot)));
    }
    found
}

/// The text to translate, to begin with.
fn original(spot: &Spot, word: &str, in_quotes: bool, world: &World<'_>) -> Option<Completion> {
    let key = spot.siblings.last().map(|(key, _)| key)?;
    let path = || spot.path.iter().chain([key]);
    let text = (world.originals)().into_iter().find(|text| text.path.iter().eq(path()))?;
    let plain = text.toml.strip_prefix('"')?.strip_suffix('"')?;
    let insert = if in_quotes { plain.to_owned() } else { text.toml.clone() };
    plain.starts_with(word).then(|| completion(plain, CompletionKind::Name, "as the module says it", insert, spot))
}

/// `{fact.name}` inside a text, and `{parameter}` in a snippet.
fn placeholders(spot: &Spot, word: &str, world: &World<'_>) -> Vec<Completion> {
    let Some(begin) = word.rfind('{').filter(|at| !word[*at..].contains('}')) else { return Vec::new() };
    let replaces = spot.word.start + begin..spot.word.start + word.len();
    let placeholder = |name: String, about: &str| Completion {
        label: name.clone(),
        kind: CompletionKind::Name,
        about: about.to_owned(),
        insert: name,
        replaces: replaces.clone(),
    };
    let parameters = world.own_parameters.iter().map(|(name, about)| placeholder(format!("{{{name}}}"), about));
    let facts = world.facts.iter().map(|(name, text)| placeholder(format!("{{fact.{name}}}"), text));
    parameters.chain(facts).collect()
}
