//! A field to type into.

use super::focus::paint_ring;
use crate::icons::{Icon, paint_icon};
use crate::theme::{self, Type, radius, stroke};
use egui::{Id, Key, Margin, Rect, Response, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, pos2, vec2};

/// How a field looks and what it is called.
pub struct Field<'a> {
    pub id: Id,
    /// For screen readers; also the words in an empty field unless `hint` says others.
    pub name: &'a str,
    pub hint: &'a str,
    pub icon: Option<Icon>,
    /// Shown at the right end, such as a unit.
    pub unit: &'a str,
    pub text: Type,
    pub height: f32,
    pub max_chars: usize,
    pub is_first: bool,
    pub is_wrong: bool,
}

/// What became of a field in this frame.
pub struct Typed {
    pub response: Response,
    /// Enter was pressed in it.
    pub submitted: bool,
}

/// Shows the field over the available width.
pub fn field(ui: &mut Ui, look: &Field<'_>, value: &mut String) -> Typed {
    show(ui, look, value, false)
}

/// The same for what nobody may read from the screen: dots in place of letters, for screen readers too.
pub fn secret_field(ui: &mut Ui, look: &Field<'_>, value: &mut String) -> Typed {
    show(ui, look, value, true)
}

fn show(ui: &mut Ui, look: &Field<'_>, value: &mut String, is_secret: bool) -> Typed {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), look.height));
    let unit = look.text.strong();
    let unit_style = Type { size: (look.text.size * 0.7).max(15.0), ..unit };
    let unit_width = if look.unit.is_empty() { 0.0 } else { unit_style.width(ui, look.unit) + 12.0 };
    let left = rect.left() + if look.icon.is_some() { 40.0 } else { 16.0 };
    let inner = Rect::from_min_max(pos2(left, rect.top() + 3.0), pos2(rect.right() - 14.0 - unit_width, rect.bottom() - 3.0));

    let background = ui.painter().add(egui::Shape::Noop);
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(look.id));
    let response = child.add(
        TextEdit::singleline(value)
            .id(look.id)
            .password(is_secret)
            .frame(egui::Frame::NONE)
            .margin(Margin::ZERO)
            .font(look.text.font())
            .text_color(theme.ink)
            .hint_text(egui::RichText::new(look.hint).font(look.text.font()).color(theme.ink_3))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(inner.size())
            .desired_width(inner.width())
            .char_limit(look.max_chars),
    );
    let submitted = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    super::focus::follow(ui, &response, look.is_first);
    ui.ctx().accesskit_node_builder(look.id, |node| node.set_label(look.name));

    let edge = match (look.is_wrong, response.has_focus()) {
        (true, _) => Stroke::new(stroke::SELECTED, theme.critical),
        (false, true) => Stroke::new(stroke::SELECTED, theme.teal),
        (false, false) => Stroke::new(1.25, theme.line_strong),
    };
    let fill = if response.hovered() && !response.has_focus() { theme.wash } else { theme.paper };
    let shape = egui::epaint::RectShape::new(rect, radius::CONTROL, fill, edge, StrokeKind::Inside);
    ui.painter().set(background, shape);
    if let Some(icon) = look.icon {
        paint_icon(ui.painter(), icon, pos2(rect.left() + 23.0, rect.center().y), 19.0, theme.ink_3, theme.paper);
    }
    if !look.unit.is_empty() {
        super::paint_right(ui.painter(), ui, pos2(rect.right() - 16.0, rect.center().y), look.unit, unit_style, theme.ink_2);
    }
    paint_ring(ui, &response, rect, f32::from(radius::CONTROL));
    Typed { response, submitted }
}
