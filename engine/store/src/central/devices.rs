//! The PCs that may send: pairing with a code, what is known of each, and taking it back.
//!
//! Knows no address and no page. A PC is known by a token that it drew itself; only its hash is kept here. Start at
//! [`Central::issue_pairing_code`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::patience::PAIRING;
use super::receiving::read_end;
use super::{Central, CentralError, ORGANISATION, Row, Token, Value, sign_in, statements, texts};
use crate::exchange::{EXCHANGE_FORMAT, Paired, PairingCode, PairingRequest, ServerKey};
use ids::{AttemptId, DeviceId, Id128, PersonId};
use record::{BadEntry, BadLogRecord, EntryFault, Hash256, LogFault, Sealed, verify_attempt, verify_device_log};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Long enough to walk to the PC.
pub const PAIRING_LASTS_MS: i64 = 15 * 60 * 1_000;

/// What comes of somebody's try to pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pairing {
    Done(Paired),
    /// The code was used by another PC, is over, or never was one.
    CodeOver,
    /// Not looked at: too many wrong ones from this address.
    Wait {
        wait_secs: i64,
    },
}

/// A PC as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    pub device: DeviceId,
    pub name: String,
    pub paired_ms: i64,
    pub revoked_ms: Option<i64>,
    /// When it was last heard, and what its own clock said then.
    pub heard: Option<(i64, i64)>,
    /// How many entries and log records still waited on it then, as it says.
    pub n_waiting: u64,
    pub n_attempts: u64,
    /// Lines that came for a place where another stood.
    pub n_conflicts: u64,
}

/// A line that is kept beside another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// None for the device's log.
    pub attempt: Option<AttemptId>,
    pub seq: u64,
    pub bytes: Vec<u8>,
    pub received_ms: i64,
    /// The entry that came first and counts, with when it came.
    pub counts: Option<(Vec<u8>, i64)>,
}

/// What recomputing everything of a PC gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceCheck {
    pub n_attempts: u64,
    pub n_entries: u64,
    pub n_log_records: u64,
    pub log_head: Hash256,
    pub bad_log_record: Option<BadLogRecord>,
    /// At most one for each attempt. What is still on its way counts as missing.
    pub bad_entries: Vec<BadEntry>,
}

impl Central {
    /// A code with which one PC is paired, valid for a quarter of an hour. `key` is what this server shows to whoever connects.
    pub fn issue_pairing_code(
        &self,
        by: PersonId,
        name: &str,
        key: &ServerKey,
        now_ms: i64,
    ) -> Result<PairingCode, CentralError> {
        let name = texts::name("PC", name)?;
        let mut secret = [0; 5];
        getrandom::fill(&mut secret)?;
        let code = PairingCode::new(secret, key);
        self.change(|tx| {
            tx.change(statements::PAIRING_CODES_DELETE_OVER, &[ORGANISATION.into(), now_ms.into()])?;
            let ends_ms = now_ms.saturating_add(PAIRING_LASTS_MS);
            let columns = [
                ORGANISATION.into(),
                code_hash(&code.secret()).as_slice().into(),
                name.as_str().into(),
                by.into(),
                ends_ms.into(),
            ];
            tx.change(statements::PAIRING_CODE_INSERT, &columns)?;
            audit::write(tx, now_ms, Some(by), Deed::PairingCodeMade, None, "")
        })?;
        Ok(code)
    }

    /// Pairs a PC that says the secret of a code. Asked again by the same PC with the same token, it answers the same: the
    /// first answer may have been lost.
    pub fn pair(&self, asked: &PairingRequest, address: &str, now_ms: i64) -> Result<Pairing, CentralError> {
        let counted = sign_in::key(b"pairing", address);
        let token = Token::parse(&asked.token);
        self.change(|tx| {
            let (n_tries, last_ms) = sign_in::tries(tx, &counted)?;
            let wait_ms = PAIRING.wait_ms(n_tries, last_ms, now_ms);
            if wait_ms > 0 {
                return Ok(Pairing::Wait { wait_secs: (wait_ms + 999) / 1_000 });
            }
            sign_in::count(tx, &counted, &PAIRING, now_ms)?;
            let hash = code_hash(&asked.secret);
            let found = tx.row(statements::PAIRING_CODE_GET, &[ORGANISATION.into(), hash.as_slice().into(), now_ms.into()])?;
            let (Some(mut found), Some(token)) = (found, &token) else { return Ok(Pairing::CodeOver) };
            let (name, made_by, used_by) = (found.text()?, found.person()?, found.text_or_none()?);
            match used_by {
                None => {
                    pair_now(tx, asked.device, token, &name, made_by, now_ms)?;
                    tx.change(statements::PAIRING_CODE_USE, &[ORGANISATION.into(), hash.as_slice().into(), asked.device.into()])?;
                }
                Some(used_by) if used_by == asked.device.0.to_string() && holds(tx, asked.device, token)? => {}
                Some(_) => return Ok(Pairing::CodeOver),
            }
            sign_in::forgive_one(tx, &counted, now_ms)?;
            let organisation = tx.row(statements::ORGANISATION_GET, &[ORGANISATION.into()])?;
            let organisation = organisation.map(|mut row| row.text()).transpose()?.unwrap_or_default();
            Ok(Pairing::Done(Paired { format: EXCHANGE_FORMAT, organisation, name }))
        })
    }

    /// The PC that holds this token, if it is still paired.
    pub fn paired_device(&self, token: &Token) -> Result<DeviceId, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::DEVICE_BY_TOKEN, &[ORGANISATION.into(), token.hash().as_slice().into()])?;
            let Some(mut row) = row else { return Err(CentralError::UnknownDevice) };
            let device = row.device()?;
            if row.int_or_none()?.is_some() { Err(CentralError::Revoked) } else { Ok(device) }
        })
    }

    /// Every PC there ever was, by name.
    pub fn devices(&self) -> Result<Vec<DeviceRow>, CentralError> {
        self.database.read(|tx| {
            let rows = tx.rows(statements::DEVICES, &[ORGANISATION.into(), "".into()])?;
            rows.into_iter().map(read_device).collect()
        })
    }

    pub fn device(&self, device: DeviceId) -> Result<DeviceRow, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::DEVICES, &[ORGANISATION.into(), device.into()])?;
            read_device(row.ok_or(CentralError::UnknownDevice)?)
        })
    }

    /// From now on nothing is taken from it. What came stays.
    pub fn revoke_device(&self, by: PersonId, device: DeviceId, now_ms: i64) -> Result<(), CentralError> {
        self.change(|tx| {
            if tx.change(statements::DEVICE_REVOKE, &[ORGANISATION.into(), device.into(), now_ms.into()])? == 1 {
                audit::write(tx, now_ms, Some(by), Deed::DeviceRevoked, None, &device.0.to_string())?;
            }
            Ok(())
        })
    }

    /// Lines of a PC that came for a place where another stood, the first `limit` of them.
    pub fn conflicts(&self, device: DeviceId, limit: u32) -> Result<Vec<Conflict>, CentralError> {
        self.database.read(|tx| {
            let params = [ORGANISATION.into(), device.into(), i64::from(limit).into()];
            let conflict = |mut row: Row| {
                let attempt = Some(row.text()?).filter(|attempt| !attempt.is_empty());
                let attempt = attempt.map(|attempt| Id128::parse(&attempt)).transpose();
                let attempt = attempt.map_err(|_| CentralError::Damaged("an attempt's id is none".to_owned()))?;
                let (seq, bytes, received_ms) = (row.count()?, row.bytes()?, row.int()?);
                let counts = row.bytes_or_none()?.zip(row.int_or_none()?);
                Ok(Conflict { attempt: attempt.map(AttemptId), seq, bytes, received_ms, counts })
            };
            tx.rows(statements::BESIDE_OF_DEVICE, &params)?.into_iter().map(conflict).collect()
        })
    }

    /// The exact bytes and hashes of an attempt's entries, as they came.
    pub fn sealed_entries(&self, attempt: AttemptId) -> Result<Vec<Sealed>, CentralError> {
        self.database.read(|tx| sealed(tx.rows(statements::ENTRIES_OF_ATTEMPT, &[ORGANISATION.into(), attempt.into()])?))
    }

    /// Recomputes every chain of a PC from the bytes that came, and compares them with its log.
    pub fn check_device(&self, by: PersonId, device: DeviceId, now_ms: i64) -> Result<DeviceCheck, CentralError> {
        self.change(|tx| audit::write(tx, now_ms, Some(by), Deed::DeviceChecked, None, &device.0.to_string()))?;
        let key: [Value; 2] = [ORGANISATION.into(), device.into()];
        self.database.read(|tx| {
            let (mut chains, mut bad_entries, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
            for mut row in tx.rows(statements::ATTEMPTS_OF_DEVICE, &key)? {
                let (attempt, n_entries, head) = (row.attempt()?, row.count()?, row.hash()?);
                let rows = tx.rows(statements::ENTRIES_OF_ATTEMPT, &[ORGANISATION.into(), attempt.into()])?;
                match verify_attempt(attempt, &sealed(rows)?) {
                    Ok(chain) if (chain.head.seq + 1, chain.head.hash) != (n_entries, head) => {
                        let why = EntryFault::AtRest("the chain does not end where this server left it".to_owned());
                        broken.insert(attempt);
                        bad_entries.push(BadEntry { attempt, seq: chain.head.seq, why });
                    }
                    Ok(chain) => chains.push(chain),
                    Err(bad) => {
                        broken.insert(attempt);
                        bad_entries.push(bad);
                    }
                }
            }
            let log = sealed(tx.rows(statements::LOG_OF_DEVICE, &key)?)?;
            let findings = verify_device_log(device, &log, &chains, &broken);
            bad_entries.extend(findings.bad_entries);
            let end = read_end(tx, device)?;
            let is_cut = end.is_some_and(|end| end.log != (findings.n_records, findings.head));
            let cut = || {
                let why = LogFault::AtRest("the log does not end where this server left it".to_owned());
                is_cut.then_some(BadLogRecord { seq: findings.n_records, why })
            };
            Ok(DeviceCheck {
                n_attempts: chains.len() as u64,
                n_entries: chains.iter().map(|chain| chain.entries.len() as u64).sum(),
                n_log_records: findings.n_records,
                log_head: findings.head,
                bad_log_record: findings.bad_record.or_else(cut),
                bad_entries,
            })
        })
    }
}

fn pair_now(tx: &mut Tx<'_>, device: DeviceId, token: &Token, name: &str, by: PersonId, now_ms: i64) -> Result<(), CentralError> {
    let columns = [
        ORGANISATION.into(),
        device.into(),
        name.into(),
        token.hash().as_slice().into(),
        now_ms.into(),
        by.into(),
        Hash256::ZERO.into(),
    ];
    tx.change(statements::DEVICE_SET, &columns)?;
    // By whoever made the code: the PC is nobody.
    audit::write(tx, now_ms, Some(by), Deed::DevicePaired, None, &device.0.to_string())
}

fn holds(tx: &mut Tx<'_>, device: DeviceId, token: &Token) -> Result<bool, CentralError> {
    let row = tx.row(statements::DEVICE_TOKEN, &[ORGANISATION.into(), device.into()])?;
    Ok(row.map(|mut row| row.bytes()).transpose()? == Some(token.hash()))
}

/// So few bits can be tried by whoever reads the database, within the minutes that a code lasts; over the network they cannot.
fn code_hash(secret: &str) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(b"practicum pairing code");
    hasher.update(secret.as_bytes());
    hasher.finalize().to_vec()
}

fn read_device(mut row: Row) -> Result<DeviceRow, CentralError> {
    let (device, name, paired_ms, revoked_ms) = (row.device()?, row.text()?, row.int()?, row.int_or_none()?);
    let heard = row.int_or_none()?.zip(row.int_or_none()?);
    let (n_waiting, n_attempts, n_conflicts) = (row.count()?, row.count()?, row.count()?);
    Ok(DeviceRow { device, name, paired_ms, revoked_ms, heard, n_waiting, n_attempts, n_conflicts })
}

/// Rows that begin with a number, bytes and a hash.
pub(crate) fn sealed(rows: Vec<Row>) -> Result<Vec<Sealed>, CentralError> {
    let one = |mut row: Row| {
        row.count()?;
        Ok(Sealed { bytes: row.bytes()?, hash: row.hash()? })
    };
    rows.into_iter().map(one).collect()
}
