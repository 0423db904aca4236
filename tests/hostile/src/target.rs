//! What reads files, and what each must survive: any bytes at all, without panicking, without hanging, and what can be read
//! comes out the same when it is written again.
//!
//! Start at [`Target::survive`].

use authoring::editor::Desk;
use authoring::{Compiled, SceneIndex, Sources, compile, compile_courses, render, scene_of};
use curriculum::{Mode, Module};
use gltf_import::{Limits, import, inspect};
use player::review::recording::Recording;
use session::{Autopilot, RandomBot, Trace, perform, replay};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use walkthroughs::{MODES, modules, shelves};
use workshop::translation::{extract, overview, pseudo, standing};

/// More inputs than these say nothing new about a replay.
const INPUTS_MAX: usize = 300;
/// So long a module's bots play it.
const BOT_INPUTS_MAX: usize = 80;
/// Longer modules take long to play, and say nothing new.
const STEPS_MAX: usize = 60;

/// One kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Modules,
    Strings,
    Traces,
    Facts,
    Courses,
    Snippets,
    Attempts,
    Scenes,
}

impl Target {
    pub const ALL: [Self; 8] =
        [Self::Modules, Self::Strings, Self::Traces, Self::Facts, Self::Courses, Self::Snippets, Self::Attempts, Self::Scenes];

    /// The name of its folder in `corpus/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Modules => "modules",
            Self::Strings => "strings",
            Self::Traces => "traces",
            Self::Facts => "facts",
            Self::Courses => "courses",
            Self::Snippets => "snippets",
            Self::Attempts => "attempts",
            Self::Scenes => "scenes",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Has the bytes read. `at` is some place in them, for what an editor asks there.
    ///
    /// # Panics
    /// When something that must hold does not: that is what is looked for.
    pub fn survive(self, bytes: &[u8], at: usize) {
        match self {
            Self::Modules => module(&Sources::of_module(bytes).with("facts.toml", "phone = \"1\""), "module.toml", at),
            Self::Snippets => module(&including(bytes), "snippets/shared.toml", at),
            Self::Facts => module(&controls().clone().with("facts.toml", bytes), "facts.toml", at),
            Self::Strings => strings(bytes, at),
            Self::Traces => trace(bytes),
            Self::Courses => courses(bytes),
            Self::Attempts => attempt(bytes),
            Self::Scenes => gltf(bytes),
        }
    }
}

fn controls() -> &'static Sources {
    static CONTROLS: OnceLock<Sources> = OnceLock::new();
    CONTROLS.get_or_init(|| {
        let shelf = shelves().into_iter().find(|shelf| shelf.folder == "controls");
        shelf.expect("the rehearsal of the controls is a module").sources
    })
}

fn first_module() -> &'static Arc<Module> {
    static MODULE: OnceLock<Arc<Module>> = OnceLock::new();
    MODULE.get_or_init(|| modules().remove(0))
}

/// A module that includes the snippet twice, once with what it may ask for.
fn including(snippet: &[u8]) -> Sources {
    let module = "format = 1\nid = \"m\"\ntitle = \"M\"\nkind = \"drill\"\nversion = \"1\"\nlanguage = \"en\"\nscene = \"room\"\nminutes = 1\n\
                  [objects.bell]\nnode = \"Bell\"\nname = \"bell\"\nkind = \"button\"\n[[include]]\nsnippet = \"shared\"\nas = \"one\"\n\
                  with = { on = \"bell\", who = \"bell\", what = \"x\" }\n[[include]]\nsnippet = \"shared\"\nas = \"two\"\n";
    Sources::of_module(module).with("snippets/shared.toml", snippet)
}

/// A scene in which the module finds whatever it names, so that what is broken otherwise is still played.
fn scene_for(sources: &Sources) -> SceneIndex {
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    let all: String = sources.files.values().map(text).collect();
    let nodes = all.lines().filter_map(|line| line.strip_prefix("node")?.split('"').nth(1)).map(str::to_owned).collect();
    let scene = scene_of(sources).map_or_else(|| "room".to_owned(), |scene| scene.to_string());
    let named = SceneIndex { scene, nodes, ..SceneIndex::default() };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SceneIndex { clips: names(&["Lid_Open"]), sounds: names(&["click", "door_open"]), ..named }
}

/// Compiles, draws every problem, asks everything that an editor asks at a place, and plays what can be played.
fn module(sources: &Sources, file: &str, at: usize) {
    let scene = scene_for(sources);
    let compiled = compile(sources, &scene);
    draws(&compiled, sources);
    assert_eq!(compiled.module.is_some(), !compiled.has_errors());
    let desk = Desk { sources, scene: &scene };
    let asked = (desk.complete(file, at), desk.hover(file, at), desk.definition(file, at), desk.references(file, at));
    if let Ok(stretches) = desk.rename(file, at, "another-name") {
        assert_eq!(stretches, asked.3, "what is renamed is what refers to it");
    }
    let _ = (authoring::texts(sources), authoring::snippets_of(sources));
    if let Some(module) = compiled.module.filter(|module| module.steps.len() <= STEPS_MAX) {
        plays(&Arc::new(module), at as u64);
    }
}

fn draws(compiled: &Compiled, sources: &Sources) {
    for found in &compiled.diagnostics {
        let source = sources.files.get(&found.file).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        assert!(!render(found, &source).is_empty() && !found.message.is_empty());
    }
}

/// Whatever compiles can be played, drawn and compared.
fn plays(module: &Arc<Module>, seed: u64) {
    for mode in MODES {
        let mut pilot = Autopilot::new();
        let _ = perform(Arc::clone(module), mode, seed, BOT_INPUTS_MAX, |session, at_ms| pilot.next(session, at_ms));
    }
    let mut bot = RandomBot::new(seed);
    let played = perform(Arc::clone(module), Mode::Practice, seed, BOT_INPUTS_MAX, |session, at_ms| {
        let view = session.view(at_ms);
        assert!(view.score_permille <= 1000 && view.steps.len() == module.steps.len());
        bot.next(session, at_ms)
    });
    assert_eq!(replay(Arc::clone(module), Mode::Practice, seed, &played.trace.inputs).facts, played.facts);
    assert!(workshop::graph::svg(module).starts_with("<svg"));
    let _ = (workshop::diff::compare(module, first_module()), workshop::diff::compare(first_module(), module));
    assert!(workshop::diff::compare(module, module).to_words().len() < 10_000, "a module differs from itself");
}

fn strings(bytes: &[u8], at: usize) {
    let sources = controls().clone().with("strings/xx.toml", bytes);
    let scene = SceneIndex::default();
    draws(&compile(&Sources { language: Some("xx".to_owned()), ..sources.clone() }, &scene), &sources);
    let desk = Desk { sources: &sources, scene: &scene };
    let _ = (desk.complete("strings/xx.toml", at), desk.hover("strings/xx.toml", at), desk.references("strings/xx.toml", at));
    assert!(overview(&sources).contains("xx"));
    let before = standing(&sources, "xx");
    let again = sources.clone().with("strings/xx.toml", extract(&sources, "xx"));
    let after = standing(&again, "xx");
    assert_eq!((before.n_translated, before.stale), (after.n_translated, after.stale), "extracting loses nothing");
    let once_more = again.clone().with("strings/xx.toml", extract(&again, "xx"));
    assert_eq!(extract(&once_more, "xx"), extract(&again, "xx"));
    assert!(standing(&sources.clone().with("strings/qps-ploc.toml", pseudo(&sources)), "qps-ploc").missing.is_empty());
}

fn trace(bytes: &[u8]) {
    match Trace::parse(bytes) {
        Err(error) => assert!(error.line >= 1 && !error.to_string().is_empty()),
        Ok(trace) => {
            assert_eq!(Trace::parse(&trace.to_bytes()), Ok(trace.clone()));
            let inputs = &trace.inputs[..trace.inputs.len().min(INPUTS_MAX)];
            for mode in MODES {
                let played = [(); 2].map(|()| replay(Arc::clone(first_module()), mode, 1, inputs));
                assert_eq!(played[0].facts, played[1].facts);
            }
        }
    }
}

fn courses(bytes: &[u8]) {
    let known = BTreeSet::from(["first-day", "controls"].map(str::to_owned));
    let compiled = compile_courses(bytes, &known);
    let source = String::from_utf8_lossy(bytes);
    assert!(compiled.diagnostics.iter().all(|found| !render(found, &source).is_empty()));
}

fn attempt(bytes: &[u8]) {
    match Recording::from_file(bytes) {
        Err(why) => assert!(!why.to_string().is_empty()),
        Ok(recording) => {
            // What a file says of another module is answered with a reason.
            let _ = recording.replayable(Some(first_module())).map(|_| ());
            let again = Recording::from_file(&recording.to_file()).map(|again| again.entries);
            assert_eq!(again.ok(), Some(recording.entries), "what was read is written as it was");
        }
    }
}

/// Imports, inspects, and poses with every clip. What an import refuses, an inspection must tell.
fn gltf(bytes: &[u8]) {
    let limits =
        Limits { decoded_bytes: 8 << 20, buffer_bytes: 8 << 20, images_px: 1 << 20, list_len: 2048, ..Limits::default() };
    let beside = |path: &str| {
        assert!(!path.starts_with('/') && !path.contains('\\') && !path.split('/').any(|part| part == ".." || part.is_empty()));
        Some(vec![0_u8; 64])
    };
    let imported = import(bytes, &beside, &limits);
    let told = inspect(bytes, &beside, &limits).errors;
    match imported {
        Ok(imported) => {
            assert_eq!(told, []);
            let mut scene = imported.scene;
            assert_eq!(scene.check(), Ok(()));
            for clip in scene.animations.clone() {
                clip.sample(0.3).write(&mut scene);
            }
            for variant in (0..scene.variants.len()).map(Some).chain([None]) {
                scene.choose_variant(variant);
            }
        }
        Err(why) => assert!(told.contains(&why), "{why} is missing in {told:?}"),
    }
}
