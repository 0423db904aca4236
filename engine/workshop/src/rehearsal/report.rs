//! What a rehearsal found, as plain data: a row for each mode, step, order edge and mistake, and the problems in words.

use super::branches::{self, BranchRow};
use super::{MODES, Played, mode_word};
use curriculum::{Mode, Module};
use ids::{MistakeId, StepId};
use record::MistakeKind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer steps than these can be done by accident, which is then no fault of the module.
const BY_ACCIDENT_STEPS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub module: String,
    pub title: String,
    pub n_runs: u64,
    pub n_inputs: u64,
    pub modes: Vec<ModeRow>,
    pub steps: Vec<StepRow>,
    pub edges: Vec<EdgeRow>,
    pub mistakes: Vec<MistakeRow>,
    pub branches: Vec<BranchRow>,
    pub random: RandomRow,
    /// What could not be reached, finished or caught. Empty when all is well.
    pub problems: Vec<String>,
}

/// The right bot in one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModeRow {
    pub mode: &'static str,
    pub runs: u64,
    pub finished: u64,
    pub passed: u64,
    /// Play time of the longest finished run, milliseconds.
    pub longest_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRow {
    pub step: String,
    pub say: String,
    /// Runs of the right and the wrong bots, and of those who gave an answer that leads elsewhere, that completed it; of a conditional step also of the random bot, since what comes
    /// only after a wrong answer is done by no right one.
    pub completed: u64,
    /// The longest that the right bot took, milliseconds.
    pub longest_ms: u64,
    /// Wrong bots that erred in it or on their way to it.
    pub mistakes: u64,
}

/// `step` may only be done after `before`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EdgeRow {
    pub before: String,
    pub step: String,
    /// Doing it too early gave the mistake that names this edge.
    pub caught: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MistakeRow {
    pub mistake: String,
    pub title: String,
    pub critical: bool,
    /// Modes in which a bot could make it.
    pub made_in: Vec<&'static str>,
    /// Modes in which it was then recorded as this mistake, and the attempt could go on to its end.
    pub caught_in: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct RandomRow {
    pub runs: u64,
    pub finished: u64,
    pub passed: u64,
}

/// Collects while bots play.
pub(super) struct Tally<'m> {
    module: &'m Module,
    n_runs: u64,
    n_inputs: u64,
    modes: BTreeMap<&'static str, ModeRow>,
    steps: BTreeMap<StepId, StepRow>,
    edges: BTreeMap<(StepId, StepId), bool>,
    mistakes: BTreeMap<MistakeId, MistakeRow>,
    branches: Vec<BranchRow>,
    random: RandomRow,
    problems: Vec<String>,
    /// Of each mode, the first right run that did not pass.
    stuck: BTreeMap<&'static str, String>,
}

impl<'m> Tally<'m> {
    pub fn new(module: &'m Module) -> Self {
        let mode_row = |mode| ModeRow { mode: mode_word(mode), runs: 0, finished: 0, passed: 0, longest_ms: 0 };
        let step_row = |step: &curriculum::Step| StepRow {
            step: step.id.to_string(),
            say: step.say.clone(),
            completed: 0,
            longest_ms: 0,
            mistakes: 0,
        };
        let mistake_row = |mistake: &curriculum::Mistake| MistakeRow {
            mistake: mistake.id.to_string(),
            title: mistake.title.clone(),
            critical: mistake.critical,
            made_in: Vec::new(),
            caught_in: Vec::new(),
        };
        let edges = module.steps.iter().flat_map(|step| step.after.iter().map(|before| (before.clone(), step.id.clone())));
        Self {
            module,
            n_runs: 0,
            n_inputs: 0,
            modes: MODES.into_iter().map(|mode| (mode_word(mode), mode_row(mode))).collect(),
            steps: module.steps.iter().map(|step| (step.id.clone(), step_row(step))).collect(),
            edges: edges.map(|edge| (edge, false)).collect(),
            mistakes: module.mistakes.iter().map(|mistake| (mistake.id.clone(), mistake_row(mistake))).collect(),
            branches: branches::branches(module),
            random: RandomRow::default(),
            problems: Vec::new(),
            stuck: BTreeMap::new(),
        }
    }

    pub fn count(&mut self, played: &Played) {
        self.n_runs += 1;
        self.n_inputs += played.n_inputs as u64;
        branches::count(&mut self.branches, &played.facts);
    }

    pub fn right(&mut self, mode: Mode, seed: u64, played: &Played) {
        self.count(played);
        let word = mode_word(mode);
        let (has_ended, has_passed) = (played.has_ended(), played.has_passed());
        if let Some(row) = self.modes.get_mut(word) {
            row.runs += 1;
            row.finished += u64::from(has_ended);
            row.passed += u64::from(has_passed);
            row.longest_ms = row.longest_ms.max(played.session.at_ms());
        }
        if !has_passed {
            let why = stuck_words(played, seed);
            self.stuck.entry(word).or_insert(why);
        }
        for (step, took_ms) in played.completed() {
            if let Some(row) = self.steps.get_mut(step) {
                row.completed += 1;
                row.longest_ms = row.longest_ms.max(took_ms);
            }
        }
    }

    /// A run of somebody who gave an answer that leads elsewhere.
    pub fn answered(&mut self, played: &Played) {
        self.count(played);
        for (step, _) in played.completed() {
            if let Some(row) = self.steps.get_mut(step) {
                row.completed += 1;
            }
        }
    }

    pub fn wrong(&mut self, mistake: &MistakeId, mode: Mode, has_made_it: bool, played: &Played) {
        self.answered(played);
        if !has_made_it {
            return;
        }
        let word = mode_word(mode);
        let recorded: Vec<&MistakeId> = played.mistakes().map(|(recorded, _)| recorded).collect();
        let is_caught = played.mistakes().any(|(recorded, kind)| recorded == mistake && *kind == MistakeKind::Foreseen);
        for fact in &played.facts {
            if let record::Fact::MistakeMade { step, .. } = fact
                && let Some(row) = self.steps.get_mut(step)
            {
                row.mistakes += 1;
            }
        }
        if !is_caught {
            let what = recorded.first().map_or("nothing was recorded".to_owned(), |other| format!("`{other}` was recorded"));
            self.problems.push(format!("the mistake `{mistake}` was made in {word}, but {what} in its place"));
        } else if !played.has_ended() {
            self.problems.push(format!("after the mistake `{mistake}` in {word} there is no way on: {}", current_words(played)));
        }
        if let Some(row) = self.mistakes.get_mut(mistake) {
            row.made_in.push(word);
            row.caught_in.extend((is_caught && played.has_ended()).then_some(word));
        }
    }

    pub fn random(&mut self, seed: u64, played: &Played) {
        self.count(played);
        self.random.runs += 1;
        let is_conditional = |id: &StepId| self.module.steps.iter().any(|step| step.id == *id && step.only_if.is_some());
        for (step, _) in played.completed().filter(|(step, _)| is_conditional(step)) {
            if let Some(row) = self.steps.get_mut(step) {
                row.completed += 1;
            }
        }
        self.random.finished += u64::from(played.has_ended());
        self.random.passed += u64::from(played.has_passed());
        let is_training = self.module.pass.score_permille > 0 && self.module.steps.len() >= BY_ACCIDENT_STEPS;
        if played.has_passed() && is_training && self.random.passed == 1 {
            let message = "a player who does anything at all passed";
            self.problems.push(format!("{message} (seed {seed}): raise the pass mark, or make wrong answers cost more"));
        }
    }

    pub fn edges_not_seen(&self) -> Vec<(StepId, StepId)> {
        self.edges.iter().filter(|(_, seen)| !**seen).map(|(edge, _)| edge.clone()).collect()
    }

    pub fn edge_seen(&mut self, before: &StepId, step: &StepId) {
        self.edges.insert((before.clone(), step.clone()), true);
    }

    pub fn predecessors(&self, step: &StepId) -> &'m [StepId] {
        self.module.step_idx(step).map_or(&[], |idx| &self.module.steps[idx].after)
    }

    pub fn into_report(self) -> Report {
        let module = self.module;
        let mut problems = Vec::new();
        for mode in MODES.map(mode_word) {
            let row = &self.modes[mode];
            if let Some(why) = self.stuck.get(mode) {
                let n_failed = row.runs - row.passed;
                problems
                    .push(format!("{n_failed} of {} players who did everything right did not pass in {mode}: {why}", row.runs));
            }
        }
        for step in module.steps.iter().filter(|step| self.steps.get(&step.id).is_none_or(|row| row.completed == 0)) {
            problems.push(format!("the step `{}` (\"{}\") was never done by any player", step.id, step.say));
        }
        for mistake in
            module.mistakes.iter().filter(|mistake| self.mistakes.get(&mistake.id).is_none_or(|row| row.made_in.is_empty()))
        {
            problems.push(format!(
                "the mistake `{}` can never be made: what `when` says is not possible where `during` and `until` allow it",
                mistake.id
            ));
        }
        problems.extend(self.problems);
        let mut told = BTreeSet::new();
        problems.retain(|problem| told.insert(problem.clone()));
        let rows = |ids: Vec<&StepId>| ids.into_iter().filter_map(|id| self.steps.get(id).cloned()).collect();
        let edge = |before: &StepId, step: &StepId| EdgeRow {
            before: before.to_string(),
            step: step.to_string(),
            caught: self.edges.get(&(before.clone(), step.clone())).copied().unwrap_or(false),
        };
        Report {
            module: module.id.to_string(),
            title: module.title.clone(),
            n_runs: self.n_runs,
            n_inputs: self.n_inputs,
            modes: MODES.iter().filter_map(|mode| self.modes.get(mode_word(*mode)).cloned()).collect(),
            steps: rows(module.steps.iter().map(|step| &step.id).collect()),
            edges: module.steps.iter().flat_map(|step| step.after.iter().map(|before| edge(before, &step.id))).collect(),
            mistakes: module.mistakes.iter().filter_map(|mistake| self.mistakes.get(&mistake.id).cloned()).collect(),
            branches: self.branches,
            random: self.random,
            problems,
        }
    }
}

/// Why a right run did not pass.
fn stuck_words(played: &Played, seed: u64) -> String {
    let what = match played.session.closing() {
        None => format!("there is no way on, {}", current_words(played)),
        Some(closing) if closing.outcome == record::Outcome::OutOfTime => "the time limit is too short".to_owned(),
        Some(closing) => {
            let recorded: Vec<String> = played.mistakes().map(|(mistake, _)| format!("`{mistake}`")).collect();
            let with = if recorded.is_empty() { String::new() } else { format!(", with the mistakes {}", recorded.join(", ")) };
            format!("the end was reached with {} %{with}", closing.score_permille / 10)
        }
    };
    format!("{what} (seed {seed})")
}

fn current_words(played: &Played) -> String {
    let view = played.session.view(played.session.at_ms());
    match view.current_idx.and_then(|idx| view.steps.get(idx)) {
        Some(step) => format!("at the step `{}` (\"{}\")", step.id, step.say),
        None => "with no step open".to_owned(),
    }
}
