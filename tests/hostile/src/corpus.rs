//! The kept files, by what reads them, and the good files of the product that mutations begin with, too.

use crate::target::Target;
use player::review::recording::Recording;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::Store;
use walkthroughs::{home, watched};

/// The folder of a target's kept files.
pub fn folder(target: Target) -> PathBuf {
    home().join("tests/hostile/corpus").join(target.name())
}

/// What mutations of a target begin with: the kept files first.
///
/// # Panics
/// When a file cannot be read: then there is nothing to test.
pub fn seeds(target: Target) -> &'static [Vec<u8>] {
    static SEEDS: [OnceLock<Vec<Vec<u8>>>; Target::ALL.len()] = [const { OnceLock::new() }; Target::ALL.len()];
    SEEDS[target as usize].get_or_init(|| {
        let mut files = kept(target);
        match target {
            Target::Modules => {
                files.extend(self::files(&home().join("engine/authoring/tests/broken")));
                files.extend(self::files(&home().join("engine/session/tests/language/modules")));
                files.extend(workshop::templates::TEMPLATES.iter().map(|template| template.module_toml("own").into_bytes()));
            }
            Target::Snippets => files.extend(self::files(&home().join("engine/session/tests/language/modules/snippets"))),
            Target::Attempts => files.push(an_attempt()),
            Target::Strings | Target::Traces | Target::Facts | Target::Courses | Target::Scenes => {}
        }
        files
    })
}

/// The kept files of a target alone; none where nothing was ever found.
pub fn kept(target: Target) -> Vec<Vec<u8>> {
    let folder = folder(target);
    if folder.is_dir() { files(&folder) } else { Vec::new() }
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))).collect()
}

/// An attempt as `practicum review --export` writes it.
fn an_attempt() -> Vec<u8> {
    let data = tempfile::tempdir().unwrap_or_else(|why| panic!("no temporary folder: {why}"));
    watched(&home(), data.path(), "controls");
    let exported = || -> anyhow::Result<Vec<u8>> {
        let store = Store::open_read_only(&data.path().join("practicum.sqlite"))?;
        let attempt = store.report()?.rows[0].attempt;
        Ok(Recording::of(&store, attempt)?.to_file())
    };
    exported().unwrap_or_else(|why| panic!("an attempt cannot be exported: {why:#}"))
}
