//! The journal: what was appended is there, whole, once, and an open attempt goes on from it.

use crate::sample::{UTC, broken_off, completed, end, header, new_store, played, started, step};
use record::{Fact, Hash256, Outcome};
use store::{Snapshot, Store, StoreError};

#[test]
fn attempt_is_read_back_as_it_was_played() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "Nurse").unwrap();
    let attempt = played(&mut store, &ana);
    drop(store);
    let store = Store::open(&path).unwrap();
    let entries = store.entries(attempt).unwrap();
    assert_eq!(entries.len(), 9);
    assert!(matches!(&entries[0].fact, Fact::AttemptStarted(header) if header.person == ana.id));
    assert_eq!(entries[2].fact, completed("greet", None));
    assert_eq!((entries[2].at_ms, entries[2].utc.as_str()), (900, UTC));
    assert_eq!(store.trace(attempt).unwrap(), b"lookpressgo");
    let progress = store.progress(attempt).unwrap();
    assert_eq!(progress.closing.as_ref().unwrap().input_trace_sha256, Hash256::of(b"lookpressgo").to_string());
    assert_eq!(store.attempts(ana.id).unwrap(), (vec![progress], vec![]));
    assert_eq!(store.open_attempts(ana.id).unwrap(), (vec![], vec![]));
}

#[test]
fn broken_off_attempt_goes_on_from_its_last_append() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "Nurse").unwrap();
    let attempt = broken_off(&mut store, &ana);
    drop(store);
    let mut store = Store::open(&path).unwrap();
    let (open, bad) = store.open_attempts(ana.id).unwrap();
    assert_eq!((open.len(), open[0].attempt, bad.len()), (1, attempt, 0));
    let resume = store.resume(attempt).unwrap();
    assert_eq!(resume.snapshot, Some(Snapshot { bytes: b"two".to_vec(), at_ms: 20, n_entries: 5, trace_bytes: 9 }));
    assert_eq!((resume.trace.as_slice(), resume.last_at_ms), (&b"lookpress"[..], 20));
    assert_eq!(resume.progress.step(&step("greet")).unwrap().completed_ms, Some(20));
    store.append(attempt, 21, UTC, &[Fact::Continued, completed("sign", None)], b"!", None).unwrap();
    assert_eq!(store.resume(attempt).unwrap().snapshot.unwrap().n_entries, 5);
    store.append(attempt, 22, UTC, &[end(Outcome::Passed)], b"", Some(b"late")).unwrap();
    assert!(matches!(store.resume(attempt).unwrap_err(), StoreError::Closed(_)));
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn left_attempt_is_open_and_the_log_knows_where_it_ends() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let attempt = broken_off(&mut store, &ana);
    assert_eq!(store.verify().unwrap().n_log_records, 1);
    store.append(attempt, 30, UTC, &[Fact::Left], b"", None).unwrap();
    assert!(store.progress(attempt).unwrap().left);
    let verification = store.verify().unwrap();
    assert_eq!((verification.n_log_records, verification.is_sound()), (2, true));
}

#[test]
fn trace_alone_moves_time_and_nothing_at_all_does_nothing() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let attempt = broken_off(&mut store, &ana);
    let before = store.append(attempt, 25, UTC, &[], b"step", None).unwrap();
    assert_eq!((before.n_entries, before.trace_bytes), (5, 13));
    assert_eq!(store.append(attempt, 40, UTC, &[], b"", None).unwrap(), before);
    let resume = store.resume(attempt).unwrap();
    assert_eq!((resume.last_at_ms, resume.progress.last_at_ms), (25, 20));
    assert_eq!(resume.snapshot.unwrap().trace_bytes, 9);
}

#[test]
fn what_cannot_be_true_is_refused_and_nothing_of_it_is_kept() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let header = header(&store, &ana);
    let attempt = broken_off(&mut store, &ana);
    let mut refused = |at_ms: u64, facts: &[Fact]| store.append(attempt, at_ms, UTC, facts, b"x", None).unwrap_err();
    assert!(matches!(refused(19, &[Fact::Paused]), StoreError::TimeBack { at_ms: 19, before_ms: 20 }));
    assert!(matches!(refused(30, &[Fact::AttemptStarted(Box::new(header))]), StoreError::SecondHeader));
    assert!(matches!(refused(30, &[end(Outcome::Passed), Fact::Paused]), StoreError::FactsAfterEnd));
    let Fact::AttemptClosed { took_ms, .. } = end(Outcome::Passed) else { panic!("no end") };
    let wrong_trace = Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 1000,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 0,
        hints: 0,
        took_ms,
        input_trace_sha256: "00".repeat(32),
    };
    assert!(matches!(refused(30, &[Fact::Paused, wrong_trace]), StoreError::TraceMismatch));
    assert!(matches!(store.append(attempt, 30, "yesterday", &[], b"x", None).unwrap_err(), StoreError::Utc(_)));
    let stranger = ids::AttemptId(ids::Id128([9; 16]));
    assert!(matches!(store.append(stranger, 30, UTC, &[], b"x", None).unwrap_err(), StoreError::UnknownAttempt(_)));
    assert!(matches!(store.entries(stranger).unwrap_err(), StoreError::UnknownAttempt(_)));

    assert_eq!((store.entries(attempt).unwrap().len(), store.trace(attempt).unwrap().len()), (5, 9));
    let closed = played(&mut store, &ana);
    assert!(matches!(store.append(closed, 70_000, UTC, &[started("greet")], b"", None).unwrap_err(), StoreError::Closed(_)));
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn watching_belongs_to_the_demonstration_person() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let mut watch = header(&store, &ana);
    watch.mode = "watch".to_owned();
    assert!(matches!(store.open_attempt(&watch, UTC).unwrap_err(), StoreError::DemonstrationMismatch));
    let mut pretended = header(&store, &ana);
    pretended.demonstration = true;
    assert!(matches!(store.open_attempt(&pretended, UTC).unwrap_err(), StoreError::DemonstrationMismatch));
    let mut elsewhere = header(&store, &ana);
    elsewhere.device = ids::DeviceId(ids::Id128([1; 16]));
    assert!(matches!(store.open_attempt(&elsewhere, UTC).unwrap_err(), StoreError::OtherDevice { .. }));
    let nobody = store.demonstration_person();
    let mut demonstration = header(&store, &nobody);
    demonstration.mode = "watch".to_owned();
    store.open_attempt(&demonstration, UTC).unwrap();
    assert!(store.verify().unwrap().is_sound());
}
