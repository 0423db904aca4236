//! Who the people on PCs are: each as their PC names them, and whom of the organisation a manager says it is.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts;
use super::people::person_id;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::{date_time, machine, now_ms};
use crate::forms::{Posted, again};
use crate::refusal::Refusal;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{DeviceId, Id128, PersonId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::central::{CentralError, DevicePerson};

const MOST_SHOWN: u32 = 200;

/// Whose line was refused, what was typed, and why.
struct Wrong {
    device: DeviceId,
    person: PersonId,
    typed: String,
    why: String,
}

pub async fn show(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let done = query.contains_key("done").then(|| guest.words.t("Saved."));
    page(&guest, &app, keeper.0.person, query.contains_key("all"), done, None).await
}

pub async fn say_who(keeper: PeopleKeeper, guest: Guest, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let by = keeper.0.person;
    let device = Id128::parse(posted.text("device")).map(DeviceId).map_err(|_| Refusal::BrokenForm)?;
    let person = person_id(posted.text("person")).ok_or(Refusal::BrokenForm)?;
    let typed = posted.text("who").trim().to_owned();
    let is_taken_back = posted.text("deed") == "take-back";
    let asked = typed.clone();
    let found = app.ask(move |central| if is_taken_back { Ok(None) } else { central.person_called(&asked) }).await?;
    if found.is_none() && !is_taken_back {
        let why = guest.words.t("Nobody here has this address or name, or several do. Type the e-mail address.").to_owned();
        let wrong = Wrong { device, person, typed, why };
        return Ok(again(page(&guest, &app, by, true, None, Some(&wrong)).await?));
    }
    app.ask(move |central| central.match_person(by, device, person, found, now_ms())).await?;
    Ok(Redirect::to("/devices/people?done").into_response())
}

async fn page(
    guest: &Guest,
    app: &App,
    by: PersonId,
    with_matched: bool,
    done: Option<&str>,
    wrong: Option<&Wrong>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let asked = app.ask(move |central| {
        let people = central.device_people(by, with_matched, MOST_SHOWN, now_ms())?;
        // A name that one person here has is suggested, and no more: somebody has to say it.
        let suggest = |person: &DevicePerson| match (&person.identity, &person.matched) {
            (Some((name, _)), None) => central.person_called(name).map(|known| known.map(|_| name.clone())),
            _ => Ok(None),
        };
        let suggested = people.iter().map(suggest).collect::<Result<Vec<_>, CentralError>>()?;
        Ok(people.into_iter().zip(suggested).collect::<Vec<_>>())
    });
    let people = asked.await?;
    let inside = html! {
        p.crumbs { a href="/devices" { (words.t("PCs")) } }
        div.head { div {
            h1 { (words.t("People on PCs")) }
            p.under { (words.t("Say who each of them is. Their attempts count for that person from then on.")) }
        } }
        @if let Some(done) = done { (parts::done(done)) }
        form.filter method="get" action="/devices/people" {
            label.tick { input type="checkbox" name="all" value="1" checked[with_matched]; span { (words.t("Also who is known")) } }
            button type="submit" { (words.t("Show")) }
        }
        @if people.is_empty() { p.empty { (words.t("Nobody waits for a name here.")) } }
        @for (number, (person, suggested)) in people.iter().enumerate() {
            (card(guest, number, person, suggested.as_deref(), wrong))
        }
    };
    Ok(frame::page(guest, Place::Devices, words.t("People on PCs"), &inside))
}

fn card(guest: &Guest, number: usize, person: &DevicePerson, suggested: Option<&str>, wrong: Option<&Wrong>) -> Markup {
    let words = guest.words;
    let wrong = wrong.filter(|wrong| wrong.device == person.device && wrong.person == person.person);
    let value = wrong.map_or(suggested.unwrap_or_default(), |wrong| wrong.typed.as_str());
    let (field, help, error) = (format!("who-{number}"), format!("who-{number}-help"), format!("who-{number}-error"));
    let told = if wrong.is_some() { format!("{help} {error}") } else { help.clone() };
    html! {
        section.card.stack {
            h2 {
                @match &person.identity {
                    Some((name, job_title)) => { (name) @if !job_title.is_empty() { " · " (job_title) } }
                    None if person.is_erased => (words.t("Somebody erased")),
                    None => (words.t("Somebody whose name did not come yet")),
                }
            }
            p.under {
                (person.device_name) " · "
                (words.count("{n} attempt", "{n} attempts", i64::try_from(person.n_attempts).unwrap_or(i64::MAX)))
                @if let Some(last_ms) = person.last_ms {
                    " · " (words.t("last received")) " " time datetime=(machine(last_ms)) { (date_time(words, last_ms)) }
                }
            }
            @if let Some(matched) = &person.matched {
                p { (Icon::Tick.draw()) " "
                    (words.fill("This is {name}, says {by}, {at}.", &[("name", &matched.name),
                        ("by", &matched.said_by.as_deref().unwrap_or("–")), ("at", &date_time(words, matched.at_ms))])) }
            }
            (parts::form(guest, "/devices/people", "stack", &html! {
                input type="hidden" name="device" value=(person.device);
                input type="hidden" name="person" value=(person.person);
                div.field.wrong[wrong.is_some()] {
                    label for=(field) { (words.t("E-mail address or whole name of the person here")) }
                    input id=(field) name="who" type="text" value=(value) autocomplete="off" autofocus[wrong.is_some()]
                        aria-invalid=[wrong.map(|_| "true")] aria-describedby=(told);
                    p.help id=(help) {
                        @if suggested.is_some() { (words.t("One person here has the same name. Make sure that it is them.")) }
                        @else { (words.t("The person has to stand under People.")) }
                    }
                    @if let Some(wrong) = wrong { p.error id=(error) { (Icon::Warning.draw()) span { (wrong.why) } } }
                }
                div.buttons {
                    button.primary type="submit" name="deed" value="say" { (words.t("It is this person")) }
                    @if person.matched.is_some() {
                        button type="submit" name="deed" value="take-back" { (words.t("Take it back")) }
                    }
                }
            }))
        }
    }
}
