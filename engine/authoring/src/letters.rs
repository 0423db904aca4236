//! Letters that nobody can draw: no font at hand has them, so that a trainee would see an empty box.
//!
//! Knows no font: whoever asks says which letters there are. Start at [`unknown_letters`].

use crate::compile::open;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::explain::Check;
use crate::sources::Sources;
use crate::texts::of_table;
use std::collections::BTreeSet;

pub(crate) static NO_LETTER: Check = Check {
    code: "P073",
    severity: Severity::Note,
    title: "a letter that no font has",
    manual: "None of the fonts that come with Practicum has this letter, and none of this PC either: trainees would see an empty box \
             in its place. Write it otherwise, or install a font that has it on every PC that plays the module.",
};

/// One note for each text, of the module or a translation, that has letters which `has` does not know.
pub fn unknown_letters(sources: &Sources, has: &mut dyn FnMut(char) -> bool) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, bytes) in &sources.files {
        if path != "module.toml" && !path.starts_with("strings/") {
            continue;
        }
        let source = String::from_utf8_lossy(bytes);
        let (root, _) = open(bytes, &source, &mut Sink::new(path, &source));
        let mut sink = Sink::new(path, &source);
        for text in of_table(&root, &source) {
            let is_drawn = |letter: &char| !letter.is_control() && !letter.is_whitespace();
            let letters: BTreeSet<char> = text.words.iter().flat_map(|words| words.chars()).filter(is_drawn).collect();
            let unknown: Vec<char> = letters.into_iter().filter(|letter| !has(*letter)).take(5).collect();
            if unknown.is_empty() {
                continue;
            }
            let named: Vec<String> = unknown.iter().map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter))).collect();
            let message = format!("no font has {} of `{}`", named.join(", "), text.path.join("."));
            sink.report(&NO_LETTER, &text.span, message, "Write it otherwise, or install a font that has it.");
        }
        diagnostics.extend(sink.finish());
    }
    diagnostics
}
