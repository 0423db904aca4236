//! The window, used as people use it: somebody adds their name, tries the controls and does their first day: all of it with keys
//! alone, and all of it with mouse and keys. Real events on a virtual display; what came of them is read from the record.
//!
//! Start at [`first_day`].

use anyhow::{Context, Result, ensure};
use journeys::display::{Display, Window};
use journeys::eyes::LONGEST;
use journeys::playing::{Hands, Playing};
use journeys::program::Practicum;
use journeys::record::Record;
use playthroughs::Pilot;
use std::time::Instant;
use walkthroughs::modules;

#[test]
fn the_first_day_can_be_done_with_mouse_and_keys() {
    first_day(Hands::Mouse, "mouse-and-keys").unwrap();
}

#[test]
fn the_first_day_can_be_done_with_keys_alone() {
    first_day(Hands::Keys, "keys-alone").unwrap();
}

/// From the start of the program to the debrief.
fn first_day(hands: Hands, album: &str) -> Result<()> {
    let began = Instant::now();
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let mut window = display.window(&practicum, &[], album)?;
    says_who_they_are(&mut window, &practicum)?;
    chooses_how_to_look_around(&mut window, &practicum, hands)?;
    let attempt = attempt_of(&mut window, &practicum, "controls")?;
    let mut playing = Playing { window, database: practicum.database(), hands, attempt };
    plays(&mut playing, "controls")?;
    starts_the_first_day(&mut playing, &practicum)?;
    playing.attempt = attempt_of(&mut playing.window, &practicum, "first-day")?;
    plays(&mut playing, "first-day")?;
    reads_the_debrief(&mut playing, &practicum)?;
    println!("{album}: {:.0} s; pictures in target/journeys/{album}", began.elapsed().as_secs_f32());
    Ok(())
}

fn says_who_they_are(window: &mut Window<'_>, practicum: &Practicum) -> Result<()> {
    let heading = window.thing("Welcome. What is your name?")?;
    window.shows(heading.place)?;
    window.rests()?;
    window.keep_picture("picker")?;
    window.types("Nadia Okafor")?;
    window.rests()?;
    window.keep_picture("name-typed")?;
    window.keys(&["Return"])?;
    window.wait(
        "the person on record",
        LONGEST,
        |_| Ok((Record::open(&practicum.database())?.people()?.len() == 1).then_some(())),
    )
}

fn chooses_how_to_look_around(window: &mut Window<'_>, practicum: &Practicum, hands: Hands) -> Result<()> {
    const WAY: &str = "I prefer to point and click";
    window.control(WAY)?;
    window.rests()?;
    window.keep_picture("choice")?;
    match hands {
        Hands::Mouse => window.clicks_on(WAY)?,
        Hands::Keys => {
            window.keys(&["Tab"])?;
            window.wait_for_told("the focus on the right one of the two", |told| {
                told.control(WAY).is_some_and(|way| way.has_focus).then_some(())
            })?;
            window.keys(&["Return"])?;
        }
    }
    let kept = |_: &mut Window<'_>| Record::open(&practicum.database())?.setting("settings");
    let settings = window.wait("the choice on record", LONGEST, kept)?;
    ensure!(settings.contains("oint"), "point and click was chosen, kept was {settings}");
    Ok(())
}

fn starts_the_first_day(playing: &mut Playing<'_>, practicum: &Practicum) -> Result<()> {
    playing.window.wait("the end of the rehearsal", LONGEST, |_| {
        let record = Record::open(&practicum.database())?;
        let mut rehearsed = false;
        for person in record.people()? {
            rehearsed |= record.setting(&format!("rehearsed.{person}"))?.as_deref() == Some("true");
        }
        Ok(rehearsed.then_some(()))
    })?;
    // The button to start with has the focus.
    playing.window.control("Start Your first day at Harbour Clinic")?;
    playing.window.rests()?;
    playing.window.keep_picture("home")?;
    playing.presses("Start Your first day at Harbour Clinic", "Return")
}

/// The open attempt of a module, once it is there.
fn attempt_of(window: &mut Window<'_>, practicum: &Practicum, module: &str) -> Result<String> {
    window.wait(&format!("an attempt of {module}"), LONGEST, |_| {
        let record = Record::open(&practicum.database())?;
        for attempt in record.attempts()? {
            if record.facts(&attempt)?.first().is_some_and(|first| first["module"] == module) {
                return Ok(Some(attempt));
            }
        }
        Ok(None)
    })
}

fn plays(playing: &mut Playing<'_>, id: &str) -> Result<()> {
    playing.window.control("Pause")?;
    let module = modules().into_iter().find(|module| module.id.as_str() == id).context("there is no such module")?;
    let n_deeds = Pilot::new(playing, module).plays_to_the_end()?;
    println!("{id}: {n_deeds} deeds");
    playing.ends_well().map(drop)
}

fn reads_the_debrief(playing: &mut Playing<'_>, practicum: &Practicum) -> Result<()> {
    playing.window.is_gone("Pause")?;
    playing.window.rests()?;
    playing.window.draws()?;
    playing.window.keep_picture("debrief")?;
    let report: serde_json::Value =
        serde_json::from_str(&practicum.run(["report", "--format", "json", "--person", "Nadia Okafor"])?.succeeded()?)?;
    let row = &report["attempts"][0];
    ensure!(row["outcome"] == "passed" && row["score_permille"] == 1000 && row["mode"] == "guided", "{report}");
    practicum.run(["verify"])?.succeeded()?;
    Ok(())
}
