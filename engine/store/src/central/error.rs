//! What can go wrong with an organisation's records, in words for whoever runs the server or sits before the page.
//!
//! Says no name and no address of a person: these sentences go into logs. Start at [`CentralError`].

use crate::sqlite_trouble::SqliteTrouble;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum CentralError {
    // the place
    #[error("the records at {path} cannot be opened or made: {source}; check the folder and who may write there")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{0} is not a file of a Practicum server, and was left as it is: name another data folder")]
    NotCentral(PathBuf),
    #[error(
        "the records were written by a newer Practicum (layout {found}; this one knows {known}) and were left as they are: install the newer one"
    )]
    NewerLayout { found: i64, known: i64 },
    #[error("`{0}` is no address of a database: write it as postgres://user@host/name")]
    BadAddress(String),
    #[error(
        "the database at {0} is on another machine, and what is said to it is not encrypted yet: run it on this machine, reach it \
         through a tunnel, or allow it with --database-in-clear on a network of your own"
    )]
    InClear(String),
    #[error("the database cannot be reached ({0}): check that it runs, its address, and who may sign in there")]
    Unreachable(String),

    // the disk
    #[error("the disk is full: what was saved before is kept, the last change is not; free some space, then try again")]
    DiskFull,
    #[error("the records may only be read: what was saved before is kept, the last change is not; give write access to them")]
    ReadOnly,
    #[error("the records are busy: the last change was not made; try again")]
    Busy,
    #[error("the disk did not do as asked ({0}): the last change may not be saved; check the disk, then try again")]
    Disk(String),
    #[error("the records are damaged ({0}): nothing was changed; keep a copy and restore the newest backup")]
    Damaged(String),
    #[error("the operating system gave no random numbers: {0}")]
    NoRandomness(getrandom::Error),
    #[error("the database did not do as asked: {0}")]
    Sql(String),

    // people
    #[error("nobody has this id here")]
    UnknownPerson,
    #[error("somebody has this e-mail address already")]
    EmailTaken,
    #[error("nobody else could administer then")]
    LastAdministrator,
    #[error("only an administrator changes somebody who holds a role")]
    OutOfReach,
    #[error("who signs in needs an e-mail address")]
    EmailNeeded,
    #[error("this person is not active")]
    Inactive,
    #[error("this link was used, replaced, or its time is over")]
    LinkOver,
    #[error("there is no such group here")]
    UnknownGroup,
    #[error("a group is called so already")]
    GroupTaken,
    #[error("there is no such assignment here, or it has ended")]
    UnknownAssignment,
    #[error("there is no such line in this record, or it was withdrawn")]
    UnknownLine,
    #[error("the last day comes before the first")]
    LeavesFirst,
    #[error("the list was sent more than an hour ago, or by somebody else")]
    UploadOver,
    #[error("the people changed since the list was looked at")]
    PreviewOver,
    #[error("no PC of this id is paired here")]
    UnknownDevice,
    #[error("this PC is no longer paired")]
    Revoked,
    #[error("{field} {why}")]
    BadText { field: &'static str, why: &'static str },
}

impl From<rusqlite::Error> for CentralError {
    fn from(error: rusqlite::Error) -> Self {
        match error.into() {
            SqliteTrouble::DiskFull => Self::DiskFull,
            SqliteTrouble::ReadOnly => Self::ReadOnly,
            SqliteTrouble::Busy => Self::Busy,
            SqliteTrouble::Disk(said) => Self::Disk(said),
            SqliteTrouble::Damaged(said) => Self::Damaged(said),
            SqliteTrouble::Other(error) => Self::Sql(error.to_string()),
        }
    }
}

impl From<postgres::Error> for CentralError {
    /// The server's own message and never its details, which quote the row.
    fn from(error: postgres::Error) -> Self {
        use postgres::error::SqlState;
        let Some(said) = error.as_db_error() else {
            let text = error.to_string();
            let is_own_fault = text.starts_with("error serializing") || text.starts_with("error deserializing");
            return if is_own_fault { Self::Sql(text) } else { Self::Unreachable(text) };
        };
        let code = said.code();
        if *code == SqlState::DISK_FULL {
            Self::DiskFull
        } else if *code == SqlState::READ_ONLY_SQL_TRANSACTION {
            Self::ReadOnly
        } else if [SqlState::T_R_DEADLOCK_DETECTED, SqlState::T_R_SERIALIZATION_FAILURE, SqlState::LOCK_NOT_AVAILABLE]
            .contains(code)
        {
            Self::Busy
        } else if [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
        ]
        .contains(code)
            || code.code().starts_with("28")
            || code.code().starts_with("3D")
        {
            Self::Unreachable(said.message().to_owned())
        } else {
            Self::Sql(format!("{} ({})", said.message(), code.code()))
        }
    }
}

impl From<getrandom::Error> for CentralError {
    fn from(error: getrandom::Error) -> Self {
        Self::NoRandomness(error)
    }
}
