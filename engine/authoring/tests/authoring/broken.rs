//! The corpus of broken modules: each says in its first lines what must be found in it, and nothing else may be.
//!
//! `broken/*.toml` are modules of one file: `# expect: P003 @ 15:1` is a code at a line and column, `# expect: nothing` a
//! module that is fine. `broken-together/*/` are several files, with `expect.txt` beside them: `strings/es.toml P070 @ 1:1`.
//! Every check of the manual must occur; `cargo test -p authoring --test authoring corpus -- --nocapture` prints the table.

use crate::scenes;
use authoring::{
    Diagnostic, PictureFile, SceneIndex, Severity, Sources, check_voices, checks, compile, compile_courses, read_voices, render,
    unknown_letters,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn room() -> SceneIndex {
    let nodes = ["Bell", "Lamp", "Gauge", "Door", "Key", "Shelf", "Cup", "Book", "Ana", "Spot", "Corner"];
    scenes::index("room", &nodes, &["Door_Open"])
}

/// A folder with a photo, a 360° picture, one that is broken, and the organisation's facts.
fn beside_pictures(module: &str) -> Sources {
    let readable = |width_px, height_px| PictureFile::Readable { width_px, height_px };
    Sources::of_module(module)
        .with("facts.toml", "phone = \"extension 1\"")
        .with_picture("pump.jpg", readable(4032, 3024))
        .with_picture("round.jpg", readable(4096, 2048))
        .with_picture("huge.png", PictureFile::Unusable("it is larger than 16 MB".to_owned()))
}

/// A broken module: what must be found, and what is, each as `file CODE @ line:column`.
struct Case {
    name: String,
    expected: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Case {
    fn found(&self) -> Vec<String> {
        self.diagnostics.iter().map(|d| format!("{} {} @ {}:{}", d.file, d.code, d.line, d.column)).collect()
    }

    fn drawn(&self) -> String {
        let source =
            |d: &Diagnostic| String::from_utf8_lossy(self.sources.files.get(&d.file).map_or(&[][..], Vec::as_slice)).into_owned();
        self.diagnostics.iter().map(|d| render(d, &source(d))).collect()
    }
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let folder = scenes::repository().join("engine/authoring/tests").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn corpus() -> Vec<Case> {
    let alone = entries("broken").into_iter().map(|path| of_file(&path));
    alone.chain(entries("broken-together").into_iter().map(|folder| of_folder(&folder))).collect()
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn of_file(path: &Path) -> Case {
    let source = std::fs::read_to_string(path).unwrap();
    let lines = source.lines().filter_map(|line| line.strip_prefix("# expect: ")).filter(|line| *line != "nothing");
    let expected = lines.map(|line| format!("module.toml {line}")).collect();
    let sources = beside_pictures(&source);
    let compiled = compile(&sources, &room());
    assert_eq!(compiled.module.is_none(), compiled.has_errors(), "{}", path.display());
    Case { name: name_of(path), expected, diagnostics: compiled.diagnostics, sources }
}

fn of_folder(folder: &Path) -> Case {
    let mut sources = Sources::default();
    let subfolders = ["strings", "snippets", "voices"].map(|sub| folder.join(sub)).into_iter().filter(|sub| sub.is_dir());
    for sub in std::iter::once(folder.to_owned()).chain(subfolders) {
        for path in std::fs::read_dir(sub).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            sources = sources.with(&name, std::fs::read(&path).unwrap());
        }
    }
    let said = String::from_utf8(sources.files.remove("expect.txt").unwrap()).unwrap();
    let mut expected = Vec::new();
    for line in said.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" padded to ").map(|(file, bytes)| (file, bytes.trim_end_matches(" bytes"))) {
            Some((file, n_bytes)) => sources.files.get_mut(file).unwrap().resize(n_bytes.parse().unwrap(), b'\n'),
            None => expected.push(line.to_owned()),
        }
    }
    let courses = sources.files.get("courses.toml");
    let diagnostics = match courses {
        Some(courses) => compile_courses(courses, &BTreeSet::from(["ring-the-bell".to_owned()])).diagnostics,
        None => {
            let mut found = compile(&sources, &room()).diagnostics;
            // A PC whose fonts have nothing beyond the basic plane.
            found.extend(unknown_letters(&sources, &mut |letter| letter <= '\u{FFFF}'));
            found.extend(voices_of(&sources));
            found
        }
    };
    Case { name: name_of(folder), expected, diagnostics, sources }
}

/// Of a module with voices: `voices/lines.toml`, and in `unlisted.txt` the recordings that nobody wrote down.
fn voices_of(sources: &Sources) -> Vec<Diagnostic> {
    let text = |name: &str| sources.files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let Some(lines) = text("voices/lines.toml") else { return Vec::new() };
    let unlisted = text("voices/unlisted.txt").unwrap().lines().map(str::to_owned).collect();
    let module = compile(sources, &room()).module.unwrap();
    check_voices(sources, &module, &read_voices(&lines), &unlisted)
}

#[test]
fn every_broken_module_shows_exactly_what_it_says() {
    let mut wrong = String::new();
    let cases = corpus();
    assert!(cases.len() >= 220, "only {} broken modules", cases.len());
    for case in &cases {
        let found = case.found();
        if found != case.expected {
            wrong += &format!("\n=== {}: expected {:?}, found {found:?}\n{}", case.name, case.expected, case.drawn());
        }
        for diagnostic in &case.diagnostics {
            assert!(!diagnostic.message.is_empty() && !diagnostic.advice.is_empty(), "{}: {}", case.name, diagnostic.code);
            let is_lower = diagnostic.message.starts_with(|c: char| !c.is_uppercase() || c == '`');
            assert!(is_lower, "{}: {}", case.name, diagnostic.message);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A table of all checks with the broken modules that show each. A check without one fails.
#[test]
fn the_corpus_has_a_broken_module_for_every_check() {
    let mut shown_by: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for case in corpus() {
        for diagnostic in &case.diagnostics {
            shown_by.entry(diagnostic.code).or_default().insert(case.name.clone());
        }
    }
    let mut table = String::new();
    let mut missing = Vec::new();
    for check in checks() {
        let by = shown_by.remove(check.code).unwrap_or_default();
        let severity = match check.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let names: Vec<&str> = by.iter().map(String::as_str).collect();
        let _ = writeln!(table, "{} {severity:<8} {:<48} {:>3}  {}", check.code, check.title, by.len(), names.join(", "));
        if by.is_empty() {
            missing.push(check.code);
        }
    }
    println!("{table}");
    assert!(missing.is_empty(), "no broken module shows {missing:?}");
    assert!(shown_by.is_empty(), "codes without a manual: {:?}", shown_by.keys());
}

#[test]
fn a_unit_that_people_bring_along_is_converted() {
    let advice = |name: &str, code: &str| -> Vec<String> {
        let case = corpus().into_iter().find(|case| case.name == name).unwrap();
        case.diagnostics.into_iter().filter(|d| d.code == code).map(|d| d.advice).collect()
    };
    let brought = advice("unit-brought-along", "P007").join("\n");
    assert!(
        brought.contains("20 lb·ft is 27.12 N·m. 1 lb·ft is 1.356 N·m.") && brought.contains("300 mmHg is 40 kPa."),
        "{brought}"
    );
    let gauge = advice("gauge-in-psi", "P042").join("\n");
    assert!(gauge.contains("20 psi is 137.9 kPa") && gauge.contains("°C measure something else"), "{gauge}");
}
