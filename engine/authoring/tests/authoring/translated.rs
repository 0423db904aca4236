//! What else is said in a language: what may be typed, how states are called, forms, and texts of snippets.

use crate::scenes;
use authoring::{Compiled, SceneIndex, Sources, compile, texts};
use curriculum::{Emphasis, Goal, Module};

fn scene() -> SceneIndex {
    scenes::index("room", &["Bell", "Door"], &[])
}

const MODULE: &str = r#"
format   = 1
id       = "front-desk"
title    = "Front desk"
kind     = "workflow"
version  = "1"
language = "en"
scene    = "room"
minutes  = 1
objectives = ["Answer the bell.", "Shut the door."]

[objects.door]
node   = "Door"
name   = "door"
kind   = "door"
states = ["closed", "ajar", "half_open"]
state_names = { half_open = "half open, on the latch" }

[objects.bell]
node = "Bell"
name = "bell"
kind = "button"

[cards.phone]
ask    = "Which extension do you dial?"
accept = ["2400", "extension 2400"]

[cards.dose]
ask    = "How much?"
accept = "2.5 ml ± 0.1 ml"

[cards.report]
ask = "Fill in the report."

[[field]]
id     = "room"
card   = "report"
label  = "Room"
accept = ["room two"]

[[field]]
id    = "minutes"
card  = "report"
label = "Time"
accept = "4 min"

[[step]]
id  = "dial"
say = "Dial security."
do  = { type = "phone" }
on_start = [{ outline = "bell", through_walls = false }]

[[step]]
id  = "dose"
say = "Write the dose."
do  = { type = "dose" }

[[step]]
id  = "report"
say = "Fill in the report."
do  = { fill_in = "report" }

[[step]]
id  = "door"
say = "Open the door a little."
do  = { set = "door", to = "ajar" }
"#;

const SPANISH: &str = r#"
objectives = ["Atender el timbre.", "Cerrar la puerta."]
[objects.door]
state_names = { ajar = "entreabierta" }
[cards.phone]
accept = ["2400", "extensión 2400"]
[field.room]
label = "Sala"
accept = "sala dos"
"#;

fn in_language(language: Option<&str>) -> Compiled {
    let sources = Sources::of_module(MODULE).with("strings/es.toml", SPANISH);
    compile(&Sources { language: language.map(str::to_owned), ..sources }, &scene())
}

fn typed(module: &Module, text: &str) -> [bool; 2] {
    let card = |idx: usize| module.steps[idx].goal.card().unwrap();
    let field = &card(2).fields[0];
    [card(0).accepts(text), field.accepts(text)]
}

#[test]
fn what_may_be_typed_is_said_in_the_language_and_what_is_right_stays() {
    let (plain, chosen) = (in_language(None), in_language(Some("es")));
    assert_eq!(plain.logic_sha256, chosen.logic_sha256);
    assert_ne!(plain.text_sha256, chosen.text_sha256);
    assert_eq!(authoring::logic_of(plain.module.as_ref().unwrap()), authoring::logic_of(chosen.module.as_ref().unwrap()));
    let (plain, chosen) = (plain.module.unwrap(), chosen.module.unwrap());
    for (text, english, spanish) in [
        ("extension 2400", [true, false], [false, false]),
        ("Extensión 2400", [false, false], [true, false]),
        ("2400", [true, false], [true, false]),
        ("room two", [false, true], [false, false]),
        ("sala dos", [false, false], [false, true]),
    ] {
        assert_eq!((typed(&plain, text), typed(&chosen, text)), (english, spanish), "{text}");
    }
    let Goal::FillIn { card } = &chosen.steps[2].goal else { panic!("a form") };
    assert_eq!((card.fields[0].label.as_str(), card.fields[1].label.as_str()), ("Sala", "Time"));
}

#[test]
fn objectives_are_said_in_the_language_too() {
    let objectives = |language| in_language(language).module.unwrap().objectives;
    assert_eq!(objectives(None), ["Answer the bell.", "Shut the door."]);
    assert_eq!(objectives(Some("es")), ["Atender el timbre.", "Cerrar la puerta."]);
    assert!(in_language(None).diagnostics.iter().all(|found| !found.message.contains("the first is `objectives`")));
}

#[test]
fn states_are_called_as_the_module_or_its_translation_says() {
    let names = |compiled: Compiled| {
        let module = compiled.module.unwrap();
        let door = module.objects.iter().find(|object| object.id.as_str() == "door").unwrap();
        let name = |state: &_| door.state_name(state).map(str::to_owned);
        door.states.iter().map(name).collect::<Vec<_>>()
    };
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(names(in_language(None)), [None, None, some("half open, on the latch")]);
    assert_eq!(names(in_language(Some("es"))), [None, some("entreabierta"), some("half open, on the latch")]);
}

#[test]
fn translators_are_given_texts_to_type_and_states_that_no_program_translates() {
    let found = texts(&Sources::of_module(MODULE));
    let text = |path: &str| found.iter().find(|text| text.path.join(".") == path).map(|text| text.toml.as_str());
    assert_eq!(text("cards.phone.accept"), Some("[\"2400\", \"extension 2400\"]"));
    assert_eq!(text("field.room.accept"), Some("[\"room two\"]"));
    assert_eq!((text("cards.dose.accept"), text("field.minutes.accept")), (None, None), "an amount is the same everywhere");
    assert_eq!(text("objects.door.state_names"), Some("{ ajar = \"ajar\", half_open = \"half open, on the latch\" }"));
    assert_eq!(text("objects.bell.state_names"), None);
}

#[test]
fn a_translation_of_an_amount_or_of_an_unknown_state_is_in_vain() {
    let spanish = "[cards.dose]\naccept = \"3 ml\"\n[objects.door]\nstate_names = { open = \"abierta\" }\n";
    let sources = Sources::of_module(MODULE).with("strings/es.toml", spanish);
    let found = compile(&sources, &scene()).diagnostics;
    let found: Vec<_> = found.iter().filter(|found| found.file != "module.toml").map(|d| (d.code, d.line, d.column)).collect();
    assert_eq!(found, [("P070", 1, 1), ("P070", 2, 1), ("P070", 4, 17)]);
}

#[test]
fn texts_of_snippets_are_found_under_the_ids_that_the_module_gives_them_and_keep_their_placeholders() {
    let snippet = "format = 1\ntitle = \"Ring\"\nparameters = { what = \"the bell\" }\n\
                   [[step]]\nid = \"ring\"\nsay = \"Press the {what}.\"\nwhy = \"Questions: {fact.phone}.\"\ndo = { press = \"{what}\" }\n\
                   [[field]]\nid = \"who\"\ncard = \"note\"\nlabel = \"Who\"\naccept = \"me\"\n[cards.note]\nask = \"Note.\"\n";
    let source = MODULE.to_owned()
        + "[[include]]\nsnippet = \"ring\"\nas = \"first\"\nwith = { what = \"bell\" }\n\
           [[include]]\nsnippet = \"ring\"\nas = \"last\"\nwith = { what = \"bell\" }\n";
    let sources = Sources::of_module(source).with("snippets/ring.toml", snippet).with("facts.toml", "phone = \"extension 1\"\n");
    let found = texts(&sources);
    let text = |path: &str| found.iter().find(|text| text.path.join(".") == path).map(|text| text.toml.as_str());
    for include in ["first", "last"] {
        assert_eq!(text(&format!("step.{include}-ring.say")), Some("\"Press the bell.\""));
        assert_eq!(text(&format!("step.{include}-ring.why")), Some("\"Questions: {fact.phone}.\""));
        assert_eq!(text(&format!("field.{include}-who.label")), Some("\"Who\""));
        assert_eq!(text(&format!("cards.{include}-note.ask")), Some("\"Note.\""));
    }
}

#[test]
fn an_outline_is_seen_through_walls_unless_the_author_says_otherwise() {
    let with = |source: &str| match compile(&Sources::of_module(source), &scene()).module.unwrap().steps[0].on_start[0] {
        curriculum::Effect::Mark { with, .. } => with,
        _ => panic!("a mark"),
    };
    assert_eq!(with(MODULE), Emphasis::OutlineInSight);
    assert_eq!(with(&MODULE.replace(", through_walls = false", "")), Emphasis::Outline);
    assert_eq!(with(&MODULE.replace("outline =", "highlight =").replace("= false", "= true")), Emphasis::Highlight);
}
