//! Groups of people, and since when and until when somebody is in one.
//!
//! Nobody is taken out of what was: a past day is answered as it was. Start at [`Central::groups`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::{Central, CentralError, ORGANISATION, changes, statements, texts};
use ids::{GroupId, Id128, PersonId};
use record::Day;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    pub group: GroupId,
    pub name: String,
}

/// Somebody's time in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    pub person: PersonId,
    pub name: String,
    pub job_title: String,
    pub is_active: bool,
    pub joined: Day,
    /// The first day on which they are no longer in it.
    pub left: Option<Day>,
}

/// Somebody's time in one of their groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InGroup {
    pub group: GroupId,
    pub name: String,
    pub joined: Day,
    /// The first day on which they are no longer in it.
    pub left: Option<Day>,
}

/// A page of a group's members.
#[derive(Debug, Clone)]
pub struct GroupMembers {
    pub name: String,
    pub members: Vec<GroupMember>,
    pub has_more: bool,
}

impl Central {
    /// Every group, by name.
    pub fn groups(&self) -> Result<Vec<GroupRow>, CentralError> {
        self.database.read(|tx| {
            let rows = tx.rows(statements::GROUP_NAMES, &[ORGANISATION.into()])?;
            rows.into_iter().map(|mut row| Ok(GroupRow { group: GroupId(row.id()?), name: row.text()? })).collect()
        })
    }

    /// A page of a group by name, those who left it too. That it was read is a line of the audit log.
    pub fn group(
        &self,
        by: PersonId,
        group: GroupId,
        after: Option<(PersonId, Day)>,
        limit: u32,
        now_ms: i64,
    ) -> Result<GroupMembers, CentralError> {
        self.database.write(|tx| {
            let name = name_of(tx, group)?;
            audit::write(tx, now_ms, Some(by), Deed::GroupRead, None, &group.to_string())?;
            let (sort_key, person, joined) = match after {
                Some((person, joined)) => (super::people::sort_key_of(tx, person)?, person.to_string(), joined.to_string()),
                None => (Vec::new(), String::new(), String::new()),
            };
            let params = [
                ORGANISATION.into(),
                group.into(),
                sort_key.as_slice().into(),
                person.as_str().into(),
                joined.as_str().into(),
                (i64::from(limit) + 1).into(),
            ];
            let member = |mut row: super::Row| {
                Ok(GroupMember {
                    person: row.person()?,
                    name: row.text()?,
                    job_title: row.text()?,
                    is_active: row.int()? == 1,
                    joined: row.day()?,
                    left: row.day_or_none()?,
                })
            };
            let rows = tx.rows(statements::GROUP_MEMBERS_PAGE, &params)?;
            let mut members = rows.into_iter().map(member).collect::<Result<Vec<_>, CentralError>>()?;
            let has_more = members.len() > limit as usize;
            members.truncate(limit as usize);
            Ok(GroupMembers { name, members, has_more })
        })
    }

    pub fn add_group(&self, by: PersonId, name: &str, now_ms: i64) -> Result<GroupId, CentralError> {
        let name = texts::name("group", name)?;
        self.change(|tx| {
            if by_name(tx, &name)?.is_some() {
                return Err(CentralError::GroupTaken);
            }
            insert(tx, by, &name, now_ms)
        })
    }

    pub fn rename_group(&self, by: PersonId, group: GroupId, name: &str, now_ms: i64) -> Result<(), CentralError> {
        let name = texts::name("group", name)?;
        self.change(|tx| {
            if name_of(tx, group)? == name {
                return Ok(());
            }
            if by_name(tx, &name)?.is_some_and(|holder| holder != group) {
                return Err(CentralError::GroupTaken);
            }
            let columns = [ORGANISATION.into(), group.into(), name.as_str().into(), key(&name).as_str().into()];
            tx.change(statements::GROUP_RENAME, &columns)?;
            changes::mark(tx, None)?;
            audit::write(tx, now_ms, Some(by), Deed::GroupRenamed, None, &group.to_string())
        })
    }

    /// Puts somebody into a group from a day on. Whoever is in it stays so, since the day that was written down first.
    pub fn join_group(
        &self,
        by: PersonId,
        person: PersonId,
        group: GroupId,
        joined: Day,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        self.change(|tx| {
            name_of(tx, group)?;
            super::people::read_person(tx, person)?;
            join(tx, by, person, group, joined, now_ms)
        })
    }

    /// Ends somebody's time in a group: from this day on they are not in it.
    pub fn leave_group(
        &self,
        by: PersonId,
        person: PersonId,
        group: GroupId,
        left: Day,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        self.change(|tx| leave(tx, by, person, group, left, now_ms))
    }

    /// Somebody's times in groups, with the groups' names.
    pub fn groups_of(&self, person: PersonId) -> Result<Vec<InGroup>, CentralError> {
        self.database.read(|tx| {
            let mut found = Vec::new();
            for mut row in tx.rows(statements::MEMBERSHIPS_OF_PERSON, &[ORGANISATION.into(), person.into()])? {
                row.person()?;
                let (group, joined, left) = (GroupId(row.id()?), row.day()?, row.day_or_none()?);
                found.push(InGroup { group, name: name_of(tx, group)?, joined, left });
            }
            Ok(found)
        })
    }

    /// Job titles that somebody has, for a form to offer.
    pub fn job_titles(&self) -> Result<Vec<String>, CentralError> {
        self.database.read(|tx| {
            tx.rows(statements::JOB_TITLES_KNOWN, &[ORGANISATION.into()])?.into_iter().map(|mut row| row.text()).collect()
        })
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, by: PersonId, name: &str, now_ms: i64) -> Result<GroupId, CentralError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    let group = GroupId(Id128(bytes));
    let columns = [ORGANISATION.into(), group.into(), name.into(), key(name).as_str().into(), now_ms.into()];
    tx.change(statements::GROUP_INSERT, &columns)?;
    changes::mark(tx, None)?;
    audit::write(tx, now_ms, Some(by), Deed::GroupAdded, None, &group.to_string())?;
    Ok(group)
}

pub(crate) fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<GroupId>, CentralError> {
    let row = tx.row(statements::GROUP_BY_NAME, &[ORGANISATION.into(), key(name).as_str().into()])?;
    row.map(|mut row| row.id().map(GroupId)).transpose()
}

pub(crate) fn join(
    tx: &mut Tx<'_>,
    by: PersonId,
    person: PersonId,
    group: GroupId,
    joined: Day,
    now_ms: i64,
) -> Result<(), CentralError> {
    for mut row in tx.rows(statements::MEMBERSHIPS_OF_PERSON, &[ORGANISATION.into(), person.into()])? {
        row.person()?;
        let (found, _, left) = (GroupId(row.id()?), row.day()?, row.day_or_none()?);
        if found == group && left.is_none() {
            return Ok(());
        }
    }
    tx.change(statements::MEMBERSHIP_SET, &[ORGANISATION.into(), person.into(), group.into(), joined.into()])?;
    changes::mark(tx, Some(person))?;
    audit::write(tx, now_ms, Some(by), Deed::GroupJoined, Some(person), &group.to_string())
}

pub(crate) fn leave(
    tx: &mut Tx<'_>,
    by: PersonId,
    person: PersonId,
    group: GroupId,
    left: Day,
    now_ms: i64,
) -> Result<(), CentralError> {
    let key = [ORGANISATION.into(), person.into(), group.into(), left.into()];
    let n_ended = tx.change(statements::MEMBERSHIP_END, &key)? + tx.change(statements::MEMBERSHIP_UNDO, &key)?;
    if n_ended == 0 {
        return Ok(());
    }
    changes::mark(tx, Some(person))?;
    audit::write(tx, now_ms, Some(by), Deed::GroupLeft, Some(person), &group.to_string())
}

fn name_of(tx: &mut Tx<'_>, group: GroupId) -> Result<String, CentralError> {
    let row = tx.row(statements::GROUP_GET, &[ORGANISATION.into(), group.into()])?;
    row.ok_or(CentralError::UnknownGroup)?.text()
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
