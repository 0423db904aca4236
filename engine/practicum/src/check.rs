//! `practicum check`: every problem of every module at once, for people and for other programs.

use crate::options::Findings;
use crate::writing::put;
use anyhow::Result;
use authoring::{Diagnostic, Severity};
use player::installed_fonts::KnownLetters;
use player::library::{Library, Shelf, open_module};
use player::places::{Wanted, find_home};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use workshop::findings::{Checked, json, sarif};

/// Prints what is wrong, where, and what to do. Fails when any module cannot be played.
pub fn check(wanted: Wanted, folders: &[PathBuf], format: Findings) -> Result<ExitCode> {
    let home = find_home(wanted.or_from_environment().home)?;
    let content = home.join("content");
    let mut shelves = if folders.is_empty() {
        Library::open(&home.join("modules"), &content)?.shelves
    } else {
        folders.iter().map(|folder| open_module(folder, &content)).collect::<Result<Vec<_>, _>>()?
    };
    let mut letters = KnownLetters::of(&content);
    for shelf in &mut shelves {
        shelf.diagnostics.extend(authoring::unknown_letters(&shelf.sources, &mut |letter| letters.has(letter)));
        let of_voices = player::voices::check(shelf, &content);
        shelf.diagnostics.extend(of_voices);
    }
    match format {
        Findings::Human => put(&(shelves.iter().map(shelf_words).collect::<String>() + &more_words(&shelves)))?,
        Findings::Json => print_as(&shelves, json)?,
        Findings::Sarif => print_as(&shelves, sarif)?,
    }
    let n_errors: usize = shelves.iter().map(|shelf| shelf.n_of(Severity::Error)).sum();
    Ok(if n_errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where to read on, when there was anything to read.
fn more_words(shelves: &[Shelf]) -> String {
    let worst = shelves.iter().flat_map(|shelf| &shelf.diagnostics).max_by_key(|found| found.severity == Severity::Error);
    worst.map(|found| format!("`practicum check --explain {}` tells more about a code.\n", found.code)).unwrap_or_default()
}

fn print_as(shelves: &[Shelf], format: fn(&[Checked<'_>]) -> serde_json::Value) -> Result<()> {
    let paths: Vec<String> = shelves.iter().map(|shelf| shelf.path.display().to_string()).collect();
    let checked: Vec<Checked<'_>> = shelves
        .iter()
        .zip(&paths)
        .map(|(shelf, path)| Checked {
            folder: &shelf.folder,
            path,
            sources: &shelf.sources,
            diagnostics: &shelf.diagnostics,
            n_steps: shelf.module.as_ref().map(|module| module.steps.len()),
        })
        .collect();
    put(&format!("{:#}\n", format(&checked)))?;
    Ok(())
}

/// The problems of one module as an author reads them, and a line that says whether it can be played.
pub fn shelf_words(shelf: &Shelf) -> String {
    words_of(shelf, |_| true)
}

/// The same without warnings and notes: why nothing else can be done with the module.
pub fn error_words(shelf: &Shelf) -> String {
    words_of(shelf, |severity| severity == Severity::Error)
}

fn words_of(shelf: &Shelf, is_told: impl Fn(Severity) -> bool) -> String {
    let mut words = String::new();
    let mut told_notes = Vec::new();
    for diagnostic in shelf.diagnostics.iter().filter(|diagnostic| is_told(diagnostic.severity)) {
        if diagnostic.severity == Severity::Note {
            if told_notes.contains(&diagnostic.code) {
                continue;
            }
            told_notes.push(diagnostic.code);
        }
        let bytes = shelf.sources.files.get(&diagnostic.file).map_or(&[][..], Vec::as_slice);
        let mut shown = diagnostic.clone();
        shown.file = on_disk(shelf, &diagnostic.file).display().to_string();
        let _ = writeln!(words, "{}", authoring::render(&shown, &String::from_utf8_lossy(bytes)));
        if diagnostic.severity == Severity::Note {
            words += &other_places(shelf, diagnostic);
        }
    }
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| shelf.n_of(severity));
    let verdict = match (errors, &shelf.module) {
        (0, Some(module)) => format!("can be played: {} steps", module.steps.len()),
        _ => "cannot be played yet".to_owned(),
    };
    let [errors, warnings, notes] = [(errors, "error"), (warnings, "warning"), (notes, "note")].map(counted);
    let _ = writeln!(words, "{}: {verdict} ({errors}, {warnings}, {notes})", shelf.folder);
    words
}

/// Facts and snippets may lie beside the module's folder.
fn on_disk(shelf: &Shelf, file: &str) -> PathBuf {
    let own = shelf.path.join(file);
    let beside = shelf.path.parent().map(|above| above.join(file)).filter(|beside| beside.is_file());
    beside.filter(|_| file != "module.toml" && !own.is_file()).unwrap_or(own)
}

/// Notes say the same again and again: where else, in one line.
fn other_places(shelf: &Shelf, first: &Diagnostic) -> String {
    let others = shelf.diagnostics.iter().filter(|other| other.code == first.code && **other != *first);
    let lines: Vec<String> = others.map(|other| other.line.to_string()).collect();
    if lines.is_empty() { String::new() } else { format!("   the same in lines {}\n\n", lines.join(", ")) }
}

fn counted((n, word): (usize, &str)) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Prints the manual of a check.
pub fn explain(code: &str) -> Result<ExitCode> {
    if let Some(manual) = authoring::explain(&code.to_ascii_uppercase()) {
        put(&format!("{manual}\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("There is no check {code}. These are all:");
    for check in authoring::checks() {
        eprintln!("  {}  {}", check.code, check.title);
    }
    Ok(ExitCode::FAILURE)
}
