//! What is behind a part of a case, in a dark bubble beside it, with how to mark it.
//!
//! It lies over everything: nothing moves because somebody points at something. Start at [`reveal`].

use crate::language::t;
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{CapLook, cap_width, paint_cap, set_live};
use curriculum::{Part, PartKind};
use egui::{LayerId, Order, Rect, Shape, Stroke, Ui, UiBuilder, pos2, vec2};

/// How far the tip stands out, points.
const TIP: f32 = 8.0;
const WIDEST: f32 = 520.0;

/// Shows the bubble under `text`, or above it at the lower edge. `is_marked` is none where nothing can be marked.
pub(super) fn reveal(ui: &mut Ui, part: &Part, text: Rect, is_marked: Option<bool>) {
    let id = super::case::part_id(&part.id);
    let screen = ui.input(|input| input.content_rect()).shrink(space::S);
    let most = (screen.width() - 28.0).min(WIDEST);
    let heading = match part.kind {
        PartKind::Link => t("This link goes to"),
        PartKind::Attachment => t("Seen without opening it"),
        _ => t("It really is"),
    };
    let heading = Type::NOTE.lay_out(ui, heading, tokens::CAPTION_ROLE, most);
    let behind = Type::BODY.strong().lay_out(ui, &part.reveals, tokens::WHITE, most);
    let way = is_marked.map(|is_marked| if is_marked { t("Take the mark away") } else { t("Mark it") });
    let way = way.map(|words| Type::BODY.lay_out(ui, words, tokens::WHITE, most));
    let cap = cap_width(ui, "M");
    let way_width = way.as_ref().map_or(0.0, |way| cap + space::S + way.size().x);
    // Beside what is behind, if there is room, else under it.
    let is_beside = behind.size().x + space::M + way_width <= most;
    let inner = match (&way, is_beside) {
        (None, _) => behind.size(),
        (Some(_), true) => vec2(behind.size().x + space::M + way_width, behind.size().y.max(24.0)),
        (Some(_), false) => vec2(behind.size().x.max(way_width), behind.size().y + 30.0),
    };
    let size = vec2(inner.x.max(heading.size().x), inner.y + heading.size().y + 2.0) + vec2(28.0, 20.0);
    let left = (text.left() - 14.0).min(screen.right() - size.x).max(screen.left());
    let is_under = text.bottom() + TIP + size.y < screen.bottom();
    let top = if is_under { text.bottom() + TIP } else { text.top() - size.y - TIP };
    let place = Rect::from_min_size(pos2(left, top), size);

    let layer = LayerId::new(Order::Tooltip, id.with("bubble"));
    let painter = ui.ctx().layer_painter(layer);
    let (edge, out) = if is_under { (place.top(), -TIP) } else { (place.bottom(), TIP) };
    let x = (text.left() + 18.0).clamp(place.left() + 16.0, place.right() - 16.0);
    painter.add(theme::shadow_over_scene().as_shape(place, radius::CONTROL));
    painter.add(Shape::convex_polygon(
        vec![pos2(x - TIP, edge), pos2(x, edge + out), pos2(x + TIP, edge)],
        tokens::SLATE,
        Stroke::NONE,
    ));
    painter.rect_filled(place, radius::CONTROL, tokens::SLATE);
    let first = place.min + vec2(14.0, 10.0);
    let second = first + vec2(0.0, heading.size().y + 2.0);
    painter.galley(first, heading, tokens::CAPTION_ROLE);
    let beside = second + vec2(behind.size().x + space::M, 12.0);
    let under = second + vec2(0.0, behind.size().y + 18.0);
    painter.galley(second, behind, tokens::WHITE);
    if let Some(way) = way {
        let mut over = ui.new_child(UiBuilder::new().layer_id(layer).max_rect(place).id_salt("bubble"));
        over.set_clip_rect(place);
        let cap = paint_cap(&over, if is_beside { beside } else { under }, "M", CapLook::on_dark());
        painter.galley(pos2(cap.right() + space::S, cap.center().y - way.size().y / 2.0), way, tokens::WHITE);
    }
    set_live(ui, id.with("reveals"), Rect::from_min_size(place.min, vec2(1.0, 1.0)), &part.reveals, false);
}
