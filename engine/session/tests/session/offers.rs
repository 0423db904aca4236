//! What can be done to an object now.

use crate::support::*;
use curriculum::{Gesture, Mode};
use session::{Input, Offer};

fn verbs(p: &session::Performance, id: &str) -> Vec<String> {
    let in_words = |offer: Offer| format!("{}{}", offer.verb, if offer.is_goal { " *" } else { "" });
    p.session.offers(&object_id(id)).into_iter().map(in_words).collect()
}

#[test]
fn each_kind_of_object_answers_in_its_way() {
    let p = start(every_goal(), Mode::Guided);
    let expected: [(&str, &[&str]); 14] = [
        ("lobby", &["Go here *"]),
        ("office", &["Go here"]),
        ("stand", &[]),
        ("badge", &["Take"]),
        ("tray", &[]),
        ("reader", &["Press"]),
        ("dispenser", &["Press and hold"]),
        ("door", &["Open"]),
        ("power", &["Switch off"]),
        ("valve", &["Turn"]),
        ("gauge", &["Read"]),
        ("pin", &["Inspect"]),
        ("board", &["Look closely", "Decide"]),
        ("no-such", &[]),
    ];
    for (id, verbs_expected) in expected {
        assert_eq!(verbs(&p, id), verbs_expected, "{id}");
    }
}

#[test]
fn a_carried_item_can_be_worn_put_and_put_back() {
    let mut p = start(in_line(vec![put("badge", "trainee"), put("key", "lock")]), Mode::Guided);
    assert_eq!(p.session.view(0).targets, [object_id("badge")]);
    acts(&mut p, &["10 take badge"]);
    assert_eq!(verbs(&p, "badge"), ["Wear *", "Put back"]);
    assert_eq!(verbs(&p, "trainee"), ["Wear *"]);
    assert_eq!(verbs(&p, "guide"), ["Give"]);
    assert_eq!(verbs(&p, "lock"), [""; 0], "it is kept for the key");
    acts(&mut p, &["20 put badge trainee", "30 take key"]);
    assert_eq!(verbs(&p, "lock"), ["Put here *"]);
}

#[test]
fn the_goals_state_is_offered_even_if_it_is_not_the_next_one() {
    let goal = curriculum::Goal::Turn { object: object_id("dial"), to: curriculum::TurnTarget::State(state_id("high")) };
    let p = start(in_line(vec![goal]), Mode::Guided);
    let offers = p.session.offers(&object_id("dial"));
    assert_eq!(offers[0].input, Input::SetTo { object: object_id("dial"), state: state_id("high") });
    assert_eq!((offers[0].gesture, offers[0].is_goal), (Gesture::Turn, true));
}

#[test]
fn tab_goes_to_the_goal_first_but_gives_nothing_away_in_exams() {
    let module = in_line(vec![press("reader"), press("alarm")]);
    let guided = start(module.clone(), Mode::Guided).session.offered_objects();
    assert_eq!(guided[0], object_id("reader"));
    let exam = start(module, Mode::Exam).session.offered_objects();
    assert_eq!(exam[0], object_id("badge"), "as the module has them");
    let mut sorted = [guided, exam];
    sorted.iter_mut().for_each(|objects| objects.sort());
    assert_eq!(sorted[0], sorted[1]);
}

#[test]
fn doing_what_is_offered_for_the_goal_finishes_every_goal_kind() {
    let mut p = start(every_goal(), Mode::Guided);
    let mut at_ms = 0;
    for _ in 0..200 {
        at_ms += 1_000;
        let view = p.session.view(at_ms);
        let input = match (&view.card, &view.read, &view.hold) {
            _ if p.closing.is_some() => break,
            (Some(card), _, _) => {
                let right = card.answers.iter().map(|(id, _)| id.clone()).filter(|id| id.as_str().starts_with("right"));
                Input::Choose { answers: right.collect() }
            }
            (_, Some(read), _) => Input::EnterValue { gauge: read.gauge.clone(), milli: 175_000 },
            (_, _, Some(_)) => tick(),
            _ => {
                let target = view.targets.first().unwrap_or_else(|| panic!("no target: {:?}", told(&p)));
                let offer = p.session.offers(target).into_iter().find(|offer| offer.is_goal);
                match offer.unwrap_or_else(|| panic!("nothing to do to {target}")).input {
                    Input::TurnTo { object, .. } => Input::TurnTo { object, millideg: 90_000 },
                    input => input,
                }
            }
        };
        p.apply(at_ms, input);
    }
    assert_eq!(p.closing.as_ref().map(|closing| closing.mistakes), Some(0), "{:?}", told(&p));
}
