//! Forms: every field graded on its own, all of them handed in together.
//!
//! What stood in a field goes on record as a number, as what the form accepts or as the id of a choice; of any other text only
//! that it is another one. What was wrong is shown at its field while the form is open again, and never in an exam.

use crate::cards::is_writing;
use crate::fit::Fit;
use crate::mistakes::OTHER_TEXT;
use crate::parts::At;
use crate::session::Outcome;
use crate::view::{FieldGrade, FieldKind, FieldView};
use crate::{Input, Session, scoring};
use curriculum::{Card, Field, Goal, Mode, Quantity, Unit};
use ids::{AnswerId, FieldId};
use record::{Fact, FilledField};

impl Session {
    /// Hands the open form in. A field that is missing or empty keeps it open.
    pub(crate) fn hand_in(&mut self, fields: &[(FieldId, String)], out: &mut Outcome) {
        let Some((at, card)) = self.open_form() else { return };
        let (fields, filled) = (in_order(card, fields), filled(card, fields));
        let chose = self.chosen_on_form(&fields);
        let input = Input::FillIn { fields };
        if !self.is_possible(&input) || !self.is_free_to_act() || self.fitting(at.step_idx, &input).is_none() {
            return;
        }
        let progress = &mut self.state.steps[at.step_idx];
        progress.chose = chose;
        progress.graded = filled.iter().map(|field| (field.field.clone(), field.right)).collect();
        out.facts.push(Fact::FilledIn { step: progress.step.clone(), fields: filled });
        self.deed(&input, out);
    }

    fn open_form(&self) -> Option<(At, &Card)> {
        let at = self.state.card?;
        match self.goal_at(at)? {
            Goal::FillIn { card } => Some((at, card)),
            _ => None,
        }
    }

    /// Whether something stands in every field of the open form.
    pub(crate) fn can_hand_in(&self, fields: &[(FieldId, String)]) -> bool {
        self.open_form().is_some_and(|(_, card)| {
            !card.fields.is_empty()
                && card.fields.iter().all(|field| given_in(fields, &field.id).is_some_and(|given| is_legible(card, field, given)))
        })
    }

    /// What of a form may be kept, as [`Session::typed`] keeps of a text.
    pub(crate) fn filled_in(&self, fields: &[(FieldId, String)]) -> Vec<(FieldId, String)> {
        let Some((_, card)) = self.open_form() else { return Vec::new() };
        filled(card, fields).into_iter().map(|field| (field.field, field.given)).collect()
    }

    /// As it stands in the record: each field of the form with what was given, or only what was wrong.
    pub(crate) fn given_on_form(&self, fields: &[(FieldId, String)]) -> String {
        let Some((_, card)) = self.open_form() else { return String::new() };
        let filled = filled(card, fields);
        let all_right = filled.iter().all(|field| field.right);
        let told = filled.iter().filter(|field| all_right || !field.right);
        told.map(|field| format!("{}: {}", field.field, field.given)).collect::<Vec<_>>().join(", ")
    }

    /// The choices that were made on a form.
    pub(crate) fn chosen_on_form(&self, fields: &[(FieldId, String)]) -> Vec<AnswerId> {
        let Some((_, card)) = self.open_form() else { return Vec::new() };
        let of_field = |field: &Field| {
            let given = given_in(fields, &field.id)?;
            card.choices(&field.id).find(|choice| choice.id.as_str() == given).map(|choice| choice.id.clone())
        };
        card.fields.iter().filter_map(of_field).collect()
    }

    /// True where the field is wrong in what is being handed in.
    pub(crate) fn is_misfilled(&self, wanted: &FieldId, fields: &[(FieldId, String)]) -> bool {
        self.open_form().is_some_and(|(_, card)| {
            let field = card.fields.iter().find(|field| field.id == *wanted);
            field.is_some_and(|field| !card.is_filled_rightly(field, given_in(fields, wanted).unwrap_or_default()))
        })
    }

    /// In an exam a form that stands earns the share of its right fields, where it is all that its step asks for.
    pub(crate) fn earned_by_form_permille(&self, at: At, input: &Input) -> u32 {
        let alone = self.module.steps[at.step_idx].goal.combined().is_none();
        let (true, Some(Goal::FillIn { card }), Input::FillIn { fields }) = (alone, self.goal_at(at), input) else { return 0 };
        let filled = filled(card, fields);
        let n_right = filled.iter().filter(|field| field.right).count();
        let share = (n_right as u64 * u64::from(scoring::WHOLE_PERMILLE)).checked_div(filled.len() as u64);
        share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
    }

    /// The fields as they are shown; `answers` are the card's, in the order that the seed drew.
    pub(crate) fn show_fields(&self, at: At, card: &Card, answers: &[(AnswerId, String)]) -> Vec<FieldView> {
        let show = |field: &Field| {
            let is_choice = |id: &AnswerId| card.choices(&field.id).any(|choice| choice.id == *id);
            let choices: Vec<_> = answers.iter().filter(|(id, _)| is_choice(id)).cloned().collect();
            let kind = match field.unit() {
                _ if !choices.is_empty() => FieldKind::Choice { choices },
                Some(unit) => FieldKind::Number { unit: unit.symbol().to_owned(), range: field.range },
                None => FieldKind::Text,
            };
            FieldView { id: field.id.clone(), label: field.label.clone(), kind, grade: self.grade_of(at, card, field) }
        };
        card.fields.iter().map(show).collect()
    }

    /// How a field was filled in the last time; nobody is told in an exam.
    fn grade_of(&self, at: At, card: &Card, field: &Field) -> Option<FieldGrade> {
        let graded = &self.state.steps[at.step_idx].graded;
        let (_, right) = graded.iter().find(|(id, _)| *id == field.id).filter(|_| self.state.mode != Mode::Exam)?;
        let chosen = card.choices(&field.id).find(|choice| !choice.right && self.was_given(at, &choice.id));
        let of_choice = chosen.map(|choice| choice.because.as_str()).filter(|because| !because.is_empty());
        let because = of_choice.unwrap_or(&field.because).to_owned();
        Some(FieldGrade { right: *right, because })
    }

    fn was_given(&self, at: At, choice: &AnswerId) -> bool {
        self.state.steps[at.step_idx].chose.contains(choice)
    }
}

pub(crate) fn fit_form(card: &Card, fields: &[(FieldId, String)]) -> Fit {
    let filled = filled(card, fields);
    match filled.iter().all(|field| field.right) {
        true if !filled.is_empty() => Fit::Satisfies,
        _ => Fit::Misses,
    }
}

/// Every field of the card as it goes on record, in its order.
fn filled(card: &Card, fields: &[(FieldId, String)]) -> Vec<FilledField> {
    let field = |field: &Field| {
        let given = given_in(fields, &field.id).unwrap_or_default();
        FilledField { field: field.id.clone(), given: kept(card, field, given), right: card.is_filled_rightly(field, given) }
    };
    card.fields.iter().map(field).collect()
}

/// What the card has fields for, in its order.
fn in_order(card: &Card, fields: &[(FieldId, String)]) -> Vec<(FieldId, String)> {
    let known = card.fields.iter().filter_map(|field| Some((field.id.clone(), given_in(fields, &field.id)?.to_owned())));
    known.collect()
}

fn given_in<'f>(fields: &'f [(FieldId, String)], wanted: &FieldId) -> Option<&'f str> {
    fields.iter().find(|(field, _)| field == wanted).map(|(_, given)| given.as_str())
}

/// A choice that there is, or something written.
fn is_legible(card: &Card, field: &Field, given: &str) -> bool {
    let mut choices = card.choices(&field.id).peekable();
    if choices.peek().is_none() { is_writing(given) } else { choices.any(|choice| choice.id.as_str() == given) }
}

/// A choice's id, an accepted text, a number with its unit; of anything else only that it is something else.
fn kept(card: &Card, field: &Field, given: &str) -> String {
    let number = || Quantity::parse(given).or_else(|_| Quantity::parse(&given.replace(',', "."))).ok();
    if card.choices(&field.id).any(|choice| choice.id.as_str() == given) || field.accepts(given) {
        return given.trim().to_owned();
    }
    match number() {
        Some(Quantity { milli, unit: Unit::One }) => Quantity { milli, unit: field.unit().unwrap_or(Unit::One) }.to_string(),
        Some(number) => number.to_string(),
        None => OTHER_TEXT.to_owned(),
    }
}
