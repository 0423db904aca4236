//! One passed exam on a page to print, with what proves it; and one's own record as a file.
//!
//! For oneself, and for managers and auditors with a line in the audit log. Start at [`show_own`].

use super::frame::{self, Place};
use super::parts;
use super::people::person_id;
use crate::admission::{Guest, Overseer, SignedIn};
use crate::app::App;
use crate::dates::{self, date_time, machine, now_ms};
use crate::export;
use crate::own_record;
use crate::refusal::Refusal;
use crate::words::Words;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ids::{AttemptId, Id128, ModuleId, PersonId};
use maud::{Markup, html};
use record::{Assurance, SignOff};
use std::collections::BTreeMap;
use store::central::{Central, CentralError, Certificate, PersonFacts, Proof};

/// What the page is about.
struct Told {
    facts: PersonFacts,
    organisation: String,
    certificate: Certificate,
    public_key: Option<String>,
}

pub async fn show_own(
    SignedIn(visitor): SignedIn,
    guest: Guest,
    State(app): State<App>,
    Path(attempt): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    answer(&guest, &app, visitor.person, visitor.person, &attempt, &query).await
}

pub async fn show(
    Overseer(visitor): Overseer,
    guest: Guest,
    State(app): State<App>,
    Path((person, attempt)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    answer(&guest, &app, visitor.person, person, &attempt, &query).await
}

/// Everything that is kept on oneself, as `json`, or one's attempts as `csv`.
pub async fn own_record(
    SignedIn(visitor): SignedIn,
    guest: Guest,
    State(app): State<App>,
    Path(kind): Path<String>,
) -> Result<Response, Refusal> {
    let (person, day) = (visitor.person, dates::today());
    let name = |end: &str| format!("practicum-record-{day}.{end}");
    match kind.as_str() {
        "json" => {
            let roles = visitor.roles.clone();
            let text =
                app.ask_desk(move |central, desk, _| own_record::json(central, desk.facts(central)?, person, &roles)).await?;
            Ok(export::file(&name("json"), "application/json", text))
        }
        "csv" => {
            let (catalogue, words) = (app.catalogue.clone(), guest.words);
            let text = app.ask(move |central| own_record::csv(central, &catalogue, words, person)).await?;
            Ok(export::file(&name("csv"), "text/csv; charset=utf-8", text))
        }
        _ => Err(Refusal::NotFound),
    }
}

async fn answer(
    guest: &Guest,
    app: &App,
    by: PersonId,
    person: PersonId,
    attempt: &str,
    query: &BTreeMap<String, String>,
) -> Result<Response, Refusal> {
    let attempt = Id128::parse(attempt).map(AttemptId).map_err(|_| Refusal::NotFound)?;
    let signer = app.signer.clone();
    let told = app.ask_desk(move |central, desk, _| {
        let facts = desk.facts(central)?.people.get(&person).ok_or(CentralError::UnknownPerson)?.clone();
        let Some(mut certificate) = central.certificate(by, person, attempt, now_ms())? else { return Ok(None) };
        if certificate.proof == Proof::Waits {
            signer.seal(central)?;
            certificate.proof = proof_now(central, person, attempt)?;
        }
        let organisation = central.organisation()?.unwrap_or_default();
        Ok(Some(Told { facts, organisation, certificate, public_key: central.signing_key(None, now_ms())? }))
    });
    let told = told.await?.ok_or(Refusal::NotFound)?;
    if query.get("file").is_some_and(|file| file == "checkpoint") {
        let Proof::Signed { checkpoint, .. } = told.certificate.proof else { return Err(Refusal::NotFound) };
        return Ok(export::file("checkpoint.txt", "text/plain; charset=utf-8", checkpoint.note));
    }
    let place = if by == person { Place::Training } else { Place::People };
    let back = if by == person { "/training".to_owned() } else { format!("/people/{person}/training") };
    let inside = html! {
        p.crumbs { a href=(back) { @if by == person { (guest.words.t("My training")) } @else { (told.facts.name) } } }
        (page(guest.words, app, &told))
    };
    Ok(frame::page(guest, place, guest.words.t("Certificate"), &inside))
}

/// As it stands after everything that waited was signed; already logged as read.
fn proof_now(central: &Central, person: PersonId, attempt: AttemptId) -> Result<Proof, CentralError> {
    Ok(central.certificate(person, person, attempt, now_ms())?.map_or(Proof::Waits, |certificate| certificate.proof))
}

fn page(words: &Words, app: &App, told: &Told) -> Markup {
    let Certificate { pass, closing, .. } = &told.certificate;
    let module = ModuleId::new(&pass.module).ok();
    let title = module.as_ref().map_or(pass.module.as_str(), |module| app.catalogue.module_title(module, words));
    // Nothing is said of a module that is no longer here.
    let rule = module.as_ref().and_then(|module| app.catalogue.module(module)).map(|module| module.renew_after_days);
    let percent = |permille: u32| words.fill("{n} %", &[("n", &(permille / 10))]);
    let needed = words.fill(
        "{score}; {bound} was needed",
        &[("score", &percent(closing.score_permille)), ("bound", &percent(closing.pass_score_permille))],
    );
    html! {
        div.head { div {
            h1 { (words.t("Certificate")) }
            p.under { (told.organisation) }
        } }
        section.card.stack {
            h2 { (words.fill("{name} passed the exam “{module}”.", &[("name", &told.facts.name), ("module", &title)])) }
            dl.facts {
                @if !told.facts.job_title.is_empty() { dt { (words.t("Job title")) } dd { (told.facts.job_title) } }
                dt { (words.t("Passed")) }
                dd { time datetime=(machine(pass.passed_ms)) { (date_time(words, pass.passed_ms)) } " (" (words.t("by the clock of the PC")) ")" }
                @if let Some(rule) = rule {
                    dt { (words.t("Valid until")) }
                    dd { @match rule {
                        Some(days) => { (dates::day(words, pass.day().plus_days(i64::from(days)))) " (" (words.t("by the module's rule of today")) ")" }
                        None => (words.t("does not lapse")),
                    } }
                }
                dt { (words.t("Result")) } dd { (needed) }
                dt { (words.t("Time taken")) } dd { (took(words, closing.took_ms)) }
                dt { (words.t("Module")) } dd { (pass.module) ", " (words.t("Version")) " " (pass.module_version) }
                @if pass.is_test_out { dt { (words.t("Practice")) } dd { (words.t("none before: it was a test-out")) } }
                dt { (words.t("Who it was")) } dd { (assurance(words, pass.assurance)) }
                @if pass.sign_off == Some(SignOff::Confirmed) { dt { (words.t("Sign-off")) } dd { (words.t("An assessor has seen it done and confirmed it.")) } }
                dt { (words.t("PC")) } dd { (told.certificate.device_name) }
                dt { (words.t("Attempt")) } dd { code { (pass.attempt.0) } }
            }
            div.buttons { button type="button" hidden data-prints { (words.t("Print")) } }
        }
        (proof_card(words, told))
    }
}

fn proof_card(words: &Words, told: &Told) -> Markup {
    let certificate = &told.certificate;
    html! {
        section.card.stack {
            h2 { (words.t("What proves it")) }
            dl.facts {
                dt { (words.t("Received")) } dd { (date_time(words, certificate.pass.received_ms)) }
                dt { (words.t("Entries")) } dd { (certificate.n_entries) }
                dt { (words.t("Hash of the last")) } dd { code { (certificate.head) } }
                @if let Proof::Signed { position, line, .. } = &certificate.proof {
                    dt { (words.t("Line of the register")) } dd { (position) ": " code { (line) } }
                }
                @if let Some(key) = &told.public_key { dt { (words.t("Public key")) } dd { code { (key) } } }
            }
            @match &certificate.proof {
                Proof::Signed { checkpoint, .. } => {
                    p { (words.t("This checkpoint is signed, and covers that line:")) }
                    pre.note tabindex="0" aria-label=(words.t("Checkpoint")) { (checkpoint.note) }
                    p { a href="?file=checkpoint" { (words.t("Keep the checkpoint as a file")) } }
                    p.help { (words.t("To check it, ask an auditor of the organisation for an evidence pack of the day on which it was received. On any machine:")) }
                    pre.note tabindex="0" aria-label=(words.t("Command")) { "practicum verify evidence.zip --key key.txt --held checkpoint.txt" }
                    p.help { (words.t("The pack has the attempt under its number, with its entries. This page alone proves nothing: anybody can print one.")) }
                }
                Proof::Waits => (parts::warning(words.t("No checkpoint covers it yet. Look again in some minutes."))),
                Proof::Broken => (parts::warning(words.t("The entries of this attempt do not hold, or the register says something else. Tell an auditor."))),
            }
        }
    }
}

/// `12 min 5 s`, in every language.
fn took(words: &Words, took_ms: u64) -> String {
    let secs = took_ms / 1_000;
    words.fill("{minutes} min {seconds} s", &[("minutes", &(secs / 60)), ("seconds", &(secs % 60))])
}

fn assurance(words: &Words, assurance: Assurance) -> &str {
    match assurance {
        Assurance::SelfDeclared => words.t("They picked their name from a list. Nothing confirmed it."),
        Assurance::Pin => words.t("They typed their own PIN."),
        Assurance::Code => words.t("They typed a code that was given to them."),
        Assurance::SingleSignOn => words.t("They signed in."),
        Assurance::Witnessed => words.t("Somebody else confirmed it with a PIN of their own."),
    }
}
