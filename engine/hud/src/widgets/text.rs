//! Lines of text.

use crate::icons::{Icon, paint_icon};
use crate::theme::Type;
use egui::{Color32, Label, Painter, Pos2, Rect, Response, Ui, pos2, vec2};

/// A paragraph over the available width.
pub fn say(ui: &mut Ui, text: &str, style: Type, colour: Color32) -> Response {
    let job = style.job(text, colour, ui.available_width());
    ui.add(Label::new(job).wrap().selectable(false))
}

/// A paragraph behind a symbol that stands beside its first line.
pub fn icon_line(ui: &mut Ui, icon: Icon, icon_colour: Color32, text: &str, style: Type, colour: Color32) -> Rect {
    let (icon_size, gap) = (style.size + 4.0, 9.0);
    let left = icon_size + gap;
    let top_left = ui.cursor().min;
    let indented = Rect::from_min_max(top_left + vec2(left, 0.0), pos2(ui.max_rect().right(), ui.max_rect().bottom()));
    let said = ui.scope_builder(egui::UiBuilder::new().max_rect(indented), |ui| say(ui, text, style, colour)).inner;
    let centre = pos2(top_left.x + icon_size / 2.0, said.rect.top() + style.line / 2.0);
    paint_icon(ui.painter(), icon, centre, icon_size, icon_colour, Color32::WHITE);
    Rect::from_min_max(top_left, said.rect.max)
}

/// Paints one line, left-aligned, its middle at `at`. Returns where it ends.
pub fn paint_left(painter: &Painter, ui: &Ui, at: Pos2, text: &str, style: Type, colour: Color32, width: f32) -> f32 {
    let galley = style.lay_out_line(ui, text, colour, width);
    let size = galley.size();
    painter.galley(pos2(at.x, at.y - size.y / 2.0), galley, colour);
    at.x + size.x
}

/// Paints one line that ends at `at`. Returns where it begins.
pub fn paint_right(painter: &Painter, ui: &Ui, at: Pos2, text: &str, style: Type, colour: Color32) -> f32 {
    let galley = style.lay_out(ui, text, colour, f32::INFINITY);
    let size = galley.size();
    painter.galley(pos2(at.x - size.x, at.y - size.y / 2.0), galley, colour);
    at.x - size.x
}
