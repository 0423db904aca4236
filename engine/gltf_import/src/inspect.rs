//! What is in a file, and everything wrong with it.
//!
//! Reads a file as an import does, but goes on after an error. Does not know how anything is printed. Start at [`inspect`].

mod facts;

pub use facts::{AnimationFacts, FileFacts, ImageFacts, MaterialFacts, MeshFacts};

use crate::findings::Findings;
use crate::json::At;
use crate::{ImportError, Limits, Outside, Warning, container, extensions, in_turn};
use scene::Scene;
use serde_json::Value;
use std::collections::BTreeSet;

/// What was found; whatever the bytes are, there is one.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Of what could be read.
    pub facts: FileFacts,
    /// Why an import refuses the file; none if it does not.
    pub errors: Vec<ImportError>,
    /// What an import leaves out or puts right.
    pub warnings: Vec<Warning>,
}

/// Arguments as those of [`crate::import`].
pub fn inspect(bytes: &[u8], resolve: &dyn Fn(&str) -> Option<Vec<u8>>, limits: &Limits) -> Inspection {
    let mut findings = Findings { goes_on: true, ..Findings::default() };
    let mut facts = FileFacts { is_binary: bytes.starts_with(b"glTF"), file_bytes: bytes.len(), ..FileFacts::default() };
    let opened = container::open(bytes, limits);
    let (json, bin) = match opened {
        Ok(opened) => opened,
        Err(error) => return Inspection { facts, errors: vec![error], warnings: Vec::new() },
    };
    let outside = Outside { resolve, share_out: &in_turn };
    let read = At::root(&json).and_then(|root| crate::read(&root, bin, outside, limits, &mut findings));
    facts.add_header(&json);
    find_unlisted(&json, &facts, &mut findings);
    match read {
        Ok(scene) => {
            facts.add_scene(&scene, &json);
            note_broken(&scene, &mut findings);
        }
        Err(error) => findings.errors.push(error),
    }
    Inspection { facts, errors: findings.errors, warnings: findings.warnings }
}

/// A scene whose parts are all sound may still break a promise as a whole.
fn note_broken(scene: &Scene, findings: &mut Findings) {
    if let (true, Err(broken)) = (findings.errors.is_empty(), scene.check()) {
        findings.errors.push(ImportError::new(broken.place, broken.what));
    }
}

/// Extensions that stand in the file and are not listed as used: other readers pass over them.
fn find_unlisted(json: &Value, facts: &FileFacts, findings: &mut Findings) {
    let listed: BTreeSet<&str> = facts.extensions_used.iter().map(String::as_str).collect();
    let mut told = BTreeSet::new();
    let mut waiting = vec![(json, String::new())];
    while let Some((value, place)) = waiting.pop() {
        match value {
            Value::Object(entries) => {
                if let Some(Value::Object(extensions)) = entries.get("extensions") {
                    for name in extensions.keys().filter(|name| !listed.contains(name.as_str())) {
                        if extensions::KNOWN.contains(&name.as_str()) && told.insert(name.clone()) {
                            let what = format!("uses `{name}`, which `extensionsUsed` does not list");
                            findings.warnings.push(Warning { place: format!("{place}/extensions"), what });
                        }
                    }
                }
                let inner = entries.iter().filter(|(key, value)| is_walked(key, value));
                waiting.extend(inner.map(|(key, value)| (value, format!("{place}/{key}"))));
            }
            Value::Array(values) => {
                let inner = values.iter().enumerate().filter(|(_, value)| is_walked("", value));
                waiting.extend(inner.map(|(at, value)| (value, format!("{place}/{at}"))));
            }
            _ => {}
        }
    }
}

/// What artists write for themselves has no extensions of the format in it.
fn is_walked(key: &str, value: &Value) -> bool {
    key != "extras" && (value.is_object() || value.is_array())
}
