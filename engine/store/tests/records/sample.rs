//! People, headers and facts to test with.

use ids::{AttemptId, HintId, MistakeId, ModuleId, StepId};
use record::{Assurance, Fact, Header, MistakeKind, Outcome, Presentation};
use std::path::PathBuf;
use store::{Person, Store};
use tempfile::TempDir;

pub const UTC: &str = "2026-11-22T09:40:06Z";

/// A new record file in a folder that goes away with the first value.
pub fn new_store() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records").join("practicum.db");
    let store = Store::open(&path).unwrap();
    (folder, path, store)
}

pub fn header(store: &Store, person: &Person) -> Header {
    Header {
        person: person.id,
        person_sealed: store.seal_identity(person).unwrap(),
        demonstration: person.demonstration,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 3,
        package_sha256: "ab".repeat(32),
        logic_sha256: "cd".repeat(32),
        session_rules: 1,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: store.device(),
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}

pub fn step(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

pub fn started(name: &str) -> Fact {
    Fact::StepStarted { step: step(name) }
}

pub fn completed(name: &str, value: Option<String>) -> Fact {
    Fact::StepCompleted { step: step(name), tries: 1, hints: 0, mistakes: 0, took_ms: 900, value }
}

pub fn mistake(name: &str) -> Fact {
    Fact::MistakeMade {
        step: step(name),
        mistake: MistakeId::new("wrong-badge").unwrap(),
        kind: MistakeKind::Foreseen,
        object: None,
        critical: true,
        response: "block".to_owned(),
        means: None,
    }
}

pub fn hint(name: &str) -> Fact {
    Fact::HintShown { step: step(name), hint: HintId::new("look-left").unwrap(), rung: 1, asked: true }
}

/// The end, with the trace's hash left to the store.
pub fn end(outcome: Outcome) -> Fact {
    Fact::AttemptClosed {
        outcome,
        score_permille: 857,
        pass_score_permille: 800,
        critical_mistakes: 1,
        mistakes: 1,
        hints: 1,
        took_ms: 60_000,
        input_trace_sha256: String::new(),
    }
}

/// Plays three steps to the end: nine entries in four appends.
pub fn played(store: &mut Store, person: &Person) -> AttemptId {
    let header = header(store, person);
    let attempt = store.open_attempt(&header, UTC).unwrap();
    store.append(attempt, 10, UTC, &[started("greet")], b"look", Some(b"one")).unwrap();
    store
        .append(attempt, 900, UTC, &[completed("greet", None), started("sign"), mistake("sign")], b"press", Some(b"two"))
        .unwrap();
    store.append(attempt, 2000, UTC, &[hint("sign"), completed("sign", Some("175 psi".to_owned()))], b"", None).unwrap();
    store
        .append(attempt, 60_000, "2026-11-22T09:41:06Z", &[completed("leave", None), end(Outcome::Passed)], b"go", None)
        .unwrap();
    attempt
}

/// An attempt with five entries that was broken off without leaving.
pub fn broken_off(store: &mut Store, person: &Person) -> AttemptId {
    let header = header(store, person);
    let attempt = store.open_attempt(&header, UTC).unwrap();
    store.append(attempt, 10, UTC, &[started("greet")], b"look", Some(b"one")).unwrap();
    store.append(attempt, 20, UTC, &[hint("greet"), completed("greet", None), started("sign")], b"press", Some(b"two")).unwrap();
    attempt
}
