//! Conditions that say what they compare, and that can be so and not so.

use crate::check::already::{ALREADY, NEVER, before};
use crate::check::kinds::WHERE_TO;
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::read::condition::single_tables;
use crate::tree::Table;
use curriculum::{Comparison, Condition, Effect, Goal, Object, ObjectKind, Quantity, Start};
use ids::{ObjectId, StateId, VariableId};

pub(crate) static COMPARE: Check = Check {
    code: "P036",
    severity: Severity::Error,
    title: "compared with what?",
    manual: "A condition on a gauge or a variable, and a `wait_for`, say what it must be: one of `is`, `above`, `below`, `at_least`, \
             `at_most`, or two of them for a range.",
};
pub(crate) static SETTLED: Check = Check {
    code: "P034",
    severity: Severity::Warning,
    title: "a condition that is always so, or never",
    manual: "Nothing in the module changes what the condition asks for, so it decides nothing: a step is always or never left out, a \
             mistake or an interruption always or never possible. Add the effect that changes it, or take the condition away.",
};

/// What a condition comes to, as far as can be told without playing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outlook {
    Never,
    Always,
    Open,
}

/// Conditions that could not be read because they compare with nothing.
pub(super) fn check_tables(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let of_steps = draft.steps.iter().filter_map(|step| step.from.table("only_if"));
    let of_mistakes = draft.mistakes.iter().filter_map(|mistake| mistake.from.table("only_if"));
    let in_between = draft.structure.interruptions.iter().filter_map(|found| found.from.table("when"));
    let goals = draft.steps.iter().flat_map(|step| step.goal_tables.iter().copied());
    let of_goals = goals.filter_map(|table| match table.get("wait_for") {
        Some(_) => Some(table),
        None => table.table("holds"),
    });
    for table in of_steps.chain(of_mistakes).chain(in_between).chain(of_goals).flat_map(single_tables) {
        if table.get("item").is_some() && table.get("in").is_some() == table.get("on").is_some() {
            sink.report(&WHERE_TO, &table.span, "this does not say where the item must be", "Add one of `in` and `on`.");
        }
        let Some(what) = ["gauge", "variable", "wait_for"].iter().find(|key| table.get(key).is_some()) else { continue };
        if Comparison::ALL.iter().all(|compare| table.get(compare.word()).is_none()) {
            let message = format!("this does not say what `{}` must be", table.text(what).unwrap_or(what));
            sink.report(&COMPARE, &table.span, message, "Add `at_least`, `at_most`, `above`, `below` or `is`.");
        }
    }
}

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for (step, table, condition) in
        draft.steps.iter().filter_map(|step| Some((step, step.from.table("only_if")?, step.only_if.as_ref()?)))
    {
        let id = &step.id;
        match outlook(draft, condition) {
            Outlook::Never => settled(sink, table, format!("the step `{id}` is always left out")),
            Outlook::Always => settled(sink, table, format!("the step `{id}` is never left out")),
            Outlook::Open => {}
        }
    }
    for mistake in &draft.mistakes {
        let Some((table, condition)) = mistake.from.table("only_if").zip(mistake.only_if.as_ref()) else { continue };
        if outlook(draft, condition) == Outlook::Never {
            settled(sink, table, format!("the mistake `{}` can never be made", mistake.id));
        }
    }
    for (condition, table) in draft.structure.conditions() {
        if outlook(draft, condition) == Outlook::Never {
            settled(sink, table, "this interruption never comes".to_owned());
        }
    }
    for (step_idx, goal, table) in draft.goals() {
        if let Goal::Holds { condition } = goal {
            goal_holds(draft, step_idx, condition, table, sink);
        }
    }
}

fn settled(sink: &mut Sink<'_>, table: &Table, message: String) {
    sink.report(&SETTLED, &table.span, message, "Add what changes this, or take the condition away.");
}

fn goal_holds(draft: &Draft<'_>, step_idx: usize, condition: &Condition, table: &Table, sink: &mut Sink<'_>) {
    match outlook(draft, condition) {
        Outlook::Never => {
            let advice = "Add the effect that brings it about, or correct the condition.";
            sink.report(&NEVER, &table.span, "nothing ever makes this so", advice);
        }
        Outlook::Always => {
            sink.report(&ALREADY, &table.span, "this is so from the start, so there is nothing to do", "Correct the condition.");
        }
        Outlook::Open if at_start(draft, condition) == Some(true) && !changed_before(draft, step_idx, condition) => {
            let advice = "Correct the condition, or let an effect change it first.";
            sink.report(&ALREADY, &table.span, "this is so from the start, and nothing changes it before", advice);
        }
        Outlook::Open => {}
    }
}

fn outlook(draft: &Draft<'_>, condition: &Condition) -> Outlook {
    let fixed = |holds: bool| if holds { Outlook::Always } else { Outlook::Never };
    match condition {
        Condition::State { object, .. } | Condition::Shows { object, .. } => match at_start(draft, condition) {
            Some(holds) if !can_change(draft, object) => fixed(holds),
            _ => Outlook::Open,
        },
        Condition::Variable { variable, .. } => match at_start(draft, condition) {
            Some(holds) if !draft.effects().any(|(_, effect)| counts(&effect.value, variable)) => fixed(holds),
            _ => Outlook::Open,
        },
        Condition::Drawn { option } => {
            let mut draws = draft.structure.draws.iter().map(|(_, options)| options);
            let Some(options) = draws.find(|options| options.iter().any(|found| found.value.id == *option)) else {
                return Outlook::Open;
            };
            let weight: u32 = options.iter().filter(|found| found.value.id == *option).map(|found| found.value.weight).sum();
            let others: u32 = options.iter().filter(|found| found.value.id != *option).map(|found| found.value.weight).sum();
            match (weight, others) {
                (0, _) => Outlook::Never,
                (_, 0) => Outlook::Always,
                _ => Outlook::Open,
            }
        }
        Condition::Expired { timer } => {
            let starts = |effect: &Effect| matches!(effect, Effect::StartTimer { timer: started } if started == timer);
            if draft.effects().any(|(_, effect)| starts(&effect.value)) { Outlook::Open } else { Outlook::Never }
        }
        Condition::Chose { answer } => {
            if can_be_chosen(draft, answer.as_str()) {
                Outlook::Open
            } else {
                Outlook::Never
            }
        }
        Condition::All { of } => combined(draft, of, Outlook::Never, Outlook::Always),
        Condition::Any { of } => combined(draft, of, Outlook::Always, Outlook::Never),
        Condition::Not { condition } => match outlook(draft, condition) {
            Outlook::Never => Outlook::Always,
            Outlook::Always => Outlook::Never,
            Outlook::Open => Outlook::Open,
        },
        _ => Outlook::Open,
    }
}

/// One that decides alone is enough; what all agree on is so too.
fn combined(draft: &Draft<'_>, of: &[Condition], decides: Outlook, agreed: Outlook) -> Outlook {
    let outlooks: Vec<Outlook> = of.iter().map(|condition| outlook(draft, condition)).collect();
    if outlooks.contains(&decides) {
        decides
    } else if outlooks.iter().all(|outlook| *outlook == agreed) {
        agreed
    } else {
        Outlook::Open
    }
}

fn can_be_chosen(draft: &Draft<'_>, answer: &str) -> bool {
    let in_between = draft.structure.interruptions.iter().filter_map(|found| found.value.card.as_ref());
    let mut on_cards = draft.goals().filter_map(|(_, goal, _)| goal.card()).chain(in_between).flat_map(|card| &card.answers);
    on_cards.any(|found| found.id.as_str() == answer)
        || draft.goals().any(|(_, goal, _)| match goal {
            Goal::Talk { dialogue, .. } => {
                dialogue.lines.iter().flat_map(|line| &line.replies).any(|reply| reply.id.as_str() == answer)
            }
            _ => false,
        })
}

/// Whether hands, a goal or an effect may ever change it.
fn can_change(draft: &Draft<'_>, id: &ObjectId) -> bool {
    use ObjectKind::{Door, Knob, Slider, Switch};
    let by_hand = draft.object(id).is_none_or(|object| matches!(object.kind, Switch | Door | Knob | Slider));
    by_hand || draft.goals().any(|(_, goal, _)| acts_on(goal, id)) || draft.effects().any(|(_, effect)| alters(&effect.value, id))
}

/// Reading, looking and waiting change nothing.
fn acts_on(goal: &Goal, id: &ObjectId) -> bool {
    let only_seen = matches!(goal, Goal::Read { .. } | Goal::LookAt { .. } | Goal::Inspect { .. } | Goal::Holds { .. });
    !only_seen && goal.objects().contains(&id)
}

fn alters(effect: &Effect, id: &ObjectId) -> bool {
    match effect {
        Effect::SetState { object, .. } | Effect::SetNumber { object, .. } => object == id,
        Effect::Place { item, .. } => item == id,
        _ => false,
    }
}

fn counts(effect: &Effect, id: &VariableId) -> bool {
    matches!(effect, Effect::SetVariable { variable, .. } | Effect::AddToVariable { variable, .. } if variable == id)
}

/// Whether it is so before anything happened; none where that cannot be told.
fn at_start(draft: &Draft<'_>, condition: &Condition) -> Option<bool> {
    match condition {
        Condition::State { object, is } => Some(first_state(draft.object(object)?)? == is),
        Condition::Shows { object, compare, to } => {
            let shown = first_amount(draft.object(object)?)?;
            (shown.unit == to.unit).then(|| compare.holds(shown.milli, to.milli))
        }
        Condition::Variable { variable, compare, to } => {
            let start = draft.structure.variables.iter().find(|known| known.id == *variable)?.start;
            Some(compare.holds(start, *to))
        }
        Condition::Lies { item, place } => match &draft.object(item)?.start {
            Start::In(socket) => Some(socket == place),
            _ => Some(false),
        },
        Condition::Done { .. }
        | Condition::Made { .. }
        | Condition::Chose { .. }
        | Condition::Expired { .. }
        | Condition::Carries { .. } => Some(false),
        Condition::All { of } => of.iter().map(|part| at_start(draft, part)).try_fold(true, |all, part| Some(all && part?)),
        Condition::Any { of } => of.iter().map(|part| at_start(draft, part)).try_fold(false, |any, part| Some(any || part?)),
        Condition::Not { condition } => Some(!at_start(draft, condition)?),
        Condition::Inside { .. } | Condition::Drawn { .. } | Condition::Score { .. } => None,
    }
}

fn first_state(object: &Object) -> Option<&StateId> {
    match &object.start {
        Start::State(state) => Some(state),
        _ => object.states.first(),
    }
}

fn first_amount(object: &Object) -> Option<Quantity> {
    match &object.start {
        Start::Shows(amount) => Some(*amount),
        _ => object.range.map(|(low, _)| low),
    }
}

/// Whether anything that it looks at may change before the step ends.
fn changed_before(draft: &Draft<'_>, step_idx: usize, condition: &Condition) -> bool {
    condition.parts().into_iter().any(|part| match (part, part.object()) {
        (Condition::Variable { variable, .. }, _) => before(draft, step_idx, |_| false, |effect| counts(effect, variable)),
        (_, Some(object)) => before(draft, step_idx, |goal| acts_on(goal, object), |effect| alters(effect, object)),
        _ => true,
    })
}
