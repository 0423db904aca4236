//! The whole way from bytes to a module, in order. Knows no single check.

use crate::check;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::explain::Check;
use crate::facts::{self, Facts};
use crate::hash::{logic_sha256, text_sha256};
use crate::keys::{MODULE, Names};
use crate::names::Known;
use crate::read::Draft;
use crate::snippets::Snippets;
use crate::sources::{SceneIndex, Sources};
use crate::tree::{self, Entry, Is, Table, Value};
use crate::walk::Walk;
use crate::{strings, texts};
use curriculum::Module;
use ids::SceneId;

pub(crate) static NOT_TEXT: Check = Check {
    code: "P001",
    severity: Severity::Error,
    title: "not UTF-8 text",
    manual: "The file holds bytes that are not UTF-8 text. Save it as UTF-8 in the editor; files from a word processor are not plain text.",
};

pub(crate) static TOO_LARGE: Check = Check {
    code: "P016",
    severity: Severity::Error,
    title: "a file that is too large",
    manual: "An authored file has at most 1 MB (1,000,000 bytes), which is thousands of steps. A larger one is not read at all: it is \
             probably not a module.",
};

pub(crate) static NO_MODULE: Check = Check {
    code: "P017",
    severity: Severity::Error,
    title: "no module.toml",
    manual: "Every module is a folder in `modules/` with a file `module.toml`. Without it there is nothing to play.",
};

const MODULE_FILE: &str = "module.toml";
const FACTS_FILE: &str = "facts.toml";
const MOST_BYTES: usize = 1_000_000;

/// A module if there was no error, and every diagnostic in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compiled {
    /// Present exactly when no diagnostic is an error.
    pub module: Option<Module>,
    pub diagnostics: Vec<Diagnostic>,
    /// [`crate::logic_sha256`] of the module; empty without one.
    pub logic_sha256: String,
    /// [`crate::text_sha256`] of the module; empty without one.
    pub text_sha256: String,
}

impl Compiled {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Makes a module of its sources. Reports all problems at once, and never panics, whatever the bytes.
pub fn compile(sources: &Sources, scene: &SceneIndex) -> Compiled {
    let mut diagnostics = Vec::new();
    let facts = read_facts(sources, &mut diagnostics);
    let Some(bytes) = sources.files.get(MODULE_FILE) else {
        let mut sink = Sink::new(MODULE_FILE, "");
        sink.report(&NO_MODULE, &(0..0), "there is no module.toml", "Add the file, or name the folder that has it.");
        diagnostics.extend(sink.finish());
        return Compiled { diagnostics, ..Compiled::default() };
    };
    let source = String::from_utf8_lossy(bytes);
    let mut sink = Sink::new(MODULE_FILE, &source);
    let (mut root, broken) = open(bytes, &source, &mut sink);
    facts::fill(&mut root, &facts.own, &mut sink);
    // What was written, apart from what the snippets add: those have files of their own.
    let mut written = root.get("include").map(|_| root.clone());
    let mut snippets = Snippets::read(sources);
    snippets.include(&mut root, Some(&facts.own), &mut sink);
    if let (Some(written), Some(step)) = (written.as_mut().filter(|written| written.get("step").is_none()), root.entry("step")) {
        // Every step comes from a snippet: the module lacks none.
        let none = Value { span: step.value.span.clone(), is: Is::List(Vec::new()) };
        written.entries.push(Entry { value: none, ..step.clone() });
    }
    let broken = broken || snippets.are_broken();
    let mut known = Known::of_module(&root, scene, &mut sink);
    known.add(Names::Snippet, snippets.names());
    Walk { known: &known, sink: &mut sink, broken }.table(written.as_ref().unwrap_or(&root), &MODULE);
    check::personal_data(&source, &mut sink);
    let draft = Draft::read(&root);
    check::pictures(&draft, sources, broken, &mut sink);
    check::run(&draft, broken, &mut sink);
    drop(draft);
    diagnostics.extend(sink.finish());
    snippets.finish(&known, &mut diagnostics);
    translate(sources, &facts, &mut root, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.file != MODULE_FILE);
    let mut compiled = Compiled { diagnostics, ..Compiled::default() };
    if !compiled.has_errors()
        && let Some(module) = Draft::read(&root).into_module()
    {
        compiled.logic_sha256 = logic_sha256(&module);
        compiled.text_sha256 = text_sha256(&module);
        compiled.module = Some(module);
    }
    compiled
}

/// The scene a module asks for, so that a caller can load it and make the [`SceneIndex`]. None when it cannot be read.
pub fn scene_of(sources: &Sources) -> Option<SceneId> {
    let bytes = sources.files.get(MODULE_FILE)?;
    let source = String::from_utf8_lossy(bytes);
    let (root, _) = open(bytes, &source, &mut Sink::new(MODULE_FILE, &source));
    SceneId::new(root.text("scene")?).ok()
}

/// Reads a file into a tree; the flag says whether it was more or less than TOML.
pub(crate) fn open(bytes: &[u8], source: &str, sink: &mut Sink<'_>) -> (Table, bool) {
    if bytes.len() > MOST_BYTES {
        let message = format!("the file has {} bytes, more than 1 MB, and was not read", bytes.len());
        sink.report(&TOO_LARGE, &(0..0), message, "Split the module.");
        return (Table::default(), true);
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        sink.report(&NOT_TEXT, &(at..at + 1), "this is not UTF-8 text", "Save the file as UTF-8.");
    }
    tree::parse(source, sink)
}

fn read_facts(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Facts {
    let Some(bytes) = sources.files.get(FACTS_FILE) else { return Facts::default() };
    let source = String::from_utf8_lossy(bytes);
    let mut sink = Sink::new(FACTS_FILE, &source);
    let (root, _) = open(bytes, &source, &mut sink);
    let facts = facts::read(&root, &mut sink);
    check::personal_data(&source, &mut sink);
    diagnostics.extend(sink.finish());
    facts
}

/// Checks every translation, and lays the chosen one over the tree.
fn translate(sources: &Sources, facts: &Facts, root: &mut Table, diagnostics: &mut Vec<Diagnostic>) {
    for (path, bytes) in &sources.files {
        let Some(language) = path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".toml")) else { continue };
        let source = String::from_utf8_lossy(bytes);
        let mut sink = Sink::new(path, &source);
        let (mut overlay, broken) = open(bytes, &source, &mut sink);
        facts::fill(&mut overlay, &facts.in_language(language), &mut sink);
        check::personal_data(&source, &mut sink);
        strings::check(&overlay, root, broken, &mut sink);
        texts::check_stale(sources, language, &mut sink);
        diagnostics.extend(sink.finish());
        if sources.language.as_deref() == Some(language) {
            strings::overlay(root, &overlay, language);
        }
    }
}
