//! Where things stand: placed children, pages, dialogs, rules, and rows with something at the right.

use crate::theme::{self, radius, space, stroke, tokens};
use egui::{Align, Id, Layout, Margin, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// Lays something out in a rectangle of its own, wherever the parent stands. `salt` keeps its ids.
pub fn at<R>(ui: &mut Ui, salt: &str, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt).layout(Layout::top_down(Align::Min)));
    content(&mut child)
}

/// A thin line over the available width.
pub fn rule(ui: &mut Ui) {
    let theme = theme::of(ui);
    let y = ui.cursor().top();
    ui.painter().hline(ui.available_rect_before_wrap().x_range(), y, Stroke::new(stroke::DECOR, theme.line));
}

/// `left` over what is free, `right` beside it, its middle on that of `left`.
pub fn split(ui: &mut Ui, right_width: f32, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let left_rect = Rect::from_min_max(room.min, pos2(room.right() - right_width - space::M, room.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(left_rect).id_salt("left").layout(Layout::top_down(Align::Min)));
    left(&mut child);
    let height = child.min_rect().height().max(theme::TARGET);
    let right_rect = Rect::from_min_size(pos2(room.right() - right_width, room.top()), vec2(right_width, height));
    let mut beside =
        ui.new_child(UiBuilder::new().max_rect(right_rect).id_salt("right").layout(Layout::right_to_left(Align::Center)));
    right(&mut beside);
    ui.allocate_space(vec2(room.width(), height));
}

/// A whole page on canvas, scrolling when the window is too low. `content` gets the width between the margins.
pub fn page<R>(ui: &mut Ui, salt: &str, rect: Rect, margin: Margin, content: impl FnOnce(&mut Ui) -> R) -> R {
    at(ui, salt, rect, |ui| {
        ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink([false, false])
            .show(ui, |ui| egui::Frame::new().inner_margin(margin).show(ui, content).inner)
            .inner
    })
}

/// A dialog in the middle over a scrim, at most `width` points wide; it scrolls when the window is too low.
pub fn dialog<R>(ui: &mut Ui, salt: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.painter().rect_filled(ui.max_rect(), 0.0, tokens::scrim(0.56));
    dialog_within(ui, salt, width, ui.max_rect(), content)
}

/// A dialog on a plain page, where there is no picture behind it.
pub fn dialog_on_page<R>(ui: &mut Ui, salt: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let canvas = theme::of(ui).canvas;
    ui.painter().rect_filled(ui.max_rect(), 0.0, canvas);
    dialog_within(ui, salt, width, ui.max_rect(), content)
}

/// A dialog in the middle of `area`, without a scrim of its own.
fn dialog_within<R>(ui: &mut Ui, salt: &str, width: f32, area: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let width = width.min(area.width() - 2.0 * space::L);
    let height = measured(ui, salt, width, area.height() - 2.0 * space::M);
    let rect = Rect::from_center_size(area.center(), vec2(width, height));
    let theme = theme::of(ui);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::DIALOG));
    ui.painter().rect(rect, radius::DIALOG, theme.paper, Stroke::new(stroke::DECOR, theme.edge_over_scene), StrokeKind::Inside);
    let margin = if area.width() < 700.0 { 20 } else { 32 };
    at(ui, salt, rect, |ui| {
        let shown = ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink([false, false])
            .show(ui, |ui| egui::Frame::new().inner_margin(Margin::symmetric(margin, margin - 4)).show(ui, content).inner);
        measure(ui, salt, width, shown.content_size.y);
        shown.inner
    })
}

/// A dialog in the middle of the screen, as far as it fits into `area` there, whose `foot` stays in sight while `content` scrolls.
pub fn dialog_with_foot<R>(
    ui: &mut Ui,
    salt: &str,
    width: f32,
    area: Rect,
    content: impl FnOnce(&mut Ui),
    foot: impl FnOnce(&mut Ui) -> R,
) -> R {
    let width = width.min(area.width() - 2.0 * space::L);
    let height = measured(ui, salt, width, area.height() - 2.0 * space::M);
    let middle = Rect::from_center_size(pos2(area.center().x, ui.max_rect().center().y), vec2(width, height));
    let (highest, lowest) = (area.top() + space::M, area.bottom() - space::M);
    let rect = middle.translate(vec2(0.0, (highest - middle.top()).max(0.0) + (lowest - middle.bottom()).min(0.0)));
    let theme = theme::of(ui);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::DIALOG));
    ui.painter().rect(rect, radius::DIALOG, theme.paper, Stroke::new(stroke::DECOR, theme.edge_over_scene), StrokeKind::Inside);
    let margin = if area.width() < 700.0 { 20 } else { 32 };
    body_and_foot(ui, salt, rect, Margin { left: margin, right: margin, top: margin - 4, bottom: 8 }, content, foot)
}

/// Scrolling content with a foot of one row of buttons that stays in sight. The height both want is kept under `salt`.
pub fn body_and_foot<R>(
    ui: &mut Ui,
    salt: &str,
    rect: Rect,
    margin: Margin,
    content: impl FnOnce(&mut Ui),
    foot: impl FnOnce(&mut Ui) -> R,
) -> R {
    let (above_foot, below_foot) = (space::M, if rect.width() < 660.0 { space::M } else { space::XXL });
    let foot_height = above_foot + theme::TARGET_IN_PLAY + below_foot;
    let body = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - foot_height));
    let content_height = at(ui, salt, body, |ui| {
        let shown = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                content(ui);
            })
        });
        shown.content_size.y
    });
    if content_height > body.height() + 1.0 {
        let line = Stroke::new(stroke::DECOR, theme::of(ui).line);
        ui.painter().hline(rect.shrink(1.0).x_range(), body.bottom(), line);
    }
    measure(ui, salt, rect.width(), content_height + foot_height);
    let left = f32::from(margin.left);
    let place =
        Rect::from_min_max(pos2(rect.left() + left, body.bottom() + above_foot), pos2(rect.right() - left, rect.bottom()));
    at(ui, "foot", place, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        foot(ui)
    })
}

/// The height something of this width took when it was last laid out, but at most `most`, in points.
pub fn measured(ui: &Ui, salt: &str, width: f32, most: f32) -> f32 {
    remembered(ui, measure_id(ui, salt, width)).unwrap_or(most).min(most)
}

/// Keeps a height for the next frame; if it changed, this frame is laid out again at once.
pub fn measure(ui: &Ui, salt: &str, width: f32, height: f32) {
    let id = measure_id(ui, salt, width);
    if remembered(ui, id).is_none_or(|before| (before - height).abs() > 0.5) {
        ui.ctx().data_mut(|data| data.insert_temp(id, height));
        ui.ctx().request_discard("the height became known");
    }
}

fn remembered(ui: &Ui, id: Id) -> Option<f32> {
    ui.ctx().data(|data| data.get_temp(id))
}

fn measure_id(ui: &Ui, salt: &str, width: f32) -> Id {
    Id::unique((salt, ui.ctx().zoom_factor().to_bits(), width.to_bits()))
}
