//! What an editor asks while somebody types: completion, explanation, where a name is declared, where it is used.
//!
//! Pure: texts and a byte position in, answers out. Follows the table of keys, so that new keys are completed by themselves.
//! Knows no editor and no protocol (`practicum lsp` speaks it). Start at [`Desk`]. `scan` finds out where in the language the
//! cursor stands, also in a half-typed line; `uses` finds every name in the files that parse, `meant` what it is a name of.

mod completion;
mod meant;
mod scan;
mod uses;

pub use completion::{Completion, CompletionKind};
pub use meant::Meant;

use crate::compile::open;
use crate::diagnostic::Sink;
use crate::keys::{COURSES, MODULE, Names, SNIPPET, STRINGS, Table as Keys};
use crate::names::Known;
use crate::sources::{SceneIndex, Sources};
use crate::tree::Table;
use ids::Slug;
use meant::{Place, snippet_of};
use scan::{At, Spot};
use std::collections::BTreeMap;
use std::ops::Range;

/// A module's files as they stand in the editor, with the names its scene offers. For courses: `courses.toml` too, and every
/// module there is as `../<id>/module.toml`, whatever it holds.
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
        let mut known = Known::of_module(&module, self.scene, &mut Sink::new("", ""));
        known.add(Names::Module, self.modules());
        known.add(Names::Snippet, self.sources.files.keys().filter_map(|file| snippet_of(file)));
        let own = snippet_of(file).map(|_| self.tree(file)).unwrap_or_default();
        known.add_of_snippet(&own);
        let facts = self.facts();
        let parameters = |snippet: &str| self.parameters(snippet);
        let originals = || crate::texts::texts(self.sources);
        let world = completion::World {
            module: &module,
            known: &known,
            facts: &facts,
            own_parameters: snippet_of(file).map(parameters).unwrap_or_default(),
            parameters: &parameters,
            originals: &originals,
        };
        completion::complete(&scan::spot(&source, at, keys), keys, &world)
    }

    /// What the key or the name at a byte means.
    pub fn hover(&self, file: &str, at: usize) -> Option<Hover> {
        let source = self.text(file);
        let keys = keys_of(file);
        let spot = keys.map_or_else(|| Spot::nowhere(at), |keys| scan::spot(&source, at, keys));
        if let At::Key { word, keys } = &spot.at {
            let key = keys.iter().find(|key| key.name == *word)?;
            let needed = if key.required { " (needed)" } else { "" };
            let takes = crate::words::expected(&key.shape);
            let mut words = format!("**{}**{needed}\n\n{}\n\nTakes {takes}.", key.name, key.doc);
            if keys_of(file).is_some_and(|keys| keys.title == STRINGS.title) {
                let path = spot.path.iter().chain([word]);
                let original = crate::texts::texts(self.sources).into_iter().find(|text| text.path.iter().eq(path.clone()));
                words += &original.map(|text| format!("\n\nIn the module: {}", text.toml)).unwrap_or_default();
            }
            return Some(Hover { words, span: spot.word });
        }
        let place = self.place_at(file, at)?;
        let Meant { names, name, .. } = &place.meant;
        let words = format!("{} `{name}`", crate::words::what_is(*names));
        let declared = self.declaration(&place.meant).map(|stretch| self.block(&stretch)).unwrap_or_default();
        let shown = if declared.is_empty() { words } else { format!("{words}\n\n```toml\n{declared}\n```") };
        Some(Hover { words: shown, span: place.span })
    }

    /// Where the name at a byte is declared; for the name of a file, where that file begins.
    pub fn definition(&self, file: &str, at: usize) -> Option<Stretch> {
        self.declaration(&self.meant(file, at)?)
    }

    /// Every place of the name at a byte, its declaration included, in the files of this desk.
    pub fn references(&self, file: &str, at: usize) -> Vec<Stretch> {
        self.meant(file, at).map(|meant| self.places_of(&meant)).unwrap_or_default()
    }

    /// The same places, for a new name; an error says why there can be no renaming.
    pub fn rename(&self, file: &str, at: usize, new: &str) -> Result<Vec<Stretch>, String> {
        let Some(meant) = self.meant(file, at) else { return Err("there is no name to change here".to_owned()) };
        self.can_be_called(&meant, new)?;
        Ok(self.places_of(&meant))
    }

    /// The thing whose name the byte is in.
    pub fn meant(&self, file: &str, at: usize) -> Option<Meant> {
        self.place_at(file, at).map(|place| place.meant)
    }

    /// Every place of a thing's name in the files of this desk.
    pub fn places_of(&self, meant: &Meant) -> Vec<Stretch> {
        let places = self.places().into_iter().filter(|place| place.meant == *meant);
        places.map(|place| Stretch { file: place.file, span: place.span }).collect()
    }

    /// Whether a thing can have another name; an error says why not.
    pub fn can_be_called(&self, meant: &Meant, new: &str) -> Result<(), String> {
        let what = crate::words::what_is(meant.names);
        if matches!(meant.names, Names::Snippet | Names::Module) {
            return Err(format!("the name of a {what} is the name of a file: rename that, then the places that name it"));
        }
        if self.declaration(meant).is_none() {
            return Err(format!("`{}` is not declared in this module, so it cannot be renamed here", meant.name));
        }
        if let Err(why) = Slug::new(new) {
            return Err(format!("`{new}` is no id: {why}"));
        }
        let other = Meant { name: new.to_owned(), ..meant.clone() };
        match self.declaration(&other) {
            Some(_) => Err(format!("there is a {what} `{new}` already")),
            None => Ok(()),
        }
    }

    fn declaration(&self, meant: &Meant) -> Option<Stretch> {
        let beginning = |file: String| Stretch { file, span: 0..0 };
        match meant.names {
            Names::Snippet => {
                let file = format!("snippets/{}.toml", meant.name);
                self.sources.files.contains_key(&file).then(|| beginning(file))
            }
            Names::Module if self.modules().any(|module| module == meant.name) => {
                Some(beginning(format!("../{}/module.toml", meant.name)))
            }
            _ => {
                let is_it = |place: &Place| place.declares && place.meant == *meant;
                self.places().into_iter().find(is_it).map(|place| Stretch { file: place.file, span: place.span })
            }
        }
    }

    /// The name whose quotes, header or placeholder the byte is in.
    fn place_at(&self, file: &str, at: usize) -> Option<Place> {
        let touches = |span: &Range<usize>| span.start <= at && at <= span.end;
        let all = self.places().into_iter().filter(|place| place.file == file && touches(&place.span));
        // A placeholder stands inside a text, a prefix inside a name: the shorter one is meant.
        all.min_by_key(|place| place.span.len())
    }

    fn places(&self) -> Vec<Place> {
        let mut found = Vec::new();
        for file in self.sources.files.keys() {
            let source = self.text(file);
            let root = self.tree(file);
            let mut uses = match keys_of(file) {
                Some(keys) => uses::of_table(&root, keys, &source),
                None if file == "facts.toml" => uses::facts(&root, &source),
                None => continue,
            };
            uses::placeholders(&root, &source, &mut uses);
            found.extend(uses.into_iter().map(|used| (file.clone(), used)));
        }
        meant::places(found, &self.tree("module.toml"))
    }

    /// The lines from the header of a declaration to the next empty line; of a fact, its line.
    fn block(&self, stretch: &Stretch) -> String {
        let source = self.text(&stretch.file);
        let before = source.get(..stretch.span.end).unwrap_or("");
        let header = if stretch.file == "facts.toml" { "\n" } else { "\n[" };
        let from = before.rfind(header).map_or(0, |at| at + 1);
        let n_lines = if stretch.file == "facts.toml" { 1 } else { 12 };
        let block: Vec<&str> =
            source.get(from..).unwrap_or("").lines().take_while(|line| !line.trim().is_empty()).take(n_lines).collect();
        block.join("\n")
    }

    /// The module with the ids that its snippets bring.
    fn module(&self) -> Table {
        let mut root = self.tree("module.toml");
        let mut snippets = crate::snippets::Snippets::read(self.sources);
        snippets.include(&mut root, Some(&self.facts()), &mut Sink::new("", ""));
        root
    }

    /// The ids of the modules beside this one.
    fn modules(&self) -> impl Iterator<Item = &str> {
        self.sources.files.keys().filter_map(|file| file.strip_prefix("../")?.strip_suffix("/module.toml"))
    }

    /// The parameters of a snippet, each with what it stands for.
    fn parameters(&self, snippet: &str) -> BTreeMap<String, String> {
        let root = self.tree(&format!("snippets/{snippet}.toml"));
        let entries = root.table("parameters").into_iter().flat_map(|table| &table.entries);
        entries.map(|entry| (entry.key.clone(), entry.value.text().unwrap_or("").to_owned())).collect()
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
        crate::facts::read(&self.tree("facts.toml"), &mut Sink::new("", "")).own
    }
}

/// The root of the table of keys for a file of a module; none for files whose keys are the author's own.
fn keys_of(file: &str) -> Option<&'static Keys> {
    match file {
        "module.toml" => Some(&MODULE),
        "courses.toml" => Some(&COURSES),
        file if file.starts_with("strings/") => Some(&STRINGS),
        file if file.starts_with("snippets/") => Some(&SNIPPET),
        _ => None,
    }
}

impl Spot {
    /// Where nothing of the language can stand.
    fn nowhere(at: usize) -> Self {
        Self { at: At::Nowhere, word: at..at, siblings: Vec::new(), path: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
