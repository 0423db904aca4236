//! Whatever is done to an attempt's chain or the device log, the first entry that no longer holds is named.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use ids::{AnswerId, AttemptId, DeviceId, HintId, Id128, MistakeId, ModuleId, ObjectId, PersonId, StepId};
use proptest::prelude::*;
use record::{
    Assurance, Entry, EntryFault, Fact, Hash256, Header, LogFault, LogFindings, LogRecord, Mark, MarkReason, MistakeKind,
    Outcome, ParseError, Presentation, Sealed, Utc, VerifiedAttempt, verify_attempt, verify_device_log,
};
use std::collections::BTreeSet;

const DEVICE: DeviceId = DeviceId(Id128([0xd1; 16]));

fn attempt(n: u8) -> AttemptId {
    AttemptId(Id128([n; 16]))
}

fn utc() -> Utc {
    Utc::new("2026-11-22T09:40:06.25Z").unwrap()
}

fn header() -> Header {
    Header {
        person: PersonId(Id128([7; 16])),
        person_sealed: "AQIDBA==".to_owned(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 10,
        package_sha256: "ab".repeat(32),
        logic_sha256: "cd".repeat(32),
        session_rules: 1,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Desktop,
        device: DEVICE,
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}

fn closing() -> Fact {
    Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 850,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 1,
        hints: 2,
        took_ms: 60_000,
        input_trace_sha256: "ef".repeat(32),
    }
}

/// Seals facts as one attempt, each 100 ms after the one before.
fn seal_all(id: AttemptId, anchor: Hash256, facts: &[Fact]) -> Vec<Sealed> {
    let mut prev = anchor;
    let mut chain = Vec::new();
    for (seq, fact) in (0_u64..).zip(facts) {
        let sealed = Entry { attempt: id, seq, at_ms: seq * 100, utc: utc(), prev, fact: fact.clone() }.seal();
        prev = sealed.hash;
        chain.push(sealed);
    }
    chain
}

fn slug_of<T>(make: fn(&str) -> Result<T, ids::SlugError>, n: u8) -> T {
    make(&format!("n{n}")).unwrap()
}

/// Any fact that can stand in the middle of an attempt.
fn middle_fact() -> impl Strategy<Value = Fact> {
    let step = |n| slug_of(StepId::new, n);
    prop_oneof![
        (0_u8..4).prop_map(move |n| Fact::StepStarted { step: step(n) }),
        (0_u8..4, 1_u32..9, any::<u64>(), proptest::option::of("[ -~äßé\n\"\\\\]{0,12}")).prop_map(
            move |(n, tries, took_ms, value)| {
                Fact::StepCompleted { step: step(n), tries, hints: 1, mistakes: 2, took_ms, value }
            }
        ),
        (0_u8..4, any::<bool>(), "\\PC{0,8}").prop_map(move |(n, critical, given)| Fact::MistakeMade {
            step: step(n),
            mistake: slug_of(MistakeId::new, n),
            kind: MistakeKind::WrongValue { given },
            object: Some(slug_of(ObjectId::new, n)),
            critical,
            response: "block".to_owned(),
            means: None,
        }),
        (0_u8..4, 0_u8..4).prop_map(move |(n, missing)| Fact::MistakeMade {
            step: step(n),
            mistake: slug_of(MistakeId::new, n),
            kind: MistakeKind::Order { tried: step(n), missing: step(missing) },
            object: None,
            critical: false,
            response: "rewind".to_owned(),
            means: None,
        }),
        (0_u8..4, any::<bool>()).prop_map(move |(n, asked)| Fact::HintShown {
            step: step(n),
            hint: slug_of(HintId::new, n),
            rung: 1,
            asked
        }),
        (0_u8..4, any::<bool>()).prop_map(move |(n, right)| Fact::Answered {
            step: step(n),
            answers: vec![slug_of(AnswerId::new, n)],
            right
        }),
        Just(Fact::Paused),
        Just(Fact::Resumed),
        Just(Fact::Left),
        Just(Fact::Continued),
        Just(Fact::TimeLimitPassed { step: None }),
    ]
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    (proptest::collection::vec(middle_fact(), 1..12), any::<bool>()).prop_map(|(middle, closed)| {
        let start = Fact::AttemptStarted(Box::new(header()));
        std::iter::once(start).chain(middle).chain(closed.then(closing)).collect()
    })
}

/// A device log as a program writes it: each attempt opened, then its logged heads.
fn log_of(attempts: &[(AttemptId, Vec<Fact>)]) -> (Vec<Sealed>, Vec<Vec<Sealed>>) {
    let (mut log, mut chains) = (Vec::<Sealed>::new(), Vec::new());
    let push = |log: &mut Vec<Sealed>, mark| {
        let prev = log.last().map_or(Hash256::ZERO, |last| last.hash);
        let record = LogRecord { device: DEVICE, seq: log.len() as u64, utc: utc(), prev, mark };
        log.push(record.seal());
    };
    for (id, facts) in attempts {
        push(&mut log, Mark::Opened { attempt: *id });
        let chain = seal_all(*id, log.last().unwrap().hash, facts);
        for ((seq, fact), sealed) in (0_u64..).zip(facts).zip(&chain) {
            let reason = match fact {
                Fact::Left => MarkReason::Left,
                Fact::Continued => MarkReason::Continued,
                Fact::AttemptClosed { .. } => MarkReason::Closed,
                _ => continue,
            };
            push(&mut log, Mark::Head { attempt: *id, seq, hash: sealed.hash, reason });
        }
        chains.push(chain);
    }
    (log, chains)
}

fn compare(log: &[Sealed], chains: &[(AttemptId, Vec<Sealed>)]) -> LogFindings {
    let good: Vec<VerifiedAttempt> = chains.iter().map(|(id, chain)| verify_attempt(*id, chain).unwrap()).collect();
    verify_device_log(DEVICE, log, &good, &BTreeSet::new())
}

proptest! {
    #[test]
    fn untouched_chain_holds_and_gives_back_its_facts(facts in facts()) {
        let chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let verified = verify_attempt(attempt(1), &chain).unwrap();
        prop_assert_eq!(verified.entries.iter().map(|entry| entry.fact.clone()).collect::<Vec<_>>(), facts);
        prop_assert_eq!(verified.head.hash, chain.last().unwrap().hash);
        for (entry, sealed) in verified.entries.iter().zip(&chain) {
            prop_assert_eq!(&entry.seal(), sealed);
            prop_assert!(!sealed.bytes.contains(&b'\n'));
        }
    }

    #[test]
    fn one_changed_byte_is_found_where_it_is(facts in facts(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let all: Vec<(usize, usize)> =
            chain.iter().enumerate().flat_map(|(seq, sealed)| (0..sealed.bytes.len()).map(move |byte| (seq, byte))).collect();
        let (seq, byte) = all[at.index(all.len())];
        chain[seq].bytes[byte] ^= flip;
        let bad = verify_attempt(attempt(1), &chain).unwrap_err();
        prop_assert_eq!((bad.seq, bad.why), (seq as u64, EntryFault::HashMismatch));
    }

    #[test]
    fn changed_byte_with_new_hash_is_found_there_or_at_next_link(
        facts in facts(), at in any::<prop::sample::Index>(), byte in any::<prop::sample::Index>(), flip in 1_u8..
    ) {
        let mut chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let seq = at.index(chain.len() - 1);
        let byte_idx = byte.index(chain[seq].bytes.len());
        chain[seq].bytes[byte_idx] ^= flip;
        chain[seq] = Sealed::of(chain[seq].bytes.clone());
        let bad = verify_attempt(attempt(1), &chain).unwrap_err();
        prop_assert!(bad.seq == seq as u64 || bad.seq == seq as u64 + 1, "{}", bad);
    }

    #[test]
    fn removed_entry_is_named(facts in facts(), at in any::<prop::sample::Index>()) {
        let mut chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let seq = at.index(chain.len() - 1);
        chain.remove(seq);
        let bad = verify_attempt(attempt(1), &chain).unwrap_err();
        prop_assert_eq!((bad.seq, bad.why), (seq as u64, EntryFault::Gap { found: seq as u64 + 1 }));
    }

    #[test]
    fn swapped_entries_are_found_at_the_first(facts in facts(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let mut chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let (a, b) = (a.index(chain.len()), b.index(chain.len()));
        prop_assume!(a != b);
        chain.swap(a, b);
        prop_assert_eq!(verify_attempt(attempt(1), &chain).unwrap_err().seq, a.min(b) as u64);
    }

    #[test]
    fn doubled_entry_is_found_at_the_double(facts in facts(), at in any::<prop::sample::Index>()) {
        let mut chain = seal_all(attempt(1), Hash256::ZERO, &facts);
        let seq = at.index(chain.len());
        chain.insert(seq, chain[seq].clone());
        prop_assert_eq!(verify_attempt(attempt(1), &chain).unwrap_err().seq, seq as u64 + 1);
    }

    #[test]
    fn cut_tail_is_named_by_the_device_log(facts in facts(), n_kept in any::<prop::sample::Index>()) {
        let mut facts = facts;
        facts.retain(|fact| !fact.is_logged());
        facts.push(Fact::Left);
        let (log, chains) = log_of(&[(attempt(1), facts.clone())]);
        let n_kept = 1 + n_kept.index(chains[0].len() - 1);
        let findings = compare(&log, &[(attempt(1), chains[0][..n_kept].to_vec())]);
        prop_assert_eq!(findings.bad_entries.len(), 1);
        prop_assert_eq!(findings.bad_entries[0].seq, n_kept as u64);
        let is_cut = matches!(findings.bad_entries[0].why, EntryFault::TailCut { logged_seq, .. } if logged_seq + 1 == facts.len() as u64);
        prop_assert!(is_cut);
    }

    #[test]
    fn untouched_log_agrees_with_all_its_attempts(many in proptest::collection::vec(facts(), 1..4)) {
        let attempts: Vec<_> = (1_u8..).map(attempt).zip(many).collect();
        let (log, chains) = log_of(&attempts);
        let chains: Vec<_> = attempts.iter().map(|(id, _)| *id).zip(chains).collect();
        let findings = compare(&log, &chains);
        prop_assert_eq!((&findings.bad_record, findings.bad_entries.len()), (&None, 0));
        prop_assert_eq!(findings.head, log.last().unwrap().hash);
    }

    #[test]
    fn missing_attempt_is_named(many in proptest::collection::vec(facts(), 2..4), gone in any::<prop::sample::Index>()) {
        let attempts: Vec<_> = (1_u8..).map(attempt).zip(many).collect();
        let (log, chains) = log_of(&attempts);
        let mut chains: Vec<_> = attempts.iter().map(|(id, _)| *id).zip(chains).collect();
        let (gone, _) = chains.remove(gone.index(chains.len()));
        let findings = compare(&log, &chains);
        let named: Vec<_> = findings.bad_entries.iter().map(|bad| (bad.attempt, bad.seq, bad.why.clone())).collect();
        prop_assert_eq!(named, vec![(gone, 0, EntryFault::NoEntries)]);
    }

    #[test]
    fn changed_or_removed_log_record_is_named(
        many in proptest::collection::vec(facts(), 2..4), at in any::<prop::sample::Index>(), byte in any::<prop::sample::Index>(), remove in any::<bool>()
    ) {
        let attempts: Vec<_> = (1_u8..).map(attempt).zip(many).collect();
        let (mut log, _) = log_of(&attempts);
        let seq = at.index(log.len() - 1);
        if remove {
            log.remove(seq);
        } else {
            let byte_idx = byte.index(log[seq].bytes.len());
            log[seq].bytes[byte_idx] ^= 1;
        }
        let bad = compare(&log, &[]).bad_record.unwrap();
        let why = if remove { LogFault::Gap { found: seq as u64 + 1 } } else { LogFault::HashMismatch };
        prop_assert_eq!((bad.seq, bad.why), (seq as u64, why));
    }

    #[test]
    fn no_bytes_make_parsing_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Entry::parse(&bytes).is_err());
        prop_assert!(LogRecord::parse(&bytes).is_err());
    }
}

#[test]
fn line_is_readable_and_its_fields_stand_in_a_fixed_order() {
    let fact = Fact::StepStarted { step: StepId::new("greet").unwrap() };
    let entry = Entry { attempt: attempt(1), seq: 3, at_ms: 1500, utc: utc(), prev: Hash256::ZERO, fact };
    let zeros = "0".repeat(64);
    let ones = "01".repeat(16);
    let line = format!(
        r#"{{"format":1,"hash":"sha256","attempt":"{ones}","seq":3,"at_ms":1500,"utc":"2026-11-22T09:40:06.25Z","prev":"{zeros}","fact":{{"fact":"step_started","step":"greet"}}}}"#
    );
    assert_eq!(String::from_utf8(entry.seal().bytes).unwrap(), line);
    assert_eq!(Entry::parse(line.as_bytes()), Ok(entry));
}

#[test]
fn newer_format_is_called_unsupported_and_not_broken() {
    let newer = br#"{"format":2,"hash":"sha256","attempt":"?","something":"new"}"#;
    assert_eq!(Entry::parse(newer), Err(ParseError::UnsupportedFormat { found: 2 }));
    let said = Entry::parse(newer).unwrap_err().to_string();
    assert!(said.contains("format 2 is unsupported") && said.contains("newer Practicum"), "{said}");
    let other_hash = br#"{"format":1,"hash":"blake3"}"#;
    assert_eq!(Entry::parse(other_hash), Err(ParseError::UnsupportedHash { found: "blake3".to_owned() }));
}

#[test]
fn unknown_fields_second_lines_and_trailing_text_are_refused() {
    let sealed = seal_all(attempt(1), Hash256::ZERO, &[Fact::AttemptStarted(Box::new(header()))]).remove(0);
    let line = String::from_utf8(sealed.bytes).unwrap();
    for bad in [
        line.replacen(r#""seq":0"#, r#""seq":0,"note":"x""#, 1),
        line.replacen(r#""seq":0"#, r#""seq":0,"seq":0"#, 1),
        line.replacen(r#""mode""#, r#""extra":1,"mode""#, 1),
        line.replacen(r#""fact":"attempt_started""#, r#""fact":"attempt_dreamt""#, 1),
        line.replacen(r#""seq":0"#, r#""seq":0.5"#, 1),
        line.replacen("Z\"", "\"", 1),
        format!("{line}\n"),
        format!("{line} x"),
        line[..line.len() - 1].to_owned(),
    ] {
        assert!(Entry::parse(bad.as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn attempt_begins_with_its_header_and_ends_with_its_end() {
    let start = Fact::AttemptStarted(Box::new(header()));
    let fault = |facts: &[Fact]| {
        let bad = verify_attempt(attempt(1), &seal_all(attempt(1), Hash256::ZERO, facts)).unwrap_err();
        (bad.seq, bad.why)
    };
    assert_eq!(fault(&[]), (0, EntryFault::NoEntries));
    assert_eq!(fault(&[Fact::Paused]), (0, EntryFault::NoHeader));
    assert_eq!(fault(&[start.clone(), start.clone()]), (1, EntryFault::SecondHeader));
    assert_eq!(fault(&[start.clone(), closing(), Fact::Paused]), (2, EntryFault::AfterClosing));
    let other = seal_all(attempt(2), Hash256::ZERO, &[start]);
    assert_eq!(verify_attempt(attempt(1), &other).unwrap_err().why, EntryFault::OtherAttempt(attempt(2)));
}

#[test]
fn time_never_goes_back() {
    let mut chain = seal_all(attempt(1), Hash256::ZERO, &[Fact::AttemptStarted(Box::new(header())), Fact::Paused]);
    let prev = chain[1].hash;
    chain.push(Entry { attempt: attempt(1), seq: 2, at_ms: 99, utc: utc(), prev, fact: Fact::Resumed }.seal());
    let bad = verify_attempt(attempt(1), &chain).unwrap_err();
    assert_eq!((bad.seq, bad.why), (2, EntryFault::TimeBack { at_ms: 99, before_ms: 100 }));
}

#[test]
fn attempt_made_anew_does_not_fit_the_log() {
    let facts = vec![Fact::AttemptStarted(Box::new(header())), Fact::Paused, closing()];
    let (log, chains) = log_of(&[(attempt(1), facts.clone())]);
    let anchor = log[0].hash;

    let mut better = facts.clone();
    better[1] = Fact::Resumed;
    let findings = compare(&log, &[(attempt(1), seal_all(attempt(1), anchor, &better))]);
    assert_eq!((findings.bad_entries[0].seq, findings.bad_entries[0].why.clone()), (2, EntryFault::NotAsLogged));

    let elsewhere = seal_all(attempt(1), Hash256::ZERO, &facts);
    assert_eq!(compare(&log, &[(attempt(1), elsewhere)]).bad_entries[0].why, EntryFault::NotOpened);

    let unlogged = compare(&log[..1], &[(attempt(1), chains[0].clone())]);
    assert_eq!((unlogged.bad_entries[0].seq, unlogged.bad_entries[0].why.clone()), (2, EntryFault::NotLogged));

    let stranger = compare(&[], &[(attempt(1), chains[0].clone())]);
    assert_eq!(stranger.bad_entries[0].why, EntryFault::NotOpened);
}

#[test]
fn broken_attempts_are_not_named_twice_by_the_log() {
    let (log, _) = log_of(&[(attempt(1), vec![Fact::AttemptStarted(Box::new(header()))])]);
    let findings = verify_device_log(DEVICE, &log, &[], &BTreeSet::from([attempt(1)]));
    assert_eq!(findings.bad_entries, []);
}
