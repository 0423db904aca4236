//! Fonts for the HUD that are read when a text needs them: ours from `content/fonts`, then those of this PC.

use hud::theme::MoreFonts;
use lettering::Face;
use lettering::fonts::{Han, files_for};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// No font is larger; what is larger is not read.
const FONT_MAX_BYTES: u64 = 40 << 20;
/// Enough for any PC; a folder with more is not searched to its end.
const N_FILES_MAX: usize = 2_000;
const DEPTH_MAX: usize = 6;

/// Where fonts lie.
pub struct InstalledFonts {
    bundled: PathBuf,
}

impl InstalledFonts {
    pub fn of(content: &Path) -> Self {
        Self { bundled: content.join("fonts") }
    }

    /// A letter that no font of ours has: which of this PC's has it? Reads one file after the other and keeps none.
    pub fn search(&self, letter: char) -> Option<PathBuf> {
        let mut files = Vec::new();
        folders().iter().for_each(|folder| gather(folder, 0, &mut files));
        files.sort();
        files.into_iter().find(|file| read(file).is_some_and(|bytes| Face::new(&bytes).is_some_and(|face| face.has(letter))))
    }
}

impl MoreFonts for InstalledFonts {
    fn bundled(&self, file: &str) -> Option<Vec<u8>> {
        read(&self.bundled.join(file))
    }

    fn installed(&self, letter: char) -> Option<(String, Vec<u8>)> {
        let file = self.search(letter)?;
        Some((file.to_string_lossy().into_owned(), read(&file)?))
    }
}

/// The letters that can be drawn on this PC.
pub struct KnownLetters {
    fonts: InstalledFonts,
    usual: Option<Vec<u8>>,
    known: BTreeMap<char, bool>,
}

impl KnownLetters {
    pub fn of(content: &Path) -> Self {
        let fonts = InstalledFonts::of(content);
        let usual = fonts.bundled("Inter-Regular.ttf");
        Self { fonts, usual, known: BTreeMap::new() }
    }

    pub fn has(&mut self, letter: char) -> bool {
        if let Some(known) = self.known.get(&letter) {
            return *known;
        }
        let in_bytes = |bytes: &[u8]| Face::new(bytes).is_some_and(|face| face.has(letter));
        let is_joiner = matches!(letter, '\u{200b}'..='\u{200f}');
        let has = is_joiner
            || self.usual.as_deref().is_some_and(in_bytes)
            || files_for(letter, false, Han::Chinese)
                .into_iter()
                .any(|file| self.fonts.bundled(file).as_deref().is_some_and(in_bytes))
            || self.fonts.search(letter).is_some();
        self.known.insert(letter, has);
        has
    }
}

fn read(file: &Path) -> Option<Vec<u8>> {
    let is_sane = std::fs::metadata(file).is_ok_and(|about| about.len() <= FONT_MAX_BYTES);
    is_sane.then(|| std::fs::read(file).ok()).flatten()
}

fn folders() -> Vec<PathBuf> {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let own = [".local/share/fonts", ".fonts", "Library/Fonts"].iter().filter_map(|name| Some(home.as_ref()?.join(name)));
    let windows = std::env::var_os("WINDIR").map(|folder| PathBuf::from(folder).join("Fonts"));
    let shared = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from);
    shared.into_iter().chain(own).chain(windows).collect()
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if files.len() >= N_FILES_MAX {
            return;
        }
        if path.is_dir() {
            if depth < DEPTH_MAX {
                gather(&path, depth + 1, files);
            }
        } else if path
            .extension()
            .is_some_and(|extension| ["ttf", "otf"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
        {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_have_the_scripts_we_promise_and_nobody_has_what_is_no_letter() {
        let mut letters = KnownLetters::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"));
        for letter in "añЖ→אنनกか字한".chars() {
            assert!(letters.has(letter), "{letter}");
        }
        assert!(!letters.has('\u{10FFFD}'));
    }
}
