//! What every card begins with: the scrim over the room, and its text and question, seen and spoken.
//!
//! Knows no answer. Start at [`open`].

use crate::theme::{self, Type, space, tokens};
use crate::widgets::{say, set_live};
use curriculum::Case;
use egui::{Id, Rect, Ui, vec2};
use session::CardView;

/// Tells one card from another.
pub fn identity(card: &CardView) -> String {
    let parts = card.case.iter().flat_map(|case| &case.parts).map(|part| part.id.as_str());
    let answers = card.answers.iter().map(|(id, _)| id.as_str()).min();
    let mut words = format!("{}\n{}", card.text, card.ask);
    let fields = card.fields.iter().map(|field| field.id.as_str());
    parts.chain(fields).chain(answers).for_each(|id| words = format!("{words}\n{id}"));
    words
}

/// Dims the room and has the card read aloud.
pub fn open(ui: &mut Ui, card: &CardView) {
    let place = ui.max_rect();
    let spoken = format!("{} {}", card.text, card.ask);
    set_live(ui, Id::unique("card"), Rect::from_min_size(place.min, vec2(1.0, 1.0)), &spoken, false);
    ui.painter().rect_filled(place, 0.0, tokens::scrim(0.5));
}

/// The text, if there is one, what it is about, and the question.
pub fn words<'c>(ui: &mut Ui, card: &'c CardView, mut about: impl FnMut(&mut Ui, &'c Case)) {
    let theme = theme::of(ui);
    if !card.text.is_empty() {
        say(ui, &card.text, Type::LEAD, theme.ink_2);
        ui.add_space(space::S);
    }
    if let Some(case) = &card.case {
        about(ui, case);
    }
    say(ui, &card.ask, Type::INSTRUCTION, theme.ink);
    ui.add_space(space::L);
}
