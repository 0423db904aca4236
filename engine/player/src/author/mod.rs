//! Author mode: a module played while it is written. Saved files come into the running room, at the same step.
//!
//! Everything is under the demonstration person on a record in a folder that is thrown away. Start at
//! [`screen::Authoring`]; `watch` notices what is saved, `jump` finds the world at a step, `reload` plays on there, `lines` writes
//! TOML, `editor` opens the author's own, `view` fills what the HUD draws, `latency` measures how long a reload takes.

mod editor;
mod jump;
pub mod latency;
mod lines;
mod reload;
pub mod screen;
mod view;
mod watch;

use crate::library::Shelf;
use crate::opening::OpeningError;
use crate::places::{Places, make_private};
use anyhow::{Context as _, Result};
use hud::Settings;
use std::fs::File;
use std::path::{Path, PathBuf};
use store::Store;

/// A record of its own for an author's tries; it is gone with this.
pub struct Throwaway {
    folder: PathBuf,
    /// Held as long as somebody uses the folder: who can take it finds one that a killed run left behind.
    _lock: File,
}

const PREFIX: &str = "practicum-author-";
const LOCK: &str = "in-use";

impl Throwaway {
    /// Made with the settings of the PC's own record, which is only read.
    pub fn beside(places: &Places) -> Result<Self> {
        let name = getrandom::u64().map_err(OpeningError::Seed)?;
        let above = std::env::temp_dir();
        remove_left_behind(&above);
        let folder = above.join(format!("{PREFIX}{name:016x}"));
        make_private(&folder).context("no temporary folder can be made")?;
        // Under its name only once it is held, so that nobody who starts just now takes the folder for one left behind.
        let unheld = folder.join("not-yet-in-use");
        let lock = File::create(&unheld).context("no temporary file can be made")?;
        lock.lock().context("a temporary file cannot be locked")?;
        std::fs::rename(&unheld, folder.join(LOCK)).context("a temporary file cannot be named")?;
        let throwaway = Self { folder, _lock: lock };
        let settings = Store::open_read_only(&places.database()).and_then(|store| store.setting::<Settings>("settings"));
        if let Ok(Some(settings)) = settings {
            let data = throwaway.data();
            let own = Places { data, ..places.clone() };
            Store::open(&own.database())?.set_setting("settings", &settings)?;
        }
        // Only a cache: without it the window opens a little later.
        let _ = std::fs::copy(places.data.join("pipelines.bin"), throwaway.data().join("pipelines.bin"));
        Ok(throwaway)
    }

    pub fn data(&self) -> PathBuf {
        self.folder.clone()
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // What cannot be removed now goes with the system's other temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes the folders of runs that were killed: those that nobody holds.
fn remove_left_behind(above: &Path) {
    let entries = std::fs::read_dir(above).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let ours = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
    for folder in entries.filter(ours) {
        let is_free = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_free {
            // One that cannot be removed is tried again at the next start.
            let _ = std::fs::remove_dir_all(&folder);
        }
    }
}

/// The folder of a module, from anywhere.
pub fn folder_of(shelf: &Shelf) -> PathBuf {
    shelf.path.canonicalize().unwrap_or_else(|_| shelf.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_is_used_is_not() {
        let above = tempfile::tempdir().unwrap();
        let [left, used, other] =
            ["practicum-author-1", "practicum-author-2", "something-else"].map(|name| above.path().join(name));
        for folder in [&left, &used, &other] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join(LOCK), "").unwrap();
        }
        let held = File::open(used.join(LOCK)).unwrap();
        held.lock().unwrap();
        remove_left_behind(above.path());
        assert!(!left.exists() && used.exists() && other.exists());
        drop(held);
        remove_left_behind(above.path());
        assert!(!used.exists());
    }

    #[test]
    fn an_authors_record_has_the_settings_of_the_pc_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { modules: PathBuf::new(), content: PathBuf::new(), data: folder.path().to_owned() };
        let settings = Settings { text_percent: 150, ..Settings::default() };
        Store::open(&places.database()).unwrap().set_setting("settings", &settings).unwrap();
        let before = std::fs::read(places.database()).unwrap();
        let throwaway = Throwaway::beside(&places).unwrap();
        let own = Places { data: throwaway.data(), ..places.clone() };
        assert_ne!(own.database(), places.database());
        let read = Store::open(&own.database()).unwrap().setting::<Settings>("settings").unwrap();
        assert_eq!(read, Some(settings));
        drop(throwaway);
        assert!(!own.data.exists());
        assert_eq!(std::fs::read(places.database()).unwrap(), before);
    }
}
