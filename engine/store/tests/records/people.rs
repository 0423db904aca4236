//! People: added, changed, sealed and erased.

use crate::sample::{UTC, header, new_store, played};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use store::{DEMONSTRATION_PERSON, Store, StoreError};

#[test]
fn people_stay_and_the_demonstration_person_is_none_of_them() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("  Ana Müller ", "Nurse").unwrap();
    let ben = store.add_person("Ben", "").unwrap();
    assert_eq!(ana.name, "Ana Müller");
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.people().unwrap(), [ana, ben]);
    assert_eq!(store.demonstration_person().id, DEMONSTRATION_PERSON);
    assert_eq!(store.seal_for(DEMONSTRATION_PERSON, "x").unwrap(), "");
}

#[test]
fn bad_names_are_refused_with_a_reason() {
    let (_folder, _path, mut store) = new_store();
    for (name, job_title, reason) in [
        ("  ", "", "the name is empty"),
        (&*"x".repeat(121), "", "the name is too long"),
        ("Ana\nBen", "", "a line break"),
        ("Ana", "Nurse\u{1b}[2J", "the job title holds"),
    ] {
        let said = store.add_person(name, job_title).unwrap_err().to_string();
        assert!(said.contains(reason), "{said}");
    }
    assert_eq!(store.people().unwrap(), []);
}

#[test]
fn no_name_stands_in_the_file_in_the_clear() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana Unmistakable", "Harbour Pilot").unwrap();
    played(&mut store, &ana);
    for secret in ["Unmistakable", "Harbour Pilot"] {
        assert!(!anywhere(&path, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn erased_person_is_gone_and_every_chain_holds() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "Nurse").unwrap();
    let ben = store.add_person("Ben", "Porter").unwrap();
    let attempt = played(&mut store, &ana);
    let sealed = header(&store, &ana).person_sealed;
    let key: Vec<u8> = Connection::open(&path)
        .unwrap()
        .query_row("SELECT key FROM person_keys WHERE person = ?1", [ana.id.to_string()], |row| row.get(0))
        .unwrap();
    assert!(anywhere(&path, &key), "the test must see the key before it is destroyed");

    store.erase_person(ana.id).unwrap();

    assert!(!anywhere(&path, &key), "the key is still in the file or its log");
    assert_eq!(store.people().unwrap(), [ben]);
    assert!(matches!(store.unseal(ana.id, &sealed).unwrap_err(), StoreError::ErasedPerson(_)));
    assert!(store.verify().unwrap().is_sound());
    assert_eq!(store.progress(attempt).unwrap().totals().steps_done, 3);
    let ghost = record::Header { person_sealed: sealed, ..store.progress(attempt).unwrap().header };
    assert!(matches!(store.open_attempt(&ghost, UTC).unwrap_err(), StoreError::ErasedPerson(_)));
    store.erase_person(ana.id).unwrap();
}

#[test]
fn demonstration_person_and_strangers_cannot_be_erased() {
    let (_folder, _path, mut store) = new_store();
    assert!(matches!(store.erase_person(DEMONSTRATION_PERSON).unwrap_err(), StoreError::DemonstrationIsFixed));
    assert!(matches!(store.change_person(DEMONSTRATION_PERSON, "X", "").unwrap_err(), StoreError::DemonstrationIsFixed));
    let stranger = ids::PersonId(ids::Id128([9; 16]));
    assert!(matches!(store.erase_person(stranger).unwrap_err(), StoreError::UnknownPerson(_)));
}

#[test]
fn sealed_text_of_one_person_does_not_open_as_anothers() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let ben = store.add_person("Ben", "").unwrap();
    let sealed = store.seal_for(ana.id, "a note").unwrap();
    assert_eq!(store.unseal(ana.id, &sealed).unwrap(), "a note");
    assert!(matches!(store.unseal(ben.id, &sealed).unwrap_err(), StoreError::BadSeal(_)));
    assert!(matches!(store.unseal(ana.id, "no base64!").unwrap_err(), StoreError::BadSeal(_)));
}

/// True when the bytes stand in the record file or in anything beside it.
fn anywhere(path: &Path, needle: &[u8]) -> bool {
    fs::read_dir(path.parent().unwrap())
        .unwrap()
        .any(|file| fs::read(file.unwrap().path()).unwrap().windows(needle.len()).any(|window| window == needle))
}
