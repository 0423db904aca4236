//! Writing a module with the window open, and a module of one's own from nothing: as an author does it, with what the program
//! prints and shows, and nothing else.
//!
//! What stands in the room is read from the record of the tries: which version, at which step. What is shown is read from
//! pictures of the screen.

use anyhow::{Context, Result, ensure};
use image::imageops::crop_imm;
use journeys::display::{Display, Window};
use journeys::eyes::{LONGEST, MIDDLE, is_paper, nearly_alike};
use journeys::program::Practicum;
use journeys::tryout::{Tryout, step_of, version_of};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longer than a few frames on a busy machine.
const STILL: Duration = Duration::from_millis(500);
/// Left, top, width, height of the third and the second row in the list of steps.
const THIRD_STEP: [u32; 4] = [80, 192, 200, 28];
const SECOND_STEP: [u32; 4] = [80, 158, 200, 28];
/// Where a problem is shown.
const PROBLEM: [u32; 4] = [40, 560, 1200, 140];

fn changed(file: &Path, from: &str, to: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    ensure!(text.contains(from), "`{from}` is not in {}", file.display());
    Ok(fs::write(file, text.replacen(from, to, 1))?)
}

fn shows_a_problem(window: &Window<'_>) -> Result<bool> {
    let [left, top, width, height] = PROBLEM;
    let picture = window.picture()?;
    let panel = crop_imm(&picture, left, top, width, height).to_image();
    Ok(panel.pixels().filter(|pixel| is_paper(pixel)).count() * 100 > panel.pixels().len() * 70)
}

/// An attempt's header is on record before it stands at its step.
fn stands_at(facts: &[serde_json::Value], version: &str, step: &str) -> bool {
    version_of(facts) == version && step_of(facts) == step
}

fn row(window: &Window<'_>, [left, top, width, height]: [u32; 4]) -> Result<image::RgbImage> {
    Ok(crop_imm(&window.picture()?, left, top, width, height).to_image())
}

#[test]
fn what_an_author_saves_stands_at_the_same_step_and_what_is_broken_is_shown() {
    writes_with_the_window_open().unwrap();
}

fn writes_with_the_window_open() -> Result<()> {
    let began = Instant::now();
    let practicum = Practicum::new()?;
    let folder = practicum.scratch().join("my-tour");
    practicum.run(["new", "tour", &folder.display().to_string()])?.succeeded()?;
    let file = folder.join("module.toml");
    let display = Display::open()?;
    let mut tryout = Tryout::open(&display, &practicum, &folder, "author")?;
    tryout.window.shows_paper("the author's overlay", 4)?;
    tryout.comes_to_be("the first step", |facts| step_of(facts) == "desk", |_| Ok(()))?;

    // To the third step, with the keys: the first two are done there.
    let jump = |window: &mut Window<'_>| {
        // The list has the keys from the frame after `J` on.
        for keys in [&["Escape", "j"][..], &["Down", "Down"], &["Return"]] {
            window.keys(keys)?;
            window.stands_still(STILL)?;
        }
        Ok(())
    };
    jump(&mut tryout.window)?;
    let facts = tryout.comes_to_be("the third step", |facts| step_of(facts) == "alarm", jump)?;
    let done: Vec<_> = facts.iter().filter(|fact| fact["fact"] == "step_completed").map(|fact| fact["step"].clone()).collect();
    ensure!(done == ["desk", "sign-in"], "{done:?}");
    tryout.window.stands_still(STILL)?;
    tryout.window.keep_picture("jumped")?;

    // A click on the alarm in front of one, then its lines are copied as the author wrote them.
    let copied = tryout.window.wait("the alarm's lines on the clipboard", LONGEST, |window| {
        for below_px in [35, 15, 50, 0] {
            window.clicks([MIDDLE[0], MIDDLE[1] + below_px])?;
            window.stands_still(STILL)?;
            window.keys(&["c"])?;
            window.stands_still(STILL)?;
            if let Some(copied) = window.clipboard()?.filter(|copied| copied.starts_with("[objects.alarm]")) {
                return Ok(Some(copied));
            }
            // Not it: nothing is held on to any more.
            window.keys(&["Escape"])?;
        }
        Ok(None)
    })?;
    tryout.window.keep_picture("copied")?;
    ensure!(copied.starts_with("[objects.alarm]\nnode  = \"PullStation\""), "copied was {copied:?}");

    // Saved: the same step, the new version, the new words.
    let (third, second) = (row(&tryout.window, THIRD_STEP)?, row(&tryout.window, SECOND_STEP)?);
    changed(&file, "Look at the fire alarm.", "Find the red box.")?;
    changed(&file, "\"1.0.0\"", "\"1.1.0\"")?;
    let saved = Instant::now();
    tryout.comes_to_be("the saved version at the same step", |facts| stands_at(facts, "1.1.0", "alarm"), |_| Ok(()))?;
    println!("saved to on record: {:.2} s", saved.elapsed().as_secs_f32());
    tryout.window.wait("the new words in the list", LONGEST, |window| {
        Ok((!nearly_alike(&third, &row(window, THIRD_STEP)?)).then_some(()))
    })?;
    ensure!(nearly_alike(&second, &row(&tryout.window, SECOND_STEP)?), "the step before has other words, too");
    ensure!(!shows_a_problem(&tryout.window)?, "a problem is shown of a file that has none");
    tryout.window.keep_picture("saved")?;

    // Broken: the problem is shown, and what was good goes on.
    let attempts = tryout.record()?.attempts()?;
    changed(&file, "press = \"book\"", "press = \"bok\"")?;
    tryout.window.wait("the problem", LONGEST, |window| Ok(shows_a_problem(window)?.then_some(())))?;
    tryout.window.keep_picture("broken")?;
    ensure!(tryout.record()?.attempts()? == attempts, "a file with problems was played");
    changed(&file, "press = \"bok\"", "press = \"book\"")?;
    changed(&file, "\"1.1.0\"", "\"1.2.0\"")?;
    tryout.comes_to_be("the mended version at the same step", |facts| stands_at(facts, "1.2.0", "alarm"), |_| Ok(()))?;
    tryout.window.wait("the problem to go", LONGEST, |window| Ok((!shows_a_problem(window)?).then_some(())))?;

    // Played on from there.
    tryout.window.keys(&["F5"])?;
    plays(&mut tryout, &["alarm", "aed", "exit"])?;
    println!("author: {:.0} s; pictures in target/journeys/author", began.elapsed().as_secs_f32());
    Ok(())
}

/// Does these steps with the keys alone.
fn plays(tryout: &mut Tryout<'_>, steps: &[&str]) -> Result<()> {
    for step in steps {
        tryout.window.stands_still(STILL)?;
        let act = |window: &mut Window<'_>| window.keys(&["Tab", "Return"]);
        act(&mut tryout.window)?;
        let is_done =
            |facts: &[serde_json::Value]| facts.iter().any(|fact| fact["fact"] == "step_completed" && fact["step"] == *step);
        tryout.comes_to_be(&format!("the step {step}"), is_done, act).with_context(|| format!("at the step {step}"))?;
    }
    let facts =
        tryout.comes_to_be("the end", |facts| facts.last().is_some_and(|fact| fact["fact"] == "attempt_closed"), |_| Ok(()))?;
    let closed = facts.last().context("no facts")?;
    ensure!(closed["outcome"] == "passed" && closed["score_permille"] == 1000, "{closed}");
    Ok(())
}

/// A morning round in five steps, with a slip in the third. All it takes stands in the template and in what `practicum scenes`
/// prints.
const OWN_STEPS: &str = r#"
[[step]]
id   = "desk"
say  = "Go to the front desk."
do   = { go_to = "desk" }

[[step]]
id   = "sign-in"
say  = "Press the sign-in book."
do   = { press = "book" }

[[step]]
id   = "drawer"
say  = "Open the drawer."
do   = { set = "drawr", to = "open" }

[[step]]
id   = "badge"
say  = "Take the badge."
do   = { take = "badge" }

[[step]]
id   = "wear"
say  = "Put the badge on."
do   = { put = "badge", on = "trainee" }

[[hint]]
id    = "desk-where"
step  = "desk"
say   = "The long counter with the wooden front."
point = "desk"

[[hint]]
id   = "sign-in-where"
step = "sign-in"
say  = "It lies open on the counter."

[[hint]]
id   = "drawer-where"
step = "drawer"
say  = "Under the desk with the screen."

[[hint]]
id   = "badge-where"
step = "badge"
say  = "On the counter, beside the book."

[[hint]]
id   = "wear-how"
step = "wear"
say  = "Act on yourself with the badge in your hand."
"#;

const OWN_OBJECTS: &str = r#"
[objects.drawer]
node   = "Drawer"
name   = "drawer"
kind   = "door"
states = ["shut", "open"]
start  = "shut"

[objects.badge]
node = "Badge"
name = "badge"
kind = "item"
"#;

#[test]
fn a_new_author_gets_to_a_module_of_their_own() {
    becomes_an_author().unwrap();
}

fn becomes_an_author() -> Result<()> {
    let began = Instant::now();
    let practicum = Practicum::new()?;
    let folder = practicum.scratch().join("morning-round");
    let named = folder.display().to_string();
    let templates = practicum.run(["new", "--list"])?.succeeded()?;
    ensure!(templates.contains("tour"), "{templates}");
    let begun = practicum.run(["new", "tour", &named])?.succeeded()?;
    ensure!(begun.contains("check"), "whoever begins is told what to do next: {begun}");
    let scene = practicum.run(["scenes", "harbour-clinic"])?.succeeded()?;
    ensure!(scene.contains("Drawer") && scene.contains("Badge"), "{scene}");

    // The template's steps and hints give way to one's own; what they need is added to the objects.
    let file = folder.join("module.toml");
    let text = fs::read_to_string(&file)?;
    let objects_end = text.find("# The steps follow one another.").context("the template tells where the steps begin")?;
    fs::write(&file, [&text[..objects_end], OWN_OBJECTS, OWN_STEPS].concat())?;

    // The slip is found where it is, with what to write instead.
    let checked = practicum.run(["check", &named])?;
    let line = 1 + fs::read_to_string(&file)?.lines().position(|line| line.contains("drawr")).context("the slip")?;
    ensure!(checked.code == Some(1), "{checked:?}");
    ensure!(
        checked.out.contains(&format!("module.toml:{line}:")) && checked.out.contains("Did you mean `drawer`?"),
        "{}",
        checked.out
    );
    let rehearsed = practicum.run(["rehearse", &named])?;
    ensure!(rehearsed.code != Some(0), "a module with errors was rehearsed: {rehearsed:?}");
    changed(&file, "drawr", "drawer")?;
    let checked = practicum.run(["check", &named])?.succeeded()?;
    ensure!(checked.contains("can be played"), "{checked}");
    let rehearsed = practicum.run(["rehearse", &named])?.succeeded()?;
    ensure!(rehearsed.contains("Everything can be reached, finished and caught."), "{rehearsed}");
    let watched = practicum.run(["watch", &named, "--no-pictures"])?.succeeded()?;
    ensure!(watched.contains("5 of 5"), "{watched}");

    let other = Practicum::new()?;
    let display = Display::open()?;
    let mut tryout = Tryout::open(&display, &other, &folder, "new-author")?;
    tryout.window.shows_paper("the author's overlay", 4)?;
    tryout.window.keys(&["F5"])?;
    plays(&mut tryout, &["desk", "sign-in", "drawer", "badge", "wear"])?;
    println!("new author: {:.0} s; pictures in target/journeys/new-author", began.elapsed().as_secs_f32());
    Ok(())
}
