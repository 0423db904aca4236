//! `courses.toml`: ordered lists of modules. Does not know what is in a module.

use crate::compile::open;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::explain::Check;
use crate::keys::{COURSES, Names};
use crate::names::Known;
use crate::tree::Table;
use crate::walk::Walk;
use curriculum::Course;
use ids::{ModuleId, Slug};
use std::collections::BTreeSet;

pub(crate) static EMPTY_COURSE: Check = Check {
    code: "P090",
    severity: Severity::Error,
    title: "a course without modules, or with one twice",
    manual: "A course is an ordered list of modules, each of them once. Who has done them all has done the course.",
};

/// The courses that could be read, and every diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompiledCourses {
    pub courses: Vec<Course>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `courses.toml`. `modules` are the ids of the modules there are.
pub fn compile_courses(bytes: &[u8], modules: &BTreeSet<String>) -> CompiledCourses {
    let source = String::from_utf8_lossy(bytes);
    let mut sink = Sink::new("courses.toml", &source);
    let (root, broken) = open(bytes, &source, &mut sink);
    let mut known = Known::default();
    known.add(Names::Module, modules.iter().map(String::as_str));
    known.add_ids(&root, "course", Names::Course, &mut sink);
    Walk { known: &known, sink: &mut sink, broken }.table(&root, &COURSES);
    let courses = root.tables("course").filter_map(|table| course(table, &mut sink)).collect();
    CompiledCourses { courses, diagnostics: sink.finish() }
}

fn course(table: &Table, sink: &mut Sink<'_>) -> Option<Course> {
    let modules: Vec<ModuleId> = table.list("modules").iter().filter_map(|value| ModuleId::new(value.text()?).ok()).collect();
    let distinct: BTreeSet<&ModuleId> = modules.iter().collect();
    if table.get("modules").is_some() && (modules.is_empty() || distinct.len() < modules.len()) {
        let message = if modules.is_empty() { "this course has no modules" } else { "this course has a module twice" };
        sink.report(&EMPTY_COURSE, &table.span_of("modules"), message, "List each module once, in order.");
    }
    Some(Course {
        id: Slug::new(table.text("id")?).ok()?,
        title: table.text("title")?.to_owned(),
        summary: table.text("summary").unwrap_or_default().to_owned(),
        modules,
    })
}
