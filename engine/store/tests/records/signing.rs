//! What others say of an attempt: new entries in its chain, by somebody with a PIN who is not the trainee.

use crate::sample::{UTC, completed, end, header, new_store, played, started};
use ids::{AttemptId, PersonId};
use record::{Assurance, EntryFault, Fact, Header, Outcome, SignOff};
use rusqlite::Connection;
use std::path::PathBuf;
use store::{Person, PinCheck, Signature, Store, StoreError, csv, table};
use tempfile::TempDir;

const LATER: &str = "2026-11-25T08:00:00Z";

/// A trainee and an assessor with a PIN.
fn house() -> (TempDir, PathBuf, Store, Person, Person) {
    let (folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "Nurse").unwrap();
    let ben = store.add_person("Ben", "Technician").unwrap();
    store.set_first_pin(ben.id, "7391", UTC).unwrap();
    (folder, path, store, ana, ben)
}

fn exam(store: &mut Store, person: &Person, outcome: Outcome) -> AttemptId {
    let header = Header { mode: "exam".to_owned(), assurance: Assurance::Pin, ..header(store, person) };
    let attempt = store.open_attempt(&header, UTC).unwrap();
    store.append(attempt, 10, UTC, &[started("greet"), completed("greet", None), end(outcome)], b"look", None).unwrap();
    attempt
}

fn signature(attempt: AttemptId, by: PersonId, outcome: SignOff, note: &str) -> Signature {
    Signature { attempt, by, signs_as: "Infection control nurse".to_owned(), outcome, note: note.to_owned() }
}

#[test]
fn a_sign_off_is_a_new_entry_that_names_the_assessor_and_a_later_one_corrects_it() {
    let (_folder, path, mut store, ana, ben) = house();
    let attempt = exam(&mut store, &ana, Outcome::Passed);
    let before = store.sealed_entries(attempt).unwrap();
    let not_yet = signature(attempt, ben.id, SignOff::NotYet, "Gloves before gown.");
    assert_eq!(store.sign_off(&not_yet, "7391", LATER).unwrap(), PinCheck::Right);
    let confirmed = signature(attempt, ben.id, SignOff::Confirmed, "");
    assert_eq!(store.sign_off(&confirmed, "7391", LATER).unwrap(), PinCheck::Right);
    let after = store.sealed_entries(attempt).unwrap();
    assert_eq!((after.len(), &after[..before.len()]), (before.len() + 2, &before[..]));
    let progress = store.progress(attempt).unwrap();
    let said: Vec<SignOff> = progress.sign_offs.iter().map(|said| said.outcome).collect();
    assert_eq!(said, [SignOff::NotYet, SignOff::Confirmed]);
    assert_eq!(progress.last_utc.as_str(), UTC, "a signature is no play");
    assert_eq!(store.unseal(ana.id, &progress.sign_offs[0].note_sealed).unwrap(), "Gloves before gown.");
    assert!(store.verify().unwrap().is_sound());
    let row = &store.report().unwrap().rows[0];
    let sign_off = row.sign_off.as_ref().unwrap();
    assert_eq!((sign_off.by.as_deref(), sign_off.signs_as.as_deref()), (Some("Ben"), Some("Infection control nurse")));
    assert!(table(std::slice::from_ref(row)).contains("signed off by Ben (Infection control nurse)"));
    assert!(csv(std::slice::from_ref(row)).contains("confirmed,Ben,Infection control nurse"));
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(14).any(|window| window == b"Gloves before "), "the note is sealed");
    }
}

#[test]
fn nobody_signs_for_themself_with_a_wrong_pin_or_what_was_not_passed() {
    let (_folder, _path, mut store, ana, ben) = house();
    store.set_first_pin(ana.id, "2580", UTC).unwrap();
    let attempt = exam(&mut store, &ana, Outcome::Passed);
    let own = signature(attempt, ana.id, SignOff::Confirmed, "");
    assert!(matches!(store.sign_off(&own, "2580", LATER).unwrap_err(), StoreError::OwnSignOff));
    let wrong = signature(attempt, ben.id, SignOff::Confirmed, "");
    assert_eq!(store.sign_off(&wrong, "0000", LATER).unwrap(), PinCheck::Wrong { wait_secs: 0 });
    let nameless = Signature { signs_as: " ".to_owned(), ..wrong };
    assert!(matches!(store.sign_off(&nameless, "7391", LATER).unwrap_err(), StoreError::BadText { .. }));
    let failed = exam(&mut store, &ana, Outcome::NotPassed);
    let guided = played(&mut store, &ana);
    for attempt in [failed, guided] {
        let unfit = signature(attempt, ben.id, SignOff::Confirmed, "");
        assert!(matches!(store.sign_off(&unfit, "7391", LATER).unwrap_err(), StoreError::NothingToSign));
    }
    assert!(store.progress(attempt).unwrap().sign_offs.is_empty());
}

#[test]
fn a_signature_that_was_cut_off_or_changed_shows() {
    let (_folder, path, mut store, ana, ben) = house();
    let attempt = exam(&mut store, &ana, Outcome::Passed);
    store.sign_off(&signature(attempt, ben.id, SignOff::NotYet, ""), "7391", LATER).unwrap();
    let db = Connection::open(&path).unwrap();
    db.execute_batch("DROP TRIGGER entries_stay; DROP TRIGGER entries_last").unwrap();
    db.execute("UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'not_yet', 'confirmed') AS BLOB)", []).unwrap();
    assert!(matches!(store.verify().unwrap().bad_entries[0].why, EntryFault::HashMismatch));
    db.execute("DELETE FROM entries WHERE seq = 4", []).unwrap();
    let found = store.verify().unwrap();
    assert!(!found.is_sound() && found.bad_entries[0].seq == 4, "{found}");
}

#[test]
fn a_further_round_is_allowed_by_somebody_else_and_stands_in_the_chain() {
    let (_folder, _path, mut store, ana, ben) = house();
    let attempt = exam(&mut store, &ana, Outcome::NotPassed);
    assert!(matches!(store.allow_round(attempt, ana.id, "2580", LATER).unwrap_err(), StoreError::OwnSignOff));
    assert_eq!(store.allow_round(attempt, ben.id, "7391", LATER).unwrap(), PinCheck::Right);
    assert_eq!(store.progress(attempt).unwrap().round_allowed.unwrap().as_str(), LATER);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn who_goes_on_is_confirmed_before_and_a_witness_is_named_but_never_the_trainee() {
    let (_folder, _path, mut store, ana, ben) = house();
    let own = store.named(ana.id, None).unwrap();
    let header = Header { mode: "exam".to_owned(), witness: Some(own.clone()), ..header(&store, &ana) };
    assert!(matches!(store.open_attempt(&header, UTC).unwrap_err(), StoreError::OwnWitness));
    let witness = Some(store.named(ben.id, None).unwrap());
    let header = Header { assurance: Assurance::Witnessed, witness: witness.clone(), ..header };
    let attempt = store.open_attempt(&header, UTC).unwrap();
    store.append(attempt, 10, UTC, &[started("greet"), Fact::Left], b"look", Some(b"one")).unwrap();
    assert!(store.confirm_identity(attempt, Assurance::Witnessed, Some(own), LATER).is_err());
    store.confirm_identity(attempt, Assurance::Witnessed, witness, LATER).unwrap();
    assert_eq!(store.resume(attempt).unwrap().snapshot.unwrap().bytes, b"one", "what it goes on from stays");
    store.append(attempt, 20, LATER, &[Fact::Continued], b"", Some(b"two")).unwrap();
    assert!(store.verify().unwrap().is_sound());
    assert_eq!(store.report().unwrap().rows[0].witness.as_deref(), Some("Ben"));
    store.erase_person(ben.id).unwrap();
    assert_eq!(store.report().unwrap().rows[0].witness, None);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn play_cannot_write_what_only_others_may_say() {
    let (_folder, _path, mut store, ana, ben) = house();
    let attempt = store.open_attempt(&header(&store, &ana), UTC).unwrap();
    let forged =
        Fact::SignedOff { outcome: SignOff::Confirmed, by: store.named(ben.id, None).unwrap(), note_sealed: String::new() };
    assert!(store.append(attempt, 10, UTC, &[forged], b"", None).is_err());
}
