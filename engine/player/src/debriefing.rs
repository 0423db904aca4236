//! The debrief of an attempt: its progress, folded from the record, joined with the module's texts.

use crate::answered;
use crate::app::{App, Go};
use crate::clock::time_words;
use crate::exam::{standing_of, words};
use crate::home::open_modes;
use crate::opening::mode_of;
use crate::review::recording::Recording;
use crate::review::replay::marks;
use crate::review::screen::strip_mark;
use anyhow::{Context as _, Result};
use curriculum::{Field, Goal, Mode, Module, Step};
use egui::Ui;
use hud::language::{fill, t, word};
use hud::{DebriefAction, DebriefMistake, DebriefReplay, DebriefState, DebriefStep, DebriefView, Next, StepResult};
use ids::{AttemptId, ModuleId};
use record::{MistakeKind, MistakeProgress, Outcome, Progress, StepProgress};
use std::sync::Arc;

pub struct Debriefing {
    attempt: AttemptId,
    state: DebriefState,
    view: DebriefView,
    module: ModuleId,
    mode: Mode,
    next: Option<Mode>,
}

impl Debriefing {
    pub(crate) fn of(app: &App, attempt: AttemptId) -> Result<Self> {
        let progress = app.store.progress(attempt)?;
        let shelf = app.library.module(progress.header.module.as_str());
        let module = shelf.and_then(|shelf| shelf.module.clone()).context("the module of this attempt is not here any more")?;
        let module = app.library.module_in(&module, &progress.header.language);
        let (attempts, _) = app.store.attempts(progress.header.person)?;
        let mode = mode_of(&progress.header.mode).unwrap_or(Mode::Guided);
        let next = next_mode(&module, &attempts, &progress, mode);
        let person = match &app.person {
            Some(person) if !progress.header.demonstration => person.clone(),
            _ => app.store.demonstration_person(),
        };
        let mut view = debrief_view(&module, &progress, &attempts, mode);
        view.organisation.clone_from(&app.organisation);
        view.person = person.name;
        if mode == Mode::Exam && !progress.header.demonstration {
            let standing = standing_of(&module, &attempts);
            view.standing = words::after_exam(&module, &standing);
            view.can_sign_off = standing.waiting.as_ref().is_some_and(|waiting| waiting.attempt == attempt);
        }
        view.replay = replay_of(app, attempt, &module);
        view.next = next_words(&module, next, &progress, mode);
        // With nothing to point out, every step is worth showing.
        let all_steps = view.steps.iter().all(|step| step.result == StepResult::Right && step.hints == 0);
        Ok(Self { attempt, state: DebriefState { all_steps }, view, module: module.id.clone(), mode, next })
    }

    pub(crate) fn show(&mut self, ui: &mut Ui, _: &App) -> Option<Go> {
        let start = |mode| Go::Start { module: self.module.clone(), mode };
        Some(match hud::debrief(ui, &mut self.state, &self.view)? {
            DebriefAction::Again => start(self.mode),
            DebriefAction::Home => Go::Home,
            DebriefAction::SignOff => Go::SignOff(self.attempt),
            DebriefAction::Next => self.next.map_or(Go::Home, start),
            DebriefAction::Replay { at_ms } => Go::Review(self.attempt, at_ms),
        })
    }
}

/// The attempt's line of time, if it can be played again.
fn replay_of(app: &App, attempt: AttemptId, module: &Arc<Module>) -> Option<DebriefReplay> {
    let recording = Recording::of(&app.store, attempt).ok()?;
    recording.replayable(Some(module)).ok()?;
    let marks = marks(&recording, module).iter().map(strip_mark).collect();
    Some(DebriefReplay { end_ms: recording.end_ms(), marks })
}

/// Everything of a debrief that the record and the module tell.
pub fn debrief_view(module: &Arc<Module>, progress: &Progress, attempts: &[Progress], mode: Mode) -> DebriefView {
    let totals = progress.totals();
    let closing = progress.closing.as_ref();
    let same = |other: &&Progress| other.header.module == module.id && other.header.mode == progress.header.mode;
    let mine: Vec<&Progress> = attempts.iter().filter(same).collect();
    let idx = mine.iter().position(|other| other.attempt == progress.attempt).unwrap_or(mine.len());
    let before = mine[..idx.min(mine.len())].iter().rev().find_map(|other| other.closing.as_ref());
    DebriefView {
        organisation: String::new(),
        person: String::new(),
        demonstration: progress.header.demonstration,
        title: module.title.clone(),
        mode,
        outcome: closing.map_or(Outcome::NotPassed, |closing| closing.outcome),
        score_permille: closing.map_or(0, |closing| closing.score_permille),
        pass_score_permille: closing.map_or(module.pass.score_permille, |closing| closing.pass_score_permille),
        score_before_permille: before.map(|closing| closing.score_permille),
        critical_mistakes: totals.critical_mistakes,
        took_ms: closing.map_or(progress.last_at_ms, |closing| closing.took_ms),
        expert_ms: module.steps.iter().map(|step| step.expert_ms).sum(),
        hints: totals.hints,
        hint_cost_permille: session::scoring::hint_cost_permille(mode, &module.pass),
        pauses: progress.pause_totals(),
        attempt_number: u32::try_from(idx + 1).unwrap_or(u32::MAX),
        saved: fill("Saved at {time}", &[("time", &time_words(progress.last_utc.as_str()))]),
        mistakes: mistakes(module, progress),
        steps: asked_for(module, progress).map(|idx| step_row(module, progress, idx)).collect(),
        next: None,
        replay: None,
        standing: Vec::new(),
        can_sign_off: false,
    }
}

fn mistakes(module: &Module, progress: &Progress) -> Vec<DebriefMistake> {
    let mut all: Vec<DebriefMistake> = progress
        .steps
        .iter()
        .flat_map(|step| step.mistakes.iter().map(move |mistake| (step, mistake)))
        .map(|(step, mistake)| mistake_row(module, step, mistake))
        .collect();
    all.sort_by_key(|mistake| mistake.at_ms);
    all
}

fn mistake_row(module: &Module, at: &StepProgress, mistake: &MistakeProgress) -> DebriefMistake {
    let idx = module.step_idx(&at.step);
    let step = idx.map(|idx| &module.steps[idx]);
    let (title, say) = match module.mistakes.iter().find(|foreseen| foreseen.id == mistake.mistake) {
        Some(foreseen) => (foreseen.title.clone(), foreseen.say.clone()),
        None => form_words(step, &mistake.kind)
            .or_else(|| card_words(module, step, &mistake.kind))
            .unwrap_or_else(|| unforeseen_words(module, &mistake.kind)),
    };
    DebriefMistake {
        step_number: idx.map_or(0, |idx| idx + 1),
        at_ms: mistake.at_ms,
        title,
        say,
        why: step.and_then(|step| step.why.clone()),
        critical: mistake.critical,
    }
}

/// Of a form: what stands before each field that was wrong, and why it was.
fn form_words(step: Option<&Step>, kind: &MistakeKind) -> Option<(String, String)> {
    let MistakeKind::WrongValue { given } = kind else { return None };
    let fields = step?.goal.parts().into_iter().filter_map(Goal::card).flat_map(|card| &card.fields);
    // As the record has it: "delay: 9 min, harm: cut".
    let is_wrong = |field: &&Field| given.split(", ").any(|part| part.split(": ").next() == Some(field.id.as_str()));
    let told = fields.filter(is_wrong).map(|field| match field.because.as_str() {
        "" => field.label.clone(),
        because => format!("{}: {because}", field.label),
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| (t("Not every field was right").to_owned(), told.join("\n")))
}

/// Of a card of the step, or of one that came in between: what was answered, in its words.
fn card_words(module: &Module, step: Option<&Step>, kind: &MistakeKind) -> Option<(String, String)> {
    let MistakeKind::WrongValue { given } = kind else { return None };
    let of_step = step?.goal.parts().into_iter().filter_map(|goal| match goal {
        Goal::Choose { card } => Some(card),
        _ => None,
    });
    let in_between = module.interruptions.iter().filter_map(|interruption| interruption.card.as_ref());
    of_step.chain(in_between).find_map(|card| answered::words_of(card, given))
}

fn unforeseen_words(module: &Module, kind: &MistakeKind) -> (String, String) {
    match kind {
        MistakeKind::Order { missing, .. } => {
            let say = module.step_idx(missing).map(|idx| module.steps[idx].say.clone()).unwrap_or_default();
            (word("Something else comes first"), word(&format!("First: {say}")))
        }
        MistakeKind::WrongValue { given } => {
            (t("Not the right answer").to_owned(), fill("You gave: {given}.", &[("given", given)]))
        }
        MistakeKind::Foreseen => (t("A mistake").to_owned(), String::new()),
    }
}

/// The steps that were not left out.
fn asked_for(module: &Module, progress: &Progress) -> impl Iterator<Item = usize> {
    let left_out = |idx: &usize| progress.step(&module.steps[*idx].id).is_some_and(|step| step.skipped);
    (0..module.steps.len()).filter(move |idx| !left_out(idx))
}

fn step_row(module: &Module, progress: &Progress, idx: usize) -> DebriefStep {
    let step = &module.steps[idx];
    let at = progress.steps.iter().find(|at| at.step == step.id);
    let result = match at {
        None => StepResult::NotReached,
        Some(at) if at.mistakes.iter().any(|mistake| mistake.critical) => StepResult::CriticalMistake,
        Some(at) if !at.mistakes.is_empty() => StepResult::Mistake,
        Some(at) if at.completed_ms.is_none() => StepResult::NotReached,
        Some(at) if at.tries > 1 || at.restarts > 0 => StepResult::LaterTry,
        Some(_) => StepResult::Right,
    };
    DebriefStep {
        number: idx + 1,
        say: step.say.clone(),
        result,
        began_ms: at.and_then(|at| at.started_ms),
        took_ms: at.and_then(|at| at.took_ms).unwrap_or(0),
        expert_ms: step.expert_ms,
        hints: at.map_or(0, |at| at.hints),
        mistakes: at.map_or(0, |at| u32::try_from(at.mistakes.len()).unwrap_or(u32::MAX)),
        value: at.and_then(|at| at.value.clone()),
    }
}

/// The mode that comes after this one, once it is open.
fn next_mode(module: &Module, attempts: &[Progress], progress: &Progress, mode: Mode) -> Option<Mode> {
    let passed = progress.closing.as_ref().is_some_and(|closing| closing.outcome == Outcome::Passed);
    let after = match mode {
        Mode::Watch => Mode::Guided,
        Mode::Guided => Mode::Practice,
        Mode::Practice | Mode::Exam => Mode::Exam,
    };
    let open = mode == Mode::Watch || open_modes(module, &standing_of(module, attempts), attempts).contains(&after);
    (open && after != mode && (passed || mode == Mode::Watch)).then_some(after)
}

fn next_words(module: &Module, next: Option<Mode>, progress: &Progress, mode: Mode) -> Option<Next> {
    if mode == Mode::Exam {
        return None;
    }
    let after = match mode {
        Mode::Watch => t("Guided"),
        Mode::Guided => t("Practice"),
        _ => t("Exam"),
    };
    let needs = module.pass.score_permille / 10;
    let critical = progress.totals().critical_mistakes > 0;
    let locked_because = next.is_none().then(|| match critical {
        true => fill("Opens after a round with {n} % and no critical mistake.", &[("n", &needs)]),
        false => fill("Opens after a round with {n} %.", &[("n", &needs)]),
    });
    Some(Next { words: after.to_owned(), locked_because })
}
