//! How one person stands: what they are assigned, what holds until when, and what is on record. For managers, auditors, and
//! for oneself.

use super::frame::{self, Place};
use super::parts::{self, initials};
use super::people::person_id;
use super::status;
use super::training_forms;
use crate::admission::{Guest, Overseer, PeopleKeeper, SignedIn, may_keep_people};
use crate::app::App;
use crate::board::{SubjectStanding, day_of, standings_of};
use crate::catalogue::Catalogue;
use crate::dates::{self, date_time, now_ms, today};
use crate::forms::{Posted, again};
use crate::refusal::{Refusal, sentence};
use crate::words::Words;
use assignment::Status;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{AssignmentId, Id128, ModuleId, PersonId};
use maud::{Markup, html};
use record::Day;
use std::collections::BTreeMap;
use store::central::{CentralError, Deed, NewOutside, OutsideKind, Pass, PersonFacts, Subject, ToldExemption, ToldOutside};

/// All that the page is about.
pub struct Told {
    pub facts: PersonFacts,
    pub groups: Vec<String>,
    pub standings: Vec<SubjectStanding>,
    pub outside: Vec<ToldOutside>,
    /// On PCs where a manager said that it is them.
    pub passes: Vec<Pass>,
    pub exemptions: Vec<ToldExemption>,
    /// What each assignment is of, those that ended too.
    pub subjects: BTreeMap<AssignmentId, Subject>,
}

/// What was filled in and refused, and why.
#[derive(Default)]
pub struct Again {
    pub form: &'static str,
    pub posted: Posted,
    pub wrong: String,
}

/// One's own, for everybody.
pub async fn show_own(SignedIn(visitor): SignedIn, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    let words = guest.words;
    let told = read(&app, visitor.person, None).await?;
    let inside = html! {
        div.head { div { h1 { (words.t("My training")) } p.under { (who(words, &told)) } } }
        (standings_card(words, &app.catalogue, &told, None))
        (history_card(&guest, &app.catalogue, &told, false, "/training"))
        (take_card(words))
    };
    Ok(frame::page(&guest, Place::Training, words.t("My training"), &inside))
}

pub async fn show(
    Overseer(visitor): Overseer,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let done = match query.get("done").map(String::as_str) {
        Some("recorded") => Some(words.t("Recorded. It counts from the day on which it happened.")),
        Some("withdrawn") => Some(words.t("Withdrawn. It stays to be seen, and no longer counts.")),
        Some("exempted") => Some(words.t("Exempted.")),
        Some("ended") => Some(words.t("The exemption has ended.")),
        _ => None,
    };
    page(&guest, &app, visitor.person, person, done, &Again::default()).await
}

/// Someone else's page is read with a line in the audit log.
async fn read(app: &App, person: PersonId, by: Option<PersonId>) -> Result<Told, Refusal> {
    let day = today();
    app.ask_desk(move |central, desk, catalogue| {
        if let Some(by) = by.filter(|by| *by != person) {
            central.write_read(by, Deed::TrainingRead, Some(person), now_ms())?;
        }
        let all = desk.facts(central)?;
        let facts = all.people.get(&person).ok_or(CentralError::UnknownPerson)?.clone();
        let standings = standings_of(all, catalogue, &facts, day);
        let groups = facts.member(day).groups.keys().filter_map(|group| all.groups.get(group).cloned()).collect();
        let subjects = all.assignments.iter().map(|found| (found.id, found.subject.clone())).collect();
        let (outside, passes, exemptions) = (central.outside(person)?, central.passes_of(person)?, central.exemptions(person)?);
        Ok(Told { facts, groups, standings, outside, passes, exemptions, subjects })
    })
    .await
}

async fn page(
    guest: &Guest,
    app: &App,
    by: PersonId,
    person: PersonId,
    done: Option<&str>,
    again: &Again,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let told = read(app, person, Some(by)).await?;
    let may_keep = guest.visitor.as_ref().is_some_and(|visitor| may_keep_people(visitor));
    let inside = html! {
        p.crumbs { a href="/overview" { (words.t("Overview")) } }
        div.head {
            div.person-head {
                span.face.large aria-hidden="true" { (initials(&told.facts.name)) }
                div { h1 { (told.facts.name) } p.under { (who(words, &told)) } }
            }
            @if may_keep {
                div.buttons {
                    a.button href={ "/people/" (person) } { (words.t("Details")) }
                    a.button.primary href={ "/assignments/new?person=" (person) } { (words.t("Assign")) }
                }
            }
        }
        @if let Some(done) = done { (parts::done(done)) }
        @if let Some(urgent) = most_urgent(&told) {
            p class={ "notice status " (status::code(urgent.standing.status)) } {
                (status::symbol(urgent.standing.status)) span { (urgent_sentence(words, &app.catalogue, urgent)) }
            }
        }
        (standings_card(words, &app.catalogue, &told, may_keep.then_some(person)))
        (history_card(guest, &app.catalogue, &told, may_keep, &format!("/people/{person}")))
        @if may_keep {
            div.columns {
                (training_forms::outside_card(guest, &app.catalogue, person, again))
                (training_forms::exempt_card(guest, &app.catalogue, &told, again))
            }
        }
    };
    Ok(frame::page(guest, Place::People, &told.facts.name, &inside))
}

/// `Technician · Sterile services · started 9 January 2026`.
fn who(words: &Words, told: &Told) -> String {
    let mut parts = vec![told.facts.job_title.clone()];
    parts.extend(told.groups.iter().cloned());
    parts.extend(
        told.facts
            .starts
            .map(|day| words.fill("starts {day}", &[("day", &dates::day(words, day))]))
            .filter(|_| told.facts.starts > Some(today())),
    );
    parts.extend(
        told.facts
            .starts
            .filter(|day| *day <= today())
            .map(|day| words.fill("started {day}", &[("day", &dates::day(words, day))])),
    );
    parts.extend(told.facts.leaves.map(|day| words.fill("last day {day}", &[("day", &dates::day(words, day))])));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn most_urgent(told: &Told) -> Option<&SubjectStanding> {
    let urgent = told.standings.iter().filter(|found| matches!(found.standing.status, Status::Overdue | Status::Failed));
    urgent.max_by_key(|found| (found.standing.status, std::cmp::Reverse(found.standing.due)))
}

fn urgent_sentence(words: &Words, catalogue: &Catalogue, found: &SubjectStanding) -> String {
    let title = catalogue.title(&found.subject, words);
    let days = found.standing.due.map_or(0, |due| today().days_since(due));
    if found.standing.status == Status::Overdue {
        let late = words.count("{n} day overdue", "{n} days overdue", days);
        return words.fill("{course} is {late}.", &[("course", &title), ("late", &late)]);
    }
    words.fill("{course} was tried and not passed.", &[("course", &title)])
}

/// What they are assigned; with the way to the assignments where `keeper` may change them.
fn standings_card(words: &Words, catalogue: &Catalogue, told: &Told, keeper: Option<PersonId>) -> Markup {
    html! {
        section.card.with-table {
            div.card-head { h2 { (words.t("Courses")) } span.under { (words.count("{n} assigned", "{n} assigned", told.standings.len() as i64)) } }
            @if told.standings.is_empty() { p { (words.t("Nothing is assigned.")) } }
            @else {
                table {
                    caption.hidden { (words.t("Courses that are assigned, and how this person stands")) }
                    thead { tr {
                        th scope="col" { (words.t("Course")) }
                        th scope="col" { (words.t("Status")) }
                        th scope="col" { (words.t("Passed")) }
                        th scope="col" { (words.t("Due or valid until")) }
                        th scope="col" { (words.t("Still to do")) }
                    } }
                    tbody { @for found in &told.standings { (standing_row(words, catalogue, found, keeper.is_some())) } }
                }
            }
        }
    }
}

fn standing_row(words: &Words, catalogue: &Catalogue, found: &SubjectStanding, may_keep: bool) -> Markup {
    let title = catalogue.title(&found.subject, words);
    let standing = &found.standing;
    let until = match standing.status {
        Status::Exempt => match day_of(standing, || found.exempt_until) {
            Some(day) => words.fill("exempt to {day}", &[("day", &dates::day(words, day))]),
            None => words.t("exempt for good").to_owned(),
        },
        _ => standing.due.map_or_else(|| words.t("does not lapse").to_owned(), |day| dates::day(words, day)),
    };
    let wanting: Vec<&str> = standing.wanting.iter().map(|module| catalogue.module_title(module, words)).collect();
    html! {
        tr {
            th scope="row" {
                @match found.assignments.first().filter(|_| may_keep) {
                    Some((assignment, _)) => a href={ "/assignments/" (assignment) } { (title) },
                    None => (title),
                }
            }
            td data-label=(words.t("Status")) { (status::chip(words, standing.status)) }
            td data-label=(words.t("Passed")) { @if let Some(day) = standing.passed { (dates::day(words, day)) } @else { "–" } }
            td data-label=(words.t("Due or valid until")) { (until) }
            td data-label=(words.t("Still to do")) { @if wanting.is_empty() { "–" } @else { (wanting.join(", ")) } }
        }
    }
}

/// What is on record, the latest first.
fn history_card(guest: &Guest, catalogue: &Catalogue, told: &Told, may_keep: bool, at: &str) -> Markup {
    let words = guest.words;
    let mut lines: Vec<(Day, Markup)> = Vec::new();
    lines.extend(told.outside.iter().map(|one| (one.on, outside_line(guest, catalogue, told, one, may_keep))));
    lines.extend(told.passes.iter().map(|pass| (pass.day(), pass_line(words, catalogue, pass, at))));
    lines.extend(told.exemptions.iter().map(|one| (one.from, exemption_line(guest, catalogue, told, one, may_keep))));
    lines.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    html! {
        section.card {
            h2 { (words.t("History")) }
            @if lines.is_empty() { p { (words.t("Nothing is on record.")) } }
            @else { ul.rows { @for (_, line) in &lines { li { (line) } } } }
        }
    }
}

/// One's own record as files.
fn take_card(words: &Words) -> Markup {
    html! {
        section.card.stack {
            h2 { (words.t("Take my record with me")) }
            p { (words.t("All that is kept on you as one file that programs read, with every entry of your attempts and its hash; or your attempts as a table.")) }
            div.buttons {
                a.button href="/training/record/json" { (words.t("All of it (JSON)")) }
                a.button href="/training/record/csv" { (words.t("Attempts (CSV)")) }
            }
        }
    }
}

/// Only an exam counts; practice is shown as what it was.
fn pass_line(words: &Words, catalogue: &Catalogue, pass: &Pass, at: &str) -> Markup {
    let mode = match pass.mode.as_str() {
        "exam" => words.t("Exam"),
        "practice" => words.t("Practice"),
        _ => words.t("Guided"),
    };
    let title = ModuleId::new(&pass.module)
        .map_or_else(|_| pass.module.clone(), |module| catalogue.module_title(&module, words).to_owned());
    let percent = words.fill("{n} %", &[("n", &(pass.score_permille / 10))]);
    html! {
        div {
            strong { (title) }
            span { (mode) ", " (percent) ", " (date_time(words, pass.passed_ms)) " · " (words.t("Version")) " " (pass.module_version) }
        }
        @if pass.counts() {
            a href={ (at) "/certificates/" (pass.attempt) } { (words.t("Certificate")) span.hidden { " " (title) } }
        }
    }
}

pub fn kind_in_words(words: &Words, kind: OutsideKind) -> &str {
    match kind {
        OutsideKind::Classroom => words.t("Classroom"),
        OutsideKind::OlderSystem => words.t("Older system"),
        OutsideKind::Elsewhere => words.t("Elsewhere"),
    }
}

fn outside_line(guest: &Guest, catalogue: &Catalogue, told: &Told, one: &ToldOutside, may_keep: bool) -> Markup {
    let words = guest.words;
    let nobody = words.t("somebody erased");
    let written = words.fill(
        "Recorded by {name}, {when}",
        &[("name", &one.written_by.as_deref().unwrap_or(nobody)), ("when", &date_time(words, one.written_ms))],
    );
    html! {
        div {
            strong { (catalogue.module_title(&one.module, words)) }
            span { (kind_in_words(words, one.kind)) ", " (dates::day(words, one.on))
                @if let Some(until) = one.holds_until { ", " (words.fill("valid until {day}", &[("day", &dates::day(words, until))])) }
                " · " (one.note) }
            span { (written) }
            @if let Some((at_ms, by, why)) = &one.withdrawn {
                span.withdrawn { (words.fill("Withdrawn by {name}, {when}: {why}", &[("name", &by.as_deref().unwrap_or(nobody)), ("when", &date_time(words, *at_ms)), ("why", why)])) }
            }
        }
        @if may_keep && one.withdrawn.is_none() {
            details.more {
                summary { (words.t("Withdraw")) }
                (parts::form(guest, &format!("/people/{}/outside/withdraw", told.facts.person), "stack", &html! {
                    input type="hidden" name="line" value=(one.id);
                    label.stack { span { (words.t("Why it does not count")) } input name="why" type="text" required maxlength="120"; }
                    button.danger type="submit" { (words.t("Withdraw it")) }
                }))
            }
        }
    }
}

fn exemption_line(guest: &Guest, catalogue: &Catalogue, told: &Told, one: &ToldExemption, may_keep: bool) -> Markup {
    let words = guest.words;
    let nobody = words.t("somebody erased");
    let title = told.subjects.get(&one.assignment).map_or("–", |subject| catalogue.title(subject, words));
    let from = dates::day(words, one.from);
    let span = match one.until {
        Some(until) => words.fill("from {from} to {until}", &[("from", &from), ("until", &dates::day(words, until))]),
        None => words.fill("from {from} for good", &[("from", &from)]),
    };
    let is_undone = one.until.is_some_and(|until| until < one.from);
    html! {
        div {
            strong { (words.fill("Exempt from {course}", &[("course", &title)])) }
            span { @if is_undone { (words.t("taken back before it began")) } @else { (span) } " · " (one.reason) }
            span { (words.fill("Recorded by {name}, {when}", &[("name", &one.written_by.as_deref().unwrap_or(nobody)), ("when", &date_time(words, one.written_ms))])) }
        }
        @if may_keep && one.until.is_none_or(|until| until >= today()) && !is_undone {
            (parts::form(guest, &format!("/people/{}/exempt/end", told.facts.person), "", &html! {
                input type="hidden" name="line" value=(one.id);
                button type="submit" { (words.t("End it")) }
            }))
        }
    }
}

fn back(person: PersonId, done: &str) -> Response {
    Redirect::to(&format!("/people/{person}/training?done={done}")).into_response()
}

/// Sends back, or shows the page again with what is wrong about a form.
async fn answer(
    keeper: &PeopleKeeper,
    guest: &Guest,
    app: &App,
    person: PersonId,
    done: &str,
    (form, posted): (&'static str, Posted),
    changed: Result<(), CentralError>,
) -> Result<Response, Refusal> {
    match changed {
        Ok(()) => Ok(back(person, done)),
        Err(error) => {
            let Some(wrong) = sentence(&error, guest.words) else { return Err(error.into()) };
            let told = Again { form, posted, wrong };
            Ok(again(page(guest, app, keeper.0.person, person, None, &told).await?))
        }
    }
}

pub async fn record_outside(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let subject = Subject::parse(posted.text("subject"));
    let modules = subject.as_ref().and_then(|subject| app.catalogue.modules_of(subject)).map(<[_]>::to_vec);
    let (on, until) = (Day::parse(posted.text("on")).ok(), training_forms::day_or_none(posted.text("until")));
    let wrong = match (&modules, on, until) {
        (None, ..) => Some(words.t("Choose what it was.")),
        (_, None, _) | (.., None) => Some(words.t("A day is written as 2026-11-23.")),
        (_, Some(on), _) if on > today() => Some(words.t("This day has not come.")),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let told = Again { form: "outside", wrong: wrong.to_owned(), posted };
        return Ok(again(page(&guest, &app, keeper.0.person, person, None, &told).await?));
    }
    let on = on.unwrap_or(Day::FIRST);
    // Where nothing is said of it, the module's own rule holds.
    let own = |module: &ModuleId| app.catalogue.module(module).and_then(|module| module.renew_after_days);
    let holds_until = |module| until.flatten().or_else(|| Some(on.plus_days(i64::from(own(module)?))));
    let new = NewOutside {
        modules: modules.iter().flatten().map(|module| (module.clone(), holds_until(module))).collect(),
        kind: OutsideKind::parse(posted.text("kind")).ok_or(Refusal::BrokenForm)?,
        on,
        note: posted.text("note").to_owned(),
    };
    let by = keeper.0.person;
    let changed = app.ask(move |central| Ok(central.record_outside(by, person, &new, now_ms()))).await?;
    answer(&keeper, &guest, &app, person, "recorded", ("outside", posted), changed).await
}

pub async fn withdraw_outside(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let line = Id128::parse(posted.text("line")).map_err(|_| Refusal::BrokenForm)?;
    let (by, why) = (keeper.0.person, posted.text("why").to_owned());
    let changed = app.ask(move |central| Ok(central.withdraw_outside(by, person, line, &why, now_ms()))).await?;
    answer(&keeper, &guest, &app, person, "withdrawn", ("withdraw", posted), changed).await
}

pub async fn exempt(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let assignment = Id128::parse(posted.text("assignment")).map(AssignmentId).map_err(|_| Refusal::BrokenForm)?;
    let days = (Day::parse(posted.text("from")).ok(), training_forms::day_or_none(posted.text("exempt-until")));
    let (Some(from), Some(until)) = days else {
        let wrong = words.t("A day is written as 2026-11-23.").to_owned();
        let told = Again { form: "exempt", wrong, posted };
        return Ok(again(page(&guest, &app, keeper.0.person, person, None, &told).await?));
    };
    let (by, reason) = (keeper.0.person, posted.text("reason").to_owned());
    let exemption = assignment::Exemption { person, assignment, from, until };
    let changed = app.ask(move |central| Ok(central.exempt(by, &exemption, &reason, now_ms()))).await?;
    answer(&keeper, &guest, &app, person, "exempted", ("exempt", posted), changed).await
}

pub async fn end_exemption(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(person): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let person = person_id(&person).ok_or(Refusal::NotFound)?;
    let line = Id128::parse(posted.text("line")).map_err(|_| Refusal::BrokenForm)?;
    let by = keeper.0.person;
    let changed = app.ask(move |central| Ok(central.end_exemption(by, person, line, today(), now_ms()))).await?;
    answer(&keeper, &guest, &app, person, "ended", ("end", posted), changed).await
}
