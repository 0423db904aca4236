//! The window, used as people use it: somebody adds their name, tries the controls and does their first day: all of it with keys
//! alone, and all of it with mouse and keys. Real events on a virtual display; what came of them is read from the record.
//!
//! Start at [`first_day`].

use anyhow::{Context, Result, ensure};
use journeys::display::{Display, SIZE_PX, Window};
use journeys::eyes::{LONGEST, MIDDLE};
use journeys::program::Practicum;
use journeys::record::{Record, assert_each_once};
use std::time::{Duration, Instant};

/// After this time without an effect a person tries once more.
const AGAIN: Duration = Duration::from_secs(10);
/// Longer than a few frames on a busy machine.
const STILL: Duration = Duration::from_millis(1_500);
/// A turn takes less, also on a busy machine.
const SEEN_ENOUGH: Duration = Duration::from_secs(4);

/// What a step asks of one's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Does {
    /// So many things are acted on, one after the other.
    Acts(usize),
    /// Looking is enough.
    Looks,
    Holds,
    /// Decides a card with so many answers; the first in the module is right.
    Decides(usize),
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
    ("known-name", Does::Decides(3)),
    ("lock-workstation", Does::Acts(1)),
    ("find-alarm", Does::Looks),
    ("check-extinguisher", Does::Acts(4)),
    ("read-gauge", Does::Reads("175")),
    ("open-aed", Does::Acts(1)),
    ("tap-badge", Does::Acts(1)),
    ("courier", Does::Decides(3)),
    ("open-staff-door", Does::Acts(1)),
    ("enter-corridor", Does::Acts(1)),
    ("clean-hands", Does::Holds),
    ("find-exits", Does::Acts(2)),
    ("clear-exit", Does::Acts(2)),
    ("who-to-call", Does::Decides(4)),
    ("back-exit", Does::Acts(1)),
];
const CONTROLS: [(&str, Does); 5] =
    [("look", Does::Looks), ("walk", Does::Acts(1)), ("press", Does::Acts(1)), ("take", Does::Acts(1)), ("put", Does::Acts(1))];

/// How a journey acts in the room.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hands {
    /// Turns to the target by key, then clicks it in the middle of the view.
    MouseAndKeys,
    KeysAlone,
}

#[test]
fn the_first_day_can_be_done_with_mouse_and_keys() {
    first_day(Hands::MouseAndKeys, "mouse-and-keys").unwrap();
}

#[test]
fn the_first_day_can_be_done_with_keys_alone() {
    first_day(Hands::KeysAlone, "keys-alone").unwrap();
}

/// From the start of the program to the debrief. A few minutes of real time.
fn first_day(hands: Hands, album: &str) -> Result<()> {
    let began = Instant::now();
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let mut journey = Journey { window: display.window(&practicum, &[], album)?, practicum: &practicum, hands };
    journey.says_who_they_are()?;
    journey.chooses_how_to_look_around()?;
    let rehearsal = journey.attempt("controls")?;
    journey.plays(&rehearsal, &CONTROLS)?;
    journey.starts_the_first_day()?;
    let attempt = journey.attempt("first-day")?;
    journey.plays(&attempt, &FIRST_DAY)?;
    journey.reads_the_debrief(&attempt)?;
    println!("{album}: {:.0} s; pictures in target/journeys/{album}", began.elapsed().as_secs_f32());
    Ok(())
}

struct Journey<'a> {
    window: Window<'a>,
    practicum: &'a Practicum,
    hands: Hands,
}

impl Journey<'_> {
    fn record(&self) -> Result<Record> {
        Record::open(&self.practicum.database())
    }

    fn says_who_they_are(&mut self) -> Result<()> {
        self.shows("picker")?;
        self.window.keep_picture("picker")?;
        let practicum = self.practicum;
        self.window.types("Nadia Okafor")?;
        self.window.keep_picture("name-typed")?;
        self.window.keys(&["Return"])?;
        self.window.wait("the person on record", LONGEST, |_| {
            Ok((Record::open(&practicum.database())?.people()?.len() == 1).then_some(()))
        })
    }

    fn chooses_how_to_look_around(&mut self) -> Result<()> {
        self.attempt("controls")?;
        self.shows("choice")?;
        self.window.keep_picture("choice")?;
        // What looked like the question may have been the page before it: whoever sees nothing happen clicks again.
        let (practicum, hands, mut tried) = (self.practicum, self.hands, None::<Instant>);
        let settings = self.window.wait("the choice on record", LONGEST, |window| {
            let kept = Record::open(&practicum.database())?.setting("settings")?;
            if kept.is_none() && tried.is_none_or(|at| at.elapsed() > AGAIN) {
                tried = Some(Instant::now());
                match hands {
                    // The right one of the two: point and click.
                    Hands::MouseAndKeys => window.clicks([SIZE_PX[0] / 2 + 170, MIDDLE[1]])?,
                    Hands::KeysAlone => window.keys(&["Tab", "Return"])?,
                }
            }
            Ok(kept)
        })?;
        ensure!(settings.contains("oint"), "point and click was chosen, kept was {settings}");
        Ok(())
    }

    fn starts_the_first_day(&mut self) -> Result<()> {
        let practicum = self.practicum;
        self.window.wait("the end of the rehearsal", LONGEST, |_| {
            let record = Record::open(&practicum.database())?;
            let mut rehearsed = false;
            for person in record.people()? {
                rehearsed |= record.setting(&format!("rehearsed.{person}"))?.as_deref() == Some("true");
            }
            Ok(rehearsed.then_some(()))
        })?;
        self.shows("home")?;
        self.window.keep_picture("home")?;
        // The button to start with has the focus.
        self.window.keys(&["Return"])
    }

    /// The open attempt of a module, once it is there.
    fn attempt(&mut self, module: &str) -> Result<String> {
        let practicum = self.practicum;
        self.window.wait(&format!("an attempt of {module}"), LONGEST, |_| {
            let record = Record::open(&practicum.database())?;
            for attempt in record.attempts()? {
                if record.facts(&attempt)?.first().is_some_and(|first| first["module"] == module) {
                    return Ok(Some(attempt));
                }
            }
            Ok(None)
        })
    }

    fn plays(&mut self, attempt: &str, steps: &[(&str, Does)]) -> Result<()> {
        for (idx, (step, does)) in steps.iter().enumerate() {
            if self.record()?.steps_completed(attempt)?.iter().any(|done| done == step) {
                // Done along the way, such as standing where one is led to next.
                continue;
            }
            self.window.keep_picture(step)?;
            let done = self.does(attempt, idx, step, *does).and_then(|()| self.completed(attempt, step));
            done.with_context(|| format!("at the step {step}; last on record: {:?}", self.last_facts(attempt)))?;
        }
        let facts = self.record()?.facts(attempt)?;
        let wrong: Vec<_> = facts.iter().filter(|fact| fact["fact"] == "mistake_made" || fact["fact"] == "strayed").collect();
        ensure!(wrong.is_empty(), "everything was done right, and on record is {wrong:?}");
        Ok(())
    }

    fn last_facts(&self, attempt: &str) -> Result<Vec<String>> {
        let facts = self.record()?.facts(attempt)?;
        Ok(facts.iter().rev().take(4).map(ToString::to_string).collect())
    }

    fn does(&mut self, attempt: &str, step_idx: usize, step: &str, does: Does) -> Result<()> {
        match does {
            Does::Acts(n) => {
                for nth in 1..=n {
                    let before = self.record()?.objects_hash(attempt)?;
                    self.acts()?;
                    if nth < n {
                        self.moved_on(attempt, before).with_context(|| format!("deed {nth} of {n}"))?;
                    }
                }
                Ok(())
            }
            Does::Looks => match self.hands {
                Hands::MouseAndKeys => self.window.keys(&["f"]),
                Hands::KeysAlone => self.acts(),
            },
            Does::Holds => self.holds(attempt, step),
            Does::Decides(n_answers) => {
                let place = self.record()?.places_of_answers(attempt, step_idx, n_answers)?[0];
                self.shows("card")?;
                self.window.keep_picture("card")?;
                self.window.keys(&[&(place + 1).to_string(), "Return"])
            }
            Does::Reads(value) => {
                self.acts()?;
                self.shows("value")?;
                self.window.keep_picture("value")?;
                self.window.types(value)?;
                self.window.keys(&["Return"])
            }
        }
    }

    /// Acts on what is to be done next.
    fn acts(&mut self) -> Result<()> {
        match self.hands {
            Hands::KeysAlone => {
                // A door that still swings is no way yet.
                self.stands_still()?;
                self.window.keys(&["Tab", "Return"])
            }
            Hands::MouseAndKeys => {
                self.faces_the_target()?;
                self.window.clicks(MIDDLE)
            }
        }
    }

    /// Once what was done last is seen, and not only on disk: until then the target is the one before.
    fn faces_the_target(&mut self) -> Result<()> {
        self.stands_still()?;
        self.window.keys(&["f"])?;
        self.stands_still()
    }

    fn holds(&mut self, attempt: &str, step: &str) -> Result<()> {
        if self.hands == Hands::KeysAlone {
            // A tap holds until the next one.
            return self.acts();
        }
        self.faces_the_target()?;
        self.window.moves_to(MIDDLE)?;
        self.window.button_down("1")?;
        self.completed(attempt, step)?;
        self.window.button_up("1")
    }

    fn completed(&mut self, attempt: &str, step: &str) -> Result<()> {
        let practicum = self.practicum;
        self.window.wait(&format!("the step {step} on record as done"), LONGEST, |_| {
            let steps = Record::open(&practicum.database())?.steps_completed(attempt)?;
            assert_each_once(&steps)?;
            Ok(steps.iter().any(|done| done == step).then_some(()))
        })
    }

    /// The objects of an attempt are on disk as something else than before. Hints come by themselves and change none.
    fn moved_on(&mut self, attempt: &str, before: Option<String>) -> Result<()> {
        let practicum = self.practicum;
        self.window.wait("what came of it on disk", LONGEST, |_| {
            let now = Record::open(&practicum.database())?.objects_hash(attempt)?;
            Ok((before != now).then_some(()))
        })
    }

    fn stands_still(&mut self) -> Result<()> {
        self.window.settles(STILL, SEEN_ENOUGH)
    }

    /// Something large in the colour of paper stands on the screen: a card, a dialog or a page.
    fn shows(&mut self, what: &str) -> Result<()> {
        self.window.shows_paper(what, 12)
    }

    fn reads_the_debrief(&mut self, attempt: &str) -> Result<()> {
        let closed = self.record()?.facts(attempt)?.pop().context("an attempt without facts")?;
        ensure!(closed["fact"] == "attempt_closed" && closed["outcome"] == "passed", "{closed}");
        // A page full of it, not only a card over the room.
        self.window.shows_paper("debrief", 45)?;
        self.window.keep_picture("debrief")?;
        let report: serde_json::Value =
            serde_json::from_str(&self.practicum.run(["report", "--format", "json", "--person", "Nadia Okafor"])?.succeeded()?)?;
        let row = &report["attempts"][0];
        ensure!(row["outcome"] == "passed" && row["score_permille"] == 1000 && row["mode"] == "guided", "{report}");
        self.practicum.run(["verify"])?.succeeded()?;
        Ok(())
    }
}
