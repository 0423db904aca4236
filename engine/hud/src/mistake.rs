//! The card of a mistake: what happened, why it matters, what could have happened, what it costs, one way on.
//!
//! The place stays in view in a dashed frame, so the card keeps to the other side.

use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, radius, space, stroke, tokens};
use crate::widgets::{Button, at, begin, body_and_foot, icon_line, link, measured, paint_right, say, set_live};
use crate::words;
use curriculum::{Mode, Response};
use egui::{CornerRadius, Id, Margin, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use session::MistakeView;

/// Whether the reason of the rule is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MistakeState {
    pub why_is_open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MistakeAction {
    /// Read; go back or on, as the response says.
    Acknowledge,
}

const WIDTH: f32 = 700.0;
const HEAD_HEIGHT: f32 = 60.0;

/// Shows the card. `place` are the corners of where it happened, in points, clockwise; none when it is out of sight.
/// Enter goes on.
pub fn mistake(ui: &mut Ui, state: &mut MistakeState, view: &MistakeView, place: Option<[Pos2; 4]>) -> Option<MistakeAction> {
    begin(ui);
    let screen = ui.max_rect();
    ui.painter().rect_filled(screen, 0.0, tokens::scrim(0.5));
    if let Some(corners) = place {
        dashed_place(ui, corners);
    }
    let edge = theme::edge_in_play(screen.size());
    let width = WIDTH.min(screen.width() - 2.0 * edge);
    let salt = format!("mistake {}", view.mistake);
    let height = (measured(ui, &salt, width, screen.height()) + HEAD_HEIGHT).min(screen.height() - 2.0 * edge);
    let rect = Rect::from_min_size(corner_for(screen, vec2(width, height), place), vec2(width, height));
    set_live(ui, Id::unique("mistake"), rect, &format!("{}. {} {}", kind_of(view), view.title, view.say), true);

    let theme = theme::of(ui);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::DIALOG));
    ui.painter().rect_filled(rect, radius::DIALOG, theme.paper);
    head(ui, Rect::from_min_size(rect.min, vec2(width, HEAD_HEIGHT)), view);
    ui.painter().rect_stroke(rect, radius::DIALOG, Stroke::new(stroke::DECOR, theme.edge_over_scene), StrokeKind::Inside);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + HEAD_HEIGHT), rect.max);
    let margin = Margin { left: 27, right: 27, top: 20, bottom: 6 };
    let why_is_open = state.why_is_open;
    body_and_foot(ui, &salt, body, margin, |ui| content(ui, why_is_open, view), |ui| buttons(ui, state, view))
}

/// Beside the place rather than over it; in the middle when there is no place or no room.
fn corner_for(screen: Rect, size: egui::Vec2, place: Option<[Pos2; 4]>) -> Pos2 {
    let middle = screen.center() - size / 2.0;
    let spare = screen.width() - size.x;
    let Some(corners) = place.filter(|_| spare > 160.0) else { return middle };
    let place = Rect::from_points(&corners);
    let inset = 64.0_f32.min(spare / 4.0);
    let x = if place.center().x > screen.center().x { screen.left() + inset } else { screen.right() - inset - size.x };
    pos2(x, (screen.top() + 60.0).min(middle.y.max(screen.top() + 12.0)))
}

fn kind_of(view: &MistakeView) -> &'static str {
    if view.critical { t("Critical mistake") } else { t("Mistake") }
}

fn head(ui: &Ui, rect: Rect, view: &MistakeView) {
    let theme = theme::of(ui);
    let corners = CornerRadius { nw: radius::DIALOG, ne: radius::DIALOG, sw: 0, se: 0 };
    let (ground, colour, icon) = if view.critical {
        (theme.critical_wash, theme.critical, Icon::OctagonAlert)
    } else {
        (theme.oak_wash, theme.oak, Icon::TriangleAlert)
    };
    ui.painter().rect_filled(rect, corners, ground);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colour.gamma_multiply(0.3)));
    paint_icon(ui.painter(), icon, pos2(rect.left() + 41.0, rect.center().y), 26.0, colour, ground);
    let style = Type { size: 18.0, line: 26.0, ..Type::LEAD.strong() };
    crate::widgets::paint_left(
        ui.painter(),
        ui,
        pos2(rect.left() + 66.0, rect.center().y),
        kind_of(view),
        style,
        colour,
        rect.width(),
    );
    let when = fill("Step {n} · {time}", &[("n", &(view.step_idx + 1)), ("time", &words::clock(view.at_ms))]);
    paint_right(ui.painter(), ui, pos2(rect.right() - 27.0, rect.center().y), &when, Type::BODY, colour);
}

fn content(ui: &mut Ui, why_is_open: bool, view: &MistakeView) {
    let theme = theme::of(ui);
    say(ui, &view.title, Type::TITLE, theme.ink);
    ui.add_space(4.0);
    say(ui, &view.say, Type { size: 18.0, line: 26.0, ..Type::LEAD }, theme.ink_2);
    if !view.could_have.is_empty() {
        ui.add_space(space::L);
        could_have(ui, &view.could_have);
    }
    ui.add_space(space::L);
    icon_line(ui, Icon::Tick, theme.teal, &what_it_costs(view), Type::BODY, theme.ink_2);
    if let (true, Some(why)) = (why_is_open, &view.why) {
        ui.add_space(space::M);
        icon_line(ui, Icon::Document, theme.teal, why, Type::BODY, theme.ink);
    }
}

fn could_have(ui: &mut Ui, lines: &[String]) {
    let theme = theme::of(ui);
    let frame = egui::Frame::new()
        .fill(theme.oak_wash)
        .stroke(Stroke::new(stroke::DECOR, theme.oak_edge))
        .corner_radius(radius::PANEL)
        .inner_margin(Margin::symmetric(19, 13));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        say(ui, t("What could have happened"), Type::BODY.strong(), theme.oak);
        for line in lines.iter().take(3) {
            ui.add_space(space::M);
            icon_line(ui, Icon::Warning, theme.oak, line, Type::LEAD, theme.ink);
        }
        ui.add_space(3.0);
    });
}

/// What the mistake means for the attempt, by mode and response.
fn what_it_costs(view: &MistakeView) -> String {
    match (view.mode, view.response) {
        (Mode::Watch, _) => t("This is shown on purpose. Nothing is counted.").to_owned(),
        (Mode::Exam, _) if view.critical => {
            t("This is an exam: with a critical mistake this attempt does not pass. You can finish it and learn from the rest.")
                .to_owned()
        }
        (Mode::Exam, _) => t("This is an exam: the mistake costs a part of this step's score.").to_owned(),
        (mode, response) => {
            let kind = if mode == Mode::Guided { t("guided training") } else { t("practice") };
            let way = match response {
                Response::Block => t("you were stopped in time, and nothing has changed"),
                Response::Rewind => t("you go back and do it right"),
                Response::Stand => t("you go on from here"),
            };
            let in_exam = if view.critical { t(" In an exam the attempt would not pass.") } else { "" };
            fill("This is {kind}: the mistake is noted, and {way}.", &[("kind", &kind), ("way", &way)]) + in_exam
        }
    }
}

fn buttons(ui: &mut Ui, state: &mut MistakeState, view: &MistakeView) -> Option<MistakeAction> {
    let button = match view.response {
        Response::Rewind => Button::primary(t("Rewind")).icon(Icon::Restart),
        Response::Block | Response::Stand => Button::primary(t("Go on")).icon(Icon::ArrowRight),
    };
    let room = ui.available_rect_before_wrap();
    let clicked = at(ui, "on", room, |ui| button.key("Enter").first(true).show(ui)).clicked();
    if view.why.is_some() {
        let words = if state.why_is_open { t("Hide the reason") } else { t("Why this rule") };
        let width = Type::BODY.medium().width(ui, words);
        let place = Rect::from_min_max(pos2(room.right() - width - 1.0, room.top() + 2.0), room.max);
        if at(ui, "why", place, |ui| link(ui, words, Type::BODY.medium())).clicked() {
            state.why_is_open = !state.why_is_open;
        }
    }
    ui.allocate_space(vec2(room.width(), theme::TARGET_IN_PLAY));
    clicked.then_some(MistakeAction::Acknowledge)
}

/// Dashes on slate around the place, so that they hold on any wall.
fn dashed_place(ui: &Ui, corners: [Pos2; 4]) {
    let mut outline = corners.to_vec();
    outline.push(corners[0]);
    let casing = egui::epaint::PathStroke::new(7.0, tokens::SLATE);
    ui.painter().add(Shape::closed_line(corners.to_vec(), casing));
    ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(4.0, theme::of(ui).marks.mistake), 12.0, 8.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::MistakeId;

    fn mistake_in(mode: Mode, response: Response, critical: bool) -> MistakeView {
        MistakeView {
            mistake: MistakeId::new("door").unwrap(),
            step_idx: 3,
            at_ms: 134_000,
            critical,
            title: String::new(),
            say: String::new(),
            could_have: vec![],
            why: None,
            response,
            object: None,
            mode,
        }
    }

    #[test]
    fn a_trainee_reads_what_a_mistake_costs() {
        let practice = what_it_costs(&mistake_in(Mode::Practice, Response::Rewind, true));
        assert!(practice.contains("go back") && practice.contains("In an exam"), "{practice}");
        let guided = what_it_costs(&mistake_in(Mode::Guided, Response::Block, false));
        assert!(guided.contains("nothing has changed") && !guided.contains("exam"), "{guided}");
        let exam = what_it_costs(&mistake_in(Mode::Exam, Response::Stand, true));
        assert!(exam.contains("does not pass"), "{exam}");
    }

    #[test]
    fn the_card_keeps_off_the_place() {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0));
        let door = [pos2(810.0, 150.0), pos2(1030.0, 155.0), pos2(1030.0, 615.0), pos2(810.0, 600.0)];
        let size = vec2(700.0, 490.0);
        let card = Rect::from_min_size(corner_for(screen, size, Some(door)), size);
        assert!(!card.intersects(Rect::from_points(&door)), "{card:?}");
        let left_door = door.map(|corner| pos2(1280.0 - corner.x, corner.y));
        let card = Rect::from_min_size(corner_for(screen, size, Some(left_door)), size);
        assert!(!card.intersects(Rect::from_points(&left_door)), "{card:?}");
    }
}
