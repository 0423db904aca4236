//! Entries: one fact with its attempt, place, time and hash link, as the exact line that was hashed.
//!
//! Knows nothing of where the lines are kept. Start at [`Entry::seal`] and [`Entry::parse`]; the order of a chain is checked in
//! [`crate::verify_attempt`].

use crate::{Fact, Hash256, Utc};
use ids::AttemptId;
use serde::{Deserialize, Serialize};

/// The format of entries and log records that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// The name of the hash that links entries and log records.
pub const HASH_ALGORITHM: &str = "sha256";

/// One fact in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub attempt: AttemptId,
    /// Counts from 0 without gaps.
    pub seq: u64,
    /// Since the attempt began.
    pub at_ms: u64,
    pub utc: Utc,
    /// The hash of the entry before; for the first entry, that of the device log's record that opened the attempt.
    pub prev: Hash256,
    pub fact: Fact,
}

/// The exact bytes of one line, and their hash. Stored as it is and never written anew.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    pub bytes: Vec<u8>,
    pub hash: Hash256,
}

impl Sealed {
    /// Hashes the bytes of one line.
    pub fn of(bytes: Vec<u8>) -> Self {
        let hash = Hash256::of(&bytes);
        Self { bytes, hash }
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.hash, String::from_utf8_lossy(&self.bytes))
    }
}

/// Why a line is no entry (or no log record) that this program can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("format {found} is unsupported: this program reads formats 1 to {FORMAT}; use a newer Practicum")]
    UnsupportedFormat { found: u64 },
    #[error("the hash algorithm `{found}` is unsupported: this program knows `{HASH_ALGORITHM}`; use a newer Practicum")]
    UnsupportedHash { found: String },
    #[error("it holds more than one line")]
    ManyLines,
    #[error("it cannot be read: {0}")]
    Malformed(String),
}

impl Entry {
    /// Writes the entry as one line of JSON, fields in a fixed order, without a line break, and hashes that line.
    pub fn seal(&self) -> Sealed {
        let line = EntryOut {
            format: FORMAT,
            hash: HASH_ALGORITHM,
            attempt: self.attempt,
            seq: self.seq,
            at_ms: self.at_ms,
            utc: &self.utc,
            prev: self.prev,
            fact: &self.fact,
        };
        Sealed::of(serde_json::to_vec(&line).expect("an entry holds only texts, whole numbers and lists of them"))
    }

    /// Reads one line. Strict: an unknown or missing field, a second line or trailing text is an error.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        check_format(bytes)?;
        let line: EntryIn = serde_json::from_slice(bytes).map_err(malformed)?;
        Ok(Self { attempt: line.attempt, seq: line.seq, at_ms: line.at_ms, utc: line.utc, prev: line.prev, fact: line.fact })
    }
}

/// Looks at format and hash algorithm only, so that a newer line is called newer and not broken.
pub(crate) fn check_format(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return Err(ParseError::ManyLines);
    }
    let said: Format = serde_json::from_slice(bytes).map_err(malformed)?;
    if said.format == 0 || said.format > u64::from(FORMAT) {
        return Err(ParseError::UnsupportedFormat { found: said.format });
    }
    if said.hash != HASH_ALGORITHM {
        return Err(ParseError::UnsupportedHash { found: said.hash.chars().take(40).collect() });
    }
    Ok(())
}

pub(crate) fn malformed(error: serde_json::Error) -> ParseError {
    ParseError::Malformed(error.to_string())
}

#[derive(Deserialize)]
struct Format {
    format: u64,
    hash: String,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    format: u32,
    hash: &'a str,
    attempt: AttemptId,
    seq: u64,
    at_ms: u64,
    utc: &'a Utc,
    prev: Hash256,
    fact: &'a Fact,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryIn {
    #[serde(rename = "format")]
    _format: u32,
    #[serde(rename = "hash")]
    _hash: String,
    attempt: AttemptId,
    seq: u64,
    at_ms: u64,
    utc: Utc,
    prev: Hash256,
    fact: Fact,
}
