//! What the home screen shows a person: folded from the record and the library, nothing kept.
//!
//! Start at [`home_view`].

use crate::clock::{date_of, date_words, hour_here};
use crate::content_pictures::ContentPictures;
use crate::exam::{standing_of, words};
use crate::languages::Languages;
use crate::library::{CONTROLS, Library};
use crate::opening::mode_of;
use curriculum::{Effect, Mode, Module};
use egui::TextureId;
use hud::language::{fill, t};
use hud::{Certificate, Completed, ContinueCard, HomeView, PersonBadge, Saved, Standing, UpNext, WaitingSignOff};
use jiff::Zoned;
use record::{BadEntry, Guidance, Outcome, Progress};
use session::ExamStanding;
use std::sync::Arc;
use store::Person;

/// A certificate this close to its end is shown as lapsing.
const LAPSING_DAYS: i32 = 30;

/// Everything that is needed to fill the home screen.
pub struct HomeSources<'a> {
    pub organisation: &'a str,
    pub library: &'a Library,
    pub languages: &'a Languages,
    pub person: &'a Person,
    /// All of this person's attempts, oldest first.
    pub attempts: &'a [Progress],
    pub broken: &'a [BadEntry],
    pub pictures: &'a ContentPictures,
    pub has_pin: bool,
}

pub fn home_view(from: &HomeSources) -> HomeView {
    let open = continuable(from.library, from.attempts);
    let standing = |module: &Arc<Module>| (Arc::clone(module), standing_of(module, from.attempts));
    let stands: Vec<(Arc<Module>, ExamStanding)> = from.library.playable().map(standing).collect();
    let unfit = from.library.shelves.iter().filter(|shelf| shelf.module.is_none()).count();
    let notice = if !from.broken.is_empty() {
        Some(t("Part of the record does not hold. Ask whoever looks after this PC to run “practicum verify”.").to_owned())
    } else if unfit > 0 {
        let words = match unfit {
            1 => t("One module has problems and cannot be opened. “practicum check” says what and where."),
            _ => t("Some modules have problems and cannot be opened. “practicum check” says what and where."),
        };
        Some(words.to_owned())
    } else {
        None
    };
    HomeView {
        organisation: from.organisation.to_owned(),
        person: PersonBadge {
            name: from.person.name.clone(),
            job_title: from.person.job_title.clone(),
            demonstration: from.person.demonstration,
        },
        hour: hour_here(),
        saved: Saved::OnThisPc,
        notice,
        up_next: stands.iter().map(|(module, standing)| up_next(module, standing, from)).collect(),
        continue_with: open.map(|(progress, module)| continue_card(&progress, &module, from.pictures.place(&module))),
        certificates: stands.iter().filter_map(|(module, standing)| certificate(module, standing)).collect(),
        waiting: stands.iter().filter_map(|(module, standing)| waiting(module, standing)).collect(),
        has_pin: (!from.person.demonstration).then_some(from.has_pin),
        completed: completed(from.library, from.attempts),
    }
}

/// The latest attempt that was left, whose module is still here and was not begun anew since.
pub fn continuable(library: &Library, attempts: &[Progress]) -> Option<(Progress, Arc<Module>)> {
    let begun_anew = |idx: usize| {
        attempts[idx + 1..].iter().any(|later| later.header.module == attempts[idx].header.module && later.header.mode != "watch")
    };
    let left = (0..attempts.len()).rev().filter(|idx| attempts[*idx].closing.is_none() && !begun_anew(*idx));
    left.map(|idx| &attempts[idx]).find_map(|progress| {
        let module = library.playable().find(|module| module.id == progress.header.module)?;
        (module.version == progress.header.module_version).then(|| (progress.clone(), Arc::clone(module)))
    })
}

fn continue_card(progress: &Progress, module: &Module, picture: Option<(TextureId, f32)>) -> ContinueCard {
    // Done or left out, as what this attempt has no need of is.
    let settled = |at: &record::StepProgress| at.completed_ms.is_some() || at.skipped;
    let is_settled = |step: &curriculum::Step| progress.steps.iter().any(|at| at.step == step.id && settled(at));
    let at = module.steps.iter().position(|step| !is_settled(step)).unwrap_or(0);
    ContinueCard {
        module: module.id.clone(),
        title: module.title.clone(),
        picture,
        next_step: module.steps.get(at).map(|step| words_outside(progress, step)).unwrap_or_default(),
        step_number: at + 1,
        n_steps: module.steps.len(),
        mode: mode_of(&progress.header.mode).unwrap_or(Mode::Guided),
        due: None,
    }
}

/// What to do next, for who is not in the room: nothing of an exam, nor of a step that is done from memory.
fn words_outside(progress: &Progress, step: &curriculum::Step) -> String {
    let from_memory = progress.header.guidance.iter().any(|then| then.step == step.id && then.help == Guidance::Nothing);
    match progress.header.mode.as_str() {
        "exam" => t("The exam goes on where you left it.").to_owned(),
        _ if from_memory => t("The next step, from memory.").to_owned(),
        _ => step.say.clone(),
    }
}

fn up_next(module: &Module, standing: &ExamStanding, from: &HomeSources) -> UpNext {
    let wanted = from.library.language();
    let is_spoken = wanted.is_empty() || module.language == wanted || module.language == *hud::language::tag();
    UpNext {
        module: module.id.clone(),
        title: module.title.clone(),
        summary: summary_of(module),
        kind: module.kind,
        minutes: module.minutes,
        modes: open_modes(module, standing, from.attempts),
        exam_note: words::note(module, standing),
        due: None,
        other_language: (!is_spoken).then(|| from.languages.name_of(&module.language)),
    }
}

/// What it is about, and what may startle.
fn summary_of(module: &Module) -> String {
    let has_alarm = module.effects().any(|effect| matches!(effect, Effect::Alarm { on: true }));
    let warning = if has_alarm { t("An alarm sounds in it; it grows slowly.") } else { "" };
    [module.summary.as_str(), warning].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Watch, then guided, then practice, then exam: whoever has passed in one is offered the next. The first is suggested: never
/// an exam that cannot begin now, or that can only cost a certificate.
pub fn open_modes(module: &Module, standing: &ExamStanding, attempts: &[Progress]) -> Vec<Mode> {
    let passed = |mode: &str| {
        attempts.iter().any(|progress| progress.header.module == module.id && progress.header.mode == mode && is_passed(progress))
    };
    let is_certified = standing.certificate.as_ref().is_some_and(|certificate| !certificate.is_lapsed);
    let wants_exam = standing.refusal.is_none() && !is_certified && standing.waiting.is_none();
    match (passed("guided") || passed("practice"), passed("practice") || passed("exam")) {
        (_, true) if wants_exam => vec![Mode::Exam, Mode::Practice, Mode::Guided, Mode::Watch],
        (_, true) => vec![Mode::Practice, Mode::Exam, Mode::Guided, Mode::Watch],
        (true, false) if standing.is_test_out => vec![Mode::Practice, Mode::Guided, Mode::Exam, Mode::Watch],
        (true, false) => vec![Mode::Practice, Mode::Guided, Mode::Watch],
        (false, false) if standing.is_test_out => vec![Mode::Guided, Mode::Exam, Mode::Watch],
        (false, false) => vec![Mode::Guided, Mode::Watch],
    }
}

fn is_passed(progress: &Progress) -> bool {
    progress.closing.as_ref().is_some_and(|closing| closing.outcome == Outcome::Passed)
}

fn completed(library: &Library, attempts: &[Progress]) -> Vec<Completed> {
    let finished = attempts.iter().rev().filter(|progress| progress.header.module.as_str() != CONTROLS);
    finished
        .filter_map(|progress| {
            let closing = progress.closing.as_ref()?;
            let module = library.playable().find(|module| module.id == progress.header.module);
            Some(Completed {
                module: progress.header.module.clone(),
                title: module.map_or_else(|| progress.header.module.to_string(), |module| module.title.clone()),
                date: date_of(closing.utc.as_str()).map(date_words).unwrap_or_default(),
                score_permille: closing.score_permille,
                passed: closing.outcome == Outcome::Passed,
                mode: mode_of(&progress.header.mode).unwrap_or(Mode::Guided),
            })
        })
        .take(8)
        .collect()
}

/// What the module's exams are good for, if they are good for something.
fn certificate(module: &Module, standing: &ExamStanding) -> Option<Certificate> {
    let earned = standing.certificate.as_ref()?;
    let until = earned.until.as_ref().and_then(|until| date_of(until.as_str()));
    let left_days = until.and_then(|until| until.since(Zoned::now().date()).ok()).map(|left| left.get_days());
    let standing = match left_days {
        _ if earned.is_lapsed => Standing::Lapsed,
        Some(..LAPSING_DAYS) => Standing::Lapsing,
        _ => Standing::Valid,
    };
    Some(Certificate { title: module.title.clone(), valid_until: until.map(date_words), standing })
}

/// An exam that is passed and whose practical part nobody has confirmed.
fn waiting(module: &Module, standing: &ExamStanding) -> Option<WaitingSignOff> {
    let waiting = standing.waiting.as_ref()?;
    let by = module.sign_off.as_ref().map(|rule| rule.by.clone()).unwrap_or_default();
    let words = match waiting.not_yet {
        true => fill("Not yet, says the assessor. Again by {by}", &[("by", &by)]),
        false => fill("By {by}", &[("by", &by)]),
    };
    Some(WaitingSignOff { attempt: waiting.attempt, title: module.title.clone(), words })
}
