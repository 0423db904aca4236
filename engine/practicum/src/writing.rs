//! Writing what a tool made: to the terminal, or to a file that must not be lost by accident.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

/// Prints a text; a reader that has seen enough, such as `head`, is no error.
pub fn put(text: &str) -> std::io::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(why) if why.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a file, and the folders above it where they are missing.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
