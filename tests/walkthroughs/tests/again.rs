//! An attempt seen again: from the record, from a file, at any moment; and what is said when it cannot be.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::Module;
use player::library::{Library, load_scene};
use player::play::Stride;
use player::review::recording::Recording;
use player::review::replay::{MarkKind, Replay};
use session::{Input, Session};
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use walkthroughs::{home, watched, watched_in};

/// The whole of `first-day` played by itself, and its module.
fn recorded(data: &Path) -> (Recording, Arc<Module>) {
    watched(&home(), data, "first-day");
    let store = Store::open_read_only(&data.join("practicum.sqlite")).unwrap();
    let attempt = store.report().unwrap().rows[0].attempt;
    let library = Library::open(&home().join("modules"), &home().join("content")).unwrap();
    let module = library.module("first-day").unwrap().module.clone().unwrap();
    (Recording::of(&store, attempt).unwrap(), module)
}

fn in_its_room(recording: Recording, module: &Arc<Module>) -> Replay {
    let scene = load_scene(&home().join("content"), module.scene.as_str()).unwrap().scene;
    let (session, _) = Session::start_on(Arc::clone(module), &recording.terms());
    let stage = Stage::new(Arc::clone(module), scene, session.world().clone()).unwrap();
    Replay::new(recording, Arc::clone(module), stage)
}

#[test]
fn a_moment_is_the_same_whether_it_was_waited_for_or_chosen() {
    let data = tempfile::tempdir().unwrap();
    let (recording, module) = recorded(data.path());
    assert!(recording.replayable(Some(&module)).is_ok());
    let (mut waited, mut chosen) = (in_its_room(recording.clone(), &module), in_its_room(recording, &module));
    assert_eq!(waited.marks.iter().filter(|mark| mark.kind == MarkKind::Right).count(), module.steps.len());
    waited.speed_percent = 400;
    let mut n_moments = 0;
    while waited.is_playing {
        waited.advance(0.37, Stride::default());
        chosen.seek(waited.at_ms());
        assert_eq!(waited.view(), chosen.view());
        let (at, chosen_at) = (waited.stage.pose_of_trainee(), chosen.stage.pose_of_trainee());
        assert_eq!(at, chosen_at, "at {} ms", waited.at_ms());
        n_moments += 1;
    }
    assert!(n_moments > 50 && waited.view().finished.is_some());
    assert_eq!(waited.mark_beside(true), None);
    assert!(waited.mark_beside(false).is_some_and(|at_ms| at_ms < waited.at_ms()));
}

#[test]
fn another_machine_sees_it_again_from_a_file() {
    let data = tempfile::tempdir().unwrap();
    let (recording, module) = recorded(data.path());
    let again = Recording::from_file(&recording.to_file()).unwrap();
    assert_eq!((&again.trace, &again.entries), (&recording.trace, &recording.entries));
    assert!(again.replayable(Some(&module)).is_ok());
    assert!(again.replayable(None).map(|_| ()).unwrap_err().contains("is not here"));
    let mut changed = (*module).clone();
    changed.steps.remove(3);
    assert!(again.replayable(Some(&Arc::new(changed))).map(|_| ()).unwrap_err().contains("was changed since"));
}

#[test]
fn a_file_that_was_tampered_with_is_refused_with_its_reason() {
    let data = tempfile::tempdir().unwrap();
    let (recording, module) = recorded(data.path());
    let file = String::from_utf8(recording.to_file()).unwrap();
    let refused = |text: &str| Recording::from_file(text.as_bytes()).map(|_| ()).unwrap_err().to_string();
    assert!(refused(&file.replacen("\\\"tries\\\":1", "\\\"tries\\\":2", 1)).contains("does not hold"));
    assert!(refused(&file.replacen("press badge_reader", "push badge_reader", 1)).contains("line"));
    assert!(refused(&file.replacen("\"practicum_attempt\": 1", "\"practicum_attempt\": 9", 1)).contains("newer"));
    // Nothing follows the last entry that would hold its hash; playing it again shows that it is another.
    let better = file.replacen("\\\"score_permille\\\":1000", "\\\"score_permille\\\":990", 1);
    let why = Recording::from_file(better.as_bytes()).unwrap().replayable(Some(&module)).map(|_| ()).unwrap_err();
    assert!(why.contains("99.0 %") && why.contains("100.0 %"), "{why}");
    let shortened = Recording::from_file(file.replacen(" press badge_reader", " take badge_reader", 1).as_bytes()).unwrap();
    assert!(shortened.replayable(Some(&module)).map(|_| ()).unwrap_err().contains("hash"));
}

#[test]
fn a_trace_that_does_not_give_its_facts_says_where_it_first_differs() {
    let data = tempfile::tempdir().unwrap();
    let (mut recording, module) = recorded(data.path());
    let tap = |input: &Input| matches!(input, Input::Press { object } if object.as_str() == "badge_reader");
    let idx = recording.trace.inputs.iter().position(|(_, input)| tap(input)).unwrap();
    recording.trace.inputs.remove(idx);
    let why = recording.replayable(Some(&module)).map(|_| ()).unwrap_err();
    assert!(why.contains("It first differs at") && why.contains("step tap-badge is done"), "{why}");
}

#[test]
fn any_bytes_as_a_file_are_survived() {
    let data = tempfile::tempdir().unwrap();
    let file = recorded(data.path()).0.to_file();
    for cut in (0..file.len()).step_by(97) {
        assert!(Recording::from_file(&file[..cut]).is_err());
    }
    for at in (0..file.len()).step_by(61) {
        let mut changed = file.clone();
        changed[at] = changed[at].wrapping_add(1);
        let _ = Recording::from_file(&changed);
    }
}

const REPORT: &str = r#"
format   = 1
id       = "report"
title    = "Report a call"
kind     = "workflow"
version  = "1"
language = "en"
scene    = "harbour-clinic"
minutes  = 1

[cards.phone]
ask    = "Which extension do you dial?"
accept = "extension 2400"

[cards.report]
ask = "Fill in the report."

[[field]]
id     = "room"
card   = "report"
label  = "Room"
accept = "room two"

[[step]]
id  = "dial"
say = "Dial security."
do  = { type = "phone" }

[[step]]
id  = "report"
say = "Fill in the report."
do  = { fill_in = "report" }
"#;

const INFORME: &str = r#"
[cards.phone]
accept = "extensión 2400"
[field.room]
label = "Sala"
accept = "sala dos"
"#;

#[test]
fn what_was_typed_in_a_language_is_played_again_in_that_language() {
    let place = tempfile::tempdir().unwrap();
    let module = place.path().join("modules/report");
    std::fs::create_dir_all(module.join("strings")).unwrap();
    std::fs::write(module.join("module.toml"), REPORT).unwrap();
    std::fs::write(module.join("strings/es.toml"), INFORME).unwrap();
    let data = place.path().join("data");
    let said = watched_in(&home(), &data, &module.display().to_string(), "es");
    assert!(said.contains("2 of 2"), "{said}");
    let store = Store::open_read_only(&data.join("practicum.sqlite")).unwrap();
    let attempt = store.report().unwrap().rows[0].attempt;
    let recording = Recording::of(&store, attempt).unwrap();
    assert_eq!(recording.progress.header.language, "es");
    let library = Library::open(&place.path().join("modules"), &home().join("content")).unwrap();
    let english = library.module("report").unwrap().module.clone().unwrap();
    let spanish = library.module_in(&english, &recording.progress.header.language);
    recording.replayable(Some(&spanish)).unwrap();
    let why = recording.replayable(Some(&english)).unwrap_err();
    assert!(why.contains("It first differs"), "{why}");
}
