//! The set of libraries: explained, without heavy duplicates, and built once for play and test alike.

use repo::{Workspace, assert_none, cargo, read};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// Libraries whose types meet at our seams, or that take minutes to compile: there is one of each.
const ONE_OF_EACH: [&str; 15] = [
    "wgpu",
    "wgpu-core",
    "wgpu-hal",
    "naga",
    "winit",
    "egui",
    "epaint",
    "accesskit",
    "glam",
    "image",
    "serde",
    "serde_json",
    "toml",
    "rusqlite",
    "symphonia-core",
];

fn dependencies_of_the_workspace() -> Vec<(String, Value)> {
    let manifest: Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let table = manifest["workspace"]["dependencies"].as_table().expect("the workspace lists its dependencies").clone();
    table.into_iter().collect()
}

#[test]
fn every_library_earns_its_place_in_a_sentence() {
    let text = read("ARCHITECTURE.md");
    let is_library = |value: &Value| value.get("path").is_none();
    let unexplained = dependencies_of_the_workspace()
        .into_iter()
        .filter(|(name, value)| is_library(value) && !text.contains(&format!("`{name}`")));
    let findings: Vec<_> = unexplained.map(|(name, _)| name).collect();
    assert_none(&findings, "Say in ARCHITECTURE.md, under Dependencies, why each library is there.");
}

#[test]
fn every_library_of_the_workspace_is_used() {
    let workspace = Workspace::load();
    let used: BTreeSet<&str> = workspace.own().flat_map(|package| &package.edges).map(|edge| edge.to.as_str()).collect();
    let unused = dependencies_of_the_workspace().into_iter().map(|(name, _)| name).filter(|name| !used.contains(name.as_str()));
    let findings: Vec<_> = unused.collect();
    assert_none(&findings, "Take these out of [workspace.dependencies].");
}

#[test]
fn own_crates_take_versions_from_the_workspace() {
    let mut findings = Vec::new();
    for package in Workspace::load().own() {
        let path = format!("{}/Cargo.toml", package.folder);
        let manifest: Table = read(&path).parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = manifest.get(section).and_then(Value::as_table).into_iter().flatten();
            let own_version = entries.filter(|(_, value)| value.get("workspace").and_then(Value::as_bool) != Some(true));
            findings.extend(own_version.map(|(name, _)| format!("{path}: {name}")));
        }
    }
    assert_none(&findings, "Write `name.workspace = true`, with the version in the root's [workspace.dependencies].");
}

#[test]
fn heavy_libraries_are_there_once() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in &Workspace::load().crates {
        versions.entry(package.name.clone()).or_default().insert(package.version.clone());
    }
    let doubled: BTreeMap<_, _> = versions.into_iter().filter(|(_, versions)| versions.len() > 1).collect();
    for (name, versions) in &doubled {
        println!("more than once: {name} {}", versions.iter().cloned().collect::<Vec<_>>().join(", "));
    }
    let heavy: Vec<_> = doubled.into_keys().filter(|name| ONE_OF_EACH.contains(&name.as_str())).collect();
    assert_none(&heavy, "Choose versions that agree: `cargo tree --duplicates` shows who asks for which.");
}

#[test]
fn play_and_test_share_one_build() {
    let features = |scope: &[&str]| {
        let arguments = ["tree", "--locked", "--prefix", "none", "--format", "{p} {f}"];
        let listing = cargo(&[&arguments, scope].concat()).unwrap_or_else(|message| panic!("cargo tree: {message}"));
        listing
            .lines()
            .map(|line| line.trim_end_matches(" (*)").trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect::<BTreeSet<_>>()
    };
    let play = features(&["--package", "practicum", "--edges", "normal,build"]);
    let test = features(&["--workspace", "--edges", "normal,build,dev"]);
    let findings: Vec<_> = play.difference(&test).cloned().collect();
    assert_none(
        &findings,
        "A test asks for more features of these libraries than the program does, so they are compiled twice. Pin the features in the root's Cargo.toml.",
    );
}

#[test]
fn all_crates_have_one_version_and_one_licence() {
    let findings: Vec<_> = Workspace::load()
        .own()
        .filter(|package| package.version != env!("CARGO_PKG_VERSION") || package.licence.as_deref() != Some("MIT OR Apache-2.0"))
        .map(|package| package.folder.clone())
        .collect();
    assert_none(&findings, "Use `version.workspace = true` and `license.workspace = true`.");
}
