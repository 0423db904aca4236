//! The bot that makes one foreseen mistake on purpose, or gives one answer, and otherwise does everything right.

use super::autopilot::right_fields;
use crate::fit::Fit;
use crate::{Autopilot, FieldKind, FieldView, Input, Session};
use curriculum::{Goal, Mistake, ObjectKind, TRAINEE, WrongAction};
use ids::{AnswerId, FieldId, MistakeId, ObjectId};

/// Makes its mistake once, at the first moment it can be made, then plays on to the end.
#[derive(Debug, Clone)]
pub struct WrongBot {
    aim: Aim,
    made: bool,
    n_preparations: u32,
    autopilot: Autopilot,
}

#[derive(Debug, Clone)]
enum Aim {
    Mistake(MistakeId),
    Answer(AnswerId),
}

/// What leads to the mistake.
enum Plan {
    Prepare(Input),
    Err(u64, Input),
}

const REACH_MS: u64 = 1_500;
/// Preparing may itself be taken back; then it gives up after this many.
const PREPARATIONS_MAX: u32 = 6;

impl WrongBot {
    pub fn new(mistake: MistakeId) -> Self {
        Self::with(Aim::Mistake(mistake))
    }

    /// One that gives this answer or says this reply, right or wrong, when it first can.
    pub fn answering(answer: AnswerId) -> Self {
        Self::with(Aim::Answer(answer))
    }

    fn with(aim: Aim) -> Self {
        Self { aim, made: false, n_preparations: 0, autopilot: Autopilot::new() }
    }

    /// Whether it did what the author calls this mistake. Whether it was caught stands in the facts.
    pub fn has_made_it(&self) -> bool {
        self.made
    }

    pub fn next(&mut self, session: &Session, at_ms: u64) -> Option<(u64, Input)> {
        let asked = session.state.interruption_idx.is_some() && session.state.mistake.is_none();
        let ready = !self.made && (session.is_free_to_act() || asked) && self.n_preparations < PREPARATIONS_MAX;
        match ready.then(|| self.aim.plan(session)).flatten() {
            Some(Plan::Err(delay_ms, input)) => {
                self.made = true;
                Some((delay_ms, input))
            }
            Some(Plan::Prepare(input)) => {
                self.n_preparations += 1;
                Some((REACH_MS, input))
            }
            None => self.autopilot.next(session, at_ms),
        }
    }
}

impl Aim {
    fn plan(&self, session: &Session) -> Option<Plan> {
        match self {
            Self::Mistake(mistake) => plan(session, mistake),
            Self::Answer(answer) => plan_to_answer(session, answer),
        }
    }
}

fn plan_to_answer(session: &Session, answer: &AnswerId) -> Option<Plan> {
    let card = session.view(session.at_ms()).card?;
    let in_field = |field: &FieldView| match &field.kind {
        FieldKind::Choice { choices } => choices.iter().any(|(id, _)| id == answer),
        _ => false,
    };
    let is_there = card.answers.iter().any(|(id, _)| id == answer) || card.fields.iter().any(in_field);
    let ways = if is_there { wrong_answers(session, answer) } else { Vec::new() };
    let input = ways.into_iter().find(|input| session.is_possible(input))?;
    Some(Plan::Err(REACH_MS, input))
}

/// None while it cannot be made yet.
fn plan(session: &Session, mistake: &MistakeId) -> Option<Plan> {
    let mistake_idx = session.module.mistakes.iter().position(|known| known.id == *mistake)?;
    let mistake = &session.module.mistakes[mistake_idx];
    if !session.is_in_scope(mistake) {
        return None;
    }
    match &mistake.when {
        WrongAction::LetGo { object } => return plan_to_let_go(session, object),
        WrongAction::Wait { .. } | WrongAction::LookAt { .. } => return plan_to_linger(session, mistake),
        _ => {}
    }
    let is_it = |input: &Input| session.is_possible(input) && session.foreseen(input) == Some(mistake_idx);
    match ways(session, &mistake.when).into_iter().find(is_it) {
        Some(input) => Some(Plan::Err(REACH_MS, input)),
        None => preparation(session, &mistake.when).map(Plan::Prepare),
    }
}

fn plan_to_let_go(session: &Session, object: &ObjectId) -> Option<Plan> {
    let step_idx = session.available_idxs().find(|idx| session.is_hold_of(*idx, object))?;
    let parts = session.open_parts(step_idx);
    let (at, for_ms) = parts.into_iter().find_map(|at| match session.goal_at(at)? {
        Goal::Hold { object: held, for_ms } if held == object => Some((at, for_ms)),
        _ => None,
    })?;
    let object = object.clone();
    match session.under_way(at) {
        Some(_) => Some(Plan::Err(for_ms / 2, Input::HoldEnd { object })),
        None => Some(Plan::Prepare(Input::HoldStart { object })),
    }
}

fn plan_to_linger(session: &Session, mistake: &Mistake) -> Option<Plan> {
    match (session.lingered_ms(mistake), &mistake.when) {
        (Some(at_ms), _) => Some(Plan::Err(at_ms.saturating_sub(session.at_ms()), Input::Tick)),
        (None, WrongAction::LookAt { object, .. }) => Some(Plan::Prepare(Input::Look { object: Some(object.clone()) })),
        (None, _) => None,
    }
}

/// The inputs that may be the wrong action.
fn ways(session: &Session, when: &WrongAction) -> Vec<Input> {
    match when {
        WrongAction::Press { object } => vec![Input::Press { object: object.clone() }],
        WrongAction::Take { item } => vec![Input::Take { item: item.clone() }],
        WrongAction::Put { item, into } => {
            let places = into.clone().map_or_else(|| places_to_put(session), |into| vec![into]);
            places.into_iter().map(|into| Input::Put { item: item.clone(), into }).collect()
        }
        WrongAction::Set { object, to, .. } => vec![Input::SetTo { object: object.clone(), state: to.clone() }],
        WrongAction::Turn { object } => {
            let angle = session.world().object(object).map_or(0, |knob| knob.angle_millideg);
            let angles = [30_000, -30_000, 90_000].map(|by| angle.saturating_add(by));
            let states = session.module.object(object).map_or(&[][..], |knob| &knob.states);
            let turns = angles.map(|millideg| Input::TurnTo { object: object.clone(), millideg });
            let sets = states.iter().map(|state| Input::SetTo { object: object.clone(), state: state.clone() });
            turns.into_iter().chain(sets).collect()
        }
        WrongAction::Misread { gauge } => misreadings(session, gauge),
        WrongAction::Use { tool, on } => {
            let all = || session.module.objects.iter().map(|object| object.id.clone()).collect();
            let on = on.clone().map_or_else(all, |on| vec![on]);
            on.into_iter().map(|on| Input::Use { tool: tool.clone(), on }).collect()
        }
        WrongAction::Misset { object } => missettings(session, object),
        WrongAction::Answer { answer } => wrong_answers(session, answer),
        WrongAction::Misfill { field } => misfillings(session, field),
        WrongAction::Enter { zone } if !session.state.zones.contains(zone) => vec![Input::Enter { zone: zone.clone() }],
        WrongAction::Enter { .. } | WrongAction::LetGo { .. } | WrongAction::Wait { .. } | WrongAction::LookAt { .. } => {
            Vec::new()
        }
    }
}

fn misreadings(session: &Session, gauge: &ObjectId) -> Vec<Input> {
    let shown = session.shown(gauge).map_or(0, |shown| shown.milli);
    let parts = session.available_idxs().flat_map(|idx| session.open_parts(idx));
    let within = parts.filter_map(|at| session.goal_at(at)).find_map(|goal| match goal {
        Goal::Read { gauge: read, within } if read == gauge => Some(within.milli),
        _ => None,
    });
    let off = within.unwrap_or(0).saturating_abs().saturating_mul(2).saturating_add(10_000);
    // Twice the tolerance and ten units more: a moving gauge does not catch up within the time of reaching for it.
    let values = [shown.saturating_add(off), shown.saturating_sub(off)];
    values.map(|milli| Input::EnterValue { gauge: gauge.clone(), milli }).into()
}

/// Both ends of what can be set: one of them is wrong.
fn missettings(session: &Session, id: &ObjectId) -> Vec<Input> {
    let range = session.module.object(id).and_then(|object| object.range);
    let ends = range.map(|(low, high)| [low.milli, high.milli]).unwrap_or_default();
    ends.map(|milli| Input::EnterValue { gauge: id.clone(), milli }).into()
}

/// The open form filled in rightly but for one field, where each of these stands.
fn form_with(session: &Session, field: &FieldId, given: impl Iterator<Item = String>) -> Vec<Input> {
    let open = session.state.card.and_then(|at| session.goal_at(at)).and_then(Goal::card);
    let Some(right) = open.map(right_fields) else { return Vec::new() };
    let with = |given: String| {
        let put = |(id, right): &(FieldId, String)| (id.clone(), if id == field { given.clone() } else { right.clone() });
        Input::FillIn { fields: right.iter().map(put).collect() }
    };
    given.map(with).collect()
}

/// A wrong choice, a number far off, or what nobody accepts.
fn misfillings(session: &Session, field: &FieldId) -> Vec<Input> {
    let open = session.state.card.and_then(|at| session.goal_at(at)).and_then(Goal::card);
    let choices: Vec<String> =
        open.into_iter().flat_map(|card| card.choices(field)).map(|choice| choice.id.to_string()).collect();
    let range = open.and_then(|card| card.fields.iter().find(|known| known.id == *field)?.range);
    let ends = range.into_iter().flat_map(|(low, high)| [low.to_string(), high.to_string()]);
    form_with(session, field, choices.into_iter().chain(ends).chain(["0".to_owned(), "987654".to_owned()]))
}

/// The answer, with as many others as the card asks for. Order matters on some cards, so it goes last and first.
fn wrong_answers(session: &Session, answer: &AnswerId) -> Vec<Input> {
    let open = session.state.card.and_then(|at| session.goal_at(at)).and_then(Goal::card);
    let of_form = open.and_then(|card| card.answers.iter().find(|known| known.id == *answer)?.field.as_ref());
    if let Some(field) = of_form {
        return form_with(session, field, std::iter::once(answer.to_string()));
    }
    let Some(card) = session.view(session.at_ms()).card else { return Vec::new() };
    let n_others = card.pick.saturating_sub(1) as usize;
    let others: Vec<AnswerId> = card.answers.into_iter().map(|(id, _)| id).filter(|id| id != answer).take(n_others).collect();
    let first = std::iter::once(answer).chain(&others).cloned().collect();
    let last = others.iter().chain([answer]).cloned().collect();
    vec![Input::Choose { answers: first }, Input::Choose { answers: last }]
}

fn places_to_put(session: &Session) -> Vec<ObjectId> {
    let takes_items = |kind| matches!(kind, ObjectKind::Socket | ObjectKind::Zone | ObjectKind::Person);
    let objects = session.module.objects.iter().filter(|object| takes_items(object.kind)).map(|object| object.id.clone());
    ObjectId::new(TRAINEE).into_iter().chain(objects).collect()
}

/// What must be so before the mistake can be made.
fn preparation(session: &Session, when: &WrongAction) -> Option<Input> {
    let input = match when {
        WrongAction::Take { item } if session.carried() == Some(item) => return Some(Input::PutBack { item: item.clone() }),
        WrongAction::Put { item, .. } if session.carried() != Some(item) => Input::Take { item: item.clone() },
        WrongAction::Set { object, to, .. } => {
            let stands = session.world().object(object)?.state.as_ref();
            let other = session.module.object(object)?.states.iter().find(|state| *state != to && stands == Some(to))?;
            Input::SetTo { object: object.clone(), state: other.clone() }
        }
        WrongAction::Enter { zone } if session.state.zones.contains(zone) => return Some(Input::Exit { zone: zone.clone() }),
        WrongAction::Misread { gauge } => {
            let opens = Input::Press { object: gauge.clone() };
            let (step_idx, _) = session.best_fit(&opens).filter(|(_, fit)| *fit == Fit::Opens)?;
            if session.state.reading.is_some_and(|at| at.step_idx == step_idx) {
                return None;
            }
            opens
        }
        WrongAction::Use { tool, .. } if !session.is_at_hand(tool) => Input::Take { item: tool.clone() },
        _ => return None,
    };
    (session.is_possible(&input) && is_innocent(session, &input)).then_some(input)
}

/// What is wrong in itself gets nobody ready: it would be caught as that, and a better moment may come.
fn is_innocent(session: &Session, input: &Input) -> bool {
    session.foreseen(input).is_none() && session.order_broken(input).is_none()
}
