//! A form to fill in: fields to write in and fields to choose in, handed in together. What was wrong stands at its field.
//!
//! Tab goes from field to field. Enter goes on to the next one that is empty, and hands the form in when none is. Knows no
//! right and wrong but what the view tells. Start at [`show`].

use super::pictures::ShownPicture;
use super::value::{milli_of, number};
use super::{PlayAction, card as heading, case};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Type, space};
use crate::widgets::{Button, Field, at, dialog_with_foot, field, icon_line, say, tile};
use egui::accesskit::Role;
use egui::{Id, Key, Rect, Stroke, Ui, pos2, vec2};
use ids::{AnswerId, FieldId};
use session::{CardView, FieldGrade, FieldKind, FieldView};

const FIELD_TEXT: Type = Type::LEAD.strong();

/// What stands in the form that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    /// Tells a new card from the one before.
    ask: String,
    /// As typed; of a choice its id.
    given: Vec<(FieldId, String)>,
    /// Why it cannot be handed in so.
    complaints: Vec<(FieldId, String)>,
    /// Changed since it was handed in: how it was graded then says nothing about it now.
    changed: Vec<FieldId>,
}

impl FormState {
    fn given(&self, field: &FieldId) -> &str {
        self.given.iter().find(|(known, _)| known == field).map_or("", |(_, given)| given.as_str())
    }

    fn put(&mut self, field: &FieldId, given: String) {
        self.complaints.retain(|(known, _)| known != field);
        self.given.retain(|(known, _)| known != field);
        self.given.push((field.clone(), given));
        if !self.changed.contains(field) {
            self.changed.push(field.clone());
        }
    }

    fn is_empty(&self, field: &FieldId) -> bool {
        self.given(field).trim().is_empty()
    }

    /// The form as it can be handed in; none where a number is none, which is then told at its field.
    fn handed_in(&mut self, card: &CardView) -> Option<PlayAction> {
        self.complaints = card.fields.iter().filter_map(|field| Some((field.id.clone(), self.complaint(field)?))).collect();
        if !self.complaints.is_empty() {
            return None;
        }
        self.changed.clear();
        let given = |field: &FieldView| {
            let given = self.given(&field.id).trim();
            let is_number = matches!(field.kind, FieldKind::Number { .. });
            (field.id.clone(), if is_number { given.replace('−', "-").replace(',', ".") } else { given.to_owned() })
        };
        Some(PlayAction::HandIn(card.fields.iter().map(given).collect()))
    }

    fn complaint(&self, field: &FieldView) -> Option<String> {
        let FieldKind::Number { range, .. } = &field.kind else { return None };
        let milli = milli_of(self.given(&field.id));
        match range {
            Some((least, greatest)) if !milli.is_some_and(|milli| (least.milli..=greatest.milli).contains(&milli)) => Some(fill(
                "Enter a number from {least} to {greatest}.",
                &[("least", &number(*least)), ("greatest", &number(*greatest))],
            )),
            None if milli.is_none() => Some(t("Enter a number.").to_owned()),
            _ => None,
        }
    }
}

/// Shows the form in the middle of `area`.
pub fn show(ui: &mut Ui, state: &mut FormState, card: &CardView, pictures: &[ShownPicture], area: Rect) -> Option<PlayAction> {
    let identity = heading::identity(card);
    if state.ask != identity {
        *state = FormState { ask: identity.clone(), ..FormState::default() };
    }
    heading::open(ui, card, None);
    // As it was before the fields take the key.
    let focused = ui.memory(|memory| memory.focused());
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    let chosen_now = entered && is_free_choice(state, card, focused);
    let n_empty = card.fields.iter().filter(|field| state.is_empty(&field.id)).count();
    let content = |ui: &mut Ui| {
        heading::words(ui, card, |ui, case| {
            case::sheet(ui, case, &[], pictures);
        });
        for (idx, field) in card.fields.iter().enumerate() {
            show_field(ui, state, field, idx == 0);
            ui.add_space(space::M);
        }
    };
    let clicked = dialog_with_foot(ui, &identity, 660.0, area, content, |ui| foot(ui, n_empty));
    let go_on = clicked || (entered && !chosen_now);
    if !go_on {
        return None;
    }
    let from = card.fields.iter().position(|field| ids_of(field).any(|id| Some(id) == focused)).map_or(0, |idx| idx + 1);
    let around = card.fields.iter().cycle().skip(from).take(card.fields.len());
    if let Some(empty) = around.into_iter().find(|field| state.is_empty(&field.id)) {
        focus(ui, empty);
        return None;
    }
    let handed_in = state.handed_in(card);
    let complained = state.complaints.first().and_then(|(id, _)| card.fields.iter().find(|field| field.id == *id));
    complained.iter().for_each(|field| focus(ui, field));
    handed_in
}

/// A choice that is focused and not made yet: Enter makes it, as a click does.
fn is_free_choice(state: &FormState, card: &CardView, focused: Option<Id>) -> bool {
    card.fields.iter().any(|field| match &field.kind {
        FieldKind::Choice { choices } => {
            choices.iter().any(|(id, _)| focused == Some(choice_id(&field.id, id)) && state.given(&field.id) != id.as_str())
        }
        _ => false,
    })
}

fn field_id(field: &FieldId) -> Id {
    Id::unique(("form-field", field.as_str()))
}

fn choice_id(field: &FieldId, choice: &AnswerId) -> Id {
    Id::unique(("form-choice", field.as_str(), choice.as_str()))
}

/// What can be focused in a field.
fn ids_of(field: &FieldView) -> impl Iterator<Item = Id> {
    let choices = match &field.kind {
        FieldKind::Choice { choices } => &choices[..],
        _ => &[],
    };
    let own = choices.is_empty().then(|| field_id(&field.id));
    choices.iter().map(|(id, _)| choice_id(&field.id, id)).chain(own)
}

fn focus(ui: &Ui, field: &FieldView) {
    if let Some(id) = ids_of(field).next() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn show_field(ui: &mut Ui, state: &mut FormState, shown: &FieldView, is_first: bool) {
    let theme = theme::of(ui);
    let complaint = state.complaints.iter().find(|(id, _)| *id == shown.id).map(|(_, words)| words.clone());
    let grade = shown.grade.as_ref().filter(|_| !state.changed.contains(&shown.id));
    let note = complaint.or_else(|| grade.filter(|grade| !grade.right).map(wrong_words));
    say(ui, &shown.label, Type::LEAD.strong(), theme.ink);
    ui.add_space(6.0);
    match &shown.kind {
        FieldKind::Choice { choices } => {
            for (idx, (id, words)) in choices.iter().enumerate() {
                let is_chosen = state.given(&shown.id) == id.as_str();
                let spoken = spoken(&format!("{}: {words}", shown.label), note.as_deref().filter(|_| is_chosen));
                if choice(ui, choice_id(&shown.id, id), words, &spoken, is_chosen, is_first && idx == 0) {
                    state.put(&shown.id, id.to_string());
                }
                ui.add_space(space::S);
            }
        }
        kind => {
            let (unit, is_number) = match kind {
                FieldKind::Number { unit, .. } => (unit.as_str(), true),
                _ => ("", false),
            };
            let mut typed = state.given(&shown.id).to_owned();
            let name = spoken(format!("{} {unit}", shown.label).trim_end(), note.as_deref());
            let look = Field {
                id: field_id(&shown.id),
                name: &name,
                hint: "",
                icon: None,
                unit,
                text: FIELD_TEXT,
                height: 52.0,
                max_chars: if is_number { 12 } else { 80 },
                is_first,
                is_wrong: note.is_some(),
            };
            if field(ui, &look, &mut typed).response.changed() {
                typed.retain(|letter| !is_number || letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '−'));
                state.put(&shown.id, typed);
            }
        }
    }
    if let Some(note) = note {
        ui.add_space(4.0);
        icon_line(ui, Icon::TriangleAlert, theme.critical, &note, Type::NOTE, theme.critical);
    } else if grade.is_some() && !state.is_empty(&shown.id) {
        ui.add_space(4.0);
        icon_line(ui, Icon::TickDisc, theme.teal, t("Right"), Type::NOTE, theme.ink_2);
    }
}

fn wrong_words(grade: &FieldGrade) -> String {
    match grade.because.as_str() {
        "" => t("Not right yet.").to_owned(),
        because => fill("Not right yet. {because}", &[("because", &because)]),
    }
}

fn spoken(name: &str, note: Option<&str>) -> String {
    note.map_or_else(|| name.to_owned(), |note| format!("{name}. {note}"))
}

fn choice(ui: &mut Ui, id: Id, words: &str, spoken: &str, is_chosen: bool, is_first: bool) -> bool {
    let theme = theme::of(ui);
    let room = ui.available_width();
    let galley = Type::LEAD.lay_out(ui, words, theme.ink, room - 66.0);
    let (_, rect) = ui.allocate_space(vec2(room, (galley.size().y + 18.0).max(44.0)));
    let response = tile(ui, rect, id, spoken, Role::RadioButton, Some(is_chosen), is_first);
    let mark = pos2(rect.left() + 25.0, rect.center().y);
    if is_chosen {
        paint_icon(ui.painter(), Icon::TickDisc, mark, 22.0, theme.teal, theme.paper);
    } else {
        ui.painter().circle_stroke(mark, 8.5, Stroke::new(1.5, theme.line_strong));
    }
    ui.painter().galley(pos2(rect.left() + 48.0, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    response.clicked()
}

/// What is still to do, and the button to hand it in.
fn foot(ui: &mut Ui, n_empty: usize) -> bool {
    let theme = theme::of(ui);
    let button = Button::primary(t("Hand in")).key("Enter").enabled(n_empty == 0);
    let width = button.natural_width(ui);
    let room = ui.available_rect_before_wrap();
    let words = match n_empty {
        0 => t("You can still change it.").to_owned(),
        1 => t("One field is empty.").to_owned(),
        n => fill("{n} fields are empty.", &[("n", &n)]),
    };
    let left = Rect::from_min_max(room.min + vec2(0.0, 13.0), pos2(room.right() - width - space::M, room.bottom()));
    at(ui, "words", left, |ui| say(ui, &words, Type::BODY, theme.ink_2));
    let right = Rect::from_min_max(pos2(room.right() - width, room.top()), room.max);
    let clicked = at(ui, "hand-in", right, |ui| button.show(ui)).clicked();
    ui.allocate_space(vec2(room.width(), TARGET_IN_PLAY));
    clicked
}
