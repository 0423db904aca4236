//! What a form sent: read within limits, and only if the page it stood on was ours. The one place where both are checked, and
//! where anything else that is sent is read.
//!
//! Knows no page. Start at [`Posted`]; for programs, [`Sent`].

use crate::admission::{Caller, Guest, PairedDevice};
use crate::api::ApiRefusal;
use crate::app::App;
use crate::refusal::Refusal;
use assignment::roster;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ids::DeviceId;
use store::exchange::{EXCHANGE_FORMAT, PARCEL_MAX_BYTES, PairingRequest};

/// No form of ours comes near.
const MOST_BYTES: usize = 64 * 1024;
const MOST_FIELDS: usize = 64;
/// The field that says a form is ours.
pub const TOKEN_FIELD: &str = "form";

/// The fields of a form that was sent from a page of ours, by whoever saw that page.
#[derive(Debug, Clone, Default)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    /// The first field of this name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Every field of this name: boxes that were ticked.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// The fields of a form of ours, and the one file that was chosen in it.
#[derive(Debug, Clone, Default)]
pub struct Uploaded {
    pub posted: Posted,
    pub file: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        let is_form = |kind: &str| kind.starts_with("application/x-www-form-urlencoded");
        let read = |_: &str, bytes: &[u8]| parse(bytes);
        ours(request, is_form, MOST_BYTES, read, |posted| posted).await.map_err(Refusal::into_response)
    }
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        let is_form = |kind: &str| kind.starts_with("multipart/form-data");
        let most = roster::BYTES_MAX + MOST_BYTES;
        ours(request, is_form, most, parse_parts, |uploaded| &uploaded.posted).await.map_err(Refusal::into_response)
    }
}

/// Reads what was sent, if it is of the right kind and size, and the form it stands on was ours.
async fn ours<T>(
    request: Request,
    is_kind: impl Fn(&str) -> bool,
    most_bytes: usize,
    read: impl Fn(&str, &[u8]) -> Option<T>,
    fields: impl Fn(&T) -> &Posted,
) -> Result<T, Refusal> {
    let guest = request.extensions().get::<Guest>().cloned().ok_or(Refusal::Trouble)?;
    if is_foreign(request.headers()) {
        return Err(Refusal::ForeignForm);
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    if !is_kind(&kind) {
        return Err(Refusal::BrokenForm);
    }
    let bytes = to_bytes(request.into_body(), most_bytes).await.map_err(|_| Refusal::TooLarge)?;
    let found = read(&kind, &bytes).ok_or(Refusal::BrokenForm)?;
    if !is_same(fields(&found).text(TOKEN_FIELD), &guest.form_token) {
        return Err(Refusal::ForeignForm);
    }
    Ok(found)
}

/// What a paired PC sent. Nothing is read of anybody else.
pub struct Sent {
    pub device: DeviceId,
    pub bytes: Vec<u8>,
}

impl FromRequest<App> for Sent {
    type Rejection = ApiRefusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiRefusal> {
        let (mut parts, body) = request.into_parts();
        let PairedDevice(device) = PairedDevice::from_request_parts(&mut parts, app).await?;
        must_be_of_kind(&parts.headers, "application/x-ndjson")?;
        let bytes = to_bytes(body, PARCEL_MAX_BYTES).await.map_err(|_| ApiRefusal::TooLarge)?;
        Ok(Self { device, bytes: bytes.to_vec() })
    }
}

/// What a PC sent that is not paired yet, from wherever it is.
pub struct AskedToPair {
    pub request: PairingRequest,
    pub address: String,
}

impl FromRequest<App> for AskedToPair {
    type Rejection = ApiRefusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiRefusal> {
        const MOST_ASKED_BYTES: usize = 4 * 1024;
        let (mut parts, body) = request.into_parts();
        let Caller(address) = Caller::from_request_parts(&mut parts, app).await?;
        // No page of another site can send this kind without asking first.
        must_be_of_kind(&parts.headers, "application/json")?;
        let bytes = to_bytes(body, MOST_ASKED_BYTES).await.map_err(|_| ApiRefusal::TooLarge)?;
        let request: PairingRequest =
            serde_json::from_slice(&bytes).map_err(|error| ApiRefusal::BadRequest(error.to_string()))?;
        match request.format {
            EXCHANGE_FORMAT => Ok(Self { request, address }),
            other => Err(ApiRefusal::BadRequest(format!("This server knows format {EXCHANGE_FORMAT}, not {other}."))),
        }
    }
}

fn must_be_of_kind(headers: &HeaderMap, wanted: &str) -> Result<(), ApiRefusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_wanted = kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted));
    if is_wanted { Ok(()) } else { Err(ApiRefusal::BadRequest(format!("Send it as {wanted}."))) }
}

/// Whether the browser itself says that the form stood on another site.
fn is_foreign(headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_elsewhere = header("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    let host = header(HOST.as_str()).unwrap_or_default();
    let origin = header(ORIGIN.as_str()).filter(|origin| *origin != "null");
    // Our pages send no referrer, for which some browsers say `null`; the token decides then.
    is_elsewhere || origin.is_some_and(|origin| origin.split_once("://").is_none_or(|(_, from)| from != host))
}

/// None where it is no UTF-8 or has more fields than any form of ours.
fn parse(bytes: &[u8]) -> Option<Posted> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(bytes)
        .take(MOST_FIELDS + 1)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let is_whole = fields.len() <= MOST_FIELDS && fields.iter().all(|(name, value)| is_text(name) && is_text(value));
    is_whole.then_some(Posted(fields))
}

fn is_text(text: &str) -> bool {
    !text.contains(char::REPLACEMENT_CHARACTER) && !text.contains('\0')
}

/// The parts of `multipart/form-data` (RFC 7578): texts, and one file at most. None where they do not end as they begin.
fn parse_parts(kind: &str, bytes: &[u8]) -> Option<Uploaded> {
    let boundary = kind.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?.trim_matches('"');
    if boundary.is_empty() || boundary.len() > 70 {
        return None;
    }
    let between = format!("\r\n--{boundary}");
    let mut rest = bytes.strip_prefix(&between.as_bytes()[2..])?;
    let mut uploaded = Uploaded::default();
    let mut n_files = 0;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let headers_end = position(part, b"\r\n\r\n").filter(|end| *end < 2_000)?;
        let headers = std::str::from_utf8(&part[..headers_end]).ok()?;
        let content = &part[headers_end + 4..];
        let end = position(content, between.as_bytes())?;
        rest = &content[end + between.len()..];
        let content = &content[..end];
        let name = parameter(headers, "name")?;
        if parameter(headers, "filename").is_some() {
            n_files += 1;
            uploaded.file = content.to_vec();
        } else {
            let text = std::str::from_utf8(content).ok().filter(|text| text.len() <= MOST_BYTES && is_text(text))?;
            uploaded.posted.0.push((name.to_owned(), text.to_owned()));
        }
        if n_files > 1 || uploaded.posted.0.len() > MOST_FIELDS {
            return None;
        }
    }
    rest.starts_with(b"--").then_some(uploaded)
}

/// Such as the `name` of `Content-Disposition: form-data; name="list"; filename="a;b.csv"`. Browsers write a quote as `%22`.
fn parameter<'a>(headers: &'a str, name: &str) -> Option<&'a str> {
    let line = headers.split("\r\n").find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, mut rest) = line.split_once(';')?;
    loop {
        let (found, quoted) = rest.split_once("=\"")?;
        let (value, after) = quoted.split_once('"')?;
        if found.trim() == name {
            return Some(value);
        }
        rest = after.trim_start().strip_prefix(';')?;
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Compares every byte, so that the time says nothing.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && !one.is_empty() && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The address of the sign-in page that leads on to `path`.
pub fn sign_in_for(path: Option<&str>) -> String {
    match path.filter(|path| *path != "/").and_then(own_path) {
        Some(path) => {
            let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/sign-in?next={path}")
        }
        None => "/sign-in".to_owned(),
    }
}

/// A path on this server; none for anything that a browser could take for another one.
pub fn own_path(path: &str) -> Option<&str> {
    let is_own = path.starts_with('/') && !path.starts_with("//") && path.len() < 1_000;
    (is_own && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')).then_some(path)
}

/// A page that has to be filled in anew.
pub fn again(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Some(posted) = parse(&bytes) {
                prop_assert!(posted.0.iter().all(|(_, value)| !value.contains('\0')));
            }
        }

        #[test]
        fn any_bytes_are_taken_apart_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            parse_parts("multipart/form-data; boundary=x", &bytes);
            let named = b"--x\r\nContent-Disposition: form-data; name=\"list\"; filename=\"a;b.csv\"\r\n\r\n";
            let whole = [named.as_slice(), &bytes, b"\r\n--x--\r\n"].concat();
            if position(&bytes, b"\r\n--x").is_none() {
                let found = parse_parts("multipart/form-data; boundary=\"x\"", &whole);
                prop_assert_eq!(found.map(|found| found.file), Some(bytes));
            }
        }

        #[test]
        fn nobody_is_sent_to_another_server(path in "[/\\\\a-z:.@%\r\n\t ]{0,12}") {
            if let Some(path) = own_path(&path) {
                prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
                prop_assert!(!path.contains(char::is_whitespace) && !path.contains(char::is_control));
            }
        }
    }

    #[test]
    fn an_empty_token_is_never_right() {
        assert!(!is_same("", "") && !is_same("a", "b") && !is_same("a", "ab") && is_same("ab", "ab"));
    }
}
