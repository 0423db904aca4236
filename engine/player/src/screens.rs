//! The screens of the window, and what each leads to.

use crate::app::{App, Go};
use crate::author::screen::Authoring;
use crate::exam::{Gate, OwnPin, Signing};
use crate::home::{HomeSources, continuable, home_view};
use crate::review::screen::Review;
use crate::training::Training as TrainingScreen;
use anyhow::Result;
use egui::Ui;
use hud::language::{t, word};
use hud::{
    HomeAction, HomeState, HomeView, LoadingView, MessageAction, MessageView, PauseAction, PauseState, PauseView, PersonTile,
    PickerAction, PickerState, PickerView, Severity, capitalised,
};
use ids::AttemptId;
use store::Person;

pub use crate::training::Training;

pub enum Screen {
    Loading(LoadingView),
    Picker { state: PickerState, view: PickerView, people: Vec<Person> },
    Home(Box<Home>),
    Play(Box<TrainingScreen>),
    Review(Box<Review>),
    Author(Box<Authoring>),
    Debrief(Box<crate::debriefing::Debriefing>),
    Exam(Box<Gate>),
    SignOff(Box<Signing>),
    OwnPin(Box<OwnPin>),
    Message(Box<MessageView>),
}

pub struct Home {
    state: HomeState,
    view: HomeView,
    open: Option<AttemptId>,
    settings: Option<PauseState>,
}

impl Screen {
    pub fn loading(title: &str) -> Self {
        Self::Loading(LoadingView { title: title.to_owned(), doing: t("Opening the room").to_owned(), share: None })
    }

    /// What happened, what is kept, and a way on.
    pub fn problem(title: &str, happened: &str, kept: &str) -> Self {
        Self::Message(Box::new(MessageView {
            severity: Severity::Problem,
            title: title.to_owned(),
            happened: sentence(happened),
            kept: kept.to_owned(),
            to_do: t("Go back to the start and try again.").to_owned(),
            button: t("Go on").to_owned(),
            other_button: Some(t("Close Practicum").to_owned()),
            detail: None,
            over_scene: false,
        }))
    }

    pub fn unkept_settings(why: &str) -> Self {
        Self::problem(t("The settings could not be kept"), why, t("Your training record is not affected."))
    }

    /// What happened, when there is nowhere to go on to.
    pub fn last_problem(title: &str, happened: &str, to_do: &str) -> Self {
        Self::Message(Box::new(MessageView {
            severity: Severity::Problem,
            title: title.to_owned(),
            happened: sentence(happened),
            kept: t("Nothing was changed.").to_owned(),
            to_do: to_do.to_owned(),
            button: t("Close Practicum").to_owned(),
            other_button: None,
            detail: None,
            over_scene: false,
        }))
    }

    pub(crate) fn picker(app: &App) -> Self {
        let people = match app.store.people() {
            Ok(people) => people,
            Err(why) => return Self::problem(t("The people of this PC cannot be read"), &why.to_string(), ""),
        };
        let tile = |person: &Person| PersonTile {
            id: person.id,
            name: person.name.clone(),
            job_title: person.job_title.clone(),
            demonstration: person.demonstration,
        };
        let view = PickerView {
            organisation: app.organisation.clone(),
            device: String::new(),
            people: people.iter().rev().map(tile).collect(),
            over_scene: false,
        };
        Self::Picker { state: PickerState::default(), view, people }
    }

    pub(crate) fn home(app: &App) -> Self {
        let Some(person) = app.person.clone() else { return Self::picker(app) };
        let (attempts, broken) = match app.store.attempts(person.id) {
            Ok(read) => read,
            Err(why) => return Self::problem(t("The record cannot be read"), &why.to_string(), t("Nothing was changed.")),
        };
        let owners = match app.store.pin_owners() {
            Ok(owners) => owners,
            Err(why) => return Self::problem(t("The record cannot be read"), &why.to_string(), t("Nothing was changed.")),
        };
        let open = continuable(&app.library, &attempts).map(|(progress, _)| progress.attempt);
        let view = home_view(&HomeSources {
            organisation: &app.organisation,
            library: &app.library,
            languages: &app.languages,
            person: &person,
            attempts: &attempts,
            broken: &broken,
            pictures: &app.pictures,
            has_pin: owners.contains(&person.id),
        });
        let mut state = HomeState::default();
        let first = view.up_next.first().and_then(|next| app.library.playable().find(|module| module.id == next.module));
        state.picture = first.and_then(|module| app.pictures.place(module));
        Self::Home(Box::new(Home { state, view, open, settings: None }))
    }

    pub(crate) fn debrief(app: &App, attempt: AttemptId) -> Result<Self> {
        Ok(Self::Debrief(Box::new(crate::debriefing::Debriefing::of(app, attempt)?)))
    }

    /// The attempt that is being played, if one is.
    pub(crate) fn training(&self) -> Option<&TrainingScreen> {
        match self {
            Self::Play(training) => Some(training),
            Self::Author(author) => author.played(),
            _ => None,
        }
    }

    pub(crate) fn training_mut(&mut self) -> Option<&mut TrainingScreen> {
        match self {
            Self::Play(training) => Some(training),
            Self::Author(author) => author.played_mut(),
            _ => None,
        }
    }

    /// True where the room is behind it.
    pub(crate) fn is_over_scene(&self) -> bool {
        match self {
            Self::Play(training) => !training.hides_scene(),
            Self::Review(_) => true,
            Self::Author(author) => author.has_room(),
            _ => false,
        }
    }

    /// Draws the screen over the whole `ui` and says where it leads.
    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        match self {
            Self::Loading(view) => {
                hud::loading(ui, view);
                None
            }
            Self::Picker { state, view, people } => match hud::picker(ui, state, view)? {
                PickerAction::Pick(id) => people.iter().find(|person| person.id == id).cloned().map(Go::Person),
                PickerAction::Add { name, job_title } => Some(match app.store.add_person(&name, &job_title) {
                    Ok(person) => Go::Person(person),
                    Err(why) => Go::Screen(Box::new(Self::problem(t("That person could not be added"), &why.to_string(), ""))),
                }),
            },
            Self::Home(home) => home.show(ui, app),
            Self::Play(training) => training.show(ui, app),
            Self::Review(review) => review.show(ui),
            Self::Author(author) => author.show(ui, app),
            Self::Debrief(debriefing) => debriefing.show(ui, app),
            Self::Exam(gate) => gate.show(ui, app),
            Self::SignOff(signing) => signing.show(ui, app),
            Self::OwnPin(page) => page.show(ui, app),
            Self::Message(view) => hud::message(ui, view).map(|action| match action {
                MessageAction::Button if view.other_button.is_none() => Go::Exit,
                MessageAction::Button if app.person.is_some() => Go::Home,
                MessageAction::Button => Go::Picker,
                MessageAction::OtherButton => Go::Exit,
            }),
        }
    }
}

impl Home {
    fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        if let Some(state) = &mut self.settings {
            match hud::pause(ui, state, &PauseView::Home { over_scene: false }, &mut app.settings) {
                Some(PauseAction::SettingsChanged) => app.keep_settings(),
                Some(PauseAction::OpenKeys) => app.open_keys(),
                // Words and modules may be in another language now.
                Some(_) => return Some(Go::Home),
                None => {}
            }
            return None;
        }
        match hud::home(ui, &mut self.state, &self.view)? {
            HomeAction::Continue { .. } => self.open.map(Go::Continue),
            HomeAction::Start { module, mode } => Some(Go::Start { module, mode }),
            HomeAction::SignOff(attempt) => Some(Go::SignOff(attempt)),
            HomeAction::OpenPin => Some(Go::OwnPin),
            HomeAction::SwitchPerson => Some(Go::Picker),
            HomeAction::OpenSettings => {
                self.settings = Some(PauseState::default());
                None
            }
            HomeAction::OpenHelp => {
                app.open_keys();
                None
            }
        }
    }
}

/// A lower-case error text as a sentence; in the language that is spoken if it has one there.
pub(crate) fn sentence(text: &str) -> String {
    let mut sentence = capitalised(text);
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    word(&sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_text_becomes_a_sentence() {
        assert_eq!(sentence("the disk is full"), "The disk is full.");
        assert_eq!(sentence(""), ".");
    }
}
