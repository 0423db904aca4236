//! A page about modules for whoever chooses them: what each teaches, its parts, on which sources it rests, in which languages it is,
//! and what an expert still has to look at.
//!
//! Markdown; made from the compiled modules alone, so that it cannot say otherwise than they play. Start at [`page`].

use crate::translation::{Standing, standings};
use authoring::Sources;
use curriculum::{Checked, Module, ModuleKind, Step};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A module, where its texts stand, and how the page reaches its picture.
pub struct Entry<'a> {
    pub module: &'a Module,
    pub sources: &'a Sources,
    pub picture: Option<String>,
}

/// The whole page.
pub fn page(entries: &[Entry]) -> String {
    let mut out = String::from("# Modules\n\nMade by `practicum catalogue`; do not edit.\n\n");
    out += "| module | kind | minutes | steps | languages |\n| --- | --- | --- | --- | --- |\n";
    for Entry { module, sources, .. } in entries {
        let (title, anchor) = (&module.title, anchor(&module.title));
        let (kind, minutes, n_steps) = (kind_word(module.kind), module.minutes, module.steps.len());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| [{title}](#{anchor}) | {kind} | {minutes} | {n_steps} | {} |", languages(module, sources));
    }
    entries.iter().for_each(|entry| out += &section(entry));
    out
}

fn section(entry: &Entry) -> String {
    let Entry { module, sources, picture } = entry;
    let mut out = format!("\n## {}\n\n", module.title);
    if let Some(picture) = picture {
        let _ = writeln!(out, "![{}]({picture})\n", module.title);
    }
    let _ = writeln!(out, "{}\n", module.summary);
    let _ = writeln!(out, "- Module `{}`, version {}, about {} minutes", module.id, module.version, module.minutes);
    let _ = writeln!(out, "- Languages: {}", languages(module, sources));
    let critical = module.mistakes.iter().filter(|mistake| mistake.critical).count();
    let (n_mistakes, percent) = (module.mistakes.len(), f64::from(module.pass.score_permille) / 10.0);
    let _ = writeln!(
        out,
        "- Passed with {percent} % and no critical mistake; {n_mistakes} mistakes are foreseen, {critical} of them critical"
    );
    if let Some(days) = module.renew_after_days {
        let _ = writeln!(out, "- Renewed after {days} days, unless the organisation says otherwise");
    }
    if let Some(policy) = &module.policy {
        let _ = writeln!(out, "- Follows: {policy}");
    }
    if let Some(sign_off) = &module.sign_off {
        let _ = writeln!(out, "- After the exam {} signs: {}", sign_off.by, sign_off.ask);
    }
    if !module.objectives.is_empty() {
        out += "\n### Objectives\n\nWho passed can:\n\n";
        module.objectives.iter().for_each(|objective| {
            let _ = writeln!(out, "- {objective}");
        });
    }
    out += "\n### Steps\n\n";
    for (chapter, steps) in chapters(module) {
        let _ = writeln!(out, "- **{chapter}**: {}", steps.iter().map(|step| step.say.as_str()).collect::<Vec<_>>().join(" "));
    }
    out += &rests_on(module);
    out + &open_questions(module)
}

/// Steps by their chapter, in order.
fn chapters(module: &Module) -> Vec<(&str, Vec<&Step>)> {
    let mut chapters: Vec<(&str, Vec<&Step>)> = Vec::new();
    for step in &module.steps {
        let name = if step.chapter.is_empty() { module.title.as_str() } else { step.chapter.as_str() };
        match chapters.last_mut().filter(|(last, _)| *last == name) {
            Some((_, steps)) => steps.push(step),
            None => chapters.push((name, vec![step])),
        }
    }
    chapters
}

fn rests_on(module: &Module) -> String {
    let mut by_source: BTreeMap<&str, (Checked, usize)> = BTreeMap::new();
    for source in module.steps.iter().filter_map(|step| step.source.as_ref()) {
        let (checked, n_steps) = by_source.entry(&source.reference).or_insert((source.checked, 0));
        *n_steps += 1;
        // What nobody read in one place is not read.
        *checked = weaker(*checked, source.checked);
    }
    if by_source.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n### Sources\n\n| source | steps | read in |\n| --- | --- | --- |\n");
    for (reference, (checked, n_steps)) in by_source {
        let _ = writeln!(out, "| {reference} | {n_steps} | {} |", checked_word(checked));
    }
    out
}

/// What nobody has checked against any text yet.
fn open_questions(module: &Module) -> String {
    let unchecked = |step: &&Step| match &step.source {
        Some(source) => source.checked == Checked::None,
        None => step.critical,
    };
    let open: Vec<&Step> = module.steps.iter().filter(unchecked).collect();
    let mut out = String::from("\n### For an expert's eye\n\n");
    if open.is_empty() {
        out += "Every critical step has a source that somebody has read. The wording is ours and still wants a reader of the trade.\n";
    }
    for step in open {
        let critical = if step.critical { " (critical)" } else { "" };
        let _ = writeln!(out, "- `{}`{critical}: {}", step.id, step.say);
    }
    out
}

fn languages(module: &Module, sources: &Sources) -> String {
    let complete = |standing: &Standing| standing.missing.is_empty() && standing.stale.is_empty();
    let word = |standing: Standing| match complete(&standing) {
        true => standing.language,
        false => format!("{} ({} of {})", standing.language, standing.n_translated, standing.n_texts),
    };
    std::iter::once(module.language.clone()).chain(standings(sources).into_iter().map(word)).collect::<Vec<_>>().join(", ")
}

fn weaker(a: Checked, b: Checked) -> Checked {
    match (a, b) {
        (Checked::None, _) | (_, Checked::None) => Checked::None,
        (Checked::Secondary, _) | (_, Checked::Secondary) => Checked::Secondary,
        (Checked::Primary, Checked::Primary) => Checked::Primary,
    }
}

fn checked_word(checked: Checked) -> &'static str {
    match checked {
        Checked::Primary => "the original",
        Checked::Secondary => "a copy or an account of it",
        Checked::None => "not yet",
    }
}

fn kind_word(kind: ModuleKind) -> &'static str {
    match kind {
        ModuleKind::Onboarding => "onboarding",
        ModuleKind::Workflow => "workflow",
        ModuleKind::Maintenance => "maintenance",
        ModuleKind::Security => "security",
        ModuleKind::Drill => "drill",
    }
}

/// As sites that show Markdown name a heading.
fn anchor(title: &str) -> String {
    let kept = title.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>();
    kept.replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use authoring::{SceneIndex, compile};
    use std::collections::BTreeSet;

    const MODULE: &str = r#"
format = 1
id = "open-valve"
title = "Open a valve: safely"
kind = "maintenance"
version = "1.2.0"
language = "en"
scene = "room"
minutes = 3
summary = "Turn it slowly."
objectives = ["Open a valve.", "Tell when it is open."]
[pass]
score = "85 %"
[objects.valve]
node = "Valve"
name = "valve"
kind = "button"
[[step]]
id = "first"
chapter = "Before"
say = "Press the valve."
do = { press = "valve" }
critical = true
source = { ref = "A standard, section 3", checked = "secondary" }
[[step]]
id = "again"
chapter = "Before"
say = "Press it again."
do = { press = "valve" }
source = { ref = "A standard, section 3", checked = "none" }
[[step]]
id = "last"
chapter = "After"
say = "Press it a last time."
do = { press = "valve" }
critical = true
"#;

    fn page_of(sources: &Sources) -> String {
        let scene = SceneIndex { scene: "room".to_owned(), nodes: BTreeSet::from(["Valve".to_owned()]), ..SceneIndex::default() };
        let module = compile(sources, &scene).module.expect("the module compiles");
        page(&[Entry { module: &module, sources, picture: Some("../room.jpg".to_owned()) }])
    }

    #[test]
    fn a_page_says_what_is_learned_and_on_what_it_rests() {
        let page = page_of(&Sources::of_module(MODULE));
        assert!(page.contains("| [Open a valve: safely](#open-a-valve-safely) | maintenance | 3 | 3 | en |"), "{page}");
        assert!(page.contains("![Open a valve: safely](../room.jpg)"), "{page}");
        assert!(page.contains("- **Before**: Press the valve. Press it again.\n- **After**: Press it a last time.\n"), "{page}");
        assert!(page.contains("Passed with 85 %"), "{page}");
        assert!(page.contains("Who passed can:\n\n- Open a valve.\n- Tell when it is open.\n"), "{page}");
    }

    #[test]
    fn what_nobody_has_read_is_left_to_an_expert() {
        let page = page_of(&Sources::of_module(MODULE));
        assert!(page.contains("| A standard, section 3 | 2 | not yet |"), "the weakest reading counts: {page}");
        let (_, open) = page.split_once("### For an expert's eye").expect("the part is there");
        assert!(!open.contains("`first`"), "it has a source that was read: {open}");
        assert!(
            open.contains("- `again`: Press it again.") && open.contains("- `last` (critical): Press it a last time."),
            "{open}"
        );
    }

    #[test]
    fn a_language_that_lacks_texts_says_how_many() {
        let page = page_of(&Sources::of_module(MODULE).with("strings/es.toml", "title = \"Abrir\"\n"));
        assert!(page.contains("Languages: en, es ("), "{page}");
    }
}
