//! Rehearsals of small modules: good ones, and ones that cannot be finished.

use super::*;
use authoring::{SceneIndex, Sources, compile};
use std::collections::BTreeSet;

const ROOM: &str = r#"
format = 1
id = "room"
title = "Room"
kind = "workflow"
version = "1"
language = "en"
scene = "room"
minutes = 1
[objects.bell]
node = "Bell"
name = "bell"
kind = "button"
[objects.door]
node = "Door"
name = "door"
kind = "door"
states = ["closed", "open"]
[[step]]
id = "ring"
say = "Press the bell."
do = { press = "bell" }
[[step]]
id = "open"
say = "Open the door."
do = { set = "door", to = "open" }
"#;

fn module(source: &str) -> Arc<Module> {
    let nodes = ["Bell", "Door", "Lamp"].map(str::to_owned);
    let scene = SceneIndex { scene: "room".to_owned(), nodes: BTreeSet::from(nodes), ..SceneIndex::default() };
    let compiled = compile(&Sources::of_module(source), &scene);
    let found = format!("{:?}", compiled.diagnostics);
    Arc::new(compiled.module.unwrap_or_else(|| panic!("{found}")))
}

fn rehearsed(source: &str) -> Report {
    rehearse(&module(source), Plan { n_seeds: 2, n_random: 20 })
}

#[test]
fn a_good_module_is_covered_whole() {
    let mistake = r#"
[[mistake]]
id = "slammed"
until = "ring"
when = { set = "door", to = "open" }
say = "Ring first."
"#;
    let report = rehearsed(&format!("{ROOM}{mistake}"));
    assert_eq!(report.problems, Vec::<String>::new());
    let runs: Vec<(usize, usize)> = report.modes.iter().map(|row| (row.runs as usize, row.passed as usize)).collect();
    assert_eq!(runs, [(2, 2), (4, 4), (2, 2), (2, 2)], "watch, guided with each level of help, practice, exam");
    assert!(report.steps.iter().all(|row| row.completed > 0));
    assert_eq!(report.mistakes[0].caught_in, ["guided", "practice", "exam"]);
    let drawn = table(&report);
    assert!(drawn.contains("slammed") && drawn.contains("Everything can be reached"), "{drawn}");
}

#[test]
fn doing_a_step_too_early_names_the_edge() {
    let report = rehearsed(ROOM);
    assert_eq!(report.edges.len(), 1);
    assert!(report.edges[0].caught && report.edges[0].before == "ring" && report.edges[0].step == "open");
}

#[test]
fn a_time_limit_nobody_can_keep_is_told_with_its_seed() {
    let short = ROOM.replace("minutes = 1\n", "minutes = 1\ntime_limit = \"5 s\"\n");
    let short = short.replace("do = { press = \"bell\" }", "do = { hold = \"bell\", for = \"20 s\" }");
    let report = rehearsed(&short);
    assert!(
        report.problems.iter().any(|problem| problem.contains("in exam") && problem.contains("time limit is too short")),
        "{:?}",
        report.problems
    );
}

#[test]
fn a_step_that_hides_its_own_object_leaves_no_way_on() {
    let hidden = ROOM.replace("do = { press = \"bell\" }", "do = { press = \"bell\" }\nthen = [{ hide = \"door\" }]");
    let report = rehearsed(&hidden);
    let wanted = ["no way on, at the step `open`", "the step `open` (\"Open the door.\") was never done by any player"];
    for words in wanted {
        assert!(report.problems.iter().any(|problem| problem.contains(words)), "{words}: {:?}", report.problems);
    }
    assert!(table(&report).contains("Not in order:"));
}

#[test]
fn a_step_that_only_a_wrong_answer_leads_to_is_reached() {
    let asked = r#"
[cards.who]
ask = "Who may come in?"
[[answer]]
id = "visitor"
card = "who"
say = "Who has a badge."
right = true
[[answer]]
id = "anybody"
card = "who"
say = "Anybody."
[[step]]
id = "ask"
say = "Answer."
do = { choose = "who" }
[[step]]
id = "again"
say = "Read the rule at the bell."
do = { hold = "bell", for = "3 s" }
optional = true
only_if = { chose = "anybody" }
"#;
    let source = ROOM.replacen("[[step]]", &format!("{asked}[[step]]"), 1);
    // So few random players do not come there by accident.
    let report = rehearse(&module(&source), Plan { n_seeds: 2, n_random: 1 });
    assert_eq!(report.problems, Vec::<String>::new());
    let again = report.steps.iter().find(|row| row.step == "again").map(|row| row.completed);
    assert!(again.is_some_and(|completed| completed > 0), "{again:?}");
}

#[test]
fn the_same_plan_gives_the_same_report() {
    assert_eq!(rehearsed(ROOM), rehearsed(ROOM));
}

#[test]
fn every_branch_is_taken_however_rare_and_counted() {
    let draw = r#"
[[one_of]]
id = "fault"
options = [{ id = "leak" }, { id = "none", weight = 200 }]
"#;
    let source = ROOM.replacen("[[step]]", &format!("{draw}[[step]]"), 1);
    let source = source.replacen("id = \"open\"", "id = \"open\"\noptional = true", 1)
        + "[[step]]\nid = \"mop\"\nsay = \"Mop up.\"\ndo = { press = \"bell\" }\nonly_if = { drawn = \"leak\" }\n[[step]]\nid = \"end\"\nsay = \"Press it.\"\ndo = { press = \"bell\" }\n";
    let report = rehearsed(&source);
    assert_eq!(report.problems, Vec::<String>::new());
    let taken = |branch: &str| report.branches.iter().find(|row| row.branch == branch).map(|row| row.taken);
    for branch in ["draw `fault`: leak", "step `mop`: asked for", "step `mop`: left out", "step `open`: left out"] {
        assert!(taken(branch).is_some_and(|taken| taken > 0), "{branch}: {:?}", report.branches);
    }
    let drawn = table(&report);
    assert!(drawn.contains("covered: 4 of 4 steps done") && drawn.contains("6 of 6 branches taken"), "{drawn}");
}
