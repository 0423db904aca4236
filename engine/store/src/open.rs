//! Opening the record file: its place, its rights, its layout.
//!
//! Knows nothing of what the tables hold. Start at [`Store::open`].

use crate::StoreError;
use crate::device;
use crate::journal::Position;
use crate::people;
use ids::{AttemptId, DeviceId, Id128};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "Prac" in ASCII: how an SQLite file says whose it is.
const APPLICATION_ID: i64 = 0x5072_6163;

/// Each brings the layout one version further; a released one is never edited.
const MIGRATIONS: [&str; 4] = [
    include_str!("../sql/migrations/0001_first.sql"),
    include_str!("../sql/migrations/0002_pins.sql"),
    include_str!("../sql/migrations/0003_outbox.sql"),
    include_str!("../sql/migrations/0004_checkpoints.sql"),
];

const LAYOUT: i64 = MIGRATIONS.len() as i64;

/// How long to wait for another program that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The record file, open. Can be moved to another thread, but belongs to one at a time.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) device: DeviceId,
    /// How far each attempt had come when this program last heard of it: a repeated append is recognised by it.
    pub(crate) seen: BTreeMap<AttemptId, Position>,
}

impl Store {
    /// Opens the record file, and makes it (and its folder) if there is none, for its owner alone.
    ///
    /// An older layout is brought up to date. A file of a newer Practicum or of another program is left as it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_file(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        layout_of(&db, path)?;
        // WAL with a full sync: a commit returns only after fdatasync of the log.
        switch_to_wal(&db)?;
        db.pragma_update(None, "synchronous", "full")?;
        db.pragma_update(None, "foreign_keys", true)?;
        // A destroyed key must not stay behind in a free page.
        db.pragma_update(None, "secure_delete", true)?;
        migrate(&mut db, path)?;
        Self::of(db)
    }

    /// Opens an existing record file without changing what it holds: for reports and verification.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NoFile(path.to_owned()));
        }
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let found = layout_of(&db, path)?;
        if found < LAYOUT {
            return Err(StoreError::OlderLayout { path: path.to_owned(), found, known: LAYOUT });
        }
        Self::of(db)
    }

    fn of(db: Connection) -> Result<Self, StoreError> {
        db.set_prepared_statement_cache_capacity(64);
        let device = device::read_id(&db)?;
        Ok(Self { db, device, seen: BTreeMap::new() })
    }

    /// This installation, drawn once when the file was made.
    pub fn device(&self) -> DeviceId {
        self.device
    }
}

/// 128 random bits.
pub(crate) fn draw_id() -> Result<Id128, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(Id128(bytes))
}

fn connect(path: &Path, mode: OpenFlags) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| in_file(error, path))?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    Ok(db)
}

/// Switches a new file to a write-ahead log; on any other it changes nothing.
///
/// SQLite does not wait for others here, so when several programs start for the first time at once, a failed try waits for
/// whoever is writing and is repeated.
fn switch_to_wal(db: &Connection) -> Result<(), StoreError> {
    const MAX_TRIES: u32 = 100;
    let switch = || db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).map_err(StoreError::from);
    for _ in 1..MAX_TRIES {
        match switch() {
            Err(StoreError::Busy) => db.execute_batch("BEGIN IMMEDIATE; COMMIT")?,
            done => return done,
        }
    }
    switch()
}

/// Reads the layout's version; 0 for an empty file. Any file that is not ours is an error.
fn layout_of(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    // One transaction: another Practicum may be making the tables between one question and the next.
    let tx = db.unchecked_transaction()?;
    layout_within(&tx, path)
}

/// As [`layout_of`], inside the caller's transaction.
fn layout_within(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |pragma: &str| -> Result<i64, StoreError> {
        db.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|error| in_file(error, path))
    };
    let (application, found) = (number("application_id")?, number("user_version")?);
    let n_tables: i64 = db.query_row(include_str!("../sql/tables.sql"), [], |row| row.get(0))?;
    let is_new = application == 0 && found == 0 && n_tables == 0;
    if !is_new && application != APPLICATION_ID {
        return Err(StoreError::NotRecords(path.to_owned()));
    }
    if found > LAYOUT {
        return Err(StoreError::NewerLayout { path: path.to_owned(), found, known: LAYOUT });
    }
    Ok(found)
}

fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    if layout_of(db, path)? == LAYOUT {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another Practicum may have done it meanwhile.
    let found = usize::try_from(layout_within(&tx, path)?).unwrap_or(0);
    for sql in &MIGRATIONS[found..] {
        tx.execute_batch(sql)?;
    }
    if found == 0 {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        device::draw(&tx)?;
        people::add_demonstration_person(&tx)?;
    }
    tx.pragma_update(None, "user_version", LAYOUT)?;
    tx.commit()?;
    Ok(())
}

fn in_file(error: rusqlite::Error, path: &Path) -> StoreError {
    use rusqlite::ErrorCode::{CannotOpen, NotADatabase};
    match error.sqlite_error_code() {
        Some(NotADatabase) => StoreError::NotRecords(path.to_owned()),
        Some(CannotOpen) => StoreError::File { path: path.to_owned(), source: io::Error::other(error.to_string()) },
        _ => error.into(),
    }
}

/// Makes an empty file for the owner alone, or takes an existing one away from everybody else.
pub(crate) fn make_file(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    make_folder(&folder)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => {
            file.sync_all()?;
            sync_folder(&folder)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => keep_to_owner(path),
        Err(error) => Err(error),
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn keep_to_owner(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let meta = fs::metadata(path)?;
    if meta.is_file() && meta.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// Elsewhere the file inherits the rights of the person's own data folder.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn keep_to_owner(_: &Path) -> io::Result<()> {
    Ok(())
}
