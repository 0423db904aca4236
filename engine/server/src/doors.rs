//! The list of all there is to open: address, method, whom it admits, and what makes the page.
//!
//! Whom a door admits is said by the proof that its handler takes; the list repeats it for the reader, and a test goes through
//! every door as everybody. Start at [`doors`].

use crate::app::App;
use crate::pages::{
    account, assign, assignments, audit, certificate, courses, device, devices, evidence, groups, home, import, overview, people,
    person, person_days, set_up, sign_in, trainees, training,
};
use crate::refusal::Refusal;
use crate::{admission, api, assets, guard};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, get, post};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admits {
    Anybody,
    /// Everybody who signed in.
    SignedIn,
    /// Managers and administrators.
    PeopleKeepers,
    Administrators,
    /// Managers, administrators and auditors.
    Overseers,
    /// Auditors and administrators.
    AuditReaders,
    /// Programs on PCs that were paired, by their token.
    PairedDevices,
}

/// One address, as the list says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    pub method: &'static str,
    pub path: &'static str,
    pub admits: Admits,
}

struct Door {
    way: Way,
    handler: MethodRouter<App>,
}

fn door(method: &'static str, path: &'static str, admits: Admits, handler: MethodRouter<App>) -> Door {
    Door { way: Way { method, path, admits }, handler }
}

fn doors() -> Vec<Door> {
    use Admits::{Administrators, Anybody, AuditReaders, Overseers, PeopleKeepers, SignedIn};
    vec![
        door("GET", "/", SignedIn, get(home::show)),
        door("GET", "/set-up/{token}", Anybody, get(set_up::show)),
        door("POST", "/set-up/{token}", Anybody, post(set_up::make)),
        door("GET", "/sign-in", Anybody, get(sign_in::show)),
        door("POST", "/sign-in", Anybody, post(sign_in::sign_in)),
        door("POST", "/sign-out", SignedIn, post(sign_in::sign_out)),
        door("GET", "/password/{token}", Anybody, get(sign_in::show_link)),
        door("POST", "/password/{token}", Anybody, post(sign_in::use_link)),
        door("GET", "/account", SignedIn, get(account::show)),
        door("POST", "/account/password", SignedIn, post(account::change_password)),
        door("POST", "/account/taste", SignedIn, post(account::change_taste)),
        door("POST", "/account/sessions/end", SignedIn, post(account::end_session)),
        door("GET", "/people", PeopleKeepers, get(people::show)),
        door("GET", "/people/new", PeopleKeepers, get(people::show_new)),
        door("POST", "/people/new", PeopleKeepers, post(people::add)),
        door("GET", "/people/{person}", PeopleKeepers, get(person::show)),
        door("POST", "/people/{person}", PeopleKeepers, post(person::change)),
        door("POST", "/people/{person}/roles", Administrators, post(person::change_roles)),
        door("POST", "/people/{person}/active", PeopleKeepers, post(person::change_active)),
        door("POST", "/people/{person}/link", PeopleKeepers, post(person::make_link)),
        door("GET", "/audit", AuditReaders, get(audit::show)),
        door("GET", "/audit/check", AuditReaders, get(audit::check)),
        door("GET", "/evidence", AuditReaders, get(evidence::show)),
        door("GET", "/evidence/checkpoint.txt", AuditReaders, get(evidence::checkpoint)),
        door("POST", "/evidence/pack", AuditReaders, post(evidence::pack)),
        door("GET", "/people/import", PeopleKeepers, get(import::show)),
        door("POST", "/people/import", PeopleKeepers, post(import::send)),
        door("POST", "/people/import/{upload}", PeopleKeepers, post(import::take)),
        door("GET", "/people/export", PeopleKeepers, get(import::export)),
        door("POST", "/people/{person}/days", PeopleKeepers, post(person_days::change_days)),
        door("POST", "/people/{person}/groups", PeopleKeepers, post(person_days::change_groups)),
        door("GET", "/people/{person}/training", Overseers, get(training::show)),
        door("POST", "/people/{person}/outside", PeopleKeepers, post(training::record_outside)),
        door("POST", "/people/{person}/outside/withdraw", PeopleKeepers, post(training::withdraw_outside)),
        door("POST", "/people/{person}/exempt", PeopleKeepers, post(training::exempt)),
        door("POST", "/people/{person}/exempt/end", PeopleKeepers, post(training::end_exemption)),
        door("GET", "/groups", PeopleKeepers, get(groups::show)),
        door("POST", "/groups", PeopleKeepers, post(groups::add)),
        door("GET", "/groups/{group}", PeopleKeepers, get(groups::show_one)),
        door("POST", "/groups/{group}", PeopleKeepers, post(groups::rename)),
        door("GET", "/courses", Overseers, get(courses::show)),
        door("GET", "/courses/{kind}/{id}", Overseers, get(courses::show_one)),
        door("GET", "/assignments", PeopleKeepers, get(assignments::show)),
        door("GET", "/assignments/new", PeopleKeepers, get(assign::show)),
        door("POST", "/assignments/new", PeopleKeepers, post(assign::assign)),
        door("GET", "/assignments/{assignment}", PeopleKeepers, get(assignments::show_one)),
        door("POST", "/assignments/{assignment}", PeopleKeepers, post(assignments::change)),
        door("POST", "/assignments/{assignment}/end", PeopleKeepers, post(assignments::end)),
        door("GET", "/overview", Overseers, get(overview::show)),
        door("GET", "/overview/export/{kind}", Overseers, get(overview::export)),
        door("GET", "/training", SignedIn, get(training::show_own)),
        door("GET", "/training/record/{kind}", SignedIn, get(certificate::own_record)),
        door("GET", "/training/certificates/{attempt}", SignedIn, get(certificate::show_own)),
        door("GET", "/people/{person}/certificates/{attempt}", Overseers, get(certificate::show)),
        door("GET", "/devices", PeopleKeepers, get(devices::show)),
        door("POST", "/devices/code", PeopleKeepers, post(devices::make_code)),
        door("GET", "/devices/people", PeopleKeepers, get(trainees::show)),
        door("POST", "/devices/people", PeopleKeepers, post(trainees::say_who)),
        door("GET", "/devices/{device}", PeopleKeepers, get(device::show)),
        door("GET", "/devices/{device}/check", PeopleKeepers, get(device::check)),
        door("POST", "/devices/{device}/revoke", PeopleKeepers, post(device::revoke)),
    ]
}

/// What programs ask. No session is looked up for them, and they get no page.
fn api_doors() -> Vec<Door> {
    use Admits::{Anybody, PairedDevices};
    vec![
        door("POST", "/api/v1/pair", Anybody, post(api::pair)),
        door("POST", "/api/v1/records", PairedDevices, post(api::records)),
    ]
}

/// Every address but the files that make pages look as they do, and `/health`.
pub fn ways() -> Vec<Way> {
    doors().into_iter().chain(api_doors()).map(|door| door.way).collect()
}

pub(crate) fn router(app: App) -> Router {
    let pages = doors().into_iter().fold(Router::new(), |router, door| router.route(door.way.path, door.handler));
    let pages = pages
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .layer(from_fn_with_state(app.clone(), admission::meet));
    // Files and health are not about anybody: no session is looked up for them.
    let files = Router::new().route("/assets/{file}", get(assets::send)).route("/health", get(health));
    let api = api_doors().into_iter().fold(Router::new(), |router, door| router.route(door.way.path, door.handler));
    let api = api.route("/api/{*rest}", any(api::nothing_here)).method_not_allowed_fallback(api::nothing_here);
    // `forms` reads within a limit of its own.
    let all =
        files.merge(api).merge(pages).layer(DefaultBodyLimit::disable()).layer(from_fn_with_state(app.clone(), guard::watch));
    all.with_state(app)
}

/// For a proxy that asks whether this server can answer: it can, if its records can.
async fn health(axum::extract::State(app): axum::extract::State<App>) -> Result<&'static str, Refusal> {
    app.ask(|central| central.organisation()).await?;
    Ok("ok\n")
}
