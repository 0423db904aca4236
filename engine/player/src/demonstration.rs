//! The module plays itself: the autopilot's deeds, done by a body that has to walk there.
//!
//! Start at [`Demonstration::advance`].

use crate::play::{Play, Stride};
use ids::ObjectId;
use session::{Autopilot, Input};

/// Nobody needs longer to walk through a building's few rooms.
const WALK_LIMIT_SECS: f32 = 60.0;

/// No talk is longer, attempt milliseconds.
const LONGEST_SPEECH_MS: u64 = 15_000;

/// What goes wrong when the body cannot do what the autopilot knows to be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    #[error("there is no way to `{0}`: something blocks the walk, or it lies out of reach")]
    NoWay(ObjectId),
    #[error("`{0}` was reached but stays out of reach or out of sight")]
    OutOfReach(ObjectId),
    #[error("the autopilot knows no way on")]
    NoIdea,
}

/// Plays an attempt by itself.
#[derive(Default)]
pub struct Demonstration {
    pilot: Autopilot,
    next: Option<(u64, Input)>,
    walked_secs: f32,
    sent: bool,
}

impl Demonstration {
    /// Lets time pass and does what is due.
    pub fn advance(&mut self, play: &mut Play, dt_secs: f32) -> Result<(), Stuck> {
        play.advance(dt_secs, Stride::default());
        if play.finished || play.attempt.is_waiting() {
            return Ok(());
        }
        if self.next.is_none() {
            let at_ms = play.attempt.at_ms();
            let Some((delay_ms, input)) = self.pilot.next(play.attempt.session(), at_ms) else { return Err(Stuck::NoIdea) };
            self.next = Some((at_ms + delay_ms, input));
            self.walked_secs = 0.0;
            self.sent = false;
        }
        let Some((due_ms, input)) = self.next.clone() else { return Ok(()) };
        match object_of(&input) {
            Some(object) => self.do_there(play, &object, &input, due_ms, dt_secs),
            None => {
                self.do_when_due(play, input, due_ms);
                Ok(())
            }
        }
    }

    fn do_there(&mut self, play: &mut Play, object: &ObjectId, input: &Input, due_ms: u64, dt_secs: f32) -> Result<(), Stuck> {
        let by_foot = matches!(input, Input::Enter { .. });
        let by_eye = matches!(input, Input::Look { .. });
        if !self.sent {
            self.sent = true;
            if by_eye && play.stage.can_see(object) {
                play.stage.face(object);
            } else if !play.stage.approach(object) {
                // A door that is still swinging will let through in a moment.
                self.sent = !play.stage.is_moving() || self.walked_secs > WALK_LIMIT_SECS;
                self.walked_secs += dt_secs;
                return if self.sent { Err(Stuck::NoWay(object.clone())) } else { Ok(()) };
            }
            return Ok(());
        }
        self.walked_secs += dt_secs;
        if play.stage.is_approaching() {
            return if self.walked_secs > WALK_LIMIT_SECS { Err(Stuck::NoWay(object.clone())) } else { Ok(()) };
        }
        if by_foot || by_eye {
            // The stage has told the session by now, or it never will.
            self.next = None;
            return if by_foot && !play.stage.in_reach(object) { Err(Stuck::OutOfReach(object.clone())) } else { Ok(()) };
        }
        let in_hand = play.attempt.session().world().carried.as_ref() == Some(object);
        if !in_hand && !play.stage.in_reach(object) {
            return Err(Stuck::OutOfReach(object.clone()));
        }
        self.do_when_due(play, input.clone(), due_ms);
        Ok(())
    }

    fn do_when_due(&mut self, play: &mut Play, input: Input, due_ms: u64) {
        if play.attempt.at_ms() >= due_ms && !lets_speak(play, &input, due_ms) {
            self.next = None;
            if input != Input::Tick {
                play.attempt.apply(input);
            }
        }
    }
}

/// Whoever is speaking is not cut short, where nothing waits for the deed: neither a hold nor a clock.
fn lets_speak(play: &mut Play, input: &Input, due_ms: u64) -> bool {
    let waits = matches!(input, Input::Tick | Input::HoldEnd { .. }) || play.attempt.at_ms() >= due_ms + LONGEST_SPEECH_MS;
    if waits || !play.captions.is_speaking() {
        return false;
    }
    let view = play.attempt.view();
    view.step_remaining_ms.is_none() && view.remaining_ms.is_none() && view.timer_remaining_ms.is_none() && view.hold.is_none()
}

/// Where an input happens; none for what is not done at a place.
fn object_of(input: &Input) -> Option<ObjectId> {
    match input {
        Input::Enter { zone } => Some(zone.clone()),
        Input::Look { object } => object.clone(),
        Input::Press { object }
        | Input::HoldStart { object }
        | Input::HoldEnd { object }
        | Input::TurnTo { object, .. }
        | Input::SetTo { object, .. }
        | Input::Mark { object } => Some(object.clone()),
        Input::Take { item } => Some(item.clone()),
        Input::Put { into, .. } => Some(into.clone()),
        Input::Use { on, .. } => Some(on.clone()),
        Input::EnterValue { gauge, .. } => Some(gauge.clone()),
        _ => None,
    }
}
