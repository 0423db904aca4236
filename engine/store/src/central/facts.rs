//! All that is needed to say how everybody stands on any day: people, groups, assignments, passes, exemptions.
//!
//! Kept in memory by whoever asks often, and brought up to date by what changed since. Decides nothing itself: that is the
//! crate `assignment`. Start at [`Central::refresh`].

use super::assignments::{self, Subject, Terms};
use super::database::{Sql, Tx};
use super::{Central, CentralError, ORGANISATION, Row, statements};
use assignment::{Assignment, Exemption, Member, ModulePass, ModuleTry};
use ids::{AssignmentId, GroupId, ModuleId, PersonId};
use record::Day;
use std::collections::{BTreeMap, BTreeSet};

/// So many people are read one by one; more are read all at once.
const ONE_BY_ONE: usize = 200;

#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Up to which mark of change; none before anything was read.
    version: Option<i64>,
    pub groups: BTreeMap<GroupId, String>,
    pub assignments: Vec<AssignmentFacts>,
    pub people: BTreeMap<PersonId, PersonFacts>,
}

/// What is other than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    Nothing,
    /// Of these people, and nothing else.
    People(BTreeSet<PersonId>),
    Everything,
}

/// An assignment as it was and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentFacts {
    pub id: AssignmentId,
    pub subject: Subject,
    /// Those of the course when it was written down.
    pub modules: Vec<ModuleId>,
    pub to: assignment::To,
    pub made: Day,
    /// From the first on.
    pub revisions: Vec<Revision>,
}

/// What held from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    pub since: Day,
    pub written_ms: i64,
    pub written_by: PersonId,
    pub terms: Terms,
    pub ended: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    pub person: PersonId,
    pub name: String,
    /// By it people are put in order.
    pub sort_key: Vec<u8>,
    pub email: Option<String>,
    pub job_title: String,
    pub is_active: bool,
    pub starts: Option<Day>,
    pub leaves: Option<Day>,
    /// Since when which title, where it ever changed.
    pub titles: Vec<(Day, String)>,
    pub memberships: Vec<Membership>,
    pub passes: Vec<ModulePass>,
    pub tries: Vec<ModuleTry>,
    pub exemptions: Vec<Exemption>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub group: GroupId,
    pub joined: Day,
    /// The first day on which they are no longer in it.
    pub left: Option<Day>,
}

impl AssignmentFacts {
    /// As it was on a day; none before it was made. `modules` are those of the course today.
    pub fn on(&self, day: Day, modules: Option<&[ModuleId]>) -> Option<Assignment> {
        let revision = self.revisions.iter().rev().find(|revision| revision.since <= day)?;
        let course = match &self.subject {
            Subject::Course(course) => course.clone(),
            Subject::Module(module) => module.0.clone(),
        };
        Some(Assignment {
            id: self.id,
            course,
            modules: modules.unwrap_or(&self.modules).to_vec(),
            to: self.to.clone(),
            due: revision.terms.due,
            grace_days: revision.terms.grace_days,
            recurrence: revision.terms.recurrence,
            may_test_out: revision.terms.may_test_out,
            made: self.made,
            ended: revision.ended,
        })
    }

    pub fn ended(&self) -> Option<Day> {
        self.revisions.last().and_then(|last| last.ended)
    }
}

impl PersonFacts {
    /// As they were on a day.
    pub fn member(&self, day: Day) -> Member {
        let is_in = |membership: &&Membership| membership.joined <= day && membership.left.is_none_or(|left| left > day);
        let title = self.titles.iter().rev().find(|(since, _)| *since <= day);
        // Whoever left before days were written down asks nothing of anybody.
        let leaves = self.leaves.or((!self.is_active).then_some(Day::FIRST));
        Member {
            person: self.person,
            job_title: title.map_or_else(|| self.job_title.clone(), |(_, title)| title.clone()),
            titled: title.map(|(since, _)| *since).filter(|since| *since > Day::FIRST),
            starts: self.starts,
            leaves,
            groups: self.memberships.iter().filter(is_in).map(|membership| (membership.group, membership.joined)).collect(),
        }
    }
}

impl Central {
    /// Brings `facts` up to date, and says what of them is other than before.
    pub fn refresh(&self, facts: &mut Facts) -> Result<Refreshed, CentralError> {
        self.database.read(|tx| {
            let last = tx.row(statements::CHANGE_MARK_LAST, &[ORGANISATION.into()])?;
            let last = last.map(|mut row| row.int_or_none()).transpose()?.flatten().unwrap_or(0);
            let Some(version) = facts.version else {
                *facts = read_all(tx, last)?;
                return Ok(Refreshed::Everything);
            };
            if version == last {
                return Ok(Refreshed::Nothing);
            }
            let since = [ORGANISATION.into(), version.into(), (ONE_BY_ONE as i64 + 1).into()];
            let rows = tx.rows(statements::CHANGE_MARKS_SINCE, &since)?;
            let marks = rows.into_iter().map(|mut row| row.text()).collect::<Result<Vec<_>, _>>()?;
            if marks.len() > ONE_BY_ONE {
                *facts = read_all(tx, last)?;
                return Ok(Refreshed::Everything);
            }
            let mut changed = BTreeSet::new();
            for mark in marks.iter().filter(|mark| !mark.is_empty()) {
                let rows = |tx: &mut Tx<'_>, sql| tx.rows(sql, &[ORGANISATION.into(), mark.as_str().into()]);
                let people = read_people(tx, rows, &OF_PERSON)?;
                changed.extend(people.keys().copied());
                facts.people.extend(people);
            }
            facts.version = Some(last);
            if marks.iter().any(String::is_empty) {
                facts.groups = read_groups(tx)?;
                facts.assignments = assignments::read_all(tx)?;
                return Ok(Refreshed::Everything);
            }
            Ok(Refreshed::People(changed))
        })
    }
}

/// The statements that read people, all or one, each in the order of people.
struct Reading {
    people: Sql,
    titles: Sql,
    memberships: Sql,
    outside: Sql,
    exams_passed: Sql,
    exams_failed: Sql,
    exemptions: Sql,
}

const OF_ALL: Reading = Reading {
    people: statements::FACTS_ALL,
    titles: statements::JOB_TITLES_ALL,
    memberships: statements::MEMBERSHIPS_ALL,
    outside: statements::OUTSIDE_ALL,
    exams_passed: statements::EXAMS_PASSED_ALL,
    exams_failed: statements::EXAMS_FAILED_ALL,
    exemptions: statements::EXEMPTIONS_ALL,
};

const OF_PERSON: Reading = Reading {
    people: statements::FACTS_OF_PERSON,
    titles: statements::JOB_TITLES_OF_PERSON,
    memberships: statements::MEMBERSHIPS_OF_PERSON,
    outside: statements::OUTSIDE_OF_PERSON,
    exams_passed: statements::EXAMS_PASSED_OF_PERSON,
    exams_failed: statements::EXAMS_FAILED_OF_PERSON,
    exemptions: statements::EXEMPTIONS_OF_PERSON,
};

fn read_all(tx: &mut Tx<'_>, version: i64) -> Result<Facts, CentralError> {
    let people = read_people(tx, |tx, sql| tx.rows(sql, &[ORGANISATION.into()]), &OF_ALL)?;
    Ok(Facts { version: Some(version), groups: read_groups(tx)?, assignments: assignments::read_all(tx)?, people })
}

fn read_groups(tx: &mut Tx<'_>) -> Result<BTreeMap<GroupId, String>, CentralError> {
    let rows = tx.rows(statements::GROUP_NAMES, &[ORGANISATION.into()])?;
    rows.into_iter().map(|mut row| Ok((GroupId(row.id()?), row.text()?))).collect()
}

fn read_people(
    tx: &mut Tx<'_>,
    rows: impl Fn(&mut Tx<'_>, Sql) -> Result<Vec<Row>, CentralError>,
    reading: &Reading,
) -> Result<BTreeMap<PersonId, PersonFacts>, CentralError> {
    let mut people = BTreeMap::new();
    for mut row in rows(tx, reading.people)? {
        let facts = PersonFacts {
            person: row.person()?,
            name: row.text()?,
            sort_key: row.bytes()?,
            email: row.text_or_none()?,
            job_title: row.text()?,
            is_active: row.int()? == 1,
            starts: row.day_or_none()?,
            leaves: row.day_or_none()?,
            titles: Vec::new(),
            memberships: Vec::new(),
            passes: Vec::new(),
            tries: Vec::new(),
            exemptions: Vec::new(),
        };
        people.insert(facts.person, facts);
    }
    let mut each = |tx: &mut Tx<'_>, sql, take: &mut dyn FnMut(&mut PersonFacts, Row) -> Result<(), CentralError>| {
        for mut row in rows(tx, sql)? {
            if let Some(facts) = people.get_mut(&row.person()?) {
                take(facts, row)?;
            }
        }
        Ok::<(), CentralError>(())
    };
    each(tx, reading.titles, &mut |facts, mut row| {
        facts.titles.push((row.day()?, row.text()?));
        Ok(())
    })?;
    each(tx, reading.memberships, &mut |facts, mut row| {
        facts.memberships.push(Membership { group: GroupId(row.id()?), joined: row.day()?, left: row.day_or_none()? });
        Ok(())
    })?;
    // One text for each module, however many passed it.
    let mut modules: BTreeMap<String, ModuleId> = BTreeMap::new();
    let mut module = |row: &mut Row| {
        let name = row.text()?;
        if let Some(module) = modules.get(&name) {
            return Ok(module.clone());
        }
        let module = ModuleId::new(&name).map_err(|_| CentralError::Damaged(format!("`{name}` is no module")))?;
        modules.insert(name, module.clone());
        Ok::<ModuleId, CentralError>(module)
    };
    each(tx, reading.outside, &mut |facts, mut row| {
        facts.passes.push(ModulePass { module: module(&mut row)?, on: row.day()?, holds_until: row.day_or_none()? });
        Ok(())
    })?;
    each(tx, reading.exams_passed, &mut |facts, mut row| {
        facts.passes.push(ModulePass { module: module(&mut row)?, on: day_of(row.int()?), holds_until: None });
        Ok(())
    })?;
    each(tx, reading.exams_failed, &mut |facts, mut row| {
        facts.tries.push(ModuleTry { module: module(&mut row)?, on: day_of(row.int()?) });
        Ok(())
    })?;
    each(tx, reading.exemptions, &mut |facts, mut row| {
        let assignment = AssignmentId(row.id()?);
        facts.exemptions.push(Exemption { person: facts.person, assignment, from: row.day()?, until: row.day_or_none()? });
        Ok(())
    })?;
    Ok(people)
}

/// In UTC, as the PC's record says it.
fn day_of(utc_ms: i64) -> Day {
    Day::from_unix_secs(utc_ms.div_euclid(1_000))
}
