//! Every module of this repository, played to its end: by the bots of `session`, and by a body that has to walk there.
//!
//! No window and no graphics card. Start at the test named after what you changed in a module or a scene.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Mistake, Mode, Module};
use record::{Fact, MistakeKind, Outcome};
use session::{Autopilot, Input, Performance, RandomBot, Session, Trace, WrongBot, perform, replay, seeds_of_every_branch};
use std::sync::Arc;
use store::Store;
use walkthroughs::{MODES, home, modules, shelves, watched};

/// More inputs than any module needs; a bot that goes in circles stops here.
const INPUTS_MAX: usize = 2_000;
/// How many random players try each module; more of them when `cargo xtask test --long` asks for it.
const N_SEEDS: u64 = 200;
const N_SEEDS_LONG: u64 = 20_000;
const SEED: u64 = 7;
const MODES_TO_ERR_IN: [Mode; 3] = [Mode::Guided, Mode::Practice, Mode::Exam];
/// Combinations of what a module draws that are tried.
const BRANCHES_MAX: usize = 64;

type Bot<'a> = &'a mut dyn FnMut(&Session, u64) -> Option<(u64, Input)>;

fn play(module: &Arc<Module>, mode: Mode, bot: Bot<'_>) -> Performance {
    perform(Arc::clone(module), mode, SEED, INPUTS_MAX, bot)
}

fn by_autopilot(module: &Arc<Module>, mode: Mode) -> Performance {
    let mut pilot = Autopilot::new();
    play(module, mode, &mut |session, at_ms| pilot.next(session, at_ms))
}

/// Foreseen mistakes, and everything else that counts as one.
fn mistakes(played: &Performance) -> Vec<&Fact> {
    played.facts.iter().map(|(_, fact)| fact).filter(|fact| matches!(fact, Fact::MistakeMade { .. })).collect()
}

#[test]
fn every_module_compiles_without_errors_or_warnings() {
    for shelf in shelves() {
        let found: String = shelf
            .diagnostics
            .iter()
            .filter(|found| found.severity != authoring::Severity::Note)
            .map(|found| format!("{} {}:{} {}\n", found.code, found.file, found.line, found.message))
            .collect();
        assert!(found.is_empty() && shelf.module.is_some(), "{}:\n{found}", shelf.folder);
    }
}

#[test]
fn who_does_everything_right_finishes_every_module_in_every_mode_with_the_whole_score() {
    for module in modules() {
        for mode in MODES {
            let played = by_autopilot(&module, mode);
            let case = format!("{} {mode:?}", module.id);
            let closing = played.closing.as_ref().unwrap_or_else(|| panic!("{case} does not come to its end"));
            assert_eq!((closing.outcome, closing.score_permille), (Outcome::Passed, 1000), "{case}");
            assert_eq!((closing.mistakes, closing.hints), (0, 0), "{case}");
        }
    }
}

/// How an attempt goes in which this mistake is made, with the first seed that leads to where it can be.
fn erring(module: &Arc<Module>, mistake: &Mistake, mode: Mode) -> Option<Performance> {
    let drawn = seeds_of_every_branch(module, BRANCHES_MAX);
    [SEED].into_iter().chain(drawn).find_map(|seed| {
        let mut bot = WrongBot::new(mistake.id.clone());
        let played = perform(Arc::clone(module), mode, seed, INPUTS_MAX, |session, at_ms| bot.next(session, at_ms));
        bot.has_made_it().then_some(played)
    })
}

#[test]
fn every_foreseen_mistake_can_be_made_and_is_caught_as_itself() {
    let mut findings = Vec::new();
    for module in modules() {
        for foreseen in &module.mistakes {
            for mode in MODES_TO_ERR_IN {
                if let Err(finding) = errs_and_is_caught(&module, foreseen, mode) {
                    findings.push(format!("{} {} {mode:?}: {finding}", module.id, foreseen.id));
                }
            }
        }
    }
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

fn errs_and_is_caught(module: &Arc<Module>, foreseen: &Mistake, mode: Mode) -> Result<(), String> {
    let played = erring(module, foreseen, mode).ok_or("nobody can make it")?;
    let made = mistakes(&played);
    let [Fact::MistakeMade { mistake, kind, critical, .. }] = made[..] else { return Err(format!("caught as {made:?}")) };
    if (mistake, kind, *critical) != (&foreseen.id, &MistakeKind::Foreseen, foreseen.critical) {
        return Err(format!("caught as {mistake}, {kind:?}, critical: {critical}"));
    }
    let closing = played.closing.as_ref().ok_or("there is no way on after it")?;
    if closing.score_permille >= 1000 {
        return Err("it costs nothing".to_owned());
    }
    match foreseen.critical && mode != Mode::Guided && closing.outcome != Outcome::NotPassed {
        true => Err(format!("it is critical, and the outcome is {:?}", closing.outcome)),
        false => Ok(()),
    }
}

#[test]
fn who_does_anything_at_all_never_passes() {
    let n_seeds = if std::env::var_os("PRACTICUM_LONG").is_some() { N_SEEDS_LONG } else { N_SEEDS };
    for module in modules().into_iter().filter(|module| module.pass.score_permille > 0) {
        for seed in 0..n_seeds {
            for mode in [Mode::Practice, Mode::Exam] {
                let mut bot = RandomBot::new(seed);
                let played = perform(Arc::clone(&module), mode, seed, INPUTS_MAX, |session, at_ms| bot.next(session, at_ms));
                let passed = played.closing.is_some_and(|closing| closing.outcome == Outcome::Passed);
                assert!(!passed, "{} {mode:?}: seed {seed} passed", module.id);
            }
        }
    }
}

#[test]
fn the_trace_of_an_attempt_gives_the_same_attempt_again_byte_for_byte() {
    let bytes = |played: &Performance| format!("{:?} {:?} {:?}", played.facts, played.cues, played.session.snapshot());
    for module in modules() {
        for mode in MODES {
            let mut bot = RandomBot::new(SEED);
            for played in [by_autopilot(&module, mode), play(&module, mode, &mut |session, at_ms| bot.next(session, at_ms))] {
                let written = played.trace.to_bytes();
                let trace = Trace::parse(&written).unwrap();
                assert_eq!(trace.to_bytes(), written);
                let again = replay(Arc::clone(&module), mode, SEED, &trace.inputs);
                assert_eq!(bytes(&again), bytes(&played), "{} {mode:?}", module.id);
            }
        }
    }
}

/// The proof that everything stands within reach: the autopilot knows what to do, and a body must get there.
#[test]
fn a_body_can_walk_to_everything_and_its_attempt_is_on_record() {
    let data = tempfile::tempdir().unwrap();
    let modules = modules();
    for module in &modules {
        let said = watched(&home(), data.path(), module.id.as_str());
        let n_steps = module.steps.len();
        assert!(said.contains(&format!("{n_steps} of {n_steps}")), "{}:\n{said}", module.id);
    }
    let store = Store::open_read_only(&data.path().join("practicum.sqlite")).unwrap();
    let (attempts, bad) = store.all_attempts().unwrap();
    assert_eq!((attempts.len(), bad.len()), (modules.len(), 0));
    for attempt in attempts {
        let closing = attempt.closing.as_ref().unwrap();
        assert_eq!((closing.outcome, closing.score_permille), (Outcome::Passed, 1000), "{}", attempt.header.module);
        let totals = attempt.totals();
        assert_eq!((totals.mistakes, totals.hints, totals.strays), (0, 0, 0), "{}", attempt.header.module);
        assert!(attempt.header.demonstration && attempt.header.mode == "watch");
    }
    assert!(store.verify().unwrap().is_sound());
}
