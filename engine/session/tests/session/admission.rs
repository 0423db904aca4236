//! Who may sit an exam, from whole lives of attempts: limits, waits, rows, test-outs, signatures.

use crate::support::*;
use curriculum::{ExamRule, Module, SignOffRule};
use ids::{AttemptId, DeviceId, Id128, ModuleId, PersonId};
use proptest::prelude::*;
use record::{Assurance, Closing, Header, Named, Outcome, Presentation, Progress, SignOff, SignedOff, Utc};
use session::{ExamStanding, Refusal, exam_standing};

const LOGIC: &str = "cd";
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn at(secs: i64) -> Utc {
    Utc::from_unix_secs(1_795_340_406 + secs)
}

fn exam_module(exam: ExamRule, in_a_row: u32) -> Module {
    let mut module = in_line(vec![press("alarm")]);
    module.pass.in_a_row = in_a_row;
    module.exam = exam;
    module
}

/// An attempt of some mode that began at `secs` and ended a minute later; without an outcome it was left.
fn attempt(n: u8, mode: &str, secs: i64, outcome: Option<Outcome>) -> Progress {
    let header = Header {
        person: PersonId(Id128([7; 16])),
        person_sealed: String::new(),
        demonstration: false,
        module: ModuleId::new("workshop").expect("a test's id"),
        module_version: "1.0.0".to_owned(),
        n_steps: 1,
        package_sha256: String::new(),
        logic_sha256: LOGIC.to_owned(),
        session_rules: 2,
        seed: "0123456789abcdef".to_owned(),
        mode: mode.to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: DeviceId(Id128([1; 16])),
        assurance: Assurance::Pin,
        witness: None,
        test_out: false,
        guidance: Vec::new(),
    };
    let closing = |outcome| Closing {
        utc: at(secs + 60),
        outcome,
        score_permille: 900,
        pass_score_permille: 850,
        took_ms: 60_000,
        input_trace_sha256: String::new(),
    };
    Progress {
        attempt: AttemptId(Id128([n; 16])),
        header,
        opened_utc: at(secs),
        last_utc: at(secs + 60),
        last_at_ms: 60_000,
        n_entries: 4,
        steps: Vec::new(),
        pauses: Vec::new(),
        left: outcome.is_none(),
        closing: outcome.map(closing),
        sign_offs: Vec::new(),
        round_allowed: None,
    }
}

const PASS: Option<Outcome> = Some(Outcome::Passed);
const FAIL: Option<Outcome> = Some(Outcome::NotPassed);

/// A passed practice, then exams an hour apart.
fn life(exams: &[Option<Outcome>]) -> Vec<Progress> {
    let exams = exams.iter().enumerate().map(|(idx, outcome)| {
        let n = u8::try_from(idx).expect("a short life") + 1;
        attempt(n, "exam", i64::from(n) * HOUR, *outcome)
    });
    std::iter::once(attempt(0, "practice", 0, PASS)).chain(exams).collect()
}

fn stands(module: &Module, life: &[Progress], secs: i64) -> ExamStanding {
    exam_standing(module, LOGIC, life, &at(secs))
}

#[test]
fn practice_comes_first_unless_the_module_lets_the_experienced_test_out_once() {
    let usual = exam_module(ExamRule::default(), 1);
    assert_eq!(stands(&usual, &[], 0).refusal, Some(Refusal::PracticeFirst { test_out_used: false }));
    assert_eq!(stands(&usual, &life(&[]), HOUR).refusal, None);
    let mut open = exam_module(ExamRule { test_out: true, ..ExamRule::default() }, 1);
    let fresh = stands(&open, &[], 0);
    assert_eq!((fresh.refusal, fresh.is_test_out), (None, true));
    let mut tried = attempt(1, "exam", 0, FAIL);
    tried.header.test_out = true;
    let after = stands(&open, &[tried.clone()], DAY);
    assert_eq!((after.refusal, after.is_test_out), (Some(Refusal::PracticeFirst { test_out_used: true }), false));
    open.renew_after_days = Some(30);
    assert!(!stands(&open, &[tried.clone()], 29 * DAY).is_test_out);
    assert!(stands(&open, &[tried.clone()], 31 * DAY).is_test_out, "a new period of validity");
    let practised = [tried, attempt(2, "practice", HOUR, PASS)];
    let then = stands(&open, &practised, DAY);
    assert_eq!((then.refusal, then.is_test_out), (None, false), "whoever practised needs no test-out");
}

#[test]
fn attempts_are_used_up_by_failed_left_and_passed_exams_until_somebody_allows_more() {
    let module = exam_module(ExamRule { attempts: Some(3), ..ExamRule::default() }, 2);
    let mut life = life(&[FAIL, PASS, None]);
    let used_up = stands(&module, &life, DAY);
    assert_eq!((used_up.attempts_used, used_up.attempts_left), (3, Some(0)));
    assert_eq!(used_up.refusal, Some(Refusal::AttemptsUsedUp { last: life[3].attempt }));
    life[3].round_allowed = Some(at(DAY));
    let allowed = stands(&module, &life, DAY);
    assert_eq!((allowed.refusal, allowed.attempts_left), (None, Some(3)));
    assert_eq!(stands(&module, &life[..3], DAY).attempts_left, Some(1));
}

#[test]
fn after_an_exam_that_was_not_passed_one_waits() {
    let module = exam_module(ExamRule { cool_down_ms: 86_400_000, ..ExamRule::default() }, 1);
    let failed = life(&[FAIL]);
    let until = at(HOUR + 60 + DAY);
    assert_eq!(stands(&module, &failed, 2 * HOUR).refusal, Some(Refusal::CoolDown { until: until.clone(), left: false }));
    assert_eq!(exam_standing(&module, LOGIC, &failed, &until).refusal, None, "at that very moment it opens");
    let left = stands(&module, &life(&[None]), 2 * HOUR).refusal;
    assert_eq!(left, Some(Refusal::CoolDown { until, left: true }), "leaving is no way around the wait");
    assert_eq!(stands(&module, &life(&[PASS]), 2 * HOUR).refusal, None);
}

#[test]
fn a_row_is_counted_to_the_last_exam_and_broken_by_failing_and_abandoning() {
    let module = exam_module(ExamRule::default(), 2);
    for (exams, in_a_row, certified) in [
        (&[PASS][..], 1, false),
        (&[PASS, PASS], 2, true),
        (&[PASS, FAIL, PASS], 1, false),
        (&[PASS, PASS, FAIL], 0, false),
        (&[PASS, None, PASS], 1, false),
        (&[PASS, PASS, None], 2, true),
        (&[PASS, PASS, PASS], 3, true),
    ] {
        let found = stands(&module, &life(exams), DAY);
        assert_eq!((found.passes_in_a_row, found.certificate.is_some()), (in_a_row, certified), "{exams:?}");
    }
    let mut other = life(&[PASS, PASS]);
    other[1].header.logic_sha256 = "another what is right".to_owned();
    assert_eq!(stands(&module, &other, DAY).passes_in_a_row, 1);
}

#[test]
fn a_certificate_lapses_and_an_old_pass_starts_no_row() {
    let mut module = exam_module(ExamRule::default(), 2);
    module.renew_after_days = Some(30);
    let found = |life: &[Progress], secs| stands(&module, life, secs);
    let both = life(&[PASS, PASS]);
    let until = at(2 * HOUR + 60 + 30 * DAY);
    let certificate = found(&both, DAY).certificate.unwrap();
    assert_eq!((certificate.until, certificate.is_lapsed), (Some(until), false));
    assert!(found(&both, 32 * DAY).certificate.unwrap().is_lapsed);
    let far_apart = [attempt(0, "practice", 0, PASS), attempt(1, "exam", HOUR, PASS), attempt(2, "exam", 40 * DAY, PASS)];
    assert_eq!(found(&far_apart, 41 * DAY).passes_in_a_row, 1);
}

#[test]
fn a_module_with_a_practical_part_waits_for_the_signature_of_its_last_exam() {
    let mut module = exam_module(ExamRule::default(), 1);
    module.sign_off = Some(SignOffRule { ask: "Lock a real press.".to_owned(), by: "a supervisor".to_owned() });
    let mut life = life(&[PASS]);
    let waiting = stands(&module, &life, DAY);
    assert_eq!((waiting.certificate, waiting.waiting.map(|waiting| waiting.not_yet)), (None, Some(false)));
    let said = |outcome, secs| SignedOff {
        utc: at(secs),
        outcome,
        by: Named { person: PersonId(Id128([9; 16])), person_sealed: String::new() },
        note_sealed: String::new(),
    };
    life[1].sign_offs.push(said(SignOff::NotYet, DAY));
    assert!(stands(&module, &life, DAY).waiting.unwrap().not_yet);
    life[1].sign_offs.push(said(SignOff::Confirmed, 2 * DAY));
    let signed = stands(&module, &life, 2 * DAY);
    assert_eq!((signed.waiting, signed.certificate.unwrap().since), (None, at(2 * DAY)));
    life[1].sign_offs.push(said(SignOff::NotYet, 3 * DAY));
    assert!(stands(&module, &life, 3 * DAY).certificate.is_none(), "a correction takes it back");
}

#[test]
fn other_people_modules_and_demonstrations_do_not_count() {
    let module = exam_module(ExamRule { attempts: Some(1), ..ExamRule::default() }, 1);
    let mut life = life(&[FAIL, FAIL]);
    life[1].header.demonstration = true;
    life[2].header.module = ModuleId::new("other").unwrap();
    assert_eq!(stands(&module, &life, DAY).refusal, None);
}

fn outcome() -> impl Strategy<Value = Option<Outcome>> {
    prop_oneof![Just(PASS), Just(FAIL), Just(Some(Outcome::OutOfTime)), Just(None)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_life_is_admitted_as_its_rules_say(
        exams in prop::collection::vec(outcome(), 0..12),
        most in prop::option::of(1_u32..5),
        in_a_row in 1_u32..4,
        cool_down_hours in 0_i64..60,
        now_hours in 0_i64..400,
    ) {
        let cool_down_ms = u64::try_from(cool_down_hours * HOUR * 1_000).unwrap();
        let rule = ExamRule { attempts: most, cool_down_ms, ..ExamRule::default() };
        let (module, life) = (exam_module(rule, in_a_row), life(&exams));
        let now_secs = 13 * HOUR + now_hours * HOUR;
        let found = stands(&module, &life, now_secs);

        // The row: the passes at the end, where an exam left last stands open.
        let decided = if exams.last() == Some(&None) { &exams[..exams.len() - 1] } else { &exams[..] };
        let row = decided.iter().rev().take_while(|outcome| **outcome == PASS).count();
        prop_assert_eq!(found.passes_in_a_row as usize, row);
        prop_assert_eq!(found.certificate.is_some(), row >= in_a_row as usize);

        // The limit: never more than it says, and only then is one refused for it.
        prop_assert!(most.is_none_or(|most| found.attempts_left == Some(most.saturating_sub(found.attempts_used))));
        let is_used_up = matches!(found.refusal, Some(Refusal::AttemptsUsedUp { .. }));
        prop_assert_eq!(is_used_up, found.attempts_left == Some(0) && !exams.is_empty());

        // The wait: to the end of it and no longer, after whatever was not passed.
        if let Some(Refusal::CoolDown { until, .. }) = &found.refusal {
            prop_assert!(exams.last() != Some(&PASS) && until.unix_secs() > at(now_secs).unix_secs());
            let opened = exam_standing(&module, LOGIC, &life, until);
            prop_assert_eq!(opened.refusal, None);
        } else if !is_used_up && exams.last().is_some_and(|last| *last != PASS) {
            let ended = i64::try_from(exams.len()).unwrap() * HOUR + 60;
            prop_assert!(now_secs >= ended + cool_down_hours * HOUR);
        }

        // Time alone takes nothing away, and the same record says the same.
        let later = stands(&module, &life, now_secs + 1_000 * DAY);
        prop_assert_eq!(later.passes_in_a_row, found.passes_in_a_row);
        prop_assert_eq!(found.refusal.is_none() && later.refusal.is_some(), false);
        prop_assert_eq!(&stands(&module, &life, now_secs), &found);
    }
}
