//! Every kind of goal is completed by what satisfies it, and by nothing else.

use crate::support::*;
use curriculum::{Goal, Mode};
use record::{Fact, Outcome};
use session::{Autopilot, Cue, Place, perform};
use std::sync::Arc;

#[test]
fn the_autopilot_completes_every_goal_kind_in_every_mode() {
    let module = Arc::new(every_goal());
    for mode in MODES {
        let mut autopilot = Autopilot::new();
        let played = perform(Arc::clone(&module), mode, 3, 200, |session, at_ms| autopilot.next(session, at_ms));
        let closing = played.closing.as_ref().unwrap_or_else(|| panic!("{mode:?} did not finish: {:?}", told(&played)));
        assert_eq!((closing.outcome, closing.score_permille, closing.mistakes), (Outcome::Passed, 1000, 0), "{mode:?}");
        let expected: Vec<String> = (1..=15).flat_map(|n| [format!("start s{n}"), format!("done s{n}")]).collect();
        let steps: Vec<String> = told(&played).into_iter().filter(|fact| !fact.starts_with("answered")).collect();
        assert_eq!(steps, expected, "{mode:?}");
        assert!(played.facts.iter().all(|(_, fact)| !matches!(fact, Fact::StepCompleted { tries, .. } if *tries != 1)));
        assert_eq!(played.cues.last().map(|(_, cue)| cue), Some(&Cue::Finished));
        assert!(closing.took_ms > 30_000, "a person needs time: {} ms", closing.took_ms);
    }
}

#[test]
fn each_goal_kind_alone_is_completed_by_the_autopilot() {
    for step in every_goal().steps {
        let kind = step.goal.kind();
        let mut autopilot = Autopilot::new();
        let module = Arc::new(in_line(vec![step.goal]));
        let played = perform(module, Mode::Exam, 3, 10, |session, at_ms| autopilot.next(session, at_ms));
        assert!(played.closing.is_some(), "{kind:?}: {:?}", told(&played));
    }
}

#[test]
fn a_zone_one_stands_in_already_completes_at_once() {
    let mut p = start(in_line(vec![press("reader"), go_to("lobby")]), Mode::Guided);
    acts(&mut p, &["100 enter lobby", "200 press reader"]);
    assert_eq!(told(&p), ["start s1", "done s1", "start s2", "done s2"]);
}

#[test]
fn looking_away_starts_the_look_anew() {
    let mut p = start(in_line(vec![look_at("board", 2_000)]), Mode::Guided);
    acts(&mut p, &["0 look board", "1500 look_away", "1600 look board"]);
    assert_eq!(p.session.next_deadline_ms(), Some(3_600));
    let hold = p.session.view(2_000).hold.expect("a look is in progress");
    assert!(hold.by == session::HoldBy::Eyes && hold.since_ms == 1_600 && hold.for_ms == 2_000);
    acts(&mut p, &["3599 tick"]);
    assert!(p.closing.is_none());
    acts(&mut p, &["3600 tick"]);
    assert!(p.closing.is_some());
}

#[test]
fn letting_go_too_early_is_a_try() {
    let mut p = start(in_line(vec![hold("dispenser", 3_000)]), Mode::Guided);
    acts(
        &mut p,
        &["0 hold dispenser", "2000 let_go dispenser", "2500 press dispenser", "3000 hold dispenser", "6000 let_go dispenser"],
    );
    let Fact::StepCompleted { tries, mistakes, took_ms, .. } = last(&p) else { panic!("{:?}", told(&p)) };
    assert_eq!((*tries, *mistakes, *took_ms), (3, 0, 6_000));
}

#[test]
fn a_finished_hold_may_be_let_go_late() {
    let mut p = start(in_line(vec![hold("dispenser", 3_000), press("reader")]), Mode::Guided);
    acts(&mut p, &["0 hold dispenser", "9000 let_go dispenser"]);
    assert_eq!(told(&p), ["start s1", "done s1", "start s2"]);
}

#[test]
fn taking_from_the_wrong_place_does_not_count() {
    let goal = Goal::Take { item: object_id("badge"), from: Some(object_id("lock")) };
    let mut p = start(in_line(vec![goal]), Mode::Guided);
    acts(&mut p, &["10 take badge"]);
    assert_eq!(told(&p), ["start s1", "strayed take badge"]);
    acts(&mut p, &["20 put badge lock", "30 take badge"]);
    assert!(p.closing.is_some());
}

#[test]
fn a_full_hand_puts_back_before_it_takes() {
    let mut p = start(in_line(vec![put("key", "lock")]), Mode::Guided);
    acts(&mut p, &["10 take badge"]);
    p.cues.clear();
    acts(&mut p, &["20 take key"]);
    let [badge, tray, key] = ["badge", "tray", "key"].map(object_id);
    let cues: Vec<&Cue> = p.cues.iter().map(|(_, cue)| cue).collect();
    assert_eq!(cues, [&Cue::Placed { item: badge.clone(), into: tray.clone() }, &Cue::Taken { item: key.clone() }]);
    assert_eq!(p.session.world().object(&badge).expect("it is there").place, Place::In(tray));
    assert_eq!(p.session.world().carried, Some(key));
}

#[test]
fn a_put_needs_the_item_in_the_hand_and_a_free_socket() {
    let mut p = start(in_line(vec![put("key", "lock"), press("reader")]), Mode::Guided);
    acts(&mut p, &["10 put key lock", "20 take cup", "30 put cup lock"]);
    assert_eq!(told(&p), ["start s1", "strayed take cup", "strayed put cup"]);
    assert_eq!(p.session.world().carried, Some(object_id("cup")), "the lock is kept for the key");
    acts(&mut p, &["40 put_back cup", "50 take key", "60 put key lock"]);
    assert_eq!(p.session.view(60).current_idx, Some(1));
}

#[test]
fn an_angle_within_tolerance_completes_and_is_told() {
    let mut p = start(in_line(vec![turn(90_000)]), Mode::Exam);
    acts(&mut p, &["10 turn valve 84999"]);
    assert!(p.closing.is_none());
    acts(&mut p, &["20 turn valve 85000"]);
    let Fact::StepCompleted { tries: 2, mistakes: 1, value: Some(value), .. } = last(&p) else { panic!("{:?}", told(&p)) };
    assert_eq!(value, "85°");
}

#[test]
fn a_reading_is_compared_with_what_the_gauge_shows_at_that_moment() {
    let mut module = in_line(vec![read()]);
    module.steps[0].on_start = vec![curriculum::Effect::SetNumber { object: object_id("gauge"), to: psi(75), over_ms: 10_000 }];
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["1000 press gauge"]);
    assert_eq!(p.session.view(1_000).read.expect("the value card is open").unit, "psi");
    assert_eq!(p.session.next_deadline_ms(), Some(10_000));
    acts(&mut p, &["5000 value gauge 175000", "5000 acknowledge", "5000 value gauge 120000"]);
    let Fact::StepCompleted { tries: 2, value: Some(value), .. } = last(&p) else { panic!("{:?}", told(&p)) };
    assert_eq!(value, "120 psi");
}

#[test]
fn places_are_found_in_any_order_and_once_each() {
    let mut p = start(in_line(vec![inspect(2)]), Mode::Guided);
    acts(&mut p, &["10 mark seal", "20 mark seal", "30 mark board"]);
    assert_eq!(told(&p), ["start s1", "strayed inspect board"]);
    assert_eq!(p.session.view(30).targets, ["pin", "tag"].map(object_id));
    acts(&mut p, &["40 mark pin"]);
    assert!(p.closing.is_some());
}

#[test]
fn several_answers_must_all_be_right_and_complete() {
    let mut p = start(in_line(vec![choose(2, Some("board"))]), Mode::Practice);
    acts(&mut p, &["10 choose right1 right2"]);
    assert_eq!(told(&p), ["start s1"], "the card is not open yet");
    acts(&mut p, &["20 press board", "30 choose right1", "31 acknowledge"]);
    acts(&mut p, &["40 choose right2 wrong1", "41 acknowledge", "50 choose", "60 choose right2 right1"]);
    let expected = ["answered wrong", "mistake wrong-answer rewind", "answered wrong", "mistake wrong-answer rewind"];
    assert_eq!(told(&p)[1..], [&expected[..], &["answered right", "done s1"]].concat());
}

#[test]
fn a_card_shows_its_answers_in_an_order_drawn_from_the_seed() {
    let module = Arc::new(in_line(vec![choose(3, None)]));
    let order = |seed| session::Session::start(Arc::clone(&module), Mode::Exam, seed).0.view(0).card.expect("it is open").answers;
    assert_eq!(order(1), order(1));
    assert!((2..40).any(|seed| order(seed) != order(1)));
    let mut sorted = order(5);
    sorted.sort();
    assert_eq!(sorted.len(), 5);
}

#[test]
fn strays_happen_but_are_recorded_once_a_step() {
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    let door = module.objects.iter_mut().find(|object| object.id == object_id("door")).expect("it is there");
    door.about = "The way out.".to_owned();
    let mut p = start(module, Mode::Guided);
    acts(&mut p, &["10 press door", "20 press door", "30 press door", "40 press reader", "50 press door"]);
    assert_eq!(told(&p), ["start s1", "strayed set door", "done s1", "start s2", "strayed set door"]);
    assert_eq!(p.session.world().object(&object_id("door")).and_then(|door| door.state.clone()), Some(state_id("closed")));
    assert_eq!(p.cues.iter().filter(|(_, cue)| matches!(cue, Cue::Caption { .. })).count(), 4);
}

#[test]
fn a_state_that_holds_already_completes_its_step() {
    let mut module = in_line(vec![set("door", "open"), press("reader"), set("power", "off")]);
    module.steps[1].then = vec![curriculum::Effect::SetState { object: object_id("power"), to: state_id("off") }];
    let mut p = start(module, Mode::Guided);
    acts(&mut p, &["10 press door", "20 press reader"]);
    assert!(p.closing.is_some(), "{:?}", told(&p));
}

#[test]
fn a_card_that_was_put_aside_opens_again_when_its_step_is_due() {
    let steps = vec![step("a", press("reader"), &["c"]), step("b", choose(1, None), &[]), step("c", set("door", "open"), &[])];
    let mut p = start(module(steps), Mode::Guided);
    assert!(p.session.view(0).card.is_some());
    acts(&mut p, &["10 set door open", "20 restart"]);
    assert!(p.session.view(20).card.is_none(), "the reader comes first now");
    acts(&mut p, &["30 press reader", "40 choose right1"]);
    assert!(p.closing.is_some(), "{:?}", told(&p));
}
