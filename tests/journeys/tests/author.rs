//! Writing a module with the window open, and a module of one's own from nothing: as an author does it, with what the program
//! prints and shows, and nothing else.
//!
//! What stands in the room is read from the record of the tries: which version, at which step. What is shown is heard
//! as a screen reader is told it.

use anyhow::{Context, Result, ensure};
use journeys::display::Display;
use journeys::ears::Told;
use journeys::eyes::{LONGEST, MIDDLE};
use journeys::playing::{Hands, Playing};
use journeys::program::Practicum;
use journeys::tryout::{Tryout, step_of, version_of};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// How far below the middle of the view a thing may stand that one was turned to.
const BELOW_PX: [u32; 4] = [35, 15, 50, 0];

fn changed(file: &Path, from: &str, to: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    ensure!(text.contains(from), "`{from}` is not in {}", file.display());
    Ok(fs::write(file, text.replacen(from, to, 1))?)
}

/// An attempt's header is on record before it stands at its step.
fn stands_at(facts: &[Value], version: &str, step: &str) -> bool {
    version_of(facts) == version && step_of(facts) == step
}

/// The problem that is shown, in words.
fn problem(told: &Told) -> Option<&str> {
    told.things.iter().map(|thing| thing.name.as_str()).find(|name| name.starts_with("P020"))
}

fn words_of_step(told: &Told, n: usize) -> Option<&str> {
    told.control(&format!("Jump to step {n}: ")).map(|thing| thing.name.as_str())
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
    tryout.comes_to_be("the first step", |facts| step_of(facts) == "desk")?;

    // To the third step, with the keys: the first two are done there.
    for key in ["j", "Down", "Down", "Return"] {
        tryout.window.rests()?;
        tryout.window.keys(&[key])?;
    }
    let facts = tryout.comes_to_be("the third step", |facts| step_of(facts) == "alarm")?;
    let done: Vec<_> = facts.iter().filter(|fact| fact["fact"] == "step_completed").map(|fact| fact["step"].clone()).collect();
    ensure!(done == ["desk", "sign-in"], "{done:?}");
    tryout.window.wait_for_told("the third step in the list", |told| {
        told.control("Jump to step 3: ").is_some_and(|step| step.is_chosen).then_some(())
    })?;
    tryout.window.keep_picture("jumped")?;

    // A click on the alarm in front of one, then its lines are copied as the author wrote them.
    points_at_the_alarm(&mut tryout)?;
    let [x, y] = tryout.window.told()?.pointer.context("the pointer is somewhere")?;
    tryout.window.clicks([x, y])?;
    tryout.window.rests()?;
    tryout.window.keys(&["c"])?;
    let copied = tryout.window.wait("the alarm's lines on the clipboard", LONGEST, |window| window.clipboard())?;
    tryout.window.keep_picture("copied")?;
    ensure!(copied.starts_with("[objects.alarm]\nnode  = \"PullStation\""), "copied was {copied:?}");

    // Saved: the same step, the new version, the new words.
    let second = words_of_step(&tryout.window.told()?, 2).context("the list names its steps")?.to_owned();
    changed(&file, "Look at the fire alarm.", "Find the red box.")?;
    changed(&file, "\"1.0.0\"", "\"1.1.0\"")?;
    let saved = Instant::now();
    tryout.comes_to_be("the saved version at the same step", |facts| stands_at(facts, "1.1.0", "alarm"))?;
    println!("saved to on record: {:.2} s", saved.elapsed().as_secs_f32());
    let told = tryout.window.wait_for_told("the new words in the list", |told| {
        words_of_step(told, 3).is_some_and(|words| words.contains("Find the red box.")).then(|| told.clone())
    })?;
    ensure!(words_of_step(&told, 2) == Some(&second), "the step before has other words, too");
    ensure!(problem(&told).is_none(), "a problem is shown of a file that has none: {:?}", problem(&told));
    tryout.window.keep_picture("saved")?;

    // Broken: the problem is shown, and what was good goes on.
    let attempts = tryout.record()?.attempts()?;
    changed(&file, "press = \"book\"", "press = \"bok\"")?;
    let shown = tryout.window.wait_for_told("the problem", |told| problem(told).map(str::to_owned))?;
    ensure!(shown.contains("Did you mean `book`?"), "{shown}");
    tryout.window.keep_picture("broken")?;
    ensure!(tryout.record()?.attempts()? == attempts, "a file with problems was played");
    changed(&file, "press = \"bok\"", "press = \"book\"")?;
    changed(&file, "\"1.1.0\"", "\"1.2.0\"")?;
    tryout.comes_to_be("the mended version at the same step", |facts| stands_at(facts, "1.2.0", "alarm"))?;
    tryout.window.wait_for_told("the problem to go", |told| problem(told).is_none().then_some(()))?;

    // Played on from there.
    plays(&mut tryout.plays_on(Hands::Keys)?, &["alarm", "aed", "exit"])?;
    println!("author: {:.0} s; pictures in target/journeys/author", began.elapsed().as_secs_f32());
    Ok(())
}

/// Moves the pointer about the middle of the view until the lines for the alarm are shown.
fn points_at_the_alarm(tryout: &mut Tryout<'_>) -> Result<()> {
    for below_px in BELOW_PX {
        let at = [MIDDLE[0], MIDDLE[1] + below_px];
        tryout.window.moves_to(at)?;
        let told = tryout
            .window
            .wait_for_told("the pointer in the room", |told| (told.rests() && told.pointer == Some(at)).then(|| told.clone()))?;
        if told.things.iter().any(|thing| thing.name.starts_with("[objects.alarm]")) {
            return Ok(());
        }
    }
    anyhow::bail!("the alarm does not stand in front of who jumped to its step: {:?}", tryout.window.told()?.names())
}

/// Does these steps with the keys alone.
fn plays(playing: &mut Playing<'_>, steps: &[&str]) -> Result<()> {
    for step in steps {
        playing.acts()?;
        playing.is_behind(step)?;
    }
    playing.ends_well().map(drop)
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
    let tryout = Tryout::open(&display, &other, &folder, "new-author")?;
    plays(&mut tryout.plays_on(Hands::Keys)?, &["desk", "sign-in", "drawer", "badge", "wear"])?;
    println!("new author: {:.0} s; pictures in target/journeys/new-author", began.elapsed().as_secs_f32());
    Ok(())
}
