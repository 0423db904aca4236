//! The hint ladder, what it costs, and where targets may be shown.

use crate::support::*;
use curriculum::{Effect, Mode, Module, Page};

fn hinted() -> Module {
    let mut module = in_line(vec![press("reader"), press("alarm")]);
    module.hints = vec![hint("words", "s1", None), hint("point", "s1", Some("reader")), hint("only", "s2", None)];
    module
}

#[test]
fn hints_cost_in_practice_only() {
    for (mode, expected) in [(Mode::Guided, 1000), (Mode::Practice, 800), (Mode::Exam, 1000)] {
        let mut p = start(hinted(), mode);
        acts(&mut p, &["10 hint", "20 hint", "30 hint", "40 press reader", "50 press alarm"]);
        let closing = p.closing.expect("all is done");
        let n_hints = if mode == Mode::Exam { 0 } else { 2 };
        assert_eq!((closing.score_permille, closing.hints), (expected, n_hints), "{mode:?}");
    }
}

#[test]
fn a_hint_comes_by_itself_after_half_a_minute_in_guided_mode_only() {
    for (mode, expected) in [(Mode::Watch, None), (Mode::Guided, Some(30_000)), (Mode::Practice, None), (Mode::Exam, None)] {
        assert_eq!(start(hinted(), mode).session.next_deadline_ms(), expected, "{mode:?}");
    }
    let mut p = start(hinted(), Mode::Guided);
    acts(&mut p, &["29999 tick", "30000 tick", "60000 tick", "99999 tick"]);
    assert_eq!(told(&p), ["start s1", "hint 1 by itself", "hint 2 by itself"]);
    assert_eq!(p.session.view(99_999).hint.shown, ["Hint words", "Hint point"]);
}

#[test]
fn targets_are_shown_as_the_mode_says() {
    let shown = |mode, lines: &[&str]| {
        let mut p = start(hinted(), mode);
        acts(&mut p, lines);
        let view = p.session.view(0);
        assert_eq!(view.targets.len(), 1);
        view.targets_shown
    };
    assert!(shown(Mode::Watch, &[]) && shown(Mode::Guided, &[]));
    assert!(!shown(Mode::Practice, &[]) && !shown(Mode::Practice, &["10 hint"]));
    assert!(shown(Mode::Practice, &["10 hint", "20 hint"]));
    assert!(shown(Mode::Practice, &["10 press reader", "20 hint"]), "the last rung shows them too");
    assert!(!shown(Mode::Exam, &["10 hint", "20 hint"]));
}

#[test]
fn hints_wait_while_a_card_asks_and_come_as_before_by_older_rules() {
    let hinted = || {
        let mut module = in_line(vec![choose(1, None), press("alarm")]);
        module.hints = vec![hint("words", "s1", None), hint("only", "s2", None)];
        module
    };
    let mut p = start(hinted(), Mode::Guided);
    assert!(p.session.view(0).card.is_some());
    acts(&mut p, &["99999 tick", "100000 choose right1", "129999 tick", "130000 tick"]);
    assert_eq!(
        told(&p)[1..],
        ["answered right", "done s1", "start s2", "hint 1 by itself"],
        "of the second step, half a minute after the card"
    );
    let older = session::Terms { rules: 5, ..session::Terms::new(Mode::Guided, 7) };
    let mut p = session::Performance::start_on(std::sync::Arc::new(hinted()), &older);
    acts(&mut p, &["30000 tick"]);
    assert_eq!(told(&p).last().map(String::as_str), Some("hint 1 by itself"));
}

#[test]
fn hints_wait_while_a_page_lies_open() {
    let page = Page { title: "Read me".to_owned(), text: "Words.".to_owned(), rows: vec![], picture: None };
    let mut module = hinted();
    module.steps[0].on_start = vec![Effect::ShowPage { page }];
    let mut p = start(module, Mode::Guided);
    acts(&mut p, &["60000 tick", "61000 acknowledge"]);
    assert_eq!(p.session.next_deadline_ms(), Some(91_000));
}
