//! How an input fits the goals: does it satisfy one, begin one, or miss it.

use crate::parts::At;
use crate::world::Place;
use crate::{Input, Session};
use curriculum::{Card, Goal, SlideTarget, TurnTarget, WrongAction};
use ids::{AnswerId, ObjectId};

/// What an input does to a goal, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    Nothing,
    /// Opens the card of the goal.
    Opens,
    /// Handles the goal's object on the way, such as a switch passing through another state.
    Touches,
    /// A first part of the goal, such as taking what is to be put.
    Begins,
    /// An earnest try with a wrong value, angle, state or answer.
    Misses,
    Satisfies,
}

impl Session {
    /// Not done, not left out, and everything that must come before is.
    pub(crate) fn is_available(&self, step_idx: usize) -> bool {
        !self.state.is_settled(step_idx) && self.missing_edge(step_idx).is_none()
    }

    /// The first step that must be done before this one and is not. Nothing waits for an optional one, but for what that
    /// one waits for.
    pub(crate) fn missing_edge(&self, step_idx: usize) -> Option<usize> {
        self.missing_before(step_idx, self.module.steps.len())
    }

    fn missing_before(&self, step_idx: usize, depth: usize) -> Option<usize> {
        let before = self.before[step_idx].iter().copied();
        before.filter(|idx| !self.state.is_settled(*idx)).find_map(|idx| match self.module.steps[idx].optional {
            true if depth > 0 && idx != step_idx => self.missing_before(idx, depth - 1),
            _ => Some(idx),
        })
    }

    pub(crate) fn available_idxs(&self) -> impl Iterator<Item = usize> {
        (0..self.module.steps.len()).filter(|idx| self.is_available(*idx))
    }

    /// The available step that the input fits best, the first in authored order among equals.
    pub(crate) fn best_fit(&self, input: &Input) -> Option<(usize, Fit)> {
        let mut best = None;
        for step_idx in self.available_idxs() {
            let fit = self.fit(step_idx, input);
            if fit > best.map_or(Fit::Nothing, |(_, fit)| fit) {
                best = Some((step_idx, fit));
            }
        }
        best
    }

    /// The order that the input breaks: the step it tries, and the one that must come first; the same step twice where one of
    /// its own parts must. Walking, looking and inspecting break none; an item that was already taken as it should may be taken
    /// again; and one that the author foresaw a mistake with may be taken, so that the mistake can be made and seen for what it is.
    pub(crate) fn order_broken(&self, input: &Input) -> Option<(usize, usize)> {
        use Input::{Choose, Enter, FillIn, Mark, Sign, Type};
        if matches!(input, Enter { .. } | Mark { .. } | Choose { .. } | Type { .. } | FillIn { .. } | Sign) {
            return None;
        }
        let retaken = matches!(input, Input::Take { item } if self.was_taken_rightly(item) || self.may_be_misused(item));
        let undone = || (0..self.module.steps.len()).filter(|idx| !self.state.is_settled(*idx));
        let across = undone().find_map(|tried| {
            let tries = match self.fit(tried, input) {
                Fit::Satisfies => true,
                Fit::Begins => !retaken,
                Fit::Misses => matches!(input, Input::TurnTo { .. } | Input::EnterValue { .. }),
                Fit::Nothing | Fit::Opens | Fit::Touches => false,
            };
            Some((tried, self.missing_edge(tried).filter(|_| tries)?))
        });
        across.or_else(|| self.available_idxs().find(|idx| self.breaks_inner_order(*idx, input)).map(|idx| (idx, idx)))
    }

    /// By rules 4 taking it too early was always told, and what one would have done wrong with it never came.
    fn may_be_misused(&self, taken: &ObjectId) -> bool {
        let misuses = |when: &WrongAction| match when {
            WrongAction::Put { item, .. } => item == taken,
            WrongAction::Use { tool, .. } => tool == taken,
            _ => false,
        };
        self.state.rules >= 5 && self.module.mistakes.iter().any(|mistake| misuses(&mistake.when) && self.is_in_scope(mistake))
    }

    fn was_taken_rightly(&self, wanted: &ObjectId) -> bool {
        let mut steps = self.module.steps.iter().enumerate();
        let takes = &mut |goal: &Goal| matches!(goal, Goal::Take { item, .. } if item == wanted);
        steps.any(|(idx, step)| self.state.is_done(idx) && step.goal.any_part(takes))
    }

    pub(crate) fn fit(&self, step_idx: usize, input: &Input) -> Fit {
        self.fitting(step_idx, input).map_or(Fit::Nothing, |fitting| fitting.whole)
    }

    /// What an input does to a single goal.
    pub(crate) fn fit_part(&self, at: At, goal: &Goal, input: &Input) -> Fit {
        match (goal, input) {
            (Goal::GoTo { zone }, Input::Enter { zone: entered }) => satisfies_if(zone == entered),
            (Goal::Press { object }, Input::Press { object: pressed }) => satisfies_if(object == pressed),
            (Goal::Hold { object, .. }, Input::HoldStart { object: held }) if object == held => Fit::Begins,
            (Goal::Take { item, from }, Input::Take { item: taken }) if item == taken => {
                satisfies_if(from.as_ref().is_none_or(|from| self.place_of(item) == Some(&Place::In(from.clone()))))
            }
            (Goal::Put { item, into }, Input::Take { item: taken }) if item == taken && !self.lies_in(item, into) => Fit::Begins,
            (Goal::Put { item, into }, Input::Put { item: put, into: place }) => {
                satisfies_if(item == put && into == place && self.accepts(item, into))
            }
            (Goal::Turn { object, to }, Input::SetTo { object: turned, state }) if object == turned => match to {
                TurnTarget::State(wanted) if wanted == state => Fit::Satisfies,
                TurnTarget::State(_) => Fit::Misses,
                TurnTarget::Angle { .. } => Fit::Touches,
            },
            (Goal::Turn { object, to }, Input::TurnTo { object: turned, millideg }) if object == turned => match to {
                TurnTarget::State(_) => Fit::Touches,
                angle @ TurnTarget::Angle { .. } => satisfies_or_misses(is_within(angle, *millideg)),
            },
            (Goal::Set { object, to }, Input::SetTo { object: set, state }) if object == set => {
                if to == state {
                    Fit::Satisfies
                } else {
                    Fit::Touches
                }
            }
            (Goal::Read { gauge, within }, Input::EnterValue { gauge: read, milli }) if gauge == read => {
                let shown = self.shown(gauge).map(|shown| shown.milli);
                satisfies_or_misses(shown.is_some_and(|shown| shown.abs_diff(*milli) <= within.milli.unsigned_abs()))
            }
            (Goal::Read { gauge, .. }, Input::Press { object }) if gauge == object => Fit::Opens,
            (Goal::Use { tool, .. }, Input::Take { item }) if tool == item => Fit::Begins,
            (Goal::Use { tool, on }, Input::Use { tool: used, on: part }) => {
                satisfies_if(tool == used && on == part && self.is_at_hand(tool))
            }
            (Goal::Slide { object, to: SlideTarget::State(to) }, Input::SetTo { object: set, state }) if object == set => {
                if to == state { Fit::Satisfies } else { Fit::Touches }
            }
            (Goal::SetNumber { with: Some(tool), .. }, Input::Take { item }) if tool == item => Fit::Begins,
            (Goal::SetNumber { .. } | Goal::Slide { .. }, Input::Press { object: pressed }) => match goal.amount() {
                Some((object, _, _)) if object == pressed && self.has_tool_for(goal) => Fit::Opens,
                _ => Fit::Nothing,
            },
            (Goal::SetNumber { .. } | Goal::Slide { .. }, Input::EnterValue { gauge, milli }) => match goal.amount() {
                Some((object, to, within)) if object == gauge && self.has_tool_for(goal) => {
                    satisfies_or_misses(milli.abs_diff(to.milli) <= within.milli.unsigned_abs())
                }
                _ => Fit::Nothing,
            },
            (Goal::Aim { tool, .. }, Input::Take { item }) if tool == item => Fit::Begins,
            (Goal::Aim { tool, .. }, Input::HoldStart { object }) if tool == object && self.is_at_hand(tool) => Fit::Begins,
            (Goal::Inspect { places, count }, Input::Mark { object }) if places.contains(object) => {
                let found = self.part(at).map_or(&[][..], |part| &part.found);
                match found.contains(object) {
                    true => Fit::Touches,
                    false if found.len() as u64 + 1 >= u64::from(*count) => Fit::Satisfies,
                    false => Fit::Begins,
                }
            }
            (Goal::Talk { person, .. }, Input::Press { object }) if person == object => Fit::Opens,
            (goal, Input::Press { object }) if goal.card().is_some_and(|card| card.at.as_ref() == Some(object)) => Fit::Opens,
            (_, Input::Choose { .. } | Input::Type { .. } | Input::FillIn { .. } | Input::Sign) => self.fit_card(at, goal, input),
            _ => Fit::Nothing,
        }
    }

    /// A goal that is a state of affairs and holds now, whoever brought it about.
    pub(crate) fn part_holds(&self, at: At, goal: &Goal) -> bool {
        let world = &self.state.situation.world;
        match goal {
            Goal::GoTo { zone } => self.state.zones.contains(zone),
            Goal::Take { item, from } => {
                let right_place = |from: &ObjectId| self.state.situation.carried_from == Some(Place::In(from.clone()));
                world.carried.as_ref() == Some(item) && from.as_ref().is_none_or(right_place)
            }
            Goal::Put { item, into } => self.lies_in(item, into),
            Goal::Set { object, to }
            | Goal::Slide { object, to: SlideTarget::State(to) }
            | Goal::Turn { object, to: TurnTarget::State(to) } => {
                world.object(object).is_some_and(|object| object.state.as_ref() == Some(to))
            }
            Goal::Turn { object, to } => world.object(object).is_some_and(|object| is_within(to, object.angle_millideg)),
            Goal::SetNumber { object, to, within, .. } | Goal::Slide { object, to: SlideTarget::Amount { to, within } } => {
                let shown = self.shown(object).filter(|shown| shown.unit == to.unit);
                shown.is_some_and(|shown| shown.milli.abs_diff(to.milli) <= within.milli.unsigned_abs())
            }
            Goal::Inspect { count, .. } => self.part(at).is_some_and(|part| part.found.len() as u64 >= u64::from(*count)),
            Goal::Aim { at: places, .. } => {
                self.part(at).is_some_and(|part| places.iter().all(|place| part.found.contains(place)))
            }
            Goal::Holds { condition } => self.is_so(condition),
            _ => false,
        }
    }

    /// A number that is set with a tool needs it in the hand.
    pub(crate) fn has_tool_for(&self, goal: &Goal) -> bool {
        match goal {
            Goal::SetNumber { with: Some(tool), .. } => self.is_at_hand(tool),
            _ => true,
        }
    }

    pub(crate) fn place_of(&self, id: &ObjectId) -> Option<&Place> {
        self.state.situation.world.object(id).map(|object| &object.place)
    }

    /// What a gauge shows now.
    pub(crate) fn shown(&self, gauge: &ObjectId) -> Option<curriculum::Quantity> {
        self.state.situation.world.object(gauge)?.shown_at(self.state.now_ms)
    }
}

/// Right when exactly the right answers are chosen; where one of several right ones is asked for, any of them.
pub(crate) fn is_right(card: &Card, chosen: &[AnswerId]) -> bool {
    let is_chosen = |id: &AnswerId| chosen.contains(id);
    let all_right = card.answers.iter().all(|answer| answer.right || !is_chosen(&answer.id));
    let n_right = card.answers.iter().filter(|answer| answer.right && is_chosen(&answer.id)).count();
    let n_wanted = card.answers.iter().filter(|answer| answer.right).count();
    let is_seen_through = card.case.as_ref().is_none_or(|case| case.is_seen_through(chosen));
    all_right && is_seen_through && (n_right == n_wanted || (card.pick == 1 && n_right == 1))
}

fn is_within(target: &TurnTarget, millideg: i64) -> bool {
    match target {
        TurnTarget::State(_) => false,
        TurnTarget::Angle { millideg: wanted, tolerance_millideg } => {
            wanted.abs_diff(millideg) <= tolerance_millideg.unsigned_abs()
        }
    }
}

fn satisfies_if(fits: bool) -> Fit {
    if fits { Fit::Satisfies } else { Fit::Nothing }
}

fn satisfies_or_misses(fits: bool) -> Fit {
    if fits { Fit::Satisfies } else { Fit::Misses }
}
