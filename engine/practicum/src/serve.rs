//! `practicum serve`: the organisation's server. Reads what was asked for, starts it, and says where it is.

use crate::assignable;
use crate::writing::put;
use anyhow::Result;
use clap::Args;
use player::places::{Wanted, data_folder};
use server::{Catalogue, Database, Options, Tls};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// A database address may hold a password: here other users of the machine cannot read it.
const DATABASE_VARIABLE: &str = "PRACTICUM_DATABASE";

#[derive(Debug, Args)]
#[command(
    after_help = "Such as: practicum serve\n         practicum serve --address 0.0.0.0:443 --tls-cert clinic.pem --tls-key clinic.key\n         practicum serve --database postgres://practicum@localhost/practicum"
)]
pub struct Serve {
    /// Where to listen; other machines are served only with a certificate or behind a proxy
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8350")]
    pub address: SocketAddr,
    /// A PostgreSQL database in place of the file in the data folder (else PRACTICUM_DATABASE)
    #[arg(long, value_name = "postgres://...")]
    pub database: Option<String>,
    /// Also reach a database on another machine over a connection that is not encrypted
    #[arg(long)]
    pub database_in_clear: bool,
    /// The certificate, and those that vouch for it, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// The one machine that sends requests for others: it has to encrypt, and to set X-Forwarded-For and X-Forwarded-Proto
    #[arg(long, value_name = "IP ADDRESS", conflicts_with_all = ["tls_cert", "tls_key"])]
    pub behind_proxy: Option<IpAddr>,
    /// The certificate that this machine shows to others, as PEM: pairing codes vouch for its key
    #[arg(long, value_name = "FILE", requires = "behind_proxy")]
    pub proxy_cert: Option<PathBuf>,
    /// The secret key that signs checkpoints [default: signing.key in the data folder, made at the first start]
    #[arg(long, value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
}

/// Serves until Ctrl-C or SIGTERM.
pub fn serve(wanted: Wanted, asked: &Serve) -> Result<()> {
    let from_environment = || std::env::var(DATABASE_VARIABLE).ok().filter(|address| !address.is_empty());
    let wanted = wanted.or_from_environment();
    // People can be kept and found without modules; nothing can be assigned then, and the pages say so.
    let catalogue = assignable::read(wanted.home.clone()).unwrap_or_else(|why| {
        eprintln!("practicum: no courses can be assigned: {why:#}");
        Catalogue::default()
    });
    let database = match asked.database.clone().or_else(from_environment) {
        Some(address) => Database::Postgres { address, in_clear: asked.database_in_clear },
        None => Database::Folder(data_folder(wanted.data.clone())?),
    };
    let signing_key = match asked.signing_key.clone() {
        Some(path) => path,
        None => data_folder(wanted.data)?.join("signing.key"),
    };
    let tls = asked.tls_cert.clone().zip(asked.tls_key.clone()).map(|(certificate, key)| Tls { certificate, key });
    let (behind_proxy, proxy_certificate) = (asked.behind_proxy, asked.proxy_cert.clone());
    let mut running = server::start(&Options {
        address: asked.address,
        database,
        tls,
        behind_proxy,
        proxy_certificate,
        signing_key: Some(signing_key),
        catalogue,
    })?;
    let organisation = running.organisation()?.unwrap_or_else(|| "a new organisation".to_owned());
    let mut told = format!("Practicum serves {organisation} at {}\n", running.url);
    if let Some(path) = &running.set_up_path {
        // From outside, neither a proxy's server nor one that listens everywhere has the address it listens at.
        let from_outside = asked.behind_proxy.is_some() || running.address.ip().is_unspecified();
        told += &match from_outside {
            true => format!("Make the first administrator within an hour: open {path} at this server's own address\n"),
            false => format!("Make the first administrator within an hour: {}{path}\n", running.url),
        };
    }
    running.heed_signals();
    put(&(told + "Ctrl-C ends it.\n"))?;
    Ok(running.wait()?)
}
