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

const SNIPPET_TOML: &str = r#"format = 1
title = "Hands"

[parameters]
dispenser = "what is pressed"

[[step]]
id  = "rub"
say = "Press the {dispenser}."
do  = { press = "{dispenser}" }

[[hint]]
id   = "where"
step = "rub"
say  = "Call {fact.phone}."
"#;

const INCLUDING_TOML: &str = r#"id = "m"
scene = "room"

[objects.bell]
node = "Bell"

[[include]]
snippet = "hands"
as      = "clean"
with    = { dispenser = "bell" }

[[step]]
id    = "leave"
say   = "Call {fact.phone}."
after = ["clean-rub"]
"#;

fn with_snippet(module: &str) -> Sources {
    let sources =
        Sources::of_module(module).with("snippets/hands.toml", SNIPPET_TOML).with("facts.toml", "phone = \"12\"\nfax = \"13\"\n");
    sources.with("courses.toml", "[[course]]\nid = \"c\"\ntitle = \"C\"\nmodules = [\"m\"]\n")
}

/// What stands at the places of the name at a text in a file.
fn found(sources: &Sources, file: &str, what: &str, by: usize) -> Vec<(String, String)> {
    let scene = scene();
    let desk = Desk { sources, scene: &scene };
    let text = |file: &str| String::from_utf8(sources.files[file].clone()).unwrap();
    let at = text(file).find(what).unwrap_or_else(|| panic!("{what}")) + by;
    desk.references(file, at).into_iter().map(|place| (place.file.clone(), text(&place.file)[place.span].to_owned())).collect()
}

#[test]
fn a_snippets_names_are_one_thing_in_all_files() {
    let sources = with_snippet(INCLUDING_TOML);
    let everywhere = [("module.toml", "rub"), ("snippets/hands.toml", "rub"), ("snippets/hands.toml", "rub")];
    let everywhere: Vec<_> = everywhere.map(|(file, text)| (file.to_owned(), text.to_owned())).into();
    assert_eq!(found(&sources, "module.toml", "clean-rub", 8), everywhere);
    assert_eq!(found(&sources, "snippets/hands.toml", "\"rub\"", 2), everywhere);
    let prefix: Vec<_> = found(&sources, "module.toml", "clean-rub", 2).into_iter().map(|(_, text)| text).collect();
    assert_eq!(prefix, ["clean", "clean"]);
    let parameter = found(&sources, "snippets/hands.toml", "press = \"{disp", 12);
    assert_eq!(parameter.iter().filter(|(_, text)| text == "dispenser").count(), 4, "{parameter:?}");
    let facts = found(&sources, "module.toml", "{fact.phone", 8);
    assert_eq!(
        facts.iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>(),
        ["facts.toml", "module.toml", "snippets/hands.toml"]
    );
    let scene = scene();
    let sources = sources.with("../m/module.toml", "");
    let desk = Desk { sources: &sources, scene: &scene };
    let at = |what: &str| INCLUDING_TOML.find(what).unwrap() + 2;
    assert_eq!(desk.definition("module.toml", at("clean-rub") + 6).unwrap().file, "snippets/hands.toml");
    assert_eq!(
        desk.definition("module.toml", at("hands")).unwrap(),
        Stretch { file: "snippets/hands.toml".to_owned(), span: 0..0 }
    );
    assert_eq!(desk.definition("courses.toml", 44).unwrap().file, "../m/module.toml");
    assert!(desk.rename("module.toml", at("hands"), "x").unwrap_err().contains("name of a file"));
    assert!(desk.rename("facts.toml", 2, "fax").unwrap_err().contains("already"));
    assert_eq!(desk.rename("facts.toml", 2, "tel").unwrap().len(), 3);
}

#[test]
fn parameters_facts_snippets_and_originals_are_completed() {
    let labels = |module: &str, file: &str, text: &str| -> Vec<String> {
        let at = text.find('|').unwrap();
        let sources = with_snippet(module).with(file, text.replacen('|', "", 1));
        let scene = scene();
        let sources = sources.with("../m/module.toml", "").with("../n/module.toml", "");
        let desk = Desk { sources: &sources, scene: &scene };
        desk.complete(file, at).into_iter().map(|found| found.label).collect()
    };
    let has = |file: &str, text: &str, wanted: &str| {
        let found = labels(INCLUDING_TOML, file, text);
        assert!(found.iter().any(|label| label == wanted), "{text}: no {wanted} in {found:?}");
    };
    let include = |line: &str| format!("{INCLUDING_TOML}\n[[include]]\nsnippet = \"hands\"\n{line}");
    has("module.toml", &format!("{INCLUDING_TOML}\n[[include]]\nsnippet = \"|"), "hands");
    has("module.toml", &include("with = { |"), "dispenser");
    has("module.toml", &include("with = { dispenser = \"|"), "bell");
    has("module.toml", &format!("{INCLUDING_TOML}\n[[step]]\nid = \"x\"\nafter = [\"|\"]\n"), "clean-rub");
    has("snippets/hands.toml", &SNIPPET_TOML.replacen("Press the ", "Press {d| the ", 1), "{dispenser}");
    has("snippets/hands.toml", &format!("{SNIPPET_TOML}\n[[hint]]\nid = \"h\"\nstep = \"|"), "rub");
    has("snippets/hands.toml", &format!("{SNIPPET_TOML}\n[[hint]]\npo|"), "point");
    has("courses.toml", "[[course]]\nid = \"c\"\nmodules = [\"|", "n");
    has("strings/es.toml", "[step.leave]\nsay = \"|", "Call {fact.phone}.");
    let sources = with_snippet(INCLUDING_TOML).with("strings/es.toml", "[step.leave]\nsay = \"\"\n");
    let scene = scene();
    let hover = Desk { sources: &sources, scene: &scene }.hover("strings/es.toml", 14).unwrap();
    assert!(hover.words.contains("In the module: \"Call {fact.phone}.\""), "{}", hover.words);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_in_any_text_is_survived(cut in any::<prop::sample::Index>(), noise in "[\\[\\]{}=\",'#a-zé\n .]{0,40}", at in any::<prop::sample::Index>()) {
        let cut = (0..=cut.index(MODULE_TOML.len())).rev().find(|&at| MODULE_TOML.is_char_boundary(at)).unwrap();
        let text = format!("{}{noise}{}", &MODULE_TOML[..cut], &MODULE_TOML[cut..]);
        let at = at.index(text.len() + 3);
        let sources = Sources::of_module(text.clone()).with("strings/es.toml", text.clone()).with("snippets/s.toml", text.clone()).with("courses.toml", text.clone()).with("facts.toml", text);
        let scene = scene();
        let desk = Desk { sources: &sources, scene: &scene };
        for file in ["module.toml", "strings/es.toml", "snippets/s.toml", "facts.toml", "courses.toml", "gone"] {
            for found in desk.complete(file, at) {
                prop_assert!(found.replaces.start <= found.replaces.end);
            }
            let _ = (desk.hover(file, at), desk.definition(file, at), desk.references(file, at), desk.rename(file, at, "x"));
        }
    }
}
