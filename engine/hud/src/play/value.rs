//! Entering what an instrument shows, while the instrument stays in view.

use super::{Layout, PlayAction, PlayView};
use crate::icons::Icon;
use crate::language::{decimal, fill, t};
use crate::theme::{self, Type, radius, space};
use crate::widgets::{Button, Field, Typed, at, field, icon_line, measure, measured, say};
use crate::words;
use curriculum::Quantity;
use egui::{Id, Key, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use ids::ObjectId;
use session::ReadView;

const WIDTH: f32 = 390.0;
const PAD_KEY_HEIGHT: f32 = 48.0;
const PAD_TEXT: Type = Type { size: 20.0, line: 26.0, ..Type::LEAD.strong() };
const PAD: [[&str; 3]; 4] = [["7", "8", "9"], ["4", "5", "6"], ["1", "2", "3"], ["0", ".", ERASE]];
const ERASE: &str = "←";
const MINUS: &str = "−";

/// What is being typed, and for which instrument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueState {
    gauge: Option<ObjectId>,
    typed: String,
    complaint: Option<String>,
}

/// Shows the card beside the instrument. `beside` are the mode bar and the step card. Returns the room taken.
pub fn show(
    ui: &mut Ui,
    layout: &Layout,
    state: &mut ValueState,
    view: &PlayView<'_>,
    read: &ReadView,
    (mode_bar, step): (Rect, Rect),
    actions: &mut Vec<PlayAction>,
) -> Rect {
    if state.gauge.as_ref() != Some(&read.gauge) {
        *state = ValueState { gauge: Some(read.gauge.clone()), ..ValueState::default() };
    }
    let theme = theme::of(ui);
    let safe = layout.safe();
    let width = WIDTH.min(safe.width() * 0.64);
    let at_left = view.read_at.is_some_and(|gauge| gauge.x > layout.screen.center().x);
    let above = if at_left && step.is_positive() { step } else { mode_bar };
    let free = layout.between(above.bottom() + space::M, safe.bottom());
    let with_pad = free.height() >= 480.0;
    let salt = if with_pad { "value-pad" } else { "value" };
    let height = measured(ui, salt, width, f32::INFINITY).min(safe.height());
    let left = if at_left { safe.left() } else { safe.right() - width };
    let rect = Rect::from_min_size(pos2(left, free.top().min(safe.bottom() - height)), vec2(width, height));
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
    let inner = Rect::from_min_max(rect.min + vec2(20.0, 10.0), rect.max - vec2(20.0, 0.0));
    let bottom = at(ui, "value", inner, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        content(ui, layout, state, view, read, with_pad, actions);
        ui.min_rect().bottom()
    });
    measure(ui, salt, width, bottom - rect.top() + 18.0);
    rect
}

fn content(
    ui: &mut Ui,
    layout: &Layout,
    state: &mut ValueState,
    view: &PlayView<'_>,
    read: &ReadView,
    with_pad: bool,
    actions: &mut Vec<PlayAction>,
) {
    let theme = theme::of(ui);
    head(ui, layout, view, read, actions);
    ui.add_space(space::S);
    let look = Field {
        id: Id::unique("value-field"),
        name: &read.name,
        hint: "",
        icon: None,
        unit: &read.unit,
        text: Type { size: 28.0, line: 34.0, ..Type::LEAD.strong() },
        height: 60.0,
        max_chars: 12,
        is_first: true,
        is_wrong: state.complaint.is_some(),
    };
    let Typed { response, mut submitted } = field(ui, &look, &mut state.typed);
    if response.changed() {
        state.typed.retain(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '−'));
        state.complaint = None;
    }
    ui.add_space(6.0);
    match &state.complaint {
        Some(complaint) => {
            icon_line(ui, Icon::TriangleAlert, theme.critical, complaint, Type::NOTE, theme.critical);
        }
        None => {
            say(ui, &help(read, with_pad), Type::NOTE, theme.ink_3);
        }
    }
    ui.add_space(space::M);
    if with_pad {
        pad(ui, state, read, &response);
        ui.add_space(space::M);
    }
    let enter = Button::primary(if read.sets { t("Set") } else { t("Enter reading") })
        .icon(Icon::Tick)
        .key("Enter")
        .width(ui.available_width());
    submitted |= enter.show(ui).clicked();
    if submitted {
        match milli_of(&state.typed) {
            Some(milli) => actions.push(PlayAction::EnterValue { gauge: read.gauge.clone(), milli }),
            None => {
                state.complaint = Some(complaint(read));
                response.request_focus();
            }
        }
    }
}

/// What is being read, and the way to leave it. With little room the instruction stands here too.
fn head(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, read: &ReadView, actions: &mut Vec<PlayAction>) {
    let theme = theme::of(ui);
    let room = ui.available_rect_before_wrap();
    let back = Button::plain(t("Step back")).icon(Icon::Cross);
    let back = if layout.narrow { back } else { back.key(view.keys.back) };
    let back_width = back.natural_width(ui);
    let name = words::capitalised(&read.name);
    let heading = match super::step_card::current(view) {
        Some(say) if layout.narrow => say,
        _ => &name,
    };
    let left = Rect::from_min_max(room.min + vec2(0.0, 11.0), pos2(room.right() - back_width, room.bottom()));
    let bottom = at(ui, "name", left, |ui| say(ui, heading, Type::LEAD.strong(), theme.ink).rect.bottom());
    let right = Rect::from_min_max(pos2(room.right() - back_width + 10.0, room.top()), pos2(room.right() + 10.0, room.bottom()));
    let clicked = at(ui, "back", right, |ui| back.show(ui)).clicked();
    // A number holds no Q; F6 and Z belong to looking closer.
    let (back_key, closer_key) =
        ui.input(|input| (input.key_pressed(Key::Q), input.key_pressed(Key::Z) || input.key_pressed(Key::F6)));
    if clicked || (back_key && view.keys.back == "Q") {
        actions.push(PlayAction::StepBack);
    }
    if closer_key {
        actions.push(PlayAction::LookCloser);
    }
    ui.allocate_space(vec2(room.width(), theme::TARGET.max(bottom - room.top())));
}

fn help(read: &ReadView, with_pad: bool) -> String {
    let how = match (with_pad, read.sets) {
        (true, _) => t("Type it, or use the keys."),
        (false, true) => t("Type what to set."),
        (false, false) => t("Type what you read."),
    };
    match read.range {
        Some((least, greatest)) => fill(
            "{how} From {least} to {greatest}.",
            &[("how", &how), ("least", &number(least)), ("greatest", &number(greatest))],
        ),
        None => how.to_owned(),
    }
}

fn complaint(read: &ReadView) -> String {
    let example = read.range.map_or("12".to_owned(), |(least, greatest)| {
        number(Quantity { milli: (least.milli + greatest.milli) / 2 / 1_000 * 1_000, unit: least.unit })
    });
    match read.unit.as_str() {
        "" => fill("Enter a number, for example {example}.", &[("example", &example)]),
        unit => fill("Enter a number in {unit}, for example {example}.", &[("unit", &unit), ("example", &example)]),
    }
}

/// A quantity without its unit, as short as it is exact.
pub(super) fn number(quantity: Quantity) -> String {
    let sign = if quantity.milli < 0 { "−" } else { "" };
    let (whole, thousandths) = (quantity.milli.unsigned_abs() / 1_000, quantity.milli.unsigned_abs() % 1_000);
    if thousandths == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = format!("{thousandths:03}");
    format!("{sign}{whole}{}{}", decimal(), fraction.trim_end_matches('0'))
}

/// Keys to press with the pointer; with a minus where values may be below zero.
fn pad(ui: &mut Ui, state: &mut ValueState, read: &ReadView, field: &egui::Response) {
    let gap = space::S;
    let room = ui.available_rect_before_wrap();
    let width = (room.width() - 2.0 * gap) / 3.0;
    let below_zero = read.range.is_some_and(|(least, _)| least.milli < 0);
    let minus = below_zero.then_some([MINUS, "", ""]);
    let mut height = 0.0;
    for (row, names) in PAD.into_iter().chain(minus).enumerate() {
        for (column, name) in names.into_iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let corner = room.min + vec2(column as f32 * (width + gap), row as f32 * (PAD_KEY_HEIGHT + gap));
            let button = Button::secondary(name).text(PAD_TEXT).width(width).focusable(false);
            let button = if name == ERASE { button.spoken(t("Erase")) } else { button };
            let place = Rect::from_min_size(corner, vec2(width, PAD_KEY_HEIGHT));
            if at(ui, "pad", place, |ui| button.show(ui)).clicked() {
                press(state, name);
                field.request_focus();
            }
        }
        height = (row as f32 + 1.0) * (PAD_KEY_HEIGHT + gap) - gap;
    }
    ui.allocate_space(vec2(room.width(), height));
}

fn press(state: &mut ValueState, key: &str) {
    state.complaint = None;
    match key {
        ERASE => {
            state.typed.pop();
        }
        MINUS if state.typed.starts_with(MINUS) => {
            state.typed.remove(0);
        }
        MINUS => state.typed.insert_str(0, MINUS),
        key => state.typed.push_str(key),
    }
}

/// What was typed in thousandths; none if it is no number with at most three decimals.
pub(super) fn milli_of(typed: &str) -> Option<i64> {
    let plain = typed.trim().replace('−', "-").replace(',', ".");
    let plain = plain.trim_end_matches('.');
    Quantity::parse(plain).ok().map(|quantity| quantity.milli)
}

#[cfg(test)]
mod tests {
    use super::*;
    use curriculum::Unit;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(milli_of("175"), Some(175_000));
        assert_eq!(milli_of(" 36,6 "), Some(36_600));
        assert_eq!(milli_of("−0.5"), Some(-500));
        assert_eq!(milli_of("12."), Some(12_000));
        for wrong in ["", "-", "1.2.3", "1.2345", ","] {
            assert_eq!(milli_of(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_example_in_a_complaint_can_be_entered() {
        let psi = |whole: i64| Quantity { milli: whole * 1_000, unit: Unit::Psi };
        let read = ReadView {
            gauge: ObjectId::new("gauge").unwrap(),
            name: "Pressure".to_owned(),
            unit: "psi".to_owned(),
            range: Some((psi(0), psi(400))),
            sets: false,
        };
        assert_eq!(complaint(&read), "Enter a number in psi, for example 200.");
        assert_eq!(number(Quantity { milli: -2_500, unit: Unit::Celsius }), "−2.5");
    }
}
