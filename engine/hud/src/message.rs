//! A notice or an error over the whole window: what happened, what is kept, what to do.

use crate::icons::Icon;
use crate::theme::{self, Type, space};
use crate::widgets::{Button, at, begin, dialog, dialog_on_page, icon_line, say, set_live};
use egui::{Id, Rect, Ui, pos2, vec2};

#[derive(Debug, Clone)]
pub struct MessageView {
    pub severity: Severity,
    /// Short, such as "This PC's disk is full".
    pub title: String,
    pub happened: String,
    /// What is safe; empty when nothing is at stake.
    pub kept: String,
    /// What to do now.
    pub to_do: String,
    /// The words of the primary button.
    pub button: String,
    /// The words of a second way, if there is one.
    pub other_button: Option<String>,
    /// For people who will look after it: a path or an error text, in small letters.
    pub detail: Option<String>,
    /// True when the 3D picture is behind; else a plain page is painted.
    pub over_scene: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Notice,
    Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageAction {
    Button,
    OtherButton,
}

/// Shows the message over the whole `ui`. Enter presses the primary button.
pub fn message(ui: &mut Ui, view: &MessageView) -> Option<MessageAction> {
    begin(ui);
    let spoken = format!("{}. {} {} {}", view.title, view.happened, view.kept, view.to_do);
    let place = ui.max_rect();
    set_live(ui, Id::unique("message"), place, &spoken, view.severity == Severity::Problem);
    if view.over_scene {
        dialog(ui, "message", 600.0, |ui| content(ui, view))
    } else {
        dialog_on_page(ui, "message", 600.0, |ui| content(ui, view))
    }
}

fn content(ui: &mut Ui, view: &MessageView) -> Option<MessageAction> {
    let theme = theme::of(ui);
    let (icon, colour) = match view.severity {
        Severity::Notice => (Icon::Help, theme.teal),
        Severity::Problem => (Icon::TriangleAlert, theme.critical),
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    icon_line(ui, icon, colour, &view.title, Type { size: 24.0, line: 32.0, ..Type::TITLE }, theme.ink);
    ui.add_space(space::M);
    say(ui, &view.happened, Type::LEAD, theme.ink);
    if !view.kept.is_empty() {
        ui.add_space(space::M);
        icon_line(ui, Icon::TickDisc, theme.done, &view.kept, Type::LEAD, theme.ink);
    }
    if !view.to_do.is_empty() {
        ui.add_space(space::M);
        icon_line(ui, Icon::ArrowRight, theme.teal, &view.to_do, Type::LEAD, theme.ink);
    }
    if let Some(detail) = &view.detail {
        ui.add_space(space::M);
        say(ui, detail, Type::SMALL.mono(), theme.ink_3);
    }
    ui.add_space(space::XXL);
    buttons(ui, view)
}

fn buttons(ui: &mut Ui, view: &MessageView) -> Option<MessageAction> {
    let room = ui.available_rect_before_wrap();
    let primary = Button::primary(&view.button).key("Enter").first(true);
    let primary_width = primary.natural_width(ui);
    let mut action = at(ui, "primary", room, |ui| primary.show(ui)).clicked().then_some(MessageAction::Button);
    let mut height = theme::TARGET_IN_PLAY;
    if let Some(other) = &view.other_button {
        let other = Button::secondary(other);
        let beside = primary_width + space::M + other.natural_width(ui) <= room.width();
        let corner = if beside { vec2(primary_width + space::M, 0.0) } else { vec2(0.0, height + space::S) };
        let place = Rect::from_min_max(room.min + corner, pos2(room.right(), room.bottom() + height));
        if at(ui, "other", place, |ui| other.show(ui)).clicked() {
            action = Some(MessageAction::OtherButton);
        }
        height += corner.y;
    }
    ui.allocate_space(vec2(room.width(), height));
    action
}
