//! PINs: how a person proves who they are before an exam, before they vouch for another, and before they sign.
//!
//! Kept as Argon2id hashes with a salt each (RFC 9106). Four digits are few: whoever can copy the file can try them all, so the
//! hash is slow and the tries on this PC are counted on disk before they are judged. Knows no clock. Start at
//! [`Store::check_pin`].

use crate::StoreError;
use crate::device;
use crate::open::Store;
use argon2::{Algorithm, Argon2, Params, Version};
use ids::{Id128, PersonId};
use record::{Mark, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::collections::BTreeSet;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;
/// More than OWASP's least (19 MiB, 2 rounds), and still within a blink on an office PC.
const MEMORY_KIB: u32 = 32 * 1024;
const ROUNDS: u32 = 3;
const LANES: u32 = 1;

/// Seconds to wait after the third wrong PIN in a row, the fourth, and so on; the last one from then on.
const WAITS_SECS: [i64; 5] = [30, 60, 300, 900, 3_600];
const FREE_TRIES: u32 = 3;

/// What became of a PIN that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinCheck {
    Right,
    /// The next try is possible after so many seconds; 0 is at once.
    Wrong {
        wait_secs: u64,
    },
    /// Not looked at: too many wrong ones before.
    Wait {
        wait_secs: u64,
    },
    /// This person has none yet.
    NoPin,
}

/// A PIN as it is kept.
struct KeptPin {
    salt: [u8; SALT_BYTES],
    hash: [u8; HASH_BYTES],
    cost: [u32; 3],
    n_wrong: u32,
    last_try_utc: Option<String>,
}

impl Store {
    /// Everybody who has a PIN.
    pub fn pin_owners(&self) -> Result<BTreeSet<PersonId>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/pin_owners.sql"))?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let read = |text: Result<String, rusqlite::Error>| {
            let id = Id128::parse(&text?);
            id.map(PersonId).map_err(|error| StoreError::Damaged(format!("person id: {error}")))
        };
        rows.map(read).collect()
    }

    /// Gives a person their first PIN, and says so in the log of the device.
    pub fn set_first_pin(&mut self, person: PersonId, pin: &str, utc: &str) -> Result<(), StoreError> {
        self.must_be_somebody(person)?;
        let utc = Utc::new(utc)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if read_pin(&tx, person)?.is_some() {
            return Err(StoreError::PinIsSet);
        }
        keep_pin(&tx, person, pin)?;
        device::log(&tx, self.device, &utc, Mark::PinSet { person, by: None })?;
        Ok(tx.commit()?)
    }

    /// Replaces a PIN by another one that its owner chose, if the old one is right.
    pub fn change_pin(&mut self, person: PersonId, old: &str, new: &str, utc: &str) -> Result<PinCheck, StoreError> {
        check_shape(new)?;
        let check = self.check_pin(person, old, utc)?;
        if check == PinCheck::Right {
            self.replace_pin(person, None, new, utc)?;
        }
        Ok(check)
    }

    /// Replaces a forgotten PIN when somebody else confirms, with their own PIN, who it is. The log of the device names both.
    pub fn reset_pin(
        &mut self,
        person: PersonId,
        by: PersonId,
        by_pin: &str,
        new: &str,
        utc: &str,
    ) -> Result<PinCheck, StoreError> {
        self.must_be_somebody(person)?;
        check_shape(new)?;
        if by == person {
            return Err(StoreError::OwnWitness);
        }
        let check = self.check_pin(by, by_pin, utc)?;
        if check == PinCheck::Right {
            self.replace_pin(person, Some(by), new, utc)?;
        }
        Ok(check)
    }

    /// Compares a PIN with the one on disk. The try is on disk before it is judged, so that ending the program gains nothing.
    pub fn check_pin(&mut self, person: PersonId, pin: &str, utc: &str) -> Result<PinCheck, StoreError> {
        let now = Utc::new(utc)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(kept) = read_pin(&tx, person)? else { return Ok(PinCheck::NoPin) };
        let wait_secs = kept.wait_secs(&now);
        if wait_secs > 0 {
            return Ok(PinCheck::Wait { wait_secs });
        }
        let n_wrong = kept.n_wrong.saturating_add(1);
        let tried = (person.to_string(), n_wrong, now.as_str());
        tx.execute(include_str!("../sql/pin_tried.sql"), tried)?;
        tx.commit()?;
        if hash_of(pin, &kept.salt, kept.cost)? != kept.hash {
            return Ok(PinCheck::Wrong { wait_secs: u64::try_from(wait_after(n_wrong)).unwrap_or(0) });
        }
        self.db.execute(include_str!("../sql/pin_tried.sql"), (person.to_string(), 0, None::<&str>))?;
        Ok(PinCheck::Right)
    }

    fn replace_pin(&mut self, person: PersonId, by: Option<PersonId>, new: &str, utc: &str) -> Result<(), StoreError> {
        let utc = Utc::new(utc)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keep_pin(&tx, person, new)?;
        device::log(&tx, self.device, &utc, Mark::PinSet { person, by })?;
        Ok(tx.commit()?)
    }

    /// An error for the demonstration person and for whoever was erased or is unknown.
    pub(crate) fn must_be_somebody(&self, person: PersonId) -> Result<(), StoreError> {
        self.key_of(person)?.map(|_| ()).ok_or(StoreError::DemonstrationIsFixed)
    }
}

impl KeptPin {
    /// How long until the next try. A clock that was put back does not shorten it.
    fn wait_secs(&self, now: &Utc) -> u64 {
        let Some(last) = self.last_try_utc.as_deref().and_then(|text| Utc::new(text).ok()) else { return 0 };
        let passed_secs = (now.unix_secs() - last.unix_secs()).max(0);
        u64::try_from(wait_after(self.n_wrong) - passed_secs).unwrap_or(0)
    }
}

/// Seconds to wait after so many wrong ones in a row.
fn wait_after(n_wrong: u32) -> i64 {
    let Some(step) = n_wrong.checked_sub(FREE_TRIES) else { return 0 };
    WAITS_SECS[(step as usize).min(WAITS_SECS.len() - 1)]
}

/// Four to eight digits that are not the first ones anybody would try.
fn check_shape(pin: &str) -> Result<(), StoreError> {
    let digits: Vec<u8> = pin.bytes().collect();
    if !(4..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(StoreError::BadPin("has 4 to 8 digits and nothing else"));
    }
    let all_step = |by: i16| digits.windows(2).all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == by);
    if all_step(0) || all_step(1) || all_step(-1) {
        return Err(StoreError::BadPin("is too easy to guess: not all the same digit, and not 1234 or 4321"));
    }
    Ok(())
}

fn keep_pin(db: &Connection, person: PersonId, pin: &str) -> Result<(), StoreError> {
    check_shape(pin)?;
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt)?;
    let hash = hash_of(pin, &salt, [MEMORY_KIB, ROUNDS, LANES])?;
    let row = (person.to_string(), salt, hash, MEMORY_KIB, ROUNDS, LANES);
    db.execute(include_str!("../sql/pin_set.sql"), row)?;
    Ok(())
}

fn read_pin(db: &Connection, person: PersonId) -> Result<Option<KeptPin>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/pin_get.sql"))?;
    let pin = query.query_row([person.to_string()], |row| {
        Ok(KeptPin {
            salt: row.get(0)?,
            hash: row.get(1)?,
            cost: [row.get(2)?, row.get(3)?, row.get(4)?],
            n_wrong: row.get(5)?,
            last_try_utc: row.get(6)?,
        })
    });
    Ok(pin.optional()?)
}

fn hash_of(pin: &str, salt: &[u8], [memory_kib, rounds, lanes]: [u32; 3]) -> Result<[u8; HASH_BYTES], StoreError> {
    let damaged = |why: argon2::Error| StoreError::Damaged(format!("a PIN: {why}"));
    // A changed row must not make the program take all memory there is.
    if memory_kib > 4 * MEMORY_KIB || rounds > 100 {
        return Err(StoreError::Damaged("a PIN: its cost is absurd".to_owned()));
    }
    let params = Params::new(memory_kib, rounds, lanes, Some(HASH_BYTES)).map_err(damaged)?;
    let mut hash = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(pin.as_bytes(), salt, &mut hash)
        .map_err(damaged)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_at_an_hour() {
        let waits: Vec<i64> = (0..10).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 30, 60, 300, 900, 3_600, 3_600, 3_600]);
    }

    #[test]
    fn what_anybody_would_try_first_is_no_pin() {
        for bad in ["", "123", "123456789", "12a4", "１２３５", "1111", "1234", "87654321", "0000"] {
            assert!(matches!(check_shape(bad), Err(StoreError::BadPin(_))), "{bad}");
        }
        for good in ["1235", "0072", "19283746"] {
            assert!(check_shape(good).is_ok(), "{good}");
        }
    }
}
