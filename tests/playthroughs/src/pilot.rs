//! Any module, played to its end through the window: what is right next, the bot of the session knows from what is on record; what
//! is done about it are real presses of keys and buttons, by what stands on the screen.
//!
//! Start at [`Pilot::plays_to_the_end`].

use anyhow::{Context, Result, bail, ensure};
use curriculum::{Module, Part};
use ids::{AnswerId, FieldId};
use journeys::ears::Told;
use journeys::eyes::LONGEST;
use journeys::playing::{Hands, Playing};
use journeys::record::Record;
use session::{Autopilot, CardView, FieldKind, Input, Session, Snapshot};
use std::sync::Arc;
use std::time::Duration;

/// More deeds than any module needs.
const DEEDS_MAX: usize = 600;
/// What opens before the answer is asked for: a person walks up, presses, then reads.
const OPENINGS_MAX: usize = 4;
/// Where only time helps: warming up and cooling down are long, at any pace of the clock.
const WAIT_MAX: Duration = Duration::from_secs(240);

/// Somebody who knows what is right, at a window.
pub struct Pilot<'p, 'w> {
    playing: &'p mut Playing<'w>,
    module: Arc<Module>,
}

/// What the screen asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Something in the room.
    Room,
    Page,
    Answers,
    Form,
    Text,
    Signature,
    Number,
}

impl Asks {
    const BUTTONS: [(&'static str, Self); 7] = [
        ("Put away", Self::Page),
        ("Hand in", Self::Form),
        ("Write it down", Self::Text),
        ("I sign this", Self::Signature),
        ("Enter reading", Self::Number),
        ("Set", Self::Number),
        ("Decide", Self::Answers),
    ];

    fn of(told: &Told) -> Self {
        let stands = |name: &str| told.things.iter().any(|thing| thing.role == "Button" && thing.name == name);
        Self::BUTTONS.into_iter().find(|(name, _)| stands(name)).map_or(Self::Room, |(_, asks)| asks)
    }

    fn is_answered_by(self, input: &Input) -> bool {
        match self {
            Self::Room => true,
            Self::Page => matches!(input, Input::Acknowledge),
            Self::Answers => matches!(input, Input::Choose { .. }),
            Self::Form => matches!(input, Input::FillIn { .. }),
            Self::Text => matches!(input, Input::Type { .. }),
            Self::Signature => matches!(input, Input::Sign),
            Self::Number => matches!(input, Input::EnterValue { .. }),
        }
    }
}

impl<'p, 'w> Pilot<'p, 'w> {
    pub fn new(playing: &'p mut Playing<'w>, module: Arc<Module>) -> Self {
        Self { playing, module }
    }

    /// Does what is right until the attempt ends, and keeps a picture of each step before its first deed. Gives how many deeds there were.
    pub fn plays_to_the_end(&mut self) -> Result<usize> {
        let mut pictured = None;
        for nth in 0..DEEDS_MAX {
            if self.has_ended()? {
                return Ok(nth);
            }
            let told = self.playing.window.rests()?;
            let Some(session) = self.session()? else { continue };
            let step_idx = session.current_idx();
            let asks = Asks::of(&told);
            if pictured != Some((step_idx, asks)) {
                let step = step_idx.map_or("end", |idx| self.module.steps[idx].id.as_str());
                self.playing.window.keep_picture(&format!("{step}-{asks:?}").to_lowercase())?;
                pictured = Some((step_idx, asks));
            }
            let step = step_idx.map(|idx| self.module.steps[idx].id.clone());
            self.does_the_next_thing(session, asks).with_context(|| format!("deed {nth}, at the step {step:?}, {asks:?}"))?;
        }
        bail!("it is not at its end after {DEEDS_MAX} deeds")
    }

    fn has_ended(&self) -> Result<bool> {
        Ok(self.playing.facts()?.last().is_some_and(|fact| fact["fact"] == "attempt_closed"))
    }

    /// The session as it stands on record. None where nothing of it is kept, as at its end.
    fn session(&self) -> Result<Option<Session>> {
        let Some(saved) = self.playing.record()?.snapshot(&self.playing.attempt)? else { return Ok(None) };
        let saved: serde_json::Value = serde_json::from_slice(&saved)?;
        let snapshot: Snapshot = serde_json::from_value(saved["session"].clone()).context("the saved session")?;
        Ok(Some(Session::restore(Arc::clone(&self.module), snapshot)))
    }

    fn does_the_next_thing(&mut self, mut session: Session, asks: Asks) -> Result<()> {
        let next = right_next(&mut session, asks)?;
        let before = self.kept()?;
        let longest = match next {
            Input::Tick => WAIT_MAX,
            _ => LONGEST,
        };
        self.does(&session, &next, asks)?;
        let (database, attempt) = (self.playing.database.clone(), self.playing.attempt.clone());
        self.playing
            .window
            .wait(&format!("what comes of {next:?}"), longest, |window| {
                let now = Record::open(&database)?.kept(&attempt)?;
                Ok((now != before || (asks == Asks::Room && Asks::of(&window.told()?) != asks)).then_some(()))
            })
            .with_context(|| {
                format!("the screen says: {:?}", self.playing.window.told().map(|told| format!("{:?}", told.names())))
            })?;
        if matches!(next, Input::HoldStart { .. }) && self.playing.hands == Hands::Mouse {
            self.playing.window.button_up("1")?;
        }
        Ok(())
    }

    fn kept(&self) -> Result<(i64, Option<Vec<u8>>)> {
        self.playing.record()?.kept(&self.playing.attempt)
    }

    fn does(&mut self, session: &Session, next: &Input, asks: Asks) -> Result<()> {
        let card = session.view(session.at_ms()).card;
        match next {
            Input::Tick => Ok(()),
            Input::Acknowledge => self.playing.presses("Put away", "Return"),
            Input::Choose { answers } => self.answers(&card.context("an answer without a card")?, answers),
            Input::FillIn { fields } => self.fills_in(&card.context("a form without a card")?, fields),
            Input::Type { text } => {
                self.playing.window.control("Write it down")?;
                self.playing.window.types(text)?;
                self.playing.presses("Write it down", "Return")
            }
            Input::Sign => self.playing.presses("I sign this", "Return"),
            Input::EnterValue { milli, .. } if asks == Asks::Number => self.playing.enters(&number(*milli)),
            Input::HoldStart { .. } if self.playing.hands == Hands::Mouse => {
                self.playing.faces_the_target()?;
                self.playing.window.button_down("1")
            }
            Input::Look { .. } if self.playing.hands == Hands::Mouse => self.playing.faces_the_target(),
            _ => self.playing.acts(),
        }
    }

    /// Marks what gives a message away, chooses and decides.
    fn answers(&mut self, card: &CardView, answers: &[AnswerId]) -> Result<()> {
        let parts = card.case.iter().flat_map(|case| &case.parts);
        let marked: Vec<_> = parts.filter(|part| answers.contains(&part.id)).map(|part| spoken(part)).collect();
        for part in &marked {
            self.playing.marks(part, None)?;
        }
        let words = |id: &AnswerId| card.answers.iter().find(|(known, _)| known == id).map(|(_, words)| words.as_str());
        let chosen: Vec<&str> = answers.iter().filter_map(words).collect();
        let all: Vec<&str> = card.answers.iter().map(|(_, words)| words.as_str()).collect();
        ensure!(!chosen.is_empty(), "the screen asks {all:?}, and right would be {answers:?}");
        self.playing.decides(&chosen, &all)
    }

    fn fills_in(&mut self, card: &CardView, fields: &[(FieldId, String)]) -> Result<()> {
        for (id, given) in fields {
            let field = card.fields.iter().find(|field| field.id == *id).with_context(|| format!("no field {id}"))?;
            match &field.kind {
                FieldKind::Choice { choices } => {
                    let (_, words) = choices.iter().find(|(choice, _)| choice.as_str() == given).context("no such choice")?;
                    self.playing.marks(&format!("{}: {words}", field.label), None)?;
                }
                _ => {
                    self.playing.goes_into(&field.label)?;
                    self.playing.window.types(given)?;
                }
            }
        }
        let button = "Hand in";
        if self.playing.hands == Hands::Keys {
            self.playing.points_at(button)?;
        }
        self.playing.presses(button, "Return")
    }
}

/// What is right, once the session stands where the screen does: what was opened is not on record until something comes of it.
fn right_next(session: &mut Session, asks: Asks) -> Result<Input> {
    for _ in 0..OPENINGS_MAX {
        let at_ms = session.at_ms();
        let (_, next) = Autopilot::new().next(session, at_ms).context("nothing is right any more")?;
        if asks.is_answered_by(&next) {
            return Ok(next);
        }
        drop(session.apply(at_ms, next));
    }
    bail!("the screen asks for {asks:?}, and nothing that is right answers it")
}

/// A part of a message begins so, in what a screen reader is told.
fn spoken(part: &Part) -> String {
    match (part.label.as_str(), part.reveals.as_str()) {
        ("", _) => part.say.clone(),
        (label, "") => format!("{label}: {}", part.say),
        (label, _) => format!("{label} {}", part.say),
    }
}

/// Thousandths as one types them.
fn number(milli: i64) -> String {
    let text = format!("{}.{:03}", milli / 1000, (milli % 1000).abs());
    let sign = if milli < 0 && milli > -1000 { "-" } else { "" };
    format!("{sign}{}", text.trim_end_matches('0').trim_end_matches('.'))
}
