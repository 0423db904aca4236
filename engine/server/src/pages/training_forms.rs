//! The forms on a person's training page: training elsewhere, and an exemption.

use super::parts::{self, Choice, Field};
use super::training::{Again, Told, kind_in_words};
use crate::admission::Guest;
use crate::catalogue::Catalogue;
use crate::dates::today;
use ids::PersonId;
use maud::{Markup, html};
use record::Day;
use store::central::{OutsideKind, Subject};

/// None for what is no day; no day for an empty text.
pub fn day_or_none(text: &str) -> Option<Option<Day>> {
    if text.trim().is_empty() { Some(None) } else { Day::parse(text.trim()).ok().map(Some) }
}

/// For an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn wrong_of(again: &Again, form: &str) -> Markup {
    html! { @if again.form == form && !again.wrong.is_empty() { (parts::warning(&again.wrong)) } }
}

/// What may be chosen, with its title.
pub fn subjects(guest: &Guest, catalogue: &Catalogue, chosen: &str) -> Markup {
    let words = guest.words;
    let options = |is_course: bool| {
        let all: Vec<Subject> =
            catalogue.subjects().filter(|subject| matches!(subject, Subject::Course(_)) == is_course).collect();
        html! { @for subject in &all { option value=(subject.code()) selected[subject.code() == chosen] { (catalogue.title(subject, words)) } } }
    };
    html! {
        option value="" { (words.t("Choose")) }
        optgroup label=(words.t("Courses")) { (options(true)) }
        optgroup label=(words.t("Modules")) { (options(false)) }
    }
}

pub fn outside_card(guest: &Guest, catalogue: &Catalogue, person: PersonId, again: &Again) -> Markup {
    let words = guest.words;
    let is_again = again.form == "outside";
    let given = |name: &str| if is_again { again.posted.text(name).to_owned() } else { String::new() };
    let on = if is_again { given("on") } else { today().to_string() };
    let fields = html! {
        (Choice { name: "subject", label: words.t("What it was"), options: subjects(guest, catalogue, &given("subject")), help: None }.draw())
        (Choice { name: "kind", label: words.t("Where"), help: None, options: html! {
            @for kind in OutsideKind::ALL { option value=(kind.code()) selected[given("kind") == kind.code()] { (kind_in_words(words, kind)) } }
        } }.draw())
        (Field { name: "on", label: words.t("Passed on"), kind: "date", value: &on, ..Field::default() }.draw())
        (Field { name: "until", label: words.t("Valid until"), kind: "date", value: &given("until"), is_required: false,
            help: Some(words.t("Leave it empty where the module or the assignment says how long it holds.")), ..Field::default() }.draw())
        (Field { name: "note", label: words.t("Note"), value: &given("note"),
            help: Some(words.t("Who taught it, and where the paper is. A file cannot be attached yet.")), ..Field::default() }.draw())
        button type="submit" { (words.t("Record it")) }
    };
    html! {
        section.card {
            h2 { (words.t("Training elsewhere")) }
            (wrong_of(again, "outside"))
            (parts::form(guest, &format!("/people/{person}/outside"), "stack", &fields))
        }
    }
}

pub fn exempt_card(guest: &Guest, catalogue: &Catalogue, told: &Told, again: &Again) -> Markup {
    let words = guest.words;
    let is_again = again.form == "exempt";
    let given = |name: &str| if is_again { again.posted.text(name).to_owned() } else { String::new() };
    let from = if is_again { given("from") } else { today().to_string() };
    let options: Vec<(String, String)> = told
        .standings
        .iter()
        .flat_map(|found| {
            let many = found.assignments.len() > 1;
            let title = catalogue.title(&found.subject, words);
            found.assignments.iter().enumerate().map(move |(idx, (id, _))| {
                let title = if many { format!("{title} ({})", idx + 1) } else { title.to_owned() };
                (id.to_string(), title)
            })
        })
        .collect();
    let fields = html! {
        (Choice { name: "assignment", label: words.t("From what"), help: None, options: html! {
            @for (id, title) in &options { option value=(id) selected[given("assignment") == *id] { (title) } }
        } }.draw())
        (Field { name: "from", label: words.t("From"), kind: "date", value: &from, ..Field::default() }.draw())
        (Field { name: "exempt-until", label: words.t("To, that day too"), kind: "date", value: &given("exempt-until"), is_required: false,
            help: Some(words.t("Leave it empty for good.")), ..Field::default() }.draw())
        (Field { name: "reason", label: words.t("Reason"), value: &given("reason"),
            help: Some(words.t("It stays on record. Write nothing about health.")), ..Field::default() }.draw())
        button type="submit" { (words.t("Exempt")) }
    };
    html! {
        section.card {
            h2 { (words.t("Exempt this person")) }
            (wrong_of(again, "exempt")) (wrong_of(again, "withdraw")) (wrong_of(again, "end"))
            @if options.is_empty() { p { (words.t("Nothing is assigned, so there is nothing to be exempt from.")) } }
            @else { (parts::form(guest, &format!("/people/{}/exempt", told.facts.person), "stack", &fields)) }
        }
    }
}
