//! A module done by dragging alone, at the points of the picture where a hand would take hold and let go.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Mode, Module};
use glam::Vec2;
use ids::ObjectId;
use player::library::{Library, load_scene};
use player::opening::{Opening, begin};
use player::play::{Aim, Play, Stride};
use record::{Fact, Presentation};
use stage::{Handle, Stage};
use std::path::Path;
use std::sync::Arc;
use store::Store;
use walkthroughs::home;

const FRAME_SECS: f32 = 1.0 / 30.0;

fn id(name: &str) -> ObjectId {
    ObjectId::new(name).unwrap()
}

fn opened(database: &Path) -> Play {
    let content = home().join("content");
    let mut library = Library::open(&home().join("modules"), &content).unwrap();
    let folder = home().join("tests/walkthroughs/dragging");
    let found = library.find(&folder.display().to_string()).unwrap();
    let module: Arc<Module> = found.module.clone().unwrap();
    let shelf = library.module(module.id.as_str()).unwrap();
    let scene = load_scene(&content, module.scene.as_str()).unwrap().scene;
    let opening = Opening {
        module: Arc::clone(&module),
        package_sha256: library.package_sha256(shelf, module.scene.as_str()).unwrap(),
        mode: Mode::Guided,
        person: Store::open(database).unwrap().demonstration_person(),
        presentation: Presentation::Headless,
    };
    let attempt = begin(database, &opening, || {}).unwrap();
    let stage = Stage::new(module, scene, attempt.session().world().clone()).unwrap();
    Play::new(attempt, stage)
}

fn frame(play: &mut Play) {
    play.advance(FRAME_SECS, Stride::default());
    for shown in play.attempt.settle() {
        play.show(&shown);
    }
    play.sounds.clear();
}

fn rest(play: &mut Play) {
    for _ in 0..400 {
        frame(play);
        if !play.stage.is_moving() {
            return;
        }
    }
    panic!("nothing comes to rest");
}

/// Walks to a thing and takes hold of its middle. Gives where that is in the picture, and in the world.
fn takes_hold(play: &mut Play, object: &str) -> Vec2 {
    assert!(play.stage.approach(&id(object)), "there is no way to {object}");
    rest(play);
    let middle = play.stage.point_of(&id(object)).unwrap();
    let at = play.stage.on_screen(middle, play.aspect).unwrap();
    play.aim = Aim::Pointer(at);
    assert!(play.grab(), "{object} can be taken hold of, offered {:?}", play.offer());
    at
}

/// Drags along a thing's way to a share of it, with stops in between, and says what stands beside it then.
fn drags_along(play: &mut Play, object: &str, share: f32) -> String {
    takes_hold(play, object);
    let hit = play.pointed().filter(|pointed| pointed.object == id(object)).map(|pointed| pointed.hit_in_world);
    let held = hit.or_else(|| play.stage.point_of(&id(object))).unwrap();
    let Handle::Track(track) = play.stage.handle(&id(object), held, false) else { panic!("{object} goes nowhere") };
    for part in [0.3, 0.7, 1.0] {
        let idx = (share * part * (track.len() - 1) as f32).round() as usize;
        play.drag_to(play.stage.on_screen(track[idx], play.aspect).unwrap());
        frame(play);
    }
    play.drag().unwrap().says.clone()
}

fn facts(database: &Path, play: &Play) -> Vec<Fact> {
    let entries = Store::open_read_only(database).unwrap().entries(play.attempt.id).unwrap();
    entries.into_iter().map(|entry| entry.fact).collect()
}

#[test]
fn doors_drawers_knobs_and_numbers_are_set_by_dragging_alone() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("record.db");
    let mut play = opened(&database);
    frame(&mut play);

    assert_eq!(drags_along(&mut play, "cabinet", 0.9), "Open");
    assert!(play.stage.share_of(&id("cabinet")) > 0.7, "the door goes with the hand");
    play.drop_dragged();
    rest(&mut play);

    // A quarter of a turn around the middle, and a third of it back.
    takes_hold(&mut play, "valve");
    let center = play.stage.point_of(&id("valve")).map(|point| play.stage.on_screen(point, play.aspect).unwrap()).unwrap();
    for degrees in [0.0_f32, 30.0, 60.0, 90.0, 75.0, 58.0] {
        let arm = Vec2::from_angle(degrees.to_radians()) * 0.2;
        play.drag_to(center + Vec2::new(arm.x / play.aspect, arm.y));
        frame(&mut play);
    }
    assert_eq!(play.drag().unwrap().says, "60° · fits", "what lies within the tolerance snaps, and says so");
    play.drop_dragged();
    rest(&mut play);

    assert_eq!(drags_along(&mut play, "drawer", 0.6), "60 % · fits");
    play.drop_dragged();
    rest(&mut play);
    assert!((play.stage.share_of(&id("drawer")) - 0.6).abs() < 0.01, "it stands where its number says");

    let at = takes_hold(&mut play, "phone");
    play.drag_to(at + Vec2::new(0.31 / play.aspect, 0.0));
    let says = play.drag().unwrap().says.clone();
    assert!(says.starts_with('2') || says.starts_with('3'), "{says}");
    let to = at + Vec2::new(3.0 / 9.0 / play.aspect, 0.0);
    play.drag_to(to);
    assert_eq!(play.drag().unwrap().says, "3 · fits");
    play.drop_dragged();
    rest(&mut play);
    assert!(play.finished, "{:?}", play.attempt.view().current_idx);
    let facts = facts(&database, &play);
    assert!(!facts.iter().any(|fact| matches!(fact, Fact::MistakeMade { .. } | Fact::Strayed { .. })), "{facts:?}");
    assert_eq!(play.attempt.view().score_permille, 1_000);
}

#[test]
fn a_click_on_what_can_be_dragged_is_a_click() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("record.db");
    let mut play = opened(&database);
    frame(&mut play);
    let at = takes_hold(&mut play, "cabinet");
    play.drag_to(at + Vec2::splat(0.004));
    assert!(!play.drag().unwrap().has_moved, "a hand that trembles does not drag");
    play.drop_dragged();
    rest(&mut play);
    assert_eq!(play.attempt.view().current_idx, Some(1), "the door is open");
}

#[test]
fn what_is_let_go_unset_goes_back_and_nothing_is_on_record() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("record.db");
    let mut play = opened(&database);
    frame(&mut play);
    drags_along(&mut play, "cabinet", 0.9);
    play.release();
    rest(&mut play);
    assert!(play.stage.share_of(&id("cabinet")) < 0.01);
    drags_along(&mut play, "cabinet", 0.2);
    play.drop_dragged();
    rest(&mut play);
    assert!(play.stage.share_of(&id("cabinet")) < 0.01, "not far enough: it falls shut");
    assert_eq!(play.attempt.view().current_idx, Some(0));
}
