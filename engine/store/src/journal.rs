//! The journal: opening attempts and appending to them, each time in one transaction that is on disk when the call returns.
//!
//! Knows nothing of what trace and snapshot hold. Start at [`Store::append`].

use crate::StoreError;
use crate::device;
use crate::open::Store;
use ids::AttemptId;
use record::{Entry, Fact, Hash256, Header, Mark, MarkReason, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// How far an attempt has come on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) n_entries: u64,
    pub(crate) trace_bytes: u64,
}

/// What stands on disk after an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// How many entries the attempt has now; the last one's seq is one less.
    pub n_entries: u64,
    /// The hash of the last entry.
    pub head: Hash256,
    /// How long the input trace is now.
    pub trace_bytes: u64,
    pub closed: bool,
}

/// The row of an attempt: where its chain and trace end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AttemptRow {
    pub(crate) n_entries: u64,
    pub(crate) head: Hash256,
    pub(crate) n_chunks: u64,
    pub(crate) trace_bytes: u64,
    /// Attempt time of the last append.
    pub(crate) last_at_ms: u64,
    pub(crate) closed: bool,
    pub(crate) person: String,
}

impl Store {
    /// Opens an attempt: draws its id, names it in the device log, and writes the header as its first entry, at 0 ms.
    pub fn open_attempt(&mut self, header: &Header, utc: &str) -> Result<AttemptId, StoreError> {
        let utc = Utc::new(utc)?;
        if header.device != self.device {
            return Err(StoreError::OtherDevice { header: header.device, here: self.device });
        }
        if header.witness.as_ref().is_some_and(|witness| witness.person == header.person) {
            return Err(StoreError::OwnWitness);
        }
        let is_nobody = self.key_of(header.person)?.is_none();
        if header.demonstration != is_nobody || (header.mode == "watch" && !is_nobody) {
            return Err(StoreError::DemonstrationMismatch);
        }
        let attempt = device::draw_attempt_id()?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let anchor = device::log(&tx, self.device, &utc, Mark::Opened { attempt })?;
        let fact = Fact::AttemptStarted(Box::new(header.clone()));
        let first = Entry { attempt, seq: 0, at_ms: 0, utc, prev: anchor, fact }.seal();
        let row = (attempt.to_string(), header.person.to_string(), first.hash.0);
        tx.prepare_cached(include_str!("../sql/attempt_insert.sql"))?.execute(row)?;
        tx.prepare_cached(include_str!("../sql/entry_insert.sql"))?.execute((
            attempt.to_string(),
            0_u64,
            &first.bytes,
            first.hash.0,
        ))?;
        tx.commit()?;
        self.seen.insert(attempt, Position { n_entries: 1, trace_bytes: 0 });
        Ok(attempt)
    }

    /// Appends facts, a piece of the input trace and a snapshot, all or nothing. When it returns, they are on disk.
    ///
    /// `at_ms` is the attempt time of all these facts. `snapshot` is the state after them; it replaces the one before and is dropped when
    /// the attempt ends. An empty `input_trace_sha256` in the closing fact is filled in from the trace on disk; any other must fit it.
    ///
    /// After an error, call it again with the same arguments: what had reached the disk after all is not written twice. With nothing
    /// to write it does nothing.
    pub fn append(
        &mut self,
        attempt: AttemptId,
        at_ms: u64,
        utc: &str,
        facts: &[Fact],
        trace_chunk: &[u8],
        snapshot: Option<&[u8]>,
    ) -> Result<Appended, StoreError> {
        let batch = Batch { attempt, at_ms, utc: Utc::new(utc)?, facts, trace_chunk, snapshot };
        let device = self.device;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row = read_row(&tx, attempt)?.ok_or(StoreError::UnknownAttempt(attempt))?;
        let here = row.position();
        let expected = *self.seen.get(&attempt).unwrap_or(&here);
        let appended = if here == expected {
            batch.check(&row)?;
            batch.write(&tx, device, row)?
        } else if here == batch.position_after(expected) && batch.is_on_disk(&tx, expected)? {
            row.appended()
        } else {
            return Err(StoreError::MovedOn(attempt));
        };
        tx.commit()?;
        self.seen.insert(attempt, Position { n_entries: appended.n_entries, trace_bytes: appended.trace_bytes });
        Ok(appended)
    }
}

/// Appends what is not part of play, in one transaction: also after the end of an attempt. Trace and snapshot stay as they are.
pub(crate) fn append_later(
    db: &mut Connection,
    device: ids::DeviceId,
    attempt: AttemptId,
    utc: Utc,
    fact: Fact,
) -> Result<Appended, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let row = read_row(&tx, attempt)?.ok_or(StoreError::UnknownAttempt(attempt))?;
    let batch = Batch { attempt, at_ms: row.last_at_ms, utc, facts: &[fact], trace_chunk: &[], snapshot: None };
    let appended = batch.write(&tx, device, row)?;
    tx.commit()?;
    Ok(appended)
}

struct Batch<'a> {
    attempt: AttemptId,
    at_ms: u64,
    utc: Utc,
    facts: &'a [Fact],
    trace_chunk: &'a [u8],
    snapshot: Option<&'a [u8]>,
}

impl Batch<'_> {
    fn position_after(&self, before: Position) -> Position {
        Position {
            n_entries: before.n_entries + self.facts.len() as u64,
            trace_bytes: before.trace_bytes + self.trace_chunk.len() as u64,
        }
    }

    fn check(&self, row: &AttemptRow) -> Result<(), StoreError> {
        if row.closed {
            return Err(StoreError::Closed(self.attempt));
        }
        if self.at_ms < row.last_at_ms {
            return Err(StoreError::TimeBack { at_ms: self.at_ms, before_ms: row.last_at_ms });
        }
        if self.facts.iter().any(|fact| matches!(fact, Fact::AttemptStarted(_)) || fact.is_about_the_attempt()) {
            return Err(StoreError::SecondHeader);
        }
        let end_idx = self.facts.iter().position(|fact| matches!(fact, Fact::AttemptClosed { .. }));
        if end_idx.is_some_and(|end_idx| end_idx + 1 < self.facts.len()) {
            return Err(StoreError::FactsAfterEnd);
        }
        Ok(())
    }

    fn write(&self, tx: &Connection, device: ids::DeviceId, mut row: AttemptRow) -> Result<Appended, StoreError> {
        if self.facts.is_empty() && self.trace_chunk.is_empty() && self.snapshot.is_none() {
            return Ok(row.appended());
        }
        let attempt = self.attempt.to_string();
        if !self.trace_chunk.is_empty() {
            let chunk = (&attempt, row.n_chunks, self.trace_chunk);
            tx.prepare_cached(include_str!("../sql/trace_insert.sql"))?.execute(chunk)?;
            row.n_chunks += 1;
            row.trace_bytes += self.trace_chunk.len() as u64;
        }
        for fact in self.facts {
            self.write_fact(tx, device, &mut row, fact)?;
        }
        row.last_at_ms = self.at_ms;
        if row.closed {
            tx.prepare_cached(include_str!("../sql/snapshot_delete.sql"))?.execute([&attempt])?;
        } else if let Some(bytes) = self.snapshot {
            let snapshot = (&attempt, row.n_entries, row.trace_bytes, self.at_ms, bytes);
            tx.prepare_cached(include_str!("../sql/snapshot_set.sql"))?.execute(snapshot)?;
        }
        tx.prepare_cached(include_str!("../sql/attempt_advance.sql"))?.execute((
            &attempt,
            row.n_entries,
            row.head.0,
            row.n_chunks,
            row.trace_bytes,
            row.last_at_ms,
            row.closed,
        ))?;
        Ok(row.appended())
    }

    fn write_fact(&self, tx: &Connection, device: ids::DeviceId, row: &mut AttemptRow, fact: &Fact) -> Result<(), StoreError> {
        let fact = self.with_trace_hash(tx, fact)?;
        let reason = reason_to_log(&fact);
        let (seq, prev) = (row.n_entries, row.head);
        let sealed = Entry { attempt: self.attempt, seq, at_ms: self.at_ms, utc: self.utc.clone(), prev, fact }.seal();
        let entry = (self.attempt.to_string(), seq, &sealed.bytes, sealed.hash.0);
        tx.prepare_cached(include_str!("../sql/entry_insert.sql"))?.execute(entry)?;
        row.n_entries += 1;
        row.head = sealed.hash;
        if let Some(reason) = reason {
            device::log(tx, device, &self.utc, Mark::Head { attempt: self.attempt, seq, hash: sealed.hash, reason })?;
            row.closed |= reason == MarkReason::Closed;
        }
        Ok(())
    }

    /// Fills the trace's hash into the closing fact, or checks the one that is there. The trace on disk is whole by now.
    fn with_trace_hash(&self, tx: &Connection, fact: &Fact) -> Result<Fact, StoreError> {
        let mut fact = fact.clone();
        if let Fact::AttemptClosed { input_trace_sha256, .. } = &mut fact {
            let on_disk = Hash256::of(&read_trace(tx, self.attempt)?).to_string();
            if !input_trace_sha256.is_empty() && *input_trace_sha256 != on_disk {
                return Err(StoreError::TraceMismatch);
            }
            *input_trace_sha256 = on_disk;
        }
        Ok(fact)
    }

    /// True when exactly this batch follows `before` on disk already.
    fn is_on_disk(&self, tx: &Connection, before: Position) -> Result<bool, StoreError> {
        let after_before = |row: &(u64, Vec<u8>)| row.0 >= before.n_entries;
        for ((_, bytes), fact) in read_entries(tx, self.attempt)?.iter().filter(|row| after_before(row)).zip(self.facts) {
            let same = Entry::parse(bytes)
                .is_ok_and(|entry| entry.at_ms == self.at_ms && self.with_trace_hash(tx, fact).is_ok_and(|f| f == entry.fact));
            if !same {
                return Ok(false);
            }
        }
        let start = usize::try_from(before.trace_bytes).unwrap_or(usize::MAX);
        Ok(read_trace(tx, self.attempt)?.get(start..) == Some(self.trace_chunk))
    }
}

impl AttemptRow {
    pub(crate) fn position(&self) -> Position {
        Position { n_entries: self.n_entries, trace_bytes: self.trace_bytes }
    }

    fn appended(&self) -> Appended {
        Appended { n_entries: self.n_entries, head: self.head, trace_bytes: self.trace_bytes, closed: self.closed }
    }
}

fn reason_to_log(fact: &Fact) -> Option<MarkReason> {
    match fact {
        Fact::Left => Some(MarkReason::Left),
        Fact::Continued => Some(MarkReason::Continued),
        Fact::AttemptClosed { .. } => Some(MarkReason::Closed),
        Fact::SignedOff { .. } => Some(MarkReason::SignedOff),
        Fact::RoundAllowed { .. } => Some(MarkReason::RoundAllowed),
        _ => None,
    }
}

pub(crate) fn read_row(db: &Connection, attempt: AttemptId) -> Result<Option<AttemptRow>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/attempt_get.sql"))?;
    let row = query.query_row([attempt.to_string()], |row| {
        Ok(AttemptRow {
            n_entries: row.get(0)?,
            head: Hash256(row.get(1)?),
            n_chunks: row.get(2)?,
            trace_bytes: row.get(3)?,
            last_at_ms: row.get(4)?,
            closed: row.get(5)?,
            person: row.get(6)?,
        })
    });
    Ok(row.optional()?)
}

/// The whole input trace.
pub(crate) fn read_trace(db: &Connection, attempt: AttemptId) -> Result<Vec<u8>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/trace.sql"))?;
    let mut rows = query.query([attempt.to_string()])?;
    let mut trace = Vec::new();
    while let Some(row) = rows.next()? {
        trace.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(trace)
}

fn read_entries(db: &Connection, attempt: AttemptId) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/entries.sql"))?;
    let rows = query.query_map([attempt.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
