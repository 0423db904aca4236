//! Modules done as somebody does them with Tab and Enter, or with F and clicks: through the same hands as in the window.
//!
//! A real body walks, everything is on record before it shows, and long frames are as usual as short ones. Start at [`Person`].

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Mode, Module};
use glam::Vec2;
use ids::AttemptId;
use player::library::Library;
use player::opening::{Opening, begin_with};
use player::play::{Aim, Play, Stride};
use player::scenery::scenery_of;
use record::{Fact, Outcome, Presentation};
use session::{Autopilot, Session, SessionView, Trace, World, drawn_options, replay, seeds_of_every_branch};
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use walkthroughs::{home, modules};
use workshop::templates::TEMPLATES;

/// Nobody needs longer for one deed, simulated seconds.
const DEED_LIMIT_SECS: f32 = 60.0;
/// So many deeds for a step, one with another: who needs more is lost.
const DEEDS_A_STEP_MAX: usize = 6;
const SEED: u64 = 7;
/// Combinations of what a module draws that are tried.
const BRANCHES_MAX: usize = 8;

#[test]
fn keys_alone_are_enough_for_who_waits_until_everything_rests() {
    for frame_secs in [1.0 / 60.0, 0.1, 0.25] {
        by_hand("modules/first-day", Hands::Keys, frame_secs, Patience::UntilAllRests);
    }
}

#[test]
fn keys_alone_are_enough_for_who_presses_them_at_once() {
    for frame_secs in [1.0 / 60.0, 0.25] {
        by_hand("modules/first-day", Hands::Keys, frame_secs, Patience::None);
    }
}

#[test]
fn clicks_are_enough_for_who_turns_to_the_target_first() {
    for frame_secs in [1.0 / 60.0, 0.1, 0.25] {
        by_hand("modules/first-day", Hands::Mouse, frame_secs, Patience::UntilAllRests);
    }
}

#[test]
fn every_module_can_be_done_by_keys_or_by_clicks_whatever_is_drawn() {
    for module in &modules() {
        let folder = home().join("modules").join(module.id.as_str());
        for (seed, hands) in
            seeds_of_every_branch(module, BRANCHES_MAX).into_iter().zip([Hands::Keys, Hands::Mouse].into_iter().cycle())
        {
            println!("{} {hands:?} {seed}: {:?}", module.id, drawn_options(module, seed));
            done_by_hand(&folder, hands, 1.0 / 30.0, Patience::UntilAllRests, seed);
        }
    }
}

#[test]
fn every_kind_of_goal_can_be_done_by_keys_and_by_clicks() {
    for hands in [Hands::Keys, Hands::Mouse] {
        by_hand("tests/walkthroughs/every-goal", hands, 1.0 / 30.0, Patience::UntilAllRests);
    }
}

#[test]
fn every_template_can_be_done_by_keys_and_by_clicks() {
    let scratch = tempfile::tempdir().unwrap();
    for template in &TEMPLATES {
        let folder = scratch.path().join(template.name);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("module.toml"), template.module_toml("my-own")).unwrap();
        template.files.iter().for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes).unwrap());
        for hands in [Hands::Keys, Hands::Mouse] {
            done_by_hand(&folder, hands, 1.0 / 30.0, Patience::UntilAllRests, SEED);
        }
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

fn by_hand(folder: &str, hands: Hands, frame_secs: f32, patience: Patience) {
    done_by_hand(&home().join(folder), hands, frame_secs, patience, SEED);
}

fn done_by_hand(module: &Path, hands: Hands, frame_secs: f32, patience: Patience, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("record.db");
    let mut person = Person { play: opened(&database, module, seed), hands, frame_secs, patience };
    let deeds_max = person.play.attempt.view().steps.len() * DEEDS_A_STEP_MAX;
    for _ in 0..deeds_max {
        if person.play.finished {
            break;
        }
        person.does_the_next_thing();
    }
    let view = person.play.attempt.view();
    assert!(person.play.finished, "not finished after {deeds_max} deeds: {:?}", view.current_idx);
    let facts = || Store::open_read_only(&database).unwrap().entries(person.play.attempt.id).unwrap();
    let wrong = || {
        facts()
            .into_iter()
            .filter(|entry| matches!(entry.fact, Fact::MistakeMade { .. } | Fact::HintShown { .. }))
            .collect::<Vec<_>>()
    };
    assert_eq!(view.score_permille, 1000, "{}: {:?}", module.display(), wrong());
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
    let least = if header.module.as_str() == "first-day" { 20 } else { 0 };
    assert!(moves >= least, "{moves} moves in {} poses", trace.poses.len());
    assert!(trace.poses.windows(2).all(|pair| pair[1].0 >= pair[0].0 + 500), "twice a second at most");
}

fn opened(database: &Path, folder: &Path, seed: u64) -> Play {
    let content = home().join("content");
    let mut library = Library::open(&home().join("modules"), &content).unwrap();
    let id = library.find(&folder.display().to_string()).unwrap().module.clone().unwrap().id.clone();
    let shelf = library.module(id.as_str()).unwrap();
    let module = shelf.module.clone().unwrap();
    let scene = scenery_of(&content, &module, &shelf.path).unwrap().scene;
    let person = Store::open(database).unwrap().demonstration_person();
    let opening = Opening {
        module: Arc::clone(&module),
        package_sha256: library.package_sha256(shelf, module.scene.as_str()).unwrap(),
        mode: Mode::Guided,
        person,
        presentation: Presentation::Headless,
    };
    let (session, first) = Session::start(Arc::clone(&module), opening.mode, seed);
    let attempt = begin_with(database, &opening, seed, session, first, || {}).unwrap();
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
        if before.view.card.is_some() || before.view.read.is_some() || before.view.page.is_some() {
            // What stands on the screen is answered there; what is right there, the autopilot knows.
            let (delay_ms, input) = Autopilot::new().next(self.play.attempt.session(), before.view.at_ms).unwrap();
            while self.play.attempt.at_ms() < before.view.at_ms + delay_ms {
                self.frame();
            }
            self.play.attempt.apply(input);
        } else if !before.view.targets.is_empty() {
            // Where there is nothing to do, a person waits.
            match self.hands {
                // Who holds a tool already sweeps on with it.
                Hands::Keys if self.play.is_holding() => self.play.cycle(true),
                Hands::Mouse if self.play.is_holding() => self.play.face_target(),
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
            let rests = !self.play.stage.is_moving() && (!self.play.is_holding() || now.marked > before.marked);
            if self.play.finished || (now != before && (rests || self.patience == Patience::None)) {
                return;
            }
            assert!(
                waited_secs < DEED_LIMIT_SECS,
                "nothing comes of it in {}, chosen {:?}, standing at {:?} caption {:?} led to {:?} at {:?}, offered {:?}",
                module.steps[step].id,
                self.play.focus(),
                self.play.stage.pose_of_trainee(),
                self.play.captions.current(),
                before.view.targets,
                before.view.targets.first().and_then(|target| self.play.stage.sight_point_of(target)),
                self.play.attempt.session().offered_objects()
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
        Situation { marked, world: self.play.attempt.session().world().clone(), view }
    }
}

/// What a deed can change.
struct Situation {
    marked: usize,
    world: World,
    view: SessionView,
}

impl PartialEq for Situation {
    fn eq(&self, other: &Self) -> bool {
        let of = |now: &Self| {
            let view = &now.view;
            (
                now.marked,
                view.current_idx,
                view.card.clone(),
                view.read.is_some(),
                view.page.clone(),
                view.targets.clone(),
                now.world.clone(),
            )
        };
        of(self) == of(other)
    }
}
