//! The way to a server over HTTP.
//!
//! Knows no records: bytes go out, answers come back. Start at [`HttpCarrier::new`].

use crate::address::ServerAddress;
use crate::carrying::{Carry, CarryError};
use crate::pinned_tls::{PinnedTls, Shown, Trusted};
use serde::de::DeserializeOwned;
use std::time::Duration;
use store::exchange::{EXCHANGE_FORMAT, Receipt, ServerRefusal};
use store::{ServerPairing, central::Token};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, TcpConnector};
use ureq::{Agent, config::Config};

const CONNECT_TIME: Duration = Duration::from_secs(10);
/// All of it: a parcel is at most a megabyte.
const MOST_TIME: Duration = Duration::from_secs(60);
const MOST_ANSWER_BYTES: u64 = 1024 * 1024;

/// One server, and the connection to it while there is one.
#[derive(Debug)]
pub struct HttpCarrier {
    line: Line,
    token: Token,
}

impl HttpCarrier {
    /// The way to the server that this PC is paired with; only the one with its key is talked to.
    pub fn new(pairing: &ServerPairing) -> Result<Self, CarryError> {
        let address = ServerAddress::parse(&pairing.address).map_err(|error| CarryError::NotAServer(error.to_string()))?;
        let line = Line::new(&address, Trusted::Key(pairing.key))?;
        Ok(Self { line, token: pairing.token.clone() })
    }
}

impl Carry for HttpCarrier {
    fn carry(&mut self, parcel: &[u8]) -> Result<Receipt, CarryError> {
        let receipt: Receipt = self.line.post("/api/v1/records", Some(&self.token), "application/x-ndjson", parcel)?;
        match receipt.format {
            EXCHANGE_FORMAT => Ok(receipt),
            other => Err(CarryError::NotAServer(format!("its receipts have format {other}"))),
        }
    }
}

/// A line to whoever is trusted at an address.
#[derive(Debug)]
pub(crate) struct Line {
    agent: Agent,
    address: ServerAddress,
    trusted: Trusted,
    shown: Shown,
}

impl Line {
    pub(crate) fn new(address: &ServerAddress, trusted: Trusted) -> Result<Self, CarryError> {
        let shown = Shown::default();
        let tls = PinnedTls::new(trusted.clone(), shown.clone());
        let tls = tls.map_err(|error| CarryError::Unreachable(error.to_string()))?;
        let config = Config::builder()
            .timeout_connect(Some(CONNECT_TIME))
            .timeout_global(Some(MOST_TIME))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(concat!("practicum/", env!("CARGO_PKG_VERSION")))
            .build();
        let agent = Agent::with_parts(config, ().chain(TcpConnector::default()).chain(tls), DefaultResolver::default());
        Ok(Self { agent, address: address.clone(), trusted, shown })
    }

    /// The key of whoever answered; none in clear.
    pub(crate) fn key(&self) -> store::exchange::ServerKey {
        self.shown.get().map_or(store::exchange::ServerKey(None), |(key, _)| key)
    }

    /// Sends, and reads the answer as JSON.
    pub(crate) fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Token>,
        kind: &str,
        body: &[u8],
    ) -> Result<T, CarryError> {
        let is_in_clear = self.address.as_str().starts_with("http://");
        if is_in_clear && !self.trusted.is(&store::exchange::ServerKey(None)) {
            return Err(CarryError::OtherKey);
        }
        let mut asked = self.agent.post(format!("{}{path}", self.address)).content_type(kind);
        if let Some(token) = token {
            asked = asked.header("authorization", format!("Bearer {}", token.as_str()));
        }
        let answer = asked.send(body);
        let failed = |error: ureq::Error| match self.shown.get() {
            Some((_, false)) => CarryError::OtherKey,
            _ => CarryError::Unreachable(error.to_string()),
        };
        let mut answer = answer.map_err(failed)?;
        let wait = answer.headers().get("retry-after").and_then(|wait| wait.to_str().ok()?.parse().ok());
        let status = answer.status().as_u16();
        let bytes = answer.body_mut().with_config().limit(MOST_ANSWER_BYTES).read_to_vec().map_err(failed)?;
        if status == 200 {
            return serde_json::from_slice(&bytes).map_err(|error| CarryError::NotAServer(error.to_string()));
        }
        let Ok(refusal) = serde_json::from_slice::<ServerRefusal>(&bytes) else {
            return Err(match status {
                500.. => CarryError::Unavailable(format!("HTTP {status}")),
                _ => CarryError::NotAServer(format!("HTTP {status}")),
            });
        };
        Err(match refusal.error.as_str() {
            ServerRefusal::REVOKED => CarryError::Revoked,
            ServerRefusal::SLOW_DOWN => CarryError::SlowDown { wait_secs: wait.unwrap_or(60) },
            ServerRefusal::UNAVAILABLE => CarryError::Unavailable(refusal.says),
            _ => CarryError::Refused(refusal.says),
        })
    }
}
