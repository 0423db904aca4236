//! The lists of Home: up next, certificates, completed.

use super::{Certificate, Completed, Due, HomeAction, HomeState, Standing, UpNext, mode_means, mode_name};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Status, Type, radius, space};
use crate::widgets::{Button, at, chip, icon_line, paint_right, rule, say, segmented, split};
use crate::words;
use curriculum::ModuleKind;
use egui::{Margin, Rect, Ui, pos2, vec2};

pub fn up_next(ui: &mut Ui, state: &mut HomeState, up_next: &[UpNext]) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let mut action = None;
    theme::card(&theme).inner_margin(Margin::symmetric(18, 14)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let minutes: u32 = up_next.iter().map(|next| next.minutes).sum();
        let count = if up_next.is_empty() {
            String::new()
        } else {
            fill(
                "{modules} · {n} minutes",
                &[("modules", &words::count(up_next.len(), "{n} module", "{n} modules")), ("n", &minutes)],
            )
        };
        head(ui, t("Up next"), &count);
        ui.add_space(13.0);
        if up_next.is_empty() {
            rule(ui);
            ui.add_space(space::M);
            say(ui, t("Nothing waits. What you are given next appears here."), Type::BODY, theme.ink_2);
        }
        for (idx, next) in up_next.iter().enumerate() {
            full_rule(ui, 18.0);
            ui.add_space(space::L);
            let row = ui.push_id(&next.module, |ui| up_next_row(ui, state, next)).inner;
            action = action.take().or(row);
            ui.add_space(if idx + 1 == up_next.len() { 2.0 } else { space::L });
        }
    });
    action
}

fn up_next_row(ui: &mut Ui, state: &mut HomeState, next: &UpNext) -> Option<HomeAction> {
    let mut mode = state.mode_of(next);
    let start = Button::secondary(t("Start")).icon(Icon::PlayOutline).height(theme::TARGET);
    let spoken = fill("Start {title}", &[("title", &next.title)]);
    let start = start.spoken(&spoken);
    let start_width = start.natural_width(ui);
    let choices: Vec<(curriculum::Mode, &str)> = next.modes.iter().map(|mode| (*mode, mode_name(*mode))).collect();
    let modes_width = if choices.len() > 1 { choices.len() as f32 * 96.0 } else { 0.0 };
    let mut clicked = false;
    let beside = start_width + modes_width + space::M;
    if ui.available_width() >= beside + 250.0 {
        let shown = mode;
        split(
            ui,
            beside,
            |ui| about(ui, next, shown),
            |ui| {
                // Tab goes as one reads: the modes first, then the button.
                let room = ui.max_rect();
                let place = |left: f32, width: f32| {
                    Rect::from_min_size(pos2(left, room.center().y - theme::TARGET / 2.0), vec2(width, theme::TARGET))
                };
                if choices.len() > 1 {
                    at(ui, "modes", place(room.left(), modes_width), |ui| {
                        segmented(ui, t("Mode"), &choices, &mut mode, modes_width)
                    });
                }
                let button = place(room.right() - start_width, start_width);
                clicked = at(ui, "start", button, |ui| start.show(ui)).clicked();
            },
        );
    } else {
        about(ui, next, mode);
        ui.add_space(space::M);
        let room = ui.available_rect_before_wrap();
        let modes_width = (room.width() - start_width - space::M).min(modes_width);
        if choices.len() > 1 {
            at(ui, "modes", room, |ui| segmented(ui, t("Mode"), &choices, &mut mode, modes_width));
        }
        let right = Rect::from_min_max(pos2(room.right() - start_width, room.top()), room.max);
        clicked = at(ui, "start", right, |ui| start.show(ui)).clicked();
        ui.allocate_space(vec2(room.width(), theme::TARGET));
    }
    state.chosen_modes.insert(next.module.clone(), mode);
    clicked.then(|| HomeAction::Start { module: next.module.clone(), mode })
}

/// What a module is: its kind as a symbol, title, minutes, and what the chosen mode means.
fn about(ui: &mut Ui, next: &UpNext, mode: curriculum::Mode) {
    let theme = theme::of(ui);
    let room = ui.available_rect_before_wrap();
    let square = Rect::from_min_size(room.min + vec2(0.0, 2.0), vec2(40.0, 40.0));
    ui.painter().rect_filled(square, radius::CHIP, theme.teal_wash);
    let (icon, kind) = kind_of(next.kind);
    paint_icon(ui.painter(), icon, square.center(), 22.0, theme.teal, theme.teal_wash);
    let text = Rect::from_min_max(pos2(square.right() + space::L, room.top()), room.max);
    let bottom = at(ui, "about", text, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, &next.title, Type::LEAD.strong(), theme.ink);
        let mut kind_and_minutes = fill("{kind} · {n} min", &[("kind", &kind), ("n", &next.minutes)]);
        if let Some(language) = &next.other_language {
            kind_and_minutes += &format!(" · {}", fill("in {language}", &[("language", language)]));
        }
        let beside = next.due.as_ref().filter(|due| {
            let chip_width = Type::NOTE.strong().width(ui, &due.words) + 43.0;
            Type::NOTE.width(ui, &kind_and_minutes) + space::M + chip_width <= ui.available_width()
        });
        if beside.is_some() {
            ui.add_space(4.0);
        }
        let corner = ui.cursor().min;
        say(ui, &kind_and_minutes, Type::NOTE, theme.ink_2);
        if let Some(due) = beside {
            let x = corner.x + Type::NOTE.width(ui, &kind_and_minutes) + space::M;
            let place = Rect::from_min_size(pos2(x, corner.y - 3.0), vec2(ui.max_rect().right() - x, 28.0));
            at(ui, "due", place, |ui| due_chip(ui, due));
            ui.add_space(8.0);
        }
        say(ui, mode_means(mode), Type::NOTE, theme.ink_3);
        exam_note(ui, next);
        if let (None, Some(due)) = (beside, &next.due) {
            ui.add_space(space::S);
            due_chip(ui, due);
        }
        ui.min_rect().bottom()
    });
    ui.allocate_space(vec2(room.width(), bottom - room.top()));
}

/// Where the person stands with the exam, if there is something to say.
pub(super) fn exam_note(ui: &mut Ui, next: &UpNext) {
    let theme = theme::of(ui);
    if !next.exam_note.is_empty() {
        ui.add_space(space::XS);
        icon_line(ui, Icon::Shield, theme.oak, &next.exam_note, Type::NOTE.strong(), theme.ink_2);
    }
}

fn due_chip(ui: &mut Ui, due: &Due) {
    chip(ui, if due.overdue { Status::Overdue } else { Status::Due }, &due.words);
}

fn kind_of(kind: ModuleKind) -> (Icon, &'static str) {
    match kind {
        ModuleKind::Onboarding => (Icon::Graduation, t("Onboarding")),
        ModuleKind::Workflow => (Icon::Repeat, t("Workflow")),
        ModuleKind::Maintenance => (Icon::Wrench, t("Maintenance")),
        ModuleKind::Security => (Icon::Shield, t("Security")),
        ModuleKind::Drill => (Icon::Bell, t("Drill")),
    }
}

pub fn certificates(ui: &mut Ui, certificates: &[Certificate]) {
    let theme = theme::of(ui);
    theme::card(&theme).inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, t("Your certificates"), "");
        if certificates.is_empty() {
            ui.add_space(space::XS);
            say(ui, t("None yet. Pass a module to earn its certificate."), Type::BODY, theme.ink_2);
        }
        for (idx, certificate) in certificates.iter().enumerate() {
            if idx > 0 {
                rule(ui);
            }
            ui.add_space(10.0);
            ui.push_id(idx, |ui| certificate_row(ui, certificate));
            ui.add_space(10.0);
        }
    });
}

fn certificate_row(ui: &mut Ui, certificate: &Certificate) {
    let theme = theme::of(ui);
    let (status, word) = match certificate.standing {
        Standing::Valid => (Status::Done, t("Valid")),
        Standing::Lapsing => (Status::Lapsing, t("Lapsing")),
        Standing::Lapsed => (Status::Overdue, t("Lapsed")),
    };
    let until = match &certificate.valid_until {
        Some(date) if certificate.standing == Standing::Lapsed => fill("Was valid until {date}", &[("date", &date)]),
        Some(date) => fill("Valid until {date}", &[("date", &date)]),
        None => t("Does not lapse").to_owned(),
    };
    let text = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, &certificate.title, Type::BODY.strong(), theme.ink);
        say(ui, &until, Type::NOTE, theme.ink_3);
    };
    let chip_width = (Type::NOTE.strong().width(ui, word) + 44.0).max(96.0);
    split(ui, chip_width, text, |ui| {
        chip(ui, status, word);
    });
}

pub fn completed(ui: &mut Ui, completed: &[Completed]) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let mut action = None;
    theme::card(&theme).inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, t("Completed"), "");
        if completed.is_empty() {
            ui.add_space(space::XS);
            say(ui, t("Nothing yet. What you finish appears here, with its date and score."), Type::BODY, theme.ink_2);
        }
        for (idx, done) in completed.iter().enumerate() {
            if idx > 0 {
                rule(ui);
            }
            ui.add_space(10.0);
            let again = ui.push_id(idx, |ui| completed_row(ui, done)).inner;
            action = action.take().or(again);
            ui.add_space(10.0);
        }
    });
    action
}

fn completed_row(ui: &mut Ui, done: &Completed) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let spoken = fill("{title} again", &[("title", &done.title)]);
    let again = Button::plain(t("Again")).spoken(&spoken);
    let again_width = again.natural_width(ui);
    let score = words::percent(done.score_permille);
    let score_width = Type::LEAD.strong().width(ui, &score);
    let (icon, colour, word) = if done.passed {
        (Icon::TickDisc, theme.done, mode_name(done.mode))
    } else {
        (Icon::Restart, theme.oak, t("Not yet passed"))
    };
    let mut clicked = false;
    let text = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_rect_before_wrap();
        paint_icon(ui.painter(), icon, pos2(room.left() + 10.0, room.top() + Type::BODY.line), 19.0, colour, theme.paper);
        let words = Rect::from_min_max(pos2(room.left() + 32.0, room.top()), room.max);
        let bottom = at(ui, "words", words, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            say(ui, &done.title, Type::BODY.strong(), theme.ink);
            say(ui, &format!("{} · {word}", done.date), Type::NOTE, theme.ink_3);
            ui.min_rect().bottom()
        });
        ui.allocate_space(vec2(room.width(), bottom - room.top()));
    };
    split(ui, again_width + space::S + score_width, text, |ui| {
        let right = ui.max_rect().right_center();
        paint_right(ui.painter(), ui, right, &score, Type::LEAD.strong(), theme.ink);
        ui.add_space(score_width + space::S);
        clicked = again.show(ui).clicked();
    });
    clicked.then(|| HomeAction::Start { module: done.module.clone(), mode: done.mode })
}

/// The heading of a card, with a note at the right.
pub(super) fn head(ui: &mut Ui, heading: &str, at_right: &str) {
    let theme = theme::of(ui);
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), Type::HEAD.line));
    if !at_right.is_empty() {
        paint_right(ui.painter(), ui, row.right_center(), at_right, Type::NOTE, theme.ink_3);
    }
    say(ui, heading, Type::HEAD, theme.ink);
}

/// A rule over the whole card, beyond its margin.
fn full_rule(ui: &Ui, beyond: f32) {
    let theme = theme::of(ui);
    let range = ui.available_rect_before_wrap().expand2(vec2(beyond, 0.0)).x_range();
    ui.painter().hline(range, ui.cursor().top(), egui::Stroke::new(1.0, theme.line));
}
