//! Goals with tools, numbers, cards, people, time and conditions, and goals combined.

use crate::support::*;
use curriculum::*;
use ids::{LineId, MistakeId};
use record::{Fact, MistakeKind};
use session::CardKind;

fn use_on(tool: &str, on: &str) -> Goal {
    Goal::Use { tool: object_id(tool), on: object_id(on) }
}

fn card_with(answers: &[(&str, &str)], accept: &[&str]) -> Card {
    let answer = |(id, goes_with): &(&str, &str)| Answer {
        id: answer_id(id),
        text: (*id).to_owned(),
        right: false,
        because: String::new(),
        goes_with: (*goes_with).to_owned(),
        field: None,
    };
    Card {
        ask: "What?".to_owned(),
        text: String::new(),
        answers: answers.iter().map(answer).collect(),
        pick: 1,
        accept: accept.iter().map(|text| Accept::Text((*text).to_owned())).collect(),
        accept_here: Vec::new(),
        fields: Vec::new(),
        at: None,
        case: None,
    }
}

fn torque() -> Module {
    let newton_metres = |whole: i64| Quantity { milli: whole * 1_000, unit: Unit::NewtonMetre };
    let goal = Goal::SetNumber {
        object: object_id("board"),
        to: newton_metres(23),
        within: newton_metres(1),
        with: Some(object_id("key")),
    };
    let mut module = in_line(vec![goal, press("reader")]);
    let bolt = module.objects.iter_mut().find(|object| object.id == object_id("board")).expect("it is there");
    bolt.range = Some((newton_metres(0), newton_metres(60)));
    module
}

#[test]
fn a_tool_works_from_the_hand_and_on_what_it_is_for() {
    let mut p = start(in_line(vec![use_on("key", "door"), press("reader")]), Mode::Guided);
    acts(&mut p, &["10 use key door", "20 take key"]);
    assert_eq!(p.session.view(20).targets, [object_id("door")]);
    acts(&mut p, &["30 use key power", "40 use key door"]);
    assert_eq!(told(&p), ["start s1", "strayed use power", "done s1", "start s2"]);
    assert_eq!(p.session.world().carried, Some(object_id("key")), "a tool stays in the hand");
}

#[test]
fn a_number_is_set_with_its_tool_and_told() {
    let mut p = start(torque(), Mode::Exam);
    acts(&mut p, &["10 press board", "20 value board 23000"]);
    assert!(p.session.view(20).read.is_none(), "without the tool nothing opens and nothing is set");
    acts(&mut p, &["30 take key", "40 press board"]);
    assert!(p.session.view(40).read.expect("the value card is open").sets);
    acts(&mut p, &["50 value board 30000"]);
    let shows = |p: &session::Performance| p.session.world().object(&object_id("board")).and_then(|bolt| bolt.shows);
    assert_eq!(shows(&p).map(|shows| shows.milli), Some(30_000), "in an exam it stands");
    let done = |p: &session::Performance| {
        p.facts.iter().find_map(|(_, fact)| match fact {
            Fact::StepCompleted { value, mistakes, .. } => Some((value.clone(), *mistakes)),
            _ => None,
        })
    };
    assert_eq!(done(&p), Some((Some("30 N·m".to_owned()), 1)));
    let mut p = start(torque(), Mode::Practice);
    acts(&mut p, &["10 take key", "20 press board", "30 value board 30000", "40 acknowledge", "50 value board 22500"]);
    assert_eq!(done(&p), Some((Some("22.5 N·m".to_owned()), 1)));
}

#[test]
fn sweeping_counts_only_while_the_tool_is_held_and_the_place_is_seen() {
    let goal = Goal::Aim { tool: object_id("cup"), at: ["pin", "tag"].map(object_id).into(), for_ms: 2_000 };
    let mut p = start(in_line(vec![goal, press("reader")]), Mode::Guided);
    acts(&mut p, &["0 look pin", "1000 take cup", "1000 hold cup", "2500 let_go cup", "5000 hold cup"]);
    assert_eq!(p.session.next_deadline_ms(), Some(5_500), "half a second was left");
    acts(&mut p, &["5200 look board", "9000 look pin", "9300 tick", "9400 look tag", "11399 tick"]);
    assert_eq!(p.session.view(11_399).targets, [object_id("tag")]);
    assert_eq!(p.session.view(11_399).current_idx, Some(0));
    acts(&mut p, &["11400 tick"]);
    assert_eq!(told(&p)[..2], ["start s1", "done s1"]);
}

#[test]
fn order_and_pairs_are_right_only_as_a_whole() {
    let answers = [("a", "one"), ("b", "two"), ("c", "three")];
    let order = Goal::Order { card: card_with(&answers, &[]) };
    let pairs = Goal::Match { card: card_with(&answers, &[]) };
    let mut p = start(in_line(vec![order, pairs, press("reader")]), Mode::Practice);
    assert_eq!(p.session.view(0).card.map(|card| (card.kind, card.pick)), Some((CardKind::Order, 3)));
    acts(&mut p, &["10 choose b a c", "11 acknowledge", "20 choose a b", "21 acknowledge", "30 choose a b c"]);
    let Some(card) = p.session.view(30).card else { panic!("the pairs are open") };
    assert!(matches!(&card.kind, CardKind::Match { goes_with } if goes_with == &["one", "two", "three"]));
    acts(&mut p, &["40 choose a c b", "41 acknowledge", "50 choose a b c"]);
    let wrong = "mistake wrong-answer rewind";
    let all = ["answered wrong", wrong, "answered wrong", wrong, "answered right", "done s1"];
    assert_eq!(told(&p)[1..7], all);
    assert_eq!(p.session.view(50).current_idx, Some(2));
}

#[test]
fn what_is_typed_wrongly_is_on_record_only_as_a_number() {
    let mut p = start(in_line(vec![Goal::Type { card: card_with(&[], &["CH-104"]) }, press("reader")]), Mode::Practice);
    acts(&mut p, &["10 type Jane%20Doe%20is%20ill", "11 acknowledge", "20 type 17", "21 acknowledge", "30 type ch%20-%20104"]);
    let given: Vec<String> = p
        .facts
        .iter()
        .filter_map(|(_, fact)| match fact {
            Fact::MistakeMade { kind: MistakeKind::WrongValue { given }, .. } => Some(given.clone()),
            Fact::StepCompleted { value, .. } => value.clone(),
            _ => None,
        })
        .collect();
    assert_eq!(given, ["another text", "17", "ch - 104"]);
    let p = start(in_line(vec![Goal::Type { card: card_with(&[], &["CH-104"]) }]), Mode::Exam);
    let kept = ["Jane Doe is ill", " 17 ml ", "ch-104 "].map(|text| match p.session.typed(text) {
        session::Input::Type { text } => text,
        other => panic!("{other:?}"),
    });
    assert_eq!(kept, ["another text", "17 ml", "ch-104"], "and the trace keeps no more");
}

#[test]
fn a_signature_is_on_record() {
    let card = Card { at: Some(object_id("board")), ..card_with(&[], &[]) };
    let mut p = start(in_line(vec![Goal::Sign { card }, press("reader")]), Mode::Exam);
    acts(&mut p, &["10 sign", "20 press board", "30 sign"]);
    assert_eq!(told(&p), ["start s1", "signed s1", "done s1", "start s2"]);
}

fn dialogue() -> Goal {
    let reply = |id: &str, right, leads_to: Option<&str>| Reply {
        id: answer_id(id),
        say: id.to_owned(),
        right,
        because: format!("Because {id}"),
        leads_to: leads_to.map(|line| LineId::new(line).expect("a test's id")),
    };
    let line = |id: &str, replies| Line { id: LineId::new(id).expect("a test's id"), says: format!("Says {id}"), replies };
    let lines = vec![
        line("hello", vec![reply("on", false, Some("more")), reply("rude", false, None)]),
        line("more", vec![reply("bye", true, None), reply("back", false, Some("hello")), reply("slam", false, None)]),
    ];
    Goal::Talk { person: object_id("guide"), dialogue: Dialogue { lines } }
}

#[test]
fn a_dialogue_goes_from_line_to_line_and_begins_anew_after_a_wrong_end() {
    let module = std::sync::Arc::new(in_line(vec![dialogue(), press("reader")]));
    let terms = session::Terms { rules: 2, ..session::Terms::new(Mode::Exam, 7) };
    let mut p = session::Performance::start_on(std::sync::Arc::clone(&module), &terms);
    acts(&mut p, &["10 choose on", "20 press guide", "30 choose on", "40 choose slam"]);
    assert_eq!(p.session.view(40).card.map(|card| card.text), Some("Says hello".to_owned()));
    acts(&mut p, &["50 choose on", "60 choose back", "70 choose on", "80 choose bye"]);
    let said = ["said on", "answered wrong", "mistake wrong-answer stand", "said on", "said back", "said on", "answered right"];
    assert_eq!(told(&p)[1..8], said);
    assert_eq!(p.session.view(80).current_idx, Some(1));
    // Since then, whoever ends it badly in an exam has ended it.
    let mut p = session::Performance::start(module, Mode::Exam, 7);
    acts(&mut p, &["20 press guide", "30 choose on", "40 choose slam"]);
    assert_eq!((p.session.view(40).card, p.session.view(40).current_idx), (None, Some(1)));
}

#[test]
fn replies_stand_in_an_order_that_the_seed_draws() {
    let module = std::sync::Arc::new(in_line(vec![dialogue(), press("reader")]));
    let order = |seed| {
        let mut p = session::Performance::start(std::sync::Arc::clone(&module), Mode::Exam, seed);
        acts(&mut p, &["10 press guide", "20 choose on"]);
        let answers = p.session.view(20).card.expect("it goes on").answers;
        answers.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    };
    let orders: std::collections::BTreeSet<_> = (0..60).map(order).collect();
    assert_eq!(orders.len(), 6, "of three replies");
    assert_eq!(order(7), order(7));
}

#[test]
fn a_wrong_reply_says_why_and_is_taken_back_in_practice() {
    let mut p = start(in_line(vec![dialogue()]), Mode::Practice);
    acts(&mut p, &["10 press guide", "20 choose on", "30 choose slam"]);
    assert_eq!(p.session.view(30).mistake.expect("the card is open").say, "Because slam");
    acts(&mut p, &["40 acknowledge"]);
    assert_eq!(p.session.view(40).card.map(|card| card.text), Some("Says more".to_owned()));
}

#[test]
fn waiting_takes_its_time_from_when_the_step_begins() {
    let mut p = start(in_line(vec![press("reader"), Goal::Wait { for_ms: 5_000 }, press("alarm")]), Mode::Guided);
    acts(&mut p, &["2000 press reader"]);
    assert_eq!(p.session.next_deadline_ms(), Some(7_000));
    acts(&mut p, &["6999 tick"]);
    assert_eq!(p.session.view(6_999).current_idx, Some(1));
    acts(&mut p, &["7000 tick"]);
    assert_eq!(p.session.view(7_000).current_idx, Some(2));
}

#[test]
fn a_mistake_begins_the_time_of_doing_nothing_wrong_anew() {
    let id = MistakeId::new("touched").expect("a test's id");
    let mut module = in_line(vec![Goal::Avoid { mistakes: vec![id], for_ms: 5_000 }, press("reader")]);
    module.mistakes = vec![mistake("touched", WrongAction::Press { object: object_id("alarm") }, false)];
    let mut p = start(module, Mode::Exam);
    acts(&mut p, &["3000 press alarm"]);
    assert_eq!(p.session.next_deadline_ms(), Some(8_000));
    acts(&mut p, &["8000 tick"]);
    assert_eq!(told(&p), ["start s1", "mistake touched stand", "done s1", "start s2"]);
}

#[test]
fn a_moving_number_is_waited_for_to_the_millisecond() {
    let condition = Condition::Shows { object: object_id("gauge"), compare: Comparison::AtMost, to: psi(75) };
    let mut module = in_line(vec![Goal::Holds { condition }, press("reader")]);
    module.steps[0].on_start = vec![Effect::SetNumber { object: object_id("gauge"), to: psi(0), over_ms: 175_000 }];
    let mut p = start(module.clone(), Mode::Exam);
    assert_eq!(p.session.next_deadline_ms(), Some(100_000));
    acts(&mut p, &["99999 tick"]);
    assert_eq!(p.session.view(99_999).current_idx, Some(0));
    acts(&mut p, &["100000 tick"]);
    assert_eq!(p.session.view(100_000).current_idx, Some(1));
    let mut late = start(module, Mode::Exam);
    acts(&mut late, &["120000 press reader"]);
    assert!(
        late.closing.is_some_and(|closing| closing.mistakes == 0),
        "what was over before the press does not stand in its way"
    );
}

#[test]
fn all_counts_what_stands_now_and_any_order_will_do() {
    let all = Goal::All { of: vec![set("door", "open"), press("alarm"), set("power", "off")] };
    let mut p = start(in_line(vec![all, press("reader")]), Mode::Guided);
    acts(&mut p, &["10 set power off", "20 press alarm", "30 set power on", "40 set door open"]);
    assert_eq!(p.session.view(40).current_idx, Some(0), "the power is on again");
    assert_eq!(p.session.view(40).targets, [object_id("power")]);
    acts(&mut p, &["50 set power off"]);
    assert_eq!(p.session.view(50).current_idx, Some(1));
}

#[test]
fn any_needs_one_and_some_need_their_number() {
    let any = Goal::Any { of: vec![press("alarm"), take("badge")] };
    let some = Goal::SomeOf { of: vec![press("alarm"), press("dispenser"), take("cup")], count: 2 };
    let mut p = start(in_line(vec![any, some, press("reader")]), Mode::Guided);
    acts(&mut p, &["10 take badge", "20 press dispenser", "30 press dispenser"]);
    assert_eq!(p.session.view(30).current_idx, Some(1), "the same twice is one");
    acts(&mut p, &["40 press alarm"]);
    assert_eq!(p.session.view(40).current_idx, Some(2));
}

#[test]
fn what_comes_later_in_an_order_is_a_violated_order_of_the_step_itself() {
    let goal = Goal::InOrder { of: vec![set("power", "off"), press("alarm"), set("power", "on")] };
    let mut p = start(in_line(vec![goal]), Mode::Exam);
    acts(&mut p, &["10 press alarm", "20 set power off", "30 press alarm", "40 set power on"]);
    let kinds: Vec<_> = p
        .facts
        .iter()
        .filter_map(|(_, fact)| match fact {
            Fact::MistakeMade { kind, .. } => Some(kind.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, [MistakeKind::Order { tried: step_id("s1"), missing: step_id("s1") }]);
    assert!(p.closing.is_some(), "{:?}", told(&p));
}
