//! Hostile files: a kept corpus of modules, translations and input traces, and random edits of it. Nothing may panic or hang,
//! and what can be read must come out the same when it is written again.
//!
//! `cargo xtask test --long` tries many more. A file that once broke something is put into `corpus/` and stays there.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use authoring::editor::Desk;
use authoring::{Compiled, SceneIndex, Sources, compile, render};
use curriculum::Module;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use session::{Trace, replay};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use walkthroughs::{MODES, home, modules, shelves};
use workshop::translation::{extract, overview, pseudo, standing};

/// More inputs than these say nothing new about a replay.
const INPUTS_MAX: usize = 300;

fn cases(usual: u32) -> ProptestConfig {
    let factor = if std::env::var_os("PRACTICUM_LONG").is_some() { 200 } else { 1 };
    ProptestConfig { cases: usual * factor, failure_persistence: None, ..ProptestConfig::default() }
}

fn files(folder: PathBuf) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn corpus(kind: &str) -> Vec<Vec<u8>> {
    files(home().join("tests/walkthroughs/corpus").join(kind))
}

/// The kept modules and the broken ones of `authoring`.
fn module_files() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| [corpus("modules"), files(home().join("engine/authoring/tests/broken"))].concat())
}

fn controls() -> &'static Sources {
    static CONTROLS: OnceLock<Sources> = OnceLock::new();
    CONTROLS.get_or_init(|| shelves().into_iter().find(|shelf| shelf.folder == "controls").unwrap().sources)
}

fn first_module() -> &'static Arc<Module> {
    static MODULE: OnceLock<Arc<Module>> = OnceLock::new();
    MODULE.get_or_init(|| modules().remove(0))
}

/// Compiles, draws every problem, and asks everything an editor asks at a place.
fn survive_module(bytes: &[u8], at: usize) -> Compiled {
    let sources = Sources::of_module(bytes).with("facts.toml", "phone = \"1\"");
    let scene = SceneIndex { scene: "room".to_owned(), ..SceneIndex::default() };
    let compiled = compile(&sources, &scene);
    let source = String::from_utf8_lossy(bytes);
    assert!(compiled.diagnostics.iter().all(|found| !render(found, &source).is_empty()));
    assert_eq!(compiled.module.is_some(), !compiled.has_errors());
    let desk = Desk { sources: &sources, scene: &scene };
    let _ = (desk.complete("module.toml", at), desk.hover("module.toml", at), desk.references("module.toml", at));
    compiled
}

fn survive_translation(bytes: &[u8]) {
    let sources = controls().clone().with("strings/xx.toml", bytes);
    let compiled = compile(&Sources { language: Some("xx".to_owned()), ..sources.clone() }, &SceneIndex::default());
    assert!(compiled.diagnostics.iter().all(|found| !render(found, &String::from_utf8_lossy(bytes)).is_empty()));
    assert!(overview(&sources).contains("xx"));
    let before = standing(&sources, "xx");
    let again = sources.clone().with("strings/xx.toml", extract(&sources, "xx"));
    let after = standing(&again, "xx");
    assert_eq!((before.n_translated, before.stale), (after.n_translated, after.stale), "extracting loses nothing");
    let once_more = again.clone().with("strings/xx.toml", extract(&again, "xx"));
    assert_eq!(extract(&once_more, "xx"), extract(&again, "xx"));
    assert!(standing(&sources.clone().with("strings/qps-ploc.toml", pseudo(&sources)), "qps-ploc").missing.is_empty());
}

fn survive_trace(bytes: &[u8]) {
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

type Edit = (Index, u8, u8);

fn edited(bytes: &[u8], other: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, how, byte) in edits {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        let end = (at + usize::from(*byte)).min(bytes.len());
        match how % 5 {
            0 => bytes[at] = *byte,
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, other[..usize::from(*byte).min(other.len())].iter().copied())),
            3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    vec((any::<Index>(), any::<u8>(), any::<u8>()), 0..8)
}

#[test]
fn the_kept_corpus_is_survived() {
    for bytes in module_files() {
        for at in [0, bytes.len() / 2, bytes.len()] {
            survive_module(bytes, at);
        }
    }
    corpus("strings").iter().for_each(|bytes| survive_translation(bytes));
    corpus("traces").iter().for_each(|bytes| survive_trace(bytes));
    assert!(corpus("traces").iter().any(|bytes| Trace::parse(bytes).is_ok()));
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn edited_modules_are_survived(file in any::<Index>(), other in any::<Index>(), edits in edits(), at in any::<Index>()) {
        let bytes = edited(file.get::<Vec<u8>>(module_files()), other.get::<Vec<u8>>(module_files()), &edits);
        survive_module(&bytes, at.index(bytes.len() + 1));
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn edited_translations_are_survived(file in any::<Index>(), other in any::<Index>(), edits in edits()) {
        let files = corpus("strings");
        survive_translation(&edited(file.get::<Vec<u8>>(&files), other.get::<Vec<u8>>(&files), &edits));
    }

    #[test]
    fn edited_traces_are_survived(file in any::<Index>(), other in any::<Index>(), edits in edits()) {
        let files = corpus("traces");
        survive_trace(&edited(file.get::<Vec<u8>>(&files), other.get::<Vec<u8>>(&files), &edits));
    }
}
