//! The courses and modules that `practicum serve` lets managers assign: read once at the start, handed over as plain data.
//!
//! The server knows no module's file. Start at [`read`].

use anyhow::Result;
use authoring::compile_courses;
use ids::ModuleId;
use player::library::Library;
use player::places::find_home;
use server::{Catalogue, Course, Module};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Everything below the home folder that can be played, in the order in which courses teach it, and the courses.
pub fn read(home: Option<PathBuf>) -> Result<Catalogue> {
    read_from(&find_home(home)?)
}

fn read_from(home: &Path) -> Result<Catalogue> {
    let library = Library::open(&home.join("modules"), &home.join("content"))?;
    let modules: Vec<Module> = library
        .playable()
        .map(|module| {
            let mut titles =
                BTreeMap::from([(String::new(), module.title.clone()), (module.language.clone(), module.title.clone())]);
            let shelf = library.module(module.id.as_str());
            for (sources, translated) in shelf.map(|shelf| shelf.in_every_language()).unwrap_or_default() {
                titles.extend(sources.language.map(|tag| (tag, translated.title)));
            }
            Module { id: module.id.clone(), titles, version: module.version.clone(), renew_after_days: module.renew_after_days }
        })
        .collect();
    let known: BTreeSet<String> = modules.iter().map(|module| module.id.to_string()).collect();
    let bytes = std::fs::read(home.join("modules/courses.toml")).unwrap_or_default();
    let compiled = compile_courses(&bytes, &known).courses.into_iter();
    // A course that names what cannot be played could never be passed.
    let is_whole = |course: &curriculum::Course| course.modules.iter().all(|module: &ModuleId| known.contains(module.as_str()));
    let courses = compiled.filter(is_whole).map(|course| Course {
        id: course.id,
        titles: BTreeMap::from([(String::new(), course.title)]),
        summary: course.summary,
        modules: course.modules,
    });
    Ok(Catalogue { courses: courses.collect(), modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_course_of_the_project_can_be_assigned_in_two_languages() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let catalogue = read_from(&home).expect("the modules can be read");
        assert!(catalogue.courses.iter().any(|course| course.id.as_str() == "new-hire" && course.modules.len() == 4));
        assert!(catalogue.modules.len() >= 6 && catalogue.modules.iter().all(|module| module.titles.contains_key("es")));
    }
}
