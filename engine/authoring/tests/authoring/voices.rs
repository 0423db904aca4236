//! Voices that say what the module says, and those that do not.

use crate::scenes;
use authoring::{Voice, check_voices, compile};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn voices_of_older_texts_unlisted_recordings_and_silent_lines_are_told_where_they_stand() {
    for language in [None, Some("es".to_owned())] {
        let spanish = std::fs::read(scenes::repository().join("modules/controls/strings/es.toml")).unwrap();
        let mut sources = scenes::sources_of("controls").with("strings/es.toml", spanish);
        let file = language.as_ref().map_or("module.toml".to_owned(), |language| format!("strings/{language}.toml"));
        sources.language = language;
        let module = compile(&sources, &scenes::harbour_clinic()).module.unwrap();
        let spoken = module.spoken();
        let voice = |says: &str, by: Option<&str>| Voice { says: says.to_owned(), by: by.map(str::to_owned), lasts_ms: 2_000 };
        let mut voices: BTreeMap<String, Voice> =
            spoken.iter().map(|line| (line.path.clone(), voice(&line.text, line.by.as_ref().map(|by| by.as_str())))).collect();
        assert_eq!(check_voices(&sources, &module, &voices, &BTreeSet::new()), []);
        assert_eq!(check_voices(&sources, &module, &BTreeMap::new(), &BTreeSet::new()), [], "a module may have no voices");

        voices.insert(spoken[0].path.clone(), voice("Something older.", Some("mateo")));
        voices.insert(spoken[1].path.clone(), voice(&spoken[1].text, Some("somebody-else")));
        let silent = spoken[2..].iter().rev().find(|line| line.is_said).unwrap();
        voices.remove(&silent.path);
        let hint = spoken.iter().find(|line| line.path.starts_with("hint.")).unwrap();
        voices.remove(&hint.path);
        let unlisted = BTreeSet::from([spoken[3].path.clone(), "no.such.line".to_owned()]);
        let found = check_voices(&sources, &module, &voices, &unlisted);
        let n_of = |code: &str| found.iter().filter(|diagnostic| diagnostic.code == code).count();
        assert_eq!((n_of("P074"), n_of("P075"), n_of("P076")), (2, 1, 2), "{found:?}");
        assert!(found.iter().all(|diagnostic| diagnostic.file == file));
        let stale = found.iter().find(|diagnostic| diagnostic.message.contains("Something older.")).unwrap();
        assert!(stale.line > 1 && stale.message.contains(&spoken[0].path), "{stale:?}");
    }
}

#[test]
fn every_line_has_a_path_of_its_own_that_can_be_a_files_name() {
    for name in ["controls", "first-day"] {
        let module = compile(&scenes::sources_of(name), &scenes::harbour_clinic()).module.unwrap();
        let spoken = module.spoken();
        let paths: BTreeSet<&str> = spoken.iter().map(|line| line.path.as_str()).collect();
        assert_eq!(paths.len(), spoken.len());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        assert!(paths.iter().all(|path| path.chars().all(is_plain) && path.len() < 100), "{paths:?}");
        for step in module.steps.iter().filter(|step| !step.guide_says.is_empty()) {
            assert!(spoken.iter().any(|line| line.text == step.guide_says && line.by == module.guide), "{}", step.id);
        }
    }
}
