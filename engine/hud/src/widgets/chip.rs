//! Status: symbol, word and colour, always all three.

use crate::icons::{Icon, paint_icon};
use crate::theme::{self, Status, Type, radius};
use egui::accesskit::Role;
use egui::{Color32, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const HEIGHT: f32 = 28.0;
const ICON: f32 = 17.0;

/// A tinted chip, such as "Overdue 2 days".
pub fn chip(ui: &mut Ui, status: Status, words: &str) -> Response {
    let (icon, tint, edged) = status.look();
    let galley = Type::NOTE.strong().lay_out_line(ui, words, tint.text, (ui.available_width() - ICON - 24.0).max(20.0));
    let width = galley.size().x + ICON + 7.0 + 19.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let edge = if edged { Stroke::new(1.5, tint.text) } else { Stroke::NONE };
    ui.painter().rect(rect, radius::CHIP, tint.ground, edge, StrokeKind::Inside);
    paint_icon(ui.painter(), icon, pos2(rect.left() + 8.0 + ICON / 2.0, rect.center().y), ICON, tint.text, tint.ground);
    ui.painter().galley(pos2(rect.left() + 8.0 + ICON + 6.0, rect.center().y - galley.size().y / 2.0), galley, tint.text);
    response
}

/// Paints a status without its tint, as in table cells; returns where the word ends.
pub fn paint_status(ui: &Ui, left_middle: Pos2, icon: Icon, colour: Color32, words: &str) -> f32 {
    let theme = theme::of(ui);
    paint_icon(ui.painter(), icon, pos2(left_middle.x + 9.0, left_middle.y), 18.0, colour, theme.paper);
    let galley = Type::NOTE.strong().lay_out(ui, words, colour, f32::INFINITY);
    let at = pos2(left_middle.x + 25.0, left_middle.y - galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, colour);
    end
}

/// A status as a line of its own, with a word at the right edge.
pub fn status_line(ui: &mut Ui, icon: Icon, colour: Color32, words: &str, at_right: &str) -> Rect {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}, {at_right}")));
    let middle = rect.left_center();
    paint_icon(ui.painter(), icon, middle + vec2(10.0, 0.0), 19.0, colour, theme.paper);
    let both = Type::BODY.strong().width(ui, words) + Type::BODY.width(ui, at_right) + 36.0;
    let style = if both <= rect.width() { Type::BODY } else { Type::SMALL };
    super::paint_right(ui.painter(), ui, rect.right_center(), at_right, style, theme.ink_2);
    super::paint_left(ui.painter(), ui, middle + vec2(28.0, 0.0), words, style.strong(), theme.ink, rect.width());
    rect
}
