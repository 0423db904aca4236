//! Author mode: a module played while it is written. Saved files come into the running room, at the same step.
//!
//! Everything is under the demonstration person on a record in a folder that is thrown away. Start at
//! [`screen::Authoring`]; `watch` notices what is saved, `jump` finds the world at a step, `reload` plays on there, `lines` writes TOML, `view` fills
//! what the HUD draws, `latency` measures how long a reload takes.

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
use std::path::PathBuf;
use store::Store;

/// A record of its own for an author's tries; it is gone with this.
pub struct Throwaway(PathBuf);

impl Throwaway {
    /// Made with the settings of the PC's own record, which is only read.
    pub fn beside(places: &Places) -> Result<Self> {
        let name = getrandom::u64().map_err(OpeningError::Seed)?;
        let folder = std::env::temp_dir().join(format!("practicum-author-{name:016x}"));
        make_private(&folder).context("no temporary folder can be made")?;
        let throwaway = Self(folder);
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
        self.0.clone()
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // What cannot be removed now goes with the system's other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
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
