//! Lines of text, of any script.

use crate::icons::{Icon, paint_icon};
use crate::language;
use crate::theme::{Type, to_the_right};
use egui::{Color32, Label, Painter, Pos2, Rect, Response, Ui, pos2, vec2};

/// A paragraph over the available width; at the right if it runs from there.
pub fn say(ui: &mut Ui, text: &str, style: Type, colour: Color32) -> Response {
    let width = ui.available_width();
    let galley = to_the_right(style.lay_out(ui, text, colour, width), width);
    ui.add(Label::new(galley).selectable(false))
}

/// True where a text of ours or of a module begins at the right edge.
pub fn begins_at_the_right(text: &str) -> bool {
    lettering::runs_from_right(text).unwrap_or_else(language::is_rtl)
}

/// A paragraph behind a symbol that stands beside its first line, at the side where that begins.
pub fn icon_line(ui: &mut Ui, icon: Icon, icon_colour: Color32, text: &str, style: Type, colour: Color32) -> Rect {
    let (icon_size, gap) = (style.size + 4.0, 9.0);
    let left = icon_size + gap;
    let top_left = ui.cursor().min;
    let is_rtl = begins_at_the_right(text);
    let right = ui.max_rect().right();
    let indented = match is_rtl {
        true => Rect::from_min_max(top_left, pos2(right - left, ui.max_rect().bottom())),
        false => Rect::from_min_max(top_left + vec2(left, 0.0), pos2(right, ui.max_rect().bottom())),
    };
    let said = ui.scope_builder(egui::UiBuilder::new().max_rect(indented), |ui| say(ui, text, style, colour)).inner;
    let x = if is_rtl { right - icon_size / 2.0 } else { top_left.x + icon_size / 2.0 };
    let centre = pos2(x, said.rect.top() + style.line / 2.0);
    paint_icon(ui.painter(), icon, centre, icon_size, icon_colour, Color32::WHITE);
    Rect::from_min_max(top_left, pos2(if is_rtl { right } else { said.rect.right() }, said.rect.bottom()))
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
