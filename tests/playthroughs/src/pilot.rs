//! Any module, played to its end through the window: what is right next, the bot of the session knows from what is on record; what
//! is done about it are real presses of keys and buttons, by what stands on the screen.
//!
//! Start at [`Pilot::plays_to_the_end`].

use anyhow::{Context, Result, bail, ensure};
use curriculum::{Mode, Module, Part, TRAINEE};
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
/// More places than anything is swept over.
const PLACES_MAX: usize = 12;
/// Where only time helps: warming up and cooling down are long, at any pace of the clock.
const WAIT_MAX: Duration = Duration::from_secs(240);

/// Somebody who knows what is right, at a window.
pub struct Pilot<'p, 'w> {
    playing: &'p mut Playing<'w>,
    module: Arc<Module>,
    /// What was done since something was written last: parts of a step that change nothing by themselves.
    unwritten: Vec<Input>,
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
        Self { playing, module, unwritten: Vec::new() }
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

    /// The session as it stands on record, and what was done since. None where nothing of it is kept, as at its end.
    fn session(&self) -> Result<Option<Session>> {
        let Some(saved) = self.playing.record()?.snapshot(&self.playing.attempt)? else { return Ok(None) };
        let saved: serde_json::Value = serde_json::from_slice(&saved)?;
        let snapshot: Snapshot = serde_json::from_value(saved["session"].clone()).context("the saved session")?;
        let mut session = Session::restore(Arc::clone(&self.module), snapshot);
        for input in &self.unwritten {
            let at_ms = session.at_ms();
            drop(session.apply(at_ms, input.clone()));
        }
        Ok(Some(session))
    }

    fn does_the_next_thing(&mut self, mut session: Session, asks: Asks) -> Result<()> {
        let next = right_next(&mut session, asks)?;
        let before = self.kept()?;
        let longest = match next {
            Input::Tick => WAIT_MAX,
            _ => LONGEST,
        };
        if let Input::HoldStart { .. } = next
            && is_swept(&mut session, &next)
        {
            return self.sweeps(session.current_idx());
        }
        let told_before = self.playing.window.told()?.things;
        self.does(&session, &next, asks)?;
        let is_silent = asks == Asks::Room && changes_nothing_to_be_seen(&mut session, &next);
        let (database, attempt) = (self.playing.database.clone(), self.playing.attempt.clone());
        self.playing
            .window
            .wait(&format!("what comes of {next:?}"), longest, |window| {
                let (now, told) = (Record::open(&database)?.kept(&attempt)?, window.told()?);
                let opens = asks == Asks::Room && Asks::of(&told) != asks;
                let rests = told.taken >= window.n_done() && told.rests();
                let goes_on = is_silent && rests && told.things != told_before;
                // A page that only had to be read leaves nothing on record.
                let is_away = asks == Asks::Page && rests && Asks::of(&told) != asks;
                Ok((now != before || opens || goes_on || is_away).then_some(now))
            })
            .with_context(|| {
                format!("the screen says: {:?}", self.playing.window.told().map(|told| format!("{:?}", told.names())))
            })
            .map(|now| match now == before {
                true if is_silent || asks == Asks::Page => self.unwritten.push(next.clone()),
                _ => self.unwritten.clear(),
            })?;
        Ok(())
    }

    /// Takes hold of a tool and goes with it from place to place, until the step is done.
    fn sweeps(&mut self, step_idx: Option<usize>) -> Result<()> {
        let step = self.module.steps[step_idx.context("nothing is to be swept")?].id.to_string();
        match self.next_to_sweep()? {
            Some(first) => self.sweeps_by_name(&step, first)?,
            None => self.sweeps_where_led(&step)?,
        }
        match self.playing.hands {
            Hands::Mouse => self.playing.window.button_up("1"),
            Hands::Keys => Ok(()),
        }
    }

    /// Faces what is shown next each time the screen says something else: a fire or smoke changes what is kept as well, so nothing on
    /// record tells that a place is swept.
    fn sweeps_where_led(&mut self, step: &str) -> Result<()> {
        match self.playing.hands {
            Hands::Keys => self.playing.acts()?,
            Hands::Mouse => {
                self.playing.faces_the_target()?;
                self.playing.window.button_down("1")?;
            }
        }
        let (database, attempt) = (self.playing.database.clone(), self.playing.attempt.clone());
        let mut faced = Vec::new();
        self.playing.window.wait(&format!("all of {step} to be swept"), WAIT_MAX, |window| {
            if Record::open(&database)?.steps_completed(&attempt)?.iter().any(|done| done == step) {
                return Ok(Some(()));
            }
            let names: Vec<String> = window.told()?.things.into_iter().map(|thing| thing.name).collect();
            if names != faced {
                window.keys(&["f"])?;
                faced = names;
            }
            Ok(None)
        })
    }

    fn sweeps_by_name(&mut self, step: &str, first: String) -> Result<()> {
        let mut before = self.kept()?;
        self.playing.acts_on(&first)?;
        for nth in 0..PLACES_MAX {
            let (database, attempt) = (self.playing.database.clone(), self.playing.attempt.clone());
            self.playing.window.wait(&format!("place {nth} of {step} to be swept"), LONGEST, |_| {
                Ok((Record::open(&database)?.kept(&attempt)? != before).then_some(()))
            })?;
            if self.playing.record()?.steps_completed(&self.playing.attempt)?.iter().any(|done| done == step) {
                return Ok(());
            }
            before = self.kept()?;
            if let Some(place) = self.next_to_sweep()? {
                self.playing.comes_to(&place)?;
            }
        }
        bail!("{step} is not done after {PLACES_MAX} places")
    }

    /// What the next place is called, where nothing shows it.
    fn next_to_sweep(&self) -> Result<Option<String>> {
        let Some(mut session) = self.session()?.filter(|session| session.mode() != Mode::Guided) else { return Ok(None) };
        // Whatever the view rests on: what is swept next is to be gone to.
        let at_ms = session.at_ms();
        drop(session.apply(at_ms, Input::Look { object: None }));
        for _ in 0..OPENINGS_MAX {
            match Autopilot::new().next(&session, at_ms) {
                Some((_, deed @ Input::HoldStart { .. })) => drop(session.apply(at_ms, deed)),
                Some((_, deed @ Input::Look { .. })) => return self.name_of(&deed).map(Some),
                _ => break,
            }
        }
        bail!("nothing is left to sweep")
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
            Input::HoldStart { .. } if session.mode() == Mode::Guided => {
                let idx = session.current_idx().context("nothing is to be held")?;
                self.playing.holds(self.module.steps[idx].id.as_str())
            }
            Input::PutBack { .. } => self.playing.presses("Put back", "q"),
            other if session.mode() != Mode::Guided => {
                let name = self.name_of(other)?;
                self.playing.window.rests()?;
                self.playing.acts_on(&name)
            }
            Input::Look { .. } if self.playing.hands == Hands::Mouse => self.playing.faces_the_target(),
            _ => self.playing.acts(),
        }
    }

    /// What the label says of the thing that this is done to.
    fn name_of(&self, deed: &Input) -> Result<String> {
        let object = match deed {
            Input::Press { object }
            | Input::HoldStart { object }
            | Input::Mark { object }
            | Input::SetTo { object, .. }
            | Input::TurnTo { object, .. }
            | Input::Look { object: Some(object) }
            | Input::EnterValue { gauge: object, .. }
            | Input::Enter { zone: object }
            | Input::Take { item: object }
            | Input::Use { on: object, .. } => object,
            Input::Put { item, into } if into.as_str() == TRAINEE => item,
            Input::Put { into, .. } => into,
            other => bail!("nothing in the room is meant by {other:?}"),
        };
        Ok(self.module.object(object).with_context(|| format!("no object {object}"))?.name.clone())
    }

    /// Marks what gives a message away, chooses and decides.
    fn answers(&mut self, card: &CardView, answers: &[AnswerId]) -> Result<()> {
        let parts = card.case.iter().flat_map(|case| &case.parts);
        let marked: Vec<_> = parts.filter(|part| answers.contains(&part.id)).map(spoken).collect();
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
        // The window lets go by itself of what was held long enough.
        if asks.is_answered_by(&next) && !matches!(next, Input::HoldEnd { .. }) {
            return Ok(next);
        }
        drop(session.apply(at_ms, next));
    }
    bail!("the screen asks for {asks:?}, and nothing that is right answers it")
}

/// A part of a step, such as the first of three things that are used: it is done, and nothing looks otherwise.
fn changes_nothing_to_be_seen(session: &mut Session, deed: &Input) -> bool {
    let (at_ms, before) = (session.at_ms(), session.world().clone());
    let outcome = session.apply(at_ms, deed.clone());
    let view = session.view(at_ms);
    let opens = view.card.is_some() || view.read.is_some() || view.page.is_some();
    matches!(deed, Input::Use { .. } | Input::Press { .. }) && outcome.facts.is_empty() && *session.world() == before && !opens
}

/// What is held is held so that places can be swept with it. The view may rest on one of them already: then it would be swept at once.
fn is_swept(session: &mut Session, hold: &Input) -> bool {
    let at_ms = session.at_ms();
    drop(session.apply(at_ms, Input::Look { object: None }));
    drop(session.apply(at_ms, hold.clone()));
    matches!(Autopilot::new().next(session, at_ms), Some((_, Input::Look { object: Some(_) })))
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
