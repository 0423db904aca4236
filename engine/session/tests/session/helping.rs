//! Help that fades: what each level shows, what can be asked for, and that it changes nothing else.

use crate::support::*;
use curriculum::{Gesture, Mode, Module};
use proptest::prelude::*;
use record::{Fact, Guidance, StepGuidance};
use session::{Cue, Input, NextHelp, Performance, RandomBot, Session, Terms, perform_on, replay_on};
use std::sync::Arc;

fn terms(module: &Module, mode: Mode, levels: impl Fn(usize) -> Guidance) -> Terms {
    let of_step = |(idx, step): (usize, &curriculum::Step)| StepGuidance {
        step: step.id.clone(),
        help: levels(idx),
        meaning: String::new(),
    };
    Terms { guidance: module.steps.iter().enumerate().map(of_step).collect(), ..Terms::new(mode, 7) }
}

fn begin(module: Module, mode: Mode, level: Guidance) -> Performance {
    let terms = terms(&module, mode, |_| level);
    Performance::start_on(Arc::new(module), &terms)
}

fn spoken() -> Module {
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.steps[0].guide_says = "Now the reader.".to_owned();
    module.hints = vec![hint("words", "s1", None)];
    module
}

fn said(p: &Performance) -> bool {
    p.cues.iter().any(|(_, cue)| matches!(cue, Cue::Caption { text, .. } if text == "Now the reader."))
}

#[test]
fn each_level_shows_what_it_says() {
    use Guidance::{Demonstration, Highlight, Nothing, Words};
    for (level, words, place, gesture) in [
        (Demonstration, true, true, Some((object_id("reader"), Gesture::Press))),
        (Highlight, true, true, None),
        (Words, true, false, None),
        (Nothing, false, false, None),
    ] {
        let p = begin(spoken(), Mode::Guided, level);
        let view = p.session.view(0);
        assert_eq!(view.help.level, level);
        assert_eq!((view.steps[0].say.is_empty(), said(&p)), (!words, words), "{level}");
        assert_eq!((view.targets_shown, view.help.gesture), (place, gesture), "{level}");
        assert_eq!(view.steps[1].say, "Do s2", "only the current step keeps silent");
    }
}

#[test]
fn other_modes_have_their_own_level_whatever_the_record_says() {
    for (mode, level, place) in [
        (Mode::Watch, Guidance::Demonstration, true),
        (Mode::Practice, Guidance::Words, false),
        (Mode::Exam, Guidance::Words, false),
    ] {
        for given in Guidance::ALL {
            let view = begin(spoken(), mode, given).session.view(0);
            assert_eq!((view.help.level, view.targets_shown), (level, place), "{mode:?}");
            assert_eq!(view.help.gesture.is_some(), mode == Mode::Watch, "{mode:?}");
        }
    }
}

#[test]
fn asking_gives_the_words_then_the_hints_then_the_place_then_the_gesture() {
    let mut p = begin(spoken(), Mode::Guided, Guidance::Nothing);
    let ladder = |p: &Performance| {
        let hint = p.session.view(0).hint;
        (hint.n_given, hint.n_total, hint.next)
    };
    assert_eq!(ladder(&p), (0, 3, Some(NextHelp::Words)));
    acts(&mut p, &["10 hint"]);
    assert!(said(&p) && p.session.view(0).steps[0].say == "Do s1");
    assert_eq!(ladder(&p), (1, 3, Some(NextHelp::Hint { points: false })));
    acts(&mut p, &["20 hint"]);
    assert!(p.session.view(0).targets_shown, "the last hint shows the place");
    assert_eq!(ladder(&p), (2, 3, Some(NextHelp::Gesture)));
    acts(&mut p, &["30 hint", "40 hint"]);
    assert_eq!(ladder(&p), (3, 3, None));
    assert_eq!(told(&p), ["start s1", "help raised to words", "hint 1 asked", "help raised to demonstration"]);
    acts(&mut p, &["50 press reader"]);
    assert!(matches!(last(&p), Fact::StepStarted { .. }));
    let done = p.facts.iter().find_map(|(_, fact)| match fact {
        Fact::StepCompleted { hints, .. } => Some(*hints),
        _ => None,
    });
    assert_eq!(done, Some(3), "help asked for counts as hints");
    assert_eq!(ladder(&p), (0, 3, Some(NextHelp::Words)), "the second step has no hint, but a place");
    acts(&mut p, &["60 hint", "70 hint", "80 hint", "90 hint"]);
    assert_eq!(ladder(&p).0, 3);
    assert!(
        told(&p)
            .ends_with(&["help raised to words", "help raised to highlight", "help raised to demonstration"].map(str::to_owned))
    );
    acts(&mut p, &["100 press alarm"]);
    assert_eq!((p.closing.as_ref().map(|closing| (closing.hints, closing.score_permille))), Some((6, 1000)), "free while guided");
}

#[test]
fn what_is_not_said_is_never_said_by_itself() {
    let mut p = begin(spoken(), Mode::Guided, Guidance::Nothing);
    assert_eq!(p.session.next_deadline_ms(), None);
    acts(&mut p, &["99999 tick", "100000 hint", "129999 tick"]);
    assert_eq!(told(&p), ["start s1", "help raised to words"]);
    acts(&mut p, &["130000 tick"]);
    assert_eq!(told(&p).last().map(String::as_str), Some("hint 1 by itself"));
}

#[test]
fn practice_shows_the_place_of_a_step_without_hints_when_asked_and_it_costs() {
    let mut module = spoken();
    module.pass.hint_cost_permille = 50;
    module.steps[0].weight = 3;
    let mut p = begin(module, Mode::Practice, Guidance::Words);
    let costs = |p: &Performance| {
        let hint = p.session.view(0).hint;
        (hint.cost_permille, hint.cost_of_score_permille)
    };
    assert_eq!(costs(&p), (50, 38));
    acts(&mut p, &["10 press reader"]);
    assert_eq!(costs(&p), (50, 13));
    assert_eq!(p.session.view(0).hint.next, Some(NextHelp::Place));
    acts(&mut p, &["20 hint", "30 hint"]);
    assert!(p.session.view(0).targets_shown && p.session.view(0).help.gesture.is_none());
    acts(&mut p, &["40 press alarm"]);
    assert_eq!(p.closing.as_ref().map(|closing| (closing.hints, closing.score_permille)), Some((1, 987)));
}

#[test]
fn no_gesture_is_to_be_had_where_nothing_is_done_by_hand() {
    for goal in [go_to("lobby"), look_at("board", 2_000)] {
        let mut p = begin(in_line(vec![goal.clone(), press("reader")]), Mode::Guided, Guidance::Words);
        let hint = p.session.view(0).hint;
        assert_eq!((hint.next, hint.n_total), (Some(NextHelp::Place), 1));
        acts(&mut p, &["10 hint", "20 hint"]);
        let hint = p.session.view(20).hint;
        assert_eq!((hint.next, hint.n_given, hint.n_total), (None, 1, 1), "and it is not charged");
        // By the rules of before it was asked for, and is in a replay.
        let module = Arc::new(in_line(vec![goal]));
        let before = Terms { rules: 3, ..terms(&module, Mode::Guided, |_| Guidance::Words) };
        assert_eq!(Performance::start_on(module, &before).session.view(0).hint.n_total, 2);
    }
    let hint = begin(in_line(vec![press("reader")]), Mode::Guided, Guidance::Words).session.view(0).hint;
    assert_eq!((hint.next, hint.n_total), (Some(NextHelp::Place), 2));
}

#[test]
fn a_card_has_no_place_to_show() {
    let p = begin(in_line(vec![choose(1, None)]), Mode::Guided, Guidance::Nothing);
    let hint = p.session.view(0).hint;
    assert_eq!((hint.next, hint.n_total), (Some(NextHelp::Words), 1));
}

#[test]
fn an_attempt_from_before_help_faded_plays_by_its_own_rules() {
    let module = Arc::new(in_line(vec![press("reader")]));
    let mut p = Performance::start_on(Arc::clone(&module), &Terms { rules: 2, ..Terms::new(Mode::Practice, 7) });
    acts(&mut p, &["10 hint"]);
    assert_eq!(told(&p), ["start s1"], "nothing could be asked for without a hint");
    assert_eq!(p.session.snapshot().session_rules, 2);
    // As it was written then: without the fields of today.
    let mut json = serde_json::to_value(p.session.snapshot()).expect("plain data");
    let state = json["state"].as_object_mut().expect("the state is a table");
    state.remove("rules");
    for step in state["steps"].as_array_mut().expect("a list") {
        ["help", "raised", "wrong"].into_iter().for_each(|field| drop(step.as_object_mut().expect("a table").remove(field)));
    }
    let old: session::Snapshot = serde_json::from_value(json).expect("older snapshots are read");
    assert_eq!(old.misfit(&module), None);
    let restored = Session::restore(Arc::clone(&module), old);
    assert_eq!(restored, p.session);
    assert_eq!(restored.view(0).help.level, Guidance::Words);
}

/// Facts without what help leaves behind.
fn without_help(p: &Performance) -> Vec<(u64, Fact)> {
    let facts = p.facts.iter().filter(|(_, fact)| !matches!(fact, Fact::HintShown { .. } | Fact::HelpRaised { .. }));
    facts
        .cloned()
        .map(|(at_ms, fact)| match fact {
            Fact::StepCompleted { step, tries, mistakes, took_ms, value, .. } => {
                (at_ms, Fact::StepCompleted { step, tries, hints: 0, mistakes, took_ms, value })
            }
            fact => (at_ms, fact),
        })
        .collect()
}

fn hinted() -> Module {
    let mut module = every_goal();
    module.hints = vec![hint("one", "s1", None), hint("two", "s1", Some("lobby")), hint("three", "s3", None)];
    module
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_level_changes_what_is_shown_and_nothing_else(
        seed in any::<u64>(),
        first in prop::collection::vec(0..4_usize, 15),
        second in prop::collection::vec(0..4_usize, 15),
        loose in any::<bool>(),
    ) {
        let mut module = hinted();
        if loose {
            module.steps.iter_mut().for_each(|step| step.after.clear());
        }
        let module = Arc::new(module);
        let [first, second] = [first, second].map(|levels| terms(&module, Mode::Guided, |idx| Guidance::ALL[levels[idx]]));
        let mut bot = RandomBot::new(seed);
        let played = perform_on(Arc::clone(&module), &first, 250, |session, at_ms| bot.next(session, at_ms));
        let again = replay_on(Arc::clone(&module), &second, &played.trace.inputs);
        prop_assert_eq!(without_help(&played), without_help(&again));
        let result = |p: &Performance| p.closing.as_ref().map(|closing| (closing.outcome, closing.score_permille, closing.mistakes));
        prop_assert_eq!(result(&played), result(&again));
        prop_assert_eq!(played.session.world(), again.session.world());
        let same = replay_on(Arc::clone(&module), &first, &played.trace.inputs);
        prop_assert_eq!(bytes(&same), bytes(&played));
    }

    #[test]
    fn a_snapshot_keeps_the_help_that_was_given(seed in any::<u64>(), level in 0..4_usize, cut in 0..200_usize) {
        let module = Arc::new(hinted());
        let terms = terms(&module, Mode::Guided, |idx| Guidance::ALL[(level + idx) % 4]);
        let mut bot = RandomBot::new(seed);
        let whole = perform_on(Arc::clone(&module), &terms, 200, |session, at_ms| bot.next(session, at_ms));
        let cut = cut.min(whole.trace.inputs.len());
        let mut resumed = replay_on(Arc::clone(&module), &terms, &whole.trace.inputs[..cut]);
        resumed.session = Session::restore(Arc::clone(&module), resumed.session.snapshot());
        for (at_ms, input) in &whole.trace.inputs[cut..] {
            resumed.apply(*at_ms, input.clone());
        }
        prop_assert_eq!(bytes(&resumed), bytes(&whole));
    }

    #[test]
    fn what_can_be_asked_for_comes_to_an_end_and_is_counted(level in 0..4_usize, mode_idx in 0..4_usize, step in 0..15_usize) {
        let mut module = hinted();
        module.steps.swap(0, step);
        module.steps.iter_mut().for_each(|step| step.after.clear());
        let mut p = begin(module, MODES[mode_idx], Guidance::ALL[level]);
        let n_total = p.session.view(0).hint.n_total;
        for n in 0..n_total {
            let hint = p.session.view(0).hint;
            prop_assert_eq!((hint.n_given, hint.n_total, hint.next.is_some()), (n, n_total, hint.allowed));
            p.apply(10 + u64::from(n), Input::AskHint);
        }
        prop_assert_eq!(p.session.view(0).hint.next, None);
    }
}
