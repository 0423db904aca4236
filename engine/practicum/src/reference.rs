//! `practicum doc` and `practicum schema`: the language's reference as a site, and as JSON Schema for editors.

use crate::writing::{put, write_file};
use anyhow::Result;
use std::path::Path;

/// Writes the site.
pub fn doc(folder: &Path) -> Result<()> {
    let site = workshop::reference::site();
    for (name, text) in &site {
        write_file(&folder.join(name), text.as_bytes())?;
    }
    Ok(put(&format!("Wrote {} files. Open {} in a browser.\n", site.len(), folder.join("index.html").display()))?)
}

/// Writes the schema to a file, or prints it.
pub fn schema(out: Option<&Path>) -> Result<()> {
    let text = format!("{:#}\n", workshop::reference::schema());
    match out {
        Some(path) => {
            write_file(path, text.as_bytes())?;
            Ok(put(&format!("Wrote {}.\n", path.display()))?)
        }
        None => Ok(put(&text)?),
    }
}
