//! The PCs that send their records here: each with when it was last heard and what waits on it, and a code for another one.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts::{self, Field};
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::{date_time, machine, now_ms};
use crate::forms::{Posted, again};
use crate::refusal::{Refusal, sentence};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::central::{DeviceRow, PAIRING_LASTS_MS};

/// A PC that is on says something every ten minutes.
const QUIET_AFTER_MS: i64 = 30 * 60 * 1_000;
/// Clocks that are so far apart are worth a word.
const CLOCK_OFF_MS: i64 = 2 * 60 * 1_000;

/// A code as it is shown, once, with the address to type beside it.
struct Shown {
    code: String,
    address: String,
    name: String,
}

pub async fn show(
    _: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let done = query.contains_key("revoked").then(|| guest.words.t("Nothing more is taken from this PC. What it sent stays."));
    page(&guest, &app, None, None, done).await
}

pub async fn make_code(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Refusal> {
    let (by, name, key) = (keeper.0.person, posted.text("name").to_owned(), app.shows.ok_or(Refusal::NotFound)?);
    let asked = name.clone();
    match app.ask(move |central| Ok(central.issue_pairing_code(by, &asked, &key, now_ms()))).await? {
        Ok(code) => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            let scheme = if key.0.is_none() { "http" } else { "https" };
            let shown = Shown { code: code.to_string(), address: format!("{scheme}://{host}"), name };
            page(&guest, &app, Some(&shown), None, None).await
        }
        Err(error) => {
            let Some(wrong) = sentence(&error, guest.words) else { return Err(error.into()) };
            Ok(again(page(&guest, &app, None, Some((&name, &wrong)), None).await?))
        }
    }
}

async fn page(
    guest: &Guest,
    app: &App,
    shown: Option<&Shown>,
    wrong: Option<(&str, &str)>,
    done: Option<&str>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let (devices, n_unmatched) = app.ask(|central| Ok((central.devices()?, central.unmatched_count()?))).await?;
    let now_ms = now_ms();
    let inside = html! {
        div.head {
            div {
                h1 { (words.t("PCs")) }
                p.under { (words.t("Where people train. Each sends its records here once it is paired.")) }
            }
            a.button href="/devices/people" {
                (Icon::People.draw())
                span { @if n_unmatched > 0 { (words.count("{n} person without a name here", "{n} people without a name here", i64::try_from(n_unmatched).unwrap_or(i64::MAX))) }
                    @else { (words.t("People on PCs")) } }
            }
        }
        @if let Some(done) = done { (parts::done(done)) }
        @if let Some(shown) = shown { (code_card(guest, shown)) }
        @if devices.is_empty() { p.empty { (words.t("No PC is paired yet.")) } }
        @else { (table(words, &devices, now_ms)) }
        section.card.narrow {
            h2 { (words.t("Pair a PC")) }
            @match app.shows {
                Some(_) => (code_form(guest, wrong)),
                None => p { (words.t("Whoever runs this server has to name the proxy's certificate first: see --proxy-cert.")) },
            }
        }
    };
    Ok(frame::page(guest, Place::Devices, words.t("PCs"), &inside))
}

fn code_form(guest: &Guest, wrong: Option<(&str, &str)>) -> Markup {
    let words = guest.words;
    parts::form(
        guest,
        "/devices/code",
        "stack",
        &html! {
            (Field { name: "name", label: words.t("What this PC is called here"), value: wrong.map_or("", |(name, _)| name),
                help: Some(words.t("Such as: Front desk, left")), error: wrong.map(|(_, why)| why), ..Field::default() }.draw())
            button.primary type="submit" { (words.t("Make a pairing code")) }
        },
    )
}

fn code_card(guest: &Guest, shown: &Shown) -> Markup {
    let words = guest.words;
    let minutes = PAIRING_LASTS_MS / 60_000;
    let line = format!("practicum pair {} {}", shown.address, shown.code);
    html! {
        section.card.stack role="status" {
            h2 { (words.fill("A pairing code for {name}", &[("name", &shown.name)])) }
            p { (words.fill("It works once, for {n} minutes. Type this line in a terminal on that PC:", &[("n", &minutes)])) }
            div.field {
                label for="code" { (words.t("Line")) }
                input.wide id="code" type="text" readonly value=(line);
            }
            div.buttons {
                button type="button" hidden data-copies="code" data-tells="copied" data-done=(words.t("Copied.")) { (words.t("Copy")) }
                span id="copied" role="status" {}
            }
        }
    }
}

fn table(words: &Words, devices: &[DeviceRow], now_ms: i64) -> Markup {
    html! {
        div.table-card {
            table {
                caption.hidden { (words.t("PCs, by name")) }
                thead { tr {
                    th scope="col" { (words.t("PC")) }
                    th scope="col" { (words.t("Last heard")) }
                    th scope="col" { (words.t("Waits on it")) }
                    th scope="col" { (words.t("Attempts")) }
                    th scope="col" { (words.t("Standing")) }
                } }
                tbody {
                    @for device in devices {
                        tr {
                            th scope="row" { a href={ "/devices/" (device.device) } { (device.name) } }
                            td data-label=(words.t("Last heard")) { (heard(words, device)) }
                            td data-label=(words.t("Waits on it")) { (waits(words, device)) }
                            td data-label=(words.t("Attempts")) { (device.n_attempts) }
                            td data-label=(words.t("Standing")) { (standing(words, device, now_ms)) }
                        }
                    }
                }
            }
        }
    }
}

pub fn heard(words: &Words, device: &DeviceRow) -> Markup {
    html! {
        @if let Some((heard_ms, _)) = device.heard { time datetime=(machine(heard_ms)) { (date_time(words, heard_ms)) } }
        @else { (words.t("never")) }
    }
}

/// As it said when it was last heard.
pub fn waits(words: &Words, device: &DeviceRow) -> String {
    match i64::try_from(device.n_waiting).unwrap_or(i64::MAX) {
        0 => words.t("nothing").to_owned(),
        n => words.count("{n} record", "{n} records", n),
    }
}

/// What somebody should know of a PC: symbol, word and colour.
pub fn standing(words: &Words, device: &DeviceRow, now_ms: i64) -> Markup {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let heard_ms = device.heard.map(|(heard_ms, _)| heard_ms);
    let (class, icon, word) = if device.revoked_ms.is_some() {
        ("chip off", Icon::Lock, words.t("Ended").to_owned())
    } else if device.n_conflicts > 0 {
        let n = count(device.n_conflicts);
        ("chip wait", Icon::Warning, words.count("{n} entry in conflict", "{n} entries in conflict", n))
    } else if heard_ms.is_none_or(|heard_ms| now_ms.saturating_sub(heard_ms) > QUIET_AFTER_MS) {
        ("chip off", Icon::Device, words.t("Not on now").to_owned())
    } else if clock_off(words, device).is_some() {
        ("chip wait", Icon::Warning, words.t("Its clock is off").to_owned())
    } else {
        ("chip good", Icon::Tick, words.t("Sends").to_owned())
    };
    html! { span class=(class) { (icon.draw()) span { (word) } } }
}

/// How far its clock was off when it was last heard; none for what nobody needs to know.
pub fn clock_off(words: &Words, device: &DeviceRow) -> Option<String> {
    let (heard_ms, told_ms) = device.heard?;
    let off_ms = heard_ms.saturating_sub(told_ms).saturating_abs();
    let (minutes, hours) = (off_ms / 60_000, off_ms / 3_600_000);
    let told = || match hours {
        0 | 1 => words.count("{n} minute off", "{n} minutes off", minutes),
        _ => words.count("{n} hour off", "{n} hours off", hours),
    };
    (off_ms >= CLOCK_OFF_MS).then(told)
}
