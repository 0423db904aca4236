//! What a server is told when it starts, and everything that may keep it from starting, in a sentence each.
//!
//! Knows no command line. Start at [`Options`].

use crate::catalogue::Catalogue;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use store::central::CentralError;

#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Where the records are.
    pub database: Database,
    /// Encrypts; without it only this machine is served, or a proxy.
    pub tls: Option<Tls>,
    /// The one machine that may send requests for others, and says for whom. It has to encrypt.
    pub behind_proxy: Option<IpAddr>,
    /// The courses and modules that can be assigned.
    pub catalogue: Catalogue,
    /// The secret key that signs checkpoints; made there where the records have none yet. Without it nothing is signed here.
    pub signing_key: Option<PathBuf>,
    /// PEM: the certificate that this machine shows to others, so that pairing codes can vouch for its key.
    pub proxy_certificate: Option<PathBuf>,
}

#[derive(Debug, Clone)]
pub enum Database {
    /// The embedded one, in this folder.
    Folder(PathBuf),
    Postgres {
        address: String,
        /// Also on another machine, over a connection that is not encrypted.
        in_clear: bool,
    },
}

#[derive(Debug, Clone)]
pub struct Tls {
    /// PEM: the certificate, then those that vouch for it.
    pub certificate: PathBuf,
    /// PEM: its private key.
    pub key: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "{0} can be reached from other machines, and nothing would be encrypted: name a certificate with --tls-cert and --tls-key, \
         or a proxy that encrypts with --behind-proxy"
    )]
    InClear(SocketAddr),
    #[error("another program listens at {0} already: end it, or choose another port with --address")]
    Taken(SocketAddr),
    #[error("this program may not listen at {0}: choose a port above 1023 with --address")]
    NotAllowed(SocketAddr),
    #[error("{address} cannot be listened at ({source}): choose another with --address")]
    Address { address: SocketAddr, source: std::io::Error },
    #[error("the certificate or key cannot be read at {path}: {why}")]
    Certificate { path: PathBuf, why: String },
    #[error("the key that signs checkpoints, at {path}: {why}")]
    SigningKey { path: PathBuf, why: String },
    #[error(transparent)]
    Records(#[from] CentralError),
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

impl Options {
    /// Refuses what would send passwords in clear over a network.
    pub(crate) fn check(&self) -> Result<(), ServeError> {
        let is_safe = self.tls.is_some() || self.behind_proxy.is_some() || self.address.ip().is_loopback();
        if is_safe { Ok(()) } else { Err(ServeError::InClear(self.address)) }
    }
}
