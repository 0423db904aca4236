//! Signing in: a try is counted before it is judged, so that cutting the line gains nothing.
//!
//! Knows no page; the slow comparison stands between [`Central::begin_sign_in`] and [`Central::finish_sign_in`], outside any
//! transaction.

use super::audit::{self, Deed};
use super::database::Tx;
use super::patience::{self, ACCOUNT, ADDRESS, Patience};
use super::{Central, CentralError, NewSession, ORGANISATION, PasswordHash, Token, sessions, statements, texts};
use ids::PersonId;
use sha2::{Digest, Sha256};

/// What comes before the comparison.
#[derive(Debug)]
pub enum SignIn {
    /// Not looked at: too many wrong ones before, of this account or from this address.
    Wait { wait_secs: i64 },
    /// Compare with this; where there is nobody, or nobody with a password, do the same work all the same.
    Compare { known: Option<(PersonId, PasswordHash)> },
}

impl Central {
    /// Counts a try for `email` from `address` (an IP address in words), and answers what to compare with.
    pub fn begin_sign_in(&self, email: &str, address: &str, now_ms: i64) -> Result<SignIn, CentralError> {
        let counted = [(account_key(email), ACCOUNT), (address_key(address), ADDRESS)];
        let email_key = texts::email_key(email);
        self.change(|tx| {
            let mut wait_ms = 0;
            for (key, patience) in &counted {
                let (n_tries, last_ms) = tries(tx, key)?;
                wait_ms = wait_ms.max(patience.wait_ms(n_tries, last_ms, now_ms));
            }
            if wait_ms > 0 {
                return Ok(SignIn::Wait { wait_secs: (wait_ms + 999) / 1_000 });
            }
            let over = [ORGANISATION.into(), (now_ms - patience::LONGEST_MEMORY_MS).into()];
            tx.change(statements::TRIES_DELETE_OVER, &over)?;
            for (key, patience) in &counted {
                count(tx, key, patience, now_ms)?;
            }
            let row = tx.row(statements::CREDENTIAL_GET, &[ORGANISATION.into(), email_key.as_str().into(), now_ms.into()])?;
            let known = row.map(|mut row| Ok::<_, CentralError>((row.person()?, PasswordHash(row.text()?)))).transpose()?;
            Ok(SignIn::Compare { known })
        })
    }

    /// The password was right, or a link was used: begins a session, and forgives what was counted.
    pub fn finish_sign_in(&self, person: PersonId, address: &str, device: &str, now_ms: i64) -> Result<NewSession, CentralError> {
        let session = NewSession { token: Token::draw()?, form_token: Token::draw()? };
        self.change(|tx| {
            let found = super::people::read_person(tx, person)?;
            if !found.may_sign_in(now_ms) {
                return Err(CentralError::Inactive);
            }
            if let Some(email) = &found.email {
                forgive(tx, email)?;
            }
            forgive_one(tx, &address_key(address), now_ms)?;
            sessions::insert(tx, person, &session, device, now_ms)?;
            audit::write(tx, now_ms, Some(person), Deed::SignedIn, Some(person), "")
        })?;
        Ok(session)
    }

    /// The password was wrong: a line in the log. Where there is no such account too, so that both take as long.
    pub fn refuse_sign_in(&self, person: Option<PersonId>, now_ms: i64) -> Result<(), CentralError> {
        self.change(|tx| audit::write(tx, now_ms, None, Deed::SignInRefused, person, ""))
    }
}

/// Forgets the wrong tries of an account.
pub(crate) fn forgive(tx: &mut Tx<'_>, email: &str) -> Result<(), CentralError> {
    tx.change(statements::TRY_DELETE, &[ORGANISATION.into(), account_key(email).as_slice().into()]).map(|_| ())
}

/// Takes back the one try of an address that was right: the others' wrong ones stay counted.
pub(crate) fn forgive_one(tx: &mut Tx<'_>, key: &[u8], now_ms: i64) -> Result<(), CentralError> {
    let (n_tries, last_ms) = tries(tx, key)?;
    let columns = [ORGANISATION.into(), key.into(), (n_tries - 1).max(0).into(), last_ms.min(now_ms).into()];
    tx.change(statements::TRY_SET, &columns).map(|_| ())
}

pub(crate) fn tries(tx: &mut Tx<'_>, key: &[u8]) -> Result<(i64, i64), CentralError> {
    match tx.row(statements::TRY_GET, &[ORGANISATION.into(), key.into()])? {
        Some(mut row) => Ok((row.int()?, row.int()?)),
        None => Ok((0, 0)),
    }
}

pub(crate) fn count(tx: &mut Tx<'_>, key: &[u8], patience: &Patience, now_ms: i64) -> Result<(), CentralError> {
    let (n_tries, last_ms) = tries(tx, key)?;
    let n_tries = if patience.is_forgotten(last_ms, now_ms) { 1 } else { n_tries.saturating_add(1) };
    tx.change(statements::TRY_SET, &[ORGANISATION.into(), key.into(), n_tries.into(), now_ms.into()]).map(|_| ())
}

fn account_key(email: &str) -> Vec<u8> {
    key(b"account", &texts::email_key(email))
}

fn address_key(address: &str) -> Vec<u8> {
    key(b"address", address)
}

pub(crate) fn key(kind: &[u8], what: &str) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(b"practicum sign-in ");
    hasher.update(kind);
    hasher.update([0]);
    hasher.update(what.as_bytes());
    hasher.finalize().to_vec()
}
