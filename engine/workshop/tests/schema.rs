//! The JSON Schema accepts every module we ship and every template, and refuses what the checks of keys refuse.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use workshop::reference::schema;
use workshop::templates::TEMPLATES;

/// What of draft 7 the schema uses; anything else in it fails the test.
fn errors(schema: &Value, value: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    let fails = |schema: &Value| {
        let mut inner = Vec::new();
        errors(schema, value, root, at, &mut inner);
        inner
    };
    for (keyword, wanted) in schema.as_object().unwrap() {
        let is_fine = match keyword.as_str() {
            "$schema" | "title" | "description" | "definitions" | "maxLength" => true,
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
                errors(&root["definitions"][name], value, root, at, found);
                assert!(root["definitions"][name].is_object(), "{name} is not defined");
                true
            }
            "allOf" => wanted.as_array().unwrap().iter().all(|one| fails(one).is_empty()),
            "anyOf" => wanted.as_array().unwrap().iter().any(|one| fails(one).is_empty()),
            "enum" => wanted.as_array().unwrap().contains(value),
            "type" => match wanted.as_str().unwrap() {
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "boolean" => value.is_boolean(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                other => panic!("type {other}"),
            },
            "minimum" => value.as_i64().is_none_or(|value| value >= wanted.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|value| value <= wanted.as_i64().unwrap()),
            "pattern" => !value.as_str().unwrap_or("").is_empty(),
            "items" => {
                let list = value.as_array().into_iter().flatten().enumerate();
                list.for_each(|(idx, entry)| errors(wanted, entry, root, &format!("{at}[{idx}]"), found));
                true
            }
            "properties" => {
                for (name, entry) in value.as_object().into_iter().flatten() {
                    if let Some(wanted) = wanted.get(name) {
                        errors(wanted, entry, root, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                !value.is_object() || wanted.as_array().unwrap().iter().all(has)
            }
            "propertyNames" => true,
            "additionalProperties" => {
                for (name, entry) in value.as_object().into_iter().flatten() {
                    if schema.get("properties").is_none_or(|known| known.get(name).is_none()) {
                        match wanted {
                            Value::Bool(false) => found.push(format!("{at}: there is no {name}")),
                            wanted => errors(wanted, entry, root, &format!("{at}.{name}"), found),
                        }
                    }
                }
                true
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !is_fine {
            found.push(format!("{at}: {keyword}"));
        }
    }
}

fn problems(module: &str) -> Vec<String> {
    let value = serde_json::to_value(module.parse::<toml::Table>().unwrap()).unwrap();
    let (schema, mut found) = (schema(), Vec::new());
    errors(&schema, &value, &schema, "module", &mut found);
    found
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn shipped_modules_and_templates_fit_the_schema() {
    for template in &TEMPLATES {
        assert_eq!(problems(&template.module_toml("mine")), Vec::<String>::new(), "{}", template.name);
    }
    let mut n_modules = 0;
    for folder in std::fs::read_dir(repository().join("modules")).unwrap() {
        let path = folder.unwrap().path().join("module.toml");
        if path.is_file() {
            n_modules += 1;
            assert_eq!(problems(&std::fs::read_to_string(&path).unwrap()), Vec::<String>::new(), "{}", path.display());
        }
    }
    assert!(n_modules >= 2);
}

#[test]
fn what_the_checks_of_keys_refuse_does_not_fit() {
    let good = TEMPLATES[0].module_toml("mine");
    let replaced = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        problems(&good.replacen(from, to, 1))
    };
    for (from, to) in [
        ("title    =", "titel    ="),
        ("minutes  = 3", "minutes  = \"3\""),
        ("minutes  = 3", "minutes  = 9999"),
        ("kind     = \"onboarding\"", "kind     = \"fun\""),
        ("do         = { press = \"book\" }", "do         = { pres = \"book\" }"),
        ("say        = \"Press the sign-in book.\"\n", ""),
        ("kind = \"zone\"", "kind = \"place\""),
        ("then       = [{ sound = \"click\" }]", "then       = { sound = \"click\" }"),
    ] {
        assert!(!replaced(from, to).is_empty(), "{to}");
    }
}
