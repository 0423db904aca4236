//! A person plays a module again and again: each step helps less each time it goes well, and more again where it does not. Read
//! back from the record: the help that was given, the same replay, and the same attempt after leaving in the middle.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Mode, Module};
use ids::AttemptId;
use player::demonstration::Demonstration;
use player::library::{Library, load_scene};
use player::opening::{Opening, begin, resume};
use player::play::Play;
use player::review::recording::Recording;
use record::{Fact, Guidance, Presentation};
use scene::Scene;
use session::Input;
use stage::Stage;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Person, Store};
use walkthroughs::home;

const FRAME_SECS: f32 = 0.1;
const FRAMES_MAX: usize = 20_000;

/// One person with one record, and the module they play.
struct Trainee {
    _folder: tempfile::TempDir,
    database: PathBuf,
    person: Person,
    module: Arc<Module>,
    package_sha256: String,
    scene: Scene,
}

/// What an attempt left behind: the help each step began with when it was current, and its id.
#[derive(Debug, PartialEq)]
struct Played {
    attempt: AttemptId,
    levels: Vec<Guidance>,
}

impl Trainee {
    fn new() -> Self {
        let library = Library::open(&home().join("modules"), &home().join("content")).unwrap();
        let shelf = library.module("controls").unwrap();
        let module = shelf.module.clone().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("record.db");
        let person = Store::open(&database).unwrap().add_person("Ana", "Nurse").unwrap();
        let scene = load_scene(&home().join("content"), module.scene.as_str()).unwrap().scene;
        let package_sha256 = library.package_sha256(shelf, module.scene.as_str()).unwrap();
        Self { _folder: folder, database, person, module, package_sha256, scene }
    }

    fn begins(&self, mode: Mode) -> Play {
        let opening = Opening {
            module: Arc::clone(&self.module),
            package_sha256: self.package_sha256.clone(),
            mode,
            person: self.person.clone(),
            presentation: Presentation::Headless,
        };
        let attempt = begin(&self.database, &opening, || {}).unwrap();
        let stage = Stage::new(Arc::clone(&self.module), self.scene.clone(), attempt.session().world().clone()).unwrap();
        Play::new(attempt, stage)
    }

    /// Everything done rightly, by a body that walks; asks for help as often as said at each step.
    fn plays(&self, mode: Mode, asks: &[usize], leaves_at: Option<usize>) -> Played {
        let mut play = self.begins(mode);
        let mut pilot = Demonstration::default();
        let mut levels = Vec::new();
        let mut leaves_at = leaves_at;
        for _ in 0..FRAMES_MAX {
            let view = play.attempt.view();
            let idx = view.current_idx.filter(|idx| *idx == levels.len());
            if let Some(idx) = idx {
                levels.push(view.help.level);
                for _ in 0..asks.get(idx).copied().unwrap_or(0) {
                    play.attempt.apply(Input::AskHint);
                }
            }
            if leaves_at.is_some() && leaves_at == view.current_idx {
                leaves_at = None;
                play = self.leaves_and_comes_back(play);
                pilot = Demonstration::default();
                assert_eq!(play.attempt.view().help.level, view.help.level, "the same help after coming back");
            }
            pilot.advance(&mut play, FRAME_SECS).unwrap();
            for shown in play.attempt.settle() {
                play.show(&shown);
            }
            play.sounds.clear();
            if play.finished {
                return Played { attempt: play.attempt.id, levels };
            }
        }
        panic!("not finished: {:?}", play.attempt.view().current_idx);
    }

    fn leaves_and_comes_back(&self, mut play: Play) -> Play {
        let id = play.attempt.id;
        play.attempt.apply(Input::Leave);
        play.attempt.settle();
        drop(play);
        let (attempt, _) = resume(&self.database, id, &self.module, &self.package_sha256, || {}).unwrap();
        let stage = Stage::new(Arc::clone(&self.module), self.scene.clone(), attempt.session().world().clone()).unwrap();
        let mut play = Play::new(attempt, stage);
        play.attempt.settle();
        play
    }

    fn recording(&self, played: &Played) -> Recording {
        Recording::of(&Store::open_read_only(&self.database).unwrap(), played.attempt).unwrap()
    }

    /// The header says what each step began with, and the trace gives the facts again.
    fn holds(&self, played: &Played) {
        let recording = self.recording(played);
        let told: Vec<Guidance> = recording.progress.header.guidance.iter().map(|step| step.help).collect();
        assert_eq!(told, played.levels);
        assert_eq!(recording.replayable(Some(&self.module)).err(), None);
    }
}

#[test]
fn help_fades_with_each_attempt_and_comes_back_where_it_was_needed() {
    use Guidance::{Demonstration, Highlight, Nothing, Words};
    let ana = Trainee::new();
    for level in [Demonstration, Highlight, Words] {
        let leaves_at = (level == Words).then_some(2);
        let played = ana.plays(Mode::Guided, &[], leaves_at);
        assert_eq!(played.levels, [level; 5]);
        ana.holds(&played);
    }
    // From memory, asking at the second step for what to do and for a hint.
    let played = ana.plays(Mode::Guided, &[0, 2], None);
    assert_eq!(played.levels, [Nothing; 5]);
    ana.holds(&played);
    let recording = ana.recording(&played);
    assert!(recording.entries.iter().any(|entry| matches!(&entry.fact, Fact::HelpRaised { to: Words, .. })));
    assert_eq!(recording.progress.steps[1].hints_asked, 2);
    let played = ana.plays(Mode::Guided, &[], None);
    assert_eq!(played.levels, [Nothing, Words, Nothing, Nothing, Nothing]);
    ana.holds(&played);
}

#[test]
fn practice_counts_for_what_guided_shows_and_shows_the_words_itself() {
    let ana = Trainee::new();
    let practice = ana.plays(Mode::Practice, &[], None);
    assert_eq!(practice.levels, [Guidance::Words; 5]);
    ana.holds(&practice);
    assert_eq!(ana.plays(Mode::Guided, &[], None).levels, [Guidance::Highlight; 5]);
}
