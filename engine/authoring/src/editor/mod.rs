//! What an editor asks while somebody types: completion, explanation, where a name is declared, where it is used.
//!
//! Pure: texts and a byte position in, answers out. Follows the table of keys, so that new keys are completed by themselves.
//! Knows no editor and no protocol (`practicum lsp` speaks it). Start at [`Desk`]. `scan` finds out where in the language the
//! cursor stands, also in a half-typed line; `uses` finds every name in the files that parse.

mod completion;
mod scan;
mod uses;

pub use completion::{Completion, CompletionKind};

use crate::compile::open;
use crate::diagnostic::Sink;
use crate::keys::{COURSES, MODULE, Names, STRINGS, Table as Keys};
use crate::names::Known;
use crate::sources::{SceneIndex, Sources};
use crate::tree::Table;
use ids::Slug;
use scan::{At, Spot};
use std::collections::BTreeMap;
use std::ops::Range;
use uses::Use;

/// A module's files as they stand in the editor, with the names its scene offers.
#[derive(Debug)]
pub struct Desk<'d> {
    pub sources: &'d Sources,
    pub scene: &'d SceneIndex,
}

/// A stretch of bytes in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub file: String,
    pub span: Range<usize>,
}

/// Words about what stands under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// In Markdown.
    pub words: String,
    pub span: Range<usize>,
}

impl Desk<'_> {
    /// What can be typed at a byte of a file.
    pub fn complete(&self, file: &str, at: usize) -> Vec<Completion> {
        let source = self.text(file);
        let Some(keys) = keys_of(file) else { return Vec::new() };
        let module = self.module();
        let known = Known::of_module(&module, self.scene, &mut Sink::new("", ""));
        let facts = self.facts();
        completion::complete(
            &scan::spot(&source, at, keys),
            keys,
            &completion::World { module: &module, known: &known, facts: &facts },
        )
    }

    /// What the key or the name at a byte means.
    pub fn hover(&self, file: &str, at: usize) -> Option<Hover> {
        let source = self.text(file);
        let spot = scan::spot(&source, at, keys_of(file)?);
        match &spot.at {
            At::Key { word, keys } => {
                let key = keys.iter().find(|key| key.name == *word)?;
                let needed = if key.required { " (needed)" } else { "" };
                let takes = crate::words::expected(&key.shape);
                Some(Hover { words: format!("**{}**{needed}\n\n{}\n\nTakes {takes}.", key.name, key.doc), span: spot.word })
            }
            At::Value { .. } | At::Header => {
                let (names, name) = self.name_at(file, at)?;
                let words = format!("{} `{name}`", crate::words::what_is(names));
                let declared = self.declaration(names, &name).map(|stretch| self.block(&stretch)).unwrap_or_default();
                let shown = if declared.is_empty() { words } else { format!("{words}\n\n```toml\n{declared}\n```") };
                Some(Hover { words: shown, span: spot.word })
            }
            At::Nowhere => None,
        }
    }

    /// Where the name at a byte is declared.
    pub fn definition(&self, file: &str, at: usize) -> Option<Stretch> {
        let (names, name) = self.name_at(file, at)?;
        self.declaration(names, &name)
    }

    /// Every place of the name at a byte, its declaration included, in the module and in its translations.
    pub fn references(&self, file: &str, at: usize) -> Vec<Stretch> {
        let Some((names, name)) = self.name_at(file, at) else { return Vec::new() };
        self.uses()
            .into_iter()
            .filter(|(_, used)| used.names == names && used.name == name)
            .map(|(file, used)| Stretch { file, span: used.span })
            .collect()
    }

    /// The same places, for a new name; an error says why there can be no renaming.
    pub fn rename(&self, file: &str, at: usize, new: &str) -> Result<Vec<Stretch>, String> {
        let Some((names, name)) = self.name_at(file, at) else { return Err("there is no name to change here".to_owned()) };
        if self.declaration(names, &name).is_none() {
            return Err(format!("`{name}` is not declared in this module, so it cannot be renamed here"));
        }
        if let Err(why) = Slug::new(new) {
            return Err(format!("`{new}` is no id: {why}"));
        }
        if self.declaration(names, new).is_some() {
            return Err(format!("there is a {} `{new}` already", crate::words::what_is(names)));
        }
        Ok(self.references(file, at))
    }

    fn declaration(&self, names: Names, name: &str) -> Option<Stretch> {
        let is_it = |used: &Use| used.declares && used.names == names && used.name == name;
        self.uses()
            .into_iter()
            .find(|(file, used)| file == "module.toml" && is_it(used))
            .map(|(file, used)| Stretch { file, span: used.span })
    }

    /// The name whose quotes or header the byte is in.
    fn name_at(&self, file: &str, at: usize) -> Option<(Names, String)> {
        let touches = |span: &Range<usize>| span.start <= at && at <= span.end;
        self.uses()
            .into_iter()
            .find(|(other, used)| other == file && touches(&used.span))
            .map(|(_, used)| (used.names, used.name))
    }

    fn uses(&self) -> Vec<(String, Use)> {
        let mut found = Vec::new();
        for file in self.sources.files.keys() {
            let Some(keys) = keys_of(file) else { continue };
            let root = self.tree(file);
            found.extend(uses::of_table(&root, keys, &self.text(file)).into_iter().map(|used| (file.clone(), used)));
        }
        found
    }

    /// The lines from the header of a declaration to the next empty line.
    fn block(&self, stretch: &Stretch) -> String {
        let source = self.text(&stretch.file);
        let before = source.get(..stretch.span.end).unwrap_or("");
        let from = before.rfind("\n[").map_or(0, |at| at + 1);
        let block: Vec<&str> =
            source.get(from..).unwrap_or("").lines().take_while(|line| !line.trim().is_empty()).take(12).collect();
        block.join("\n")
    }

    fn module(&self) -> Table {
        self.tree("module.toml")
    }

    fn tree(&self, file: &str) -> Table {
        let source = self.text(file);
        let bytes = self.sources.files.get(file).map_or(&[][..], Vec::as_slice);
        open(bytes, &source, &mut Sink::new(file, &source)).0
    }

    fn text(&self, file: &str) -> String {
        String::from_utf8_lossy(self.sources.files.get(file).map_or(&[][..], Vec::as_slice)).into_owned()
    }

    fn facts(&self) -> BTreeMap<String, String> {
        crate::facts::read(&self.tree("facts.toml"), &mut Sink::new("", ""))
    }
}

/// The root of the table of keys for a file of a module; none for files without keys of ours.
fn keys_of(file: &str) -> Option<&'static Keys> {
    match file {
        "module.toml" => Some(&MODULE),
        "courses.toml" => Some(&COURSES),
        file if file.starts_with("strings/") => Some(&STRINGS),
        _ => None,
    }
}

impl Spot {
    /// Where nothing of the language can stand.
    fn nowhere(at: usize) -> Self {
        Self { at: At::Nowhere, word: at..at, siblings: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
