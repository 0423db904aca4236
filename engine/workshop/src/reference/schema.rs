//! The language as JSON Schema (draft 7, which editors know), so that any editor completes and checks while one types.

use super::entries::{Entry, EntryKind, entries};
use super::shapes::schema_of;
use authoring::keys::{MODULE, Table, Verbs};
use serde_json::{Map, Value, json};

/// The schema of `module.toml`.
pub fn schema() -> Value {
    let entries: Vec<Entry> = entries().into_iter().filter(|entry| entry.file == "module.toml").collect();
    let slug_of = |keys: *const ()| {
        let is_it = |entry: &&Entry| match entry.kind {
            EntryKind::Table(table) => std::ptr::eq(table.keys.as_ptr().cast(), keys),
            EntryKind::Verbs(verbs) => std::ptr::eq(verbs.tables.as_ptr().cast(), keys),
        };
        entries.iter().find(is_it).map(|entry| json!({ "$ref": format!("#/definitions/{}", entry.slug) })).unwrap_or(json!({}))
    };
    let by_table = |table: &'static Table| slug_of(table.keys.as_ptr().cast());
    let by_verbs = |verbs: &'static Verbs| slug_of(verbs.tables.as_ptr().cast());
    let object = |table: &Table| {
        let mut properties = Map::new();
        for key in table.keys {
            let mut value = schema_of(&key.shape, &by_table, &by_verbs);
            // Beside a `$ref` nothing else counts in draft 7, so the words stand around it.
            if value.get("$ref").is_some() {
                value = json!({ "allOf": [value] });
            }
            value["description"] = json!(key.doc);
            properties.insert(key.name.to_owned(), value);
        }
        let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        json!({ "type": "object", "description": table.title, "properties": properties, "required": required, "additionalProperties": false })
    };
    let mut definitions = Map::new();
    for entry in entries.iter().filter(|entry| !entry.is_root()) {
        let schema = match entry.kind {
            EntryKind::Table(table) => object(table),
            EntryKind::Verbs(verbs) => json!({ "anyOf": verbs.tables.iter().map(&object).collect::<Vec<_>>() }),
        };
        definitions.insert(entry.slug.clone(), schema);
    }
    let mut root = object(&MODULE);
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["title"] = json!("A Practicum module");
    root["definitions"] = Value::Object(definitions);
    root
}
