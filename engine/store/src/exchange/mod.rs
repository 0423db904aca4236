//! What a PC and its organisation's server say to each other: parcels of records one way, receipts the other.
//!
//! Pure, and the same for both sides. A parcel is text: a label, then one line for each record, and each line of a chain is
//! the exact bytes that were hashed. A parcel that was cut anywhere is not taken at all. Start at [`Parcel`] and [`Receipt`];
//! [`PairingCode`] is how the two first meet.

mod pairing_code;

pub use pairing_code::{PairingCode, ServerKey};

use ids::{AttemptId, DeviceId, PersonId};
use record::Hash256;
use serde::{Deserialize, Serialize};

/// The version of all this, as it stands in every label and answer.
pub const EXCHANGE_FORMAT: u32 = 1;
/// The longest parcel, in bytes.
pub const PARCEL_MAX_BYTES: usize = 1024 * 1024;
/// The most lines after the label.
pub const PARCEL_MAX_LINES: usize = 1_000;

/// Records on their way to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub device: DeviceId,
    /// The time of day on the device, as it says.
    pub told_ms: i64,
    /// How many entries and log records wait on the device, these included.
    pub n_waiting: u64,
    pub people: Vec<PersonLine>,
    /// Lines of the device's log, in order.
    pub log: Vec<Vec<u8>>,
    /// Entries; those of one attempt stand together, in order.
    pub entries: Vec<Vec<u8>>,
}

/// The key that opens what is sealed of a person, or that it was destroyed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonLine {
    pub person: PersonId,
    /// 32 bytes in base64; none once the person was erased on the device.
    pub key: Option<String>,
}

/// What the server says of a parcel that it took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub format: u32,
    /// None where the parcel held no line of the log.
    pub log: Option<ChainReceipt>,
    pub attempts: Vec<AttemptReceipt>,
    /// All that the server has of this device now.
    pub held: Held,
    /// With the last parcel of a run: the server's newest signed checkpoint, so that it is held outside of it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
}

/// How many lines of chains there are, and their hashes put together by exclusive or, in whatever order they came. Two sides that
/// agree have the same lines: against accidents, such as a server that was put back to an older copy, not against somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub n_lines: u64,
    pub digest: Hash256,
}

impl Held {
    pub const NOTHING: Self = Self { n_lines: 0, digest: Hash256::ZERO };

    pub fn add(&mut self, line: &Hash256) {
        self.n_lines += 1;
        self.mix(line);
    }

    pub fn take_away(&mut self, line: &Hash256) {
        self.n_lines = self.n_lines.saturating_sub(1);
        self.mix(line);
    }

    fn mix(&mut self, line: &Hash256) {
        self.digest.0.iter_mut().zip(line.0).for_each(|(all, one)| *all ^= one);
    }
}

/// What the server says of one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptReceipt {
    pub attempt: AttemptId,
    #[serde(flatten)]
    pub chain: ChainReceipt,
}

/// How far a chain is on the server's disk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChainReceipt {
    /// The first line that the server wants next. Below the first that was sent, lines in between are missing there.
    pub next: u64,
    /// Lines that are kept beside others of the same number that came before them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<u64>,
    /// The line that was not taken, nor any after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    pub seq: u64,
    /// What does not hold, in English.
    pub why: String,
}

/// What a PC sends to be paired.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairingRequest {
    pub format: u32,
    /// The first half of the code: the other half is for the PC.
    pub secret: String,
    pub device: DeviceId,
    /// Drawn by the PC: from now on it opens the server to it.
    pub token: String,
}

/// What the server answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paired {
    pub format: u32,
    pub organisation: String,
    /// What the PC is called there.
    pub name: String,
}

/// Why the server did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerRefusal {
    /// For programs; [`ServerRefusal::REVOKED`] and the others.
    pub error: String,
    /// For people, in English.
    pub says: String,
}

impl ServerRefusal {
    pub const REVOKED: &str = "revoked";
    pub const CODE_OVER: &str = "code-over";
    pub const SLOW_DOWN: &str = "slow-down";
    pub const BAD_PARCEL: &str = "bad-parcel";
    pub const UNAVAILABLE: &str = "unavailable";
}

/// Why bytes are no parcel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParcelFault {
    #[error("the parcel is larger than {PARCEL_MAX_BYTES} bytes or has more than {PARCEL_MAX_LINES} lines")]
    TooLarge,
    #[error("the parcel was cut: its label counts {expected} lines, and {found} came whole")]
    Cut { expected: usize, found: usize },
    #[error("the parcel has format {0}; this server knows format {EXCHANGE_FORMAT}")]
    OtherFormat(u32),
    #[error("the parcel's label cannot be read: {0}")]
    BadLabel(String),
    #[error("line {line} after the label cannot be read: {why}")]
    BadLine { line: usize, why: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    format: u32,
    device: DeviceId,
    told_ms: i64,
    waiting: u64,
    people: usize,
    log: usize,
    entries: usize,
}

/// Only what says whether the rest can be understood.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Parcel {
    pub fn to_bytes(&self) -> Vec<u8> {
        let label = Label {
            format: EXCHANGE_FORMAT,
            device: self.device,
            told_ms: self.told_ms,
            waiting: self.n_waiting,
            people: self.people.len(),
            log: self.log.len(),
            entries: self.entries.len(),
        };
        let mut bytes = serde_json::to_vec(&label).expect("a label holds only texts and whole numbers");
        bytes.push(b'\n');
        for person in &self.people {
            bytes.extend(serde_json::to_vec(person).expect("a person's line holds two texts"));
            bytes.push(b'\n');
        }
        for line in self.log.iter().chain(&self.entries) {
            bytes.extend_from_slice(line);
            bytes.push(b'\n');
        }
        bytes
    }

    /// Reads a whole parcel. The lines of its chains are taken as they are.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParcelFault> {
        if bytes.len() > PARCEL_MAX_BYTES {
            return Err(ParcelFault::TooLarge);
        }
        let bad_label = |error: serde_json::Error| ParcelFault::BadLabel(error.to_string());
        let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
            return Err(ParcelFault::BadLabel("the first line does not end".to_owned()));
        };
        let (first, rest) = (&bytes[..end], &bytes[end + 1..]);
        let said: Format = serde_json::from_slice(first).map_err(bad_label)?;
        if said.format != EXCHANGE_FORMAT {
            return Err(ParcelFault::OtherFormat(said.format));
        }
        let label: Label = serde_json::from_slice(first).map_err(bad_label)?;
        let counts = [label.people, label.log, label.entries];
        let expected = counts.into_iter().fold(0_usize, usize::saturating_add);
        if expected > PARCEL_MAX_LINES {
            return Err(ParcelFault::TooLarge);
        }
        let mut lines: Vec<&[u8]> = rest.split(|byte| *byte == b'\n').collect();
        // What follows the last line break is empty, or the beginning of a line that was cut.
        let is_whole = lines.pop().is_some_and(<[u8]>::is_empty);
        if lines.len() != expected || !is_whole {
            return Err(ParcelFault::Cut { expected, found: lines.len() });
        }
        let (people, chains) = lines.split_at(label.people);
        let (log, entries) = chains.split_at(label.log);
        let person = |(idx, line): (usize, &&[u8])| {
            serde_json::from_slice(line).map_err(|error| ParcelFault::BadLine { line: idx + 1, why: error.to_string() })
        };
        let people = people.iter().enumerate().map(person).collect::<Result<_, _>>()?;
        let owned = |lines: &[&[u8]]| lines.iter().map(|line| line.to_vec()).collect();
        let (log, entries) = (owned(log), owned(entries));
        Ok(Self { device: label.device, told_ms: label.told_ms, n_waiting: label.waiting, people, log, entries })
    }
}

/// Says nothing of the key.
impl std::fmt::Debug for PersonLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonLine({}, {})", self.person, if self.key.is_some() { "key" } else { "erased" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::Id128;

    fn parcel() -> Parcel {
        Parcel {
            device: DeviceId(Id128([7; 16])),
            told_ms: -5,
            n_waiting: 3,
            people: vec![PersonLine { person: PersonId(Id128([1; 16])), key: Some("AAAA".to_owned()) }],
            log: vec![b"{\"a\":1}".to_vec()],
            entries: vec![b"{\"b\":2}".to_vec(), b"not json, and taken as it is".to_vec()],
        }
    }

    #[test]
    fn a_parcel_comes_out_as_it_went_in_and_a_cut_one_not_at_all() {
        let bytes = parcel().to_bytes();
        assert_eq!(Parcel::parse(&bytes), Ok(parcel()));
        for end in 0..bytes.len() {
            assert!(Parcel::parse(&bytes[..end]).is_err(), "cut at {end}");
        }
        assert!(Parcel::parse(&[bytes.as_slice(), b"\n"].concat()).is_err(), "a line too many");
    }

    #[test]
    fn labels_that_lie_are_refused() {
        let with = |label: &str| Parcel::parse(format!("{label}\n").as_bytes()).unwrap_err();
        let device = "0".repeat(32);
        let label = |format: u32, people: u64| {
            format!(
                "{{\"format\":{format},\"device\":\"{device}\",\"told_ms\":0,\"waiting\":0,\"people\":{people},\"log\":0,\"entries\":0}}"
            )
        };
        assert!(matches!(with(&label(2, 0)), ParcelFault::OtherFormat(2)));
        assert!(matches!(with(&label(1, 5)), ParcelFault::Cut { expected: 5, found: 0 }));
        assert!(matches!(with(&label(1, u64::MAX)), ParcelFault::TooLarge));
        assert!(matches!(with("[]"), ParcelFault::BadLabel(_)));
        assert!(matches!(Parcel::parse(&vec![b'\n'; PARCEL_MAX_BYTES + 1]), Err(ParcelFault::TooLarge)));
    }
}
