//! Voices: which file says which line of a module, and in which words, so that nobody hears an older text than is shown.
//!
//! Beside the files stands `lines.toml`, which holds what each of them says. Reads no file itself. Start at [`read_voices`] and
//! [`check_voices`].

use crate::diagnostic::{Diagnostic, Sink};
use crate::explain::Check;
use crate::sources::Sources;
use crate::texts::{quoted, texts, translations};
use crate::tree::{Span, Table, parse};
use crate::{Severity, walk};
use curriculum::{Module, Spoken};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

pub(crate) static STALE_VOICE: Check = Check {
    code: "P074",
    severity: Severity::Warning,
    title: "a voice that says an older text",
    manual: "A line of the module was changed after its voice was made or recorded. The line is shown and stays silent, because nobody \
             should hear another text than stands there. Make the voices again (`content/voices/README.md` says how), or record the \
             line again and take it down with `practicum lines MODULE LANGUAGE --keep`.",
};

pub(crate) static NO_VOICE: Check = Check {
    code: "P075",
    severity: Severity::Note,
    title: "lines without a voice",
    manual: "Other lines of the module have a voice in this language, and these, which somebody says, have none: they are shown and \
             stay silent. Instructions, hints and reasons of mistakes, which are only read aloud, may do without. Make the \
             voices again (`content/voices/README.md` says how), or record them.",
};

pub(crate) static UNKNOWN_VOICE: Check = Check {
    code: "P076",
    severity: Severity::Warning,
    title: "a recording that nobody wrote down",
    manual: "A file lies in the module's folder `voices`, and no list says which words it says. It is heard in place of the made voice, \
             also when the text is another one by then. `practicum lines MODULE LANGUAGE --keep` takes down what it says; a file \
             that belongs to no line is never heard.",
};

/// What one file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    pub says: String,
    /// The object whose line it is; none for a voice that belongs to nobody.
    pub by: Option<String>,
    pub lasts_ms: u32,
}

/// A `lines.toml`, by the lines' paths. What cannot be read is left out: its line stays silent.
pub fn read_voices(source: &str) -> BTreeMap<String, Voice> {
    let (root, _) = parse(source, &mut Sink::new("lines.toml", source));
    let voice = |table: &Table| {
        let lasts_ms = table.whole("ms").and_then(|ms| u32::try_from(ms).ok())?;
        Some(Voice { says: table.text("says")?.to_owned(), by: table.text("by").map(str::to_owned), lasts_ms })
    };
    let lines = root.entries.iter().filter_map(|entry| Some((entry.key.clone(), voice(entry.value.table()?)?)));
    lines.collect()
}

/// The same as text, for [`read_voices`]. `opening`: comments above.
pub fn write_voices(opening: &str, voices: &BTreeMap<String, Voice>) -> String {
    let mut out = opening.to_owned();
    for (path, voice) in voices {
        let by = voice.by.as_deref().map_or(String::new(), |by| format!("by = {}, ", quoted(by)));
        let _ = writeln!(out, "{} = {{ {by}ms = {}, says = {} }}", quoted(path), voice.lasts_ms, quoted(&voice.says));
    }
    out
}

/// Reports voices that say something else than the module does now, and lines that have none where others have one. `module`:
/// in the language of the voices. `unlisted`: recordings that no list names.
pub fn check_voices(
    sources: &Sources,
    module: &Module,
    voices: &BTreeMap<String, Voice>,
    unlisted: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let is_own = sources.language.as_deref().is_none_or(|language| !sources.files.contains_key(&strings_file(language)));
    let file = if is_own { "module.toml".to_owned() } else { strings_file(&module.language) };
    let known = if is_own { texts(sources) } else { translations(sources, &module.language) };
    let source = sources.files.get(&file).map_or(String::new(), |bytes| String::from_utf8_lossy(bytes).into_owned());
    let span_of = |path: &str| -> Span {
        let path: Vec<&str> = path.split('.').filter(|part| part.parse::<u32>().is_err()).collect();
        known.iter().find(|text| text.path == path).map_or(0..0, |text| text.span.clone())
    };
    let mut sink = Sink::new(&file, &source);
    let spoken = module.spoken();
    for line in &spoken {
        let Some(voice) = voices.get(&line.path).filter(|voice| !voice.fits(line)) else { continue };
        let message = format!("the voice of `{}` says an older text: {}", line.path, quoted(&walk::shorten(&voice.says)));
        sink.report(&STALE_VOICE, &span_of(&line.path), message, "Make the voices again, or record the line again.");
    }
    for path in unlisted {
        let message = format!("no list says what the recording `{path}.ogg` says");
        sink.report(
            &UNKNOWN_VOICE,
            &span_of(path),
            message,
            "Take it down with `practicum lines MODULE LANGUAGE --keep`, or remove it.",
        );
    }
    let mut silent = spoken.iter().filter(|line| line.is_said && !voices.contains_key(&line.path)).peekable();
    if let Some(first) = silent.peek().filter(|_| !voices.is_empty()).map(|line| line.path.clone()) {
        let message = format!("{} lines have no voice in `{}`, the first is `{first}`", silent.count(), module.language);
        sink.report(&NO_VOICE, &span_of(&first), message, "Make the voices again, or record them.");
    }
    sink.finish()
}

impl Voice {
    /// Whether it says what is shown, as the one whose line it is.
    pub fn fits(&self, line: &Spoken) -> bool {
        self.says == line.text && self.by.as_deref() == line.by.as_ref().map(|by| by.as_str())
    }
}

fn strings_file(language: &str) -> String {
    format!("strings/{language}.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_what_is_broken_is_left_out() {
        let voice =
            |by: Option<&str>| Voice { says: "Say \"Aah\".\nNow.".to_owned(), by: by.map(str::to_owned), lasts_ms: 1_250 };
        let voices: BTreeMap<_, _> = [("step.ring.then.1", voice(Some("mateo"))), ("objects.bell.about", voice(None))]
            .map(|(k, v)| (k.to_owned(), v))
            .into();
        let written = write_voices("# What the files beside this one say.\n", &voices);
        assert_eq!(read_voices(&written), voices);
        let broken = format!("{written}\"hint.a.say\" = {{ ms = -4, says = \"no\" }}\n\"hint.b.say\" = 7\n[");
        assert_eq!(read_voices(&broken), voices);
    }
}
