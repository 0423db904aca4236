//! The chain of one attempt: every entry hashed, linked, numbered and in order of time.
//!
//! Knows nothing of the device log, which shows what a chain alone cannot: a missing attempt and a cut tail
//! ([`crate::verify_device_log`]). Start at [`verify_attempt`], or at [`Tip`] for entries that come one by one.

use crate::{Entry, Fact, Hash256, Outcome, ParseError, Sealed};
use ids::{AttemptId, DeviceId, PersonId};

/// Where a chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub attempt: AttemptId,
    pub seq: u64,
    pub hash: Hash256,
}

/// The end of a chain that holds so far: all that the next entry is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    pub head: Head,
    pub device: DeviceId,
    pub person: PersonId,
    /// Attempt time of the last entry.
    pub at_ms: u64,
    pub closed: bool,
    pub passed: bool,
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
    let mut chain: Option<(Tip, VerifiedAttempt)> = None;
    for (seq, sealed) in (0_u64..).zip(sealed) {
        if Hash256::of(&sealed.bytes) != sealed.hash {
            return Err(bad(seq, EntryFault::HashMismatch));
        }
        let entry = Entry::parse(&sealed.bytes).map_err(|error| bad(seq, EntryFault::Unreadable(error)))?;
        if entry.attempt != attempt {
            return Err(bad(seq, EntryFault::OtherAttempt(entry.attempt)));
        }
        match &mut chain {
            None => {
                let tip = Tip::begin(&entry, sealed.hash).map_err(|why| bad(seq, why))?;
                chain = Some((tip, VerifiedAttempt::begin(&tip, entry)));
            }
            Some((tip, verified)) => {
                tip.extend(&entry, sealed.hash).map_err(|why| bad(seq, why))?;
                verified.take(tip, entry);
            }
        }
    }
    chain.map(|(_, verified)| verified).ok_or_else(|| bad(0, EntryFault::NoEntries))
}

impl VerifiedAttempt {
    fn begin(tip: &Tip, first: Entry) -> Self {
        let (head, device, anchor) = (tip.head, tip.device, first.prev);
        Self { head, device, anchor, logged: Vec::new(), closed: false, entries: vec![first] }
    }

    fn take(&mut self, tip: &Tip, entry: Entry) {
        (self.head, self.closed) = (tip.head, tip.closed);
        if entry.fact.is_logged() {
            self.logged.push(tip.head);
        }
        self.entries.push(entry);
    }
}

impl Tip {
    /// Begins with an attempt's first entry, which is its header.
    pub fn begin(first: &Entry, hash: Hash256) -> Result<Self, EntryFault> {
        if first.seq != 0 {
            return Err(EntryFault::Gap { found: first.seq });
        }
        let Fact::AttemptStarted(header) = &first.fact else { return Err(EntryFault::NoHeader) };
        let head = Head { attempt: first.attempt, seq: 0, hash };
        let (device, person, at_ms) = (header.device, header.person, first.at_ms);
        Ok(Self { head, device, person, at_ms, closed: false, passed: false })
    }

    /// Takes the next entry, or says why it does not follow; then nothing has changed.
    pub fn extend(&mut self, entry: &Entry, hash: Hash256) -> Result<(), EntryFault> {
        if entry.seq != self.head.seq + 1 {
            return Err(EntryFault::Gap { found: entry.seq });
        }
        if entry.prev != self.head.hash {
            return Err(EntryFault::BrokenLink);
        }
        if self.closed && !entry.fact.is_about_the_attempt() {
            return Err(EntryFault::AfterClosing);
        }
        if entry.at_ms < self.at_ms {
            return Err(EntryFault::TimeBack { at_ms: entry.at_ms, before_ms: self.at_ms });
        }
        match &entry.fact {
            Fact::AttemptStarted(_) => return Err(EntryFault::SecondHeader),
            // An assessor signs only what was passed, and never for themself.
            Fact::SignedOff { by, .. } if by.person == self.person => return Err(EntryFault::SignedOffByTrainee),
            Fact::SignedOff { .. } if !self.passed => return Err(EntryFault::SignedOffUnpassed),
            Fact::AttemptClosed { outcome, .. } => {
                self.closed = true;
                self.passed |= *outcome == Outcome::Passed;
            }
            _ => {}
        }
        self.head = Head { attempt: entry.attempt, seq: entry.seq, hash };
        self.at_ms = entry.at_ms;
        Ok(())
    }
}
