//! Buttons, links and tiles.

use super::focus::{follow, paint_ring};
use super::key_cap::{CapLook, cap_width, paint_cap};
use crate::icons::{Icon, paint_icon};
use crate::theme::{self, TARGET, TARGET_IN_PLAY, Theme, Type, radius, stroke};
use egui::accesskit::Role;
use egui::{Color32, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const ICON: f32 = 20.0;
const GAP: f32 = 10.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    /// Without an edge: a quiet way out.
    Plain,
}

/// A button: one primary per view, the rest secondary or plain.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    kind: Kind,
    name: &'a str,
    /// What screen readers say, where the name alone says too little.
    spoken: Option<&'a str>,
    icon: Option<Icon>,
    key: Option<&'a str>,
    enabled: bool,
    /// Takes the focus while nothing else has it.
    first: bool,
    /// False in play, where Tab goes through the things of the room.
    focusable: bool,
    width: Option<f32>,
    height: f32,
    to_the_left: bool,
    text: Option<Type>,
}

impl<'a> Button<'a> {
    fn new(kind: Kind, name: &'a str) -> Self {
        Self {
            kind,
            name,
            spoken: None,
            icon: None,
            key: None,
            enabled: true,
            first: false,
            focusable: true,
            width: None,
            height: TARGET_IN_PLAY,
            to_the_left: false,
            text: None,
        }
    }

    pub fn primary(name: &'a str) -> Self {
        Self::new(Kind::Primary, name)
    }
    pub fn secondary(name: &'a str) -> Self {
        Self::new(Kind::Secondary, name)
    }
    pub fn plain(name: &'a str) -> Self {
        Self { height: TARGET, ..Self::new(Kind::Plain, name) }
    }
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }
    pub fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }
    pub fn spoken(self, spoken: &'a str) -> Self {
        Self { spoken: Some(spoken), ..self }
    }
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
    pub fn first(self, first: bool) -> Self {
        Self { first, ..self }
    }
    pub fn focusable(self, focusable: bool) -> Self {
        Self { focusable, ..self }
    }
    pub fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }
    pub fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }
    /// Another size of letters than the button's height suggests.
    pub fn text(self, text: Type) -> Self {
        Self { text: Some(text), ..self }
    }
    /// Content at the left edge, as in a list of actions.
    pub fn to_the_left(self) -> Self {
        Self { to_the_left: true, ..self }
    }

    /// How wide the button wants to be, in points.
    pub fn natural_width(&self, ui: &Ui) -> f32 {
        self.label().width(ui, self.name) + self.beside_the_name(ui) + 2.0 * self.padding()
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let room = ui.available_width();
        let width = self.width.unwrap_or_else(|| self.natural_width(ui)).min(room);
        let for_name = (width - self.beside_the_name(ui) - 2.0 * self.padding()).max(24.0);
        let (edge, text) = (self.colours(&theme, false, false).1, self.colours(&theme, false, false).2);
        let galley = self.label().lay_out(ui, self.name, text, for_name + 0.5);
        let size = vec2(width, self.height.max(galley.size().y + 16.0));
        let (_, rect) = ui.allocate_space(size);
        let sense = if self.focusable { Sense::click() } else { Sense::CLICK };
        let response =
            ui.interact(rect, ui.make_persistent_id(("button", self.name)), if self.enabled { sense } else { Sense::hover() });
        follow(ui, &response, self.first && self.enabled && self.focusable);
        let spoken = self.spoken.unwrap_or(self.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, spoken));

        let (fill, _, _) = self.colours(&theme, response.hovered(), response.is_pointer_button_down_on());
        let edge = if response.hovered() && self.kind == Kind::Secondary { theme.ink_2 } else { edge };
        ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.25, edge), StrokeKind::Inside);
        self.paint_content(ui, rect, galley, text);
        paint_ring(ui, &response, rect, f32::from(radius::CONTROL));
        response
    }

    fn paint_content(&self, ui: &Ui, rect: Rect, galley: std::sync::Arc<egui::Galley>, text: Color32) {
        let theme = theme::of(ui);
        let content = galley.size().x + self.beside_the_name(ui);
        let mut x = if self.to_the_left { rect.left() + self.padding() } else { rect.center().x - content / 2.0 };
        let y = rect.center().y;
        if let Some(icon) = self.shown_icon() {
            paint_icon(ui.painter(), icon, pos2(x + ICON / 2.0, y), ICON, text, theme.paper);
            x += ICON + GAP;
        }
        let after_name = x + galley.size().x + GAP;
        ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, text);
        if let (Some(key), true) = (self.key, self.enabled) {
            let look = match self.kind {
                Kind::Primary => CapLook::on_dark(),
                Kind::Secondary => CapLook::on_paper(&theme),
                Kind::Plain => CapLook { text: theme.teal, edge: theme.teal, fill: theme.paper },
            };
            paint_cap(ui, pos2(after_name, y), key, look);
        }
    }

    fn label(&self) -> Type {
        let by_height = if self.height >= TARGET_IN_PLAY { Type::LEAD.strong() } else { Type::BODY.strong() };
        self.text.unwrap_or(by_height)
    }

    fn padding(&self) -> f32 {
        match self.kind {
            Kind::Plain => 12.0,
            _ if self.height < TARGET_IN_PLAY => 14.0,
            _ => 20.0,
        }
    }

    fn shown_icon(&self) -> Option<Icon> {
        if self.enabled { self.icon } else { Some(Icon::Lock) }
    }

    /// What icon and key cap take, in points.
    fn beside_the_name(&self, ui: &Ui) -> f32 {
        let icon = self.shown_icon().map_or(0.0, |_| ICON + GAP);
        let key = self.key.filter(|_| self.enabled).map_or(0.0, |key| cap_width(ui, key) + GAP);
        icon + key
    }

    /// Fill, edge and text.
    fn colours(&self, theme: &Theme, hovered: bool, pressed: bool) -> (Color32, Color32, Color32) {
        if !self.enabled {
            return (theme.disabled, theme.line, theme.ink_3);
        }
        match (self.kind, pressed, hovered) {
            (Kind::Primary, true, _) => (theme.teal_pressed, theme.teal_pressed, theme.on_teal),
            (Kind::Primary, false, true) => (theme.teal_deep, theme.teal_deep, theme.on_teal),
            (Kind::Primary, false, false) => (theme.teal, theme.teal, theme.on_teal),
            (Kind::Secondary, true, _) => (theme.pressed, theme.line_strong, theme.ink),
            (Kind::Secondary, false, true) => (theme.hover, theme.line_strong, theme.ink),
            (Kind::Secondary, false, false) => (theme.paper, theme.line_strong, theme.ink),
            (Kind::Plain, _, true) => (theme.teal_wash, theme.teal_wash, theme.teal),
            (Kind::Plain, ..) => (Color32::TRANSPARENT, Color32::TRANSPARENT, theme.teal),
        }
    }
}

/// An underlined word to act on, with a target of full height.
pub fn link(ui: &mut Ui, name: &str, style: Type) -> Response {
    let theme = theme::of(ui);
    let galley = style.lay_out(ui, name, theme.teal, ui.available_width());
    let size = vec2(galley.size().x, galley.size().y.max(TARGET));
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, ui.make_persistent_id(("link", name)), Sense::click());
    follow(ui, &response, false);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    let text = Rect::from_center_size(rect.center(), galley.size());
    let colour = if response.hovered() { theme.teal_deep } else { theme.teal };
    ui.painter().galley_with_override_text_color(text.min, galley, colour);
    ui.painter().hline(text.x_range(), text.bottom() - 1.0, Stroke::new(1.0, colour));
    paint_ring(ui, &response, text.expand(3.0), f32::from(radius::KEY));
    response
}

/// A large surface to act on, such as a person's tile or an answer. `is_chosen` also marks it for screen readers.
pub fn tile(ui: &Ui, rect: Rect, id: egui::Id, name: &str, role: Role, is_chosen: Option<bool>, is_first: bool) -> Response {
    let theme = theme::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    follow(ui, &response, is_first);
    response.widget_info(|| match is_chosen {
        Some(chosen) => WidgetInfo::selected(role, true, chosen, name),
        None => WidgetInfo::labeled(role, true, name),
    });
    let chosen = is_chosen == Some(true);
    let fill = match (chosen, response.hovered()) {
        (true, _) => theme.teal_wash,
        (false, true) => theme.wash,
        (false, false) => theme.paper,
    };
    let edge = if chosen { Stroke::new(stroke::SELECTED, theme.teal) } else { Stroke::new(1.25, theme.line_strong) };
    ui.painter().rect(rect, radius::PANEL, fill, edge, StrokeKind::Inside);
    paint_ring(ui, &response, rect, f32::from(radius::PANEL));
    response
}
