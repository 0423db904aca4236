//! Forms: each field graded on its own, told at its field, and nothing on record that somebody might have typed about anybody.

use crate::support::*;
use curriculum::{Accept, Answer, Card, Field, Goal, Mode, Module, Quantity, Unit};
use record::{Fact, MistakeKind};
use session::{FieldKind, Input, Performance, Session};

fn minutes(whole: i64) -> Quantity {
    Quantity { milli: whole * 1_000, unit: Unit::Minute }
}

fn field(id: &str, accept: Vec<Accept>) -> Field {
    let because = format!("Because {id}");
    Field { id: field_id(id), label: format!("The {id}"), accept, accept_here: Vec::new(), range: None, because }
}

/// A room to write, a time to enter and what happened to choose; then something to press.
fn report() -> Module {
    let choice = |id: &str, right| Answer {
        id: answer_id(id),
        text: id.to_owned(),
        right,
        because: format!("Because {id}"),
        goes_with: String::new(),
        field: Some(field_id("harm")),
    };
    let card = Card {
        ask: "Fill it in.".to_owned(),
        text: String::new(),
        answers: vec![choice("stick", true), choice("cut", false)],
        pick: 1,
        accept: Vec::new(),
        accept_here: Vec::new(),
        fields: vec![
            field("room", vec![Accept::Text("2.14".to_owned())]),
            Field {
                range: Some((minutes(0), minutes(60))),
                ..field("delay", vec![Accept::Amount { to: minutes(4), within: minutes(1) }])
            },
            field("harm", Vec::new()),
        ],
        at: None,
        case: None,
    };
    in_line(vec![Goal::FillIn { card }, press("reader")])
}

fn grades(session: &Session) -> Vec<Option<(bool, String)>> {
    let fields = session.view(session.at_ms()).card.map(|card| card.fields).unwrap_or_default();
    fields.into_iter().map(|field| field.grade.map(|grade| (grade.right, grade.because))).collect()
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_the_form_can_be_filled_in_again() {
    for mode in [Mode::Guided, Mode::Practice] {
        let mut p = start(report(), mode);
        let fields = p.session.view(0).card.map(|card| card.fields).unwrap_or_default();
        assert!(matches!(&fields[0].kind, FieldKind::Text));
        assert!(matches!(&fields[1].kind, FieldKind::Number { unit, range: Some(_) } if unit == "min"));
        assert!(matches!(&fields[2].kind, FieldKind::Choice { choices } if choices.len() == 2));
        assert_eq!(grades(&p.session), [None, None, None]);
        acts(&mut p, &["10 fill_in room=2.14 delay=9 harm=cut"]);
        let mistake = p.session.view(10).mistake.expect("two fields are wrong");
        assert!(mistake.say.ends_with("The delay, The harm"), "{}", mistake.say);
        acts(&mut p, &["20 acknowledge"]);
        let told = |right: bool, because: &str| Some((right, because.to_owned()));
        assert_eq!(
            grades(&p.session),
            [told(true, "Because room"), told(false, "Because delay"), told(false, "Because cut")],
            "{mode:?}: of a choice, why that one is wrong"
        );
        acts(&mut p, &["30 fill_in harm=stick delay=4%2c5 room=%202.14"]);
        let wrong = "filled in room=2.14 delay=9 min? harm=cut?";
        let right = "filled in room=2.14 delay=4,5 harm=stick";
        assert_eq!(told_without_start(&p), [wrong, "mistake wrong-answer rewind", right, "done s1", "start s2"], "{mode:?}");
    }
}

fn told_without_start(p: &Performance) -> Vec<String> {
    told(p).split_off(1)
}

#[test]
fn a_form_with_an_empty_field_stays_open() {
    let mut p = start(report(), Mode::Practice);
    acts(
        &mut p,
        &["10 fill_in room=2.14 delay=4", "20 fill_in room=% delay=4 harm=stick", "30 fill_in room=a delay=4 harm=no-such"],
    );
    assert_eq!(told(&p), ["start s1"]);
}

#[test]
fn in_an_exam_a_form_stands_says_nothing_and_earns_the_share_of_its_right_fields() {
    let (mut right, mut wrong) = (start(report(), Mode::Exam), start(report(), Mode::Exam));
    acts(&mut right, &["10 fill_in room=2.14 delay=4 harm=stick"]);
    acts(&mut wrong, &["10 fill_in room=2.14 delay=9 harm=stick"]);
    assert_eq!(right.session.view(10), wrong.session.view(10));
    [&mut right, &mut wrong].into_iter().for_each(|p| acts(p, &["20 press reader"]));
    let score = |p: &Performance| p.closing.as_ref().map(|closing| (closing.score_permille, closing.mistakes));
    assert_eq!((score(&right), score(&wrong)), (Some((1000, 0)), Some((833, 1))));
}

#[test]
fn nothing_that_is_typed_into_a_form_about_anybody_is_kept() {
    let mut p = start(report(), Mode::Practice);
    let typed = [("room", "Jane Doe is ill"), ("delay", " 9,5 "), ("harm", "cut")];
    let fields: Vec<_> = typed.iter().map(|(id, given)| (field_id(id), (*given).to_owned())).collect();
    let Input::FillIn { fields: kept } = p.session.filled(&fields) else { panic!("a form is open") };
    let kept: Vec<&str> = kept.iter().map(|(_, given)| given.as_str()).collect();
    assert_eq!(kept, ["another text", "9.5 min", "cut"]);
    // Even where somebody hands it in as it was typed.
    p.apply(10, Input::FillIn { fields });
    let given: Vec<String> = p
        .facts
        .iter()
        .filter_map(|(_, fact)| match fact {
            Fact::MistakeMade { kind: MistakeKind::WrongValue { given }, .. } => Some(given.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(given, ["room: another text, delay: 9.5 min, harm: cut"]);
    assert!(!String::from_utf8_lossy(&bytes(&p)).contains("Jane"));
}

#[test]
fn what_a_translation_accepts_counts_in_place_of_the_texts() {
    let mut module = report();
    let Goal::FillIn { card } = &mut module.steps[0].goal else { panic!("it is a form") };
    card.fields[0].accept = vec![Accept::Text("room two".to_owned())];
    card.fields[0].accept_here = vec!["sala dos".to_owned()];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["10 fill_in room=Sala%20Dos delay=4%20min harm=stick", "20 press reader"]);
    assert_eq!(p.closing.as_ref().map(|closing| closing.mistakes), Some(0));
}
