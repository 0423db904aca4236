//! The pages of the reference: an overview, one for each table and set of verbs, and all checks.

use super::broken;
use super::entries::{Entry, EntryKind, entries};
use super::html::{STYLE, code, escape, page, prose};
use super::shapes::{Inside, inside, sample_table, takes};
use super::{samples, search};
use crate::templates::TEMPLATES;
use authoring::keys::{Shape, Table};
use authoring::{Severity, checks};
use std::fmt::Write;

/// Every file of the site, by name.
pub fn site() -> Vec<(String, String)> {
    let entries = entries();
    let navigation = navigation(&entries);
    let mut files = vec![("style.css".to_owned(), STYLE.to_owned())];
    files.push(("search.js".to_owned(), search::script(&entries)));
    files.push(("index.html".to_owned(), page("The language of modules", &navigation, &overview(&entries))));
    files.push(("checks.html".to_owned(), page("Checks", &navigation, &all_checks())));
    files.push(("words.html".to_owned(), page("Every word", &navigation, &search::all_words(&entries))));
    files.push(("facts.html".to_owned(), page("Facts", &navigation, &facts())));
    for entry in &entries {
        files.push((format!("{}.html", entry.slug), page(&heading(entry), &navigation, &body(entry, &entries))));
    }
    for (name, text) in &mut files {
        let link = format!("<li><a href=\"{name}\">");
        *text = text.replace(&link, &format!("<li><a aria-current=\"page\" href=\"{name}\">"));
    }
    files
}

fn navigation(entries: &[Entry]) -> String {
    let mut out = String::from(
        "<ul><li><a href=\"index.html\">Overview</a></li><li><a href=\"words.html\">Every word</a></li><li><a href=\"checks.html\">Checks</a></li></ul>\n",
    );
    let mut file = "";
    for entry in entries {
        if entry.file != file {
            if !file.is_empty() {
                out += "</ul>\n";
            }
            file = entry.file;
            let _ = writeln!(out, "<h2>{}</h2><ul>", escape(file));
        }
        let _ = writeln!(out, "<li><a href=\"{}.html\">{}</a></li>", entry.slug, escape(&heading(entry)));
    }
    out + "</ul>\n<h2>facts.toml</h2><ul><li><a href=\"facts.html\">Facts</a></li></ul>\n"
}

/// The one kind of file whose keys are all the author's own.
fn facts() -> String {
    format!(
        "<p>In <code>facts.toml</code>, beside the modules or in a module's own folder: what is the same in every module, such as a \
         telephone number. A small-letter name, <code>=</code>, and a text of at most 200 characters. Every text of a module, a \
         snippet or a translation may hold <code>{{fact.name}}</code>. A table named as a language says some of them in it.</p>\n<h2>Example</h2>\n{}",
        code(samples::FACTS)
    )
}

/// "A step", as a heading.
pub(super) fn heading(entry: &Entry) -> String {
    let plain = entry.title.replace('`', "");
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

fn overview(entries: &[Entry]) -> String {
    let n_keys: usize = entries.iter().flat_map(Entry::tables).map(|table| table.keys.len()).sum();
    let mut out = format!(
        "<p>A module is one text file, <code>module.toml</code>, that says what there is, what to do, and what can go wrong. This \
         reference is made from the program itself: {} pages, {n_keys} keys, {} checks.</p>\n<h2>A whole module</h2>\n",
        entries.len(),
        checks().len()
    );
    out += &code(&TEMPLATES[0].module_toml("my-tour"));
    out += "<h2>From here</h2>\n<p>Make your own with <code>practicum new tour my-tour</code>. Then <code>practicum check my-tour</code> \
            tells every problem at once, <code>practicum rehearse my-tour</code> whether all of it can be reached and finished, and \
            <code>practicum watch my-tour</code> plays it. <code>practicum scenes</code> lists the places there are.</p>\n";
    out
}

fn body(entry: &Entry, entries: &[Entry]) -> String {
    let mut out = where_it_stands(entry);
    match entry.kind {
        EntryKind::Table(table) => {
            out += &keys_table(table, entries);
            out += "<h2>Example</h2>\n";
            out += &code(&entry.as_written(table));
            if let Some(used) = used_table(entry) {
                let _ = write!(out, "<h2>As it is used</h2>\n{}", code(&used));
            }
        }
        EntryKind::Verbs(verbs) => {
            out += "<p>It is a small table whose first key says what it is.</p>\n";
            for table in verbs.tables {
                let verb = table.keys.first().map_or("", |key| key.name);
                let _ = writeln!(out, "<h2 id=\"{verb}\"><code>{verb}</code></h2>");
                out += &keys_table(table, entries);
                let line = used_verb(verb).unwrap_or_else(|| sample_table(table, true));
                out += &code(&line);
            }
        }
    }
    out
}

fn where_it_stands(entry: &Entry) -> String {
    let path: Vec<String> = entry.path.iter().map(|key| format!("<code>{}</code>", key.name)).collect();
    let inside = if path.is_empty() { String::new() } else { format!(", under {}", path.join(", then ")) };
    format!("<p>In <code>{}</code>{inside}.</p>\n", escape(entry.file))
}

fn keys_table(table: &Table, entries: &[Entry]) -> String {
    let mut out = String::from(
        "<table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">key</th>\
         <th role=\"columnheader\" scope=\"col\">takes</th><th role=\"columnheader\" scope=\"col\">what it means</th></tr></thead>\n\
         <tbody role=\"rowgroup\">\n",
    );
    for key in table.keys {
        let needed = if key.required { " <strong>(needed)</strong>" } else { "" };
        let takes = prose(&takes(&key.shape));
        let link = linked(&key.shape, entries).map_or(takes.clone(), |slug| format!("<a href=\"{slug}.html\">{takes}</a>"));
        let _ = writeln!(
            out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><code>{}</code>{needed}</th><td role=\"cell\">{link}</td><td role=\"cell\">{}</td></tr>",
            key.name,
            prose(key.doc)
        );
    }
    out + "</tbody>\n</table>\n"
}

/// The page of what is inside a shape.
fn linked(shape: &Shape, entries: &[Entry]) -> Option<String> {
    let first = inside(shape).into_iter().next()?;
    let is_it = |entry: &&Entry| match (&first, entry.kind) {
        (Inside::Table(table), EntryKind::Table(other)) => std::ptr::eq(table.keys, other.keys),
        (Inside::Verbs(verbs), EntryKind::Verbs(other)) => std::ptr::eq(verbs.tables, other.tables),
        _ => false,
    };
    entries.iter().find(is_it).map(|entry| entry.slug.clone())
}

/// The first table of this sort in the templates, with its header.
fn used_table(entry: &Entry) -> Option<String> {
    let [key] = entry.path[..] else { return None };
    let headers = [format!("[[{}]]", key.name), format!("[{}.", key.name), format!("[{}]", key.name)];
    TEMPLATES.iter().find_map(|template| {
        let toml = template.module_toml("my-own");
        let block = toml.split("\n\n").find(|block| headers.iter().any(|header| block.starts_with(header.as_str())))?;
        Some(block.to_owned())
    })
}

/// The first line of the templates that uses a verb.
fn used_verb(verb: &str) -> Option<String> {
    let begins = format!("{{ {verb} = ");
    TEMPLATES.iter().find_map(|template| {
        let toml = template.module_toml("my-own");
        toml.lines().find(|line| line.contains(&begins)).map(str::to_owned)
    })
}

fn all_checks() -> String {
    let examples = broken::examples();
    let mut out = String::from(
        "<p><code>practicum check</code> runs all of these at once. An error keeps a module from being played; a warning says that \
         somebody will suffer from it; a note is good to know.</p>\n",
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let _ = writeln!(out, "<h2>{}s</h2>", heading_of(severity.word()));
        for check in checks().into_iter().filter(|check| check.severity == severity) {
            let _ = writeln!(
                out,
                "<h3 id=\"{0}\"><code>{0}</code>: {1}</h3>\n<p>{2}</p>",
                check.code,
                prose(check.title),
                prose(check.manual)
            );
            out += &examples.get(check.code).map(|words| code(words)).unwrap_or_default();
        }
    }
    out
}

fn heading_of(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_link_leads_to_a_page_and_nothing_comes_from_elsewhere() {
        let site = site();
        let names: BTreeSet<&str> = site.iter().map(|(name, _)| name.as_str()).collect();
        for (name, text) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
            for target in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let file = target.split('#').next().unwrap_or("");
                assert!(file.is_empty() || names.contains(file), "{name} links to {target}");
            }
            assert!(!text.contains("http"), "{name}");
            assert_eq!(text.matches("<script").count(), 1, "{name}: the search alone, from beside the page");
            assert!(text.contains("<script src=\"search.js\" defer></script>"), "{name}");
            assert_eq!(text.matches("<h1>").count(), 1, "{name}");
        }
    }

    #[test]
    fn every_key_and_every_check_has_its_place() {
        let all: String = site().into_iter().map(|(_, text)| text).collect();
        for table in entries().iter().flat_map(Entry::tables) {
            for key in table.keys {
                assert!(all.contains(&format!("<code>{}</code>", key.name)), "{}", key.name);
            }
        }
        assert!(checks().iter().all(|check| all.contains(&format!("id=\"{}\"", check.code))));
    }
}
