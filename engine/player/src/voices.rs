//! The voices of a module: which file says a text, and for how long.
//!
//! They lie in `content/voices/<module>/<language>/`, a file a line; those in `voices/<language>/` beside the module, such as a
//! person's recordings, come before them. A file is only heard with the words that its `lines.toml` names: never another text
//! than is shown. Start at [`Voices::of_module`].

use crate::library::{Shelf, read};
use anyhow::Context as _;
use authoring::{Diagnostic, Voice, check_voices, read_voices, write_voices};
use curriculum::Module;
use ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the files beside it say.
pub const LINES: &str = "lines.toml";

/// The voice files of a module in its language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    by_words: BTreeMap<(Option<String>, String), Voiced>,
}

/// A file that says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Voiced {
    pub file: PathBuf,
    pub secs: f32,
}

impl Voices {
    /// As far as there are any. `folder`: the module's own.
    pub fn of_module(module: &Module, folder: &Path, content: &Path) -> Self {
        let mut by_words = BTreeMap::new();
        let folders = folders(module, folder, content);
        // Below a recording of an older text the made voice says what is shown.
        for (path, (file, voice)) in files(&folders).into_iter().chain(files(&folders[1..])) {
            let Some(file) = file else { continue };
            let secs = voice.lasts_ms as f32 / 1_000.0;
            // A text that is said twice is the same twice.
            by_words.entry((voice.by, voice.says)).or_insert(Voiced { file: file.join(format!("{path}.ogg")), secs });
        }
        Self { by_words }
    }

    /// The voice that says this text as this person.
    pub fn of(&self, text: &str, by: Option<&ObjectId>) -> Option<&Voiced> {
        self.by_words.get(&(by.map(|by| by.as_str().to_owned()), text.to_owned()))
    }

    pub fn is_empty(&self) -> bool {
        self.by_words.is_empty()
    }

    /// Made up: each text by nobody in a file of its name.
    #[cfg(test)]
    pub(crate) fn saying(lines: &[(&str, f32)]) -> Self {
        let voiced = |(text, secs): &(&str, f32)| {
            let file = PathBuf::from(format!("{}.ogg", text.trim_end_matches('.')));
            ((None, (*text).to_owned()), Voiced { file, secs: *secs })
        };
        Self { by_words: lines.iter().map(voiced).collect() }
    }
}

/// Where voices are, the first to be looked into first.
pub fn folders(module: &Module, folder: &Path, content: &Path) -> [PathBuf; 2] {
    [folder.join("voices").join(&module.language), content.join("voices").join(module.id.as_str()).join(&module.language)]
}

/// By the lines' paths: what is said, and the folder of its file if there is one. A recording that names no words says those of
/// the voice below it, for as long as it lasts.
fn files(folders: &[PathBuf]) -> BTreeMap<String, (Option<PathBuf>, Voice)> {
    let mut found: BTreeMap<String, (Option<PathBuf>, Voice)> = BTreeMap::new();
    for folder in folders.iter().rev() {
        let lines = read(&folder.join(LINES)).ok();
        let lines = lines.map(|bytes| read_voices(&String::from_utf8_lossy(&bytes))).unwrap_or_default();
        let recorded = recorded(folder);
        for (path, voice) in lines {
            let file = recorded.contains(&path).then(|| folder.clone());
            if file.is_some() || !found.contains_key(&path) {
                found.insert(path, (file, voice));
            }
        }
        for path in recorded {
            let Some((file, voice)) = found.get_mut(&path).filter(|(file, _)| file.as_ref() != Some(folder)) else { continue };
            voice.lasts_ms = secs_of(&folder.join(format!("{path}.ogg"))).map_or(voice.lasts_ms, |secs| (secs * 1_000.0) as u32);
            *file = Some(folder.clone());
        }
    }
    found
}

/// The lines that there is a file for.
pub fn recorded(folder: &Path) -> BTreeSet<String> {
    let files = crate::library::list(folder).unwrap_or_default();
    let files = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "ogg"));
    files.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect()
}

/// Takes down what the recordings in the module's own folder say, as far as nothing is taken down of them: what stands there now.
/// Answers with the lines' paths.
pub fn keep(module: &Module, folder: &Path) -> anyhow::Result<Vec<String>> {
    let folder = folder.join("voices").join(&module.language);
    let lines = folder.join(LINES);
    let old = read(&lines).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let mut voices = read_voices(&old);
    let opening: String = old.lines().take_while(|line| line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    let opening = if opening.is_empty() { RECORDED.to_owned() } else { opening };
    let mut kept = Vec::new();
    for line in module.spoken() {
        let file = folder.join(format!("{}.ogg", line.path));
        if voices.contains_key(&line.path) || !file.is_file() {
            continue;
        }
        let lasts_ms = (secs_of(&file)? * 1_000.0) as u32;
        let by = line.by.map(|by| by.as_str().to_owned());
        voices.insert(line.path.clone(), Voice { says: line.text, by, lasts_ms });
        kept.push(line.path);
    }
    if !kept.is_empty() {
        std::fs::write(&lines, write_voices(&opening, &voices)).with_context(|| format!("cannot write {}", lines.display()))?;
    }
    Ok(kept)
}

const RECORDED: &str = "# What the recordings beside this file say. Remove a line here after recording it again.\n";

/// How long a voice file is.
pub fn secs_of(file: &Path) -> anyhow::Result<f32> {
    let mut audio = audio::Audio::silent();
    audio.load("voice", Arc::from(read(file)?)).with_context(|| format!("{} cannot be heard", file.display()))?;
    Ok(audio.duration_secs("voice").unwrap_or_default())
}

/// What is wrong with the voices of a module, in each of its languages.
pub fn check(shelf: &Shelf, content: &Path) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (sources, module) in shelf.in_every_language() {
        let folders = folders(&module, &shelf.path, content);
        let voices = files(&folders);
        let listed = read(&folders[0].join(LINES)).ok().map(|bytes| read_voices(&String::from_utf8_lossy(&bytes)));
        let listed = listed.unwrap_or_default();
        let unlisted = recorded(&folders[0]).into_iter().filter(|path| !listed.contains_key(path)).collect();
        let voices = voices.into_iter().filter_map(|(path, (file, voice))| file.map(|_| (path, voice))).collect();
        diagnostics.extend(check_voices(&sources, &module, &voices, &unlisted));
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(folders: &[PathBuf]) -> Vec<(String, Option<bool>, String)> {
        let own = |file: &PathBuf| *file == folders[0];
        files(folders).into_iter().map(|(path, (file, voice))| (path, file.as_ref().map(own), voice.says)).collect()
    }

    #[test]
    fn a_recording_lies_over_the_voice_of_the_same_line_and_nothing_is_heard_without_a_file() {
        let home = tempfile::tempdir().unwrap();
        let folders = ["own", "made"].map(|name| home.path().join(name));
        for (folder, lines, recorded) in [
            (&folders[0], "\"d\" = { ms = 900, says = \"Recorded D.\" }", &["a", "d", "x"][..]),
            (
                &folders[1],
                "\"a\" = { ms = 1000, says = \"A.\" }\n\"b\" = { ms = 1000, says = \"B.\" }\n\"c\" = { ms = 1000, says = \"C.\" }\n\"d\" = { ms = 1000, says = \"D.\" }",
                &["a", "b", "d"][..],
            ),
        ] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join(LINES), lines).unwrap();
            for name in recorded {
                std::fs::write(folder.join(format!("{name}.ogg")), b"").unwrap();
            }
        }
        let said = |path: &str, own, says: &str| (path.to_owned(), own, says.to_owned());
        assert_eq!(
            voices(&folders),
            [
                said("a", Some(true), "A."),
                said("b", Some(false), "B."),
                said("c", None, "C."),
                said("d", Some(true), "Recorded D."),
            ]
        );
    }
}
