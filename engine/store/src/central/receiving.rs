//! Taking in what a PC sends: each line at its place, checked against the line before it, in one transaction for a parcel.
//!
//! A line that is here already is fine. Another one for the same place is kept beside it, and so is what follows that one;
//! nothing is overwritten. Clocks of PCs are written down beside our own and believed in nothing. Start at [`Central::receive`].

use super::database::{Sql, Tx};
use super::{Central, CentralError, ORGANISATION, Value, changes, passes, register, statements, trainees};
use crate::exchange::{
    AttemptReceipt, ChainReceipt, EXCHANGE_FORMAT, Held, Parcel, ParcelFault, PersonLine, Receipt, RefusedLine,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ids::{AttemptId, DeviceId};
use record::{Entry, EntryFault, Fact, Hash256, Head, Header, LogFault, LogRecord, ParseError, Registered, Sealed, Tip};
use serde::Deserialize;

/// Where what we have of a device ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeviceEnd {
    /// How many lines its log has, and the hash of the last.
    pub(crate) log: (u64, Hash256),
    pub(crate) held: Held,
}

/// None for a device that was never paired.
pub(crate) fn read_end(tx: &mut Tx<'_>, device: DeviceId) -> Result<Option<DeviceEnd>, CentralError> {
    let Some(mut row) = tx.row(statements::DEVICE_END, &[ORGANISATION.into(), device.into()])? else { return Ok(None) };
    let log = (row.count()?, row.hash()?);
    Ok(Some(DeviceEnd { log, held: Held { n_lines: row.count()?, digest: row.hash()? } }))
}

/// One line that came, read as far as it can be.
struct Line<T> {
    seq: u64,
    /// None for a line that cannot be read.
    prev: Option<Hash256>,
    sealed: Sealed,
    read: Result<T, ParseError>,
}

/// Where a chain's lines lie.
struct Shelf {
    device: DeviceId,
    /// None for the device's log.
    attempt: Option<AttemptId>,
    hash_at: Sql,
    insert: Sql,
}

/// Where a line belongs, by its number and the hash before it.
enum Place {
    /// It is here already.
    Same,
    /// It is the next.
    Next,
    /// Another line stands there, or it follows such a line.
    Beside,
    /// Lines before it are not here yet.
    Ahead,
}

impl Central {
    /// Takes a parcel of a PC that has shown who it is. When this returns well, all that the receipt counts is on disk.
    ///
    /// A parcel that is broken as a whole changes nothing. A line that does not hold stops its own chain only.
    pub fn receive(&self, device: DeviceId, bytes: &[u8], now_ms: i64) -> Result<Result<Receipt, ParcelFault>, CentralError> {
        let parcel = match Parcel::parse(bytes).and_then(|parcel| Opened::new(device, parcel)) {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        let receipt = self.database.write(|tx| {
            let heard = [ORGANISATION.into(), device.into(), now_ms.into(), parcel.told_ms.into(), parcel.n_left.into()];
            // The first change of every parcel: another one of the same PC waits here until this one is done.
            if tx.change(statements::DEVICE_HEARD, &heard)? != 1 {
                return Err(CentralError::Revoked);
            }
            for (line, key) in &parcel.people {
                let is_erased = key.is_none();
                know_person(tx, device, line.person.into(), key.as_deref(), is_erased, now_ms)?;
            }
            let before = read_end(tx, device)?.ok_or(CentralError::UnknownDevice)?;
            let mut end = before;
            let log = if parcel.log.is_empty() { None } else { Some(take_log(tx, device, &mut end, &parcel.log, now_ms)?) };
            let attempts = parcel.attempts.iter();
            let attempts = attempts.map(|(attempt, lines)| {
                let chain = take_attempt(tx, device, &mut end.held, *attempt, lines, now_ms)?;
                Ok(AttemptReceipt { attempt: *attempt, chain })
            });
            let attempts = attempts.collect::<Result<_, CentralError>>()?;
            if end != before {
                let held = [end.held.n_lines.into(), end.held.digest.into()];
                let columns = [ORGANISATION.into(), device.into(), end.log.0.into(), end.log.1.into()];
                tx.change(statements::DEVICE_ADVANCE, &[columns.as_slice(), &held].concat())?;
            }
            if end.log != before.log {
                let (n_lines, head) = end.log;
                register::wait(tx, Registered::Log { device, n_lines, head }, now_ms)?;
            }
            let checkpoint = if parcel.n_left == 0 { register::last(tx)?.map(|kept| kept.note) } else { None };
            Ok(Receipt { format: EXCHANGE_FORMAT, log, attempts, held: end.held, checkpoint })
        })?;
        Ok(Ok(receipt))
    }
}

/// A parcel whose lines say where they belong.
struct Opened {
    told_ms: i64,
    /// What waits on the device besides.
    n_left: u64,
    people: Vec<(PersonLine, Option<Vec<u8>>)>,
    log: Vec<Line<LogRecord>>,
    /// Runs of entries of one attempt.
    attempts: Vec<(AttemptId, Vec<Line<Entry>>)>,
}

#[derive(Deserialize)]
struct PlaceOfEntry {
    attempt: AttemptId,
    seq: u64,
}

#[derive(Deserialize)]
struct PlaceOfRecord {
    seq: u64,
}

impl Opened {
    fn new(device: DeviceId, parcel: Parcel) -> Result<Self, ParcelFault> {
        if parcel.device != device {
            return Err(ParcelFault::BadLabel("it names another device than the one that sends it".to_owned()));
        }
        let n_lines = (parcel.log.len() + parcel.entries.len()) as u64;
        let (told_ms, n_left) = (parcel.told_ms, parcel.n_waiting.saturating_sub(n_lines));
        let bad = |line: usize| move |why: String| ParcelFault::BadLine { line: line + 1, why };
        let mut people = Vec::with_capacity(parcel.people.len());
        for (idx, person) in parcel.people.into_iter().enumerate() {
            let key =
                person.key.as_ref().map(|key| STANDARD.decode(key)).transpose().map_err(|error| bad(idx)(error.to_string()))?;
            if key.as_ref().is_some_and(|key| key.len() != 32) {
                return Err(bad(idx)("a key has 32 bytes".to_owned()));
            }
            people.push((person, key));
        }
        let mut log = Vec::with_capacity(parcel.log.len());
        let n_before = people.len();
        for (idx, bytes) in parcel.log.into_iter().enumerate() {
            let place: PlaceOfRecord = read(&bytes).map_err(bad(n_before + idx))?;
            let read = LogRecord::parse(&bytes);
            log.push(Line {
                seq: place.seq,
                prev: read.as_ref().ok().map(|record| record.prev),
                sealed: Sealed::of(bytes),
                read,
            });
        }
        let n_before = n_before + log.len();
        let mut attempts: Vec<(AttemptId, Vec<Line<Entry>>)> = Vec::new();
        for (idx, bytes) in parcel.entries.into_iter().enumerate() {
            let place: PlaceOfEntry = read(&bytes).map_err(bad(n_before + idx))?;
            let read = Entry::parse(&bytes);
            let prev = read.as_ref().ok().map(|entry| entry.prev);
            let line = Line { seq: place.seq, prev, sealed: Sealed::of(bytes), read };
            match attempts.last_mut() {
                Some((attempt, lines)) if *attempt == place.attempt => lines.push(line),
                _ => attempts.push((place.attempt, vec![line])),
            }
        }
        Ok(Self { told_ms, n_left, people, log, attempts })
    }
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

/// Writes down that somebody is on a device. A key that was destroyed is never taken again.
fn know_person(
    tx: &mut Tx<'_>,
    device: DeviceId,
    person: Value,
    key: Option<&[u8]>,
    is_erased: bool,
    now_ms: i64,
) -> Result<(), CentralError> {
    let columns = [ORGANISATION.into(), device.into(), person, key.into(), is_erased.into(), now_ms.into()];
    tx.change(statements::DEVICE_PERSON_SET, &columns).map(|_| ())
}

impl Shelf {
    fn key(&self) -> Value {
        self.attempt.map_or(self.device.into(), Value::from)
    }

    /// `end` is how many lines the chain has, and the hash of the last.
    fn place<T>(&self, tx: &mut Tx<'_>, end: (u64, Hash256), line: &Line<T>) -> Result<Place, CentralError> {
        let (n_lines, head) = end;
        if line.seq < n_lines {
            let stored = tx.row(self.hash_at, &[ORGANISATION.into(), self.key(), line.seq.into()])?;
            let stored = stored.map(|mut row| row.hash()).transpose()?;
            return Ok(if stored == Some(line.sealed.hash) { Place::Same } else { Place::Beside });
        }
        // Where the hashes join there is nothing to ask. An attempt's first entry joins nothing here.
        if line.seq == n_lines && (line.prev == Some(head) || n_lines == 0) {
            return Ok(Place::Next);
        }
        let follows = match (line.prev, line.seq.checked_sub(1)) {
            (Some(prev), Some(before)) => tx.row(statements::BESIDE_HAS, &self.beside(before, prev))?.is_some(),
            _ => false,
        };
        Ok(match (follows, line.seq == n_lines) {
            (true, _) => Place::Beside,
            (false, true) => Place::Next,
            (false, false) => Place::Ahead,
        })
    }

    fn beside(&self, seq: u64, hash: Hash256) -> [Value; 5] {
        let attempt = self.attempt.map(|attempt| attempt.0.to_string()).unwrap_or_default();
        [ORGANISATION.into(), self.device.into(), attempt.as_str().into(), seq.into(), hash.into()]
    }

    fn keep_beside<T>(&self, tx: &mut Tx<'_>, line: &Line<T>, now_ms: i64) -> Result<(), CentralError> {
        let more = [line.sealed.bytes.as_slice().into(), now_ms.into()];
        let columns = [self.beside(line.seq, line.sealed.hash).as_slice(), &more].concat();
        if tx.change(statements::BESIDE_INSERT, &columns)? == 0 {
            return Ok(());
        }
        let (device, attempt, seq, hash) = (self.device, self.attempt, line.seq, line.sealed.hash);
        register::wait(tx, Registered::Beside { device, attempt, seq, hash }, now_ms)
    }

    fn keep<T>(&self, tx: &mut Tx<'_>, line: &Line<T>, now_ms: i64) -> Result<(), CentralError> {
        let (bytes, hash) = (line.sealed.bytes.as_slice().into(), line.sealed.hash.into());
        tx.change(self.insert, &[ORGANISATION.into(), self.key(), line.seq.into(), bytes, hash, now_ms.into()]).map(|_| ())
    }
}

/// Puts every line at its place. `follow` takes the next one, or says why it does not hold; it answers where the chain ends then.
fn take_lines<T>(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    mut end: (u64, Hash256),
    held: &mut Held,
    lines: &[Line<T>],
    now_ms: i64,
    mut follow: impl FnMut(&T, Hash256) -> Result<(), String>,
) -> Result<ChainReceipt, CentralError> {
    let mut receipt = ChainReceipt { next: end.0, ..ChainReceipt::default() };
    let refused = |seq: u64, why: String| Some(RefusedLine { seq, why });
    for line in lines {
        let place = shelf.place(tx, end, line)?;
        match (place, &line.read) {
            (Place::Same, _) => {}
            (Place::Ahead, _) => {
                receipt.next = end.0;
                return Ok(receipt);
            }
            (Place::Next | Place::Beside, Err(error)) => {
                (receipt.next, receipt.refused) = (line.seq, refused(line.seq, error.to_string()));
                return Ok(receipt);
            }
            (Place::Beside, Ok(_)) => {
                shelf.keep_beside(tx, line, now_ms)?;
                receipt.conflicts.push(line.seq);
            }
            (Place::Next, Ok(read)) => {
                if let Err(why) = follow(read, line.sealed.hash) {
                    (receipt.next, receipt.refused) = (line.seq, refused(line.seq, why));
                    return Ok(receipt);
                }
                shelf.keep(tx, line, now_ms)?;
                held.add(&line.sealed.hash);
                end = (line.seq + 1, line.sealed.hash);
            }
        }
        receipt.next = line.seq + 1;
    }
    Ok(receipt)
}

fn take_log(
    tx: &mut Tx<'_>,
    device: DeviceId,
    end: &mut DeviceEnd,
    lines: &[Line<LogRecord>],
    now_ms: i64,
) -> Result<ChainReceipt, CentralError> {
    let shelf = Shelf { device, attempt: None, hash_at: statements::LOG_HASH, insert: statements::LOG_INSERT };
    let DeviceEnd { log, held } = end;
    take_lines(tx, &shelf, *log, held, lines, now_ms, |record, hash| {
        if record.device != device {
            return Err(LogFault::OtherDevice(record.device).to_string());
        }
        if record.prev != log.1 {
            return Err(LogFault::BrokenLink.to_string());
        }
        *log = (record.seq + 1, hash);
        Ok(())
    })
}

fn take_attempt(
    tx: &mut Tx<'_>,
    device: DeviceId,
    held: &mut Held,
    attempt: AttemptId,
    lines: &[Line<Entry>],
    now_ms: i64,
) -> Result<ChainReceipt, CentralError> {
    let before = read_tip(tx, attempt)?;
    if let (Some(before), Some(first)) = (&before, lines.first())
        && before.device != device
    {
        let why = EntryFault::OtherDevice(before.device).to_string();
        return Ok(ChainReceipt {
            next: first.seq,
            refused: Some(RefusedLine { seq: first.seq, why }),
            ..ChainReceipt::default()
        });
    }
    let shelf = Shelf { device, attempt: Some(attempt), hash_at: statements::ENTRY_HASH, insert: statements::ENTRY_INSERT };
    let (mut tip, mut first, mut ends) = (before, None, false);
    let end = before.map_or((0, Hash256::ZERO), |tip| (tip.head.seq + 1, tip.head.hash));
    let receipt = take_lines(tx, &shelf, end, held, lines, now_ms, |entry, hash| {
        match &mut tip {
            Some(tip) => tip.extend(entry, hash).map_err(|why| why.to_string())?,
            None => {
                let begun = Tip::begin(entry, hash).map_err(|why| why.to_string())?;
                if begun.device != device {
                    return Err(EntryFault::OtherDevice(begun.device).to_string());
                }
                (tip, first) = (Some(begun), Some(entry.clone()));
            }
        }
        ends |= matches!(entry.fact, Fact::AttemptClosed { .. }) || entry.fact.is_about_the_attempt();
        Ok(())
    })?;
    let Some(tip) = tip.filter(|tip| Some(*tip) != before) else { return Ok(receipt) };
    match &first {
        Some(Entry { utc, fact: Fact::AttemptStarted(header), .. }) => {
            insert_attempt(tx, header, &tip, utc.unix_secs().saturating_mul(1_000), now_ms)?;
        }
        _ => {
            let columns = [
                ORGANISATION.into(),
                attempt.into(),
                (tip.head.seq + 1).into(),
                tip.head.hash.into(),
                tip.at_ms.into(),
                tip.closed.into(),
                tip.passed.into(),
                now_ms.into(),
            ];
            tx.change(statements::ATTEMPT_ADVANCE, &columns)?;
        }
    }
    let came = Registered::Attempt { device, attempt, n_lines: tip.head.seq + 1, head: tip.head.hash };
    register::wait(tx, came, now_ms)?;
    if ends && tip.passed {
        passes::fold_into_cache(tx, attempt, now_ms)?;
    }
    if ends && let Some(person) = trainees::matched(tx, tip.device, tip.person)? {
        changes::mark(tx, Some(person))?;
    }
    Ok(receipt)
}

fn insert_attempt(tx: &mut Tx<'_>, header: &Header, tip: &Tip, opened_ms: i64, now_ms: i64) -> Result<(), CentralError> {
    if !header.demonstration {
        know_person(tx, header.device, header.person.into(), None, false, now_ms)?;
    }
    let columns = [
        ORGANISATION.into(),
        tip.head.attempt.into(),
        header.device.into(),
        header.person.into(),
        header.demonstration.into(),
        header.module.as_str().into(),
        header.module_version.as_str().into(),
        header.mode.as_str().into(),
        opened_ms.into(),
        (tip.head.seq + 1).into(),
        tip.head.hash.into(),
        tip.at_ms.into(),
        tip.closed.into(),
        tip.passed.into(),
        now_ms.into(),
    ];
    tx.change(statements::ATTEMPT_INSERT, &columns).map(|_| ())
}

/// Where an attempt's chain ends here; none for one that never came.
fn read_tip(tx: &mut Tx<'_>, attempt: AttemptId) -> Result<Option<Tip>, CentralError> {
    let Some(mut row) = tx.row(statements::ATTEMPT_GET, &[ORGANISATION.into(), attempt.into()])? else { return Ok(None) };
    let (device, person, n_entries) = (row.device()?, row.person()?, row.count()?);
    let head = Head { attempt, seq: n_entries.saturating_sub(1), hash: row.hash()? };
    Ok(Some(Tip { head, device, person, at_ms: row.count()?, closed: row.int()? == 1, passed: row.int()? == 1 }))
}
