//! Every table and every set of verbs of the language, found by walking the table of keys from its roots.

use super::samples;
use super::shapes::{Inside, inside, sample, sample_table};
use authoring::keys::Shape;
use authoring::keys::{COURSES, Key, MODULE, SNIPPET, STRINGS, Table, Verbs};

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
    let files = [
        ("module.toml", &MODULE),
        ("snippets/<name>.toml", &SNIPPET),
        ("strings/<language>.toml", &STRINGS),
        ("courses.toml", &COURSES),
    ];
    for (file, root) in files {
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

    /// Its example as an author writes it: a whole file, a header with a line a key, or an inline table behind its key.
    pub fn as_written(&self, table: &Table) -> String {
        let Some(key) = self.path.last() else { return samples::of_file(self.file).trim_end().to_owned() };
        let inline = sample_table(table, false);
        let header = match (&key.shape, self.path.len()) {
            (Shape::Tables(_), 1) => format!("[[{}]]", key.name),
            (Shape::Named(_, names), 1) => format!("[{}.{}]", key.name, super::shapes::declared_name(*names)),
            (Shape::Table(_), 1) => format!("[{}]", key.name),
            (Shape::Tables(_) | Shape::List(_), _) => return format!("{} = [{inline}]", key.name),
            (Shape::Named(_, names), _) => {
                return format!("{} = {{ {} = {inline} }}", key.name, super::shapes::declared_name(*names));
            }
            _ => return format!("{} = {inline}", key.name),
        };
        let wanted = |required: bool| table.keys.iter().filter(move |key| key.required == required);
        let lines =
            wanted(true).chain(wanted(false).take(3)).filter_map(|key| Some(format!("{} = {}", key.name, sample(&key.shape)?)));
        std::iter::once(header).chain(lines).collect::<Vec<_>>().join("\n")
    }

    /// Every example that its page shows of itself, each in a whole file that can be checked, with what it is an example of.
    pub fn shown_in_files(&self) -> Vec<(&'static str, String)> {
        let tables = self.tables().iter();
        match (self.kind, &self.path[..]) {
            (EntryKind::Table(table), []) => vec![(table.title, samples::of_file(self.file).to_owned())],
            (EntryKind::Table(table), [key]) => {
                let others = self.root.keys.iter().filter(|other| other.required && other.name != key.name);
                let lines = others.filter_map(|key| Some(format!("{} = {}\n", key.name, sample(&key.shape)?)));
                vec![(table.title, lines.collect::<String>() + &self.as_written(table))]
            }
            (EntryKind::Table(table), _) => vec![(table.title, self.file_with(&sample_table(table, false)))],
            (EntryKind::Verbs(_), _) => {
                let verb = |table: &'static Table| table.keys.first().map_or("", |key| key.name);
                tables.map(|table| (verb(table), self.file_with(&sample_table(table, true)))).collect()
            }
        }
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
    use authoring::{SceneIndex, Sources, check_alone, compile, compile_courses};
    use std::collections::BTreeSet;

    /// Codes of what the table of keys says: syntax, unknown and missing keys, types, words, amounts, ids, verbs.
    const OF_KEYS: [&str; 10] = ["P002", "P003", "P004", "P005", "P006", "P007", "P008", "P009", "P011", "P012"];

    #[test]
    fn the_whole_language_is_found() {
        let entries = entries();
        for title in [
            "a module",
            "an object",
            "a step",
            "a goal",
            "an effect",
            "a mistake",
            "a wrong action",
            "a snippet",
            "a translation",
            "a course",
        ] {
            assert!(entries.iter().any(|entry| entry.title == title), "{title}");
        }
        let slugs: BTreeSet<&String> = entries.iter().map(|entry| &entry.slug).collect();
        assert_eq!(slugs.len(), entries.len());
    }

    /// What the checks of keys say of a whole file.
    fn complaints(kind: &str, file: &str) -> Vec<String> {
        let found = match kind {
            "courses.toml" => compile_courses(file.as_bytes(), &BTreeSet::new()).diagnostics,
            "module.toml" => compile(&Sources::of_module(file), &SceneIndex::default()).diagnostics,
            kind if kind.starts_with("snippets/") => check_alone("snippets/sample.toml", file.as_bytes(), &BTreeSet::new()),
            _ => {
                let sources = Sources::of_module("").with("strings/xx.toml", file);
                let found = compile(&sources, &SceneIndex::default()).diagnostics;
                found.into_iter().filter(|found| found.file != "module.toml").collect()
            }
        };
        found.iter().filter(|found| OF_KEYS.contains(&found.code)).map(|found| format!("{found:?}")).collect()
    }

    #[test]
    fn what_a_page_shows_passes_the_checks_of_keys() {
        for entry in entries() {
            for (what, file) in entry.shown_in_files() {
                let wrong = complaints(entry.file, &file);
                assert!(wrong.is_empty(), "{}, {what}: {wrong:?}\n{file}", entry.title);
            }
            assert!(!entry.shown_in_files().is_empty(), "{} has no example", entry.title);
        }
    }

    #[test]
    fn every_example_of_every_entry_passes_the_checks_of_keys() {
        for entry in entries().iter().filter(|entry| !entry.is_root()) {
            for table in entry.tables() {
                for with_all in [false, true] {
                    let example = sample_table(table, with_all);
                    let file = entry.file_with(&example);
                    assert!(file.contains(&example), "{} is not in its own file:\n{file}", entry.title);
                    let wrong = complaints(entry.file, &file);
                    assert!(wrong.is_empty(), "{}: {wrong:?}\n{file}", entry.title);
                }
            }
        }
    }
}
