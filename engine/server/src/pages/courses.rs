//! What can be assigned: courses and modules as this server knows them, and how people stand with one.

use super::frame::{self, Place};
use super::icons::Icon;
use super::{status, training_forms};
use crate::admission::{Guest, Overseer, may_keep_people};
use crate::app::App;
use crate::board::Board;
use crate::catalogue::Catalogue;
use crate::dates::{now_ms, today};
use crate::refusal::Refusal;
use crate::words::Words;
use assignment::Status;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;
use store::central::{Deed, Subject};

async fn board(app: &App, by: ids::PersonId) -> Result<Arc<Board>, Refusal> {
    app.ask_desk(move |central, desk, catalogue| {
        central.write_read(by, Deed::OverviewRead, None, now_ms())?;
        desk.board(central, catalogue, today(), today())
    })
    .await
}

/// How many stand how with a subject; none where it is not assigned.
fn count(board: &Board, subject: &Subject, status: Status) -> Option<usize> {
    let idx = board.columns.iter().position(|found| found == subject)?;
    Some(board.lines.iter().filter(|line| line.cells[idx].status == status).count())
}

pub async fn show(Overseer(visitor): Overseer, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    let words = guest.words;
    let board = board(&app, visitor.person).await?;
    let (courses, modules): (Vec<_>, Vec<_>) =
        app.catalogue.subjects().partition(|subject| matches!(subject, Subject::Course(_)));
    let inside = html! {
        div.head { div { h1 { (words.t("Courses")) } p.under { (words.t("Read when this server was started, from the modules on its machine.")) } } }
        @if courses.is_empty() && modules.is_empty() { p.empty { (words.t("This server was started without modules, so nothing can be assigned.")) } }
        @if !courses.is_empty() { (list(words, &app.catalogue, &board, &courses, words.t("Courses"))) }
        @if !modules.is_empty() { (list(words, &app.catalogue, &board, &modules, words.t("Modules"))) }
    };
    Ok(frame::page(&guest, Place::Courses, words.t("Courses"), &inside))
}

fn list(words: &Words, catalogue: &Catalogue, board: &Board, subjects: &[Subject], heading: &str) -> Markup {
    html! {
        h2 { (heading) }
        div.table-card { table {
            caption.hidden { (heading) }
            thead { tr {
                th scope="col" { (words.t("Title")) }
                th scope="col" { (words.t("Version")) }
                th scope="col" { (words.t("Done")) }
                th scope="col" { (words.t("Overdue")) }
            } }
            tbody { @for subject in subjects {
                @let n = |status| count(board, subject, status).map_or_else(|| "–".to_owned(), |n| n.to_string());
                tr {
                    th scope="row" { a href={ "/courses/" (subject.code()) } { (catalogue.title(subject, words)) } }
                    td data-label=(words.t("Version")) { (version(words, catalogue, subject)) }
                    td data-label=(words.t("Done")) { @match (count(board, subject, Status::Done), count(board, subject, Status::Lapsing)) {
                        (Some(done), Some(lapsing)) => (done + lapsing),
                        _ => "–",
                    } }
                    td data-label=(words.t("Overdue")) { (n(Status::Overdue)) }
                }
            } }
        } }
    }
}

fn version(words: &Words, catalogue: &Catalogue, subject: &Subject) -> String {
    match subject {
        Subject::Course(id) => {
            let n = catalogue.course(id).map_or(0, |course| course.modules.len());
            words.count("{n} module", "{n} modules", n as i64)
        }
        Subject::Module(id) => catalogue.module(id).map(|module| module.version.clone()).unwrap_or_default(),
    }
}

pub async fn show_one(
    Overseer(visitor): Overseer,
    guest: Guest,
    State(app): State<App>,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let subject = Subject::parse(&format!("{kind}/{id}")).filter(|subject| app.catalogue.modules_of(subject).is_some());
    let subject = subject.ok_or(Refusal::NotFound)?;
    let board = board(&app, visitor.person).await?;
    let title = app.catalogue.title(&subject, words);
    let summary = match &subject {
        Subject::Course(id) => app.catalogue.course(id).map_or("", |course| course.summary.as_str()),
        Subject::Module(_) => "",
    };
    let is_assigned = board.columns.contains(&subject);
    let inside = html! {
        p.crumbs { a href="/courses" { (words.t("Courses")) } }
        div.head {
            div { h1 { (title) } p.under { (summary) } }
            @if may_keep_people(&visitor) {
                a.button.primary href={ "/assignments/new?subject=" (training_forms::encoded(&subject.code())) } { (Icon::Assign.draw()) span { (words.t("Assign")) } }
            }
        }
        section.card {
            h2 { (words.t("How people stand")) }
            @if is_assigned {
                ul.sums { @for one in status::ALL {
                    @if let Some(n) = count(&board, &subject, one).filter(|n| *n > 0) {
                        li { a href={ "/overview?course=" (training_forms::encoded(&subject.code())) "&status=" (status::code(one)) } {
                            strong { (n) } " " (status::chip(words, one)) } }
                    }
                } }
            } @else { p { (words.t("It is assigned to nobody today.")) } }
        }
        section.card {
            h2 { (words.t("Modules")) }
            ol.rows { @for module in app.catalogue.modules_of(&subject).unwrap_or_default() {
                li { div { strong { (app.catalogue.module_title(module, words)) }
                    span { (module) " · " (words.t("Version")) " " (app.catalogue.module(module).map_or("–", |found| found.version.as_str())) } } }
            } }
        }
    };
    Ok(frame::page(&guest, Place::Courses, title, &inside))
}
