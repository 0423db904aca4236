//! The bot that does everything right, at a person's pace. It plays `watch`, and tests that a module can be finished.

use crate::drawing::Draw;
use crate::parts::At;
use crate::{Input, Place, Session};
use curriculum::{Card, Condition, Dialogue, Field, Goal, Line, ObjectKind, Reply, SlideTarget, Step, TurnTarget, WrongAction};
use ids::{AnswerId, FieldId, ObjectId};

/// Performs every kind of goal, with the time that walking, reaching and reading take.
#[derive(Debug, Clone, Default)]
pub struct Autopilot {
    /// Where there is more than one right way: none takes the shortest.
    draw: Option<Draw>,
    n_wandered: u32,
}

/// After so many detours it takes the shortest way, so that it never goes round in circles.
const WANDERS_MAX: u32 = 40;

const RESUME_MS: u64 = 1_000;
const READ_CARD_MS: u64 = 3_000;
const WALK_MS: u64 = 4_000;
const REACH_MS: u64 = 1_800;
const TURN_MS: u64 = 2_200;
const INSPECT_MS: u64 = 2_500;
const LOOK_MS: u64 = 1_200;
const LET_GO_MS: u64 = 300;
const THINK_MS: u64 = 5_000;
const TYPE_MS: u64 = 4_000;
const WORD_MS: u64 = 280;
const READ_MAX_MS: u64 = 8_000;

impl Autopilot {
    pub fn new() -> Self {
        Self::default()
    }

    /// One that draws from a seed wherever there is more than one right way: which reply, which of several goals first, and
    /// whether to leave out what is optional.
    pub fn wandering(seed: u64) -> Self {
        Self { draw: Some(Draw::new(seed)), n_wandered: 0 }
    }

    /// The next input and how many milliseconds after `at_ms` it comes; none when the attempt ended or cannot go on.
    pub fn next(&mut self, session: &Session, at_ms: u64) -> Option<(u64, Input)> {
        let state = &session.state;
        if state.closed.is_some() {
            None
        } else if state.left {
            Some((RESUME_MS, Input::Continue))
        } else if state.paused {
            Some((RESUME_MS, Input::Resume))
        } else if state.mistake.is_some() {
            Some((READ_CARD_MS, Input::Acknowledge))
        } else {
            self.go_on(session, at_ms)
        }
    }

    fn go_on(&mut self, session: &Session, at_ms: u64) -> Option<(u64, Input)> {
        match self.detour(session) {
            Some(input) => Some((THINK_MS, input)),
            None => go_on(session, at_ms, self.draw.as_mut().filter(|_| self.n_wandered < WANDERS_MAX)),
        }
    }

    /// Another right way than the shortest, now and then.
    fn detour(&mut self, session: &Session) -> Option<Input> {
        let draw = self.draw.as_mut().filter(|_| self.n_wandered < WANDERS_MAX)?;
        let current_idx = session.state.current_idx.filter(|_| session.is_free_to_act() && session.state.pages.is_empty())?;
        let input = match session.state.card.and_then(|at| Some((at, session.goal_at(at)?))) {
            Some((at, Goal::Talk { dialogue, .. })) => {
                let replies = session.line_at(at).map(|line| right_replies(session, dialogue, line)).unwrap_or_default();
                draw.one_of(&replies).cloned()
            }
            _ if session.module.steps[current_idx].optional && draw.below(3) == 0 => Some(Input::SkipStep),
            _ => None,
        };
        self.n_wandered += u32::from(input.is_some());
        input
    }
}

/// The replies from which the dialogue can still end well, without a mistake that the author foresaw.
fn right_replies(session: &Session, dialogue: &Dialogue, line: &Line) -> Vec<Input> {
    let ends_well = |reply: &&Reply| match &reply.leads_to {
        Some(next) => dialogue.way_on(next).is_some(),
        None => reply.right,
    };
    let say = |reply: &Reply| Input::Choose { answers: vec![reply.id.clone()] };
    line.replies.iter().filter(ends_well).map(say).filter(|input| session.foreseen(input).is_none()).collect()
}

fn go_on(session: &Session, at_ms: u64, draw: Option<&mut Draw>) -> Option<(u64, Input)> {
    if !session.state.pages.is_empty() {
        return Some((READ_CARD_MS, Input::Acknowledge));
    }
    if let Some(card) = session.interruption_card() {
        return Some((THINK_MS, Input::Choose { answers: right_answers(card) }));
    }
    let current_idx = session.state.current_idx?;
    let steps = std::iter::once(current_idx).chain(session.available_idxs().filter(|idx| *idx != current_idx));
    let mut open: Vec<At> = steps.flat_map(|idx| session.open_parts(idx)).collect();
    if let Some(draw) = draw {
        // Of one step's goals any may be first.
        let n_of_current = open.iter().take_while(|at| at.step_idx == current_idx).count();
        draw.shuffle(&mut open[..n_of_current]);
    }
    let busy = |at: &&At| matches!(session.goal_at(**at), Some(Goal::Hold { .. } | Goal::LookAt { .. } | Goal::Aim { .. }));
    let under_way = open.iter().filter(busy).find_map(|at| session.under_way(*at));
    if let Some((since_ms, for_ms)) = under_way {
        return Some((since_ms.saturating_add(for_ms).saturating_sub(at_ms), Input::Tick));
    }
    if session.stares_at_mistake() {
        return Some((LET_GO_MS, Input::Look { object: None }));
    }
    if let Some(hold) = &session.state.hold
        && !open.iter().any(|at| matches!(session.goal_at(*at), Some(Goal::Aim { tool, .. }) if *tool == hold.object))
    {
        return Some((LET_GO_MS, Input::HoldEnd { object: hold.object.clone() }));
    }
    let acted = open.iter().find_map(|at| Some((at.step_idx, act(session, *at, session.goal_at(*at)?)?)));
    let Some((step_idx, (pace_ms, input))) = acted else {
        // Nothing to do but wait, if anything is to come.
        let due_ms = session.next_deadline_ms()?;
        return Some((due_ms.saturating_sub(at_ms), Input::Tick));
    };
    let delay_ms = in_time(session, step_idx, pace_ms.max(reading_left_ms(session, step_idx, at_ms)), at_ms);
    let input = match input {
        Input::EnterValue { gauge, milli: 0 } if reads(session, &gauge) => {
            read_off(session, gauge, at_ms.saturating_add(delay_ms))?
        }
        other => other,
    };
    Some((delay_ms, input))
}

fn reads(session: &Session, id: &ObjectId) -> bool {
    session.kind_of(id) == Some(ObjectKind::Gauge)
}

/// What goes towards a goal now, and how long it takes to do; none where only time helps, or another step.
fn act(session: &Session, at: At, goal: &Goal) -> Option<(u64, Input)> {
    Some(match goal {
        Goal::GoTo { zone } => match session.state.zones.last() {
            Some(inside) => (REACH_MS, Input::Exit { zone: inside.clone() }),
            None => (WALK_MS, Input::Enter { zone: zone.clone() }),
        },
        Goal::LookAt { object, .. } => (LOOK_MS, Input::Look { object: Some(object.clone()) }),
        Goal::Press { object } => (REACH_MS, Input::Press { object: object.clone() }),
        Goal::Hold { object, .. } => (REACH_MS, Input::HoldStart { object: object.clone() }),
        Goal::Take { item, from } => (REACH_MS, take(session, item, from.as_ref())),
        Goal::Put { item, into } => (REACH_MS, put(session, item, into)),
        Goal::Use { tool, .. } | Goal::SetNumber { with: Some(tool), .. } | Goal::Aim { tool, .. }
            if !session.is_at_hand(tool) =>
        {
            (REACH_MS, take(session, tool, None))
        }
        Goal::Use { tool, on } => (REACH_MS, Input::Use { tool: tool.clone(), on: on.clone() }),
        Goal::Turn { object, to: TurnTarget::State(state) }
        | Goal::Slide { object, to: SlideTarget::State(state) }
        | Goal::Set { object, to: state } => (TURN_MS, Input::SetTo { object: object.clone(), state: state.clone() }),
        Goal::Turn { object, to: TurnTarget::Angle { millideg, .. } } => {
            (TURN_MS, Input::TurnTo { object: object.clone(), millideg: *millideg })
        }
        Goal::SetNumber { object, to, .. } | Goal::Slide { object, to: SlideTarget::Amount { to, .. } } => {
            match session.state.reading == Some(at) {
                true => (TYPE_MS, Input::EnterValue { gauge: object.clone(), milli: to.milli }),
                false => (REACH_MS, Input::Press { object: object.clone() }),
            }
        }
        Goal::Read { gauge, .. } if session.state.reading == Some(at) => {
            (TYPE_MS, Input::EnterValue { gauge: gauge.clone(), milli: 0 })
        }
        Goal::Read { gauge, .. } => (REACH_MS, Input::Press { object: gauge.clone() }),
        Goal::Aim { tool, .. } if session.state.hold.as_ref().is_none_or(|hold| hold.object != *tool) => {
            (REACH_MS, Input::HoldStart { object: tool.clone() })
        }
        Goal::Aim { at: places, .. } => {
            let found = session.part(at).map_or(&[][..], |part| &part.found);
            let place = places.iter().find(|place| !found.contains(place) && session.is_there(place))?;
            (LOOK_MS, Input::Look { object: Some(place.clone()) })
        }
        Goal::Inspect { places, .. } => {
            let found = session.part(at).map_or(&[][..], |part| &part.found);
            let place = places.iter().find(|place| !found.contains(place) && session.is_there(place))?;
            (INSPECT_MS, Input::Mark { object: place.clone() })
        }
        Goal::Talk { person, .. } if session.state.card != Some(at) => (REACH_MS, Input::Press { object: person.clone() }),
        Goal::Talk { dialogue, .. } => {
            let reply = dialogue.way_on(&session.line_at(at)?.id)?;
            (THINK_MS, Input::Choose { answers: vec![reply] })
        }
        Goal::Choose { card }
        | Goal::Order { card }
        | Goal::Match { card }
        | Goal::Type { card }
        | Goal::Sign { card }
        | Goal::FillIn { card } => match &card.at {
            Some(object) if session.state.card != Some(at) => (REACH_MS, Input::Press { object: object.clone() }),
            _ => (THINK_MS, fill_in(goal, card)?),
        },
        Goal::Holds { condition } => (TURN_MS, bring_about(session, condition)?),
        _ => return None,
    })
}

/// The right answer to a card.
fn fill_in(goal: &Goal, card: &Card) -> Option<Input> {
    Some(match goal {
        Goal::Order { .. } | Goal::Match { .. } => {
            Input::Choose { answers: card.answers.iter().map(|answer| answer.id.clone()).collect() }
        }
        Goal::Sign { .. } => Input::Sign,
        Goal::Type { .. } => Input::Type { text: Card::right_text(&card.accept, &card.accept_here)? },
        Goal::FillIn { .. } => Input::FillIn { fields: right_fields(card) },
        _ => Input::Choose { answers: right_answers(card) },
    })
}

/// What makes a condition so, where hands can.
fn bring_about(session: &Session, condition: &Condition) -> Option<Input> {
    match condition {
        Condition::State { object, is } => {
            let input = Input::SetTo { object: object.clone(), state: is.clone() };
            session.is_possible(&input).then_some(input)
        }
        Condition::Lies { item, place } => (!session.lies_in(item, place)).then(|| put(session, item, place)),
        Condition::Carries { item } => Some(take(session, item, None)).filter(|input| session.is_possible(input)),
        Condition::All { of } | Condition::Any { of } => {
            of.iter().filter(|part| !session.is_so(part)).find_map(|part| bring_about(session, part))
        }
        _ => None,
    }
}

/// Lays an item that was taken from elsewhere where it has to be taken from.
fn take(session: &Session, item: &ObjectId, from: Option<&ObjectId>) -> Input {
    match (from, session.carried() == Some(item)) {
        (Some(from), true) => put(session, item, from),
        _ => Input::Take { item: item.clone() },
    }
}

/// Takes the item first; and clears the socket first, if something else lies in it.
fn put(session: &Session, item: &ObjectId, into: &ObjectId) -> Input {
    let objects = &session.world().objects;
    let in_the_way = objects.iter().find(|other| other.id != *item && other.place == Place::In(into.clone()));
    match session.carried() {
        Some(carried) if carried != item => Input::PutBack { item: carried.clone() },
        Some(_) if session.accepts(item, into) => Input::Put { item: item.clone(), into: into.clone() },
        _ => match in_the_way {
            Some(other) if !session.accepts(item, into) => Input::Take { item: other.id.clone() },
            _ => Input::Take { item: item.clone() },
        },
    }
}

/// What the gauge will show by then.
fn read_off(session: &Session, gauge: ObjectId, at_ms: u64) -> Option<Input> {
    let milli = session.world().object(&gauge)?.shown_at(at_ms)?.milli;
    Some(Input::EnterValue { gauge, milli })
}

/// Every field of a form as it should be.
pub(super) fn right_fields(card: &Card) -> Vec<(FieldId, String)> {
    let given = |field: &Field| {
        let choice = card.choices(&field.id).find(|choice| choice.right).map(|choice| choice.id.to_string());
        choice.or_else(|| Card::right_text(&field.accept, &field.accept_here))
    };
    card.fields.iter().filter_map(|field| Some((field.id.clone(), given(field)?))).collect()
}

fn right_answers(card: &Card) -> Vec<AnswerId> {
    let n_wanted = if card.pick == 1 { 1 } else { card.answers.len() };
    let right = card.answers.iter().filter(|answer| answer.right).take(n_wanted).map(|answer| &answer.id);
    let marked = card.case.iter().filter(|case| case.can_be_marked()).flat_map(|case| &case.parts);
    right.chain(marked.filter(|part| part.cue).map(|part| &part.id)).cloned().collect()
}

/// A person reads the instruction before acting.
fn reading_left_ms(session: &Session, step_idx: usize, at_ms: u64) -> u64 {
    let Step { say, guide_says, .. } = &session.module.steps[step_idx];
    let n_words = say.split_whitespace().count() + guide_says.split_whitespace().count();
    let reading_ms = WORD_MS.saturating_mul(n_words as u64).min(READ_MAX_MS);
    let started_ms = session.state.steps[step_idx].started_ms.unwrap_or(at_ms);
    reading_ms.saturating_sub(at_ms.saturating_sub(started_ms))
}

/// Hurries where a time limit would pass: half of what is left of the step, and a fair part of what is left of the attempt.
fn in_time(session: &Session, step_idx: usize, delay_ms: u64, at_ms: u64) -> u64 {
    let module = &session.module;
    let started_ms = session.state.steps[step_idx].started_ms.unwrap_or(at_ms);
    let limit_end_ms = module.steps[step_idx].time_limit_ms.map(|limit_ms| started_ms.saturating_add(limit_ms));
    let waits = module.mistakes.iter().filter(|mistake| matches!(mistake.when, WrongAction::Wait { .. }));
    let step_end_ms = waits.filter_map(|mistake| session.lingered_ms(mistake)).chain(limit_end_ms).min();
    let n_undone = session.state.steps.iter().filter(|step| step.done_ms.is_none() && !step.skipped).count() as u64;
    let of_step = step_end_ms.map_or(delay_ms, |end_ms| end_ms.saturating_sub(at_ms) / 2);
    let of_attempt = module.time_limit_ms.map_or(delay_ms, |end_ms| end_ms.saturating_sub(at_ms) / (3 * n_undone.max(1)));
    delay_ms.min(of_step).min(of_attempt)
}
