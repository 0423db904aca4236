//! An exam through the window: a first PIN, the exam begins; broken off, a wrong PIN, the right one, and it goes on. Home by mouse,
//! the rest with keys; what came of it is read from the record.
//!
//! Start at [`an_exam_asks_who_it_is_and_goes_on_after_a_restart`].

use anyhow::{Context, Result, ensure};
use journeys::display::{Display, Window};
use journeys::program::{Practicum, ran};
use journeys::record::Record;
use rusqlite::Connection;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Software drawing on a busy machine takes its time.
const LONGEST: Duration = Duration::from_secs(90);
/// Longer than a few frames on a busy machine.
const STILL: Duration = Duration::from_millis(2_500);
const CURSOR_PX: usize = 150;
/// Where these stand on the home screen of somebody new.
const EXAM_ON_HOME: [u32; 2] = [490, 352];
const START_ON_HOME: [u32; 2] = [750, 352];
const ALBUM: &str = "exam";
const RULES: &str = "\n[exam]\nattempts = 3\ncool_down = \"24 h\"\ntest_out = true\n\n[pass]\n";

#[test]
fn an_exam_asks_who_it_is_and_goes_on_after_a_restart() {
    journey().unwrap();
}

fn journey() -> Result<()> {
    let practicum = Practicum::new()?;
    let display = Display::open()?;
    let module = module_with_an_exam(&practicum)?.display().to_string();
    let window = display.window(&practicum, &[], ALBUM)?;
    says_who_they_are(&practicum, window)?;

    let mut window = display.window_again(&practicum, &[&module], ALBUM)?;
    to_the_home_screen(&mut window)?;
    window.clicks(EXAM_ON_HOME)?;
    stands_still(&mut window)?;
    window.keep_picture("home-exam")?;
    window.clicks(START_ON_HOME)?;
    stands_still(&mut window)?;
    window.types("2580")?;
    stands_still(&mut window)?;
    window.keys(&["Tab"])?;
    stands_still(&mut window)?;
    window.types("2580")?;
    stands_still(&mut window)?;
    window.keep_picture("first-pin")?;
    window.keys(&["Return"])?;
    let attempt = window.wait("the exam on record", LONGEST, |_| exam(&practicum))?;
    let header = Record::open(&practicum.database())?.facts(&attempt)?.remove(0);
    ensure!(header["assurance"] == "pin" && header["test_out"] == true, "{header}");
    window.wait("its first step", LONGEST, |_| Ok((facts(&practicum, &attempt)?.len() > 1).then_some(())))?;
    window.keep_picture("exam-began")?;
    // The program ends, as in a power cut.
    drop(window);

    let mut window = display.window_again(&practicum, &[&module], ALBUM)?;
    to_the_home_screen(&mut window)?;
    window.keep_picture("home-continue")?;
    window.keys(&["Return"])?;
    stands_still(&mut window)?;
    window.keep_picture("goes-on")?;
    window.types("1357")?;
    stands_still(&mut window)?;
    window.keys(&["Return"])?;
    window.wait("the wrong try on record", LONGEST, |_| Ok((wrong_tries(&practicum)? == 1).then_some(())))?;
    stands_still(&mut window)?;
    window.keep_picture("wrong-pin")?;
    ensure!(!facts(&practicum, &attempt)?.iter().any(|fact| fact == "continued"), "a wrong PIN opened the exam");
    window.types("2580")?;
    stands_still(&mut window)?;
    window.keys(&["Return"])?;
    window.wait("the exam that goes on", LONGEST, |_| {
        Ok(facts(&practicum, &attempt)?.iter().any(|fact| fact == "continued").then_some(()))
    })?;
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

/// Somebody adds their name; the rehearsal of the controls that follows is marked as done.
fn says_who_they_are(practicum: &Practicum, mut window: Window<'_>) -> Result<()> {
    window.wait("the picker", LONGEST, |window| paper(window, 12))?;
    window.types("Nadia Okafor")?;
    window.keys(&["Return"])?;
    let person = window.wait("the person on record", LONGEST, |_| Ok(Record::open(&practicum.database())?.people()?.pop()))?;
    drop(window);
    let db = Connection::open(practicum.database())?;
    let key = format!("rehearsed.{person}");
    db.execute("INSERT OR REPLACE INTO settings (key, value_json) VALUES (?1, 'true')", [key])?;
    Ok(())
}

fn to_the_home_screen(window: &mut Window<'_>) -> Result<()> {
    window.wait("the picker", LONGEST, |window| paper(window, 12))?;
    stands_still(window)?;
    window.keys(&["Return"])?;
    stands_still(window)
}

/// What was typed or clicked has had its effect: keys that come in the same frame would go to the same field.
fn stands_still(window: &mut Window<'_>) -> Result<()> {
    let (mut before, mut since) = (window.picture()?, Instant::now());
    window.wait("a page that stands still", LONGEST, |window| {
        let now = window.picture()?;
        let n_other = now.pixels().zip(before.pixels()).filter(|(now, before)| now != before).count();
        // More than the cursor that blinks in a field.
        if n_other > CURSOR_PX {
            (before, since) = (now, Instant::now());
        }
        Ok((since.elapsed() > STILL).then_some(()))
    })
}

/// Something large in the colour of paper stands on the screen.
fn paper(window: &mut Window<'_>, percent: usize) -> Result<Option<()>> {
    let picture = window.picture()?;
    let paper = picture.pixels().filter(|pixel| pixel.0.iter().all(|channel| *channel > 0xf0)).count();
    Ok((paper * 100 > picture.pixels().len() * percent).then_some(()))
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
        ensure!(!is_there(b"\"2580\"") && !is_there(b"\"1357\""), "{} holds a PIN", path.display());
    }
    Ok(())
}
