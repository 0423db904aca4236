//! Where in the language a byte of a file stands. Reads from the last header to the cursor with a small scanner of its own,
//! so that a line that is only half typed, and no TOML yet, is understood too.

use crate::keys::{Key, Names, Shape, Table as Keys};
use std::ops::Range;

/// What the cursor is on.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub at: At,
    /// The word that is being typed, without quotes.
    pub word: Range<usize>,
    /// Keys with their texts that stand before it in the same table.
    pub siblings: Vec<(String, String)>,
    /// The parts of the header above it.
    pub path: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) enum At {
    /// A key of one of these is typed.
    Key {
        word: String,
        keys: Vec<&'static Key>,
    },
    /// A value of this shape is typed; quotes are open or not.
    Value {
        shape: &'static Shape,
        word: String,
        in_quotes: bool,
    },
    /// A parameter's name is typed, in an include of this snippet.
    Parameter {
        snippet: Option<String>,
    },
    /// A header is typed.
    Header,
    Nowhere,
}

/// An open table or list around the cursor.
enum Open {
    Table {
        keys: Vec<&'static Keys>,
        /// The author names the keys, such as parameters.
        free: bool,
        shape: Option<&'static Shape>,
        siblings: Vec<(String, String)>,
        key: Option<String>,
    },
    List {
        shape: Option<&'static Shape>,
    },
}

/// The spot at a byte. Positions inside a character or beyond the end count as the nearest before.
pub(super) fn spot(source: &str, at: usize, root: &'static Keys) -> Spot {
    let at = (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    let line_start = source[..at].rfind('\n').map_or(0, |at| at + 1);
    if source[line_start..at].trim_start().starts_with('[') && top_level(source, line_start) {
        let begin = line_start + source[line_start..].find('[').unwrap_or(0);
        let end = source[begin..].find('\n').map_or(source.len(), |n| begin + n);
        return Spot { at: At::Header, word: begin..end, siblings: Vec::new(), path: Vec::new() };
    }
    let (from, path) = table_of(source, at);
    let path: Vec<String> = path.into_iter().map(str::to_owned).collect();
    let keys = keys_at(root, &path);
    let spot = keys.map_or_else(|| Spot::nowhere(at), |keys| statement(source, from, at, keys));
    Spot { path, ..spot }
}

/// Whether a line begins outside of any list: a header, not a list's entry.
fn top_level(source: &str, line_start: usize) -> bool {
    let before = source[..line_start].trim_end();
    !before.ends_with([',', '[', '='])
}

/// The table whose lines the byte is among: where they begin, and the parts of its header.
fn table_of(source: &str, at: usize) -> (usize, Vec<&str>) {
    let mut line_end = at;
    while let Some(start) = source[..line_end].rfind('\n').map(|at| at + 1).or((line_end > 0).then_some(0)) {
        let line = source[start..].lines().next().unwrap_or("").trim();
        if start + line.len() < at
            && line.starts_with('[')
            && line.ends_with(']')
            && top_level(source, start)
            && !line.contains('"')
        {
            let path: Vec<&str> = line.trim_matches(['[', ']']).split('.').map(str::trim).collect();
            return (start + source[start..].find('\n').map_or(0, |n| n + 1), path);
        }
        if start == 0 {
            break;
        }
        line_end = start - 1;
    }
    (0, Vec::new())
}

/// The keys of a header's table.
fn keys_at(root: &'static Keys, path: &[String]) -> Option<&'static Keys> {
    let Some((first, rest)) = path.split_first() else { return Some(root) };
    match &root.keys.iter().find(|key| key.name == *first)?.shape {
        Shape::Table(keys) | Shape::Tables(keys) => keys_at(keys, rest),
        Shape::Named(keys, _) => keys_at(keys, rest.get(1..)?),
        _ => None,
    }
}

/// Scans the lines of a table up to the cursor.
fn statement(source: &str, from: usize, at: usize, keys: &'static Keys) -> Spot {
    let mut open = vec![Open::table(vec![keys])];
    let mut pos = from.min(at);
    while pos < at {
        let rest = &source[pos..at];
        let first = rest.chars().next().unwrap_or(' ');
        match first {
            '#' => pos += rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => {
                let (text, end, closed) = string(source, pos, at);
                if !closed || end == at && !source[..at].ends_with(first) {
                    return value_spot(&open, source, pos + 1, at, true);
                }
                note_value(&mut open, text);
                pos = end;
                if pos >= at {
                    return value_spot(&open, source, at, at, false);
                }
            }
            '{' => {
                let shape = current_shape(&open);
                open.push(Open::Table {
                    keys: tables_in(shape),
                    free: matches!(shape, Some(Shape::Texts)),
                    shape: None,
                    siblings: Vec::new(),
                    key: None,
                });
                pos += 1;
            }
            '[' => {
                let shape = current_shape(&open);
                open.push(Open::List { shape: shape.and_then(element) });
                pos += 1;
            }
            '}' | ']' if open.len() > 1 => {
                open.pop();
                pos += 1;
            }
            ',' | '\n' => {
                if first == ',' || open.len() == 1 {
                    end_value(&mut open);
                }
                pos += 1;
            }
            '=' => {
                begin_value(&mut open);
                pos += 1;
            }
            c if c.is_whitespace() => pos += c.len_utf8(),
            _ => {
                let end = word_end(source, pos);
                if end >= at {
                    return word_spot(&open, source, pos, at);
                }
                note_word(&mut open, &source[pos..end]);
                pos = end.max(pos + first.len_utf8());
            }
        }
    }
    word_spot(&open, source, at, at)
}

impl Open {
    fn table(keys: Vec<&'static Keys>) -> Self {
        Self::Table { keys, free: false, shape: None, siblings: Vec::new(), key: None }
    }
}

/// The tables that a value in braces may be: one, or one for each verb.
fn tables_in(shape: Option<&'static Shape>) -> Vec<&'static Keys> {
    match shape {
        Some(Shape::Table(keys) | Shape::Tables(keys)) => vec![keys],
        Some(Shape::Verb(verbs)) => verbs.tables.iter().collect(),
        Some(Shape::Either(shapes)) => shapes.iter().flat_map(|shape| tables_in(Some(shape))).collect(),
        _ => Vec::new(),
    }
}

fn element(shape: &'static Shape) -> Option<&'static Shape> {
    match shape {
        Shape::List(shape) => Some(shape),
        Shape::Tables(_) => Some(shape),
        Shape::Either(shapes) => shapes.iter().find_map(element),
        _ => None,
    }
}

fn current_shape(open: &[Open]) -> Option<&'static Shape> {
    match open.last() {
        Some(Open::Table { shape, .. } | Open::List { shape }) => *shape,
        None => None,
    }
}

/// The keys that may come next: of the verb that was chosen, else of all.
fn keys_here(keys: &[&'static Keys], siblings: &[(String, String)]) -> Vec<&'static Key> {
    let is_verb =
        |table: &&&'static Keys| table.keys.first().is_some_and(|verb| siblings.iter().any(|(key, _)| key == verb.name));
    match (keys, keys.iter().find(is_verb)) {
        ([one], _) => one.keys.iter().collect(),
        (_, Some(chosen)) => chosen.keys.iter().collect(),
        (all, None) => all.iter().filter_map(|table| table.keys.first()).collect(),
    }
}

fn begin_value(open: &mut [Open]) {
    if let Some(Open::Table { keys, free, shape, siblings, key }) = open.last_mut() {
        let name = key.clone().unwrap_or_default();
        *shape = keys_here(keys, siblings)
            .into_iter()
            .chain(keys.iter().flat_map(|table| table.keys))
            .find(|key| key.name == name)
            .map(|key| &key.shape)
            .or(free.then_some(&FILLED_IN));
        siblings.push((name, String::new()));
    }
}

/// What parameters mostly stand for.
static FILLED_IN: Shape = Shape::Name(Names::Object);

fn end_value(open: &mut [Open]) {
    if let Some(Open::Table { shape, key, .. }) = open.last_mut() {
        (*shape, *key) = (None, None);
    }
}

fn note_word(open: &mut [Open], word: &str) {
    if let Some(Open::Table { shape: None, key, .. }) = open.last_mut() {
        *key = Some(word.to_owned());
    }
}

fn note_value(open: &mut [Open], text: String) {
    if let Some(Open::Table { siblings, .. }) = open.last_mut()
        && let Some(last) = siblings.last_mut()
    {
        last.1 = text;
    }
}

/// A string from its quote on: its text, where it ends, whether it is closed before the cursor.
fn string(source: &str, from: usize, at: usize) -> (String, usize, bool) {
    let quote = source[from..].chars().next().unwrap_or('"');
    let triple = quote.to_string().repeat(3);
    let rest = &source[from..at];
    if rest.starts_with(&triple) {
        return match rest[3..].find(&triple) {
            Some(n) => (rest[3..3 + n].to_owned(), from + n + 6, true),
            None => (rest[3..].to_owned(), at, false),
        };
    }
    let mut is_escaped = false;
    for (n, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return (rest[1..n].to_owned(), from + n, true),
            '\\' if quote == '"' && !is_escaped => is_escaped = true,
            c if c == quote && !is_escaped => return (rest[1..n].to_owned(), from + n + 1, true),
            _ => is_escaped = false,
        }
    }
    (rest.get(1..).unwrap_or("").to_owned(), at, false)
}

fn word_end(source: &str, from: usize) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    source[from..].find(|c| !is_part(c)).map_or(source.len(), |n| from + n)
}

/// A bare word: a key, or a value without quotes.
fn word_spot(open: &[Open], source: &str, from: usize, at: usize) -> Spot {
    let end = if from < at { word_end(source, from) } else { word_end(source, at) };
    let word = source[from..end].to_owned();
    let here =
        |at: At, siblings: &[(String, String)]| Spot { at, word: from..end, siblings: siblings.to_vec(), path: Vec::new() };
    match open.last() {
        Some(Open::Table { keys, shape: None, siblings, key: None, .. }) if !keys.is_empty() => {
            here(At::Key { word, keys: keys_here(keys, siblings) }, siblings)
        }
        Some(Open::Table { free: true, shape: None, siblings, key: None, .. }) => {
            let outer = open.iter().rev().skip(1).find_map(|open| match open {
                Open::Table { siblings, .. } => siblings.iter().find(|(key, _)| key == "snippet"),
                Open::List { .. } => None,
            });
            here(At::Parameter { snippet: outer.map(|(_, snippet)| snippet.clone()) }, siblings)
        }
        Some(Open::Table { shape: None, .. }) | None => Spot::nowhere(at),
        _ => value_spot(open, source, from, at, false),
    }
}

fn value_spot(open: &[Open], source: &str, from: usize, at: usize, in_quotes: bool) -> Spot {
    let Some(shape) = current_shape(open) else { return Spot::nowhere(at) };
    let rest = &source[at..];
    let end = if in_quotes { at + rest.find(['"', '\'', '\n']).unwrap_or(rest.len()) } else { word_end(source, at) };
    let siblings = open.iter().rev().find_map(|open| match open {
        Open::Table { siblings, .. } => Some(siblings.clone()),
        Open::List { .. } => None,
    });
    let word = source[from..at].to_owned();
    Spot { at: At::Value { shape, word, in_quotes }, word: from..end, siblings: siblings.unwrap_or_default(), path: Vec::new() }
}
