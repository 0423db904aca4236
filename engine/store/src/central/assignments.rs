//! Who is assigned what, in revisions, and who is exempt from it and why.
//!
//! A change is another revision: what held on a past day stays known. How somebody stands is decided elsewhere, from
//! [`super::Facts`]. Start at [`Central::assign`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::facts::{AssignmentFacts, Revision};
use super::said::Said;
use super::{Central, CentralError, ORGANISATION, Row, Value, changes, said, statements, texts};
use assignment::{FirstDue, Recurrence, To};
use ids::{AssignmentId, GroupId, Id128, ModuleId, PersonId, Slug};
use record::Day;
use std::collections::BTreeSet;

/// More people are a group.
pub const PEOPLE_MAX: usize = 500;

/// What is assigned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Course(Slug),
    Module(ModuleId),
}

/// Until when and how often; what can be changed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub due: FirstDue,
    /// Days after a due day on which nobody counts as overdue yet.
    pub grace_days: u32,
    pub recurrence: Option<Recurrence>,
    /// Whether the exam may be sat without having been guided before.
    pub may_test_out: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssignment {
    pub subject: Subject,
    /// Those of the course today, for a server that no longer has it.
    pub modules: Vec<ModuleId>,
    pub to: To,
    pub terms: Terms,
}

/// Somebody need not do it: as it stands on their page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldExemption {
    pub id: Id128,
    pub assignment: AssignmentId,
    pub from: Day,
    pub until: Option<Day>,
    pub reason: String,
    pub written_ms: i64,
    pub written_by: Option<String>,
}

impl Subject {
    /// As it is written down: `course/new-hire`.
    pub fn code(&self) -> String {
        match self {
            Self::Course(course) => format!("course/{course}"),
            Self::Module(module) => format!("module/{module}"),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        match code.split_once('/')? {
            ("course", id) => Slug::new(id).ok().map(Self::Course),
            ("module", id) => ModuleId::new(id).ok().map(Self::Module),
            _ => None,
        }
    }
}

impl Central {
    /// Writes down assignments, all of them or none.
    pub fn assign(
        &self,
        by: PersonId,
        new: &[NewAssignment],
        today: Day,
        now_ms: i64,
    ) -> Result<Vec<AssignmentId>, CentralError> {
        self.change(|tx| {
            let mut made = Vec::new();
            for new in new {
                let id = AssignmentId(draw_id()?);
                let (reach, reached) = reach(&new.to);
                check_reach(tx, &new.to)?;
                let facts = AssignmentFacts {
                    id,
                    subject: new.subject.clone(),
                    modules: new.modules.clone(),
                    to: new.to.clone(),
                    made: today,
                    revisions: Vec::new(),
                };
                let revision = Revision { since: today, written_ms: now_ms, written_by: by, terms: new.terms, ended: None };
                insert(tx, &facts, reach, &reached, 1, &revision)?;
                if let To::People(people) = &new.to {
                    for person in people {
                        tx.change(statements::ASSIGNED_PERSON_INSERT, &[ORGANISATION.into(), id.into(), (*person).into()])?;
                    }
                }
                audit::write(tx, now_ms, Some(by), Deed::Assigned, None, &format!("{id} {}", new.subject.code()))?;
                made.push(id);
            }
            changes::mark(tx, None)?;
            Ok(made)
        })
    }

    /// Other terms from today on.
    pub fn change_assignment(
        &self,
        by: PersonId,
        id: AssignmentId,
        terms: Terms,
        today: Day,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        self.revise(by, id, now_ms, Deed::AssignmentChanged, |last| {
            (last.terms != terms).then_some(Revision { since: today, written_ms: now_ms, written_by: by, terms, ended: None })
        })
    }

    /// From today on it asks nothing of anybody. What was done stays.
    pub fn end_assignment(&self, by: PersonId, id: AssignmentId, today: Day, now_ms: i64) -> Result<(), CentralError> {
        self.revise(by, id, now_ms, Deed::AssignmentEnded, |last| {
            Some(Revision { since: today, written_ms: now_ms, written_by: by, terms: last.terms, ended: Some(today) })
        })
    }

    fn revise(
        &self,
        by: PersonId,
        id: AssignmentId,
        now_ms: i64,
        deed: Deed,
        next: impl Fn(&Revision) -> Option<Revision>,
    ) -> Result<(), CentralError> {
        self.change(|tx| {
            let found = read_all(tx)?.into_iter().find(|found| found.id == id).ok_or(CentralError::UnknownAssignment)?;
            let last = found.revisions.last().filter(|last| last.ended.is_none()).ok_or(CentralError::UnknownAssignment)?;
            let Some(revision) = next(last) else { return Ok(()) };
            let (reach, reached) = reach(&found.to);
            insert(tx, &found, reach, &reached, found.revisions.len() as i64 + 1, &revision)?;
            changes::mark(tx, None)?;
            audit::write(tx, now_ms, Some(by), deed, None, &id.to_string())
        })
    }

    /// Somebody need not do it from a day to a day; without the second for good. The reason is kept.
    pub fn exempt(&self, by: PersonId, exemption: &assignment::Exemption, reason: &str, now_ms: i64) -> Result<(), CentralError> {
        let reason = texts::name("reason", reason)?;
        if exemption.until.is_some_and(|until| until < exemption.from) {
            return Err(CentralError::LeavesFirst);
        }
        let id = draw_id()?;
        self.change(|tx| {
            super::people::read_person(tx, exemption.person)?;
            if !read_all(tx)?.iter().any(|found| found.id == exemption.assignment) {
                return Err(CentralError::UnknownAssignment);
            }
            let columns = [
                ORGANISATION.into(),
                id.to_string().as_str().into(),
                exemption.person.into(),
                exemption.assignment.into(),
                exemption.from.into(),
                exemption.until.into(),
                reason.as_str().into(),
                now_ms.into(),
                by.into(),
            ];
            tx.change(statements::EXEMPTION_INSERT, &columns)?;
            changes::mark(tx, Some(exemption.person))?;
            let said = Said::Exempted {
                line: id,
                assignment: exemption.assignment,
                from: exemption.from.to_string(),
                until: exemption.until.map(|day| day.to_string()),
                reason: &reason,
            };
            said::write(tx, by, exemption.person, &said, now_ms)?;
            audit::write(tx, now_ms, Some(by), Deed::Exempted, Some(exemption.person), &exemption.assignment.to_string())
        })
    }

    /// Ends an exemption: yesterday was its last day.
    pub fn end_exemption(&self, by: PersonId, person: PersonId, id: Id128, today: Day, now_ms: i64) -> Result<(), CentralError> {
        let line = id.to_string();
        self.change(|tx| {
            let row = tx.row(statements::EXEMPTION_GET, &[ORGANISATION.into(), line.as_str().into()])?;
            let mut row = row.ok_or(CentralError::UnknownLine)?;
            let (whose, from) = (row.person()?, row.day()?);
            if whose != person {
                return Err(CentralError::UnknownLine);
            }
            let until = today.max(from).plus_days(-1);
            tx.change(statements::EXEMPTION_END, &[ORGANISATION.into(), line.as_str().into(), until.into()])?;
            changes::mark(tx, Some(person))?;
            said::write(tx, by, person, &Said::ExemptionEnded { line: id, until: until.to_string() }, now_ms)?;
            audit::write(tx, now_ms, Some(by), Deed::ExemptionEnded, Some(person), "")
        })
    }

    /// Every exemption of somebody, the latest first.
    pub fn exemptions(&self, person: PersonId) -> Result<Vec<ToldExemption>, CentralError> {
        let told = |mut row: Row| {
            Ok(ToldExemption {
                id: row.id()?,
                assignment: AssignmentId(row.id()?),
                from: row.day()?,
                until: row.day_or_none()?,
                reason: row.text()?,
                written_ms: row.int()?,
                written_by: row.text_or_none()?,
            })
        };
        self.database.read(|tx| {
            tx.rows(statements::EXEMPTIONS_TOLD, &[ORGANISATION.into(), person.into()])?.into_iter().map(told).collect()
        })
    }
}

pub(crate) fn draw_id() -> Result<Id128, CentralError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(Id128(bytes))
}

/// Whom it names must be there.
fn check_reach(tx: &mut Tx<'_>, to: &To) -> Result<(), CentralError> {
    match to {
        To::People(people) if people.is_empty() || people.len() > PEOPLE_MAX => Err(CentralError::UnknownPerson),
        To::People(people) => people.iter().try_for_each(|person| super::people::read_person(tx, *person).map(|_| ())),
        To::Group(group) => {
            let found = tx.row(statements::GROUP_GET, &[ORGANISATION.into(), (*group).into()])?;
            found.map(|_| ()).ok_or(CentralError::UnknownGroup)
        }
        To::JobTitle(title) => texts::name("job title", title).map(|_| ()),
        To::Everybody => Ok(()),
    }
}

fn reach(to: &To) -> (&'static str, String) {
    match to {
        To::People(_) => ("people", String::new()),
        To::Group(group) => ("group", group.to_string()),
        To::JobTitle(title) => ("job-title", title.trim().to_owned()),
        To::Everybody => ("everybody", String::new()),
    }
}

fn insert(
    tx: &mut Tx<'_>,
    facts: &AssignmentFacts,
    reach: &str,
    reached: &str,
    n: i64,
    revision: &Revision,
) -> Result<(), CentralError> {
    let modules = facts.modules.iter().map(ModuleId::as_str).collect::<Vec<_>>().join(" ");
    let Terms { due, grace_days, recurrence, may_test_out } = revision.terms;
    let (due_on, due_within): (Option<Day>, Option<i64>) = match due {
        FirstDue::On(day) => (Some(day), None),
        FirstDue::Within { days } => (None, Some(i64::from(days))),
    };
    let again = recurrence.map(|recurrence| match recurrence {
        Recurrence::AfterPass { days } => format!("after {days}"),
        Recurrence::Yearly { month, day } => format!("yearly {month} {day}"),
    });
    let columns: [Value; 17] = [
        ORGANISATION.into(),
        facts.id.into(),
        n.into(),
        revision.written_ms.into(),
        revision.written_by.into(),
        revision.since.into(),
        facts.subject.code().as_str().into(),
        modules.as_str().into(),
        reach.into(),
        reached.into(),
        due_on.into(),
        due_within.into(),
        i64::from(grace_days).into(),
        again.as_deref().into(),
        may_test_out.into(),
        facts.made.into(),
        revision.ended.into(),
    ];
    tx.change(statements::ASSIGNMENT_INSERT, &columns).map(|_| ())
}

/// Every assignment with all its revisions.
pub(crate) fn read_all(tx: &mut Tx<'_>) -> Result<Vec<AssignmentFacts>, CentralError> {
    let mut people: Vec<(AssignmentId, PersonId)> = Vec::new();
    for mut row in tx.rows(statements::ASSIGNED_PEOPLE_ALL, &[ORGANISATION.into()])? {
        people.push((AssignmentId(row.id()?), row.person()?));
    }
    let of = |id: AssignmentId| -> BTreeSet<PersonId> {
        let from = people.partition_point(|(found, _)| *found < id);
        people[from..].iter().take_while(|(found, _)| *found == id).map(|(_, person)| *person).collect()
    };
    let mut all: Vec<AssignmentFacts> = Vec::new();
    for row in tx.rows(statements::ASSIGNMENTS_ALL, &[ORGANISATION.into()])? {
        let (found, revision) = read_row(row, &of)?;
        match all.last_mut().filter(|last| last.id == found.id) {
            Some(last) => last.revisions.push(revision),
            None => all.push(AssignmentFacts { revisions: vec![revision], ..found }),
        }
    }
    Ok(all)
}

fn read_row(
    mut row: Row,
    people: &impl Fn(AssignmentId) -> BTreeSet<PersonId>,
) -> Result<(AssignmentFacts, Revision), CentralError> {
    let damaged = |what: &str| CentralError::Damaged(format!("an assignment's {what} cannot be read"));
    let id = AssignmentId(row.id()?);
    row.int()?;
    let (written_ms, written_by, since) = (row.int()?, row.person()?, row.day()?);
    let subject = Subject::parse(&row.text()?).ok_or_else(|| damaged("subject"))?;
    let modules = row.text()?.split_whitespace().map(ModuleId::new).collect::<Result<Vec<_>, _>>();
    let modules = modules.map_err(|_| damaged("modules"))?;
    let (reach, reached) = (row.text()?, row.text()?);
    let to = match reach.as_str() {
        "people" => To::People(people(id)),
        "group" => To::Group(GroupId(Id128::parse(&reached).map_err(|_| damaged("group"))?)),
        "job-title" => To::JobTitle(reached),
        "everybody" => To::Everybody,
        _ => return Err(damaged("reach")),
    };
    let due = match (row.day_or_none()?, row.int_or_none()?) {
        (Some(day), _) => FirstDue::On(day),
        (None, Some(days)) => FirstDue::Within { days: u32::try_from(days).map_err(|_| damaged("due day"))? },
        (None, None) => return Err(damaged("due day")),
    };
    let grace_days = u32::try_from(row.int()?).map_err(|_| damaged("grace"))?;
    let recurrence = row.text_or_none()?.map(|again| recurrence(&again).ok_or_else(|| damaged("recurrence"))).transpose()?;
    let may_test_out = row.int()? == 1;
    let (made, ended) = (row.day()?, row.day_or_none()?);
    let terms = Terms { due, grace_days, recurrence, may_test_out };
    let facts = AssignmentFacts { id, subject, modules, to, made, revisions: Vec::new() };
    Ok((facts, Revision { since, written_ms, written_by, terms, ended }))
}

fn recurrence(text: &str) -> Option<Recurrence> {
    let parts: Vec<&str> = text.split(' ').collect();
    match parts.as_slice() {
        ["after", days] => Some(Recurrence::AfterPass { days: days.parse().ok()? }),
        ["yearly", month, day] => Some(Recurrence::Yearly { month: month.parse().ok()?, day: day.parse().ok()? }),
        _ => None,
    }
}
