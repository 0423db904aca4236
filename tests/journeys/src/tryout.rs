//! A module tried out as its author does: `play --author`, in a room at once, on a record that is thrown away and can be read
//! while the window is open.
//!
//! Start at [`Tryout::open`].

use crate::display::{Display, Window};
use crate::eyes::LONGEST;
use crate::program::Practicum;
use crate::record::Record;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Point and click; the camera does not glide.
pub const SETTINGS: &str = r#"{"pointer":"point_and_click","reduced_motion":true,"sound_percent":0}"#;
/// After this time without an effect a person tries once more.
pub const AGAIN: Duration = Duration::from_secs(10);

/// The window with a module in it, and the record of what is tried.
#[derive(Debug)]
pub struct Tryout<'a> {
    pub window: Window<'a>,
    pub database: PathBuf,
}

impl<'a> Tryout<'a> {
    /// Lets the module play itself first, which makes a record with settings, then opens it and waits for its first attempt.
    pub fn open(display: &'a Display, practicum: &Practicum, module: &Path, album: &str) -> Result<Self> {
        let module = module.display().to_string();
        practicum.run(["watch", &module, "--no-pictures"])?.succeeded()?;
        practicum.prefer(SETTINGS)?;
        let mut window = display.window(practicum, &["--author", &module], album)?;
        let database = window.wait("the first attempt", LONGEST, |_| {
            let Some(database) = practicum.author_database()? else { return Ok(None) };
            Ok((!Record::open(&database)?.attempts()?.is_empty()).then_some(database))
        })?;
        Ok(Self { window, database })
    }

    pub fn record(&self) -> Result<Record> {
        Record::open(&self.database)
    }

    /// The attempt that was begun last.
    pub fn newest(&self) -> Result<String> {
        self.record()?.attempts()?.pop().context("there is no attempt")
    }

    /// All facts of the attempt that was begun last.
    pub fn facts(&self) -> Result<Vec<Value>> {
        self.record()?.facts(&self.newest()?)
    }

    /// Waits until the newest attempt is so. Whoever sees nothing happen for a while does `again` what should bring it about.
    pub fn comes_to_be(
        &mut self,
        what: &str,
        is_so: impl Fn(&[Value]) -> bool,
        mut again: impl FnMut(&mut Window<'_>) -> Result<()>,
    ) -> Result<Vec<Value>> {
        let (database, mut tried) = (self.database.clone(), Instant::now());
        self.window.wait(what, LONGEST, |window| {
            let record = Record::open(&database)?;
            let newest = record.attempts()?.pop().context("there is no attempt")?;
            let facts = record.facts(&newest)?;
            if is_so(&facts) {
                return Ok(Some(facts));
            }
            if tried.elapsed() > AGAIN {
                again(window)?;
                tried = Instant::now();
            }
            Ok(None)
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
