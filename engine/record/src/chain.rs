//! The chain of one attempt: every entry hashed, linked, numbered and in order of time.
//!
//! Knows nothing of the device log, which shows what a chain alone cannot: a missing attempt and a cut tail
//! ([`crate::verify_device_log`]). Start at [`verify_attempt`].

use crate::{Entry, Fact, Hash256, Outcome, ParseError, Sealed};
use ids::{AttemptId, DeviceId, PersonId};

/// Where a chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub attempt: AttemptId,
    pub seq: u64,
    pub hash: Hash256,
}

/// An attempt whose chain holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedAttempt {
    pub head: Head,
    pub device: DeviceId,
    /// The hash of the device log's record that opened the attempt.
    pub anchor: Hash256,
    /// The entries that the device log must repeat: leaving, going on, the end.
    pub logged: Vec<Head>,
    pub closed: bool,
    /// All entries, read.
    pub entries: Vec<Entry>,
}

/// The first entry of an attempt that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("attempt {attempt}, entry {seq}: {why}")]
pub struct BadEntry {
    pub attempt: AttemptId,
    pub seq: u64,
    pub why: EntryFault,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    #[error("the whole attempt is missing")]
    NoEntries,
    #[error("its bytes were changed: they no longer give the stored hash")]
    HashMismatch,
    #[error(transparent)]
    Unreadable(ParseError),
    #[error("it belongs to attempt {0}")]
    OtherAttempt(AttemptId),
    #[error("it is missing: entry {found} stands in its place")]
    Gap { found: u64 },
    #[error("it is not linked to the entry before it")]
    BrokenLink,
    #[error("an attempt starts with its header, but this is another fact")]
    NoHeader,
    #[error("it is a second header")]
    SecondHeader,
    #[error("it follows the end of the attempt")]
    AfterClosing,
    #[error("it signs off an attempt that was not passed before it")]
    SignedOffUnpassed,
    #[error("it signs off the attempt of the person who signs")]
    SignedOffByTrainee,
    #[error("it lies before the entry before it: {at_ms} ms after {before_ms} ms")]
    TimeBack { at_ms: u64, before_ms: u64 },
    #[error("it and {n_more} more after it are missing: the device log recorded entry {logged_seq}")]
    TailCut { n_more: u64, logged_seq: u64 },
    #[error("the device log recorded it with another hash")]
    NotAsLogged,
    #[error("the device log does not have it")]
    NotLogged,
    #[error("the device log does not name the attempt, or names it with another beginning")]
    NotOpened,
    #[error("it was recorded on another device ({0})")]
    OtherDevice(DeviceId),
    #[error("{0}")]
    AtRest(String),
}

/// Recomputes the chain of one attempt, entries in order, and names the first one that does not hold.
pub fn verify_attempt(attempt: AttemptId, sealed: &[Sealed]) -> Result<VerifiedAttempt, BadEntry> {
    let bad = |seq: u64, why: EntryFault| BadEntry { attempt, seq, why };
    let mut chain: Option<VerifiedAttempt> = None;
    for (seq, sealed) in (0_u64..).zip(sealed) {
        if Hash256::of(&sealed.bytes) != sealed.hash {
            return Err(bad(seq, EntryFault::HashMismatch));
        }
        let entry = Entry::parse(&sealed.bytes).map_err(|error| bad(seq, EntryFault::Unreadable(error)))?;
        if entry.attempt != attempt {
            return Err(bad(seq, EntryFault::OtherAttempt(entry.attempt)));
        }
        if entry.seq != seq {
            return Err(bad(seq, EntryFault::Gap { found: entry.seq }));
        }
        match &mut chain {
            None => chain = Some(begin(entry, sealed.hash).map_err(|why| bad(seq, why))?),
            Some(chain) => extend(chain, entry, sealed.hash).map_err(|why| bad(seq, why))?,
        }
    }
    chain.ok_or_else(|| bad(0, EntryFault::NoEntries))
}

fn begin(first: Entry, hash: Hash256) -> Result<VerifiedAttempt, EntryFault> {
    let Fact::AttemptStarted(header) = &first.fact else { return Err(EntryFault::NoHeader) };
    Ok(VerifiedAttempt {
        head: Head { attempt: first.attempt, seq: first.seq, hash },
        device: header.device,
        anchor: first.prev,
        logged: Vec::new(),
        closed: false,
        entries: vec![first],
    })
}

fn extend(chain: &mut VerifiedAttempt, entry: Entry, hash: Hash256) -> Result<(), EntryFault> {
    if entry.prev != chain.head.hash {
        return Err(EntryFault::BrokenLink);
    }
    if chain.closed && !entry.fact.is_about_the_attempt() {
        return Err(EntryFault::AfterClosing);
    }
    let before_ms = chain.entries.last().map_or(0, |before| before.at_ms);
    if entry.at_ms < before_ms {
        return Err(EntryFault::TimeBack { at_ms: entry.at_ms, before_ms });
    }
    match &entry.fact {
        Fact::AttemptStarted(_) => return Err(EntryFault::SecondHeader),
        Fact::AttemptClosed { .. } => chain.closed = true,
        Fact::SignedOff { by, .. } => check_signature(chain, by.person)?,
        _ => {}
    }
    chain.head = Head { attempt: entry.attempt, seq: entry.seq, hash };
    if entry.fact.is_logged() {
        chain.logged.push(chain.head);
    }
    chain.entries.push(entry);
    Ok(())
}

/// An assessor signs only what was passed, and never for themself.
fn check_signature(chain: &VerifiedAttempt, by: PersonId) -> Result<(), EntryFault> {
    let is_passing = |entry: &Entry| matches!(entry.fact, Fact::AttemptClosed { outcome: Outcome::Passed, .. });
    let is_own = |entry: &Entry| matches!(&entry.fact, Fact::AttemptStarted(header) if header.person == by);
    if chain.entries.first().is_some_and(is_own) {
        return Err(EntryFault::SignedOffByTrainee);
    }
    if chain.entries.iter().any(is_passing) { Ok(()) } else { Err(EntryFault::SignedOffUnpassed) }
}
