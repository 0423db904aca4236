//! The card of the attempt that was left.

use super::{ContinueCard, HomeAction, mode_name};
use crate::icons::{Icon, paint_icon};
use crate::theme::{self, Status, Type, radius, space, stroke};
use crate::widgets::{Button, chip, progress_bar, say};
use egui::epaint::RectShape;
use egui::{Align, Color32, CornerRadius, Layout, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

const PICTURE_WIDTH: f32 = 288.0;

pub fn show(ui: &mut Ui, card: &ContinueCard) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let room = ui.available_rect_before_wrap();
    let beside = room.width() >= 620.0;
    let picture_width = if beside { PICTURE_WIDTH.min(room.width() * 0.36) } else { 0.0 };
    let (shadow, ground, picture) = (ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop));

    let inner =
        Rect::from_min_max(pos2(room.left() + picture_width + 22.0, room.top() + 18.0), pos2(room.right() - 22.0, room.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("continue").layout(Layout::top_down(Align::Min)));
    let clicked = content(&mut child, card);
    let height = (child.min_rect().height() + 18.0 + 22.0).max(if beside { 212.0 } else { 0.0 });

    let rect = Rect::from_min_size(room.min, vec2(room.width(), height));
    ui.painter().set(shadow, theme::shadow_of_card().as_shape(rect, radius::PANEL));
    let edge = Stroke::new(stroke::DECOR, theme.line);
    ui.painter().set(ground, RectShape::new(rect, radius::PANEL, theme.paper, edge, StrokeKind::Inside));
    if beside {
        let place = Rect::from_min_size(rect.min, vec2(picture_width, height)).shrink(1.0);
        let corners = CornerRadius { nw: radius::PANEL, sw: radius::PANEL, ne: 0, se: 0 };
        let mut shape = RectShape::filled(place, corners, theme.teal_wash);
        if let Some((texture, aspect)) = card.picture {
            shape = RectShape::filled(place, corners, Color32::WHITE).with_texture(texture, cover(aspect, place));
        }
        ui.painter().set(picture, shape);
        if card.picture.is_none() {
            paint_icon(ui.painter(), Icon::Steps, place.center(), 72.0, theme.teal, theme.paper);
        }
    }
    ui.allocate_space(vec2(room.width(), height));
    clicked.then(|| HomeAction::Continue { module: card.module.clone() })
}

fn content(ui: &mut Ui, card: &ContinueCard) -> bool {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = ui.cursor().min;
    if let Some(due) = &card.due {
        let status = if due.overdue { Status::Overdue } else { Status::Due };
        let right = Rect::from_min_size(top, vec2(ui.available_width(), 28.0));
        let mut corner =
            ui.new_child(UiBuilder::new().max_rect(right).id_salt("due").layout(Layout::right_to_left(Align::Center)));
        chip(&mut corner, status, &due.words);
    }
    ui.add_space(4.0);
    say(ui, "Continue where you left off", Type::NOTE.strong(), theme.oak);
    ui.add_space(7.0);
    say(ui, &card.title, Type { size: 24.0, line: 32.0, ..Type::TITLE }, theme.ink);
    ui.add_space(3.0);
    say(ui, &format!("Next: {}", lower_first(&card.next_step)), Type::BODY, theme.ink_2);
    ui.add_space(24.0);

    let button = Button::primary("Continue").icon(Icon::Play).key("Enter").first(true);
    let button_width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    if room.width() < button_width + 200.0 {
        progress(ui, card);
        ui.add_space(space::L);
        return button.width(room.width()).show(ui).clicked();
    }
    let left = Rect::from_min_max(room.min + vec2(0.0, 6.0), pos2(room.right() - button_width - space::XL, room.bottom()));
    crate::widgets::at(ui, "progress", left, |ui| progress(ui, card));
    let right = Rect::from_min_max(pos2(room.right() - button_width, room.top()), room.max);
    let clicked = crate::widgets::at(ui, "go", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), theme::TARGET_IN_PLAY));
    clicked
}

fn progress(ui: &mut Ui, card: &ContinueCard) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let words = format!("Step {} of {}", card.step_number, card.n_steps);
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
