//! Fields for PINs, and the pad of digits for those who use a mouse or touch the screen.
//!
//! Digits are never shown. The pad is not in the order of Tab: whoever has a keyboard types.

use super::proof::PinText;
use crate::language::t;
use crate::theme::{self, TARGET, TARGET_IN_PLAY, Type, space};
use crate::widgets::{Button, Field, at, say, secret_field};
use egui::{Id, Rect, Ui, vec2};

/// The longest PIN.
const MAX_DIGITS: usize = 8;
const KEYS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back"];

/// A field of a form, by its place.
pub(super) struct PinField<'a> {
    pub name: &'a str,
    pub place: usize,
    pub is_first: bool,
    pub is_wrong: bool,
}

/// Shows the field with its name. True when Enter was pressed in it. `active` becomes its place when it has the focus.
pub(super) fn pin_field(ui: &mut Ui, look: &PinField<'_>, pin: &mut PinText, active: &mut usize) -> bool {
    let theme = theme::of(ui);
    say(ui, look.name, Type::BODY.strong(), theme.ink);
    ui.add_space(space::XS);
    let field = Field {
        id: Id::unique(("pin", look.name)),
        name: look.name,
        hint: t("4 to 8 digits"),
        icon: Some(crate::icons::Icon::Lock),
        unit: "",
        text: Type::LEAD,
        height: TARGET_IN_PLAY,
        max_chars: MAX_DIGITS,
        is_first: look.is_first,
        is_wrong: look.is_wrong,
    };
    let typed = secret_field(ui, &field, &mut pin.0);
    pin.0.retain(|c| c.is_ascii_digit());
    if typed.response.has_focus() {
        *active = look.place;
    }
    ui.add_space(space::M);
    typed.submitted
}

/// The digits as buttons. True when something was pressed: then the complaint of before is old.
pub(super) fn digit_pad(ui: &mut Ui, pin: &mut PinText) -> bool {
    let gap = space::S;
    let room = ui.available_rect_before_wrap();
    let size = vec2((room.width().min(420.0) - 2.0 * gap) / 3.0, TARGET);
    let mut pressed = false;
    for (idx, key) in KEYS.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        let corner = vec2((idx % 3) as f32 * (size.x + gap), (idx / 3) as f32 * (size.y + gap));
        let place = Rect::from_min_size(room.min + corner, size);
        let is_back = *key == "back";
        let name = if is_back { t("Delete") } else { key };
        let button = Button::secondary(name).focusable(false).width(size.x).height(TARGET);
        if at(ui, "digit", place, |ui| ui.push_id(idx, |ui| button.show(ui)).inner).clicked() {
            pressed = true;
            if is_back {
                pin.0.pop();
            } else if pin.0.len() < MAX_DIGITS {
                pin.0.push_str(key);
            }
        }
    }
    ui.allocate_space(vec2(room.width(), 4.0 * size.y + 3.0 * gap));
    pressed
}
