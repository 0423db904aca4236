//! Names and texts that must not appear.

use repo::{File, Source, assert_none, files};

/// Names that say nothing, and `manager`, which is a person here.
const BANNED_NAMES: [&str; 14] = [
    "util",
    "utils",
    "utility",
    "utilities",
    "common",
    "commons",
    "helper",
    "helpers",
    "misc",
    "manager",
    "managers",
    "base",
    "core",
    "stuff",
];

/// Texts that only make sense on one machine or in one network.
const LOCAL_TEXTS: [&str; 7] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("pypi", ".org/simple"),
    concat!("registry.npm", "js.org"),
    concat!("proxy.gol", "ang.org"),
];

fn is_text(file: &File) -> bool {
    let extensions = ["rs", "toml", "md", "py", "wgsl", "sql", "sh", "txt", "json", "css", "html"];
    file.path != "Cargo.lock" && (extensions.contains(&file.extension()) || file.path.starts_with(".ci/"))
}

#[test]
fn no_file_folder_or_crate_has_a_name_that_says_nothing() {
    let is_banned = |part: &str| BANNED_NAMES.contains(&part.split('.').next().unwrap_or(part).to_lowercase().as_str());
    let findings: Vec<_> = files().into_iter().map(|file| file.path).filter(|path| path.split('/').any(is_banned)).collect();
    assert_none(&findings, "Name the thing by what it does.");
}

#[test]
fn no_rust_module_or_type_has_a_name_that_says_nothing() {
    let mut findings = Vec::new();
    for file in files().iter().filter(|file| file.extension() == "rs") {
        let source = Source::new(file.text().unwrap_or_default());
        let idents: Vec<_> = source.idents().collect();
        for pair in idents.windows(2) {
            let [keyword, name] = pair else { continue };
            let is_module = keyword.text == "mod" && BANNED_NAMES.contains(&name.text);
            let is_type = matches!(keyword.text, "struct" | "enum" | "trait")
                && ["Manager", "Helper", "Util", "Utils"].iter().any(|end| name.text.ends_with(end));
            if is_module || is_type {
                findings.push(format!("{}:{} {}", file.path, name.line, name.text));
            }
        }
    }
    assert_none(&findings, "Name the thing by what it does.");
}

#[test]
fn nothing_names_one_machine_or_one_network() {
    let mut locals: Vec<String> = LOCAL_TEXTS.iter().map(|local| (*local).to_owned()).collect();
    // The home folder of whoever runs this is the path that slips in.
    let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE")).unwrap_or_default();
    if home.len() > 2 {
        locals.push(home);
    }
    let mut findings = Vec::new();
    for file in files().iter().filter(|file| is_text(file)) {
        let text = file.text().unwrap_or_default();
        for (idx, line) in text.lines().enumerate() {
            let found = locals.iter().filter(|local| line.contains(local.as_str()));
            findings.extend(found.map(|local| format!("{}:{} {local}", file.path, idx + 1)));
        }
    }
    assert_none(&findings, "Use paths inside the project, and the package tools' own defaults.");
}

#[test]
fn training_blind_sources_do_not_speak_of_training() {
    let words = ["trainee", "curriculum", "attempt_id", "module_id", "step_id"];
    let mut findings = Vec::new();
    for file in files().iter().filter(|file| {
        ["scene", "gltf_import", "render", "audio"].iter().any(|blind| file.path.starts_with(&format!("engine/{blind}/src/")))
    }) {
        let source = Source::new(file.text().unwrap_or_default());
        let is_training = |text: &str| {
            let text = text.to_lowercase();
            words.iter().any(|word| text.contains(word))
        };
        findings.extend(
            source
                .idents()
                .filter(|ident| is_training(ident.text))
                .map(|ident| format!("{}:{} {}", file.path, ident.line, ident.text)),
        );
    }
    assert_none(&findings, "These crates know geometry, light and sound; `stage` joins meaning to them.");
}
