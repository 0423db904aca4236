//! My account: password, language and colours, and the browsers where one is signed in.

use super::frame::{self, Place};
use super::parts::{self, Field};
use crate::admission::{Guest, SignedIn};
use crate::app::App;
use crate::dates::{date_time, machine, now_ms};
use crate::forms::{Posted, again};
use crate::passwords::{MOST_CHARACTERS, weakness};
use crate::refusal::Refusal;
use crate::words::Words;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::central::{OwnSession, SignIn, Visitor};

const THEMES: [&str; 2] = ["light", "dark"];

/// What is wrong about the passwords.
#[derive(Default)]
struct Wrong {
    old: Option<String>,
    new: Option<String>,
}

pub async fn show(
    SignedIn(visitor): SignedIn,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let done = match query.get("done").map(String::as_str) {
        Some("password") => Some(words.t("Your password is changed. Your other sessions have ended.")),
        Some("taste") => Some(words.t("Saved.")),
        Some("session") => Some(words.t("The session has ended.")),
        _ => None,
    };
    page(&guest, &app, visitor, done, &Wrong::default()).await
}

pub async fn change_password(
    SignedIn(visitor): SignedIn,
    guest: Guest,
    State(app): State<App>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let (old, new) = (posted.text("password").to_owned(), posted.text("new-password").to_owned());
    let about = [visitor.name.as_str(), &visitor.email, &visitor.organisation];
    if let Some(weak) = weakness(&new, &about) {
        let wrong = Wrong { new: Some(weak.sentence(words)), ..Wrong::default() };
        return Ok(again(page(&guest, &app, visitor, None, &wrong).await?));
    }
    // Whoever sits down at a browser that was left open must not try every password either.
    let (email, address) = (visitor.email.clone(), guest.address.clone());
    let known = match app.ask(move |central| central.begin_sign_in(&email, &address, now_ms())).await? {
        SignIn::Wait { .. } => {
            let told = words.t("Too many wrong passwords. Wait a few minutes, then try again.").to_owned();
            return Ok(again(page(&guest, &app, visitor, None, &Wrong { old: Some(told), ..Wrong::default() }).await?));
        }
        SignIn::Compare { known } => known.map(|(_, password)| password),
    };
    let is_short = old.chars().count() <= MOST_CHARACTERS;
    if !is_short || !app.is_right(known, old).await? {
        let person = Some(visitor.person);
        app.ask(move |central| central.refuse_sign_in(person, now_ms())).await?;
        let told = words.t("This is not your current password.").to_owned();
        return Ok(again(page(&guest, &app, visitor, None, &Wrong { old: Some(told), ..Wrong::default() }).await?));
    }
    let hash = app.hash(new).await?;
    app.ask(move |central| central.change_password(&visitor, &hash, now_ms())).await?;
    Ok(Redirect::to("/account?done=password").into_response())
}

pub async fn change_taste(SignedIn(visitor): SignedIn, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let language = Words::by_tag(posted.text("language")).map(|words| words.tag);
    let theme = THEMES.into_iter().find(|theme| *theme == posted.text("theme"));
    app.ask(move |central| central.set_taste(visitor.person, language, theme)).await?;
    Ok(Redirect::to("/account?done=taste").into_response())
}

pub async fn end_session(SignedIn(visitor): SignedIn, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let id = posted.text("session").to_owned();
    app.ask(move |central| central.end_session(visitor.person, &id, now_ms())).await?;
    Ok(Redirect::to("/account?done=session").into_response())
}

async fn page(guest: &Guest, app: &App, visitor: Arc<Visitor>, done: Option<&str>, wrong: &Wrong) -> Result<Response, Refusal> {
    let words = guest.words;
    let asked = visitor.clone();
    let sessions = app.ask(move |central| central.own_sessions(&asked, now_ms())).await?;
    let inside = html! {
        div.head { div {
            h1 { (words.t("My account")) }
            p.under { (visitor.name) " · " (visitor.email) }
        } }
        @if let Some(done) = done { (parts::done(done)) }
        div.columns {
            section.card { h2 { (words.t("Password")) } (password_form(guest, &visitor, wrong)) }
            section.card { h2 { (words.t("Language and colours")) } (taste_form(guest, &visitor)) }
        }
        section.card {
            h2 { (words.t("Where you are signed in")) }
            (sessions_table(guest, &sessions))
        }
    };
    Ok(frame::page(guest, Place::Account, words.t("My account"), &inside))
}

fn password_form(guest: &Guest, visitor: &Visitor, wrong: &Wrong) -> Markup {
    let words = guest.words;
    let fields = html! {
        input type="hidden" name="username" autocomplete="username" value=(visitor.email);
        (Field { name: "password", label: words.t("Current password"), kind: "password", error: wrong.old.as_deref(),
            autocomplete: "current-password", ..Field::default() }.draw())
        (Field { name: "new-password", label: words.t("New password"), kind: "password", error: wrong.new.as_deref(),
            help: Some(words.t("At least 12 characters. Your other sessions end.")), autocomplete: "new-password",
            ..Field::default() }.draw())
        button.primary type="submit" { (words.t("Change the password")) }
    };
    parts::form(guest, "/account/password", "stack", &fields)
}

fn taste_form(guest: &Guest, visitor: &Visitor) -> Markup {
    let words = guest.words;
    let is_language = |tag: Option<&str>| visitor.language.as_deref() == tag;
    let is_theme = |theme: Option<&str>| visitor.theme.as_deref() == theme;
    let fields = html! {
        div.field {
            label for="language" { (words.t("Language")) }
            select id="language" name="language" {
                option value="" selected[is_language(None)] { (words.t("As the browser asks")) }
                @for one in Words::all() {
                    option value=(one.tag) lang=(one.tag) selected[is_language(Some(one.tag))] { (one.name) }
                }
            }
        }
        div.field {
            label for="theme" { (words.t("Colours")) }
            select id="theme" name="theme" {
                option value="" selected[is_theme(None)] { (words.t("As the device")) }
                option value="light" selected[is_theme(Some("light"))] { (words.t("Light")) }
                option value="dark" selected[is_theme(Some("dark"))] { (words.t("Dark")) }
            }
        }
        button type="submit" { (words.t("Save")) }
    };
    parts::form(guest, "/account/taste", "stack", &fields)
}

fn sessions_table(guest: &Guest, sessions: &[OwnSession]) -> Markup {
    let words = guest.words;
    html! {
        ul.rows {
            @for session in sessions {
                li {
                    div {
                        strong { @if session.device.is_empty() { (words.t("A browser")) } @else { (session.device) } }
                        span { (words.t("Last used")) " " time datetime=(machine(session.seen_ms)) { (date_time(words, session.seen_ms)) } }
                    }
                    @if session.is_this { span.chip { (words.t("This one")) } }
                    @else {
                        (parts::form(guest, "/account/sessions/end", "", &html! {
                            input type="hidden" name="session" value=(session.id);
                            button type="submit" { (words.t("End")) }
                        }))
                    }
                }
            }
        }
    }
}
