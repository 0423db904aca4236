//! `practicum review`: an attempt again, in its room, as facts, or as a file for another machine.

use anyhow::{Context, Result, bail};
use ids::AttemptId;
use player::library::Library;
use player::places::{Places, Wanted};
use player::review::recording::{Recording, words_of};
use player::window::{WindowOptions, play};
use std::path::Path;
use store::Store;

/// What is to be done with the attempt.
#[derive(Debug, Clone, Copy)]
pub enum How<'a> {
    /// Played again in a window.
    Window,
    /// Its facts as text, and whether it can be played again.
    Facts,
    /// Written to a file that `review` reads on any machine.
    Export(&'a Path),
}

/// `what` is an attempt of this PC's record, by its id, or a file.
pub fn review(wanted: Wanted, what: &str, how: How<'_>) -> Result<()> {
    let recording = recording(wanted.clone(), what)?;
    match how {
        How::Window => play(wanted, WindowOptions { review: Some(Box::new(recording)), ..WindowOptions::default() }),
        How::Facts => facts(wanted, &recording),
        How::Export(file) => {
            std::fs::write(file, recording.to_file()).with_context(|| format!("{} cannot be written", file.display()))?;
            println!("{} holds attempt {}. The name of its person stays sealed.", file.display(), recording.progress.attempt);
            Ok(())
        }
    }
}

fn recording(wanted: Wanted, what: &str) -> Result<Recording> {
    let path = Path::new(what);
    if path.is_file() {
        let bytes = std::fs::read(path).with_context(|| format!("{what} cannot be read"))?;
        return Recording::from_file(&bytes).with_context(|| format!("{what} cannot be reviewed"));
    }
    let store = Store::open_read_only(&Places::find(wanted)?.database())?;
    let attempt = attempt_named(&store, what)?;
    Recording::of(&store, attempt).with_context(|| format!("attempt {what} cannot be reviewed"))
}

/// By its id, or as many of its first letters as name only one.
fn attempt_named(store: &Store, what: &str) -> Result<AttemptId> {
    let attempts = store.report()?.rows.into_iter().map(|row| row.attempt);
    let mut named = attempts.filter(|attempt| !what.is_empty() && attempt.to_string().starts_with(what));
    match (named.next(), named.next()) {
        (Some(attempt), None) => Ok(attempt),
        (Some(_), Some(_)) => bail!("more than one attempt's id begins with `{what}`: write more of it"),
        (None, _) => {
            bail!("there is no file `{what}`, and no attempt's id begins with it. `practicum report` lists the attempts")
        }
    }
}

fn facts(wanted: Wanted, recording: &Recording) -> Result<()> {
    for entry in &recording.entries {
        let (minutes, seconds) = (entry.at_ms / 60_000, entry.at_ms as f64 / 1_000.0 % 60.0);
        println!("{minutes:>3}:{seconds:04.1}  {}", words_of(&entry.fact));
    }
    let pauses = recording.progress.pause_totals();
    if pauses.n > 0 {
        println!("It stood still {} times, {:.1} s in all by this device's clock.", pauses.n, pauses.lasted_ms as f64 / 1_000.0);
    }
    let places = Places::find(wanted)?;
    let library = Library::open(&places.modules, &places.content)?;
    let shelf = library.module(recording.progress.header.module.as_str());
    // In the language of the attempt: what may be typed hangs on it.
    let language = &recording.progress.header.language;
    let module = shelf.and_then(|shelf| shelf.module.as_ref()).map(|module| library.module_in(module, language));
    match recording.replayable(module.as_ref()) {
        Ok(_) => println!("Its input trace gives these facts again: it can be played again in its room."),
        Err(why) => println!("It cannot be played again in its room: {why}."),
    }
    Ok(())
}
