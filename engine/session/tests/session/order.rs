//! Order: every legal one passes, every violated edge is named.

use crate::support::*;
use curriculum::{Goal, Mode};
use ids::StepId;
use record::{Fact, MistakeKind, Outcome};

/// What tries each goal of [`every_goal`] from outside; none where that can never violate an order.
fn tries_of(step_idx: usize) -> Option<&'static [&'static str]> {
    Some(match step_idx {
        2 => &["10 take badge"],
        3 => &["10 take badge"],
        4 => &["10 press reader"],
        5 => &["10 hold dispenser"],
        6 => &["10 take key"],
        7 => &["10 turn valve 90000"],
        8 => &["10 set dial high"],
        9 => &["10 set door open"],
        10 => &["10 value gauge 175000"],
        _ => return None,
    })
}

fn order_mistakes(facts: &[(u64, Fact)]) -> Vec<(StepId, StepId, bool)> {
    let order = |fact: &Fact| match fact {
        Fact::MistakeMade { kind: MistakeKind::Order { tried, missing }, critical, .. } => {
            Some((tried.clone(), missing.clone(), *critical))
        }
        _ => None,
    };
    facts.iter().filter_map(|(_, fact)| order(fact)).collect()
}

#[test]
fn every_violated_edge_is_named() {
    let goals: Vec<Goal> = every_goal().steps.into_iter().map(|step| step.goal).collect();
    for (idx, goal) in goals.iter().enumerate() {
        // A free first step that none of the tries touches, then two steps after it: the edge is the nearer one.
        let mut module = in_line(vec![press("alarm"), look_at("guide", 1_000), goal.clone()]);
        module.steps[2].critical = true;
        let mut p = start(module, Mode::Exam);
        let Some(lines) = tries_of(idx) else { continue };
        acts(&mut p, lines);
        assert_eq!(order_mistakes(&p.facts), [(step_id("s3"), step_id("s2"), true)], "{goal:?}");
        assert_eq!(p.session.view(10).current_idx, Some(0), "nothing was completed");
    }
}

#[test]
fn walking_looking_and_inspecting_violate_no_order() {
    let mut p = start(in_line(vec![press("reader"), go_to("lobby"), look_at("board", 500), inspect(1)]), Mode::Exam);
    acts(&mut p, &["10 enter lobby", "20 exit lobby", "30 look board", "2000 look_away", "2100 mark pin"]);
    assert_eq!(told(&p), ["start s1", "strayed inspect pin"]);
}

#[test]
fn every_legal_order_passes() {
    let goals = [press("reader"), set("door", "open"), take("badge"), turn(90_000)];
    let lines = ["press reader", "set door open", "take badge", "turn valve 90000"];
    for first in 0..4 {
        for second in (0..4).filter(|second| *second != first) {
            let rest = (0..4).filter(|idx| *idx != first && *idx != second);
            let order: Vec<usize> = [first, second].into_iter().chain(rest).collect();
            let steps = goals.iter().enumerate().map(|(idx, goal)| step(&format!("s{idx}"), goal.clone(), &[]));
            let mut p = start(module(steps.collect()), Mode::Exam);
            for (n, idx) in order.iter().enumerate() {
                acts(&mut p, &[&format!("{} {}", (n + 1) * 100, lines[*idx])]);
            }
            let closing = p.closing.expect("all is done");
            assert_eq!((closing.outcome, closing.score_permille), (Outcome::Passed, 1000), "{order:?}");
        }
    }
}

#[test]
fn the_first_available_step_in_authored_order_is_the_current_one() {
    let steps = vec![
        step("a", press("reader"), &["c"]),
        step("b", press("alarm"), &[]),
        step("c", set("door", "open"), &[]),
        step("d", take("badge"), &["a", "b"]),
    ];
    let mut p = start(module(steps), Mode::Guided);
    assert_eq!(p.session.view(0).current_idx, Some(1));
    acts(&mut p, &["10 set door open"]);
    assert_eq!(p.session.view(10).current_idx, Some(0), "now that c is done, a comes first");
    acts(&mut p, &["20 press reader", "30 take badge"]);
    assert_eq!(order_mistakes(&p.facts), [(step_id("d"), step_id("b"), false)]);
}

#[test]
fn an_item_taken_rightly_may_be_laid_down_and_taken_again() {
    let mut p = start(in_line(vec![take("badge"), press("reader"), put("badge", "trainee")]), Mode::Exam);
    acts(&mut p, &["10 take badge", "20 put_back badge", "30 take badge", "40 press reader", "50 put badge trainee"]);
    let closing = p.closing.expect("all is done");
    assert_eq!((closing.outcome, closing.mistakes), (Outcome::Passed, 0));
}

#[test]
fn handling_something_an_available_step_needs_is_no_violation() {
    let goals = vec![set("door", "open"), press("reader"), set("door", "closed")];
    let mut p = start(in_line(goals), Mode::Exam);
    acts(&mut p, &["10 set door open", "20 set door closed"]);
    assert_eq!(order_mistakes(&p.facts), [(step_id("s3"), step_id("s2"), false)]);
    acts(&mut p, &["30 press reader"]);
    assert!(p.closing.is_some(), "in an exam it stands, and so it counts once its time has come");
}
