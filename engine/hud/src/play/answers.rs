//! A card to answer: choose, then decide. All answers look alike and none is chosen beforehand.

use super::case::{self, Pointed};
use super::pictures::ShownPicture;
use super::{PlayAction, card as heading, case_card};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Type, space};
use crate::widgets::{Button, CapLook, at, dialog_with_foot, paint_cap, say, tile};
use curriculum::Mode;
use egui::accesskit::Role;
use egui::{Event, FocusDirection, Id, Key, Modifiers, Rect, Stroke, Ui, pos2, vec2};
use ids::AnswerId;
use session::{CardKind, CardView};

const DIGITS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// What is chosen on the card that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswersState {
    /// Tells a new card from the one before.
    ask: String,
    chosen: Vec<AnswerId>,
    /// Parts of the case that are marked.
    marked: Vec<AnswerId>,
    /// The part that the pointer was on.
    hovered: Option<AnswerId>,
}

impl AnswersState {
    fn mark(&mut self, part: &AnswerId) {
        match self.marked.iter().position(|marked| marked == part) {
            Some(idx) => drop(self.marked.remove(idx)),
            None => self.marked.push(part.clone()),
        }
    }

    fn choose(&mut self, answer: &AnswerId, pick: usize) {
        if let Some(idx) = self.chosen.iter().position(|chosen| chosen == answer) {
            // With one to pick, choosing it again keeps it.
            if pick > 1 {
                self.chosen.remove(idx);
            }
        } else if pick <= 1 {
            self.chosen = vec![answer.clone()];
        } else if self.chosen.len() < pick {
            self.chosen.push(answer.clone());
        }
    }
}

/// A card with what is chosen and marked on it.
pub(super) struct Shown<'c> {
    pub card: &'c CardView,
    pub pictures: &'c [ShownPicture],
    pub chosen: &'c [AnswerId],
    pub marked: &'c [AnswerId],
    pub pick: usize,
    pub ready: bool,
    /// Nothing is counted for the trainee.
    pub in_exam: bool,
}

/// What was asked for on a card in a frame.
#[derive(Debug, Default)]
pub(super) struct Asked<'c> {
    pub answer: Option<&'c AnswerId>,
    pub pointed: Pointed<'c>,
    pub decided: bool,
}

/// Shows the card in the middle of `area`, or beside what it asks `about`. Keys 1 to 9 choose, arrows go on, M marks, Enter chooses and then decides.
pub fn show(
    ui: &mut Ui,
    state: &mut AnswersState,
    card: &CardView,
    (area, about): (Rect, Option<Rect>),
    pictures: &[ShownPicture],
    mode: Mode,
) -> Option<PlayAction> {
    let identity = heading::identity(card);
    if state.ask != identity {
        *state = AnswersState { ask: identity.clone(), ..AnswersState::default() };
    }
    let pick = (card.pick as usize).max(1);
    for place in ui.input(|input| digits_in_order(&input.events)) {
        if let Some((answer, _)) = card.answers.get(place) {
            state.choose(answer, pick);
            // From there Enter decides, wherever the focus was.
            if pick == 1 && state.chosen.contains(answer) {
                ui.memory_mut(|memory| memory.request_focus(answer_id(answer)));
            }
        }
    }
    let decide_by_key = decides_by_enter(ui, state, card, pick);
    marks_by_key(ui, state, card);
    let about = about.filter(|_| card.case.is_none()).map(|about| heading::in_sight(area, about));
    let beside = about.and_then(|about| heading::beside(area, about));
    heading::open(ui, card, about.filter(|_| beside.is_some()));
    let before = state.clone();
    let (chosen, marked) = (before.chosen.as_slice(), before.marked.as_slice());
    let in_exam = mode == Mode::Exam;
    let shown = Shown { card, pictures, chosen, marked, pick, ready: chosen.len() == pick, in_exam };
    let asked = match &card.case {
        Some(case) if card.kind == CardKind::Choose && !case.parts.is_empty() => {
            case_card::show(ui, &shown, case, &identity, area)
        }
        _ => on_a_card(ui, &shown, &identity, beside.unwrap_or(area)),
    };
    if let Some(answer) = asked.answer {
        state.choose(answer, pick);
    }
    if let Some(part) = asked.pointed.clicked {
        state.mark(part);
    }
    state.hovered = asked.pointed.hovered.cloned();
    if ui.memory(|memory| memory.focused().is_none()) {
        focus_by_arrow(ui, card);
    }
    ((asked.decided || decide_by_key) && shown.ready)
        .then(|| PlayAction::Decide([state.chosen.clone(), state.marked.clone()].concat()))
}

/// A question with its answers in a list.
fn on_a_card<'c>(ui: &mut Ui, shown: &Shown<'c>, identity: &str, area: Rect) -> Asked<'c> {
    let card = shown.card;
    let numbered = matches!(card.kind, CardKind::Order | CardKind::Match { .. });
    let (mut answer, mut pointed) = (None, Pointed::default());
    let content = |ui: &mut Ui| {
        let theme = theme::of(ui);
        heading::words(ui, card, |ui, case| pointed = case::sheet(ui, case, shown.marked, shown.pictures));
        if let CardKind::Match { goes_with } = &card.kind {
            // One after the other: what the next answer is for.
            if let Some(next) = goes_with.get(shown.chosen.len()) {
                say(ui, &format!("{}. {next}", shown.chosen.len() + 1), Type::LEAD.strong(), theme.ink);
                ui.add_space(space::M);
            }
        }
        for (idx, (id, words)) in card.answers.iter().enumerate() {
            let place = shown.chosen.iter().position(|chosen| chosen == id);
            let mark = match place {
                Some(place) if numbered => Mark::Place(place + 1),
                Some(_) => Mark::Chosen,
                None => Mark::Free,
            };
            if answer_tile(ui, answer_id(id), idx, words, mark, shown.pick > 1) {
                answer = Some(id);
            }
            ui.add_space(10.0);
        }
    };
    let decided = dialog_with_foot(ui, identity, 660.0, area, content, |ui| foot(ui, shown));
    Asked { answer, pointed, decided }
}

/// The places that were typed, first to last: on a slow machine several come in one frame, and their order may be the answer.
fn digits_in_order(events: &[Event]) -> Vec<usize> {
    let digit = |event: &Event| match event {
        Event::Key { key, pressed: true, repeat: false, .. } => DIGITS.iter().position(|digit| digit == key),
        _ => None,
    };
    events.iter().filter_map(digit).collect()
}

pub(super) fn answer_id(answer: &AnswerId) -> Id {
    Id::unique(("answer", answer.as_str()))
}

/// M marks the part that has the focus, else the one under the pointer.
fn marks_by_key(ui: &Ui, state: &mut AnswersState, card: &CardView) {
    if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::M)) {
        return;
    }
    let focused = ui.memory(|memory| memory.focused());
    let hovered = state.hovered.take();
    let mut parts = card.case.iter().filter(|case| case.can_be_marked()).flat_map(|case| &case.parts).map(|part| &part.id);
    let on_focus = parts.clone().find(|part| focused == Some(case::part_id(part)));
    if let Some(part) = on_focus.or_else(|| parts.find(|part| hovered.as_ref() == Some(*part))) {
        state.mark(part);
    }
}

/// Enter on an answer that is not chosen chooses it; otherwise it decides. Says whether it decided.
fn decides_by_enter(ui: &Ui, state: &mut AnswersState, card: &CardView, pick: usize) -> bool {
    if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        return false;
    }
    let focused = ui.memory(|memory| memory.focused());
    let parts = card.case.iter().filter(|case| case.can_be_marked()).flat_map(|case| &case.parts);
    if let Some(part) = parts.map(|part| &part.id).find(|part| focused == Some(case::part_id(part))) {
        state.mark(part);
        return false;
    }
    let on_answer = card.answers.iter().map(|(answer, _)| answer).find(|answer| focused == Some(answer_id(answer)));
    match on_answer {
        Some(answer) if !state.chosen.contains(answer) => {
            state.choose(answer, pick);
            false
        }
        _ => true,
    }
}

/// While nothing is focused, an arrow begins at the first or the last answer.
fn focus_by_arrow(ui: &Ui, card: &CardView) {
    let (down, up) = ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
    let begin_at = if down {
        card.answers.first()
    } else if up {
        card.answers.last()
    } else {
        None
    };
    if let Some((answer, _)) = begin_at {
        ui.memory_mut(|memory| {
            memory.request_focus(answer_id(answer));
            // The arrow is used up: it must not go on to the next answer.
            memory.move_focus(FocusDirection::None);
        });
    }
}

/// How an answer stands: free, chosen, or chosen for a place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Free,
    Chosen,
    Place(usize),
}

fn answer_tile(ui: &mut Ui, id: Id, idx: usize, words: &str, shown: Mark, many: bool) -> bool {
    let is_chosen = shown != Mark::Free;
    let theme = theme::of(ui);
    let text_left = 50.0;
    let room = ui.available_width();
    let galley = Type::LEAD.medium().lay_out(ui, words, theme.ink, room - text_left - 56.0);
    let (_, rect) = ui.allocate_space(vec2(room, (galley.size().y + 24.0).max(52.0)));
    let role = if many { Role::CheckBox } else { Role::RadioButton };
    let response = tile(ui, rect, id, words, role, Some(is_chosen), false);
    let mark = pos2(rect.left() + 27.0, rect.center().y);
    if let Mark::Place(place) = shown {
        paint_cap(ui, mark, &place.to_string(), CapLook::on_paper(&theme));
    } else if is_chosen {
        paint_icon(ui.painter(), Icon::TickDisc, mark, 24.0, theme.teal, theme.paper);
    } else if many {
        let square = Rect::from_center_size(mark, vec2(18.0, 18.0));
        ui.painter().rect_stroke(square, 4.0, Stroke::new(1.5, theme.line_strong), egui::StrokeKind::Inside);
    } else {
        ui.painter().circle_stroke(mark, 9.0, Stroke::new(1.5, theme.line_strong));
    }
    ui.painter().galley(pos2(rect.left() + text_left, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    if idx < DIGITS.len() {
        paint_cap(ui, pos2(rect.right() - 40.0, rect.center().y), &(idx + 1).to_string(), CapLook::on_paper(&theme));
    }
    response.clicked()
}

/// What is still to do, in words.
pub(super) fn still_to_do(shown: &Shown<'_>) -> String {
    let n_marked = shown.marked.len();
    let to_find = shown.card.case.as_ref().map_or(0, |case| case.find as usize);
    match (shown.pick, shown.ready) {
        // In an exam neither how many there are nor how many were marked is told.
        _ if shown.in_exam && to_find > 0 && n_marked == 0 => t("Mark everything that decides it, then decide.").to_owned(),
        _ if !shown.in_exam && to_find > n_marked => {
            fill("Mark what decides it: at least {n}. {marked} marked.", &[("n", &to_find), ("marked", &n_marked)])
        }
        (_, true) => t("You can still change it.").to_owned(),
        (1, false) => t("Choose one, then decide.").to_owned(),
        (pick, false) => fill("Choose {n}, then decide. {chosen} chosen.", &[("n", &pick), ("chosen", &shown.chosen.len())]),
    }
}

/// What is still to do, and the button to decide.
pub(super) fn foot(ui: &mut Ui, shown: &Shown<'_>) -> bool {
    let theme = theme::of(ui);
    let button = Button::primary(t("Decide")).key("Enter").enabled(shown.ready);
    let width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    let left = Rect::from_min_max(room.min + vec2(0.0, 13.0), pos2(room.right() - width - space::M, room.bottom()));
    at(ui, "words", left, |ui| say(ui, &still_to_do(shown), Type::BODY, theme.ink_2));
    let right = Rect::from_min_max(pos2(room.right() - width, room.top()), room.max);
    let clicked = at(ui, "decide", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), TARGET_IN_PLAY));
    clicked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_typed_within_one_frame_keep_their_order() {
        let key = |key, pressed, repeat| Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE };
        let events = [
            key(Key::Num2, true, false),
            key(Key::Num2, true, true),
            key(Key::Num2, false, false),
            key(Key::A, true, false),
            key(Key::Num1, true, false),
        ];
        assert_eq!(digits_in_order(&events), [1, 0]);
    }

    #[test]
    fn one_to_pick_replaces_and_many_toggle_up_to_their_number() {
        let [a, b, c] = ["a", "b", "c"].map(|id| AnswerId::new(id).unwrap());
        let mut state = AnswersState::default();
        state.choose(&a, 1);
        state.choose(&b, 1);
        state.choose(&b, 1);
        assert_eq!(state.chosen, std::slice::from_ref(&b));
        let mut state = AnswersState::default();
        for answer in [&a, &b, &c] {
            state.choose(answer, 2);
        }
        assert_eq!(state.chosen, [a.clone(), b.clone()], "a third is not taken");
        state.choose(&a, 2);
        assert_eq!(state.chosen, [b]);
    }
}
