//! What needs more than one good text file: bytes that are no text, missing files, facts, translations, courses, hashes.

use crate::scenes;
use authoring::{Compiled, Sources, compile, compile_courses, step_meanings};
use std::collections::BTreeSet;

fn codes(compiled: &Compiled) -> Vec<(&str, &'static str)> {
    compiled.diagnostics.iter().map(|d| (&*d.file, d.code)).collect()
}

fn controls() -> Sources {
    scenes::sources_of("controls")
}

fn compiled(sources: &Sources) -> Compiled {
    compile(sources, &scenes::harbour_clinic())
}

#[test]
fn without_module_toml_there_is_one_clear_error() {
    assert_eq!(codes(&compile(&Sources::default(), &scenes::harbour_clinic())), [("module.toml", "P017")]);
}

#[test]
fn bytes_that_are_no_text_are_reported_and_the_rest_is_still_read() {
    let mut bytes = controls().files["module.toml"].clone();
    bytes.extend_from_slice(b"\n# caf\xe9\nextra = 1\n");
    let found = compiled(&controls().with("module.toml", bytes));
    assert_eq!(codes(&found), [("module.toml", "P001"), ("module.toml", "P003")]);
    assert!(found.module.is_none());
}

#[test]
fn a_file_beyond_a_megabyte_is_refused_unread() {
    let found = compiled(&controls().with("module.toml", vec![b'#'; 1_000_001]));
    assert_eq!(codes(&found), [("module.toml", "P016")]);
}

#[test]
fn facts_are_single_texts() {
    let found = compiled(&controls().with("facts.toml", "phone = 12\n[place]\nname = \"x\"\nclinic = \"\"\n"));
    assert_eq!(codes(&found), [("facts.toml", "P080"), ("facts.toml", "P080")]);
}

#[test]
fn a_fact_is_said_as_a_translation_says_it() {
    let facts = "place = \"point A\"\nphone = \"extension 1\"\n[es]\nplace = \"punto A\"\n";
    let spanish = "title = \"{fact.place}, {fact.phone}\"\n";
    let mut sources = controls().with("facts.toml", facts).with("strings/es.toml", spanish);
    sources.language = Some("es".to_owned());
    assert_eq!(compiled(&sources).module.unwrap().title, "punto A, extension 1");
}

#[test]
fn a_fact_of_a_translation_is_one_of_the_organisation() {
    let found = compiled(&controls().with("facts.toml", "phone = \"extension 1\"\n[es]\nfone = \"extensión 1\"\nphone = 1\n"));
    let advice: Vec<_> = found.diagnostics.iter().map(|d| (d.code, &*d.advice)).collect();
    let wanted = "Name a fact that stands above, without a table.";
    assert!(advice.len() == 2 && advice.iter().all(|(code, advice)| *code == "P080" && advice.starts_with(wanted)), "{advice:?}");
}

#[test]
fn a_translation_changes_texts_but_never_logic() {
    let plain = compiled(&controls());
    let spanish = "title = \"Prueba los mandos\"\n[step.look]\nsay = \"Mira a Mateo.\"\n[objects.chart]\nname = \"ejemplo\"\n";
    let mut sources = controls().with("strings/es.toml", spanish);
    let unused = compiled(&sources);
    assert_eq!(unused.text_sha256, plain.text_sha256);
    sources.language = Some("es".to_owned());
    let chosen = compiled(&sources);
    let (before, after) = (plain.module.unwrap(), chosen.module.unwrap());
    assert_eq!((&*after.title, &*after.language), ("Prueba los mandos", "es"));
    assert_eq!((&*after.steps[0].say, &after.steps[1].say), ("Mira a Mateo.", &before.steps[1].say));
    assert_eq!(chosen.logic_sha256, plain.logic_sha256);
    assert_ne!(chosen.text_sha256, plain.text_sha256);
    assert_eq!(chosen.diagnostics.iter().filter(|d| d.code == "P070").count(), 1, "only what is missing");
}

#[test]
fn a_translation_of_what_is_not_there_is_reported() {
    let stale = "[step.look]\nwhy = \"Porque.\"\n[step.lok]\nsay = \"Mira.\"\n[steps.look]\nsay = \"Mira.\"\n";
    let found = compiled(&controls().with("strings/es.toml", stale));
    let lines: Vec<_> = found.diagnostics.iter().map(|d| (d.code, d.line)).collect();
    assert_eq!(lines, [("P070", 1), ("P070", 2), ("P070", 4), ("P003", 5), ("P070", 6)]);
}

#[test]
fn a_translation_of_an_older_text_is_stale() {
    let spanish = "[step.look]\n# from: \"Look at Mateo, the person in teal.\"\nsay = \"Mira a Mateo.\"\n\
                   [step.walk]\n# from: \"Run to the front desk.\"\nsay = \"Corre.\"\n[step.take]\n# from: broken\nsay = \"Toma.\"\n";
    let found = compiled(&controls().with("strings/es.toml", spanish));
    let stale: Vec<_> = found.diagnostics.iter().filter(|d| d.code == "P071").collect();
    assert_eq!(stale.iter().map(|d| (d.line, d.column)).collect::<Vec<_>>(), [(6, 7)]);
    assert!(stale[0].advice.contains("\"Walk to the front desk.\""), "{}", stale[0].advice);
}

#[test]
fn logic_changes_with_what_is_right_and_not_with_wording_or_version() {
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap();
    let hash = |source: String| {
        let found = compiled(&controls().with("module.toml", source));
        assert!(!found.has_errors());
        (found.logic_sha256, found.text_sha256)
    };
    let (logic, text) = hash(source.clone());
    assert_eq!((logic.len(), text.len()), (64, 64));
    assert_eq!(hash(source.replace("\"1.0.0\"", "\"1.0.1\"")), (logic.clone(), text.clone()));
    let reworded = hash(source.replace("Walk to the front desk.", "Walk over to the front desk."));
    assert!(reworded.0 == logic && reworded.1 != text);
    let harder = hash(source.replace("for = \"1 s\"", "for = \"2 s\""));
    assert!(harder.0 != logic && harder.1 == text);
}

#[test]
fn what_a_step_asks_for_changes_with_its_goal_alone() {
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap();
    let meanings = |source: String| step_meanings(&compiled(&controls().with("module.toml", source)).module.unwrap());
    let before = meanings(source.clone());
    assert!(before.iter().all(|(_, meaning)| meaning.len() == 16));
    for (old, new) in
        [("Walk to the front desk.", "Walk over to the front desk."), ("\"1.0.0\"", "\"1.0.1\""), ("\"0 %\"", "\"50 %\"")]
    {
        assert_eq!(meanings(source.replace(old, new)), before, "{new}");
    }
    let harder = meanings(source.replace("for = \"1 s\"", "for = \"2 s\""));
    let changed: Vec<_> = before.iter().zip(&harder).filter(|(then, now)| then != now).map(|(then, _)| then.0.as_str()).collect();
    assert_eq!(changed, ["look"]);
}

#[test]
fn what_hints_cost_is_part_of_the_logic_and_as_usual_changes_nothing() {
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap();
    let found = |pass: &str| compiled(&controls().with("module.toml", source.replace("score = \"0 %\"", pass)));
    let (plain, usual) = (found("score = \"0 %\""), found("score = \"0 %\"\nhint_costs = \"20 %\""));
    assert_eq!(plain.logic_sha256, usual.logic_sha256);
    let dearer = found("score = \"0 %\"\nhint_costs = \"33.5 %\"");
    assert_ne!(plain.logic_sha256, dearer.logic_sha256);
    let costs = [&plain, &usual, &dearer].map(|found| found.module.as_ref().map(|module| module.pass.hint_cost_permille));
    assert_eq!(costs, [Some(200), Some(200), Some(335)]);
}

#[test]
fn courses_need_modules_once_each() {
    let source =
        "[[course]]\nid = \"a\"\ntitle = \"A\"\nmodules = []\n[[course]]\nid = \"a\"\ntitle = \"B\"\nmodules = [\"x\", \"x\"]\n";
    let found = compile_courses(source.as_bytes(), &BTreeSet::from(["x".to_owned()]));
    assert_eq!(found.diagnostics.iter().map(|d| (d.code, d.line)).collect::<Vec<_>>(), [("P090", 4), ("P029", 6), ("P090", 8)]);
    assert!(compile_courses(b"\xff\xfe[[[[", &BTreeSet::new()).diagnostics.len() >= 2);
}

const SNIPPET: &str = "format = 1\ntitle = \"Rub\"\n[parameters]\nwhat = \"the button\"\n[[step]]\nid = \"rub\"\nsay = \"Press {what}.\"\n\
                       do = { press = \"{what}\" }\n[[hint]]\nid = \"rub-1\"\nstep = \"rub\"\nsay = \"On the wall.\"\n";

fn including(include: &str) -> Sources {
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap();
    let at = source.find("[[step]]").unwrap();
    let module = format!("{}{include}\n{}", &source[..at], &source[at..]);
    controls().with("module.toml", module).with("snippets/rub.toml", SNIPPET)
}

#[test]
fn a_snippet_stands_in_its_place_with_ids_of_its_own() {
    let bell = "[objects.rub_bell]\nnode = \"Handrub\"\nname = \"bell\"\nkind = \"button\"\n";
    let include = "[[include]]\nsnippet = \"rub\"\nas = \"first\"\nwith = { what = \"rub_bell\" }\n";
    let found = compiled(&including(&format!("{bell}{include}")));
    assert!(!found.has_errors(), "{:?}", found.diagnostics);
    let module = found.module.unwrap();
    assert_eq!(module.steps[0].id.as_str(), "first-rub");
    assert_eq!(module.hints_of(&module.steps[0].id).count(), 1);
    assert_eq!(module.steps[1].id.as_str(), "look", "it stands where the include does");
}

#[test]
fn what_does_not_fit_a_snippet_is_reported_at_the_include_and_what_is_wrong_in_it_in_its_file() {
    let found = compiled(&including("[[include]]\nsnippet = \"rub\"\nwith = { wat = \"register\" }\n"));
    let codes = codes(&found);
    assert!(codes.starts_with(&[("module.toml", "P081"), ("module.toml", "P081")]), "{codes:?}");
    let include = "[[include]]\nsnippet = \"rub\"\nwith = { what = \"chart\" }\n";
    let found = compiled(&including(include));
    let [kind] = &found.diagnostics[..] else { panic!("{:?}", found.diagnostics) };
    assert_eq!((&*kind.file, kind.code), ("module.toml", "P040"), "a button is needed here");
    let broken = including(include).with("snippets/rub.toml", SNIPPET.replace("say = \"Press", "sey = \"Press"));
    let found = compiled(&broken).diagnostics.into_iter().find(|found| found.code == "P003").unwrap();
    assert_eq!((&*found.file, found.line, &*found.advice), ("snippets/rub.toml", 7, "Did you mean `say`?"));
}

#[test]
fn a_translation_reaches_what_people_say_and_what_is_to_be_read() {
    let talk = "[lines.hello]\nsays = \"Hello?\"\n[[reply]]\nid = \"yes\"\nline = \"hello\"\nsay = \"Yes.\"\nright = true\n\
                [pages.plan]\ntitle = \"Plan\"\ntext = \"This way.\"\n\
                [[step]]\nid = \"talk\"\nsay = \"Talk to Mateo.\"\ndo = { talk_to = \"mateo\", line = \"hello\" }\n\
                then = [{ show_page = \"plan\" }]\n[[hint]]\nid = \"talk-1\"\nstep = \"talk\"\nsay = \"Over there.\"\n";
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap() + talk;
    let spanish = "[lines.hello]\nsays = \"Hola?\"\n[reply.yes]\nsay = \"Si.\"\n[pages.plan]\ntext = \"Por aqui.\"\n";
    let mut sources = controls().with("module.toml", source).with("strings/es.toml", spanish);
    let plain = compiled(&sources);
    sources.language = Some("es".to_owned());
    let chosen = compiled(&sources);
    assert_eq!(plain.logic_sha256, chosen.logic_sha256);
    let module = chosen.module.unwrap();
    let texts = serde_json::to_string(module.steps.last().unwrap()).unwrap();
    for text in ["Hola?", "Si.", "Por aqui.", "\"Plan\""] {
        assert!(texts.contains(text), "{text}: {texts}");
    }
}

#[test]
fn the_practical_part_is_translated_like_everything_else() {
    let module = controls();
    let bytes = String::from_utf8(module.files["module.toml"].clone()).unwrap();
    let source = format!("{bytes}\n[sign_off]\nask = \"Ring a real bell.\"\nby = \"a porter\"\n");
    let spanish = "[sign_off]\nask = \"Toca un timbre de verdad.\"\nwho = \"x\"\n";
    let found = compiled(&module.with("module.toml", source).with("strings/es.toml", spanish));
    let said: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(said.iter().any(|said| said.contains("has no key `who`")), "{said:?}");
    assert!(!said.iter().any(|said| said.contains("no text `sign_off.ask`")), "{said:?}");
}

#[test]
fn what_effects_say_and_write_is_translated_in_its_order_and_a_list_of_another_length_is_not_used() {
    let timer = "[timers.tea]\nlasts = \"5 min\"\nthen = [{ say = \"Tea is ready.\" }]\n\
                 [[interruption]]\nid = \"phone\"\nthen = [{ sound = \"click\" }, { say = \"Somebody calls.\" }]\n\
                 [[one_of]]\nid = \"day\"\noptions = [{ id = \"wet\", then = [{ say = \"It rains.\" }] }, { id = \"dry\" }]\n";
    let source = String::from_utf8(controls().files["module.toml"].clone()).unwrap() + timer;
    let paths: Vec<String> = authoring::texts(&Sources::of_module(&*source)).iter().map(|text| text.path.join(".")).collect();
    for path in ["step.put.then", "timers.tea.then", "interruption.phone.then", "option.wet.then"] {
        assert!(paths.contains(&path.to_owned()), "{path}: {paths:?}");
    }
    assert!(!paths.contains(&"step.press.then".to_owned()), "nothing is said there");
    let spanish = "[timers.tea]\nthen = [\"El te esta listo.\"]\n[interruption.phone]\nthen = [\"Alguien llama.\"]\n\
                   [option.wet]\n# from: [\"It snows.\"]\nthen = [\"Llueve.\"]\n[step.put]\nthen = [\"Uno.\", \"Dos.\"]\n";
    let mut sources = controls().with("module.toml", source).with("strings/es.toml", spanish);
    let plain = compiled(&sources);
    let stale: Vec<u32> = plain.diagnostics.iter().filter(|d| d.code == "P071").map(|d| d.line).collect();
    assert_eq!(stale, [7, 9], "another text, and another number of texts");
    sources.language = Some("es".to_owned());
    let chosen = compiled(&sources);
    assert_eq!(plain.logic_sha256, chosen.logic_sha256);
    let texts = serde_json::to_string(&chosen.module.unwrap()).unwrap();
    for text in ["El te esta listo.", "Alguien llama.", "Llueve.", "See you on your first day."] {
        assert!(texts.contains(text), "{text}");
    }
    assert!(!texts.contains("Uno.") && !texts.contains("It rains."));
}

#[test]
fn arabic_and_japanese_are_texts_like_any_other_and_may_steer_their_direction() {
    let arabic = "title = \"\u{62C}\u{631}\u{651}\u{628} (F1)\u{200F}\"\n[step.look]\nsay = \"\u{627}\u{646}\u{638}\u{631} \u{625}\u{644}\u{649} Mateo.\"\n";
    let japanese = "title = \"\u{64CD}\u{4F5C}\u{3092}\u{8A66}\u{3059}\"\n";
    let mut sources = controls().with("strings/ar.toml", arabic).with("strings/ja.toml", japanese);
    let found = compiled(&sources);
    assert!(found.diagnostics.iter().all(|d| d.code == "P070"), "{:?}", found.diagnostics);
    sources.language = Some("ja".to_owned());
    assert_eq!(compiled(&sources).module.unwrap().title, "\u{64CD}\u{4F5C}\u{3092}\u{8A66}\u{3059}");
    let plain = controls().with("strings/es.toml", "title = \"Prueba\u{200F}\"\n");
    assert!(compiled(&plain).diagnostics.iter().any(|d| d.code == "P056"));
}

#[test]
fn a_translation_much_longer_than_its_text_is_noted_and_letters_that_no_font_has_are_told() {
    let long = format!("[step.look]\nsay = \"{}\"\n", "Mira a Mateo otra vez. ".repeat(6));
    let found = compiled(&controls().with("strings/es.toml", long));
    assert!(found.diagnostics.iter().any(|d| (d.code, d.line) == ("P072", 2)));
    let sources = controls().with("strings/xx.toml", "title = \"\u{1F600}a\u{1F600}\"\n");
    let unknown = authoring::unknown_letters(&sources, &mut |letter| letter.is_ascii());
    let [note] = &unknown[..] else { panic!("{unknown:?}") };
    assert_eq!((note.code, &*note.file, note.line), ("P073", "strings/xx.toml", 1));
    assert!(note.message.contains("U+1F600"), "{}", note.message);
}
