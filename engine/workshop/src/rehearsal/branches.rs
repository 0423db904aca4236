//! Branches: what was drawn, said, left out, ran out or came in between, and how often over all runs.

use curriculum::{Goal, Module};
use record::Fact;
use serde::Serialize;

/// One way that an attempt may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BranchRow {
    /// As in "draw `fault`: leak".
    pub branch: String,
    /// Runs of all bots that went this way.
    pub taken: u64,
}

/// Every branch of a module, none of them taken yet.
pub(super) fn branches(module: &Module) -> Vec<BranchRow> {
    let draws =
        module.draws.iter().flat_map(|draw| draw.options.iter().map(|option| drawn(draw.id.as_str(), option.id.as_str())));
    let conditional = module.steps.iter().filter(|step| step.optional || step.only_if.is_some());
    let steps = conditional.flat_map(|step| [asked(step.id.as_str()), left_out(step.id.as_str())]);
    let replies = module.steps.iter().flat_map(|step| step.goal.parts()).filter_map(|goal| match goal {
        Goal::Talk { dialogue, .. } => Some(dialogue.lines.iter().flat_map(|line| &line.replies)),
        _ => None,
    });
    let replies = replies.flatten().map(|reply| said(reply.id.as_str()));
    let timers = module.timers.iter().map(|timer| ran_out(timer.id.as_str()));
    let in_between = module.interruptions.iter().map(|interruption| came(interruption.id.as_str()));
    let mut rows: Vec<BranchRow> = Vec::new();
    for branch in draws.chain(steps).chain(replies).chain(timers).chain(in_between) {
        if rows.iter().all(|row| row.branch != branch) {
            rows.push(BranchRow { branch, taken: 0 });
        }
    }
    rows
}

/// Counts the ways that one run went, each once.
pub(super) fn count(rows: &mut [BranchRow], facts: &[Fact]) {
    if rows.is_empty() {
        return;
    }
    let mut gone: Vec<String> = facts.iter().filter_map(way).collect();
    gone.sort_unstable();
    gone.dedup();
    for row in rows.iter_mut().filter(|row| gone.binary_search(&row.branch).is_ok()) {
        row.taken += 1;
    }
}

fn way(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Drawn { draw, option } => drawn(draw.as_str(), option.as_str()),
        Fact::StepStarted { step } => asked(step.as_str()),
        Fact::StepSkipped { step } => left_out(step.as_str()),
        Fact::Said { reply, .. } => said(reply.as_str()),
        Fact::TimerExpired { timer } => ran_out(timer.as_str()),
        Fact::Interrupted { interruption } => came(interruption.as_str()),
        _ => return None,
    })
}

fn drawn(draw: &str, option: &str) -> String {
    format!("draw `{draw}`: {option}")
}

fn asked(step: &str) -> String {
    format!("step `{step}`: asked for")
}

fn left_out(step: &str) -> String {
    format!("step `{step}`: left out")
}

fn said(reply: &str) -> String {
    format!("reply `{reply}`: said")
}

fn ran_out(timer: &str) -> String {
    format!("timer `{timer}`: ran out")
}

fn came(interruption: &str) -> String {
    format!("interruption `{interruption}`: came")
}
