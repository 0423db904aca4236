//! Templates as an author gets them, played to their end in the window by mouse and by keys: messages with something behind their
//! lines, a call, and a place made of a photo and a 360° picture.
//!
//! Start at [`begun`]; each template has a test of its own.

use anyhow::Result;
use journeys::display::{Display, Window};
use journeys::playing::{Hands, Playing};
use journeys::program::Practicum;
use journeys::tryout::Tryout;

const DELIVERY: [&str; 2] = ["File it.", "Report it as suspicious."];
const PAYROLL: [&str; 3] = ["Report it.", "Open the link to see whether it is real.", "Delete it."];
const ROSTER: [&str; 2] = ["Answer it.", "Report it: it has a deadline."];
/// What gives the second message away, and what is behind it.
const CUES: [(&str, Option<&str>); 3] = [
    ("From Harbour Payroll. It really is:", Some("payroll@harbour-cl1nic.example")),
    ("Reply to Harbour Payroll. It really is:", Some("desk@fast-payroll.test")),
    ("Dear employee,", None),
];
const GREETING: [&str; 2] = ["\"Harbour Clinic", "\"Yes?\""];
const REQUEST: [&str; 3] = ["\"I cannot say who is here.", "\"She is here,", "\"One moment,"];
const PRESSURE: [&str; 3] = ["\"I understand.", "\"All right,", "Hang up"];

const EXTENSION: &str = "Extension that it goes to";
const WANTED: &str = "What the caller wanted to know: Something about a patient";

#[test]
fn messages_are_looked_behind_marked_and_decided_with_the_mouse() {
    triages(Hands::Mouse, "inbox-mouse").unwrap();
}

#[test]
fn messages_are_looked_behind_marked_and_decided_with_keys_alone() {
    triages(Hands::Keys, "inbox-keys").unwrap();
}

#[test]
fn a_call_is_answered_with_the_mouse() {
    answers_the_phone(Hands::Mouse, "phone-mouse").unwrap();
}

#[test]
fn a_call_is_answered_with_keys_alone() {
    answers_the_phone(Hands::Keys, "phone-keys").unwrap();
}

#[test]
fn a_place_in_pictures_is_gone_through_with_the_mouse() {
    goes_through_pictures(Hands::Mouse, "pictures-mouse").unwrap();
}

#[test]
fn a_place_in_pictures_is_gone_through_with_keys_alone() {
    goes_through_pictures(Hands::Keys, "pictures-keys").unwrap();
}

/// A new module of this template, and the window with it.
fn begun<'a>(display: &'a Display, practicum: &Practicum, template: &str, hands: Hands, album: &str) -> Result<Playing<'a>> {
    let folder = practicum.scratch().join(format!("my-{template}"));
    practicum.run(["new", template, &folder.display().to_string()])?.succeeded()?;
    Tryout::open(display, practicum, &folder, album)?.plays_on(hands)
}

fn triages(hands: Hands, album: &str) -> Result<()> {
    let (practicum, display) = (Practicum::new()?, Display::open()?);
    let mut playing = begun(&display, &practicum, "inbox-triage", hands, album)?;
    acts_through(&mut playing, &["open"])?;
    playing.points_at("From Stores. It really is:")?;
    playing.window.thing("stores@harbour-clinic.example")?;
    playing.window.keep_picture("behind")?;
    decides(&mut playing, "delivery", &DELIVERY)?;
    for (cue, behind) in CUES {
        playing.marks(cue, behind)?;
    }
    playing.window.keep_picture("marked")?;
    decides(&mut playing, "payroll", &PAYROLL)?;
    decides(&mut playing, "roster", &ROSTER)?;
    acts_through(&mut playing, &["lock"])?;
    ends(&mut playing)
}

fn answers_the_phone(hands: Hands, album: &str) -> Result<()> {
    let (practicum, display) = (Practicum::new()?, Display::open()?);
    let mut playing = begun(&display, &practicum, "phone-script", hands, album)?;
    acts_through(&mut playing, &["desk", "pick-up"])?;
    decides(&mut playing, "greeting", &GREETING)?;
    decides(&mut playing, "request", &REQUEST)?;
    decides(&mut playing, "pressure", &PRESSURE)?;
    reports(&mut playing)?;
    ends(&mut playing)
}

/// Fills in the form about the call.
fn reports(playing: &mut Playing<'_>) -> Result<()> {
    playing.window.control(EXTENSION)?;
    looks(&mut playing.window, "form")?;
    playing.points_at(EXTENSION)?;
    if playing.hands == Hands::Mouse {
        playing.window.clicks_on(EXTENSION)?;
    }
    playing.window.types("2400")?;
    playing.marks(WANTED, None)?;
    looks(&mut playing.window, "filled-in")?;
    match playing.hands {
        Hands::Mouse => playing.window.clicks_on("Hand in")?,
        Hands::Keys => {
            playing.points_at("Hand in")?;
            playing.window.keys(&["Return"])?;
        }
    }
    playing.is_behind("report")
}

fn goes_through_pictures(hands: Hands, album: &str) -> Result<()> {
    let (practicum, display) = (Practicum::new()?, Display::open()?);
    let mut playing = begun(&display, &practicum, "photo", hands, album)?;
    for (step, n_deeds) in [("ways-out", 2), ("to-the-wall", 1), ("check", 2), ("cabinet", 1), ("back", 1)] {
        looks(&mut playing.window, step)?;
        playing.acts_times(step, n_deeds)?;
        playing.is_behind(step)?;
    }
    ends(&mut playing)
}

fn acts_through(playing: &mut Playing<'_>, steps: &[&str]) -> Result<()> {
    for step in steps {
        looks(&mut playing.window, step)?;
        playing.acts()?;
        playing.is_behind(step)?;
    }
    Ok(())
}

/// Chooses the first answer, which is right.
fn decides(playing: &mut Playing<'_>, step: &str, answers: &[&str]) -> Result<()> {
    playing.window.control(answers[0])?;
    looks(&mut playing.window, step)?;
    playing.decides(&answers[..1], answers)?;
    playing.is_behind(step)
}

/// A picture to look at, once everything stands still.
fn looks(window: &mut Window<'_>, name: &str) -> Result<()> {
    window.rests()?;
    window.draws()?;
    window.keep_picture(name).map(drop)
}

fn ends(playing: &mut Playing<'_>) -> Result<()> {
    playing.ends_well()?;
    playing.window.keep_picture("end").map(drop)
}
