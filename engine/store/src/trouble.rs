//! Tests of trouble that only the inside can make: a full disk, a busy file, an answer that was lost after the commit.

use crate::open::Store;
use crate::{Person, StoreError};
use ids::{AttemptId, ModuleId};
use record::{Assurance, Fact, Header, Outcome, Presentation};
use rusqlite::Connection;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

const UTC: &str = "2026-11-22T09:40:06Z";

fn playing() -> (TempDir, PathBuf, Store, AttemptId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practicum.db");
    let mut store = Store::open(&path).unwrap();
    let Person { id: person, .. } = store.add_person("Ana", "Nurse").unwrap();
    let header = Header {
        person,
        person_sealed: store.seal_for(person, "{}").unwrap(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 3,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 1,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: store.device(),
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    };
    let attempt = store.open_attempt(&header, UTC).unwrap();
    (folder, path, store, attempt)
}

#[test]
fn full_disk_says_so_keeps_what_was_there_and_goes_on_once_there_is_room() {
    let (_folder, _path, mut store, attempt) = playing();
    let n_pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.db.pragma_update_and_check(None, "max_page_count", n_pages, |_| Ok(())).unwrap();
    let trace = vec![7; 100_000];
    let error = store.append(attempt, 10, UTC, &[Fact::Paused], &trace, None).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error}");
    assert!(error.to_string().contains("everything ticked so far is saved") && error.to_string().contains("free some space"));
    assert_eq!((store.entries(attempt).unwrap().len(), store.trace(attempt).unwrap().len()), (1, 0));
    store.db.pragma_update_and_check(None, "max_page_count", 100_000, |_| Ok(())).unwrap();
    store.append(attempt, 10, UTC, &[Fact::Paused], &trace, None).unwrap();
    assert_eq!(store.entries(attempt).unwrap().len(), 2);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn busy_file_says_so_and_the_append_can_be_repeated() {
    let (_folder, path, mut store, attempt) = playing();
    store.db.busy_timeout(Duration::ZERO).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.append(attempt, 10, UTC, &[Fact::Paused], b"x", None).unwrap_err();
    assert!(matches!(error, StoreError::Busy) && error.to_string().contains("close the other Practicum"), "{error}");
    assert_eq!(store.entries(attempt).unwrap().len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    store.append(attempt, 10, UTC, &[Fact::Paused], b"x", None).unwrap();
    assert_eq!(store.entries(attempt).unwrap().len(), 2);
}

#[test]
fn file_that_may_only_be_read_says_so() {
    let (_folder, _path, mut store, attempt) = playing();
    store.db.pragma_update(None, "query_only", true).unwrap();
    let error = store.append(attempt, 10, UTC, &[Fact::Paused], b"x", None).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly) && error.to_string().contains("write access"), "{error}");
}

#[test]
fn append_whose_answer_was_lost_is_not_written_twice() {
    let (_folder, _path, mut store, attempt) = playing();
    let end = Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 1000,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 0,
        hints: 0,
        took_ms: 30,
        input_trace_sha256: String::new(),
    };
    for (at_ms, facts) in [(10, vec![Fact::Paused, Fact::Left]), (20, vec![]), (30, vec![Fact::Continued, end])] {
        let before = store.seen[&attempt];
        let first = store.append(attempt, at_ms, UTC, &facts, b"xy", Some(b"state")).unwrap();
        // As if the commit had reached the disk and its answer had not come back.
        store.seen.insert(attempt, before);
        let other = store.append(attempt, at_ms, UTC, &[Fact::Resumed, Fact::Resumed], b"xy", None);
        assert!(matches!(other.unwrap_err(), StoreError::MovedOn(_)));
        let again = store.append(attempt, at_ms, "2026-11-22T09:40:07Z", &facts, b"xy", Some(b"state")).unwrap();
        assert_eq!(again, first);
    }
    assert_eq!((store.entries(attempt).unwrap().len(), store.trace(attempt).unwrap().len()), (5, 6));
    assert!(store.verify().unwrap().is_sound());
}
