//! The first page after signing in: who you are here, and what is open to you.

use super::frame::{self, Place, roles_in_words};
use crate::admission::{Guest, SignedIn, may_keep_people, may_read_audit};
use crate::app::App;
use crate::refusal::Refusal;
use axum::extract::State;
use axum::response::Response;
use maud::html;

pub async fn show(SignedIn(visitor): SignedIn, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    let words = guest.words;
    let counts = match may_keep_people(&visitor) {
        true => Some(app.ask(|central| central.people_counts()).await?),
        false => None,
    };
    let inside = html! {
        div.head { div {
            h1 { (words.fill("Hello, {name}", &[("name", &visitor.name)])) }
            p.under { (visitor.organisation) " · " (roles_in_words(words, visitor.roles.iter().copied()))
                @if !visitor.job_title.is_empty() { " · " (visitor.job_title) } }
        } }
        div.tiles {
            @if let Some((n_people, n_without)) = counts {
                a.tile href="/people" {
                    strong.figure { (n_people) }
                    span { strong { (words.t("people")) }
                        span { @if n_without > 0 { (words.count("{n} has no password yet", "{n} have no password yet", n_without)) }
                            @else { (words.t("everybody can sign in")) } } }
                }
            }
            @if may_read_audit(&visitor) {
                a.tile href="/audit" { span { strong { (words.t("Audit log")) } span { (words.t("Who did or read what, and when")) } } }
            }
            a.tile href="/account" { span { strong { (words.t("My account")) } span { (words.t("Password, sessions, language")) } } }
        }
        section.card {
            h2 { (words.t("Your training")) }
            p { a href="/training" { (words.t("What is assigned to you, and how you stand")) } }
            p { (words.t("What you do on a PC reaches this server once that PC is paired, and a manager has said who you are on it.")) }
            p { (words.t("On that PC, open Practicum and pick your name to go on.")) }
        }
    };
    Ok(frame::page(&guest, Place::Home, words.t("Home"), &inside))
}
