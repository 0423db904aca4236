//! Answering cards: choosing, ordering, matching, typing, signing, and talking to people. Forms stand in `forms`.

use crate::fit::{Fit, is_right};
use crate::forms::fit_form;
use crate::parts::At;
use crate::session::Outcome;
use crate::{Cue, Input, Session};
use curriculum::{Dialogue, Goal, Line, Mode, Reply};
use ids::{AnswerId, ObjectId};
use record::Fact;

/// The longest text that counts as typed, in characters.
const TYPED_MAX: usize = 200;

/// Something was written, and no endless text.
pub(crate) fn is_writing(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().take(TYPED_MAX + 1).count() <= TYPED_MAX
}

impl Session {
    pub(crate) fn choose(&mut self, answers: &[AnswerId], out: &mut Outcome) {
        if self.state.interruption_idx.is_some() {
            return self.answer_interruption(answers, out);
        }
        let Some(at) = self.state.card else { return };
        let (answers, because) = self.known_answers(at, answers);
        let input = Input::Choose { answers };
        if !self.is_possible(&input) || !self.is_free_to_act() {
            return;
        }
        let Some(fitting) = self.fitting(at.step_idx, &input) else { return };
        let step = self.module.steps[at.step_idx].id.clone();
        let Input::Choose { answers } = input.clone() else { return };
        let goes_on = self.reply(at, &answers).is_some_and(|reply| reply.leads_to.is_some());
        out.facts.push(match answers.first() {
            Some(reply) if goes_on => Fact::Said { step, reply: reply.clone() },
            _ => Fact::Answered { step, answers, right: fitting.part == Fit::Satisfies },
        });
        if let (Fit::Satisfies, Some(text), false) = (fitting.part, because, self.state.mode == Mode::Exam) {
            out.cues.push(Cue::Caption { text, by: self.module.guide.clone() });
        }
        self.deed(&input, out);
    }

    /// The given answers that the open card has, in its order where none is asked for; and why the first of them is so.
    fn known_answers(&self, at: At, given: &[AnswerId]) -> (Vec<AnswerId>, Option<String>) {
        let because_of = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        match self.goal_at(at) {
            Some(Goal::Talk { .. }) => {
                let reply = self.line_at(at).and_then(|line| line.replies.iter().find(|reply| given.contains(&reply.id)));
                (reply.map(|reply| reply.id.clone()).into_iter().collect(), reply.and_then(|reply| because_of(&reply.because)))
            }
            Some(Goal::Choose { card }) => {
                let known: Vec<_> = card.answers.iter().filter(|answer| given.contains(&answer.id)).collect();
                let because = known.iter().find_map(|answer| because_of(&answer.because));
                let parts = card.case.iter().flat_map(|case| &case.parts).map(|part| &part.id).filter(|id| given.contains(id));
                (known.iter().map(|answer| &answer.id).chain(parts).cloned().collect(), because)
            }
            Some(Goal::Order { card } | Goal::Match { card }) => {
                let mut known: Vec<AnswerId> = Vec::new();
                for id in given.iter().filter(|id| card.answers.iter().any(|answer| answer.id == **id)) {
                    if !known.contains(id) {
                        known.push(id.clone());
                    }
                }
                (known, None)
            }
            _ => (Vec::new(), None),
        }
    }

    /// Types or signs on the open card.
    pub(crate) fn write(&mut self, input: Input, out: &mut Outcome) {
        if self.is_possible(&input) && self.is_free_to_act() {
            self.deed(&input, out);
        }
    }

    /// Whether the open card takes what was typed, or a signature.
    pub(crate) fn can_write(&self, input: &Input) -> bool {
        match (self.state.card.and_then(|at| self.goal_at(at)), input) {
            (Some(Goal::Type { .. }), Input::Type { text }) => is_writing(text),
            (Some(Goal::Sign { .. }), Input::Sign) => true,
            _ => false,
        }
    }

    /// How an answer, typed text or signature fits a card's goal, or a reply its dialogue.
    pub(crate) fn fit_card(&self, at: At, goal: &Goal, input: &Input) -> Fit {
        let right = match (goal, input) {
            _ if self.state.card != Some(at) => return Fit::Nothing,
            (Goal::Choose { card }, Input::Choose { answers }) => is_right(card, answers),
            (Goal::Order { card } | Goal::Match { card }, Input::Choose { answers }) => {
                card.answers.iter().map(|answer| &answer.id).eq(answers)
            }
            (Goal::Talk { .. }, Input::Choose { answers }) => match self.reply(at, answers) {
                Some(Reply { leads_to: Some(_), .. }) => return Fit::Begins,
                Some(reply) => reply.right,
                None => return Fit::Nothing,
            },
            (Goal::Type { card }, Input::Type { text }) => card.accepts(text),
            (Goal::Sign { .. }, Input::Sign) => true,
            (Goal::FillIn { card }, Input::FillIn { fields }) => return fit_form(card, fields),
            _ => return Fit::Nothing,
        };
        if right { Fit::Satisfies } else { Fit::Misses }
    }

    /// What choosing does to the world: it is remembered, and a dialogue goes on or begins anew.
    pub(crate) fn note_chosen(&mut self, answers: &[AnswerId], out: &mut Outcome) {
        for answer in answers {
            if !self.state.situation.chosen.contains(answer) {
                self.state.situation.chosen.push(answer.clone());
            }
        }
        let Some(at) = self.state.card else { return };
        let Some(reply) = self.reply(at, answers).cloned() else { return };
        match reply.leads_to {
            Some(next) => self.say_line(at, &next, out),
            None if !reply.right && !self.answers_stand() => self.begin_dialogue(at, out),
            None => {}
        }
    }

    /// Begins a dialogue, unless it goes on already.
    pub(crate) fn open_dialogue(&mut self, at: At, out: &mut Outcome) {
        self.state.card = Some(at);
        if self.part(at).is_some_and(|part| part.line.is_none()) {
            self.begin_dialogue(at, out);
        }
    }

    fn begin_dialogue(&mut self, at: At, out: &mut Outcome) {
        let Some((_, dialogue)) = self.dialogue_at(at) else { return };
        let Some(first) = dialogue.lines.first().map(|line| line.id.clone()) else { return };
        self.say_line(at, &first, out);
    }

    fn say_line(&mut self, at: At, line: &ids::LineId, out: &mut Outcome) {
        let Some((person, dialogue)) = self.dialogue_at(at) else { return };
        let Some(text) = dialogue.line(line).map(|line| line.says.clone()) else { return };
        out.cues.push(Cue::Caption { text, by: Some(person.clone()) });
        if let Some(part) = self.part_mut(at) {
            part.line = Some(line.clone());
        }
    }

    pub(crate) fn dialogue_at(&self, at: At) -> Option<(&ObjectId, &Dialogue)> {
        match self.goal_at(at)? {
            Goal::Talk { person, dialogue } => Some((person, dialogue)),
            _ => None,
        }
    }

    /// The line that waits for a reply.
    pub(crate) fn line_at(&self, at: At) -> Option<&Line> {
        let (_, dialogue) = self.dialogue_at(at)?;
        dialogue.line(self.part(at)?.line.as_ref()?)
    }

    fn reply(&self, at: At, answers: &[AnswerId]) -> Option<&Reply> {
        let chosen = answers.first()?;
        self.line_at(at)?.replies.iter().find(|reply| reply.id == *chosen)
    }

    /// Puts a card away whose goal was reached.
    pub(crate) fn close_card_of(&mut self, at: At) {
        self.state.card = self.state.card.filter(|open| *open != at);
        self.state.reading = self.state.reading.filter(|open| *open != at);
    }
}
