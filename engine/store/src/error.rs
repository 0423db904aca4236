//! What can go wrong with the records, in words for the person in front of the screen: what happened, what was kept, what to do.
//!
//! Knows nothing of who shows it. Start at [`StoreError`].

use crate::sqlite_trouble::SqliteTrouble;
use ids::{AttemptId, DeviceId, PersonId};
use record::{BadEntry, UtcError};
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    // the file
    #[error("there are no records at {0} yet: play a module first, or name another file")]
    NoFile(PathBuf),
    #[error("the records at {path} cannot be opened or made: {source}; check the folder and who may write there")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{0} is not a Practicum record file, and was left as it is: name another file")]
    NotRecords(PathBuf),
    #[error(
        "{path} was written by a newer Practicum (layout {found}; this one knows {known}) and was left as it is: install the newer one"
    )]
    NewerLayout { path: PathBuf, found: i64, known: i64 },
    #[error(
        "{path} was written by an older Practicum (layout {found}; this one writes {known}): open it once for playing, which brings it up to date"
    )]
    OlderLayout { path: PathBuf, found: i64, known: i64 },

    // the disk
    #[error("the disk is full: everything ticked so far is saved, the last action is not; free some space, then try again")]
    DiskFull,
    #[error(
        "the record file may only be read: everything ticked so far is saved, the last action is not; give write access to the file and its folder"
    )]
    ReadOnly,
    #[error(
        "another program has kept the record file busy: everything ticked so far is saved, the last action is not; close the other Practicum, then try again"
    )]
    Busy,
    #[error(
        "the disk did not do as asked ({0}): everything ticked so far is saved, the last action may not be; check the disk, then try again"
    )]
    Disk(String),
    #[error("the record file is damaged ({0}): nothing was changed; keep a copy and restore the newest backup")]
    Damaged(String),

    // people
    #[error("nobody has the id {0} here")]
    UnknownPerson(PersonId),
    #[error("the data of person {0} were erased: they cannot be shown or used for a new attempt")]
    ErasedPerson(PersonId),
    #[error("the demonstration person cannot be changed or erased")]
    DemonstrationIsFixed,
    #[error("{field} {why}")]
    BadText { field: &'static str, why: &'static str },
    #[error("a sealed text of person {0} cannot be opened: it was changed, or belongs to somebody else")]
    BadSeal(PersonId),
    #[error("the person is erased, but another program still holds an old page of the record file: close it, then erase again")]
    EraseUnfinished,

    // PINs and signatures
    #[error("a PIN {0}")]
    BadPin(&'static str),
    #[error("this person has a PIN already: it can be changed, or replaced with a witness")]
    PinIsSet,
    #[error("nobody is their own witness: somebody else has to confirm it")]
    OwnWitness,
    #[error("nobody signs for themself: somebody else has to")]
    OwnSignOff,
    #[error("only a passed exam can be signed off, and only for an exam can a further round be allowed")]
    NothingToSign,

    // attempts
    #[error("there is no attempt {0} here")]
    UnknownAttempt(AttemptId),
    #[error("attempt {0} has ended: nothing can be added to it")]
    Closed(AttemptId),
    #[error("attempt {0} was continued somewhere else: open it again from the home screen")]
    MovedOn(AttemptId),
    #[error("the header of an attempt is written once, when it is opened")]
    SecondHeader,
    #[error("facts follow the end of the attempt")]
    FactsAfterEnd,
    #[error("time went back: {at_ms} ms after {before_ms} ms")]
    TimeBack { at_ms: u64, before_ms: u64 },
    #[error("the attempt is for device {header}, but this is {here}")]
    OtherDevice { header: DeviceId, here: DeviceId },
    #[error("demonstration runs and `watch` belong to the demonstration person, and only they do")]
    DemonstrationMismatch,
    #[error("the hash of the input trace does not fit the trace that was saved")]
    TraceMismatch,
    #[error(transparent)]
    Utc(#[from] UtcError),
    #[error("the records do not hold: {0}; run `practicum verify`")]
    BadEntry(#[from] BadEntry),

    // everything else
    #[error("setting `{key}` cannot be read or written: {source}")]
    Setting { key: String, source: serde_json::Error },
    #[error("the operating system gave no random numbers: {0}")]
    NoRandomness(getrandom::Error),
    #[error("the records could not be read or written: {0}")]
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.into() {
            SqliteTrouble::DiskFull => Self::DiskFull,
            SqliteTrouble::ReadOnly => Self::ReadOnly,
            SqliteTrouble::Busy => Self::Busy,
            SqliteTrouble::Disk(said) => Self::Disk(said),
            SqliteTrouble::Damaged(said) => Self::Damaged(said),
            SqliteTrouble::Other(error) => Self::Sql(error),
        }
    }
}

impl From<getrandom::Error> for StoreError {
    fn from(error: getrandom::Error) -> Self {
        Self::NoRandomness(error)
    }
}
