//! What holds for any input in any state.

use crate::support::*;
use curriculum::{Effect, Mode, Module, WrongAction};
use proptest::prelude::*;
use session::{Outcome, RandomBot, Session, perform};
use std::sync::Arc;

/// Every goal kind, with hints, limits, mistakes and effects, all at once.
fn full_module() -> Module {
    let mut module = every_goal();
    module.hints = vec![hint("one", "s1", None), hint("two", "s1", Some("lobby")), hint("three", "s2", None)];
    module.mistakes = vec![
        mistake("alarm-pressed", WrongAction::Press { object: object_id("alarm") }, true),
        mistake("cup-put", WrongAction::Put { item: object_id("cup"), into: None }, false),
        mistake("office-entered", WrongAction::Enter { zone: object_id("office") }, false),
    ];
    module.steps[0].time_limit_ms = Some(20_000);
    module.steps[14].goal = press("dispenser");
    module.steps[1].on_start = vec![
        Effect::SetNumber { object: object_id("gauge"), to: psi(20), over_ms: 30_000 },
        Effect::Hide { object: object_id("tag") },
        Effect::WalkTo { person: object_id("guide"), to: object_id("office") },
        Effect::Place { item: object_id("key"), into: object_id("office") },
    ];
    module
}

/// Free steps, so that random play gets far.
fn loose_module() -> Module {
    let mut module = full_module();
    module.steps.iter_mut().for_each(|step| step.after.clear());
    module
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_play_never_panics_hangs_or_passes(seed in any::<u64>(), mode_idx in 2..4_usize, loose in any::<bool>()) {
        let module = Arc::new(if loose { loose_module() } else { full_module() });
        let mut bot = RandomBot::new(seed);
        let played = perform(module, MODES[mode_idx], seed, 400, |session, at_ms| bot.next(session, at_ms));
        prop_assert!(played.closing.is_none_or(|closing| closing.outcome != record::Outcome::Passed));
    }

    #[test]
    fn arbitrary_times_and_restores_keep_the_view_whole(seed in any::<u64>(), times in prop::collection::vec(any::<u64>(), 1..60)) {
        let module = Arc::new(loose_module());
        let (mut session, _) = Session::start(Arc::clone(&module), Mode::Guided, seed);
        let mut bot = RandomBot::new(seed);
        let mut latest_ms = 0;
        for at_ms in times {
            let Some((_, input)) = bot.next(&session, at_ms) else { break };
            let out: Outcome = session.apply(at_ms, input);
            prop_assert_eq!(out.closing.is_some() && session.closing().is_none(), false);
            prop_assert!(session.at_ms() >= latest_ms);
            latest_ms = session.at_ms();
            let view = session.view(at_ms);
            prop_assert!(view.score_permille <= 1000);
            prop_assert!(session.next_deadline_ms().is_none_or(|due_ms| due_ms > session.at_ms()));
            for object in session.offered_objects() {
                prop_assert!(!session.offers(&object).is_empty());
            }
            let carried = session.world().objects.iter().filter(|object| object.place == session::Place::Carried).map(|object| &object.id);
            prop_assert_eq!(carried.collect::<Vec<_>>(), session.world().carried.iter().collect::<Vec<_>>());
            session = Session::restore(Arc::clone(&module), session.snapshot());
        }
    }

    #[test]
    fn a_step_is_completed_once_and_only_after_its_edges(seed in any::<u64>()) {
        let module = Arc::new(full_module());
        let mut bot = RandomBot::new(seed);
        let played = perform(Arc::clone(&module), Mode::Guided, seed, 600, |session, at_ms| bot.next(session, at_ms));
        let mut done = Vec::new();
        for (_, fact) in played.facts {
            if let record::Fact::StepCompleted { step, .. } = fact {
                prop_assert!(!done.contains(&step));
                let step_idx = module.step_idx(&step).unwrap();
                prop_assert!(module.steps[step_idx].after.iter().all(|before| done.contains(before)));
                done.push(step);
            }
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_danger_as_a_trace(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(trace) = session::Trace::parse(&bytes) {
            prop_assert_eq!(session::Trace::parse(&trace.to_bytes()), Ok(trace));
        }
    }
}

#[test]
fn steps_that_wait_for_each_other_end_nothing_and_crash_nothing() {
    let steps = vec![step("a", press("reader"), &["b"]), step("b", press("alarm"), &["a"])];
    let mut p = start(module(steps), Mode::Guided);
    acts(&mut p, &["10 press reader", "20 hint", "30 restart", "99999 tick"]);
    assert!(p.facts.is_empty() && p.closing.is_none());
}
