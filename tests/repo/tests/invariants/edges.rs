//! Who may depend on whom. The table in `ARCHITECTURE.md` is the rule; the seams below hold whatever the table says.

use repo::{Crate, DependencyKind, Workspace, assert_none, read};
use std::collections::{BTreeMap, BTreeSet};

/// Crates that know nothing of training.
const TRAINING_BLIND: [&str; 5] = ["scene", "gltf_import", "lettering", "render", "audio"];

/// Libraries that only some of our crates may name: each is a seam to the world outside.
const SEAMS: [(&str, &[&str]); 24] = [
    ("winit", &["player"]),
    ("egui-winit", &["player"]),
    ("accesskit_winit", &["player"]),
    ("egui-wgpu", &[]),
    ("egui", &["hud", "player"]),
    ("wgpu", &["render", "player"]),
    ("kira", &["audio"]),
    ("symphonia", &["audio"]),
    ("rusqlite", &["store"]),
    ("postgres", &["store"]),
    ("tokio", &["server"]),
    ("axum", &["server"]),
    ("axum-server", &["server"]),
    ("rustls", &["courier", "server"]),
    ("ring", &["pack"]),
    ("zip", &["pack"]),
    ("ureq", &["courier"]),
    ("maud", &["server"]),
    ("chacha20poly1305", &["store"]),
    ("getrandom", &["store", "player", "practicum"]),
    ("directories", &["player", "practicum"]),
    ("jiff", &["player", "practicum", "server"]),
    ("clap", &["practicum"]),
    ("toml", &["authoring", "player", "server"]),
];

/// One row of the table of crates in `ARCHITECTURE.md`.
struct Row {
    layer: u32,
    may_use: BTreeSet<String>,
}

/// Reads rows such as ``| `session` | 2 | one attempt ... | `ids` `curriculum` `record` |``.
fn table() -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    for line in read("ARCHITECTURE.md").lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [name, layer, _, may_use] = cells.as_slice() else { continue };
        let Ok(layer) = layer.parse() else { continue };
        rows.insert(name.trim_matches('`').to_owned(), Row { layer, may_use: in_backticks(may_use) });
    }
    rows
}

fn in_backticks(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn own_uses<'a>(package: &'a Crate, workspace: &'a Workspace) -> BTreeSet<&'a str> {
    package.uses(DependencyKind::Normal).intersection(&workspace.own_names()).copied().collect()
}

#[test]
fn every_crate_uses_exactly_what_the_table_allows() {
    let (workspace, table) = (Workspace::load(), table());
    let mut findings = Vec::new();
    for package in workspace.engine() {
        let Some(row) = table.get(&package.name) else {
            findings.push(format!("{} has no row", package.name));
            continue;
        };
        let uses = own_uses(package, workspace);
        let may_use: BTreeSet<&str> = row.may_use.iter().map(String::as_str).collect();
        findings.extend(uses.difference(&may_use).map(|to| format!("{} uses {to}, which its row does not allow", package.name)));
        findings.extend(may_use.difference(&uses).map(|to| format!("{} has {to} in its row and does not use it", package.name)));
    }
    assert_none(
        &findings,
        "The table of crates in ARCHITECTURE.md says who may use whom. Change the code; change the table only with a reason.",
    );
}

#[test]
fn edges_point_to_lower_layers_only() {
    let (workspace, table) = (Workspace::load(), table());
    let layer = |name: &str| table.get(name).map(|row| row.layer);
    let mut findings = Vec::new();
    for package in workspace.engine() {
        for to in own_uses(package, workspace) {
            if let (Some(from_layer), Some(to_layer)) = (layer(&package.name), layer(to))
                && to_layer >= from_layer
            {
                findings.push(format!("{} (layer {from_layer}) uses {to} (layer {to_layer})", package.name));
            }
        }
    }
    assert_none(&findings, "A crate uses only crates of lower layers.");
}

#[test]
fn the_table_names_no_crate_that_is_gone() {
    let workspace = Workspace::load();
    let names: BTreeSet<&str> = workspace.engine().map(|package| package.name.as_str()).collect();
    let gone: Vec<_> = table().into_keys().filter(|name| !names.contains(name.as_str())).collect();
    assert_none(&gone, "Take these rows out of ARCHITECTURE.md.");
}

#[test]
fn every_crate_is_named_in_the_architecture() {
    let (workspace, text) = (Workspace::load(), read("ARCHITECTURE.md"));
    let missing =
        |package: &&Crate| !text.contains(&format!("`{}`", package.name)) && !text.contains(&format!("`{}`", package.folder));
    let findings: Vec<_> = workspace.own().filter(missing).map(|package| package.folder.clone()).collect();
    assert_none(&findings, "Say in ARCHITECTURE.md what each crate is for.");
}

#[test]
fn training_blind_crates_reach_no_training_even_in_tests() {
    let workspace = Workspace::load();
    let mut findings = Vec::new();
    for blind in TRAINING_BLIND {
        let reach = workspace.own_reach(blind);
        findings.extend(reach.iter().filter(|to| !TRAINING_BLIND.contains(to)).map(|to| format!("{blind} reaches {to}")));
    }
    assert_none(&findings, "scene, gltf_import, lettering, render and audio do not know what a step, a trainee or a module is.");
}

#[test]
fn libraries_behind_a_seam_are_named_only_there() {
    let workspace = Workspace::load();
    let mut findings = Vec::new();
    for package in workspace.engine() {
        for to in package.uses(DependencyKind::Normal) {
            let seam = SEAMS.iter().find(|(library, _)| *library == to);
            if seam.is_some_and(|(_, users)| !users.contains(&package.name.as_str())) {
                findings.push(format!("{} uses {to}", package.name));
            }
        }
    }
    assert_none(&findings, "Only player owns a window, only store speaks SQL, and so on: see SEAMS in this test.");
}

#[test]
fn crates_stand_where_the_layout_says() {
    let workspace = Workspace::load();
    let is_placed = |package: &&Crate| {
        let (home, name) = package.folder.split_once('/').unwrap_or(("", &package.folder));
        !matches!(home, "engine" | "tests" | "tools") || name != package.name
    };
    let findings: Vec<_> =
        workspace.own().filter(is_placed).map(|package| format!("{} in {}", package.name, package.folder)).collect();
    assert_none(&findings, "A crate stands in engine/, tests/ or tools/, in a folder of its own name.");
}
