//! An attempt being played: session, stage and hands together. No window, no GPU: the same for real and headless runs.
//!
//! Start at [`Play::advance`] for time and [`Play::act`] for deeds.

mod aiming;
mod dragging;

pub use dragging::Drag;

use crate::attempt::{Attempt, Shown, Standing};
use crate::captions::{Captions, Speaking};
use crate::hearing::{ends_what_is_said, natural_sounds};
use curriculum::{Emphasis, Gesture, Mode};
use glam::Vec2;
use ids::ObjectId;
use session::{Cue, Input, Offer};
use stage::Stage;

/// Metres between two footsteps.
const STRIDE_M: f32 = 0.72;

/// How far away a thing can be looked at closely, metres.
const INSPECT_M: f32 = 5.0;
/// A knob turns this much slower than the head does with the same keys.
const KNOB_SHARE: f32 = 0.5;
/// So many ways to a thing are tried before giving up.
const WAYS_MAX: u8 = 4;
/// What is due within this time is waited for frame by frame, attempt milliseconds.
pub const SOON_MS: u64 = 5_000;

/// Where the trainee aims.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// The crosshair in the middle of the view.
    Crosshair,
    /// The mouse pointer, in normalised device coordinates (x right, y up).
    Pointer(Vec2),
}

/// How the trainee walks by hand: -1 to 1 each.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stride {
    pub right: f32,
    pub forward: f32,
    /// Radians a second to the left, for turning with arrow keys.
    pub turn: f32,
}

/// A knob in the hand, on its way to an angle.
#[derive(Debug, Clone, PartialEq)]
pub struct Turning {
    pub object: ObjectId,
    /// Where it stands now, thousandths of a degree.
    pub millideg: i64,
}

/// A deed to do on arrival.
#[derive(Debug, Clone)]
struct Wish {
    offer: Offer,
    /// Ways tried so far: a door may close, or somebody be met, on the way.
    n_ways: u8,
}

pub struct Play {
    pub attempt: Attempt,
    pub stage: Stage,
    pub captions: Captions,
    /// Chosen with Tab: what Enter acts on.
    focus: Option<ObjectId>,
    pub aim: Aim,
    pub aspect: f32,
    wish: Option<Wish>,
    holding: Option<ObjectId>,
    /// Turned with the arrow keys or the wheel until acting again sets it.
    pub turning: Option<Turning>,
    /// What the hand drags.
    drag: Option<Drag>,
    /// Names of sounds to play now.
    pub sounds: Vec<String>,
    /// What the speakers shall say, or break off, now.
    pub speaking: Vec<Speaking>,
    /// The last step done, in words, for the toast.
    pub toast: Option<String>,
    pub finished: bool,
    /// The value card was left without a value.
    pub instrument_left: bool,
    walked_m: f32,
    n_steps_walked: usize,
}

impl Play {
    pub fn new(attempt: Attempt, stage: Stage) -> Self {
        Self {
            attempt,
            stage,
            captions: Captions::default(),
            focus: None,
            aim: Aim::Crosshair,
            aspect: 16.0 / 9.0,
            wish: None,
            holding: None,
            turning: None,
            drag: None,
            sounds: Vec::new(),
            speaking: Vec::new(),
            toast: None,
            finished: false,
            instrument_left: false,
            walked_m: 0.0,
            n_steps_walked: 0,
        }
    }

    /// Lets `dt_secs` pass: walks, moves, speaks, and feeds the session what moving brought about.
    pub fn advance(&mut self, dt_secs: f32, stride: Stride) {
        self.attempt.pass(f64::from(dt_secs));
        self.move_on(dt_secs, stride);
    }

    /// The same while the attempt's time stands still: walking and looking around only.
    pub fn move_on(&mut self, dt_secs: f32, stride: Stride) {
        if stride.right != 0.0 || stride.forward != 0.0 {
            self.forget_drag();
            self.stop_turning();
        }
        if self.turning.is_some() {
            self.turn_by(stride.turn.to_degrees() * KNOB_SHARE * dt_secs);
        } else if stride.turn != 0.0 {
            self.stage.turn(stride.turn * dt_secs, 0.0);
        }
        if stride != Stride::default() {
            self.wish = None;
            if stride.right != 0.0 || stride.forward != 0.0 {
                self.focus = None;
            }
        }
        self.stage.walk(stride.right, stride.forward, dt_secs);
        let attention = self.attention();
        for input in self.stage.advance(dt_secs, self.aim_ray(), &attention) {
            self.attempt.apply(input);
        }
        self.footsteps();
        self.rest_hand();
        self.fulfil_wish();
        self.look_at_instrument();
        let (trainee, people) = (self.stage.pose_of_trainee(), self.stage.people());
        self.attempt.note_pose(self.stage.coarse_pose());
        self.attempt.note_standing(Standing { trainee: Some(trainee), people });
        for shown in self.attempt.shown() {
            self.show(&shown);
        }
        self.captions.advance(dt_secs);
        for speaking in self.captions.take_speaking() {
            speaking.show(&mut self.stage);
            self.speaking.push(speaking);
        }
    }

    /// Shows one outcome whose facts are on disk.
    pub fn show(&mut self, shown: &Shown) {
        self.stage.show(&shown.cues, &shown.world);
        let session = self.attempt.session();
        self.sounds.extend(natural_sounds(&shown.cues, session.module(), session.mode()).into_iter().map(str::to_owned));
        self.captions.turn(shown.cues.iter().any(ends_what_is_said));
        for cue in &shown.cues {
            self.hear(cue);
        }
    }

    fn hear(&mut self, cue: &Cue) {
        let module = self.attempt.session().module();
        match cue {
            Cue::Caption { text, by } => {
                let name = by.as_ref().and_then(|by| module.object(by)).map(|object| object.name.clone());
                self.captions.say(text, name, by.clone());
            }
            Cue::Sound { sound } => self.sounds.push(sound.as_str().to_owned()),
            // Nothing in an exam tells what was right: the next instruction stands there, and that is all.
            Cue::StepDone { .. } if self.attempt.session().mode() == Mode::Exam => self.focus = None,
            Cue::StepDone { step } => {
                self.toast = Some(module.step_idx(step).map(|idx| module.steps[idx].done.clone()).unwrap_or_default());
                self.focus = None;
            }
            // Tab goes on to what is left of it, not to what stands beside.
            Cue::Marked { object } if self.focus.as_ref() == Some(object) => self.focus = None,
            Cue::Reset => {
                self.wish = None;
                self.holding = None;
                self.turning = None;
                self.drag = None;
            }
            Cue::Finished => self.finished = true,
            _ => {}
        }
    }

    pub fn focus(&self) -> Option<&ObjectId> {
        self.focus.as_ref()
    }

    /// What has not come to its end, is not on disk yet or is about to happen by itself, in a word; none while everything rests.
    pub fn goes_on(&self) -> Option<&'static str> {
        let due_soon = |due_ms: u64| due_ms < self.attempt.at_ms() + SOON_MS;
        let going = [
            ("a deed at the end of a way", self.wish.is_some()),
            ("something held", self.holding.is_some()),
            ("what is not on disk yet", self.attempt.is_waiting()),
            ("somebody who speaks", self.stage.somebody_speaks()),
            ("what is due soon", self.attempt.session().next_deadline_ms().is_some_and(due_soon)),
        ];
        going.into_iter().find(|(_, goes_on)| *goes_on).map(|(what, _)| what).or_else(|| self.stage.what_moves())
    }

    /// Tab: the next (or previous) thing that answers; the camera turns to it.
    pub fn cycle(&mut self, forward: bool) {
        let objects = self.attempt.session().offered_objects();
        if objects.is_empty() {
            self.focus = None;
            return;
        }
        let at = self.focus.as_ref().and_then(|focus| objects.iter().position(|object| object == focus));
        let n = objects.len();
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        self.wish = None;
        self.stage.face(&objects[next]);
        self.focus = Some(objects[next].clone());
    }

    /// Esc or a mouse move: nothing is chosen with Tab any more.
    pub fn forget_focus(&mut self) {
        self.focus = None;
    }

    /// The button of the mouse takes hold of what it points at, also where a key chose the same before.
    pub fn mean_what_is_pointed_at(&mut self) {
        if self.pointed().is_some_and(|pointed| self.focus == Some(pointed.object)) {
            self.focus = None;
        }
    }

    /// Chooses again what was chosen before.
    pub fn refocus(&mut self, chosen: Option<ObjectId>) {
        self.focus = chosen;
    }

    /// Acts on what is chosen or aimed at: at once within reach, else after walking there. Acting again lets go of a hold.
    pub fn act(&mut self) {
        if self.holding.is_some() {
            self.release();
            return;
        }
        if let Some(Turning { object, millideg }) = self.turning.take() {
            // Whole degrees: nobody sets a knob finer by hand.
            self.attempt.apply(Input::TurnTo { object, millideg: (millideg as f64 / 1_000.0).round() as i64 * 1_000 });
            return;
        }
        if let Some(offer) = self.offer() {
            self.do_offer(offer);
        }
    }

    /// Does an offer: at once within reach, else after walking there.
    pub fn do_offer(&mut self, offer: Offer) {
        let in_hand = self.attempt.session().world().carried.as_ref() == Some(&offer.object);
        if in_hand || matches!(offer.input, Input::Look { .. }) {
            self.perform(&offer);
        } else if self.can_do_from_here(&offer) {
            self.stage.bring_into_view(&offer.object);
            self.perform(&offer);
        } else {
            self.stage.approach(&offer.object);
            self.wish = Some(Wish { offer, n_ways: 1 });
        }
    }

    /// Looking closely is done from some steps away, everything else within reach.
    fn can_do_from_here(&self, offer: &Offer) -> bool {
        let object = &offer.object;
        let by_eye = matches!(offer.input, Input::Mark { .. });
        self.stage.in_reach(object) || (by_eye && self.stage.can_see_within(object, INSPECT_M))
    }

    /// A click in point-and-click: acts on a thing, or walks to the place whose pin it meets, or else to the spot on the floor.
    pub fn click(&mut self) {
        self.focus = None;
        let ray = self.aim_ray();
        let marked = self.target_of(&self.attempt.session().view(self.attempt.at_ms()));
        let place = marked.filter(|target| self.stage.meets_pin_of(target, ray));
        // The pin of a place is meant, and not the sign behind it.
        if self.offer().is_some_and(|offer| offer.is_goal || place.is_none()) {
            self.act();
        } else {
            self.wish = None;
            if !place.is_some_and(|place| self.stage.approach(&place)) {
                self.stage.walk_towards(ray);
            }
        }
    }

    /// Turns the knob in the hand on, degrees counter-clockwise.
    pub fn turn_by(&mut self, degrees: f32) {
        if let Some(turning) = &mut self.turning {
            turning.millideg += (degrees * 1_000.0) as i64;
            self.stage.show_angle(&turning.object, turning.millideg);
        }
    }

    /// Lets the knob go without setting it.
    fn stop_turning(&mut self) {
        if let Some(Turning { object, .. }) = self.turning.take() {
            let angle = self.attempt.session().world().object(&object).map_or(0, |knob| knob.angle_millideg);
            self.stage.show_angle(&object, angle);
        }
    }

    /// Lets go of what is held down or dragged.
    pub fn release(&mut self) {
        self.forget_drag();
        if let Some(object) = self.holding.take() {
            self.attempt.apply(Input::HoldEnd { object });
        }
    }

    pub fn is_holding(&self) -> bool {
        self.holding.is_some()
    }

    /// Steps back: lets a knob go without setting it, or lays the carried item back.
    pub fn put_back(&mut self) {
        if self.turning.is_some() {
            self.stop_turning();
            return;
        }
        if let Some(item) = self.attempt.session().world().carried.clone() {
            self.attempt.apply(Input::PutBack { item });
        }
    }

    /// Leaves an instrument without a value; acting on it again opens it again.
    pub fn step_back(&mut self) {
        self.instrument_left = true;
    }

    /// Z: a narrower view for a moment, or the wide one again.
    pub fn look_closer(&mut self) {
        self.stage.toggle_zoom();
    }

    /// F: turns to the target, or else to what an effect points at.
    pub fn face_target(&mut self) {
        let target = self.target_of(&self.attempt.session().view(self.attempt.at_ms()));
        if let Some(target) = target.or_else(|| self.pointed_out()) {
            self.stage.lead_to(&target);
            // Acting comes next, also with a key: the pointer may rest anywhere. What is only to be seen is seen by then.
            let by_hand = |offer: &Offer| !matches!(offer.input, Input::Look { .. });
            self.focus = Some(target).filter(|target| self.attempt.session().offers(target).first().is_some_and(by_hand));
        }
    }

    /// What an effect points at.
    pub fn pointed_out(&self) -> Option<ObjectId> {
        let mut emphasised = self.stage.emphasised();
        emphasised.find(|(_, with)| matches!(with, Emphasis::Pointer | Emphasis::GhostHand)).map(|(object, _)| object.clone())
    }

    /// Goes to another picture of the place.
    pub fn go_to_picture(&mut self, idx: usize) {
        self.wish = None;
        self.focus = None;
        self.stage.go_to_spot(idx);
    }

    /// The picture so many further on, or back; all the way round.
    pub fn go_on_to_picture(&mut self, by: i8) {
        let spots = self.stage.spots();
        let Some(here) = spots.iter().position(|spot| spot.is_here) else { return };
        let n = spots.len();
        self.go_to_picture((here + n).saturating_add_signed(isize::from(by)) % n);
    }

    fn perform(&mut self, offer: &Offer) {
        self.instrument_left &= offer.gesture != Gesture::Read;
        match &offer.input {
            // Standing and looking are what the stage sees, not what is claimed.
            Input::Enter { .. } => {}
            Input::Look { object: Some(object) } => self.stage.face(object),
            Input::HoldStart { object } => {
                self.holding = Some(object.clone());
                self.attempt.apply(offer.input.clone());
            }
            Input::TurnTo { object, millideg } => {
                self.turning = Some(Turning { object: object.clone(), millideg: *millideg });
            }
            input => {
                self.attempt.apply(input.clone());
                // What comes next is elsewhere: Tab begins with the goal again.
                self.focus = None;
            }
        }
    }

    /// A hold that was long enough, or that nothing asks for, needs no letting go: the hand is free for what comes next.
    fn rest_hand(&mut self) {
        if self.holding.as_ref().is_some_and(|held| !self.attempt.session().wants_held(held)) {
            self.release();
        }
    }

    /// An instrument that is read fills the view.
    fn look_at_instrument(&mut self) {
        let read = self.attempt.session().view(self.attempt.at_ms()).read.filter(|_| !self.instrument_left);
        self.stage.look_closely_at(read.as_ref().map(|read| &read.gauge));
    }

    fn fulfil_wish(&mut self) {
        if self.stage.is_approaching() || self.stage.is_swinging() {
            return;
        }
        let Some(Wish { offer, n_ways }) = self.wish.take() else { return };
        let still = self.attempt.session().offers(&offer.object).into_iter().any(|now| now.input == offer.input);
        if !still {
            // While something on the screen waits for an answer nothing is on offer: the deed waits too.
            if self.attempt.session().offered_objects().is_empty() {
                self.wish = Some(Wish { offer, n_ways });
            }
            return;
        }
        if self.can_do_from_here(&offer) {
            self.perform(&offer);
        } else if n_ways < WAYS_MAX && self.stage.approach(&offer.object) {
            self.wish = Some(Wish { offer, n_ways: n_ways + 1 });
        } else {
            let name = self.attempt.session().module().object(&offer.object).map_or("it", |object| object.name.as_str());
            self.captions.say(&hud::language::fill("There is no way to the {name} from here.", &[("name", &name)]), None, None);
        }
    }

    fn footsteps(&mut self) {
        let walked_m = self.stage.walker.walked_m;
        if walked_m - self.walked_m >= STRIDE_M {
            self.walked_m = walked_m;
            self.n_steps_walked += 1;
            self.sounds.push(format!("footstep_{}", self.n_steps_walked % 4 + 1));
        }
    }
}
