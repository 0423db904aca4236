//! Every kind of goal, done by a body that has to walk there and look: the way from the language to the floor of a scene.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use player::headless::{WatchOptions, watch};
use player::places::Wanted;
use std::path::Path;
use store::Store;
use walkthroughs::home;

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
    let wanted = Wanted { home: Some(place.path().to_owned()), data: Some(data.clone()) };
    let options = WatchOptions {
        module: "every-goal".to_owned(),
        out: place.path().join("out"),
        size_px: [64, 36],
        pictures: false,
        resume: false,
    };
    let mut said = Vec::new();
    let outcome = watch(wanted, &options, &mut said);
    let said = String::from_utf8(said).unwrap();
    outcome.unwrap_or_else(|error| panic!("{error:#}\n{said}"));
    assert!(said.contains("12 of 12"), "{said}");
    let store = Store::open_read_only(&data.join("practicum.sqlite")).unwrap();
    let (attempts, _) = store.all_attempts().unwrap();
    let totals = attempts[0].totals();
    assert_eq!((totals.steps_done, totals.mistakes, totals.strays), (12, 0, 0), "{said}");
    assert!(store.verify().unwrap().is_sound());
}
