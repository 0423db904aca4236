//! The licence texts of every crate that is linked into the program, for those who receive it as a binary.
//!
//! Reads what `cargo metadata` and the sources on this machine say. Start at [`licence_texts`].

use crate::process::{ask, cargo};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One text: each crate with its version and licence, then the files it brings.
pub fn licence_texts() -> Result<String> {
    let linked = linked_crates()?;
    let metadata = ask(cargo().args(["metadata", "--locked", "--format-version", "1"])).context("cannot list the libraries")?;
    let metadata: Value = serde_json::from_str(&metadata).context("`cargo metadata` is not JSON")?;
    let mut text = "Practicum contains these libraries. Each stands under its own licence.\n".to_owned();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let word = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let (name, version) = (word("name"), word("version"));
        if package["source"].is_null() || !linked.contains(&format!("{name} v{version}")) {
            continue;
        }
        text += &format!("\n{:=<100}\n{name} {version}: {}\n{}\n", "", word("license"), word("repository"));
        let manifest = PathBuf::from(word("manifest_path"));
        for file in licence_files(manifest.parent().unwrap_or(&manifest))? {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            text += &format!("\n{}\n", String::from_utf8_lossy(&bytes));
        }
    }
    Ok(text)
}

/// `name vVersion` of every crate that ends up in the program on this system.
fn linked_crates() -> Result<BTreeSet<String>> {
    let mut tree = cargo();
    tree.args(["tree", "--locked", "--package", "practicum", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let listing = ask(&mut tree).context("cannot tell which libraries are linked")?;
    Ok(listing.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect())
}

/// The files in a crate's folder whose names say that they are a licence or a notice, in order of name.
fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
        if path.is_file() && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_named_and_what_only_tests_use_is_not() {
        let text = licence_texts().unwrap();
        let names = |name: &str| text.lines().any(|line| line.starts_with(&format!("{name} ")) && line.contains(": "));
        assert!(names("wgpu") && names("rusqlite"), "a library of the program is missing");
        assert!(!names("proptest") && !names("nv-flip"), "a library of the tests is in the program");
        assert!(text.contains("Permission is hereby granted"), "the texts of the licences are missing");
    }
}
