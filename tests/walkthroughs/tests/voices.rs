//! Voices: every shipped line has one that says what is shown, and each is asked for when its line is said, and only then.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use curriculum::{Mode, Module};
use player::captions::Speaking;
use player::demonstration::Demonstration;
use player::frame::PlayScreen;
use player::library::{Library, Shelf};
use player::opening::{Opening, begin};
use player::play::{Play, Stride};
use player::scenery::scenery_of;
use player::voices::{Voices, check, secs_of};
use record::Presentation;
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use walkthroughs::{home, shelves};

const FRAME_SECS: f32 = 1.0 / 30.0;
/// No module is longer, with everything that is said in it.
const LONGEST_SECS: f32 = 1_800.0;
/// Nobody listens longer without something to do.
const LONGEST_TALK_SECS: f32 = 12.0;

#[test]
fn every_shipped_line_has_its_voice() {
    let content = home().join("content");
    for shelf in shelves() {
        assert_eq!(check(&shelf, &content), [], "{}: run `python content/voices/voices.py {}`", shelf.folder, shelf.folder);
        for (_, module) in shelf.in_every_language() {
            let voices = Voices::of_module(&module, &shelf.path, &content);
            for line in module.spoken().into_iter().filter(|line| line.is_said) {
                let voiced = voices.of(&line.text, line.by.as_ref());
                let voiced = voiced.unwrap_or_else(|| panic!("{} {}: `{}` has no voice", module.id, module.language, line.path));
                assert!(voiced.secs < LONGEST_TALK_SECS, "{}: `{}` takes {} s", module.id, line.path, voiced.secs);
                let heard_secs = secs_of(&voiced.file).unwrap();
                assert!((heard_secs - voiced.secs).abs() < 0.1, "{}: {heard_secs} s", voiced.file.display());
            }
        }
    }
}

#[test]
fn voices_are_asked_for_when_their_line_is_said_and_not_where_they_are_off() {
    for is_voiced in [true, false] {
        let (heard, captions) = watched("controls", is_voiced);
        assert!(captions.len() > 4, "{captions:?}");
        match is_voiced {
            true => assert_eq!(heard.len(), captions.len(), "{heard:?} {captions:?}"),
            false => assert!(heard.is_empty(), "{heard:?}"),
        }
    }
}

/// Lets a module play itself: the names of the files that were asked for, and the captions, each once, in order.
fn watched(module: &str, is_voiced: bool) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let content = home().join("content");
    let library = Library::open(&home().join("modules"), &content).unwrap();
    let shelf = library.module(module).unwrap();
    let module = shelf.module.clone().unwrap();
    let mut screen = PlayScreen::new(opened(&folder.path().join("record.db"), &library, shelf, &content));
    screen.play.captions.set_voices(Voices::of_module(&module, &shelf.path, &content));
    screen.play.captions.set_voiced(is_voiced);
    let mut demonstration = Demonstration::default();
    let (mut heard, mut captions) = (Vec::new(), Vec::<String>::new());
    let mut at_secs = 0.0;
    while !screen.play.finished || !screen.play.captions.is_quiet() {
        at_secs += FRAME_SECS;
        assert!(at_secs < LONGEST_SECS, "it does not come to its end");
        match screen.play.finished {
            false => demonstration.advance(&mut screen.play, FRAME_SECS).unwrap(),
            true => screen.play.advance(FRAME_SECS, Stride::default()),
        }
        for shown in screen.play.attempt.settle() {
            screen.play.show(&shown);
        }
        screen.after(FRAME_SECS);
        screen.play.sounds.clear();
        let shown = screen.play.captions.current().map(|caption| caption.text.clone());
        for speaking in screen.play.speaking.drain(..) {
            let Speaking::Begins { file, by, .. } = speaking else { continue };
            let Some(file) = file else { continue };
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if let Some(text) = &shown {
                assert!(says(&module, &name, text), "`{name}` begins while `{text}` is shown");
            }
            assert_eq!(by, module.guide);
            heard.push(name);
        }
        if let Some(text) = shown.filter(|text| captions.last() != Some(text)) {
            captions.push(text);
        }
    }
    (heard, captions)
}

fn says(module: &Module, file: &str, text: &str) -> bool {
    module.spoken().iter().any(|line| line.text == text && format!("{}.ogg", line.path) == file)
}

fn opened(database: &Path, library: &Library, shelf: &Shelf, content: &Path) -> Play {
    let module = shelf.module.clone().unwrap();
    let opening = Opening {
        module: Arc::clone(&module),
        package_sha256: library.package_sha256(shelf, module.scene.as_str()).unwrap(),
        mode: Mode::Watch,
        person: Store::open(database).unwrap().demonstration_person(),
        presentation: Presentation::Headless,
    };
    let attempt = begin(database, &opening, || {}).unwrap();
    let scene = scenery_of(content, &module, &shelf.path).unwrap().scene;
    let stage = Stage::new(module, scene, attempt.session().world().clone()).unwrap();
    Play::new(attempt, stage)
}
