//! What effects do to the things of a real scene: they stand elsewhere, go with others, say something, and come back.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

use curriculum::{
    Axis, Effect, Emphasis, Fog, FogKind, Gesture, Goal, Mode, Module, ModuleKind, Object, ObjectKind, Particles, PassRule,
    PersonGesture, Quantity, Side, Start, Step, Unit,
};
use glam::{Vec2, Vec3};
use gltf_import::Limits;
use ids::{ModuleId, ObjectId, SceneId, StepId};
use scene::Ray;
use session::{Input, Session};
use stage::{HandPose, Stage};
use std::sync::Arc;

fn id(name: &str) -> ObjectId {
    ObjectId::new(name).unwrap()
}

fn object(name: &str, node: &str, kind: ObjectKind) -> Object {
    let (name, node) = (name.to_owned(), node.to_owned());
    Object {
        id: id(&name),
        node,
        name,
        kind,
        states: vec![],
        state_names: Vec::new(),
        start: Start::AsModelled,
        range: None,
        about: String::new(),
        verb: String::new(),
    }
}

fn psi(whole: i64) -> Quantity {
    Quantity { milli: whole * 1_000, unit: Unit::Psi }
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
        objectives: Vec::new(),
        pass: PassRule { score_permille: 0, in_a_row: 1, hint_cost_permille: 200 },
        renew_after_days: None,
        exam: curriculum::ExamRule::default(),
        sign_off: None,
        time_limit_ms: None,
        objects: vec![
            object("reader", "BadgeReader", ObjectKind::Button),
            object("chart", "Chart", ObjectKind::Item),
            object("box", "Box", ObjectKind::Item),
            object("board", "HandHygieneBoard", ObjectKind::Thing),
            object("extinguisher", "Extinguisher", ObjectKind::Thing),
            object("exit", "Zone_ExitDoor", ObjectKind::Zone),
            object("mateo", "Guide", ObjectKind::Person),
            Object {
                range: Some((psi(0), psi(400))),
                start: Start::Shows(psi(175)),
                ..object("gauge", "Extinguisher_Gauge", ObjectKind::Gauge)
            },
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

fn lets_pass(stage: &mut Stage, secs: f32) {
    for _ in 0..(secs / 0.1).round() as u32 {
        rest(stage);
    }
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

#[test]
fn fog_comes_in_evenly_is_rewound_and_is_there_at_once_where_motion_is_reduced() {
    let smoke = Some(Fog { kind: FogKind::Smoke, visibility_mm: 4_000 });
    let (session, mut stage) = played(vec![Effect::Fog { fog: smoke, over_ms: 8_000 }]);
    let visibility_m = |stage: &Stage| stage.fog().map(|fog| fog.visibility_m);
    assert!(
        visibility_m(&stage).is_some_and(|metres| (metres - 8.0).abs() < 0.3),
        "half as thick at half time: {:?}",
        stage.fog()
    );
    assert!(stage.is_moving() && stage.fog_told() == smoke, "what is told is where it comes to");
    lets_pass(&mut stage, 5.0);
    assert_eq!((visibility_m(&stage), stage.is_moving()), (Some(4.0), false));
    let mut clear = session.world().clone();
    clear.fog = None;
    stage.reset(clear.clone());
    assert_eq!((stage.fog(), stage.fog_told()), (None, None), "a rewind takes it back at once");
    stage.reset(session.world().clone());
    stage.reduced_motion = true;
    stage.show(&[session::Cue::FogChanged { over_ms: 60_000 }], &clear);
    assert_eq!((stage.fog(), stage.is_moving()), (None, false));
}

#[test]
fn particles_come_out_for_their_time_thin_out_and_can_be_stopped() {
    let steam = |lasts_ms| Effect::Particles { kind: Particles::Steam, node: "Box".to_owned(), lasts_ms };
    let (_, mut stage) = played(vec![steam(6_000)]);
    let burst = stage.bursts()[0];
    assert!(burst.age_secs > 3.9 && burst.lasts_secs == 6.0);
    assert!(burst.world_from_source.w_axis.truncate().distance(place(&stage, "box")) < 0.6, "out of the box");
    assert!(stage.shimmers() && !stage.is_moving(), "another picture is needed, and nobody waits for it");
    lets_pass(&mut stage, 3.0);
    assert_eq!(stage.bursts().len(), 1, "what is in the air is still there");
    lets_pass(&mut stage, 4.0);
    assert!(stage.bursts().is_empty() && !stage.shimmers());
    let (_, mut stage) = played(vec![steam(60_000), steam(0)]);
    lets_pass(&mut stage, 4.0);
    assert!(stage.bursts().is_empty(), "stopped at once");
}

#[test]
fn what_burns_is_there_again_after_a_rewind_and_what_was_put_out_is_not() {
    let fire = |lasts_ms| Effect::Particles { kind: Particles::Fire, node: "Box".to_owned(), lasts_ms };
    let (burning, mut stage) = played(vec![fire(60_000)]);
    let before = stage.bursts();
    stage.reset(burning.world().clone());
    assert_eq!((before.len(), stage.bursts()), (1, before), "it goes on as it was");
    let (out, mut other) = played(vec![fire(60_000), fire(0)]);
    other.reset(burning.world().clone());
    assert_eq!(other.bursts().iter().filter(|burst| burst.age_secs < burst.lasts_secs).count(), 1, "it burns again");
    stage.reset(out.world().clone());
    assert_eq!(stage.bursts(), []);
}

#[test]
fn with_reduced_motion_particles_and_marks_are_seen_and_stand_still() {
    let (_, mut stage) = played(vec![
        Effect::Particles { kind: Particles::Smoke, node: "Box".to_owned(), lasts_ms: 60_000 },
        Effect::Mark { object: id("chart"), with: Emphasis::Highlight },
        Effect::Mark { object: id("board"), with: Emphasis::Pointer },
        Effect::Mark { object: id("reader"), with: Emphasis::GhostHand },
    ]);
    let seen = |stage: &Stage| {
        let hand = stage.hand(&id("reader"), Gesture::Press);
        (stage.bursts()[0].age_secs, stage.pulse(), stage.arrow(&id("board")), hand)
    };
    let before = seen(&stage);
    lets_pass(&mut stage, 0.5);
    assert_ne!(seen(&stage), before, "marks move");
    stage.reduced_motion = true;
    let still = seen(&stage);
    lets_pass(&mut stage, 0.5);
    assert_eq!(seen(&stage), still);
    assert!(still.1 > 0.3, "a steady highlight is bright");
    stage.demonstrate(Some((id("chart"), Gesture::Take)));
    assert!(stage.emphasised().any(|mark| mark == (&id("chart"), Emphasis::GhostHand)), "a hand shows the step");
}

#[test]
fn every_gesture_has_a_hand_at_the_thing() {
    let (_, mut stage) = played(vec![]);
    let reader = place(&stage, "reader");
    let gestures = [
        Gesture::Press,
        Gesture::Hold,
        Gesture::Take,
        Gesture::Put,
        Gesture::Turn,
        Gesture::Set,
        Gesture::Slide,
        Gesture::Use,
        Gesture::Aim,
        Gesture::Read,
        Gesture::Inspect,
        Gesture::Talk,
    ];
    for gesture in gestures {
        let mut nearest = f32::MAX;
        for _ in 0..24 {
            let hand = stage.hand(&id("reader"), gesture).unwrap();
            nearest = nearest.min(hand.world_from_hand.w_axis.truncate().distance(reader));
            rest(&mut stage);
        }
        assert!(nearest < 0.45, "{gesture:?} comes within {nearest} m");
    }
}

#[test]
fn a_hand_that_turns_to_somebody_is_open_and_keeps_clear_of_their_face() {
    let (_, mut stage) = played(vec![]);
    let face = stage.sight_point_of(&id("mateo")).unwrap();
    for _ in 0..24 {
        let hand = stage.hand(&id("mateo"), Gesture::Talk).unwrap();
        let (_, turn, at) = hand.world_from_hand.to_scale_rotation_translation();
        assert!(
            hand.pose == HandPose::Flat && at.y < face.y - 0.2 && at.distance(face) > 0.3,
            "{at} is before the face at {face}"
        );
        assert!((turn * Vec3::Y).y < -0.4, "the palm looks up");
        rest(&mut stage);
    }
}

#[test]
fn people_wave_and_nod_and_come_to_rest() {
    for gesture in [PersonGesture::Wave, PersonGesture::Nod, PersonGesture::ShakeHead, PersonGesture::Beckon, PersonGesture::Stop]
    {
        let (session, mut stage) = played(vec![]);
        lets_pass(&mut stage, 1.0);
        let cue = session::Cue::PersonGestures { person: id("mateo"), gesture };
        let bone = if matches!(gesture, PersonGesture::Nod | PersonGesture::ShakeHead) { "head" } else { "forearm.R" };
        let bone = stage.scene().find(bone).unwrap();
        let turn_of = |stage: &Stage| stage.world_from_nodes()[bone].to_scale_rotation_translation().1;
        let before = turn_of(&stage);
        stage.show(&[cue], session.world());
        let mut most: f32 = 0.0;
        for _ in 0..30 {
            rest(&mut stage);
            most = most.max(turn_of(&stage).angle_between(before));
        }
        assert!(most > 0.2, "{gesture:?} turns {most}");
        lets_pass(&mut stage, 1.0);
        assert!(turn_of(&stage).angle_between(before) < 0.2, "{gesture:?} is over");
    }
}

#[test]
fn a_needle_goes_where_its_number_does_over_its_time() {
    let needle = |stage: &Stage| {
        let needle = stage.scene().find("Extinguisher_Needle").unwrap();
        stage.scene().nodes[needle].transform.rotation
    };
    let (_, still) = played(vec![]);
    let (_, halfway) = played(vec![Effect::SetNumber { object: id("gauge"), to: psi(75), over_ms: 8_000 }]);
    let (_, there) = played(vec![Effect::SetNumber { object: id("gauge"), to: psi(75), over_ms: 1_000 }]);
    // 0.6 degrees a psi.
    let degrees = |stage: &Stage| needle(stage).angle_between(needle(&still)).to_degrees();
    assert!((degrees(&there) - 60.0).abs() < 0.5, "{}", degrees(&there));
    assert!((degrees(&halfway) - 30.0).abs() < 1.0, "{}", degrees(&halfway));
}

#[test]
fn what_is_put_out_is_dark_with_its_parts() {
    let (_, stage) = played(vec![Effect::Light { object: id("reader"), on: false }]);
    let led = stage.scene().find("BadgeReader_Led").unwrap();
    assert!(stage.dark().contains(&led));
    let (_, stage) =
        played(vec![Effect::Light { object: id("reader"), on: false }, Effect::Light { object: id("reader"), on: true }]);
    assert!(stage.dark().is_empty());
}

/// Straight at the middle of an object.
fn towards(stage: &Stage, name: &str) -> Ray {
    let eye = stage.walker.eye();
    Ray::new(eye, stage.point_of(&id(name)).unwrap() - eye)
}

#[test]
fn what_is_cut_away_lets_a_ray_pass_and_is_whole_again_when_unmarked() {
    let section = |permille, over_ms| Effect::Section { object: id("reader"), from: Side::Front, permille, over_ms };
    let to_reader = Effect::TurnTrainee { to: id("reader") };
    let (_, whole) = played(vec![to_reader.clone()]);
    assert_eq!(whole.pointed(towards(&whole, "reader")).unwrap().object, id("reader"));
    let (session, mut stage) = played(vec![to_reader, section(1_000, 0)]);
    assert_ne!(stage.pointed(towards(&stage, "reader")).map(|pointed| pointed.object), Some(id("reader")), "all of it is gone");
    let cut = stage.cuts().remove(0);
    assert!(cut.nodes.contains(&stage.node(&id("reader")).unwrap()));
    let behind = stage.bounds(&id("reader")).unwrap();
    let depth = |point: Vec3| cut.plane.dot(point.extend(1.0));
    assert!(behind.corners().into_iter().all(|corner| depth(corner) > -0.02), "the plane goes along its back");
    let mut world = session.world().clone();
    world.objects.iter_mut().for_each(|object| object.looks = session::Looks::default());
    stage.show(&[session::Cue::Emphasised { object: id("reader"), with: None }], &world);
    assert!(stage.cuts().is_empty());
}

#[test]
fn a_cut_and_parts_take_their_time_unless_motion_is_reduced() {
    let over_ms = 6_000;
    let (_, mut stage) = played(vec![
        Effect::Section { object: id("board"), from: Side::Left, permille: 500, over_ms },
        Effect::Explode { object: id("extinguisher"), permille: 1_000, axis: None, over_ms },
    ]);
    assert!(stage.is_moving(), "on its way");
    let halfway = stage.bounds(&id("extinguisher")).unwrap().size().length();
    lets_pass(&mut stage, 3.0);
    assert!(!stage.is_moving());
    let apart = stage.bounds(&id("extinguisher")).unwrap().size().length();
    let (_, together) = played(vec![Effect::Explode { object: id("extinguisher"), permille: 0, axis: None, over_ms: 0 }]);
    let together = together.bounds(&id("extinguisher")).unwrap().size().length();
    assert!(together + 0.02 < halfway && halfway + 0.01 < apart, "{together} {halfway} {apart}");
}

#[test]
fn things_are_seen_through_what_is_around_them_or_through_one_thing() {
    let all = Effect::XRay { object: id("chart"), through: None };
    let (_, stage) = played(vec![all.clone()]);
    let glass = stage.glass();
    let node = |name: &str| stage.node(&id(name)).unwrap();
    assert!(stage.nodes_of(&id("reader")).iter().any(|part| glass.contains(part)), "the reader is glass");
    assert!(!stage.nodes_of(&id("chart")).iter().any(|part| glass.contains(part)), "the chart is not");
    assert!(!stage.nodes_of(&id("mateo")).iter().any(|part| glass.contains(part)), "nor are people");
    let aim = towards(&stage, "reader");
    let (_, one) = played(vec![Effect::XRay { object: id("chart"), through: Some(id("reader")) }]);
    assert!(one.glass().iter().all(|part| one.scene().is_within(*part, node("reader"))));
    assert_eq!(one.pointed(aim).map(|pointed| pointed.object), Some(id("reader")), "with nothing behind it, glass answers");
    let (_, unmarked) = played(vec![all, Effect::Unmark { object: id("chart") }]);
    assert!(unmarked.glass().is_empty());
}

#[test]
fn names_are_shown_of_what_is_near_and_in_sight_or_through_walls() {
    let label = |name: &str, through_walls| Effect::Label { object: id(name), through_walls };
    let (_, stage) = played(vec![label("board", true), label("box", true), label("extinguisher", false)]);
    let shown: Vec<&ObjectId> = stage.labelled().into_iter().map(|(object, _)| object).collect();
    assert!(shown.contains(&&id("board")) && shown.contains(&&id("box")), "{shown:?}");
    assert_eq!(shown.contains(&&id("extinguisher")), stage.can_see(&id("extinguisher")));
    let (_, stage) = played(vec![label("board", true), Effect::Unmark { object: id("board") }]);
    assert!(stage.labelled().is_empty());
}
