//! A card to write on or to sign: a field for a short text, or what is signed and a button for it.

use super::pictures::ShownPicture;
use super::{PlayAction, card as heading, case};
use crate::language::t;
use crate::theme::{TARGET_IN_PLAY, Type};
use crate::widgets::{Button, Field, Typed, at, dialog_with_foot, field};
use egui::{Id, Key, Modifiers, Rect, Ui, pos2, vec2};
use session::{CardKind, CardView};

/// What is written on the card that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WritingState {
    /// Tells a new card from the one before.
    ask: String,
    typed: String,
}

/// Shows the card in the middle of `area`. Enter writes it down, or signs.
pub fn show(ui: &mut Ui, state: &mut WritingState, card: &CardView, pictures: &[ShownPicture], area: Rect) -> Option<PlayAction> {
    let identity = heading::identity(card);
    if state.ask != identity {
        *state = WritingState { ask: identity.clone(), typed: String::new() };
    }
    let signs = card.kind == CardKind::Sign;
    heading::open(ui, card, None);
    let mut submitted = signs && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let typed = &mut state.typed;
    let content = |ui: &mut Ui| {
        heading::words(ui, card, |ui, case| {
            case::sheet(ui, case, &[], pictures);
        });
        if !signs {
            let look = Field {
                id: Id::unique("writing-field"),
                name: &card.ask,
                hint: "",
                icon: None,
                unit: "",
                text: Type::LEAD.strong(),
                height: 60.0,
                max_chars: 80,
                is_first: true,
                is_wrong: false,
            };
            let Typed { submitted: by_field, .. } = field(ui, &look, typed);
            submitted |= by_field;
        }
    };
    let name = if signs { t("I sign this") } else { t("Write it down") };
    let by_button = dialog_with_foot(ui, &identity, 660.0, area, content, |ui| foot(ui, name));
    let done = submitted || by_button;
    match signs {
        true => done.then_some(PlayAction::Sign),
        false => (done && !state.typed.trim().is_empty()).then(|| PlayAction::Write(state.typed.trim().to_owned())),
    }
}

fn foot(ui: &mut Ui, name: &str) -> bool {
    let button = Button::primary(name).key("Enter");
    let width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    let right = Rect::from_min_max(pos2(room.right() - width, room.top()), room.max);
    let clicked = at(ui, "write", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), TARGET_IN_PLAY));
    clicked
}
