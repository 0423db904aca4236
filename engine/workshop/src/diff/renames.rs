//! Ids that changed their name: the same thing under another id is told as that, not as something gone and something new.
//!
//! Works on the plain trees. An entry of the old module that is gone and one of the new that came are the same thing when most
//! of what they say is equal and nothing fits better. Start at [`find`], then [`apply`].

use serde::Serialize;
use serde_json::{Map, Value};

/// One id that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// As in "step", "object", "answer".
    pub kind: &'static str,
    pub old: String,
    pub new: String,
}

/// A kind of thing: the list it stands in, and the keys under which it is named elsewhere.
struct Kind {
    word: &'static str,
    list: &'static str,
    named_by: &'static [&'static str],
}

const KINDS: [Kind; 10] = [
    Kind {
        word: "object",
        list: "objects",
        named_by: &[
            "object",
            "item",
            "into",
            "in",
            "from",
            "tool",
            "on",
            "gauge",
            "zone",
            "person",
            "by",
            "place",
            "places",
            "at",
            "point",
            "guide",
            "to",
            "with",
            "while_gauge_above",
            "start",
            "worn",
        ],
    },
    Kind { word: "step", list: "steps", named_by: &["after", "step", "during", "until"] },
    Kind { word: "mistake", list: "mistakes", named_by: &["mistake", "mistakes"] },
    Kind { word: "hint", list: "hints", named_by: &[] },
    Kind { word: "answer", list: "answers", named_by: &["answer"] },
    Kind { word: "field", list: "fields", named_by: &["field"] },
    Kind { word: "reply", list: "replies", named_by: &["answer"] },
    Kind { word: "variable", list: "variables", named_by: &["variable"] },
    Kind { word: "timer", list: "timers", named_by: &["timer"] },
    Kind { word: "interruption", list: "interruptions", named_by: &[] },
];

/// So much of an entry must be as it was, in thousandths.
const LEAST_ALIKE: usize = 600;

/// Every id that changed, objects first, so that what names them can be told as the same.
pub(super) fn find(old: &Value, new: &Value) -> Vec<Rename> {
    let mut renames: Vec<Rename> = Vec::new();
    for kind in &KINDS {
        let old = apply(old, &renames);
        let (before, after) = (entries(&old, kind.list), entries(new, kind.list));
        let gone: Vec<&Map<String, Value>> = before.iter().filter(|entry| !has(&after, entry)).copied().collect();
        let mut came: Vec<&Map<String, Value>> = after.iter().filter(|entry| !has(&before, entry)).copied().collect();
        for entry in gone {
            let best =
                came.iter().enumerate().map(|(idx, other)| (likeness(entry, other), idx)).max_by_key(|(likeness, _)| *likeness);
            let Some((_, idx)) = best.filter(|(likeness, _)| *likeness >= LEAST_ALIKE) else { continue };
            let other = came.remove(idx);
            if let (Some(old), Some(new)) = (id(entry), id(other)) {
                renames.push(Rename { kind: kind.word, old: old.to_owned(), new: new.to_owned() });
            }
        }
    }
    renames
}

/// The old tree with every id as it is called now.
pub(super) fn apply(old: &Value, renames: &[Rename]) -> Value {
    renames.iter().fold(old.clone(), |mut tree, rename| {
        if let Some(kind) = KINDS.iter().find(|kind| kind.word == rename.kind) {
            change(&mut tree, "", kind, rename);
        }
        tree
    })
}

/// Changes the entry's own id and every place that names it.
fn change(value: &mut Value, key: &str, kind: &Kind, rename: &Rename) {
    match value {
        Value::String(text) if kind.named_by.contains(&key) && *text == rename.old => text.clone_from(&rename.new),
        Value::Array(list) => {
            for entry in list {
                if let Some(own) = entry.get_mut("id").filter(|own| key == kind.list && own.as_str() == Some(&rename.old)) {
                    *own = Value::String(rename.new.clone());
                }
                change(entry, key, kind, rename);
            }
        }
        Value::Object(map) => {
            // Where a state is named, `to` is no object.
            let names_state = ["set_state", "set", "turn", "slide"]
                .iter()
                .any(|word| ["effect", "kind", "action"].iter().any(|tag| map.get(*tag).and_then(Value::as_str) == Some(word)));
            for (key, value) in map.iter_mut().filter(|(key, _)| !(names_state && *key == "to")) {
                change(value, key, kind, rename);
            }
        }
        _ => {}
    }
}

/// Every entry with an id that stands in a list of this name, wherever that is.
fn entries<'v>(tree: &'v Value, list: &str) -> Vec<&'v Map<String, Value>> {
    let mut found = Vec::new();
    gather(tree, list, &mut found);
    found
}

fn gather<'v>(value: &'v Value, list: &str, found: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if let Some(entries) = value.as_array().filter(|_| key == list) {
                    found.extend(entries.iter().filter_map(Value::as_object).filter(|entry| id(entry).is_some()));
                }
                gather(value, list, found);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| gather(value, list, found)),
        _ => {}
    }
}

fn id(entry: &Map<String, Value>) -> Option<&str> {
    entry.get("id")?.as_str()
}

fn has(entries: &[&Map<String, Value>], wanted: &Map<String, Value>) -> bool {
    entries.iter().any(|entry| id(entry) == id(wanted))
}

/// How much of what either says is equal, in thousandths. What nobody wrote does not count.
fn likeness(old: &Map<String, Value>, new: &Map<String, Value>) -> usize {
    let is_said = |value: Option<&Value>| match value {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(_) => true,
    };
    let keys = old.keys().filter(|key| !matches!(key.as_str(), "id" | "expert_ms" | "weight"));
    let said: Vec<&String> = keys.filter(|key| is_said(old.get(*key)) || is_said(new.get(*key))).collect();
    let n_equal = said.iter().filter(|key| old.get(**key) == new.get(**key)).count();
    1_000 * n_equal / said.len().max(1)
}
