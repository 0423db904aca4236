//! Licences and banned crates, from the same `deny.toml` that cargo-deny reads.

use repo::{Crate, Expression, Workspace, assert_none, cargo, read};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// The parts of `deny.toml` that are checked here.
struct Rules {
    welcome: BTreeSet<String>,
    /// Licences that are welcome for one crate only.
    exceptions: BTreeMap<String, BTreeSet<String>>,
    banned: BTreeSet<String>,
}

fn rules() -> Rules {
    let table: Table = read("deny.toml").parse().expect("deny.toml is TOML");
    let exceptions =
        tables(&table["licenses"]["exceptions"]).map(|exception| (crate_name(exception), words(&exception["allow"])));
    let banned = table["bans"]["deny"].as_array().into_iter().flatten().map(crate_name);
    Rules { welcome: words(&table["licenses"]["allow"]), exceptions: exceptions.collect(), banned: banned.collect() }
}

fn tables(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn words(value: &Value) -> BTreeSet<String> {
    tables(value).filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A crate as deny.toml names it: `"rodio"` or `{ crate = "rodio", reason = ".." }`.
fn crate_name(value: &Value) -> String {
    let named = value.as_str().or_else(|| value.get("crate").and_then(Value::as_str));
    named.expect("deny.toml names the crate").to_owned()
}

fn label(package: &Crate) -> String {
    format!("{} {}", package.name, package.version)
}

#[test]
fn every_licence_is_on_the_list() {
    let (workspace, rules) = (Workspace::load(), rules());
    if !workspace.has_all_systems {
        println!("SKIPPED: licences of crates that only other systems use, which could not be fetched");
    }
    let mut findings = Vec::new();
    for package in &workspace.crates {
        let Some(licence) = &package.licence else {
            findings.push(format!("{} names no licence", label(package)));
            continue;
        };
        let exception = rules.exceptions.get(&package.name);
        let is_welcome = |one: &str| rules.welcome.contains(one) || exception.is_some_and(|allowed| allowed.contains(one));
        match Expression::parse(licence) {
            Ok(expression) if expression.is_met(&is_welcome) => {}
            Ok(_) => findings.push(format!("{} is under {licence}", label(package))),
            Err(error) => findings.push(format!("{}: {error}", label(package))),
        }
    }
    assert_none(&findings, "Do without the crate, or put its licence into deny.toml with a reason.");
}

#[test]
fn no_banned_crate_is_in_the_lock_file() {
    let rules = rules();
    let lock: Table = read("Cargo.lock").parse().expect("Cargo.lock is TOML");
    let names = tables(&lock["package"]).filter_map(|package| package["name"].as_str());
    let findings: Vec<_> = names.filter(|name| rules.banned.contains(*name)).map(str::to_owned).collect();
    assert_none(&findings, "deny.toml says why, and what to use instead.");
}

#[test]
fn every_crate_comes_from_the_public_registry() {
    let workspace = Workspace::load();
    let is_public = |source: &str| source == "registry+https://github.com/rust-lang/crates.io-index";
    let foreign = workspace.crates.iter().filter(|package| package.source.as_deref().is_some_and(|source| !is_public(source)));
    let findings: Vec<_> = foreign.map(|package| format!("{} from {:?}", label(package), package.source)).collect();
    assert_none(&findings, "Only published crates: a branch of a repository changes under our feet.");
}

#[test]
fn exceptions_in_deny_toml_are_still_needed() {
    let (workspace, rules) = (Workspace::load(), rules());
    if !workspace.has_all_systems {
        println!("SKIPPED: whether every exception in deny.toml is still needed; crates of other systems could not be fetched");
        return;
    }
    let names: BTreeSet<&str> = workspace.crates.iter().map(|package| package.name.as_str()).collect();
    let findings: Vec<_> = rules.exceptions.into_keys().filter(|name| !names.contains(name.as_str())).collect();
    assert_none(&findings, "Take these exceptions out of deny.toml.");
}

#[test]
fn cargo_deny_agrees_where_it_is_installed() {
    if cargo(&["deny", "--version"]).is_err() {
        println!("SKIPPED: cargo deny, which is not installed (the same lists are checked here)");
        return;
    }
    if let Err(message) = cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"]) {
        panic!("cargo deny does not agree:\n{message}");
    }
}
