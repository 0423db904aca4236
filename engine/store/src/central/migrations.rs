//! Bringing the tables up to date: forward, one version after the other, in one transaction.
//!
//! A released migration is never edited. Start at [`run`].

use super::database::{Sql, Tx};
use super::{CentralError, statements};

struct Migration {
    sqlite: Sql,
    postgres: Sql,
}

const fn both(sql: Sql) -> Migration {
    Migration { sqlite: sql, postgres: sql }
}

/// Where the databases differ there is a file for each.
const MIGRATIONS: [Migration; 5] = [
    both(include_str!("../../sql/central/migrations/0001_first.sql")),
    Migration {
        sqlite: include_str!("../../sql/central/migrations/0002_audit_stays.sqlite.sql"),
        postgres: include_str!("../../sql/central/migrations/0002_audit_stays.postgres.sql"),
    },
    both(include_str!("../../sql/central/migrations/0003_assign.sql")),
    Migration {
        sqlite: concat!(
            include_str!("../../sql/central/migrations/0004_sync.sql"),
            include_str!("../../sql/central/migrations/0004_sync_stays.sqlite.sql")
        ),
        postgres: concat!(
            include_str!("../../sql/central/migrations/0004_sync.sql"),
            include_str!("../../sql/central/migrations/0004_sync_stays.postgres.sql")
        ),
    },
    Migration {
        sqlite: concat!(
            include_str!("../../sql/central/migrations/0005_register.sql"),
            include_str!("../../sql/central/migrations/0005_register.sqlite.sql")
        ),
        postgres: concat!(
            include_str!("../../sql/central/migrations/0005_register.sql"),
            include_str!("../../sql/central/migrations/0005_register.postgres.sql")
        ),
    },
];

/// The version this program writes.
pub(crate) const LAYOUT: i64 = MIGRATIONS.len() as i64;

/// The caller holds whatever keeps others from doing the same.
pub(crate) fn run(tx: &mut Tx<'_>) -> Result<(), CentralError> {
    tx.script(statements::LAYOUT_TABLE)?;
    let found = match tx.row(statements::LAYOUT_GET, &[])? {
        Some(mut row) => row.int_or_none()?.unwrap_or(0),
        None => 0,
    };
    if found > LAYOUT {
        return Err(CentralError::NewerLayout { found, known: LAYOUT });
    }
    for (version, migration) in (1..).zip(&MIGRATIONS).filter(|(version, _)| *version > found) {
        tx.script(match tx {
            Tx::Sqlite(_) => migration.sqlite,
            Tx::Postgres(..) => migration.postgres,
        })?;
        tx.change(statements::LAYOUT_ADD, &[version.into()])?;
    }
    Ok(())
}
