//! The first page after signing in: who you are here, and what is open to you.

use super::frame::{self, Place, roles_in_words};
use super::icons::Icon;
use crate::admission::{Guest, SignedIn, may_keep_people, may_read_audit};
use crate::app::App;
use crate::dates::{date_time, machine};
use crate::refusal::Refusal;
use crate::words::Words;
use axum::extract::State;
use axum::response::Response;
use maud::html;

const MOST_PASSES: usize = 20;

pub async fn show(SignedIn(visitor): SignedIn, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    let words = guest.words;
    let counts = match may_keep_people(&visitor) {
        true => Some(app.ask(|central| central.people_counts()).await?),
        false => None,
    };
    let person = visitor.person;
    let passes = app.ask(move |central| central.passes_of(person)).await?;
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
            @if passes.is_empty() {
                p { (words.t("Nothing that you passed is known here. It comes from PCs that are paired, once a manager has said who you are on them.")) }
                p { (words.t("On that PC, open Practicum and pick your name to go on.")) }
            } @else {
                ul.rows {
                    @for pass in passes.iter().rev().take(MOST_PASSES) {
                        li {
                            div { strong { (pass.module) " " (pass.module_version) }
                                span { (mode_in_words(words, &pass.mode)) " · " time datetime=(machine(pass.passed_ms)) { (date_time(words, pass.passed_ms)) } } }
                            span.chip.good { (Icon::Tick.draw()) span { (words.fill("{n} %", &[("n", &(pass.score_permille / 10))])) } }
                        }
                    }
                }
            }
        }
    };
    Ok(frame::page(&guest, Place::Home, words.t("Home"), &inside))
}

fn mode_in_words<'a>(words: &'a Words, mode: &str) -> &'a str {
    match mode {
        "exam" => words.t("exam"),
        "practice" => words.t("practice"),
        _ => words.t("guided"),
    }
}
