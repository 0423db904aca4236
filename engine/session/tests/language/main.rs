//! One small module for each goal and each structure of the language, played by the bots along every branch.
//!
//! The modules stand in `modules/`, with a scene that exists only as names. No window and no graphics card.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

use authoring::{PictureFile, SceneIndex, Severity, Sources, compile, render};
use curriculum::{Goal, Mode, Module};
use record::{Fact, Outcome};
use session::{Autopilot, Input, Performance, RandomBot, Session, Trace, WrongBot, perform, replay, seeds_of_every_branch};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const MODES: [Mode; 4] = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam];
const INPUTS_MAX: usize = 400;
const BRANCHES_MAX: usize = 64;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/modules")
}

/// Every file of the folder with this extension, sorted.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
}

fn sources_of(path: &Path) -> Sources {
    let plan = PictureFile::Readable { width_px: 640, height_px: 480 };
    let mut sources = Sources::of_module(std::fs::read(path).unwrap()).with_picture("plan.png", plan);
    for snippet in toml_files(&folder().join("snippets")) {
        let name = format!("snippets/{}", snippet.file_name().unwrap().to_string_lossy());
        sources = sources.with(&name, std::fs::read(snippet).unwrap());
    }
    sources
}

/// A scene with exactly the nodes that the module names.
fn scene_of(source: &str) -> SceneIndex {
    let nodes = source.lines().filter_map(|line| line.strip_prefix("node")?.split('"').nth(1)).map(str::to_owned).collect();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SceneIndex { scene: "workshop".to_owned(), nodes, clips: names(&["Lid_Open"]), sounds: names(&["click"]) }
}

fn modules() -> Vec<Arc<Module>> {
    let compiled = |path: PathBuf| {
        let source = std::fs::read_to_string(&path).unwrap();
        let compiled = compile(&sources_of(&path), &scene_of(&source));
        let bad = |code: &str, severity: Severity| severity != Severity::Note && code != "P052";
        let found = compiled.diagnostics.iter().filter(|found| bad(found.code, found.severity));
        let found: String = found.map(|found| render(found, &source)).collect();
        assert!(found.is_empty(), "{}:\n{found}", path.display());
        Arc::new(compiled.module.unwrap())
    };
    toml_files(&folder()).into_iter().map(compiled).collect()
}

fn by_autopilot(module: &Arc<Module>, mode: Mode, seed: u64) -> Performance {
    let mut pilot = Autopilot::new();
    perform(Arc::clone(module), mode, seed, INPUTS_MAX, |session, at_ms| pilot.next(session, at_ms))
}

fn by_chance(module: &Arc<Module>, mode: Mode, seed: u64) -> Performance {
    let mut bot = RandomBot::new(seed);
    perform(Arc::clone(module), mode, seed, INPUTS_MAX, |session, at_ms| bot.next(session, at_ms))
}

#[test]
fn every_goal_effect_condition_and_wrong_action_of_the_language_is_played_somewhere() {
    let written: String = toml_files(&folder()).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let tables = [authoring::keys::EFFECTS, authoring::keys::CONDITIONS, authoring::keys::WRONG_ACTIONS];
    let verbs = tables.iter().flat_map(|verbs| verbs.tables).map(|table| table.keys[0].name);
    let missing: Vec<&str> = verbs.filter(|verb| !written.contains(&format!("{{ {verb} = "))).collect();
    assert!(missing.is_empty(), "no module here uses {missing:?}");
    let mut kinds = BTreeSet::new();
    for step in modules().iter().flat_map(|module| &module.steps) {
        kinds.insert(step.goal.kind());
        kinds.extend(step.goal.parts().into_iter().map(Goal::kind));
    }
    assert_eq!(kinds.len(), 28, "{kinds:?}");
}

#[test]
fn who_does_everything_right_finishes_along_every_branch_in_every_mode() {
    for module in modules() {
        let seeds = seeds_of_every_branch(&module, BRANCHES_MAX);
        let n_branches: usize = module.draws.iter().map(|draw| draw.options.len()).product();
        assert_eq!(seeds.len(), n_branches, "{}", module.id);
        for (mode, seed) in MODES.into_iter().flat_map(|mode| seeds.iter().map(move |seed| (mode, *seed))) {
            let played = by_autopilot(&module, mode, seed);
            let case = format!("{} {mode:?} seed {seed}", module.id);
            let closing = played.closing.as_ref().unwrap_or_else(|| panic!("{case} does not end: {:?}", played.facts.last()));
            assert_eq!((closing.outcome, closing.score_permille), (Outcome::Passed, 1000), "{case}");
            assert_eq!((closing.mistakes, closing.hints), (0, 0), "{case}: {:?}", played.facts);
        }
    }
}

#[test]
fn whichever_right_way_is_taken_leads_to_the_end() {
    let mut said = BTreeSet::new();
    let mut skipped = false;
    for module in modules() {
        for seed in 0..30 {
            let mut pilot = Autopilot::wandering(seed);
            let played = perform(Arc::clone(&module), Mode::Exam, seed, INPUTS_MAX, |session, at_ms| pilot.next(session, at_ms));
            let closing =
                played.closing.as_ref().unwrap_or_else(|| panic!("{} seed {seed}: {:?}", module.id, played.facts.last()));
            assert_eq!((closing.outcome, closing.score_permille, closing.mistakes), (Outcome::Passed, 1000, 0), "{}", module.id);
            for (_, fact) in &played.facts {
                match fact {
                    Fact::Said { reply, .. } => drop(said.insert(reply.to_string())),
                    Fact::StepSkipped { .. } if module.id.as_str() == "optional" => skipped = true,
                    _ => {}
                }
            }
        }
    }
    assert!(skipped, "what is optional was left out at times");
    assert_eq!(said.into_iter().collect::<Vec<_>>(), ["ask-pass"], "`sorry` is a foreseen mistake");
}

#[test]
fn every_foreseen_mistake_is_caught_as_itself_on_some_branch() {
    for module in modules() {
        let seeds = seeds_of_every_branch(&module, BRANCHES_MAX);
        for (foreseen, mode) in module.mistakes.iter().flat_map(|mistake| MODES.map(|mode| (mistake, mode))) {
            let case = format!("{} {} {mode:?}", module.id, foreseen.id);
            let mut caught = false;
            for seed in &seeds {
                let mut bot = WrongBot::new(foreseen.id.clone());
                let played = perform(Arc::clone(&module), mode, *seed, INPUTS_MAX, |session, at_ms| bot.next(session, at_ms));
                assert!(played.closing.is_some(), "{case}: there is no way on after it: {:?}", played.facts);
                let made = |fact: &Fact| match fact {
                    Fact::MistakeMade { mistake, .. } => Some(mistake.clone()),
                    _ => None,
                };
                let made: Vec<_> = played.facts.iter().filter_map(|(_, fact)| made(fact)).collect();
                if bot.has_made_it() {
                    assert_eq!(made, std::slice::from_ref(&foreseen.id), "{case}");
                    caught = true;
                }
            }
            assert!(caught, "{case}: nobody can make it");
        }
    }
}

#[test]
fn any_play_at_all_replays_byte_for_byte_and_resumes_from_everywhere() {
    let bytes = |played: &Performance| serde_json::to_vec(&(&played.facts, played.session.snapshot())).unwrap();
    for module in modules() {
        for seed in 0..6 {
            let mode = if seed % 2 == 0 { Mode::Practice } else { Mode::Exam };
            for played in [by_autopilot(&module, mode, seed), by_chance(&module, mode, seed)] {
                let written = played.trace.to_bytes();
                let trace = Trace::parse(&written).unwrap();
                assert_eq!(trace.to_bytes(), written);
                assert_eq!(bytes(&replay(Arc::clone(&module), mode, seed, &trace.inputs)), bytes(&played), "{}", module.id);
                let stride = if trace.inputs.len() < 60 { 1 } else { 7 };
                for cut in (0..trace.inputs.len()).step_by(stride) {
                    resume(&module, (mode, seed), &trace.inputs, cut, &played);
                }
            }
        }
    }
}

fn resume(module: &Arc<Module>, (mode, seed): (Mode, u64), inputs: &[(u64, Input)], cut: usize, whole: &Performance) {
    let mut cut_off = replay(Arc::clone(module), mode, seed, &inputs[..cut]);
    let kept = serde_json::to_string(&cut_off.session.snapshot()).unwrap();
    let restored = Session::restore(Arc::clone(module), serde_json::from_str(&kept).unwrap());
    assert_eq!(restored, cut_off.session, "{} cut at {cut}: restoring changes nothing", module.id);
    cut_off.session = restored;
    for (at_ms, input) in &inputs[cut..] {
        cut_off.apply(*at_ms, input.clone());
    }
    assert_eq!(cut_off.facts, whole.facts, "{} cut at {cut}", module.id);
}

#[test]
fn any_play_at_all_keeps_the_view_whole_and_always_has_a_later_deadline() {
    for module in modules() {
        for seed in 0..40 {
            let mut bot = RandomBot::new(seed);
            perform(Arc::clone(&module), Mode::Guided, seed, INPUTS_MAX, |session, at_ms| {
                let view = session.view(at_ms);
                assert!(view.score_permille <= 1000 && view.steps.len() == module.steps.len());
                assert!(session.next_deadline_ms().is_none_or(|due_ms| due_ms > session.at_ms()), "{}", module.id);
                for object in session.offered_objects() {
                    assert!(!session.offers(&object).is_empty());
                }
                bot.next(session, at_ms)
            });
        }
    }
}

#[test]
fn a_module_cannot_use_the_ids_of_the_sessions_own_mistakes() {
    let source = std::fs::read_to_string(folder().join("use.toml")).unwrap();
    for reserved in session::RESERVED_MISTAKES {
        let renamed = source.replace("\"hammered\"", &format!("\"{reserved}\""));
        let found = compile(&Sources::of_module(renamed), &scene_of(&source)).diagnostics;
        assert!(found.iter().any(|found| found.code == "P014"), "{reserved} is not refused");
    }
}
