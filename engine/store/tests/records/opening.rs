//! Opening: the owner's alone, brought up to date, and other people's files left as they are.

use crate::sample::{UTC, new_store};
use rusqlite::Connection;
use std::fs;
use store::{PinCheck, Signature, Store, StoreError};

#[test]
#[cfg(unix)]
fn file_and_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (_folder, path, mut store) = new_store();
    store.add_person("Ana", "").unwrap();
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    let files: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 2, "the log is expected beside the file");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let _store = Store::open(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn device_id_and_settings_stay() {
    let (_folder, path, mut store) = new_store();
    let device = store.device();
    assert_eq!(store.setting::<bool>("controls_rehearsed").unwrap(), None);
    store.set_setting("controls_rehearsed", &true).unwrap();
    store.set_setting("text_scale_percent", &125_u32).unwrap();
    store.set_setting("text_scale_percent", &150_u32).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.device(), device);
    assert_eq!(store.setting::<bool>("controls_rehearsed").unwrap(), Some(true));
    assert_eq!(store.setting::<u32>("text_scale_percent").unwrap(), Some(150));
    let said = store.setting::<Vec<u8>>("text_scale_percent").unwrap_err().to_string();
    assert!(said.contains("text_scale_percent"), "{said}");
}

#[test]
fn text_file_is_no_record_file_and_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let text = "shopping list, ".repeat(200);
    fs::write(&path, &text).unwrap();
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        assert!(matches!(opened.unwrap_err(), StoreError::NotRecords(_)));
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn database_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path).unwrap_err(), StoreError::NotRecords(_)));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn file_of_a_newer_practicum_is_left_as_it_is() {
    let (_folder, path, store) = new_store();
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let said = Store::open(&path).unwrap_err().to_string();
    assert!(said.contains("newer Practicum") && said.contains("99"), "{said}");
}

#[test]
fn reading_makes_no_file_and_writes_nothing() {
    let (_folder, path, mut store) = new_store();
    let missing = path.with_file_name("missing.db");
    assert!(matches!(Store::open_read_only(&missing).unwrap_err(), StoreError::NoFile(_)));
    assert!(!missing.exists());
    store.add_person("Ana", "").unwrap();
    let mut reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.people().unwrap().len(), 1);
    assert!(reader.verify().unwrap().is_sound());
    assert!(matches!(reader.add_person("Ben", "").unwrap_err(), StoreError::ReadOnly));
}

#[test]
fn folder_in_the_place_of_the_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let said = Store::open(folder.path()).unwrap_err();
    assert!(matches!(said, StoreError::File { .. }), "{said}");
    let below_a_file = folder.path().join("file");
    fs::write(&below_a_file, "x").unwrap();
    let said = Store::open(&below_a_file.join("practicum.db")).unwrap_err();
    assert!(matches!(said, StoreError::File { .. }), "{said}");
}

#[test]
fn a_file_of_layout_1_is_brought_up_to_date_and_everything_in_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practicum.sqlite");
    Connection::open(&path).unwrap().execute_batch(include_str!("layout_1.sql")).unwrap();
    let said = Store::open_read_only(&path).unwrap_err();
    assert!(matches!(said, StoreError::OlderLayout { found: 1, .. }), "{said}");

    let mut store = Store::open(&path).unwrap();
    let people = store.people().unwrap();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ana Example", "Ben Example"]);
    assert!(store.verify().unwrap().is_sound(), "{}", store.verify().unwrap());
    let (attempts, broken) = store.attempts(people[0].id).unwrap();
    assert_eq!((attempts.len(), broken.len()), (3, 0));
    assert!(attempts[1].passed() && attempts[1].header.mode == "exam" && !attempts[1].header.test_out);
    assert_eq!(store.report().unwrap().rows.len(), 3);
    // What is new works on it: a PIN, and a signature under an exam of before.
    let signature = Signature {
        attempt: attempts[1].attempt,
        by: people[1].id,
        signs_as: "Porter".to_owned(),
        outcome: record::SignOff::Confirmed,
        note: String::new(),
    };
    assert_eq!(store.sign_off(&signature, "7391", UTC).unwrap(), PinCheck::NoPin);
    store.set_first_pin(people[1].id, "7391", UTC).unwrap();
    assert_eq!(store.sign_off(&signature, "7391", UTC).unwrap(), PinCheck::Right);
    assert!(store.verify().unwrap().is_sound());
    assert!(Store::open_read_only(&path).unwrap().verify().unwrap().is_sound());
}
