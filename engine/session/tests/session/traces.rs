//! The bytes of a trace, and replay.

use crate::support::*;
use curriculum::Mode;
use session::{Input, Performance, RandomBot, Standpoint, Terms, Trace, perform, replay};
use std::sync::Arc;

#[test]
fn the_bytes_of_every_input_stay_as_they_are() {
    let object = || object_id("badge");
    let inputs = [
        Input::Tick,
        Input::Enter { zone: object() },
        Input::Exit { zone: object() },
        Input::Look { object: Some(object()) },
        Input::Look { object: None },
        Input::Press { object: object() },
        Input::HoldStart { object: object() },
        Input::HoldEnd { object: object() },
        Input::Take { item: object() },
        Input::Put { item: object(), into: object_id("trainee") },
        Input::PutBack { item: object() },
        Input::TurnTo { object: object(), millideg: i64::MIN },
        Input::SetTo { object: object(), state: state_id("open") },
        Input::EnterValue { gauge: object(), milli: 175_000 },
        Input::Mark { object: object() },
        Input::Choose { answers: vec![] },
        Input::Choose { answers: vec![answer_id("a"), answer_id("b")] },
        Input::Use { tool: object(), on: object_id("door") },
        Input::Type { text: "2.5 ml, ä".to_owned() },
        Input::Type { text: String::new() },
        Input::Sign,
        Input::FillIn { fields: vec![(field_id("room"), "2.14 = b".to_owned()), (field_id("harm"), String::new())] },
        Input::SkipStep,
        Input::AskHint,
        Input::Acknowledge,
        Input::RestartStep,
        Input::Pause,
        Input::Resume,
        Input::Leave,
        Input::Continue,
    ];
    let trace =
        Trace { inputs: inputs.into_iter().enumerate().map(|(idx, input)| (idx as u64, input)).collect(), ..Trace::default() };
    let expected = "\
0 tick\n1 enter badge\n2 exit badge\n3 look badge\n4 look_away\n5 press badge\n6 hold badge\n7 let_go badge\n8 take badge\n\
9 put badge trainee\n10 put_back badge\n11 turn badge -9223372036854775808\n12 set badge open\n13 value badge 175000\n\
14 mark badge\n15 choose\n16 choose a b\n17 use badge door\n18 type 2.5%20ml%2c%20%c3%a4\n19 type %\n20 sign\n\
21 fill_in room=2.14%20%3d%20b harm=%\n22 skip\n\
23 hint\n24 acknowledge\n25 restart\n26 pause\n27 resume\n28 leave\n29 continue\n";
    assert_eq!(String::from_utf8(trace.to_bytes()).unwrap(), expected);
    assert_eq!(Trace::parse(expected.as_bytes()), Ok(trace.clone()));
    let lines: Vec<u8> = trace.inputs.iter().flat_map(|(at_ms, input)| Trace::line(*at_ms, input)).collect();
    assert_eq!(lines, expected.as_bytes());
}

#[test]
fn poses_stand_between_the_inputs_and_change_nothing() {
    let text = "0 tick\n400 pose 1150 0 -1750 523 -50\n500 press badge\n900 pose 0 0 0 0 0\n";
    let trace = Trace::parse(text.as_bytes()).unwrap();
    assert_eq!(trace.inputs.len(), 2);
    let stood = Standpoint { at_mm: [1150, 0, -1750], yaw_mrad: 523, pitch_mrad: -50 };
    assert_eq!(trace.poses[0], (400, stood));
    assert_eq!(String::from_utf8(trace.to_bytes()).unwrap(), text);
    for bad in ["1 pose 1 2 3 4\n", "1 pose 1 2 3 4 5 6\n", "1 pose 1 2 3 4 5.0\n", "x pose 1 2 3 4 5\n"] {
        assert_eq!(Trace::parse(bad.as_bytes()).unwrap_err().line, 1, "{bad:?}");
    }
}

#[test]
fn a_bad_trace_names_its_first_bad_line() {
    for bad in [
        "x tick\n",
        "1\n",
        "1 fly badge\n",
        "1 put badge\n",
        "1 tick tick\n",
        "1 press Badge\n",
        "1 turn badge x\n",
        "1 type %2\n",
        "1 type %2C\n",
        "1 type a,b\n",
        "1 sign x\n",
        "1 tick",
    ] {
        let error = Trace::parse(format!("0 tick\n{bad}").as_bytes()).unwrap_err();
        assert_eq!(error.line, 2, "{bad:?}: {error}");
    }
    assert_eq!(Trace::parse(b"\xff\n").unwrap_err().line, 1);
    assert_eq!(Trace::parse(b""), Ok(Trace::default()));
}

#[test]
fn the_same_log_replays_to_the_same_bytes() {
    let module = Arc::new(every_goal());
    for mode in MODES {
        for seed in 0..20 {
            let mut bot = RandomBot::new(seed);
            let played = perform(Arc::clone(&module), mode, seed, 300, |session, at_ms| bot.next(session, at_ms));
            let trace = Trace::parse(&played.trace.to_bytes()).unwrap();
            let again = replay(Arc::clone(&module), mode, seed, &trace.inputs);
            assert_eq!(again, played, "{mode:?} seed {seed}");
            assert_eq!(bytes(&again), bytes(&played));
        }
    }
}

/// An exam under some rules: a press, then a wrong and a right reading.
fn exam_under(rules: u32) -> String {
    let terms = Terms { rules, ..Terms::new(Mode::Exam, 7) };
    let mut p = Performance::start_on(Arc::new(in_line(vec![press("reader"), read()])), &terms);
    acts(&mut p, &["900 press reader", "2500 value gauge 100000", "4000 value gauge 176000"]);
    String::from_utf8(bytes(&p)).expect("JSON is text")
}

const UP_TO_THE_MISTAKE: &str = concat!(
    r#"[[[0,{"fact":"step_started","step":"s1"}],"#,
    r#"[900,{"fact":"step_completed","step":"s1","tries":1,"hints":0,"mistakes":0,"took_ms":900}],"#,
    r#"[900,{"fact":"step_started","step":"s2"}],"#,
    r#"[2500,{"fact":"mistake_made","step":"s2","mistake":"wrong-value","kind":{"wrong_value":{"given":"100 psi"}},"#,
    r#""object":"gauge","critical":false,"response":"stand"}],"#,
);

#[test]
fn an_attempt_is_written_down_as_it_always_was() {
    let expected = concat!(
        r#"[4000,{"fact":"step_completed","step":"s2","tries":2,"hints":0,"mistakes":1,"took_ms":3100,"value":"176 psi"}]],"#,
        r#"{"fact":"attempt_closed","outcome":"not_passed","score_permille":750,"pass_score_permille":850,"#,
        r#""critical_mistakes":0,"mistakes":1,"hints":0,"took_ms":4000,"input_trace_sha256":""}]"#,
    );
    assert_eq!(exam_under(2), format!("{UP_TO_THE_MISTAKE}{expected}"));
}

#[test]
fn by_the_rules_of_today_the_reading_of_an_exam_stands() {
    let expected = concat!(
        r#"[2500,{"fact":"step_completed","step":"s2","tries":1,"hints":0,"mistakes":1,"took_ms":1600,"value":"100 psi"}]],"#,
        r#"{"fact":"attempt_closed","outcome":"not_passed","score_permille":500,"pass_score_permille":850,"#,
        r#""critical_mistakes":0,"mistakes":1,"hints":0,"took_ms":2500,"input_trace_sha256":""}]"#,
    );
    assert_eq!(exam_under(3), format!("{UP_TO_THE_MISTAKE}{expected}"));
}
