//! Databases for the tests of an organisation's records: a file, and a real PostgreSQL.

use databases::Postgres;
use std::sync::Arc;
use store::central::Central;
use tempfile::TempDir;

/// A database of a test's own.
pub enum Home {
    File(TempDir),
    Postgres(Arc<Postgres>, String),
}

impl Home {
    pub fn open(&self) -> Central {
        match self {
            Self::File(folder) => Central::open_file(&folder.path().join("central.sqlite")).unwrap(),
            Self::Postgres(_, address) => Central::open_database(address, false).unwrap(),
        }
    }

    /// As somebody would who may write the database.
    pub fn tamper(&self, sql: &str) -> Result<(), String> {
        match self {
            Self::File(folder) => {
                let db = rusqlite::Connection::open(folder.path().join("central.sqlite")).unwrap();
                db.execute_batch(sql).map_err(|error| error.to_string())
            }
            Self::Postgres(server, address) => server.tamper(address, sql),
        }
    }
}

/// Runs a test on each database.
pub fn on_each(test: impl Fn(&Home)) {
    test(&Home::File(tempfile::tempdir().unwrap()));
    match Postgres::shared() {
        Ok(server) => {
            let address = server.make_database().unwrap();
            test(&Home::Postgres(server, address));
        }
        Err(missing) => println!("SKIPPED: an organisation's records on PostgreSQL: {missing}"),
    }
}
