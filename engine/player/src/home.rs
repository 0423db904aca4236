//! What the home screen shows a person: folded from the record and the library, nothing kept.
//!
//! Start at [`home_view`].

use crate::clock::{date_of, date_words, hour_here};
use crate::languages::Languages;
use crate::library::{CONTROLS, Library};
use crate::opening::mode_of;
use curriculum::{Mode, Module};
use egui::TextureId;
use hud::language::t;
use hud::{Certificate, Completed, ContinueCard, HomeView, PersonBadge, Saved, Standing, UpNext};
use ids::ModuleId;
use jiff::{ToSpan, Zoned};
use record::{BadEntry, Outcome, Progress};
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
    pub picture: Option<(TextureId, f32)>,
}

pub fn home_view(from: &HomeSources) -> HomeView {
    let open = continuable(from.library, from.attempts);
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
        up_next: from.library.playable().map(|module| up_next(module, from)).collect(),
        continue_with: open.map(|(progress, module)| continue_card(&progress, &module, from.picture)),
        certificates: from.library.playable().filter_map(|module| certificate(module, from.attempts)).collect(),
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
    let done = |step: &curriculum::Step| progress.steps.iter().any(|at| at.step == step.id && at.completed_ms.is_some());
    let at = module.steps.iter().position(|step| !done(step)).unwrap_or(0);
    ContinueCard {
        module: module.id.clone(),
        title: module.title.clone(),
        picture,
        next_step: module.steps.get(at).map(|step| step.say.clone()).unwrap_or_default(),
        step_number: at + 1,
        n_steps: module.steps.len(),
        mode: mode_of(&progress.header.mode).unwrap_or(Mode::Guided),
        due: None,
    }
}

fn up_next(module: &Arc<Module>, from: &HomeSources) -> UpNext {
    let wanted = from.library.language();
    let is_spoken = wanted.is_empty() || module.language == wanted || module.language == *hud::language::tag();
    UpNext {
        module: module.id.clone(),
        title: module.title.clone(),
        summary: module.summary.clone(),
        kind: module.kind,
        minutes: module.minutes,
        modes: open_modes(&module.id, from.attempts),
        due: None,
        other_language: (!is_spoken).then(|| from.languages.name_of(&module.language)),
    }
}

/// Watch, then guided, then practice, then exam: whoever has passed in one is offered the next. The first is suggested.
pub fn open_modes(module: &ModuleId, attempts: &[Progress]) -> Vec<Mode> {
    let passed = |mode: &str| {
        attempts.iter().any(|progress| progress.header.module == *module && progress.header.mode == mode && is_passed(progress))
    };
    match (passed("guided") || passed("practice"), passed("practice")) {
        (_, true) => vec![Mode::Exam, Mode::Practice, Mode::Guided, Mode::Watch],
        (true, false) => vec![Mode::Practice, Mode::Guided, Mode::Watch],
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

/// For modules that are renewed: what the last passed exam or practice is good for.
fn certificate(module: &Arc<Module>, attempts: &[Progress]) -> Option<Certificate> {
    let days = module.renew_after_days?;
    let counts = |progress: &&Progress| {
        progress.header.module == module.id && is_passed(progress) && matches!(progress.header.mode.as_str(), "exam" | "practice")
    };
    let closing = attempts.iter().rev().find(counts)?.closing.as_ref()?;
    let until = date_of(closing.utc.as_str())?.checked_add(i64::from(days).days()).ok()?;
    let left = until.since(Zoned::now().date()).ok()?.get_days();
    let standing = match left {
        ..0 => Standing::Lapsed,
        0..LAPSING_DAYS => Standing::Lapsing,
        _ => Standing::Valid,
    };
    Some(Certificate { title: module.title.clone(), valid_until: Some(date_words(until)), standing })
}
