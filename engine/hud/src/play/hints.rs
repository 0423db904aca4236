//! The hint ladder, and what is in the trainee's hand.

use super::{Layout, PlayAction, PlayView, help_line};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, radius, space};
use crate::widgets::{Button, at, paint_left, set_live};
use egui::{Id, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

const HEIGHT: f32 = 70.0;

/// Shows the ladder at the bottom right while hints are allowed. With little height, only its button, under the mode bar.
/// Returns the room taken.
pub fn show(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, mode_bar: Rect, actions: &mut Vec<PlayAction>) -> Option<Rect> {
    let hint = &view.session.hint;
    if !hint.allowed || hint.n_total == 0 || view.session.current_idx.is_none() {
        return None;
    }
    let theme = theme::of(ui);
    let safe = layout.safe();
    let is_left = hint.next.is_some();
    let asks = help_line::ask_words(hint);
    // Where there is only room for the button, it says what it costs.
    let in_button = if layout.short && hint.cost_permille > 0 {
        format!("{asks} · {}", help_line::cost_words(hint))
    } else {
        asks.to_owned()
    };
    let words = in_button.as_str();
    let button = Button::secondary(words).icon(Icon::Lightbulb).key(view.keys.hint).focusable(false).height(48.0);
    let button_width = if is_left { button.natural_width(ui) } else { 0.0 };
    if layout.short {
        let place =
            Rect::from_min_size(pos2(safe.right() - button_width, mode_bar.bottom() + space::S), vec2(button_width, 48.0));
        if is_left && at(ui, "hint", place, |ui| button.show(ui)).clicked() {
            actions.push(PlayAction::AskHint);
        }
        return is_left.then_some(place);
    }
    let counted = fill("{n} of {of}", &[("n", &hint.n_given), ("of", &hint.n_total)]);
    let line = if is_left { format!("{counted} · {}", help_line::cost_words(hint)) } else { counted };
    let heading = if is_left { t("Need help?") } else { words };
    let segment_width = 24.0_f32.min(72.0 / hint.n_total as f32);
    let ladder_width = hint.n_total as f32 * (segment_width - 4.0 + 4.0);
    let line_width = ladder_width + 8.0 + Type::NOTE.width(ui, &line);
    let text_width = Type::BODY.strong().width(ui, heading).max(line_width);
    let width = 17.0 + text_width + if is_left { 13.0 + button_width + 10.0 } else { 17.0 };
    let rect = Rect::from_min_max(pos2(safe.right() - width, safe.bottom() - HEIGHT), safe.max);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
    let x = rect.left() + 17.0;
    paint_left(ui.painter(), ui, pos2(x, rect.top() + 24.0), heading, Type::BODY.strong(), theme.ink, text_width + 2.0);
    let y = rect.top() + 48.0;
    for idx in 0..hint.n_total {
        let part = Rect::from_min_size(pos2(x + idx as f32 * segment_width, y - 3.0), vec2(segment_width - 4.0, 6.0));
        let colour = if idx < hint.n_given { theme.teal } else { theme.track };
        ui.painter().rect_filled(part, 3.0, colour);
    }
    paint_left(ui.painter(), ui, pos2(x + ladder_width + 6.0, y), &line, Type::NOTE, theme.ink_2, text_width);
    let place = Rect::from_min_size(pos2(x, rect.top() + 12.0), vec2(text_width, HEIGHT - 24.0));
    set_live(ui, Id::unique("hint-cost"), place, &format!("{heading} {line}"), false);
    if is_left {
        let place = Rect::from_min_size(pos2(rect.right() - 10.0 - button_width, rect.top() + 11.0), vec2(button_width, 48.0));
        if at(ui, "hint", place, |ui| button.show(ui)).clicked() {
            actions.push(PlayAction::AskHint);
        }
    }
    Some(rect)
}

/// "In your hand: badge", with the way to put it back, under the mode bar.
pub fn carried(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, mode_bar: Rect, actions: &mut Vec<PlayAction>) -> Option<Rect> {
    let carried = view.carried.as_ref()?;
    let theme = theme::of(ui);
    let button = Button::secondary(t("Put back")).key(view.keys.back).height(40.0).focusable(false);
    let button_width = button.natural_width(ui);
    let most = (layout.safe().width() * 0.6).max(button_width + 140.0) - button_width - 70.0;
    let small = Type::NOTE.width(ui, t("In your hand"));
    let name = Type::LEAD.strong().lay_out_line(ui, &carried.name, theme.ink, most);
    let text_width = name.size().x.max(small);
    let width = 48.0 + text_width + 16.0 + button_width + 8.0;
    let corner = pos2(mode_bar.right() - width, mode_bar.bottom() + space::S);
    let rect = Rect::from_min_size(corner, vec2(width, 58.0));
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
    paint_icon(ui.painter(), Icon::Hand, pos2(rect.left() + 26.0, rect.center().y), 22.0, theme.teal, theme.paper);
    paint_left(
        ui.painter(),
        ui,
        pos2(rect.left() + 48.0, rect.top() + 19.0),
        t("In your hand"),
        Type::NOTE,
        theme.ink_2,
        text_width + 2.0,
    );
    ui.painter().galley(pos2(rect.left() + 48.0, rect.top() + 27.0), name, theme.ink);
    let place = Rect::from_min_size(pos2(rect.right() - 8.0 - button_width, rect.center().y - 20.0), vec2(button_width, 40.0));
    if at(ui, "put-back", place, |ui| button.show(ui)).clicked() {
        actions.push(PlayAction::PutBack);
    }
    Some(rect)
}
