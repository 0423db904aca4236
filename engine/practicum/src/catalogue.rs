//! `practicum catalogue`: a page about all modules, as docs/modules.md is one.

use crate::writing::{put, write_file};
use anyhow::{Context, Result};
use player::library::Library;
use player::places::{Wanted, find_home};
use std::path::Path;
use workshop::catalogue::{Entry, page};

/// Writes the page to a file, or prints it.
pub fn catalogue(wanted: Wanted, out: Option<&Path>) -> Result<()> {
    let home = find_home(wanted.or_from_environment().home)?;
    let Some(out) = out else { return Ok(put(&page_of(&home, None)?)?) };
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_file(out, page_of(&home, folder.canonicalize().ok().as_deref())?.as_bytes())?;
    Ok(put(&format!("Wrote {}.\n", out.display()))?)
}

/// Pictures are named from `folder`, where that lies in the project.
fn page_of(home: &Path, folder: Option<&Path>) -> Result<String> {
    let home = home.canonicalize().with_context(|| format!("cannot find {}", home.display()))?;
    let library = Library::open(&home.join("modules"), &home.join("content"))?;
    let up = folder.and_then(|folder| folder.strip_prefix(&home).ok()).map(|inside| "../".repeat(inside.components().count()));
    let picture = |scene: &str| {
        let file = format!("content/{scene}/picture.jpg");
        home.join(&file).is_file().then(|| up.as_ref().map(|up| format!("{up}{file}"))).flatten()
    };
    let shelves = library.playable().filter_map(|module| Some((module, library.module(module.id.as_str())?)));
    let entries =
        shelves.map(|(module, shelf)| Entry { module, sources: &shelf.sources, picture: picture(module.scene.as_str()) });
    Ok(page(&entries.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_the_docs_is_about_the_modules_as_they_are() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project is there");
        let made = page_of(&home, Some(&home.join("docs"))).expect("the modules can be read");
        let kept = std::fs::read_to_string(home.join("docs/modules.md")).unwrap_or_default();
        assert!(made == kept, "docs/modules.md is not as the modules are: run `practicum catalogue docs/modules.md`");
    }
}
