//! Versions of one small module, and what is said of each difference.

use super::*;
use authoring::{SceneIndex, Sources, compile};
use std::collections::BTreeSet;

const OLD: &str = r#"
format = 1
id = "valve"
title = "Valve"
kind = "maintenance"
version = "1"
language = "en"
scene = "room"
minutes = 1
[pass]
score = "80 %"
[objects.valve]
node = "Valve"
name = "valve"
kind = "knob"
[objects.gauge]
node = "Gauge"
name = "gauge"
kind = "gauge"
range = "0..300 kPa"
start = "20 kPa"
[[step]]
id = "turn"
say = "Turn the valve."
do = { turn = "valve", to = "23° ± 3°" }
[[step]]
id = "read"
say = "Read the gauge."
do = { read = "gauge", within = "5 kPa" }
"#;

fn module(source: &str) -> Module {
    let nodes = BTreeSet::from(["Valve", "Gauge"].map(str::to_owned));
    let scene = SceneIndex { scene: "room".to_owned(), nodes, ..SceneIndex::default() };
    compile(&Sources::of_module(source), &scene).module.unwrap()
}

fn compared(replaced: &[(&str, &str)]) -> Comparison {
    let new = replaced.iter().fold(OLD.to_owned(), |source, (from, to)| {
        assert!(source.contains(from), "{from}");
        source.replace(from, to)
    });
    compare(&module(OLD), &module(&new))
}

#[test]
fn a_tolerance_is_told_as_its_range_and_its_step_is_to_be_trained_again() {
    let found = compared(&[("23° ± 3°", "23° ± 1°"), ("version = \"1\"", "version = \"2\"")]);
    assert_eq!(found.logic.len(), 1, "{:?}", found.logic);
    let change = &found.logic[0];
    assert_eq!(change.place, "step 1 `turn`");
    assert!(change.what.contains("20 to 26° is now 22 to 24°"), "{}", change.what);
    assert_eq!(found.meaning.retrain, ["turn"]);
    assert!(found.to_words().contains("train 1 of 2 steps again: turn"), "{}", found.to_words());
}

#[test]
fn words_alone_retrain_nobody() {
    let found = compared(&[("Turn the valve.", "Turn the valve slowly.")]);
    assert_eq!((found.logic.len(), found.text.len(), found.meaning.changed), (0, 1, "words"));
    let words = found.to_words();
    for said in [
        "the words \"Turn the valve.\" are now \"Turn the valve slowly.\"",
        "nobody has to train again",
        "The version is still 1",
    ] {
        assert!(words.contains(said), "{said} is missing in\n{words}");
    }
}

#[test]
fn steps_and_objects_and_rules_are_told_in_words() {
    let step = "[[step]]\nid = \"again\"\nsay = \"Read it again.\"\ndo = { read = \"gauge\", within = \"1 kPa\" }\n";
    let found = compared(&[
        ("0..300 kPa", "0..400 kPa"),
        ("score = \"80 %\"", "score = \"90 %\"\nhint_costs = \"5 %\""),
        ("say = \"Read the gauge.\"\n", "say = \"Read the gauge.\"\ncritical = true\n"),
        ("within = \"5 kPa\" }\n", &format!("within = \"5 kPa\" }}\n{step}")),
    ]);
    let words = found.to_words();
    for said in [
        "object `gauge`: the range 0 to 300 kPa is now 0 to 400 kPa",
        "the module: passing, the score to pass 80 % is now 90 %",
        "the module: passing, what a hint costs of its step in practice 20 % is now 5 %",
        "step 2 `read`: critical no is now yes",
        "step 3 `again`: is new",
        "train 2 of 3 steps again: read, again",
    ] {
        assert!(words.contains(said), "{said} is missing in\n{words}");
    }
}

#[test]
fn the_same_module_has_no_difference() {
    let found = compare(&module(OLD), &module(OLD));
    assert!(found.logic.is_empty() && found.text.is_empty() && found.meaning.changed == "nothing");
}

#[test]
fn a_new_name_is_told_as_one_with_what_hangs_on_it() {
    let renamed = compared(&[
        ("id = \"turn\"", "id = \"open-valve\""),
        ("[objects.valve]", "[objects.main_valve]"),
        ("turn = \"valve\"", "turn = \"main_valve\""),
    ]);
    assert!(renamed.logic.is_empty() && renamed.text.is_empty(), "{renamed:?}");
    assert_eq!((renamed.meaning.changed, renamed.meaning.retrain.len()), ("names", 0));
    let words = renamed.to_words();
    for said in [
        "object `valve` is now called `main_valve`",
        "step `turn` is now called `open-valve`",
        "Certificates stay valid",
        "reports begin anew for `open-valve`",
        "[step.turn] becomes [step.open-valve]",
    ] {
        assert!(words.contains(said), "{said} is missing in\n{words}");
    }
    let also_changed = compared(&[("id = \"turn\"", "id = \"open-valve\""), ("23° ± 3°", "23° ± 1°")]);
    assert!(also_changed.to_words().contains("step `turn` is now called `open-valve`"), "{}", also_changed.to_words());
    assert_eq!(also_changed.meaning.retrain, ["open-valve"]);
    let another = compared(&[(
        "id = \"turn\"\nsay = \"Turn the valve.\"\ndo = { turn = \"valve\", to = \"23° ± 3°\" }",
        "id = \"look\"\nsay = \"Look at the gauge.\"\ndo = { look_at = \"gauge\" }",
    )]);
    assert!(another.renamed.is_empty(), "something else is no new name: {:?}", another.renamed);
}

#[test]
fn conditions_and_new_rules_are_told_as_sentences() {
    let found = compared(&[
        (
            "do = { read = \"gauge\", within = \"5 kPa\" }",
            "do = { read = \"gauge\", within = \"5 kPa\" }\nonly_if = { gauge = \"gauge\", at_least = \"10 kPa\" }\noptional = true",
        ),
        ("[[step]]\nid = \"turn\"", "[timers.tea]\nlasts = \"3 min\"\n[[step]]\nid = \"turn\""),
    ]);
    let words = found.to_words();
    for said in ["when it is asked for is new: gauge \u{2265} 10 kPa", "optional no is now yes", "timer `tea`: is new"] {
        assert!(words.contains(said), "{said} is missing in\n{words}");
    }
}

#[test]
fn rules_of_the_exam_are_told_in_words_and_retrain_nobody() {
    let exam = "[exam]\nattempts = 3\ncool_down = \"24 h\"\n[pass]";
    let sign_off = "[sign_off]\nask = \"Turn a real valve.\"\nby = \"a fitter\"\n[objects.valve]";
    let added = compared(&[("[pass]", exam), ("[objects.valve]", sign_off)]);
    assert_eq!((added.meaning.changed, added.meaning.retrain.len()), ("exam", 0), "{:?}", added.meaning);
    assert!(added.meaning.advice.iter().any(|said| said.contains("waits for its sign-off too")), "{:?}", added.meaning);
    let old = module(&OLD.replace("[pass]", exam));
    let new = module(&OLD.replace("[pass]", &exam.replace('3', "2").replace("24 h", "7 d")));
    let words = compare(&old, &new).to_words();
    assert!(words.contains("the exam, attempts 3 is now 2"), "{words}");
    assert!(words.contains("the wait after an exam that was not passed 24 h is now 168 h"), "{words}");
}
