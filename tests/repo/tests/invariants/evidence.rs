//! Evidence: only `store` speaks SQL, and no statement changes or removes an entry.

use repo::{File, Source, assert_none, files};

/// What the product says: its sources without their tests, which may tamper as they like, and its SQL.
fn engine_texts() -> Vec<(File, String)> {
    let is_test = |file: &File| file.name() == "tests.rs" || file.path.contains("/tests/");
    let is_product = |file: &File| file.path.starts_with("engine/") && matches!(file.extension(), "rs" | "sql") && !is_test(file);
    let text = |file: &File| match (file.extension(), file.text().unwrap_or_default()) {
        ("rs", text) => Source::new(text).without_tests().written,
        (_, text) => text,
    };
    files().into_iter().filter(is_product).map(|file| (text(&file), file)).map(|(text, file)| (file, text)).collect()
}

/// Statements in capitals, as SQL is written here.
const STATEMENTS: [&str; 7] = ["SELECT ", "INSERT INTO", "INSERT OR ", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "DROP TABLE"];

#[test]
fn only_store_speaks_sql() {
    let mut findings = Vec::new();
    for (file, text) in engine_texts().iter().filter(|(file, _)| !file.path.starts_with("engine/store/")) {
        let lines = text.lines().enumerate().filter(|(_, line)| STATEMENTS.iter().any(|statement| line.contains(statement)));
        findings.extend(lines.map(|(idx, line)| format!("{}:{} {}", file.path, idx + 1, line.trim())));
    }
    assert_none(&findings, "Ask the store.");
}

#[test]
fn entries_are_never_edited_or_removed() {
    let mut findings = Vec::new();
    for (file, text) in engine_texts() {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect::<Vec<_>>();
        for window in words.windows(3) {
            let [first, second, third] = window else { continue };
            let is_edit = *first == "UPDATE" && is_entries(second) || *first == "UPDATE" && *second == "OR" && is_entries(third);
            let is_removal = *first == "DELETE" && *second == "FROM" && is_entries(third);
            let is_replacement = (*first == "REPLACE" || *second == "REPLACE") && window.contains(&"INTO") && is_entries(third);
            if is_edit || is_removal || is_replacement {
                findings.push(format!("{} {}", file.path, window.join(" ")));
            }
        }
    }
    assert_none(&findings, "A correction is a new entry.");
}

fn is_entries(table: &str) -> bool {
    table.starts_with("entry") || table.starts_with("entries") || table.starts_with("audit")
}

#[test]
fn progress_is_folded_and_never_stored() {
    let mut findings = Vec::new();
    for (file, text) in engine_texts().iter().filter(|(file, _)| file.path.starts_with("engine/store/")) {
        let tables = text.lines().filter(|line| line.contains("CREATE TABLE") && line.to_lowercase().contains("progress"));
        findings.extend(tables.map(|line| format!("{} {}", file.path, line.trim())));
    }
    assert_none(&findings, "Progress is folded from entries, each time; a cache can be thrown away and says so in its name.");
}
