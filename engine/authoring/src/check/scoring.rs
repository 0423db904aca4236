//! Scoring: a pass mark that can be reached, with steps that count.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::{Is, Table};
use curriculum::{Quantity, Unit};

pub(crate) static SCORE: Check = Check {
    code: "P060",
    severity: Severity::Error,
    title: "a score that nobody can reach",
    manual: "The pass mark is a share from 0 to 100 %, with at most one decimal, of the weights of all steps. There must be a step, and \
             at least one with a weight above zero.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    if let Some(pass) = draft.top.table("pass")
        && let Some(Ok(score)) = pass.text("score").map(Quantity::parse)
        && score.unit == Unit::Percent
        && (!(0..=100_000).contains(&score.milli) || score.milli % 100 != 0)
    {
        let message = format!("a pass mark of {score} cannot be reached or kept");
        sink.report(&SCORE, &pass.span_of("score"), message, "Write a share from 0 to 100 %, such as \"85 %\".");
    }
    if draft.top.get("step").is_some_and(|step| matches!(&step.is, Is::List(steps) if steps.is_empty())) {
        sink.report(&SCORE, &draft.top.span_of("step"), "there is no step to do", "Add at least one `[[step]]`.");
    }
    let weightless = |table: &Table| table.whole("weight") == Some(0);
    if !draft.steps.is_empty() && draft.steps.iter().all(|step| weightless(step.from)) {
        let span = draft.steps[0].from.span_of("weight");
        sink.report(
            &SCORE,
            &span,
            "every step has the weight 0, so there is no score",
            "Give the steps that count a weight of 1 or more.",
        );
    }
}
