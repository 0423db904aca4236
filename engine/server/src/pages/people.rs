//! The list of people, and the form that adds one.

use super::frame::{self, Place, roles_in_words};
use super::icons::Icon;
use super::parts::{self, Field, initials};
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::now_ms;
use crate::forms::{Posted, again};
use crate::refusal::{Refusal, sentence};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{GroupId, Id128, PersonId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::central::{CentralError, PeoplePage, PeopleQuery, PersonRow, PersonTexts};

const PER_PAGE: u32 = 50;

pub async fn show(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let search: String = query.get("find").map(|find| find.chars().take(120).collect()).unwrap_or_default();
    let with_inactive = query.contains_key("all");
    let after = query.get("after").and_then(|after| person_id(after));
    let group = query.get("group").and_then(|group| Id128::parse(group).ok()).map(GroupId);
    let asked = PeopleQuery { search: search.clone(), with_inactive, group, after, limit: PER_PAGE };
    let by = keeper.0.person;
    let number = |name: &str| query.get(name).and_then(|n| n.parse::<u32>().ok());
    let (found, groups) = app.ask(move |central| Ok((central.people(by, &asked, now_ms())?, central.groups()?))).await?;
    let inside = html! {
        div.head {
            div {
                h1 { (words.t("People")) }
                p.under { (words.count("{n} person", "{n} people", found.n_found)) }
            }
            div.buttons {
                a.button href="/groups" { (words.t("Groups")) }
                a.button href="/people/export" { (Icon::Down.draw()) span { (words.t("CSV")) } }
                a.button href="/people/import" { (words.t("From a list")) }
                a.button.primary href="/people/new" { (Icon::Add.draw()) span { (words.t("Add a person")) } }
            }
        }
        @if let (Some(added), Some(changed)) = (number("added"), number("changed")) {
            (parts::done(&words.fill("The list was taken over: {added} added, {changed} changed.", &[("added", &added), ("changed", &changed)])))
        }
        form.filter method="get" action="/people" role="search" {
            div.field {
                label for="find" { (words.t("Find by name, address or job title")) }
                div.with-icon { (Icon::Search.draw()) input id="find" name="find" type="search" value=(search); }
            }
            @if !groups.is_empty() { div.field.short {
                label for="group" { (words.t("Group")) }
                select id="group" name="group" {
                    option value="" { (words.t("All")) }
                    @for one in &groups { option value=(one.group) selected[group == Some(one.group)] { (one.name) } }
                }
            } }
            label.tick { input type="checkbox" name="all" value="1" checked[with_inactive]; span { (words.t("Also who left")) } }
            button type="submit" { (words.t("Find")) }
        }
        @if found.people.is_empty() { p.empty { (words.t("Nobody is found. Search for less, or add a person.")) } }
        @else { (table(&guest, &found)) (pager(&guest, &found, &search, with_inactive, group)) }
    };
    Ok(frame::page(&guest, Place::People, words.t("People"), &inside))
}

fn table(guest: &Guest, found: &PeoplePage) -> Markup {
    let words = guest.words;
    html! {
        div.table-card {
            table {
                caption.hidden { (words.t("People, by name")) }
                thead { tr {
                    th scope="col" { (words.t("Person")) }
                    th scope="col" { (words.t("E-mail address")) }
                    th scope="col" { (words.t("Roles")) }
                    th scope="col" { (words.t("Sign-in")) }
                } }
                tbody {
                    @for person in &found.people {
                        tr {
                            th scope="row" {
                                a.person href={ "/people/" (person.person.0) } {
                                    span.face aria-hidden="true" { (initials(&person.name)) }
                                    span { strong { (person.name) }
                                        @if !person.job_title.is_empty() { span.under { (person.job_title) } } }
                                }
                            }
                            td data-label=(words.t("E-mail address")) { @if let Some(email) = &person.email { (email) } @else { "–" } }
                            td data-label=(words.t("Roles")) { (roles_in_words(words, person.roles.iter().copied())) }
                            td data-label=(words.t("Sign-in")) { (standing(guest, person)) }
                        }
                    }
                }
            }
        }
    }
}

/// Whether somebody can sign in: symbol, word and colour.
pub fn standing(guest: &Guest, person: &PersonRow) -> Markup {
    let words = guest.words;
    let (class, icon, word) = match (person.may_sign_in(now_ms()), person.has_password) {
        (false, _) => ("chip off", Icon::Lock, words.t("Left")),
        (true, true) => ("chip good", Icon::Tick, words.t("Can sign in")),
        (true, false) => ("chip wait", Icon::Warning, words.t("No password yet")),
    };
    html! { span class=(class) { (icon.draw()) span { (word) } } }
}

fn pager(guest: &Guest, found: &PeoplePage, search: &str, with_inactive: bool, group: Option<GroupId>) -> Markup {
    let words = guest.words;
    let Some(last) = found.people.last().filter(|_| found.has_more) else { return html! {} };
    let mut href = form_urlencoded::Serializer::new("/people?".to_owned());
    let mut href = form_urlencoded::Serializer::for_suffix(href.finish(), "/people?".len());
    href.append_pair("find", search).append_pair("after", &last.person.0.to_string());
    if with_inactive {
        href.append_pair("all", "1");
    }
    if let Some(group) = group {
        href.append_pair("group", &group.to_string());
    }
    html! { nav.pager aria-label=(words.t("More people")) { a.button href=(href.finish()) rel="next" { (words.t("Next page")) } } }
}

pub fn person_id(text: &str) -> Option<PersonId> {
    Id128::parse(text).ok().map(PersonId)
}

pub async fn show_new(_: PeopleKeeper, guest: Guest) -> Response {
    new_page(&guest, &Posted::default(), None)
}

pub async fn add(keeper: PeopleKeeper, guest: Guest, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let (by, texts) = (keeper.by(), texts(&posted));
    let added = app.ask(move |central| Ok(central.add_person(by, &texts, now_ms()))).await?;
    match added {
        Ok(person) => Ok(Redirect::to(&format!("/people/{}?done=added", person.0)).into_response()),
        Err(error) => match sentence(&error, guest.words) {
            Some(_) => Ok(again(new_page(&guest, &posted, Some(&error)))),
            None => Err(error.into()),
        },
    }
}

pub fn texts(posted: &Posted) -> PersonTexts {
    let text = |name| posted.text(name).to_owned();
    PersonTexts { name: text("name"), email: text("email"), job_title: text("job-title") }
}

/// The three lines that say who somebody is; an error stands at the line it is about.
pub fn texts_fields(guest: &Guest, given: &PersonTexts, error: Option<&CentralError>) -> Markup {
    let words = guest.words;
    let told = error.and_then(|error| sentence(error, words));
    let at = |field: &str| {
        let of = match error {
            Some(CentralError::BadText { field, .. }) => *field,
            Some(_) => "e-mail",
            None => "",
        };
        told.as_deref().filter(|_| of == field)
    };
    html! {
        (Field { name: "name", label: words.t("Name"), value: &given.name, error: at("name"), ..Field::default() }.draw())
        (Field { name: "email", label: words.t("E-mail address"), kind: "email", value: &given.email, error: at("e-mail"),
            help: Some(words.t("For signing in. May be left out.")), is_required: false, ..Field::default() }.draw())
        (Field { name: "job-title", label: words.t("Job title"), value: &given.job_title, error: at("job title"),
            help: Some(words.t("May be left out.")), is_required: false, ..Field::default() }.draw())
    }
}

fn new_page(guest: &Guest, posted: &Posted, error: Option<&CentralError>) -> Response {
    let words = guest.words;
    let fields = html! {
        (texts_fields(guest, &texts(posted), error))
        div.buttons {
            button.primary type="submit" { (words.t("Add")) }
            a.button href="/people" { (words.t("Cancel")) }
        }
    };
    let inside = html! {
        div.head { div { h1 { (words.t("Add a person")) } } }
        section.card.narrow {
            p { (words.t("Everybody is a trainee. An administrator can give more roles afterwards.")) }
            (parts::form(guest, "/people/new", "stack", &fields))
        }
    };
    frame::page(guest, Place::People, words.t("Add a person"), &inside)
}
