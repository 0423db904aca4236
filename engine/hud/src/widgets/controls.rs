//! Switch, segmented choice and slider, and the row they stand in.

use super::focus::{follow, paint_ring};
use super::{rule, say, split};
use crate::icons::{Icon, paint_icon};
use crate::language::t;
use crate::theme::{self, Type, radius, space, stroke, tokens};
use egui::accesskit::Role;
use egui::{EventFilter, Key, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A setting: its name and what it does at the left, `control` at the right, a rule below unless it is the last.
pub fn setting_row(ui: &mut Ui, name: &str, does: &str, control_width: f32, is_last: bool, control: impl FnOnce(&mut Ui)) {
    let theme = theme::of(ui);
    ui.add_space(14.0);
    let text = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, name, Type::LEAD.medium(), theme.ink);
        say(ui, does, Type::NOTE, theme.ink_3);
    };
    if ui.available_width() >= control_width + 150.0 {
        split(ui, control_width, text, control);
    } else {
        ui.vertical(text);
        ui.add_space(space::S);
        control(ui);
    }
    ui.add_space(14.0);
    if !is_last {
        rule(ui);
    }
}

/// On or off, in words and as a knob with a tick or a cross. True when it was turned.
pub fn switch(ui: &mut Ui, name: &str, on: &mut bool) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(92.0, theme::TARGET));
    let mut response = ui.interact(rect, ui.make_persistent_id(("switch", name)), Sense::click());
    follow(ui, &response, false);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, *on, name));

    let pill = Rect::from_center_size(rect.center(), vec2(92.0, 36.0));
    let (fill, edge, text) =
        if *on { (theme.teal, theme.teal, theme.on_teal) } else { (theme.paper, theme.line_strong, theme.ink) };
    if response.hovered() {
        ui.painter().rect_filled(pill.expand(4.0), 22.0, theme.pressed);
    }
    ui.painter().rect(pill, 18.0, fill, Stroke::new(1.25, edge), StrokeKind::Inside);
    let (knob_x, word, word_x) =
        if *on { (pill.right() - 18.0, t("On"), pill.left() + 15.0) } else { (pill.left() + 18.0, t("Off"), pill.left() + 56.0) };
    let knob = pos2(knob_x, pill.center().y);
    let (knob_fill, mark) = if *on { (tokens::WHITE, theme.teal) } else { (theme.line_strong, tokens::WHITE) };
    ui.painter().circle_filled(knob, 14.0, knob_fill);
    paint_icon(ui.painter(), if *on { Icon::Tick } else { Icon::Cross }, knob, 14.0, mark, mark);
    super::paint_left(ui.painter(), ui, pos2(word_x, pill.center().y), word, Type::NOTE.strong(), text, 40.0);
    paint_ring(ui, &response, pill, 18.0);
    response.changed()
}

/// One of a few, side by side; the chosen one carries a tick. True when it changed.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, name: &str, choices: &[(T, &str)], chosen: &mut T, width: f32) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(width.min(ui.available_width()), theme::TARGET));
    let each = rect.width() / choices.len() as f32;
    let mut changed = false;
    ui.painter().rect(rect, radius::CONTROL, theme.paper, Stroke::new(1.25, theme.line_strong), StrokeKind::Inside);
    let mut rings: Vec<(Response, Rect)> = Vec::new();
    for (idx, (value, words)) in choices.iter().enumerate() {
        let part = Rect::from_min_size(rect.min + vec2(each * idx as f32, 0.0), vec2(each, rect.height()));
        let response = ui.interact(part, ui.make_persistent_id((name, *words)), Sense::click());
        follow(ui, &response, false);
        if response.clicked() && *chosen != *value {
            *chosen = *value;
            changed = true;
        }
        let is_chosen = *chosen == *value;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, format!("{name}: {words}")));
        paint_segment(ui, part, words, is_chosen, response.hovered(), (idx == 0, idx + 1 == choices.len()));
        rings.push((response, part));
    }
    rings.iter().for_each(|(response, part)| paint_ring(ui, response, *part, f32::from(radius::CONTROL)));
    changed
}

fn paint_segment(ui: &Ui, rect: Rect, words: &str, is_chosen: bool, is_hovered: bool, (is_left, is_right): (bool, bool)) {
    let theme = theme::of(ui);
    let (left, right) = (if is_left { radius::CONTROL } else { 0 }, if is_right { radius::CONTROL } else { 0 });
    let corners = egui::CornerRadius { nw: left, sw: left, ne: right, se: right };
    let text = if is_chosen { theme.on_teal } else { theme.ink };
    if is_chosen || is_hovered {
        let fill = if is_chosen { theme.teal } else { theme.hover };
        ui.painter().rect_filled(rect.shrink(if is_chosen { 0.0 } else { 1.5 }), corners, fill);
    }
    let style = if is_chosen { Type::BODY.strong() } else { Type::BODY.medium() };
    let tick = if is_chosen { 20.0 } else { 0.0 };
    let room = rect.width() - tick - 8.0;
    let style = if style.width(ui, words) <= room { style } else { Type { face: style.face, ..Type::SMALL } };
    let galley = style.lay_out_line(ui, words, text, room);
    let left_edge = rect.center().x - (galley.size().x + tick) / 2.0;
    if is_chosen {
        paint_icon(ui.painter(), Icon::Tick, pos2(left_edge + 7.0, rect.center().y), 15.0, text, text);
    }
    ui.painter().galley(pos2(left_edge + tick, rect.center().y - galley.size().y / 2.0), galley, text);
}

/// One of many, below each other; the chosen one carries a tick. True when it was taken.
pub fn choice(ui: &mut Ui, name: &str, is_chosen: bool) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width().min(360.0), theme::TARGET));
    let response = ui.interact(rect, ui.make_persistent_id(("choice", name)), Sense::click());
    follow(ui, &response, false);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    let fill = if is_chosen {
        theme.teal_wash
    } else if response.hovered() {
        theme.hover
    } else {
        theme.paper
    };
    ui.painter().rect_filled(rect, radius::CONTROL, fill);
    if is_chosen {
        paint_icon(ui.painter(), Icon::Tick, rect.left_center() + vec2(20.0, 0.0), 18.0, theme.teal, theme.teal_wash);
    }
    let style = if is_chosen { Type::LEAD.medium() } else { Type::LEAD };
    super::paint_left(ui.painter(), ui, rect.left_center() + vec2(42.0, 0.0), name, style, theme.ink, rect.width() - 50.0);
    paint_ring(ui, &response, rect.shrink(1.0), f32::from(radius::CONTROL));
    response.clicked() && !is_chosen
}

/// A rail with a knob and the value in words. Arrow keys go by `step`. True when it changed.
pub fn slider(
    ui: &mut Ui,
    name: &str,
    value: &mut i32,
    (least, greatest): (i32, i32),
    step: i32,
    unit: &str,
    width: f32,
) -> bool {
    let theme = theme::of(ui);
    let words_width = 74.0;
    let (_, rect) = ui.allocate_space(vec2(width.min(ui.available_width()), theme::TARGET));
    let rail = Rect::from_min_max(
        pos2(rect.left() + 12.0, rect.center().y - 3.0),
        pos2(rect.right() - words_width - 12.0, rect.center().y + 3.0),
    );
    let id = ui.make_persistent_id(("slider", name));
    let mut response =
        ui.interact(Rect::from_x_y_ranges(rail.x_range(), rect.y_range()).expand2(vec2(12.0, 0.0)), id, Sense::click_and_drag());
    follow(ui, &response, false);
    let before = *value;
    if let Some(pointer) = response.interact_pointer_pos() {
        let share = ((pointer.x - rail.left()) / rail.width()).clamp(0.0, 1.0);
        let steps = (share * (greatest - least) as f32 / step as f32).round() as i32;
        *value = least + steps * step;
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let presses = ui.input(|input| input.num_presses(Key::ArrowRight) as i32 - input.num_presses(Key::ArrowLeft) as i32);
        *value += presses * step;
    }
    *value = (*value).clamp(least, greatest);
    if *value != before {
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::slider(true, f64::from(*value), name));

    let share = (*value - least) as f32 / (greatest - least).max(1) as f32;
    let knob = pos2(rail.left() + share * rail.width(), rail.center().y);
    ui.painter().rect_filled(rail, 3.0, theme.track);
    ui.painter().rect_filled(Rect::from_min_max(rail.min, pos2(knob.x, rail.bottom())), 3.0, theme.teal);
    if response.hovered() || response.dragged() {
        ui.painter().circle_filled(knob, 16.0, theme.pressed);
    }
    ui.painter().circle(knob, 12.0, theme.paper, Stroke::new(stroke::FOCUS, theme.teal));
    super::paint_right(ui.painter(), ui, rect.right_center(), &format!("{value} {unit}"), Type::BODY.strong(), theme.ink);
    paint_ring(ui, &response, Rect::from_center_size(knob, vec2(26.0, 26.0)), 13.0);
    response.changed()
}
