//! What an input means: bookkeeping of the body, the controls of the attempt, or a deed that may be right or wrong.

use crate::fit::Fit;
use crate::mistakes::object_of;
use crate::parts::At;
use crate::session::Outcome;
use crate::state::Looking;
use crate::{Cue, Input, Session};
use curriculum::{Goal, ObjectKind};
use ids::ObjectId;
use record::Fact;

impl Session {
    pub(crate) fn take_in(&mut self, input: Input, out: &mut Outcome) {
        match input {
            Input::Continue => self.take_up_again(out),
            _ if self.state.left => {}
            Input::Tick => {}
            Input::Enter { zone } => self.enter(zone, out),
            Input::Exit { zone } => self.state.zones.retain(|inside| *inside != zone),
            Input::Look { object } => self.look(object),
            Input::Pause if !self.state.paused => {
                self.state.paused = true;
                self.state.hold = None;
                out.facts.push(Fact::Paused);
            }
            Input::Resume if self.state.paused => {
                self.state.paused = false;
                out.facts.push(Fact::Resumed);
            }
            Input::Leave => {
                self.state.left = true;
                self.state.hold = None;
                out.facts.push(Fact::Left);
            }
            _ if self.state.paused => {}
            Input::Acknowledge => self.acknowledge(out),
            _ if self.state.mistake.is_some() => {}
            Input::AskHint => self.give_help(true, out),
            Input::RestartStep => self.restart_step(out),
            Input::PutBack { item } => {
                self.let_go(out);
                if self.is_free_to_act() {
                    self.put_back(&item, out);
                }
            }
            Input::HoldEnd { object } => {
                if self.state.hold.as_ref().is_some_and(|hold| hold.object == object) {
                    self.let_go(out);
                }
            }
            Input::Choose { answers } => self.choose(&answers, out),
            Input::Type { .. } | Input::Sign => self.write(input, out),
            Input::FillIn { fields } => self.hand_in(&fields, out),
            Input::SkipStep => self.pass_by_current(out),
            Input::Press { object } => self.press(object, out),
            deed => self.use_hands(&deed, out),
        }
    }

    /// The player has to say anew where the trainee stands and looks.
    fn take_up_again(&mut self, out: &mut Outcome) {
        self.state.left = false;
        self.state.paused = false;
        self.state.hold = None;
        self.state.looking = None;
        self.state.zones.clear();
        self.state.progressed_ms = self.state.now_ms;
        out.facts.push(Fact::Continued);
        self.state.situation.world.blow_off(self.state.now_ms);
        out.cues.push(Cue::Reset);
    }

    /// The body is followed even while a card is open, so that it is never believed to be elsewhere.
    fn enter(&mut self, zone: ObjectId, out: &mut Outcome) {
        let known = self.kind_of(&zone).is_some();
        if !known || self.state.zones.contains(&zone) {
            return;
        }
        self.state.zones.push(zone.clone());
        if self.is_free_to_act() {
            self.deed(&Input::Enter { zone }, out);
        }
    }

    fn look(&mut self, object: Option<ObjectId>) {
        let looked_at = self.state.looking.as_ref().map(|looking| &looking.object);
        if looked_at != object.as_ref() {
            let since_ms = self.state.now_ms;
            self.state.looking = object.map(|object| Looking { object, since_ms });
        }
    }

    /// A press on a switch or door brings its next state; on what must be held, it is a hold let go at once.
    fn press(&mut self, object: ObjectId, out: &mut Outcome) {
        let pressed = self.has_goal(|goal| matches!(goal, Goal::Press { object: wanted } if *wanted == object));
        let held = self.has_goal(|goal| matches!(goal, Goal::Hold { object: wanted, .. } if *wanted == object));
        if held && !pressed {
            self.use_hands(&Input::HoldStart { object }, out);
            return self.let_go(out);
        }
        let input = Input::Press { object: object.clone() };
        let plain = pressed || self.foreseen(&input).is_some();
        let flips = matches!(self.kind_of(&object), Some(ObjectKind::Switch | ObjectKind::Door | ObjectKind::Slider)) && !plain;
        match self.module.object(&object).filter(|_| flips).and_then(|object| self.next_state(object)) {
            Some(state) => self.use_hands(&Input::SetTo { object, state }, out),
            None => self.use_hands(&input, out),
        }
    }

    /// Hands do one thing at a time: what was held is let go first.
    fn use_hands(&mut self, input: &Input, out: &mut Outcome) {
        if self.is_possible(input) {
            self.let_go(out);
            if self.is_free_to_act() {
                self.deed(input, out);
            }
        }
    }

    /// Letting go too early is a try that did not succeed.
    fn let_go(&mut self, out: &mut Outcome) {
        let Some(hold) = self.state.hold.take() else { return };
        let held_step = self.available_idxs().find(|idx| self.is_hold_of(*idx, &hold.object));
        let (false, Some(step_idx)) = (hold.over, held_step) else { return };
        self.state.steps[step_idx].misses = self.state.steps[step_idx].misses.saturating_add(1);
        let input = Input::HoldEnd { object: hold.object };
        if let Some(mistake_idx) = self.foreseen(&input) {
            self.err_as_foreseen(mistake_idx, &input, out);
        }
    }

    pub(crate) fn is_hold_of(&self, step_idx: usize, held: &ObjectId) -> bool {
        let holds = |at: &At| matches!(self.goal_at(*at), Some(Goal::Hold { object, .. }) if object == held);
        self.open_parts(step_idx).iter().any(holds)
    }

    /// Something done to the world: a foreseen mistake, progress of an available step, a violated order, or a stray.
    pub(crate) fn deed(&mut self, input: &Input, out: &mut Outcome) {
        if let Some(at) = self.corrects(input) {
            return self.correct(at, input, out);
        }
        let fitted = self.best_fit(input);
        if let Some((step_idx, Fit::Misses)) = fitted {
            self.begin_step(step_idx, out);
            self.state.steps[step_idx].misses = self.state.steps[step_idx].misses.saturating_add(1);
        }
        if let Some(mistake_idx) = self.foreseen(input) {
            return self.err_as_foreseen(mistake_idx, input, out);
        }
        match fitted {
            Some((step_idx, Fit::Misses)) => self.err_in_value(step_idx, input, out),
            Some((step_idx, _)) => self.go_forward(step_idx, input, out),
            None => match self.order_broken(input) {
                Some((tried, missing)) => self.err_in_order(tried, missing, input, out),
                None => self.stray(input, out),
            },
        }
    }

    fn go_forward(&mut self, step_idx: usize, input: &Input, out: &mut Outcome) {
        let Some(fitting) = self.fitting(step_idx, input) else { return };
        if fitting.part >= Fit::Begins {
            self.begin_step(step_idx, out);
        }
        let value = match input {
            Input::EnterValue { .. } | Input::TurnTo { .. } | Input::Type { .. } => self.given(input),
            _ => None,
        };
        self.state.progressed_ms = self.state.now_ms;
        self.do_naturally(input, out);
        match input {
            Input::Mark { object } => self.mark(fitting.at, object, out),
            Input::Sign => out.facts.push(Fact::Signed { step: self.module.steps[step_idx].id.clone() }),
            _ => {}
        }
        match fitting.part {
            Fit::Satisfies => self.finish_part(fitting.at, value, out),
            Fit::Opens => self.open_card(fitting.at, out),
            Fit::Nothing | Fit::Touches | Fit::Begins | Fit::Misses => {}
        }
    }

    fn mark(&mut self, at: At, object: &ObjectId, out: &mut Outcome) {
        if let Some(part) = self.part_mut(at)
            && !part.found.contains(object)
        {
            part.found.push(object.clone());
        }
        if let Some(marked) = self.state.situation.world.object_mut(object) {
            marked.marked = true;
            out.cues.push(Cue::Marked { object: object.clone() });
        }
    }

    /// Nobody foresaw it and it completes nothing: it happens, and is recorded once a step.
    fn stray(&mut self, input: &Input, out: &mut Outcome) {
        let (Some(action), Some(object), Some(step_idx)) = (action_word(input), object_of(input), self.state.current_idx) else {
            return;
        };
        self.do_naturally(input, out);
        let about = self.module.object(object).map_or("", |object| object.about.as_str());
        if !about.is_empty() && !self.things_keep_silent() {
            // People say it themselves.
            let by = self.module.object(object).filter(|object| object.kind == ObjectKind::Person);
            out.cues.push(Cue::Caption { text: about.to_owned(), by: by.map(|person| person.id.clone()) });
        }
        let seen = |(seen, at): &(String, ObjectId)| seen == action && at == object;
        if !self.state.strays.iter().any(seen) {
            self.state.strays.push((action.to_owned(), object.clone()));
            let step = self.module.steps[step_idx].id.clone();
            out.facts.push(Fact::Strayed { step, action: action.to_owned(), object: object.clone() });
        }
    }

    /// Neither paused, left nor ended, no card in the way, and a step to do.
    pub(crate) fn is_free_to_act(&self) -> bool {
        let state = &self.state;
        let in_the_way = state.mistake.is_some() || state.interruption_idx.is_some();
        !state.paused && !state.left && state.closed.is_none() && !in_the_way && state.current_idx.is_some()
    }
}

/// As it stands in the record. Walking and looking never stray.
fn action_word(input: &Input) -> Option<&'static str> {
    Some(match input {
        Input::Press { .. } => "press",
        Input::HoldStart { .. } => "hold",
        Input::Take { .. } => "take",
        Input::Put { .. } => "put",
        Input::TurnTo { .. } => "turn",
        Input::SetTo { .. } => "set",
        Input::EnterValue { .. } => "read",
        Input::Mark { .. } => "inspect",
        Input::Use { .. } => "use",
        _ => return None,
    })
}
