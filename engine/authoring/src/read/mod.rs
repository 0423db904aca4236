//! Reads a walked tree into the values of `curriculum`, each beside the table it came from.
//!
//! Reports nothing: what cannot be read was reported by `walk` or will be by `check`, and is left out here.
//! Start at [`Draft::read`].

mod action;
pub(crate) mod card;
mod goal;
mod module;
mod object;

use crate::tree::{Span, Table};
use crate::walk::MOST_ENTRIES;
use curriculum::{Answer, Card, Effect, Goal, Hint, Object, WrongAction};
use ids::{MistakeId, ObjectId, SlugError, StepId};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A module as far as it can be read.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    pub top: &'t Table,
    pub guide: Option<ObjectId>,
    pub objects: Vec<Placed<'t, Object>>,
    /// By id.
    pub cards: BTreeMap<&'t str, Placed<'t, Card>>,
    /// Every answer with the card it names.
    pub answers: Vec<(&'t str, Placed<'t, Answer>)>,
    pub steps: Vec<DraftStep<'t>>,
    pub hints: Vec<Placed<'t, Hint>>,
    pub mistakes: Vec<DraftMistake<'t>>,
    /// Positions in `objects`.
    object_idx: BTreeMap<ObjectId, usize>,
    /// Positions in `steps`.
    step_idx: BTreeMap<StepId, usize>,
}

/// A value and the table it was read from.
#[derive(Debug)]
pub(crate) struct Placed<'t, T> {
    pub value: T,
    pub from: &'t Table,
}

#[derive(Debug)]
pub(crate) struct DraftStep<'t> {
    pub id: StepId,
    pub from: &'t Table,
    pub goal: Option<Goal>,
    /// The implied predecessor included.
    pub after: Vec<StepId>,
    pub on_start: Vec<Placed<'t, Effect>>,
    pub then: Vec<Placed<'t, Effect>>,
}

#[derive(Debug)]
pub(crate) struct DraftMistake<'t> {
    pub id: MistakeId,
    pub from: &'t Table,
    pub when: Option<WrongAction>,
    pub during: Option<StepId>,
    pub until: Option<StepId>,
    pub then: Vec<Placed<'t, Effect>>,
}

impl<'t> Draft<'t> {
    pub(crate) fn read(top: &'t Table) -> Self {
        let guide = id(top, "guide", ObjectId::new);
        let objects: Vec<_> = top.named("objects").take(MOST_ENTRIES).filter_map(object::read).collect();
        let answers = card::answers(top);
        let cards = card::cards(top, &answers);
        let steps = module::steps(top, guide.as_ref(), &cards);
        let mistakes = module::mistakes(top, guide.as_ref());
        let hints = module::hints(top);
        let object_idx = objects.iter().enumerate().rev().map(|(idx, object)| (object.value.id.clone(), idx)).collect();
        let step_idx = steps.iter().enumerate().rev().map(|(idx, step)| (step.id.clone(), idx)).collect();
        Self { top, guide, objects, cards, answers, steps, hints, mistakes, object_idx, step_idx }
    }

    pub(crate) fn object(&self, id: &ObjectId) -> Option<&Object> {
        self.object_idx.get(id).map(|&idx| &self.objects[idx].value)
    }

    /// The same, when its kind could be read.
    pub(crate) fn object_of_known_kind(&self, id: &ObjectId) -> Option<&Object> {
        let placed = &self.objects[*self.object_idx.get(id)?];
        object::kind_of(placed.from).is_some().then_some(&placed.value)
    }

    pub(crate) fn step_idx(&self, id: &StepId) -> Option<usize> {
        self.step_idx.get(id).copied()
    }

    /// Every effect of the module, with the position of its step; none for a mistake's.
    pub(crate) fn effects(&self) -> impl Iterator<Item = (Option<usize>, &Placed<'t, Effect>)> {
        let of_steps = self
            .steps
            .iter()
            .enumerate()
            .flat_map(|(idx, step)| step.on_start.iter().chain(&step.then).map(move |effect| (Some(idx), effect)));
        of_steps.chain(self.mistakes.iter().flat_map(|mistake| mistake.then.iter().map(|effect| (None, effect))))
    }
}

impl DraftStep<'_> {
    /// Where the goal stands.
    pub(crate) fn goal_span(&self) -> Span {
        self.from.span_of("do")
    }

    /// Where a key of the goal stands.
    pub(crate) fn goal_part(&self, key: &str) -> Span {
        self.from.table("do").map_or(self.goal_span(), |goal| goal.span_of(key))
    }
}

/// An id behind a key.
fn id<T>(table: &Table, key: &str, make: fn(&str) -> Result<T, SlugError>) -> Option<T> {
    make(table.text(key)?).ok()
}

/// A word of a closed list, as `curriculum` names it.
fn word<T: DeserializeOwned>(table: &Table, key: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(table.text(key)?.to_owned())).ok()
}

fn owned(table: &Table, key: &str) -> String {
    table.text(key).unwrap_or_default().to_owned()
}

/// A time behind a key, in milliseconds.
fn ms(table: &Table, key: &str) -> Option<u64> {
    curriculum::Quantity::parse(table.text(key)?).ok()?.as_ms()
}

fn small(table: &Table, key: &str) -> Option<u32> {
    u32::try_from(table.whole(key)?).ok()
}
