//! The card of a case: the message at the left; what was found, the answers and the decision at the right. With little room, all of
//! it in one column.
//!
//! Knows no right and wrong. Start at [`show`].

use super::answers::{Asked, Shown, answer_id, foot, still_to_do};
use super::case::{self, NUMBER, paint_number};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Type, radius, space, stroke};
use crate::widgets::{
    Button, CapLook, at, begins_at_the_right, body_and_foot, dialog_with_foot, measure, measured, paint_cap, paint_right, say,
    tile,
};
use curriculum::{Case, Part};
use egui::accesskit::Role;
use egui::{CornerRadius, Margin, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use ids::AnswerId;

/// The panel, points: at most so wide and high, and in two only if it is at least so wide and high.
const MOST: egui::Vec2 = vec2(1168.0, 640.0);
const LEAST: egui::Vec2 = vec2(840.0, 400.0);
/// What the right side takes of the width, and at least, points.
const RIGHT_SHARE: f32 = 0.34;
const RIGHT_LEAST: f32 = 350.0;
/// What was found has so much room if there is enough, and stays in sight so far at least, points.
const FOUND_USUAL: f32 = 170.0;
const FOUND_LEAST: f32 = 76.0;
const RIGHT_MARGIN: Margin = Margin { left: 22, right: 22, top: 18, bottom: 0 };
/// Between answers, points.
const GAP: f32 = 8.0;

pub(super) fn show<'c>(ui: &mut Ui, shown: &Shown<'c>, case: &'c Case, identity: &str, area: Rect) -> Asked<'c> {
    let most = vec2(area.width().min(MOST.x), (area.height() - space::XXL).min(MOST.y));
    if most.x < LEAST.x || most.y < LEAST.y {
        return in_one_column(ui, shown, case, identity, area);
    }
    let theme = theme::of(ui);
    let salts = [format!("message\n{identity}"), format!("decisions\n{identity}"), format!("asks\n{identity}")];
    let wanted = salts[..2].iter().map(|salt| measured(ui, salt, most.x, most.y)).fold(LEAST.y, f32::max);
    let panel = Rect::from_center_size(pos2(ui.max_rect().center().x, area.center().y), vec2(most.x, wanted));
    let middle = panel.right() - (most.x * RIGHT_SHARE).max(RIGHT_LEAST);
    let (left, right) = (panel.with_max_x(middle), panel.with_min_x(middle));
    ui.painter().add(theme::shadow_over_scene().as_shape(panel, radius::DIALOG));
    ui.painter().rect_filled(panel, radius::DIALOG, theme.paper);
    let right_corners = CornerRadius { nw: 0, sw: 0, ne: radius::DIALOG, se: radius::DIALOG };
    ui.painter().rect_filled(right, right_corners, theme.wash);
    ui.painter().vline(middle, panel.y_range(), Stroke::new(stroke::DECOR, theme.line));
    let edge = Stroke::new(stroke::DECOR, theme.edge_over_scene);
    ui.painter().rect_stroke(panel, radius::DIALOG, edge, StrokeKind::Inside);

    let mut asked = Asked::default();
    at(ui, "message", left.shrink(1.0), |ui| {
        let all = ScrollArea::vertical().id_salt(&salts[0]).auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin::symmetric(28, 18)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                asked.pointed = case::show(ui, case, shown.marked, shown.pictures, 28.0);
            });
        });
        measure(ui, &salts[0], most.x, all.content_size.y + 2.0);
    });
    let around = f32::from(RIGHT_MARGIN.top) + space::M + TARGET_IN_PLAY + space::M + 2.0;
    let room = right.height() - around;
    let content = |ui: &mut Ui| {
        let (answer, wanted) = right_side(ui, shown, case, &salts[2], room);
        asked.answer = answer;
        measure(ui, &salts[1], most.x, wanted + around);
    };
    asked.decided = body_and_foot(ui, &salts[1], right, RIGHT_MARGIN, content, |ui| {
        let width = ui.available_width();
        let button = Button::primary(t("Decide")).icon(Icon::Tick).enabled(shown.ready).width(width);
        // On a part of the message Enter marks: then it is not promised here.
        let focused = ui.memory(|memory| memory.focused());
        let on_part = case.can_be_marked() && case.parts.iter().any(|part| focused == Some(case::part_id(&part.id)));
        if on_part { button.show(ui).clicked() } else { button.key("Enter").show(ui).clicked() }
    });
    asked
}

fn in_one_column<'c>(ui: &mut Ui, shown: &Shown<'c>, case: &'c Case, identity: &str, area: Rect) -> Asked<'c> {
    let mut asked = Asked::default();
    let (mut pointed, mut answer) = (case::Pointed::default(), None);
    let content = |ui: &mut Ui| {
        pointed = case::sheet(ui, case, shown.marked, shown.pictures);
        if case.can_be_marked() {
            found_heading(ui, shown);
            found(ui, shown, case);
            ui.add_space(space::M);
        }
        answer = asks(ui, shown);
    };
    asked.decided = dialog_with_foot(ui, identity, 760.0, area, content, |ui| foot(ui, shown));
    Asked { pointed, answer, ..asked }
}

/// What was found over what is left of `room`; under it the question and the answers, which stay in sight. Gives the answer that was
/// clicked, and how high it all wants to be.
fn right_side<'c>(ui: &mut Ui, shown: &Shown<'c>, case: &'c Case, salt: &str, room: f32) -> (Option<&'c AnswerId>, f32) {
    let theme = theme::of(ui);
    let (width, top) = (ui.available_width(), ui.cursor().top());
    let for_answers = measured(ui, salt, width, room);
    let mut above = 0.0;
    if case.can_be_marked() {
        found_heading(ui, shown);
        let heading = ui.cursor().top() - top;
        above = heading + FOUND_USUAL + space::M;
        let list = ScrollArea::vertical().id_salt((salt, "found")).auto_shrink([false, true]).stick_to_bottom(true);
        list.max_height((room - heading - for_answers - space::M).max(FOUND_LEAST)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            found(ui, shown, case);
        });
        ui.add_space((room - (ui.cursor().top() - top) - for_answers).max(space::M));
    }
    let before = ui.cursor().top();
    let clicked = asks(ui, shown);
    ui.add_space(space::XS);
    say(ui, &still_to_do(shown), Type::NOTE, theme.ink_2);
    let height = ui.cursor().top() - before;
    measure(ui, salt, width, height);
    (clicked, above + height)
}

/// What to do with the parts, and how many were marked: in an exam nothing counts for the trainee.
fn found_heading(ui: &mut Ui, shown: &Shown<'_>) {
    let theme = theme::of(ui);
    let (top, room) = (ui.cursor().top(), ui.max_rect());
    let heading = t("What decides it?");
    let count = if shown.in_exam { String::new() } else { fill("{n} found", &[("n", &shown.marked.len())]) };
    let (heading_width, count_width) = (Type::HEAD.width(ui, heading), Type::BODY.medium().width(ui, &count));
    say(ui, heading, Type::HEAD, theme.ink);
    if !count.is_empty() && !begins_at_the_right(heading) && heading_width + space::M + count_width <= room.width() {
        let middle = pos2(room.right(), top + Type::HEAD.line / 2.0);
        paint_right(ui.painter(), ui, middle, &count, Type::BODY.medium(), theme.ink_2);
    } else if !count.is_empty() {
        say(ui, &count, Type::BODY.medium(), theme.ink_2);
    }
    say(ui, t("Hover or Tab to look. Press M to mark."), Type::NOTE, theme.ink_2);
    ui.add_space(space::S);
}

/// What was marked, each behind its number.
fn found(ui: &mut Ui, shown: &Shown<'_>, case: &Case) {
    let theme = theme::of(ui);
    let line = Stroke::new(stroke::DECOR, theme.line);
    let parts = shown.marked.iter().filter_map(|id| case.parts.iter().find(|part| part.id == *id));
    for (idx, part) in parts.enumerate() {
        let room = ui.available_rect_before_wrap();
        ui.painter().hline(room.x_range(), room.top(), line);
        let words = Rect::from_min_max(room.min + vec2(NUMBER + 10.0, 8.0), room.max);
        let said =
            ui.scope_builder(UiBuilder::new().max_rect(words), |ui| say(ui, &in_short(part), Type::NOTE.medium(), theme.ink));
        paint_number(ui, pos2(room.left() + NUMBER / 2.0, said.inner.rect.top() + Type::NOTE.line / 2.0), idx + 1);
        ui.add_space(space::S);
    }
    if !shown.marked.is_empty() {
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
    }
    ui.add_space(1.0);
}

fn in_short(part: &Part) -> String {
    if part.label.is_empty() { part.say.clone() } else { format!("{}: {}", part.label, part.say) }
}

/// The question and its answers; gives the one that was clicked.
fn asks<'c>(ui: &mut Ui, shown: &Shown<'c>) -> Option<&'c AnswerId> {
    let theme = theme::of(ui);
    if !shown.card.text.is_empty() {
        say(ui, &shown.card.text, Type::BODY, theme.ink_2);
        ui.add_space(space::S);
    }
    say(ui, &shown.card.ask, Type::LEAD.strong(), theme.ink);
    ui.add_space(space::S);
    let width = ui.available_width();
    let half = ((width - GAP) / 2.0).floor();
    let fits_half = |words: &str| TEXT.width(ui, words) + BESIDE_TEXT + 2.0 <= half;
    let in_two = shown.card.answers.iter().all(|(_, words)| fits_half(words));
    let answers: Vec<_> = shown.card.answers.iter().enumerate().collect();
    let mut clicked = None;
    for row in answers.chunks(if in_two { 2 } else { 1 }) {
        let each = if in_two { half } else { width };
        let text_height = |words: &str| TEXT.lay_out(ui, words, theme.ink, each - BESIDE_TEXT).size().y;
        let height = row.iter().map(|(_, (_, words))| text_height(words)).fold(0.0, f32::max) + 20.0;
        let (_, place) = ui.allocate_space(vec2(width, height.max(TARGET_IN_PLAY)));
        for (nth, (idx, (id, words))) in row.iter().enumerate() {
            let left = place.left() + nth as f32 * (half + GAP);
            let rect = Rect::from_min_size(pos2(left, place.top()), vec2(each, place.height()));
            if answer(ui, rect, shown, *idx, id, words) {
                clicked = Some(id);
            }
        }
        ui.add_space(GAP);
    }
    clicked
}

const TEXT: Type = Type::BODY.medium();
/// Left and right of an answer's words, points.
const BESIDE_TEXT: f32 = 46.0 + 12.0;

/// All answers look alike: its key stands before each, and the tick in the key's place before the one that is chosen.
fn answer(ui: &mut Ui, rect: Rect, shown: &Shown<'_>, idx: usize, id: &AnswerId, words: &str) -> bool {
    let theme = theme::of(ui);
    let is_chosen = shown.chosen.contains(id);
    let role = if shown.pick > 1 { Role::CheckBox } else { Role::RadioButton };
    let response = tile(ui, rect, answer_id(id), words, role, Some(is_chosen), false);
    if is_chosen {
        paint_icon(ui.painter(), Icon::TickDisc, pos2(rect.left() + 24.0, rect.center().y), 24.0, theme.teal, theme.paper);
    } else if idx < 9 {
        paint_cap(ui, pos2(rect.left() + 12.0, rect.center().y), &(idx + 1).to_string(), CapLook::on_paper(&theme));
    }
    let galley = TEXT.lay_out(ui, words, theme.ink, rect.width() - BESIDE_TEXT);
    ui.painter().galley(pos2(rect.left() + 46.0, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    response.clicked()
}
