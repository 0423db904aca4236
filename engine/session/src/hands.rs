//! The natural effect of an action: what it does to things, whether or not it is right.

use crate::session::Outcome;
use crate::state::Holding;
use crate::world::Place;
use crate::{Cue, Input, Session};
use curriculum::{Goal, Object, ObjectKind, Quantity, TRAINEE, WrongAction};
use ids::{ObjectId, StateId};

impl Session {
    /// Whether the things allow it at all: there, to be seen, in the hand, not so already.
    pub(crate) fn is_possible(&self, input: &Input) -> bool {
        let carried = self.state.situation.world.carried.as_ref();
        match input {
            Input::Press { object } | Input::HoldStart { object } | Input::Mark { object } => self.is_there(object),
            Input::Enter { zone } => self.is_there(zone),
            Input::Take { item } => self.is_there(item) && self.can_be_taken(item) && carried != Some(item),
            Input::Put { item, into } => carried == Some(item) && (into.as_str() == TRAINEE || self.is_there(into)),
            Input::TurnTo { object, millideg } => {
                let angle = self.state.situation.world.object(object).map(|object| object.angle_millideg);
                self.is_there(object) && self.can_turn(object) && angle != Some(*millideg)
            }
            Input::SetTo { object, state } => {
                let known = self.module.object(object).is_some_and(|object| object.states.contains(state));
                let stands = self.state.situation.world.object(object).and_then(|object| object.state.as_ref());
                self.is_there(object) && known && stands != Some(state)
            }
            Input::EnterValue { gauge, .. } => self.is_there(gauge) && self.shown(gauge).is_some() && self.can_be_entered(gauge),
            Input::Use { tool, on } => self.is_at_hand(tool) && tool != on && (on.as_str() == TRAINEE || self.is_there(on)),
            Input::Choose { answers } => {
                (self.state.card.is_some() || self.state.interruption_idx.is_some()) && !answers.is_empty()
            }
            Input::Type { .. } | Input::Sign => self.can_write(input),
            Input::FillIn { fields } => self.can_hand_in(fields),
            _ => false,
        }
    }

    pub(crate) fn is_there(&self, id: &ObjectId) -> bool {
        self.state.situation.world.object(id).is_some_and(|object| object.visible)
    }

    /// What is set with a tool is not set without it, whichever step wants it.
    fn can_be_entered(&self, gauge: &ObjectId) -> bool {
        let is_its = |goal: &Goal| goal.amount().is_some_and(|(object, _, _)| object == gauge);
        let lacks_tool = |goal: &Goal| is_its(goal) && !self.has_tool_for(goal);
        // By rules 4 a later step's tool was wanted for an earlier one too.
        let wanted_now = || {
            let open = self.available_idxs().flat_map(|idx| self.open_parts(idx));
            open.filter_map(|at| self.goal_at(at)).any(|goal| is_its(goal) && self.has_tool_for(goal))
        };
        !self.has_goal(lacks_tool) || (self.state.rules >= 5 && wanted_now())
    }

    fn can_be_taken(&self, wanted: &ObjectId) -> bool {
        let asked = |goal: &Goal| matches!(goal, Goal::Take { item, .. } | Goal::Put { item, .. } if item == wanted);
        self.kind_of(wanted) == Some(ObjectKind::Item) || self.module.any_goal(asked)
    }

    fn can_turn(&self, wanted: &ObjectId) -> bool {
        let asked = |goal: &Goal| matches!(goal, Goal::Turn { object, .. } if object == wanted);
        self.kind_of(wanted) == Some(ObjectKind::Knob) || self.module.any_goal(asked)
    }

    /// Whether an item may lie there: a free socket that no step still needs for another item, a zone, a person, or
    /// whatever a goal or a foreseen mistake names.
    pub(crate) fn accepts(&self, item: &ObjectId, into: &ObjectId) -> bool {
        let foreseen = self.module.mistakes.iter().any(
            |mistake| matches!(&mistake.when, WrongAction::Put { item: wrong, into: Some(place) } if wrong == item && place == into),
        );
        let wanted = self.module.any_goal(|goal| puts(goal, item, into));
        match self.kind_of(into) {
            Some(ObjectKind::Socket) => self.is_free(into, item) && (foreseen || !self.is_reserved(into, item)),
            Some(ObjectKind::Zone | ObjectKind::Person) => true,
            Some(_) => wanted || foreseen,
            None => into.as_str() == TRAINEE,
        }
    }

    /// Nothing else lies in it.
    fn is_free(&self, socket: &ObjectId, item: &ObjectId) -> bool {
        let objects = &self.state.situation.world.objects;
        !objects.iter().any(|other| other.id != *item && matches!(&other.place, Place::In(at) if at == socket))
    }

    /// A step that is not done needs the socket for another item, and none needs it for this one.
    fn is_reserved(&self, socket: &ObjectId, item: &ObjectId) -> bool {
        let mut for_others = false;
        for (idx, step) in self.module.steps.iter().enumerate() {
            if step.goal.any_part(&mut |goal| puts(goal, item, socket)) {
                return false;
            }
            let needs = &mut |goal: &Goal| matches!(goal, Goal::Put { into, .. } if into == socket);
            for_others |= !self.state.is_settled(idx) && step.goal.any_part(needs);
        }
        for_others
    }

    /// Does it, without asking whether it is right.
    pub(crate) fn do_naturally(&mut self, input: &Input, out: &mut Outcome) {
        match input {
            Input::Press { object } => out.cues.push(Cue::Pressed { object: object.clone() }),
            Input::HoldStart { object } => {
                self.state.hold = Some(Holding { object: object.clone(), since_ms: self.state.now_ms, over: false });
                out.cues.push(Cue::Pressed { object: object.clone() });
            }
            Input::Take { item } => self.take(item, out),
            Input::Put { item, into } if self.accepts(item, into) => self.place(item, into, out),
            Input::TurnTo { object, millideg } => {
                if let Some(turned) = self.state.situation.world.object_mut(object) {
                    turned.angle_millideg = *millideg;
                    out.cues.push(Cue::AngleChanged { object: object.clone(), millideg: *millideg });
                }
            }
            Input::SetTo { object, state } => {
                if let Some(set) = self.state.situation.world.object_mut(object) {
                    set.state = Some(state.clone());
                    out.cues.push(Cue::StateChanged { object: object.clone(), to: state.clone() });
                }
            }
            Input::EnterValue { gauge, milli } => self.set_number(gauge, *milli, out),
            Input::Use { tool, on } => out.cues.push(Cue::Used { tool: tool.clone(), on: on.clone() }),
            Input::Choose { answers } => self.note_chosen(answers, out),
            Input::FillIn { fields } => {
                let chosen = self.chosen_on_form(fields);
                self.note_chosen(&chosen, out);
            }
            _ => {}
        }
    }

    /// What can be set shows what it was set to; a gauge shows what it shows.
    fn set_number(&mut self, id: &ObjectId, milli: i64, out: &mut Outcome) {
        let settable = self.module.object(id).filter(|object| object.kind != ObjectKind::Gauge);
        let Some((low, high)) = settable.and_then(|object| object.range) else { return };
        let now_ms = self.state.now_ms;
        let Some(changed) = self.state.situation.world.object_mut(id) else { return };
        let to = Quantity { milli: milli.clamp(low.milli, high.milli.max(low.milli)), unit: low.unit };
        let from = changed.shown_at(now_ms).unwrap_or(to);
        changed.shows = Some(to);
        changed.moving = None;
        out.cues.push(Cue::NumberChanged { object: id.clone(), from, to, over_ms: 0 });
    }

    fn take(&mut self, item: &ObjectId, out: &mut Outcome) {
        if let Some(carried) = self.state.situation.world.carried.clone() {
            self.put_back(&carried, out);
        }
        let situation = &mut self.state.situation;
        if let Some(taken) = situation.world.object_mut(item) {
            situation.carried_from = Some(std::mem::replace(&mut taken.place, Place::Carried));
            situation.world.carried = Some(item.clone());
            out.cues.push(Cue::Taken { item: item.clone() });
        }
    }

    /// Lays the carried item back where it was taken from; home, if that is a socket which another item needs.
    pub(crate) fn put_back(&mut self, item: &ObjectId, out: &mut Outcome) {
        if self.state.situation.world.carried.as_ref() != Some(item) {
            return;
        }
        let came_from = self.state.situation.carried_from.clone().unwrap_or(Place::AsModelled);
        let home = self.module.object(item).map_or(Place::AsModelled, start_place);
        let fits = |place: &Place| match place {
            Place::In(socket) if self.kind_of(socket) == Some(ObjectKind::Socket) => {
                self.is_free(socket, item) && !self.is_reserved(socket, item)
            }
            _ => true,
        };
        let place = [came_from, home].into_iter().find(fits).unwrap_or(Place::AsModelled);
        self.put_down(item, place, out);
    }

    /// The state that a press on a switch or door brings next.
    pub(crate) fn next_state(&self, object: &Object) -> Option<StateId> {
        let stands = self.state.situation.world.object(&object.id)?.state.as_ref();
        let next_idx = object.states.iter().position(|state| Some(state) == stands).map_or(0, |idx| idx + 1);
        let next = object.states.get(next_idx).or(object.states.first())?;
        (Some(next) != stands).then(|| next.clone())
    }

    /// Some step that is not done has such a goal.
    pub(crate) fn has_goal(&self, wanted: impl Fn(&Goal) -> bool) -> bool {
        let mut steps = self.module.steps.iter().enumerate();
        steps.any(|(idx, step)| !self.state.is_settled(idx) && step.goal.any_part(&mut |goal| wanted(goal)))
    }
}

fn start_place(object: &Object) -> Place {
    match &object.start {
        curriculum::Start::In(place) => Place::In(place.clone()),
        _ => Place::AsModelled,
    }
}

fn puts(goal: &Goal, wanted: &ObjectId, place: &ObjectId) -> bool {
    matches!(goal, Goal::Put { item, into } if item == wanted && into == place)
}
