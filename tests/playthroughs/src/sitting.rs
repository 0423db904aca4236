//! A module from the home screen to its debrief, as somebody does who has a name here: guided, practised or sat as an exam.
//!
//! Start at [`sits`].

use crate::Pilot;
use anyhow::Result;
use curriculum::Module;
use journeys::display::Window;
use journeys::eyes::LONGEST;
use journeys::newcomer::{chooses_a_pin, to_the_home_screen};
use journeys::playing::{Hands, Playing};
use journeys::program::Practicum;
use journeys::record::Record;
use journeys::tryout::step_of;
use std::sync::Arc;

const PIN: &str = "2580";

/// By keys, without a mistake. The first exam of a person is begun with a new PIN.
pub fn sits(mut window: Window<'_>, practicum: &Practicum, module: &Arc<Module>, mode: &str) -> Result<()> {
    to_the_home_screen(&mut window)?;
    begins(&mut window, module, mode)?;
    plays(window, practicum, module, mode)
}

/// Chooses the mode on the home screen and starts.
fn begins(window: &mut Window<'_>, module: &Module, mode: &str) -> Result<()> {
    window.keep_picture("home")?;
    let (first, rest) = mode.split_at(1);
    let choice = format!("Mode: {}{rest}", first.to_uppercase());
    window.clicks_on(&choice)?;
    window
        .wait_for_told(&format!("{choice} to be chosen"), |told| told.control(&choice).filter(|way| way.is_chosen).map(drop))?;
    window.clicks_on(&format!("Start {}", module.title))?;
    if mode == "exam" {
        chooses_a_pin(window, PIN)?;
        window.keys(&["Return"])?;
    }
    Ok(())
}

/// Plays it to its end, and keeps a picture of what is said then.
fn plays(mut window: Window<'_>, practicum: &Practicum, module: &Arc<Module>, mode: &str) -> Result<()> {
    let database = practicum.database();
    let attempt = window.wait(&format!("a first step in {mode}"), LONGEST, |_| {
        let record = Record::open(&database)?;
        for attempt in record.attempts()? {
            let facts = record.facts(&attempt)?;
            if facts.first().is_some_and(|first| first["mode"] == mode) && !step_of(&facts).is_empty() {
                return Ok(Some(attempt));
            }
        }
        Ok(None)
    })?;
    let mut playing = Playing { window, database, hands: Hands::Keys, attempt };
    Pilot::new(&mut playing, Arc::clone(module)).plays_to_the_end()?;
    playing.ends_well()?;
    playing.window.is_gone("Pause")?;
    playing.window.rests()?;
    playing.window.keep_picture("debrief").map(drop)
}
