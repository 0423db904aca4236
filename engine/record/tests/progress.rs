//! Progress says what the entries say, at every point of an attempt.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use ids::{
    AnswerId, AttemptId, DeviceId, DrawId, HintId, Id128, InterruptionId, MistakeId, ModuleId, OptionId, PersonId, StepId,
    TimerId,
};
use record::{Assurance, Entry, Fact, Hash256, Header, MistakeKind, Outcome, Presentation, Progress, Totals, Utc};

fn step(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn started() -> Fact {
    Fact::AttemptStarted(Box::new(Header {
        person: PersonId(Id128([7; 16])),
        person_sealed: String::new(),
        demonstration: true,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 3,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 1,
        seed: "0123456789abcdef".to_owned(),
        mode: "practice".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: DeviceId(Id128([1; 16])),
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }))
}

fn completed(name: &str, tries: u32, took_ms: u64, value: Option<&str>) -> Fact {
    Fact::StepCompleted { step: step(name), tries, hints: 0, mistakes: 0, took_ms, value: value.map(str::to_owned) }
}

fn mistake(name: &str, critical: bool) -> Fact {
    Fact::MistakeMade {
        step: step(name),
        mistake: MistakeId::new("wrong-badge").unwrap(),
        kind: MistakeKind::Foreseen,
        object: None,
        critical,
        response: "rewind".to_owned(),
        means: None,
    }
}

/// Folds facts that happened at these times.
fn fold(facts: &[(u64, Fact)]) -> Progress {
    let entries: Vec<Entry> = (0_u64..)
        .zip(facts)
        .map(|(seq, (at_ms, fact))| Entry {
            attempt: AttemptId(Id128([1; 16])),
            seq,
            at_ms: *at_ms,
            utc: Utc::new(&format!("2026-11-22T09:40:{seq:02}Z")).unwrap(),
            prev: Hash256::ZERO,
            fact: fact.clone(),
        })
        .collect();
    Progress::fold(&entries).unwrap()
}

#[test]
fn each_step_has_its_tries_hints_mistakes_time_and_value() {
    let progress = fold(&[
        (0, started()),
        (10, Fact::StepStarted { step: step("greet") }),
        (900, Fact::HintShown { step: step("greet"), hint: HintId::new("look-left").unwrap(), rung: 1, asked: true }),
        (1000, mistake("greet", true)),
        (1500, Fact::Answered { step: step("greet"), answers: vec![AnswerId::new("yes").unwrap()], right: true }),
        (2000, completed("greet", 2, 1990, Some("175 psi"))),
        (2000, Fact::StepStarted { step: step("sign") }),
        (2500, Fact::Strayed { step: step("sign"), action: "press".to_owned(), object: ids::ObjectId::new("lamp").unwrap() }),
        (2600, Fact::StepRestarted { step: step("sign") }),
    ]);
    let greet = progress.step(&step("greet")).unwrap();
    assert_eq!((greet.started_ms, greet.completed_ms, greet.tries, greet.hints), (Some(10), Some(2000), 2, 1));
    assert_eq!((greet.took_ms, greet.value.as_deref(), greet.answers.len()), (Some(1990), Some("175 psi"), 1));
    assert_eq!(
        (greet.mistakes[0].at_ms, greet.mistakes[0].mistake.as_str(), greet.mistakes[0].critical),
        (1000, "wrong-badge", true)
    );
    assert_eq!(progress.step(&step("sign")).unwrap().completed_ms, None);
    let totals = Totals { steps_done: 1, n_steps: 3, mistakes: 1, critical_mistakes: 1, hints: 1, strays: 1, restarts: 1 };
    assert_eq!(progress.totals(), totals);
    assert!(progress.is_open() && !progress.left && !progress.passed());
    assert_eq!((progress.last_at_ms, progress.n_entries, progress.last_utc.as_str()), (2600, 9, "2026-11-22T09:40:08Z"));
}

#[test]
fn leaving_going_on_and_ending_are_told_apart() {
    let left = fold(&[(0, started()), (5, Fact::Left)]);
    assert!(left.left && left.is_open());
    let on_again = fold(&[(0, started()), (5, Fact::Left), (5, Fact::Continued)]);
    assert!(!on_again.left && on_again.is_open());
    let end = Fact::AttemptClosed {
        outcome: Outcome::NotPassed,
        score_permille: 700,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 3,
        hints: 0,
        took_ms: 9,
        input_trace_sha256: String::new(),
    };
    let ended = fold(&[(0, started()), (9, end)]);
    let closing = ended.closing.as_ref().unwrap();
    assert_eq!(
        (closing.score_permille, closing.outcome, closing.utc.as_str()),
        (700, Outcome::NotPassed, "2026-11-22T09:40:01Z")
    );
    assert!(!ended.is_open() && !ended.passed());
}

#[test]
fn step_that_begins_anew_after_a_rewind_is_open_again() {
    let progress = fold(&[
        (0, started()),
        (0, Fact::StepStarted { step: step("greet") }),
        (9, completed("greet", 1, 9, None)),
        (20, Fact::StepStarted { step: step("greet") }),
    ]);
    let greet = progress.step(&step("greet")).unwrap();
    assert_eq!((greet.started_ms, greet.completed_ms), (Some(0), None));
    assert_eq!(progress.totals().steps_done, 0);
}

#[test]
fn what_was_left_out_is_not_asked_for_and_what_was_said_and_signed_is_kept() {
    let progress = fold(&[
        (0, started()),
        (0, Fact::Drawn { draw: DrawId::new("fault").unwrap(), option: OptionId::new("empty").unwrap() }),
        (5, Fact::StepSkipped { step: step("greet") }),
        (9, Fact::Said { step: step("talk"), reply: AnswerId::new("hello").unwrap() }),
        (12, Fact::Interrupted { interruption: InterruptionId::new("call").unwrap() }),
        (20, Fact::Signed { step: step("sign") }),
        (20, completed("sign", 1, 9, None)),
        (30, Fact::TimerExpired { timer: TimerId::new("smoke").unwrap() }),
    ]);
    let totals = progress.totals();
    assert_eq!((totals.steps_done, totals.n_steps), (1, 2));
    assert!(progress.step(&step("greet")).unwrap().skipped);
    assert_eq!(progress.step(&step("talk")).unwrap().said, [AnswerId::new("hello").unwrap()]);
    assert_eq!(progress.step(&step("sign")).unwrap().signed_ms, Some(20));
    assert_eq!(progress.n_entries, 8);
}

#[test]
fn entries_without_a_header_give_no_progress() {
    let entry = Entry {
        attempt: AttemptId(Id128([1; 16])),
        seq: 0,
        at_ms: 0,
        utc: Utc::new("2026-11-22T09:40:00Z").unwrap(),
        prev: Hash256::ZERO,
        fact: Fact::Paused,
    };
    assert_eq!(Progress::fold([&entry]), None);
    assert_eq!(Progress::fold([]), None);
}
