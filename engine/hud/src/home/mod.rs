//! Home: what to continue, what waits, what is done.
//!
//! Knows no store and no calendar: dates come as words. Start at [`home`].

mod cards;
mod lists;
mod rail;
mod top_bar;

use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, Type, space};
use crate::widgets::{at, begin, icon_line, page, say};
use crate::words;
use curriculum::{Mode, ModuleKind};
use egui::{Margin, Rect, TextureId, Ui, pos2};
use ids::{AttemptId, ModuleId};
use std::collections::BTreeMap;

/// From this width on, in points, certificates and what is completed stand at the right.
const TWO_COLUMNS_FROM: f32 = 1_040.0;

/// Everything Home shows.
#[derive(Debug, Clone, Default)]
pub struct HomeView {
    pub organisation: String,
    pub person: PersonBadge,
    /// The hour of the person's day, 0 to 23, for the greeting.
    pub hour: u8,
    pub saved: Saved,
    /// A sentence that must be read first, such as a module that cannot be opened.
    pub notice: Option<String>,
    pub continue_with: Option<ContinueCard>,
    /// What is due first comes first.
    pub up_next: Vec<UpNext>,
    pub certificates: Vec<Certificate>,
    /// Exams that are passed, and whose practical part nobody has confirmed yet.
    pub waiting: Vec<WaitingSignOff>,
    /// Whether the person has a PIN; none where there is nobody to have one.
    pub has_pin: Option<bool>,
    /// The latest first.
    pub completed: Vec<Completed>,
}

#[derive(Debug, Clone, Default)]
pub struct PersonBadge {
    pub name: String,
    pub job_title: String,
    /// Nothing the demonstration person does counts.
    pub demonstration: bool,
}

/// What became of the person's work.
#[derive(Debug, Clone, Default)]
pub enum Saved {
    /// All of it is on this PC's disk.
    #[default]
    OnThisPc,
    Sent,
    /// In words: what is wrong and what to do.
    Trouble(String),
}

/// An attempt that was left.
#[derive(Debug, Clone)]
pub struct ContinueCard {
    pub module: ModuleId,
    pub title: String,
    /// A picture of the place and its width over its height.
    pub picture: Option<(TextureId, f32)>,
    /// The instruction it goes on with.
    pub next_step: String,
    /// Of the step it goes on with, from 1.
    pub step_number: usize,
    pub n_steps: usize,
    pub mode: Mode,
    pub due: Option<Due>,
}

/// A module that can be started.
#[derive(Debug, Clone)]
pub struct UpNext {
    pub module: ModuleId,
    pub title: String,
    pub summary: String,
    pub kind: ModuleKind,
    pub minutes: u32,
    /// The modes open to this person; the first is suggested. Never empty.
    pub modes: Vec<Mode>,
    /// Where the person stands with its exam, such as "1 of 2 passes in a row"; empty when there is nothing to say.
    pub exam_note: String,
    pub due: Option<Due>,
    /// The language it is played in, if that is not the one the HUD speaks.
    pub other_language: Option<String>,
}

/// An exam whose practical part waits for a signature.
#[derive(Debug, Clone)]
pub struct WaitingSignOff {
    pub attempt: AttemptId,
    pub title: String,
    /// Such as "Waits for an infection control nurse".
    pub words: String,
}

/// When something must be done, in words: "Due today", "Overdue 2 days".
#[derive(Debug, Clone)]
pub struct Due {
    pub words: String,
    pub overdue: bool,
}

#[derive(Debug, Clone)]
pub struct Certificate {
    pub title: String,
    /// Such as "9 December"; none means it never lapses.
    pub valid_until: Option<String>,
    pub standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Valid,
    /// Valid, but not for long.
    Lapsing,
    Lapsed,
}

#[derive(Debug, Clone)]
pub struct Completed {
    pub module: ModuleId,
    pub title: String,
    pub date: String,
    pub score_permille: u32,
    pub passed: bool,
    /// The mode it was done in, and would be done in again.
    pub mode: Mode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HomeAction {
    Continue {
        module: ModuleId,
    },
    Start {
        module: ModuleId,
        mode: Mode,
    },
    /// An assessor signs this attempt.
    SignOff(AttemptId),
    /// Choose or change one's PIN.
    OpenPin,
    SwitchPerson,
    OpenSettings,
    OpenHelp,
}

/// What must outlive a frame: the modes chosen in the list.
#[derive(Debug, Clone, Default)]
pub struct HomeState {
    /// A picture of the place and its width over its height, for the card of the module to start with.
    pub picture: Option<(TextureId, f32)>,
    chosen_modes: BTreeMap<ModuleId, Mode>,
}

impl HomeState {
    /// The mode chosen for a module, or the one suggested.
    fn mode_of(&self, next: &UpNext) -> Mode {
        let suggested = next.modes.first().copied().unwrap_or(Mode::Guided);
        self.chosen_modes.get(&next.module).copied().unwrap_or(suggested)
    }
}

/// Shows Home over the whole `ui`. Enter continues, or starts the first module.
pub fn home(ui: &mut Ui, state: &mut HomeState, view: &HomeView) -> Option<HomeAction> {
    begin(ui);
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    ui.painter().rect_filled(screen, 0.0, theme.canvas);
    let from_bar = top_bar::show(ui, view);
    let below = Rect::from_min_max(pos2(screen.left(), screen.top() + top_bar::HEIGHT + 1.0), screen.max);
    let narrow = screen.width() < TWO_COLUMNS_FROM;
    let side = top_bar::margin(screen.width());
    let margin = Margin { left: side as i8, right: side as i8, top: 26, bottom: 24 };
    let from_page =
        page(ui, "home", below, margin, |ui| if narrow { one_column(ui, state, view) } else { two_columns(ui, state, view) });
    from_bar.or(from_page)
}

fn two_columns(ui: &mut Ui, state: &mut HomeState, view: &HomeView) -> Option<HomeAction> {
    let room = ui.available_rect_before_wrap();
    let rail_width = 356.0_f32.min(room.width() * 0.32);
    let split = room.right() - rail_width;
    let mut action = None;
    let main_rect = Rect::from_min_max(room.min, pos2(split - space::HUGE, room.bottom()));
    let main_bottom = at(ui, "main", main_rect, |ui| {
        action = main_column(ui, state, view);
        ui.min_rect().bottom()
    });
    let rail_rect = Rect::from_min_max(pos2(split, room.top()), room.max);
    let rail_bottom = at(ui, "rail", rail_rect, |ui| {
        action = action.take().or(rail(ui, view));
        ui.min_rect().bottom()
    });
    ui.allocate_rect(Rect::from_min_max(room.min, pos2(room.right(), main_bottom.max(rail_bottom))), egui::Sense::hover());
    action
}

fn one_column(ui: &mut Ui, state: &mut HomeState, view: &HomeView) -> Option<HomeAction> {
    let from_main = main_column(ui, state, view);
    ui.add_space(space::L);
    from_main.or(rail(ui, view))
}

fn main_column(ui: &mut Ui, state: &mut HomeState, view: &HomeView) -> Option<HomeAction> {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    greet(ui, view);
    if let Some(notice) = &view.notice {
        ui.add_space(space::M);
        icon_line(ui, Icon::TriangleAlert, theme.critical, notice, Type::BODY, theme.ink);
    }
    ui.add_space(space::L);
    let mut action = None;
    let mut rest = view.up_next.as_slice();
    match (&view.continue_with, view.up_next.split_first()) {
        (Some(card), _) => action = cards::continue_card(ui, card),
        (None, Some((first, others))) => {
            action = cards::start_card(ui, state, first);
            rest = others;
        }
        (None, None) => {}
    }
    let is_card_shown = view.continue_with.is_some() || !view.up_next.is_empty();
    if !rest.is_empty() || !is_card_shown {
        if is_card_shown {
            ui.add_space(24.0);
        }
        action = action.or(lists::up_next(ui, state, rest));
    }
    ui.add_space(18.0);
    let hint = t("Everything here works with Tab, arrow keys and Enter. A mouse works too.");
    icon_line(ui, Icon::Keyboard, theme.ink_3, hint, Type::NOTE, theme.ink_3);
    action
}

fn rail(ui: &mut Ui, view: &HomeView) -> Option<HomeAction> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut action = None;
    if !view.waiting.is_empty() {
        action = rail::waiting(ui, &view.waiting);
        ui.add_space(space::L);
    }
    lists::certificates(ui, &view.certificates);
    ui.add_space(space::L);
    action = action.or(lists::completed(ui, &view.completed));
    if let Some(has_pin) = view.has_pin {
        ui.add_space(space::L);
        action = action.or(rail::own_pin(ui, has_pin));
    }
    action
}

fn greet(ui: &mut Ui, view: &HomeView) {
    let theme = theme::of(ui);
    let greeting = match view.hour {
        5..=11 => t("Good morning"),
        12..=17 => t("Good afternoon"),
        _ => t("Good evening"),
    };
    let name = words::given_name(&view.person.name);
    say(ui, &format!("{greeting}, {name}"), Type::GREETING, theme.ink);
    ui.add_space(5.0);
    say(ui, &what_waits(view), Type::LEAD, theme.ink_2);
}

/// What there is to do, in one sentence.
fn what_waits(view: &HomeView) -> String {
    if view.person.demonstration {
        return t("This is a demonstration: nothing you do here is counted for anybody.").to_owned();
    }
    let minutes: u32 = view.up_next.iter().map(|next| next.minutes).sum();
    let n = words::count(view.up_next.len(), "{n} module waits", "{n} modules wait");
    match (&view.continue_with, view.up_next.is_empty()) {
        (Some(card), _) => {
            fill("You stopped at step {n} of {of}. It is all saved.", &[("n", &card.step_number), ("of", &card.n_steps)])
        }
        (None, true) => t("Nothing waits for you today.").to_owned(),
        (None, false) => fill("{modules} for you: about {n} minutes in all.", &[("modules", &n), ("n", &minutes)]),
    }
}

/// The name of a mode, as everywhere in the product.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Watch => t("Watch"),
        Mode::Guided => t("Guided"),
        Mode::Practice => t("Practice"),
        Mode::Exam => t("Exam"),
    }
}

/// What a mode means for a trainee, in a few words.
pub fn mode_means(mode: Mode) -> &'static str {
    match mode {
        Mode::Watch => t("The module plays itself."),
        Mode::Guided => t("Leads you and stops mistakes."),
        Mode::Practice => t("You find the way. Hints when you ask."),
        Mode::Exam => t("No hints. The result comes at the end."),
    }
}

pub fn mode_icon(mode: Mode) -> Icon {
    match mode {
        Mode::Watch => Icon::Eye,
        Mode::Guided => Icon::Hand,
        Mode::Practice => Icon::Repeat,
        Mode::Exam => Icon::Shield,
    }
}
