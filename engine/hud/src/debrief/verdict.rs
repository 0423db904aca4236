//! The verdict: passed or not yet, the score against the pass mark, both conditions, and the way on.

use super::{DebriefAction, DebriefView};
use crate::home::mode_name;
use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, Theme, Type, space};
use crate::widgets::{Button, at, paint_left, paint_right, progress_bar, rule, say, status_line};
use crate::words as wording;
use curriculum::Mode;
use egui::{Color32, Margin, Rect, Ui, pos2, vec2};
use record::{Outcome, PauseTotals};

/// The cards at the left. Returns the way chosen.
pub fn show(ui: &mut Ui, view: &DebriefView) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    theme::card(&theme).inner_margin(Margin::symmetric(22, 16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        score(ui, view);
    });
    ui.add_space(space::L);
    theme::card(&theme)
        .inner_margin(Margin::symmetric(22, 16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ways_on(ui, view)
        })
        .inner
}

/// The verdict as symbol and words.
pub fn words(view: &DebriefView) -> (Icon, String) {
    let mode = mode_name(view.mode).to_lowercase();
    match view.outcome {
        _ if view.mode == Mode::Watch => (Icon::Eye, t("Watched · nothing is counted").to_owned()),
        Outcome::Passed => (Icon::TickDisc, fill("Passed · {mode}", &[("mode", &mode)])),
        Outcome::NotPassed => (Icon::Restart, fill("Not yet · {mode}", &[("mode", &mode)])),
        Outcome::OutOfTime => (Icon::Hourglass, fill("Out of time · {mode}", &[("mode", &mode)])),
    }
}

fn colour(theme: &Theme, outcome: Outcome) -> Color32 {
    match outcome {
        Outcome::Passed => theme.done,
        Outcome::NotPassed | Outcome::OutOfTime => theme.oak,
    }
}

fn score(ui: &mut Ui, view: &DebriefView) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    say(ui, &view.title, Type::BODY, theme.ink_2);
    ui.add_space(6.0);
    let (icon, verdict) = words(view);
    let colour = colour(&theme, view.outcome);
    crate::widgets::icon_line(ui, icon, colour, &verdict, Type::LEAD.strong(), colour);
    if view.demonstration {
        say(ui, t("Demonstration: it does not count."), Type::NOTE, theme.ink_2);
    }
    let (_, big) = ui.allocate_space(vec2(ui.available_width(), 72.0));
    let number = format!("{}", view.score_permille / 10);
    let end = paint_left(ui.painter(), ui, big.left_center(), &number, Type::SCORE, theme.ink, big.width());
    let percent = Type { size: 28.0, line: 36.0, ..Type::TITLE };
    paint_left(ui.painter(), ui, pos2(end + 9.0, big.center().y + 12.0), "%", percent, theme.ink, 60.0);
    ui.add_space(10.0);
    let share = |permille: u32| permille as f32 / 1_000.0;
    progress_bar(ui, t("Score"), share(view.score_permille), Some(share(view.pass_score_permille)), 10.0);
    ui.add_space(6.0);
    if let Some(words) = since_last_time(view) {
        let better = view.score_before_permille.is_some_and(|before| view.score_permille >= before);
        say(ui, &words, Type::NOTE.strong(), if better { theme.done } else { theme.ink_2 });
    }
    ui.add_space(7.0);
    rule(ui);
    ui.add_space(space::S);
    let (icon, at_hand) = check(&theme, view.score_permille >= view.pass_score_permille);
    status_line(
        ui,
        icon,
        at_hand,
        t("Score"),
        &fill("needs {percent}", &[("percent", &wording::percent(view.pass_score_permille))]),
    );
    let n = view.critical_mistakes as usize;
    let (icon, at_hand) = if n == 0 { (Icon::TickDisc, theme.done) } else { (Icon::OctagonAlert, theme.critical) };
    let critical = if n == 0 {
        t("No critical mistake").to_owned()
    } else {
        wording::count(n, "{n} critical mistake", "{n} critical mistakes")
    };
    status_line(ui, icon, at_hand, &critical, if n == 0 { "" } else { t("needs 0") });
    ui.add_space(space::S);
    rule(ui);
    ui.add_space(6.0);
    figure(ui, t("Time"), &wording::clock(view.took_ms));
    figure(ui, t("Expert"), &wording::clock(view.expert_ms));
    figure(ui, t("Hints"), &view.hints.to_string());
    if view.hints > 0 && view.hint_cost_permille > 0 {
        let words = fill("Each took {share} of its step's score.", &[("share", &wording::share(view.hint_cost_permille))]);
        say(ui, &words, Type::NOTE, theme.ink_2);
    }
    if view.mode == Mode::Exam || view.pauses.n > 0 {
        figure(ui, t("Pauses"), &pauses(view.pauses));
    }
}

/// "none", or how many and how long together.
fn pauses(pauses: PauseTotals) -> String {
    match pauses.n {
        0 => t("none").to_owned(),
        n => format!("{n} · {}", wording::clock(pauses.lasted_ms)),
    }
}

fn check(theme: &Theme, reached: bool) -> (Icon, Color32) {
    if reached { (Icon::TickDisc, theme.done) } else { (Icon::CircleSlash, theme.oak) }
}

fn since_last_time(view: &DebriefView) -> Option<String> {
    let before = i64::from(view.score_before_permille? / 10);
    let change = i64::from(view.score_permille / 10) - before;
    Some(match change {
        0 => t("The same as last time").to_owned(),
        1.. => fill("+{n} since last time", &[("n", &change)]),
        _ => fill("−{n} since last time", &[("n", &-change)]),
    })
}

/// A name at the left, a figure at the right.
fn figure(ui: &mut Ui, name: &str, value: &str) {
    let theme = theme::of(ui);
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 28.0));
    paint_right(ui.painter(), ui, row.right_center(), value, Type::BODY.strong(), theme.ink);
    ui.add_space(3.0);
    let said = say(ui, name, Type::BODY, theme.ink_2);
    said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{name} {value}")));
    ui.add_space(3.0);
}

fn ways_on(ui: &mut Ui, view: &DebriefView) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let passed = view.outcome == Outcome::Passed;
    let next = view.next.as_ref();
    let (heading, line) = advice(view);
    say(ui, heading, Type::HEAD, theme.ink);
    ui.add_space(2.0);
    say(ui, &line, Type::BODY, theme.ink_2);
    for line in &view.standing {
        ui.add_space(space::XS);
        crate::widgets::icon_line(ui, Icon::Shield, theme.oak, line, Type::BODY.medium(), theme.ink);
    }
    ui.add_space(space::M);
    let room = ui.available_width();
    let open_next = next.filter(|next| next.locked_because.is_none());
    let mut action = None;
    let next_is_primary = passed && open_next.is_some();
    if let (true, Some(next)) = (next_is_primary, open_next) {
        let button = Button::primary(&next.words).icon(Icon::ArrowRight).key("Enter").first(true).width(room);
        action = button.show(ui).clicked().then_some(DebriefAction::Next).or(action);
    } else if passed {
        let button = Button::primary(t("Home")).icon(Icon::Home).key("Enter").first(true).width(room);
        action = button.show(ui).clicked().then_some(DebriefAction::Home).or(action);
    } else {
        let button = Button::primary(t("Try again")).icon(Icon::Restart).key("Enter").first(true).width(room);
        action = button.show(ui).clicked().then_some(DebriefAction::Again).or(action);
    }
    ui.add_space(space::M);
    let mut others: Vec<(Button<'_>, DebriefAction)> = Vec::new();
    if view.can_sign_off {
        others.push((Button::secondary(t("Sign")).spoken(t("Sign off")).icon(Icon::Pencil), DebriefAction::SignOff));
    }
    if next_is_primary || !passed {
        others.push((Button::secondary(t("Home")).icon(Icon::Home), DebriefAction::Home));
    }
    if passed {
        others.push((Button::secondary(t("Again")).icon(Icon::Restart), DebriefAction::Again));
    }
    if let (false, Some(next)) = (next_is_primary, next) {
        let open = next.locked_because.is_none();
        others.push((Button::secondary(&next.words).icon(Icon::ArrowRight).enabled(open), DebriefAction::Next));
    }
    side_by_side(ui, &others).or(action)
}

/// What to say about the way on.
fn advice(view: &DebriefView) -> (&'static str, String) {
    let next = view.next.as_ref();
    if view.demonstration {
        return (t("Your turn"), t("You have seen it. Now do it yourself: guided, one step at a time.").to_owned());
    }
    match (view.outcome, next.and_then(|next| next.locked_because.clone())) {
        (Outcome::Passed, None) if view.critical_mistakes == 0 && view.mistakes.is_empty() => {
            (t("Well done"), t("Not a single mistake. It is on your record.").to_owned())
        }
        (Outcome::Passed, None) => (t("Well done"), t("It is on your record.").to_owned()),
        (_, Some(because)) => (t("Nearly there"), because),
        (Outcome::OutOfTime, None) => (t("Once more"), t("You know the way now: the second time is faster.").to_owned()),
        (Outcome::NotPassed, None) if view.critical_mistakes > 0 => {
            (t("Nearly there"), t("Once more without the critical mistake, and you pass.").to_owned())
        }
        (Outcome::NotPassed, None) => {
            (t("Nearly there"), t("A few points are missing. Hints cost less than mistakes.").to_owned())
        }
    }
}

/// Buttons in one row if their words fit, else below each other.
fn side_by_side(ui: &mut Ui, others: &[(Button<'_>, DebriefAction)]) -> Option<DebriefAction> {
    let gap = space::S;
    let room = ui.available_rect_before_wrap();
    let each = (room.width() - gap * (others.len() as f32 - 1.0)) / others.len().max(1) as f32;
    let fits = others.iter().all(|(button, _)| button.natural_width(ui) <= each + 16.0);
    let mut action = None;
    for (idx, (button, does)) in others.iter().enumerate() {
        let clicked = if fits {
            let place = Rect::from_min_size(room.min + vec2(idx as f32 * (each + gap), 0.0), vec2(each, 48.0));
            at(ui, "other", place, |ui| button.width(each).show(ui)).clicked()
        } else {
            let clicked = button.width(room.width()).show(ui).clicked();
            ui.add_space(gap);
            clicked
        };
        if clicked {
            action = Some(*does);
        }
    }
    if fits {
        ui.allocate_space(vec2(room.width(), 48.0));
    }
    action
}
