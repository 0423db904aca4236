//! Foreseen mistakes: caught by exactly that mistake, and answered as the mode says.

use crate::support::*;
use curriculum::{Mistake, Mode, Module, Response, Responses, WrongAction};
use record::{Fact, MistakeKind, Outcome};
use session::{Autopilot, Cue, WrongBot, perform};
use std::sync::Arc;

fn with(mistakes: Vec<Mistake>) -> Module {
    Module { mistakes, ..every_goal() }
}

/// One for each wrong action, each in a scope where it can be made.
fn every_mistake() -> Vec<Mistake> {
    let gauge_above = Some((object_id("gauge"), psi(100)));
    let scoped = |id, step: &str, when| Mistake { during: Some(step_id(step)), ..mistake(id, when, false) };
    vec![
        Mistake {
            until: Some(step_id("s5")),
            ..mistake("alarm-pressed", WrongAction::Press { object: object_id("alarm") }, true)
        },
        scoped("cup-taken", "s2", WrongAction::Take { item: object_id("cup") }),
        scoped("badge-in-lock", "s4", WrongAction::Put { item: object_id("badge"), into: Some(object_id("lock")) }),
        scoped("badge-elsewhere", "s4", WrongAction::Put { item: object_id("badge"), into: None }),
        scoped(
            "door-under-pressure",
            "s6",
            WrongAction::Set { object: object_id("door"), to: state_id("open"), while_gauge_above: gauge_above },
        ),
        scoped("valve-overturned", "s8", WrongAction::Turn { object: object_id("valve") }),
        scoped("dial-mistaken", "s9", WrongAction::Turn { object: object_id("dial") }),
        scoped("misread", "s11", WrongAction::Misread { gauge: object_id("gauge") }),
        scoped("wrong-choice", "s13", WrongAction::Answer { answer: answer_id("wrong1") }),
        scoped("wrong-of-two", "s14", WrongAction::Answer { answer: answer_id("wrong2") }),
        scoped("office-entered", "s3", WrongAction::Enter { zone: object_id("office") }),
        scoped("hands-rushed", "s6", WrongAction::LetGo { object: object_id("dispenser") }),
        scoped("dawdled", "s5", WrongAction::Wait { for_ms: 40_000 }),
        scoped("stared", "s4", WrongAction::LookAt { object: object_id("board"), for_ms: 3_000 }),
        scoped("switch-pressed", "s5", WrongAction::Press { object: object_id("power") }),
    ]
}

#[test]
fn every_foreseen_mistake_is_caught_as_itself_with_every_response_in_every_mode() {
    for wrong in every_mistake() {
        for response in [Response::Block, Response::Rewind, Response::Stand] {
            for critical in [false, true] {
                let responses = Responses { guided: response, practice: response, exam: response };
                let module = Arc::new(with(vec![Mistake { responses, critical, ..wrong.clone() }]));
                for mode in MODES {
                    let case = format!("{} {response:?} critical {critical} {mode:?}", wrong.id);
                    let mut bot = WrongBot::new(wrong.id.clone());
                    let played = perform(Arc::clone(&module), mode, 1, 300, |session, at_ms| bot.next(session, at_ms));
                    assert!(bot.has_made_it(), "{case}");
                    let made: Vec<&Fact> = played
                        .facts
                        .iter()
                        .map(|(_, fact)| fact)
                        .filter(|fact| matches!(fact, Fact::MistakeMade { .. }))
                        .collect();
                    assert_eq!(made.len(), 1, "{case}: {made:?}");
                    let Fact::MistakeMade { mistake, kind, critical: told, response: word, means, .. } = made[0] else {
                        panic!()
                    };
                    assert_eq!((mistake, kind, *told), (&wrong.id, &MistakeKind::Foreseen, critical), "{case}");
                    assert_eq!(*word, format!("{response:?}").to_lowercase());
                    assert_eq!(means.as_ref().map(|means| means.as_str()), Some("hurries"));
                    let closing =
                        played.closing.as_ref().unwrap_or_else(|| panic!("{case} did not finish: {:?}", told_of(&played)));
                    let fails = critical && matches!(mode, Mode::Practice | Mode::Exam);
                    assert_eq!(closing.outcome == Outcome::NotPassed, fails, "{case}");
                    let n_cards = played.cues.iter().filter(|(_, cue)| matches!(cue, Cue::MistakeShown { .. })).count();
                    assert_eq!(n_cards == 1, mode != Mode::Exam || critical, "{case}");
                    let thud = played.cues.iter().any(|(_, cue)| matches!(cue, Cue::Sound { .. }));
                    assert_eq!(thud, response != Response::Block, "{case}: the consequence plays unless it was blocked");
                    let reset = played.cues.iter().any(|(_, cue)| *cue == Cue::Reset);
                    assert_eq!(reset, response == Response::Rewind, "{case}");
                }
            }
        }
    }
}

fn told_of(played: &session::Performance) -> Vec<String> {
    told(played)
}

fn door_state(p: &session::Performance) -> String {
    let door = p.session.world().object(&object_id("door")).expect("it is there");
    door.state.as_ref().expect("doors have states").to_string()
}

fn door_module() -> Module {
    let open = WrongAction::Set { object: object_id("door"), to: state_id("open"), while_gauge_above: None };
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.mistakes = vec![mistake("door-opened", open, true)];
    module
}

#[test]
fn block_changes_nothing() {
    let mut p = start(door_module(), Mode::Guided);
    let before = p.session.world().clone();
    acts(&mut p, &["10 set door open"]);
    assert_eq!(*p.session.world(), before);
    let card = p.session.view(10).mistake.expect("the card is open");
    assert_eq!((card.title.as_str(), card.say.as_str(), card.critical), ("Title door-opened", "Say door-opened", true));
    assert_eq!(card.object, Some(object_id("door")));
}

#[test]
fn rewind_shows_the_consequence_and_goes_back_when_acknowledged() {
    let mut p = start(door_module(), Mode::Practice);
    let before = p.session.world().clone();
    acts(&mut p, &["10 set door open"]);
    assert_eq!(door_state(&p), "open");
    acts(&mut p, &["20 press reader", "30 hint", "40 restart"]);
    assert_eq!(told(&p), ["start s1", "mistake door-opened rewind critical"], "the card waits");
    acts(&mut p, &["50 acknowledge"]);
    assert_eq!(*p.session.world(), before);
    assert_eq!(p.cues.last().map(|(_, cue)| cue), Some(&Cue::Reset));
    assert!(p.session.view(50).mistake.is_none());
}

#[test]
fn stand_stays_done() {
    let mut p = start(door_module(), Mode::Exam);
    acts(&mut p, &["10 set door open", "20 acknowledge"]);
    assert_eq!(door_state(&p), "open");
}

#[test]
fn an_exam_keeps_silent_about_what_is_not_critical() {
    let mut module = door_module();
    module.mistakes[0].critical = false;
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 set door open", "20 press reader", "30 press alarm"]);
    assert!(p.closing.is_some(), "no card stood in the way");
    assert!(!p.cues.iter().any(|(_, cue)| matches!(cue, Cue::MistakeShown { .. })));
}

#[test]
fn a_rewind_lets_gauges_go_on_from_where_they_were() {
    let mut module = door_module();
    module.steps[0].on_start = vec![curriculum::Effect::SetNumber { object: object_id("gauge"), to: psi(75), over_ms: 10_000 }];
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["5000 set door open", "7000 acknowledge"]);
    let gauge = p.session.world().object(&object_id("gauge")).expect("it is there");
    assert_eq!(gauge.shown_at(7_000), Some(psi(125)));
    assert_eq!(gauge.shown_at(12_000), Some(psi(75)));
}

#[test]
fn a_card_lets_only_pausing_and_leaving_through() {
    let mut p = start(door_module(), Mode::Guided);
    acts(
        &mut p,
        &[
            "10 set door open",
            "20 pause",
            "30 acknowledge",
            "40 resume",
            "50 leave",
            "60 continue",
            "70 acknowledge",
            "80 press reader",
        ],
    );
    let expected = ["paused", "resumed", "left", "continued", "done s1", "start s2"];
    assert_eq!(told(&p)[2..], expected);
}

#[test]
fn a_gauge_condition_is_asked_at_that_moment() {
    let when = WrongAction::Set {
        object: object_id("door"),
        to: state_id("open"),
        while_gauge_above: Some((object_id("gauge"), psi(1))),
    };
    let mut module = in_line(vec![set("door", "open")]);
    module.mistakes = vec![mistake("under-pressure", when, true)];
    module.steps[0].on_start = vec![curriculum::Effect::SetNumber { object: object_id("gauge"), to: psi(0), over_ms: 10_000 }];
    let mut p = start(module, Mode::Guided);
    acts(&mut p, &["5000 set door open", "5100 acknowledge", "9950 set door open"]);
    assert_eq!(told(&p), ["start s1", "mistake under-pressure block critical", "done s1"]);
}

#[test]
fn a_mistake_out_of_scope_is_none() {
    let alarm = || WrongAction::Press { object: object_id("alarm") };
    let mut module = in_line(vec![press("reader"), press("dispenser"), press("power")]);
    module.mistakes = vec![
        Mistake { during: Some(step_id("s2")), ..mistake("in-s2", alarm(), false) },
        Mistake { until: Some(step_id("s1")), ..mistake("before-s1", alarm(), false) },
    ];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 press alarm", "20 press reader", "30 press alarm", "40 press dispenser", "50 press alarm"]);
    let mistakes: Vec<String> = told(&p).into_iter().filter(|fact| fact.contains("alarm") || fact.contains("mistake")).collect();
    assert_eq!(mistakes, ["mistake before-s1 stand", "mistake in-s2 stand", "strayed press alarm"]);
}

#[test]
fn two_mistakes_in_one_of_two_steps_halve_the_score() {
    let mut module = in_line(vec![turn(90_000), press("reader")]);
    module.pass.score_permille = 501;
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["10 turn valve 1", "11 acknowledge", "20 turn valve 2", "21 acknowledge"]);
    acts(&mut p, &["30 turn valve 90000", "40 press reader"]);
    let closing = p.closing.expect("all is done");
    assert_eq!((closing.score_permille, closing.mistakes, closing.outcome), (500, 2, Outcome::NotPassed));
}

#[test]
fn the_sessions_own_cards_say_what_to_do() {
    let mut p = start(in_line(vec![press("alarm"), press("reader")]), Mode::Guided);
    acts(&mut p, &["10 press reader"]);
    let card = p.session.view(10).mistake.expect("the card is open");
    assert_eq!((card.say.as_str(), card.why.as_deref()), ("First: Do s1", Some("The rule of s1")));
    let mut p = start(in_line(vec![choose(1, None)]), Mode::Guided);
    acts(&mut p, &["10 choose wrong2"]);
    assert_eq!(p.session.view(10).mistake.expect("the card is open").say, "Because wrong2");
}

#[test]
fn a_module_with_all_its_mistakes_is_still_finished_by_the_autopilot() {
    let module = Arc::new(with(every_mistake()));
    for mode in MODES {
        let mut autopilot = Autopilot::new();
        let played = perform(Arc::clone(&module), mode, 1, 300, |session, at_ms| autopilot.next(session, at_ms));
        assert_eq!(played.closing.map(|closing| (closing.outcome, closing.mistakes)), Some((Outcome::Passed, 0)));
    }
}
