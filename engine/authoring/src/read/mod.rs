//! Reads a walked tree into the values of `curriculum`, each beside the table it came from.
//!
//! Reports nothing: what cannot be read was reported by `walk` or will be by `check`, and is left out here.
//! Start at [`Draft::read`].

mod action;
pub(crate) mod card;
pub(crate) mod condition;
pub(crate) mod declared;
mod effect;
mod goal;
mod module;
mod object;
pub(crate) mod picture;
pub(crate) mod structure;

use crate::tree::Table;
use crate::walk::MOST_ENTRIES;
use curriculum::{Condition, Effect, Goal, Hint, Mark, Object, Picture, WrongAction};
use declared::Declared;
use ids::{MistakeId, ObjectId, SlugError, StepId};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use structure::Structure;

/// A module as far as it can be read.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    pub top: &'t Table,
    pub declared: Declared<'t>,
    pub structure: Structure<'t>,
    pub objects: Vec<Placed<'t, Object>>,
    pub steps: Vec<DraftStep<'t>>,
    pub hints: Vec<Placed<'t, Hint>>,
    pub mistakes: Vec<DraftMistake<'t>>,
    pub pictures: Vec<Placed<'t, Picture>>,
    pub marks: Vec<Placed<'t, Mark>>,
    /// Positions in `objects`.
    object_idx: BTreeMap<ObjectId, usize>,
    /// Positions in `steps`.
    step_idx: BTreeMap<StepId, usize>,
    /// No step comes after one that is written below it: then what is written above cannot follow.
    pub follows_the_file: bool,
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
    /// Where each single goal that it is made of stands.
    pub goal_tables: Vec<&'t Table>,
    pub optional: bool,
    pub only_if: Option<Condition>,
    /// The implied predecessor included.
    pub after: Vec<StepId>,
    pub on_start: Vec<Placed<'t, Effect>>,
    pub then: Vec<Placed<'t, Effect>>,
    pub on_late: Vec<Placed<'t, Effect>>,
}

#[derive(Debug)]
pub(crate) struct DraftMistake<'t> {
    pub id: MistakeId,
    pub from: &'t Table,
    pub when: Option<WrongAction>,
    pub only_if: Option<Condition>,
    pub during: Option<StepId>,
    pub until: Option<StepId>,
    pub then: Vec<Placed<'t, Effect>>,
}

impl<'t> Draft<'t> {
    pub(crate) fn read(top: &'t Table) -> Self {
        let declared = Declared::read(top);
        let structure = Structure::read(top, &declared);
        let objects: Vec<_> = top.named("objects").take(MOST_ENTRIES).filter_map(object::read).collect();
        let steps = module::steps(top, &declared);
        let mistakes = module::mistakes(top, &declared);
        let hints = module::hints(top);
        let object_idx = objects.iter().enumerate().rev().map(|(idx, object)| (object.value.id.clone(), idx)).collect();
        let step_idx: BTreeMap<StepId, usize> =
            steps.iter().enumerate().rev().map(|(idx, step)| (step.id.clone(), idx)).collect();
        let goes_back = |(idx, step): (usize, &DraftStep<'_>)| {
            step.after.iter().filter_map(|id| step_idx.get(id)).all(|before| *before < idx)
        };
        let follows_the_file = steps.iter().enumerate().all(goes_back);
        let (pictures, marks) = (picture::pictures(top), picture::marks(top));
        Self {
            top,
            declared,
            structure,
            objects,
            steps,
            hints,
            mistakes,
            pictures,
            marks,
            object_idx,
            step_idx,
            follows_the_file,
        }
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

    /// Every single goal, with the position of its step and the table it stands in.
    pub(crate) fn goals(&self) -> impl Iterator<Item = (usize, &Goal, &'t Table)> {
        self.steps.iter().enumerate().flat_map(|(idx, step)| step.goals().map(move |(goal, table)| (idx, goal, table)))
    }

    /// Every condition that stands somewhere, with its table.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&Condition, &'t Table)> {
        let of_steps = self.steps.iter().filter_map(|step| Some((step.only_if.as_ref()?, step.from.table("only_if")?)));
        let of_mistakes =
            self.mistakes.iter().filter_map(|mistake| Some((mistake.only_if.as_ref()?, mistake.from.table("only_if")?)));
        let of_goals = self.goals().filter_map(|(_, goal, table)| match goal {
            Goal::Holds { condition } => Some((condition, table.table("holds").unwrap_or(table))),
            _ => None,
        });
        of_steps.chain(of_mistakes).chain(of_goals).chain(self.structure.conditions())
    }

    /// Every effect of the module, with the position of its step; none for others.
    pub(crate) fn effects(&self) -> impl Iterator<Item = (Option<usize>, &Placed<'t, Effect>)> {
        let of_steps =
            self.steps.iter().enumerate().flat_map(|(idx, step)| step.effects().map(move |effect| (Some(idx), effect)));
        let of_mistakes = self.mistakes.iter().flat_map(|mistake| &mistake.then);
        of_steps.chain(of_mistakes.chain(self.structure.effects()).map(|effect| (None, effect)))
    }
}

impl<'t> DraftStep<'t> {
    /// The single goals that its goal is made of, each with its table.
    pub(crate) fn goals(&self) -> impl Iterator<Item = (&Goal, &'t Table)> {
        self.goal.iter().flat_map(Goal::parts).zip(self.goal_tables.iter().copied())
    }

    pub(crate) fn effects(&self) -> impl Iterator<Item = &Placed<'t, Effect>> {
        self.on_start.iter().chain(&self.then).chain(&self.on_late)
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
