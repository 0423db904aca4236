//! What pages are put together from: forms, fields, notices. A form cannot be made without its token.
//!
//! Start at [`form`] and [`Field`].

use super::icons::Icon;
use crate::admission::Guest;
use crate::forms::TOKEN_FIELD;
use maud::{Markup, html};

/// A form that only this visitor can send.
pub fn form(guest: &Guest, action: &str, class: &str, inside: &Markup) -> Markup {
    html! {
        form method="post" action=(action) class=(class) {
            (token(guest))
            (inside)
        }
    }
}

/// What says that a form is ours: for the one that sends a file, and for [`form`].
pub fn token(guest: &Guest) -> Markup {
    html! { input type="hidden" name=(TOKEN_FIELD) value=(guest.form_token); }
}

/// One line to fill in.
pub struct Field<'a> {
    pub name: &'static str,
    pub label: &'a str,
    /// `text`, `email`, `password`.
    pub kind: &'static str,
    pub value: &'a str,
    pub help: Option<&'a str>,
    pub error: Option<&'a str>,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    pub is_required: bool,
    /// The id of a list of what may be meant.
    pub list: Option<&'static str>,
}

impl Default for Field<'_> {
    fn default() -> Self {
        let (help, error, list) = (None, None, None);
        Self { name: "", label: "", kind: "text", value: "", help, error, autocomplete: "off", is_required: true, list }
    }
}

impl Field<'_> {
    pub fn draw(&self) -> Markup {
        let help_id = format!("{}-help", self.name);
        let error_id = format!("{}-error", self.name);
        let told = [self.help.map(|_| help_id.as_str()), self.error.map(|_| error_id.as_str())];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
        html! {
            div.field.wrong[self.error.is_some()] {
                label for=(self.name) { (self.label) }
                input id=(self.name) name=(self.name) type=(self.kind) value=(self.value) autocomplete=(self.autocomplete)
                    required[self.is_required] list=[self.list] autofocus[self.error.is_some()] aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[(!told.is_empty()).then_some(told)];
                @if let Some(help) = self.help { p.help id=(help_id) { (help) } }
                @if let Some(error) = self.error { p.error id=(error_id) { (Icon::Warning.draw()) span { (error) } } }
            }
        }
    }
}

/// One of several to choose.
pub struct Choice<'a> {
    pub name: &'static str,
    pub label: &'a str,
    pub options: Markup,
    pub help: Option<&'a str>,
}

impl Choice<'_> {
    pub fn draw(&self) -> Markup {
        let help_id = format!("{}-help", self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                select id=(self.name) name=(self.name) aria-describedby=[self.help.map(|_| &help_id)] { (self.options) }
                @if let Some(help) = self.help { p.help id=(help_id) { (help) } }
            }
        }
    }
}

/// What just happened, told to screen readers too.
pub fn done(sentence: &str) -> Markup {
    html! { p.notice.done role="status" { (Icon::Tick.draw()) span { (sentence) } } }
}

pub fn warning(sentence: &str) -> Markup {
    html! { p.notice.warning role="alert" { (Icon::Warning.draw()) span { (sentence) } } }
}

/// Two letters that stand for a face.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
