//! The audit log: who did or read what of whom, when; by day and person.

use super::frame::{self, Place, role_in_words};
use super::parts;
use super::people::person_id;
use crate::admission::{AuditReader, Guest};
use crate::app::App;
use crate::dates::{date_time, day_ms, machine, now_ms, zone};
use crate::refusal::Refusal;
use crate::words::Words;
use axum::extract::{Query, State};
use axum::response::Response;
use ids::PersonId;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::central::{AuditCheck, AuditEntry, AuditQuery, Deed, Role};

const PER_PAGE: u32 = 100;

/// What was asked for, as it stands in the address.
#[derive(Default)]
struct Filter {
    from: String,
    to: String,
    person: Option<PersonId>,
    before: Option<i64>,
    /// A day that is none.
    is_wrong: bool,
}

pub async fn show(
    reader: AuditReader,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    page(reader, guest, app, &query, None).await
}

pub async fn check(
    reader: AuditReader,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let checked = app.ask(|central| central.check_audit()).await?;
    page(reader, guest, app, &query, Some(checked)).await
}

async fn page(
    AuditReader(visitor): AuditReader,
    guest: Guest,
    app: App,
    query: &BTreeMap<String, String>,
    checked: Option<AuditCheck>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let (filter, asked) = read_filter(query);
    let (by, person) = (visitor.person, filter.person);
    let (entries, name) = app
        .ask(move |central| {
            let name = person.map(|person| central.name_of(person)).transpose()?.flatten();
            Ok((central.audit(by, &asked, now_ms())?, name))
        })
        .await?;
    let inside = html! {
        div.head {
            div {
                h1 { (words.t("Audit log")) }
                p.under { (words.fill("Newest first. Times in {zone}.", &[("zone", &zone())])) }
            }
            a.button href="/audit/check" { (words.t("Check the chain")) }
        }
        @match checked {
            Some(AuditCheck::Holds { n_entries }) => (parts::done(&words.fill("The chain holds: {n} lines, none changed or removed.", &[("n", &n_entries)]))),
            Some(AuditCheck::Broken { sequence }) => (parts::warning(&words.fill("The chain is broken at line {n}: it was changed or removed. Keep a copy of the records, and compare it with a backup.", &[("n", &sequence)]))),
            None => {}
        }
        @if filter.is_wrong { (parts::warning(words.t("A day is written as 2026-11-23. All days are shown."))) }
        form.filter method="get" action="/audit" {
            div.field { label for="from" { (words.t("From")) } input id="from" name="from" type="date" value=(filter.from); }
            div.field { label for="to" { (words.t("To")) } input id="to" name="to" type="date" value=(filter.to); }
            @if let (Some(person), Some(name)) = (filter.person, &name) {
                label.tick { input type="checkbox" name="person" value=(person.0) checked; span { (words.fill("Only {name}", &[("name", name)])) } }
            }
            button type="submit" { (words.t("Show")) }
        }
        @if entries.is_empty() { p.empty { (words.t("Nothing is written down for these days.")) } }
        @else { (table(&guest, &entries, &filter)) }
    };
    Ok(frame::page(&guest, Place::Audit, words.t("Audit log"), &inside))
}

fn read_filter(query: &BTreeMap<String, String>) -> (Filter, AuditQuery) {
    let day = |name: &str| query.get(name).map(String::as_str).filter(|day| !day.is_empty());
    let (from, to) = (day("from"), day("to"));
    let (from_ms, to_ms) = (from.map(day_ms), to.map(day_ms));
    let is_wrong = from_ms == Some(None) || to_ms == Some(None);
    let kept = |day: Option<&str>| day.filter(|_| !is_wrong).unwrap_or_default().to_owned();
    let filter = Filter {
        from: kept(from),
        to: kept(to),
        person: query.get("person").and_then(|person| person_id(person)),
        before: query.get("before").and_then(|before| before.parse().ok()),
        is_wrong,
    };
    let asked = AuditQuery {
        from_ms: from_ms.flatten().filter(|_| !is_wrong).map_or(i64::MIN, |(starts, _)| starts),
        to_ms: to_ms.flatten().filter(|_| !is_wrong).map_or(i64::MAX, |(_, ends)| ends),
        person: filter.person,
        before: filter.before,
        limit: PER_PAGE,
    };
    (filter, asked)
}

fn table(guest: &Guest, entries: &[AuditEntry], filter: &Filter) -> Markup {
    let words = guest.words;
    let oldest = entries.last().filter(|_| entries.len() == PER_PAGE as usize);
    html! {
        div.table-card {
            table {
                caption.hidden { (words.t("Lines of the audit log, newest first")) }
                thead { tr {
                    th scope="col" { (words.t("When")) }
                    th scope="col" { (words.t("Who")) }
                    th scope="col" { (words.t("What")) }
                    th scope="col" { (words.t("About whom")) }
                } }
                tbody {
                    @for entry in entries {
                        tr {
                            td data-label=(words.t("When")) { time datetime=(machine(entry.at_ms)) { (date_time(words, entry.at_ms)) } }
                            td data-label=(words.t("Who")) { @if let Some(actor) = &entry.actor { (person(words, actor, filter)) } @else { (words.t("nobody signed in")) } }
                            td data-label=(words.t("What")) { (deed_in_words(words, entry)) }
                            td data-label=(words.t("About whom")) { @if let Some(subject) = &entry.subject { (person(words, subject, filter)) } @else { "–" } }
                        }
                    }
                }
            }
        }
        @if let Some(oldest) = oldest {
            nav.pager aria-label=(words.t("Older lines")) {
                a.button href=(address(filter, filter.person, Some(oldest.sequence))) rel="next" { (words.t("Older")) }
            }
        }
    }
}

/// A name that leads to everything by and about that person.
fn person(words: &Words, person: &(PersonId, Option<String>), filter: &Filter) -> Markup {
    let (id, name) = person;
    html! { a href=(address(filter, Some(*id), None)) { (name.as_deref().unwrap_or_else(|| words.t("somebody erased"))) } }
}

fn address(filter: &Filter, person: Option<PersonId>, before: Option<i64>) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("from", &filter.from).append_pair("to", &filter.to);
    if let Some(person) = person {
        pairs.append_pair("person", &person.0.to_string());
    }
    if let Some(before) = before {
        pairs.append_pair("before", &before.to_string());
    }
    format!("/audit?{}", pairs.finish())
}

fn deed_in_words(words: &Words, entry: &AuditEntry) -> String {
    let fields = || {
        let field = |code: &str| match code {
            "name" => words.t("name").to_owned(),
            "email" => words.t("e-mail address").to_owned(),
            "job-title" => words.t("job title").to_owned(),
            other => other.to_owned(),
        };
        entry.detail.split(',').map(field).collect::<Vec<_>>().join(", ")
    };
    let roles = || {
        let roles = entry.detail.split(',').filter_map(Role::parse).map(|role| role_in_words(words, role));
        let roles = roles.collect::<Vec<_>>().join(", ");
        if roles.is_empty() { words.t("none").to_owned() } else { roles }
    };
    let plain = match entry.deed {
        Deed::SetUp => words.t("set up the organisation"),
        Deed::SignedIn => words.t("signed in"),
        Deed::SignInRefused => words.t("wrong password"),
        Deed::SignedOut => words.t("signed out"),
        Deed::SessionEnded => words.t("ended a session"),
        Deed::PasswordChanged => words.t("changed the password"),
        Deed::PasswordSetByLink => words.t("chose a password with a link"),
        Deed::LinkIssued => words.t("made a link for a password"),
        Deed::PersonAdded => words.t("added a person"),
        Deed::PersonChanged => return words.fill("changed {fields}", &[("fields", &fields())]),
        Deed::RolesChanged => return words.fill("set the roles: {roles}", &[("roles", &roles())]),
        Deed::PersonDeactivated => words.t("ended somebody's sign-in"),
        Deed::PersonActivated => words.t("let somebody sign in again"),
        Deed::PersonRead => words.t("read a person's page"),
        Deed::PeopleRead => words.t("read the list of people"),
        Deed::AuditRead => words.t("read the audit log"),
        Deed::DaysChanged => words.t("set the first or last day"),
        Deed::PeopleImported => words.t("took over a list of people"),
        Deed::PeopleExported => words.t("took the people as a file"),
        Deed::GroupAdded => words.t("added a group"),
        Deed::GroupRenamed => words.t("renamed a group"),
        Deed::GroupRead => words.t("read a group"),
        Deed::GroupJoined => words.t("put somebody into a group"),
        Deed::GroupLeft => words.t("took somebody out of a group"),
        Deed::Assigned => words.t("assigned a course"),
        Deed::AssignmentChanged => words.t("changed an assignment"),
        Deed::AssignmentEnded => words.t("ended an assignment"),
        Deed::Exempted => words.t("exempted somebody"),
        Deed::ExemptionEnded => words.t("ended an exemption"),
        Deed::OutsideRecorded => words.t("recorded training elsewhere"),
        Deed::OutsideWithdrawn => words.t("withdrew training elsewhere"),
        Deed::OverviewRead => words.t("read the overview"),
        Deed::OverviewExported => words.t("took the overview as a file"),
        Deed::TrainingRead => words.t("read somebody's training"),
        Deed::PairingCodeMade => words.t("made a pairing code for a PC"),
        Deed::DevicePaired => words.t("a PC was paired with their code"),
        Deed::DeviceRevoked => words.t("ended the pairing of a PC"),
        Deed::TraineeMatched => words.t("said who somebody on a PC is"),
        Deed::PackTaken => words.t("took an evidence pack"),
        Deed::CertificateRead => words.t("read somebody's certificate"),
        Deed::DeviceChecked => words.t("checked all chains of a PC"),
    };
    plain.to_owned()
}
