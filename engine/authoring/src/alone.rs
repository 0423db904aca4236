//! Checks of the files that stand beside the modules and belong to none: facts, courses, snippets.
//!
//! A snippet alone cannot know the objects it will be used on, so only its own names are checked. Start at [`check_alone`].

use crate::compile::open;
use crate::courses::compile_courses;
use crate::diagnostic::{Diagnostic, Sink};
use crate::keys::{Names, SNIPPET};
use crate::names::Known;
use crate::walk::Walk;
use crate::{check, facts, snippets};
use std::collections::BTreeSet;

/// Every problem of `facts.toml`, `courses.toml` or `snippets/<name>.toml`; none for another file.
pub fn check_alone(name: &str, bytes: &[u8], modules: &BTreeSet<String>) -> Vec<Diagnostic> {
    if name == "courses.toml" {
        return compile_courses(bytes, modules).diagnostics;
    }
    let source = String::from_utf8_lossy(bytes);
    let mut sink = Sink::new(name, &source);
    if name == "facts.toml" {
        let (root, _) = open(bytes, &source, &mut sink);
        facts::read(&root, &mut sink);
    } else if name.starts_with("snippets/") {
        let (mut root, broken) = open(bytes, &source, &mut sink);
        // Every parameter stands for itself, and for whatever a name is asked of.
        let parameters: Vec<String> =
            root.table("parameters").into_iter().flat_map(|table| &table.entries).map(|entry| entry.key.clone()).collect();
        snippets::substitute(&mut root, &parameters.iter().map(|name| (name.clone(), name.clone())).collect());
        let mut known = Known::default();
        known.add_of_snippet(&root);
        for names in [Names::Step, Names::Hint, Names::Mistake, Names::Answer, Names::Field, Names::Card, Names::Line] {
            known.add(names, parameters.iter().map(String::as_str));
        }
        Walk { known: &known, sink: &mut sink, broken }.table(&root, &SNIPPET);
    } else {
        return Vec::new();
    }
    check::personal_data(&source, &mut sink);
    sink.finish()
}
