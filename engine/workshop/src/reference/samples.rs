//! Whole files as examples, one for each kind of file, made for each other: the module includes the snippet, the translation
//! translates it, the course lists it. Checked by the tests below.

pub(super) const MODULE: &str = include_str!("../../samples/module.toml");
pub(super) const SNIPPET: &str = include_str!("../../samples/snippet.toml");
pub(super) const FACTS: &str = include_str!("../../samples/facts.toml");
pub(super) const COURSES: &str = include_str!("../../samples/courses.toml");
pub(super) const STRINGS: &str = include_str!("../../samples/strings.toml");

/// The example of a kind of file, as the entries name it.
pub(super) fn of_file(file: &str) -> &'static str {
    match file {
        "courses.toml" => COURSES,
        file if file.starts_with("strings/") => STRINGS,
        file if file.starts_with("snippets/") => SNIPPET,
        _ => MODULE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use authoring::{SceneIndex, Sources, check_alone, compile, compile_courses};
    use std::collections::BTreeSet;

    #[test]
    fn the_samples_fit_together_without_a_word_of_complaint() {
        let nodes = BTreeSet::from(["Handrub_Lever", "Register"].map(str::to_owned));
        let scene = SceneIndex { scene: "harbour-clinic".to_owned(), nodes, ..SceneIndex::default() };
        let files = [("facts.toml", FACTS), ("snippets/hand-hygiene.toml", SNIPPET), ("strings/es.toml", STRINGS)];
        let sources = files.iter().fold(Sources::of_module(MODULE), |sources, (name, text)| sources.with(name, *text));
        let compiled = compile(&sources, &scene);
        assert_eq!(compiled.diagnostics, []);
        assert_eq!(compiled.module.unwrap().steps.len(), 3);
        let modules = BTreeSet::from(["sample", "first-day"].map(str::to_owned));
        assert_eq!(compile_courses(COURSES.as_bytes(), &modules).diagnostics, []);
        for (name, text) in &files[..2] {
            assert_eq!(check_alone(name, text.as_bytes(), &modules), [], "{name} alone");
        }
    }
}
