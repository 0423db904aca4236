//! What SQLite says when it fails, sorted by what somebody can do about it. Knows no record. Start at [`SqliteTrouble`].

use rusqlite::{Error, ErrorCode};

pub(crate) enum SqliteTrouble {
    DiskFull,
    ReadOnly,
    /// Another program is writing.
    Busy,
    Disk(String),
    Damaged(String),
    Other(Error),
}

impl From<Error> for SqliteTrouble {
    fn from(error: Error) -> Self {
        let Error::SqliteFailure(code, ref text) = error else { return Self::Other(error) };
        let said = text.clone().unwrap_or_else(|| code.to_string());
        match code.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Disk(said),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(said),
            _ => Self::Other(error),
        }
    }
}
