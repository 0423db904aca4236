//! The step: chapter, number, progress, instruction, last hint, time left; and the toast below it.

use super::{Layout, PlayAction, PlayView, help_line};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, space};
use crate::widgets::{
    Button, at, begins_at_the_right, icon_line, paint_left, paint_right, progress_bar, say, segments, set_live,
};
use crate::words;
use egui::epaint::RectShape;
use egui::{Id, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use session::{HoldBy, StepStatus};

const WIDTH: f32 = 392.0;
const WIDTH_MOST: f32 = 480.0;

/// Shows the card at the top left, clear of what stands `beside`, and the toast under it. Returns the room that each takes.
pub fn show(
    ui: &mut Ui,
    layout: &Layout,
    view: &PlayView<'_>,
    beside: Rect,
    actions: &mut Vec<PlayAction>,
) -> (Rect, Option<Rect>) {
    let theme = theme::of(ui);
    let safe = layout.safe();
    let room = beside.left() - safe.left() - space::M;
    let long = current(view).is_some_and(|say| say.chars().count() > 70);
    let width = if long { WIDTH_MOST } else { WIDTH }.min(room).max(200.0);
    let (shadow, ground) = (ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop));
    let inner = Rect::from_min_max(safe.min + vec2(20.0, 15.0), pos2(safe.left() + width - 20.0, safe.bottom()));
    let bottom = at(ui, "step", inner, |ui| {
        content(ui, layout, view, actions);
        ui.min_rect().bottom() + 16.0
    });
    let rect = Rect::from_min_max(safe.min, pos2(safe.left() + width, bottom));
    ui.painter().set(shadow, theme::shadow_over_scene().as_shape(rect, theme::radius::PANEL));
    let edge = Stroke::new(1.0, theme.edge_over_scene);
    ui.painter().set(ground, RectShape::new(rect, theme::radius::PANEL, theme.paper, edge, StrokeKind::Inside));
    if let Some(say) = current(view) {
        set_live(ui, Id::unique("instruction"), rect, say, false);
    }
    let toast = view.toast.as_ref().map(|toast| show_toast(ui, toast, pos2(rect.left(), rect.bottom() + 10.0), room));
    (rect, toast)
}

/// The instruction of the current step.
pub fn current<'a>(view: &'a PlayView<'_>) -> Option<&'a str> {
    let step = view.session.steps.get(view.session.current_idx?)?;
    Some(if step.say.is_empty() { help_line::from_memory() } else { &step.say })
}

fn content(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, actions: &mut Vec<PlayAction>) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let session = view.session;
    let n = session.steps.len();
    let Some((idx, step)) = session.current_idx.and_then(|idx| Some((idx, session.steps.get(idx)?))) else {
        say(ui, t("All steps are done."), Type::INSTRUCTION, theme.ink);
        return;
    };
    let number = fill("Step {n} of {of}", &[("n", &(idx + 1)), ("of", &n)]);
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), Type::NOTE.line));
    let is_rtl = begins_at_the_right(&step.say);
    let number_width = Type::NOTE.strong().width(ui, &number);
    match is_rtl {
        true => paint_left(ui.painter(), ui, row.left_center(), &number, Type::NOTE.strong(), theme.ink, number_width + 1.0),
        false => paint_right(ui.painter(), ui, row.right_center(), &number, Type::NOTE.strong(), theme.ink),
    };
    let chapter = if step.chapter.is_empty() { &session.title } else { &step.chapter };
    let chapter_width = row.width() - number_width - space::M;
    let for_help = Rect::from_min_max(row.min, pos2(row.left() + chapter_width.max(18.0), row.bottom()));
    let for_help = if is_rtl { for_help.translate(vec2(row.right() - for_help.right(), 0.0)) } else { for_help };
    let is_taken = layout.short && help_line::show_in_row(ui, view, for_help);
    // The number matters more: without room for both, the chapter is left out rather than cut.
    if !is_taken && Type::NOTE.width(ui, chapter) <= chapter_width {
        match is_rtl {
            true => paint_right(ui.painter(), ui, row.right_center(), chapter, Type::NOTE, theme.ink_2),
            false => paint_left(ui.painter(), ui, row.left_center(), chapter, Type::NOTE, theme.ink_2, chapter_width),
        };
    }
    ui.add_space(Type::NOTE.line + space::S);
    let n_done = session
        .steps
        .iter()
        .filter(|step| matches!(step.status, StepStatus::Done | StepStatus::DoneWithTrouble | StepStatus::Skipped))
        .count();
    segments(ui, n, n_done, Some(idx));
    ui.add_space(space::M);
    let style = if layout.short { Type { size: 18.0, line: 24.0, ..Type::INSTRUCTION } } else { Type::INSTRUCTION };
    say(ui, current(view).unwrap_or(&step.say), style, theme.ink);
    if let Some(hint) = session.hint.shown.last() {
        ui.add_space(7.0);
        let said = icon_line(ui, Icon::Lightbulb, theme.oak, hint, Type::BODY, theme.ink_2);
        set_live(ui, Id::unique("hint"), said, hint, false);
    }
    if !layout.short {
        help_line::show(ui, view);
    }
    if step.optional {
        ui.add_space(space::S);
        let leave_out = Button::secondary(t("Leave this out")).key(view.keys.skip).height(40.0).focusable(false);
        if leave_out.show(ui).clicked() {
            actions.push(PlayAction::Skip);
        }
    }
    if let Some(left_ms) = session.timer_remaining_ms.filter(|_| session.step_remaining_ms.is_none()) {
        ui.add_space(space::S);
        let words = fill("{time} left", &[("time", &words::clock_left(left_ms))]);
        icon_line(ui, Icon::Clock, theme.ink_2, &words, Type::NOTE.medium(), theme.ink_2);
    }
    if let Some(left_ms) = session.step_remaining_ms {
        ui.add_space(space::S);
        let words = fill("{time} left for this step", &[("time", &words::clock_left(left_ms))]);
        let colour = if left_ms <= 10_000 { theme.critical } else { theme.ink_2 };
        icon_line(ui, Icon::Clock, colour, &words, Type::NOTE.medium(), colour);
    }
    if let Some(hold) = &session.hold {
        ui.add_space(space::S);
        let share = session.at_ms.saturating_sub(hold.since_ms) as f32 / hold.for_ms.max(1) as f32;
        let words = match hold.by {
            HoldBy::Hand => t("Keep holding"),
            HoldBy::Eyes => t("Keep looking"),
            HoldBy::Aim => t("Keep aiming"),
            HoldBy::Patience => t("Wait"),
        };
        say(ui, words, Type::NOTE.medium(), theme.ink_2);
        ui.add_space(space::XS);
        progress_bar(ui, words, share, None, 6.0);
    }
}

/// What was just done, and that it is saved.
fn show_toast(ui: &mut Ui, toast: &super::ToastView, corner: egui::Pos2, room: f32) -> Rect {
    let theme = theme::of(ui);
    let (_, tint, _) = theme::Status::Done.look();
    let words = fill("Done: {what}", &[("what", &lower_first(&toast.text))]);
    let saved = if toast.saved { t("· saved") } else { "" };
    let saved_galley = Type::LEAD.lay_out(ui, saved, tint.text, f32::INFINITY);
    let for_words = room - 46.0 - 24.0 - saved_galley.size().x;
    let galley = Type::LEAD.strong().lay_out(ui, &words, tint.text, for_words.max(80.0));
    let size = vec2(46.0 + galley.size().x + 10.0 + saved_galley.size().x + 16.0, galley.size().y + 21.0);
    let rect = Rect::from_min_size(corner, size);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, theme::radius::CONTROL));
    ui.painter().rect(rect, theme::radius::CONTROL, tint.ground, Stroke::new(1.25, tint.text), StrokeKind::Inside);
    paint_icon(ui.painter(), Icon::TickDisc, pos2(rect.left() + 25.0, rect.center().y), 22.0, tint.text, tint.ground);
    let text = pos2(rect.left() + 46.0, rect.center().y - galley.size().y / 2.0);
    let saved_at = pos2(text.x + galley.size().x + 10.0, text.y + galley.size().y - saved_galley.size().y);
    ui.painter().galley(text, galley, theme.done);
    ui.painter().galley(saved_at, saved_galley, theme.done);
    set_live(ui, Id::unique("toast"), rect, &format!("{words} {saved}"), false);
    rect
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    // An abbreviation such as "PPE on" stays as it is.
    if letters.clone().next().is_some_and(char::is_uppercase) { text.to_owned() } else { format!("{first}{}", letters.as_str()) }
}
