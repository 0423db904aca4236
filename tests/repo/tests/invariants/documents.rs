//! What the documents promise: links that lead somewhere, tasks that exist, and CI that runs what the README says.

use repo::{File, assert_none, files, project_root, read};

fn documents() -> Vec<File> {
    files().into_iter().filter(|file| file.extension() == "md" && !file.path.starts_with("modules/")).collect()
}

/// The targets of `[text](target)` and `![text](target)`, without those that leave the project.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#')).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut findings = Vec::new();
    for document in documents() {
        let text = document.text().unwrap_or_default();
        for link in links(&text) {
            let target = link.split('#').next().unwrap_or(link);
            if !project_root().join(document.folder()).join(target).exists() {
                findings.push(format!("{}: {link}", document.path));
            }
        }
    }
    assert_none(&findings, "Make the file or the picture, or take the link out.");
}

#[test]
fn every_task_that_is_named_exists() {
    let tasks = read("tools/xtask/src/main.rs");
    let mut findings = Vec::new();
    for document in documents() {
        let text = document.text().unwrap_or_default();
        for rest in text.split("cargo xtask ").skip(1) {
            let task: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            if !task.is_empty() && !tasks.contains(&format!("\"{task}\"")) {
                findings.push(format!("{}: cargo xtask {task}", document.path));
            }
        }
    }
    assert_none(&findings, "`cargo xtask help` lists the tasks.");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    const COMMAND: &str = "cargo xtask test";
    assert!(read("README.md").lines().any(|line| line.starts_with(COMMAND)), "the README names the test command");
    let is_last = read(".ci/run").lines().rfind(|line| !line.trim().is_empty()).is_some_and(|line| line == COMMAND);
    assert!(is_last, ".ci/run ends with `{COMMAND}`, so that its sum is the last line");
}
