//! Diagnostics: what is wrong in an authored file, where, and what to do about it. Knows no check.

use crate::explain::Check;
use std::fmt::Write;
use std::ops::Range;

/// One problem in an authored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, such as `P012`; [`crate::explain`] has its manual.
    pub code: &'static str,
    pub severity: Severity,
    /// Path as in [`crate::Sources`].
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// In bytes of the file (of its lossy reading where it is not UTF-8).
    pub span: Range<usize>,
    pub message: String,
    pub advice: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The module cannot be played.
    Error,
    /// It can be played, but somebody will suffer from it.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The diagnostic with its source line and a caret, several lines of plain text ending in a newline. `source` is the text
/// of the file it names; a wrong one gives a wrong excerpt, never a panic.
pub fn render(diagnostic: &Diagnostic, source: &str) -> String {
    let Diagnostic { code, severity, file, line, column, span, message, advice } = diagnostic;
    let mut out = format!("{}[{code}]: {message}\n", severity.word());
    let gutter = " ".repeat(line.to_string().len());
    let _ = writeln!(out, "{gutter}--> {file}:{line}:{column}");
    if let Some(text) = source.lines().nth(*line as usize - usize::from(*line > 0)) {
        let (text, column, width) = excerpt(text, *column as usize, source.get(span.clone()).unwrap_or(""));
        let _ = writeln!(out, "{gutter} |");
        let _ = writeln!(out, "{line} | {text}");
        let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(column), "^".repeat(width));
    }
    if !advice.is_empty() {
        let _ = writeln!(out, "{gutter} = {advice}");
    }
    out
}

/// The line cut to a readable width around the column, the caret's offset in it, and the caret's width; tabs become spaces.
fn excerpt(line: &str, column: usize, spanned: &str) -> (String, usize, usize) {
    const WIDTH: usize = 120;
    const BEFORE: usize = 60;
    let from = if line.chars().count() <= WIDTH { 0 } else { column.saturating_sub(BEFORE) };
    let text: String = line.chars().skip(from).take(WIDTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let offset = column.saturating_sub(1).saturating_sub(from);
    let room = text.chars().count().saturating_sub(offset).max(1);
    let width = spanned.lines().next().unwrap_or("").chars().count().clamp(1, room);
    (text, offset, width)
}

/// Most diagnostics kept for one file: beyond it nobody reads on, and hostile files must not exhaust memory.
const MOST_PER_FILE: usize = 500;

/// Collects the diagnostics of one file.
#[derive(Debug)]
pub(crate) struct Sink<'s> {
    file: &'s str,
    source: &'s str,
    line_starts: Vec<usize>,
    found: Vec<Diagnostic>,
}

impl<'s> Sink<'s> {
    pub(crate) fn new(file: &'s str, source: &'s str) -> Self {
        let line_starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file, source, line_starts, found: Vec::new() }
    }

    /// True when no more are kept: then advice need not be worked out.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST_PER_FILE
    }

    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    pub(crate) fn report(
        &mut self,
        check: &'static Check,
        span: &Range<usize>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        if self.is_full() {
            return;
        }
        let start = floor(self.source, span.start);
        let end = floor(self.source, span.end.max(start));
        let line_idx = self.line_starts.partition_point(|&at| at <= start).saturating_sub(1);
        let column = self.source[self.line_starts[line_idx]..start].chars().count() + 1;
        let diagnostic = Diagnostic {
            code: check.code,
            severity: check.severity,
            file: self.file.to_owned(),
            line: u32::try_from(line_idx + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            span: start..end,
            message: message.into(),
            advice: advice.into(),
        };
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    /// Everything reported, in the order of the file.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| (a.span.start, a.severity, a.code).cmp(&(b.span.start, b.severity, b.code)));
        self.found
    }
}

/// The nearest character boundary at or before a byte position, inside the text.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::UNKNOWN_KEY;

    fn one(source: &str, span: Range<usize>) -> Diagnostic {
        let mut sink = Sink::new("module.toml", source);
        sink.report(&UNKNOWN_KEY, &span, "there is no key `sey`", "did you mean `say`?");
        sink.finish().remove(0)
    }

    #[test]
    fn columns_count_characters_and_the_caret_stands_under_the_text() {
        let source = "a = 1\nö = { sey = 2 }\n";
        let found = one(source, 13..16);
        assert_eq!((found.line, found.column), (2, 7));
        let drawn = render(&found, source);
        assert_eq!(
            drawn,
            "error[P003]: there is no key `sey`\n --> module.toml:2:7\n  |\n2 | ö = { sey = 2 }\n  |       ^^^\n  = did you mean `say`?\n"
        );
    }

    #[test]
    fn places_outside_the_text_are_drawn_without_a_panic() {
        let found = one("é", 1..900);
        assert_eq!((found.line, found.column), (1, 1));
        for source in ["", "x", "é\n\n"] {
            render(&found, source);
            render(&Diagnostic { line: 0, column: 0, ..found.clone() }, source);
        }
        assert!(render(&Diagnostic { column: 5000, ..found }, &"long ".repeat(2000)).len() < 600);
    }
}
