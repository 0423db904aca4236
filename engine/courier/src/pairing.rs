//! Pairing this PC with a server: an address and a code, typed by somebody who was given both.
//!
//! Start at [`pair`].

use crate::address::{BadAddress, ServerAddress};
use crate::carrying::CarryError;
use crate::http::Line;
use crate::pinned_tls::Trusted;
use store::exchange::{EXCHANGE_FORMAT, Paired, PairingCode, PairingRequest};
use store::{Store, StoreError};

#[derive(Debug, thiserror::Error)]
pub enum PairError {
    #[error(transparent)]
    Address(#[from] BadAddress),
    #[error("a pairing code has 16 letters and digits, such as 7K2M-QX4D-9HTA-C3WE; copy it from the page where it was made")]
    NoCode,
    #[error("the server at this address did not make this code: check both; nothing was said to it")]
    OtherServer,
    #[error(transparent)]
    Carry(CarryError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Pairs. When the answer was lost on the way, the same address and code can be tried again.
pub fn pair(store: &mut Store, address: &str, code: &str) -> Result<Paired, PairError> {
    let address = ServerAddress::parse(address)?;
    let code = PairingCode::parse(code).ok_or(PairError::NoCode)?;
    let line = Line::new(&address, Trusted::MakerOf(code.clone())).map_err(PairError::Carry)?;
    let token = store.begin_pairing(address.as_str())?;
    let asked = PairingRequest {
        format: EXCHANGE_FORMAT,
        secret: code.secret(),
        device: store.device(),
        token: token.as_str().to_owned(),
    };
    let asked = serde_json::to_vec(&asked).expect("a request holds only texts and whole numbers");
    let paired: Paired = line.post("/api/v1/pair", None, "application/json", &asked).map_err(|error| match error {
        CarryError::OtherKey => PairError::OtherServer,
        error => PairError::Carry(error),
    })?;
    store.finish_pairing(&line.key(), &paired)?;
    Ok(paired)
}
