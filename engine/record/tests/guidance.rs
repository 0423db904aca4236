//! Help fades with a person's own record, step by step, and comes back; pauses are counted with their length.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use ids::{AttemptId, DeviceId, HintId, Id128, MistakeId, ModuleId, PersonId, StepId};
use proptest::prelude::*;
use record::{
    Assurance, Entry, Fact, Guidance, Hash256, Header, MistakeKind, ModuleNow, PauseTotals, Presentation, Progress, StepGuidance,
    Utc, guidance,
};

fn step(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn header() -> Header {
    Header {
        person: PersonId(Id128([7; 16])),
        person_sealed: String::new(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 1,
        package_sha256: String::new(),
        logic_sha256: "logic".to_owned(),
        session_rules: 3,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: DeviceId(Id128([1; 16])),
        assurance: Assurance::SelfDeclared,
        witness: None,
        test_out: false,
        guidance: Vec::new(),
    }
}

fn utc(text: &str) -> Utc {
    Utc::new(text).unwrap()
}

/// An attempt whose facts came at these times.
fn attempt_at(header: Header, facts: &[(&str, Fact)]) -> Progress {
    let first = ("2026-01-01T09:00:00Z", Fact::AttemptStarted(Box::new(header)));
    let opened = facts.first().map_or(first.0, |(at, _)| at);
    let all = std::iter::once((opened, first.1)).chain(facts.iter().map(|(at, fact)| (*at, fact.clone())));
    let entries: Vec<Entry> = (0_u64..)
        .zip(all)
        .map(|(seq, (at, fact))| Entry {
            attempt: AttemptId(Id128([1; 16])),
            seq,
            at_ms: seq * 1_000,
            utc: utc(at),
            prev: Hash256::ZERO,
            fact,
        })
        .collect();
    Progress::fold(&entries).unwrap()
}

fn began() -> Fact {
    Fact::StepStarted { step: step("badge") }
}

fn done(tries: u32) -> Fact {
    Fact::StepCompleted { step: step("badge"), tries, hints: 0, mistakes: 0, took_ms: 900, value: None }
}

fn hint(asked: bool) -> Fact {
    Fact::HintShown { step: step("badge"), hint: HintId::new("where").unwrap(), rung: 1, asked }
}

fn mistake() -> Fact {
    Fact::MistakeMade {
        step: step("badge"),
        mistake: MistakeId::new("wrong-badge").unwrap(),
        kind: MistakeKind::Foreseen,
        object: None,
        critical: false,
        response: "block".to_owned(),
        means: None,
    }
}

const DAY: &str = "2026-01-01T09:00:00Z";

fn attempt(facts: &[Fact]) -> Progress {
    let facts: Vec<(&str, Fact)> = facts.iter().map(|fact| (DAY, fact.clone())).collect();
    attempt_at(header(), &facts)
}

fn clean() -> Progress {
    attempt(&[began(), done(1)])
}

fn help_at(attempts: &[Progress], now: &str) -> Guidance {
    let module = ModuleId::new("first-day").unwrap();
    let steps = [(step("badge"), "meaning".to_owned())];
    let now_is = ModuleNow { module: &module, logic_sha256: "logic", steps: &steps };
    let given = guidance(now_is, attempts, &utc(now));
    assert_eq!((given.len(), given[0].meaning.as_str()), (1, "meaning"));
    given[0].help
}

fn help(attempts: &[Progress]) -> Guidance {
    help_at(attempts, DAY)
}

#[test]
fn help_fades_by_one_level_each_time_a_step_goes_well() {
    use Guidance::{Demonstration, Highlight, Nothing, Words};
    let levels: Vec<Guidance> = (0..5).map(|n| help(&vec![clean(); n])).collect();
    assert_eq!(levels, [Demonstration, Highlight, Words, Nothing, Nothing]);
}

#[test]
fn what_went_wrong_or_needed_help_brings_it_back_by_one() {
    let well = || vec![clean(), clean()];
    let after = |facts: &[Fact]| help(&[well(), vec![attempt(facts)]].concat());
    assert_eq!(help(&well()), Guidance::Words);
    let restarted = Fact::StepRestarted { step: step("badge") };
    let raised = Fact::HelpRaised { step: step("badge"), to: Guidance::Highlight };
    let left_out = Fact::StepSkipped { step: step("badge") };
    for facts in [
        vec![began(), mistake(), done(1)],
        vec![began(), done(2)],
        vec![began(), hint(true), done(1)],
        vec![began(), raised, done(1)],
        vec![began(), restarted, done(1)],
        vec![began(), left_out.clone()],
        vec![began(), mistake()],
    ] {
        assert_eq!(after(&facts), Guidance::Highlight, "{facts:?}");
    }
    for facts in [vec![], vec![began()], vec![began(), hint(false), done(1)], vec![left_out]] {
        assert_eq!(after(&facts), Guidance::Words, "{facts:?}");
    }
    assert_eq!(help(&[attempt(&[began(), mistake()])]), Guidance::Demonstration, "there is no more than that");
}

#[test]
fn help_comes_back_with_time() {
    let faded = vec![clean(), clean(), clean()];
    assert_eq!(help_at(&faded, "2026-04-10T09:00:00Z"), Guidance::Nothing, "99 days");
    assert_eq!(help_at(&faded, "2026-04-11T09:00:00Z"), Guidance::Words, "100 days");
    assert_eq!(help_at(&faded, "2026-07-20T09:00:00Z"), Guidance::Highlight, "200 days");
    assert_eq!(help_at(&faded, "2126-01-01T09:00:00Z"), Guidance::Demonstration);
    let later = |at: &'static str| attempt_at(header(), &[(at, began()), (at, done(1))]);
    let with_a_gap = [faded, vec![later("2026-07-20T09:00:00Z")]].concat();
    assert_eq!(help_at(&with_a_gap, "2026-07-20T09:00:00Z"), Guidance::Words, "two more for the time, one less for going well");
}

#[test]
fn a_step_that_asks_for_something_else_now_is_demonstrated_again() {
    let with = |header: Header| attempt_at(header, &[(DAY, began()), (DAY, done(1))]);
    let other_logic = || with(Header { logic_sha256: "other".to_owned(), ..header() });
    assert_eq!(help(&[clean(), other_logic()]), Guidance::Demonstration, "nobody knows what the step asked for");
    assert_eq!(help(&[other_logic(), clean()]), Guidance::Highlight);
    let told = |meaning: &str| StepGuidance { step: step("badge"), help: Guidance::Words, meaning: meaning.to_owned() };
    let meant = |meaning: &str| with(Header { logic_sha256: "other".to_owned(), guidance: vec![told(meaning)], ..header() });
    assert_eq!(help(&[clean(), meant("meaning")]), Guidance::Words, "other steps of the module changed, this one did not");
    assert_eq!(help(&[clean(), meant("changed")]), Guidance::Demonstration);
    assert_eq!(help(&[meant("changed"), clean(), clean()]), Guidance::Words);
}

#[test]
fn watching_demonstrations_and_other_modules_count_for_nothing() {
    let other = ModuleId::new("other").unwrap();
    for header in [
        Header { mode: "watch".to_owned(), ..header() },
        Header { demonstration: true, ..header() },
        Header { module: other, ..header() },
    ] {
        assert_eq!(help(&[attempt_at(header, &[(DAY, began()), (DAY, done(1))])]), Guidance::Demonstration);
    }
    for mode in ["practice", "exam"] {
        let header = Header { mode: mode.to_owned(), ..header() };
        assert_eq!(help(&[attempt_at(header, &[(DAY, began()), (DAY, done(1))])]), Guidance::Highlight, "{mode}");
    }
}

#[test]
fn a_header_with_and_without_help_reads_back_and_an_older_one_has_no_such_field() {
    let of = |guidance| Fact::AttemptStarted(Box::new(Header { guidance, ..header() }));
    let told = StepGuidance { step: step("badge"), help: Guidance::Demonstration, meaning: "0123456789abcdef".to_owned() };
    for fact in [of(vec![]), of(vec![told])] {
        let json = serde_json::to_string(&fact).unwrap();
        assert_eq!(serde_json::from_str::<Fact>(&json).unwrap(), fact);
    }
    assert!(!serde_json::to_string(&of(vec![])).unwrap().contains("guidance"));
}

#[test]
fn pauses_are_counted_with_their_length() {
    let progress = attempt_at(
        header(),
        &[
            ("2026-01-01T09:00:00Z", began()),
            ("2026-01-01T09:00:10Z", Fact::Paused),
            ("2026-01-01T09:01:40.5Z", Fact::Resumed),
            ("2026-01-01T09:02:00Z", Fact::Paused),
            ("2026-01-01T09:02:30Z", Fact::Left),
            ("2026-01-01T09:03:00Z", Fact::Continued),
            ("2026-01-01T09:04:00Z", done(1)),
            ("2026-01-01T09:14:00Z", Fact::Continued),
        ],
    );
    let pauses: Vec<(Option<u64>, bool)> = progress.pauses.iter().map(|pause| (pause.lasted_ms, pause.left)).collect();
    assert_eq!(pauses, [(Some(90_500), false), (Some(60_000), true), (Some(600_000), true)]);
    assert_eq!(progress.pause_totals(), PauseTotals { n: 3, lasted_ms: 750_500 });
    let lasts = attempt_at(header(), &[(DAY, began()), (DAY, Fact::Left)]);
    assert_eq!((lasts.pause_totals(), lasts.pauses[0].lasted_ms), (PauseTotals { n: 1, lasted_ms: 0 }, None));
}

proptest! {
    /// Whatever happened: going well never brings more help, trouble never less, and time never less.
    #[test]
    fn help_moves_one_way_for_each_cause(went in prop::collection::vec(0..6_usize, 0..12), days in 0..28_u32) {
        let kinds = [
            vec![began(), done(1)],
            vec![began(), mistake(), done(2)],
            vec![began(), hint(true), done(1)],
            vec![began(), hint(false), done(1)],
            vec![began()],
            vec![],
        ];
        let attempts: Vec<Progress> = went.iter().map(|kind| attempt(&kinds[*kind])).collect();
        let before = help(&attempts);
        let then = |kind: usize| help(&[attempts.clone(), vec![attempt(&kinds[kind])]].concat());
        prop_assert_eq!(then(0), before.less());
        prop_assert_eq!(then(1), before.more());
        prop_assert_eq!(then(2), before.more());
        for kind in 3..6 {
            prop_assert_eq!(then(kind), before);
        }
        let later = format!("2026-12-{:02}T00:00:00Z", days + 1);
        prop_assert!(help_at(&attempts, &later) <= before);
    }
}
