//! One PC: when it was paired and heard, what waits on it, entries in conflict, whether its chains hold, and its end.

use super::devices::{clock_off, heard, standing, waits};
use super::frame::{self, Place};
use super::parts;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::{date_time, machine, now_ms};
use crate::forms::Posted;
use crate::refusal::Refusal;
use crate::words::Words;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{DeviceId, Id128};
use maud::{Markup, html};
use store::central::{Conflict, DeviceCheck, DeviceRow};

const MOST_CONFLICTS: u32 = 200;
const MOST_FAULTS: usize = 50;

pub async fn show(
    _: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(device): Path<String>,
) -> Result<Response, Refusal> {
    page(&guest, &app, device_id(&device)?, None).await
}

pub async fn check(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(device): Path<String>,
) -> Result<Response, Refusal> {
    let (by, device) = (keeper.0.person, device_id(&device)?);
    let checked = app.ask(move |central| {
        central.device(device)?;
        central.check_device(by, device, now_ms())
    });
    let checked = checked.await?;
    page(&guest, &app, device, Some(checked)).await
}

pub async fn revoke(
    keeper: PeopleKeeper,
    State(app): State<App>,
    Path(device): Path<String>,
    _: Posted,
) -> Result<Response, Refusal> {
    let (by, device) = (keeper.0.person, device_id(&device)?);
    app.ask(move |central| central.revoke_device(by, device, now_ms())).await?;
    Ok(Redirect::to("/devices?revoked").into_response())
}

fn device_id(text: &str) -> Result<DeviceId, Refusal> {
    Id128::parse(text).map(DeviceId).map_err(|_| Refusal::NotFound)
}

async fn page(guest: &Guest, app: &App, device: DeviceId, checked: Option<DeviceCheck>) -> Result<Response, Refusal> {
    let words = guest.words;
    let asked = app.ask(move |central| Ok((central.device(device)?, central.conflicts(device, MOST_CONFLICTS)?)));
    let (found, conflicts) = asked.await?;
    let inside = html! {
        p.crumbs { a href="/devices" { (words.t("PCs")) } }
        div.head {
            div {
                h1 { (found.name) }
                p.under { (standing(words, &found, now_ms())) }
            }
            a.button href={ "/devices/" (found.device) "/check" } { (words.t("Check the chains")) }
        }
        @if let Some(checked) = &checked { (check_words(words, checked)) }
        section.card { (facts(words, &found)) }
        @if !conflicts.is_empty() { (conflicts_card(words, &conflicts)) }
        @if found.revoked_ms.is_none() {
            section.card.narrow.stack {
                h2 { (words.t("End the pairing")) }
                p { (words.t("Nothing more is taken from this PC then. What it sent stays; what waits on it stays there.")) }
                (parts::form(guest, &format!("/devices/{}/revoke", found.device), "", &html! {
                    button.danger type="submit" { (words.t("End the pairing")) }
                }))
            }
        }
    };
    Ok(frame::page(guest, Place::Devices, &found.name, &inside))
}

fn facts(words: &Words, found: &DeviceRow) -> Markup {
    html! {
        dl.facts {
            dt { (words.t("Paired")) }
            dd { time datetime=(machine(found.paired_ms)) { (date_time(words, found.paired_ms)) } }
            @if let Some(revoked_ms) = found.revoked_ms {
                dt { (words.t("Ended")) }
                dd { time datetime=(machine(revoked_ms)) { (date_time(words, revoked_ms)) } }
            }
            dt { (words.t("Last heard")) }
            dd { (heard(words, found)) }
            @if let (Some((_, told_ms)), Some(off)) = (found.heard, clock_off(words, found)) {
                dt { (words.t("Its own clock then")) }
                dd { time datetime=(machine(told_ms)) { (date_time(words, told_ms)) } " · " (off) }
            }
            dt { (words.t("Waits on it")) }
            dd { (waits(words, found)) }
            dt { (words.t("Attempts")) }
            dd { (found.n_attempts) }
            dt { (words.t("Id")) }
            dd { code { (found.device) } }
        }
    }
}

fn check_words(words: &Words, checked: &DeviceCheck) -> Markup {
    let DeviceCheck { n_attempts, n_entries, n_log_records, log_head, bad_log_record, bad_entries } = checked;
    let holds = bad_log_record.is_none() && bad_entries.is_empty();
    html! {
        @if holds {
            (parts::done(&words.fill("Every chain holds: {attempts} attempts, {entries} entries, {records} records of its log.",
                &[("attempts", n_attempts), ("entries", n_entries), ("records", n_log_records)])))
            p { (words.t("Head of its log, to keep elsewhere:")) " " code.long { (log_head) } }
        } @else {
            (parts::warning(words.t("Not everything holds. What is still on its way from the PC shows here as missing, too.")))
            ul.rows {
                @if let Some(bad) = bad_log_record { li { code { (bad) } } }
                @for bad in bad_entries.iter().take(MOST_FAULTS) { li { code { (bad) } } }
            }
        }
    }
}

fn conflicts_card(words: &Words, conflicts: &[Conflict]) -> Markup {
    html! {
        section.card.stack {
            h2 { (words.t("Entries in conflict")) }
            p { (words.t("For each of these places two different lines came: the PC was put back to an older copy, or there are two copies of it. What came first counts. The others are kept as they came, and count nowhere.")) }
            ul.rows {
                @for one in conflicts {
                    li { details {
                        summary {
                            @if let Some(attempt) = one.attempt {
                                (words.fill("Attempt {attempt}, entry {n}", &[("attempt", &attempt), ("n", &one.seq)]))
                            } @else { (words.fill("Log of the PC, record {n}", &[("n", &one.seq)])) }
                        }
                        dl.facts {
                            @if let Some((bytes, received_ms)) = &one.counts {
                                dt { (words.t("Counts")) " · " (date_time(words, *received_ms)) }
                                dd { code.long { (String::from_utf8_lossy(bytes)) } }
                            }
                            dt { (words.t("Kept beside")) " · " (date_time(words, one.received_ms)) }
                            dd { code.long { (String::from_utf8_lossy(&one.bytes)) } }
                        }
                    } }
                }
            }
        }
    }
}
