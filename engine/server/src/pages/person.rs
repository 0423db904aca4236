//! One person: what they are called, their roles, whether they may sign in, and a link for a password.

use super::frame::{self, Place, role_in_words};
use super::icons::Icon;
use super::parts;
use super::people::{person_id, standing, texts, texts_fields};
use super::person_days;
use crate::admission::{Administrator, Guest, PeopleKeeper, may_administer};
use crate::app::{App, Serves};
use crate::dates::now_ms;
use crate::forms::{Posted, again};
use crate::refusal::{Refusal, sentence};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Redirect, Response};
use ids::PersonId;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::central::{Central, CentralError, PersonRow, PersonTexts, Role, Roles, Visitor};

/// What stands on the page beside the person.
#[derive(Default)]
struct Told {
    done: Option<String>,
    wrong: Option<String>,
    /// Texts that were refused, and why.
    texts: Option<(PersonTexts, CentralError)>,
    /// Shown once.
    link: Option<String>,
}

pub async fn show(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let done = match query.get("done").map(String::as_str) {
        Some("added") => Some(words.t("Added. Make a link next, so that they can choose a password.")),
        Some("saved") => Some(words.t("Saved.")),
        Some("left") => Some(words.t("They can no longer sign in. Nothing of theirs is erased.")),
        Some("back") => Some(words.t("They can sign in again.")),
        _ => None,
    };
    let told = Told { done: done.map(str::to_owned), ..Told::default() };
    page(&guest, &app, keeper.0, person_id(&person).ok_or(Refusal::NotFound)?, told).await
}

pub async fn change(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let (by, given) = (keeper.by(), texts(&posted));
    let asked = given.clone();
    match app.ask(move |central| Ok(central.change_person(by, person, &asked, now_ms()))).await? {
        Ok(()) => Ok(back(person, "saved")),
        Err(error) if sentence(&error, guest.words).is_some() => {
            let told = Told { texts: Some((given, error)), ..Told::default() };
            Ok(again(page(&guest, &app, keeper.0, person, told).await?))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn change_roles(
    administrator: Administrator,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let (by, roles): (_, Roles) = (administrator.by(), posted.all("role").filter_map(Role::parse).collect());
    let changed = app.ask(move |central| Ok(central.set_roles(by, person, &roles, now_ms()))).await?;
    let is_own_loss = person == by.person && !posted.all("role").any(|role| role == Role::Administrator.code());
    answer(&guest, &app, administrator.0, person, changed, if is_own_loss { None } else { Some("saved") }).await
}

pub async fn change_active(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let is_active = match posted.text("active") {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::BrokenForm),
    };
    let by = keeper.by();
    let changed = app.ask(move |central| Ok(central.set_active(by, person, is_active, now_ms()))).await?;
    let done = if is_active { "back" } else { "left" };
    answer(&guest, &app, keeper.0, person, changed, Some(done).filter(|_| person != by.person)).await
}

pub async fn make_link(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    headers: HeaderMap,
    _: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let by = keeper.by();
    let told = match app.ask(move |central| Ok(central.issue_password_link(by, person, now_ms()))).await? {
        Ok(token) => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            let scheme = if app.serves == Serves::ThisMachine { "http" } else { "https" };
            Told { link: Some(format!("{scheme}://{host}/password/{}", token.as_str())), ..Told::default() }
        }
        Err(error) => {
            let Some(wrong) = sentence(&error, guest.words) else { return Err(error.into()) };
            Told { wrong: Some(wrong), ..Told::default() }
        }
    };
    let is_wrong = told.wrong.is_some();
    let page = page(&guest, &app, keeper.0, person, told).await?;
    Ok(if is_wrong { again(page) } else { page })
}

/// The person's page with what is wrong about a form on it.
pub async fn wrong(
    guest: &Guest,
    app: &App,
    visitor: Arc<Visitor>,
    person: PersonId,
    wrong: String,
) -> Result<Response, Refusal> {
    Ok(again(page(guest, app, visitor, person, Told { wrong: Some(wrong), ..Told::default() }).await?))
}

/// Back to the person, or home where that page is no longer one's own; or why not.
pub async fn answer(
    guest: &Guest,
    app: &App,
    visitor: Arc<Visitor>,
    person: PersonId,
    changed: Result<(), CentralError>,
    done: Option<&str>,
) -> Result<Response, Refusal> {
    match changed {
        Ok(()) => Ok(done.map_or_else(|| Redirect::to("/").into_response(), |done| back(person, done))),
        Err(error) => {
            let Some(wrong) = sentence(&error, guest.words) else { return Err(error.into()) };
            Ok(again(page(guest, app, visitor, person, Told { wrong: Some(wrong), ..Told::default() }).await?))
        }
    }
}

fn back(person: PersonId, done: &str) -> Response {
    Redirect::to(&format!("/people/{}?done={done}", person.0)).into_response()
}

async fn page(guest: &Guest, app: &App, visitor: Arc<Visitor>, person: PersonId, told: Told) -> Result<Response, Refusal> {
    let words = guest.words;
    let by = visitor.person;
    let ask = move |central: &Central| Ok((central.person(by, person, now_ms())?, central.groups()?, central.groups_of(person)?));
    let (found, groups, times) = app.ask(ask).await?;
    let is_open = may_administer(&visitor) || found.roles.is_empty() || by == person;
    let inside = html! {
        p.crumbs { a href="/people" { (words.t("People")) } }
        div.head { div {
            h1 { (found.name) }
            p.under { (standing(guest, &found)) }
        }
            a.button href={ "/people/" (person.0) "/training" } { (words.t("Training")) }
        }
        @if let Some(done) = &told.done { (parts::done(done)) }
        @if let Some(wrong) = &told.wrong { (parts::warning(wrong)) }
        @if let Some(link) = &told.link { (link_card(guest, &found, link)) }
        @if is_open {
            div.columns {
                div.stack {
                    section.card { h2 { (words.t("Who they are")) } (texts_form(guest, &found, &told)) }
                    (person_days::days_card(guest, &found))
                    (person_days::groups_card(guest, &found, &groups, &times))
                }
                div.stack {
                    @if may_administer(&visitor) { section.card { h2 { (words.t("Roles")) } (roles_form(guest, &found)) } }
                    section.card { h2 { (words.t("Sign-in")) } (sign_in_forms(guest, &found)) }
                }
            }
        } @else {
            section.card { p { (words.t("Only an administrator changes somebody who holds a role.")) } }
        }
    };
    Ok(frame::page(guest, Place::People, &found.name, &inside))
}

fn action(found: &PersonRow, end: &str) -> String {
    format!("/people/{}{end}", found.person.0)
}

fn link_card(guest: &Guest, found: &PersonRow, link: &str) -> Markup {
    let words = guest.words;
    html! {
        section.card.once role="status" {
            h2 { (words.fill("A link for {name}", &[("name", &found.name)])) }
            p { (words.t("It is shown this once, works once, and for three days. Give it to nobody else: whoever opens it chooses the password.")) }
            div.field {
                label for="link" { (words.t("Link")) }
                input.wide id="link" type="text" readonly value=(link);
            }
            div.buttons {
                button type="button" hidden data-copies="link" data-tells="copied" data-done=(words.t("Copied.")) { (words.t("Copy")) }
                span id="copied" role="status" {}
            }
        }
    }
}

fn texts_form(guest: &Guest, found: &PersonRow, told: &Told) -> Markup {
    let kept = PersonTexts {
        name: found.name.clone(),
        email: found.email.clone().unwrap_or_default(),
        job_title: found.job_title.clone(),
    };
    let (given, error) = told.texts.as_ref().map_or((&kept, None), |(given, error)| (given, Some(error)));
    let fields = html! {
        (texts_fields(guest, given, error))
        button.primary type="submit" { (guest.words.t("Save")) }
    };
    parts::form(guest, &action(found, ""), "stack", &fields)
}

fn roles_form(guest: &Guest, found: &PersonRow) -> Markup {
    let words = guest.words;
    let help = |role| match role {
        Role::Administrator => words.t("Gives roles, sees and changes everybody"),
        Role::Manager => words.t("Adds people, assigns courses, sees how everybody stands"),
        Role::Author => words.t("Writes modules; opens nothing here yet"),
        Role::Auditor => words.t("Reads the audit log and how everybody stands"),
    };
    let fields = html! {
        fieldset.ticks {
            legend.hidden { (words.t("Roles")) }
            @for role in Role::ALL {
                label.tick {
                    input type="checkbox" name="role" value=(role.code()) checked[found.roles.contains(&role)];
                    span { strong { (role_in_words(words, role)) } span.under { (help(role)) } }
                }
            }
        }
        button type="submit" { (words.t("Save the roles")) }
    };
    parts::form(guest, &action(found, "/roles"), "stack", &fields)
}

fn sign_in_forms(guest: &Guest, found: &PersonRow) -> Markup {
    let words = guest.words;
    let link = if found.has_password { words.t("Make a link for a new password") } else { words.t("Make a link for a password") };
    html! {
        div.stack {
            @if found.is_active && found.email.is_some() {
                p { (words.t("A link lets this person choose a password. An earlier link stops working.")) }
                (parts::form(guest, &action(found, "/link"), "", &html! { button type="submit" { (link) } }))
            } @else if found.is_active {
                p { (Icon::Warning.draw()) " " (words.t("Who signs in needs an e-mail address. Add one first.")) }
            }
            @if found.is_active {
                p { (words.t("Whoever leaves can no longer sign in, and is signed out at once. Nothing of theirs is erased.")) }
                (parts::form(guest, &action(found, "/active"), "", &html! {
                    button.danger type="submit" name="active" value="no" { (words.t("This person left")) }
                }))
            } @else {
                (parts::form(guest, &action(found, "/active"), "", &html! {
                    button type="submit" name="active" value="yes" { (words.t("Let them sign in again")) }
                }))
            }
        }
    }
}
