//! How much a step helps: what it begins with, what can be asked for, what comes by itself.
//!
//! | level           | what is shown                                                       |
//! | --------------- | ------------------------------------------------------------------- |
//! | `demonstration` | the words, the target marked, and what a hand does at the target    |
//! | `highlight`     | the words, and the target marked                                     |
//! | `words`         | the words                                                            |
//! | `nothing`       | the chapter and what can be asked for; nobody says what to do        |
//!
//! While guided, each step begins with the level of [`crate::Terms`]; practice begins with the words and an exam keeps to
//! them. Asking gives the next of: the words, the authored hints, the place, the gesture; what is shown already is passed over.
//! Where nothing is done by hand, as in going and looking, no gesture is to be had. In practice the place comes only where no
//! hint was authored, and no gesture. What effects of the author show is shown at
//! every level. The level changes what is shown and said and nothing else: no score, no outcome, nothing that can be done.

use crate::session::Outcome;
use crate::view::{HelpView, HintView, NextHelp};
use crate::{Cue, Input, Session, scoring};
use curriculum::{Gesture, Mode};
use ids::ObjectId;
use record::{Fact, Guidance};
use std::sync::Arc;

impl Session {
    /// The help that a step gives now.
    pub(crate) fn help_of(&self, step_idx: usize) -> Guidance {
        self.state.steps[step_idx].help
    }

    pub(crate) fn are_words_shown(&self, step_idx: usize) -> bool {
        self.help_of(step_idx) != Guidance::Nothing
    }

    /// Where the level says so, or once a hint that points, or the last hint, was shown; never in exams.
    pub(crate) fn targets_are_shown(&self) -> bool {
        if self.state.mode == Mode::Exam {
            return false;
        }
        self.state.current_idx.is_some_and(|step_idx| self.help_of(step_idx) <= Guidance::Highlight || self.hints_point(step_idx))
    }

    fn hints_point(&self, step_idx: usize) -> bool {
        let step = &self.module.steps[step_idx].id;
        let n_shown = self.state.steps[step_idx].hints as usize;
        let n_hints = self.module.hints_of(step).count();
        n_shown > 0 && (n_shown >= n_hints || self.module.hints_of(step).take(n_shown).any(|hint| hint.point.is_some()))
    }

    /// What asking would give now.
    pub(crate) fn next_help(&self, step_idx: usize) -> Option<NextHelp> {
        if self.state.mode == Mode::Exam {
            return None;
        }
        if !self.are_words_shown(step_idx) {
            return Some(NextHelp::Words);
        }
        let progress = &self.state.steps[step_idx];
        let mut hints = self.module.hints_of(&self.module.steps[step_idx].id);
        if let Some(hint) = hints.nth(progress.hints as usize) {
            return Some(NextHelp::Hint { points: hint.point.is_some() });
        }
        let may_be_shown = match self.state.mode {
            Mode::Guided => true,
            _ => progress.hints == 0 && self.state.rules >= 3,
        };
        if !may_be_shown || self.targets().is_empty() {
            return None;
        }
        match progress.help {
            _ if !self.targets_are_shown() => Some(NextHelp::Place),
            Guidance::Demonstration => None,
            _ => (self.state.mode == Mode::Guided && self.has_gesture()).then_some(NextHelp::Gesture),
        }
    }

    /// Gives the current step's next help. What comes by itself is only ever a hint: the rest is for the trainee to ask for.
    pub(crate) fn give_help(&mut self, asked: bool, out: &mut Outcome) {
        let Some(step_idx) = self.state.current_idx else { return };
        match self.next_help(step_idx) {
            Some(NextHelp::Hint { .. }) => self.show_hint(step_idx, asked, out),
            Some(NextHelp::Words) if asked => self.raise_help(step_idx, Guidance::Words, out),
            Some(NextHelp::Place) if asked => self.raise_help(step_idx, Guidance::Highlight, out),
            Some(NextHelp::Gesture) if asked => self.raise_help(step_idx, Guidance::Demonstration, out),
            _ => {}
        }
    }

    fn show_hint(&mut self, step_idx: usize, asked: bool, out: &mut Outcome) {
        let module = Arc::clone(&self.module);
        let step = &module.steps[step_idx].id;
        let progress = &mut self.state.steps[step_idx];
        let Some(hint) = module.hints_of(step).nth(progress.hints as usize) else { return };
        progress.hints += 1;
        self.state.progressed_ms = self.state.now_ms;
        out.facts.push(Fact::HintShown { step: step.clone(), hint: hint.id.clone(), rung: progress.hints, asked });
        out.cues.push(Cue::HintShown { point: hint.point.clone() });
    }

    fn raise_help(&mut self, step_idx: usize, to: Guidance, out: &mut Outcome) {
        let module = Arc::clone(&self.module);
        let step = &module.steps[step_idx];
        let progress = &mut self.state.steps[step_idx];
        progress.help = to;
        progress.raised = progress.raised.saturating_add(1);
        self.state.progressed_ms = self.state.now_ms;
        out.facts.push(Fact::HelpRaised { step: step.id.clone(), to });
        if to == Guidance::Words {
            self.say_instruction(step_idx, out);
            out.cues.push(Cue::HintShown { point: None });
        } else {
            out.cues.push(Cue::HintShown { point: self.targets().into_iter().next() });
        }
    }

    /// What the guide says at a step.
    pub(crate) fn say_instruction(&self, step_idx: usize, out: &mut Outcome) {
        let says = &self.module.steps[step_idx].guide_says;
        if !says.is_empty() {
            out.cues.push(Cue::Caption { text: says.clone(), by: self.module.guide.clone() });
        }
    }

    pub(crate) fn show_help(&self) -> HelpView {
        let Some(step_idx) = self.state.current_idx else { return HelpView::default() };
        let level = self.help_of(step_idx);
        HelpView { level, gesture: self.gesture_to_show(level) }
    }

    /// What a hand would do at the target: what is offered there towards the goal.
    fn gesture_to_show(&self, level: Guidance) -> Option<(ObjectId, Gesture)> {
        let shows = level == Guidance::Demonstration && matches!(self.state.mode, Mode::Watch | Mode::Guided);
        self.gesture_at_target().filter(|_| shows && self.is_free_to_act())
    }

    fn gesture_at_target(&self) -> Option<(ObjectId, Gesture)> {
        let target = self.targets().into_iter().next()?;
        let offer = self.offers_at(&target).into_iter().find(|offer| offer.is_goal)?;
        // Going and looking are not done by hand.
        let by_hand = !matches!(offer.input, Input::Enter { .. } | Input::Look { .. });
        by_hand.then_some((target, offer.gesture))
    }

    /// A hand has something to show; by the rules of before it was asked for all the same.
    fn has_gesture(&self) -> bool {
        self.state.rules < 4 || self.gesture_at_target().is_some()
    }

    pub(crate) fn show_hints(&self) -> HintView {
        let Some(step_idx) = self.state.current_idx else { return HintView::default() };
        let progress = &self.state.steps[step_idx];
        let hints: Vec<_> = self.module.hints_of(&self.module.steps[step_idx].id).collect();
        let n_given = progress.hints.saturating_add(progress.raised);
        HintView {
            shown: hints.iter().take(progress.hints as usize).map(|hint| hint.say.clone()).collect(),
            n_given,
            n_total: n_given.saturating_add(self.n_to_come(step_idx, hints.len())),
            next: self.next_help(step_idx),
            allowed: self.state.mode != Mode::Exam,
            cost_permille: scoring::hint_cost_permille(self.state.mode, &self.module.pass),
            cost_of_score_permille: self.cost_of_score_permille(step_idx),
        }
    }

    /// How often asking will give something.
    fn n_to_come(&self, step_idx: usize, n_hints: usize) -> u32 {
        if self.state.mode == Mode::Exam {
            return 0;
        }
        let progress = &self.state.steps[step_idx];
        let hints = u32::try_from(n_hints).unwrap_or(u32::MAX).saturating_sub(progress.hints);
        let words = u32::from(!self.are_words_shown(step_idx));
        let has_targets = !self.targets().is_empty();
        let place = u32::from(has_targets && n_hints == 0 && progress.help > Guidance::Highlight);
        let may_show = has_targets && self.state.mode == Mode::Guided && progress.help > Guidance::Demonstration;
        let gesture = u32::from(may_show && self.has_gesture());
        let place = if self.state.mode == Mode::Guided || self.state.rules >= 3 { place } else { 0 };
        hints.saturating_add(words).saturating_add(place).saturating_add(gesture)
    }

    /// What one more hint takes off the whole score, rounded up.
    fn cost_of_score_permille(&self, step_idx: usize) -> u32 {
        let weights: u64 = self.module.total_weight();
        let weight = u64::from(self.module.steps[step_idx].weight);
        let (weight, weights) = if weights == 0 { (1, self.module.steps.len() as u64) } else { (weight, weights) };
        let cost = u64::from(scoring::hint_cost_permille(self.state.mode, &self.module.pass));
        u32::try_from(cost.saturating_mul(weight).div_ceil(weights.max(1))).unwrap_or(scoring::WHOLE_PERMILLE)
    }
}
