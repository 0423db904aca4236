//! Something to read: a notice, a table, a page of the manual. It is put away when it was read.

use super::pictures::{self, ShownPicture};
use crate::language::t;
use crate::theme::{self, TARGET_IN_PLAY, Type, space, tokens};
use crate::widgets::{Button, at, dialog_with_foot, say, set_live};
use curriculum::Page;
use egui::{Id, Key, Modifiers, Rect, Ui, pos2, vec2};

/// Shows the page in the middle of `area`. True once it is put away, by its button or by Enter.
pub fn show(ui: &mut Ui, page: &Page, shown: &[ShownPicture], area: Rect) -> bool {
    let place = ui.max_rect();
    let spoken = format!("{}. {} {}", page.title, page.text, page.rows.iter().flatten().cloned().collect::<Vec<_>>().join(", "));
    set_live(ui, Id::unique("page"), Rect::from_min_size(place.min, vec2(1.0, 1.0)), &spoken, false);
    ui.painter().rect_filled(place, 0.0, tokens::scrim(0.5));
    let by_key = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    dialog_with_foot(ui, &spoken, 660.0, area, |ui| content(ui, page, shown), foot) || by_key
}

fn content(ui: &mut Ui, page: &Page, shown: &[ShownPicture]) {
    let theme = theme::of(ui);
    say(ui, &page.title, Type::INSTRUCTION, theme.ink);
    ui.add_space(space::M);
    pictures::show(ui, shown, page.picture.as_ref());
    if !page.text.is_empty() {
        say(ui, &page.text, Type::LEAD, theme.ink);
        ui.add_space(space::M);
    }
    for (row_idx, row) in page.rows.iter().enumerate() {
        let room = ui.available_rect_before_wrap();
        let width = room.width() / row.len().max(1) as f32;
        let style = if row_idx == 0 { Type::BODY.strong() } else { Type::BODY };
        let mut height = 0.0_f32;
        for (column_idx, cell) in row.iter().enumerate() {
            let galley = style.lay_out(ui, cell, theme.ink, width - space::S);
            height = height.max(galley.size().y);
            ui.painter().galley(pos2(room.left() + width * column_idx as f32, room.top()), galley, theme.ink);
        }
        ui.allocate_space(vec2(room.width(), height + space::S));
    }
}

fn foot(ui: &mut Ui) -> bool {
    let button = Button::primary(t("Put away")).key("Enter");
    let width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    let right = Rect::from_min_max(pos2(room.right() - width, room.top()), room.max);
    let clicked = at(ui, "put-away", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), TARGET_IN_PLAY));
    clicked
}
