//! Completion, hover, definition and rename in small files; `|` marks the cursor.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const MODULE_TOML: &str = r#"id = "m"
scene = "room"

[objects.bell]
node = "Bell"
name = "brass bell"
kind = "button"

[objects.door]
node   = "Door"
name   = "door"
kind   = "door"
states = ["closed", "open"]

[[step]]
id  = "ring"
say = "Press {fact.x} now."
do  = { press = "bell" }

[[step]]
id  = "leave"
do  = { set = "door", to = "open" }
after = ["ring"]
then = [{ sound = "click" }, { show = "bell" }]
"#;

fn scene() -> SceneIndex {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    SceneIndex { scene: "room".to_owned(), nodes: set(&["Bell", "Door", "Lamp"]), clips: set(&["Wave"]), sounds: set(&["click"]) }
}

/// The module with one line put below another line; the cursor stands at `|`.
fn typed(below: &str, line: &str) -> (Sources, usize) {
    assert!(MODULE_TOML.contains(below), "{below}");
    let text = MODULE_TOML.replacen(below, &format!("{below}\n{line}"), 1);
    let at = text.find('|').unwrap();
    (Sources::of_module(text.replacen('|', "", 1)).with("facts.toml", "phone = \"12\""), at)
}

fn labels(below: &str, line: &str) -> Vec<String> {
    let (sources, at) = typed(below, line);
    let scene = scene();
    Desk { sources: &sources, scene: &scene }.complete("module.toml", at).into_iter().map(|found| found.label).collect()
}

#[test]
fn what_can_be_typed_follows_the_place() {
    let has = |below: &str, line: &str, wanted: &[&str], unwanted: &[&str]| {
        let found = labels(below, line);
        for label in wanted {
            assert!(found.iter().any(|one| one == label), "{line}: no {label} in {found:?}");
        }
        for label in unwanted {
            assert!(!found.iter().any(|one| one == label), "{line}: {label} in {found:?}");
        }
    };
    has("do  = { press = \"bell\" }", "wh|", &["why", "critical", "then"], &["id", "do", "node"]);
    has("kind = \"button\"", "ab|", &["about", "states"], &["kind", "say"]);
    has("id  = \"leave\"", "do = { |", &["press", "set", "go_to"], &["to"]);
    has("id  = \"leave\"", "do = { set = \"door\", |", &["to"], &["press", "set"]);
    has("id  = \"leave\"", "do = { set = \"door\", to = \"|", &["closed", "open"], &["bell"]);
    has("id  = \"leave\"", "do = { press = \"|\" }", &["bell", "door", "trainee"], &["ring"]);
    has("id  = \"leave\"", "after = [\"ring\", \"|\"]", &["ring", "leave"], &["bell"]);
    has("id  = \"leave\"", "then = [{ sound = \"|", &["click"], &["Wave"]);
    has("id  = \"leave\"", "then = [\n  { play = \"|", &["Wave"], &["click"]);
    has("[objects.door]", "node = \"|\"", &["Bell", "Lamp"], &["door"]);
    has("kind = \"button\"", "kind = \"|\"", &["button", "person"], &[]);
    has("id  = \"leave\"", "critical = |", &["true", "false"], &[]);
    has("id  = \"leave\"", "do = |", &["{ press = "], &[]);
    has("id  = \"leave\"", "say = \"Call {fa|", &["{fact.phone}"], &[]);
    has("after = [\"ring\"]", "[|", &["[[step]]", "[objects.", "[pass]"], &[]);
    has("scene = \"room\"", "ti|", &["title", "minutes"], &["id", "say"]);
}

#[test]
fn a_translation_is_completed_with_the_ids_of_its_module() {
    let text = "[step.ring]\nsa\n[";
    let sources = Sources::of_module(MODULE_TOML).with("strings/es.toml", text);
    let scene = scene();
    let desk = Desk { sources: &sources, scene: &scene };
    let labels = |at| desk.complete("strings/es.toml", at).into_iter().map(|found| found.label).collect::<Vec<_>>();
    assert!(labels(text.len()).contains(&"[step.leave]".to_owned()), "{:?}", labels(text.len()));
    assert!(labels(14).contains(&"say".to_owned()), "{:?}", labels(14));
}

#[test]
fn a_name_leads_to_its_declaration_and_all_its_places_are_renamed() {
    let sources = Sources::of_module(MODULE_TOML).with("strings/es.toml", "[objects.bell]\nname = \"timbre\"\n");
    let scene = scene();
    let desk = Desk { sources: &sources, scene: &scene };
    let at = MODULE_TOML.find("press = \"bell\"").unwrap() + 10;
    let declared = desk.definition("module.toml", at).unwrap();
    assert_eq!(declared.span, 34..38);
    assert_eq!(&MODULE_TOML[declared.span], "bell");
    let places = desk.rename("module.toml", at, "gong").unwrap();
    assert_eq!(places.len(), 4);
    assert!(places.iter().any(|place| place.file == "strings/es.toml" && place.span == (9..13)));
    for (new, said) in [("Gong!", "is no id"), ("door", "already")] {
        assert!(desk.rename("module.toml", at, new).unwrap_err().contains(said));
    }
    let hover = desk.hover("module.toml", at).unwrap();
    assert!(hover.words.contains("object `bell`") && hover.words.contains("name = \"brass bell\""), "{}", hover.words);
    let key = desk.hover("module.toml", MODULE_TOML.find("after").unwrap() + 1).unwrap();
    assert!(key.words.contains("**after**") && key.words.contains("must be done before"), "{}", key.words);
    let step = desk.definition("module.toml", MODULE_TOML.find("[\"ring\"]").unwrap() + 3).unwrap();
    assert_eq!(&MODULE_TOML[step.span], "ring");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_in_any_text_is_survived(cut in any::<prop::sample::Index>(), noise in "[\\[\\]{}=\",'#a-zé\n .]{0,40}", at in any::<prop::sample::Index>()) {
        let cut = (0..=cut.index(MODULE_TOML.len())).rev().find(|&at| MODULE_TOML.is_char_boundary(at)).unwrap();
        let text = format!("{}{noise}{}", &MODULE_TOML[..cut], &MODULE_TOML[cut..]);
        let at = at.index(text.len() + 3);
        let sources = Sources::of_module(text.clone()).with("strings/es.toml", text);
        let scene = scene();
        let desk = Desk { sources: &sources, scene: &scene };
        for file in ["module.toml", "strings/es.toml", "facts.toml", "gone"] {
            for found in desk.complete(file, at) {
                prop_assert!(found.replaces.start <= found.replaces.end);
            }
            let _ = (desk.hover(file, at), desk.definition(file, at), desk.references(file, at), desk.rename(file, at, "x"));
        }
    }
}
