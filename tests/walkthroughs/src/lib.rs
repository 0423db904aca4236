//! The modules of this repository, as the program itself reads them, for the walkthroughs in `tests/`.
//!
//! Reads the committed modules against the names in the committed scenes. Knows no rule of play. Start at [`shelves`].

use curriculum::{Mode, Module};
use player::headless::{WatchOptions, watch};
use player::library::{Library, Shelf};
use player::places::Wanted;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every way an attempt can be run.
pub const MODES: [Mode; 4] = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam];

/// The root of the repository.
pub fn home() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.ancestors().nth(2).unwrap_or(folder).to_owned()
}

/// Every authored module, compiled as the player compiles it.
///
/// # Panics
/// When a file cannot be read: then there is nothing to test.
pub fn shelves() -> Vec<Shelf> {
    let home = home();
    let library = Library::open(&home.join("modules"), &home.join("content")).unwrap_or_else(|error| panic!("{error}"));
    assert!(!library.shelves.is_empty(), "there is no module in {}", home.join("modules").display());
    library.shelves
}

/// The modules on the shelves.
///
/// # Panics
/// When one does not compile.
pub fn modules() -> Vec<Arc<Module>> {
    let compiled =
        |shelf: Shelf| shelf.module.unwrap_or_else(|| panic!("`{}` does not compile: run `practicum check`", shelf.folder));
    shelves().into_iter().map(compiled).collect()
}

/// Lets a module, by its id or folder, play itself without pictures; its record is in `data`. Gives what was printed.
///
/// # Panics
/// When it does not come to its end: with the reason and what was printed until then.
pub fn watched(home: &Path, data: &Path, module: &str) -> String {
    watched_in(home, data, module, "en")
}

/// The same in a language.
///
/// # Panics
/// As [`watched`].
pub fn watched_in(home: &Path, data: &Path, module: &str, language: &str) -> String {
    let wanted = Wanted { home: Some(home.to_owned()), data: Some(data.to_owned()) };
    let options = WatchOptions {
        module: module.to_owned(),
        out: data.join("out"),
        size_px: [64, 36],
        pictures: false,
        resume: false,
        language: language.to_owned(),
    };
    let mut said = Vec::new();
    let outcome = watch(wanted, &options, &mut said);
    let said = String::from_utf8_lossy(&said).into_owned();
    outcome.unwrap_or_else(|error| panic!("{module}: {error:#}\n{said}"));
    said
}
