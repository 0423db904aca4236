//! A module tried out as its author does: `play --author`, in a room at once, on a record that is thrown away and can be read
//! while the window is open.
//!
//! Start at [`Tryout::open`].

use crate::display::{Display, Window};
use crate::eyes::LONGEST;
use crate::playing::{Hands, Playing};
use crate::program::Practicum;
use crate::record::Record;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Point and click; the camera does not glide.
pub const SETTINGS: &str = r#"{"pointer":"point_and_click","reduced_motion":true,"sound_percent":0}"#;

/// The window with a module in it, and the record of what is tried.
#[derive(Debug)]
pub struct Tryout<'a> {
    pub window: Window<'a>,
    pub database: PathBuf,
}

impl<'a> Tryout<'a> {
    /// Lets the module play itself first, which makes a record with settings, then opens it and waits for its first attempt to
    /// stand at a step.
    pub fn open(display: &'a Display, practicum: &Practicum, module: &Path, album: &str) -> Result<Self> {
        let module = module.display().to_string();
        practicum.run(["watch", &module, "--no-pictures"])?.succeeded()?;
        practicum.prefer(SETTINGS)?;
        let mut window = display.window(practicum, &["--author", &module], album)?;
        let database = window.wait("the first attempt", LONGEST, |_| {
            let Some(database) = practicum.author_database()? else { return Ok(None) };
            let record = Record::open(&database)?;
            let Some(newest) = record.attempts()?.pop() else { return Ok(None) };
            Ok((!step_of(&record.facts(&newest)?).is_empty()).then_some(database))
        })?;
        window.control("Play on")?;
        Ok(Self { window, database })
    }

    /// From the author's overlay into the room, to play the attempt that was begun last.
    pub fn plays_on(mut self, hands: Hands) -> Result<Playing<'a>> {
        self.window.rests()?;
        match hands {
            Hands::Keys => self.window.keys(&["F5"])?,
            Hands::Mouse => self.window.clicks_on("Play on")?,
        }
        self.window.control("Pause")?;
        let attempt = self.newest()?;
        Ok(Playing { window: self.window, database: self.database, hands, attempt })
    }

    pub fn record(&self) -> Result<Record> {
        Record::open(&self.database)
    }

    /// The attempt that was begun last.
    pub fn newest(&self) -> Result<String> {
        self.record()?.attempts()?.pop().context("there is no attempt")
    }

    /// Waits until the newest attempt is so.
    pub fn comes_to_be(&mut self, what: &str, is_so: impl Fn(&[Value]) -> bool) -> Result<Vec<Value>> {
        let database = self.database.clone();
        self.window.wait(what, LONGEST, |_| {
            let record = Record::open(&database)?;
            let newest = record.attempts()?.pop().context("there is no attempt")?;
            let facts = record.facts(&newest)?;
            Ok(is_so(&facts).then_some(facts))
        })
    }
}

/// The step that an attempt is at.
pub fn step_of(facts: &[Value]) -> &str {
    let started = facts.iter().rev().find(|fact| fact["fact"] == "step_started");
    started.and_then(|fact| fact["step"].as_str()).unwrap_or_default()
}

/// The version of the module that an attempt is of.
pub fn version_of(facts: &[Value]) -> &str {
    facts.first().and_then(|header| header["module_version"].as_str()).unwrap_or_default()
}
