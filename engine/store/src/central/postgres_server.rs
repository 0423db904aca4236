//! The other database: PostgreSQL, shared by any number of servers.
//!
//! Knows no table. Start at [`PostgresServer::connect`].

use super::database::{Sql, Tx};
use super::pool::Pool;
use super::{CentralError, Row, Value, migrations};
use bytes::BytesMut;
use postgres::config::Host;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, IsolationLevel, NoTls, Statement, Transaction};
use std::collections::HashMap;
use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

const MOST_CONNECTIONS: usize = 8;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Held while a server brings the tables up to date, so that others wait for it.
const LAYOUT_LOCK: i64 = 0x5072_6163_7469_6375;

pub(crate) struct PostgresServer {
    connections: Pool<Connection>,
}

/// One connection and the statements it has prepared.
struct Connection {
    client: Client,
    prepared: HashMap<Sql, Statement>,
}

/// Where work ended that did not end well.
enum Failed {
    /// The connection was lost before anything was committed: it can be done again.
    Lost(CentralError),
    Other(CentralError),
}

impl PostgresServer {
    /// Connects, and brings the tables up to date.
    ///
    /// `in_clear` allows a database on another machine, over a connection that is not encrypted.
    pub(crate) fn connect(address: &str, in_clear: bool) -> Result<Self, CentralError> {
        // The parser's message may quote the password.
        let mut config: Config = address.parse().map_err(|_| CentralError::BadAddress(without_secret(address)))?;
        if let Some(host) = config.get_hosts().iter().find(|host| !is_here(host))
            && !in_clear
        {
            return Err(CentralError::InClear(host_name(host)));
        }
        if config.get_hosts().is_empty() {
            return Err(CentralError::BadAddress(without_secret(address)));
        }
        config.connect_timeout(CONNECT_TIMEOUT).application_name("practicum");
        let connect = move || {
            let client = config.connect(NoTls)?;
            Ok(Connection { client, prepared: HashMap::new() })
        };
        let server = Self { connections: Pool::new(MOST_CONNECTIONS, connect) };
        server.write(|tx| {
            tx.rows(super::statements::LAYOUT_LOCK_POSTGRES, &[LAYOUT_LOCK.into()])?;
            migrations::run(tx)
        })?;
        Ok(server)
    }

    pub(crate) fn read<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        self.with(work, true)
    }

    pub(crate) fn write<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        self.with(work, false)
    }

    /// Does it again on a new connection, as often as an idle one may have been lost.
    fn with<T>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>, reads_only: bool) -> Result<T, CentralError> {
        let mut last = CentralError::Busy;
        for _ in 0..=MOST_CONNECTIONS {
            let mut connection = self.connections.borrow()?;
            match connection.transact(&mut work, reads_only) {
                Ok(done) => return Ok(done),
                Err(Failed::Other(error)) => {
                    if connection.client.is_closed() {
                        connection.discard();
                    }
                    return Err(error);
                }
                Err(Failed::Lost(error)) => {
                    connection.discard();
                    last = error;
                }
            }
        }
        Err(last)
    }
}

impl Connection {
    fn transact<T>(
        &mut self,
        work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, CentralError>,
        reads_only: bool,
    ) -> Result<T, Failed> {
        // What is read in several statements is of one moment; who changes something sees, after a lock, what others changed.
        let isolation = if reads_only { IsolationLevel::RepeatableRead } else { IsolationLevel::ReadCommitted };
        let begun = self.client.build_transaction().isolation_level(isolation).read_only(reads_only).start();
        let tx = begun.map_err(|error| Failed::Lost(error.into()))?;
        let mut tx = Tx::Postgres(tx, &mut self.prepared);
        let done = work(&mut tx);
        let Tx::Postgres(tx, _) = tx else { return done.map_err(Failed::Other) };
        match done {
            Ok(done) => tx.commit().map(|()| done).map_err(|error| Failed::Other(error.into())),
            Err(error) => {
                drop(tx);
                Err(if matches!(error, CentralError::Unreachable(_)) { Failed::Lost(error) } else { Failed::Other(error) })
            }
        }
    }
}

pub(crate) fn rows(
    tx: &mut Transaction<'_>,
    prepared: &mut HashMap<Sql, Statement>,
    sql: Sql,
    params: &[Value],
) -> Result<Vec<Row>, CentralError> {
    let statement = prepare(tx, prepared, sql)?;
    let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
    tx.query(&statement, &params)?.iter().map(to_row).collect()
}

pub(crate) fn change(
    tx: &mut Transaction<'_>,
    prepared: &mut HashMap<Sql, Statement>,
    sql: Sql,
    params: &[Value],
) -> Result<u64, CentralError> {
    let statement = prepare(tx, prepared, sql)?;
    let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
    Ok(tx.execute(&statement, &params)?)
}

fn prepare(tx: &mut Transaction<'_>, prepared: &mut HashMap<Sql, Statement>, sql: Sql) -> Result<Statement, CentralError> {
    if let Some(statement) = prepared.get(sql) {
        return Ok(statement.clone());
    }
    let statement = tx.prepare(sql)?;
    prepared.insert(sql, statement.clone());
    Ok(statement)
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
        }
    }

    /// Each kind of value asks for itself.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn to_row(row: &postgres::Row) -> Result<Row, CentralError> {
    let value = |idx: usize, ty: &Type| -> Result<Value, CentralError> {
        Ok(match *ty {
            Type::INT8 => row.try_get::<_, Option<i64>>(idx)?.into(),
            Type::TEXT => row.try_get::<_, Option<&str>>(idx)?.into(),
            Type::BYTEA => row.try_get::<_, Option<&[u8]>>(idx)?.into(),
            // What a lock answers.
            Type::VOID => Value::Null,
            ref other => return Err(CentralError::Sql(format!("a column is of type {other}"))),
        })
    };
    let values = row.columns().iter().enumerate().map(|(idx, column)| value(idx, column.type_()));
    Ok(Row::new(values.collect::<Result<_, _>>()?))
}

/// On this machine: a socket in a folder, or the loopback.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn host_name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.display().to_string(),
    }
}

/// The address without what stands between the user's name and the machine's.
fn without_secret(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, machine))) => format!("{scheme}://...@{machine}"),
        (Some(_), None) => address.to_owned(),
        _ => "...".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_is_told_without_its_password() {
        for wrong in ["postgres://anna:secret-word@host:port/x", "host=a password=secret-word port=x", "nonsense secret-word"] {
            let Err(error) = PostgresServer::connect(wrong, false) else { panic!("{wrong} is no address") };
            assert!(!error.to_string().contains("secret-word"), "{error}");
        }
    }

    #[test]
    fn another_machine_has_to_be_allowed() {
        let refused = PostgresServer::connect("postgres://anna@records.example/practicum", false);
        assert!(matches!(refused, Err(CentralError::InClear(host)) if host == "records.example"));
    }

    #[test]
    fn a_database_that_is_not_there_is_told_in_words() {
        // Port 1 is nobody's.
        let refused = PostgresServer::connect("postgres://anna@127.0.0.1:1/practicum", false);
        let Err(error @ CentralError::Unreachable(_)) = refused else { panic!("somebody answered") };
        assert!(error.to_string().starts_with("the database cannot be reached"));
    }
}
