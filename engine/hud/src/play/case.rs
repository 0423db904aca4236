//! What a question is about, part by part: a message, a call, a form, a screen. Pointing at a part, or coming to it with the
//! keyboard, shows what is behind it; where cues are to be found, it can be marked.
//!
//! Knows no right and wrong. Start at [`show`].

use super::pictures::{self, ShownPicture};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{say, set_live, tile};
use curriculum::{Case, CaseLooks, Part};
use egui::accesskit::Role;
use egui::{Id, LayerId, Order, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use ids::AnswerId;

/// How far the tip of a bubble stands out, points.
const BUBBLE_TIP: f32 = 8.0;

/// Shows the case. Answers with the part that was clicked, to be marked or not any more.
pub(super) fn show<'c>(ui: &mut Ui, case: &'c Case, marked: &[AnswerId], shown: &[ShownPicture]) -> Option<&'c AnswerId> {
    pictures::show(ui, shown, case.picture.as_ref());
    if case.parts.is_empty() {
        return None;
    }
    let theme = theme::of(ui);
    let room = ui.available_rect_before_wrap();
    let frame = egui::Frame::new().fill(theme.canvas).corner_radius(radius::CONTROL).inner_margin(10.0);
    let mut clicked = None;
    let inner = frame.show(ui, |ui| {
        heading(ui, case.looks);
        for part in &case.parts {
            if line(ui, part, marked.contains(&part.id), case.can_be_marked()) {
                clicked = Some(&part.id);
            }
            ui.add_space(4.0);
        }
    });
    ui.painter().rect_stroke(inner.response.rect, radius::CONTROL, Stroke::new(1.5, theme.line_strong), StrokeKind::Inside);
    ui.allocate_space(vec2(room.width(), space::M));
    clicked
}

pub(super) fn part_id(part: &AnswerId) -> Id {
    Id::unique(("part", part.as_str()))
}

/// What it is, in words and in looks.
fn heading(ui: &mut Ui, looks: CaseLooks) {
    let theme = theme::of(ui);
    let words = match looks {
        CaseLooks::Message => t("Message"),
        CaseLooks::Email => t("E-mail"),
        CaseLooks::Phone => t("Phone call"),
        CaseLooks::Form => t("Form"),
        CaseLooks::Screen => t("Screen"),
    };
    if looks == CaseLooks::Screen {
        let room = ui.available_rect_before_wrap();
        let bar = Rect::from_min_size(room.min, vec2(room.width(), 28.0));
        ui.painter().rect_filled(bar, radius::CHIP, tokens::SLATE);
        for dot in 0..3_u8 {
            ui.painter().circle_filled(pos2(bar.right() - 16.0 - 16.0 * f32::from(dot), bar.center().y), 4.5, theme.track);
        }
        let galley = Type::BODY.strong().lay_out_line(ui, words, tokens::WHITE, bar.width());
        ui.painter().galley(pos2(bar.left() + 12.0, bar.center().y - galley.size().y / 2.0), galley, tokens::WHITE);
        ui.allocate_space(vec2(room.width(), 34.0));
    } else {
        say(ui, words, Type::SMALL.strong(), theme.ink_2);
        ui.add_space(4.0);
    }
}

fn line(ui: &mut Ui, part: &Part, is_marked: bool, can_be_marked: bool) -> bool {
    let theme = theme::of(ui);
    let id = part_id(&part.id);
    let width = ui.available_width();
    let label_width = if part.label.is_empty() { 0.0 } else { (width * 0.2).clamp(70.0, 130.0) };
    let mark_width = if can_be_marked { 36.0 } else { 10.0 };
    let text_width = (width - label_width - mark_width - 12.0).max(40.0);
    let said = Type::LEAD.lay_out(ui, &part.say, theme.ink, text_width);
    let height = (said.size().y + 16.0).max(40.0);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let spoken = match (part.label.as_str(), part.reveals.as_str()) {
        ("", "") => part.say.clone(),
        (label, "") => format!("{label}: {}", part.say),
        (label, reveals) => {
            let said = format!("{label} {}", part.say);
            fill("{said}. It really is: {reveals}", &[("said", &said.trim_start()), ("reveals", &reveals)])
        }
    };
    let role = if can_be_marked { Role::CheckBox } else { Role::Button };
    let response = tile(ui, rect, id, &spoken, role, can_be_marked.then_some(is_marked), false);
    let top = rect.top() + 8.0;
    if can_be_marked {
        let at = pos2(rect.left() + 20.0, rect.top() + 20.0);
        if is_marked {
            paint_icon(ui.painter(), Icon::TickDisc, at, 20.0, theme.teal, theme.paper);
        } else {
            let square = Rect::from_center_size(at, vec2(16.0, 16.0));
            ui.painter().rect_stroke(square, 4.0, Stroke::new(1.5, theme.line_strong), StrokeKind::Inside);
        }
    }
    let left = rect.left() + mark_width;
    if label_width > 0.0 {
        let label = Type::BODY.strong().lay_out_line(ui, &part.label, theme.ink_2, label_width - 8.0);
        ui.painter().galley(pos2(left, top + 2.0), label, theme.ink_2);
    }
    let text_left = left + label_width;
    ui.painter().galley(pos2(text_left, top), said, theme.ink);
    if !part.reveals.is_empty() && (response.hovered() || response.has_focus()) {
        reveal(ui, id, &part.reveals, pos2(text_left, rect.bottom()), rect.height());
    }
    can_be_marked && response.clicked()
}

/// What is behind a part, in a bubble under it, or above it at the lower edge. It lies over everything: nothing moves because
/// somebody points at it.
fn reveal(ui: &Ui, part: Id, words: &str, under: Pos2, part_height: f32) {
    let screen = ui.input(|input| input.content_rect());
    let galley = Type::BODY.strong().lay_out(ui, words, tokens::WHITE, (screen.right() - under.x - 60.0).min(520.0));
    let size = galley.size() + vec2(28.0, 20.0);
    let has_room = under.y + size.y + BUBBLE_TIP < screen.bottom() - space::S;
    let top = if has_room { under.y + BUBBLE_TIP - 4.0 } else { under.y - part_height - size.y - BUBBLE_TIP + 4.0 };
    let bubble = Rect::from_min_size(pos2(under.x - 14.0, top), size);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, part.with("bubble")));
    let (edge, tip) = if has_room { (bubble.top(), -BUBBLE_TIP) } else { (bubble.bottom(), BUBBLE_TIP) };
    let x = bubble.left() + 30.0;
    let tip = vec![pos2(x - BUBBLE_TIP, edge), pos2(x, edge + tip), pos2(x + BUBBLE_TIP, edge)];
    painter.add(theme::shadow_over_scene().as_shape(bubble, radius::CONTROL));
    painter.add(Shape::convex_polygon(tip, tokens::SLATE, Stroke::NONE));
    painter.rect_filled(bubble, radius::CONTROL, tokens::SLATE);
    painter.galley(bubble.min + vec2(14.0, 10.0), galley, tokens::WHITE);
    set_live(ui, part.with("reveals"), Rect::from_min_size(bubble.min, vec2(1.0, 1.0)), words, false);
}
