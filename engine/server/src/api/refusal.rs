//! Why something that a program asked is not done: a word for the program, and a sentence in English for whoever reads its log.
//!
//! Start at [`ApiRefusal`].

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use store::central::CentralError;
use store::exchange::ServerRefusal;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiRefusal {
    /// No token, or one that nobody has.
    Unknown,
    Revoked,
    CodeOver,
    SlowDown {
        wait_secs: u64,
    },
    TooLarge,
    BadRequest(String),
    BadParcel(String),
    NotFound,
    Unavailable(String),
    Trouble,
}

impl ApiRefusal {
    fn parts(&self) -> (StatusCode, &'static str, String) {
        let said = |text: &str| text.to_owned();
        match self {
            Self::Unknown => (StatusCode::UNAUTHORIZED, "unknown", said("Pair this PC first: its token is missing or unknown.")),
            Self::Revoked => {
                (StatusCode::FORBIDDEN, ServerRefusal::REVOKED, said("This PC is no longer paired. Ask for a new pairing code."))
            }
            Self::CodeOver => (
                StatusCode::GONE,
                ServerRefusal::CODE_OVER,
                said("This pairing code was used, is over, or is none. Ask for a new one."),
            ),
            Self::SlowDown { wait_secs } => {
                (StatusCode::TOO_MANY_REQUESTS, ServerRefusal::SLOW_DOWN, format!("Too many at once. Wait {wait_secs} seconds."))
            }
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, ServerRefusal::BAD_PARCEL, said("That is too much at once. Send less."))
            }
            Self::BadRequest(why) => (StatusCode::BAD_REQUEST, "bad-request", why.clone()),
            Self::BadParcel(why) => (StatusCode::BAD_REQUEST, ServerRefusal::BAD_PARCEL, why.clone()),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", said("There is nothing at this address.")),
            Self::Unavailable(why) => (StatusCode::SERVICE_UNAVAILABLE, ServerRefusal::UNAVAILABLE, why.clone()),
            Self::Trouble => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "trouble",
                said("Something went wrong here. Whoever runs this server finds the reason in its output."),
            ),
        }
    }
}

impl IntoResponse for ApiRefusal {
    fn into_response(self) -> Response {
        let (status, error, says) = self.parts();
        let body = serde_json::to_vec(&ServerRefusal { error: error.to_owned(), says }).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, "application/json")], body).into_response();
        if let Self::SlowDown { wait_secs } = self {
            response.headers_mut().insert(RETRY_AFTER, wait_secs.into());
        }
        response
    }
}

impl From<CentralError> for ApiRefusal {
    fn from(error: CentralError) -> Self {
        match error {
            CentralError::UnknownDevice => Self::Unknown,
            CentralError::Revoked => Self::Revoked,
            CentralError::DiskFull
            | CentralError::ReadOnly
            | CentralError::Busy
            | CentralError::Disk(_)
            | CentralError::Unreachable(_) => {
                eprintln!("practicum: {error}");
                // What is wrong with a disk is nobody's business outside.
                Self::Unavailable("The records cannot be reached now. Try again in a few minutes.".to_owned())
            }
            _ => {
                eprintln!("practicum: {error}");
                Self::Trouble
            }
        }
    }
}
