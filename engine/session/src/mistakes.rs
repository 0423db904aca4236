//! What happens when something goes wrong: the fact, the response of the mode, the card, and the way back.
//!
//! | mistake                     | id               | critical        | response                                 |
//! | --------------------------- | ---------------- | --------------- | ---------------------------------------- |
//! | foreseen by the author      | its own          | as authored     | as authored for the mode                 |
//! | a step before its time      | `order`          | if that step is | [`Responses::default_for`] that, by mode |
//! | wrong reading               | `wrong-value`    | never           | the same                                 |
//! | wrong angle or turned state | `wrong-position` | never           | the same                                 |
//! | wrong answer                | `wrong-answer`   | never           | the same                                 |
//!
//! `block`: nothing changes, not even `then` plays. `rewind`: the action and its `then` happen, and acknowledging goes back to
//! before them. `stand`: they happen and stay; a goal that was only missed can still be reached. A card is shown for every
//! mistake, in exams only for critical ones (an exam's silent `rewind` goes back at once). Where the trainee stands is never
//! taken back: a body cannot be blocked here.
//!
//! In an exam an answer that `stand`s is given: the card closes and the step is done with it, right or wrong, so that nobody
//! learns from a card that stays open. A wrong one earns nothing. So is where something is turned to when the hand lets go; but a
//! thing can be turned again, so a later turn to the right place counts as a second try; and what would end the attempt stays open. What was done to other things stands as
//! things are, and the step with them. By rules 3 what was turned wrongly kept its step open.

use crate::fit::Fit;
use crate::parts::At;
use crate::session::Outcome;
use crate::state::{OpenMistake, Situation};
use crate::{ANSWER_MISTAKE, Cue, Input, ORDER_MISTAKE, POSITION_MISTAKE, Session, VALUE_MISTAKE};
use curriculum::{Effect, Goal, Mode, Quantity, Response, Responses, Unit};
use ids::{AnswerId, MisconceptionId, MistakeId, ObjectId};
use record::{Fact, MistakeKind};

/// A mistake about to be made.
struct Made {
    mistake: MistakeId,
    kind: MistakeKind,
    step_idx: usize,
    critical: bool,
    response: Response,
    means: Option<MisconceptionId>,
    then: Vec<Effect>,
}

impl Session {
    /// One that the author wrote down, made in the current step.
    pub(crate) fn err_as_foreseen(&mut self, mistake_idx: usize, input: &Input, out: &mut Outcome) {
        let Some(step_idx) = self.state.current_idx else { return };
        let mistake = self.module.mistakes[mistake_idx].clone();
        let made = Made {
            mistake: mistake.id,
            kind: MistakeKind::Foreseen,
            step_idx,
            critical: mistake.critical,
            response: mistake.responses.in_mode(self.state.mode),
            means: mistake.means,
            then: mistake.then,
        };
        self.err(made, input, out);
    }

    /// Tried before its time. As grave as the step that was tried.
    pub(crate) fn err_in_order(&mut self, tried: usize, missing: usize, input: &Input, out: &mut Outcome) {
        let Some(step_idx) = self.state.current_idx else { return };
        let [tried, missing] = [tried, missing].map(|idx| &self.module.steps[idx]);
        let critical = tried.critical;
        let kind = MistakeKind::Order { tried: tried.id.clone(), missing: missing.id.clone() };
        self.err_as(ORDER_MISTAKE, kind, step_idx, critical, input, out);
    }

    /// The goal of an available step, tried with a wrong value, angle, state or answer.
    pub(crate) fn err_in_value(&mut self, step_idx: usize, input: &Input, out: &mut Outcome) {
        let id = match input {
            Input::EnterValue { .. } => VALUE_MISTAKE,
            Input::Choose { .. } | Input::Type { .. } | Input::FillIn { .. } => ANSWER_MISTAKE,
            _ => POSITION_MISTAKE,
        };
        self.err_by_itself(id, step_idx, input, out);
    }

    /// A wrong value, angle, state or answer that nobody foresaw.
    pub(crate) fn err_by_itself(&mut self, id: &str, step_idx: usize, input: &Input, out: &mut Outcome) {
        let kind = MistakeKind::WrongValue { given: self.given(input).unwrap_or_default() };
        self.err_as(id, kind, step_idx, false, input, out);
    }

    fn err_as(&mut self, id: &str, kind: MistakeKind, step_idx: usize, critical: bool, input: &Input, out: &mut Outcome) {
        let mistake = MistakeId::new(id).expect("the session's own ids are slugs");
        let response = Responses::default_for(critical).in_mode(self.state.mode);
        self.err(Made { mistake, kind, step_idx, critical, response, means: None, then: Vec::new() }, input, out);
    }

    fn err(&mut self, made: Made, input: &Input, out: &mut Outcome) {
        let at_ms = self.state.now_ms;
        let object = object_of(input).cloned();
        let progress = &mut self.state.steps[made.step_idx];
        progress.mistakes = progress.mistakes.saturating_add(1);
        progress.critical_mistakes = progress.critical_mistakes.saturating_add(u32::from(made.critical));
        out.facts.push(Fact::MistakeMade {
            step: progress.step.clone(),
            mistake: made.mistake.clone(),
            kind: made.kind.clone(),
            object: object.clone(),
            critical: made.critical,
            response: response_word(made.response).to_owned(),
            means: made.means,
        });
        match self.state.made.iter_mut().find(|(mistake, _)| *mistake == made.mistake) {
            Some((_, last_ms)) => *last_ms = at_ms,
            None => self.state.made.push((made.mistake.clone(), at_ms)),
        }
        let answers = self.chosen(input);
        let before = (made.response == Response::Rewind).then(|| self.state.situation.clone());
        let given = self.answered_wrongly(input).filter(|_| made.response == Response::Stand);
        if made.response != Response::Block {
            self.do_naturally(input, out);
            self.run_effects(&made.then, out);
        }
        if let Some(at) = given {
            self.let_answer_stand(at, input, out);
        }
        if self.state.mode == Mode::Exam && !made.critical {
            if let Some(before) = before {
                self.go_back(before, at_ms, out);
            }
            return;
        }
        self.state.hold = None;
        out.cues.push(Cue::MistakeShown { mistake: made.mistake.clone() });
        self.state.mistake = Some(OpenMistake {
            mistake: made.mistake,
            kind: made.kind,
            step_idx: made.step_idx,
            at_ms,
            critical: made.critical,
            response: made.response,
            object,
            answers,
            before,
        });
    }

    /// In an exam nothing is told of a thing that one asks: it might help, and it might lead astray.
    pub(crate) fn things_keep_silent(&self) -> bool {
        self.state.mode == Mode::Exam && self.state.rules >= 4
    }

    /// True where an answer is given once and for all.
    pub(crate) fn answers_stand(&self) -> bool {
        self.state.mode == Mode::Exam && self.state.rules >= 3
    }

    /// The goal that a wrong answer is for, where answers stand.
    fn answered_wrongly(&self, input: &Input) -> Option<At> {
        let is_answer =
            matches!(input, Input::Choose { .. } | Input::Type { .. } | Input::FillIn { .. } | Input::EnterValue { .. });
        let is_turn = matches!(input, Input::TurnTo { .. } | Input::SetTo { .. }) && self.state.rules >= 4;
        if !(is_answer || is_turn) || !self.answers_stand() || self.state.interruption_idx.is_some() {
            return None;
        }
        let (step_idx, _) = self.best_fit(input).filter(|(_, fit)| *fit == Fit::Misses)?;
        // What ends the attempt could not be turned again.
        let is_open = |idx: &usize| *idx != step_idx && !self.state.is_settled(*idx) && !self.module.steps[*idx].optional;
        if is_turn && !(0..self.module.steps.len()).any(|idx| is_open(&idx)) {
            return None;
        }
        Some(self.fitting(step_idx, input)?.at)
    }

    fn let_answer_stand(&mut self, at: At, input: &Input, out: &mut Outcome) {
        let value = match input {
            Input::Choose { .. } | Input::FillIn { .. } => None,
            _ => self.given(input),
        };
        if let Some(part) = self.part_mut(at) {
            part.stands = true;
        }
        let earned_permille = self.earned_by_form_permille(at, input);
        let progress = &mut self.state.steps[at.step_idx];
        progress.wrong = true;
        progress.partly_right_permille = earned_permille;
        // It did not succeed, but there was no other try.
        progress.misses = progress.misses.saturating_sub(1);
        self.finish_part(at, value, out);
    }

    /// What was turned wrongly and stands, where this turns it rightly.
    pub(crate) fn corrects(&self, input: &Input) -> Option<At> {
        let (true, Input::TurnTo { object, .. } | Input::SetTo { object, .. }) = (self.answers_stand(), input) else {
            return None;
        };
        let is_wrong = |at: &At| self.part(*at).is_some_and(|part| part.stands);
        let is_right = |at: &At| match self.goal_at(*at) {
            Some(goal @ Goal::Turn { object: turned, .. }) => {
                turned == object && self.fit_part(*at, goal, input) == Fit::Satisfies
            }
            _ => false,
        };
        let steps = 0..self.module.steps.len();
        let parts = |step_idx: usize| {
            let n_parts = self.module.steps[step_idx].goal.n_parts();
            (0..n_parts).map(move |part_idx| At { step_idx, part_idx })
        };
        steps.filter(|idx| self.state.steps[*idx].wrong).flat_map(parts).find(|at| is_wrong(at) && is_right(at))
    }

    /// A second try at a step that stood wrong: it is right now, at the price of the mistake.
    pub(crate) fn correct(&mut self, at: At, input: &Input, out: &mut Outcome) {
        self.do_naturally(input, out);
        if let Some(part) = self.part_mut(at) {
            part.stands = false;
        }
        let still_wrong = self.state.situation.parts[at.step_idx].iter().any(|part| part.stands);
        let value = self.given(input);
        let now_ms = self.state.now_ms;
        let progress = &mut self.state.steps[at.step_idx];
        progress.wrong = still_wrong;
        progress.misses = progress.misses.saturating_add(1);
        if progress.done_ms.is_some() {
            progress.done_ms = Some(now_ms);
            out.facts.push(Fact::StepCompleted {
                step: progress.step.clone(),
                tries: progress.misses.saturating_add(1),
                hints: progress.hints.saturating_add(progress.raised),
                mistakes: progress.mistakes,
                took_ms: now_ms.saturating_sub(progress.started_ms.unwrap_or(now_ms)),
                value,
            });
        }
    }

    /// Closes the card and goes back where the response says so.
    pub(crate) fn acknowledge(&mut self, out: &mut Outcome) {
        let Some(open) = self.state.mistake.take() else {
            if !self.state.pages.is_empty() {
                self.state.pages.remove(0);
                self.back_in_the_room();
            }
            return;
        };
        if let Some(before) = open.before {
            self.go_back(before, open.at_ms, out);
        }
        self.state.progressed_ms = self.state.now_ms;
        if let Some(looking) = &mut self.state.looking {
            looking.since_ms = self.state.now_ms;
        }
    }

    /// Puts all things back as they were at a time; gauges that moved then go on moving from there.
    pub(crate) fn go_back(&mut self, mut situation: Situation, since_ms: u64, out: &mut Outcome) {
        situation.delay(self.state.now_ms.saturating_sub(since_ms));
        situation.world.blow_off(self.state.now_ms);
        self.state.situation = situation;
        self.state.hold = None;
        out.cues.push(Cue::Reset);
    }

    /// What was read, turned to or chosen, as a person would write it.
    pub(crate) fn given(&self, input: &Input) -> Option<String> {
        match input {
            Input::EnterValue { gauge, milli } => {
                let unit = self.shown(gauge).map_or(Unit::One, |shown| shown.unit);
                Some(Quantity { milli: *milli, unit }.to_string())
            }
            Input::TurnTo { millideg, .. } => Some(Quantity { milli: *millideg, unit: Unit::Degree }.to_string()),
            Input::SetTo { state, .. } => Some(state.to_string()),
            Input::Type { text } => Some(self.given_in_writing(text)),
            Input::FillIn { fields } => Some(self.given_on_form(fields)),
            Input::Choose { answers } => Some(answers.iter().map(AnswerId::as_str).collect::<Vec<_>>().join(", ")),
            _ => None,
        }
    }
}

impl Session {
    /// Every answer that was chosen, on a card or a form.
    pub(crate) fn chosen(&self, input: &Input) -> Vec<AnswerId> {
        match input {
            Input::Choose { answers } => answers.clone(),
            Input::FillIn { fields } => self.chosen_on_form(fields),
            _ => Vec::new(),
        }
    }

    /// Numbers and accepted texts as they were typed. Other texts may say anything about anybody, so the record leaves them out.
    pub(crate) fn given_in_writing(&self, text: &str) -> String {
        let card = self.state.card.and_then(|at| self.goal_at(at)).and_then(Goal::card);
        let accepted = card.is_some_and(|card| card.accepts(text));
        match Quantity::parse(text) {
            _ if accepted => text.trim().to_owned(),
            Ok(amount) => amount.to_string(),
            Err(_) => OTHER_TEXT.to_owned(),
        }
    }
}

/// What the record says of a typed text that is no number and not accepted.
pub(crate) const OTHER_TEXT: &str = "another text";

/// As it stands in the record.
fn response_word(response: Response) -> &'static str {
    match response {
        Response::Block => "block",
        Response::Rewind => "rewind",
        Response::Stand => "stand",
    }
}

/// The object that an input acts on.
pub(crate) fn object_of(input: &Input) -> Option<&ObjectId> {
    match input {
        Input::Enter { zone: object }
        | Input::Exit { zone: object }
        | Input::Press { object }
        | Input::HoldStart { object }
        | Input::HoldEnd { object }
        | Input::Take { item: object }
        | Input::Put { item: object, .. }
        | Input::PutBack { item: object }
        | Input::TurnTo { object, .. }
        | Input::SetTo { object, .. }
        | Input::EnterValue { gauge: object, .. }
        | Input::Use { on: object, .. }
        | Input::Mark { object } => Some(object),
        Input::Look { object } => object.as_ref(),
        _ => None,
    }
}
