//! Groups: what there is, who is in one, and since when.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts::{self, Field, initials};
use super::people::person_id;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::board::Desk;
use crate::catalogue::Catalogue;
use crate::dates::{self, now_ms, today};
use crate::forms::{Posted, again};
use crate::refusal::{Refusal, sentence};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{GroupId, Id128};
use maud::{Markup, html};
use record::Day;
use std::collections::BTreeMap;
use store::central::{Central, CentralError, GroupMember, GroupMembers};

const PER_PAGE: u32 = 100;

pub async fn show(_: PeopleKeeper, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    page(&guest, &app, "", None).await
}

pub async fn add(keeper: PeopleKeeper, guest: Guest, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let (by, name) = (keeper.0.person, posted.text("name").to_owned());
    let given = name.clone();
    match app.ask(move |central| Ok(central.add_group(by, &given, now_ms()))).await? {
        Ok(group) => Ok(Redirect::to(&format!("/groups/{group}?done=added")).into_response()),
        Err(error) => match sentence(&error, guest.words) {
            Some(wrong) => Ok(again(page(&guest, &app, &name, Some(&wrong)).await?)),
            None => Err(error.into()),
        },
    }
}

async fn page(guest: &Guest, app: &App, name: &str, wrong: Option<&str>) -> Result<Response, Refusal> {
    let words = guest.words;
    let ask = |central: &Central, desk: &mut Desk, _: &Catalogue| {
        let (facts, day) = (desk.facts(central)?, today());
        let mut counts: BTreeMap<GroupId, i64> = BTreeMap::new();
        for person in facts.people.values().filter(|person| person.is_active) {
            person.member(day).groups.keys().for_each(|group| *counts.entry(*group).or_default() += 1);
        }
        let mut groups: Vec<_> =
            facts.groups.iter().map(|(id, name)| (*id, name.clone(), counts.get(id).copied().unwrap_or(0))).collect();
        groups.sort_by_key(|(_, name, _)| name.to_lowercase());
        Ok(groups)
    };
    let groups = app.ask_desk(ask).await?;
    let fields = html! {
        (Field { name: "name", label: words.t("Name of the group"), value: name, error: wrong, ..Field::default() }.draw())
        button.primary type="submit" { (Icon::Add.draw()) span { (words.t("Add the group")) } }
    };
    let inside = html! {
        p.crumbs { a href="/people" { (words.t("People")) } }
        div.head { div { h1 { (words.t("Groups")) } p.under { (words.t("What is assigned to a group is for whoever is in it, also those who join later.")) } } }
        div.columns {
            section.card {
                h2 { (words.t("Groups")) }
                @if groups.is_empty() { p { (words.t("There is no group yet.")) } }
                @else { ul.rows { @for (group, name, n) in &groups {
                    li { div { strong { a href={ "/groups/" (group) } { (name) } } span { (words.count("{n} person", "{n} people", *n)) } } }
                } } }
            }
            section.card { h2 { (words.t("Add a group")) } (parts::form(guest, "/groups", "stack", &fields)) }
        }
    };
    Ok(frame::page(guest, Place::People, words.t("Groups"), &inside))
}

fn group_id(text: &str) -> Result<GroupId, Refusal> {
    Id128::parse(text).map(GroupId).map_err(|_| Refusal::NotFound)
}

pub async fn show_one(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(group): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let done = match query.get("done").map(String::as_str) {
        Some("added") => Some(words.t("Added. Put people into it from their pages, or with a list.")),
        Some("saved") => Some(words.t("Saved.")),
        _ => None,
    };
    let after = query.get("after").and_then(|after| after.split_once('.'));
    let after = after.and_then(|(person, day)| Some((person_id(person)?, Day::parse(day).ok()?)));
    one_page(&guest, &app, &keeper, group_id(&group)?, after, done, None).await
}

pub async fn rename(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(group): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let group = group_id(&group)?;
    let (by, name) = (keeper.0.person, posted.text("name").to_owned());
    let changed: Result<(), CentralError> = app.ask(move |central| Ok(central.rename_group(by, group, &name, now_ms()))).await?;
    match changed {
        Ok(()) => Ok(Redirect::to(&format!("/groups/{group}?done=saved")).into_response()),
        Err(error) => match sentence(&error, guest.words) {
            Some(wrong) => {
                let wrong = (posted.text("name").to_owned(), wrong);
                Ok(again(one_page(&guest, &app, &keeper, group, None, None, Some(wrong)).await?))
            }
            None => Err(error.into()),
        },
    }
}

async fn one_page(
    guest: &Guest,
    app: &App,
    keeper: &PeopleKeeper,
    group: GroupId,
    after: Option<(ids::PersonId, Day)>,
    done: Option<&str>,
    wrong: Option<(String, String)>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let by = keeper.0.person;
    let found = app.ask(move |central| central.group(by, group, after, PER_PAGE, now_ms())).await?;
    let name = wrong.as_ref().map_or(found.name.as_str(), |(name, _)| name);
    let fields = html! {
        (Field { name: "name", label: words.t("Name of the group"), value: name,
            error: wrong.as_ref().map(|(_, wrong)| wrong.as_str()), ..Field::default() }.draw())
        button type="submit" { (words.t("Rename")) }
    };
    let inside = html! {
        p.crumbs { a href="/groups" { (words.t("Groups")) } }
        div.head {
            div { h1 { (found.name) } }
            div.buttons {
                a.button href={ "/overview?group=" (group) } { (words.t("How they stand")) }
                a.button.primary href={ "/assignments/new?group=" (group) } { (Icon::Assign.draw()) span { (words.t("Assign a course")) } }
            }
        }
        @if let Some(done) = done { (parts::done(done)) }
        @if found.members.is_empty() { p.empty { (words.t("Nobody is in it. Put people in from their pages, or with a list.")) } }
        @else { (members(guest, group, &found)) }
        section.card.narrow { h2 { (words.t("Rename")) } (parts::form(guest, &format!("/groups/{group}"), "stack", &fields)) }
    };
    Ok(frame::page(guest, Place::People, &found.name, &inside))
}

fn members(guest: &Guest, group: GroupId, found: &GroupMembers) -> Markup {
    let words = guest.words;
    let until = |member: &GroupMember| match member.left {
        Some(left) => dates::day(words, left.plus_days(-1)),
        None => "–".to_owned(),
    };
    html! {
        div.table-card { table {
            caption.hidden { (words.t("Who is and was in this group, by name")) }
            thead { tr {
                th scope="col" { (words.t("Person")) }
                th scope="col" { (words.t("Since")) }
                th scope="col" { (words.t("Until")) }
            } }
            tbody { @for member in &found.members { tr {
                th scope="row" { a.person href={ "/people/" (member.person) } {
                    span.face aria-hidden="true" { (initials(&member.name)) }
                    span { strong { (member.name) }
                        span.under { (member.job_title) @if !member.is_active { @if !member.job_title.is_empty() { " · " } (words.t("Left")) } } }
                } }
                td data-label=(words.t("Since")) { (dates::day(words, member.joined)) }
                td data-label=(words.t("Until")) { (until(member)) }
            } } }
        } }
        @if let Some(last) = found.members.last().filter(|_| found.has_more) {
            nav.pager aria-label=(words.t("More people")) {
                a.button href={ "/groups/" (group) "?after=" (last.person) "." (last.joined) } rel="next" { (words.t("Next page")) }
            }
        }
    }
}
