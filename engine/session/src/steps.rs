//! The life of a step: it becomes available, begins, is helped along, starts over, is completed; and the attempt's end.

use crate::closing::Closing;
use crate::scoring::{self, StepResult};
use crate::session::Outcome;
use crate::{Cue, Session};
use curriculum::{Goal, Mode};
use record::Fact;
use std::sync::Arc;

impl Session {
    /// Begins what is due to begin, completes what already holds, and ends the attempt when nothing is left to do.
    pub(crate) fn settle(&mut self, out: &mut Outcome) {
        while self.state.closed.is_none() && self.state.mistake.is_none() && !self.state.left && !self.state.paused {
            self.note_available();
            let current_idx = self.available_idxs().next();
            if current_idx != self.state.current_idx {
                self.state.current_idx = current_idx;
                self.state.strays.clear();
                self.state.progressed_ms = self.state.now_ms;
            }
            let Some(step_idx) = current_idx else {
                if self.state.steps.iter().all(|step| step.done_ms.is_some()) {
                    self.close_with_verdict(out);
                }
                return;
            };
            self.begin_step(step_idx, out);
            if self.state.card_idx.is_none() {
                self.open_card_at_start(step_idx);
            }
            if !self.holds(step_idx) {
                return;
            }
            self.complete_step(step_idx, None, out);
        }
    }

    fn note_available(&mut self) {
        for step_idx in 0..self.state.steps.len() {
            if self.state.steps[step_idx].available_ms.is_none() && self.is_available(step_idx) {
                self.state.steps[step_idx].available_ms = Some(self.state.now_ms);
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
        if !step.guide_says.is_empty() && self.state.current_idx == Some(step_idx) {
            out.cues.push(Cue::Caption { text: step.guide_says.clone(), by: module.guide.clone() });
        }
        self.run_effects(&step.on_start, out);
        self.open_card_at_start(step_idx);
        self.set_checkpoint();
    }

    fn open_card_at_start(&mut self, step_idx: usize) {
        if matches!(&self.module.steps[step_idx].goal, Goal::Choose { card } if card.at.is_none()) {
            self.state.card_idx = Some(step_idx);
        }
    }

    /// The card of a choice, or the value card of a reading.
    pub(crate) fn open_card(&mut self, step_idx: usize) {
        match &self.module.steps[step_idx].goal {
            Goal::Choose { .. } => self.state.card_idx = Some(step_idx),
            Goal::Read { .. } => self.state.reading_idx = Some(step_idx),
            _ => {}
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
            hints: progress.hints,
            mistakes: progress.mistakes,
            took_ms: now_ms.saturating_sub(progress.started_ms.unwrap_or(now_ms)),
            value,
        });
        out.cues.push(Cue::StepDone { step: step.id.clone() });
        self.state.card_idx = self.state.card_idx.filter(|idx| *idx != step_idx);
        self.state.reading_idx = self.state.reading_idx.filter(|idx| *idx != step_idx);
        self.state.progressed_ms = now_ms;
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
        self.state.card_idx = None;
        self.state.reading_idx = None;
        self.open_card_at_start(step_idx);
        self.state.progressed_ms = self.state.now_ms;
        if let Some(looking) = &mut self.state.looking {
            looking.since_ms = self.state.now_ms;
        }
    }

    /// The next rung of the current step's ladder, if there is one. Exams have none.
    pub(crate) fn show_hint(&mut self, asked: bool, out: &mut Outcome) {
        let Some(step_idx) = self.state.current_idx.filter(|_| self.state.mode != Mode::Exam) else { return };
        let module = Arc::clone(&self.module);
        let step = &module.steps[step_idx].id;
        let progress = &mut self.state.steps[step_idx];
        let Some(hint) = module.hints_of(step).nth(progress.hints as usize) else { return };
        progress.hints += 1;
        self.state.progressed_ms = self.state.now_ms;
        out.facts.push(Fact::HintShown { step: step.clone(), hint: hint.id.clone(), rung: progress.hints, asked });
        out.cues.push(Cue::HintShown { point: hint.point.clone() });
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
            hints: sum(|step| step.hints),
            took_ms: self.state.now_ms,
        };
        self.state.current_idx = None;
        self.state.mistake = None;
        self.state.card_idx = None;
        self.state.reading_idx = None;
        self.state.hold = None;
        self.state.closed = Some(closing.clone());
        out.closing = Some(closing);
        out.cues.push(Cue::Finished);
    }

    /// Earned so far: steps that are not done count nothing.
    pub(crate) fn score_permille(&self) -> u32 {
        let results: Vec<StepResult> = (0..self.state.steps.len()).map(|idx| self.result(idx)).collect();
        scoring::score_permille(self.state.mode, &results)
    }

    fn result(&self, step_idx: usize) -> StepResult {
        let progress = &self.state.steps[step_idx];
        StepResult {
            weight: self.module.steps[step_idx].weight,
            done: progress.done_ms.is_some(),
            mistakes: progress.mistakes,
            critical_mistakes: progress.critical_mistakes,
            hints: progress.hints,
            late: progress.late,
        }
    }

    fn n_critical(&self) -> u32 {
        self.state.steps.iter().map(|step| step.critical_mistakes).fold(0, u32::saturating_add)
    }
}
