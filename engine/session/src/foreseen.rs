//! Which foreseen mistake an input is.

use crate::fit::Fit;
use crate::{Input, Session};
use curriculum::{Mistake, ObjectKind, WrongAction};
use ids::StepId;

impl Session {
    /// The first authored mistake, in scope now, that the input is. It goes before any goal.
    pub(crate) fn foreseen(&self, input: &Input) -> Option<usize> {
        let mistakes = &self.module.mistakes;
        mistakes.iter().position(|mistake| self.is_wrong(&mistake.when, input) && self.is_in_scope(mistake))
    }

    pub(crate) fn is_in_scope(&self, mistake: &Mistake) -> bool {
        let is_current = |step: &StepId| self.state.current_idx.is_some_and(|idx| self.module.steps[idx].id == *step);
        let is_undone = |step: &StepId| self.module.step_idx(step).is_none_or(|idx| !self.state.is_settled(idx));
        let is_so = mistake.only_if.as_ref().is_none_or(|condition| self.is_so(condition));
        mistake.during.as_ref().is_none_or(is_current) && mistake.until.as_ref().is_none_or(is_undone) && is_so
    }

    fn is_wrong(&self, when: &WrongAction, input: &Input) -> bool {
        match (when, input) {
            (WrongAction::Press { object }, Input::Press { object: acted } | Input::HoldStart { object: acted }) => {
                object == acted
            }
            (WrongAction::Press { object }, Input::SetTo { object: acted, .. }) => {
                object == acted && self.kind_of(object) == Some(ObjectKind::Switch)
            }
            (WrongAction::Take { item }, Input::Take { item: taken }) => item == taken,
            (WrongAction::Put { item, into: Some(place) }, Input::Put { item: put, into }) => item == put && place == into,
            (WrongAction::Put { item, into: None }, Input::Put { item: put, .. }) => item == put && !self.is_right_now(input),
            (WrongAction::Set { object, to, while_gauge_above }, Input::SetTo { object: set, state }) => {
                let above = while_gauge_above.as_ref().is_none_or(|(gauge, limit)| {
                    self.shown(gauge).is_some_and(|shown| shown.unit == limit.unit && shown.milli > limit.milli)
                });
                object == set && to == state && above
            }
            (WrongAction::Turn { object }, Input::TurnTo { object: turned, .. }) => object == turned && !self.is_right_now(input),
            (WrongAction::Turn { object }, Input::SetTo { object: turned, .. }) => {
                object == turned && self.kind_of(object) == Some(ObjectKind::Knob) && !self.is_right_now(input)
            }
            (WrongAction::Misread { gauge }, Input::EnterValue { gauge: read, .. }) => {
                gauge == read && self.best_fit(input).is_some_and(|(_, fit)| fit == Fit::Misses)
            }
            (WrongAction::Misset { object }, Input::EnterValue { gauge: set, .. }) => {
                object == set && self.best_fit(input).is_some_and(|(_, fit)| fit == Fit::Misses)
            }
            (WrongAction::Use { tool, on: Some(on) }, Input::Use { tool: used, on: part }) => tool == used && on == part,
            (WrongAction::Use { tool, on: None }, Input::Use { tool: used, .. }) => tool == used && !self.is_right_now(input),
            (WrongAction::Answer { answer }, Input::Choose { answers }) => answers.contains(answer) && !self.is_right_now(input),
            (WrongAction::Answer { answer }, Input::FillIn { fields }) => {
                self.chosen_on_form(fields).contains(answer) && !self.is_right_now(input)
            }
            (WrongAction::Misfill { field }, Input::FillIn { fields }) => self.is_misfilled(field, fields),
            (WrongAction::Enter { zone }, Input::Enter { zone: entered }) => zone == entered,
            (WrongAction::LetGo { object }, Input::HoldEnd { object: held }) => object == held,
            _ => false,
        }
    }

    /// It satisfies a step that may be done now.
    fn is_right_now(&self, input: &Input) -> bool {
        self.best_fit(input).is_some_and(|(_, fit)| fit == Fit::Satisfies)
    }
}
