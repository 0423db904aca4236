//! How files look: size, the first lines, the reasons beside exceptions.

use repo::{File, Source, assert_none, files, read};

/// A file longer than this has grown two subjects. Most stay under 400 lines.
const MOST_LINES: usize = 500;

/// Files that may be longer, each with its reason. Keep it short.
const LONGER: [(&str, &str); 0] = [];

fn rust_files() -> Vec<(File, Source)> {
    let is_ours = |file: &File| ["engine/", "tests/", "tools/"].iter().any(|home| file.path.starts_with(home));
    let sources = files().into_iter().filter(|file| file.extension() == "rs" && is_ours(file));
    sources
        .map(|file| {
            let text = file.text().unwrap_or_else(|| panic!("{} is no UTF-8", file.path));
            (file, Source::new(text))
        })
        .collect()
}

fn is_test_file(file: &File) -> bool {
    file.path.starts_with("tests/") || file.path.contains("/tests/") || file.name() == "tests.rs"
}

#[test]
fn no_file_outgrows_its_room() {
    let mut findings = Vec::new();
    for file in files().iter().filter(|file| matches!(file.extension(), "rs" | "wgsl")) {
        let n_lines = file.text().unwrap_or_default().lines().count();
        if n_lines > MOST_LINES && !LONGER.iter().any(|(path, _)| *path == file.path) {
            findings.push(format!("{} has {n_lines} lines", file.path));
        }
    }
    assert_none(&findings, "Split the file where it grew its second subject.");
}

#[test]
fn every_file_opens_with_what_it_is() {
    let opens = |source: &Source| {
        source.written.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("//! "))
    };
    let findings: Vec<_> = rust_files().iter().filter(|(_, source)| !opens(source)).map(|(file, _)| file.path.clone()).collect();
    assert_none(&findings, "Open with `//!`: what it is, what it does not know, where to start.");
}

#[test]
fn every_crate_says_more_than_its_name() {
    let is_root = |file: &&(File, Source)| {
        file.0.path.starts_with("engine/") && ["/src/lib.rs", "/src/main.rs"].iter().any(|end| file.0.path.ends_with(end))
    };
    let n_words = |source: &Source| {
        source.written.lines().take_while(|line| line.starts_with("//!")).flat_map(str::split_whitespace).count()
    };
    let files = rust_files();
    let short = files.iter().filter(is_root).filter(|(_, source)| n_words(source) < 15);
    let findings: Vec<_> = short.map(|(file, _)| file.path.clone()).collect();
    assert_none(&findings, "A crate's first lines say what it is, what it does not know and where to start.");
}

#[test]
fn every_shader_opens_with_what_it_is() {
    let opens = |file: &&File| file.text().is_some_and(|text| text.starts_with("//"));
    let findings: Vec<_> =
        files().iter().filter(|file| file.extension() == "wgsl" && !opens(file)).map(|file| file.path.clone()).collect();
    assert_none(&findings, "Open a shader with a comment: what it draws, and which Rust file feeds it.");
}

#[test]
fn every_exception_to_a_lint_has_a_reason() {
    let mut findings = Vec::new();
    for (file, source) in rust_files() {
        for ident in source.idents().filter(|ident| matches!(ident.text, "allow" | "expect")) {
            let before = source.code[..ident.start].trim_end();
            if !before.ends_with("#[") && !before.ends_with("#![") && !is_inside_cfg_attr(before) {
                continue;
            }
            let written = &source.written[ident.start..];
            let attribute = &written[..written.find(']').unwrap_or(written.len())];
            if !attribute.contains("reason =") {
                findings.push(format!("{}:{} {}", file.path, ident.line, attribute));
            }
        }
    }
    assert_none(&findings, "Write `#[allow(lint, reason = \"why it is right here\")]`, or do without.");
}

fn is_inside_cfg_attr(before: &str) -> bool {
    before.rfind("cfg_attr").is_some_and(|start| !before[start..].contains(']'))
}

#[test]
fn every_unsafe_block_says_why_it_is_safe() {
    let mut findings = Vec::new();
    for (file, source) in rust_files() {
        let lines: Vec<&str> = source.written.lines().collect();
        for ident in source.idents().filter(|ident| ident.text == "unsafe") {
            let from = ident.line.saturating_sub(6);
            if !lines[from..ident.line].iter().any(|line| line.contains("SAFETY:")) {
                findings.push(format!("{}:{}", file.path, ident.line));
            }
        }
    }
    assert_none(&findings, "Put a `// SAFETY:` line above, or do without.");
}

#[test]
fn every_expectation_says_why_it_holds() {
    let mut findings = Vec::new();
    for (file, source) in rust_files().into_iter().filter(|(file, _)| file.path.starts_with("engine/") && !is_test_file(file)) {
        let product = source.without_tests();
        for ident in product.idents().filter(|ident| ident.text == "expect" && product.code[..ident.start].ends_with('.')) {
            let written = &source.written[ident.start..];
            // Other methods of this name take more than one text.
            let Some((reason, after)) = written.strip_prefix("expect(\"").and_then(|text| text.split_once('"')) else { continue };
            if after.starts_with(')') && reason.split_whitespace().count() < 3 {
                findings.push(format!("{}:{} {}", file.path, ident.line, written.lines().next().unwrap_or_default()));
            }
        }
    }
    assert_none(&findings, "Say in the text why it cannot happen, or handle it.");
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("#[ig", "nore")];
    let mut findings = Vec::new();
    for (file, source) in rust_files() {
        let lines = source.written.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
        findings.extend(lines.map(|(idx, line)| format!("{}:{} {}", file.path, idx + 1, line.trim())));
    }
    assert_none(&findings, "Finish it, or write an issue.");
}

#[test]
fn tests_do_not_sleep() {
    let mut findings = Vec::new();
    for (file, source) in rust_files() {
        let is_test = |start: usize| is_test_file(&file) || is_in_test_part(&source, start);
        let sleeps = source.idents().filter(|ident| ident.text == "sleep" && is_test(ident.start));
        findings.extend(sleeps.map(|ident| format!("{}:{}", file.path, ident.line)));
    }
    assert_none(&findings, "Wait for the thing itself, with a limit.");
}

fn is_in_test_part(source: &Source, start: usize) -> bool {
    source.without_tests().code.as_bytes()[start] == b' '
}

#[test]
fn own_crates_share_the_lints_of_the_workspace() {
    let manifests = files().into_iter().filter(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml");
    let findings: Vec<_> =
        manifests.filter(|file| !read(&file.path).contains("[lints]\nworkspace = true")).map(|file| file.path).collect();
    assert_none(&findings, "Add `[lints]` with `workspace = true`.");
}
