//! What a question is about, as it looks where it comes from: an e-mail with its head, a message, a call, a form, a screen. Each
//! part is one thing: pointing at it, or coming to it with the keyboard, shows what is behind it; where cues are to be found, it
//! can be marked.
//!
//! Knows no right and wrong. Start at [`show`].

use super::bubble;
use super::pictures::{self, ShownPicture};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, radius, space, stroke, tokens};
use crate::widgets::{avatar, follow_focus, paint_ring, say};
use curriculum::{Case, CaseLooks, Part, PartKind};
use egui::accesskit::Role;
use egui::{Color32, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use ids::AnswerId;

/// The height of a part of one line, points.
const LINE: f32 = 40.0;
/// Who it is from has initials beside the name: how wide they are, and how far the name stands in, points.
const AVATAR: f32 = 40.0;
const BESIDE_AVATAR: f32 = 54.0;
/// The side of a number beside what is marked, and what it takes of the width, points.
pub(super) const NUMBER: f32 = 24.0;
const FOR_NUMBER: f32 = NUMBER + 12.0;

/// What the pointer does with the parts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pointed<'c> {
    /// To be marked, or not any more.
    pub clicked: Option<&'c AnswerId>,
    pub hovered: Option<&'c AnswerId>,
}

/// Shows the case over the available width. `bleed` is how far its rules go beyond that at both sides.
pub(super) fn show<'c>(ui: &mut Ui, case: &'c Case, marked: &[AnswerId], shown: &[ShownPicture], bleed: f32) -> Pointed<'c> {
    pictures::show(ui, shown, case.picture.as_ref());
    let mut pointed = Pointed::default();
    let mut part = |ui: &mut Ui, part: &'c Part, dress: Dress| {
        let number = marked.iter().position(|marked| *marked == part.id).map(|idx| idx + 1);
        let response = show_part(ui, part, case, dress, number);
        if case.can_be_marked() && response.clicked() {
            pointed.clicked = Some(&part.id);
        }
        if response.hovered() {
            pointed.hovered = Some(&part.id);
        }
    };
    let of_kind = |kind: PartKind| case.parts.iter().filter(move |part| part.kind == kind);
    let theme = theme::of(ui);
    let sender = of_kind(PartKind::From).next();
    if case.looks != CaseLooks::Email || !case.parts.iter().any(|part| matches!(part.kind, PartKind::Subject | PartKind::From)) {
        title(ui, case.looks);
    }
    for subject in of_kind(PartKind::Subject) {
        part(ui, subject, Dress { style: Type::INSTRUCTION, colour: theme.ink, left: 0.0, look: Look::Plain });
    }
    let left = if sender.is_some() { BESIDE_AVATAR } else { 0.0 };
    for from in of_kind(PartKind::From) {
        let top_left = ui.cursor().min;
        part(ui, from, Dress { style: Type::LEAD.strong(), colour: theme.ink, left, look: Look::Plain });
        avatar(ui, top_left + vec2(AVATAR, LINE) / 2.0, AVATAR, &from.say);
    }
    for line in of_kind(PartKind::Head) {
        part(ui, line, Dress { style: Type::BODY, colour: theme.ink_2, left, look: Look::Labelled });
    }
    if case.parts.iter().any(|part| part.kind.is_of_head()) {
        rule(ui, bleed);
    }
    let in_columns = matches!(case.looks, CaseLooks::Form | CaseLooks::Phone | CaseLooks::Screen);
    for line in case.parts.iter().filter(|part| matches!(part.kind, PartKind::Text | PartKind::Link)) {
        let (colour, look) = match (line.kind, in_columns) {
            (PartKind::Link, _) => (tokens::LINK, Look::Link),
            (_, true) => (theme.ink, Look::InColumns),
            (_, false) => (theme.ink, Look::Labelled),
        };
        part(ui, line, Dress { style: Type::LEAD, colour, left: 0.0, look });
        if case.looks == CaseLooks::Form {
            ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(stroke::DECOR, theme.line));
        }
    }
    for file in of_kind(PartKind::Attachment) {
        ui.add_space(space::S);
        part(ui, file, Dress { style: Type::BODY.strong(), colour: theme.ink, left: 0.0, look: Look::File });
    }
    pointed
}

/// The same as a sheet of its own, where it stands on a card among other things.
pub(super) fn sheet<'c>(ui: &mut Ui, case: &'c Case, marked: &[AnswerId], shown: &[ShownPicture]) -> Pointed<'c> {
    if case.parts.is_empty() {
        pictures::show(ui, shown, case.picture.as_ref());
        return Pointed::default();
    }
    let theme = theme::of(ui);
    let frame = egui::Frame::new()
        .fill(theme.paper)
        .stroke(Stroke::new(1.25, theme.line_strong))
        .corner_radius(radius::CONTROL)
        .inner_margin(egui::Margin::symmetric(14, 10));
    let pointed = frame.show(ui, |ui| show(ui, case, marked, shown, 14.0)).inner;
    ui.add_space(space::M);
    pointed
}

pub(super) fn part_id(part: &AnswerId) -> Id {
    Id::unique(("part", part.as_str()))
}

/// The number of what is marked, on slate.
pub(super) fn paint_number(ui: &Ui, centre: Pos2, number: usize) {
    let rect = Rect::from_center_size(centre, vec2(NUMBER, NUMBER));
    ui.painter().rect_filled(rect, radius::KEY, tokens::SLATE);
    let galley = Type::NOTE.strong().lay_out(ui, &number.to_string(), tokens::GUIDE, f32::INFINITY);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens::GUIDE);
}

/// What it is, in words and in looks.
fn title(ui: &mut Ui, looks: CaseLooks) {
    let theme = theme::of(ui);
    let (words, icon) = match looks {
        CaseLooks::Message => (t("Message"), Icon::Chat),
        CaseLooks::Email => (t("E-mail"), Icon::Mail),
        CaseLooks::Phone => (t("Phone call"), Icon::Phone),
        CaseLooks::Form => (t("Form"), Icon::Document),
        CaseLooks::Screen => (t("Screen"), Icon::Image),
    };
    if looks == CaseLooks::Screen {
        let room = ui.available_rect_before_wrap();
        let bar = Rect::from_min_size(room.min, vec2(room.width(), 32.0));
        ui.painter().rect_filled(bar, radius::CHIP, tokens::SLATE);
        for dot in 0..3_u8 {
            ui.painter().circle_filled(pos2(bar.right() - 16.0 - 16.0 * f32::from(dot), bar.center().y), 4.5, theme.track);
        }
        let galley = Type::BODY.strong().lay_out_line(ui, words, tokens::WHITE, bar.width());
        ui.painter().galley(pos2(bar.left() + 12.0, bar.center().y - galley.size().y / 2.0), galley, tokens::WHITE);
        ui.allocate_space(vec2(room.width(), 40.0));
        return;
    }
    let (at, size) = (ui.cursor().min, 22.0);
    paint_icon(ui.painter(), icon, at + vec2(size, Type::HEAD.line) / 2.0, size, theme.teal, theme.paper);
    let beside = Rect::from_min_max(at + vec2(size + 10.0, 0.0), ui.max_rect().max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(beside), |ui| say(ui, words, Type::HEAD, theme.ink));
    ui.add_space(space::S);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(stroke::DECOR, theme.line));
    ui.add_space(space::XS);
}

fn rule(ui: &mut Ui, bleed: f32) {
    let line = Stroke::new(stroke::DECOR, theme::of(ui).line);
    ui.add_space(space::S);
    let across = ui.max_rect().expand2(vec2(bleed, 0.0)).x_range();
    ui.painter().hline(across, ui.cursor().top(), line);
    ui.add_space(space::M);
}

/// What a part wears.
#[derive(Debug, Clone, Copy)]
struct Dress {
    style: Type,
    colour: Color32,
    /// How far it stands in, points.
    left: f32,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Without its label: its place tells what it is.
    Plain,
    /// Behind its label, if it has one.
    Labelled,
    /// The labels of all of them in a column.
    InColumns,
    Link,
    File,
}

fn show_part(ui: &mut Ui, part: &Part, case: &Case, dress: Dress, number: Option<usize>) -> Response {
    let theme = theme::of(ui);
    let width = ui.available_width();
    let has_label = !part.label.is_empty() && matches!(dress.look, Look::Labelled | Look::InColumns);
    let label_style = dress.style.medium();
    let label_width = match dress.look {
        _ if !has_label => 0.0,
        Look::InColumns => (width * 0.26).clamp(80.0, 170.0),
        _ => label_style.width(ui, &part.label).min(width * 0.4) + 1.0,
    };
    let label = label_style.lay_out(ui, if has_label { &part.label } else { "" }, theme.ink_3, label_width.max(1.0));
    let before =
        dress.left + if has_label { label_width + space::M } else { 0.0 } + if dress.look == Look::File { 40.0 } else { 0.0 };
    let after = if case.can_be_marked() { FOR_NUMBER } else { 0.0 } + if dress.look == Look::File { 16.0 } else { 0.0 };
    let said = dress.style.lay_out(ui, &part.say, dress.colour, (width - before - after).max(40.0));
    let text_height = said.size().y.max(if has_label { label.size().y } else { 0.0 });
    let (_, rect) = ui.allocate_space(vec2(width, (text_height + LINE - 24.0).max(LINE)));
    let first_line = rect.center().y - text_height / 2.0;
    let text = Rect::from_min_size(pos2(rect.left() + before, first_line), said.size());

    let response = ui.interact(rect, part_id(&part.id), Sense::click());
    follow_focus(ui, &response, false);
    let (spoken, can_be_marked) = (spoken(part), case.can_be_marked());
    response.widget_info(|| match can_be_marked {
        true => WidgetInfo::selected(Role::CheckBox, true, number.is_some(), &spoken),
        false => WidgetInfo::labeled(Role::Button, true, &spoken),
    });

    let is_file = dress.look == Look::File;
    let all = if is_file { file_frame(rect, text) } else { text.with_min_x(rect.left() + dress.left) };
    let rows: Vec<Rect> = match is_file {
        true => vec![all],
        false => said.rows.iter().map(|row| row.rect().translate(text.min.to_vec2())).collect(),
    };
    if is_file {
        let edge = Stroke::new(1.25, theme.line_strong);
        let ground = if number.is_some() {
            tokens::MARKED
        } else if response.hovered() {
            theme.hover
        } else {
            theme.wash
        };
        ui.painter().rect(all, radius::CONTROL, ground, edge, StrokeKind::Inside);
        paint_icon(ui.painter(), Icon::Paperclip, pos2(all.left() + 22.0, all.center().y), 18.0, theme.ink_2, theme.paper);
    } else if number.is_some() {
        for row in &rows {
            ui.painter().rect_filled(row.expand2(vec2(3.0, 0.0)), 0.0, tokens::MARKED);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(all.expand2(vec2(6.0, 3.0)), radius::KEY, theme.hover);
    }
    if has_label {
        ui.painter().galley(pos2(rect.left() + dress.left, first_line), label, theme.ink_3);
    }
    ui.painter().galley(text.min, said, dress.colour);
    for row in &rows {
        if number.is_some() {
            let y = if is_file { row.bottom() - 5.0 } else { row.bottom() - 1.0 };
            let under = if is_file { text } else { row.expand2(vec2(3.0, 0.0)) };
            ui.painter().hline(under.x_range(), y, Stroke::new(2.0, theme.ink));
        } else if dress.look == Look::Link {
            ui.painter().hline(row.x_range(), row.bottom() - 3.0, Stroke::new(1.25, tokens::LINK));
        }
    }
    if let (Some(number), Some(last)) = (number, rows.last()) {
        paint_number(ui, pos2(last.right() + 8.0 + NUMBER / 2.0, last.center().y), number);
    }
    paint_ring(ui, &response, if is_file { all } else { all.expand2(vec2(4.0, 2.0)) }, f32::from(radius::KEY));
    if !part.reveals.is_empty() && (response.hovered() || response.has_focus()) {
        bubble::reveal(ui, part, if is_file { all } else { text }, can_be_marked.then_some(number.is_some()));
    }
    response
}

/// The chip around a file's name.
fn file_frame(row: Rect, name: Rect) -> Rect {
    Rect::from_min_max(row.left_top(), pos2(name.right() + 16.0, row.bottom()))
}

/// As a screen reader says it.
fn spoken(part: &Part) -> String {
    match (part.label.as_str(), part.reveals.as_str()) {
        ("", "") => part.say.clone(),
        (label, "") => format!("{label}: {}", part.say),
        (label, reveals) => {
            let said = format!("{label} {}", part.say);
            fill("{said}. It really is: {reveals}", &[("said", &said.trim_start()), ("reveals", &reveals)])
        }
    }
}
