//! Compares two trees of named values: what has an id is matched by it, the rest by its name.

use super::Change;
use super::words::{are_now, key_words, value_words};
use curriculum::Module;
use serde_json::{Map, Value};

/// Where in the module a value stands.
#[derive(Clone)]
struct Place<'m> {
    /// As in "step 4 `tighten`".
    words: String,
    steps: Vec<String>,
    old: &'m Module,
    new: &'m Module,
}

pub(super) fn changes(old_tree: &Value, new_tree: &Value, old: &Module, new: &Module) -> Vec<Change> {
    let place = Place { words: "the module".to_owned(), steps: Vec::new(), old, new };
    let mut found = Vec::new();
    if let (Value::Object(old_map), Value::Object(new_map)) = (old_tree, new_tree) {
        maps(old_map, new_map, &place, "", &mut found);
    }
    found.sort_by_key(|change| rank(&change.place, new));
    found
}

/// The module first, then its objects, its steps in their order, and what hangs on them.
fn rank(place: &str, new: &Module) -> (usize, usize) {
    let kinds = ["the module", "object", "step", "mistake"];
    let kind = kinds.iter().position(|kind| place.starts_with(kind)).unwrap_or(kinds.len());
    let name = place.split('`').nth(1).unwrap_or("");
    (kind, new.steps.iter().position(|step| step.id.as_str() == name).unwrap_or(0))
}

fn maps(old: &Map<String, Value>, new: &Map<String, Value>, place: &Place<'_>, under: &str, found: &mut Vec<Change>) {
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        let (before, after) = (old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null));
        // Where the author gives no time, it is guessed from the words, which are told themselves.
        let is_guessed = key == "expert_ms" && old.get("say") != new.get("say");
        if before != after && !is_guessed {
            value(key, before, after, place, under, found);
        }
    }
}

fn value(key: &str, old: &Value, new: &Value, place: &Place<'_>, under: &str, found: &mut Vec<Change>) {
    let name = if under.is_empty() { key_words(key) } else { format!("{under}, {}", key_words(key)) };
    match (old, new) {
        (Value::Array(before), Value::Array(after)) if has_ids(before) || has_ids(after) => {
            lists(key, before, after, place, found);
        }
        (Value::Object(before), Value::Object(after)) if is_same_sort(before, after) => maps(before, after, place, &name, found),
        _ => {
            let what = match (value_words(key, old), value_words(key, new)) {
                (None, Some(after)) => format!("{name} is new: {after}"),
                (Some(before), None) => format!("{name} is gone; it was {before}"),
                (Some(before), Some(after)) => format!("{name} {before} {} {after}", are_now(&name)),
                (None, None) => return,
            };
            push(place, what, found);
        }
    }
}

/// The same kind of goal, action or effect, whose parts can be compared one by one. A pair of a value and its tolerance is
/// told as one range.
fn is_same_sort(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let tag = |map: &Map<String, Value>| ["kind", "action", "effect", "asks"].iter().find_map(|tag| map.get(*tag).cloned());
    let has_tolerance = |map: &Map<String, Value>| map.keys().any(|key| key.starts_with("tolerance_"));
    let is_quantity = |map: &Map<String, Value>| map.contains_key("milli") && map.contains_key("unit");
    let same_keys = old.keys().eq(new.keys());
    same_keys && tag(old) == tag(new) && !has_tolerance(old) && !is_quantity(old)
}

fn has_ids(list: &[Value]) -> bool {
    list.iter().any(|entry| entry.get("id").is_some())
}

fn id(entry: &Value) -> Option<&str> {
    entry.get("id")?.as_str()
}

fn lists(key: &str, old: &[Value], new: &[Value], place: &Place<'_>, found: &mut Vec<Change>) {
    for entry in old {
        let Some(name) = id(entry) else { continue };
        let place = place_of(key, name, entry, place);
        match new.iter().find(|other| id(other) == Some(name)) {
            Some(other) => {
                if let (Value::Object(before), Value::Object(after)) = (entry, other)
                    && before != after
                {
                    maps(before, after, &place, "", found);
                }
            }
            None => push(&place, gone_words(entry), found),
        }
    }
    for entry in new {
        let Some(name) = id(entry).filter(|name| !old.iter().any(|other| id(other) == Some(name))) else { continue };
        push(&place_of(key, name, entry, place), new_words(entry), found);
    }
    let order = |list: &[Value], other: &[Value]| -> Vec<String> {
        list.iter().filter_map(id).filter(|name| other.iter().any(|entry| id(entry) == Some(name))).map(str::to_owned).collect()
    };
    let (before, after) = (order(old, new), order(new, old));
    if before != after {
        push(place, format!("the order of the {} changed: {}", key_words(key), after.join(", ")), found);
    }
}

fn new_words(entry: &Value) -> String {
    entry
        .get("say")
        .and_then(Value::as_str)
        .filter(|say| !say.is_empty())
        .map_or("is new".to_owned(), |say| format!("is new: \"{say}\""))
}

fn gone_words(entry: &Value) -> String {
    entry
        .get("say")
        .and_then(Value::as_str)
        .filter(|say| !say.is_empty())
        .map_or("is gone".to_owned(), |say| format!("is gone: \"{say}\""))
}

/// The place of an entry, with the steps that hang on it.
fn place_of<'m>(key: &str, name: &str, entry: &Value, within: &Place<'m>) -> Place<'m> {
    let one = key.strip_suffix('s').unwrap_or(key);
    let steps = match key {
        "steps" => vec![name.to_owned()],
        "answers" => within.steps.clone(),
        "hints" => Vec::new(),
        "mistakes" => {
            let named: Vec<String> =
                ["during", "until"].iter().filter_map(|key| Some(entry.get(*key)?.as_str()?.to_owned())).collect();
            if named.is_empty() { steps_that_name(entry, within) } else { named }
        }
        _ => steps_that_name(&Value::String(name.to_owned()), within),
    };
    let words = match key {
        "steps" => match within.new.steps.iter().position(|step| step.id.as_str() == name) {
            Some(idx) => format!("step {} `{name}`", idx + 1),
            None => format!("step `{name}`"),
        },
        "answers" => format!("{}, answer `{name}`", within.words),
        _ => format!("{one} `{name}`"),
    };
    Place { words, steps, ..within.clone() }
}

/// The steps whose goal names any of the ids in a value.
fn steps_that_name(value: &Value, within: &Place<'_>) -> Vec<String> {
    let mut names = Vec::new();
    texts(value, &mut names);
    let of = |module: &Module| -> Vec<String> {
        let named =
            |step: &&curriculum::Step| step.goal.objects().iter().any(|object| names.iter().any(|name| name == object.as_str()));
        module.steps.iter().filter(named).map(|step| step.id.to_string()).collect()
    };
    let mut steps = of(within.old);
    steps.extend(of(within.new).into_iter().filter(|step| !within.old.steps.iter().any(|old| old.id.as_str() == step)));
    steps
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(map) => map.iter().filter(|(key, _)| *key != "id").for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

fn push(place: &Place<'_>, what: String, found: &mut Vec<Change>) {
    found.push(Change { place: place.words.clone(), what, steps: place.steps.clone() });
}
