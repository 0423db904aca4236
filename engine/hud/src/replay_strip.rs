//! The replay strip: a line of time with a mark for each step, hint and mistake, and the button that plays.
//!
//! Shared by the debrief and the replay itself. Knows no record. Start at [`replay_strip`].

use crate::icons::{Icon, paint_icon};
use crate::language::t;
use crate::theme::{self, TARGET_IN_PLAY, Theme, Type, tokens};
use crate::widgets::{follow_focus, paint_left, paint_ring};
use crate::words;
use egui::accesskit::Role;
use egui::{Color32, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

#[derive(Debug, Clone, PartialEq)]
pub struct ReplayMark {
    pub at_ms: u64,
    pub kind: ReplayMarkKind,
    /// What happened, for the pointer that rests on it and for screen readers.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayMarkKind {
    Right,
    LaterTry,
    Hint,
    Mistake,
    CriticalMistake,
}

#[derive(Debug, Clone, Copy)]
pub struct ReplayStrip<'a> {
    pub at_ms: u64,
    pub end_ms: u64,
    pub is_playing: bool,
    pub marks: &'a [ReplayMark],
    /// On the canvas of a page, or over the room.
    pub first_focus: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayStripAction {
    PlayOrPause,
    /// To a moment, milliseconds of the attempt.
    Seek(u64),
}

const HEIGHT: f32 = TARGET_IN_PLAY;
const CLOCK: f32 = 58.0;

/// Shows the strip over the whole width. A click on the line goes there; a mark is a button.
pub fn replay_strip(ui: &mut Ui, strip: &ReplayStrip<'_>) -> Option<ReplayStripAction> {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let y = rect.center().y;
    let mut action = play_button(ui, pos2(rect.left() + 22.0, y), strip).then_some(ReplayStripAction::PlayOrPause);
    paint_left(ui.painter(), ui, pos2(rect.left() + 60.0, y), &words::clock(strip.at_ms), Type::BODY.strong(), theme.ink, CLOCK);
    let end = words::clock(strip.end_ms);
    let end_left = rect.right() - Type::BODY.width(ui, &end);
    paint_left(ui.painter(), ui, pos2(end_left, y), &end, Type::BODY, theme.ink_3, CLOCK);
    let line = Rect::from_min_max(pos2(rect.left() + 60.0 + CLOCK, y - 3.0), pos2(end_left - 24.0, y + 3.0));
    let share = |at_ms: u64| (at_ms as f32 / strip.end_ms.max(1) as f32).clamp(0.0, 1.0);
    let x_of = |at_ms: u64| line.left() + line.width() * share(at_ms);
    let bed = ui.interact(line.expand2(vec2(8.0, 16.0)), ui.make_persistent_id("replay-line"), Sense::CLICK);
    bed.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, t("Replay"));
        info.value = Some(f64::from(share(strip.at_ms)) * 100.0);
        info
    });
    if let Some(at) = bed.interact_pointer_pos().filter(|_| bed.clicked()) {
        let share = ((at.x - line.left()) / line.width()).clamp(0.0, 1.0);
        action = Some(ReplayStripAction::Seek((f64::from(share) * strip.end_ms as f64) as u64));
    }
    ui.painter().rect_filled(line, 3.0, theme.track);
    ui.painter().rect_filled(Rect::from_min_max(line.min, pos2(x_of(strip.at_ms), line.bottom())), 3.0, theme.teal);
    for (idx, mark) in strip.marks.iter().enumerate() {
        if mark_button(ui, pos2(x_of(mark.at_ms), y), idx, mark) {
            action = Some(ReplayStripAction::Seek(mark.at_ms));
        }
    }
    action
}

fn play_button(ui: &mut Ui, centre: Pos2, strip: &ReplayStrip<'_>) -> bool {
    let theme = theme::of(ui);
    let rect = Rect::from_center_size(centre, vec2(44.0, 44.0));
    let response = ui.interact(rect, ui.make_persistent_id("replay-play"), Sense::click());
    follow_focus(ui, &response, strip.first_focus);
    let (name, icon) = if strip.is_playing { (t("Pause the replay"), Icon::Pause) } else { (t("Play the replay"), Icon::Play) };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ui.painter().circle_filled(centre, 22.0, if response.hovered() { theme.teal_deep } else { theme.teal });
    paint_icon(ui.painter(), icon, centre, 22.0, tokens::WHITE, theme.teal);
    paint_ring(ui, &response, rect, 22.0);
    response.clicked()
}

fn mark_button(ui: &mut Ui, centre: Pos2, idx: usize, mark: &ReplayMark) -> bool {
    let theme = theme::of(ui);
    let rect = Rect::from_center_size(centre, vec2(24.0, 24.0));
    let response = ui.interact(rect, ui.make_persistent_id(("replay-mark", idx)), Sense::click());
    follow_focus(ui, &response, false);
    let spoken = format!("{}: {}", words::clock(mark.at_ms), mark.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    paint_mark(ui, &theme, centre, mark.kind);
    paint_ring(ui, &response, rect, 12.0);
    response.on_hover_text(&spoken).clicked()
}

/// A ring for what was right, a letter or symbol for the rest: never colour alone.
fn paint_mark(ui: &Ui, theme: &Theme, centre: Pos2, kind: ReplayMarkKind) {
    let painter = ui.painter();
    let lettered = |letter: &str, colour: Color32, ground: Color32| {
        painter.circle(centre, 10.5, ground, Stroke::new(2.0, colour));
        let galley = Type::NOTE.strong().lay_out(ui, letter, colour, f32::INFINITY);
        painter.galley(centre - galley.size() / 2.0, galley, colour);
    };
    match kind {
        ReplayMarkKind::Right => {
            painter.circle(centre, 6.5, theme.paper, Stroke::new(3.0, theme.done));
        }
        ReplayMarkKind::LaterTry => lettered("2", theme.oak, theme.wash),
        ReplayMarkKind::Hint => lettered("?", theme.oak, theme.wash),
        ReplayMarkKind::Mistake => {
            painter.circle_filled(centre, 12.0, theme.paper);
            paint_icon(painter, Icon::TriangleAlert, centre, 22.0, theme.oak, theme.paper);
        }
        ReplayMarkKind::CriticalMistake => {
            painter.circle_filled(centre, 14.0, theme.paper);
            paint_icon(painter, Icon::OctagonAlert, centre, 26.0, theme.critical, theme.paper);
        }
    }
}

/// What the marks mean, as far as they occur and there is room, from the right edge to the left. Returns where it begins.
pub fn replay_legend(ui: &Ui, right_centre: Pos2, left_most: f32, marks: &[ReplayMark]) -> f32 {
    let theme = theme::of(ui);
    let kinds = [
        (ReplayMarkKind::CriticalMistake, t("Critical mistake")),
        (ReplayMarkKind::Mistake, t("Mistake")),
        (ReplayMarkKind::LaterTry, t("Second try")),
        (ReplayMarkKind::Hint, t("Hint")),
        (ReplayMarkKind::Right, t("Right")),
    ];
    let mut x = right_centre.x;
    for (kind, words) in kinds.into_iter().filter(|(kind, _)| marks.iter().any(|mark| mark.kind == *kind)) {
        if x - Type::NOTE.width(ui, words) - 30.0 < left_most {
            break;
        }
        let left = crate::widgets::paint_right(ui.painter(), ui, pos2(x, right_centre.y), words, Type::NOTE, theme.ink_2);
        paint_mark(ui, &theme, pos2(left - 16.0, right_centre.y), kind);
        x = left - 42.0;
    }
    x
}
