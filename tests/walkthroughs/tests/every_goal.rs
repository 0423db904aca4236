//! Every kind of goal, done by a body that has to walk there and look, and every effect: the way from the language to the floor of
//! a scene.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use std::path::Path;
use store::Store;
use walkthroughs::{home, watched};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn a_body_can_do_every_kind_of_goal_and_its_attempt_is_on_record() {
    let place = tempfile::tempdir().unwrap();
    copy(&home().join("content"), &place.path().join("content"));
    let module = home().join("tests/walkthroughs/every-goal");
    copy(&module, &place.path().join("modules/every-goal"));
    copy(&home().join("tests/walkthroughs/snippets"), &place.path().join("modules/snippets"));
    let data = place.path().join("data");
    let said = watched(place.path(), &data, "every-goal");
    assert!(said.contains("13 of 13"), "{said}");
    let store = Store::open_read_only(&data.join("practicum.sqlite")).unwrap();
    let (attempts, _) = store.all_attempts().unwrap();
    let totals = attempts[0].totals();
    assert_eq!((totals.steps_done, totals.mistakes, totals.strays), (13, 0, 0), "{said}");
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn every_effect_is_shown_and_its_attempt_comes_to_its_end() {
    let place = tempfile::tempdir().unwrap();
    copy(&home().join("content"), &place.path().join("content"));
    copy(&home().join("tests/walkthroughs/every-effect"), &place.path().join("modules/every-effect"));
    let data = place.path().join("data");
    let said = watched(place.path(), &data, "every-effect");
    assert!(said.contains("28 of 28"), "{said}");
    assert!(Store::open_read_only(&data.join("practicum.sqlite")).unwrap().verify().unwrap().is_sound());
}

/// A new effect needs its moment in the module above.
#[test]
fn the_module_of_effects_leaves_none_out() {
    let text = std::fs::read_to_string(home().join("tests/walkthroughs/every-effect/module.toml")).unwrap();
    let verbs = authoring::keys::EFFECTS.tables.iter().map(|table| table.keys[0].name);
    let missing: Vec<&str> = verbs.filter(|verb| !text.contains(&format!("{{ {verb} = "))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
