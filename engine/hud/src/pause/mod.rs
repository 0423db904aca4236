//! Pause: what to do next at the left, settings at the right. Home opens it too, for the settings alone.
//!
//! It edits [`Settings`] in place; keeping and applying them is the caller's.

mod pages;

use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::settings::Settings;
use crate::theme::{self, Type, radius, space, stroke, tokens};
use crate::widgets::{Button, at, begin, follow_focus, icon_line, paint_left, paint_ring, say};
use crate::words;
use egui::accesskit::Role;
use egui::{CornerRadius, Key, Margin, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Where it was opened.
#[derive(Debug, Clone)]
pub enum PauseView {
    Attempt {
        title: String,
        /// Of the step it stands at, from 1.
        step_number: usize,
        n_steps: usize,
        at_ms: u64,
        /// False where the mode does not allow it, as in an exam.
        can_restart_step: bool,
        /// How often it stood still so far, this time included; where the room is hidden meanwhile, as in an exam.
        hidden_pauses: Option<u32>,
    },
    /// From Home; `over_scene` says whether the 3D picture is behind.
    Home { over_scene: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SettingsPage {
    #[default]
    Reading,
    Sound,
    Pointer,
    Keys,
    Picture,
    Language,
}

/// Which page of the settings is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PauseState {
    pub page: SettingsPage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseAction {
    /// Also: close the settings opened from Home.
    Resume,
    RestartStep,
    /// To Home; the attempt can be continued.
    Leave,
    OpenKeys,
    /// Apply and keep them.
    SettingsChanged,
}

const PAGES: [(SettingsPage, Icon, &str); 6] = [
    (SettingsPage::Reading, Icon::Eye, "Reading"),
    (SettingsPage::Sound, Icon::Sound, "Sound"),
    (SettingsPage::Pointer, Icon::Mouse, "Mouse"),
    (SettingsPage::Keys, Icon::Keyboard, "Keys"),
    (SettingsPage::Picture, Icon::Image, "Picture"),
    (SettingsPage::Language, Icon::Globe, "Language"),
];

const SIZE: egui::Vec2 = vec2(1100.0, 624.0);
const RAIL_WIDTH: f32 = 316.0;

/// Shows it over the whole `ui`. Esc resumes; so does Enter while Resume has the focus, as it has to begin with.
pub fn pause(ui: &mut Ui, state: &mut PauseState, view: &PauseView, settings: &mut Settings) -> Option<PauseAction> {
    begin(ui);
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    let hides = matches!(view, PauseView::Home { over_scene: false } | PauseView::Attempt { hidden_pauses: Some(_), .. });
    let ground = if hides { theme.canvas } else { tokens::scrim(0.6) };
    ui.painter().rect_filled(screen, 0.0, ground);
    let size = SIZE.min(screen.size() - egui::Vec2::splat(2.0 * space::M));
    let rect = Rect::from_center_size(screen.center(), size);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::DIALOG));
    ui.painter().rect(rect, radius::DIALOG, theme.paper, Stroke::new(stroke::DECOR, theme.edge_over_scene), StrokeKind::Inside);

    let before = settings.clone();
    let action = if size.x < theme::NARROW - 60.0 {
        stacked(ui, rect, state, view, settings)
    } else {
        side_by_side(ui, rect, state, view, settings)
    };
    let by_key = ui.input(|input| input.key_pressed(Key::Escape)).then_some(PauseAction::Resume);
    let help = ui.input(|input| input.key_pressed(Key::F1)).then_some(PauseAction::OpenKeys);
    let changed = (*settings != before).then_some(PauseAction::SettingsChanged);
    changed.or(action).or(by_key).or(help)
}

fn side_by_side(
    ui: &mut Ui,
    rect: Rect,
    state: &mut PauseState,
    view: &PauseView,
    settings: &mut Settings,
) -> Option<PauseAction> {
    let theme = theme::of(ui);
    let rail = Rect::from_min_size(rect.min, vec2(RAIL_WIDTH, rect.height()));
    let corners = CornerRadius { nw: radius::DIALOG, sw: radius::DIALOG, ne: 0, se: 0 };
    ui.painter().rect_filled(rail.shrink(1.0), corners, theme.wash);
    ui.painter().vline(rail.right(), rail.y_range(), Stroke::new(1.0, theme.line));
    let mut action = at(ui, "actions", rail.shrink2(vec2(23.0, 24.0)), |ui| actions(ui, view));
    let keys = Rect::from_min_max(pos2(rail.left() + 11.0, rail.bottom() - 62.0), pos2(rail.right(), rail.bottom()));
    if at(ui, "keys", keys, |ui| Button::plain(t("All keys on one page")).icon(Icon::Keyboard).key("F1").show(ui)).clicked() {
        action = Some(PauseAction::OpenKeys);
    }
    let right = Rect::from_min_max(pos2(rail.right() + 30.0, rect.top() + 24.0), rect.max - vec2(30.0, 22.0));
    let tabs = Rect::from_min_size(right.min, vec2(184.0, right.height()));
    at(ui, "tabs", tabs, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let heading = Rect::from_min_max(tabs.min + vec2(14.0, 0.0), tabs.max);
        at(ui, "heading", heading, |ui| say(ui, t("Settings"), Type { size: 20.0, line: 34.0, ..Type::HEAD }, theme.ink));
        ui.add_space(45.0);
        for page in PAGES {
            tab(ui, state, page, 184.0);
        }
    });
    let sample_height = if state.page == SettingsPage::Reading { 84.0 } else { 0.0 };
    let page = Rect::from_min_max(pos2(tabs.right() + 28.0, right.top()), right.max - vec2(0.0, sample_height));
    scrolling(ui, "page", page, Margin { right: 12, ..Margin::ZERO }, |ui| pages::show(ui, state.page, settings));
    if sample_height > 0.0 {
        let sample = Rect::from_min_max(pos2(tabs.left(), right.bottom() - 68.0), right.max);
        pages::caption_sample(ui, sample, settings);
    }
    action
}

/// For windows with little room, or large text: everything in one column.
fn stacked(ui: &mut Ui, rect: Rect, state: &mut PauseState, view: &PauseView, settings: &mut Settings) -> Option<PauseAction> {
    scrolling(ui, "pause", rect, Margin::same(20), |ui| {
        let theme = theme::of(ui);
        let mut action = actions(ui, view);
        ui.add_space(space::XL);
        say(ui, t("Settings"), Type { size: 20.0, line: 34.0, ..Type::HEAD }, theme.ink);
        let each = 128.0_f32.max(ui.available_width() / PAGES.len() as f32);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.horizontal_wrapped(|ui| {
            for page in PAGES {
                tab(ui, state, page, each.min(150.0));
            }
        });
        ui.add_space(space::M);
        pages::show(ui, state.page, settings);
        ui.add_space(space::L);
        if Button::plain(t("All keys on one page")).icon(Icon::Keyboard).key("F1").show(ui).clicked() {
            action = Some(PauseAction::OpenKeys);
        }
        action
    })
}

fn scrolling<R>(ui: &mut Ui, salt: &'static str, rect: Rect, margin: Margin, content: impl FnOnce(&mut Ui) -> R) -> R {
    at(ui, salt, rect, |ui| {
        let shown = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                content(ui)
            })
        });
        shown.inner.inner
    })
}

fn actions(ui: &mut Ui, view: &PauseView) -> Option<PauseAction> {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut action = None;
    let width = ui.available_width().min(420.0);
    let mut offer = |ui: &mut Ui, button: Button<'_>, does: PauseAction| {
        ui.add_space(10.0);
        if button.width(width).to_the_left().show(ui).clicked() {
            action = Some(does);
        }
    };
    match view {
        PauseView::Home { .. } => {
            say(ui, t("Settings"), Type { size: 26.0, line: 32.0, ..Type::TITLE }, theme.ink);
            say(ui, t("They are kept on this PC for you."), Type::BODY, theme.ink_2);
            ui.add_space(space::S);
            offer(ui, Button::primary(t("Back")).icon(Icon::ArrowLeft).key("Esc").first(true), PauseAction::Resume);
        }
        PauseView::Attempt { title, step_number, n_steps, at_ms, can_restart_step, hidden_pauses } => {
            let row = ui.allocate_space(vec2(width, 28.0)).1;
            paint_icon(ui.painter(), Icon::Pause, row.left_center() + vec2(10.0, 0.0), 19.0, theme.oak, theme.paper);
            paint_left(ui.painter(), ui, row.left_center() + vec2(30.0, 0.0), t("Paused"), Type::LEAD.medium(), theme.oak, width);
            say(ui, title, Type { size: 26.0, line: 32.0, ..Type::TITLE }, theme.ink);
            ui.add_space(5.0);
            let so_far = fill(
                "Step {n} of {of} · {time} so far.",
                &[("n", step_number), ("of", n_steps), ("time", &words::clock(*at_ms))],
            );
            say(ui, &so_far, Type::BODY, theme.ink_2);
            say(ui, t("Everything up to here is saved."), Type::BODY, theme.ink_2);
            if let Some(n) = hidden_pauses {
                ui.add_space(space::S);
                let words = fill("The room is hidden. This is pause {n}; how long it lasts is on your record.", &[("n", n)]);
                icon_line(ui, Icon::Shield, theme.oak, &words, Type::BODY, theme.ink_2);
            }
            ui.add_space(space::S);
            offer(ui, Button::primary(t("Resume")).icon(Icon::Play).key("Esc").first(true), PauseAction::Resume);
            if *can_restart_step {
                offer(ui, Button::secondary(t("Restart this step")).icon(Icon::Restart), PauseAction::RestartStep);
            }
            offer(ui, Button::secondary(t("Leave, continue later")).icon(Icon::Exit), PauseAction::Leave);
        }
    }
    action
}

fn tab(ui: &mut Ui, state: &mut PauseState, (page, icon, name): (SettingsPage, Icon, &'static str), width: f32) {
    let (theme, name) = (theme::of(ui), t(name));
    let (_, rect) = ui.allocate_space(vec2(width, 48.0));
    let response = ui.interact(rect, ui.make_persistent_id(("tab", name)), Sense::click());
    follow_focus(ui, &response, false);
    if response.clicked() {
        state.page = page;
    }
    let chosen = state.page == page;
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, name));
    if chosen {
        ui.painter().rect_filled(rect, radius::CONTROL, theme.teal_wash);
        let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius { nw: 4, sw: 4, ne: 0, se: 0 }, theme.teal);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, theme.hover);
    }
    let colour = if chosen { theme.teal_deep } else { theme.ink_2 };
    let style = if chosen { Type::LEAD.medium() } else { Type::LEAD };
    paint_icon(ui.painter(), icon, rect.left_center() + vec2(24.0, 0.0), 20.0, colour, theme.paper);
    paint_left(ui.painter(), ui, rect.left_center() + vec2(46.0, 0.0), name, style, colour, width - 50.0);
    paint_ring(ui, &response, rect.shrink(1.0), f32::from(radius::CONTROL));
}
