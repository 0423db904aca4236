//! What an evidence pack is made of, beside the register: the exact lines of chains, and each attempt in words.
//!
//! Who took a pack is a line of the audit log. Start at [`Central::attempt_told`].

use super::audit::{self, Deed};
use super::devices::sealed;
use super::{Central, CentralError, ORGANISATION, Row, statements};
use ids::{AttemptId, DeviceId, PersonId};

/// An attempt as the organisation tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldAttempt {
    pub device: DeviceId,
    pub device_name: String,
    /// Who somebody said that it was, with the name of today.
    pub person: Option<(PersonId, String)>,
    pub module: String,
    pub module_version: String,
    pub mode: String,
    /// By the PC's clock.
    pub opened_ms: i64,
    /// By this server's clock.
    pub received_ms: i64,
    pub is_closed: bool,
    pub is_passed: bool,
    pub is_demonstration: bool,
}

impl Central {
    /// The first lines of a PC's log, so many of them.
    pub fn log_bytes(&self, device: DeviceId, n_lines: u64) -> Result<Vec<Vec<u8>>, CentralError> {
        let lines =
            self.database.read(|tx| sealed(tx.rows(statements::LOG_OF_DEVICE, &[ORGANISATION.into(), device.into()])?))?;
        Ok(first(lines.into_iter().map(|line| line.bytes), n_lines))
    }

    /// The first entries of an attempt, so many of them.
    pub fn entry_bytes(&self, attempt: AttemptId, n_lines: u64) -> Result<Vec<Vec<u8>>, CentralError> {
        Ok(first(self.sealed_entries(attempt)?.into_iter().map(|line| line.bytes), n_lines))
    }

    /// What is kept beside other lines of a PC, with its hash.
    pub fn beside_bytes(&self, device: DeviceId) -> Result<Vec<(record::Hash256, Vec<u8>)>, CentralError> {
        self.database.read(|tx| {
            let line = |mut row: Row| Ok((row.hash()?, row.bytes()?));
            tx.rows(statements::BESIDE_LINES, &[ORGANISATION.into(), device.into()])?.into_iter().map(line).collect()
        })
    }

    pub fn attempt_told(&self, attempt: AttemptId) -> Result<Option<ToldAttempt>, CentralError> {
        self.database.read(|tx| {
            let Some(mut row) = tx.row(statements::ATTEMPT_TOLD, &[ORGANISATION.into(), attempt.into()])? else {
                return Ok(None);
            };
            Ok(Some(ToldAttempt {
                device: row.device()?,
                device_name: row.text()?,
                person: row.person_or_none()?.zip(row.text_or_none()?),
                module: row.text()?,
                module_version: row.text()?,
                mode: row.text()?,
                opened_ms: row.int()?,
                received_ms: row.int()?,
                is_closed: row.int()? == 1,
                is_passed: row.int()? == 1,
                is_demonstration: row.int()? == 1,
            }))
        })
    }

    /// That somebody takes the records of these days out of the house, before they do.
    pub fn write_pack_taken(&self, by: PersonId, days: &str, now_ms: i64) -> Result<(), CentralError> {
        self.database.write(|tx| audit::write(tx, now_ms, Some(by), Deed::PackTaken, None, days))
    }
}

fn first(lines: impl Iterator<Item = Vec<u8>>, n_lines: u64) -> Vec<Vec<u8>> {
    lines.take(usize::try_from(n_lines).unwrap_or(usize::MAX)).collect()
}
