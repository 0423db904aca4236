//! Assigning: what, to whom, until when; what that would do is shown before it is done.

use super::assignments::reach_in_words;
use super::frame::{self, Place};
use super::overview::by_name;
use super::parts::{self, Choice, Field};
use super::people::person_id;
use super::status;
use super::terms::{Given, Wrong};
use super::training_forms;
use crate::admission::{Guest, PeopleKeeper};
use crate::app::App;
use crate::board::{Desk, touched};
use crate::catalogue::Catalogue;
use crate::dates::{now_ms, today};
use crate::forms::{Posted, again};
use crate::refusal::Refusal;
use crate::words::Words;
use assignment::{Status, To};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ids::{AssignmentId, GroupId, Id128, PersonId};
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use store::central::{AssignmentFacts, Central, CentralError, Deed, Facts, NewAssignment, Revision, Subject, Terms};

/// More people are a group; a form holds no more fields.
const CHOSEN_MAX: usize = 25;
const FOUND_SHOWN: usize = 10;

/// As it stands in the form.
#[derive(Debug, Clone)]
struct Draft {
    subject: String,
    /// `everybody`, `group`, `job-title`, `people`.
    who: String,
    groups: BTreeSet<GroupId>,
    job_title: String,
    people: BTreeSet<PersonId>,
    find: String,
    given: Given,
}

/// What the page shows around the form.
#[derive(Debug, Clone, Default)]
struct Around {
    groups: BTreeMap<GroupId, String>,
    titles: Vec<String>,
    chosen: Vec<(PersonId, String)>,
    found: Vec<(PersonId, String)>,
}

/// What it would do.
#[derive(Debug, Clone, Default)]
struct Effect {
    /// Whom it asks something of.
    newly: Vec<String>,
    /// Who holds a valid pass.
    valid: Vec<String>,
    /// Who has this already by another assignment.
    already: Vec<String>,
    /// Stands for the form and for all of this.
    digest: String,
}

impl Draft {
    fn posted(posted: &Posted) -> Self {
        let people: BTreeSet<PersonId> = posted.all("person").filter_map(person_id).take(CHOSEN_MAX).collect();
        Self {
            subject: posted.text("subject").to_owned(),
            who: posted.text("who").to_owned(),
            groups: posted.all("group").filter_map(|group| Id128::parse(group).ok()).map(GroupId).collect(),
            job_title: posted.text("job-title").trim().to_owned(),
            people,
            find: posted.text("find").trim().to_owned(),
            given: Given::posted(posted),
        }
    }

    fn asked(query: &BTreeMap<String, String>) -> Self {
        let group = query.get("group").and_then(|group| Id128::parse(group).ok()).map(GroupId);
        let person = query.get("person").and_then(|person| person_id(person));
        let who = match (group, person) {
            (_, Some(_)) => "people",
            (Some(_), None) => "group",
            (None, None) => "everybody",
        };
        Self {
            subject: query.get("subject").cloned().unwrap_or_default(),
            who: who.to_owned(),
            groups: group.into_iter().collect(),
            job_title: String::new(),
            people: person.into_iter().collect(),
            find: String::new(),
            given: Given::new(),
        }
    }

    /// One assignment, or one for each group; or what has to be put right.
    fn read(&self, words: &Words, catalogue: &Catalogue) -> Result<Vec<NewAssignment>, Wrong> {
        let at = |field, why: &str| (field, why.to_owned());
        let subject = Subject::parse(&self.subject).filter(|subject| catalogue.modules_of(subject).is_some());
        let subject = subject.ok_or_else(|| at("subject", words.t("Choose what to assign.")))?;
        let to: Vec<To> = match self.who.as_str() {
            "group" if self.groups.is_empty() => return Err(at("who", words.t("Choose a group."))),
            "group" => self.groups.iter().map(|group| To::Group(*group)).collect(),
            "job-title" if self.job_title.is_empty() => return Err(at("who", words.t("Write a job title."))),
            "job-title" => vec![To::JobTitle(self.job_title.clone())],
            "people" if self.people.is_empty() => return Err(at("who", words.t("Choose people: find them, and tick them."))),
            "people" => vec![To::People(self.people.clone())],
            "everybody" => vec![To::Everybody],
            _ => return Err(at("who", words.t("Choose who gets it."))),
        };
        let terms = self.given.terms(words, today(), None)?;
        let modules = catalogue.modules_of(&subject).unwrap_or_default().to_vec();
        Ok(to.into_iter().map(|to| NewAssignment { subject: subject.clone(), modules: modules.clone(), to, terms }).collect())
    }
}

pub async fn show(
    _: PeopleKeeper,
    guest: Guest,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let draft = Draft::asked(&query);
    page(&guest, &app, draft, None, None, false).await
}

pub async fn assign(keeper: PeopleKeeper, guest: Guest, State(app): State<App>, posted: Posted) -> Result<Response, Refusal> {
    let draft = Draft::posted(&posted);
    if posted.text("do") == "find" {
        return page(&guest, &app, draft, None, None, false).await;
    }
    let new = match draft.read(guest.words, &app.catalogue) {
        Ok(new) => new,
        Err(wrong) => return Ok(again(page(&guest, &app, draft, None, Some(wrong), false).await?)),
    };
    let asked = new.clone();
    let by = keeper.0.person;
    // Whom it touches says how they stand: that is a reading like any other.
    let look = move |central: &Central, desk: &mut Desk, catalogue: &Catalogue| {
        central.write_read(by, Deed::OverviewRead, None, now_ms())?;
        effect(desk.facts(central)?, catalogue, &asked)
    };
    let effect = app.ask_desk(look).await?;
    if posted.text("do") != "assign" {
        return page(&guest, &app, draft, Some(effect), None, false).await;
    }
    // Only what was looked at is done.
    if posted.text("seen") != effect.digest {
        return Ok(again(page(&guest, &app, draft, Some(effect), None, true).await?));
    }
    let made = app.ask(move |central| central.assign(by, &new, today(), now_ms())).await?;
    let to = match made.as_slice() {
        [one] => format!("/assignments/{one}?done=made"),
        _ => "/assignments".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

fn effect(facts: &Facts, catalogue: &Catalogue, new: &[NewAssignment]) -> Result<Effect, CentralError> {
    let day = today();
    let mut reached: BTreeMap<PersonId, (String, Status, bool)> = BTreeMap::new();
    for new in new {
        let draft = AssignmentFacts {
            id: AssignmentId(Id128([0; 16])),
            subject: new.subject.clone(),
            modules: new.modules.clone(),
            to: new.to.clone(),
            made: day,
            revisions: vec![revision(new.terms)],
        };
        let Some(assignment) = draft.on(day, None) else { continue };
        for (person, standing) in touched(facts, &assignment, day) {
            let others = facts.assignments.iter().filter(|found| found.subject == new.subject);
            let member = person.member(day);
            let has_other = others
                .filter_map(|found| found.on(day, catalogue.modules_of(&found.subject)))
                .any(|found| assignment::applies_to(&found, &member, day).is_some());
            reached.insert(person.person, (person.name.clone(), standing.status, has_other));
        }
    }
    let mut effect = Effect::default();
    for (name, status, has_other) in reached.into_values() {
        match status {
            Status::Done | Status::Lapsing => effect.valid.push(name),
            _ if has_other => effect.already.push(name),
            _ => effect.newly.push(name),
        }
    }
    for names in [&mut effect.newly, &mut effect.valid, &mut effect.already] {
        names.sort_by_key(|name| name.to_lowercase());
    }
    let digest = Sha256::digest(format!("{new:?}{effect:?}").as_bytes());
    effect.digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(effect)
}

fn revision(terms: Terms) -> Revision {
    Revision { since: today(), written_ms: 0, written_by: PersonId(Id128([0; 16])), terms, ended: None }
}

/// What stands around the form: groups, titles, and the people who are chosen or found.
fn around(central: &Central, desk: &mut Desk, draft: &Draft) -> Result<Around, CentralError> {
    let facts = desk.facts(central)?;
    let name = |person: &PersonId| facts.people.get(person).map(|found| (*person, found.name.clone()));
    let search = draft.find.to_lowercase();
    let is_found = |found: &&store::central::PersonFacts| {
        let texts = [found.name.as_str(), found.email.as_deref().unwrap_or_default(), &found.job_title];
        found.is_active && !draft.people.contains(&found.person) && texts.iter().any(|text| text.to_lowercase().contains(&search))
    };
    let mut found: Vec<_> = match search.is_empty() {
        true => Vec::new(),
        false => facts.people.values().filter(is_found).collect(),
    };
    found.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
    let around = Around {
        groups: facts.groups.clone(),
        titles: Vec::new(),
        chosen: draft.people.iter().filter_map(name).collect(),
        found: found.into_iter().take(FOUND_SHOWN).map(|found| (found.person, found.name.clone())).collect(),
    };
    Ok(Around { titles: central.job_titles()?, ..around })
}

async fn page(
    guest: &Guest,
    app: &App,
    draft: Draft,
    effect: Option<Effect>,
    wrong: Option<Wrong>,
    is_other: bool,
) -> Result<Response, Refusal> {
    let words = guest.words;
    let asked = draft.clone();
    let by = guest.visitor.as_ref().map(|visitor| visitor.person).ok_or(Refusal::SignInFirst)?;
    let look = move |central: &Central, desk: &mut Desk, _: &Catalogue| {
        if !asked.find.is_empty() {
            central.write_read(by, Deed::PeopleRead, None, now_ms())?;
        }
        around(central, desk, &asked)
    };
    let around = app.ask_desk(look).await?;
    let at = |field: &str| wrong.as_ref().filter(|(found, _)| *found == field).map(|(_, why)| why.as_str());
    let fields = html! {
        div.assign {
            div.stack {
                section.card {
                    h2 { span.number { "1" } " " (words.t("What")) }
                    (Choice { name: "subject", label: words.t("Course or module"), help: None,
                        options: training_forms::subjects(guest, &app.catalogue, &draft.subject) }.draw())
                    @if let Some(why) = at("subject") { (parts::warning(why)) }
                }
                section.card {
                    h2 { span.number { "2" } " " (words.t("Who")) }
                    @if let Some(why) = at("who") { (parts::warning(why)) }
                    (who(guest, &draft, &around))
                }
                section.card {
                    h2 { span.number { "3" } " " (words.t("When")) }
                    (draft.given.draw(guest, wrong.as_ref()))
                }
            }
            section.card.effect {
                h2 { (words.t("What will happen")) }
                @match &effect {
                    Some(effect) => (told(words, &draft, &around, effect, is_other)),
                    None => {
                        p { (words.t("Look first: nothing is assigned before you have seen whom it touches.")) }
                        button.primary type="submit" name="do" value="look" { (words.t("See whom it touches")) }
                    }
                }
            }
        }
    };
    let inside = html! {
        p.crumbs { a href="/assignments" { (words.t("Assignments")) } }
        div.head { div { h1 { (words.t("Assign a course")) } } }
        (parts::form(guest, "/assignments/new", "", &fields))
    };
    Ok(frame::page(guest, Place::Assignments, words.t("Assign a course"), &inside))
}

fn who(guest: &Guest, draft: &Draft, around: &Around) -> Markup {
    let words = guest.words;
    let choice = |value: &str, name: &str, under: &str| {
        html! {
            label.tick { input type="radio" name="who" value=(value) checked[draft.who == value];
                span { strong { (name) } span.under { (under) } } }
        }
    };
    html! {
        fieldset.choices {
            legend.hidden { (words.t("Who")) }
            (choice("everybody", words.t("Everybody"), words.t("Also those who start later")))
            (choice("group", words.t("Groups"), words.t("Whoever is in them, also those who join later")))
            @if around.groups.is_empty() { p.under.inset { a href="/groups" { (words.t("Make a group first.")) } } }
            @else { div.inset.ticks.many { @for (group, name) in by_name(&around.groups) {
                label.tick { input type="checkbox" name="group" value=(group) checked[draft.groups.contains(group)]; span { (name) } }
            } } }
            (choice("job-title", words.t("Job title"), words.t("Whoever has it, also those who get it later")))
            div.inset {
                (Field { name: "job-title", label: words.t("Job title"), value: &draft.job_title, is_required: false, list: Some("titles"), ..Field::default() }.draw())
                datalist id="titles" { @for title in &around.titles { option value=(title) {} } }
            }
            (choice("people", words.t("People"), words.t("One by one, 25 at most")))
            div.inset.stack {
                @if !around.chosen.is_empty() { div.ticks { @for (person, name) in &around.chosen {
                    label.tick { input type="checkbox" name="person" value=(person) checked; span { (name) } }
                } } }
                @if !around.found.is_empty() { div.ticks { @for (person, name) in &around.found {
                    label.tick { input type="checkbox" name="person" value=(person); span { (name) } }
                } } }
                @if !draft.find.is_empty() && around.found.is_empty() { p { (words.t("Nobody else is found.")) } }
                div.line {
                    (Field { name: "find", label: words.t("Find by name, address or job title"), value: &draft.find, is_required: false, ..Field::default() }.draw())
                    button type="submit" name="do" value="find" { (words.t("Find")) }
                }
            }
        }
    }
}

fn told(words: &Words, draft: &Draft, around: &Around, effect: &Effect, is_other: bool) -> Markup {
    let n = effect.newly.len();
    let some = |names: &[String]| {
        let first = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        match names.len().saturating_sub(3) {
            0 => first,
            more => words.fill("{names} and {n} more", &[("names", &first), ("n", &more)]),
        }
    };
    let line = |status: Status, names: &[String], sentence: String| {
        html! { @if !names.is_empty() { li { span class={ "status bare " (status::code(status)) } { (status::symbol(status)) } div { strong { (sentence) } span { (some(names)) } } } } }
    };
    let reach: Vec<String> = match draft.who.as_str() {
        "group" => draft.groups.iter().map(|group| reach_in_words(words, &around.groups, &To::Group(*group))).collect(),
        "job-title" => vec![reach_in_words(words, &around.groups, &To::JobTitle(draft.job_title.clone()))],
        "everybody" => vec![words.t("Everybody").to_owned()],
        _ => Vec::new(),
    };
    html! {
        @if is_other { (parts::warning(words.t("Nothing is assigned yet: something changed since you looked. This is what would happen now."))) }
        p.big { strong { (words.count("{n} person", "{n} people", n as i64)) } " " (words.t("would have to do it")) }
        ul.rows {
            (line(Status::Due, &effect.newly, words.count("{n} newly assigned", "{n} newly assigned", n as i64)))
            (line(Status::Done, &effect.valid, words.count("{n} holds a valid pass", "{n} hold a valid pass", effect.valid.len() as i64)))
            (line(Status::NotAssigned, &effect.already, words.count("{n} has it already", "{n} have it already", effect.already.len() as i64)))
        }
        @if !reach.is_empty() { p.under { (words.fill("Later too: {who}.", &[("who", &reach.join(", "))])) } }
        input type="hidden" name="seen" value=(effect.digest);
        div.buttons {
            button.primary type="submit" name="do" value="assign" {
                @if n > 0 { (words.count("Assign to {n} person", "Assign to {n} people", n as i64)) } @else { (words.t("Assign it all the same")) }
            }
            button type="submit" name="do" value="look" { (words.t("Look again")) }
        }
        p.help { (words.t("Whatever you change in the form is looked at again before it is assigned.")) }
    }
}
