//! `practicum graph`: the flow of a module as a picture.

use crate::compare::readable;
use crate::writing::{put, write_file};
use anyhow::Result;
use player::places::Wanted;
use std::path::Path;

/// Writes the SVG to a file, or prints it.
pub fn graph(wanted: Wanted, module: &str, out: Option<&Path>) -> Result<()> {
    let svg = workshop::graph::svg(&*readable(wanted, module)?);
    match out {
        Some(path) => {
            write_file(path, svg.as_bytes())?;
            put(&format!("Wrote {}. A browser shows it.\n", path.display()))?;
        }
        None => put(&svg)?,
    }
    Ok(())
}
