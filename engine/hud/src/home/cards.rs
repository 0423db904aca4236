//! The large card of Home: the attempt to go on with, or the module to start with.

use super::{ContinueCard, Due, HomeAction, HomeState, UpNext, mode_means, mode_name};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Status, Type, radius, space, stroke};
use crate::widgets::{Button, at, chip, progress_bar, say, segmented};
use curriculum::Mode;
use egui::epaint::RectShape;
use egui::{Align, Color32, CornerRadius, Layout, Rect, Shape, Stroke, StrokeKind, TextureId, Ui, UiBuilder, pos2, vec2};

const PICTURE_WIDTH: f32 = 288.0;

/// The attempt to go on with.
pub fn continue_card(ui: &mut Ui, card: &ContinueCard) -> Option<HomeAction> {
    let clicked = picture_card(ui, card.picture, |ui| continue_content(ui, card));
    clicked.then(|| HomeAction::Continue { module: card.module.clone() })
}

/// The module to start with, when there is nothing to go on with.
pub fn start_card(ui: &mut Ui, state: &mut HomeState, next: &UpNext) -> Option<HomeAction> {
    let picture = state.picture;
    let mut mode = state.mode_of(next);
    let clicked = picture_card(ui, picture, |ui| start_content(ui, next, &mut mode));
    state.chosen_modes.insert(next.module.clone(), mode);
    clicked.then(|| HomeAction::Start { module: next.module.clone(), mode })
}

/// A card with a picture at its left, if there is room for one.
fn picture_card(ui: &mut Ui, picture: Option<(TextureId, f32)>, content: impl FnOnce(&mut Ui) -> bool) -> bool {
    let theme = theme::of(ui);
    let room = ui.available_rect_before_wrap();
    let beside = room.width() >= 620.0;
    let picture_width = if beside { PICTURE_WIDTH.min(room.width() * 0.36) } else { 0.0 };
    let (shadow, ground, place) = (ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop));

    let corner = pos2(room.left() + picture_width + 22.0, room.top() + 18.0);
    let inner = Rect::from_min_max(corner, pos2(room.right() - 22.0, room.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("card").layout(Layout::top_down(Align::Min)));
    child.spacing_mut().item_spacing.y = 0.0;
    let clicked = content(&mut child);
    let height = (child.min_rect().height() + 18.0 + 22.0).max(if beside { 212.0 } else { 0.0 });

    let rect = Rect::from_min_size(room.min, vec2(room.width(), height));
    ui.painter().set(shadow, theme::shadow_of_card().as_shape(rect, radius::PANEL));
    let edge = Stroke::new(stroke::DECOR, theme.line);
    ui.painter().set(ground, RectShape::new(rect, radius::PANEL, theme.paper, edge, StrokeKind::Inside));
    if beside {
        let frame = Rect::from_min_size(rect.min, vec2(picture_width, height)).shrink(1.0);
        let corners = CornerRadius { nw: radius::PANEL, sw: radius::PANEL, ne: 0, se: 0 };
        let shape = match picture {
            Some((texture, aspect)) => {
                RectShape::filled(frame, corners, Color32::WHITE).with_texture(texture, cover(aspect, frame))
            }
            None => RectShape::filled(frame, corners, theme.teal_wash),
        };
        ui.painter().set(place, shape);
        if picture.is_none() {
            paint_icon(ui.painter(), Icon::Steps, frame.center(), 72.0, theme.teal, theme.paper);
        }
    }
    ui.allocate_space(vec2(room.width(), height));
    clicked
}

fn start_content(ui: &mut Ui, next: &UpNext, mode: &mut Mode) -> bool {
    let theme = theme::of(ui);
    heading(ui, t("Start here"), &next.title, next.due.as_ref());
    let summary =
        if next.summary.is_empty() { fill("It takes about {n} minutes.", &[("n", &next.minutes)]) } else { next.summary.clone() };
    say(ui, &summary, Type::BODY, theme.ink_2);
    ui.add_space(space::L);
    let mut means = fill("{kind} · {n} min", &[("kind", &mode_means(*mode).trim_end_matches('.')), ("n", &next.minutes)]);
    if let Some(language) = &next.other_language {
        means += &format!(" · {}", fill("in {language}", &[("language", language)]));
    }
    say(ui, &means, Type::NOTE, theme.ink_3);
    super::lists::exam_note(ui, next);
    ui.add_space(space::S);
    let spoken = fill("Start {title}", &[("title", &next.title)]);
    let button = Button::primary(t("Start")).icon(Icon::Play).key("Enter").first(true).spoken(&spoken);
    let button_width = button.natural_width(ui);
    let choices: Vec<(Mode, &str)> = next.modes.iter().map(|mode| (*mode, mode_name(*mode))).collect();
    let modes_width = choices.len() as f32 * 94.0;
    let room = ui.available_rect_before_wrap();
    let beside = room.width() >= modes_width + space::L + button_width;
    let left = Rect::from_min_max(room.min + vec2(0.0, if beside { 2.0 } else { 0.0 }), room.max);
    if choices.len() > 1 {
        at(ui, "modes", left, |ui| segmented(ui, t("Mode"), &choices, mode, modes_width));
    }
    let corner = if beside { vec2(room.width() - button_width, 0.0) } else { vec2(0.0, theme::TARGET + space::L) };
    let right = Rect::from_min_max(room.min + corner, pos2(room.right(), room.bottom() + 200.0));
    let button = if beside { button } else { button.width(room.width()) };
    let clicked = at(ui, "go", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), corner.y + theme::TARGET_IN_PLAY));
    clicked
}

/// The first lines of a card: what it is for, when it is due, and the title.
fn heading(ui: &mut Ui, kicker: &str, title: &str, due: Option<&Due>) {
    let theme = theme::of(ui);
    if let Some(due) = due {
        let status = if due.overdue { Status::Overdue } else { Status::Due };
        let right = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 28.0));
        let mut corner =
            ui.new_child(UiBuilder::new().max_rect(right).id_salt("due").layout(Layout::right_to_left(Align::Center)));
        chip(&mut corner, status, &due.words);
    }
    ui.add_space(4.0);
    say(ui, kicker, Type::NOTE.strong(), theme.oak);
    ui.add_space(7.0);
    say(ui, title, Type { size: 24.0, line: 32.0, ..Type::TITLE }, theme.ink);
    ui.add_space(3.0);
}

fn continue_content(ui: &mut Ui, card: &ContinueCard) -> bool {
    let theme = theme::of(ui);
    heading(ui, t("Continue where you left off"), &card.title, card.due.as_ref());
    say(ui, &fill("Next: {what}", &[("what", &lower_first(&card.next_step))]), Type::BODY, theme.ink_2);
    ui.add_space(24.0);

    let button = Button::primary(t("Continue")).icon(Icon::Play).key("Enter").first(true);
    let button_width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    if room.width() < button_width + 200.0 {
        progress(ui, card);
        ui.add_space(space::L);
        return button.width(room.width()).show(ui).clicked();
    }
    let left = Rect::from_min_max(room.min + vec2(0.0, 6.0), pos2(room.right() - button_width - space::XL, room.bottom()));
    at(ui, "progress", left, |ui| progress(ui, card));
    let right = Rect::from_min_max(pos2(room.right() - button_width, room.top()), room.max);
    let clicked = at(ui, "go", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), theme::TARGET_IN_PLAY));
    clicked
}

fn progress(ui: &mut Ui, card: &ContinueCard) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let words = fill("Step {n} of {of}", &[("n", &card.step_number), ("of", &card.n_steps)]);
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), Type::NOTE.line));
    crate::widgets::paint_right(ui.painter(), ui, row.right_center(), mode_name(card.mode), Type::NOTE, theme.ink_2);
    say(ui, &words, Type::NOTE.strong(), theme.ink);
    ui.add_space(6.0);
    let share = card.step_number.saturating_sub(1) as f32 / card.n_steps.max(1) as f32;
    progress_bar(ui, &words, share, None, 8.0);
}

/// An instruction within a sentence: "Lock the door" becomes "lock the door".
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str().trim_end_matches('.'))
}

/// The part of a picture that fills `place` without distortion.
fn cover(aspect: f32, place: Rect) -> Rect {
    let wanted = place.width() / place.height();
    let (width, height) = if aspect > wanted { (wanted / aspect, 1.0) } else { (1.0, aspect / wanted) };
    Rect::from_center_size(pos2(0.5, 0.5), vec2(width, height))
}
