//! Progress, and the bar at the top of pages.

use super::text::{paint_left, paint_right};
use crate::icons::{Icon, logo, paint_icon};
use crate::language::{self, fill};
use crate::theme::{self, Type, stroke, tokens};
use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

pub const BAR_HEIGHT: f32 = 68.0;

/// A bar filled to `share`, with a mark at `mark` if given.
pub fn progress_bar(ui: &mut Ui, name: &str, share: f32, mark: Option<f32>, height: f32) {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(f64::from(share) * 100.0);
        info
    });
    let radius = height / 2.0;
    ui.painter().rect_filled(rect, radius, theme.track);
    if share > 0.0 {
        let width = (rect.width() * share.clamp(0.0, 1.0)).max(height);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(width, height)), radius, theme.teal);
    }
    if let Some(mark) = mark {
        let x = rect.left() + rect.width() * mark.clamp(0.0, 1.0);
        ui.painter().vline(x, rect.expand(4.0).y_range(), Stroke::new(3.0, theme.ink));
    }
}

/// Progress in segments: those before `current` done, `current` amber and edged.
pub fn segments(ui: &mut Ui, n: usize, n_done: usize, current: Option<usize>) {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ProgressIndicator, true, fill("{n} of {of} steps done", &[("n", &n_done), ("of", &n)]))
    });
    if n == 0 {
        return;
    }
    let gap = if n > 24 { 2.0 } else { 4.0 };
    let each = (rect.width() - gap * (n as f32 - 1.0)) / n as f32;
    for idx in 0..n {
        let place = if language::is_rtl() { n - 1 - idx } else { idx };
        let part = Rect::from_min_size(pos2(rect.left() + place as f32 * (each + gap), rect.center().y - 3.0), vec2(each, 6.0));
        if current == Some(idx) {
            let edge = Stroke::new(1.5, tokens::SLATE);
            ui.painter().rect(part.expand2(vec2(0.5, 1.0)), 4.0, tokens::GUIDE, edge, StrokeKind::Outside);
        } else {
            ui.painter().rect_filled(part, 3.0, if idx < n_done { theme.teal } else { theme.track });
        }
    }
}

/// The bar of a page: mark, name, organisation. Returns the room that is left of the right edge, to be filled from there.
pub fn organisation_bar(ui: &mut Ui, organisation: &str) -> Rect {
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    let bar = Rect::from_min_size(screen.min, vec2(screen.width(), BAR_HEIGHT));
    ui.painter().rect_filled(bar, 0.0, theme.paper);
    ui.painter().hline(bar.x_range(), bar.bottom(), Stroke::new(stroke::DECOR, theme.line));
    let margin = page_margin(screen.width());
    let mark = Rect::from_center_size(pos2(bar.left() + margin + 17.0, bar.center().y), vec2(34.0, 34.0));
    logo(ui.painter(), mark);
    let name_style = Type { size: 20.0, line: 26.0, ..Type::HEAD };
    let mut x = mark.right() + 14.0;
    if screen.width() >= 560.0 {
        x = paint_left(ui.painter(), ui, pos2(x, bar.center().y), "Practicum", name_style, theme.ink, 200.0);
    }
    if screen.width() >= 760.0 && !organisation.is_empty() {
        ui.painter().vline(x + 15.0, bar.shrink(21.0).y_range(), Stroke::new(1.0, theme.line));
        x = paint_left(ui.painter(), ui, pos2(x + 29.0, bar.center().y), organisation, Type::BODY, theme.ink_2, 260.0);
    }
    Rect::from_min_max(pos2(x + 20.0, bar.top()), pos2(bar.right() - margin, bar.bottom()))
}

/// The margin of a page at this width, in points.
pub fn page_margin(width: f32) -> f32 {
    if width < theme::NARROW { theme::space::XL } else { theme::space::PAGE }
}

/// Paints a symbol with words that end at `right`; returns where they begin.
pub fn paint_note_right(ui: &Ui, right: egui::Pos2, icon: Icon, words: &str) -> f32 {
    let theme = theme::of(ui);
    let x = paint_right(ui.painter(), ui, right, words, Type::NOTE, theme.ink_2);
    paint_icon(ui.painter(), icon, pos2(x - 18.0, right.y), 20.0, theme.ink_2, theme.paper);
    x - 30.0
}
