//! What can be done to an object now.
//!
//! What is offered hangs on the whole module, not on the step that is due, so that offers give nothing away in exams; only
//! [`Offer::is_goal`] and the order tell, and callers use those where targets may be shown.

use crate::fit::Fit;
use crate::{Input, Offer, Session, words};
use curriculum::{Gesture, Goal, Object, ObjectKind, SlideTarget, TRAINEE, WrongAction};
use ids::ObjectId;

impl Session {
    pub(crate) fn offers_of(&self, id: &ObjectId) -> Vec<Offer> {
        if self.is_free_to_act() { self.offers_at(id) } else { Vec::new() }
    }

    /// The same while hands are not free.
    pub(crate) fn offers_at(&self, id: &ObjectId) -> Vec<Offer> {
        let mut offers = Vec::new();
        if id.as_str() == TRAINEE {
            offers.extend(self.carried().and_then(|item| self.offer_put(id, item, id)));
        } else if let Some(object) = self.module.object(id).filter(|_| self.is_there(id)) {
            self.offer_by_goals(object, &mut offers);
            self.offer_by_kind(object, &mut offers);
        }
        for offer in &mut offers {
            offer.is_goal = self.is_goal(&offer.input);
        }
        offers.sort_by_key(|offer| !offer.is_goal);
        offers
    }

    pub(crate) fn objects_on_offer(&self) -> Vec<ObjectId> {
        let answers = |object: &&Object| !self.offers_of(&object.id).is_empty();
        let mut objects: Vec<ObjectId> = self.module.objects.iter().filter(answers).map(|object| object.id.clone()).collect();
        if self.targets_are_shown() {
            let targets = self.targets();
            let rank = |id: &ObjectId| targets.iter().position(|target| target == id).unwrap_or(targets.len());
            objects.sort_by_key(rank);
        }
        objects
    }

    /// What any goal of the module may ask of the object.
    fn offer_by_goals(&self, object: &Object, offers: &mut Vec<Offer>) {
        self.module.any_goal(|goal| {
            if let Some(offered) = self.offer_for(goal, object) {
                add(offers, offered);
            }
            false
        });
        for mistake in &self.module.mistakes {
            if let WrongAction::Use { tool, on: Some(on) } = &mistake.when
                && on == &object.id
                && self.carried() == Some(tool)
            {
                add(offers, offer_use(tool, on));
            }
        }
    }

    fn offer_for(&self, goal: &Goal, object: &Object) -> Option<Offer> {
        let id = &object.id;
        let press = || Input::Press { object: id.clone() };
        Some(match goal {
            Goal::Hold { object, .. } if object == id => {
                offer(id, Gesture::Hold, words::HOLD, Input::HoldStart { object: id.clone() })
            }
            Goal::Press { object } if object == id => offer(id, Gesture::Press, words::PRESS, press()),
            Goal::Read { gauge, .. } if gauge == id => offer(id, Gesture::Read, words::READ, press()),
            Goal::SetNumber { .. } | Goal::Slide { to: SlideTarget::Amount { .. }, .. }
                if goal.amount().is_some_and(|(object, _, _)| object == id) && self.has_tool_for(goal) =>
            {
                let gesture = if object.kind == ObjectKind::Slider { Gesture::Slide } else { Gesture::Set };
                offer(id, gesture, words::SET, press())
            }
            Goal::Use { tool, on } if on == id && self.is_at_hand(tool) => offer_use(tool, on),
            Goal::Use { tool, on } if tool == id && on.as_str() == TRAINEE && self.carried() == Some(id) => {
                Offer { object: id.clone(), ..offer_use(tool, on) }
            }
            Goal::Aim { tool, at, .. } if (at.contains(id) || tool == id) && self.is_at_hand(tool) => {
                offer(id, Gesture::Aim, words::AIM, Input::HoldStart { object: tool.clone() })
            }
            Goal::Talk { person, .. } if person == id => {
                let verb = if object.kind == ObjectKind::Person { words::TALK } else { words::PICK_UP };
                offer(id, Gesture::Talk, verb, press())
            }
            Goal::Inspect { places, .. } if places.contains(id) => {
                offer(id, Gesture::Inspect, words::INSPECT, Input::Mark { object: id.clone() })
            }
            Goal::LookAt { object, .. } if object == id => {
                offer(id, Gesture::Inspect, words::LOOK_CLOSELY, Input::Look { object: Some(id.clone()) })
            }
            Goal::Take { item, .. } if item == id && self.carried() != Some(id) => offer_take(id),
            Goal::Put { item, into } if item == id && into.as_str() == TRAINEE && self.carried() == Some(id) => {
                offer(id, Gesture::Put, words::WEAR, Input::Put { item: id.clone(), into: into.clone() })
            }
            Goal::Put { item, into } if into == id && self.carried() == Some(item) => self.offer_put(id, item, into)?,
            goal if goal.card().is_some_and(|card| card.at.as_ref() == Some(id)) && !self.is_answered(id) => {
                let verb = match goal {
                    _ if !object.verb.is_empty() => &object.verb,
                    Goal::Type { .. } => words::TYPE,
                    Goal::Sign { .. } => words::SIGN,
                    Goal::FillIn { .. } => words::FILL_IN,
                    _ => words::ANSWER,
                };
                offer(id, Gesture::Press, verb, press())
            }
            _ => return None,
        })
    }

    /// What things of its kind answer to.
    fn offer_by_kind(&self, object: &Object, offers: &mut Vec<Offer>) {
        let id = &object.id;
        match object.kind {
            ObjectKind::Item if self.carried() == Some(id) => {
                add(offers, offer(id, Gesture::Put, words::PUT_BACK, Input::PutBack { item: id.clone() }));
            }
            ObjectKind::Item => add(offers, offer_take(id)),
            ObjectKind::Button if offers.is_empty() => {
                add(offers, offer(id, Gesture::Press, words::PRESS, Input::Press { object: id.clone() }));
            }
            ObjectKind::Switch | ObjectKind::Door | ObjectKind::Knob | ObjectKind::Slider if !object.states.is_empty() => {
                self.offer_states(object, offers)
            }
            ObjectKind::Knob if object.range.is_none() => {
                let millideg = self.state.situation.world.object(id).map_or(0, |knob| knob.angle_millideg);
                add(offers, offer(id, Gesture::Turn, words::TURN, Input::TurnTo { object: id.clone(), millideg }));
            }
            ObjectKind::Zone if self.is_for_trainees(id) && !self.state.zones.contains(id) => {
                add(offers, offer(id, Gesture::Inspect, words::GO_HERE, Input::Enter { zone: id.clone() }));
            }
            _ => {}
        }
        let holds_items = match object.kind {
            ObjectKind::Socket | ObjectKind::Person => true,
            ObjectKind::Zone => self.is_for_trainees(id),
            _ => false,
        };
        if let Some(item) = self.carried().filter(|_| holds_items) {
            offers.extend(self.offer_put(id, item, id).filter(|offer| !offers.contains(offer)));
        }
        if offers.is_empty() && !object.about.is_empty() && !self.things_keep_silent() {
            let verb = if object.kind == ObjectKind::Person { words::TALK } else { words::LOOK_CLOSELY };
            add(offers, offer(id, Gesture::Press, verb, Input::Press { object: id.clone() }));
        }
    }

    /// Every other state, from the next one on.
    fn offer_states(&self, object: &Object, offers: &mut Vec<Offer>) {
        let gesture = match object.kind {
            ObjectKind::Knob => Gesture::Turn,
            ObjectKind::Slider => Gesture::Slide,
            _ => Gesture::Set,
        };
        let next = self.next_state(object);
        let next_idx = object.states.iter().position(|state| Some(state) == next.as_ref()).unwrap_or(0);
        let (earlier, later) = object.states.split_at(next_idx);
        for state in later.iter().chain(earlier) {
            let input = Input::SetTo { object: object.id.clone(), state: state.clone() };
            if self.is_possible(&input) {
                add(offers, offer(&object.id, gesture, &words::verb_to_state(state.as_str(), object.state_name(state)), input));
            }
        }
    }

    /// Cards were answered there, and none is left that could open: what was done already may be seen, also in exams.
    fn is_answered(&self, id: &ObjectId) -> bool {
        let mut opens_card = |goal: &Goal| goal.card().is_some_and(|card| card.at.as_ref() == Some(id));
        let steps = self.module.steps.iter().enumerate();
        let own: Vec<usize> = steps.filter(|(_, step)| step.goal.any_part(&mut opens_card)).map(|(idx, _)| idx).collect();
        own.iter().any(|idx| self.state.is_done(*idx)) && own.iter().all(|idx| self.state.is_settled(*idx))
    }

    fn offer_put(&self, on: &ObjectId, item: &ObjectId, into: &ObjectId) -> Option<Offer> {
        let verb = match self.is_person(into) {
            true if into.as_str() == TRAINEE => words::WEAR,
            true => words::GIVE,
            false => words::PUT_HERE,
        };
        let input = Input::Put { item: item.clone(), into: into.clone() };
        self.accepts(item, into).then(|| offer(on, Gesture::Put, verb, input))
    }

    /// It goes towards a step that may be done now.
    fn is_goal(&self, input: &Input) -> bool {
        let wanted = |goal: &Goal| match input {
            Input::Look { object: Some(looked_at) } => matches!(goal, Goal::LookAt { object, .. } if object == looked_at),
            Input::TurnTo { object: turned, .. } => matches!(goal, Goal::Turn { object, .. } if object == turned),
            _ => false,
        };
        if matches!(input, Input::Look { .. } | Input::TurnTo { .. }) {
            let mut open = self.available_idxs().flat_map(|idx| self.open_parts(idx));
            return open.any(|at| self.goal_at(at).is_some_and(wanted));
        }
        self.best_fit(input).is_some_and(|(_, fit)| matches!(fit, Fit::Opens | Fit::Begins | Fit::Satisfies))
    }

    /// A zone that some goal or mistake speaks of. Others are only places for people of the scene to stand.
    fn is_for_trainees(&self, zone: &ObjectId) -> bool {
        let in_goal = self.module.any_goal(|goal| goal.objects().contains(&zone));
        in_goal
            || self.module.mistakes.iter().any(|mistake| match &mistake.when {
                WrongAction::Enter { zone: wrong } | WrongAction::Put { into: Some(wrong), .. } => wrong == zone,
                _ => false,
            })
    }

    pub(crate) fn carried(&self) -> Option<&ObjectId> {
        self.state.situation.world.carried.as_ref()
    }
}

fn offer_take(item: &ObjectId) -> Offer {
    offer(item, Gesture::Take, words::TAKE, Input::Take { item: item.clone() })
}

fn offer_use(tool: &ObjectId, on: &ObjectId) -> Offer {
    offer(on, Gesture::Use, words::USE_HERE, Input::Use { tool: tool.clone(), on: on.clone() })
}

fn offer(object: &ObjectId, gesture: Gesture, verb: &str, input: Input) -> Offer {
    Offer { object: object.clone(), gesture, verb: verb.to_owned(), input, is_goal: false }
}

/// The same input is offered once.
fn add(offers: &mut Vec<Offer>, offer: Offer) {
    if !offers.iter().any(|known| known.input == offer.input) {
        offers.push(offer);
    }
}
