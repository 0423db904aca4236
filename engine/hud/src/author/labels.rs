//! What author mode paints in the room: the names of things at their places, the edges of zones, the way to the step.

use super::AuthorLabel;
use crate::theme::{Type, tokens};
use egui::{Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// From what is named up to its label, points.
const STEM: f32 = 12.0;
const HEIGHT: f32 = 26.0;

pub fn edges(ui: &Ui, edges: &[[Pos2; 2]]) {
    for (width, colour) in [(5.0, tokens::SLATE), (2.5, tokens::CAPTION_NAME)] {
        for edge in edges {
            ui.painter().line_segment(*edge, Stroke::new(width, colour));
        }
    }
}

pub fn path(ui: &Ui, dots: &[Pos2]) {
    for dot in dots {
        ui.painter().circle(*dot, 4.0, tokens::GUIDE, Stroke::new(2.0, tokens::SLATE));
    }
}

/// Names, nearest first: one that would lie on another or on a panel is left out.
pub fn labels(ui: &Ui, labels: &[AuthorLabel], covered: &[Rect]) {
    let screen = ui.max_rect();
    let mut taken: Vec<Rect> = covered.to_vec();
    for label in labels.iter().filter(|label| label.is_chosen).chain(labels.iter().filter(|label| !label.is_chosen)) {
        let galley = Type::SMALL.mono().lay_out(ui, &label.words, tokens::SLATE, f32::INFINITY);
        let size = vec2(galley.size().x + 20.0, HEIGHT);
        let rect = Rect::from_min_size(pos2(label.at.x - size.x / 2.0, label.at.y - STEM - size.y), size);
        let is_free = taken.iter().all(|other| !other.expand(4.0).intersects(rect));
        if !is_free || !screen.contains_rect(rect) {
            continue;
        }
        let fill = if label.is_chosen { tokens::GUIDE } else { tokens::WHITE };
        let painter = ui.painter();
        painter.line_segment([rect.center_bottom(), label.at], Stroke::new(2.0, tokens::SLATE));
        painter.rect(rect, 7, fill, Stroke::new(1.25, tokens::SLATE), StrokeKind::Inside);
        painter.galley(rect.center() - galley.size() / 2.0, galley, tokens::SLATE);
        taken.push(rect);
    }
}
