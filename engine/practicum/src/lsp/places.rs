//! Files by their addresses, and places by line and UTF-16 column, as the protocol counts.

use lsp_types::{Position, Range, Uri};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A file of a module, or one that stands beside the modules and belongs to all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The module's folder, or the folder of all modules.
    pub folder: PathBuf,
    /// As in [`authoring::Sources`].
    pub name: String,
}

impl File {
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

pub fn file_of(uri: &Uri) -> Option<File> {
    let path = uri.as_str().strip_prefix("file://")?;
    let path = decoded(path)?;
    // "/C:/..." on Windows.
    let path = if path.as_bytes().get(2) == Some(&b':') { path[1..].to_owned() } else { path };
    file_at(Path::new(&path))
}

/// The folder that a file belongs to: translations lie in its folder `strings`, snippets in `snippets`.
pub fn file_at(path: &Path) -> Option<File> {
    let name = path.file_name()?.to_str()?.to_owned();
    let folder = path.parent()?;
    for inside in ["strings", "snippets"] {
        if folder.file_name().is_some_and(|folder| folder == inside) {
            return Some(File { folder: folder.parent()?.to_owned(), name: format!("{inside}/{name}") });
        }
    }
    name.ends_with(".toml").then(|| File { folder: folder.to_owned(), name })
}

/// A file as one of a module's sources names it, on disk. What a module does not have itself lies above its folder.
pub fn path_in(folder: &Path, name: &str) -> PathBuf {
    let inside = folder.join(name);
    match folder.parent() {
        Some(above) if name.starts_with("../") => above.join(name.trim_start_matches("../")),
        Some(above) if is_shared(name) && !inside.is_file() => above.join(name),
        _ => inside,
    }
}

/// May stand beside the modules instead of in one.
pub fn is_shared(name: &str) -> bool {
    matches!(name, "facts.toml" | "courses.toml") || name.starts_with("snippets/")
}

pub fn uri_of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace('\\', "/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
    let written: String =
        path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    let root = if written.starts_with('/') { "file://" } else { "file:///" };
    Uri::from_str(&format!("{root}{written}")).ok()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The byte of a position; beyond a line's end, that end.
pub fn byte_at(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or("");
    let mut units = 0;
    for (at, c) in line.char_indices() {
        if units >= position.character {
            return start + at;
        }
        units += u32::try_from(c.len_utf16()).unwrap_or(1);
    }
    start + line.len()
}

pub fn position_at(text: &str, at: usize) -> Position {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: count(before.matches('\n').count()), character: count(before[line_start..].encode_utf16().count()) }
}

pub fn range_of(text: &str, span: &std::ops::Range<usize>) -> Range {
    Range { start: position_at(text, span.start), end: position_at(text, span.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf_16_and_come_back() {
        let text = "é = \"😀x\"\nb";
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            assert_eq!(byte_at(text, position_at(text, at)), at);
        }
        assert_eq!(position_at(text, text.find('x').unwrap()), Position { line: 0, character: 7 });
        assert_eq!(byte_at(text, Position { line: 9, character: 9 }), text.len());
    }

    #[test]
    fn addresses_lead_to_modules_and_back() {
        let uri = Uri::from_str("file:///home/a%20b/m%C3%BC/strings/es.toml").unwrap();
        let file = file_of(&uri).unwrap();
        assert_eq!(file, File { folder: PathBuf::from("/home/a b/mü"), name: "strings/es.toml".to_owned() });
        assert_eq!(uri_of(&file.path()).unwrap().as_str(), uri.as_str());
        assert_eq!(file_of(&Uri::from_str("untitled:x").unwrap()), None);
        let snippet = file_at(Path::new("/m/snippets/hands.toml")).unwrap();
        assert_eq!((snippet.folder, snippet.name.as_str()), (PathBuf::from("/m"), "snippets/hands.toml"));
        assert_eq!(
            path_in(Path::new("/nowhere/m/first"), "snippets/hands.toml"),
            PathBuf::from("/nowhere/m/snippets/hands.toml")
        );
        assert_eq!(path_in(Path::new("/m/first"), "../second/module.toml"), PathBuf::from("/m/second/module.toml"));
    }
}
