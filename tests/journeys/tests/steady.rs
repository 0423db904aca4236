//! What a window has to bear: to be dragged to any size, taken away and brought back, and to lose what it is drawn with; and a PC that
//! sleeps in the middle of an attempt. It goes on, and an attempt waits for its trainee.
//!
//! Start at [`bears_what_happens_to_windows`].

use anyhow::{Context, Result, ensure};
use journeys::display::{Display, SIZE_PX, Window};
use journeys::eyes::LONGEST;
use journeys::program::Practicum;
use journeys::record::Record;
use std::time::Duration;

/// Longer than any frame, as the player sees it.
const SLEEP: Duration = Duration::from_secs(13);

#[test]
fn a_window_bears_any_size_and_being_taken_away() {
    bears_what_happens_to_windows().unwrap();
}

#[test]
fn an_attempt_waits_after_the_pc_slept_and_after_the_graphics_card_was_lost() {
    waits_for_its_trainee().unwrap();
}

fn bears_what_happens_to_windows() -> Result<()> {
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let mut window = display.window(&practicum, &[], "any-size")?;
    window.thing("Welcome. What is your name?")?;
    for [width, height] in [[1, 1], [5000, 3000], [800, 450], [1, 720], [1280, 1], [641, 401]] {
        window.resizes_to([width, height])?;
    }
    // Without a pause, as a hand drags a corner.
    for step in 0..40 {
        window.resizes_to([640 + 16 * step, 400 + 8 * step])?;
    }
    window.resizes_to(SIZE_PX)?;
    let heading = window.thing("Welcome. What is your name?")?;
    window.shows(heading.place)?;
    window.goes_and_comes_back()?;
    window.shows(heading.place)?;
    // And it still does what it is for.
    window.types("Nadia Okafor")?;
    window.keys(&["Return"])?;
    window.control("I prefer to point and click")?;
    window.keep_picture("after-it-all")?;
    Ok(())
}

fn waits_for_its_trainee() -> Result<()> {
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    // All of it while the room comes, or while the name is typed.
    let mut window = display.window_suffering(&practicum, &[], "waits", "surface:10,memory:20,card:30")?;
    window.thing("Welcome. What is your name?")?;
    window.types("Nadia Okafor")?;
    window.keys(&["Return"])?;
    window.clicks_on("I prefer to point and click")?;
    window.control("Pause")?;
    window.sleeps(SLEEP)?;
    is_paused(&mut window, &practicum, 1)?;
    window.keep_picture("slept")?;
    window.clicks_on("Resume")?;
    Ok(())
}

/// The pause is on the screen and on record.
fn is_paused(window: &mut Window<'_>, practicum: &Practicum, n_pauses: usize) -> Result<()> {
    window.control("Resume")?;
    window.wait("the pause on record", LONGEST, |_| {
        let record = Record::open(&practicum.database())?;
        let attempt = record.attempts()?.into_iter().next().context("there is no attempt")?;
        let n = record.facts(&attempt)?.iter().filter(|fact| fact["fact"] == "paused").count();
        ensure!(n <= n_pauses, "{n} pauses are on record");
        Ok((n == n_pauses).then_some(()))
    })
}
