//! The table of steps: result, time beside the expert's, hints, mistakes.

use super::{DebriefAction, DebriefState, DebriefStep, DebriefView, StepResult};
use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, Theme, Type};
use crate::widgets::{at, link, paint_left, paint_status, say};
use egui::{Color32, Margin, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 50.0;
/// With more steps than this, those that went right at once are folded away.
const SHOWN_MOST: usize = 8;
const BAR_WIDTH: f32 = 86.0;

/// Where the columns begin, from the left edge of the table, in points.
struct Columns {
    step: f32,
    result: f32,
    time: f32,
    hints: f32,
    /// Mistakes, or where the replay of the step begins.
    last: f32,
    step_width: f32,
    with_bar: bool,
}

impl Columns {
    fn of(width: f32) -> Self {
        let with_bar = width >= 760.0;
        let last = width - 92.0;
        let hints = last - 62.0;
        let time = hints - if with_bar { 200.0 } else { 96.0 };
        let result = time - 112.0;
        Self { step: 46.0, result, time, hints, last, step_width: result - 46.0 - 14.0, with_bar }
    }
}

pub fn show(ui: &mut Ui, state: &mut DebriefState, view: &DebriefView) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    let folded = !state.all_steps && view.steps.len() > SHOWN_MOST;
    let shown: Vec<&DebriefStep> = view.steps.iter().filter(|step| !folded || tells_something(step)).collect();
    let narrow = ui.available_width() < 620.0;
    let can_replay = view.replay.is_some();
    let mut action = None;
    theme::card(&theme).inner_margin(Margin::ZERO).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        if narrow {
            shown.iter().for_each(|step| narrow_row(ui, step));
        } else {
            let columns = Columns::of(ui.available_width());
            head(ui, &columns, can_replay);
            let slowest_ms = view.steps.iter().map(|step| step.took_ms.max(step.expert_ms)).max().unwrap_or(1).max(1);
            for step in shown.iter() {
                action = action.or(row(ui, &columns, step, slowest_ms, can_replay));
            }
        }
        if view.steps.len() > SHOWN_MOST {
            foot(ui, state, view, shown.len());
        }
    });
    action
}

fn tells_something(step: &DebriefStep) -> bool {
    step.result != StepResult::Right || step.hints > 0
}

fn result_of(theme: &Theme, result: StepResult) -> (Icon, Color32, &'static str) {
    match result {
        StepResult::Right => (Icon::TickDisc, theme.done, t("Right")),
        StepResult::LaterTry => (Icon::Restart, theme.oak, t("Later try")),
        StepResult::Mistake => (Icon::TriangleAlert, theme.oak, t("Mistake")),
        StepResult::CriticalMistake => (Icon::OctagonAlert, theme.critical, t("Mistake")),
        StepResult::NotReached => (Icon::Dash, theme.ink_3, t("Not done")),
    }
}

fn head(ui: &mut Ui, columns: &Columns, can_replay: bool) {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 41.0));
    let heading = |x: f32, words: &str| {
        paint_left(ui.painter(), ui, pos2(rect.left() + x, rect.center().y), words, Type::NOTE.strong(), theme.ink_2, 200.0);
    };
    heading(18.0, "#");
    heading(columns.step, t("Step"));
    heading(columns.result, t("Result"));
    heading(columns.time, if columns.with_bar { t("Your time / expert") } else { t("Time") });
    heading(columns.hints, t("Hints"));
    heading(columns.last, if can_replay { t("Replay") } else { t("Mistakes") });
}

fn row(ui: &mut Ui, columns: &Columns, step: &DebriefStep, slowest_ms: u64, can_replay: bool) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    let is_critical = step.result == StepResult::CriticalMistake;
    let style = if is_critical { Type::BODY.strong() } else { Type::BODY };
    let words = style.lay_out(ui, &spoken_step(step), theme.ink, columns.step_width);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW.max(words.size().y + 18.0)));
    let (icon, colour, result) = result_of(&theme, step.result);
    describe(ui, rect, step, result);
    if is_critical {
        ui.painter().rect_filled(rect, 0.0, theme.critical_row);
    }
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.line));
    let y = rect.center().y;
    let x = |offset: f32| rect.left() + offset;
    paint_left(ui.painter(), ui, pos2(x(18.0), y), &step.number.to_string(), Type::BODY, theme.ink_3, 40.0);
    ui.painter().galley(pos2(x(columns.step), y - words.size().y / 2.0), words, theme.ink);
    paint_status(ui, pos2(x(columns.result), y), icon, colour, result);
    if step.result != StepResult::NotReached {
        time_cell(ui, columns, step, pos2(x(columns.time), y), slowest_ms);
    }
    let count = |offset: f32, n: u32| {
        let (style, colour) = if n > 0 { (Type::BODY.strong(), theme.ink) } else { (Type::BODY, theme.ink_3) };
        paint_left(ui.painter(), ui, pos2(x(offset), y), &n.to_string(), style, colour, 50.0);
    };
    count(columns.hints, step.hints);
    if !can_replay {
        count(columns.last, step.mistakes);
    }
    let began_ms = step.began_ms.filter(|_| can_replay)?;
    let name = format!("▶ {}", crate::words::clock(began_ms));
    let place = Rect::from_min_max(pos2(x(columns.last), y - 22.0), pos2(rect.right() - 8.0, y + 12.0));
    let link = ui.push_id(("replay", step.number), |ui| at(ui, "link", place, |ui| link(ui, &name, Type::BODY))).inner;
    link.clicked().then_some(DebriefAction::Replay { at_ms: began_ms })
}

fn spoken_step(step: &DebriefStep) -> String {
    let say = step.say.trim_end_matches('.');
    step.value.as_ref().map_or_else(|| say.to_owned(), |value| format!("{say} · {value}"))
}

/// A bar with the expert's time as a mark, then both in seconds.
fn time_cell(ui: &Ui, columns: &Columns, step: &DebriefStep, at: egui::Pos2, slowest_ms: u64) {
    let theme = theme::of(ui);
    let mut x = at.x;
    if columns.with_bar {
        let length = |ms: u64| (ms as f32 / slowest_ms as f32 * BAR_WIDTH).clamp(4.0, BAR_WIDTH);
        let colour = if step.result == StepResult::CriticalMistake { theme.critical } else { theme.teal };
        let bar = Rect::from_min_size(pos2(x, at.y - 3.5), vec2(length(step.took_ms), 7.0));
        ui.painter().rect_filled(bar, 3.5, colour);
        ui.painter().vline(x + length(step.expert_ms), at.y - 8.0..=at.y + 8.0, Stroke::new(2.0, theme.ink));
        x += BAR_WIDTH + 14.0;
    }
    let took = fill("{n} s", &[("n", &step.took_ms.div_ceil(1_000))]);
    let end = paint_left(ui.painter(), ui, pos2(x, at.y), &took, Type::BODY.strong(), theme.ink, 80.0);
    let expert = format!("/ {}", step.expert_ms.div_ceil(1_000));
    paint_left(ui.painter(), ui, pos2(end + 5.0, at.y), &expert, Type::BODY, theme.ink_2, 60.0);
}

/// For screens too narrow for a table: the step, and below it how it went.
fn narrow_row(ui: &mut Ui, step: &DebriefStep) {
    let theme = theme::of(ui);
    let (icon, colour, result) = result_of(&theme, step.result);
    let ground = ui.painter().add(egui::Shape::Noop);
    let shown = egui::Frame::new().inner_margin(Margin::symmetric(18, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, &format!("{}. {}", step.number, spoken_step(step)), Type::BODY.medium(), theme.ink);
        ui.add_space(4.0);
        let (_, line) = ui.allocate_space(vec2(ui.available_width(), 20.0));
        let end = paint_status(ui, line.left_center(), icon, colour, result);
        let mut words =
            fill("{n} s / {expert}", &[("n", &step.took_ms.div_ceil(1_000)), ("expert", &step.expert_ms.div_ceil(1_000))]);
        if step.hints > 0 {
            words += &format!(" · {}", crate::words::count(step.hints as usize, "{n} hint", "{n} hints"));
        }
        paint_left(ui.painter(), ui, pos2(end + 14.0, line.center().y), &words, Type::NOTE, theme.ink_2, line.right() - end);
    });
    let rect = shown.response.rect;
    if step.result == StepResult::CriticalMistake {
        ui.painter().set(ground, egui::epaint::RectShape::filled(rect, 0.0, theme.critical_row));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
}

/// The row as one sentence for screen readers.
fn describe(ui: &Ui, rect: Rect, step: &DebriefStep, result: &str) {
    let response = ui.interact(rect, ui.make_persistent_id(("row", step.number)), Sense::hover());
    response.widget_info(|| {
        let words = fill(
            "Step {n}, {step}: {result}, {secs} seconds, expert {expert}, hints {hints}, mistakes {mistakes}",
            &[
                ("n", &step.number),
                ("step", &spoken_step(step)),
                ("result", &result),
                ("secs", &step.took_ms.div_ceil(1_000)),
                ("expert", &step.expert_ms.div_ceil(1_000)),
                ("hints", &step.hints),
                ("mistakes", &step.mistakes),
            ],
        );
        WidgetInfo::labeled(egui::accesskit::Role::Row, true, words)
    });
}

fn foot(ui: &mut Ui, state: &mut DebriefState, view: &DebriefView, n_shown: usize) {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 46.0));
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.line));
    let n = view.steps.len();
    let words = if state.all_steps {
        fill("All {n} steps.", &[("n", &n)])
    } else {
        fill(
            "Showing {shown} of {n}. The other {rest} went right at once.",
            &[("shown", &n_shown), ("n", &n), ("rest", &(n - n_shown))],
        )
    };
    let name = if state.all_steps { t("Show less").to_owned() } else { fill("Show all {n} steps", &[("n", &n)]) };
    let width = Type::NOTE.medium().width(ui, &name);
    let place = Rect::from_min_max(pos2(rect.right() - 18.0 - width - 1.0, rect.top() + 1.0), rect.max);
    paint_left(
        ui.painter(),
        ui,
        pos2(rect.left() + 18.0, rect.center().y),
        &words,
        Type::NOTE,
        theme.ink_2,
        place.left() - rect.left() - 30.0,
    );
    if at(ui, "show-all", place, |ui| link(ui, &name, Type::NOTE.medium())).clicked() {
        state.all_steps = !state.all_steps;
    }
}
