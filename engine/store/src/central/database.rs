//! The thin layer over both databases: transactions, statements, rows.
//!
//! Knows no table. Every statement is a `.sql` file with the parameters `$1` to `$n`. Start at [`Database::write`].

use super::postgres_server::PostgresServer;
use super::sqlite_file::SqliteFile;
use super::{CentralError, Row, Value};
use std::collections::HashMap;

/// The text of a statement.
pub(crate) type Sql = &'static str;

pub(crate) enum Database {
    Sqlite(SqliteFile),
    Postgres(PostgresServer),
}

/// One transaction. What is not committed, because its work failed, did not happen.
pub(crate) enum Tx<'a> {
    Sqlite(rusqlite::Transaction<'a>),
    Postgres(postgres::Transaction<'a>, &'a mut HashMap<Sql, postgres::Statement>),
}

impl Database {
    /// Everything that `work` reads is of one moment.
    pub(crate) fn read<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        match self {
            Self::Sqlite(file) => file.read(work),
            Self::Postgres(server) => server.read(work),
        }
    }

    /// When this returns well, the changes are on disk. `work` may be called again, after a lost connection.
    pub(crate) fn write<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        match self {
            Self::Sqlite(file) => file.write(work),
            Self::Postgres(server) => server.write(work),
        }
    }
}

impl Tx<'_> {
    pub(crate) fn rows(&mut self, sql: Sql, params: &[Value]) -> Result<Vec<Row>, CentralError> {
        match self {
            Self::Sqlite(tx) => super::sqlite_file::rows(tx, sql, params),
            Self::Postgres(tx, prepared) => super::postgres_server::rows(tx, prepared, sql, params),
        }
    }

    /// The first row, if there is one.
    pub(crate) fn row(&mut self, sql: Sql, params: &[Value]) -> Result<Option<Row>, CentralError> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// How many rows were made, changed or removed.
    pub(crate) fn change(&mut self, sql: Sql, params: &[Value]) -> Result<u64, CentralError> {
        match self {
            Self::Sqlite(tx) => super::sqlite_file::change(tx, sql, params),
            Self::Postgres(tx, prepared) => super::postgres_server::change(tx, prepared, sql, params),
        }
    }

    /// Several statements without parameters: a migration.
    pub(crate) fn script(&mut self, sql: Sql) -> Result<(), CentralError> {
        match self {
            Self::Sqlite(tx) => Ok(tx.execute_batch(sql)?),
            Self::Postgres(tx, _) => Ok(tx.batch_execute(sql)?),
        }
    }

    /// From here on this transaction is the only one that changes what hangs together in an organisation.
    pub(crate) fn lock_writes(&mut self, organisation: i64) -> Result<(), CentralError> {
        match self {
            // It is: SQLite has one writer.
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(..) => self.rows(super::statements::WRITES_LOCK_POSTGRES, &[organisation.into()]).map(|_| ()),
        }
    }
}
