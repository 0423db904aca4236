//! The bot that does anything at all, drawn from a seed. It must never crash, hang or pass.

use crate::drawing::Draw;
use crate::{FieldKind, FieldView, Input, Session};
use curriculum::TRAINEE;
use ids::{AnswerId, ObjectId, StateId};

/// Arbitrary inputs, legal or not: on any object, at any time, also backwards.
#[derive(Debug, Clone)]
pub struct RandomBot {
    draw: Draw,
}

const DELAY_MAX_MS: u64 = 4_000;

impl RandomBot {
    pub fn new(seed: u64) -> Self {
        Self { draw: Draw::new(seed) }
    }

    /// Never gives up by itself; ends with the attempt.
    pub fn next(&mut self, session: &Session, _at_ms: u64) -> Option<(u64, Input)> {
        if session.closing().is_some() {
            return None;
        }
        let delay_ms = self.draw.below(DELAY_MAX_MS);
        Some((delay_ms, self.input(session)))
    }

    fn input(&mut self, session: &Session) -> Input {
        match self.draw.below(34) {
            0 => Input::Tick,
            1 | 2 => Input::Enter { zone: self.object(session) },
            3 => Input::Exit { zone: self.object(session) },
            4 => Input::Look { object: Some(self.object(session)) },
            5 => Input::Look { object: None },
            6..=8 => Input::Press { object: self.object(session) },
            9 => Input::HoldStart { object: self.object(session) },
            10 => Input::HoldEnd { object: self.object(session) },
            11 | 12 => Input::Take { item: self.object(session) },
            13 | 14 => self.put(session),
            15 => Input::PutBack { item: self.object(session) },
            16 => Input::TurnTo { object: self.object(session), millideg: self.number() },
            17 | 18 => self.set(session),
            19 => Input::EnterValue { gauge: self.object(session), milli: self.number() },
            20 | 21 => Input::Mark { object: self.object(session) },
            22 => self.choose(session),
            30 => {
                Input::Use { tool: session.carried().cloned().unwrap_or_else(|| self.object(session)), on: self.object(session) }
            }
            31 => self.write(session),
            32 => Input::Sign,
            33 => Input::SkipStep,
            23 => Input::AskHint,
            24 | 25 => Input::Acknowledge,
            26 => Input::RestartStep,
            27 => Input::Pause,
            28 => self.draw.one_of(&[Input::Resume, Input::Leave]).cloned().unwrap_or(Input::Tick),
            _ => Input::Continue,
        }
    }

    /// Mostly one of the module, sometimes the trainee or something unknown.
    fn object(&mut self, session: &Session) -> ObjectId {
        let rare = ["no-such-object", TRAINEE];
        let object = match self.draw.below(12) {
            0 => None,
            _ => self.draw.one_of(&session.module.objects).map(|object| object.id.clone()),
        };
        let odd = usize::from(self.draw.below(2) == 1);
        object.unwrap_or_else(|| ObjectId::new(rare[odd]).expect("both are slugs"))
    }

    fn put(&mut self, session: &Session) -> Input {
        let item = session.carried().cloned().filter(|_| self.draw.below(4) > 0);
        Input::Put { item: item.unwrap_or_else(|| self.object(session)), into: self.object(session) }
    }

    fn set(&mut self, session: &Session) -> Input {
        let object = self.object(session);
        let states = session.module.object(&object).map_or(&[][..], |object| &object.states);
        let state = self.draw.one_of(states).cloned();
        let state = state.unwrap_or_else(|| StateId::new("no-such-state").expect("it is a slug"));
        Input::SetTo { object, state }
    }

    fn choose(&mut self, session: &Session) -> Input {
        let open = session.view(session.at_ms()).card.filter(|_| self.draw.below(8) > 0);
        let answers: Vec<AnswerId> = match open {
            Some(card) => {
                let parts = card.case.into_iter().flat_map(|case| case.parts).map(|part| part.id);
                card.answers.into_iter().map(|(id, _)| id).chain(parts).collect()
            }
            None => AnswerId::new("no-such-answer").into_iter().collect(),
        };
        Input::Choose { answers: answers.into_iter().filter(|_| self.draw.below(3) == 0).collect() }
    }

    /// A number, or where a form is open each of its fields with a number or one of its choices.
    fn write(&mut self, session: &Session) -> Input {
        let fields = session.view(session.at_ms()).card.map(|card| card.fields).unwrap_or_default();
        if fields.is_empty() {
            return Input::Type { text: self.number().to_string() };
        }
        let mut given = |field: FieldView| {
            let choice = match &field.kind {
                FieldKind::Choice { choices } => self.draw.one_of(choices).map(|(id, _)| id.to_string()),
                _ => None,
            };
            (field.id, choice.unwrap_or_else(|| self.draw.below(100).to_string()))
        };
        Input::FillIn { fields: fields.into_iter().map(&mut given).collect() }
    }

    /// Around a turn or a gauge, and now and then as far as numbers go.
    fn number(&mut self) -> i64 {
        match self.draw.below(10) {
            0 => i64::MAX,
            1 => i64::MIN,
            _ => self.draw.below(400_000) as i64 - 50_000,
        }
    }
}
