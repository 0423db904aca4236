//! The session: what a caller starts, feeds with inputs and looks at.
//!
//! **Time** is play time in milliseconds since the attempt began, given by the caller with each input. It never runs
//! backwards: an earlier time counts as the latest one seen. The session owns no clock, so a pause is only a fact: the
//! caller stops its play clock at `Pause` and `Leave` and goes on from [`Session::at_ms`] at `Resume` and `Continue`.
//! While paused or left, nothing is due. While a mistake card is open, the clock and its limits run on.

use crate::closing::Closing;
use crate::state::State;
use crate::{Cue, Input, Offer, SessionView, Snapshot, Terms, World};
use curriculum::{Mode, Module};
use ids::{FieldId, ObjectId};
use record::Fact;
use std::sync::Arc;

/// One attempt. Cheap to look at, deterministic, cannot fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub(crate) module: Arc<Module>,
    /// For each step of the module, the steps that come before it.
    pub(crate) before: Arc<[Vec<usize>]>,
    pub(crate) state: State,
}

/// What an input brought about, in order.
///
/// Append the facts (then, if the attempt `closing`s, [`Closing::into_fact`]) before the cues are shown: what a trainee
/// sees ticked is on disk.
#[must_use = "facts must reach the record and cues the stage"]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    pub facts: Vec<Fact>,
    pub cues: Vec<Cue>,
    /// Set once, by the input that ended the attempt.
    pub closing: Option<Closing>,
}

impl Session {
    /// Begins an attempt by the rules of today, with all the help that the mode gives.
    pub fn start(module: Arc<Module>, mode: Mode, seed: u64) -> (Self, Outcome) {
        Self::start_on(module, &Terms::new(mode, seed))
    }

    /// Begins an attempt at time 0. The caller has already written `AttemptStarted`; this draws what is left to the seed,
    /// then starts the first step.
    pub fn start_on(module: Arc<Module>, terms: &Terms) -> (Self, Outcome) {
        let state = State::new(&module, terms);
        let mut session = Self { before: edges(&module), module, state };
        let mut out = Outcome::default();
        session.draw_all(&mut out);
        session.settle(&mut out);
        session.pass_time(&mut out);
        (session, out)
    }

    /// Takes in one input. Whatever became due before it happens first; what it makes due at once happens with it.
    pub fn apply(&mut self, at_ms: u64, input: Input) -> Outcome {
        let mut out = Outcome::default();
        if self.state.closed.is_some() {
            return out;
        }
        self.state.now_ms = self.state.now_ms.max(at_ms);
        self.pass_time(&mut out);
        if self.state.situation.world.objects.iter().any(|object| object.moving.is_some()) {
            // A number may have passed what a step waits for since then.
            self.settle(&mut out);
        }
        if self.state.closed.is_none() {
            self.take_in(input, &mut out);
            self.follow_aim();
            self.settle(&mut out);
            self.pass_time(&mut out);
        }
        out
    }

    /// When to send [`Input::Tick`] if nothing else happens: a hold or look is over, a limit passes, a hint comes by itself,
    /// a gauge comes to rest. None while paused, left or ended.
    pub fn next_deadline_ms(&self) -> Option<u64> {
        self.earliest_due().map(|due| due.at_ms)
    }

    /// Everything a person should see at a time.
    pub fn view(&self, at_ms: u64) -> SessionView {
        self.show(at_ms.max(self.state.now_ms))
    }

    pub fn world(&self) -> &World {
        &self.state.situation.world
    }

    /// What can be done to an object now, the goal's first. For `trainee`: putting the carried item on.
    pub fn offers(&self, object: &ObjectId) -> Vec<Offer> {
        self.offers_of(object)
    }

    /// The objects that answer now, for Tab: those of the goal first where targets may be shown, then in the module's
    /// order, so that exams give nothing away. Zones are included: one can go there.
    pub fn offered_objects(&self) -> Vec<ObjectId> {
        self.objects_on_offer()
    }

    /// False when what is held was held long enough, or nothing asks for it: the hand can let go.
    pub fn wants_held(&self, object: &ObjectId) -> bool {
        self.is_to_be_held(object)
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(&self.module, &self.state)
    }

    /// Takes an attempt up again; send [`Input::Continue`] next. Ask [`Snapshot::misfit`] first: a snapshot of another
    /// module, version or rules gives a playable session, but not the attempt that was left.
    pub fn restore(module: Arc<Module>, snapshot: Snapshot) -> Self {
        let state = snapshot.into_state(&module);
        Self { before: edges(&module), module, state }
    }

    /// What of a typed text may be kept: numbers, and what the open card accepts. Anything else may say anything about
    /// anybody, so it becomes a fixed text that means the same to the session. Make [`Input::Type`] with this, so that the
    /// trace of inputs keeps no more than the facts do.
    pub fn typed(&self, text: &str) -> Input {
        Input::Type { text: self.given_in_writing(text) }
    }

    /// The same for the open form; every field with what stands in it, a choice with its id.
    pub fn filled(&self, fields: &[(FieldId, String)]) -> Input {
        Input::FillIn { fields: self.filled_in(fields) }
    }

    /// The step whose instruction is shown; none once the attempt ended.
    pub fn current_idx(&self) -> Option<usize> {
        self.state.current_idx
    }

    pub fn module(&self) -> &Arc<Module> {
        &self.module
    }

    pub fn mode(&self) -> Mode {
        self.state.mode
    }

    /// The latest time seen.
    pub fn at_ms(&self) -> u64 {
        self.state.now_ms
    }

    /// How the attempt ended; none while it runs.
    pub fn closing(&self) -> Option<&Closing> {
        self.state.closed.as_ref()
    }
}

/// The edges between steps, by their places. A step that names an unknown one does not wait for it.
fn edges(module: &Module) -> Arc<[Vec<usize>]> {
    let before = |step: &curriculum::Step| step.after.iter().filter_map(|id| module.step_idx(id)).collect();
    module.steps.iter().map(before).collect()
}
