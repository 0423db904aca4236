//! An attempt played again in its room: inputs at their times, the trainee where they stood, any moment at once.
//!
//! Changes no record. Start at [`Replay::advance`] and [`Replay::seek`].

use super::recording::Recording;
use crate::captions::{Captions, Speaking};
use crate::hearing::ends_what_is_said;
use crate::play::Stride;
use curriculum::Module;
use glam::Vec3;
use hud::language::fill;
use ids::ObjectId;
use record::{Fact, StepProgress};
use session::{Cue, Outcome, Session, SessionView, Standpoint};
use stage::Stage;
use std::sync::Arc;

/// What happened at a moment, for the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub at_ms: u64,
    pub kind: MarkKind,
    /// For a person to read.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    Right,
    LaterTry,
    Hint,
    Mistake,
    CriticalMistake,
}

impl MarkKind {
    pub(crate) fn is_mistake(self) -> bool {
        matches!(self, Self::Mistake | Self::CriticalMistake)
    }
}

/// A recording in its room.
pub struct Replay {
    pub recording: Recording,
    pub marks: Vec<Mark>,
    pub stage: Stage,
    pub captions: Captions,
    /// What the speakers shall say, or break off, now.
    pub speaking: Vec<Speaking>,
    pub is_playing: bool,
    /// In hundredths of the real speed.
    pub speed_percent: u16,
    /// The viewer walks and looks around by hand; otherwise one sees what the trainee saw.
    pub free_camera: bool,
    module: Arc<Module>,
    session: Session,
    next_idx: usize,
    at_ms: f64,
}

impl Replay {
    /// At the attempt's start. `stage` is a new one of the module's scene.
    pub fn new(recording: Recording, module: Arc<Module>, stage: Stage) -> Self {
        let (session, first) = Session::start_on(Arc::clone(&module), &recording.terms());
        let mut replay = Self {
            marks: marks(&recording, &module),
            recording,
            stage,
            captions: Captions::default(),
            speaking: Vec::new(),
            is_playing: true,
            speed_percent: 100,
            free_camera: false,
            module,
            session,
            next_idx: 0,
            at_ms: 0.0,
        };
        replay.stage.reset(replay.session.world().clone());
        replay.show(&first);
        replay.stand_where_the_trainee_stood();
        replay
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn module(&self) -> &Arc<Module> {
        &self.module
    }

    /// Attempt time, milliseconds.
    pub fn at_ms(&self) -> u64 {
        self.at_ms as u64
    }

    pub fn view(&self) -> SessionView {
        self.session.view(self.at_ms())
    }

    /// Lets the time of a viewer pass: the attempt's time goes on at its speed while playing. `stride` moves a free camera.
    pub fn advance(&mut self, dt_secs: f32, stride: Stride) {
        let played_secs = if self.is_playing { dt_secs * f32::from(self.speed_percent) / 100.0 } else { 0.0 };
        let end_ms = self.recording.end_ms();
        self.at_ms = (self.at_ms + f64::from(played_secs) * 1_000.0).min(end_ms as f64);
        self.is_playing &= self.at_ms() < end_ms;
        for outcome in self.catch_up() {
            self.show(&outcome);
        }
        if self.free_camera {
            self.stage.turn(stride.turn * dt_secs, 0.0);
            self.stage.walk(stride.right, stride.forward, dt_secs);
        }
        let ahead = scene::Ray::from_view(self.stage.world_from_view(), self.stage.fov_y(), 1.0, glam::Vec2::ZERO);
        // What the body does by moving is in the trace already.
        let _ = self.stage.advance(played_secs, ahead, &[]);
        if self.is_playing {
            self.captions.advance(played_secs);
        }
        self.speak();
        if !self.is_playing && self.stage.somebody_speaks() {
            self.stage.hold_speech();
        }
        if !self.free_camera {
            self.stand_where_the_trainee_stood();
        }
    }

    /// Goes to a moment of the attempt at once, everything as it was then.
    pub fn seek(&mut self, at_ms: u64) {
        let (session, first) = Session::start_on(Arc::clone(&self.module), &self.recording.terms());
        self.session = session;
        self.next_idx = 0;
        self.at_ms = at_ms.min(self.recording.end_ms()) as f64;
        self.captions.clear();
        let mut last_said = said_by(&first);
        for outcome in self.catch_up() {
            last_said = said_by(&outcome).or(last_said);
        }
        if let Some(said) = last_said {
            self.caption(&said);
        }
        self.stage.reset(self.session.world().clone());
        if !self.free_camera {
            self.stand_where_the_trainee_stood();
        }
    }

    /// The moment of the next mark after now, or of the one before now.
    pub fn mark_beside(&self, forward: bool) -> Option<u64> {
        // Whoever is at a mark, or has just passed it, means the one before.
        const JUST_MS: u64 = 1_500;
        let now_ms = self.at_ms();
        let mut times = self.marks.iter().map(|mark| mark.at_ms);
        if forward { times.find(|at_ms| *at_ms > now_ms) } else { times.rfind(|at_ms| at_ms.saturating_add(JUST_MS) < now_ms) }
    }

    /// Inputs up to now, done.
    fn catch_up(&mut self) -> Vec<Outcome> {
        let now_ms = self.at_ms();
        let mut outcomes = Vec::new();
        while let Some((at_ms, input)) = self.recording.trace.inputs.get(self.next_idx).filter(|(at_ms, _)| *at_ms <= now_ms) {
            outcomes.push(self.session.apply(*at_ms, input.clone()));
            self.next_idx += 1;
        }
        outcomes
    }

    fn show(&mut self, outcome: &Outcome) {
        self.stage.show(&outcome.cues, self.session.world());
        self.captions.turn(outcome.cues.iter().any(ends_what_is_said));
        for cue in &outcome.cues {
            if let Cue::Caption { text, by } = cue {
                self.caption(&(text.clone(), by.clone()));
            }
        }
    }

    fn speak(&mut self) {
        for speaking in self.captions.take_speaking() {
            speaking.show(&mut self.stage);
            self.speaking.push(speaking);
        }
    }

    fn caption(&mut self, (text, by): &(String, Option<ObjectId>)) {
        let speaker = by.as_ref().and_then(|by| self.module.object(by)).map(|object| object.name.clone());
        self.captions.say(text, speaker, by.clone());
    }

    /// Between the poses of the track, in a straight line; where there is no track, where the body is.
    fn stand_where_the_trainee_stood(&mut self) {
        let now_ms = self.at_ms();
        let poses = &self.recording.trace.poses;
        let after = poses.partition_point(|(at_ms, _)| *at_ms <= now_ms);
        let Some((before_ms, before)) = after.checked_sub(1).and_then(|idx| poses.get(idx)).or(poses.first()).copied() else {
            return;
        };
        let (after_ms, next) = poses.get(after).copied().unwrap_or((before_ms, before));
        // Whoever stood still for long left no poses meanwhile: the way to the next one was walked at its end.
        let walked_ms = after_ms.saturating_sub(before_ms).clamp(1, LONGEST_STRIDE_MS);
        let share = 1.0 - (after_ms.saturating_sub(now_ms) as f32 / walked_ms as f32).clamp(0.0, 1.0);
        let (at, yaw, pitch) = between(&before, &next, share);
        self.stage.walker.stand_at(at, yaw);
        self.stage.walker.pitch = pitch;
    }
}

/// Poses come at least so often while the trainee moves, attempt milliseconds.
const LONGEST_STRIDE_MS: u64 = 600;

/// Nobody walks farther in that time: who did went from one picture to another, at once.
const LONGEST_STRIDE_M: f32 = 20.0;

fn between(before: &Standpoint, after: &Standpoint, share: f32) -> (Vec3, f32, f32) {
    let metres = |pose: &Standpoint| Vec3::from_array(pose.at_mm.map(|mm| mm as f32 / 1_000.0));
    let radians = |mrad: i32| mrad as f32 / 1_000.0;
    let share = if metres(before).distance(metres(after)) > LONGEST_STRIDE_M { share.floor() } else { share };
    let whole = std::f32::consts::TAU;
    let turn = (radians(after.yaw_mrad) - radians(before.yaw_mrad) + whole / 2.0).rem_euclid(whole) - whole / 2.0;
    let pitch = radians(before.pitch_mrad) + (radians(after.pitch_mrad) - radians(before.pitch_mrad)) * share;
    (metres(before).lerp(metres(after), share), radians(before.yaw_mrad) + turn * share, pitch)
}

fn said_by(outcome: &Outcome) -> Option<(String, Option<ObjectId>)> {
    outcome.cues.iter().rev().find_map(|cue| match cue {
        Cue::Caption { text, by } => Some((text.clone(), by.clone())),
        _ => None,
    })
}

/// Steps done, hints and mistakes, in order of time.
pub(crate) fn marks(recording: &Recording, module: &Module) -> Vec<Mark> {
    let words_of_step = |step: &ids::StepId| {
        let idx = module.step_idx(step);
        idx.map_or_else(
            || step.to_string(),
            |idx| fill("Step {n}: {what}", &[("n", &(idx + 1)), ("what", &module.steps[idx].say)]),
        )
    };
    let progress_of = |step: &ids::StepId| recording.progress.steps.iter().find(|at| at.step == *step);
    let mut marks: Vec<Mark> = Vec::new();
    for entry in &recording.entries {
        let at_ms = entry.at_ms;
        let mark = match &entry.fact {
            // A wrong answer that stands in an exam completes its step: the mistake is what there is to see.
            Fact::StepCompleted { .. } if marks.last().is_some_and(|mark| mark.at_ms == at_ms && mark.kind.is_mistake()) => {
                continue;
            }
            Fact::StepCompleted { step, .. } => {
                let kind = if progress_of(step).is_some_and(is_later_try) { MarkKind::LaterTry } else { MarkKind::Right };
                Mark { at_ms, kind, words: words_of_step(step) }
            }
            Fact::HintShown { step, .. } | Fact::HelpRaised { step, .. } => {
                Mark { at_ms, kind: MarkKind::Hint, words: fill("A hint. {step}", &[("step", &words_of_step(step))]) }
            }
            Fact::MistakeMade { step, mistake, critical, .. } => {
                let kind = if *critical { MarkKind::CriticalMistake } else { MarkKind::Mistake };
                let foreseen = module.mistakes.iter().find(|foreseen| foreseen.id == *mistake);
                let words = foreseen.map_or_else(
                    || fill("A mistake. {step}", &[("step", &words_of_step(step))]),
                    |foreseen| foreseen.title.clone(),
                );
                Mark { at_ms, kind, words }
            }
            _ => continue,
        };
        marks.push(mark);
    }
    marks
}

fn is_later_try(step: &StepProgress) -> bool {
    step.tries > 1 || step.restarts > 0
}
