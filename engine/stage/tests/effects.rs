//! What effects do to the things of a real scene: they stand elsewhere, go with others, say something, and come back.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

use curriculum::{Axis, Effect, Emphasis, Goal, Mode, Module, ModuleKind, Object, ObjectKind, Particles, PassRule, Start, Step};
use glam::{Vec2, Vec3};
use gltf_import::Limits;
use ids::{ModuleId, ObjectId, SceneId, StepId};
use scene::Ray;
use session::{Input, Session};
use stage::Stage;
use std::sync::Arc;

fn id(name: &str) -> ObjectId {
    ObjectId::new(name).unwrap()
}

fn object(name: &str, node: &str, kind: ObjectKind) -> Object {
    let (name, node) = (name.to_owned(), node.to_owned());
    Object { id: id(&name), node, name, kind, states: vec![], start: Start::AsModelled, range: None, about: String::new() }
}

fn step(name: &str, effects: Vec<Effect>) -> Step {
    Step {
        id: StepId::new(name).unwrap(),
        chapter: String::new(),
        say: String::new(),
        guide_says: String::new(),
        done: String::new(),
        goal: Goal::Press { object: id("reader") },
        why: None,
        critical: false,
        weight: 1,
        after: vec![],
        optional: false,
        only_if: None,
        time_limit_ms: None,
        on_late: vec![],
        expert_ms: 1_000,
        on_start: vec![],
        then: effects,
        source: None,
    }
}

fn module(effects: Vec<Effect>) -> Module {
    Module {
        id: ModuleId::new("effects").unwrap(),
        title: String::new(),
        kind: ModuleKind::Drill,
        version: String::new(),
        language: "en".to_owned(),
        scene: SceneId::new("harbour-clinic").unwrap(),
        minutes: 1,
        policy: None,
        summary: String::new(),
        pass: PassRule { score_permille: 0, in_a_row: 1 },
        renew_after_days: None,
        time_limit_ms: None,
        objects: vec![
            object("reader", "BadgeReader", ObjectKind::Button),
            object("chart", "Chart", ObjectKind::Item),
            object("box", "Box", ObjectKind::Item),
            object("board", "HandHygieneBoard", ObjectKind::Thing),
            object("exit", "Zone_ExitDoor", ObjectKind::Zone),
        ],
        variables: vec![],
        timers: vec![],
        draws: vec![],
        interruptions: vec![],
        steps: vec![step("one", effects), step("two", vec![])],
        hints: vec![],
        mistakes: vec![],
        guide: None,
        pictures: vec![],
        marks: vec![],
    }
}

/// A session that has just run the effects, and a stage that has shown them and come to rest.
fn played(effects: Vec<Effect>) -> (Session, Stage) {
    let glb = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/harbour-clinic/harbour-clinic.glb")).unwrap();
    let scene = gltf_import::import(&glb, &|_| None, &Limits::default()).unwrap().scene;
    let (mut session, _) = Session::start(Arc::new(module(effects)), Mode::Exam, 1);
    let mut stage = Stage::new(Arc::clone(session.module()), scene, session.world().clone()).unwrap();
    let out = session.apply(10, Input::Press { object: id("reader") });
    stage.show(&out.cues, session.world());
    for _ in 0..40 {
        rest(&mut stage);
    }
    (session, stage)
}

fn rest(stage: &mut Stage) {
    let ahead = Ray::from_view(stage.world_from_view(), stage.fov_y(), 1.0, Vec2::ZERO);
    stage.advance(0.1, ahead, &[]);
}

fn place(stage: &Stage, name: &str) -> Vec3 {
    stage.world_from_nodes()[stage.node(&id(name)).unwrap()].w_axis.truncate()
}

#[test]
fn what_is_moved_turned_and_attached_stands_there_until_it_is_reset() {
    let (_, before) = played(vec![]);
    let (session, stage) = played(vec![
        Effect::Move { object: id("board"), by_mm: [250, 0, -500], over_ms: 1_000 },
        Effect::Rotate { object: id("board"), axis: Axis::Y, millideg: 90_000, over_ms: 0 },
        Effect::Attach { object: id("chart"), to: Some(id("board")) },
        Effect::MoveTo { object: id("box"), to: id("exit"), over_ms: 0 },
    ]);
    let moved = place(&stage, "board") - place(&before, "board");
    assert!(moved.distance(Vec3::new(0.25, 0.0, -0.5)) < 1e-3, "{moved}");
    assert!(place(&stage, "chart").distance(place(&stage, "board")) < 1e-3, "it goes with the board");
    assert!(place(&stage, "box").distance(place(&stage, "exit")) < 1e-3);
    let mut fresh = session.world().clone();
    fresh.objects.iter_mut().for_each(|object| object.pose = session::Pose::default());
    let mut stage = stage;
    stage.reset(fresh);
    for name in ["board", "chart", "box"] {
        assert!(place(&stage, name).distance(place(&before, name)) < 1e-3, "{name} is back");
    }
}

#[test]
fn what_is_written_marked_and_blown_about_is_told_to_whoever_draws() {
    let (_, stage) = played(vec![
        Effect::Write { text: "CLOSED".to_owned(), on: id("board") },
        Effect::Mark { object: id("box"), with: Emphasis::Outline },
        Effect::Alarm { on: true },
        Effect::Particles { kind: Particles::Steam, node: "Box".to_owned(), lasts_ms: 60_000 },
        Effect::Teleport { to: id("exit") },
    ]);
    let written = stage.written();
    assert_eq!(written[0].0, "CLOSED");
    assert!(written[0].1.w_axis.truncate().distance(place(&stage, "board")) < 1.5);
    assert_eq!(stage.emphasised().collect::<Vec<_>>(), [(&id("box"), Emphasis::Outline)]);
    assert!(stage.alarm_sounds() && stage.bursts().len() == 1);
    let exit = place(&stage, "exit");
    assert!(stage.walker.position.with_y(0.0).distance(exit.with_y(0.0)) < 0.3, "the trainee stands there");
}
