//! What programs ask, as JSON: a PC is paired, and sends its records. Described in `docs/api.md`.
//!
//! Knows no page, no cookie and no form. Start at [`records`].

mod refusal;

pub use refusal::ApiRefusal;

use crate::app::App;
use crate::dates::now_ms;
use crate::forms::{AskedToPair, Sent};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::central::Pairing;
use store::exchange::Paired;

/// Pairs a PC whose user typed a code.
pub async fn pair(State(app): State<App>, asked: AskedToPair) -> Result<Response, ApiRefusal> {
    let AskedToPair { request, address } = asked;
    match app.ask_for_api(move |central| central.pair(&request, &address, now_ms())).await? {
        Pairing::Done(paired) => Ok(json::<Paired>(&paired)),
        Pairing::CodeOver => Err(ApiRefusal::CodeOver),
        Pairing::Wait { wait_secs } => Err(ApiRefusal::SlowDown { wait_secs: wait_secs.unsigned_abs() }),
    }
}

/// Takes what a paired PC sends. What the receipt counts is on disk.
pub async fn records(State(app): State<App>, sent: Sent) -> Result<Response, ApiRefusal> {
    let Sent { device, bytes } = sent;
    let taken = app.ask_for_api(move |central| central.receive(device, &bytes, now_ms())).await?;
    taken.map(|receipt| json(&receipt)).map_err(|fault| ApiRefusal::BadParcel(fault.to_string()))
}

pub async fn nothing_here() -> ApiRefusal {
    ApiRefusal::NotFound
}

fn json<T: Serialize>(answer: &T) -> Response {
    match serde_json::to_vec(answer) {
        Ok(bytes) => ([(CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => ApiRefusal::Trouble.into_response(),
    }
}
