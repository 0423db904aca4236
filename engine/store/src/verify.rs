//! Verification: every chain recomputed from the bytes on disk, and the first bad entry of each named.
//!
//! Knows nothing of keys: sealed texts stay sealed, and an erased person breaks nothing. Start at [`Store::verify`].

use crate::StoreError;
use crate::attempts::{read_sealed, sealed_row};
use crate::device;
use crate::journal::{AttemptRow, read_row, read_trace};
use crate::open::Store;
use ids::{AttemptId, DeviceId, Id128};
use record::{
    BadEntry, BadLogRecord, EntryFault, Fact, Hash256, LogFault, Sealed, VerifiedAttempt, verify_attempt, verify_device_log,
};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fmt;

/// What recomputing everything gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    pub device: DeviceId,
    pub n_attempts: u64,
    pub n_closed: u64,
    pub n_entries: u64,
    pub n_log_records: u64,
    /// The last hash of the device log that holds. Kept outside this device, it shows later whether anything before it was changed.
    pub log_head: Hash256,
    pub bad_log_record: Option<BadLogRecord>,
    /// The first bad entry of each attempt that does not hold.
    pub bad_entries: Vec<BadEntry>,
    /// What is wrong with the file itself.
    pub damages: Vec<String>,
}

impl Verification {
    pub fn is_sound(&self) -> bool {
        self.bad_log_record.is_none() && self.bad_entries.is_empty() && self.damages.is_empty()
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { device, n_attempts, n_closed, n_entries, n_log_records, log_head, .. } = self;
        writeln!(
            f,
            "device {device}: {n_attempts} attempts ({n_closed} closed), {n_entries} entries, {n_log_records} log records"
        )?;
        for damage in &self.damages {
            writeln!(f, "BAD  file: {damage}")?;
        }
        for bad in &self.bad_entries {
            writeln!(f, "BAD  {bad}")?;
        }
        if let Some(bad) = &self.bad_log_record {
            writeln!(f, "BAD  {bad}")?;
        }
        if self.is_sound() {
            writeln!(f, "every chain holds")?;
        }
        writeln!(f, "head of the device log: {log_head}")
    }
}

impl Store {
    /// Recomputes the chains of all attempts, the device log, and the traces of closed attempts.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        // One transaction, so that another program's append is seen whole or not at all.
        let tx = self.db.unchecked_transaction()?;
        let mut damages = file_damages(&tx)?;
        let (mut chains, mut bad_entries, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut n_attempts = 0;
        for text in attempt_ids(&tx)? {
            n_attempts += 1;
            let attempt = match Id128::parse(&text) {
                Ok(id) => AttemptId(id),
                Err(error) => {
                    damages.push(format!("attempt id: {error}"));
                    continue;
                }
            };
            match check_attempt(&tx, attempt, self.device)? {
                Ok(chain) => chains.push(chain),
                Err(bad) => {
                    broken.insert(attempt);
                    bad_entries.push(bad);
                }
            }
        }
        let (sealed, misplaced) = read_log(&tx)?;
        let findings = verify_device_log(self.device, &sealed, &chains, &broken);
        bad_entries.extend(findings.bad_entries);
        let head_on_row = device::log_head(&tx)?;
        let cut = || log_cut(head_on_row, findings.n_records, findings.head);
        let bad_log_record = findings.bad_record.or(misplaced).or_else(cut);
        Ok(Verification {
            device: self.device,
            n_attempts,
            n_closed: chains.iter().filter(|chain| chain.closed).count() as u64,
            n_entries: chains.iter().map(|chain| chain.entries.len() as u64).sum(),
            n_log_records: findings.n_records,
            log_head: findings.head,
            bad_log_record,
            bad_entries,
            damages,
        })
    }
}

fn file_damages(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = db.prepare("PRAGMA quick_check(20)")?;
    let lines = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// The ids of all attempts, also of those that lost their row.
fn attempt_ids(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut ids = Vec::new();
    for sql in [include_str!("../sql/attempts_all.sql"), include_str!("../sql/attempts_without_row.sql")] {
        let mut query = db.prepare_cached(sql)?;
        for id in query.query_map([], |row| row.get::<_, String>(0))? {
            ids.push(id?);
        }
    }
    Ok(ids)
}

/// Checks one attempt: its chain, the row that says where it ends, and its trace.
fn check_attempt(db: &Connection, attempt: AttemptId, here: DeviceId) -> Result<Result<VerifiedAttempt, BadEntry>, StoreError> {
    let (seqs, sealed): (Vec<u64>, Vec<Sealed>) = read_sealed(db, attempt)?.into_iter().unzip();
    let chain = match verify_attempt(attempt, &sealed) {
        Ok(chain) => chain,
        Err(bad) => return Ok(Err(bad)),
    };
    let row = read_row(db, attempt)?;
    let trace = read_trace(db, attempt)?;
    let fault = misnumbered(&seqs)
        .or_else(|| (chain.device != here).then_some((0, EntryFault::OtherDevice(chain.device))))
        .or_else(|| against_row(&chain, row.as_ref(), &trace))
        .or_else(|| against_trace(&chain, &trace));
    Ok(match fault {
        Some((seq, why)) => Err(BadEntry { attempt, seq, why }),
        None => Ok(chain),
    })
}

fn misnumbered(seqs: &[u64]) -> Option<(u64, EntryFault)> {
    let (seq, found) = (0_u64..).zip(seqs).find(|(seq, found)| seq != *found)?;
    Some((seq, EntryFault::AtRest(format!("its row says {found}"))))
}

/// Compares a chain with the attempt's row, which says where it ends.
fn against_row(chain: &VerifiedAttempt, row: Option<&AttemptRow>, trace: &[u8]) -> Option<(u64, EntryFault)> {
    let at_rest = |seq: u64, why: &str| Some((seq, EntryFault::AtRest(why.to_owned())));
    let Some(row) = row else { return at_rest(0, "the attempt's row is missing") };
    let n_entries = chain.head.seq + 1;
    if row.n_entries > n_entries {
        let n_missing = row.n_entries - n_entries;
        return at_rest(
            n_entries,
            &format!("missing, as is all after it ({n_missing} in all): the attempt had {} entries", row.n_entries),
        );
    }
    if row.n_entries < n_entries {
        return at_rest(row.n_entries, "it was added without the attempt's row: not by this program");
    }
    if row.head != chain.head.hash {
        return at_rest(chain.head.seq, "it is not the entry that was written last: the attempt's row has another hash");
    }
    if row.closed != chain.closed {
        return at_rest(chain.head.seq, "the attempt's row does not agree on whether the attempt ended");
    }
    if let Some(Fact::AttemptStarted(header)) = chain.entries.first().map(|entry| &entry.fact)
        && header.person.to_string() != row.person
    {
        return at_rest(0, "the attempt's row names another person");
    }
    if row.trace_bytes != trace.len() as u64 {
        return at_rest(chain.head.seq, "the input trace up to it was cut or extended");
    }
    None
}

fn against_trace(chain: &VerifiedAttempt, trace: &[u8]) -> Option<(u64, EntryFault)> {
    let is_end = |entry: &&record::Entry| matches!(entry.fact, Fact::AttemptClosed { .. });
    let end = chain.entries.iter().rev().find(is_end)?;
    let Fact::AttemptClosed { input_trace_sha256, .. } = &end.fact else { return None };
    let fits = *input_trace_sha256 == Hash256::of(trace).to_string();
    (!fits)
        .then(|| (end.seq, EntryFault::AtRest("the input trace was changed: it no longer gives the hash in this entry".into())))
}

fn read_log(db: &Connection) -> Result<(Vec<Sealed>, Option<BadLogRecord>), StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/log.sql"))?;
    let rows = query.query_map([], sealed_row)?.collect::<Result<Vec<_>, _>>()?;
    let (seqs, sealed): (Vec<u64>, Vec<Sealed>) = rows.into_iter().unzip();
    let misplaced = (0_u64..).zip(&seqs).find(|(seq, found)| seq != *found);
    let misplaced = misplaced.map(|(seq, found)| BadLogRecord { seq, why: LogFault::AtRest(format!("its row says {found}")) });
    Ok((sealed, misplaced))
}

/// Compares the log with the place where the device says that it ends.
fn log_cut(on_row: (u64, Hash256), n_records: u64, head: Hash256) -> Option<BadLogRecord> {
    if on_row == (n_records, head) {
        return None;
    }
    let why = LogFault::AtRest(format!("the log does not end where this device left it: {} records were written", on_row.0));
    Some(BadLogRecord { seq: n_records.min(on_row.0), why })
}
