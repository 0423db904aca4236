//! What stands around every page: head, menu by role, and who is signed in.
//!
//! Start at [`page`] for somebody signed in, [`bare_page`] for anybody.

use super::icons::Icon;
use super::parts::{self, initials};
use crate::admission::{Guest, may_keep_people, may_oversee, may_read_audit};
use crate::assets;
use crate::refusal::Refusal;
use crate::words::Words;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use store::central::{Role, Visitor};

/// The entries of the menu: each leads somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Overview,
    People,
    Courses,
    Assignments,
    Training,
    Devices,
    Evidence,
    Audit,
    Account,
}

impl Place {
    fn entries(visitor: &Visitor) -> Vec<Self> {
        let is_open = |place: &Self| match place {
            Self::Home | Self::Training | Self::Account => true,
            Self::Overview | Self::Courses => may_oversee(visitor),
            Self::People | Self::Assignments | Self::Devices => may_keep_people(visitor),
            Self::Evidence | Self::Audit => may_read_audit(visitor),
        };
        let all = [
            Self::Home,
            Self::Overview,
            Self::People,
            Self::Courses,
            Self::Assignments,
            Self::Devices,
            Self::Training,
            Self::Evidence,
            Self::Audit,
            Self::Account,
        ];
        all.into_iter().filter(is_open).collect()
    }

    fn shown(self, words: &Words) -> (&'static str, Icon, &str) {
        match self {
            Self::Home => ("/", Icon::Home, words.t("Home")),
            Self::Overview => ("/overview", Icon::Overview, words.t("Overview")),
            Self::Courses => ("/courses", Icon::Course, words.t("Courses")),
            Self::Assignments => ("/assignments", Icon::Assign, words.t("Assignments")),
            Self::Training => ("/training", Icon::Training, words.t("My training")),
            Self::People => ("/people", Icon::People, words.t("People")),
            Self::Devices => ("/devices", Icon::Device, words.t("PCs")),
            Self::Evidence => ("/evidence", Icon::Seal, words.t("Evidence")),
            Self::Audit => ("/audit", Icon::Log, words.t("Audit log")),
            Self::Account => ("/account", Icon::Account, words.t("My account")),
        }
    }
}

/// A page for somebody who signed in; for anybody else it has no menu.
pub fn page(guest: &Guest, place: Place, title: &str, inside: &Markup) -> Response {
    let Some(visitor) = &guest.visitor else { return bare_page(guest, title, inside) };
    let words = guest.words;
    let body = html! {
        a.skip href="#main" { (words.t("Skip to the content")) }
        div.shell {
            header.side {
                (brand(&visitor.organisation))
                @let entries = Place::entries(visitor);
                nav.menu.many[entries.len() > 5] aria-label=(words.t("Menu")) {
                    @for entry in entries {
                        @let (href, icon, name) = entry.shown(words);
                        a href=(href) aria-current=[(entry == place).then_some("page")] { (icon.draw()) span { (name) } }
                    }
                }
                div.me {
                    span.face aria-hidden="true" { (initials(&visitor.name)) }
                    div.who { strong { (visitor.name) } span { (roles_in_words(words, visitor.roles.iter().copied())) } }
                    (parts::form(guest, "/sign-out", "leave", &html! {
                        button.quiet type="submit" { (Icon::Leave.draw()) span { (words.t("Sign out")) } }
                    }))
                }
            }
            main #main tabindex="-1" { (inside) }
        }
    };
    whole(guest, title, visitor.theme.as_deref(), &body)
}

/// A page in the middle, without a menu.
pub fn bare_page(guest: &Guest, title: &str, inside: &Markup) -> Response {
    let theme = guest.visitor.as_ref().and_then(|visitor| visitor.theme.clone());
    let body = html! {
        div.alone {
            header { (brand("")) }
            main #main { div.card { (inside) } }
        }
    };
    whole(guest, title, theme.as_deref(), &body)
}

/// Why something is not done.
pub fn refused(guest: &Guest, refusal: Refusal) -> Response {
    let words = guest.words;
    let (title, sentence) = refusal.words(words);
    let inside = html! {
        h1 { (title) }
        p { (sentence) }
        p { a.button href="/" { (words.t("Go to the first page")) } }
    };
    (refusal.status(), bare_page(guest, title, &inside)).into_response()
}

fn whole(guest: &Guest, title: &str, theme: Option<&str>, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(guest.words.tag) data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Practicum" }
                link rel="icon" type="image/svg+xml" href=(assets::url("mark.svg"));
                link rel="stylesheet" href=(assets::url("style.css"));
                script defer src=(assets::url("page.js")) {}
            }
            body { (body) }
        }
    };
    Html(page.into_string()).into_response()
}

fn brand(organisation: &str) -> Markup {
    html! {
        div.brand {
            img src=(assets::url("mark.svg")) alt="" width="32" height="32";
            div {
                strong { "Practicum" }
                @if !organisation.is_empty() { span { (organisation) } }
            }
        }
    }
}

pub fn role_in_words(words: &Words, role: Role) -> &str {
    match role {
        Role::Administrator => words.t("Administrator"),
        Role::Manager => words.t("Manager"),
        Role::Author => words.t("Author"),
        Role::Auditor => words.t("Auditor"),
    }
}

/// Everybody is a trainee; it is said of those who are nothing else.
pub fn roles_in_words(words: &Words, roles: impl Iterator<Item = Role>) -> String {
    let roles: Vec<_> = roles.map(|role| role_in_words(words, role)).collect();
    if roles.is_empty() { words.t("Trainee").to_owned() } else { roles.join(", ") }
}
