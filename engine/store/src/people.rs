//! People: who can play on this device, each sealed under a key of their own.
//!
//! Knows nothing of what they did. Destroying the key erases a person everywhere, also inside entries, and breaks no chain. Start at
//! [`Store::add_person`]; [`DEMONSTRATION_PERSON`] stands for nobody.

use crate::StoreError;
use crate::open::{Store, draw_id};
use crate::seal::PersonKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ids::{Id128, PersonId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde::{Deserialize, Serialize};

/// Who plays when nobody does: `watch` and demonstrations. Never counts.
pub const DEMONSTRATION_PERSON: PersonId = PersonId(Id128([0xde; 16]));

/// The longest name or job title, in characters.
pub(crate) const TEXT_MAX_CHARS: usize = 120;

/// Somebody who can play on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub job_title: String,
    pub demonstration: bool,
}

/// What an attempt's header seals: who somebody was at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub name: String,
    pub job_title: String,
}

impl Store {
    /// Adds a person. Two people may have the same name.
    pub fn add_person(&mut self, name: &str, job_title: &str) -> Result<Person, StoreError> {
        let identity = checked(name, job_title)?;
        let id = PersonId(draw_id()?);
        let key = PersonKey::draw(id)?;
        let sealed = key.seal(&to_json(&identity))?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(include_str!("../sql/person_insert.sql"), (id.to_string(), false, sealed))?;
        tx.execute(include_str!("../sql/person_key_insert.sql"), (id.to_string(), key.bytes()))?;
        tx.commit()?;
        Ok(Person { id, name: identity.name, job_title: identity.job_title, demonstration: false })
    }

    /// Gives a person another name or job title. Attempts keep what was true when they were opened.
    pub fn change_person(&mut self, person: PersonId, name: &str, job_title: &str) -> Result<Person, StoreError> {
        let identity = checked(name, job_title)?;
        let key = self.key_of(person)?.ok_or(StoreError::DemonstrationIsFixed)?;
        let sealed = key.seal(&to_json(&identity))?;
        self.db.execute(include_str!("../sql/person_reseal.sql"), (person.to_string(), sealed))?;
        Ok(Person { id: person, name: identity.name, job_title: identity.job_title, demonstration: false })
    }

    /// Everybody who was not erased, in the order in which they were added, without the demonstration person.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/people.sql"))?;
        let mut rows = query.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let id = parse_person(&row.get::<_, String>(0)?)?;
            let identity = open_identity(&PersonKey::of(id, row.get(2)?), &row.get::<_, Vec<u8>>(1)?)?;
            people.push(Person { id, name: identity.name, job_title: identity.job_title, demonstration: false });
        }
        Ok(people)
    }

    /// Who plays when nobody does.
    pub fn demonstration_person(&self) -> Person {
        Person { id: DEMONSTRATION_PERSON, name: "Demonstration".to_owned(), job_title: String::new(), demonstration: true }
    }

    /// Destroys the person's key: name, job title and every sealed text of theirs are gone for good, every chain stays valid.
    ///
    /// Does not reach copies of the record file made before.
    pub fn erase_person(&mut self, person: PersonId) -> Result<(), StoreError> {
        if person == DEMONSTRATION_PERSON {
            return Err(StoreError::DemonstrationIsFixed);
        }
        if !self.knows(person)? {
            return Err(StoreError::UnknownPerson(person));
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(include_str!("../sql/person_key_delete.sql"), [person.to_string()])?;
        tx.execute(include_str!("../sql/pin_delete.sql"), [person.to_string()])?;
        tx.execute(include_str!("../sql/person_reseal.sql"), (person.to_string(), Vec::<u8>::new()))?;
        tx.commit()?;
        // The write-ahead log still holds the page with the key: fold it in and cut it to nothing.
        let blocked: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if blocked == 0 { Ok(()) } else { Err(StoreError::EraseUnfinished) }
    }

    /// Seals a text under a person's key, in base64; empty for the demonstration person.
    pub fn seal_for(&self, person: PersonId, text: &str) -> Result<String, StoreError> {
        match self.key_of(person)? {
            Some(key) => Ok(BASE64.encode(key.seal(text)?)),
            None => Ok(String::new()),
        }
    }

    /// Name and job title as they are now, sealed for an attempt's header ([`record::Header::person_sealed`]).
    pub fn seal_identity(&self, person: &Person) -> Result<String, StoreError> {
        self.seal_for(person.id, &to_json(&Identity { name: person.name.clone(), job_title: person.job_title.clone() }))
    }

    /// Opens what [`Store::seal_for`] sealed. An erased person gives [`StoreError::ErasedPerson`].
    pub fn unseal(&self, person: PersonId, sealed_base64: &str) -> Result<String, StoreError> {
        match self.key_of(person)? {
            Some(key) => key.open(&BASE64.decode(sealed_base64).map_err(|_| StoreError::BadSeal(person))?),
            None => Ok(String::new()),
        }
    }

    /// Opens what [`Store::seal_identity`] sealed.
    pub fn unseal_identity(&self, person: PersonId, sealed_base64: &str) -> Result<Identity, StoreError> {
        serde_json::from_str(&self.unseal(person, sealed_base64)?).map_err(|_| StoreError::BadSeal(person))
    }

    fn knows(&self, person: PersonId) -> Result<bool, StoreError> {
        match self.key_of(person) {
            Err(StoreError::UnknownPerson(_)) => Ok(false),
            Err(StoreError::ErasedPerson(_)) | Ok(_) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The key of a person who was not erased; none for the demonstration person.
    pub(crate) fn key_of(&self, person: PersonId) -> Result<Option<PersonKey>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/person_key_get.sql"))?;
        let found: Option<(bool, Option<[u8; 32]>)> =
            query.query_row([person.to_string()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match found {
            None => Err(StoreError::UnknownPerson(person)),
            Some((true, _)) => Ok(None),
            Some((false, None)) => Err(StoreError::ErasedPerson(person)),
            Some((false, Some(bytes))) => Ok(Some(PersonKey::of(person, bytes))),
        }
    }
}

pub(crate) fn add_demonstration_person(db: &Connection) -> Result<(), StoreError> {
    let row = (DEMONSTRATION_PERSON.to_string(), true, Vec::<u8>::new());
    db.execute(include_str!("../sql/person_insert.sql"), row)?;
    Ok(())
}

fn parse_person(text: &str) -> Result<PersonId, StoreError> {
    Id128::parse(text).map(PersonId).map_err(|error| StoreError::Damaged(format!("person id: {error}")))
}

fn open_identity(key: &PersonKey, sealed: &[u8]) -> Result<Identity, StoreError> {
    serde_json::from_str(&key.open(sealed)?).map_err(|error| StoreError::Damaged(format!("a person's data: {error}")))
}

pub(crate) fn to_json(identity: &Identity) -> String {
    serde_json::to_string(identity).expect("two texts are always JSON")
}

fn checked(name: &str, job_title: &str) -> Result<Identity, StoreError> {
    let name = checked_text("the name", name, TEXT_MAX_CHARS)?;
    if name.is_empty() {
        return Err(StoreError::BadText { field: "the name", why: "is empty: write the name as on the badge" });
    }
    Ok(Identity { name, job_title: checked_text("the job title", job_title, TEXT_MAX_CHARS)? })
}

/// A text without spaces around it, of at most so many characters on one line.
pub(crate) fn checked_text(field: &'static str, text: &str, max_chars: usize) -> Result<String, StoreError> {
    let text = text.trim();
    if text.chars().count() > max_chars {
        let is_note = max_chars > TEXT_MAX_CHARS;
        let why = if is_note { "is too long: at most 500 characters" } else { "is too long: at most 120 characters" };
        return Err(StoreError::BadText { field, why });
    }
    if text.chars().any(char::is_control) {
        return Err(StoreError::BadText { field, why: "holds a line break or another control character: leave it out" });
    }
    Ok(text.to_owned())
}
