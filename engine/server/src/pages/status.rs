//! How somebody stands, as it is always shown: symbol, word and colour together.

use crate::board::Cell;
use crate::dates::short_day;
use crate::words::Words;
use assignment::Status;
use maud::{Markup, PreEscaped, html};
use record::Day;

/// The most urgent first.
pub const ALL: [Status; 7] =
    [Status::Overdue, Status::Failed, Status::Due, Status::Lapsing, Status::Done, Status::Exempt, Status::NotAssigned];

/// As it stands in addresses, styles and files.
pub fn code(status: Status) -> &'static str {
    match status {
        Status::NotAssigned => "not-assigned",
        Status::Exempt => "exempt",
        Status::Done => "done",
        Status::Lapsing => "lapsing",
        Status::Due => "due",
        Status::Failed => "failed",
        Status::Overdue => "overdue",
    }
}

pub fn parse(code: &str) -> Option<Status> {
    ALL.into_iter().find(|status| self::code(*status) == code)
}

pub fn word(words: &Words, status: Status) -> &str {
    match status {
        Status::NotAssigned => words.t("Not assigned"),
        Status::Exempt => words.t("Exempt"),
        Status::Done => words.t("Done"),
        Status::Lapsing => words.t("Lapsing"),
        Status::Due => words.t("Due"),
        Status::Failed => words.t("Failed"),
        Status::Overdue => words.t("Overdue"),
    }
}

/// Filled shapes and strokes on a 24 grid; a word always stands beside it.
pub fn symbol(status: Status) -> Markup {
    let inside = match status {
        Status::Done => "<circle class=\"solid\" cx=\"12\" cy=\"12\" r=\"9.5\"/><path class=\"cut\" d=\"M7.5 12.5l3 3 6-6.5\"/>",
        Status::Due => "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 7v5.5l3.500 2\"/>",
        Status::Overdue => {
            "<path class=\"solid\" d=\"M12 3L2 20.500h20z\"/><path class=\"cut\" d=\"M12 9.500v5M12 17.200v.300\"/>"
        }
        Status::Lapsing => "<path d=\"M6.500 3h11M6.500 21h11M8 3v3.500l4 5.500 4-5.500V3M8 21v-3.500l4-5.500 4 5.500V21\"/>",
        Status::Failed => {
            "<rect class=\"solid\" x=\"3\" y=\"3\" width=\"18\" height=\"18\" rx=\"3\"/><path class=\"cut\" d=\"M8.500 8.500l7 7M15.500 8.500l-7 7\"/>"
        }
        Status::Exempt => "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M6 18L18 6\"/>",
        Status::NotAssigned => "<path d=\"M8 12h8\"/>",
    };
    html! {
        svg.icon viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" { (PreEscaped(inside)) }
    }
}

/// A cell of the overview, with its day beside `near`.
pub fn cell(words: &Words, found: Cell, near: Day) -> Markup {
    html! {
        span class={ "status " (code(found.status)) } {
            (symbol(found.status))
            span { strong { (word(words, found.status)) }
                @if let Some(day) = found.day { " " span.day { (told_day(words, found.status, day, near)) } } }
        }
    }
}

fn told_day(words: &Words, status: Status, day: Day, near: Day) -> String {
    let day = short_day(words, day, near);
    if status == Status::Exempt { words.fill("to {day}", &[("day", &day)]) } else { day }
}

/// In a line of text or a table.
pub fn chip(words: &Words, status: Status) -> Markup {
    html! { span class={ "status chip " (code(status)) } { (symbol(status)) strong { (word(words, status)) } } }
}
