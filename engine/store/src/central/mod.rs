//! An organisation's records on a server: people, roles, sign-in, the audit log, and what PCs send, in SQLite or PostgreSQL.
//!
//! Beside the record file of one PC, and apart from it. Knows no clock (times come in as milliseconds UTC), no page and no
//! network but the database's. Calls block: a server makes them on threads that may. Start at [`Central::open_file`] or
//! [`Central::open_database`].

mod assignments;
mod audit;
mod certificates;
mod changes;
mod database;
mod days;
mod devices;
mod error;
mod evidence;
mod facts;
mod groups;
mod links;
mod migrations;
mod outside;
mod passes;
mod passwords;
mod patience;
mod people;
mod pool;
mod postgres_server;
mod receiving;
mod register;
mod roles;
mod roster;
mod said;
mod sessions;
mod sign_in;
mod sqlite_file;
mod statements;
mod texts;
mod tokens;
mod trainees;
mod value;

pub use assignments::{NewAssignment, Subject, Terms, ToldExemption};
pub use audit::{AuditCheck, AuditEntry, AuditQuery, Deed};
pub use certificates::{Certificate, OwnAttempt, Proof};
pub use days::LastDay;
pub use devices::{Conflict, DeviceCheck, DeviceRow, PAIRING_LASTS_MS, Pairing};
pub use error::CentralError;
pub use evidence::ToldAttempt;
pub use facts::{AssignmentFacts, Facts, Membership, PersonFacts, Refreshed, Revision};
pub use groups::{GroupMember, GroupMembers, GroupRow, InGroup};
pub use links::{LinkFor, SetUp};
pub use outside::{NewOutside, OutsideKind, ToldOutside};
pub use passes::Pass;
pub use passwords::PasswordHash;
pub use people::{By, PeoplePage, PeopleQuery, PersonRow, PersonTexts, Reach};
pub use register::KeptCheckpoint;
pub use roles::{Role, Roles};
pub use roster::{RosterEntry, RosterPreview, RosterRefusal, Taken};
pub use sessions::{IDLE_MS, LONGEST_MS, NewSession, OwnSession, Visitor};
pub use sign_in::SignIn;
pub use tokens::Token;
pub use trainees::{DevicePerson, Match};

pub(crate) use value::{Row, Value};

use database::Database;
use std::path::Path;

/// The one organisation of a database. Every key names it, so that a database can hold several one day.
const ORGANISATION: i64 = 1;

/// An organisation's records, open. Threads share it.
pub struct Central {
    database: Database,
}

impl Central {
    /// The embedded database: makes the file and its folder if there is none, and brings an older layout up to date.
    pub fn open_file(path: &Path) -> Result<Self, CentralError> {
        Ok(Self { database: Database::Sqlite(sqlite_file::SqliteFile::open(path)?) })
    }

    /// A PostgreSQL database, by an address such as `postgres://user@host/name`. Many servers may share it.
    ///
    /// On another machine only with `in_clear`: what is said to it is not encrypted yet.
    pub fn open_database(address: &str, in_clear: bool) -> Result<Self, CentralError> {
        Ok(Self { database: Database::Postgres(postgres_server::PostgresServer::connect(address, in_clear)?) })
    }

    /// A change, and its lines in the audit log: one change at a time, and all of it or nothing.
    fn change<T>(&self, mut work: impl FnMut(&mut database::Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        self.database.write(|tx| {
            tx.lock_writes(ORGANISATION)?;
            work(tx)
        })
    }

    /// What the organisation is called; none before it was set up.
    pub fn organisation(&self) -> Result<Option<String>, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::ORGANISATION_GET, &[ORGANISATION.into()])?;
            row.map(|mut row| row.text()).transpose()
        })
    }
}
