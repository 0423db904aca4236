//! What every card begins with: the scrim over the room, and its text and question, seen and spoken.
//!
//! Knows no answer. Start at [`open`].

use crate::theme::{self, Type, space, tokens};
use crate::widgets::{say, set_live};
use crate::words::capitalised;
use curriculum::Case;
use egui::{Id, Rect, Ui, Vec2, vec2};
use session::{CardKind, CardView};

/// Tells one card from another.
pub fn identity(card: &CardView) -> String {
    let parts = card.case.iter().flat_map(|case| &case.parts).map(|part| part.id.as_str());
    let answers = card.answers.iter().map(|(id, _)| id.as_str()).min();
    let mut words = format!("{}\n{}", card.text, card.ask);
    let fields = card.fields.iter().map(|field| field.id.as_str());
    parts.chain(fields).chain(answers).for_each(|id| words = format!("{words}\n{id}"));
    words
}

/// A card beside a thing is at least so wide, and stands so far from it, points.
const BESIDE_LEAST: f32 = 440.0;
const AWAY: f32 = space::L;
/// So much of a thing's size stays in sight on each side of it.
const AROUND: f32 = 0.75;

/// What is to stay in sight of a thing: what lies around it too, if a card has room beside that.
pub fn in_sight(area: Rect, about: Rect) -> Rect {
    let around = about.expand2(about.size() * AROUND);
    if beside(area, around).is_some() { around } else { about }
}

/// The part of `area` where a card leaves `about` in sight, on the side with more room; none where it must lie over it.
pub fn beside(area: Rect, about: Rect) -> Option<Rect> {
    let left = area.with_max_x(about.left() - AWAY);
    let right = area.with_min_x(about.right() + AWAY);
    let wider = if left.width() > right.width() { left } else { right };
    (wider.width() >= BESIDE_LEAST).then_some(wider)
}

/// Dims the room, except for what the card asks about, and has the card read aloud.
pub fn open(ui: &mut Ui, card: &CardView, about: Option<Rect>) {
    let place = ui.max_rect();
    let text = speaker(card).map_or_else(|| card.text.clone(), |name| format!("{name}: {}", card.text));
    let spoken = format!("{text} {}", card.ask);
    set_live(ui, Id::unique("card"), Rect::from_min_size(place.min, vec2(1.0, 1.0)), &spoken, false);
    let clear = about.map_or(Rect::from_min_size(place.min, Vec2::ZERO), |about| about.expand(AWAY / 2.0).intersect(place));
    let parts = [
        place.with_max_y(clear.top()),
        place.with_min_y(clear.bottom()),
        Rect::from_x_y_ranges(place.left()..=clear.left(), clear.y_range()),
        Rect::from_x_y_ranges(clear.right()..=place.right(), clear.y_range()),
    ];
    for part in parts.into_iter().filter(Rect::is_positive) {
        ui.painter().rect_filled(part, 0.0, tokens::scrim(0.5));
    }
}

/// Who says the text of a card.
fn speaker(card: &CardView) -> Option<String> {
    match &card.kind {
        CardKind::Talk { name, .. } => Some(capitalised(name)).filter(|name| !name.is_empty()),
        _ => None,
    }
}

/// The text, if there is one, who says it, what it is about, and the question.
pub fn words<'c>(ui: &mut Ui, card: &'c CardView, mut about: impl FnMut(&mut Ui, &'c Case)) {
    let theme = theme::of(ui);
    if let Some(name) = speaker(card) {
        say(ui, &name, Type::BODY.strong(), theme.oak);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_card_stands_beside_what_it_asks_about_where_there_is_room() {
        let area = Rect::from_min_max(pos2(20.0, 80.0), pos2(1260.0, 700.0));
        let thing = |from, to| Rect::from_min_max(pos2(from, 300.0), pos2(to, 500.0));
        let at_right = beside(area, thing(500.0, 620.0)).expect("there is room at the right");
        assert!(at_right.left() > 620.0 && at_right.right() == 1260.0);
        let at_left = beside(area, thing(700.0, 900.0)).expect("there is room at the left");
        assert!(at_left.left() == 20.0 && at_left.right() < 700.0);
        assert_eq!(beside(area, thing(200.0, 1100.0)), None, "it fills the view");
        assert_eq!(in_sight(area, thing(500.0, 620.0)).x_range(), egui::Rangef::new(410.0, 710.0), "with what lies around it");
        assert_eq!(in_sight(area, thing(500.0, 800.0)), thing(500.0, 800.0), "there is no room for more");
    }
}
