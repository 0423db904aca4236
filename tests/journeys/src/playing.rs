//! An attempt in the window, played by mouse or by keys, and what of it is on record.
//!
//! Whoever acts waits first until everything rests, so that nothing is done twice and nothing too early; then for what is to come
//! of it. Start at [`Playing::acts`].

use crate::display::Window;
use crate::ears::{Thing, Told};
use crate::eyes::{LONGEST, MIDDLE, Place};
use crate::record::{Record, assert_each_once};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::path::PathBuf;

/// No card has more to go through, or is longer.
const N_TABS_MAX: usize = 40;
const N_SCROLLS_MAX: usize = 40;
/// No room has more things to come to.
const N_THINGS_MAX: usize = 120;

/// How a journey acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// `F` turns to the target; everything else is clicked, held and wheeled.
    Mouse,
    Keys,
}

/// One attempt, and the window it is played in.
#[derive(Debug)]
pub struct Playing<'a> {
    pub window: Window<'a>,
    pub database: PathBuf,
    pub hands: Hands,
    pub attempt: String,
}

impl Playing<'_> {
    pub fn record(&self) -> Result<Record> {
        Record::open(&self.database)
    }

    pub fn facts(&self) -> Result<Vec<Value>> {
        self.record()?.facts(&self.attempt)
    }

    /// Acts on what is to be done next: chooses it with Tab, or turns to it and clicks it in the middle of the view.
    pub fn acts(&mut self) -> Result<()> {
        self.window.rests()?;
        match self.hands {
            Hands::Keys => self.window.keys(&["Tab", "Return"]),
            Hands::Mouse => {
                self.faces_the_target()?;
                self.window.clicks(MIDDLE)
            }
        }
    }

    /// Goes from thing to thing with Tab until the label says this one, then acts on it: where nothing shows what is next.
    pub fn acts_on(&mut self, name: &str) -> Result<()> {
        self.comes_to(name)?;
        self.window.keys(&["Return"])
    }

    /// The same without acting.
    pub fn comes_to(&mut self, name: &str) -> Result<()> {
        // On a label a name begins with a capital letter.
        let name_at_the_end = format!(" {}", name.to_lowercase());
        let ends_so = |thing: &Thing| thing.role == "Button" && thing.name.to_lowercase().ends_with(&name_at_the_end);
        for _ in 0..N_THINGS_MAX {
            self.window.keys(&["Tab"])?;
            // Something held goes on meanwhile: then nothing rests, and the label is there all the same.
            let told = self.window.wait_for_told("what Tab has come to", |told| Some(told.clone()))?;
            if told.things.iter().any(ends_so) {
                return Ok(());
            }
        }
        bail!("Tab never comes to `{name}`")
    }

    /// Turns to what is to be done next, with the pointer in the middle of the view.
    pub fn faces_the_target(&mut self) -> Result<()> {
        self.window.moves_to(MIDDLE)?;
        self.window.keys(&["f"])?;
        self.window.rests()?;
        Ok(())
    }

    /// Acts so often; each time something has to come of it on disk.
    pub fn acts_times(&mut self, step: &str, n: usize) -> Result<()> {
        for nth in 1..n {
            let before = self.record()?.objects_hash(&self.attempt)?;
            self.acts()?;
            let (database, attempt) = (self.database.clone(), self.attempt.clone());
            self.window
                .wait("what came of it on disk", LONGEST, |_| {
                    Ok((Record::open(&database)?.objects_hash(&attempt)? != before).then_some(()))
                })
                .with_context(|| format!("deed {nth} of {n} of {step}"))?;
        }
        self.acts()
    }

    /// Holds what is to be held until the step is done. With keys, a tap holds until the next one.
    pub fn holds(&mut self, step: &str) -> Result<()> {
        if self.hands == Hands::Keys {
            return self.acts();
        }
        self.window.rests()?;
        self.faces_the_target()?;
        self.window.button_down("1")?;
        self.is_behind(step)?;
        self.window.button_up("1")
    }

    /// Presses a button of the HUD: clicks it, or presses the key that stands on it.
    pub fn presses(&mut self, name: &str, key: &str) -> Result<()> {
        let thing = self.window.control(name)?;
        match self.hands {
            Hands::Keys => self.window.keys(&[key]),
            Hands::Mouse => self.window.clicks(thing.place.middle()),
        }
    }

    /// Chooses these answers, in this order, of all that the card has; then decides.
    pub fn decides(&mut self, chosen: &[&str], all: &[&str]) -> Result<()> {
        self.chooses(chosen, all)?;
        // Enter would mark or unmark a part that has the focus.
        if self.hands == Hands::Keys && self.window.rests()?.things.iter().any(|thing| thing.has_focus) {
            self.points_at("Decide")?;
        }
        self.presses("Decide", "Return")
    }

    /// Chooses these answers of all that the card has, wherever they stand on it.
    pub fn chooses(&mut self, chosen: &[&str], all: &[&str]) -> Result<()> {
        for answer in chosen {
            let thing = self.in_sight(answer)?;
            match self.hands {
                Hands::Mouse => self.window.clicks(thing.place.middle())?,
                Hands::Keys => {
                    // As one reads: row by row, and in a row from the left.
                    let mut corners = Vec::new();
                    for other in all {
                        let place = self.window.control(other)?.place;
                        corners.push((place.top, place.left));
                    }
                    let own = (thing.place.top, thing.place.left);
                    let place = 1 + corners.iter().filter(|corner| **corner < own).count();
                    self.window.keys(&[&place.to_string()])?;
                }
            }
            self.window.wait_for_told(&format!("`{answer}` to be chosen"), |told| {
                told.control(answer).is_some_and(|thing| thing.is_chosen).then_some(())
            })?;
        }
        Ok(())
    }

    /// Marks a part of a card. What is behind a part shows before, to who points at it or comes to it with Tab.
    pub fn marks(&mut self, part: &str, behind: Option<&str>) -> Result<()> {
        self.points_at(part)?;
        if let Some(behind) = behind {
            self.window.thing(behind)?;
        }
        match self.hands {
            Hands::Mouse => self.window.clicks_on(part)?,
            Hands::Keys => self.window.keys(&["Return"])?,
        }
        self.window.wait_for_told(&format!("`{part}` to be marked"), |told| {
            told.control(part).is_some_and(|thing| thing.is_chosen).then_some(())
        })
    }

    /// Moves the pointer over something on a card, or the keyboard's focus to it.
    pub fn points_at(&mut self, name: &str) -> Result<()> {
        let thing = self.in_sight(name)?;
        if self.hands == Hands::Mouse {
            return self.window.moves_to(thing.place.middle());
        }
        for _ in 0..N_TABS_MAX {
            if self.window.rests()?.control(name).is_some_and(|thing| thing.has_focus) {
                return Ok(());
            }
            self.window.keys(&["Tab"])?;
        }
        bail!("Tab never comes to `{name}`")
    }

    /// Something on a card, once no part of it is hidden: what lies below is scrolled to. What stands in the column of the card's
    /// foot is in sight above the foot; what stands beside the foot, above its lower edge.
    fn in_sight(&mut self, name: &str) -> Result<Thing> {
        for _ in 0..N_SCROLLS_MAX {
            let thing = self.window.control(name)?;
            let told = self.window.told()?;
            let foot =
                told.things.iter().find(|thing| ["Decide", "Hand in"].contains(&thing.name.as_str())).map(|foot| foot.place);
            let is_beside = |foot: &Place| thing.place.right < foot.left || thing.place.left > foot.right;
            let lowest_px = foot.map(|foot| if is_beside(&foot) { foot.bottom } else { foot.top - 8 });
            if self.hands == Hands::Keys || lowest_px.is_none_or(|lowest_px| thing.place.bottom < lowest_px) {
                return Ok(thing);
            }
            // Each side of a card scrolls by itself, under the pointer.
            self.window.moves_to([thing.place.middle()[0], MIDDLE[1]])?;
            self.window.wheels_down(2)?;
            self.window.wait_for_told("the card to scroll", |told| {
                told.control(name).is_some_and(|now| now.place != thing.place).then_some(())
            })?;
        }
        bail!("`{name}` cannot be scrolled to")
    }

    /// Goes into a field to write in.
    pub fn goes_into(&mut self, field: &str) -> Result<()> {
        self.points_at(field)?;
        match self.hands {
            Hands::Mouse => self.window.clicks_on(field)?,
            Hands::Keys => return Ok(()),
        }
        self.window.wait_for_told(&format!("`{field}` to have the focus"), |told| {
            told.control(field).is_some_and(|thing| thing.has_focus).then_some(())
        })
    }

    /// Types a number, or clicks its digits on the pad, and enters it.
    pub fn enters(&mut self, number: &str) -> Result<()> {
        let is_enter = |name: &str| ["Set", "Enter reading"].contains(&name);
        let button = self.is_told("the card for a number", |told| {
            let button = told.things.iter().find(|thing| is_enter(&thing.name))?;
            told.rests().then(|| button.name.clone())
        })?;
        match self.hands {
            Hands::Keys => self.window.types(number)?,
            Hands::Mouse => {
                for digit in number.chars() {
                    self.window.clicks_on(&digit.to_string())?;
                }
            }
        }
        self.presses(&button, "Return")
    }

    /// Waits until a step of the attempt is done, or left out.
    pub fn is_behind(&mut self, step: &str) -> Result<()> {
        let is_settled =
            |fact: &Value| fact["step"] == step && ["step_completed", "step_skipped"].iter().any(|is| fact["fact"] == *is);
        let facts = self.comes_to_be(&format!("the step {step} on record"), |facts| facts.iter().any(is_settled))?;
        if facts.last().is_some_and(|fact| fact["fact"] == "attempt_closed") {
            return Ok(());
        }
        // On disk before it is seen: until then keys would still go to what was there before.
        self.window.wait_for_told(&format!("{step} to be seen as done"), |told| {
            let progress =
                told.things.iter().find(|thing| thing.role == "ProgressIndicator" && thing.name.ends_with("steps done"));
            let Some(progress) = progress else { return told.rests().then_some(()) };
            let n_seen: Option<usize> = progress.name.split(' ').next().and_then(|n| n.parse().ok());
            let n_settled =
                facts.iter().filter(|fact| ["step_completed", "step_skipped"].iter().any(|is| fact["fact"] == *is)).count();
            n_seen.is_none_or(|n_seen| n_seen >= n_settled).then_some(())
        })
    }

    /// Waits until the attempt's facts are so.
    pub fn comes_to_be(&mut self, what: &str, mut is_so: impl FnMut(&[Value]) -> bool) -> Result<Vec<Value>> {
        let (database, attempt) = (self.database.clone(), self.attempt.clone());
        let came = self.window.wait(what, LONGEST, |_| {
            let facts = Record::open(&database)?.facts(&attempt)?;
            Ok(is_so(&facts).then_some(facts))
        });
        came.with_context(|| {
            format!(
                "last on record: {:?}; told: {:?}",
                self.last_facts(),
                self.window.told().map(|told| format!("{:?}", told.names()))
            )
        })
    }

    fn last_facts(&self) -> Vec<String> {
        let facts = self.facts().unwrap_or_default();
        facts.iter().rev().take(4).map(ToString::to_string).collect()
    }

    /// Waits for the end, and asks whether all was done right and nothing twice.
    pub fn ends_well(&mut self) -> Result<Vec<Value>> {
        let is_closed = |facts: &[Value]| facts.last().is_some_and(|fact| fact["fact"] == "attempt_closed");
        let facts = self.comes_to_be("the end of the attempt", is_closed)?;
        let closed = facts.last().context("an attempt without facts")?;
        ensure!(closed["outcome"] == "passed" && closed["score_permille"] == 1000, "{closed}");
        let wrong: Vec<_> = facts.iter().filter(|fact| fact["fact"] == "mistake_made" || fact["fact"] == "strayed").collect();
        ensure!(wrong.is_empty(), "everything was done right, and on record is {wrong:?}");
        assert_each_once(&self.record()?.steps_completed(&self.attempt)?)?;
        Ok(facts)
    }

    /// Waits until a frame is so.
    pub fn is_told<T>(&mut self, what: &str, there: impl FnMut(&Told) -> Option<T>) -> Result<T> {
        self.window.wait_for_told(what, there)
    }
}
