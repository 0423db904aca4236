//! What `check` found, for other programs: plain JSON, and SARIF for code review tools. Does not know single checks.
//!
//! Start at [`json()`] or [`sarif()`]; both take [`Checked`] modules.

mod sarif;

pub use sarif::sarif;

use authoring::{Diagnostic, Severity, Sources};
use serde_json::{Value, json};

/// One module as it was checked.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'c> {
    /// The folder's name.
    pub folder: &'c str,
    /// Where the folder is, as the author named it.
    pub path: &'c str,
    pub sources: &'c Sources,
    pub diagnostics: &'c [Diagnostic],
    /// None when it cannot be played.
    pub n_steps: Option<usize>,
}

/// Everything found as JSON, with stable keys; `format` is raised when a key changes its meaning.
pub fn json(checked: &[Checked<'_>]) -> Value {
    let modules: Vec<Value> = checked.iter().map(module).collect();
    json!({ "format": 1, "modules": modules })
}

fn module(checked: &Checked<'_>) -> Value {
    let n_of = |severity| checked.diagnostics.iter().filter(|found| found.severity == severity).count();
    let found: Vec<Value> = checked.diagnostics.iter().map(|found| diagnostic(checked, found)).collect();
    json!({
        "folder": checked.folder,
        "path": checked.path,
        "playable": checked.n_steps.is_some(),
        "steps": checked.n_steps,
        "errors": n_of(Severity::Error),
        "warnings": n_of(Severity::Warning),
        "notes": n_of(Severity::Note),
        "diagnostics": found,
    })
}

fn diagnostic(checked: &Checked<'_>, found: &Diagnostic) -> Value {
    let (end_line, end_column) = end_of(checked.sources, found);
    json!({
        "code": found.code,
        "severity": found.severity.word(),
        "file": path_of(checked.path, &found.file),
        "line": found.line,
        "column": found.column,
        "end_line": end_line,
        "end_column": end_column,
        "message": found.message,
        "advice": found.advice,
    })
}

/// Line and column, from 1 and in characters, just behind what a diagnostic points at.
fn end_of(sources: &Sources, found: &Diagnostic) -> (u32, u32) {
    let bytes = sources.files.get(&found.file).map_or(&[][..], Vec::as_slice);
    let source = String::from_utf8_lossy(bytes);
    let spanned = source.get(found.span.clone()).unwrap_or("");
    let n_breaks = u32::try_from(spanned.matches('\n').count()).unwrap_or(0);
    let last = spanned.rsplit('\n').next().unwrap_or("");
    let n_characters = u32::try_from(last.chars().count()).unwrap_or(0);
    if n_breaks == 0 { (found.line, found.column + n_characters) } else { (found.line + n_breaks, n_characters + 1) }
}

/// A file of a module, as an author would open it, with `/` between the parts.
fn path_of(folder: &str, file: &str) -> String {
    let folder = folder.replace('\\', "/");
    let folder = folder.trim_end_matches('/');
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use authoring::{SceneIndex, compile};

    pub(super) fn checked<'c>(sources: &'c Sources, diagnostics: &'c [Diagnostic]) -> Checked<'c> {
        Checked { folder: "bell", path: "my modules/bell", sources, diagnostics, n_steps: None }
    }

    #[test]
    fn every_place_has_a_beginning_and_an_end() {
        let sources = Sources::of_module("id = \"é\"\ntitle = \"\"\"a\nb\u{200b}\"\"\"\n\u{feff}= ");
        let found = compile(&sources, &SceneIndex::default()).diagnostics;
        let json = json(&[checked(&sources, &found)]);
        let all = json["modules"][0]["diagnostics"].as_array().unwrap();
        assert_eq!(all.len(), found.len());
        let id = all.iter().find(|one| one["code"] == "P008").unwrap();
        assert_eq!((&id["line"], &id["column"], &id["end_column"]), (&json!(1), &json!(6), &json!(9)));
        let over_lines = all.iter().find(|one| one["code"] == "P056").unwrap();
        assert_eq!((&over_lines["end_line"], &over_lines["end_column"]), (&json!(3), &json!(6)));
        assert!(all.iter().all(|one| one["file"] == "my modules/bell/module.toml"));
    }
}
