//! Report rows as text: a table for the terminal, CSV for a spreadsheet, JSON for programs. Pure functions.
//!
//! Knows nothing of the database. Start at [`table`], [`csv`] or [`json`].

use crate::report::Row;
use record::SignOff;
use serde::Serialize;

const ERASED: &str = "(erased)";

/// A table for the terminal, with a line of headings. Control characters from the data are made harmless.
pub fn table(rows: &[Row]) -> String {
    const HEADINGS: [&str; 12] = [
        "person",
        "job title",
        "module",
        "mode",
        "started (UTC)",
        "closed (UTC)",
        "outcome",
        "score",
        "steps",
        "mistakes/hints",
        "pauses",
        "attempt",
    ];
    let cells = rows.iter().map(|row| {
        [
            or_erased(row.person_name.as_deref()),
            or_erased(row.job_title.as_deref()),
            format!("{} {}", row.module, row.module_version),
            mode_words(row),
            row.started_utc.clone(),
            row.closed_utc.clone().unwrap_or_default(),
            outcome_words(row),
            row.score_permille.map(|permille| percent(permille) + " %").unwrap_or_default(),
            format!("{}/{}", row.steps_done, row.n_steps),
            mistakes_and_hints(row),
            pauses(row),
            // Enough to name it by; CSV and JSON have it whole.
            row.attempt.to_string().chars().take(8).collect(),
        ]
    });
    let lines: Vec<[String; 12]> =
        std::iter::once(HEADINGS.map(str::to_owned)).chain(cells).map(|line| line.map(printable)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 12] = std::array::from_fn(width);
    let mut text = String::new();
    for line in &lines {
        let padded: Vec<String> = line.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// CSV as in RFC 4180, with a header line and CRLF. A cell that a spreadsheet would run as a formula starts with `'`.
pub fn csv(rows: &[Row]) -> String {
    const HEADINGS: [&str; 32] = [
        "person",
        "job_title",
        "module",
        "module_version",
        "mode",
        "demonstration",
        "started_utc",
        "closed_utc",
        "outcome",
        "score_percent",
        "pass_score_percent",
        "steps_done",
        "n_steps",
        "mistakes",
        "critical_mistakes",
        "hints",
        "pauses",
        "paused_ms",
        "took_ms",
        "assurance",
        "language",
        "package_sha256",
        "person_id",
        "attempt_id",
        "witness",
        "test_out",
        "sign_off",
        "signed_by",
        "signed_as",
        "signed_utc",
        "sign_off_note",
        "standing",
    ];
    let mut text = csv_line(HEADINGS.map(str::to_owned));
    for row in rows {
        text.push_str(&csv_line([
            or_erased(row.person_name.as_deref()),
            or_erased(row.job_title.as_deref()),
            row.module.to_string(),
            row.module_version.clone(),
            row.mode.clone(),
            if row.demonstration { "yes" } else { "no" }.to_owned(),
            row.started_utc.clone(),
            row.closed_utc.clone().unwrap_or_default(),
            word(&row.outcome),
            row.score_permille.map(percent).unwrap_or_default(),
            row.pass_score_permille.map(percent).unwrap_or_default(),
            row.steps_done.to_string(),
            row.n_steps.to_string(),
            row.mistakes.to_string(),
            row.critical_mistakes.to_string(),
            row.hints.to_string(),
            row.pauses.to_string(),
            row.paused_ms.to_string(),
            row.took_ms.map(|took_ms| took_ms.to_string()).unwrap_or_default(),
            word(&row.assurance),
            row.language.clone(),
            row.package_sha256.clone(),
            row.person.to_string(),
            row.attempt.to_string(),
            row.witness.clone().unwrap_or_default(),
            if row.test_out { "yes" } else { "no" }.to_owned(),
            row.sign_off.as_ref().map(|said| word(&said.outcome)).unwrap_or_default(),
            row.sign_off.as_ref().map(|said| or_erased(said.by.as_deref())).unwrap_or_default(),
            row.sign_off.as_ref().map(|said| or_erased(said.signs_as.as_deref())).unwrap_or_default(),
            row.sign_off.as_ref().map(|said| said.utc.clone()).unwrap_or_default(),
            row.sign_off.as_ref().and_then(|said| said.note.clone()).unwrap_or_default(),
            row.standing.clone(),
        ]));
    }
    text
}

/// JSON: `{"format": 1, "attempts": [...]}`, one object per row with the field names of [`Row`].
pub fn json(rows: &[Row]) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        format: u32,
        attempts: &'a [Row],
    }
    let mut text =
        serde_json::to_string_pretty(&Document { format: 1, attempts: rows }).expect("rows hold texts and whole numbers");
    text.push('\n');
    text
}

fn csv_line<const N: usize>(cells: [String; N]) -> String {
    cells.map(|cell| csv_cell(&cell)).join(",") + "\r\n"
}

/// Quotes where RFC 4180 asks for it, after taking the teeth out of formulas (OWASP, "CSV injection").
fn csv_cell(cell: &str) -> String {
    let would_run = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if would_run { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// "exam (test-out)".
fn mode_words(row: &Row) -> String {
    let more = if row.demonstration {
        " (demonstration)"
    } else if row.test_out {
        " (test-out)"
    } else {
        ""
    };
    format!("{}{more}", row.mode)
}

/// "passed, signed off by Ana (Infection control nurse)".
fn outcome_words(row: &Row) -> String {
    let label = row.outcome.label();
    let Some(said) = &row.sign_off else { return label.to_owned() };
    let by = format!("{} ({})", or_erased(said.by.as_deref()), or_erased(said.signs_as.as_deref()));
    match said.outcome {
        SignOff::Confirmed => format!("{label}, signed off by {by}"),
        SignOff::NotYet => format!("{label}, not yet signed off by {by}"),
    }
}

fn or_erased(text: Option<&str>) -> String {
    text.unwrap_or(ERASED).to_owned()
}

/// 857 thousandths: `85.7`.
fn percent(permille: u32) -> String {
    format!("{}.{}", permille / 10, permille % 10)
}

/// The JSON word of a plain enum, such as `not_passed`.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn mistakes_and_hints(row: &Row) -> String {
    let critical = if row.critical_mistakes > 0 { format!(" ({} critical)", row.critical_mistakes) } else { String::new() };
    format!("{}{critical}/{}", row.mistakes, row.hints)
}

/// How many, and how long together: `2 (01:35)`.
fn pauses(row: &Row) -> String {
    let secs = row.paused_ms / 1_000;
    if row.pauses == 0 { "0".to_owned() } else { format!("{} ({:02}:{:02})", row.pauses, secs / 60, secs % 60) }
}

/// Takes line breaks, escape sequences and direction marks out of a cell.
fn printable(cell: String) -> String {
    let harmful =
        |c: char| c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    cell.chars().map(|c| if harmful(c) { '\u{fffd}' } else { c }).collect()
}
