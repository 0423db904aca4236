//! The people of an organisation: adding, finding, changing, and who may no longer sign in.
//!
//! Knows no page. Who asks says how far they reach; that nobody is left to administer is refused here, under the lock. Start at
//! [`Central::people`] and [`Central::add_person`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::roles::{self, Role, Roles};
use super::{Central, CentralError, LastDay, ORGANISATION, Row, Value, changes, days, statements, texts};
use ids::{GroupId, Id128, PersonId};
use record::Day;

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    pub person: PersonId,
    pub reach: Reach,
}

/// Whom somebody may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Everybody,
    /// Trainees, and themself: else a manager could make a link for an administrator, and be one.
    TraineesAndSelf,
}

/// What a form says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTexts {
    pub name: String,
    /// Empty for somebody who never signs in.
    pub email: String,
    /// Empty where it is not said.
    pub job_title: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub person: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub job_title: String,
    pub is_active: bool,
    pub has_password: bool,
    pub roles: Roles,
    pub language: Option<String>,
    pub theme: Option<String>,
    /// First day at work; none where nobody wrote it down.
    pub starts: Option<Day>,
    /// Last day at work.
    pub leaves: Option<Day>,
    /// When the last day ends.
    pub(crate) ends_ms: Option<i64>,
}

impl PersonRow {
    pub fn may_sign_in(&self, now_ms: i64) -> bool {
        self.is_active && self.ends_ms.is_none_or(|ends_ms| ends_ms > now_ms)
    }
}

#[derive(Debug, Clone, Default)]
pub struct PeopleQuery {
    /// Part of a name, an address or a job title; empty for everybody.
    pub search: String,
    pub with_inactive: bool,
    /// Only who is in this group.
    pub group: Option<GroupId>,
    /// Those after this one.
    pub after: Option<PersonId>,
    pub limit: u32,
}

#[derive(Debug, Clone)]
pub struct PeoplePage {
    pub people: Vec<PersonRow>,
    /// Everybody who was found, on this page or another.
    pub n_found: i64,
    pub has_more: bool,
}

/// [`PersonTexts`], checked.
pub(crate) struct Checked {
    name: String,
    email: Option<String>,
    job_title: String,
}

impl Central {
    /// A page of people by name. That the list was read is a line of the audit log.
    pub fn people(&self, by: PersonId, query: &PeopleQuery, now_ms: i64) -> Result<PeoplePage, CentralError> {
        let pattern = texts::pattern(&query.search);
        self.database.write(|tx| {
            audit::write(tx, now_ms, Some(by), Deed::PeopleRead, None, "")?;
            let (sort_key, after) = match query.after {
                Some(after) => (sort_key_of(tx, after)?, after.0.to_string()),
                None => (Vec::new(), String::new()),
            };
            let group = query.group.map(|group| group.to_string()).unwrap_or_default();
            let filter: [Value; 4] =
                [ORGANISATION.into(), pattern.as_str().into(), query.with_inactive.into(), group.as_str().into()];
            let n_found = one_number(tx.row(statements::PEOPLE_COUNT, &filter)?)?;
            let page = [sort_key.as_slice().into(), after.as_str().into(), (i64::from(query.limit) + 1).into()];
            let rows = tx.rows(statements::PEOPLE_PAGE, &[filter.as_slice(), &page].concat())?;
            let mut people = rows.into_iter().map(read_row).collect::<Result<Vec<_>, _>>()?;
            let has_more = people.len() > query.limit as usize;
            people.truncate(query.limit as usize);
            add_roles(tx, &mut people)?;
            Ok(PeoplePage { people, n_found, has_more })
        })
    }

    /// One person. That somebody else's page was read is a line of the audit log.
    pub fn person(&self, by: PersonId, person: PersonId, now_ms: i64) -> Result<PersonRow, CentralError> {
        self.database.write(|tx| {
            if by != person {
                audit::write(tx, now_ms, Some(by), Deed::PersonRead, Some(person), "")?;
            }
            read_person(tx, person)
        })
    }

    /// How many are active, and how many of them have no password yet.
    pub fn people_counts(&self) -> Result<(i64, i64), CentralError> {
        self.database.read(|tx| {
            let all = tx.row(statements::PEOPLE_COUNT, &[ORGANISATION.into(), "%".into(), false.into(), "".into()])?;
            let without = tx.row(statements::PEOPLE_WITHOUT_PASSWORD, &[ORGANISATION.into()])?;
            Ok((one_number(all)?, one_number(without)?))
        })
    }

    /// What somebody is called; none for an id that nobody has.
    pub fn name_of(&self, person: PersonId) -> Result<Option<String>, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::NAME_GET, &[ORGANISATION.into(), person.into()])?;
            row.map(|mut row| row.text()).transpose()
        })
    }

    pub fn add_person(&self, by: By, texts: &PersonTexts, now_ms: i64) -> Result<PersonId, CentralError> {
        let checked = check(texts)?;
        let person = draw_person()?;
        self.change(|tx| {
            insert(tx, person, &checked, now_ms)?;
            audit::write(tx, now_ms, Some(by.person), Deed::PersonAdded, Some(person), "")
        })?;
        Ok(person)
    }

    /// Changes what was changed; nothing is written where nothing was.
    pub fn change_person(&self, by: By, person: PersonId, texts: &PersonTexts, now_ms: i64) -> Result<(), CentralError> {
        let checked = check(texts)?;
        self.change(|tx| {
            let before = within_reach(tx, by, person)?;
            let changed = [
                ("name", before.name != checked.name),
                ("email", before.email != checked.email),
                ("job-title", before.job_title != checked.job_title),
            ];
            let fields: Vec<_> = changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| field).collect();
            if fields.is_empty() {
                return Ok(());
            }
            if before.email != checked.email {
                // Whoever holds an old link proved another address.
                tx.change(statements::LINKS_DELETE_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
            }
            must_be_free(tx, &checked, Some(person))?;
            tx.change(statements::PERSON_UPDATE, &columns(person, &checked))?;
            days::keep_title(tx, person, &before.job_title, &checked.job_title, Day::from_unix_secs(now_ms.div_euclid(1_000)))?;
            changes::mark(tx, Some(person))?;
            must_leave_an_administrator(tx, person, &before)?;
            audit::write(tx, now_ms, Some(by.person), Deed::PersonChanged, Some(person), &fields.join(","))
        })
    }

    /// Gives and takes roles: for administrators alone, so `by` has to reach everybody.
    pub fn set_roles(&self, by: By, person: PersonId, roles: &Roles, now_ms: i64) -> Result<(), CentralError> {
        if by.reach != Reach::Everybody {
            return Err(CentralError::OutOfReach);
        }
        self.change(|tx| {
            let before = read_person(tx, person)?;
            if before.roles == *roles {
                return Ok(());
            }
            roles::set(tx, person, roles)?;
            must_leave_an_administrator(tx, person, &before)?;
            // A link that a manager made for a trainee must not open what the new role opens.
            tx.change(statements::LINKS_DELETE_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
            audit::write(tx, now_ms, Some(by.person), Deed::RolesChanged, Some(person), &roles::codes(roles))
        })
    }

    /// Lets somebody sign in again, or no longer: then their sessions and links end at once. Nothing of theirs is erased.
    pub fn set_active(&self, by: By, person: PersonId, is_active: bool, now_ms: i64) -> Result<(), CentralError> {
        self.change(|tx| {
            let before = within_reach(tx, by, person)?;
            if before.is_active == is_active {
                return Ok(());
            }
            tx.change(statements::PERSON_SET_ACTIVE, &[ORGANISATION.into(), person.into(), is_active.into()])?;
            // Whoever leaves without a day leaves today; whoever comes back has no last day any more.
            let today = Day::from_unix_secs(now_ms.div_euclid(1_000));
            let leaves = match before.leaves {
                Some(day) if is_active != (day <= today) => Some(LastDay { day, ends_ms: before.ends_ms.unwrap_or(now_ms) }),
                _ => (!is_active).then_some(LastDay { day: today, ends_ms: now_ms }),
            };
            let starts = before.starts.filter(|starts| leaves.is_none_or(|last| *starts <= last.day));
            days::set(tx, person, starts, leaves)?;
            must_leave_an_administrator(tx, person, &before)?;
            tx.change(statements::LINKS_DELETE_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
            tx.change(statements::SESSIONS_DELETE_BUT, &[ORGANISATION.into(), person.into(), [].as_slice().into()])?;
            let deed = if is_active { Deed::PersonActivated } else { Deed::PersonDeactivated };
            audit::write(tx, now_ms, Some(by.person), deed, Some(person), "")
        })
    }

    /// The language and the theme that somebody chose for themself; none follows the browser.
    pub fn set_taste(&self, person: PersonId, language: Option<&str>, theme: Option<&str>) -> Result<(), CentralError> {
        let columns = [ORGANISATION.into(), person.into(), language.into(), theme.into()];
        self.database.write(|tx| tx.change(statements::PERSON_SET_TASTE, &columns).map(|_| ()))
    }
}

pub(crate) fn draw_person() -> Result<PersonId, CentralError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(PersonId(Id128(bytes)))
}

pub(crate) fn check(given: &PersonTexts) -> Result<Checked, CentralError> {
    Ok(Checked {
        name: texts::name("name", &given.name)?,
        email: texts::email(&given.email)?,
        job_title: texts::one_line("job title", &given.job_title)?,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, person: PersonId, checked: &Checked, now_ms: i64) -> Result<(), CentralError> {
    must_be_free(tx, checked, None)?;
    let mut columns = columns(person, checked).to_vec();
    columns.push(now_ms.into());
    tx.change(statements::PERSON_INSERT, &columns)?;
    changes::mark(tx, Some(person))
}

pub(crate) fn read_person(tx: &mut Tx<'_>, person: PersonId) -> Result<PersonRow, CentralError> {
    let row = tx.row(statements::PERSON_GET, &[ORGANISATION.into(), person.into()])?;
    let mut found = read_row(row.ok_or(CentralError::UnknownPerson)?)?;
    found.roles = roles::read(tx, person)?;
    Ok(found)
}

/// The person, if whoever asks may change them.
pub(crate) fn within_reach(tx: &mut Tx<'_>, by: By, person: PersonId) -> Result<PersonRow, CentralError> {
    let found = read_person(tx, person)?;
    match by.reach {
        Reach::TraineesAndSelf if by.person != person && !found.roles.is_empty() => Err(CentralError::OutOfReach),
        Reach::Everybody | Reach::TraineesAndSelf => Ok(found),
    }
}

fn read_row(mut row: Row) -> Result<PersonRow, CentralError> {
    Ok(PersonRow {
        person: row.person()?,
        name: row.text()?,
        email: row.text_or_none()?,
        job_title: row.text()?,
        is_active: row.int()? == 1,
        language: row.text_or_none()?,
        theme: row.text_or_none()?,
        has_password: {
            row.bytes()?;
            row.int_or_none()?.is_some()
        },
        starts: row.day_or_none()?,
        leaves: row.day_or_none()?,
        ends_ms: row.int_or_none()?,
        roles: Roles::new(),
    })
}

/// In one question for a whole page.
fn add_roles(tx: &mut Tx<'_>, people: &mut [PersonRow]) -> Result<(), CentralError> {
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(()) };
    let range = [ORGANISATION.into(), sort_key(&first.name).as_slice().into(), sort_key(&last.name).as_slice().into()];
    for mut row in tx.rows(statements::PEOPLE_ROLES, &range)? {
        let (holder, role) = (row.person()?, roles::parse(&row.text()?)?);
        if let Some(person) = people.iter_mut().find(|person| person.person == holder) {
            person.roles.insert(role);
        }
    }
    Ok(())
}

pub(crate) fn sort_key_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<u8>, CentralError> {
    let name = tx.row(statements::NAME_GET, &[ORGANISATION.into(), person.into()])?;
    Ok(name.map(|mut row| row.text()).transpose()?.map(|name| sort_key(&name)).unwrap_or_default())
}

pub(crate) fn sort_key(name: &str) -> Vec<u8> {
    name.to_lowercase().into_bytes()
}

/// In the order of `person_insert.sql` and `person_update.sql`.
pub(crate) fn columns(person: PersonId, checked: &Checked) -> [Value; 8] {
    let email_key = checked.email.as_deref().map(texts::email_key);
    let found_by = [&checked.name, email_key.as_deref().unwrap_or_default(), &checked.job_title].join("\n").to_lowercase();
    [
        ORGANISATION.into(),
        person.into(),
        checked.name.as_str().into(),
        sort_key(&checked.name).as_slice().into(),
        checked.email.as_deref().into(),
        email_key.as_deref().into(),
        checked.job_title.as_str().into(),
        found_by.as_str().into(),
    ]
}

/// There is one person to an address.
fn must_be_free(tx: &mut Tx<'_>, checked: &Checked, person: Option<PersonId>) -> Result<(), CentralError> {
    let Some(email) = &checked.email else { return Ok(()) };
    let holder = tx.row(statements::PERSON_BY_EMAIL, &[ORGANISATION.into(), texts::email_key(email).as_str().into()])?;
    match holder.map(|mut row| row.person()).transpose()? {
        Some(holder) if Some(holder) != person => Err(CentralError::EmailTaken),
        _ => Ok(()),
    }
}

/// Whoever just lost what an administrator needs must not have been the last one.
pub(crate) fn must_leave_an_administrator(tx: &mut Tx<'_>, person: PersonId, before: &PersonRow) -> Result<(), CentralError> {
    let was_one =
        before.roles.contains(&Role::Administrator) && before.may_sign_in(0) && before.email.is_some() && before.has_password;
    let left = roles::administrators(tx)?;
    if was_one && !left.contains(&person) && left.is_empty() { Err(CentralError::LastAdministrator) } else { Ok(()) }
}

fn one_number(row: Option<Row>) -> Result<i64, CentralError> {
    row.map_or(Ok(0), |mut row| row.int())
}
