//! Where a screen of the window leads, and the way there.
//!
//! Start at [`App::go`].

use crate::app::App;
use crate::exam::{Gate, OwnPin, Signing};
use crate::library::CONTROLS;
use crate::review::screen::Review;
use crate::screens::{Screen, Training};
use anyhow::{Context as _, Result};
use curriculum::Mode;
use hud::language::t;
use ids::{AttemptId, ModuleId};
use store::Person;

/// Where a screen leads.
pub(crate) enum Go {
    Home,
    Picker,
    Person(Person),
    Start {
        module: ModuleId,
        mode: Mode,
    },
    Continue(AttemptId),
    Debrief(AttemptId),
    /// An attempt again, from a moment on.
    Review(AttemptId, u64),
    /// The practical part of a passed exam is signed.
    SignOff(AttemptId),
    OwnPin,
    Screen(Box<Screen>),
    Exit,
}

impl Go {
    /// To what went wrong, and what is safe.
    pub(crate) fn problem(title: &str, why: &anyhow::Error) -> Self {
        Self::Screen(Box::new(Screen::problem(title, &format!("{why:#}"), t("What was saved stays saved."))))
    }
}

impl App {
    /// The module whose scene must be there first.
    fn played_in(&self, to: &Go) -> Option<ModuleId> {
        match to {
            Go::Start { module, .. } => Some(module.clone()),
            Go::Continue(attempt) | Go::Review(attempt, _) => Some(self.store.progress(*attempt).ok()?.header.module),
            Go::Person(person) if !self.has_rehearsed(person) => ModuleId::new(CONTROLS).ok(),
            _ => None,
        }
    }

    pub(crate) fn go(&mut self, to: Go) {
        if let Some(module) = self.played_in(&to)
            && self.reads_scene_of(module.as_str())
        {
            self.pending = Some(to);
            self.screen = Screen::loading(&self.organisation);
            return;
        }
        let result = match to {
            Go::Home => Ok(Screen::home(self)),
            Go::Picker => Ok(Screen::picker(self)),
            Go::Person(person) => self.enter(person),
            Go::Start { module, mode } => self.start(&module, mode),
            Go::SignOff(attempt) => Signing::open(self, attempt).map(|signing| Screen::SignOff(Box::new(signing))),
            Go::OwnPin => OwnPin::open(self).map(|page| Screen::OwnPin(Box::new(page))),
            Go::Continue(attempt) => self.take_up(attempt),
            Go::Debrief(attempt) => Screen::debrief(self, attempt),
            Go::Review(attempt, at_ms) => Review::open(self, attempt, at_ms).map(|review| Screen::Review(Box::new(review))),
            Go::Screen(screen) => Ok(*screen),
            Go::Exit => {
                self.exit = true;
                return;
            }
        };
        self.screen = result
            .unwrap_or_else(|why| Screen::problem(t("That did not work"), &format!("{why:#}"), t("What was saved stays saved.")));
    }

    /// Somebody has said who they are: the first time on this PC the controls are rehearsed.
    fn enter(&mut self, person: Person) -> Result<Screen> {
        let rehearsed = self.has_rehearsed(&person);
        self.speak_as(&person);
        self.person = Some(person);
        let can_rehearse = self.library.module(CONTROLS).is_some_and(|shelf| shelf.module.is_some());
        if rehearsed || !can_rehearse {
            return Ok(Screen::home(self));
        }
        let training = Training::rehearse(self)?;
        Ok(Screen::Play(Box::new(training)))
    }

    fn has_rehearsed(&self, person: &Person) -> bool {
        self.store.setting(&rehearsed_key(person)).ok().flatten().unwrap_or(false)
    }

    fn start(&mut self, module: &ModuleId, mode: Mode) -> Result<Screen> {
        if mode == Mode::Exam && self.person.as_ref().is_some_and(|person| !person.demonstration) {
            return Ok(Screen::Exam(Box::new(Gate::open(self, module)?)));
        }
        Ok(Screen::Play(Box::new(Training::start(self, module, mode)?)))
    }

    fn take_up(&mut self, attempt: AttemptId) -> Result<Screen> {
        let progress = self.store.progress(attempt)?;
        if progress.header.mode == "exam" && !progress.header.demonstration {
            return Ok(Screen::Exam(Box::new(Gate::again(self, &progress)?)));
        }
        Ok(Screen::Play(Box::new(Training::take_up(self, attempt)?)))
    }

    /// The rehearsal is done or was skipped: it does not come again by itself.
    pub(crate) fn rehearsed(&mut self) -> Result<()> {
        let person = self.person.as_ref().context("nobody has said who they are")?;
        Ok(self.store.set_setting(&rehearsed_key(person), &true)?)
    }
}

fn rehearsed_key(person: &Person) -> String {
    format!("rehearsed.{}", person.id)
}
