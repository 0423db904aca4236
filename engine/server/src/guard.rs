//! What every answer carries and every request has to keep to, whatever page it is for.
//!
//! Knows no page and no person. Start at [`watch`].

use crate::app::{App, Serves};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// Reading a request and answering it, both together.
const MOST_TIME: Duration = Duration::from_secs(30);

/// Nothing runs and nothing is drawn but what this server sends as a file; nobody frames a page, no form leads elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // Addresses can hold one-time links.
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

pub async fn watch(State(app): State<App>, ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request, next: Next) -> Response {
    let mut response = match is_expected(app.serves, peer, request.headers()) {
        false => (StatusCode::MISDIRECTED_REQUEST, "This server does not answer requests that come this way.\n").into_response(),
        true => match tokio::time::timeout(MOST_TIME, next.run(request)).await {
            Ok(response) => response,
            Err(_) => (StatusCode::REQUEST_TIMEOUT, "That took too long, and was given up.\n").into_response(),
        },
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Pages are about people: no cache keeps them. Files with a hash in their name say otherwise themselves.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if app.serves != Serves::ThisMachine {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// On this machine alone, only by its own names (else any page on the web could be made to lead here); behind a proxy, only
/// through it, and only what it received encrypted.
fn is_expected(serves: Serves, peer: SocketAddr, headers: &HeaderMap) -> bool {
    match serves {
        Serves::Tls => true,
        Serves::ThisMachine => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            let name = match host.rsplit_once(':') {
                Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
                _ => host,
            };
            ["localhost", "127.0.0.1", "[::1]"].contains(&name)
        }
        Serves::Proxy(proxy) => {
            let scheme = headers.get("x-forwarded-proto").and_then(|scheme| scheme.to_str().ok());
            peer.ip().to_canonical() == proxy.to_canonical() && scheme == Some("https")
        }
    }
}

/// Where a request comes from: the last machine before the proxy, which the proxy itself wrote down.
pub fn address_of(serves: Serves, peer: SocketAddr, headers: &HeaderMap) -> String {
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<IpAddr>().ok()
    };
    let address = match serves {
        Serves::Proxy(_) => forwarded().unwrap_or(peer.ip()),
        Serves::ThisMachine | Serves::Tls => peer.ip(),
    };
    match address.to_canonical() {
        // A house has a network of addresses: they are counted as one.
        IpAddr::V6(address) if !address.is_loopback() => format!("{:?}", &address.segments()[..4]),
        address => address.to_string(),
    }
}
