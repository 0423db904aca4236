//! Every module of this repository through the real window, by real input, from its first step to its end: nothing wrong, nothing
//! twice. The pictures of each step stay in `target/journeys/MODULE-HANDS`: look at them when you change a module or a scene.
//!
//! One module of each kind is played on every run, all of them with mouse and with keys under `cargo xtask test --long`; the
//! onboarding is played by the journeys too. Start at [`play`].

use anyhow::{Context, Result};
use journeys::display::Display;
use journeys::playing::Hands;
use journeys::program::{Practicum, project_root};
use journeys::tryout::Tryout;
use playthroughs::Pilot;
use std::time::Instant;
use walkthroughs::modules;

/// What each kind of training is played by on every run.
const ALWAYS: [(&str, Hands); 4] = [
    ("specimen-labelling", Hands::Mouse),
    ("autoclave-weekly", Hands::Keys),
    ("inbox-triage", Hands::Mouse),
    ("fire", Hands::Keys),
];

#[test]
fn a_workflow_is_completed() {
    play_always(0);
}

#[test]
fn a_maintenance_is_completed() {
    play_always(1);
}

#[test]
fn a_case_study_is_completed() {
    play_always(2);
}

#[test]
fn a_drill_is_completed() {
    play_always(3);
}

#[test]
fn every_module_is_completed_with_mouse_and_with_keys() {
    if std::env::var_os("PRACTICUM_LONG").is_none() {
        return;
    }
    for module in modules() {
        for hands in [Hands::Mouse, Hands::Keys] {
            if !ALWAYS.contains(&(module.id.as_str(), hands)) {
                play(module.id.as_str(), hands).unwrap_or_else(|error| panic!("{} by {hands:?}: {error:#}", module.id));
            }
        }
    }
}

fn play_always(nth: usize) {
    let (module, hands) = ALWAYS[nth];
    play(module, hands).unwrap_or_else(|error| panic!("{module} by {hands:?}: {error:#}"));
}

fn play(id: &str, hands: Hands) -> Result<()> {
    let began = Instant::now();
    let module = modules().into_iter().find(|module| module.id.as_str() == id).context("there is no such module")?;
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let album = format!("{id}-{hands:?}").to_lowercase();
    let folder = project_root().join("modules").join(id);
    let mut playing = Tryout::open(&display, &practicum, &folder, &album)?.plays_on(hands)?;
    let n_deeds = Pilot::new(&mut playing, module).plays_to_the_end()?;
    playing.ends_well()?;
    println!("{album}: {n_deeds} deeds in {:.0} s; pictures in target/journeys/{album}", began.elapsed().as_secs_f32());
    Ok(())
}
