//! The courses and modules that can be assigned, as plain data: whoever starts the server read them.
//!
//! Knows no file and nothing of what is in a module. They hold until the server is started again. Start at [`Catalogue`].

use crate::words::Words;
use ids::{ModuleId, Slug};
use std::collections::BTreeMap;
use store::central::Subject;

#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub courses: Vec<Course>,
    pub modules: Vec<Module>,
}

/// An ordered list of modules.
#[derive(Debug, Clone)]
pub struct Course {
    pub id: Slug,
    /// By language tag; by the empty one in the language it was written in.
    pub titles: BTreeMap<String, String>,
    pub summary: String,
    pub modules: Vec<ModuleId>,
}

#[derive(Debug, Clone)]
pub struct Module {
    pub id: ModuleId,
    /// As [`Course::titles`].
    pub titles: BTreeMap<String, String>,
    pub version: String,
    /// How long a pass of it holds by itself; none for good.
    pub renew_after_days: Option<u32>,
}

impl Catalogue {
    pub fn course(&self, id: &Slug) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id)
    }

    pub fn module(&self, id: &ModuleId) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == *id)
    }

    /// Everything that can be assigned: courses, then modules.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        let courses = self.courses.iter().map(|course| Subject::Course(course.id.clone()));
        courses.chain(self.modules.iter().map(|module| Subject::Module(module.id.clone())))
    }

    /// What a subject asks for today; none where this server does not have it.
    pub fn modules_of(&self, subject: &Subject) -> Option<&[ModuleId]> {
        match subject {
            Subject::Course(id) => self.course(id).map(|course| course.modules.as_slice()),
            Subject::Module(id) => self.module(id).map(|module| std::slice::from_ref(&module.id)),
        }
    }

    /// What a subject is called; its id where this server does not have it.
    pub fn title<'a>(&'a self, subject: &'a Subject, words: &Words) -> &'a str {
        match subject {
            Subject::Course(id) => self.course(id).map_or(id.as_str(), |course| in_language(&course.titles, words, id.as_str())),
            Subject::Module(id) => self.module_title(id, words),
        }
    }

    pub fn module_title<'a>(&'a self, id: &'a ModuleId, words: &Words) -> &'a str {
        self.module(id).map_or(id.as_str(), |module| in_language(&module.titles, words, id.as_str()))
    }
}

fn in_language<'a>(titles: &'a BTreeMap<String, String>, words: &Words, id: &'a str) -> &'a str {
    titles.get(words.tag).or_else(|| titles.get("")).map_or(id, String::as_str)
}
