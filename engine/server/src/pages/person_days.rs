//! On a person's page: the first and the last day, and the groups.

use super::parts::{self, Choice, Field};
use super::person;
use super::training_forms::day_or_none;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::{self, ends_ms, now_ms, today};
use crate::forms::Posted;
use crate::refusal::Refusal;
use axum::extract::{Path, State};
use axum::response::Response;
use ids::{GroupId, Id128};
use maud::{Markup, html};
use record::Day;
use store::central::{GroupRow, InGroup, LastDay, PersonRow};

pub fn days_card(guest: &Guest, found: &PersonRow) -> Markup {
    let words = guest.words;
    let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let fields = html! {
        (Field { name: "starts", label: words.t("First day at work"), kind: "date", value: &text(found.starts), is_required: false,
            help: Some(words.t("Days to learn something are counted from here.")), ..Field::default() }.draw())
        (Field { name: "leaves", label: words.t("Last day at work"), kind: "date", value: &text(found.leaves), is_required: false,
            help: Some(words.t("After it they cannot sign in. Their record stays.")), ..Field::default() }.draw())
        button type="submit" { (words.t("Save the days")) }
    };
    html! {
        section.card { h2 { (words.t("Days")) } (parts::form(guest, &format!("/people/{}/days", found.person), "stack", &fields)) }
    }
}

pub fn groups_card(guest: &Guest, found: &PersonRow, groups: &[GroupRow], times: &[InGroup]) -> Markup {
    let words = guest.words;
    let is_in = |group: &GroupRow| times.iter().any(|time| time.group == group.group && time.left.is_none());
    let others: Vec<&GroupRow> = groups.iter().filter(|group| !is_in(group)).collect();
    html! {
        section.card {
            h2 { (words.t("Groups")) }
            @if times.is_empty() { p { (words.t("In no group.")) } }
            @else { ul.rows { @for InGroup { group, name, joined, left } in times {
                li {
                    div {
                        strong { a href={ "/groups/" (group) } { (name) } }
                        span { @match left {
                            Some(left) => (words.fill("from {from} to {until}", &[("from", &dates::day(words, *joined)), ("until", &dates::day(words, left.plus_days(-1)))])),
                            None => (words.fill("since {day}", &[("day", &dates::day(words, *joined))])),
                        } }
                    }
                    @if left.is_none() {
                        (parts::form(guest, &format!("/people/{}/groups", found.person), "", &html! {
                            input type="hidden" name="group" value=(group);
                            button type="submit" name="do" value="leave" { (words.t("Take out")) }
                        }))
                    }
                }
            } } }
            @if groups.is_empty() { p { a href="/groups" { (words.t("Make a group first.")) } } }
            @else if !others.is_empty() {
                (parts::form(guest, &format!("/people/{}/groups", found.person), "line", &html! {
                    (Choice { name: "group", label: words.t("Put into"), help: None, options: html! {
                        @for group in others { option value=(group.group) { (group.name) } }
                    } }.draw())
                    button type="submit" name="do" value="join" { (words.t("Put in")) }
                }))
            }
        }
    }
}

pub async fn change_days(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = super::people::person_id(&person).ok_or(Refusal::NotFound)?;
    let days = (day_or_none(posted.text("starts")), day_or_none(posted.text("leaves")));
    let (Some(starts), Some(leaves)) = days else {
        let wrong = guest.words.t("A day is written as 2026-11-23.").to_owned();
        return person::wrong(&guest, &app, keeper.0, person, wrong).await;
    };
    let by = keeper.by();
    let leaves = leaves.map(|day| LastDay { day, ends_ms: ends_ms(day) });
    let changed = app.ask(move |central| Ok(central.set_days(by, person, starts, leaves, now_ms()))).await?;
    person::answer(&guest, &app, keeper.0, person, changed, Some("saved")).await
}

pub async fn change_groups(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = super::people::person_id(&person).ok_or(Refusal::NotFound)?;
    let group = GroupId(Id128::parse(posted.text("group")).map_err(|_| Refusal::BrokenForm)?);
    let joins = match posted.text("do") {
        "join" => true,
        "leave" => false,
        _ => return Err(Refusal::BrokenForm),
    };
    let by = keeper.0.person;
    let change = move |central: &store::central::Central| {
        Ok(match joins {
            true => central.join_group(by, person, group, today(), now_ms()),
            false => central.leave_group(by, person, group, today(), now_ms()),
        })
    };
    let changed = app.ask(change).await?;
    person::answer(&guest, &app, keeper.0, person, changed, Some("saved")).await
}
