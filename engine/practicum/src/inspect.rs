//! `practicum inspect`: what is in a glTF file, and everything wrong with it, for people and for other programs.

mod json;
mod words;

use crate::options::Told;
use crate::writing::put;
use anyhow::{Context, Result, bail};
use gltf_import::{Limits, inspect};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints what is in the file and what is wrong, place by place. Fails when the file cannot be shown.
pub fn inspect_file(path: &Path, format: Told) -> Result<ExitCode> {
    if path.is_dir() {
        bail!("{} is a folder; name a .glb or .gltf file in it", path.display());
    }
    let limits = Limits::default();
    let bytes = read(path, limits.file_bytes).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = |name: &str| read(&inside(folder, name)?, limits.buffer_bytes).ok();
    let found = inspect(&bytes, &beside, &limits);
    match format {
        Told::Human => put(&words::of(path, &found))?,
        Told::Json => put(&format!("{:#}\n", json::of(path, &found)))?,
    }
    Ok(if found.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// At most a byte more than is read, so that what is too large is told as such.
fn read(path: &Path, bytes_max: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A plain file of this name below the folder, also after links were followed.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(name).canonicalize().ok()?;
    (path.starts_with(folder.canonicalize().ok()?) && path.is_file()).then_some(path)
}
