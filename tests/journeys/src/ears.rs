//! What the program tells of each frame: what came in, whether anything still goes on, and what a screen reader is told of the
//! screen. Journeys wait for that, and not for a time that may be too short on a busy machine.
//!
//! Knows no picture. Start at [`Window::rests`] and [`Window::thing`].

use crate::display::Window;
use crate::eyes::{LONGEST, Place};
use anyhow::{Context, Result};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::ChildStdout;
use std::sync::{Arc, Mutex};

/// A next frame that comes sooner belongs to what was just done.
const SOON_MS: u64 = 200;

/// The last frame that was told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Which frame since the start.
    pub nth: u64,
    /// Presses of keys and buttons, and notches of the wheel, that had come in by then.
    pub taken: u64,
    /// So many frames running, since something came in, nothing went on by itself that one would wait for.
    pub n_at_rest: u32,
    /// What went on by itself in that frame, in a word.
    pub goes_on: Option<String>,
    /// When the next frame comes though nothing happens.
    pub next_ms: Option<u64>,
    /// The picture is a coarse one, and a sharper one follows when nothing moves.
    pub sharpens: bool,
    pub pointer: Option<[u32; 2]>,
    pub things: Vec<Thing>,
}

/// Something on the screen that has words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub role: String,
    pub name: String,
    pub place: Place,
    pub is_chosen: bool,
    pub is_off: bool,
    pub has_focus: bool,
}

/// Hears until the program ends.
#[derive(Debug, Default, Clone)]
pub struct Ears(Arc<Mutex<Told>>);

impl Ears {
    /// Listens to a program's output in the background.
    pub fn of(output: ChildStdout) -> Self {
        let ears = Self::default();
        let heard = ears.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let (Some(told), Ok(mut last)) = (told_in(&line), heard.0.lock()) {
                    let before = if last.taken == told.taken { last.n_at_rest } else { 0 };
                    *last = Told { nth: last.nth + 1, n_at_rest: (before + 1) * told.n_at_rest, ..told };
                }
            }
        });
        ears
    }

    pub fn last(&self) -> Result<Told> {
        self.0.lock().ok().map(|told| told.clone()).context("nobody listens to the program")
    }
}

fn told_in(line: &str) -> Option<Told> {
    let told: Value = serde_json::from_str(line).ok()?;
    let things = told["nodes"].as_array()?.iter().filter_map(thing_in).collect();
    let goes_on = told.get("goes_on")?.as_str().map(str::to_owned);
    let n_at_rest = u32::from(goes_on.is_none());
    let px = |idx: usize| told["pointer"][idx].as_f64().map(|px| px.round() as u32);
    let pointer = px(0).zip(px(1)).map(|(x, y)| [x, y]);
    Some(Told {
        nth: 0,
        taken: told["taken"].as_u64()?,
        n_at_rest,
        goes_on,
        next_ms: told["next_ms"].as_u64(),
        sharpens: told["sharpens"].as_bool()?,
        pointer,
        things,
    })
}

fn thing_in(node: &Value) -> Option<Thing> {
    let side = |idx: usize| node["at"][idx].as_f64().map(|px| px.max(0.0) as u32);
    Some(Thing {
        role: node["role"].as_str()?.to_owned(),
        name: node["name"].as_str()?.to_owned(),
        place: Place { left: side(0)?, top: side(1)?, right: side(2)?, bottom: side(3)? },
        is_chosen: node["is_chosen"] == true,
        is_off: node["is_off"] == true,
        has_focus: node["has_focus"] == true,
    })
}

impl Told {
    /// What a frame brings about may show in the next one, if that comes at once.
    pub fn rests(&self) -> bool {
        self.n_at_rest > 1 || self.is_last()
    }

    /// Nothing goes on in the scene, and no other frame belongs to what was just done.
    fn is_last(&self) -> bool {
        self.n_at_rest > 0 && self.next_ms.is_none_or(|next_ms| next_ms > SOON_MS)
    }

    /// The thing that is called so, or begins so.
    pub fn thing(&self, name: &str) -> Option<&Thing> {
        let exact = self.things.iter().find(|thing| thing.name == name);
        exact.or_else(|| self.things.iter().find(|thing| thing.name.starts_with(name)))
    }

    /// The same among what can be operated.
    pub fn control(&self, name: &str) -> Option<&Thing> {
        let is_control = |thing: &&Thing| !["Label", "Status", "Window", "TextRun"].contains(&thing.role.as_str());
        let exact = self.things.iter().filter(is_control).find(|thing| thing.name == name);
        exact.or_else(|| self.things.iter().filter(is_control).find(|thing| thing.name.starts_with(name)))
    }
}

impl Window<'_> {
    /// Waits until all that was done has come in, and what came of it has come to its end. What is on record then is all.
    pub fn rests(&mut self) -> Result<Told> {
        let rested = self.wait_for_told("a frame in which everything rests", |told| told.rests().then(|| told.clone()));
        rested.with_context(|| match self.told() {
            Ok(told) => format!("{:?} goes on; {} of {} presses have come in", told.goes_on, told.taken, self.n_done()),
            Err(why) => why.to_string(),
        })
    }

    /// The same, with the picture at its sharpest too.
    pub fn rests_sharply(&mut self) -> Result<Told> {
        self.wait_for_told("a sharp frame in which everything rests", |told| {
            (told.rests() && !told.sharpens).then(|| told.clone())
        })
    }

    /// Waits for a frame, after all that was done has come in, in which there is something.
    pub fn wait_for_told<T>(&mut self, what: &str, mut there: impl FnMut(&Told) -> Option<T>) -> Result<T> {
        self.wait(what, LONGEST, |window| {
            let told = window.told()?;
            Ok(if told.taken < window.n_done() { None } else { there(&told) })
        })
    }

    /// Waits until something with this name stands on the screen and stays where it is.
    pub fn thing(&mut self, name: &str) -> Result<Thing> {
        self.stays(name, |told| told.thing(name).cloned())
    }

    /// Waits until something that can be operated has this name and stays where it is.
    pub fn control(&mut self, name: &str) -> Result<Thing> {
        self.stays(name, |told| told.control(name).filter(|thing| !thing.is_off).cloned())
    }

    /// A card may take another place once it knows its size, and what is scrolled glides: it stays when it stands there in another frame
    /// too, or none follows.
    fn stays(&mut self, name: &str, find: impl Fn(&Told) -> Option<Thing>) -> Result<Thing> {
        let mut before: Option<(u64, Thing)> = None;
        let what = format!("`{name}` on the screen");
        let found = self.wait_for_told(&what, |told| {
            let now = find(told)?;
            if told.is_last() || before.as_ref().is_some_and(|(nth, before)| *nth < told.nth && *before == now) {
                return Some(now);
            }
            if before.as_ref().is_none_or(|(_, before)| *before != now) {
                before = Some((told.nth, now));
            }
            None
        });
        found.with_context(|| match self.told() {
            Ok(told) => format!("the screen said: {:?}", told.names()),
            Err(why) => why.to_string(),
        })
    }

    /// Clicks what has this name.
    pub fn clicks_on(&mut self, name: &str) -> Result<()> {
        let thing = self.control(name)?;
        self.clicks(thing.place.middle())
    }

    /// Waits until nothing with this name is on the screen.
    pub fn is_gone(&mut self, name: &str) -> Result<()> {
        self.wait_for_told(&format!("the end of `{name}`"), |told| told.thing(name).is_none().then_some(()))
    }
}

impl Told {
    /// Everything on the screen that has words.
    pub fn names(&self) -> Vec<&str> {
        self.things.iter().map(|thing| thing.name.as_str()).collect()
    }
}
