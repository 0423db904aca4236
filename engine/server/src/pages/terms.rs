//! Until when and how often: the part of a form that a new assignment and a changed one share, read and shown.

use super::parts::{Choice, Field};
use crate::admission::Guest;
use crate::dates;
use crate::forms::Posted;
use crate::words::Words;
use assignment::{FirstDue, Recurrence};
use maud::{Markup, html};
use record::Day;
use store::central::Terms;

const DAYS_MAX: u32 = 3_650;
const GRACE_MAX: u32 = 365;

/// As it stands in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    due: String,
    due_on: String,
    due_within: String,
    grace: String,
    again: String,
    again_days: String,
    month: String,
    day: String,
    may_test_out: bool,
}

/// What has to be put right: at which field, and why.
pub type Wrong = (&'static str, String);

impl Given {
    /// What a new assignment begins with.
    pub fn new() -> Self {
        let text = str::to_owned;
        Self {
            due: text("within"),
            due_on: String::new(),
            due_within: text("14"),
            grace: text("0"),
            again: text("none"),
            again_days: text("365"),
            month: text("1"),
            day: text("15"),
            may_test_out: false,
        }
    }

    pub fn of(terms: &Terms) -> Self {
        let mut given = Self { grace: terms.grace_days.to_string(), may_test_out: terms.may_test_out, ..Self::new() };
        match terms.due {
            FirstDue::On(day) => (given.due, given.due_on) = ("on".to_owned(), day.to_string()),
            FirstDue::Within { days } => given.due_within = days.to_string(),
        }
        match terms.recurrence {
            None => {}
            Some(Recurrence::AfterPass { days }) => (given.again, given.again_days) = ("after".to_owned(), days.to_string()),
            Some(Recurrence::Yearly { month, day }) => {
                (given.again, given.month, given.day) = ("yearly".to_owned(), month.to_string(), day.to_string());
            }
        }
        given
    }

    pub fn posted(posted: &Posted) -> Self {
        let text = |name| posted.text(name).trim().to_owned();
        Self {
            due: text("due"),
            due_on: text("due-on"),
            due_within: text("due-within"),
            grace: text("grace"),
            again: text("again"),
            again_days: text("again-days"),
            month: text("again-month"),
            day: text("again-day"),
            may_test_out: !text("test-out").is_empty(),
        }
    }

    /// The terms that are meant. A due day that was `kept` may have passed.
    pub fn terms(&self, words: &Words, today: Day, kept: Option<Day>) -> Result<Terms, Wrong> {
        let number = |field, text: &str, least, most| match text.parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err((field, words.fill("Enter a number from {least} to {most}.", &[("least", &least), ("most", &most)]))),
        };
        let due = match self.due.as_str() {
            "on" => match Day::parse(&self.due_on) {
                Err(_) => return Err(("due-on", words.t("A day is written as 2026-11-23.").to_owned())),
                Ok(day) if day < today && kept != Some(day) => {
                    return Err(("due-on", words.t("This day has passed. Choose today or later.").to_owned()));
                }
                Ok(day) => FirstDue::On(day),
            },
            _ => FirstDue::Within { days: number("due-within", &self.due_within, 0, DAYS_MAX)? },
        };
        let grace_days = number("grace", &self.grace, 0, GRACE_MAX)?;
        let recurrence = match self.again.as_str() {
            "after" => Some(Recurrence::AfterPass { days: number("again-days", &self.again_days, 1, DAYS_MAX)? }),
            "yearly" => {
                let month = number("again-month", &self.month, 1, 12)?;
                let day = number("again-day", &self.day, 1, 31)?;
                Some(Recurrence::Yearly { month: month as u8, day: day as u8 })
            }
            _ => None,
        };
        Ok(Terms { due, grace_days, recurrence, may_test_out: self.may_test_out })
    }

    pub fn draw(&self, guest: &Guest, wrong: Option<&Wrong>) -> Markup {
        let words = guest.words;
        let at = |field: &str| wrong.filter(|(found, _)| *found == field).map(|(_, why)| why.as_str());
        let number = |name: &'static str, label, value: &str, help| {
            Field { name, label, kind: "number", value, help, error: at(name), is_required: false, ..Field::default() }.draw()
        };
        html! {
            fieldset.choices {
                legend { (words.t("Due")) }
                label.tick { input type="radio" name="due" value="within" checked[self.due != "on"]; span { (words.t("So many days after starting, or after it was assigned")) } }
                (number("due-within", words.t("Days"), &self.due_within, None))
                label.tick { input type="radio" name="due" value="on" checked[self.due == "on"]; span { (words.t("By a day")) } }
                (Field { name: "due-on", label: words.t("Day"), kind: "date", value: &self.due_on, error: at("due-on"), is_required: false, ..Field::default() }.draw())
            }
            (number("grace", words.t("Grace, in days"), &self.grace, Some(words.t("Counts as due, not overdue."))))
            fieldset.choices {
                legend { (words.t("Again")) }
                label.tick { input type="radio" name="again" value="none" checked[!["after", "yearly"].contains(&self.again.as_str())]; span { (words.t("Once is enough")) } }
                label.tick { input type="radio" name="again" value="after" checked[self.again == "after"]; span { (words.t("So many days after each pass")) } }
                (number("again-days", words.t("Days after a pass"), &self.again_days, None))
                label.tick { input type="radio" name="again" value="yearly" checked[self.again == "yearly"]; span { (words.t("Every year by the same day")) } }
                div.pair {
                    (number("again-day", words.t("Day of the month"), &self.day, None))
                    (Choice { name: "again-month", label: words.t("Month"), help: None, options: html! {
                        @for (month, name) in (1..).zip(&words.months) { option value=(month) selected[self.month == month.to_string()] { (name) } }
                    } }.draw())
                }
                p.help { (words.t("A pass up to 90 days before the day counts for the year that follows.")) }
            }
            label.tick { input type="checkbox" name="test-out" value="1" checked[self.may_test_out];
                span { strong { (words.t("Experienced people may test out")) } span.under { (words.t("They go straight to the exam")) } } }
        }
    }
}

/// Such as `within 14 days, 3 days of grace, again 365 days after each pass`.
pub fn in_words(words: &Words, terms: &Terms) -> String {
    let due = match terms.due {
        FirstDue::On(day) => words.fill("by {day}", &[("day", &dates::day(words, day))]),
        FirstDue::Within { days } => words.count("within {n} day", "within {n} days", i64::from(days)),
    };
    let grace = words.count("{n} day of grace", "{n} days of grace", i64::from(terms.grace_days));
    let again = terms.recurrence.map(|recurrence| match recurrence {
        Recurrence::AfterPass { days } => {
            words.count("again {n} day after each pass", "again {n} days after each pass", i64::from(days))
        }
        Recurrence::Yearly { month, day } => {
            let month = words.months.get(usize::from(month).wrapping_sub(1)).map_or("", String::as_str);
            words.fill("every year by {day} {month}", &[("day", &day), ("month", &month)])
        }
    });
    let test_out = terms.may_test_out.then(|| words.t("may test out").to_owned());
    let parts = [Some(due), (terms.grace_days > 0).then_some(grace), again, test_out];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
