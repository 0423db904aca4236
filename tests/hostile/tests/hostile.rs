//! A short hunt for each kind of file, and everything that was ever found. `cargo xtask test --long` hunts longer.

use hostile::corpus::kept;
use hostile::hunt::{case, trouble};
use hostile::target::Target;
use session::Trace;

/// Any seed does; the same one makes a failure come again.
const SEED: u64 = 20_261_122;

#[test]
fn every_kept_file_is_survived_at_every_place() {
    for target in Target::ALL {
        for file in kept(target) {
            for at in (0..=file.len()).step_by(1 + file.len() / 24) {
                target.survive(&file, at);
            }
        }
    }
    assert!(kept(Target::Traces).iter().any(|bytes| Trace::parse(bytes).is_ok()));
}

fn short_hunt(target: Target, n_cases: u64) {
    let factor = if std::env::var_os("PRACTICUM_LONG").is_some() { 100 } else { 1 };
    for number in 0..n_cases * factor {
        let (file, at) = case(target, SEED, number);
        if let Some(why) = trouble(target, &file, at) {
            let name = target.name();
            panic!("case {number} of {name}: {why}\n`cargo xtask fuzz --target {name} --seed {SEED}` keeps it");
        }
    }
}

#[test]
fn mutated_modules_are_survived() {
    short_hunt(Target::Modules, 600);
}

#[test]
fn mutated_snippets_facts_and_courses_are_survived() {
    short_hunt(Target::Snippets, 300);
    short_hunt(Target::Facts, 100);
    short_hunt(Target::Courses, 300);
}

#[test]
fn mutated_translations_are_survived() {
    short_hunt(Target::Strings, 80);
}

#[test]
fn mutated_traces_and_exported_attempts_are_survived() {
    short_hunt(Target::Traces, 400);
    short_hunt(Target::Attempts, 200);
}

#[test]
fn mutated_scenes_are_survived() {
    short_hunt(Target::Scenes, 3000);
}
