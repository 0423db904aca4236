//! Conditions: whether something is so now, and when that will change by itself.

use crate::Session;
use crate::world::Place;
use curriculum::{Comparison, Condition};
use ids::{ObjectId, VariableId};

impl Session {
    pub(crate) fn is_so(&self, condition: &Condition) -> bool {
        self.is_so_at(condition, self.state.now_ms)
    }

    fn is_so_at(&self, condition: &Condition, at_ms: u64) -> bool {
        let situation = &self.state.situation;
        match condition {
            Condition::State { object, is } => {
                situation.world.object(object).is_some_and(|found| found.state.as_ref() == Some(is))
            }
            Condition::Shows { object, compare, to } => {
                let shown = situation.world.object(object).and_then(|found| found.shown_at(at_ms));
                shown.is_some_and(|shown| shown.unit == to.unit && compare.holds(shown.milli, to.milli))
            }
            Condition::Variable { variable, compare, to } => compare.holds(self.variable(variable), *to),
            Condition::Lies { item, place } => self.lies_in(item, place),
            Condition::Carries { item } => situation.world.carried.as_ref() == Some(item),
            Condition::Inside { zone } => self.state.zones.contains(zone),
            Condition::Done { step } => self.module.step_idx(step).is_some_and(|idx| self.state.is_done(idx)),
            Condition::Made { mistake } => self.state.made.iter().any(|(made, _)| made == mistake),
            Condition::Chose { answer } => situation.chosen.contains(answer),
            Condition::Drawn { option } => self.state.drawn.contains(option),
            Condition::Expired { timer } => situation.timers.iter().any(|clock| clock.timer == *timer && clock.expired),
            Condition::Score { compare, permille } => compare.holds(self.score_of_settled_permille(), *permille),
            Condition::All { of } => of.iter().all(|condition| self.is_so_at(condition, at_ms)),
            Condition::Any { of } => of.iter().any(|condition| self.is_so_at(condition, at_ms)),
            Condition::Not { condition } => !self.is_so_at(condition, at_ms),
        }
    }

    pub(crate) fn variable(&self, id: &VariableId) -> i64 {
        self.state.situation.variables.iter().find(|(variable, _)| variable == id).map_or(0, |(_, value)| *value)
    }

    /// The first later moment at which something that the condition compares changes because a number moves by itself.
    pub(crate) fn changes_by_itself_ms(&self, condition: &Condition) -> Option<u64> {
        condition.parts().into_iter().filter_map(|part| self.crosses_ms(part)).min()
    }

    /// A number moves one way only, so the moment is found by halving.
    fn crosses_ms(&self, condition: &Condition) -> Option<u64> {
        let Condition::Shows { object, compare, .. } = condition else { return None };
        let now_ms = self.state.now_ms;
        let (_, _, end_ms) = self.state.situation.world.object(object)?.moving?;
        if *compare == Comparison::Is {
            // It may be so for a moment in between: the end of the move is what counts.
            return (end_ms > now_ms).then_some(end_ms);
        }
        let now = self.is_so_at(condition, now_ms);
        if end_ms <= now_ms || self.is_so_at(condition, end_ms) == now {
            return None;
        }
        let (mut before_ms, mut after_ms) = (now_ms, end_ms);
        while after_ms - before_ms > 1 {
            let middle_ms = before_ms + (after_ms - before_ms) / 2;
            if self.is_so_at(condition, middle_ms) == now {
                before_ms = middle_ms;
            } else {
                after_ms = middle_ms;
            }
        }
        Some(after_ms)
    }

    /// In a socket or zone, or on a person.
    pub(crate) fn lies_in(&self, item: &ObjectId, place: &ObjectId) -> bool {
        matches!(self.place_of(item), Some(Place::In(at) | Place::Worn(at)) if at == place)
    }
}
