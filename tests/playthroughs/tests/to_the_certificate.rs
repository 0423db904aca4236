//! From the first name to the certificate, by keys in the window: the fire drill guided, practised, and sat as an exam with a PIN.
//!
//! Takes a quarter of an hour: `cargo xtask test --long`. Start at [`the_fire_drill_is_earned`].

use anyhow::{Context, Result, ensure};
use curriculum::Module;
use journeys::display::{Display, Window};
use journeys::eyes::LONGEST;
use journeys::newcomer::{chooses_a_pin, says_who_they_are, to_the_home_screen};
use journeys::playing::{Hands, Playing};
use journeys::program::{Practicum, project_root};
use journeys::record::Record;
use playthroughs::Pilot;
use std::sync::Arc;
use walkthroughs::modules;

const MODULE: &str = "fire";
const PIN: &str = "2580";

#[test]
fn the_fire_drill_is_earned() {
    if std::env::var_os("PRACTICUM_LONG").is_some() {
        journey().unwrap_or_else(|error| panic!("{error:#}"));
    }
}

fn journey() -> Result<()> {
    let module = modules().into_iter().find(|module| module.id.as_str() == MODULE).context("there is no such module")?;
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    says_who_they_are(&practicum, display.window(&practicum, &[], "certificate")?)?;
    for mode in ["guided", "practice", "exam"] {
        let folder = project_root().join("modules").join(MODULE).display().to_string();
        let mut window = display.window_again(&practicum, &[&folder], &format!("certificate-{mode}"))?;
        to_the_home_screen(&mut window)?;
        begins(&mut window, &module, mode)?;
        plays(window, &practicum, &module, mode)?;
    }
    let report: serde_json::Value = serde_json::from_str(&practicum.run(["report", "--format", "json"])?.succeeded()?)?;
    let exam = report["attempts"].as_array().and_then(|rows| rows.iter().find(|row| row["mode"] == "exam")).context("no exam")?;
    ensure!(exam["outcome"] == "passed" && exam["score_permille"] == 1000, "{report}");
    practicum.run(["verify"])?.succeeded()?;
    Ok(())
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

fn plays(mut window: Window<'_>, practicum: &Practicum, module: &Arc<Module>, mode: &str) -> Result<()> {
    let database = practicum.database();
    let attempt = window.wait(&format!("an attempt in {mode}"), LONGEST, |_| {
        let record = Record::open(&database)?;
        for attempt in record.attempts()? {
            if record.facts(&attempt)?.first().is_some_and(|first| first["mode"] == mode) {
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
