//! One-time links: the one that makes the first administrator, and those with which somebody sets a password.
//!
//! Knows no address of a page. Looking at a link does not use it up, so that a mail program's preview costs nothing; using it
//! does. Start at [`Central::issue_set_up_link`] and [`Central::issue_password_link`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::people::{self, By, PersonTexts};
use super::roles::{self, Role, Roles};
use super::{Central, CentralError, ORGANISATION, PasswordHash, Token, Value, sessions, statements, texts};
use ids::PersonId;

const SET_UP_LASTS_MS: i64 = 60 * 60 * 1_000;
const PASSWORD_LASTS_MS: i64 = 3 * 24 * 60 * 60 * 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    SetUp,
    Password,
}

/// What the first administrator says.
#[derive(Debug, Clone)]
pub struct SetUp {
    pub organisation: String,
    pub person: PersonTexts,
    pub password: PasswordHash,
}

/// Whose password a link sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFor {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub language: Option<String>,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Password => "password",
        }
    }
}

impl Central {
    /// A link that makes the first administrator, valid for an hour; none where there is an administrator.
    ///
    /// Each server that starts makes its own; the first that is used voids the others.
    pub fn issue_set_up_link(&self, now_ms: i64) -> Result<Option<Token>, CentralError> {
        let token = Token::draw()?;
        self.change(|tx| {
            if is_set_up(tx)? {
                return Ok(None);
            }
            tx.change(statements::LINKS_DELETE_OVER, &[ORGANISATION.into(), now_ms.into()])?;
            insert(tx, &token, Purpose::SetUp, None, now_ms.saturating_add(SET_UP_LASTS_MS))?;
            Ok(Some(token.clone()))
        })
    }

    /// Whether the link would still make the first administrator.
    pub fn set_up_link_holds(&self, token: &Token, now_ms: i64) -> Result<bool, CentralError> {
        self.database.read(|tx| Ok(look(tx, token, Purpose::SetUp, now_ms)?.is_some() && !is_set_up(tx)?))
    }

    /// Uses the link: makes the organisation and its first administrator.
    pub fn set_up(&self, token: &Token, given: &SetUp, now_ms: i64) -> Result<PersonId, CentralError> {
        let organisation = texts::name("organisation", &given.organisation)?;
        let checked = people::check(&given.person)?;
        if given.person.email.trim().is_empty() {
            return Err(CentralError::EmailNeeded);
        }
        let person = people::draw_person()?;
        self.change(|tx| {
            if is_set_up(tx)? {
                return Err(CentralError::LinkOver);
            }
            take(tx, token, Purpose::SetUp, now_ms)?;
            tx.change(statements::LINKS_DELETE_SET_UP, &[ORGANISATION.into()])?;
            tx.change(statements::ORGANISATION_INSERT, &[ORGANISATION.into(), organisation.as_str().into(), now_ms.into()])?;
            people::insert(tx, person, &checked, now_ms)?;
            roles::set(tx, person, &Roles::from([Role::Administrator]))?;
            set_credential(tx, person, &given.password, now_ms)?;
            audit::write(tx, now_ms, Some(person), Deed::SetUp, Some(person), "")?;
            Ok(person)
        })
    }

    /// A link with which somebody sets a password, valid for three days. Earlier ones of theirs are void; an old password is not.
    pub fn issue_password_link(&self, by: By, person: PersonId, now_ms: i64) -> Result<Token, CentralError> {
        let token = Token::draw()?;
        self.change(|tx| {
            let found = people::within_reach(tx, by, person)?;
            if !found.may_sign_in(now_ms) {
                return Err(CentralError::Inactive);
            }
            if found.email.is_none() {
                return Err(CentralError::EmailNeeded);
            }
            tx.change(statements::LINKS_DELETE_OVER, &[ORGANISATION.into(), now_ms.into()])?;
            tx.change(statements::LINKS_DELETE_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
            insert(tx, &token, Purpose::Password, Some(person), now_ms.saturating_add(PASSWORD_LASTS_MS))?;
            audit::write(tx, now_ms, Some(by.person), Deed::LinkIssued, Some(person), "")
        })?;
        Ok(token)
    }

    /// Whose password the link would set; none for one that was used, replaced or is over.
    pub fn password_link(&self, token: &Token, now_ms: i64) -> Result<Option<LinkFor>, CentralError> {
        self.database.read(|tx| {
            let Some(Some(person)) = look(tx, token, Purpose::Password, now_ms)? else { return Ok(None) };
            let found = people::read_person(tx, person)?;
            let may = found.may_sign_in(now_ms);
            let Some(email) = found.email.filter(|_| may) else { return Ok(None) };
            Ok(Some(LinkFor { person, name: found.name, email, language: found.language }))
        })
    }

    /// Uses the link: sets the password and ends every session of that person.
    pub fn use_password_link(&self, token: &Token, password: &PasswordHash, now_ms: i64) -> Result<PersonId, CentralError> {
        self.change(|tx| {
            let Some(person) = take(tx, token, Purpose::Password, now_ms)? else { return Err(CentralError::LinkOver) };
            let found = people::read_person(tx, person)?;
            if !found.may_sign_in(now_ms) {
                return Err(CentralError::Inactive);
            }
            set_credential(tx, person, password, now_ms)?;
            sessions::end_all_but(tx, person, None)?;
            if let Some(email) = &found.email {
                super::sign_in::forgive(tx, email)?;
            }
            audit::write(tx, now_ms, Some(person), Deed::PasswordSetByLink, Some(person), "")?;
            Ok(person)
        })
    }
}

pub(crate) fn set_credential(
    tx: &mut Tx<'_>,
    person: PersonId,
    password: &PasswordHash,
    now_ms: i64,
) -> Result<(), CentralError> {
    let columns = [ORGANISATION.into(), person.into(), password.0.as_str().into(), now_ms.into()];
    tx.change(statements::CREDENTIAL_SET, &columns).map(|_| ())
}

/// Set up once is set up for good: the last administrator cannot be lost.
fn is_set_up(tx: &mut Tx<'_>) -> Result<bool, CentralError> {
    Ok(tx.row(statements::ORGANISATION_GET, &[ORGANISATION.into()])?.is_some())
}

fn insert(tx: &mut Tx<'_>, token: &Token, purpose: Purpose, person: Option<PersonId>, ends_ms: i64) -> Result<(), CentralError> {
    let columns = [ORGANISATION.into(), token.hash().as_slice().into(), purpose.code().into(), person.into(), ends_ms.into()];
    tx.change(statements::LINK_INSERT, &columns).map(|_| ())
}

fn key(token: &Token, purpose: Purpose, now_ms: i64) -> [Value; 4] {
    [ORGANISATION.into(), token.hash().as_slice().into(), purpose.code().into(), now_ms.into()]
}

/// Whom the link is for, if it holds.
fn look(tx: &mut Tx<'_>, token: &Token, purpose: Purpose, now_ms: i64) -> Result<Option<Option<PersonId>>, CentralError> {
    tx.row(statements::LINK_GET, &key(token, purpose, now_ms))?.map(|mut row| row.person_or_none()).transpose()
}

/// As [`look`], and nobody can use it again.
fn take(tx: &mut Tx<'_>, token: &Token, purpose: Purpose, now_ms: i64) -> Result<Option<PersonId>, CentralError> {
    let found = look(tx, token, purpose, now_ms)?.ok_or(CentralError::LinkOver)?;
    match tx.change(statements::LINK_USE, &key(token, purpose, now_ms))? {
        1 => Ok(found),
        _ => Err(CentralError::LinkOver),
    }
}
