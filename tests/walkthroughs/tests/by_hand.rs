//! The first day done as somebody does it with Tab and Enter, or with F and clicks: through the same hands as in the window.
//!
//! A real body walks, everything is on record before it shows, and long frames are as usual as short ones. Start at [`Person`].

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Goal, Mode, Module, Quantity};
use glam::Vec2;
use ids::AttemptId;
use player::library::{Library, load_scene};
use player::opening::{Opening, begin};
use player::play::{Aim, Play, Stride};
use record::{Outcome, Presentation};
use session::{Input, SessionView, Trace, replay};
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use walkthroughs::home;

/// Nobody needs longer for one deed, simulated seconds.
const DEED_LIMIT_SECS: f32 = 60.0;
const DEEDS_MAX: usize = 120;

#[test]
fn keys_alone_are_enough_for_who_waits_until_everything_rests() {
    for frame_secs in [1.0 / 60.0, 0.1, 0.25] {
        first_day(Hands::Keys, frame_secs, Patience::UntilAllRests);
    }
}

#[test]
fn keys_alone_are_enough_for_who_presses_them_at_once() {
    for frame_secs in [1.0 / 60.0, 0.25] {
        first_day(Hands::Keys, frame_secs, Patience::None);
    }
}

#[test]
fn clicks_are_enough_for_who_turns_to_the_target_first() {
    for frame_secs in [1.0 / 60.0, 0.1, 0.25] {
        first_day(Hands::Mouse, frame_secs, Patience::UntilAllRests);
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Hands {
    /// Tab, Enter.
    Keys,
    /// F, and when the view has come to rest a click into its middle.
    Mouse,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Patience {
    /// The next key only when nothing moves any more.
    UntilAllRests,
    /// The next key in the frame in which the last deed is on record.
    None,
}

fn first_day(hands: Hands, frame_secs: f32, patience: Patience) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("record.db");
    let mut person = Person { play: opened(&database), hands, frame_secs, patience };
    for _ in 0..DEEDS_MAX {
        if person.play.finished {
            break;
        }
        person.does_the_next_thing();
    }
    let view = person.play.attempt.view();
    assert!(person.play.finished, "not finished after {DEEDS_MAX} deeds: {:?}", view.current_idx);
    assert_eq!(view.score_permille, 1000);
    let (module, attempt) = (Arc::clone(person.play.attempt.session().module()), person.play.attempt.id);
    drop(person);
    the_record_gives_it_again(&database, attempt, module);
}

/// From what is on disk alone: the same end, and where the person stood meanwhile.
fn the_record_gives_it_again(database: &Path, attempt: AttemptId, module: Arc<Module>) {
    let store = Store::open_read_only(database).unwrap();
    let header = store.progress(attempt).unwrap().header;
    let trace = Trace::parse(&store.trace(attempt).unwrap()).unwrap();
    let seed = u64::from_str_radix(&header.seed, 16).unwrap();
    let again = replay(module, Mode::Guided, seed, &trace.inputs);
    assert_eq!(again.closing.map(|closing| (closing.outcome, closing.score_permille)), Some((Outcome::Passed, 1000)));
    let moves = trace.poses.windows(2).filter(|pair| pair[0].1.at_mm != pair[1].1.at_mm).count();
    assert!(moves > 20, "{moves} moves in {} poses", trace.poses.len());
    assert!(trace.poses.windows(2).all(|pair| pair[1].0 >= pair[0].0 + 500), "twice a second at most");
}

fn opened(database: &Path) -> Play {
    let content = home().join("content");
    let library = Library::open(&home().join("modules"), &content).unwrap();
    let shelf = library.module("first-day").unwrap();
    let module = shelf.module.clone().unwrap();
    let scene = load_scene(&content, module.scene.as_str()).unwrap().scene;
    let person = Store::open(database).unwrap().demonstration_person();
    let opening = Opening {
        module: Arc::clone(&module),
        package_sha256: library.package_sha256(shelf, module.scene.as_str()).unwrap(),
        mode: Mode::Guided,
        person,
        presentation: Presentation::Headless,
    };
    let attempt = begin(database, &opening, || {}).unwrap();
    let stage = Stage::new(module, scene, attempt.session().world().clone()).unwrap();
    Play::new(attempt, stage)
}

/// Somebody at the keyboard.
struct Person {
    play: Play,
    hands: Hands,
    frame_secs: f32,
    patience: Patience,
}

impl Person {
    fn does_the_next_thing(&mut self) {
        let before = self.what_is_so();
        let step = before.view.current_idx.unwrap();
        let module = Arc::clone(self.play.attempt.session().module());
        if let Some(answer) = right_answer(&module, step).filter(|_| before.view.card.is_some()) {
            self.play.attempt.apply(answer);
        } else if let Some(gauge) = before.view.read.as_ref().map(|read| read.gauge.clone()) {
            let shown: Quantity =
                self.play.attempt.session().world().object(&gauge).unwrap().shown_at(before.view.at_ms).unwrap();
            self.play.attempt.apply(Input::EnterValue { gauge, milli: shown.milli });
        } else {
            match self.hands {
                Hands::Keys => {
                    self.play.cycle(true);
                    self.play.act();
                }
                Hands::Mouse => self.clicks_the_target(),
            }
        }
        let mut waited_secs = 0.0;
        loop {
            self.frame();
            waited_secs += self.frame_secs;
            let now = self.what_is_so();
            let rests = !self.play.stage.is_moving() && !self.play.is_holding();
            if self.play.finished || (now != before && (rests || self.patience == Patience::None)) {
                return;
            }
            assert!(
                waited_secs < DEED_LIMIT_SECS,
                "nothing comes of it in {}, chosen {:?}, standing at {:?} caption {:?}",
                module.steps[step].id,
                self.play.focus(),
                self.play.stage.pose_of_trainee(),
                self.play.captions.current()
            );
        }
    }

    fn clicks_the_target(&mut self) {
        self.play.aim = Aim::Pointer(Vec2::ZERO);
        self.play.face_target();
        while self.play.stage.is_approaching() {
            self.frame();
        }
        self.play.click();
    }

    fn frame(&mut self) {
        self.play.advance(self.frame_secs, Stride::default());
        for shown in self.play.attempt.settle() {
            self.play.show(&shown);
        }
        self.play.sounds.clear();
    }

    fn what_is_so(&mut self) -> Situation {
        let view = self.play.attempt.view();
        let marked = self.play.attempt.session().world().objects.iter().filter(|object| object.marked).count();
        Situation { marked, view }
    }
}

/// What a deed can change.
struct Situation {
    marked: usize,
    view: SessionView,
}

impl PartialEq for Situation {
    fn eq(&self, other: &Self) -> bool {
        let of = |now: &Self| {
            let view = &now.view;
            (now.marked, view.current_idx, view.card.is_some(), view.read.is_some(), view.carried.clone(), view.score_permille)
        };
        of(self) == of(other)
    }
}

fn right_answer(module: &Module, step: usize) -> Option<Input> {
    let Goal::Choose { card } = &module.steps[step].goal else { return None };
    Some(Input::Choose { answers: card.answers.iter().filter(|answer| answer.right).map(|answer| answer.id.clone()).collect() })
}
