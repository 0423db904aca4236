//! Key caps: the outlined key names in buttons, labels and lists.

use super::say;
use crate::theme::{self, Type, radius, space, tokens};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

const HEIGHT: f32 = 24.0;
const PADDING: f32 = 7.0;

/// The colours of a cap.
#[derive(Debug, Clone, Copy)]
pub struct CapLook {
    pub text: Color32,
    pub edge: Color32,
    pub fill: Color32,
}

impl CapLook {
    pub fn on_paper(theme: &theme::Theme) -> Self {
        Self { text: theme.ink, edge: theme.ink, fill: theme.paper }
    }

    pub fn on_dark() -> Self {
        Self { text: tokens::WHITE, edge: tokens::WHITE.gamma_multiply(0.75), fill: Color32::TRANSPARENT }
    }
}

/// How wide a cap is, in points.
pub fn cap_width(ui: &Ui, name: &str) -> f32 {
    (Type::SMALL.strong().width(ui, name) + 2.0 * PADDING).max(HEIGHT)
}

/// Paints a cap whose left middle is at `at`; returns its rectangle.
pub fn paint_cap(ui: &Ui, at: Pos2, name: &str, look: CapLook) -> Rect {
    let size = vec2(cap_width(ui, name), HEIGHT);
    let rect = Rect::from_min_size(pos2(at.x, at.y - HEIGHT / 2.0), size);
    ui.painter().rect(rect, radius::KEY, look.fill, Stroke::new(1.25, look.edge), StrokeKind::Inside);
    let galley = Type::SMALL.strong().lay_out(ui, name, look.text, f32::INFINITY);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, look.text);
    rect
}

/// A line of a list of keys: the caps, then what they do.
pub fn key_cap_row(ui: &mut Ui, caps: &[&str], does: &str) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let own_width: f32 = caps.iter().map(|cap| cap_width(ui, cap) + space::XS).sum();
    let caps_width = 150.0_f32.min(ui.available_width() * 0.45).max(own_width + space::XS);
    let rect = ui.available_rect_before_wrap();
    let text_rect = Rect::from_min_max(pos2(rect.left() + caps_width, rect.top() + 7.0), rect.max);
    let said = ui.scope_builder(UiBuilder::new().max_rect(text_rect), |ui| say(ui, does, Type::BODY, theme.ink)).inner;
    let mut x = rect.left();
    for cap in caps {
        x = paint_cap(ui, pos2(x, said.rect.top() + Type::BODY.line / 2.0), cap, CapLook::on_paper(&theme)).right() + space::XS;
    }
    ui.add_space(7.0);
}
