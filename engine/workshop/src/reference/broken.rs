//! Broken modules, at least one for each check that a single file can show: the examples of the checks' page.
//!
//! They are the ones that `authoring` is tested with. What is shown is what the program says of them now.

use authoring::{SceneIndex, Sources, compile, render};

/// What the program says when it finds this, in a module that is wrong in no more than it must be; none where no single file
/// shows it.
pub(super) fn example(code: &str) -> Option<String> {
    let scene = scene();
    let shown = BROKEN.iter().filter_map(|source| {
        let found = compile(&Sources::of_module(*source).with("facts.toml", "phone = \"extension 1\""), &scene).diagnostics;
        let first = found.iter().find(|found| found.code == code)?;
        Some((found.len(), render(first, source)))
    });
    shown.min_by_key(|(n_found, _)| *n_found).map(|(_, words)| words)
}

fn scene() -> SceneIndex {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SceneIndex {
        scene: "room".to_owned(),
        nodes: set(&["Bell", "Lamp", "Gauge", "Door", "Key", "Shelf", "Cup", "Book", "Ana", "Spot", "Corner"]),
        clips: set(&["Door_Open"]),
        sounds: set(&["click"]),
    }
}

static BROKEN: [&str; 40] = [
    include_str!("../../../authoring/tests/broken/already-set.toml"),
    include_str!("../../../authoring/tests/broken/amount-with-comma.toml"),
    include_str!("../../../authoring/tests/broken/card-one-answer.toml"),
    include_str!("../../../authoring/tests/broken/cycle-of-one.toml"),
    include_str!("../../../authoring/tests/broken/cycle.toml"),
    include_str!("../../../authoring/tests/broken/dangling-card.toml"),
    include_str!("../../../authoring/tests/broken/fact-without-prefix.toml"),
    include_str!("../../../authoring/tests/broken/format-unknown.toml"),
    include_str!("../../../authoring/tests/broken/gauge-without-range.toml"),
    include_str!("../../../authoring/tests/broken/hand-is-full.toml"),
    include_str!("../../../authoring/tests/broken/id-capital.toml"),
    include_str!("../../../authoring/tests/broken/inline-over-lines.toml"),
    include_str!("../../../authoring/tests/broken/inspect-too-many.toml"),
    include_str!("../../../authoring/tests/broken/invisible-text.toml"),
    include_str!("../../../authoring/tests/broken/missing-do.toml"),
    include_str!("../../../authoring/tests/broken/mistake-that-cannot-happen.toml"),
    include_str!("../../../authoring/tests/broken/no-hint.toml"),
    include_str!("../../../authoring/tests/broken/no-source.toml"),
    include_str!("../../../authoring/tests/broken/no-steps.toml"),
    include_str!("../../../authoring/tests/broken/nobody-walks.toml"),
    include_str!("../../../authoring/tests/broken/not-yet-effect.toml"),
    include_str!("../../../authoring/tests/broken/out-of-range.toml"),
    include_str!("../../../authoring/tests/broken/put-nowhere.toml"),
    include_str!("../../../authoring/tests/broken/record-number.toml"),
    include_str!("../../../authoring/tests/broken/reserved-ids.toml"),
    include_str!("../../../authoring/tests/broken/right-is-wrong.toml"),
    include_str!("../../../authoring/tests/broken/source-unchecked.toml"),
    include_str!("../../../authoring/tests/broken/syntax-word-without-quotes.toml"),
    include_str!("../../../authoring/tests/broken/take-from-where-it-never-is.toml"),
    include_str!("../../../authoring/tests/broken/text-endless.toml"),
    include_str!("../../../authoring/tests/broken/tone.toml"),
    include_str!("../../../authoring/tests/broken/too-long.toml"),
    include_str!("../../../authoring/tests/broken/twice-hint.toml"),
    include_str!("../../../authoring/tests/broken/two-at-once.toml"),
    include_str!("../../../authoring/tests/broken/unknown-key.toml"),
    include_str!("../../../authoring/tests/broken/unknown-start.toml"),
    include_str!("../../../authoring/tests/broken/unknown-word.toml"),
    include_str!("../../../authoring/tests/broken/verb-missing.toml"),
    include_str!("../../../authoring/tests/broken/wrong-kinds-of-start.toml"),
    include_str!("../../../authoring/tests/broken/wrong-unit.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_show_what_they_find() {
        // By bytes that are no text, by several files, or by a missing one.
        let elsewhere = ["P001", "P016", "P017", "P070", "P071", "P080", "P081", "P090"];
        let n_shown = authoring::checks().iter().filter(|check| example(check.code).is_some()).count();
        assert!(n_shown >= 40, "only {n_shown} checks have an example");
        assert!(elsewhere.iter().all(|code| example(code).is_none()));
        assert!(example("P020").is_some_and(|words| words.starts_with("error[P020]: there is no")));
    }
}
