//! The modules of this repository, and the example of the language, compile as they should.

use crate::scenes;
use authoring::{Compiled, Severity, compile, compile_courses, render, scene_of};
use curriculum::{Condition, Effect, Goal, GoalKind, Module, Start};
use std::collections::BTreeSet;

fn drawn(compiled: &Compiled, source: &[u8]) -> String {
    let source = String::from_utf8_lossy(source);
    compiled.diagnostics.iter().filter(|found| found.severity != Severity::Note).map(|found| render(found, &source)).collect()
}

fn compile_clean(module: &str) -> Module {
    let sources = scenes::sources_of(module);
    assert_eq!(scene_of(&sources).unwrap().as_str(), "harbour-clinic");
    let compiled = compile(&sources, &scenes::harbour_clinic());
    let drawn = drawn(&compiled, &sources.files["module.toml"]);
    assert!(drawn.is_empty(), "\n{drawn}");
    compiled.module.unwrap()
}

#[test]
fn the_first_day_compiles_without_errors_or_warnings() {
    let module = compile_clean("first-day");
    let kinds: BTreeSet<GoalKind> = module.steps.iter().map(|step| step.goal.kind()).collect();
    assert!(kinds.len() >= 9, "{kinds:?}");
    assert!(module.steps.len() >= 10);
    assert_eq!(module.title, "Your first day at Harbour Clinic");
    for step in &module.steps {
        let rungs = module.hints_of(&step.id).count();
        assert!((2..=3).contains(&rungs), "{} has {rungs} hints", step.id);
        assert!(!step.chapter.is_empty() && step.source.is_some(), "{}", step.id);
    }
    let texts = serde_json::to_string(&module).unwrap();
    assert!(!texts.contains("{fact.") && !texts.contains("Win+L"));
}

#[test]
fn the_rehearsal_of_the_controls_compiles_without_errors_or_warnings() {
    let module = compile_clean("controls");
    assert_eq!(module.id.as_str(), "controls");
    assert!(module.steps.iter().all(|step| !step.critical) && module.mistakes.is_empty());
    assert_eq!(module.pass.score_permille, 0);
}

#[test]
fn courses_name_modules_that_exist() {
    let modules = scenes::repository().join("modules");
    let bytes = std::fs::read(modules.join("courses.toml")).unwrap();
    let folders = std::fs::read_dir(&modules).unwrap().map(|entry| entry.unwrap().path());
    let with_module = folders.filter(|folder| folder.join("module.toml").is_file());
    let known: BTreeSet<String> = with_module.map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let compiled = compile_courses(&bytes, &known);
    assert_eq!(compiled.diagnostics, []);
    assert_eq!(compiled.courses[0].modules[0].as_str(), "first-day");
    let compiled = compile_courses(&bytes, &BTreeSet::from(["first-days".to_owned()]));
    assert_eq!(compiled.diagnostics[0].code, "P020");
    assert_eq!(compiled.diagnostics[0].advice, "Did you mean `first-days`?");
}

const EXAMPLE: &str = include_str!("example.toml");
const AUTOCLAVE: &[&str] = &["Autoclave_PowerKey", "Autoclave_Plug", "Wall_Socket", "Autoclave_Gauge", "Autoclave_Door"];

#[test]
fn the_example_of_the_language_compiles_and_says_what_it_means() {
    let source = EXAMPLE;
    let compiled = compile(&authoring::Sources::of_module(source), &scenes::index("sterilization-room", AUTOCLAVE, &[]));
    assert!(!compiled.has_errors(), "{}", drawn(&compiled, source.as_bytes()));
    let module = compiled.module.unwrap();
    assert_eq!((module.pass.score_permille, module.renew_after_days, module.steps.len()), (850, Some(365), 4));
    assert_eq!(module.objects.iter().map(|o| o.id.as_str()).collect::<Vec<_>>()[..2], ["power_key", "plug"]);
    assert!(matches!(&module.objects[1].start, Start::In(socket) if socket.as_str() == "wall_socket"));
    assert_eq!(module.steps[1].after, [module.steps[0].id.clone()]);
    assert!(matches!(&module.steps[2].goal, Goal::Holds { condition: Condition::Shows { to, .. } } if to.milli == 1_000));
    assert!(matches!(&module.mistakes[0].then[..], [Effect::Particles { lasts_ms: 2_000, .. }]));
    assert_eq!(module.steps[2].on_start.len(), 1);
    let mistake = &module.mistakes[0];
    assert_eq!(mistake.could_have, ["Steam at 20 kPa scalds face and hands."]);
    assert!(mistake.critical && mistake.title == "Not the chamber door now");
}
