//! The life of a step: it becomes available, begins, is helped along, starts over, is completed; and the attempt's end.

use crate::closing::Closing;
use crate::parts::At;
use crate::scoring::{self, StepResult};
use crate::session::Outcome;
use crate::{Cue, Session};
use curriculum::{Ending, Goal, Mode};
use record::Fact;
use std::sync::Arc;

impl Session {
    /// Begins what is due to begin, completes what already holds, and ends the attempt when nothing is left to do.
    pub(crate) fn settle(&mut self, out: &mut Outcome) {
        while self.state.closed.is_none() && self.state.mistake.is_none() && !self.state.left && !self.state.paused {
            if let Some(ending) = self.state.ending {
                return self.end_as_asked(ending, out);
            }
            self.note_available(out);
            self.note_interruptions();
            let current_idx = self.available_idxs().next();
            if current_idx != self.state.current_idx {
                self.state.current_idx = current_idx;
                self.state.strays.clear();
                self.state.progressed_ms = self.state.now_ms;
            }
            let Some(step_idx) = current_idx else {
                if (0..self.state.steps.len()).all(|idx| self.state.is_settled(idx)) {
                    self.close_with_verdict(out);
                }
                return;
            };
            if self.is_over() {
                return self.close_with_verdict(out);
            }
            self.begin_step(step_idx, out);
            if self.state.card.is_none() {
                self.open_card_at_start(step_idx);
            }
            if self.state.ending.is_some() {
                continue;
            }
            if !self.look_over(step_idx) {
                return;
            }
            self.complete_step(step_idx, None, out);
        }
    }

    /// Only optional steps are left of what there was to do.
    fn is_over(&self) -> bool {
        let open = |idx: &usize| !self.state.is_settled(*idx);
        (0..self.state.steps.len()).filter(open).all(|idx| self.module.steps[idx].optional)
            && self.module.steps.iter().any(|step| !step.optional)
    }

    /// Steps whose turn has come are available from now on, or left out if their condition is not so.
    fn note_available(&mut self, out: &mut Outcome) {
        let mut again = true;
        while std::mem::take(&mut again) {
            for step_idx in 0..self.state.steps.len() {
                if self.state.steps[step_idx].available_ms.is_some() || !self.is_available(step_idx) {
                    continue;
                }
                self.state.steps[step_idx].available_ms = Some(self.state.now_ms);
                let only_if = self.module.steps[step_idx].only_if.as_ref();
                if only_if.is_some_and(|condition| !self.is_so(condition)) {
                    self.skip(step_idx, out);
                    again = true;
                }
            }
        }
        for step_idx in 0..self.state.steps.len() {
            let open = self.state.steps[step_idx].available_ms.is_some() && !self.state.is_settled(step_idx);
            if open && !self.may_pass_by(step_idx) {
                self.note_open_parts(step_idx);
            }
        }
    }

    /// Doing the step would pass an optional one by: hands may do that, but no time runs for it yet.
    fn may_pass_by(&self, step_idx: usize) -> bool {
        let mut before = self.before[step_idx].iter().copied();
        before.any(|idx| idx != step_idx && self.module.steps[idx].optional && !self.state.is_settled(idx))
    }

    fn skip(&mut self, step_idx: usize, out: &mut Outcome) {
        let progress = &mut self.state.steps[step_idx];
        progress.skipped = true;
        out.facts.push(Fact::StepSkipped { step: progress.step.clone() });
        self.state.card = self.state.card.filter(|at| at.step_idx != step_idx);
        self.state.reading = self.state.reading.filter(|at| at.step_idx != step_idx);
    }

    /// Leaves the current step out, if it is optional.
    pub(crate) fn pass_by_current(&mut self, out: &mut Outcome) {
        if let Some(step_idx) = self.state.current_idx.filter(|idx| self.module.steps[*idx].optional) {
            self.skip(step_idx, out);
            self.state.progressed_ms = self.state.now_ms;
        }
    }

    /// What is optional and was not done before the step that follows it is passed by.
    fn pass_by_before(&mut self, step_idx: usize, out: &mut Outcome) {
        let edges = Arc::clone(&self.before);
        for &before in &edges[step_idx] {
            if self.module.steps[before].optional && !self.state.is_settled(before) && before != step_idx {
                self.skip(before, out);
                self.pass_by_before(before, out);
            }
        }
    }

    fn end_as_asked(&mut self, ending: Ending, out: &mut Outcome) {
        match ending {
            Ending::Failed => self.close(record::Outcome::NotPassed, out),
            Ending::Scored => {
                for step in self.state.steps.iter_mut().filter(|step| step.done_ms.is_none()) {
                    step.skipped = true;
                }
                self.close_with_verdict(out);
            }
        }
    }

    /// Once only. A step done out of authored order begins when it is first acted on, without the guide's words.
    pub(crate) fn begin_step(&mut self, step_idx: usize, out: &mut Outcome) {
        if self.state.steps[step_idx].started_ms.is_some() {
            return;
        }
        let module = Arc::clone(&self.module);
        let step = &module.steps[step_idx];
        self.state.steps[step_idx].started_ms = Some(self.state.now_ms);
        out.facts.push(Fact::StepStarted { step: step.id.clone() });
        out.cues.push(Cue::StepStarted { step: step.id.clone() });
        if self.state.current_idx == Some(step_idx) && self.are_words_shown(step_idx) {
            self.say_instruction(step_idx, out);
        }
        self.run_effects(&step.on_start, out);
        self.open_card_at_start(step_idx);
        self.set_checkpoint();
    }

    fn open_card_at_start(&mut self, step_idx: usize) {
        let opens = |at: &At| self.goal_at(*at).and_then(Goal::card).is_some_and(|card| card.at.is_none());
        if let Some(at) = self.open_parts(step_idx).into_iter().find(opens) {
            self.state.card = Some(at);
        }
    }

    /// The card of a goal, the value card of a reading or of a number to set, or a dialogue.
    pub(crate) fn open_card(&mut self, at: At, out: &mut Outcome) {
        match self.goal_at(at) {
            Some(Goal::Talk { .. }) => self.open_dialogue(at, out),
            Some(Goal::Read { .. } | Goal::SetNumber { .. } | Goal::Slide { .. }) => self.state.reading = Some(at),
            Some(_) => self.state.card = Some(at),
            None => {}
        }
    }

    pub(crate) fn complete_step(&mut self, step_idx: usize, value: Option<String>, out: &mut Outcome) {
        self.begin_step(step_idx, out);
        let module = Arc::clone(&self.module);
        let step = &module.steps[step_idx];
        let now_ms = self.state.now_ms;
        let progress = &mut self.state.steps[step_idx];
        progress.done_ms = Some(now_ms);
        out.facts.push(Fact::StepCompleted {
            step: step.id.clone(),
            tries: progress.misses.saturating_add(1),
            hints: progress.hints.saturating_add(progress.raised),
            mistakes: progress.mistakes,
            took_ms: now_ms.saturating_sub(progress.started_ms.unwrap_or(now_ms)),
            value,
        });
        out.cues.push(Cue::StepDone { step: step.id.clone() });
        self.state.card = self.state.card.filter(|at| at.step_idx != step_idx);
        self.state.reading = self.state.reading.filter(|at| at.step_idx != step_idx);
        self.state.progressed_ms = now_ms;
        self.pass_by_before(step_idx, out);
        self.run_effects(&step.then, out);
        self.set_checkpoint();
    }

    fn set_checkpoint(&mut self) {
        self.state.checkpoint = self.state.situation.clone();
        self.state.checkpoint_ms = self.state.now_ms;
    }

    /// Things go back to where the step began; what is on record stays. Not in exams, where what is done stands.
    pub(crate) fn restart_step(&mut self, out: &mut Outcome) {
        let Some(step_idx) = self.state.current_idx.filter(|_| self.state.mode != Mode::Exam) else { return };
        out.facts.push(Fact::StepRestarted { step: self.module.steps[step_idx].id.clone() });
        self.go_back(self.state.checkpoint.clone(), self.state.checkpoint_ms, out);
        self.set_checkpoint();
        self.state.card = None;
        self.state.reading = None;
        self.open_card_at_start(step_idx);
        self.state.progressed_ms = self.state.now_ms;
        if let Some(looking) = &mut self.state.looking {
            looking.since_ms = self.state.now_ms;
        }
    }

    fn close_with_verdict(&mut self, out: &mut Outcome) {
        let pass_score_permille = self.module.pass.score_permille;
        let verdict = scoring::verdict(self.state.mode, self.score_permille(), pass_score_permille, self.n_critical());
        self.close(verdict, out);
    }

    pub(crate) fn close(&mut self, outcome: record::Outcome, out: &mut Outcome) {
        let sum =
            |counted: fn(&crate::state::Progress) -> u32| self.state.steps.iter().map(counted).fold(0_u32, u32::saturating_add);
        let closing = Closing {
            outcome,
            score_permille: self.score_permille(),
            pass_score_permille: self.module.pass.score_permille,
            critical_mistakes: self.n_critical(),
            mistakes: sum(|step| step.mistakes),
            hints: sum(|step| step.hints.saturating_add(step.raised)),
            took_ms: self.state.now_ms,
        };
        self.state.current_idx = None;
        self.state.mistake = None;
        self.state.card = None;
        self.state.reading = None;
        self.state.interruption_idx = None;
        self.state.pages.clear();
        self.state.hold = None;
        self.state.closed = Some(closing.clone());
        out.closing = Some(closing);
        out.cues.push(Cue::Finished);
    }

    /// Earned so far: steps that are not done count nothing.
    pub(crate) fn score_permille(&self) -> u32 {
        self.score_of(|idx| !self.is_left_out(idx) || self.state.steps[idx].mistakes > 0)
    }

    /// Skipped, or optional and not done. What was done wrong in it meanwhile costs all the same: no mistake is free.
    fn is_left_out(&self, idx: usize) -> bool {
        self.state.steps[idx].skipped || (self.module.steps[idx].optional && !self.state.is_done(idx))
    }

    /// Earned of what could have been earned so far: only steps that are done count.
    pub(crate) fn score_of_settled_permille(&self) -> u32 {
        self.score_of(|idx| self.state.is_done(idx))
    }

    fn score_of(&self, counts: impl Fn(usize) -> bool) -> u32 {
        let counted = (0..self.state.steps.len()).filter(|idx| counts(*idx));
        let results: Vec<StepResult> = counted.map(|idx| self.result(idx)).collect();
        let earned = i64::from(scoring::score_permille(&results));
        let whole = i64::from(scoring::WHOLE_PERMILLE);
        u32::try_from(earned.saturating_add(self.state.bonus_permille).clamp(0, whole)).unwrap_or(0)
    }

    fn result(&self, step_idx: usize) -> StepResult {
        let progress = &self.state.steps[step_idx];
        StepResult {
            weight: self.module.steps[step_idx].weight,
            done: progress.done_ms.is_some() || self.is_left_out(step_idx),
            mistakes: progress.mistakes,
            critical_mistakes: progress.critical_mistakes,
            hints: progress.hints.saturating_add(progress.raised),
            hint_cost_permille: scoring::hint_cost_permille(self.state.mode, &self.module.pass),
            wrong: progress.wrong,
            partly_right_permille: progress.partly_right_permille,
            late: progress.late,
        }
    }

    fn n_critical(&self) -> u32 {
        self.state.steps.iter().map(|step| step.critical_mistakes).fold(0, u32::saturating_add)
    }
}
