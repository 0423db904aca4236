//! The crates of this project and everything they stand on, as cargo sees them.
//!
//! Start at [`Workspace::load`].

use crate::files::project_root;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

#[derive(Debug)]
pub struct Workspace {
    /// Ours and others', in cargo's order.
    pub crates: Vec<Crate>,
    /// Whether crates for other systems than this one are in the list too.
    pub has_all_systems: bool,
}

#[derive(Debug)]
pub struct Crate {
    pub name: String,
    pub version: String,
    pub licence: Option<String>,
    /// Where it comes from; none for our own.
    pub source: Option<String>,
    /// The folder of our own crates, from the root, such as `engine/ids`.
    pub folder: String,
    pub edges: Vec<Edge>,
}

/// One line of a crate's dependencies.
#[derive(Debug)]
pub struct Edge {
    pub to: String,
    pub kind: DependencyKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependencyKind {
    Normal,
    Dev,
    Build,
}

impl Workspace {
    /// Asks cargo, once. Where crates of other systems cannot be fetched, those of this one must do.
    pub fn load() -> &'static Self {
        static ONCE: OnceLock<Workspace> = OnceLock::new();
        ONCE.get_or_init(Self::ask_cargo)
    }

    fn ask_cargo() -> Self {
        let arguments = ["metadata", "--locked", "--format-version", "1"];
        if let Ok(metadata) = cargo(&arguments) {
            return Self::from_json(&metadata, true);
        }
        let host = host_triple();
        let narrowed: Vec<&str> = arguments.iter().copied().chain(["--filter-platform", host.as_str()]).collect();
        match cargo(&narrowed) {
            Ok(metadata) => Self::from_json(&metadata, false),
            Err(message) => panic!("`cargo metadata --locked` fails. Is Cargo.lock up to date?\n{message}"),
        }
    }

    /// The crates of this project.
    pub fn own(&self) -> impl Iterator<Item = &Crate> {
        self.crates.iter().filter(|package| package.source.is_none())
    }

    /// The crates in `engine/`.
    pub fn engine(&self) -> impl Iterator<Item = &Crate> {
        self.own().filter(|package| package.folder.starts_with("engine/"))
    }

    pub fn own_names(&self) -> BTreeSet<&str> {
        self.own().map(|package| package.name.as_str()).collect()
    }

    /// Our own crates that `name` reaches over any number of edges, tests included at the first.
    pub fn own_reach(&self, name: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            let Some(package) = self.own().find(|package| package.name == next) else { continue };
            let counts = |edge: &&Edge| next == name || edge.kind != DependencyKind::Dev;
            for edge in package.edges.iter().filter(counts) {
                if let Some(own) = self.own().find(|own| own.name == edge.to)
                    && reached.insert(own.name.as_str())
                {
                    open.push(&own.name);
                }
            }
        }
        reached
    }

    fn from_json(metadata: &str, has_all_systems: bool) -> Self {
        let metadata: Value = serde_json::from_str(metadata).expect("cargo writes JSON");
        let packages = metadata["packages"].as_array().expect("cargo lists packages");
        Self { crates: packages.iter().map(Crate::from_json).collect(), has_all_systems }
    }
}

impl Crate {
    fn from_json(package: &Value) -> Self {
        let word = |key: &str| package[key].as_str().map(str::to_owned);
        let manifest = word("manifest_path").unwrap_or_default();
        let root = format!("{}/", project_root().display());
        let folder = manifest.strip_prefix(&root).and_then(|path| path.strip_suffix("/Cargo.toml"));
        Self {
            name: word("name").unwrap_or_default(),
            version: word("version").unwrap_or_default(),
            licence: word("license"),
            source: word("source"),
            folder: folder.unwrap_or_default().to_owned(),
            edges: package["dependencies"].as_array().into_iter().flatten().map(Edge::from_json).collect(),
        }
    }

    /// What it depends on with this kind of edge.
    pub fn uses(&self, kind: DependencyKind) -> BTreeSet<&str> {
        self.edges.iter().filter(|edge| edge.kind == kind).map(|edge| edge.to.as_str()).collect()
    }
}

impl Edge {
    fn from_json(dependency: &Value) -> Self {
        let kind = match dependency["kind"].as_str() {
            Some("dev") => DependencyKind::Dev,
            Some("build") => DependencyKind::Build,
            _ => DependencyKind::Normal,
        };
        Self { to: dependency["name"].as_str().unwrap_or_default().to_owned(), kind }
    }
}

/// What cargo prints, or its message when it fails.
pub fn cargo(arguments: &[&str]) -> Result<String, String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(program)
        .args(arguments)
        .current_dir(project_root())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn host_triple() -> String {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc is there, it compiled this");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}
