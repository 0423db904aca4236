//! A list of people from elsewhere: looked at first, then taken over in one change, if nothing came between.
//!
//! What a list would change is decided by `assignment::roster`; here it meets those who are there, and whom the sender may
//! change. Start at [`Central::send_roster`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::people::{self, By, PersonTexts, Reach};
use super::{Central, CentralError, LastDay, ORGANISATION, Row, assignments, days, groups, roles, statements, texts};
use assignment::roster::{self, Change, Column, Comparison, Known, Listed};
use ids::{GroupId, Id128, PersonId};
use record::Day;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How long a list waits to be taken over.
const WAITS_MS: i64 = 60 * 60 * 1_000;

/// What a list would do as things stand.
#[derive(Debug, Clone)]
pub struct RosterPreview {
    pub upload: Id128,
    /// Its rows are those that would be taken over, or are the same already.
    pub comparison: Comparison,
    /// Rows that are understood and not taken over, by line.
    pub refused: Vec<(u64, RosterRefusal)>,
    /// Groups that would be made.
    pub new_groups: Vec<String>,
    /// Stands for all of this: whoever takes the list over says what they looked at.
    pub digest: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterRefusal {
    /// They hold a role: an administrator changes them.
    OutOfReach,
    BadText {
        field: &'static str,
        why: &'static str,
    },
}

/// What was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub n_added: usize,
    pub n_changed: usize,
}

/// Somebody of the table of people, for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterEntry {
    pub name: String,
    pub email: Option<String>,
    pub job_title: String,
    pub groups: Vec<String>,
    pub starts: Option<Day>,
    pub leaves: Option<Day>,
    pub is_active: bool,
}

/// Somebody who is there, as a list finds them.
struct Found {
    person: PersonId,
    name: String,
    email: String,
    job_title: String,
    starts: Option<Day>,
    leaves: Option<Day>,
    has_role: bool,
}

struct Plan {
    comparison: Comparison,
    refused: Vec<(u64, RosterRefusal)>,
    new_groups: Vec<String>,
    found: BTreeMap<String, Found>,
    digest: String,
}

impl Central {
    /// Keeps a list for an hour, and says what it would do. Changes nobody.
    pub fn send_roster(&self, by: By, bytes: &[u8], today: Day, now_ms: i64) -> Result<RosterPreview, CentralError> {
        let upload = assignments::draw_id()?;
        self.change(|tx| {
            let plan = plan(tx, by, bytes, today)?;
            delete(tx, upload, by.person, now_ms)?;
            // What is no list of people is not kept.
            if !plan.comparison.rows.is_empty() {
                let columns =
                    [ORGANISATION.into(), upload.to_string().as_str().into(), by.person.into(), now_ms.into(), bytes.into()];
                tx.change(statements::ROSTER_UPLOAD_INSERT, &columns)?;
            }
            Ok(told(upload, plan))
        })
    }

    /// As [`Central::send_roster`], of a list that waits.
    pub fn look_at_roster(&self, by: By, upload: Id128, today: Day, now_ms: i64) -> Result<RosterPreview, CentralError> {
        self.database.read(|tx| {
            let bytes = waiting(tx, by.person, upload, now_ms)?;
            Ok(told(upload, plan(tx, by, &bytes, today)?))
        })
    }

    /// Takes a list over, all of it or nothing, if it still does what `digest` stands for. `ends` says when a day ends.
    pub fn take_roster(
        &self,
        by: By,
        upload: Id128,
        digest: &str,
        today: Day,
        ends: impl Fn(Day) -> i64,
        now_ms: i64,
    ) -> Result<Taken, CentralError> {
        self.change(|tx| {
            let bytes = waiting(tx, by.person, upload, now_ms)?;
            let plan = plan(tx, by, &bytes, today)?;
            if plan.digest != digest {
                return Err(CentralError::PreviewOver);
            }
            let mut taking = Taking { by, today, now_ms, ends: &ends, groups: BTreeMap::new() };
            let mut taken = Taken { n_added: 0, n_changed: 0 };
            for row in &plan.comparison.rows {
                match &row.change {
                    Change::Add => {
                        taking.add(tx, &row.listed)?;
                        taken.n_added += 1;
                    }
                    Change::Change(differences) => {
                        let found = plan.found.get(&row.listed.email).ok_or(CentralError::PreviewOver)?;
                        let columns: BTreeSet<Column> = differences.iter().map(|difference| difference.column).collect();
                        taking.change(tx, found, &row.listed, &columns)?;
                        taken.n_changed += 1;
                    }
                    Change::Same => {}
                }
            }
            if roles::administrators(tx)?.is_empty() {
                return Err(CentralError::LastAdministrator);
            }
            delete(tx, upload, by.person, now_ms)?;
            let detail = format!("{} {}", taken.n_added, taken.n_changed);
            audit::write(tx, now_ms, Some(by.person), Deed::PeopleImported, None, &detail)?;
            Ok(taken)
        })
    }

    /// Everybody, for a file. That it was made is a line of the audit log.
    pub fn people_table(&self, by: PersonId, today: Day, now_ms: i64) -> Result<Vec<RosterEntry>, CentralError> {
        self.database.write(|tx| {
            audit::write(tx, now_ms, Some(by), Deed::PeopleExported, None, "")?;
            let mut groups = groups_today(tx, today)?;
            let mut all = Vec::new();
            for mut row in tx.rows(statements::PEOPLE_TABLE, &[ORGANISATION.into()])? {
                let person = row.person()?;
                all.push(RosterEntry {
                    name: row.text()?,
                    email: row.text_or_none()?,
                    job_title: row.text()?,
                    starts: row.day_or_none()?,
                    leaves: row.day_or_none()?,
                    is_active: row.int()? == 1,
                    groups: groups.remove(&person).unwrap_or_default().into_iter().collect(),
                });
            }
            Ok(all)
        })
    }
}

fn told(upload: Id128, plan: Plan) -> RosterPreview {
    let Plan { comparison, refused, new_groups, digest, .. } = plan;
    RosterPreview { upload, comparison, refused, new_groups, digest }
}

fn waiting(tx: &mut Tx<'_>, by: PersonId, upload: Id128, now_ms: i64) -> Result<Vec<u8>, CentralError> {
    let key = [ORGANISATION.into(), upload.to_string().as_str().into(), by.into(), (now_ms - WAITS_MS).into()];
    tx.row(statements::ROSTER_UPLOAD_GET, &key)?.ok_or(CentralError::UploadOver)?.bytes()
}

/// This one, those of the same sender, and those that waited too long.
fn delete(tx: &mut Tx<'_>, upload: Id128, by: PersonId, now_ms: i64) -> Result<(), CentralError> {
    let key = [ORGANISATION.into(), upload.to_string().as_str().into(), (now_ms - WAITS_MS).into(), by.into()];
    tx.change(statements::ROSTER_UPLOAD_DELETE, &key).map(|_| ())
}

fn plan(tx: &mut Tx<'_>, by: By, bytes: &[u8], today: Day) -> Result<Plan, CentralError> {
    let mut memberships = groups_today(tx, today)?;
    let (mut known, mut found) = (Vec::new(), BTreeMap::new());
    for row in tx.rows(statements::ROSTER_PEOPLE, &[ORGANISATION.into()])? {
        let one = read(row)?;
        known.push(Known {
            email: one.email.clone(),
            name: one.name.clone(),
            job_title: one.job_title.clone(),
            groups: memberships.remove(&one.person).unwrap_or_default(),
            starts: one.starts,
            leaves: one.leaves,
        });
        found.insert(texts::email_key(&one.email), one);
    }
    let mut comparison = roster::compare(bytes, &known);
    let mut refused = Vec::new();
    comparison.rows.retain(|row| match refusal(by, row, found.get(&row.listed.email)) {
        Some(refusal) => {
            refused.push((row.line, refusal));
            false
        }
        None => true,
    });
    let mut new_groups = Vec::new();
    let wanted: BTreeSet<&String> = comparison.rows.iter().filter_map(|row| row.listed.groups.as_ref()).flatten().collect();
    for name in wanted {
        if groups::by_name(tx, name)?.is_none() {
            new_groups.push(name.clone());
        }
    }
    let digest = Sha256::digest(format!("{comparison:?}{refused:?}{new_groups:?}").as_bytes());
    let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Plan { comparison, refused, new_groups, found, digest })
}

/// Why a row is not taken over though it is understood.
fn refusal(by: By, row: &roster::Row, found: Option<&Found>) -> Option<RosterRefusal> {
    if row.change == Change::Same {
        return None;
    }
    let is_out_of_reach = |found: &Found| by.reach == Reach::TraineesAndSelf && found.has_role && found.person != by.person;
    if found.is_some_and(is_out_of_reach) {
        return Some(RosterRefusal::OutOfReach);
    }
    let groups = || row.listed.groups.iter().flatten().try_for_each(|group| texts::name("group", group).map(|_| ()));
    match people::check(&texts_of(&row.listed, found)).map(|_| ()).and_then(|()| groups()) {
        Err(CentralError::BadText { field, why }) => Some(RosterRefusal::BadText { field, why }),
        _ => None,
    }
}

fn texts_of(listed: &Listed, found: Option<&Found>) -> PersonTexts {
    let (email, job_title) = found.map_or((listed.email.as_str(), ""), |found| (found.email.as_str(), found.job_title.as_str()));
    let job_title = listed.job_title.as_deref().unwrap_or(job_title);
    PersonTexts { name: listed.name.clone(), email: email.to_owned(), job_title: job_title.to_owned() }
}

fn read(mut row: Row) -> Result<Found, CentralError> {
    Ok(Found {
        person: row.person()?,
        name: row.text()?,
        email: row.text()?,
        job_title: row.text()?,
        starts: row.day_or_none()?,
        leaves: row.day_or_none()?,
        has_role: row.int()? > 0,
    })
}

/// The names of the groups in which everybody is today.
fn groups_today(tx: &mut Tx<'_>, today: Day) -> Result<BTreeMap<PersonId, BTreeSet<String>>, CentralError> {
    let mut names = BTreeMap::new();
    for mut row in tx.rows(statements::GROUP_NAMES, &[ORGANISATION.into()])? {
        names.insert(row.id()?, row.text()?);
    }
    let mut all: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
    for mut row in tx.rows(statements::MEMBERSHIPS_ALL, &[ORGANISATION.into()])? {
        let (person, group, joined, left) = (row.person()?, row.id()?, row.day()?, row.day_or_none()?);
        let is_in = joined <= today && left.is_none_or(|left| left > today);
        if let Some(name) = names.get(&group).filter(|_| is_in) {
            all.entry(person).or_default().insert(name.clone());
        }
    }
    Ok(all)
}

struct Taking<'a> {
    by: By,
    today: Day,
    now_ms: i64,
    ends: &'a dyn Fn(Day) -> i64,
    /// Groups by name, as they come up.
    groups: BTreeMap<String, GroupId>,
}

impl Taking<'_> {
    fn last_day(&self, day: Day) -> LastDay {
        LastDay { day, ends_ms: (self.ends)(day) }
    }

    fn add(&mut self, tx: &mut Tx<'_>, listed: &Listed) -> Result<(), CentralError> {
        let person = people::draw_person()?;
        let checked = people::check(&texts_of(listed, None))?;
        people::insert(tx, person, &checked, self.now_ms)?;
        let leaves = listed.leaves.flatten().map(|day| self.last_day(day));
        days::set(tx, person, listed.starts.flatten(), leaves)?;
        audit::write(tx, self.now_ms, Some(self.by.person), Deed::PersonAdded, Some(person), "list")?;
        self.set_groups(tx, person, listed.groups.as_ref(), &BTreeSet::new())
    }

    fn change(
        &mut self,
        tx: &mut Tx<'_>,
        found: &Found,
        listed: &Listed,
        columns: &BTreeSet<Column>,
    ) -> Result<(), CentralError> {
        let person = found.person;
        let mut fields = Vec::new();
        if columns.contains(&Column::Name) || columns.contains(&Column::JobTitle) {
            let checked = people::check(&texts_of(listed, Some(found)))?;
            tx.change(statements::PERSON_UPDATE, &people::columns(person, &checked))?;
            let title = listed.job_title.as_deref().unwrap_or(&found.job_title);
            days::keep_title(tx, person, &found.job_title, title, self.today)?;
            super::changes::mark(tx, Some(person))?;
            fields.extend(columns.contains(&Column::Name).then_some("name"));
            fields.extend(columns.contains(&Column::JobTitle).then_some("job-title"));
        }
        if columns.contains(&Column::Starts) || columns.contains(&Column::Leaves) {
            let leaves = listed.leaves.unwrap_or(found.leaves).map(|day| self.last_day(day));
            days::set(tx, person, listed.starts.unwrap_or(found.starts), leaves)?;
            audit::write(tx, self.now_ms, Some(self.by.person), Deed::DaysChanged, Some(person), "list")?;
        }
        if !fields.is_empty() {
            audit::write(tx, self.now_ms, Some(self.by.person), Deed::PersonChanged, Some(person), &fields.join(","))?;
        }
        if columns.contains(&Column::Groups) {
            let mut before = BTreeSet::new();
            for mut row in tx.rows(statements::MEMBERSHIPS_OF_PERSON, &[ORGANISATION.into(), person.into()])? {
                row.person()?;
                let (group, _, left) = (GroupId(row.id()?), row.day()?, row.day_or_none()?);
                if left.is_none() {
                    before.insert(group);
                }
            }
            self.set_groups(tx, person, listed.groups.as_ref(), &before)?;
        }
        Ok(())
    }

    fn set_groups(
        &mut self,
        tx: &mut Tx<'_>,
        person: PersonId,
        names: Option<&BTreeSet<String>>,
        before: &BTreeSet<GroupId>,
    ) -> Result<(), CentralError> {
        let Some(names) = names else { return Ok(()) };
        let mut after = BTreeSet::new();
        for name in names {
            let group = match self.groups.get(name) {
                Some(group) => *group,
                None => {
                    let name = texts::name("group", name)?;
                    match groups::by_name(tx, &name)? {
                        Some(group) => group,
                        None => groups::insert(tx, self.by.person, &name, self.now_ms)?,
                    }
                }
            };
            self.groups.insert(name.clone(), group);
            after.insert(group);
        }
        for group in after.difference(before) {
            groups::join(tx, self.by.person, person, *group, self.today, self.now_ms)?;
        }
        for group in before.difference(&after) {
            groups::leave(tx, self.by.person, person, *group, self.today, self.now_ms)?;
        }
        Ok(())
    }
}
