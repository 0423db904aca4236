//! What decides a branch: the nodes of the flow in which a condition is settled.

use curriculum::{Condition, Effect, Goal, Module};

/// The nodes in which a condition is settled: steps by their place, then draws, then timers. None for what anything may change.
pub(super) fn deciders(module: &Module, condition: &Condition) -> Vec<usize> {
    let n_steps = module.steps.len();
    let steps = |decides: &dyn Fn(&curriculum::Step) -> bool| -> Vec<usize> {
        (0..n_steps).filter(|&idx| decides(&module.steps[idx])).collect()
    };
    let place = |idx: Option<usize>| idx.into_iter().collect::<Vec<usize>>();
    match condition {
        Condition::Done { step } => place(module.step_idx(step)),
        Condition::Made { mistake } => {
            let mistake = module.mistakes.iter().find(|known| known.id == *mistake);
            place(mistake.and_then(|mistake| module.step_idx(mistake.during.as_ref().or(mistake.until.as_ref())?)))
        }
        Condition::Chose { answer } => steps(&|step| {
            step.goal.any_part(&mut |goal: &Goal| match goal {
                Goal::Talk { dialogue, .. } => {
                    dialogue.lines.iter().flat_map(|line| &line.replies).any(|reply| reply.id == *answer)
                }
                goal => goal.card().is_some_and(|card| card.answers.iter().any(|known| known.id == *answer)),
            })
        }),
        Condition::Variable { variable, .. } => steps(&|step| {
            step.on_start.iter().chain(&step.then).chain(&step.on_late).any(|effect| match effect {
                Effect::SetVariable { variable: changed, .. } | Effect::AddToVariable { variable: changed, .. } => {
                    changed == variable
                }
                _ => false,
            })
        }),
        Condition::Drawn { option } => {
            let draw = module.draws.iter().position(|draw| draw.options.iter().any(|known| known.id == *option));
            place(draw.map(|idx| n_steps + idx))
        }
        Condition::Expired { timer } => {
            let timer = module.timers.iter().position(|known| known.id == *timer);
            place(timer.map(|idx| n_steps + module.draws.len() + idx))
        }
        Condition::All { of } | Condition::Any { of } => {
            let mut all: Vec<usize> = of.iter().flat_map(|condition| deciders(module, condition)).collect();
            all.sort_unstable();
            all.dedup();
            all
        }
        Condition::Not { condition } => deciders(module, condition),
        _ => Vec::new(),
    }
}
