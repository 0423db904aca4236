//! Sessions of browsers: begun by a sign-in, ended by their owner, by rest, by age, or by a new password.
//!
//! Knows no cookie. Start at [`Central::visitor`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::roles::{self, Roles};
use super::{Central, CentralError, ORGANISATION, PasswordHash, Token, links, statements};
use ids::PersonId;

/// A session nobody used for so long is over.
pub const IDLE_MS: i64 = 2 * 60 * 60 * 1_000;
/// And in any case after this: one working day.
pub const LONGEST_MS: i64 = 12 * 60 * 60 * 1_000;
/// That a session was used is written down no more often than this.
const SEEN_EVERY_MS: i64 = 60 * 1_000;

/// What a browser is given.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub token: Token,
    /// Stands in every form of this session.
    pub form_token: Token,
}

/// Who is there, read anew with every request.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub person: PersonId,
    pub token: Token,
    pub form_token: String,
    pub name: String,
    pub email: String,
    pub job_title: String,
    pub roles: Roles,
    pub language: Option<String>,
    pub theme: Option<String>,
    pub organisation: String,
}

/// One of somebody's own sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Names it in a form; nobody can sign in with it.
    pub id: String,
    pub device: String,
    pub begun_ms: i64,
    pub seen_ms: i64,
    /// The one that asks.
    pub is_this: bool,
}

impl Central {
    /// Who holds this token, if their session goes on and they are active.
    pub fn visitor(&self, token: &Token, now_ms: i64) -> Result<Option<Visitor>, CentralError> {
        let key = [ORGANISATION.into(), token.hash().as_slice().into(), now_ms.into(), (now_ms - IDLE_MS).into()];
        let found = self.database.read(|tx| {
            let Some(mut row) = tx.row(statements::SESSION_GET, &key)? else { return Ok(None) };
            let (person, form_token, seen_ms) = (row.person()?, row.text()?, row.int()?);
            let visitor = Visitor {
                person,
                token: token.clone(),
                form_token,
                name: row.text()?,
                email: row.text_or_none()?.unwrap_or_default(),
                job_title: row.text()?,
                language: row.text_or_none()?,
                theme: row.text_or_none()?,
                organisation: row.text()?,
                roles: roles::read(tx, person)?,
            };
            Ok(Some((visitor, seen_ms)))
        })?;
        let Some((visitor, seen_ms)) = found else { return Ok(None) };
        if now_ms - seen_ms > SEEN_EVERY_MS {
            let seen = [ORGANISATION.into(), token.hash().as_slice().into(), now_ms.into()];
            self.database.write(|tx| tx.change(statements::SESSION_SEEN, &seen))?;
        }
        Ok(Some(visitor))
    }

    /// Somebody's sessions that go on, the last used first.
    pub fn own_sessions(&self, visitor: &Visitor, now_ms: i64) -> Result<Vec<OwnSession>, CentralError> {
        let this = visitor.token.hash();
        let key = [ORGANISATION.into(), visitor.person.into(), now_ms.into(), (now_ms - IDLE_MS).into()];
        self.database.read(|tx| {
            let session = |mut row: super::Row| {
                let hash = row.bytes()?;
                let (device, begun_ms, seen_ms) = (row.text()?, row.int()?, row.int()?);
                Ok(OwnSession { id: hex(&hash), device, begun_ms, seen_ms, is_this: hash == this })
            };
            tx.rows(statements::SESSIONS_OF_PERSON, &key)?.into_iter().map(session).collect()
        })
    }

    /// Ends one of somebody's own sessions, named as in [`OwnSession`]. One that is over already is well.
    pub fn end_session(&self, person: PersonId, id: &str, now_ms: i64) -> Result<(), CentralError> {
        let Some(hash) = unhex(id) else { return Ok(()) };
        self.end(person, &hash, Deed::SessionEnded, now_ms)
    }

    pub fn sign_out(&self, visitor: &Visitor, now_ms: i64) -> Result<(), CentralError> {
        self.end(visitor.person, &visitor.token.hash(), Deed::SignedOut, now_ms)
    }

    fn end(&self, person: PersonId, hash: &[u8], deed: Deed, now_ms: i64) -> Result<(), CentralError> {
        self.change(|tx| match tx.change(statements::SESSION_DELETE, &[ORGANISATION.into(), person.into(), hash.into()])? {
            0 => Ok(()),
            _ => audit::write(tx, now_ms, Some(person), deed, Some(person), ""),
        })
    }

    /// What the visitor's password is compared with.
    pub fn own_password(&self, visitor: &Visitor) -> Result<Option<PasswordHash>, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::CREDENTIAL_OF_PERSON, &[ORGANISATION.into(), visitor.person.into()])?;
            row.map(|mut row| row.text().map(PasswordHash)).transpose()
        })
    }

    /// Sets the visitor's own password, and ends their other sessions and links.
    pub fn change_password(&self, visitor: &Visitor, password: &PasswordHash, now_ms: i64) -> Result<(), CentralError> {
        self.change(|tx| {
            links::set_credential(tx, visitor.person, password, now_ms)?;
            tx.change(statements::LINKS_DELETE_OF_PERSON, &[ORGANISATION.into(), visitor.person.into()])?;
            end_all_but(tx, visitor.person, Some(&visitor.token))?;
            super::sign_in::forgive(tx, &visitor.email)?;
            audit::write(tx, now_ms, Some(visitor.person), Deed::PasswordChanged, Some(visitor.person), "")
        })
    }
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    person: PersonId,
    session: &NewSession,
    device: &str,
    now_ms: i64,
) -> Result<(), CentralError> {
    let over = [ORGANISATION.into(), now_ms.into(), (now_ms - IDLE_MS).into()];
    tx.change(statements::SESSIONS_DELETE_OVER, &over)?;
    let columns = [
        ORGANISATION.into(),
        session.token.hash().as_slice().into(),
        person.into(),
        session.form_token.as_str().into(),
        device.into(),
        now_ms.into(),
        now_ms.saturating_add(LONGEST_MS).into(),
    ];
    tx.change(statements::SESSION_INSERT, &columns).map(|_| ())
}

/// Ends every session of a person but one.
pub(crate) fn end_all_but(tx: &mut Tx<'_>, person: PersonId, kept: Option<&Token>) -> Result<(), CentralError> {
    let kept = kept.map(Token::hash).unwrap_or_default();
    tx.change(statements::SESSIONS_DELETE_BUT, &[ORGANISATION.into(), person.into(), kept.as_slice().into()]).map(|_| ())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let is_hex = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| (0..32).filter_map(|idx| u8::from_str_radix(&text[2 * idx..2 * idx + 2], 16).ok()).collect())
}
