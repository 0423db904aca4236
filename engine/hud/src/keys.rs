//! The keys: what each is called on the screen, and the page that lists them all.

use crate::language::t;
use crate::settings::{PointerMode, Settings};
use crate::theme::{self, Type, space};
use crate::widgets::{Button, at, dialog, key_cap_row, rule, say};
use egui::{Key, Rect, Ui, vec2};

/// What the keys are called now, for the caps in labels and buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyNames {
    pub act: &'static str,
    pub hint: &'static str,
    pub face: &'static str,
    pub say_again: &'static str,
    pub back: &'static str,
    pub closer: &'static str,
    pub loupe: &'static str,
    pub skip: &'static str,
    pub pause: &'static str,
}

impl KeyNames {
    /// Letters, or the keys that do the same work when letter keys are off.
    pub fn of(settings: &Settings) -> Self {
        if settings.letter_keys {
            Self { act: "E", hint: "H", face: "F", say_again: "R", back: "Q", closer: "Z", loupe: "M", skip: "N", pause: "Esc" }
        } else {
            Self {
                act: "Enter",
                hint: "F2",
                face: "F3",
                say_again: "F4",
                back: "Backspace",
                closer: "F6",
                loupe: "F9",
                skip: "F7",
                pause: "Esc",
            }
        }
    }
}

/// One line of the page: the caps and what they do.
fn lines(settings: &Settings) -> Vec<(Vec<&'static str>, &'static str)> {
    let keys = KeyNames::of(settings);
    let walk = if settings.letter_keys { vec!["W", "A", "S", "D"] } else { vec![t("Arrows")] };
    let act = if settings.letter_keys { vec!["E", "Enter"] } else { vec!["Enter"] };
    let back = if settings.letter_keys { vec!["Q", "Backspace"] } else { vec!["Backspace"] };
    let loupe = if settings.letter_keys { vec!["M", "F9"] } else { vec!["F9"] };
    let mouse = match settings.pointer {
        PointerMode::MouseLook => (vec![t("Mouse")], t("Look around; click to act")),
        PointerMode::PointAndClick => (vec![t("Click")], t("Use a thing, or walk to a place on the floor")),
    };
    vec![
        mouse,
        (vec![t("Drag")], t("Open, slide or turn a thing by hand")),
        (walk, t("Walk")),
        (vec![t("Arrows")], t("Walk and turn")),
        (vec!["Tab", "Shift Tab"], t("Next thing, previous thing")),
        (act, t("Act, or keep down to hold")),
        (vec![keys.face], t("Turn to what is to be done")),
        (vec![keys.hint], t("Next hint")),
        (vec![keys.say_again], t("Say it again")),
        (back, t("Step back, put back")),
        (vec![keys.closer], t("Look closer")),
        (loupe, t("Magnifying glass, while down; a tap leaves it there")),
        (vec!["Page Up", "Page Down"], t("The picture before, the next picture")),
        (vec![t("Wheel"), "+", "−"], t("Nearer, farther (in pictures)")),
        (vec![keys.skip], t("Leave a step out that may be left out")),
        (vec!["Esc"], t("Pause, close")),
        (vec!["F1"], t("This page")),
        (vec!["F11"], t("Full screen")),
        (vec!["F12"], t("What the picture costs this PC")),
        (vec!["Ctrl", "+ / −"], t("Text size")),
    ]
}

/// All keys on one page, over whatever is shown. True when it is to be closed (its button, Esc, F1 or Enter).
#[must_use]
pub fn keys_page(ui: &mut Ui, settings: &Settings) -> bool {
    let theme = theme::of(ui);
    let by_key = ui.input(|input| input.key_pressed(Key::Escape) || input.key_pressed(Key::F1));
    let closed = dialog(ui, "keys-page", 860.0, |ui| {
        say(ui, t("All keys on one page"), Type::TITLE, theme.ink);
        ui.add_space(space::XS);
        say(ui, t("Nothing needs a fast hand. Time waits while you pause."), Type::BODY, theme.ink_2);
        ui.add_space(space::M);
        let lines = lines(settings);
        let two_columns = ui.available_width() >= 600.0;
        if two_columns {
            let room = ui.available_rect_before_wrap();
            let width = (room.width() - space::HUGE) / 2.0;
            let mut bottom = room.top();
            for (idx, part) in lines.chunks(lines.len().div_ceil(2)).enumerate() {
                let corner = room.min + vec2(idx as f32 * (width + space::HUGE), 0.0);
                let column = Rect::from_min_size(corner, vec2(width, room.height()));
                let column_bottom = at(ui, "column", column, |ui| {
                    part.iter().for_each(|(caps, does)| key_cap_row(ui, caps, does));
                    ui.min_rect().bottom()
                });
                bottom = bottom.max(column_bottom);
            }
            ui.allocate_space(vec2(room.width(), bottom - room.top()));
        } else {
            lines.iter().for_each(|(caps, does)| key_cap_row(ui, caps, does));
        }
        ui.add_space(space::M);
        rule(ui);
        ui.add_space(space::L);
        Button::primary(t("Close")).key("Esc").first(true).show(ui).clicked()
    });
    by_key || closed
}
