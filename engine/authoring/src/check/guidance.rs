//! Guidance: help for whoever is stuck, and where the rule stands.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use ids::StepId;
use std::collections::BTreeSet;

pub(crate) static NO_HINT: Check = Check {
    code: "P052",
    severity: Severity::Warning,
    title: "a step without a hint",
    manual: "Somebody will be stuck at every step. Give each at least one `[[hint]]`; two or three, from a nudge to the answer, are better.",
};
pub(crate) static NO_SOURCE: Check = Check {
    code: "P053",
    severity: Severity::Warning,
    title: "a critical step without a source",
    manual: "Where safety hangs on a step, people will ask who says so. Name the paragraph, the manual or the house rule in `source`.",
};
pub(crate) static UNCHECKED: Check = Check {
    code: "P054",
    severity: Severity::Note,
    title: "a source that nobody has checked",
    manual: "The source is named, but `checked` is `none`: nobody has yet compared the step with it. Read it (`primary`) or a reliable \
             copy or summary (`secondary`), and say so.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let helped: BTreeSet<&StepId> = draft.hints.iter().map(|hint| &hint.value.step).collect();
    for step in &draft.steps {
        if !helped.contains(&step.id) {
            let advice = format!("Add `[[hint]]` with `step = \"{}\"`.", step.id);
            sink.report(&NO_HINT, &step.from.span_of("id"), format!("the step `{}` has no hint", step.id), advice);
        }
        match step.from.table("source") {
            None if step.from.yes("critical") => {
                let message = format!("the critical step `{}` has no source", step.id);
                sink.report(
                    &NO_SOURCE,
                    &step.from.span_of("critical"),
                    message,
                    "Add `source = { ref = \"...\", checked = \"...\" }`.",
                );
            }
            Some(source) if matches!(source.text("checked"), None | Some("none")) => {
                sink.report(
                    &UNCHECKED,
                    &source.span,
                    "nobody has checked this source",
                    "Compare the step with it, then write how in `checked`.",
                );
            }
            _ => {}
        }
    }
}
