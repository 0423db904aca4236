//! The first page there is: the one-time link that the server printed makes the organisation and its first administrator.

use super::frame;
use super::parts::{self, Field};
use crate::admission::Guest;
use crate::app::App;
use crate::dates::now_ms;
use crate::forms::{Posted, again};
use crate::passwords::weakness;
use crate::refusal::{Refusal, sentence};
use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use store::central::{CentralError, PersonTexts, SetUp, Token};

/// What is wrong, by field.
#[derive(Default)]
struct Wrong {
    organisation: Option<String>,
    name: Option<String>,
    email: Option<String>,
    password: Option<String>,
}

pub async fn show(guest: Guest, State(app): State<App>, Path(token): Path<String>) -> Result<Response, Refusal> {
    let token = Token::parse(&token).ok_or(Refusal::LinkOver)?;
    let asked = token.clone();
    match app.ask(move |central| central.set_up_link_holds(&asked, now_ms())).await? {
        true => Ok(page(&guest, &token, &Posted::default(), &Wrong::default())),
        false => Err(Refusal::LinkOver),
    }
}

pub async fn make(guest: Guest, State(app): State<App>, Path(token): Path<String>, posted: Posted) -> Result<Response, Refusal> {
    let token = Token::parse(&token).ok_or(Refusal::LinkOver)?;
    let asked = token.clone();
    // Before the slow hash: whoever has no link gets no work done.
    if !app.ask(move |central| central.set_up_link_holds(&asked, now_ms())).await? {
        return Err(Refusal::LinkOver);
    }
    let words = guest.words;
    let person =
        PersonTexts { name: posted.text("name").to_owned(), email: posted.text("email").to_owned(), job_title: String::new() };
    let about = [posted.text("name"), posted.text("email"), posted.text("organisation")];
    let password = posted.text("new-password");
    if let Some(weak) = weakness(password, &about) {
        let wrong = Wrong { password: Some(weak.sentence(words)), ..Wrong::default() };
        return Ok(again(page(&guest, &token, &posted, &wrong)));
    }
    let set_up =
        SetUp { organisation: posted.text("organisation").to_owned(), person, password: app.hash(password.to_owned()).await? };
    let used = token.clone();
    let (address, device) = (guest.address.clone(), guest.device.clone());
    let made = app.ask(move |central| {
        Ok(match central.set_up(&used, &set_up, now_ms()) {
            Ok(person) => Ok(central.finish_sign_in(person, &address, &device, now_ms())?),
            Err(error) => Err(error),
        })
    });
    match made.await? {
        Ok(session) => Ok(guest.signed_in(&session, "/")),
        Err(error) => {
            let Some(told) = sentence(&error, words) else { return Err(error.into()) };
            let wrong = match error {
                CentralError::BadText { field: "organisation", .. } => Wrong { organisation: Some(told), ..Wrong::default() },
                CentralError::BadText { field: "name", .. } => Wrong { name: Some(told), ..Wrong::default() },
                _ => Wrong { email: Some(told), ..Wrong::default() },
            };
            Ok(again(page(&guest, &token, &posted, &wrong)))
        }
    }
}

fn page(guest: &Guest, token: &Token, posted: &Posted, wrong: &Wrong) -> Response {
    let words = guest.words;
    let help = words.t("At least 12 characters. A sentence of three or four words is easy to remember and hard to guess.");
    let fields = html! {
        (Field { name: "organisation", label: words.t("Your organisation's name"), value: posted.text("organisation"),
            error: wrong.organisation.as_deref(), autocomplete: "organization", ..Field::default() }.draw())
        (Field { name: "name", label: words.t("Your name"), value: posted.text("name"), error: wrong.name.as_deref(),
            autocomplete: "name", ..Field::default() }.draw())
        (Field { name: "email", label: words.t("Your e-mail address"), kind: "email", value: posted.text("email"),
            help: Some(words.t("You sign in with it.")), error: wrong.email.as_deref(), autocomplete: "username",
            ..Field::default() }.draw())
        (Field { name: "new-password", label: words.t("Password"), kind: "password", help: Some(help),
            error: wrong.password.as_deref(), autocomplete: "new-password", ..Field::default() }.draw())
        button.primary type="submit" { (words.t("Set up")) }
    };
    let inside = html! {
        h1 { (words.t("Set up Practicum")) }
        p { (words.t("You become the first administrator. You can add people and give roles then.")) }
        (parts::form(guest, &format!("/set-up/{}", token.as_str()), "stack", &fields))
    };
    frame::bare_page(guest, words.t("Set up Practicum"), &inside)
}
