//! The log of a device: which attempts there are, and where each ended when the trainee left, went on or finished.
//!
//! Knows nothing of facts. It is a chain of its own, so that a missing attempt or a cut tail of an attempt shows; its own head is
//! what can be held outside the device. Start at [`LogRecord`], then [`verify_device_log`].

use crate::entry::{FORMAT, HASH_ALGORITHM, check_format, malformed};
use crate::{BadEntry, EntryFault, Hash256, Head, ParseError, Sealed, Utc, VerifiedAttempt};
use ids::{AttemptId, DeviceId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a device's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRecord {
    pub device: DeviceId,
    /// Counts from 0 without gaps.
    pub seq: u64,
    pub utc: Utc,
    /// The hash of the record before; zeros for the first.
    pub prev: Hash256,
    pub mark: Mark,
}

/// What a record says of an attempt, or of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case", deny_unknown_fields)]
pub enum Mark {
    /// The attempt was opened: its first entry carries this record's hash.
    Opened { attempt: AttemptId },
    /// Where the attempt's chain stood.
    Head { attempt: AttemptId, seq: u64, hash: Hash256, reason: MarkReason },
    /// A person got a PIN, their first or another one.
    PinSet {
        person: PersonId,
        /// Who confirmed it, when the old one was forgotten; none when they set it themself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
}

/// Why the head of an attempt was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkReason {
    Left,
    Continued,
    Closed,
    SignedOff,
    RoundAllowed,
}

/// The first record of a device log that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("device log, record {seq}: {why}")]
pub struct BadLogRecord {
    pub seq: u64,
    pub why: LogFault,
}

/// What is wrong with a log record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    #[error("its bytes were changed: they no longer give the stored hash")]
    HashMismatch,
    #[error(transparent)]
    Unreadable(ParseError),
    #[error("it belongs to device {0}")]
    OtherDevice(DeviceId),
    #[error("it is missing: record {found} stands in its place")]
    Gap { found: u64 },
    #[error("it is not linked to the record before it")]
    BrokenLink,
    #[error("attempt {0} was opened before")]
    OpenedTwice(AttemptId),
    #[error("attempt {0} was never opened")]
    NeverOpened(AttemptId),
    #[error("{0}")]
    AtRest(String),
}

/// What comparing a device log with the attempts gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFindings {
    /// The hash of the last record that holds: what to keep outside the device. Zeros for an empty log.
    pub head: Hash256,
    /// How many records hold.
    pub n_records: u64,
    pub bad_record: Option<BadLogRecord>,
    /// Attempts that the log contradicts, at most one per attempt, by attempt id.
    pub bad_entries: Vec<BadEntry>,
}

impl LogRecord {
    /// Writes the record as one line of JSON, fields in a fixed order, and hashes that line.
    pub fn seal(&self) -> Sealed {
        let line = RecordOut {
            format: FORMAT,
            hash: HASH_ALGORITHM,
            device: self.device,
            seq: self.seq,
            utc: &self.utc,
            prev: self.prev,
            mark: self.mark,
        };
        Sealed::of(serde_json::to_vec(&line).expect("a log record holds only texts and whole numbers"))
    }

    /// Reads one line; as strict as [`crate::Entry::parse`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        check_format(bytes)?;
        let line: RecordIn = serde_json::from_slice(bytes).map_err(malformed)?;
        Ok(Self { device: line.device, seq: line.seq, utc: line.utc, prev: line.prev, mark: line.mark })
    }
}

/// Recomputes the log of one device and compares it with the attempts whose chains hold.
///
/// `broken` are attempts already known to be bad: the log does not complain about them again. When the log itself breaks,
/// attempts are compared only with the part before the break.
pub fn verify_device_log(
    device: DeviceId,
    sealed: &[Sealed],
    attempts: &[VerifiedAttempt],
    broken: &BTreeSet<AttemptId>,
) -> LogFindings {
    let mut log = ReadLog { head: Hash256::ZERO, n_records: 0, opened: BTreeMap::new() };
    let mut bad_record = None;
    for sealed in sealed {
        if let Err(why) = log.take(device, sealed) {
            bad_record = Some(BadLogRecord { seq: log.n_records, why });
            break;
        }
    }
    let mut bad_entries = BTreeMap::new();
    for chain in attempts.iter().filter(|chain| chain.device == device) {
        if let Err((seq, why)) = log.compare(chain, bad_record.is_none()) {
            let attempt = chain.head.attempt;
            bad_entries.insert(attempt, BadEntry { attempt, seq, why });
        }
    }
    let present: BTreeSet<AttemptId> = attempts.iter().map(|chain| chain.head.attempt).collect();
    for &attempt in log.opened.keys().filter(|attempt| !present.contains(attempt) && !broken.contains(attempt)) {
        bad_entries.insert(attempt, BadEntry { attempt, seq: 0, why: EntryFault::NoEntries });
    }
    LogFindings { head: log.head, n_records: log.n_records, bad_record, bad_entries: bad_entries.into_values().collect() }
}

/// The part of a log that holds.
struct ReadLog {
    head: Hash256,
    n_records: u64,
    /// Per attempt: the hash of the record that opened it, and the heads logged since.
    opened: BTreeMap<AttemptId, (Hash256, Vec<Head>)>,
}

impl ReadLog {
    fn take(&mut self, device: DeviceId, sealed: &Sealed) -> Result<(), LogFault> {
        if Hash256::of(&sealed.bytes) != sealed.hash {
            return Err(LogFault::HashMismatch);
        }
        let record = LogRecord::parse(&sealed.bytes).map_err(LogFault::Unreadable)?;
        if record.device != device {
            return Err(LogFault::OtherDevice(record.device));
        }
        if record.seq != self.n_records {
            return Err(LogFault::Gap { found: record.seq });
        }
        if record.prev != self.head {
            return Err(LogFault::BrokenLink);
        }
        match record.mark {
            Mark::Opened { attempt } => {
                if self.opened.insert(attempt, (sealed.hash, Vec::new())).is_some() {
                    return Err(LogFault::OpenedTwice(attempt));
                }
            }
            Mark::Head { attempt, seq, hash, .. } => match self.opened.get_mut(&attempt) {
                Some((_, heads)) => heads.push(Head { attempt, seq, hash }),
                None => return Err(LogFault::NeverOpened(attempt)),
            },
            Mark::PinSet { .. } => {}
        }
        self.head = sealed.hash;
        self.n_records += 1;
        Ok(())
    }

    /// Compares what was logged of an attempt with its chain. `whole` is false when the log broke off early.
    fn compare(&self, chain: &VerifiedAttempt, whole: bool) -> Result<(), (u64, EntryFault)> {
        let Some((anchor, logged)) = self.opened.get(&chain.head.attempt) else {
            return if whole { Err((0, EntryFault::NotOpened)) } else { Ok(()) };
        };
        if *anchor != chain.anchor {
            return Err((0, EntryFault::NotOpened));
        }
        for (log_idx, in_log) in logged.iter().enumerate() {
            if in_log.seq > chain.head.seq {
                let n_more = in_log.seq - chain.head.seq - 1;
                return Err((chain.head.seq + 1, EntryFault::TailCut { n_more, logged_seq: in_log.seq }));
            }
            if chain.logged.get(log_idx) != Some(in_log) {
                return Err((in_log.seq, EntryFault::NotAsLogged));
            }
        }
        match chain.logged.get(logged.len()) {
            Some(extra) if whole => Err((extra.seq, EntryFault::NotLogged)),
            _ => Ok(()),
        }
    }
}

#[derive(Serialize)]
struct RecordOut<'a> {
    format: u32,
    hash: &'a str,
    device: DeviceId,
    seq: u64,
    utc: &'a Utc,
    prev: Hash256,
    mark: Mark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordIn {
    #[serde(rename = "format")]
    _format: u32,
    #[serde(rename = "hash")]
    _hash: String,
    device: DeviceId,
    seq: u64,
    utc: Utc,
    prev: Hash256,
    mark: Mark,
}
