//! The debrief: how it went, what stood against passing, each critical mistake with its reason, each step.
//!
//! Knows no record: the caller folds the entries into a [`DebriefView`]. Start at [`debrief`].

mod steps;
mod verdict;

use crate::icons::Icon;
use crate::language::{fill, t};
use crate::replay_strip::{ReplayMark, ReplayStrip, ReplayStripAction, replay_legend, replay_strip};
use crate::theme::{self, Type, radius, space, stroke};
use crate::widgets::{
    BAR_HEIGHT, Button, at, avatar, begin, icon_line, organisation_bar, page, page_margin, paint_left, paint_note_right,
    paint_right, say, set_live,
};
use crate::words;
use curriculum::Mode;
use egui::epaint::RectShape;
use egui::{Id, Margin, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use record::{Outcome, PauseTotals};

/// A replay begins this much before the moment that was chosen, so that one sees how it came about.
const LEAD_MS: u64 = 3_000;

#[derive(Debug, Clone)]
pub struct DebriefView {
    pub organisation: String,
    pub person: String,
    pub demonstration: bool,
    pub title: String,
    pub mode: Mode,
    pub outcome: Outcome,
    pub score_permille: u32,
    pub pass_score_permille: u32,
    /// Of the attempt before this one, if there was one.
    pub score_before_permille: Option<u32>,
    pub critical_mistakes: u32,
    pub took_ms: u64,
    /// What a practised person needs.
    pub expert_ms: u64,
    pub hints: u32,
    /// What each hint took off its step's score, in thousandths; 0 where hints are free.
    pub hint_cost_permille: u32,
    /// How often it stood still, and for how long together.
    pub pauses: PauseTotals,
    /// From 1.
    pub attempt_number: u32,
    /// Such as "Saved at 08:52"; what is wrong if it is not.
    pub saved: String,
    /// All mistakes; the critical ones are shown in full, above the steps.
    pub mistakes: Vec<DebriefMistake>,
    pub steps: Vec<DebriefStep>,
    /// What would come next.
    pub next: Option<Next>,
    /// What can be seen again in the room; none when it cannot.
    pub replay: Option<DebriefReplay>,
    /// Where the person stands with the module after this exam, a sentence each.
    pub standing: Vec<String>,
    /// An assessor may sign this attempt now.
    pub can_sign_off: bool,
}

/// The attempt's line of time.
#[derive(Debug, Clone)]
pub struct DebriefReplay {
    pub end_ms: u64,
    pub marks: Vec<ReplayMark>,
}

#[derive(Debug, Clone)]
pub struct DebriefMistake {
    /// From 1.
    pub step_number: usize,
    pub at_ms: u64,
    pub title: String,
    /// What to think of instead.
    pub say: String,
    /// The authored reason of the rule, if any.
    pub why: Option<String>,
    pub critical: bool,
}

#[derive(Debug, Clone)]
pub struct DebriefStep {
    /// From 1.
    pub number: usize,
    pub say: String,
    pub result: StepResult,
    /// When it first began, milliseconds of the attempt.
    pub began_ms: Option<u64>,
    pub took_ms: u64,
    pub expert_ms: u64,
    pub hints: u32,
    pub mistakes: u32,
    /// What was read or entered, such as "175 psi".
    pub value: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepResult {
    Right,
    /// Right, but not at once.
    LaterTry,
    Mistake,
    CriticalMistake,
    NotReached,
}

/// What would come next, in words for the button, such as "Exam" or a module's title.
#[derive(Debug, Clone)]
pub struct Next {
    pub words: String,
    /// Why it is not open yet; none when it is.
    pub locked_because: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DebriefAction {
    /// An assessor signs the practical part.
    SignOff,
    Again,
    Home,
    Next,
    /// See the attempt again in the room, from this moment on.
    Replay {
        at_ms: u64,
    },
}

/// Whether every step is listed, or only those that tell something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DebriefState {
    pub all_steps: bool,
}

/// Shows the debrief over the whole `ui`. Enter takes the primary way on: next when passed, again when not.
pub fn debrief(ui: &mut Ui, state: &mut DebriefState, view: &DebriefView) -> Option<DebriefAction> {
    begin(ui);
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    ui.painter().rect_filled(screen, 0.0, theme.canvas);
    bar(ui, view);
    let spoken = format!("{}. {}", verdict::words(view).1, words::percent(view.score_permille));
    set_live(ui, Id::unique("verdict"), Rect::from_min_size(screen.min, vec2(1.0, 1.0)), &spoken, true);
    let below = Rect::from_min_max(pos2(screen.left(), screen.top() + BAR_HEIGHT + 1.0), screen.max);
    let side = page_margin(screen.width()) as i8;
    let margin = Margin { left: side, right: side, top: 20, bottom: 24 };
    page(ui, "debrief", below, margin, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if screen.width() < theme::NARROW {
            let action = verdict::show(ui, view);
            ui.add_space(space::L);
            return action.or(what_happened(ui, state, view));
        }
        let room = ui.available_rect_before_wrap();
        let left = Rect::from_min_size(room.min, vec2(290.0, room.height()));
        let mut action = None;
        let left_bottom = at(ui, "verdict", left, |ui| {
            action = verdict::show(ui, view);
            ui.min_rect().bottom()
        });
        let right = Rect::from_min_max(pos2(left.right() + space::XXL, room.top()), room.max);
        let right_bottom = at(ui, "what-happened", right, |ui| {
            action = action.or(what_happened(ui, state, view));
            ui.min_rect().bottom()
        });
        let taken = Rect::from_min_max(room.min, pos2(room.right(), left_bottom.max(right_bottom)));
        ui.allocate_rect(taken, Sense::hover());
        action
    })
}

fn bar(ui: &mut Ui, view: &DebriefView) {
    let theme = theme::of(ui);
    let room = organisation_bar(ui, &view.organisation);
    let y = room.center().y;
    let mut right = room.right();
    if room.width() > 300.0 {
        right = paint_right(ui.painter(), ui, pos2(right, y), &view.person, Type::BODY.strong(), theme.ink) - 10.0;
    }
    avatar(ui, pos2(right - 19.0, y), 38.0, &view.person);
    let words = fill("{saved} · attempt {n}", &[("saved", &view.saved), ("n", &view.attempt_number)]);
    if right - 100.0 - Type::NOTE.width(ui, &words) > room.left() {
        paint_note_right(ui, pos2(right - 68.0, y), Icon::CloudTick, &words);
    }
}

fn what_happened(ui: &mut Ui, state: &mut DebriefState, view: &DebriefView) -> Option<DebriefAction> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut action = None;
    if let Some(replay) = &view.replay {
        action = replay_card(ui, replay);
        ui.add_space(space::L);
    }
    let critical: Vec<&DebriefMistake> = view.mistakes.iter().filter(|mistake| mistake.critical).collect();
    for (idx, mistake) in critical.iter().enumerate() {
        let clicked = ui.push_id(("critical", idx), |ui| critical_card(ui, mistake, view.replay.is_some())).inner;
        action = action.or(clicked);
        ui.add_space(space::L);
    }
    let others: Vec<&DebriefMistake> = view.mistakes.iter().filter(|mistake| !mistake.critical).collect();
    if !others.is_empty() {
        other_mistakes(ui, &others);
        ui.add_space(space::L);
    }
    action.or(steps::show(ui, state, view))
}

/// The line of time with everything that happened on it.
fn replay_card(ui: &mut Ui, replay: &DebriefReplay) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    let card = theme::card(&theme).inner_margin(Margin::symmetric(20, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), 28.0));
        let legend_left = replay_legend(ui, row.right_center(), row.left() + 80.0, &replay.marks);
        let end = paint_left(ui.painter(), ui, row.left_center(), t("Replay"), Type::HEAD, theme.ink, 120.0);
        let words = t("Choose a mark to see it again in the room");
        if end + 12.0 + Type::NOTE.width(ui, words) < legend_left - 12.0 {
            paint_left(ui.painter(), ui, pos2(end + 12.0, row.center().y), words, Type::NOTE, theme.ink_3, 400.0);
        }
        let strip = ReplayStrip { at_ms: 0, end_ms: replay.end_ms, is_playing: false, marks: &replay.marks, first_focus: false };
        replay_strip(ui, &strip)
    });
    card.inner.map(|action| match action {
        ReplayStripAction::PlayOrPause => DebriefAction::Replay { at_ms: 0 },
        ReplayStripAction::Seek(at_ms) => DebriefAction::Replay { at_ms: at_ms.saturating_sub(LEAD_MS) },
    })
}

/// A critical mistake in full, with a red edge.
fn critical_card(ui: &mut Ui, mistake: &DebriefMistake, can_replay: bool) -> Option<DebriefAction> {
    let theme = theme::of(ui);
    let (red, paper) = (ui.painter().add(egui::Shape::Noop), ui.painter().add(egui::Shape::Noop));
    let card = egui::Frame::new().inner_margin(Margin { left: 26, right: 20, top: 16, bottom: 16 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let when = words::clock(mistake.at_ms);
        let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), Type::LEAD.line));
        let mut seen = None;
        let when_left = if can_replay {
            let name = fill("See it at {time}", &[("time", &when)]);
            let button = Button::secondary(&name).icon(Icon::Play).height(theme::TARGET);
            let width = button.natural_width(ui);
            let place =
                Rect::from_min_size(pos2(row.right() - width, row.center().y - theme::TARGET / 2.0), vec2(width, theme::TARGET));
            if at(ui, "see-it", place, |ui| button.show(ui)).clicked() {
                seen = Some(DebriefAction::Replay { at_ms: mistake.at_ms.saturating_sub(LEAD_MS) });
            }
            place.left()
        } else {
            paint_right(ui.painter(), ui, row.right_center(), &when, Type::BODY.strong(), theme.ink_2)
        };
        let heading = Rect::from_min_max(row.min, pos2(when_left - space::M, ui.max_rect().bottom()));
        let title = fill("Step {n}: {what}", &[("n", &mistake.step_number), ("what", &lower_first(&mistake.title))]);
        let bottom = at(ui, "heading", heading, |ui| {
            icon_line(ui, Icon::OctagonAlert, theme.critical, &title, Type::LEAD.strong(), theme.ink);
            ui.min_rect().bottom()
        });
        let bottom = if can_replay { bottom.max(row.top() + theme::TARGET - 10.0) } else { bottom };
        ui.allocate_space(vec2(1.0, bottom - row.top() + 5.0));
        indented(ui, |ui| {
            say(ui, &mistake.say, Type::BODY, theme.ink_2);
            if let Some(why) = &mistake.why {
                ui.add_space(space::S);
                icon_line(ui, Icon::Document, theme.teal, why, Type::BODY, theme.ink_2);
            }
        });
        seen
    });
    let rect = card.response.rect;
    let right = Rect::from_min_max(rect.min + vec2(5.0, 0.0), rect.max);
    let corners = egui::CornerRadius { nw: 10, sw: 10, ne: radius::PANEL, se: radius::PANEL };
    let edge = Stroke::new(stroke::DECOR, theme.line);
    let strip = Rect::from_min_size(rect.min, vec2(20.0, rect.height())).intersect(ui.clip_rect());
    ui.painter().with_clip_rect(strip).set(red, RectShape::filled(rect, radius::PANEL, theme.critical));
    ui.painter().set(paper, RectShape::new(right, corners, theme.paper, edge, StrokeKind::Inside));
    card.inner
}

fn other_mistakes(ui: &mut Ui, mistakes: &[&DebriefMistake]) {
    let theme = theme::of(ui);
    theme::card(&theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, t("To remember"), Type::HEAD, theme.ink);
        // Made again at the same step, it is told once.
        let is_same =
            |a: &DebriefMistake, b: &DebriefMistake| (a.step_number, &a.title, &a.say) == (b.step_number, &b.title, &b.say);
        let first_of =
            mistakes.iter().enumerate().filter(|(idx, made)| !mistakes[..*idx].iter().any(|before| is_same(before, made)));
        for (_, mistake) in first_of {
            ui.add_space(space::S);
            let mut line = fill("Step {n}: {what}", &[("n", &mistake.step_number), ("what", &lower_first(&mistake.title))]);
            let n_times = mistakes.iter().filter(|made| is_same(made, mistake)).count();
            if n_times > 1 {
                line += &format!(" · {}", fill("{n} times", &[("n", &n_times)]));
            }
            icon_line(ui, Icon::TriangleAlert, theme.oak, &line, Type::BODY.strong(), theme.ink);
            indented(ui, |ui| {
                say(ui, &mistake.say, Type::BODY, theme.ink_2);
            });
        }
    });
}

fn indented(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(room.min + vec2(29.0, 0.0), room.max);
    let bottom = at(ui, "indented", inner, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui);
        ui.min_rect().bottom()
    });
    ui.allocate_space(vec2(1.0, bottom - room.top()));
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
