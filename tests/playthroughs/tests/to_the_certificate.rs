//! From the first name to the certificate, by keys in the window: the fire drill guided, practised, and sat as an exam with a PIN.
//!
//! Takes a quarter of an hour: `cargo xtask test --long`. Start at [`the_fire_drill_is_earned`].

use anyhow::{Context, Result, ensure};
use journeys::display::Display;
use journeys::newcomer::says_who_they_are;
use journeys::program::{Practicum, project_root};
use playthroughs::sits;
use walkthroughs::modules;

const MODULE: &str = "fire";

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
        let window = display.window_again(&practicum, &[&folder], &format!("certificate-{mode}"))?;
        sits(window, &practicum, &module, mode)?;
    }
    let report: serde_json::Value = serde_json::from_str(&practicum.run(["report", "--format", "json"])?.succeeded()?)?;
    let exam = report["attempts"].as_array().and_then(|rows| rows.iter().find(|row| row["mode"] == "exam")).context("no exam")?;
    ensure!(exam["outcome"] == "passed" && exam["score_permille"] == 1000, "{report}");
    practicum.run(["verify"])?.succeeded()?;
    Ok(())
}
