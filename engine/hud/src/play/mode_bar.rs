//! The mode, the time left of the attempt, and the way to pause.

use super::{Layout, PlayAction, PlayView};
use crate::home::{mode_icon, mode_name};
use crate::icons::{Icon, paint_icon};
use crate::language::t;
use crate::theme::{self, Type, radius};
use crate::widgets::{Button, at, paint_left, set_live};
use crate::words;
use egui::{Id, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

const HEIGHT: f32 = 52.0;
/// How long a warning stays, in milliseconds.
const WARNING_FOR_MS: u64 = 15_000;

/// Where the bar ends, in points from the top.
pub fn bottom(layout: &Layout) -> f32 {
    layout.safe().top() + HEIGHT
}

/// Shows the bar at the top right; returns the room it takes.
pub fn show(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, actions: &mut Vec<PlayAction>) -> Rect {
    let theme = theme::of(ui);
    let safe = layout.safe();
    let tight = layout.screen.width() < 720.0;
    let mode = view.session.mode;
    let mode_words = if tight && view.session.remaining_ms.is_some() { "" } else { mode_name(mode) };
    let mode_width = 17.0 + 18.0 + if mode_words.is_empty() { 0.0 } else { 10.0 + Type::BODY.strong().width(ui, mode_words) };
    let pause = Button::secondary(t("Pause")).icon(Icon::Pause).key(view.keys.pause).height(40.0).focusable(false);
    let pause_width = pause.natural_width(ui);
    let clock = view.session.remaining_ms.map(words::clock_left);
    let left_width = Type::NOTE.width(ui, t("left")).max(26.0);
    let clock_width = clock.as_ref().map_or(0.0, |_| 13.0 + 24.0 + 46.0 + 6.0 + left_width + 13.0);
    let width = mode_width + 12.0 + clock_width + pause_width + 6.0;
    let rect = Rect::from_min_size(pos2(safe.right() - width, safe.top()), vec2(width, HEIGHT));
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);

    let y = rect.center().y;
    paint_icon(ui.painter(), mode_icon(mode), pos2(rect.left() + 25.0, y), 20.0, theme.teal, theme.paper);
    if !mode_words.is_empty() {
        paint_left(ui.painter(), ui, pos2(rect.left() + 43.0, y), mode_words, Type::BODY.strong(), theme.teal, 120.0);
    }
    if let Some(clock) = clock {
        let left = rect.left() + mode_width + 12.0;
        ui.painter().vline(left, rect.shrink(12.0).y_range(), Stroke::new(1.0, theme.line));
        paint_icon(ui.painter(), Icon::Clock, pos2(left + 22.0, y), 20.0, theme.ink, theme.paper);
        let end = paint_left(ui.painter(), ui, pos2(left + 40.0, y), &clock, Type::LEAD.strong(), theme.ink, 90.0);
        paint_left(ui.painter(), ui, pos2(end + 7.0, y + 1.0), t("left"), Type::NOTE, theme.ink_2, left_width + 1.0);
    }
    let place = Rect::from_min_size(pos2(rect.right() - 6.0 - pause_width, y - 20.0), vec2(pause_width, 40.0));
    if at(ui, "pause", place, |ui| pause.show(ui)).clicked() {
        actions.push(PlayAction::Pause);
    }
    set_live(ui, Id::unique("mode"), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), mode_name(mode), false);
    let rect = match warning(view.session.remaining_ms) {
        Some(words) => rect.union(show_warning(ui, words, rect)),
        None => rect,
    };
    let rect = if view.alarm { rect.union(show_alarm(ui, view, rect)) } else { rect };
    view.fog.as_ref().map_or(rect, |words| rect.union(show_fog(ui, words, rect)))
}

/// The sign of an alarm: a bell that swings, and words.
fn show_alarm(ui: &mut Ui, view: &PlayView<'_>, under: Rect) -> Rect {
    let (_, tint, _) = theme::Status::Failed.look();
    let galley = Type::LEAD.strong().lay_out(ui, t("Alarm sounds"), tint.text, f32::INFINITY);
    let size = vec2(galley.size().x + 66.0, 48.0);
    let rect = Rect::from_min_size(pos2(under.right() - size.x, under.bottom() + 8.0), size);
    ui.painter().rect(rect, radius::CONTROL, tint.ground, Stroke::new(2.5, tint.text), StrokeKind::Inside);
    let swing = if view.reduced_motion { 0.0 } else { 2.5 * (view.time_secs * 9.0).sin() as f32 };
    paint_icon(ui.painter(), Icon::Bell, pos2(rect.left() + 29.0 + swing, rect.center().y), 24.0, tint.text, tint.ground);
    ui.painter().galley(pos2(rect.left() + 50.0, rect.center().y - galley.size().y / 2.0), galley, tint.text);
    set_live(ui, Id::unique("alarm"), rect, t("Alarm sounds"), true);
    rect
}

/// The sign of fog: an eye that is crossed out in part, and how far one sees.
fn show_fog(ui: &mut Ui, words: &str, under: Rect) -> Rect {
    let (_, tint, _) = theme::Status::Lapsing.look();
    let rect = show_sign(ui, words, (Icon::Haze, &tint), under);
    set_live(ui, Id::unique("fog"), rect, words, true);
    rect
}

/// The words for a clock that has just passed 5 minutes or 1 minute.
fn warning(remaining_ms: Option<u64>) -> Option<&'static str> {
    let left_ms = remaining_ms?;
    let shown = |at_ms: u64| left_ms <= at_ms && left_ms + WARNING_FOR_MS > at_ms;
    if shown(60_000) { Some(t("1 minute left")) } else { shown(300_000).then(|| t("5 minutes left")) }
}

fn show_warning(ui: &mut Ui, words: &str, under: Rect) -> Rect {
    let (_, tint, _) = theme::Status::Lapsing.look();
    let rect = show_sign(ui, words, (Icon::Hourglass, &tint), under);
    set_live(ui, Id::unique("time-warning"), rect, words, true);
    rect
}

fn show_sign(ui: &Ui, words: &str, (icon, tint): (Icon, &theme::Tint), under: Rect) -> Rect {
    let galley = Type::BODY.strong().lay_out(ui, words, tint.text, f32::INFINITY);
    let size = vec2(galley.size().x + 56.0, 40.0);
    let rect = Rect::from_min_size(pos2(under.right() - size.x, under.bottom() + 8.0), size);
    ui.painter().rect(rect, radius::CONTROL, tint.ground, Stroke::new(1.25, tint.text), StrokeKind::Inside);
    paint_icon(ui.painter(), icon, pos2(rect.left() + 24.0, rect.center().y), 20.0, tint.text, tint.ground);
    ui.painter().galley(pos2(rect.left() + 42.0, rect.center().y - galley.size().y / 2.0), galley, tint.text);
    rect
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_warned_of_at_five_minutes_and_at_one() {
        assert_eq!(warning(None), None);
        assert_eq!(warning(Some(300_001)), None);
        assert_eq!(warning(Some(300_000)), Some("5 minutes left"));
        assert_eq!(warning(Some(280_000)), None);
        assert_eq!(warning(Some(59_000)), Some("1 minute left"));
        assert_eq!(warning(Some(0)), None);
    }
}
