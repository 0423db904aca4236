//! The panels of author mode: the bar with the file's state, the steps, and the thing that was pointed at.

use super::{AuthorAction, AuthorObject, AuthorState, AuthorStepStatus, AuthorView};
use crate::icons::{Icon, paint_icon};
use crate::theme::{self, Type, radius, space};
use crate::widgets::{Button, CapLook, at, cap_width, paint_cap, paint_left, paint_right, rule, say};
use egui::accesskit::Role;
use egui::{Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const HEAD: f32 = 44.0;
const FOOT: f32 = 60.0;
const ROW: f32 = 26.0;

pub(super) fn panel(ui: &Ui, rect: Rect) {
    let theme = theme::of(ui);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
}

/// The bar at the top: what does not fit is left out, the least needed first.
pub fn bar(ui: &mut Ui, view: &AuthorView, rect: Rect) -> Option<AuthorAction> {
    let theme = theme::of(ui);
    panel(ui, rect);
    let inner = rect.shrink2(vec2(8.0, 7.0));
    let y = rect.center().y;
    let mut action = None;
    let narrow = rect.width() < 760.0;
    let play = Button::secondary("Play on").key("F5").height(38.0).focusable(false).text(Type::NOTE.strong());
    let names = if view.labels_shown { "Hide names" } else { "Show names" };
    let labels = Button::secondary(names).key("L").height(38.0).focusable(false).text(Type::NOTE.strong());
    let labels = if narrow { labels } else { labels.icon(Icon::Eye) };
    let open = Button::secondary("Editor").key("O").height(38.0).focusable(false).text(Type::NOTE.strong());
    let open = if narrow { open } else { open.icon(Icon::Pencil) };
    let mut right = inner.right();
    let labels_asked = AuthorAction::ShowLabels(!view.labels_shown);
    for (salt, button, asked) in
        [("play-on", play, AuthorAction::PlayOn), ("labels", labels, labels_asked), ("open", open, AuthorAction::Open)]
    {
        let width = button.natural_width(ui);
        let room = Rect::from_min_max(pos2(right - width, inner.top()), pos2(right, inner.bottom()));
        if at(ui, salt, room, |ui| button.show(ui)).clicked() {
            action = Some(asked);
        }
        right = room.left() - space::S;
    }
    let mut left = inner.left() + 8.0;
    paint_icon(ui.painter(), Icon::Pencil, pos2(left + 9.0, y), 18.0, theme.oak, theme.paper);
    left += 26.0;
    if !narrow {
        left = paint_left(ui.painter(), ui, pos2(left, y), "Author", Type::BODY.strong(), theme.oak, 200.0) + space::L;
    }
    let chip_width = |words: &str| Type::NOTE.strong().width(ui, words) + 42.0;
    let file_width = Type::NOTE.mono().width(ui, &view.file) + space::L;
    let fits = |words: &&String| left + file_width + chip_width(words) <= right;
    let state = view.state.iter().find(fits);
    if state.is_some() {
        left = paint_left(ui.painter(), ui, pos2(left, y), &view.file, Type::NOTE.mono(), theme.ink, file_width) + space::L;
    }
    let state = state.or_else(|| view.state.iter().find(|words| left + chip_width(words) <= right));
    if let Some(words) = state {
        let chip = Rect::from_min_size(pos2(left, y - 15.0), vec2(chip_width(words), 30.0));
        let (icon, ink, ground) = if view.has_errors {
            (Icon::TriangleAlert, theme.critical, theme.critical_wash)
        } else {
            (Icon::TickDisc, theme.done, theme.wash)
        };
        ui.painter().rect(chip, radius::CHIP, ground, Stroke::new(1.25, ink), StrokeKind::Inside);
        paint_icon(ui.painter(), icon, pos2(chip.left() + 17.0, y), 17.0, ink, ground);
        paint_left(ui.painter(), ui, pos2(chip.left() + 31.0, y), words, Type::NOTE.strong(), ink, f32::INFINITY);
        let id = ui.make_persistent_id("author-state");
        crate::widgets::set_live(ui, id, chip, words, false);
        left = chip.right() + space::L;
    }
    if let Some(reloaded) = view.reloaded.as_ref().filter(|words| left + Type::NOTE.width(ui, words) <= right - space::S) {
        paint_right(ui.painter(), ui, pos2(right - space::S, y), reloaded, Type::NOTE, theme.ink_2);
    }
    action
}

/// The list of steps: a click, or Enter while it has the keys, goes there.
pub fn steps(ui: &mut Ui, state: &mut AuthorState, view: &AuthorView, rect: Rect) -> Option<AuthorAction> {
    let theme = theme::of(ui);
    panel(ui, rect);
    let head_y = rect.top() + HEAD / 2.0;
    paint_left(ui.painter(), ui, pos2(rect.left() + 14.0, head_y), "Steps", Type::BODY.strong(), theme.ink, 120.0);
    let key_left = rect.right() - 14.0 - cap_width(ui, "J");
    paint_cap(ui, pos2(key_left, head_y), "J", CapLook::on_paper(&theme));
    paint_right(ui.painter(), ui, pos2(key_left - space::S, head_y), "Jump with", Type::NOTE, theme.ink_2);
    ui.painter().hline(rect.shrink(1.0).x_range(), rect.top() + HEAD, Stroke::new(1.0, theme.line));
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, rect.top() + HEAD + 1.0), rect.max - vec2(1.0, 6.0));
    let mut action = None;
    at(ui, "author-steps", body, |ui| {
        ScrollArea::vertical().id_salt("author-steps").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for idx in 0..view.steps.len() {
                if step(ui, state, view, idx) {
                    state.list_at = None;
                    action = Some(AuthorAction::Jump(idx));
                }
            }
        });
    });
    action
}

fn step(ui: &mut Ui, state: &mut AuthorState, view: &AuthorView, idx: usize) -> bool {
    let theme = theme::of(ui);
    let step = &view.steps[idx];
    let is_current = step.status == AuthorStepStatus::Current;
    let style = if is_current { Type::NOTE.strong() } else { Type::NOTE };
    let galley = style.lay_out(ui, &step.say, theme.ink, (ui.available_width() - 82.0).max(60.0));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), galley.size().y + 14.0));
    let response = ui.interact(rect, ui.make_persistent_id(("author-step", idx)), Sense::CLICK);
    let spoken = format!("Jump to step {}: {}", idx + 1, step.say);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, &spoken));
    if is_current {
        ui.painter().rect_filled(rect, 0.0, theme.teal_wash);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(4.0, rect.height())), 0.0, theme.teal);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    let y = rect.top() + 7.0 + style.line / 2.0;
    let (icon, colour) = match step.status {
        AuthorStepStatus::Done => (Icon::TickDisc, theme.done),
        AuthorStepStatus::Current => (Icon::ChevronRight, theme.ink),
        AuthorStepStatus::Todo => (Icon::Dash, theme.ink_3),
        AuthorStepStatus::Problem => (Icon::TriangleAlert, theme.critical),
    };
    paint_icon(ui.painter(), icon, pos2(rect.left() + 21.0, y), 17.0, colour, theme.paper);
    let number = (idx + 1).to_string();
    paint_left(ui.painter(), ui, pos2(rect.left() + 40.0, y), &number, style, theme.ink_2, 40.0);
    ui.painter().galley(pos2(rect.left() + 70.0, rect.top() + 7.0), galley, theme.ink);
    if is_current && state.seen_idx != Some(idx) {
        state.seen_idx = Some(idx);
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if state.list_at == Some(idx) {
        ui.painter().rect_stroke(rect.shrink(2.0), 4.0, Stroke::new(3.0, theme.focus), StrokeKind::Inside);
        response.scroll_to_me(None);
    }
    response.clicked()
}

fn content_height(ui: &Ui, object: &AuthorObject, width: f32) -> f32 {
    let theme = theme::of(ui);
    let row = |value: &str| Type::NOTE.medium().lay_out(ui, value, theme.ink, width - 108.0).size().y.max(ROW - 6.0) + 6.0;
    let rows: f32 = object.rows.iter().map(|(_, value)| row(value)).sum();
    let lines = Type::SMALL.mono().lay_out(ui, object.lines.trim_end(), theme.ink, width - 52.0).size().y;
    rows + lines + 20.0 + space::S + 16.0
}

/// As high as what is in it, where there is so much room.
pub fn object_rect(ui: &Ui, room: Rect, object: &AuthorObject) -> Rect {
    let height = HEAD + content_height(ui, object, room.width()) + FOOT;
    Rect::from_min_size(room.min, vec2(room.width(), height.min(room.height())))
}

/// The thing that was pointed at, with its lines.
pub fn object(ui: &mut Ui, object: &AuthorObject, was_copied: bool, rect: Rect) -> Option<AuthorAction> {
    let theme = theme::of(ui);
    panel(ui, rect);
    let head_y = rect.top() + HEAD / 2.0;
    paint_icon(ui.painter(), Icon::Box, pos2(rect.left() + 23.0, head_y), 18.0, theme.ink, theme.paper);
    let heading = fitting(ui, &object.title, rect.width() - 54.0);
    paint_left(ui.painter(), ui, pos2(rect.left() + 40.0, head_y), &heading, Type::BODY.strong(), theme.ink, f32::INFINITY);
    ui.painter().hline(rect.shrink(1.0).x_range(), rect.top() + HEAD, Stroke::new(1.0, theme.line));
    // In a low panel the button scrolls with the rest.
    let is_low = rect.height() < HEAD + FOOT + 80.0;
    let bottom = if is_low { rect.bottom() - 6.0 } else { rect.bottom() - FOOT };
    let body = Rect::from_min_max(pos2(rect.left() + 14.0, rect.top() + HEAD + 1.0), pos2(rect.right() - 14.0, bottom));
    let copied_in_body = at(ui, "author-object", body, |ui| {
        ScrollArea::vertical().id_salt("author-object").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(8.0);
            for (name, value) in &object.rows {
                let galley = Type::NOTE.medium().lay_out(ui, value, theme.ink, ui.available_width() - 80.0);
                let (_, row) = ui.allocate_space(vec2(ui.available_width(), galley.size().y.max(ROW - 6.0) + 6.0));
                let y = row.top() + 3.0 + 10.0;
                paint_left(ui.painter(), ui, pos2(row.left(), y), name, Type::NOTE, theme.ink_2, 78.0);
                ui.painter().galley(pos2(row.left() + 80.0, row.top() + 3.0), galley, theme.ink);
            }
            ui.add_space(space::S);
            let fill = egui::Frame::new().fill(theme.wash).corner_radius(radius::CHIP).inner_margin(10);
            fill.show(ui, |ui| {
                say(ui, object.lines.trim_end(), Type::SMALL.mono(), theme.ink);
                ui.set_min_width(ui.available_width());
            });
            is_low && copy_button(ui, was_copied)
        })
    });
    if is_low {
        return copied_in_body.inner.then_some(AuthorAction::Copy);
    }
    let foot = Rect::from_min_max(pos2(body.left(), rect.bottom() - FOOT), rect.max - vec2(14.0, 0.0));
    at(ui, "author-copy", foot, |ui| {
        rule(ui);
        ui.add_space(8.0);
        copy_button(ui, was_copied).then_some(AuthorAction::Copy)
    })
}

fn copy_button(ui: &mut Ui, was_copied: bool) -> bool {
    let name = if was_copied { "Copied" } else { "Copy these lines" };
    let icon = if was_copied { Icon::Tick } else { Icon::Copy };
    let button = Button::secondary(name).icon(icon).key("C").width(ui.available_width()).height(40.0).focusable(false);
    button.text(Type::NOTE.strong()).show(ui).clicked()
}

/// As many letters as fit.
fn fitting(ui: &Ui, text: &str, width: f32) -> String {
    let fits = |text: &str| Type::BODY.strong().width(ui, text) <= width;
    if fits(text) {
        return text.to_owned();
    }
    let n = text.chars().count();
    let shorter = (1..n).rev().map(|n| text.chars().take(n).collect::<String>() + "…").find(|text| fits(text));
    shorter.unwrap_or_default()
}
