//! Finding a word: an alphabetical page that needs no script, and a small script that shows matches as one types.
//!
//! The script has its words inside, so that it works from a folder on disk as well. Start at [`script`] and [`all_words`].

use super::entries::{Entry, EntryKind};
use super::html::{escape, prose};
use super::pages::heading;
use authoring::checks;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A word and one place where it stands.
struct Found {
    word: String,
    page: String,
    address: String,
    about: String,
}

fn all(entries: &[Entry]) -> Vec<Found> {
    let mut found = Vec::new();
    for entry in entries {
        let page = heading(entry);
        let address = format!("{}.html", entry.slug);
        found.push(Found { word: page.clone(), page: entry.file.to_owned(), address: address.clone(), about: String::new() });
        for table in entry.tables() {
            let verb = match entry.kind {
                EntryKind::Verbs(_) => table.keys.first().map(|key| key.name),
                EntryKind::Table(_) => None,
            };
            for key in table.keys {
                let anchor = verb.map(|verb| format!("#{verb}")).unwrap_or_default();
                let page = verb.filter(|verb| *verb != key.name).map_or_else(|| page.clone(), |verb| format!("{page}, {verb}"));
                let (word, about) = (key.name.to_owned(), key.doc.to_owned());
                found.push(Found { word, page, address: format!("{address}{anchor}"), about });
            }
        }
    }
    for check in checks() {
        let (word, about) = (check.code.to_owned(), check.title.to_owned());
        found.push(Found { word, page: "Checks".to_owned(), address: format!("checks.html#{}", check.code), about });
    }
    found
}

/// Every key, verb and check in the order of the alphabet, with where it stands.
pub(super) fn all_words(entries: &[Entry]) -> String {
    let mut by_word: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for found in all(entries).into_iter().filter(|found| !found.about.is_empty()) {
        by_word.entry(found.word.clone()).or_default().push(found);
    }
    let mut out =
        String::from("<p>Every key, every verb and every check, with the pages they stand on.</p>\n<dl class=\"words\">\n");
    for (word, places) in by_word {
        let _ = writeln!(out, "<dt><code>{}</code></dt>", escape(&word));
        for place in places {
            let (page, about) = (escape(&place.page), prose(&place.about));
            let _ = writeln!(out, "<dd><a href=\"{}\">{page}</a>: {about}</dd>", place.address);
        }
    }
    out + "</dl>\n"
}

/// The script of the search field, with every word inside.
pub(super) fn script(entries: &[Entry]) -> String {
    let row = |found: &Found| serde_json::json!([found.word, found.page, found.address, found.about]).to_string();
    let rows: Vec<String> = all(entries).iter().map(row).collect();
    SCRIPT.replace("WORDS", &format!("[\n{}\n]", rows.join(",\n")))
}

const SCRIPT: &str = r#"// The search of the reference. Words: [word, page, address, about].
const words = WORDS;
const field = document.getElementById('search');
const list = document.getElementById('found');
const told = document.getElementById('told');
const links = () => Array.from(list.querySelectorAll('a'));

function rank(entry, wanted) {
  const word = entry[0].toLowerCase();
  if (word === wanted) return 0;
  if (word.startsWith(wanted)) return 1;
  if (word.includes(wanted)) return 2;
  return entry[3].toLowerCase().includes(wanted) || entry[1].toLowerCase().includes(wanted) ? 3 : 9;
}

function show() {
  const wanted = field.value.trim().toLowerCase();
  list.textContent = '';
  list.hidden = wanted === '';
  told.textContent = '';
  if (list.hidden) return;
  const found = words.map((entry) => [rank(entry, wanted), entry]).filter(([rank]) => rank < 9);
  found.sort((a, b) => a[0] - b[0] || a[1][0].localeCompare(b[1][0]));
  for (const [, [word, page, address, about]] of found.slice(0, 12)) {
    const link = document.createElement('a');
    link.href = address;
    const code = document.createElement('code');
    code.textContent = word;
    link.append(code, ' ', page);
    const small = document.createElement('small');
    small.textContent = about;
    const item = document.createElement('li');
    item.append(link, small);
    list.append(item);
  }
  if (found.length === 0) {
    const item = document.createElement('li');
    item.textContent = 'Nothing has this word. "Every word" lists all there are.';
    list.append(item);
  }
  told.textContent = found.length === 1 ? '1 place' : found.length + ' places';
}

function step(by, event) {
  const all = links();
  if (all.length === 0) return;
  event.preventDefault();
  const at = all.indexOf(document.activeElement) + by;
  if (at < 0) field.focus();
  else all[Math.min(at, all.length - 1)].focus();
}

field.addEventListener('input', show);
field.form.addEventListener('submit', (event) => {
  const [first] = links();
  if (first) {
    event.preventDefault();
    first.click();
  }
});
document.addEventListener('keydown', (event) => {
  const typing = document.activeElement === field;
  if (event.key === '/' && !typing) {
    event.preventDefault();
    field.focus();
  } else if (event.key === 'Escape' && !list.hidden) {
    field.value = '';
    show();
    field.focus();
  } else if ((typing || list.contains(document.activeElement)) && event.key === 'ArrowDown') step(1, event);
  else if (list.contains(document.activeElement) && event.key === 'ArrowUp') step(-1, event);
});
list.addEventListener('click', () => {
  list.hidden = true;
});
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::entries::entries;

    #[test]
    fn every_key_and_every_check_can_be_found() {
        let entries = entries();
        let (script, page) = (script(&entries), all_words(&entries));
        for table in entries.iter().flat_map(Entry::tables) {
            for key in table.keys {
                assert!(script.contains(&format!("[\"{}\",", key.name)), "{}", key.name);
                assert!(page.contains(&format!("<dt><code>{}</code></dt>", key.name)), "{}", key.name);
            }
        }
        assert!(script.contains("[\"P020\",\"Checks\",\"checks.html#P020\"") && !script.contains("WORDS"));
    }
}
