//! What is left out, drawn, timed, and happens in between; and ends that effects ask for.

use crate::support::*;
use curriculum::*;
use ids::{AnswerId, DrawId, InterruptionId, OptionId, TimerId, VariableId};
use record::{Fact, Outcome};
use session::{Autopilot, StepStatus, drawn_options, perform, seeds_of_every_branch};
use std::sync::Arc;

fn drawing(weights: &[u32]) -> Module {
    let option = |(idx, weight): (usize, &u32)| DrawOption {
        id: OptionId::new(&format!("option{idx}")).expect("a test's id"),
        weight: *weight,
        then: vec![Effect::SetNumber { object: object_id("gauge"), to: psi(idx as i64), over_ms: 0 }],
    };
    let mut module = in_line(vec![press("reader")]);
    let id = DrawId::new("fault").expect("a test's id");
    module.draws = vec![Draw { id, options: weights.iter().enumerate().map(option).collect() }];
    module
}

#[test]
fn what_is_drawn_is_on_record_before_anything_is_shown() {
    let p = start(drawing(&[1, 1]), Mode::Exam);
    let drawn = told(&p)[0].clone();
    assert!(drawn.starts_with("drawn fault option"), "{drawn}");
    assert_eq!(told(&p)[1], "start s1");
    assert_eq!(format!("drawn fault {}", drawn_options(p.session.module(), 7)[0]), drawn);
    let shown = p.session.world().object(&object_id("gauge")).and_then(|gauge| gauge.shows);
    assert_eq!(shown, Some(psi(i64::from(drawn.ends_with('1')))), "and so it stands");
}

#[test]
fn weights_are_kept_over_many_seeds_and_nothing_without_weight_is_drawn() {
    let module = drawing(&[3, 0, 1]);
    let n = |option: &str| (0..4_000).filter(|seed| drawn_options(&module, *seed)[0].as_str() == option).count();
    assert_eq!(n("option1"), 0);
    assert!((2_850..3_150).contains(&n("option0")), "{}", n("option0"));
    assert_eq!(seeds_of_every_branch(&module, 64).len(), 2);
    assert_eq!(seeds_of_every_branch(&in_line(vec![]), 64).len(), 1);
}

#[test]
fn a_step_whose_condition_is_not_so_is_left_out_and_does_not_count() {
    let mut module = in_line(vec![choose(1, None), press("reader"), press("alarm")]);
    module.steps[1].only_if = Some(Condition::Chose { answer: answer_id("wrong1") });
    let mut p = start(module.clone(), Mode::Exam);
    acts(&mut p, &["10 choose right1", "20 press alarm"]);
    assert_eq!(told(&p), ["start s1", "answered right", "done s1", "skipped s2", "start s3", "done s3"]);
    assert_eq!(p.closing.as_ref().map(|closing| closing.score_permille), Some(1_000));
    let statuses: Vec<StepStatus> = p.session.view(20).steps.iter().map(|step| step.status).collect();
    assert_eq!(statuses, [StepStatus::Done, StepStatus::Skipped, StepStatus::Done]);
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 choose wrong1", "20 choose right1", "30 press reader", "40 press alarm"]);
    assert!(p.closing.is_some(), "what was chosen in an exam stands, so the step is asked for: {:?}", told(&p));
}

#[test]
fn an_optional_step_can_be_done_passed_by_or_skipped() {
    let mut module = in_line(vec![press("reader"), press("alarm"), press("dispenser"), set("door", "open")]);
    module.steps[1].optional = true;
    let n_done = |lines: &[&str]| {
        let mut p = start(module.clone(), Mode::Exam);
        acts(&mut p, lines);
        let closing = p.closing.clone().unwrap_or_else(|| panic!("{:?}", told(&p)));
        assert_eq!((closing.outcome, closing.score_permille, closing.mistakes), (Outcome::Passed, 1_000, 0));
        told(&p).iter().filter(|fact| fact.starts_with("done")).count()
    };
    assert_eq!(n_done(&["10 press reader", "20 press alarm", "30 press dispenser", "40 set door open"]), 4);
    assert_eq!(n_done(&["10 press reader", "30 press dispenser", "40 set door open"]), 3);
    assert_eq!(n_done(&["5 skip", "10 press reader", "20 skip", "30 press dispenser", "35 skip", "40 set door open"]), 3);
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 press dispenser"]);
    assert_eq!(
        told(&p).last().map(String::as_str),
        Some("mistake order stand"),
        "what the optional step waits for still comes first"
    );
}

#[test]
fn time_alone_passes_no_optional_step_by() {
    let mut module = in_line(vec![press("reader"), press("alarm"), Goal::Wait { for_ms: 5_000 }, press("dispenser")]);
    module.steps[1].optional = true;
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["1000 press reader", "60000 tick"]);
    assert_eq!(p.session.view(60_000).current_idx, Some(1));
    acts(&mut p, &["61000 press alarm"]);
    assert_eq!(p.session.next_deadline_ms(), Some(66_000), "the wait begins now");
    acts(&mut p, &["66000 tick"]);
    assert_eq!(p.session.view(66_000).current_idx, Some(3));
}

fn timed() -> Module {
    let timer = TimerId::new("smoke").expect("a test's id");
    let variable = VariableId::new("n").expect("a test's id");
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.variables = vec![Variable { id: variable.clone(), start: 5 }];
    module.timers = vec![Timer {
        id: timer.clone(),
        lasts_ms: 10_000,
        then: vec![Effect::AddToVariable { variable, by: -2 }, Effect::AddToScore { permille: -100 }],
        unseen: false,
    }];
    module.steps[0].then = vec![Effect::StartTimer { timer }];
    module
}

#[test]
fn a_timer_runs_out_once_and_can_be_stopped_in_time() {
    let mut p = start(timed(), Mode::Exam);
    acts(&mut p, &["1000 press reader"]);
    assert_eq!((p.session.next_deadline_ms(), p.session.view(2_000).timer_remaining_ms), (Some(11_000), Some(9_000)));
    acts(&mut p, &["60000 tick", "90000 press alarm"]);
    assert_eq!(told(&p)[2..], ["start s2", "expired smoke", "done s2"]);
    assert_eq!(p.closing.map(|closing| closing.score_permille), Some(900));
    let mut module = timed();
    module.steps[1].then = vec![Effect::StopTimer { timer: TimerId::new("smoke").expect("a test's id") }];
    module.steps.push(step("s3", press("dispenser"), &["s2"]));
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["1000 press reader", "2000 press alarm", "60000 press dispenser"]);
    assert!(!told(&p).iter().any(|fact| fact.starts_with("expired")));
}

#[test]
fn a_timer_that_only_lets_something_happen_later_shows_no_clock_and_runs_out_all_the_same() {
    let mut module = timed();
    module.timers[0].unseen = true;
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["1000 press reader"]);
    assert_eq!((p.session.next_deadline_ms(), p.session.view(2_000).timer_remaining_ms), (Some(11_000), None));
    acts(&mut p, &["60000 tick"]);
    assert!(told(&p).contains(&"expired smoke".to_owned()));
}

#[test]
fn a_rewind_gives_a_timer_back_the_time_of_the_card() {
    let mut module = timed();
    module.mistakes = vec![mistake("door-opened", WrongAction::Press { object: object_id("dispenser") }, false)];
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["1000 press reader", "2000 press dispenser", "5000 acknowledge"]);
    assert_eq!(p.session.next_deadline_ms(), Some(14_000));
}

#[test]
fn a_rewind_knows_what_still_burns() {
    let mut module = timed();
    let blow = |kind, lasts_ms| Effect::Particles { kind, node: "Bin".to_owned(), lasts_ms };
    module.steps[0].then = vec![blow(Particles::Fire, 60_000), blow(Particles::Steam, 2_000)];
    module.mistakes = vec![mistake("door-opened", WrongAction::Press { object: object_id("dispenser") }, false)];
    let mut p = start(module, Mode::Practice);
    acts(&mut p, &["1000 press reader", "3500 press dispenser", "5000 acknowledge"]);
    let burns: Vec<_> = p.session.world().blowing.iter().map(|blowing| (blowing.kind, blowing.until_ms)).collect();
    assert_eq!(burns, [(Particles::Fire, 62_500)], "and for as long as before the card");
}

fn interrupted() -> Module {
    let Goal::Choose { card } = choose(1, None) else { panic!("it is a choice") };
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.interruptions = vec![Interruption {
        id: InterruptionId::new("call").expect("a test's id"),
        when: Some(Condition::Done { step: step_id("s1") }),
        after_ms: 3_000,
        then: vec![Effect::Say { text: "Ring".to_owned(), by: None }],
        card: Some(card),
    }];
    module
}

#[test]
fn an_interruption_comes_in_its_time_and_must_be_answered() {
    let mut p = start(interrupted(), Mode::Guided);
    acts(&mut p, &["1000 press reader", "4000 tick", "5000 press alarm"]);
    assert_eq!(told(&p)[2..], ["start s2", "interrupted call"], "the hands are busy with the phone");
    assert!(p.session.view(5_000).card.is_some());
    acts(&mut p, &["6000 choose wrong1", "7000 acknowledge", "8000 choose right1", "9000 press alarm"]);
    assert_eq!(told(&p)[4..], ["answered wrong", "mistake wrong-answer rewind", "answered right", "done s2"]);
}

#[test]
fn a_foreseen_answer_to_an_interruption_is_that_mistake() {
    let mut module = interrupted();
    let answer = WrongAction::Answer { answer: AnswerId::new("wrong2").expect("a test's id") };
    module.mistakes = vec![mistake("gave-it-away", answer, true)];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["1000 press reader", "4000 tick", "5000 choose wrong2", "6000 acknowledge", "7000 press alarm"]);
    assert_eq!(told(&p)[4..], ["answered wrong", "mistake gave-it-away stand critical", "done s2"]);
    assert_eq!(p.closing.map(|closing| closing.outcome), Some(Outcome::NotPassed));
}

#[test]
fn an_effect_can_end_the_attempt_by_its_score_or_fail_it() {
    for (ending, outcome) in [(Ending::Scored, Outcome::Passed), (Ending::Failed, Outcome::NotPassed)] {
        let mut module = in_line(vec![press("reader"), press("alarm")]);
        module.steps[0].then = vec![Effect::Finish { ending }];
        let mut p = start(module, Mode::Exam);
        acts(&mut p, &["10 press reader", "20 press alarm"]);
        assert_eq!(told(&p), ["start s1", "done s1"]);
        assert_eq!(p.closing.map(|closing| closing.outcome), Some(outcome));
    }
}

#[test]
fn pages_lie_open_until_they_are_put_away_one_by_one() {
    let page = |title: &str| Page { title: title.to_owned(), text: "Read this.".to_owned(), rows: vec![], picture: None };
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.steps[0].on_start = vec![Effect::ShowPage { page: page("one") }, Effect::ShowPage { page: page("two") }];
    let mut p = start(module, Mode::Exam);
    let title = |p: &session::Performance| p.session.view(0).page.map(|page| page.title);
    assert_eq!(title(&p).as_deref(), Some("one"));
    acts(&mut p, &["10 acknowledge"]);
    assert_eq!(title(&p).as_deref(), Some("two"));
    acts(&mut p, &["20 acknowledge"]);
    assert_eq!(title(&p), None);
}

#[test]
fn a_late_step_runs_what_happens_when_it_is_late() {
    let mut module = in_line(vec![press("reader")]);
    module.steps[0].time_limit_ms = Some(5_000);
    module.steps[0].on_late = vec![Effect::SetState { object: object_id("power"), to: state_id("off") }];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["5000 tick"]);
    let power = p.session.world().object(&object_id("power")).and_then(|power| power.state.clone());
    assert_eq!(power, Some(state_id("off")));
}

#[test]
fn a_mistake_with_a_condition_is_one_only_while_it_is_so() {
    let mut module = in_line(vec![press("reader"), press("dispenser")]);
    let only_if = Some(Condition::State { object: object_id("power"), is: state_id("off") });
    module.mistakes =
        vec![Mistake { only_if, ..mistake("in-the-dark", WrongAction::Press { object: object_id("alarm") }, false) }];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 press alarm", "20 set power off", "30 press alarm"]);
    assert_eq!(told(&p)[1..], ["strayed press alarm", "strayed set power", "mistake in-the-dark stand"]);
}

#[test]
fn every_branch_is_finished_by_the_autopilot() {
    let mut module = drawing(&[1, 1, 1]);
    for idx in 0..3_usize {
        let option = OptionId::new(&format!("option{idx}")).expect("a test's id");
        let mut extra = step(&format!("only{idx}"), set("door", if idx == 1 { "closed" } else { "open" }), &["s1"]);
        extra.only_if = Some(Condition::Drawn { option });
        module.steps.push(extra);
    }
    let module = Arc::new(module);
    for seed in seeds_of_every_branch(&module, 8) {
        let mut pilot = Autopilot::new();
        let played = perform(Arc::clone(&module), Mode::Exam, seed, 50, |session, at_ms| pilot.next(session, at_ms));
        assert!(played.closing.is_some_and(|closing| closing.score_permille == 1_000));
        assert_eq!(played.facts.iter().filter(|(_, fact)| matches!(fact, Fact::StepSkipped { .. })).count(), 2);
    }
}
