//! Whatever is changed in the file behind the program's back, `verify` names the place.

use crate::sample::{UTC, broken_off, new_store, played};
use ids::AttemptId;
use record::{EntryFault, Fact, LogFault};
use rusqlite::Connection;
use store::{Store, Verification};

/// A file with two ended attempts, one that was left, and one broken off; then the given SQL, with `{1}` to `{4}` for their ids.
fn after(sql: &str) -> (Verification, [AttemptId; 4]) {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "Nurse").unwrap();
    let ben = store.add_person("Ben", "Porter").unwrap();
    let first = played(&mut store, &ana);
    let left = broken_off(&mut store, &ana);
    store.append(left, 30, UTC, &[Fact::Left], b"", None).unwrap();
    let second = played(&mut store, &ben);
    let attempts = [first, second, left, broken_off(&mut store, &ben)];
    let untouched = store.verify().unwrap();
    assert!(untouched.is_sound(), "{untouched}");
    drop(store);

    let mut sql = sql.to_owned();
    for (n, attempt) in (1..).zip(attempts) {
        sql = sql.replace(&format!("{{{n}}}"), &format!("'{attempt}'"));
    }
    let db = Connection::open(&path).unwrap();
    for trigger in ["entries_stay", "entries_last", "log_stays", "log_lasts", "traces_stay", "traces_last"] {
        db.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    db.pragma_update(None, "foreign_keys", false).unwrap();
    db.execute_batch(&sql).unwrap();
    drop(db);
    (Store::open_read_only(&path).unwrap().verify().unwrap(), attempts)
}

/// The one bad entry that is expected: (which attempt, seq, why).
fn one_bad_entry(sql: &str) -> (usize, u64, EntryFault) {
    let (verification, attempts) = after(sql);
    assert_eq!(verification.bad_entries.len(), 1, "{verification}");
    assert_eq!((&verification.bad_log_record, verification.damages.len()), (&None, 0), "{verification}");
    let bad = &verification.bad_entries[0];
    let n = 1 + attempts.iter().position(|attempt| *attempt == bad.attempt).unwrap();
    assert!(verification.to_string().contains(&format!("BAD  attempt {}, entry {}", bad.attempt, bad.seq)), "{verification}");
    (n, bad.seq, bad.why.clone())
}

#[test]
fn program_itself_cannot_change_or_remove_entries() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    played(&mut store, &ana);
    let db = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE entries SET bytes = x'00'",
        "DELETE FROM entries",
        "UPDATE device_log SET seq = seq + 1",
        "DELETE FROM trace_chunks",
    ] {
        let said = db.execute(sql, []).unwrap_err().to_string();
        assert!(said.contains("never"), "{sql}: {said}");
    }
}

#[test]
fn one_changed_byte_is_named() {
    let sql = "UPDATE entries SET bytes = CAST(replace(bytes, '175 psi', '185 psi') AS BLOB) WHERE attempt = {1} AND seq = 6";
    assert_eq!(one_bad_entry(sql), (1, 6, EntryFault::HashMismatch));
    let sql = "UPDATE entries SET hash = zeroblob(32) WHERE attempt = {2} AND seq = 0";
    assert_eq!(one_bad_entry(sql), (2, 0, EntryFault::HashMismatch));
}

#[test]
fn removed_row_is_named() {
    assert_eq!(one_bad_entry("DELETE FROM entries WHERE attempt = {2} AND seq = 3"), (2, 3, EntryFault::Gap { found: 4 }));
}

#[test]
fn swapped_rows_are_named() {
    let sql = "UPDATE entries SET seq = 100 WHERE attempt = {1} AND seq = 2;
               UPDATE entries SET seq = 2 WHERE attempt = {1} AND seq = 4;
               UPDATE entries SET seq = 4 WHERE attempt = {1} AND seq = 100;";
    assert_eq!(one_bad_entry(sql), (1, 2, EntryFault::Gap { found: 4 }));
    let (n, seq, why) = one_bad_entry("UPDATE entries SET seq = 9 WHERE attempt = {1} AND seq = 8");
    assert_eq!((n, seq, why.to_string().as_str()), (1, 8, "its row says 9"));
}

#[test]
fn cut_tail_of_an_ended_attempt_is_named() {
    let covered = "DELETE FROM entries WHERE attempt = {1} AND seq >= 7;
                   UPDATE attempts SET closed = 0, n_entries = 7,
                       head_hash = (SELECT hash FROM entries WHERE attempt = {1} AND seq = 6) WHERE id = {1};";
    assert_eq!(one_bad_entry(covered), (1, 7, EntryFault::TailCut { n_more: 1, logged_seq: 8 }));
    let (n, seq, why) = one_bad_entry("DELETE FROM entries WHERE attempt = {1} AND seq >= 7");
    assert_eq!((n, seq), (1, 7));
    assert!(why.to_string().contains("missing"), "{why}");
}

#[test]
fn cut_tail_of_an_open_attempt_is_named() {
    let (n, seq, why) = one_bad_entry("DELETE FROM entries WHERE attempt = {4} AND seq >= 3");
    assert_eq!((n, seq), (4, 3));
    assert!(why.to_string().contains("the attempt had 5 entries"), "{why}");
    let (n, seq, _) = one_bad_entry("DELETE FROM entries WHERE attempt = {3} AND seq >= 5");
    assert_eq!((n, seq), (3, 5));
}

#[test]
fn removed_attempt_is_named() {
    let whole = "DELETE FROM trace_chunks WHERE attempt = {1}; DELETE FROM entries WHERE attempt = {1}; DELETE FROM attempts WHERE id = {1};";
    assert_eq!(one_bad_entry(whole), (1, 0, EntryFault::NoEntries));
    assert_eq!(one_bad_entry("DELETE FROM entries WHERE attempt = {4}"), (4, 0, EntryFault::NoEntries));
    let (n, seq, why) = one_bad_entry("DELETE FROM snapshots; DELETE FROM attempts WHERE id = {2}");
    assert_eq!((n, seq, why.to_string().as_str()), (2, 0, "the attempt's row is missing"));
}

#[test]
fn attempt_given_to_somebody_else_is_named() {
    let sql = "UPDATE attempts SET person = (SELECT person FROM attempts WHERE id = {1}) WHERE id = {2}";
    let (n, seq, why) = one_bad_entry(sql);
    assert_eq!((n, seq, why.to_string().as_str()), (2, 0, "the attempt's row names another person"));
}

#[test]
fn changed_trace_is_named() {
    let (n, seq, why) = one_bad_entry("UPDATE trace_chunks SET bytes = x'6c6f6f6c' WHERE attempt = {1} AND chunk = 0");
    assert_eq!((n, seq), (1, 8));
    assert!(why.to_string().contains("input trace"), "{why}");
    let (n, seq, why) = one_bad_entry("DELETE FROM trace_chunks WHERE attempt = {4} AND chunk = 1");
    assert_eq!((n, seq), (4, 4));
    assert!(why.to_string().contains("input trace"), "{why}");
}

#[test]
fn changed_removed_and_cut_log_records_are_named() {
    let bad_record = |sql: &str| {
        let (verification, _) = after(sql);
        let bad = verification.bad_log_record.clone().unwrap_or_else(|| panic!("{verification}"));
        (bad.seq, bad.why)
    };
    let changed = "UPDATE device_log SET bytes = CAST(replace(bytes, 'left', 'lost') AS BLOB) WHERE seq = 3";
    assert_eq!(bad_record(changed), (3, LogFault::HashMismatch));
    assert_eq!(bad_record("DELETE FROM device_log WHERE seq = 2"), (2, LogFault::Gap { found: 3 }));
    let (seq, why) = bad_record("DELETE FROM device_log WHERE seq >= 5");
    assert_eq!(seq, 5);
    assert!(why.to_string().contains("does not end where"), "{why}");
}

#[test]
fn bad_attempt_is_told_apart_and_the_others_still_show() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let bad = played(&mut store, &ana);
    let good = played(&mut store, &ana);
    let db = Connection::open(&path).unwrap();
    db.execute_batch(&format!(
        "DROP TRIGGER entries_stay; UPDATE entries SET bytes = x'7b7d' WHERE attempt = '{bad}' AND seq = 1"
    ))
    .unwrap();
    let (attempts, named) = store.attempts(ana.id).unwrap();
    assert_eq!((attempts.len(), attempts[0].attempt), (1, good));
    assert_eq!((named.len(), named[0].attempt, named[0].seq), (1, bad, 1));
    let report = store.report().unwrap();
    assert_eq!((report.rows.len(), report.bad_entries.len()), (1, 1));
}

#[test]
fn garbage_in_the_middle_of_the_file_is_an_error_or_a_finding_and_no_panic() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    for _ in 0..20 {
        played(&mut store, &ana);
    }
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 64].fill(0xa5);
        std::fs::write(&path, &bytes).unwrap();
        let found = Store::open_read_only(&path).and_then(|store| store.verify());
        assert!(!found.is_ok_and(|verification| verification.is_sound()), "page {page}");
    }
}
