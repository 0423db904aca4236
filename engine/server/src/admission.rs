//! Who is there, and whom a page admits. A handler takes a proof such as [`Administrator`], and only this file can make one.
//!
//! Knows no page but the one that says no. Start at [`meet`] and the proofs.

use crate::api::ApiRefusal;
use crate::app::{App, Serves};
use crate::pages::frame;
use crate::refusal::Refusal;
use crate::words::Words;
use crate::{dates, forms, guard};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use ids::DeviceId;
use std::net::SocketAddr;
use std::sync::Arc;
use store::central::{By, NewSession, Reach, Role, Token, Visitor};

/// Whoever sends a request, and how to answer them. Anybody can be one.
#[derive(Debug, Clone)]
pub struct Guest {
    pub visitor: Option<Arc<Visitor>>,
    pub words: &'static Words,
    /// What every form on the page carries.
    pub form_token: String,
    /// Where the request comes from, for counting tries.
    pub address: String,
    /// Such as `Firefox, Windows`.
    pub device: String,
    serves: Serves,
}

/// Somebody who signed in.
pub struct SignedIn(pub Arc<Visitor>);
/// Somebody who looks after people: a manager or an administrator.
pub struct PeopleKeeper(pub Arc<Visitor>);
pub struct Administrator(pub Arc<Visitor>);
/// Somebody who may read the audit log: an auditor or an administrator.
pub struct AuditReader(pub Arc<Visitor>);
/// A PC that was paired here and still is. Knows no session: a program says its token with every request.
pub struct PairedDevice(pub DeviceId);
/// Where a program asks from, for counting.
pub struct Caller(pub String);

/// Parcels of a PC.
const MOST_PARCELS_PER_MINUTE: u32 = 1_200;
/// Tokens from one address that nobody has.
const MOST_UNKNOWN_PER_MINUTE: u32 = 30;

/// Somebody who may see how everybody stands: a manager, an administrator or an auditor.
pub struct Overseer(pub Arc<Visitor>);

/// What each role opens, once and for all pages and menus.
pub fn may_keep_people(visitor: &Visitor) -> bool {
    visitor.roles.contains(&Role::Manager) || visitor.roles.contains(&Role::Administrator)
}

pub fn may_administer(visitor: &Visitor) -> bool {
    visitor.roles.contains(&Role::Administrator)
}

pub fn may_read_audit(visitor: &Visitor) -> bool {
    visitor.roles.contains(&Role::Auditor) || visitor.roles.contains(&Role::Administrator)
}

pub fn may_oversee(visitor: &Visitor) -> bool {
    may_keep_people(visitor) || visitor.roles.contains(&Role::Auditor)
}

impl PeopleKeeper {
    pub fn by(&self) -> By {
        let reach = if may_administer(&self.0) { Reach::Everybody } else { Reach::TraineesAndSelf };
        By { person: self.0.person, reach }
    }
}

impl Administrator {
    pub fn by(&self) -> By {
        By { person: self.0.person, reach: Reach::Everybody }
    }
}

/// The visitor, if somebody signed in and `admits` says yes.
fn admitted(parts: &Parts, admits: impl FnOnce(&Visitor) -> bool) -> Result<Arc<Visitor>, Refusal> {
    let guest = parts.extensions.get::<Guest>().ok_or(Refusal::Trouble)?;
    let visitor = guest.visitor.clone().ok_or(Refusal::SignInFirst)?;
    if admits(&visitor) { Ok(visitor) } else { Err(Refusal::NotYours) }
}

macro_rules! proof {
    ($proof:ident, $admits:expr) => {
        impl<S: Sync> FromRequestParts<S> for $proof {
            type Rejection = Refusal;
            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
                admitted(parts, $admits).map(Self)
            }
        }
    };
}

proof!(SignedIn, |_| true);
proof!(PeopleKeeper, may_keep_people);
proof!(Administrator, may_administer);
proof!(AuditReader, may_read_audit);
proof!(Overseer, may_oversee);

impl FromRequestParts<App> for Caller {
    type Rejection = ApiRefusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiRefusal> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>().copied().ok_or(ApiRefusal::Trouble)?;
        Ok(Self(guard::address_of(app.serves, peer, &parts.headers)))
    }
}

impl FromRequestParts<App> for PairedDevice {
    type Rejection = ApiRefusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiRefusal> {
        let Caller(address) = Caller::from_request_parts(parts, app).await?;
        let said = parts.headers.get(AUTHORIZATION).and_then(|said| said.to_str().ok()?.strip_prefix("Bearer "));
        let known = match said.and_then(Token::parse) {
            Some(token) => app.ask_for_api(move |central| central.paired_device(&token)).await,
            None => Err(ApiRefusal::Unknown),
        };
        let (who, most) = match &known {
            Ok(device) => (device.to_string(), MOST_PARCELS_PER_MINUTE),
            Err(_) => (address, MOST_UNKNOWN_PER_MINUTE),
        };
        match app.pace.wait_secs(&who, most, dates::now_ms()) {
            Some(wait_secs) => Err(ApiRefusal::SlowDown { wait_secs }),
            None => known.map(Self),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Guest {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or(Refusal::Trouble)
    }
}

/// Looks who is there, lets the page be made, and turns a refusal into a page in the reader's language.
pub async fn meet(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let (guest, new_cookie) = match guest(&app, peer, request.headers()).await {
        Ok(met) => met,
        Err(refusal) => return frame::refused(&stranger(&app, peer, request.headers()), refusal),
    };
    let (method, path) = (request.method().clone(), request.uri().path_and_query().map(|path| path.as_str().to_owned()));
    request.extensions_mut().insert(guest.clone());
    let mut response = next.run(request).await;
    response = match response.extensions_mut().remove::<Refusal>() {
        // A page that somebody wanted to see is there after signing in; a form is not sent again.
        Some(Refusal::SignInFirst) if method == Method::GET => Redirect::to(&forms::sign_in_for(path.as_deref())).into_response(),
        Some(refusal) => frame::refused(&guest, refusal),
        None => response,
    };
    if let Some(cookie) = new_cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Who is there; and a cookie for the forms of somebody who comes for the first time.
async fn guest(app: &App, peer: SocketAddr, headers: &HeaderMap) -> Result<(Guest, Option<HeaderValue>), Refusal> {
    let mut guest = stranger(app, peer, headers);
    if let Some(token) = cookie(headers, session_cookie(app.serves)).and_then(Token::parse) {
        let visitor = app.ask(move |central| central.visitor(&token, dates::now_ms())).await?;
        if let Some(visitor) = visitor {
            guest.words = Words::choose(visitor.language.as_deref(), accept_language(headers));
            guest.form_token.clone_from(&visitor.form_token);
            guest.visitor = Some(Arc::new(visitor));
            return Ok((guest, None));
        }
    }
    if let Some(token) = cookie(headers, form_cookie(app.serves)).and_then(Token::parse) {
        token.as_str().clone_into(&mut guest.form_token);
        return Ok((guest, None));
    }
    let token = Token::draw()?;
    token.as_str().clone_into(&mut guest.form_token);
    let value = set_cookie(app.serves, form_cookie(app.serves), token.as_str(), "");
    Ok((guest, Some(value)))
}

fn stranger(app: &App, peer: SocketAddr, headers: &HeaderMap) -> Guest {
    Guest {
        visitor: None,
        words: Words::choose(None, accept_language(headers)),
        form_token: String::new(),
        address: guard::address_of(app.serves, peer, headers),
        device: device(headers),
        serves: app.serves,
    }
}

impl Guest {
    /// Sends somebody on who has just signed in.
    pub fn signed_in(&self, session: &NewSession, to: &str) -> Response {
        let mut response = Redirect::to(to).into_response();
        let cookie = set_cookie(self.serves, session_cookie(self.serves), session.token.as_str(), "");
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }

    /// Sends somebody on who has just signed out.
    pub fn signed_out(&self, to: &str) -> Response {
        let mut response = Redirect::to(to).into_response();
        let cookie = set_cookie(self.serves, session_cookie(self.serves), "", "; Max-Age=0");
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }
}

/// `__Host-` keeps other hosts and other paths from setting it; browsers allow it only where it is encrypted.
fn session_cookie(serves: Serves) -> &'static str {
    if serves == Serves::ThisMachine { "practicum" } else { "__Host-practicum" }
}

fn form_cookie(serves: Serves) -> &'static str {
    if serves == Serves::ThisMachine { "practicum-form" } else { "__Host-practicum-form" }
}

/// Without an age it goes with the browser; how long the session lasts is decided here. Lax, so that a link in a mail opens.
fn set_cookie(serves: Serves, name: &str, value: &str, more: &str) -> HeaderValue {
    let secure = if serves == Serves::ThisMachine { "" } else { "; Secure" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(';'));
    all.filter_map(|pair| pair.trim().split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

fn accept_language(headers: &HeaderMap) -> &str {
    headers.get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok()).unwrap_or_default()
}

/// Names browser and system, so that people know their sessions apart.
fn device(headers: &HeaderMap) -> String {
    const BROWSERS: [(&str, &str); 5] =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let agent = headers.get(USER_AGENT).and_then(|header| header.to_str().ok()).unwrap_or_default();
    let named = |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    [named(&BROWSERS), named(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
