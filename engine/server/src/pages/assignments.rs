//! Assignments: what is assigned to whom until when; other terms, and an end.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts;
use super::terms::{self, Given, Wrong};
use super::{status, training_forms};
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::board::{Desk, touched};
use crate::catalogue::Catalogue;
use crate::dates::{self, date_time, now_ms, today};
use crate::forms::{Posted, again};
use crate::refusal::Refusal;
use crate::words::Words;
use assignment::{FirstDue, To};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{AssignmentId, GroupId, Id128};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::central::{AssignmentFacts, Central, CentralError, Deed, Facts};

pub async fn show(_: PeopleKeeper, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    let words = guest.words;
    let (all, groups) = app
        .ask_desk(|central, desk, _| {
            let facts = desk.facts(central)?;
            Ok((facts.assignments.clone(), facts.groups.clone()))
        })
        .await?;
    let (mut open, ended): (Vec<_>, Vec<_>) = all.iter().partition(|found| found.ended().is_none());
    open.sort_by_key(|found| std::cmp::Reverse(found.made));
    let inside = html! {
        div.head {
            div { h1 { (words.t("Assignments")) } p.under { (words.count("{n} assignment", "{n} assignments", open.len() as i64)) } }
            a.button.primary href="/assignments/new" { (Icon::Assign.draw()) span { (words.t("Assign a course")) } }
        }
        @if open.is_empty() { p.empty { (words.t("Nothing is assigned yet.")) } }
        @else { (list(words, &app, &groups, &open)) }
        @if !ended.is_empty() { h2 { (words.t("Ended")) } (list(words, &app, &groups, &ended)) }
    };
    Ok(frame::page(&guest, Place::Assignments, words.t("Assignments"), &inside))
}

fn list(words: &Words, app: &App, groups: &BTreeMap<GroupId, String>, all: &[&AssignmentFacts]) -> Markup {
    html! {
        div.table-card { table {
            caption.hidden { (words.t("Assignments")) }
            thead { tr {
                th scope="col" { (words.t("What")) }
                th scope="col" { (words.t("Who")) }
                th scope="col" { (words.t("When")) }
                th scope="col" { (words.t("Assigned")) }
            } }
            tbody { @for found in all { tr {
                th scope="row" { a href={ "/assignments/" (found.id) } { (app.catalogue.title(&found.subject, words)) } }
                td data-label=(words.t("Who")) { (reach_in_words(words, groups, &found.to)) }
                td data-label=(words.t("When")) { @if let Some(last) = found.revisions.last() { (terms::in_words(words, &last.terms)) } }
                td data-label=(words.t("Assigned")) { (dates::day(words, found.made)) }
            } } }
        } }
    }
}

pub fn reach_in_words(words: &Words, groups: &BTreeMap<GroupId, String>, to: &To) -> String {
    match to {
        To::Everybody => words.t("Everybody").to_owned(),
        To::Group(group) => words.fill("Everybody in {group}", &[("group", &groups.get(group).map_or("–", String::as_str))]),
        To::JobTitle(title) => words.fill("Everybody whose job title is {title}", &[("title", title)]),
        To::People(people) => words.count("{n} person", "{n} people", people.len() as i64),
    }
}

fn assignment_id(text: &str) -> Result<AssignmentId, Refusal> {
    Id128::parse(text).map(AssignmentId).map_err(|_| Refusal::NotFound)
}

pub async fn show_one(
    _: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let done = match query.get("done").map(String::as_str) {
        Some("made") => Some(words.t("Assigned.")),
        Some("saved") => Some(words.t("Saved. What held before today stays as it was.")),
        Some("ended") => Some(words.t("Ended. From today on it asks nothing of anybody; what was done stays.")),
        _ => None,
    };
    page(&guest, &app, assignment_id(&id)?, done, None).await
}

async fn page(
    guest: &Guest,
    app: &App,
    id: AssignmentId,
    done: Option<&str>,
    wrong: Option<(Given, Wrong)>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let by = guest.visitor.as_ref().map(|visitor| visitor.person).ok_or(Refusal::SignInFirst)?;
    let ask = move |central: &Central, desk: &mut Desk, catalogue: &Catalogue| {
        central.write_read(by, Deed::OverviewRead, None, now_ms())?;
        let facts = desk.facts(central)?;
        let found = facts.assignments.iter().find(|found| found.id == id).ok_or(CentralError::UnknownAssignment)?;
        let assignment = found.on(today(), catalogue.modules_of(&found.subject)).ok_or(CentralError::UnknownAssignment)?;
        let mut counts = BTreeMap::new();
        for (_, standing) in touched(facts, &assignment, today()) {
            *counts.entry(standing.status).or_insert(0_usize) += 1;
        }
        Ok((found.clone(), facts.groups.clone(), names(facts, found), counts))
    };
    let (found, groups, names, counts) = app.ask_desk(ask).await?;
    let title = app.catalogue.title(&found.subject, words).to_owned();
    let last = found.revisions.last().ok_or(Refusal::Trouble)?;
    let (given, at) = match &wrong {
        Some((given, wrong)) => (given.clone(), Some(wrong)),
        None => (Given::of(&last.terms), None),
    };
    let has_course = app.catalogue.modules_of(&found.subject).is_some();
    let inside = html! {
        p.crumbs { a href="/assignments" { (words.t("Assignments")) } }
        div.head {
            div { h1 { (title) } p.under { (reach_in_words(words, &groups, &found.to)) ", " (terms::in_words(words, &last.terms)) } }
            a.button href={ "/overview?course=" (training_forms::encoded(&found.subject.code())) } { (words.t("How they stand")) }
        }
        @if let Some(done) = done { (parts::done(done)) }
        @if !has_course { (parts::warning(words.t("This server no longer has this course: it is asked for as it was when it was assigned."))) }
        @if found.ended().is_none() { section.card {
            h2 { (words.t("How people stand")) }
            @if counts.is_empty() { p { (words.t("It reaches nobody today.")) } }
            @else { ul.sums { @for one in status::ALL { @if let Some(n) = counts.get(&one) { li { strong { (n) } " " (status::chip(words, one)) } } } } }
            @if let To::People(_) = &found.to { p { (names.join(", ")) } }
        } }
        div.columns {
            @if found.ended().is_none() {
                section.card {
                    h2 { (words.t("Other terms from today on")) }
                    (parts::form(guest, &format!("/assignments/{id}"), "stack", &html! { (given.draw(guest, at)) button.primary type="submit" { (words.t("Save")) } }))
                }
            }
            div.stack {
                section.card {
                    h2 { (words.t("What held since when")) }
                    ul.rows { @for revision in found.revisions.iter().rev() { li { div {
                        strong { (words.fill("Since {day}", &[("day", &dates::day(words, revision.since))])) }
                        span { @if revision.ended.is_some() { (words.t("Ended")) } @else { (terms::in_words(words, &revision.terms)) } }
                        span { (words.fill("Written down {when}", &[("when", &date_time(words, revision.written_ms))])) }
                    } } } }
                }
                @if found.ended().is_none() { section.card {
                    h2 { (words.t("End it")) }
                    p { (words.t("From today on it asks nothing of anybody. What was done stays on record.")) }
                    (parts::form(guest, &format!("/assignments/{id}/end"), "", &html! { button.danger type="submit" { (words.t("End the assignment")) } }))
                } }
            }
        }
    };
    Ok(frame::page(guest, Place::Assignments, &title, &inside))
}

/// The names of those whom an assignment names one by one.
fn names(facts: &Facts, found: &AssignmentFacts) -> Vec<String> {
    let To::People(people) = &found.to else { return Vec::new() };
    people.iter().filter_map(|person| facts.people.get(person).map(|facts| facts.name.clone())).collect()
}

pub async fn change(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let id = assignment_id(&id)?;
    let find = move |central: &Central, desk: &mut Desk, _: &Catalogue| {
        let found = desk.facts(central)?.assignments.iter().find(|found| found.id == id).cloned();
        found.ok_or(CentralError::UnknownAssignment)
    };
    let found = app.ask_desk(find).await?;
    let kept = found.revisions.last().and_then(|last| match last.terms.due {
        FirstDue::On(day) => Some(day),
        FirstDue::Within { .. } => None,
    });
    let given = Given::posted(&posted);
    let terms = match given.terms(guest.words, today(), kept) {
        Ok(terms) => terms,
        Err(wrong) => return Ok(again(page(&guest, &app, id, None, Some((given, wrong))).await?)),
    };
    let by = keeper.0.person;
    app.ask(move |central| central.change_assignment(by, id, terms, today(), now_ms())).await?;
    Ok(Redirect::to(&format!("/assignments/{id}?done=saved")).into_response())
}

pub async fn end(keeper: PeopleKeeper, State(app): State<App>, Path(id): Path<String>, _: Posted) -> Result<Response, Refusal> {
    let id = assignment_id(&id)?;
    let by = keeper.0.person;
    app.ask(move |central| central.end_assignment(by, id, today(), now_ms())).await?;
    Ok(Redirect::to(&format!("/assignments/{id}?done=ended")).into_response())
}
