//! The overview: people by courses, the most urgent first, on any day; and the same as a file.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts::initials;
use super::status;
use crate::admission::{Guest, Overseer, may_keep_people};
use crate::app::App;
use crate::board::{Board, Cell, Line};
use crate::catalogue::Catalogue;
use crate::dates::{self, now_ms, today};
use crate::export;
use crate::refusal::Refusal;
use crate::words::Words;
use assignment::Status;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ids::{GroupId, Id128};
use maud::{Markup, html};
use record::Day;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::central::{Deed, Subject};

const PER_PAGE: usize = 50;

/// What was asked for, as it stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Filter {
    find: String,
    group: Option<GroupId>,
    course: Option<Subject>,
    status: Option<Status>,
    /// A past day; none for today.
    day: Option<Day>,
    page: usize,
    /// A day that is none, or has not come.
    is_wrong: bool,
}

/// What is shown, from a board.
struct Shown<'a> {
    board: &'a Board,
    /// Of the board, those that are asked for.
    columns: Vec<usize>,
    /// Found by name and group, before the status is asked for.
    all: Vec<&'a Line>,
    /// Those with the status, the most urgent first.
    lines: Vec<&'a Line>,
}

impl Filter {
    fn read(query: &BTreeMap<String, String>, today: Day) -> Self {
        let text = |name: &str| query.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let asked = text("day").map(|day| Day::parse(day).ok().filter(|day| *day <= today));
        Self {
            find: text("find").map(|find| find.chars().take(120).collect()).unwrap_or_default(),
            group: text("group").and_then(|group| Id128::parse(group).ok()).map(GroupId),
            course: text("course").and_then(Subject::parse),
            status: text("status").and_then(status::parse),
            day: asked.flatten().filter(|day| *day < today),
            page: text("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 10_000),
            is_wrong: asked == Some(None),
        }
    }

    fn address(&self, path: &str) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                pairs.append_pair(name, &value);
            }
        };
        add("find", Some(self.find.clone()));
        add("group", self.group.map(|group| group.to_string()));
        add("course", self.course.as_ref().map(Subject::code));
        add("status", self.status.map(|status| status::code(status).to_owned()));
        add("day", self.day.map(|day| day.to_string()));
        add("page", (self.page > 1).then(|| self.page.to_string()));
        match pairs.finish() {
            pairs if pairs.is_empty() => path.to_owned(),
            pairs => format!("{path}?{pairs}"),
        }
    }

    fn with_status(&self, status: Option<Status>) -> String {
        Self { status, page: 1, ..self.clone() }.address("/overview")
    }

    fn on_page(&self, page: usize) -> String {
        Self { page, ..self.clone() }.address("/overview")
    }
}

impl<'a> Shown<'a> {
    fn new(board: &'a Board, filter: &Filter) -> Self {
        let is_asked = |subject: &Subject| filter.course.as_ref().is_none_or(|course| course == subject);
        let columns: Vec<usize> = (0..board.columns.len()).filter(|idx| is_asked(&board.columns[*idx])).collect();
        let search = filter.find.to_lowercase();
        let in_group = |line: &&Line| filter.group.is_none_or(|group| line.groups.contains(&group));
        let all: Vec<&Line> = board.lines.iter().filter(|line| line.is_found_by(&search)).filter(in_group).collect();
        let cells = |line: &'a Line| columns.iter().map(|idx| line.cells[*idx]);
        let has_status = |line: &&'a Line| filter.status.is_none_or(|status| cells(line).any(|cell| cell.status == status));
        let mut lines: Vec<&Line> = all.iter().copied().filter(has_status).collect();
        // The most urgent status first, then the day that comes first; people of the same stay in the order of names.
        let urgency = |line: &&'a Line| {
            let most = cells(line)
                .filter(|cell| cell.status >= Status::Lapsing)
                .max_by_key(|cell| (cell.status, std::cmp::Reverse(cell.day)));
            std::cmp::Reverse(most.map(|cell| (cell.status, std::cmp::Reverse(cell.day))))
        };
        lines.sort_by_cached_key(urgency);
        Self { board, columns, all, lines }
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        self.all.iter().flat_map(|line| self.columns.iter().map(|idx| line.cells[*idx]))
    }

    fn n_with(&self, is: impl Fn(Status) -> bool) -> usize {
        self.cells().filter(|cell| is(cell.status)).count()
    }

    /// Of a hundred who are asked, how many have done it; none where nobody is.
    fn done_percent(&self, column: usize) -> Option<usize> {
        let cells = || self.all.iter().map(|line| line.cells[column]);
        let n_asked = cells().filter(|cell| is_asked(cell.status)).count();
        let n_done = cells().filter(|cell| is_done(cell.status)).count();
        (n_done * 100).checked_div(n_asked)
    }
}

fn is_done(status: Status) -> bool {
    matches!(status, Status::Done | Status::Lapsing)
}

fn is_asked(status: Status) -> bool {
    !matches!(status, Status::NotAssigned | Status::Exempt)
}

pub async fn show(
    Overseer(visitor): Overseer,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let filter = Filter::read(&query, today());
    let (board, groups) = read(&app, visitor.person, &filter, Deed::OverviewRead).await?;
    let shown = Shown::new(&board, &filter);
    let may_assign = may_keep_people(&visitor);
    let inside = html! {
        div.head {
            div {
                h1 { (words.t("Overview")) }
                p.under { (words.count("{n} person", "{n} people", board.lines.len() as i64)) ", "
                    (words.count("{n} course", "{n} courses", board.columns.len() as i64)) ". " (as_of(words, &filter)) }
            }
            div.buttons {
                a.button href=(filter.address("/overview/export/csv")) { (Icon::Down.draw()) span { (words.t("CSV")) } }
                a.button href=(filter.address("/overview/export/json")) { (Icon::Down.draw()) span { (words.t("JSON")) } }
                @if may_assign { a.button.primary href="/assignments/new" { (Icon::Assign.draw()) span { (words.t("Assign a course")) } } }
            }
        }
        @if filter.is_wrong { (super::parts::warning(words.t("A day is written as 2026-11-23, and is not later than today. Today is shown."))) }
        @if board.columns.is_empty() { p.empty { (words.t("Nothing was assigned on this day.")) } }
        @else {
            (figures(words, &shown, &filter))
            (filters(words, &app.catalogue, &board, &groups, &filter))
            p.under role="status" { (words.fill("{n} of {all} people, most urgent first", &[("n", &shown.lines.len()), ("all", &board.lines.len())])) }
            @if shown.lines.is_empty() { p.empty { (words.t("Nobody is found. Ask for less.")) } }
            @else { (matrix(words, &app.catalogue, &shown, &filter)) }
            (key(words))
        }
    };
    Ok(frame::page(&guest, Place::Overview, words.t("Overview"), &inside))
}

type Groups = BTreeMap<GroupId, String>;

/// The board of the day and the groups there are. That it was read is a line of the audit log.
async fn read(app: &App, by: ids::PersonId, filter: &Filter, deed: Deed) -> Result<(Arc<Board>, Groups), Refusal> {
    let day = filter.day.unwrap_or_else(today);
    app.ask_desk(move |central, desk, catalogue| {
        central.write_read(by, deed, None, now_ms())?;
        let board = desk.board(central, catalogue, day, today())?;
        Ok((board, desk.facts(central)?.groups.clone()))
    })
    .await
}

fn as_of(words: &Words, filter: &Filter) -> String {
    match filter.day {
        Some(day) => words.fill("As it was on {day}", &[("day", &dates::day(words, day))]),
        None => dates::date_time(words, now_ms()),
    }
}

fn figures(words: &Words, shown: &Shown<'_>, filter: &Filter) -> Markup {
    let n_of = |status| shown.n_with(|found| found == status);
    let n_late =
        shown.all.iter().filter(|line| shown.columns.iter().any(|idx| line.cells[*idx].status == Status::Overdue)).count();
    let n_asked = shown.n_with(is_asked);
    let percent = (shown.n_with(is_done) * 100).checked_div(n_asked).unwrap_or(0);
    let tile = |status: Status, figure: String, word: &str, under: String| {
        html! {
            a class={ "tile figure-tile " (status::code(status)) } href=(filter.with_status(Some(status))) {
                span.badge { (status::symbol(status)) }
                span { span.figures { strong.figure { (figure) } " " strong { (word) } } span { (under) } }
            }
        }
    };
    html! {
        div.tiles.four {
            (tile(Status::Overdue, n_of(Status::Overdue).to_string(), words.t("overdue"), words.count("for {n} person", "for {n} people", n_late as i64)))
            (tile(Status::Lapsing, n_of(Status::Lapsing).to_string(), words.t("lapsing"), words.t("in the next 30 days").to_owned()))
            (tile(Status::Failed, n_of(Status::Failed).to_string(), words.t("failed"), words.t("not passed since").to_owned()))
            (tile(Status::Done, format!("{percent} %"), words.t("done"), words.count("of {n} that is asked", "of {n} that are asked", n_asked as i64)))
        }
    }
}

fn filters(words: &Words, catalogue: &Catalogue, board: &Board, groups: &Groups, filter: &Filter) -> Markup {
    html! {
        form.filter method="get" action="/overview" role="search" {
            div.field {
                label for="find" { (words.t("Find a person")) }
                div.with-icon { (Icon::Search.draw()) input id="find" name="find" type="search" value=(filter.find); }
            }
            div.field.short {
                label for="group" { (words.t("Group")) }
                select id="group" name="group" {
                    option value="" { (words.t("All")) }
                    @for (group, name) in by_name(groups) { option value=(group) selected[filter.group == Some(*group)] { (name) } }
                }
            }
            div.field.short {
                label for="course" { (words.t("Course")) }
                select id="course" name="course" {
                    option value="" { (words.t("All")) }
                    @for subject in &board.columns { option value=(subject.code()) selected[filter.course.as_ref() == Some(subject)] { (catalogue.title(subject, words)) } }
                }
            }
            div.field.short {
                label for="status" { (words.t("Status")) }
                select id="status" name="status" {
                    option value="" { (words.t("Any")) }
                    @for one in status::ALL { option value=(status::code(one)) selected[filter.status == Some(one)] { (status::word(words, one)) } }
                }
            }
            div.field.short {
                label for="day" { (words.t("As of")) }
                input id="day" name="day" type="date" max=(today()) value=(filter.day.map(|day| day.to_string()).unwrap_or_default());
            }
            button type="submit" { (words.t("Show")) }
        }
    }
}

pub fn by_name(groups: &Groups) -> Vec<(&GroupId, &String)> {
    let mut all: Vec<_> = groups.iter().collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all
}

fn matrix(words: &Words, catalogue: &Catalogue, shown: &Shown<'_>, filter: &Filter) -> Markup {
    let n_pages = shown.lines.len().div_ceil(PER_PAGE);
    let page = filter.page.min(n_pages);
    let (from, to) = ((page - 1) * PER_PAGE, (page * PER_PAGE).min(shown.lines.len()));
    let title = |idx: usize| catalogue.title(&shown.board.columns[idx], words);
    html! {
        div.table-card.wide tabindex="0" role="region" aria-label=(words.t("People by courses")) {
            table.matrix {
                caption.hidden { (words.t("How everybody stands with each course")) }
                thead { tr {
                    th scope="col" { (words.t("Person")) }
                    @for idx in &shown.columns {
                        th scope="col" { span { (title(*idx)) }
                            @if let Some(percent) = shown.done_percent(*idx) {
                                span.share { progress value=(percent) max="100" aria-label=(words.t("done")) {} span { (percent) " %" } }
                            } }
                    }
                } }
                tbody {
                    @for line in &shown.lines[from..to] {
                        tr {
                            th scope="row" {
                                a.person href={ "/people/" (line.person) "/training" } {
                                    span.face aria-hidden="true" { (initials(&line.name)) }
                                    span { strong { (line.name) } @if !line.job_title.is_empty() { span.under { (line.job_title) } } }
                                }
                            }
                            @for idx in &shown.columns { td data-label=(title(*idx)) { (status::cell(words, line.cells[*idx], shown.board.day)) } }
                        }
                    }
                }
            }
        }
        @if n_pages > 1 {
            nav.pager aria-label=(words.t("More people")) {
                span { (words.fill("{from} to {to} of {all}", &[("from", &(from + 1)), ("to", &to), ("all", &shown.lines.len())])) }
                @if page > 1 { a.button href=(filter.on_page(page - 1)) rel="prev" { (words.t("Previous page")) } }
                @if page < n_pages { a.button href=(filter.on_page(page + 1)) rel="next" { (words.t("Next page")) } }
            }
        }
    }
}

fn key(words: &Words) -> Markup {
    html! {
        ul.key aria-label=(words.t("Key")) {
            @for one in status::ALL { li { span class={ "status bare " (status::code(one)) } { (status::symbol(one)) (status::word(words, one)) } } }
        }
    }
}

/// Everything that the filter finds, a row for each person and course.
pub async fn export(
    Overseer(visitor): Overseer,
    guest: Guest,
    State(app): State<App>,
    Path(kind): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    if !["csv", "json"].contains(&kind.as_str()) {
        return Err(Refusal::NotFound);
    }
    let words = guest.words;
    let filter = Filter::read(&query, today());
    let (board, groups) = read(&app, visitor.person, &filter, Deed::OverviewExported).await?;
    let shown = Shown::new(&board, &filter);
    let name = format!("overview-{}.{kind}", board.day);
    let in_groups = |line: &Line| line.groups.iter().filter_map(|group| groups.get(group)).cloned().collect::<Vec<_>>();
    if kind == "json" {
        let person = |line: &&Line| {
            let course = |idx: &usize| {
                let cell = line.cells[*idx];
                serde_json::json!({
                    "course": board.columns[*idx].code(),
                    "title": app.catalogue.title(&board.columns[*idx], words),
                    "status": status::code(cell.status),
                    "day": cell.day.map(|day| day.to_string()),
                })
            };
            serde_json::json!({
                "person": line.person.to_string(),
                "name": line.name,
                "email": line.email,
                "job_title": line.job_title,
                "groups": in_groups(line),
                "courses": shown.columns.iter().map(course).collect::<Vec<_>>(),
            })
        };
        let people: Vec<_> = shown.lines.iter().map(person).collect();
        let whole = serde_json::json!({ "organisation": visitor.organisation, "as_of": board.day.to_string(), "people": people });
        return Ok(export::file(&name, "application/json", format!("{whole:#}\n")));
    }
    let heading = ["person", "name", "email", "job title", "groups", "course", "title", "status", "day", "as of"];
    let heading = std::iter::once(heading.map(str::to_owned).to_vec());
    let rows = shown.lines.iter().flat_map(|line| {
        let (columns, board, catalogue) = (&shown.columns, &board, &app.catalogue);
        columns.iter().map(move |idx| {
            let (cell, subject) = (line.cells[*idx], &board.columns[*idx]);
            vec![
                line.person.to_string(),
                line.name.clone(),
                line.email.clone().unwrap_or_default(),
                line.job_title.clone(),
                in_groups(line).join("; "),
                subject.code(),
                catalogue.title(subject, words).to_owned(),
                status::word(words, cell.status).to_owned(),
                cell.day.map(|day| day.to_string()).unwrap_or_default(),
                board.day.to_string(),
            ]
        })
    });
    Ok(export::file(&name, "text/csv; charset=utf-8", export::csv(heading.chain(rows))))
}
