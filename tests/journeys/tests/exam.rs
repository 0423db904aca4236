//! An exam through the window: a first PIN, the exam begins; broken off, a wrong PIN, the right one, and it goes on. Home by mouse,
//! the rest with keys; what came of it is read from the record.
//!
//! Start at [`an_exam_asks_who_it_is_and_goes_on_after_a_restart`].

use anyhow::{Context, Result, ensure};
use journeys::display::Display;
use journeys::eyes::LONGEST;
use journeys::newcomer::{chooses_a_pin, says_who_they_are, to_the_home_screen};
use journeys::program::{Practicum, ran};
use journeys::record::Record;
use rusqlite::Connection;
use std::fs;
use std::path::PathBuf;

const ALBUM: &str = "exam";
const RULES: &str = "\n[exam]\nattempts = 3\ncool_down = \"24 h\"\ntest_out = true\n\n[pass]\n";
const PIN: &str = "2580";
const ANOTHER_PIN: &str = "1357";

#[test]
fn an_exam_asks_who_it_is_and_goes_on_after_a_restart() {
    journey().unwrap();
}

fn journey() -> Result<()> {
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let module = module_with_an_exam(&practicum)?.display().to_string();
    says_who_they_are(&practicum, display.window(&practicum, &[], ALBUM)?)?;

    let mut window = display.window_again(&practicum, &[&module], ALBUM)?;
    to_the_home_screen(&mut window)?;
    window.clicks_on("Mode: Exam")?;
    window.wait_for_told("the exam to be chosen", |told| told.control("Mode: Exam").filter(|exam| exam.is_chosen).map(drop))?;
    window.keep_picture("home-exam")?;
    window.clicks_on("Start Fire in the waiting room")?;
    chooses_a_pin(&mut window, PIN)?;
    window.keep_picture("first-pin")?;
    window.keys(&["Return"])?;
    let attempt = window.wait("the exam on record", LONGEST, |_| exam(&practicum))?;
    let header = Record::open(&practicum.database())?.facts(&attempt)?.remove(0);
    ensure!(header["assurance"] == "pin" && header["test_out"] == true, "{header}");
    window.wait("its first step", LONGEST, |_| Ok((facts(&practicum, &attempt)?.len() > 1).then_some(())))?;
    window.control("Pause")?;
    window.rests()?;
    window.keep_picture("exam-began")?;
    // The program ends, as in a power cut.
    drop(window);

    let mut window = display.window_again(&practicum, &[&module], ALBUM)?;
    to_the_home_screen(&mut window)?;
    window.control("Continue")?;
    window.keep_picture("home-continue")?;
    window.keys(&["Return"])?;
    window.control("Go on with the exam")?;
    window.rests()?;
    window.keep_picture("goes-on")?;
    window.types(ANOTHER_PIN)?;
    window.rests()?;
    window.keys(&["Return"])?;
    window.wait("the wrong try on record", LONGEST, |_| Ok((wrong_tries(&practicum)? == 1).then_some(())))?;
    window.rests()?;
    window.keep_picture("wrong-pin")?;
    ensure!(!facts(&practicum, &attempt)?.iter().any(|fact| fact == "continued"), "a wrong PIN opened the exam");
    window.types(PIN)?;
    window.rests()?;
    window.keys(&["Return"])?;
    window.wait("the exam that goes on", LONGEST, |_| {
        Ok(facts(&practicum, &attempt)?.iter().any(|fact| fact == "continued").then_some(()))
    })?;
    window.control("Pause")?;
    window.keep_picture("exam-goes-on")?;
    drop(window);

    let said = facts(&practicum, &attempt)?;
    let confirmed = said.iter().position(|fact| fact == "identity_confirmed").context("nobody confirmed who it is")?;
    ensure!(said[confirmed + 1..].iter().any(|fact| fact == "continued"), "{said:?}");
    ensure!(wrong_tries(&practicum)? == 0, "the right PIN starts the count anew");
    practicum.run(["verify"])?.succeeded()?;
    let report = practicum.run(["report"])?.succeeded()?;
    ensure!(report.contains("exam (test-out)"), "{report}");
    no_pin_anywhere(&practicum)
}

/// A template with rules for its exam, in a folder of one's own.
fn module_with_an_exam(practicum: &Practicum) -> Result<PathBuf> {
    let folder = practicum.scratch().join("fire-drill");
    ran(practicum.command(["new", "evacuation"])?.arg(&folder))?.succeeded()?;
    let path = folder.join("module.toml");
    let source = fs::read_to_string(&path)?;
    ensure!(source.contains("\n[pass]\n"), "the template has no [pass]");
    fs::write(&path, source.replacen("\n[pass]\n", RULES, 1))?;
    ran(practicum.command(["check"])?.arg(&folder))?.succeeded()?;
    Ok(folder)
}

/// The exam that was begun, once it is there.
fn exam(practicum: &Practicum) -> Result<Option<String>> {
    let record = Record::open(&practicum.database())?;
    for attempt in record.attempts()? {
        if record.facts(&attempt)?.first().is_some_and(|first| first["mode"] == "exam") {
            return Ok(Some(attempt));
        }
    }
    Ok(None)
}

/// The names of an attempt's facts.
fn facts(practicum: &Practicum, attempt: &str) -> Result<Vec<String>> {
    let facts = Record::open(&practicum.database())?.facts(attempt)?;
    Ok(facts.iter().filter_map(|fact| fact["fact"].as_str().map(str::to_owned)).collect())
}

fn wrong_tries(practicum: &Practicum) -> Result<u32> {
    Ok(Connection::open(practicum.database())?.query_row("SELECT n_wrong FROM pins", [], |row| row.get(0))?)
}

/// Neither PIN stands in any file of the data folder as text of its own.
fn no_pin_anywhere(practicum: &Practicum) -> Result<()> {
    for file in fs::read_dir(practicum.data())? {
        let path = file?.path();
        let is_there = |pin: &[u8]| fs::read(&path).is_ok_and(|bytes| bytes.windows(pin.len()).any(|window| window == pin));
        ensure!(
            !is_there(format!("\"{PIN}\"").as_bytes()) && !is_there(format!("\"{ANOTHER_PIN}\"").as_bytes()),
            "{} holds a PIN",
            path.display()
        );
    }
    Ok(())
}
