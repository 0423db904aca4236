//! One attempt on record: the session, its clock and trace, and the journal that must have each fact before anyone sees it.
//!
//! Holds back every cue until the facts of its outcome are on disk (a promise of the design: no tick before the save). Knows no
//! scene and no window. Start at [`Attempt::apply`], then [`Attempt::shown`].

use crate::journal::{Journal, Page};
use ids::AttemptId;
use record::Fact;
use serde::{Deserialize, Serialize};
use session::{Closing, Cue, Input, Outcome, Session, SessionView, Snapshot, Standpoint, Trace, World};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use store::StoreError;

/// What an attempt is taken up from: the session's state and where people stood.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Saved {
    pub session: Snapshot,
    pub standing: Standing,
}

/// Where the trainee and the people of the scene stand: metres and radians.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub trainee: Option<([f32; 3], f32)>,
    pub people: Vec<(ids::ObjectId, [f32; 3], f32)>,
}

/// How far apart the poses of a trace are at least, attempt milliseconds.
const POSE_EVERY_MS: u64 = 500;

/// Something that may be shown now: its facts are on disk.
#[derive(Debug, Clone)]
pub struct Shown {
    pub cues: Vec<Cue>,
    /// The session's world after these cues.
    pub world: World,
}

/// What waits for its receipt.
struct Waiting {
    shown: Shown,
    view: SessionView,
    needs_receipt: bool,
}

/// A running attempt.
pub struct Attempt {
    pub id: AttemptId,
    session: Session,
    journal: Journal,
    clock_ms: f64,
    waiting: VecDeque<Waiting>,
    view: SessionView,
    hash: Sha256,
    unwritten: Vec<u8>,
    written_world: World,
    standing: Standing,
    last_pose: Option<(u64, Standpoint)>,
    utc: fn() -> String,
    failure: Option<StoreError>,
}

impl Attempt {
    /// Goes on with a session whose header (and, after a resume, trace so far) is on disk. `first` is what its start brought about.
    pub fn new(
        id: AttemptId,
        session: Session,
        first: Outcome,
        journal: Journal,
        trace_so_far: &[u8],
        utc: fn() -> String,
    ) -> Self {
        let mut hash = Sha256::new();
        hash.update(trace_so_far);
        let view = session.view(session.at_ms());
        let mut attempt = Self {
            id,
            clock_ms: session.at_ms() as f64,
            written_world: session.world().clone(),
            session,
            journal,
            waiting: VecDeque::new(),
            view,
            hash,
            unwritten: Vec::new(),
            standing: Standing::default(),
            last_pose: None,
            utc,
            failure: None,
        };
        attempt.take(first);
        attempt
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Attempt time in milliseconds.
    pub fn at_ms(&self) -> u64 {
        self.clock_ms as u64
    }

    /// Lets attempt time pass and fires what is due.
    pub fn pass(&mut self, dt_secs: f64) {
        self.clock_ms += dt_secs.max(0.0) * 1000.0;
        if self.session.next_deadline_ms().is_some_and(|due_ms| due_ms <= self.at_ms()) {
            self.apply(Input::Tick);
        }
    }

    /// Where everybody stands, kept with the next page.
    pub fn note_standing(&mut self, standing: Standing) {
        self.standing = standing;
    }

    /// Adds to the coarse track of where the trainee stood and looked, at most twice a second and only when it changed.
    pub fn note_pose(&mut self, pose: Standpoint) {
        let at_ms = self.at_ms();
        let is_news = self.last_pose.is_none_or(|(last_ms, last)| pose != last && at_ms >= last_ms + POSE_EVERY_MS);
        if is_news && self.session.closing().is_none() {
            self.last_pose = Some((at_ms, pose));
            self.trace(pose.line(at_ms).as_bytes());
        }
    }

    fn trace(&mut self, line: &[u8]) {
        self.hash.update(line);
        self.unwritten.extend_from_slice(line);
    }

    /// Takes one input in; what it brings about is shown once it is on disk.
    pub fn apply(&mut self, input: Input) {
        let at_ms = self.at_ms();
        self.trace(&Trace::line(at_ms, &input));
        let outcome = self.session.apply(at_ms, input);
        self.take(outcome);
    }

    fn take(&mut self, outcome: Outcome) {
        let Outcome { mut facts, cues, closing } = outcome;
        if let Some(closing) = closing {
            facts.push(self.closed(closing));
        }
        let world = self.session.world().clone();
        let needs_receipt = !facts.is_empty() || world != self.written_world;
        if needs_receipt {
            self.written_world = world.clone();
            self.write(facts);
        }
        let view = self.session.view(self.at_ms());
        self.waiting.push_back(Waiting { shown: Shown { cues, world }, view, needs_receipt });
    }

    fn closed(&self, closing: Closing) -> Fact {
        let digest = self.hash.clone().finalize();
        closing.into_fact(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    fn write(&mut self, facts: Vec<Fact>) {
        let saved = Saved { session: self.session.snapshot(), standing: self.standing.clone() };
        let snapshot = serde_json::to_vec(&saved).expect("plain values become JSON");
        let (attempt, at_ms, utc) = (self.id, self.at_ms(), (self.utc)());
        let trace = std::mem::take(&mut self.unwritten);
        self.journal.write(Page { attempt, at_ms, utc, facts, trace, snapshot });
    }

    /// Everything that may be shown by now, in order. Never waits.
    pub fn shown(&mut self) -> Vec<Shown> {
        self.release(false)
    }

    /// Waits until everything so far is on disk, then gives what may be shown.
    pub fn settle(&mut self) -> Vec<Shown> {
        self.release(true)
    }

    fn release(&mut self, wait: bool) -> Vec<Shown> {
        let mut shown = Vec::new();
        while let Some(first) = self.waiting.front() {
            if first.needs_receipt && self.failure.is_none() {
                let receipt = if wait { self.journal.wait_receipt() } else { self.journal.try_receipt() };
                match receipt {
                    Some(Ok(())) => {}
                    Some(Err(why)) => {
                        self.failure = Some(why);
                        break;
                    }
                    None => break,
                }
            } else if first.needs_receipt {
                break;
            }
            if let Some(done) = self.waiting.pop_front() {
                self.view = done.view;
                shown.push(done.shown);
            }
        }
        shown
    }

    /// What a person may see now: as of the last outcome on disk, with the clock moved on.
    pub fn view(&mut self) -> SessionView {
        if self.waiting.is_empty() {
            self.view = self.session.view(self.at_ms());
        }
        self.view.clone()
    }

    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Why the journal could not write, if it could not. Nothing after it is shown as done.
    pub fn failure(&self) -> Option<&StoreError> {
        self.failure.as_ref()
    }
}
