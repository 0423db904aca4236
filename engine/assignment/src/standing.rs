//! How somebody stands with an assignment on a day.

use crate::{Assignment, FirstDue, Member, applies_to};
use crate::{Exemption, Recurrence};
use ids::ModuleId;
use record::Day;
use serde::{Deserialize, Serialize};

/// So many days before it lapses, a pass is said to lapse.
pub const LAPSING_DAYS: i64 = 30;

/// A module was passed: an exam that was not taken back, signed off where that is asked for, or training elsewhere that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModulePass {
    pub module: ModuleId,
    pub on: Day,
    /// Until when the module itself says that it holds; none for good.
    pub holds_until: Option<Day>,
}

/// An exam that was not passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleTry {
    pub module: ModuleId,
    pub on: Day,
}

/// One word for how somebody stands; ordered by how much somebody must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    NotAssigned,
    Exempt,
    Done,
    Lapsing,
    Due,
    Failed,
    Overdue,
}

/// How somebody stands with one assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    /// When it was passed as a whole: the day of the oldest pass that counts.
    pub passed: Option<Day>,
    /// Until when: the first due day, or the day on which the pass ends.
    pub due: Option<Day>,
    /// The modules that are wanting, in the order of the course.
    pub wanting: Vec<ModuleId>,
}

impl Standing {
    const NOT_ASSIGNED: Self = Self { status: Status::NotAssigned, passed: None, due: None, wanting: Vec::new() };
}

/// What is known of one person.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub member: &'a Member,
    pub passes: &'a [ModulePass],
    pub tries: &'a [ModuleTry],
    /// Of any assignment and person; others are passed over.
    pub exemptions: &'a [Exemption],
}

/// How somebody stands on a day. What happened later does not count, so that a past day is answered as it was.
///
/// Earlier passes count for a new assignment as long as they hold: nobody does again what they can prove.
pub fn standing(assignment: &Assignment, said: Said<'_>, day: Day) -> Standing {
    let Some(reached) = applies_to(assignment, said.member, day) else { return Standing::NOT_ASSIGNED };
    let is_exempt = |exemption: &&Exemption| {
        exemption.person == said.member.person && exemption.assignment == assignment.id && exemption.holds_on(day)
    };
    let first_due = match assignment.due {
        FirstDue::On(due) => due.max(reached),
        FirstDue::Within { days } => reached.plus_days(i64::from(days)),
    };
    let pass_of = |module: &ModuleId| last_pass(assignment.recurrence, said.passes, module, day);
    let passes: Vec<Option<Pass>> = assignment.modules.iter().map(pass_of).collect();
    let passed = passes.iter().map(|pass| pass.map(|pass| pass.on)).min().flatten();
    let until = passes.iter().flatten().filter_map(|pass| pass.until).min();
    let has_lapsed = |pass: Pass| pass.until.is_some_and(|until| until < day);
    let with_pass = assignment.modules.iter().zip(&passes);
    let wanting: Vec<ModuleId> =
        with_pass.filter(|(_, pass)| pass.is_none_or(has_lapsed)).map(|(module, _)| module.clone()).collect();
    // Who has passed before it asks is not late before it asks.
    let due = if passed.is_some() { until.map(|until| until.max(first_due)) } else { Some(first_due) };
    let status = if said.exemptions.iter().any(|exemption| is_exempt(&exemption)) {
        Status::Exempt
    } else {
        by_days(assignment, said, &wanting, due, day)
    };
    Standing { status, passed, due, wanting }
}

fn by_days(assignment: &Assignment, said: Said<'_>, wanting: &[ModuleId], due: Option<Day>, day: Day) -> Status {
    let Some(due) = due else { return Status::Done };
    if wanting.is_empty() {
        let lapses = !assignment.modules.is_empty() && due.days_since(day) < LAPSING_DAYS;
        return if lapses { Status::Lapsing } else { Status::Done };
    }
    if day > due.plus_days(i64::from(assignment.grace_days)) {
        return Status::Overdue;
    }
    if wanting.iter().any(|module| has_failed(said, module, day)) { Status::Failed } else { Status::Due }
}

/// The last exam of a module was not passed, and nothing was passed since.
fn has_failed(said: Said<'_>, module: &ModuleId, day: Day) -> bool {
    let passed = said.passes.iter().filter(|pass| pass.module == *module && pass.on <= day).map(|pass| pass.on).max();
    let tried = said.tries.iter().filter(|tried| tried.module == *module && tried.on <= day).map(|tried| tried.on).max();
    tried.is_some_and(|tried| passed.is_none_or(|passed| tried > passed))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pass {
    on: Day,
    /// The last day on which it holds.
    until: Option<Day>,
}

/// Of all passes of a module, the one that holds longest: what the module says and what the assignment says both bind.
fn last_pass(recurrence: Option<Recurrence>, passes: &[ModulePass], module: &ModuleId, day: Day) -> Option<Pass> {
    let of_module = passes.iter().filter(|pass| pass.module == *module && pass.on <= day);
    let bound = of_module.map(|pass| {
        let recurs = recurrence.map(|recurrence| recurrence.holds_until(pass.on));
        Pass { on: pass.on, until: earlier(pass.holds_until, recurs) }
    });
    bound.max_by_key(|pass| (pass.until.is_none(), pass.until, pass.on))
}

fn earlier(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Of several assignments of one course, the one for which somebody must act most; of equal ones, the one that is due first.
pub fn most_urgent(standings: impl IntoIterator<Item = Standing>) -> Standing {
    let urgency = |standing: &Standing| (standing.status, std::cmp::Reverse(standing.due));
    standings.into_iter().max_by_key(urgency).unwrap_or(Standing::NOT_ASSIGNED)
}
