//! Every template as a new author finds it: checked, played by a body that has to walk, and rehearsed.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use authoring::Severity;
use player::library::open_module;
use walkthroughs::{home, watched};
use workshop::rehearsal::{Plan, rehearse};
use workshop::templates::TEMPLATES;

#[test]
fn every_template_is_free_of_errors_and_warnings_and_plays_itself_to_the_end() {
    let scratch = tempfile::tempdir().unwrap();
    for template in &TEMPLATES {
        let folder = scratch.path().join(format!("my-{}", template.name));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("module.toml"), template.module_toml("my-own")).unwrap();
        template.files.iter().for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes).unwrap());
        let shelf = open_module(&folder, &home().join("content")).unwrap();
        let found: Vec<_> = shelf.diagnostics.iter().filter(|found| found.severity != Severity::Note).collect();
        assert!(found.is_empty(), "{}: {found:?}", template.name);
        let module = shelf.module.unwrap();
        assert_eq!(module.id.as_str(), "my-own");
        let report = rehearse(&module, Plan { n_seeds: 5, n_random: 50 });
        assert!(report.problems.is_empty(), "{}: {:?}", template.name, report.problems);

        let said = watched(&home(), &scratch.path().join("data"), &folder.display().to_string());
        let n_steps = module.steps.len();
        assert!(said.contains(&format!("{n_steps} of {n_steps}")), "{}:\n{said}", template.name);
    }
}
