//! What a shape is called, what it looks like, what it allows: the one file of the reference that knows shapes. A shape that
//! is not told apart here is allowed to be anything and has no sample.

use authoring::keys::{Key, Names, Shape, Table, Verbs};
use curriculum::{Dimension, Unit};
use serde_json::{Value, json};

/// What can be inside a value.
pub(super) enum Inside {
    Table(&'static Table),
    Verbs(&'static Verbs),
}

pub(super) fn inside(shape: &Shape) -> Vec<Inside> {
    match shape {
        Shape::Table(table) | Shape::Tables(table) | Shape::Named(table, _) => vec![Inside::Table(table)],
        Shape::Verb(verbs) => vec![Inside::Verbs(verbs)],
        Shape::List(shape) => inside(shape),
        Shape::Either(shapes) => shapes.iter().flat_map(inside).collect(),
        _ => Vec::new(),
    }
}

/// What a key takes, for people.
pub(super) fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::Id(_) => "an id of its own".to_owned(),
        Shape::Name(names) => {
            format!("the name of {} {}", if noun(*names).starts_with(['a', 'o']) { "an" } else { "a" }, noun(*names))
        }
        Shape::State => "a state of the object".to_owned(),
        Shape::Word(words) => format!("one of {}", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")),
        Shape::Whole(low, high) if low == high => low.to_string(),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Shape::YesNo => "true or false".to_owned(),
        Shape::Amount(Some(Dimension::Time)) => "a time, such as \"20 s\"".to_owned(),
        Shape::Amount(Some(Dimension::Share)) => "a share, such as \"85 %\"".to_owned(),
        Shape::Amount(dimension) => format!("an amount with its unit, such as {}", sample_amount(*dimension)),
        Shape::Span => "a time, such as \"24 h\" or \"7 d\"".to_owned(),
        Shape::Range => "a range, such as \"0..300 kPa\"".to_owned(),
        Shape::Spot => "two shares, from the left and from the top, such as \"40 % 62 %\"".to_owned(),
        Shape::StateOrAmount => "a state, or an amount such as \"90° ± 5°\"".to_owned(),
        Shape::Either(shapes) => shapes.iter().map(takes).collect::<Vec<_>>().join(", or "),
        Shape::List(shape) => format!("a list; each is {}", takes(shape)),
        Shape::Table(table) => format!("{}, in {{ }}", table.title),
        Shape::Tables(table) => format!("any number of `[[ ]]`, each {}", table.title),
        Shape::Named(table, _) => format!("tables by name, each {}", table.title),
        Shape::Verb(verbs) => format!("{}, in {{ }}", verbs.title),
        Shape::Wholes(_) => "whole numbers by name, in { }".to_owned(),
        Shape::Texts => "texts by name, in { }".to_owned(),
    }
}

fn noun(names: Names) -> &'static str {
    match names {
        Names::Object => "object",
        Names::Step => "step",
        Names::Card => "card",
        Names::Node => "node of the scene",
        Names::Clip => "animation",
        Names::Sound => "sound",
        Names::Scene => "scene",
        Names::Module => "module",
        Names::Answer => "answer or a reply",
        Names::Field => "field of a form",
        Names::Mistake => "mistake",
        Names::Line => "line",
        Names::Page => "page",
        Names::Variable => "variable",
        Names::Timer => "timer",
        Names::DrawOption => "draw's option",
        Names::Snippet => "snippet",
        Names::Picture => "picture",
        _ => "name",
    }
}

/// A value that the checks of keys accept, as inline TOML; none for what has no sample.
pub(super) fn sample(shape: &Shape) -> Option<String> {
    sample_at(shape, 0)
}

/// Deeper than this only what is needed is shown.
const DEEPEST: usize = 4;

fn sample_at(shape: &Shape, depth: usize) -> Option<String> {
    Some(match shape {
        Shape::Text => "\"some words\"".to_owned(),
        Shape::Id(names) | Shape::Name(names) => format!("\"{}\"", sample_name(*names)),
        Shape::State => "\"open\"".to_owned(),
        Shape::Word(words) => format!("\"{}\"", words.first()?),
        Shape::Whole(low, high) => (*low).max(1).min(*high).to_string(),
        Shape::YesNo => "true".to_owned(),
        Shape::Amount(dimension) => sample_amount(*dimension),
        Shape::Span => "\"24 h\"".to_owned(),
        Shape::Range => "\"0..300 kPa\"".to_owned(),
        Shape::Spot => "\"40 % 62 %\"".to_owned(),
        Shape::StateOrAmount => "\"open\"".to_owned(),
        Shape::Either(shapes) => shapes.iter().find_map(|shape| sample_at(shape, depth))?,
        Shape::List(shape) => format!("[{}]", sample_at(shape, depth)?),
        Shape::Table(table) => inline(table, false, depth)?,
        Shape::Tables(table) => format!("[{}]", inline(table, false, depth)?),
        Shape::Named(table, names) => format!("{{ {} = {} }}", declared_name(*names), inline(table, false, depth)?),
        Shape::Verb(verbs) => inline(verbs.tables.first()?, false, depth)?,
        Shape::Wholes(_) => "{ care = 1 }".to_owned(),
        Shape::Texts => "{ dispenser = \"bell\" }".to_owned(),
    })
}

/// An inline table with the needed keys, or with all that have a sample.
pub(super) fn sample_table(table: &Table, with_all: bool) -> String {
    inline(table, with_all, 0).unwrap_or_else(|| "{ }".to_owned())
}

fn inline(table: &Table, with_all: bool, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let mut parts = Vec::new();
    for key in table.keys.iter().filter(|key| key.required || with_all) {
        match sample_at(&key.shape, depth + 1) {
            Some(value) => parts.push(format!("{} = {value}", key.name)),
            None if key.required => return None,
            None => {}
        }
    }
    Some(if parts.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", parts.join(", ")) })
}

type Within = dyn Fn(&Table, &[&'static Key], &str) -> Vec<(&'static str, String)>;

/// A sample that holds a given inline table at the end of a path.
pub(super) fn sample_with(shape: &Shape, path: &[&'static Key], given: &str, within: &Within) -> Option<String> {
    let lines = |table: &Table| {
        let parts: Vec<String> = within(table, path, given).into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
        format!("{{ {} }}", parts.join(", "))
    };
    let whole = |table: &Table| if path.is_empty() { given.to_owned() } else { lines(table) };
    match shape {
        Shape::Table(table) => Some(whole(table)),
        Shape::Tables(table) => Some(format!("[{}]", whole(table))),
        Shape::Named(table, names) => Some(format!("{{ {} = {} }}", declared_name(*names), whole(table))),
        Shape::Verb(verbs) => {
            let next = path.first();
            let table =
                verbs.tables.iter().find(|table| next.is_some_and(|next| table.keys.iter().any(|key| std::ptr::eq(key, *next))));
            Some(table.map_or_else(|| given.to_owned(), lines))
        }
        Shape::List(shape) => Some(format!("[{}]", sample_with(shape, path, given, within)?)),
        Shape::Either(shapes) => {
            shapes.iter().filter(|shape| !inside(shape).is_empty()).find_map(|shape| sample_with(shape, path, given, within))
        }
        _ => None,
    }
}

/// Of a dimension without a sample of its own, two of its first unit.
fn sample_amount(dimension: Option<Dimension>) -> String {
    let of = |dimension: Dimension| Unit::ALL.iter().find(|unit| unit.dimension() == dimension);
    match dimension {
        Some(Dimension::Share) => "\"85 %\"".to_owned(),
        Some(Dimension::Time) => "\"20 s\"".to_owned(),
        None => "\"20 kPa\"".to_owned(),
        Some(dimension) => format!("\"2 {}\"", of(dimension).map_or("", |unit| unit.symbol()).trim_end()),
    }
}

/// As a module itself names something: a mark is a node whose name is an id.
pub(super) fn declared_name(names: Names) -> &'static str {
    if names == Names::Node { "my-mark" } else { sample_name(names) }
}

fn sample_name(names: Names) -> &'static str {
    match names {
        Names::Module => "ring-the-bell",
        Names::Scene => "harbour-clinic",
        Names::Node => "Register",
        Names::Object => "bell",
        Names::Step => "ring",
        Names::Sound => "click",
        Names::Card => "question",
        _ => "my-name",
    }
}

/// What a value may be, as JSON Schema. `reference` names the schema of a table.
pub(super) fn schema_of(
    shape: &Shape,
    table: &dyn Fn(&'static Table) -> Value,
    verbs: &dyn Fn(&'static Verbs) -> Value,
) -> Value {
    let again = |shape: &Shape| schema_of(shape, table, verbs);
    match shape {
        Shape::Text => json!({ "type": "string", "maxLength": 1000 }),
        Shape::Id(_) => json!({ "type": "string", "pattern": ID }),
        Shape::Spot => json!({ "type": "string", "pattern": "%.*%" }),
        Shape::Name(_) | Shape::State | Shape::StateOrAmount => json!({ "type": "string" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::YesNo => json!({ "type": "boolean" }),
        Shape::Amount(_) => json!({ "type": "string", "pattern": "^ *[-+]?[0-9]" }),
        Shape::Span => json!({ "type": "string", "pattern": "^ *[+]?[0-9]" }),
        Shape::Range => json!({ "type": "string", "pattern": "\\.\\." }),
        Shape::Either(shapes) => json!({ "anyOf": shapes.iter().map(again).collect::<Vec<_>>() }),
        Shape::List(shape) => json!({ "type": "array", "items": again(shape) }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::Named(keys, _) => {
            json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": table(keys) })
        }
        Shape::Verb(all) => verbs(all),
        Shape::Wholes(_) => by_name(&json!({ "type": "integer" })),
        Shape::Texts => by_name(&json!({ "type": "string", "maxLength": 1000 })),
    }
}

/// A table whose keys the author names.
fn by_name(value: &Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": value })
}

/// Every id of the language.
const ID: &str = "^[a-z][a-z0-9_-]{0,63}$";
