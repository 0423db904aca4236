//! The embedded database: one file in the data folder, one writer, a few readers beside it.
//!
//! Knows no table. Start at [`SqliteFile::open`].

use super::database::{Sql, Tx};
use super::pool::Pool;
use super::{CentralError, Row, Value, migrations};
use crate::open::make_file;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// "PraS" in ASCII: how an SQLite file says whose it is.
const APPLICATION_ID: i64 = 0x5072_6153;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const MOST_READERS: usize = 4;

pub(crate) struct SqliteFile {
    // Before the writer, so that they are closed first: the last to close folds the log into the file, and they may not.
    readers: Pool<Connection>,
    writer: Mutex<Connection>,
}

impl SqliteFile {
    /// Opens the file, and makes it and its folder if there is none, for their owner alone.
    pub(crate) fn open(path: &Path) -> Result<Self, CentralError> {
        make_file(path).map_err(|source| CentralError::File { path: path.to_owned(), source })?;
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        must_be_ours(&writer, path)?;
        // With a write-ahead log, readers see the last commit while somebody writes; a full sync puts each commit on disk.
        writer.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        writer.pragma_update(None, "synchronous", "full")?;
        writer.pragma_update(None, "secure_delete", true)?;
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        let mut tx = Tx::Sqlite(tx);
        migrations::run(&mut tx)?;
        commit(tx)?;
        let reading = PathBuf::from(path);
        let readers = Pool::new(MOST_READERS, move || connect(&reading, OpenFlags::SQLITE_OPEN_READ_ONLY));
        Ok(Self { writer: Mutex::new(writer), readers })
    }

    pub(crate) fn read<T>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        let mut reader = self.readers.borrow()?;
        let tx = reader.transaction()?;
        work(&mut Tx::Sqlite(tx))
    }

    pub(crate) fn write<T>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        // A panic rolled its transaction back: the connection is whole.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tx = Tx::Sqlite(writer.transaction_with_behavior(TransactionBehavior::Immediate)?);
        let done = work(&mut tx)?;
        commit(tx)?;
        Ok(done)
    }
}

fn commit(tx: Tx<'_>) -> Result<(), CentralError> {
    match tx {
        Tx::Sqlite(tx) => Ok(tx.commit()?),
        Tx::Postgres(tx, _) => Ok(tx.commit()?),
    }
}

fn connect(path: &Path, mode: OpenFlags) -> Result<Connection, CentralError> {
    let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen) => {
            CentralError::File { path: path.to_owned(), source: std::io::Error::other(error.to_string()) }
        }
        _ => error.into(),
    };
    let db = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// An empty file, or one that says so.
fn must_be_ours(db: &Connection, path: &Path) -> Result<(), CentralError> {
    let not_ours = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => CentralError::NotCentral(path.to_owned()),
        _ => error.into(),
    };
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(not_ours)?;
    let n_tables: i64 = db.query_row(include_str!("../../sql/tables.sql"), [], |row| row.get(0)).map_err(not_ours)?;
    let is_new = application == 0 && n_tables == 0;
    if is_new || application == APPLICATION_ID { Ok(()) } else { Err(CentralError::NotCentral(path.to_owned())) }
}

pub(crate) fn rows(tx: &Connection, sql: Sql, params: &[Value]) -> Result<Vec<Row>, CentralError> {
    let mut statement = tx.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    let n_columns = statement.column_count();
    let mut cursor = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = cursor.next()? {
        let values = (0..n_columns).map(|idx| row.get_ref(idx).map(to_value)?);
        rows.push(Row::new(values.collect::<Result<_, CentralError>>()?));
    }
    Ok(rows)
}

pub(crate) fn change(tx: &Connection, sql: Sql, params: &[Value]) -> Result<u64, CentralError> {
    let mut statement = tx.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement.raw_execute()? as u64)
}

/// `$1` is a name to SQLite: its place among the parameters is asked for.
fn bind(statement: &mut Statement<'_>, params: &[Value]) -> Result<(), CentralError> {
    for (idx, value) in params.iter().enumerate() {
        let name = format!("${}", idx + 1);
        let place = statement.parameter_index(&name)?;
        let place = place.ok_or_else(|| CentralError::Sql(format!("a statement has no parameter {name}")))?;
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn to_value(value: ValueRef<'_>) -> Result<Value, CentralError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8(bytes.to_vec());
            Value::Text(text.map_err(|_| CentralError::Damaged("a text is no UTF-8".to_owned()))?)
        }
        ValueRef::Real(_) => return Err(CentralError::Damaged("a number is no whole one".to_owned())),
    })
}
