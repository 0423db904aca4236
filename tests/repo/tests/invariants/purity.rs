//! The pure crates: no clock, file, network, thread, async or ambient randomness; no floating point in `session` and `record`.
//!
//! Clippy's `disallowed-methods` says the same while one writes; these tests also see what clippy is told to overlook.

use repo::{DependencyKind, File, Ident, Source, Workspace, assert_none, files, project_root, read};
use std::process::Command;

/// The pure crates of this project, each with the libraries it may use besides our own crates.
const PURE: [(&str, &[&str]); 8] = [
    ("ids", &["serde", "thiserror"]),
    ("lettering", &["harfrust", "icu_segmenter", "unicode-bidi"]),
    ("curriculum", &["serde"]),
    ("record", &["serde", "serde_json", "sha2", "thiserror"]),
    ("session", &["serde"]),
    ("assignment", &["serde", "csv"]),
    ("authoring", &["toml", "serde", "serde_json", "sha2"]),
    ("workshop", &["serde", "serde_json", "ab_glyph", "pdf-writer", "miniz_oxide"]),
];

const FLOAT_FREE: [&str; 3] = ["session", "record", "assignment"];

/// Crates that must compile for the web one day: bytes and time come in as arguments.
const WEB_READY: [&str; 5] = ["scene", "gltf_import", "render", "stage", "hud"];

/// Parts of the standard library that reach outside the process, or to other threads.
const OUTSIDE: [&str; 6] = ["fs", "net", "thread", "env", "process", "os"];
const CLOCKS: [&str; 4] = ["Instant", "SystemTime", "UNIX_EPOCH", "sleep"];
const ASYNC: [&str; 2] = ["async", "await"];
/// The order of a hash map is drawn anew in every process.
const AMBIENT_RANDOMNESS: [&str; 4] = ["HashMap", "HashSet", "RandomState", "thread_rng"];

/// The sources of a crate in `engine/` without its tests, wherever they stand.
fn sources(name: &str) -> Vec<(String, Source)> {
    let folder = format!("engine/{name}/src/");
    let is_product = |file: &File| {
        let inside = file.path.strip_prefix(&folder).unwrap_or_default();
        file.extension() == "rs"
            && !inside.is_empty()
            && file.name() != "tests.rs"
            && !inside.split('/').any(|part| part == "tests")
    };
    let text = |file: &File| file.text().unwrap_or_else(|| panic!("{} is no UTF-8", file.path));
    files()
        .iter()
        .filter(|file| is_product(file))
        .map(|file| (file.path.clone(), Source::new(text(file)).without_tests()))
        .collect()
}

fn report(path: &str, ident: &Ident<'_>) -> String {
    format!("{path}:{} {}", ident.line, ident.text)
}

fn names_of(crate_name: &str, banned: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, source) in sources(crate_name) {
        findings.extend(source.idents().filter(|ident| banned.contains(&ident.text)).map(|ident| report(&path, &ident)));
    }
    findings
}

fn std_modules_of(crate_name: &str, banned: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, source) in sources(crate_name) {
        findings
            .extend(source.std_modules().iter().filter(|ident| banned.contains(&ident.text)).map(|ident| report(&path, ident)));
    }
    findings
}

#[test]
fn pure_crates_have_no_file_network_thread_or_environment() {
    let findings: Vec<_> = PURE.iter().flat_map(|(name, _)| std_modules_of(name, &OUTSIDE)).collect();
    assert_none(&findings, "Take what you need as an argument; the player and the store do the rest.");
}

#[test]
fn pure_crates_have_no_clock() {
    let findings: Vec<_> = PURE.iter().flat_map(|(name, _)| names_of(name, &CLOCKS)).collect();
    assert_none(&findings, "Time comes in as an argument.");
}

#[test]
fn pure_crates_have_no_async_and_no_ambient_randomness() {
    let banned: Vec<&str> = ASYNC.into_iter().chain(AMBIENT_RANDOMNESS).collect();
    let findings: Vec<_> = PURE.iter().flat_map(|(name, _)| names_of(name, &banned)).collect();
    assert_none(&findings, "Use BTreeMap and BTreeSet, and take the seed as an argument.");
}

#[test]
fn pure_crates_use_only_their_few_libraries() {
    let workspace = Workspace::load();
    let own = workspace.own_names();
    let mut findings = Vec::new();
    for (name, libraries) in PURE {
        let package = workspace.own().find(|package| package.name == name).unwrap_or_else(|| panic!("there is no crate {name}"));
        for kind in [DependencyKind::Normal, DependencyKind::Build] {
            let others = package.uses(kind).into_iter().filter(|to| !own.contains(to) && !libraries.contains(to));
            findings.extend(others.map(|to| format!("{name} uses {to}")));
        }
    }
    assert_none(
        &findings,
        "A library in a pure crate can bring a clock or a file. Add it to PURE in this test only if it brings neither.",
    );
}

#[test]
fn session_and_record_have_no_floating_point() {
    let mut findings = Vec::new();
    for name in FLOAT_FREE {
        findings.extend(names_of(name, &["f16", "f32", "f64", "f128"]));
        for (path, source) in sources(name) {
            findings.extend(source.float_literals().iter().map(|ident| report(&path, ident)));
        }
    }
    assert_none(&findings, "Quantities are scaled integers with a unit, so that every platform computes the same bytes.");
}

#[test]
fn session_cannot_fail() {
    let endings = ["panic", "unreachable", "todo", "unimplemented", "unwrap", "abort", "exit"];
    assert_none(&names_of("session", &endings), "Any input in any state yields an outcome, possibly empty.");
}

#[test]
fn applying_an_input_yields_an_outcome_and_no_error() {
    let code: String = sources("session").into_iter().map(|(_, source)| source.code).collect();
    let signatures: Vec<&str> = code.split("pub fn apply(").skip(1).filter_map(|rest| rest.split('{').next()).collect();
    assert!(
        signatures.iter().any(|signature| signature.trim_end().ends_with("-> Outcome")),
        "no `pub fn apply(..) -> Outcome` in session"
    );
    assert!(
        !signatures.iter().any(|signature| signature.contains("Result")),
        "applying an input answers with an error: {signatures:?}"
    );
}

#[test]
fn crates_meant_for_the_web_have_no_file_thread_or_clock() {
    let mut findings = Vec::new();
    for name in WEB_READY {
        findings.extend(std_modules_of(name, &OUTSIDE));
        findings.extend(names_of(name, &CLOCKS));
    }
    assert_none(&findings, "These crates take bytes and time as arguments; the player brings them.");
}

#[test]
fn every_pure_crate_tells_clippy_too() {
    let mut findings = Vec::new();
    for (name, _) in PURE {
        let path = format!("engine/{name}/clippy.toml");
        if !project_root().join(&path).exists() {
            findings.push(format!("{path} is missing"));
        } else if read(&path) != read("engine/ids/clippy.toml") {
            findings.push(format!("{path} differs from engine/ids/clippy.toml"));
        }
    }
    assert_none(&findings, "Copy engine/ids/clippy.toml: clippy reads only the nearest one.");
}

#[test]
fn pure_crates_compile_where_there_is_no_operating_system() {
    const TARGET: &str = "wasm32-unknown-unknown";
    if !has_target(TARGET) {
        println!("SKIPPED: building the pure crates for {TARGET}, which is not installed (`rustup target add {TARGET}`)");
        return;
    }
    let packages = PURE.iter().flat_map(|(name, _)| ["--package", name]);
    let arguments: Vec<&str> = ["build", "--release", "--locked", "--target", TARGET, "--target-dir", "target/web-check"]
        .into_iter()
        .chain(packages)
        .collect();
    if let Err(message) = repo::cargo(&arguments) {
        panic!("a pure crate does not compile for {TARGET}:\n{message}");
    }
}

/// Whether the compiler has the standard library of `target`, whoever installed it.
fn has_target(target: &str) -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "target-libdir", "--target", target]).output() else { return false };
    output.status.success() && std::path::Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
}
