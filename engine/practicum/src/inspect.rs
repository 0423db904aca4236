//! `practicum inspect`: what is in a glTF file, and everything wrong with it, for people and for other programs.

mod json;
mod words;

use crate::options::Told;
use crate::writing::put;
use anyhow::Result;
use gltf_import::{Limits, inspect};
use player::viewing::asset::{beside, bytes_of};
use std::path::Path;
use std::process::ExitCode;

/// Prints what is in the file and what is wrong, place by place. Fails when the file cannot be shown.
pub fn inspect_file(path: &Path, format: Told) -> Result<ExitCode> {
    let limits = Limits::default();
    let found = inspect(&bytes_of(path, &limits)?, &|name| beside(path, name, &limits), &limits);
    match format {
        Told::Human => put(&words::of(path, &found))?,
        Told::Json => put(&format!("{:#}\n", json::of(path, &found)))?,
    }
    Ok(if found.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
