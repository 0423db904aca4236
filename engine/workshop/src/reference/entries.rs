//! Every table and every set of verbs of the language, found by walking the table of keys from its roots.

use super::shapes::{Inside, inside, sample};
use authoring::keys::{COURSES, Key, MODULE, STRINGS, Table, Verbs};

/// One page of the reference.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As in a sentence: "a step".
    pub title: &'static str,
    /// For file names: "step".
    pub slug: String,
    pub kind: EntryKind,
    /// The keys that lead here from the root, outermost first.
    pub path: Vec<&'static Key>,
    /// The file it stands in.
    pub file: &'static str,
    root: &'static Table,
}

#[derive(Debug, Clone, Copy)]
pub enum EntryKind {
    Table(&'static Table),
    Verbs(&'static Verbs),
}

/// Every entry once, in the order in which an author meets it.
pub fn entries() -> Vec<Entry> {
    let mut found = Vec::new();
    for (file, root) in [("module.toml", &MODULE), ("strings/<language>.toml", &STRINGS), ("courses.toml", &COURSES)] {
        gather(file, root, root, &mut Vec::new(), &mut found);
    }
    found
}

fn gather(file: &'static str, root: &'static Table, table: &'static Table, path: &mut Vec<&'static Key>, found: &mut Vec<Entry>) {
    push(file, root, table.title, EntryKind::Table(table), path, found);
    below(file, root, table, path, found);
}

fn below(file: &'static str, root: &'static Table, table: &'static Table, path: &mut Vec<&'static Key>, found: &mut Vec<Entry>) {
    for key in table.keys {
        for part in inside(&key.shape) {
            path.push(key);
            match part {
                Inside::Table(table) if !is_known(table.keys.as_ptr().cast(), found) => gather(file, root, table, path, found),
                Inside::Verbs(verbs) if !is_known(verbs.tables.as_ptr().cast(), found) => {
                    push(file, root, verbs.title, EntryKind::Verbs(verbs), path, found);
                    verbs.tables.iter().for_each(|table| below(file, root, table, path, found));
                }
                _ => {}
            }
            path.pop();
        }
    }
}

/// Tables are told apart by where their keys stand: two may have the same title.
fn is_known(keys: *const (), found: &[Entry]) -> bool {
    found.iter().any(|entry| match entry.kind {
        EntryKind::Table(table) => std::ptr::eq(table.keys.as_ptr().cast(), keys),
        EntryKind::Verbs(verbs) => std::ptr::eq(verbs.tables.as_ptr().cast(), keys),
    })
}

fn push(
    file: &'static str,
    root: &'static Table,
    title: &'static str,
    kind: EntryKind,
    path: &[&'static Key],
    found: &mut Vec<Entry>,
) {
    let words = ["a ", "an ", "the "].iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title);
    let plain: String = words.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let mut slug = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    while found.iter().any(|entry| entry.slug == slug) {
        slug.push_str("-2");
    }
    found.push(Entry { title, slug, kind, path: path.to_vec(), file, root });
}

impl Entry {
    /// The tables of this entry: itself, or one for each verb.
    pub fn tables(&self) -> &'static [Table] {
        match self.kind {
            EntryKind::Table(table) => std::slice::from_ref(table),
            EntryKind::Verbs(verbs) => verbs.tables,
        }
    }

    /// A whole file that holds a given inline table where this entry stands, and nothing that can be left out.
    pub fn file_with(&self, inline: &str) -> String {
        let lines = within(self.root, &self.path, inline);
        lines.iter().map(|(key, value)| format!("{key} = {value}\n")).collect()
    }

    /// The entry's root itself stands at the top of its file.
    pub fn is_root(&self) -> bool {
        self.path.is_empty()
    }
}

/// The needed keys of a table with samples, and down the path to where the inline table stands.
fn within(table: &Table, path: &[&'static Key], inline: &str) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let next = path.first();
    for key in table.keys.iter().filter(|key| key.required || next.is_some_and(|next| next.name == key.name)) {
        let value = match next.filter(|next| next.name == key.name) {
            Some(_) => super::shapes::sample_with(&key.shape, &path[1..], inline, &within),
            None => sample(&key.shape),
        };
        lines.extend(value.map(|value| (key.name, value)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::shapes::sample_table;
    use authoring::{SceneIndex, Sources, compile, compile_courses};
    use std::collections::BTreeSet;

    /// Codes of what the table of keys says: syntax, unknown and missing keys, types, words, amounts, ids, verbs.
    const OF_KEYS: [&str; 10] = ["P002", "P003", "P004", "P005", "P006", "P007", "P008", "P009", "P011", "P012"];

    #[test]
    fn the_whole_language_is_found() {
        let entries = entries();
        for title in
            ["a module", "an object", "a step", "a goal", "an effect", "a mistake", "a wrong action", "a translation", "a course"]
        {
            assert!(entries.iter().any(|entry| entry.title == title), "{title}");
        }
        let slugs: BTreeSet<&String> = entries.iter().map(|entry| &entry.slug).collect();
        assert_eq!(slugs.len(), entries.len());
    }

    #[test]
    fn every_example_of_every_entry_passes_the_checks_of_keys() {
        for entry in entries().iter().filter(|entry| !entry.is_root()) {
            for table in entry.tables() {
                for with_all in [false, true] {
                    let example = sample_table(table, with_all);
                    let file = entry.file_with(&example);
                    assert!(file.contains(&example), "{} is not in its own file:\n{file}", entry.title);
                    let found = match entry.file {
                        "courses.toml" => compile_courses(file.as_bytes(), &BTreeSet::new()).diagnostics,
                        "module.toml" => compile(&Sources::of_module(file.clone()), &SceneIndex::default()).diagnostics,
                        _ => {
                            let sources = Sources::of_module("").with("strings/xx.toml", file.clone());
                            let found = compile(&sources, &SceneIndex::default()).diagnostics;
                            found.into_iter().filter(|found| found.file != "module.toml").collect()
                        }
                    };
                    let wrong: Vec<_> = found.iter().filter(|found| OF_KEYS.contains(&found.code)).collect();
                    assert!(wrong.is_empty(), "{}: {wrong:?}\n{file}", entry.title);
                }
            }
        }
    }
}
