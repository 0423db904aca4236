//! Reads variables, timers, draws and interruptions.

use super::declared::Declared;
use super::{Placed, condition, effect, id, ms, small};
use crate::tree::{Entry, Is, Table, Value};
use crate::walk::MOST_ENTRIES;
use curriculum::{Card, Condition, Draw, DrawOption, Effect, Interruption, Timer, Variable};
use ids::{DrawId, InterruptionId, OptionId, TimerId, VariableId};

/// A timer, an option of a draw or an interruption, with its effects.
#[derive(Debug)]
pub(crate) struct Event<'t, T> {
    pub value: T,
    pub from: &'t Table,
    pub then: Vec<Placed<'t, Effect>>,
}

/// A draw and its options.
pub(crate) type DraftDraw<'t> = (Placed<'t, DrawId>, Vec<Event<'t, DrawOption>>);

/// What a module keeps in mind, times, leaves to chance and lets happen in between.
#[derive(Debug)]
pub(crate) struct Structure<'t> {
    pub variables: Vec<Variable>,
    pub timers: Vec<Event<'t, Timer>>,
    pub draws: Vec<DraftDraw<'t>>,
    pub interruptions: Vec<Event<'t, Interruption>>,
}

impl<'t> Structure<'t> {
    pub(super) fn read(top: &'t Table, declared: &Declared<'t>) -> Self {
        let variables = top.table("variables").into_iter().flat_map(|table| &table.entries).take(MOST_ENTRIES);
        let variable = |entry: &Entry| {
            let Is::Whole(start) = entry.value.is else { return None };
            Some(Variable { id: VariableId::new(&entry.key).ok()?, start: start? })
        };
        let timers = top.named("timers").take(MOST_ENTRIES);
        let draws = top.tables("one_of").take(MOST_ENTRIES);
        let interruptions = top.tables("interruption").take(MOST_ENTRIES);
        Self {
            variables: variables.filter_map(variable).collect(),
            timers: timers.filter_map(|(entry, from)| timer(&entry.key, from, declared)).collect(),
            draws: draws.filter_map(|from| draw(from, declared)).collect(),
            interruptions: interruptions.filter_map(|from| interruption(from, declared)).collect(),
        }
    }

    pub(crate) fn effects(&self) -> impl Iterator<Item = &Placed<'t, Effect>> {
        let timed = self.timers.iter().flat_map(|timer| &timer.then);
        let drawn = self.draws.iter().flat_map(|(_, options)| options).flat_map(|option| &option.then);
        timed.chain(drawn).chain(self.interruptions.iter().flat_map(|interruption| &interruption.then))
    }

    /// The tables that hold effects.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'t Table> {
        let timed = self.timers.iter().map(|timer| timer.from);
        let drawn = self.draws.iter().flat_map(|(_, options)| options).map(|option| option.from);
        timed.chain(drawn).chain(self.interruptions.iter().map(|interruption| interruption.from))
    }

    /// Every condition of an interruption.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&Condition, &'t Table)> {
        self.interruptions.iter().filter_map(|found| Some((found.value.when.as_ref()?, found.from.table("when")?)))
    }

    pub(super) fn draws_for_module(&self) -> Vec<Draw> {
        let option = |option: &Event<'_, DrawOption>| DrawOption { then: values(&option.then), ..option.value.clone() };
        let draw = |(id, options): &DraftDraw<'_>| Draw { id: id.value.clone(), options: options.iter().map(option).collect() };
        self.draws.iter().map(draw).collect()
    }

    pub(super) fn timers_for_module(&self) -> Vec<Timer> {
        self.timers.iter().map(|timer| Timer { then: values(&timer.then), ..timer.value.clone() }).collect()
    }

    pub(super) fn interruptions_for_module(&self) -> Vec<Interruption> {
        let finish = |found: &Event<'_, Interruption>| Interruption { then: values(&found.then), ..found.value.clone() };
        self.interruptions.iter().map(finish).collect()
    }
}

fn values(effects: &[Placed<'_, Effect>]) -> Vec<Effect> {
    effects.iter().map(|effect| effect.value.clone()).collect()
}

fn timer<'t>(name: &str, from: &'t Table, declared: &Declared<'_>) -> Option<Event<'t, Timer>> {
    let unseen = from.get("countdown").is_some() && !from.yes("countdown");
    let value = Timer { id: TimerId::new(name).ok()?, lasts_ms: ms(from, "lasts")?, then: Vec::new(), unseen };
    Some(Event { value, from, then: effect::effects(from, "then", declared) })
}

fn draw<'t>(from: &'t Table, declared: &Declared<'_>) -> Option<DraftDraw<'t>> {
    let option = |from: &'t Table| {
        let weight = small(from, "weight").unwrap_or(1);
        let value = DrawOption { id: id(from, "id", OptionId::new)?, weight, then: Vec::new() };
        Some(Event { value, from, then: effect::effects(from, "then", declared) })
    };
    let options = from.list("options").iter().take(MOST_ENTRIES).filter_map(Value::table).filter_map(option).collect();
    Some((Placed { value: id(from, "id", DrawId::new)?, from }, options))
}

fn interruption<'t>(from: &'t Table, declared: &Declared<'_>) -> Option<Event<'t, Interruption>> {
    let card: Option<Card> = from.text("card").and_then(|card| declared.cards.get(card)).map(|card| card.value.clone());
    let value = Interruption {
        id: id(from, "id", InterruptionId::new)?,
        when: condition::behind(from, "when"),
        after_ms: ms(from, "after").unwrap_or(0),
        then: Vec::new(),
        card,
    };
    Some(Event { value, from, then: effect::effects(from, "then", declared) })
}
