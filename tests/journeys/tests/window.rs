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
use std::time::Instant;

/// What a step asks of one's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Does {
    /// So many things are acted on, one after the other.
    Acts(usize),
    /// Looking is enough.
    Looks,
    Holds,
    /// Decides a card; the first of its answers is right.
    Decides(&'static [&'static str]),
    /// Reads an instrument and types what it shows.
    Reads(&'static str),
}

/// The steps of `first-day`, in order.
const FIRST_DAY: [(&str, Does); 22] = [
    ("front-desk", Does::Acts(1)),
    ("sign-in", Does::Acts(1)),
    ("take-badge", Does::Acts(1)),
    ("wear-badge", Does::Acts(1)),
    ("file-chart", Does::Acts(2)),
    ("close-drawer", Does::Acts(1)),
    ("lock-drawer", Does::Acts(1)),
    ("known-name", Does::Decides(&["Leave the file closed.", "Have a quick look", "Ask a colleague"])),
    ("lock-workstation", Does::Acts(1)),
    ("find-alarm", Does::Looks),
    ("check-extinguisher", Does::Acts(4)),
    ("read-gauge", Does::Reads("175")),
    ("open-aed", Does::Acts(1)),
    ("tap-badge", Does::Acts(1)),
    ("courier", Does::Decides(&["\"I can't let anyone in", "\"Of course", "\"Stop."])),
    ("open-staff-door", Does::Acts(1)),
    ("enter-corridor", Does::Acts(1)),
    ("clean-hands", Does::Holds),
    ("find-exits", Does::Acts(2)),
    ("clear-exit", Does::Acts(2)),
    ("who-to-call", Does::Decides(&["The IT help desk", "A colleague who", "Nobody yet", "911."])),
    ("back-exit", Does::Acts(1)),
];
const CONTROLS: [(&str, Does); 5] =
    [("look", Does::Looks), ("walk", Does::Acts(1)), ("press", Does::Acts(1)), ("take", Does::Acts(1)), ("put", Does::Acts(1))];

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
    plays(&mut playing, &CONTROLS)?;
    starts_the_first_day(&mut playing, &practicum)?;
    playing.attempt = attempt_of(&mut playing.window, &practicum, "first-day")?;
    plays(&mut playing, &FIRST_DAY)?;
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

fn plays(playing: &mut Playing<'_>, steps: &[(&str, Does)]) -> Result<()> {
    playing.window.control("Pause")?;
    for (step, does) in steps {
        playing.window.rests()?;
        if playing.record()?.steps_completed(&playing.attempt)?.iter().any(|done| done == step) {
            // Done along the way, such as standing where one is led to next.
            continue;
        }
        playing.window.keep_picture(step)?;
        let done = does_it(playing, step, *does).and_then(|()| playing.is_behind(step));
        done.with_context(|| format!("at the step {step}"))?;
    }
    playing.ends_well().map(drop)
}

fn does_it(playing: &mut Playing<'_>, step: &str, does: Does) -> Result<()> {
    match does {
        Does::Acts(n) => playing.acts_times(step, n),
        Does::Looks if playing.hands == Hands::Mouse => playing.window.keys(&["f"]),
        Does::Looks => playing.acts(),
        Does::Holds => playing.holds(step),
        Does::Decides(answers) => {
            playing.window.control(answers[0])?;
            playing.window.keep_picture("card")?;
            playing.decides(&answers[..1], answers)
        }
        Does::Reads(value) => {
            playing.acts()?;
            playing.window.control("Enter reading")?;
            playing.window.rests()?;
            playing.window.keep_picture("value")?;
            playing.window.types(value)?;
            playing.presses("Enter reading", "Return")
        }
    }
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
