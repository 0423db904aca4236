//! Reading attempts: progress for the home screen and the debrief, and what an open attempt goes on from.
//!
//! Knows nothing of steps beyond what entries say. Each read checks the chain first, so that nobody goes on from a broken one. Start
//! at [`Store::attempts`] and [`Store::resume`].

use crate::StoreError;
use crate::journal::{read_row, read_trace};
use crate::open::Store;
use ids::{AttemptId, Id128, PersonId};
use record::{BadEntry, Entry, Hash256, Progress, Sealed, VerifiedAttempt, verify_attempt};
use rusqlite::{Connection, OptionalExtension, Params};

/// What an open attempt goes on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// None when no snapshot was ever saved: play the trace from the beginning.
    pub snapshot: Option<Snapshot>,
    /// The whole input trace.
    pub trace: Vec<u8>,
    /// The attempt time of the last append: go on from here.
    pub last_at_ms: u64,
    pub progress: Progress,
}

/// The saved state of a session, and where in the attempt it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub bytes: Vec<u8>,
    pub at_ms: u64,
    /// How many entries there were.
    pub n_entries: u64,
    /// How much of the trace had been played: what lies after it follows the snapshot.
    pub trace_bytes: u64,
}

impl Store {
    /// All attempts of a person in the order in which they were opened, and the ones that do not hold.
    pub fn attempts(&self, person: PersonId) -> Result<(Vec<Progress>, Vec<BadEntry>), StoreError> {
        self.fold(include_str!("../sql/attempts_of_person.sql"), [person.to_string()])
    }

    /// The attempts of a person that can be continued, in the order in which they were opened, and the ones that do not hold.
    pub fn open_attempts(&self, person: PersonId) -> Result<(Vec<Progress>, Vec<BadEntry>), StoreError> {
        self.fold(include_str!("../sql/attempts_open_of_person.sql"), [person.to_string()])
    }

    /// The attempts of everybody on this device.
    pub fn all_attempts(&self) -> Result<(Vec<Progress>, Vec<BadEntry>), StoreError> {
        self.fold(include_str!("../sql/attempts_all.sql"), [])
    }

    /// One attempt.
    pub fn progress(&self, attempt: AttemptId) -> Result<Progress, StoreError> {
        Ok(folded(&self.chain(attempt)?))
    }

    /// All entries of an attempt, after checking their chain.
    pub fn entries(&self, attempt: AttemptId) -> Result<Vec<Entry>, StoreError> {
        Ok(self.chain(attempt)?.entries)
    }

    /// The exact bytes and hashes of an attempt's entries.
    pub fn sealed_entries(&self, attempt: AttemptId) -> Result<Vec<Sealed>, StoreError> {
        self.must_exist(attempt)?;
        Ok(read_sealed(&self.db, attempt)?.into_iter().map(|(_, sealed)| sealed).collect())
    }

    /// The whole input trace of an attempt, as it was handed in.
    pub fn trace(&self, attempt: AttemptId) -> Result<Vec<u8>, StoreError> {
        self.must_exist(attempt)?;
        read_trace(&self.db, attempt)
    }

    /// What an open attempt goes on from. From here on, appends go on from what was read.
    pub fn resume(&mut self, attempt: AttemptId) -> Result<Resume, StoreError> {
        let tx = self.db.unchecked_transaction()?;
        let row = read_row(&tx, attempt)?.ok_or(StoreError::UnknownAttempt(attempt))?;
        if row.closed {
            return Err(StoreError::Closed(attempt));
        }
        let progress = folded(&verify_attempt(attempt, &only_sealed(read_sealed(&tx, attempt)?))?);
        let snapshot = read_snapshot(&tx, attempt)?;
        let trace = read_trace(&tx, attempt)?;
        tx.finish()?;
        self.seen.insert(attempt, row.position());
        Ok(Resume { snapshot, trace, last_at_ms: row.last_at_ms, progress })
    }

    fn chain(&self, attempt: AttemptId) -> Result<VerifiedAttempt, StoreError> {
        self.must_exist(attempt)?;
        Ok(verify_attempt(attempt, &only_sealed(read_sealed(&self.db, attempt)?))?)
    }

    fn must_exist(&self, attempt: AttemptId) -> Result<(), StoreError> {
        read_row(&self.db, attempt)?.map(|_| ()).ok_or(StoreError::UnknownAttempt(attempt))
    }

    fn fold(&self, sql: &str, params: impl Params) -> Result<(Vec<Progress>, Vec<BadEntry>), StoreError> {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for attempt in read_ids(&self.db, sql, params)? {
            match verify_attempt(attempt, &only_sealed(read_sealed(&self.db, attempt)?)) {
                Ok(chain) => good.push(folded(&chain)),
                Err(error) => bad.push(error),
            }
        }
        Ok((good, bad))
    }
}

fn folded(chain: &VerifiedAttempt) -> Progress {
    Progress::fold(&chain.entries).expect("a verified chain begins with its header")
}

fn only_sealed(rows: Vec<(u64, Sealed)>) -> Vec<Sealed> {
    rows.into_iter().map(|(_, sealed)| sealed).collect()
}

fn read_ids(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<AttemptId>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params, |row| row.get::<_, String>(0))?;
    rows.map(|text| {
        let read = Id128::parse(&text?).map(AttemptId);
        read.map_err(|error| StoreError::Damaged(format!("attempt id: {error}")))
    })
    .collect()
}

/// The rows of an attempt's entries: sequence number, bytes, hash.
pub(crate) fn read_sealed(db: &Connection, attempt: AttemptId) -> Result<Vec<(u64, Sealed)>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/entries.sql"))?;
    let rows = query.query_map([attempt.to_string()], sealed_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads `seq, bytes, hash`.
pub(crate) fn sealed_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(u64, Sealed)> {
    Ok((row.get(0)?, Sealed { bytes: row.get(1)?, hash: Hash256(row.get(2)?) }))
}

fn read_snapshot(db: &Connection, attempt: AttemptId) -> Result<Option<Snapshot>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/snapshot_get.sql"))?;
    let snapshot = query.query_row([attempt.to_string()], |row| {
        Ok(Snapshot { n_entries: row.get(0)?, trace_bytes: row.get(1)?, at_ms: row.get(2)?, bytes: row.get(3)? })
    });
    Ok(snapshot.optional()?)
}
