//! A rehearsal's report as people read it: rows, and what of each sort was covered. Knows the report only.

use super::Report;
use std::fmt::Write;

/// The report as plain text: modes, steps, order, mistakes, and what is wrong.
pub fn table(report: &Report) -> String {
    let mut out = format!("{}: {}\n\n", report.module, report.title);
    let _ = writeln!(out, "{:<10} {:>6} {:>9} {:>7} {:>9}", "mode", "runs", "finished", "passed", "longest");
    for row in &report.modes {
        let longest = time(row.longest_ms);
        let _ = writeln!(out, "{:<10} {:>6} {:>9} {:>7} {longest:>9}", row.mode, row.runs, row.finished, row.passed);
    }
    let random = report.random;
    let _ = writeln!(out, "{:<10} {:>6} {:>9} {:>7} {:>9}", "random", random.runs, random.finished, random.passed, "");
    steps(report, &mut out);
    edges(report, &mut out);
    mistakes(report, &mut out);
    branches(report, &mut out);
    coverage(report, &mut out);
    let _ = writeln!(out, "\n{} runs, {} inputs.", report.n_runs, report.n_inputs);
    if report.problems.is_empty() {
        out += "Everything can be reached, finished and caught.\n";
    } else {
        let _ = writeln!(out, "\nNot in order:");
        out.extend(report.problems.iter().map(|problem| format!("  - {problem}\n")));
    }
    out
}

fn steps(report: &Report, out: &mut String) {
    let width = widest(report.steps.iter().map(|row| row.step.as_str()));
    let _ = writeln!(out, "\n{:<width$} {:>6} {:>8} {:>9}", "step", "done", "longest", "mistakes");
    for row in &report.steps {
        let longest = time(row.longest_ms);
        let _ = writeln!(out, "{:<width$} {:>6} {longest:>8} {:>9}", row.step, row.completed, row.mistakes);
    }
}

fn edges(report: &Report, out: &mut String) {
    let n_caught = report.edges.iter().filter(|edge| edge.caught).count();
    if report.edges.is_empty() {
        return;
    }
    let n_edges = report.edges.len();
    let _ =
        writeln!(out, "\norder: {n_caught} of {n_edges} times, a step that is done before the one it comes after is a mistake");
    let silent: Vec<String> =
        report.edges.iter().filter(|edge| !edge.caught).map(|edge| format!("{} before {}", edge.step, edge.before)).collect();
    if !silent.is_empty() {
        let _ = writeln!(out, "  It is no mistake to do: {}.", silent.join(", "));
        out.push_str("  (Walking, looking, and answering a card that is not open are never mistakes of order.)\n");
    }
}

fn mistakes(report: &Report, out: &mut String) {
    if report.mistakes.is_empty() {
        return;
    }
    let width = widest(report.mistakes.iter().map(|row| row.mistake.as_str()));
    let _ = writeln!(out, "\n{:<width$} {:>8} {:<26} caught in", "mistake", "critical", "can be made in");
    for row in &report.mistakes {
        let critical = if row.critical { "yes" } else { "" };
        let [made, caught] = [&row.made_in, &row.caught_in].map(|modes| match modes.is_empty() {
            true => "no mode".to_owned(),
            false => modes.join(", "),
        });
        let _ = writeln!(out, "{:<width$} {critical:>8} {made:<26} {caught}", row.mistake);
    }
}

fn branches(report: &Report, out: &mut String) {
    if report.branches.is_empty() {
        return;
    }
    let width = widest(report.branches.iter().map(|row| row.branch.as_str()));
    let _ = writeln!(out, "\n{:<width$} {:>6}", "branch", "runs");
    for row in &report.branches {
        let taken = if row.taken == 0 { "never".to_owned() } else { row.taken.to_string() };
        let _ = writeln!(out, "{:<width$} {taken:>6}", row.branch);
    }
}

/// How much of each sort was seen, in a line.
fn coverage(report: &Report, out: &mut String) {
    let of = |what: &str, n_seen: usize, n_all: usize| (n_all > 0).then(|| format!("{n_seen} of {n_all} {what}"));
    let steps = report.steps.iter().filter(|row| row.completed > 0).count();
    let edges = report.edges.iter().filter(|row| row.caught).count();
    let mistakes = report.mistakes.iter().filter(|row| !row.caught_in.is_empty()).count();
    let branches = report.branches.iter().filter(|row| row.taken > 0).count();
    let parts = [
        of("steps done", steps, report.steps.len()),
        of("rules of order enforced", edges, report.edges.len()),
        of("mistakes caught", mistakes, report.mistakes.len()),
        of("branches taken", branches, report.branches.len()),
    ];
    let _ = writeln!(out, "\ncovered: {}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
}

fn widest<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or(0).max(12)
}

fn time(ms: u64) -> String {
    let secs = ms.div_ceil(1_000);
    if secs < 60 { format!("{secs} s") } else { format!("{}:{:02} min", secs / 60, secs % 60) }
}
