//! `practicum check`: every problem of every module at once.

use anyhow::{Context, Result};
use authoring::{Diagnostic, Severity};
use player::library::{Library, Shelf, open_module};
use player::places::{Wanted, find_home};
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints what is wrong, where, and what to do. Fails when any module cannot be played.
pub fn check(wanted: Wanted, folders: &[PathBuf]) -> Result<ExitCode> {
    let home = find_home(wanted.or_from_environment().home)?;
    let content = home.join("content");
    let shelves = if folders.is_empty() {
        Library::open(&home.join("modules"), &content)?.shelves
    } else {
        let open = |folder: &PathBuf| open_module(folder, &content).with_context(|| format!("checking {}", folder.display()));
        folders.iter().map(open).collect::<Result<_>>()?
    };
    let mut n_errors = 0;
    for shelf in &shelves {
        print_shelf(shelf);
        n_errors += shelf.n_of(Severity::Error);
    }
    Ok(if n_errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print_shelf(shelf: &Shelf) {
    let mut told_notes = Vec::new();
    for diagnostic in &shelf.diagnostics {
        if diagnostic.severity == Severity::Note {
            if told_notes.contains(&diagnostic.code) {
                continue;
            }
            told_notes.push(diagnostic.code);
        }
        let bytes = shelf.sources.files.get(&diagnostic.file).map_or(&[][..], Vec::as_slice);
        let mut shown = diagnostic.clone();
        shown.file = shelf.path.join(&diagnostic.file).display().to_string();
        println!("{}", authoring::render(&shown, &String::from_utf8_lossy(bytes)));
        if diagnostic.severity == Severity::Note {
            print_other_places(shelf, diagnostic);
        }
    }
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| shelf.n_of(severity));
    let verdict = match (errors, &shelf.module) {
        (0, Some(module)) => format!("can be played: {} steps", module.steps.len()),
        _ => "cannot be played yet".to_owned(),
    };
    let [errors, warnings, notes] = [(errors, "error"), (warnings, "warning"), (notes, "note")].map(counted);
    println!("{}: {verdict} ({errors}, {warnings}, {notes})", shelf.folder);
}

/// Notes say the same again and again: where else, in one line.
fn print_other_places(shelf: &Shelf, first: &Diagnostic) {
    let others = shelf.diagnostics.iter().filter(|other| other.code == first.code && **other != *first);
    let lines: Vec<String> = others.map(|other| other.line.to_string()).collect();
    if !lines.is_empty() {
        println!("   the same in lines {}\n", lines.join(", "));
    }
}

fn counted((n, word): (usize, &str)) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Prints the manual of a check.
pub fn explain(code: &str) -> Result<ExitCode> {
    if let Some(manual) = authoring::explain(&code.to_ascii_uppercase()) {
        println!("{manual}");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("There is no check {code}. These are all:");
    for check in authoring::checks() {
        eprintln!("  {}  {}", check.code, check.title);
    }
    Ok(ExitCode::FAILURE)
}
