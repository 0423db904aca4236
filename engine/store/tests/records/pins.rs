//! PINs: set, tried, waited for, forgotten, erased; and nowhere to be read.

use crate::sample::new_store;
use record::Utc;
use std::fs;
use store::{PinCheck, Store, StoreError};

const NOW: &str = "2026-11-22T09:40:06Z";

fn later(secs: i64) -> String {
    Utc::from_unix_secs(Utc::new(NOW).unwrap().unix_secs() + secs).to_string()
}

#[test]
fn a_pin_is_right_wrong_or_not_there() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap().id;
    assert_eq!(store.check_pin(ana, "2580", NOW).unwrap(), PinCheck::NoPin);
    store.set_first_pin(ana, "2580", NOW).unwrap();
    assert!(store.pin_owners().unwrap().contains(&ana));
    assert_eq!(store.check_pin(ana, "2580", NOW).unwrap(), PinCheck::Right);
    assert_eq!(store.check_pin(ana, "2581", NOW).unwrap(), PinCheck::Wrong { wait_secs: 0 });
    assert!(matches!(store.set_first_pin(ana, "7391", NOW).unwrap_err(), StoreError::PinIsSet));
    assert_eq!(store.check_pin(ana, "2580", NOW).unwrap(), PinCheck::Right);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn wrong_pins_make_the_next_try_wait_longer_also_after_a_restart_and_with_a_clock_put_back() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap().id;
    store.set_first_pin(ana, "2580", NOW).unwrap();
    let tries = [0, 0, 30].map(|wait_secs| PinCheck::Wrong { wait_secs });
    for expected in tries {
        assert_eq!(store.check_pin(ana, "0001", NOW).unwrap(), expected);
    }
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.check_pin(ana, "2580", NOW).unwrap(), PinCheck::Wait { wait_secs: 30 });
    assert_eq!(store.check_pin(ana, "2580", &later(29)).unwrap(), PinCheck::Wait { wait_secs: 1 });
    assert_eq!(store.check_pin(ana, "2580", &later(-1_000)).unwrap(), PinCheck::Wait { wait_secs: 30 });
    assert_eq!(store.check_pin(ana, "0001", &later(30)).unwrap(), PinCheck::Wrong { wait_secs: 60 });
    assert_eq!(store.check_pin(ana, "2580", &later(89)).unwrap(), PinCheck::Wait { wait_secs: 1 });
    assert_eq!(store.check_pin(ana, "2580", &later(90)).unwrap(), PinCheck::Right);
    assert_eq!(store.check_pin(ana, "0001", &later(91)).unwrap(), PinCheck::Wrong { wait_secs: 0 }, "a right one starts anew");
}

#[test]
fn a_pin_is_changed_with_the_old_one_and_replaced_with_a_witness_on_record() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap().id;
    let ben = store.add_person("Ben", "").unwrap().id;
    store.set_first_pin(ana, "2580", NOW).unwrap();
    store.set_first_pin(ben, "7391", NOW).unwrap();
    assert_eq!(store.change_pin(ana, "9999", "4826", NOW).unwrap(), PinCheck::Wrong { wait_secs: 0 });
    assert_eq!(store.change_pin(ana, "2580", "4826", NOW).unwrap(), PinCheck::Right);
    assert_eq!(store.check_pin(ana, "4826", NOW).unwrap(), PinCheck::Right);
    assert!(matches!(store.reset_pin(ana, ana, "4826", "5937", NOW).unwrap_err(), StoreError::OwnWitness));
    assert_eq!(store.reset_pin(ana, ben, "0000", "5937", NOW).unwrap(), PinCheck::Wrong { wait_secs: 0 });
    assert_eq!(store.check_pin(ana, "5937", NOW).unwrap(), PinCheck::Wrong { wait_secs: 0 });
    assert_eq!(store.reset_pin(ana, ben, "7391", "5937", NOW).unwrap(), PinCheck::Right);
    assert_eq!(store.check_pin(ana, "5937", NOW).unwrap(), PinCheck::Right);
    assert!(store.verify().unwrap().is_sound());
    let log: String = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT CAST(bytes AS TEXT) FROM device_log ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
        .unwrap();
    assert!(log.contains("pin_set") && log.contains(&ana.to_string()) && log.contains(&ben.to_string()), "{log}");
}

#[test]
fn bad_pins_and_nobodys_pins_are_refused() {
    let (_folder, _path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap().id;
    let said = store.set_first_pin(ana, "1234", NOW).unwrap_err().to_string();
    assert!(said.contains("too easy to guess"), "{said}");
    let nobody = store.demonstration_person().id;
    assert!(matches!(store.set_first_pin(nobody, "2580", NOW).unwrap_err(), StoreError::DemonstrationIsFixed));
    assert_eq!(store.check_pin(nobody, "2580", NOW).unwrap(), PinCheck::NoPin);
}

#[test]
fn no_pin_stands_in_the_file_and_an_erased_person_has_none() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap().id;
    store.set_first_pin(ana, "58203917", NOW).unwrap();
    store.check_pin(ana, "58203918", NOW).unwrap();
    for file in fs::read_dir(path.parent().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"5820391"));
    }
    store.erase_person(ana).unwrap();
    assert!(store.pin_owners().unwrap().is_empty());
    assert!(store.verify().unwrap().is_sound());
}
