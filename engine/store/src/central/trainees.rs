//! Who the people on PCs are: what their attempts say of them, and which person of the organisation a manager says it is.
//!
//! Every such word is kept with who said it and when; a correction is a new one. Start at [`Central::device_people`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::said::Said;
use super::{Central, CentralError, ORGANISATION, Row, changes, people, said, statements, texts};
use crate::people::Identity;
use crate::seal::PersonKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ids::{DeviceId, PersonId};
use record::{Entry, Fact};

/// Somebody on a PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePerson {
    pub device: DeviceId,
    pub device_name: String,
    /// As that PC knows them.
    pub person: PersonId,
    /// Name and job title as the newest attempt says; none without its key.
    pub identity: Option<(String, String)>,
    pub is_erased: bool,
    pub matched: Option<Match>,
    pub n_attempts: u64,
    pub last_ms: Option<i64>,
}

/// Whom of the organisation somebody on a PC is, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub person: PersonId,
    pub name: String,
    pub said_by: Option<String>,
    pub at_ms: i64,
}

impl Central {
    /// The people on all PCs by PC, or only those of whom nobody said yet who they are. That they were read is a line of the log.
    pub fn device_people(
        &self,
        by: PersonId,
        with_matched: bool,
        limit: u32,
        now_ms: i64,
    ) -> Result<Vec<DevicePerson>, CentralError> {
        self.database.write(|tx| {
            audit::write(tx, now_ms, Some(by), Deed::PeopleRead, None, "")?;
            let params = [ORGANISATION.into(), with_matched.into(), i64::from(limit).into()];
            tx.rows(statements::DEVICE_PEOPLE, &params)?.into_iter().map(read_device_person).collect()
        })
    }

    /// How many people with attempts nobody has matched yet.
    pub fn unmatched_count(&self) -> Result<u64, CentralError> {
        self.database.read(|tx| match tx.row(statements::DEVICE_PEOPLE_UNMATCHED, &[ORGANISATION.into()])? {
            Some(mut row) => row.count(),
            None => Ok(0),
        })
    }

    /// The one active person whose e-mail address or whole name this is; none where it is nobody's or of several.
    pub fn person_called(&self, text: &str) -> Result<Option<PersonId>, CentralError> {
        let text = text.trim();
        self.database.read(|tx| {
            if let Some(mut row) =
                tx.row(statements::PERSON_BY_EMAIL, &[ORGANISATION.into(), texts::email_key(text).as_str().into()])?
            {
                return row.person().map(Some);
            }
            let sort_key = people::sort_key(text);
            let mut rows = tx.rows(statements::PEOPLE_BY_SORT_KEY, &[ORGANISATION.into(), sort_key.as_slice().into()])?;
            if rows.len() == 1 { rows.remove(0).person().map(Some) } else { Ok(None) }
        })
    }

    /// Writes down that somebody on a PC is this person of the organisation, or takes that back.
    pub fn match_person(
        &self,
        by: PersonId,
        device: DeviceId,
        on_device: PersonId,
        matched: Option<PersonId>,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        self.change(|tx| {
            let before = self::matched(tx, device, on_device)?;
            if let Some(matched) = matched {
                people::read_person(tx, matched)?;
            }
            for person in [before, matched].into_iter().flatten() {
                changes::mark(tx, Some(person))?;
            }
            let key = [ORGANISATION.into(), device.into(), on_device.into()];
            let changed = [key.as_slice(), &[matched.into()]].concat();
            if tx.change(statements::DEVICE_PERSON_MATCH, &changed)? != 1 {
                return Err(CentralError::UnknownPerson);
            }
            let last = tx.row(statements::PERSON_MATCH_LAST, &key)?;
            let last = last.map(|mut row| row.int_or_none()).transpose()?.flatten();
            let said = [(last.unwrap_or(0) + 1).into(), matched.into(), by.into(), now_ms.into()];
            tx.change(statements::PERSON_MATCH_INSERT, &[key.as_slice(), &said].concat())?;
            let said = Said::Matched { device, on_device, is: matched };
            said::write(tx, by, matched.or(before).unwrap_or(on_device), &said, now_ms)?;
            audit::write(tx, now_ms, Some(by), Deed::TraineeMatched, matched, &on_device.0.to_string())
        })
    }
}

/// Whom of the organisation somebody on a PC is; none where nobody has said.
pub(crate) fn matched(tx: &mut Tx<'_>, device: DeviceId, on_device: PersonId) -> Result<Option<PersonId>, CentralError> {
    let row = tx.row(statements::DEVICE_PERSON_MATCHED, &[ORGANISATION.into(), device.into(), on_device.into()])?;
    Ok(row.map(|mut row| row.person_or_none()).transpose()?.flatten())
}

fn read_device_person(mut row: Row) -> Result<DevicePerson, CentralError> {
    let (device, device_name, person, key) = (row.device()?, row.text()?, row.person()?, row.bytes_or_none()?);
    let is_erased = row.int()? == 1;
    let (matched, name) = (row.person_or_none()?, row.text_or_none()?);
    let (_, said_by, at_ms) = (row.person_or_none()?, row.text_or_none()?, row.int_or_none()?);
    let matched = matched.map(|person| Match { person, name: name.unwrap_or_default(), said_by, at_ms: at_ms.unwrap_or(0) });
    let (n_attempts, last_ms, header) = (row.count()?, row.int_or_none()?, row.bytes_or_none()?);
    let identity = key.zip(header).and_then(|(key, header)| identity_in(person, &key, &header));
    Ok(DevicePerson { device, device_name, person, identity, is_erased, matched, n_attempts, last_ms })
}

/// Name and job title that a header seals; none where key and seal do not fit.
fn identity_in(person: PersonId, key: &[u8], header: &[u8]) -> Option<(String, String)> {
    let Ok(Entry { fact: Fact::AttemptStarted(header), .. }) = Entry::parse(header) else { return None };
    let sealed = STANDARD.decode(&header.person_sealed).ok()?;
    let text = PersonKey::of(person, key.try_into().ok()?).open(&sealed).ok()?;
    let Identity { name, job_title } = serde_json::from_str(&text).ok()?;
    Some((name, job_title))
}
