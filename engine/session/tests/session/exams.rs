//! Feedback by mode: at once while guided and in practice, in an exam only at the end; but what is critical is told at once.

use crate::support::*;
use curriculum::{Goal, Mode, Module, Response, WrongAction};
use proptest::prelude::*;
use record::Fact;
use session::{Cue, Performance, RandomBot, SessionView, StepStatus, Terms, perform};
use std::sync::Arc;

/// A card, a reading and a card to fill in, then something to press.
fn questions() -> Module {
    let mut module = in_line(vec![choose(1, None), read(), choose(2, Some("board")), press("alarm")]);
    module.hints = vec![hint("words", "s1", None)];
    module
}

/// What a trainee sees and hears, without when.
fn shown(p: &Performance) -> (SessionView, Vec<Cue>) {
    (p.session.view(p.session.at_ms()), p.cues.iter().map(|(_, cue)| cue.clone()).collect())
}

#[test]
fn in_an_exam_a_wrong_answer_looks_just_like_a_right_one() {
    let right = ["100 choose right1", "200 press gauge", "300 value gauge 175000", "400 press board", "500 choose right1 right2"];
    let wrong = ["100 choose wrong1", "200 press gauge", "300 value gauge 9000", "400 press board", "500 choose wrong1 right2"];
    let mut both = [right, wrong].map(|lines| (start(questions(), Mode::Exam), lines));
    for n in 0..right.len() {
        let [right, wrong] = &mut both;
        acts(&mut right.0, &right.1[n..=n]);
        acts(&mut wrong.0, &wrong.1[n..=n]);
        assert_eq!(shown(&right.0), shown(&wrong.0), "after {}", wrong.1[n]);
    }
    let [(mut right, _), (mut wrong, _)] = both;
    [&mut right, &mut wrong].into_iter().for_each(|p| acts(p, &["600 press alarm"]));
    let ends = [&right, &wrong].map(|p| p.closing.clone().map(|closing| (closing.score_permille, closing.mistakes)));
    assert_eq!(ends, [Some((1000, 0)), Some((250, 3))], "a wrong answer that stands earns nothing");
    let statuses = |p: &Performance| p.session.view(600).steps.iter().map(|step| step.status).collect::<Vec<_>>();
    assert_eq!((statuses(&right)[0], statuses(&wrong)[0]), (StepStatus::Done, StepStatus::DoneWithTrouble), "told at the end");
    let told = told(&wrong);
    assert_eq!(told[..4], ["start s1", "answered wrong", "mistake wrong-answer stand", "done s1"]);
    let values = wrong.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::StepCompleted { value, tries, mistakes, .. } => Some((value.as_deref(), *tries, *mistakes)),
        _ => None,
    });
    assert_eq!(values.collect::<Vec<_>>(), [(None, 1, 1), (Some("9 psi"), 1, 1), (None, 1, 1), (None, 1, 0)]);
}

#[test]
fn everywhere_else_a_wrong_answer_is_told_at_once_and_given_again() {
    for mode in [Mode::Guided, Mode::Practice] {
        let mut p = start(questions(), mode);
        acts(&mut p, &["100 choose wrong1"]);
        assert!(p.session.view(100).mistake.is_some(), "{mode:?}");
        acts(&mut p, &["200 acknowledge"]);
        let view = p.session.view(200);
        assert_eq!((view.current_idx, view.card.is_some()), (Some(0), true), "{mode:?}");
        acts(&mut p, &["300 choose right1"]);
        assert!(p.cues.iter().any(|(_, cue)| matches!(cue, Cue::Caption { text, .. } if text == "Because right1")), "{mode:?}");
    }
}

#[test]
fn in_an_exam_what_is_critical_is_told_at_once_and_its_answer_stands() {
    let mut module = questions();
    module.mistakes = vec![mistake("fatal", WrongAction::Answer { answer: answer_id("wrong1") }, true)];
    let mut p = start(module.clone(), Mode::Exam);
    acts(&mut p, &["100 choose wrong1"]);
    let view = p.session.view(100);
    assert!(view.mistake.is_some_and(|mistake| mistake.critical));
    acts(&mut p, &["200 acknowledge"]);
    assert_eq!(p.session.view(200).current_idx, Some(1));
    // Where the author has it blocked, it is no answer.
    module.mistakes[0].responses.exam = Response::Block;
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["100 choose wrong1", "200 acknowledge"]);
    assert_eq!(p.session.view(200).current_idx, Some(0));
}

#[test]
fn a_wrong_answer_among_several_goals_stands_for_its_goal_alone() {
    let all = Goal::All { of: vec![choose(1, None), press("alarm")] };
    let mut p = start(in_line(vec![all, press("reader")]), Mode::Exam);
    acts(&mut p, &["100 choose wrong1"]);
    let view = p.session.view(100);
    assert_eq!((view.current_idx, view.card.is_some()), (Some(0), false));
    acts(&mut p, &["200 press alarm", "300 press reader"]);
    assert_eq!(p.closing.as_ref().map(|closing| (closing.score_permille, closing.mistakes)), Some((500, 1)));
}

#[test]
fn by_the_rules_of_before_an_exam_asked_again() {
    let terms = Terms { rules: 2, ..Terms::new(Mode::Exam, 7) };
    let mut p = Performance::start_on(Arc::new(questions()), &terms);
    acts(&mut p, &["100 choose wrong1"]);
    assert_eq!(p.session.view(100).current_idx, Some(0));
    acts(&mut p, &["200 choose right1"]);
    assert_eq!(p.session.view(200).current_idx, Some(1));
}

/// A valve to turn, then something to press.
fn valve() -> Module {
    in_line(vec![turn(90_000), press("reader")])
}

#[test]
fn where_something_is_turned_to_in_an_exam_is_given_when_the_hand_lets_go() {
    let (mut right, mut wrong) = (start(valve(), Mode::Exam), start(valve(), Mode::Exam));
    acts(&mut right, &["100 turn valve 90000"]);
    acts(&mut wrong, &["100 turn valve 30000"]);
    assert_eq!(right.session.view(100), wrong.session.view(100), "nothing tells which of them is right");
    let kinds = |p: &Performance| p.cues.iter().map(|(_, cue)| std::mem::discriminant(cue)).collect::<Vec<_>>();
    assert_eq!(kinds(&right), kinds(&wrong));
    [&mut right, &mut wrong].into_iter().for_each(|p| acts(p, &["200 press reader"]));
    let ends = [&right, &wrong].map(|p| p.closing.clone().map(|closing| (closing.score_permille, closing.mistakes)));
    assert_eq!(ends, [Some((1000, 0)), Some((500, 1))]);
}

#[test]
fn what_was_turned_wrongly_can_be_turned_again() {
    let mut p = start(valve(), Mode::Exam);
    acts(&mut p, &["100 turn valve 30000", "200 turn valve 60000", "300 turn valve 91000", "400 press reader"]);
    let turned = ["start s1", "mistake wrong-position stand", "done s1", "start s2", "strayed turn valve", "done s1", "done s2"];
    assert_eq!(told(&p), turned);
    let tries = p.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::StepCompleted { tries, value: Some(value), .. } => Some((*tries, value.as_str())),
        _ => None,
    });
    assert_eq!(tries.collect::<Vec<_>>(), [(1, "30°"), (2, "91°")]);
    let score = p.closing.as_ref().map(|closing| (closing.score_permille, closing.mistakes));
    assert_eq!(score, Some((750, 1)), "the mistake costs half of the step, as everywhere");
}

#[test]
fn what_is_turned_wrongly_as_the_last_thing_ends_no_exam() {
    let mut p = start(in_line(vec![press("reader"), turn(90_000)]), Mode::Exam);
    acts(&mut p, &["100 press reader", "200 turn valve 30000"]);
    assert!(p.closing.is_none(), "a hand may grip twice");
    acts(&mut p, &["300 turn valve 90000"]);
    assert_eq!(p.closing.as_ref().map(|closing| (closing.score_permille, closing.mistakes)), Some((750, 1)));
}

#[test]
fn by_rules_3_what_was_turned_wrongly_kept_its_step_open() {
    let terms = Terms { rules: 3, ..Terms::new(Mode::Exam, 7) };
    let mut p = Performance::start_on(Arc::new(valve()), &terms);
    acts(&mut p, &["100 turn valve 30000"]);
    assert_eq!(p.session.view(100).current_idx, Some(0));
    acts(&mut p, &["200 turn valve 90000"]);
    assert_eq!(p.session.view(200).current_idx, Some(1));
}

#[test]
fn in_an_exam_things_do_not_say_what_they_are_about() {
    let said = |mode, rules| {
        let mut module = in_line(vec![press("reader")]);
        module.objects.iter_mut().for_each(|object| object.about = "About it.".to_owned());
        let mut p = Performance::start_on(Arc::new(module), &Terms { rules, ..Terms::new(mode, 7) });
        let offered = !p.session.offers(&object_id("board")).is_empty();
        acts(&mut p, &["100 press board"]);
        (offered, p.cues.iter().any(|(_, cue)| matches!(cue, Cue::Caption { text, .. } if text == "About it.")))
    };
    assert_eq!(said(Mode::Practice, 4), (true, true));
    assert_eq!(said(Mode::Exam, 4), (false, false));
    assert_eq!(said(Mode::Exam, 3), (true, true), "an attempt that began before plays on as it began");
}

#[test]
fn nothing_in_an_exam_tells_what_is_held_or_looked_at_rightly() {
    for (mode, expected) in [(Mode::Practice, true), (Mode::Exam, false)] {
        let mut p = start(in_line(vec![look_at("board", 2_000), hold("dispenser", 3_000)]), mode);
        acts(&mut p, &["100 look board"]);
        assert_eq!(p.session.view(200).hold.is_some(), expected, "{mode:?}");
        acts(&mut p, &["2100 tick", "2200 hold dispenser"]);
        assert_eq!(p.session.view(2_300).hold.is_some(), expected, "{mode:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_running_exam_gives_nothing_away(seed in any::<u64>(), loose in any::<bool>()) {
        let mut module = every_goal();
        module.mistakes = vec![
            mistake("alarm-pressed", WrongAction::Press { object: object_id("alarm") }, true),
            mistake("cup-put", WrongAction::Put { item: object_id("cup"), into: None }, false),
        ];
        if loose {
            module.steps.iter_mut().for_each(|step| step.after.clear());
        }
        let mut bot = RandomBot::new(seed);
        let mut wrong = Vec::new();
        let played = perform(Arc::new(module), Mode::Exam, seed, 300, |session, at_ms| {
            let view = session.view(at_ms);
            let tells = view.score_permille > 0
                || view.targets_shown
                || view.hint.next.is_some()
                || view.steps.iter().any(|step| step.status == StepStatus::DoneWithTrouble)
                || view.mistake.as_ref().is_some_and(|mistake| !mistake.critical);
            if tells && session.closing().is_none() {
                wrong.push(view);
            }
            bot.next(session, at_ms)
        });
        prop_assert!(wrong.is_empty(), "{:?}", wrong.first());
        let n_critical = played.facts.iter().filter(|(_, fact)| matches!(fact, Fact::MistakeMade { critical: true, .. })).count();
        let n_told = played.cues.iter().filter(|(_, cue)| matches!(cue, Cue::MistakeShown { .. })).count();
        prop_assert_eq!(n_critical, n_told, "what is critical is told at once, and nothing else");
        let explained = played.cues.iter().any(|(_, cue)| matches!(cue, Cue::Caption { text, .. } if text.starts_with("Because")));
        prop_assert!(!explained);
    }
}
