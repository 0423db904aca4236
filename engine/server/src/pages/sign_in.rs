//! Signing in and out, and the one-time link with which somebody sets a password.

use super::frame;
use super::parts::{self, Field};
use crate::admission::{Guest, SignedIn};
use crate::app::App;
use crate::dates::now_ms;
use crate::forms::{Posted, again, own_path};
use crate::passwords::{MOST_CHARACTERS, weakness};
use crate::refusal::Refusal;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use std::collections::BTreeMap;
use store::central::{LinkFor, SignIn, Token};

pub async fn show(guest: Guest, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let next = query.get("next").and_then(|next| own_path(next)).unwrap_or("/");
    match guest.visitor {
        Some(_) => Redirect::to(next).into_response(),
        None => page(&guest, next, "", None, query.contains_key("out")),
    }
}

pub async fn sign_in(guest: Guest, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let words = guest.words;
    let (email, password) = (posted.text("email").to_owned(), posted.text("password").to_owned());
    let next = own_path(posted.text("next")).unwrap_or("/").to_owned();
    let wrong = |told: &str, status: StatusCode| (status, page(&guest, &next, &email, Some(told), false)).into_response();
    // One sentence for every reason: who has an account here is nobody's business.
    let refused =
        words.t("This address and this password do not belong together. Try again, or ask your manager for a new link.");
    if email.len() > 254 || password.chars().count() > MOST_CHARACTERS {
        return Ok(wrong(refused, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (asked, address) = (email.clone(), guest.address.clone());
    let known = match app.ask(move |central| central.begin_sign_in(&asked, &address, now_ms())).await? {
        SignIn::Wait { wait_secs } => {
            let minutes = (wait_secs + 59) / 60;
            let told = match wait_secs <= 60 {
                true => words.count(
                    "Too many wrong passwords. Wait {n} second, then try again.",
                    "Too many wrong passwords. Wait {n} seconds, then try again.",
                    wait_secs,
                ),
                false => words.fill("Too many wrong passwords. Wait {n} minutes, then try again.", &[("n", &minutes)]),
            };
            return Ok(wrong(&told, StatusCode::TOO_MANY_REQUESTS));
        }
        SignIn::Compare { known } => known,
    };
    let person = known.as_ref().map(|(person, _)| *person);
    let is_right = app.is_right(known.map(|(_, password)| password), password).await?;
    let Some(person) = person.filter(|_| is_right) else {
        app.ask(move |central| central.refuse_sign_in(person, now_ms())).await?;
        return Ok(wrong(refused, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let (address, device) = (guest.address.clone(), guest.device.clone());
    let session = app.ask(move |central| central.finish_sign_in(person, &address, &device, now_ms())).await?;
    Ok(guest.signed_in(&session, &next))
}

pub async fn sign_out(SignedIn(visitor): SignedIn, guest: Guest, State(app): State<App>, _: Posted) -> Result<Response, Refusal> {
    app.ask(move |central| central.sign_out(&visitor, now_ms())).await?;
    Ok(guest.signed_out("/sign-in?out"))
}

fn page(guest: &Guest, next: &str, email: &str, wrong: Option<&str>, is_out: bool) -> Response {
    let words = guest.words;
    let fields = html! {
        input type="hidden" name="next" value=(next);
        (Field { name: "email", label: words.t("E-mail address"), kind: "email", value: email, autocomplete: "username",
            ..Field::default() }.draw())
        (Field { name: "password", label: words.t("Password"), kind: "password", autocomplete: "current-password",
            ..Field::default() }.draw())
        button.primary type="submit" { (words.t("Sign in")) }
    };
    let inside = html! {
        h1 { (words.t("Sign in")) }
        @if let Some(wrong) = wrong { (parts::warning(wrong)) }
        @if is_out { (parts::done(words.t("You are signed out."))) }
        (parts::form(guest, "/sign-in", "stack", &fields))
        p.help { (words.t("No password yet, or forgotten? Ask a manager or an administrator for a link.")) }
    };
    frame::bare_page(guest, words.t("Sign in"), &inside)
}

pub async fn show_link(guest: Guest, State(app): State<App>, Path(token): Path<String>) -> Result<Response, Refusal> {
    let token = Token::parse(&token).ok_or(Refusal::LinkOver)?;
    let asked = token.clone();
    let found = app.ask(move |central| central.password_link(&asked, now_ms())).await?;
    found.map(|found| link_page(&guest, &token, &found, None)).ok_or(Refusal::LinkOver)
}

pub async fn use_link(
    guest: Guest,
    State(app): State<App>,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let token = Token::parse(&token).ok_or(Refusal::LinkOver)?;
    let asked = token.clone();
    let found = app.ask(move |central| {
        Ok(match central.password_link(&asked, now_ms())? {
            Some(found) => Some((found, central.organisation()?.unwrap_or_default())),
            None => None,
        })
    });
    let (found, organisation) = found.await?.ok_or(Refusal::LinkOver)?;
    let password = posted.text("new-password").to_owned();
    if let Some(weak) = weakness(&password, &[&found.name, &found.email, &organisation]) {
        return Ok(again(link_page(&guest, &token, &found, Some(&weak.sentence(guest.words)))));
    }
    let hash = app.hash(password).await?;
    let (address, device) = (guest.address.clone(), guest.device.clone());
    let session = app.ask(move |central| {
        let person = central.use_password_link(&token, &hash, now_ms())?;
        central.finish_sign_in(person, &address, &device, now_ms())
    });
    Ok(guest.signed_in(&session.await?, "/"))
}

fn link_page(guest: &Guest, token: &Token, found: &LinkFor, wrong: Option<&str>) -> Response {
    let words = guest.words;
    let help = words.t("At least 12 characters. A sentence of three or four words is easy to remember and hard to guess.");
    let fields = html! {
        // Lets a password manager file it under the right name.
        input type="hidden" name="username" autocomplete="username" value=(found.email);
        (Field { name: "new-password", label: words.t("New password"), kind: "password", help: Some(help), error: wrong,
            autocomplete: "new-password", ..Field::default() }.draw())
        button.primary type="submit" { (words.t("Keep and sign in")) }
    };
    let inside = html! {
        h1 { (words.fill("Hello, {name}", &[("name", &found.name)])) }
        p { (words.fill("Choose a password. From then on you sign in with {email} and this password.", &[("email", &found.email)])) }
        (parts::form(guest, &format!("/password/{}", token.as_str()), "stack", &fields))
    };
    frame::bare_page(guest, words.t("Choose a password"), &inside)
}
