//! A list of people as a file: looked at first, row by row, then taken over; and the people as such a file.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::dates::{ends_ms, now_ms, today};
use crate::export;
use crate::forms::{Posted, Uploaded, again};
use crate::refusal::{Refusal, sentence};
use crate::words::Words;
use assignment::roster::{Change, Column, Problem, ROWS_MAX, Row, Wrong};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::Id128;
use maud::{Markup, html};
use store::central::{CentralError, RosterPreview, RosterRefusal};

/// More are counted and not shown.
const ROWS_SHOWN: usize = 200;

pub async fn show(_: PeopleKeeper, guest: Guest) -> Response {
    send_page(&guest, None)
}

fn send_page(guest: &Guest, wrong: Option<&str>) -> Response {
    let words = guest.words;
    let inside = html! {
        p.crumbs { a href="/people" { (words.t("People")) } }
        div.head { div { h1 { (words.t("People from a list")) } } }
        @if let Some(wrong) = wrong { (parts::warning(wrong)) }
        section.card.narrow {
            p { (words.t("A CSV file, as spreadsheets save it: UTF-8, separated by commas or semicolons, with these headings in the first row.")) }
            dl.headings {
                dt { "email" } dd { (words.t("By it people are found. It has to be there.")) }
                dt { "name" } dd { (words.t("It has to be there.")) }
                dt { "job title" } dd { (words.t("May be left out.")) }
                dt { "groups" } dd { (words.t("Several are separated by |. New ones are made. Who is not listed with a group leaves it.")) }
                dt { "starts" } dd { (words.t("First day at work, as 2026-11-23 or 23.11.2026.")) }
                dt { "leaves" } dd { (words.t("Last day at work.")) }
            }
            p { (words.t("A column that is not there changes nothing. People who are not in the list stay as they are.")) }
            form.stack method="post" action="/people/import" enctype="multipart/form-data" {
                (parts::token(guest))
                div.field {
                    label for="list" { (words.t("File")) }
                    input id="list" name="list" type="file" accept=".csv,text/csv" required;
                }
                div.buttons {
                    button.primary type="submit" { (words.t("Look at it")) }
                    a.button href="/people" { (words.t("Cancel")) }
                }
                p.help { (words.t("Nothing is changed yet.")) }
            }
        }
    };
    frame::page(guest, Place::People, words.t("People from a list"), &inside)
}

pub async fn send(keeper: PeopleKeeper, guest: Guest, State(app): State<App>, uploaded: Uploaded) -> Result<Response, Refusal> {
    if uploaded.file.is_empty() {
        return Ok(again(send_page(&guest, Some(guest.words.t("Choose a file first.")))));
    }
    let by = keeper.by();
    let seen = app.ask(move |central| central.send_roster(by, &uploaded.file, today(), now_ms())).await?;
    Ok(preview_page(&guest, &seen, None))
}

pub async fn take(
    keeper: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Path(upload): Path<String>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let upload = Id128::parse(&upload).map_err(|_| Refusal::NotFound)?;
    let (by, digest) = (keeper.by(), posted.text("seen").to_owned());
    let taken = app.ask(move |central| Ok(central.take_roster(by, upload, &digest, today(), ends_ms, now_ms()))).await?;
    match taken {
        Ok(taken) => Ok(Redirect::to(&format!("/people?added={}&changed={}", taken.n_added, taken.n_changed)).into_response()),
        Err(CentralError::UploadOver) => Ok(again(send_page(
            &guest,
            Some(words.t("Nothing was changed: the list was taken over already, or waited too long. Send it again.")),
        ))),
        Err(error) => {
            let wrong = match error {
                CentralError::PreviewOver => words
                    .t("Nothing was changed: somebody changed people meanwhile. This is what the list would do now.")
                    .to_owned(),
                error => sentence(&error, words).ok_or(Refusal::from(error))?,
            };
            let seen = app.ask(move |central| central.look_at_roster(by, upload, today(), now_ms())).await?;
            Ok(again(preview_page(&guest, &seen, Some(&wrong))))
        }
    }
}

fn preview_page(guest: &Guest, seen: &RosterPreview, wrong: Option<&str>) -> Response {
    let words = guest.words;
    let n_added = seen.comparison.count(|change| *change == Change::Add);
    let n_same = seen.comparison.count(|change| *change == Change::Same);
    let n_changed = seen.comparison.rows.len() - n_added - n_same;
    let n_wrong = seen.comparison.problems.len() + seen.refused.len();
    let n_taken = n_added + n_changed;
    let inside = html! {
        p.crumbs { a href="/people/import" { (words.t("People from a list")) } }
        div.head { div { h1 { (words.t("What the list would do")) } p.under { (words.t("Nothing is changed yet.")) } } }
        @if let Some(wrong) = wrong { (parts::warning(wrong)) }
        ul.sums {
            li { strong { (n_added) } " " (words.t("added")) }
            li { strong { (n_changed) } " " (words.t("changed")) }
            li { strong { (n_same) } " " (words.t("as they are")) }
            li { strong { (n_wrong) } " " (words.t("left out")) }
        }
        @if !seen.new_groups.is_empty() { p { (words.t("New groups:")) " " (seen.new_groups.join(", ")) } }
        @if !seen.comparison.unknown.is_empty() { p { (words.t("These columns are not known and are passed over:")) " " (seen.comparison.unknown.join(", ")) } }
        @if n_wrong > 0 { (problems(words, seen)) }
        @if n_taken > 0 { (changes(words, &seen.comparison.rows)) }
        section.card.narrow {
            @if n_taken > 0 {
                (parts::form(guest, &format!("/people/import/{}", seen.upload), "stack", &html! {
                    input type="hidden" name="seen" value=(seen.digest);
                    @if n_wrong > 0 { p { (words.t("Rows that are left out can be put right in the file, and sent again.")) } }
                    div.buttons {
                        button.primary type="submit" { (words.count("Take over {n} row", "Take over {n} rows", n_taken as i64)) }
                        a.button href="/people/import" { (words.t("Choose another file")) }
                    }
                }))
            } @else {
                p { (words.t("There is nothing to take over.")) }
                a.button href="/people/import" { (words.t("Choose another file")) }
            }
        }
    };
    frame::page(guest, Place::People, words.t("What the list would do"), &inside)
}

fn problems(words: &Words, seen: &RosterPreview) -> Markup {
    let told =
        seen.comparison.problems.iter().map(|problem| (problem.line, column(words, problem), sentence_of(words, &problem.what)));
    let refused = seen.refused.iter().map(|(line, refusal)| (*line, "–".to_owned(), refusal_of(words, refusal)));
    let mut all: Vec<_> = told.chain(refused).collect();
    all.sort();
    html! {
        h2 { (words.t("Left out")) }
        div.table-card { table {
            caption.hidden { (words.t("Rows that are left out, and why")) }
            thead { tr { th scope="col" { (words.t("Line")) } th scope="col" { (words.t("Column")) } th scope="col" { (words.t("What is wrong")) } } }
            tbody { @for (line, column, what) in all.iter().take(ROWS_SHOWN) { tr {
                th scope="row" { (words.fill("Line {n}", &[("n", line)])) }
                td data-label=(words.t("Column")) { (column) }
                td data-label=(words.t("What is wrong")) { span.error { (Icon::Warning.draw()) span { (what) } } }
            } } }
        } }
        @if all.len() > ROWS_SHOWN { p.under { (words.fill("And {n} more.", &[("n", &(all.len() - ROWS_SHOWN))])) } }
    }
}

fn changes(words: &Words, rows: &[Row]) -> Markup {
    let all: Vec<&Row> = rows.iter().filter(|row| row.change != Change::Same).collect();
    html! {
        h2 { (words.t("Added and changed")) }
        div.table-card { table {
            caption.hidden { (words.t("Rows that are taken over, and what they do")) }
            thead { tr { th scope="col" { (words.t("Person")) } th scope="col" { (words.t("Line")) } th scope="col" { (words.t("What changes")) } } }
            tbody { @for row in all.iter().take(ROWS_SHOWN) { tr {
                th scope="row" { strong { (row.listed.name) } br; span.under { (row.listed.email) } }
                td data-label=(words.t("Line")) { (row.line) }
                td data-label=(words.t("What changes")) { (change(words, row)) }
            } } }
        } }
        @if all.len() > ROWS_SHOWN { p.under { (words.fill("And {n} more.", &[("n", &(all.len() - ROWS_SHOWN))])) } }
    }
}

fn change(words: &Words, row: &Row) -> Markup {
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    match &row.change {
        Change::Change(differences) => html! {
            ul.plain { @for one in differences { li { (column_word(words, one.column)) ": " del { (shown(&one.before)) } " → " ins { (shown(&one.after)) } } } }
        },
        Change::Add | Change::Same => {
            let groups = row.listed.groups.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
            let day = |day: &Option<Option<record::Day>>| day.flatten().map(|day| day.to_string()).unwrap_or_default();
            let parts =
                [row.listed.job_title.clone().unwrap_or_default(), groups, day(&row.listed.starts), day(&row.listed.leaves)];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            html! { span.chip.good { (Icon::Add.draw()) span { (words.t("Added")) } } " " (parts.join(" · ")) }
        }
    }
}

fn column_word(words: &Words, column: Column) -> &str {
    match column {
        Column::Email => words.t("e-mail address"),
        Column::Name => words.t("name"),
        Column::JobTitle => words.t("job title"),
        Column::Groups => words.t("groups"),
        Column::Starts => words.t("first day"),
        Column::Leaves => words.t("last day"),
    }
}

fn column(words: &Words, problem: &Problem) -> String {
    problem.column.map_or_else(|| "–".to_owned(), |column| column_word(words, column).to_owned())
}

fn refusal_of(words: &Words, refusal: &RosterRefusal) -> String {
    match refusal {
        RosterRefusal::OutOfReach => words.t("Only an administrator changes somebody who holds a role.").to_owned(),
        RosterRefusal::BadText { field, why } => sentence(&CentralError::BadText { field, why }, words).unwrap_or_default(),
    }
}

fn sentence_of(words: &Words, wrong: &Wrong) -> String {
    match wrong {
        Wrong::TooLarge => words.t("The file is larger than 5 MB: that is no list of people.").to_owned(),
        Wrong::NotUtf8 => words.t("The file is not in UTF-8. Save it anew as CSV UTF-8.").to_owned(),
        Wrong::NoHeading => words.t("The file is empty.").to_owned(),
        Wrong::NoEmailColumn => words.t("No column is headed email.").to_owned(),
        Wrong::NoNameColumn => words.t("No column is headed name.").to_owned(),
        Wrong::Twice => words.t("Two columns are headed alike.").to_owned(),
        Wrong::TooManyRows => words.fill("There are more than {n} rows. Send the rest as another file.", &[("n", &ROWS_MAX)]),
        Wrong::OtherLength { cells, wanted } => {
            words.fill("It has {cells} cells, and the heading has {wanted}.", &[("cells", cells), ("wanted", wanted)])
        }
        Wrong::Missing => words.t("It is missing.").to_owned(),
        Wrong::TooLong => words.t("It is longer than 120 characters.").to_owned(),
        Wrong::ControlCharacter => words.t("It holds characters that cannot stand there.").to_owned(),
        Wrong::NoEmail(text) => words.fill("“{text}” is no e-mail address.", &[("text", text)]),
        Wrong::SameAsLine(line) => words.fill("The same address stands in line {n} already.", &[("n", line)]),
        Wrong::NoDay(text) => words.fill("“{text}” is no day. Write it as 2026-11-23.", &[("text", text)]),
        Wrong::LeavesFirst => words.t("The last day comes before the first.").to_owned(),
        Wrong::AndMore => words.t("There is more wrong below. Put these right first.").to_owned(),
    }
}

/// Everybody as a file that could be sent back.
pub async fn export(keeper: PeopleKeeper, State(app): State<App>) -> Result<Response, Refusal> {
    let by = keeper.0.person;
    let people = app.ask(move |central| central.people_table(by, today(), now_ms())).await?;
    let heading = ["email", "name", "job title", "groups", "starts", "leaves"].map(str::to_owned).to_vec();
    let day = |day: Option<record::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = people.into_iter().map(|one| {
        let groups = one.groups.join(" | ");
        vec![one.email.unwrap_or_default(), one.name, one.job_title, groups, day(one.starts), day(one.leaves)]
    });
    let name = format!("people-{}.csv", today());
    Ok(export::file(&name, "text/csv; charset=utf-8", export::csv(std::iter::once(heading).chain(rows))))
}
