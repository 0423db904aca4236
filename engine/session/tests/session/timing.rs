//! Time: limits, pauses, leaving, and a clock that never runs backwards.

use crate::support::*;
use curriculum::{Mistake, Mode, WrongAction};
use record::{Fact, Outcome};

#[test]
fn a_passed_step_limit_costs_half_and_is_told_once() {
    let mut module = in_line(vec![press("reader")]);
    module.steps[0].time_limit_ms = Some(5_000);
    let mut p = start(module, Mode::Exam);
    assert_eq!(p.session.next_deadline_ms(), Some(5_000));
    assert_eq!(p.session.view(2_000).step_remaining_ms, Some(3_000));
    acts(&mut p, &["5000 tick", "6000 tick", "7000 press reader"]);
    assert_eq!(told(&p), ["start s1", "late s1", "done s1"]);
    assert_eq!(p.closing.map(|closing| closing.score_permille), Some(500));
}

#[test]
fn the_attempts_limit_ends_it_out_of_time() {
    for mode in MODES {
        let mut module = in_line(vec![press("reader"), press("alarm")]);
        module.time_limit_ms = Some(10_000);
        let mut p = start(module, mode);
        acts(&mut p, &["5000 press reader"]);
        assert_eq!(p.session.view(5_000).remaining_ms, Some(5_000));
        acts(&mut p, &["12000 press alarm"]);
        assert_eq!(told(&p).last().map(String::as_str), Some("out of time"), "the press came too late");
        let closing = p.closing.clone().expect("the time was up");
        assert_eq!((closing.outcome, closing.score_permille), (Outcome::OutOfTime, 500));
        acts(&mut p, &["13000 press alarm", "14000 continue"]);
        assert_eq!(p.facts.len(), 4, "nothing happens after the end");
        assert_eq!((p.session.next_deadline_ms(), p.session.view(0).finished), (None, Some(Outcome::OutOfTime)));
    }
}

#[test]
fn what_is_achieved_at_the_limit_still_counts() {
    let mut module = in_line(vec![hold("dispenser", 3_000)]);
    module.time_limit_ms = Some(3_000);
    module.steps[0].time_limit_ms = Some(3_000);
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["0 hold dispenser", "9000 tick"]);
    assert_eq!(told(&p), ["start s1", "done s1"]);
    assert_eq!(p.closing.map(|closing| closing.outcome), Some(Outcome::Passed));
}

#[test]
fn due_things_happen_in_the_order_of_their_times() {
    let mut module = in_line(vec![look_at("board", 4_000), press("reader")]);
    module.steps[0].time_limit_ms = Some(2_000);
    module.time_limit_ms = Some(6_000);
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["0 look board", "60000 tick"]);
    assert_eq!(told(&p), ["start s1", "late s1", "done s1", "start s2", "out of time"]);
}

#[test]
fn time_never_runs_backwards() {
    let mut p = start(in_line(vec![press("reader"), press("alarm")]), Mode::Guided);
    acts(&mut p, &["5000 press reader", "1000 press alarm"]);
    assert_eq!(p.session.at_ms(), 5_000);
    let Fact::StepCompleted { took_ms, .. } = last(&p) else { panic!("{:?}", told(&p)) };
    assert_eq!(*took_ms, 0);
}

#[test]
fn nothing_is_due_while_paused_or_left() {
    let mut module = in_line(vec![hold("dispenser", 3_000)]);
    module.time_limit_ms = Some(60_000);
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["0 hold dispenser", "1000 pause", "1000 pause", "2000 press dispenser"]);
    assert_eq!(p.session.next_deadline_ms(), None);
    acts(&mut p, &["2000 resume", "4000 tick"]);
    assert_eq!(told(&p), ["start s1", "paused", "resumed"], "the hold ended with the pause");
    acts(&mut p, &["5000 leave", "5000 resume", "5000 press dispenser", "5000 continue"]);
    assert_eq!(told(&p)[3..], ["left", "continued"]);
    assert_eq!(p.session.next_deadline_ms(), Some(60_000));
}

#[test]
fn restarting_a_step_takes_things_back_but_nothing_off_the_record() {
    let mut p = start(in_line(vec![press("reader"), put("key", "lock"), inspect(2)]), Mode::Guided);
    acts(&mut p, &["10 press reader", "20 take cup", "30 take key"]);
    acts(&mut p, &["40 restart"]);
    assert_eq!(p.session.world().carried, None);
    assert_eq!(told(&p)[3..], ["strayed take cup", "restart s2"]);
    acts(&mut p, &["50 take key", "60 put key lock", "70 mark pin", "80 restart", "90 mark tag"]);
    assert_eq!(p.session.view(90).targets, ["pin", "seal"].map(object_id));
    assert!(p.session.world().object(&object_id("pin")).is_some_and(|pin| !pin.marked));
}

#[test]
fn an_exam_cannot_restart_a_step() {
    let mut p = start(in_line(vec![put("key", "lock")]), Mode::Exam);
    acts(&mut p, &["10 take key", "20 restart"]);
    assert_eq!((told(&p).len(), p.session.world().carried.clone()), (1, Some(object_id("key"))));
}

#[test]
fn waiting_and_staring_are_mistakes_once_and_pauses_are_no_waiting() {
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    let during = Some(step_id("s1"));
    module.mistakes = vec![
        Mistake { during, ..mistake("dawdled", WrongAction::Wait { for_ms: 10_000 }, false) },
        mistake("stared", WrongAction::LookAt { object: object_id("board"), for_ms: 3_000 }, false),
    ];
    let mut p = start(module.clone(), Mode::Exam);
    assert_eq!(p.session.next_deadline_ms(), Some(10_000));
    acts(&mut p, &["9000 pause"]);
    assert_eq!(p.session.next_deadline_ms(), None);
    acts(&mut p, &["9000 resume", "60000 tick", "61000 look board", "64000 tick", "90000 tick", "91000 press reader"]);
    acts(&mut p, &["200000 press alarm"]);
    let made = told(&p).into_iter().filter(|fact| fact.contains("dawdled") || fact.contains("stared")).count();
    assert_eq!(made, 2, "{:?}", told(&p));
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["0 look board", "3000 tick", "4000 acknowledge", "6999 tick"]);
    assert!(p.session.view(6_999).mistake.is_none());
    acts(&mut p, &["7000 tick"]);
    assert!(p.session.view(7_000).mistake.is_some(), "who goes on staring after the card errs again");
}
