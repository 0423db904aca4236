//! Scoring: a pass mark that can be reached, with steps that count.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::{Is, Table};
use curriculum::{Effect, Quantity, Unit};

pub(crate) static SCORE: Check = Check {
    code: "P060",
    severity: Severity::Error,
    title: "a score that nobody can reach",
    manual: "The pass mark is a share from 0 to 100 %, with at most one decimal, of the weights of all steps. There must be a step, and \
             at least one with a weight above zero that is not optional. What effects take off the score on the way of everybody \
             must leave enough to pass.",
};

pub(crate) static HINT_COST: Check = Check {
    code: "P065",
    severity: Severity::Error,
    title: "a hint that costs more than there is",
    manual: "In practice each hint takes a share of its step's score: `hint_costs` says how much, from 0 to 100 %, with at most one \
             decimal. 20 % is taken unless it is given. Hints are free in guided mode, and exams have none.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    if let Some(pass) = draft.top.table("pass")
        && let Some(cost) = not_a_share(pass, "hint_costs")
    {
        let message = format!("a hint cannot cost {cost} of its step");
        sink.report(&HINT_COST, &pass.span_of("hint_costs"), message, "Write a share from 0 to 100 %, such as \"10 %\".");
    }
    if let Some(pass) = draft.top.table("pass")
        && let Some(score) = not_a_share(pass, "score")
    {
        let message = format!("a pass mark of {score} cannot be reached or kept");
        sink.report(&SCORE, &pass.span_of("score"), message, "Write a share from 0 to 100 %, such as \"85 %\".");
    }
    if draft.top.get("step").is_some_and(|step| matches!(&step.is, Is::List(steps) if steps.is_empty())) {
        sink.report(&SCORE, &draft.top.span_of("step"), "there is no step to do", "Add at least one `[[step]]`.");
    }
    taken_off(draft, sink);
    let weightless = |table: &Table| table.whole("weight") == Some(0);
    if !draft.steps.is_empty() && draft.steps.iter().all(|step| weightless(step.from) || step.optional) {
        let span = draft.steps[0].from.span_of("weight");
        sink.report(
            &SCORE,
            &span,
            "no step that must be done has a weight, so there is no score",
            "Give the steps that count a weight of 1 or more.",
        );
    }
}

/// The amount of a key, if it is no share from 0 to 100 % with at most one decimal.
fn not_a_share(pass: &Table, key: &str) -> Option<Quantity> {
    let share = Quantity::parse(pass.text(key)?).ok().filter(|share| share.unit == Unit::Percent)?;
    (!(0..=100_000).contains(&share.milli) || share.milli % 100 != 0).then_some(share)
}

/// What every attempt loses by effects of steps that nobody can leave out.
fn taken_off(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let pass = draft.top.table("pass").and_then(|pass| Quantity::parse(pass.text("score")?).ok());
    let pass_permille = pass.map_or(800, |score| score.milli / 100);
    let needed = draft.steps.iter().filter(|step| !step.optional && step.only_if.is_none());
    let mut left_permille = 1_000_i64;
    for effect in needed.flat_map(|step| step.on_start.iter().chain(&step.then)) {
        let Effect::AddToScore { permille } = effect.value else { continue };
        left_permille = left_permille.saturating_add(permille);
        if left_permille < pass_permille {
            let message = format!("with this, nobody has more than {} % left", left_permille.max(0) / 10);
            sink.report(&SCORE, &effect.from.span, message, "Take off less, or lower the pass mark.");
            return;
        }
    }
}
