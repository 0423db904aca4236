//! The corpus of broken modules: each file says in its first lines what must be found in it, and nothing else may be.
//!
//! `# expect: P003 @ 15:1` is a code at a line and column; `# expect: nothing` is a module that is fine.
//! Every code of the manual that a single module file can show must occur.

use crate::scenes;
use authoring::{SceneIndex, Sources, checks, compile, render};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn room() -> SceneIndex {
    let nodes = ["Bell", "Lamp", "Gauge", "Door", "Key", "Shelf", "Cup", "Book", "Ana", "Spot", "Corner"];
    scenes::index("room", &nodes, &["Door_Open"])
}

fn corpus() -> Vec<PathBuf> {
    let folder = scenes::repository().join("engine/authoring/tests/broken");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_broken_module_shows_exactly_what_its_header_says() {
    let mut wrong = String::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let paths = corpus();
    assert!(paths.len() >= 160, "only {} files", paths.len());
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> =
            source.lines().filter_map(|line| line.strip_prefix("# expect: ")).filter(|line| *line != "nothing").collect();
        let compiled = compile(&Sources::of_module(&*source).with("facts.toml", "phone = \"extension 1\""), &room());
        let found: Vec<String> = compiled.diagnostics.iter().map(|d| format!("{} @ {}:{}", d.code, d.line, d.column)).collect();
        assert_eq!(compiled.module.is_none(), compiled.has_errors(), "{name}");
        if found != expected {
            let drawn: String = compiled.diagnostics.iter().map(|d| render(d, &source)).collect();
            wrong += &format!("\n=== {name}: expected {expected:?}, found {found:?}\n{drawn}");
        }
        for diagnostic in &compiled.diagnostics {
            assert!(!diagnostic.message.is_empty() && !diagnostic.advice.is_empty(), "{name}: {}", diagnostic.code);
            assert!(diagnostic.message.starts_with(|c: char| !c.is_uppercase() || c == '`'), "{name}: {}", diagnostic.message);
        }
        seen.extend(compiled.diagnostics.iter().map(|d| d.code.to_owned()));
    }
    assert!(wrong.is_empty(), "{wrong}");
    // Shown by several files together, by bytes that are no text, or by a missing file: see `files.rs`.
    let elsewhere = ["P001", "P016", "P017", "P070", "P071", "P072", "P073", "P080", "P081", "P090"];
    let missing: Vec<&str> =
        checks().iter().map(|c| c.code).filter(|code| !seen.contains(*code) && !elsewhere.contains(code)).collect();
    assert!(missing.is_empty(), "no broken module shows {missing:?}");
}
