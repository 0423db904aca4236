//! Everything a session remembers, apart from the module. A snapshot is exactly this.

use crate::aiming::Aiming;
use crate::between::{Between, Clock};
use crate::closing::Closing;
use crate::parts::{At, Parts};
use crate::terms::{OLDEST_SESSION_RULES, Terms};
use crate::world::{Looks, ObjectState, Place, Pose, World};
use curriculum::{Ending, Mode, Module, Object, Page, Response, Start, Step};
use ids::{AnswerId, FieldId, MistakeId, ObjectId, OptionId, StepId, VariableId};
use record::{Guidance, MistakeKind};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// The rules of play that the attempt began under.
    #[serde(default = "oldest_rules")]
    pub rules: u32,
    pub mode: Mode,
    pub seed: u64,
    /// What the seed drew, in the module's order.
    pub drawn: Vec<OptionId>,
    /// The latest time seen.
    pub now_ms: u64,
    pub situation: Situation,
    /// Where a restart of the step goes back to: the situation when a step last began or ended.
    pub checkpoint: Situation,
    pub checkpoint_ms: u64,
    /// One for each step of the module, in its order.
    pub steps: Vec<Progress>,
    /// The step whose instruction is shown: the first available one that is not done.
    pub current_idx: Option<usize>,
    /// The zones that the trainee stands in, in the order of entering.
    pub zones: Vec<ObjectId>,
    pub looking: Option<Looking>,
    pub hold: Option<Holding>,
    pub aiming: Option<Aiming>,
    /// The goal whose card is open.
    pub card: Option<At>,
    /// The goal whose value card is open.
    pub reading: Option<At>,
    /// The interruption whose card is open, over everything else.
    pub interruption_idx: Option<usize>,
    /// One for each interruption of the module, in its order.
    pub between: Vec<Between>,
    /// To be read, the one shown first.
    pub pages: Vec<Page>,
    /// Mistakes made, each with the time of the last.
    pub made: Vec<(MistakeId, u64)>,
    /// What effects added to the score.
    pub bonus_permille: i64,
    /// An effect asked for the end.
    pub ending: Option<Ending>,
    pub mistake: Option<OpenMistake>,
    pub paused: bool,
    pub left: bool,
    /// What strayed in the current step, so that repeating it is recorded once.
    pub strays: Vec<(String, ObjectId)>,
    /// When something last went forward; hints that come by themselves wait from here.
    pub progressed_ms: u64,
    pub closed: Option<Closing>,
}

/// What a rewind or restart takes back: things, not the trainee's body nor the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Situation {
    pub world: World,
    /// Where the carried item was taken from.
    pub carried_from: Option<Place>,
    /// How far the single goals of each step have come; none before it was available.
    pub parts: Vec<Parts>,
    pub variables: Vec<(VariableId, i64)>,
    /// One for each timer of the module, in its order.
    pub timers: Vec<Clock>,
    /// Every answer chosen so far.
    pub chosen: Vec<AnswerId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    pub step: StepId,
    pub available_ms: Option<u64>,
    pub started_ms: Option<u64>,
    pub done_ms: Option<u64>,
    /// Left out: its condition was not so, or it is optional and was passed by.
    pub skipped: bool,
    /// Tries that did not succeed.
    pub misses: u32,
    pub mistakes: u32,
    pub critical_mistakes: u32,
    /// Authored hints shown.
    pub hints: u32,
    /// The help it gives now.
    #[serde(default)]
    pub help: Guidance,
    /// How often more help than that was asked for.
    #[serde(default)]
    pub raised: u32,
    /// In an exam: the answer that stands is wrong.
    #[serde(default)]
    pub wrong: bool,
    /// How much of it is right all the same.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub partly_right_permille: u32,
    /// Of a form: how each field was filled in the last time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub graded: Vec<(FieldId, bool)>,
    /// What was chosen on it then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chose: Vec<AnswerId>,
    /// Its time limit passed.
    pub late: bool,
}

fn is_zero(permille: &u32) -> bool {
    *permille == 0
}

fn oldest_rules() -> u32 {
    OLDEST_SESSION_RULES
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Looking {
    pub object: ObjectId,
    pub since_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holding {
    pub object: ObjectId,
    pub since_ms: u64,
    /// Held long enough: letting go is no miss.
    pub over: bool,
}

/// A mistake whose card waits to be acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OpenMistake {
    pub mistake: MistakeId,
    pub kind: MistakeKind,
    pub step_idx: usize,
    pub at_ms: u64,
    pub critical: bool,
    pub response: Response,
    pub object: Option<ObjectId>,
    /// What was chosen on a card, to say why it is wrong.
    pub answers: Vec<AnswerId>,
    /// Where acknowledging goes back to.
    pub before: Option<Situation>,
}

impl State {
    pub fn new(module: &Module, terms: &Terms) -> Self {
        let situation = Situation::at_start(module);
        Self {
            rules: terms.rules,
            mode: terms.mode,
            seed: terms.seed,
            drawn: Vec::new(),
            now_ms: 0,
            checkpoint: situation.clone(),
            situation,
            checkpoint_ms: 0,
            steps: (0..).zip(&module.steps).map(|(idx, step)| Progress::of(step, terms.help(idx, &step.id))).collect(),
            current_idx: None,
            zones: Vec::new(),
            looking: None,
            hold: None,
            aiming: None,
            card: None,
            reading: None,
            interruption_idx: None,
            between: module.interruptions.iter().map(Between::of).collect(),
            pages: Vec::new(),
            made: Vec::new(),
            bonus_permille: 0,
            ending: None,
            mistake: None,
            paused: false,
            left: false,
            strays: Vec::new(),
            progressed_ms: 0,
            closed: None,
        }
    }

    pub fn is_done(&self, step_idx: usize) -> bool {
        self.steps[step_idx].done_ms.is_some()
    }

    /// Done or left out: nothing waits for it any more.
    pub fn is_settled(&self, step_idx: usize) -> bool {
        self.is_done(step_idx) || self.steps[step_idx].skipped
    }
}

impl Situation {
    pub fn at_start(module: &Module) -> Self {
        let objects = module.objects.iter().map(ObjectState::at_start).collect();
        Self {
            world: World { objects, carried: None, alarm: false, fog: None, blowing: Vec::new() },
            carried_from: None,
            parts: vec![Parts::default(); module.steps.len()],
            variables: module.variables.iter().map(|variable| (variable.id.clone(), variable.start)).collect(),
            timers: module.timers.iter().map(Clock::of).collect(),
            chosen: Vec::new(),
        }
    }

    /// What was under way goes on from where it was, `by_ms` later.
    pub fn delay(&mut self, by_ms: u64) {
        self.world.delay_moves(by_ms);
        for clock in &mut self.timers {
            clock.ends_ms = clock.ends_ms.map(|ends_ms| ends_ms.saturating_add(by_ms));
        }
        for part in self.parts.iter_mut().filter(|parts| !parts.is_empty()).flat_map(Parts::to_mut) {
            part.since_ms = part.since_ms.map(|since_ms| since_ms.saturating_add(by_ms));
        }
    }
}

impl Progress {
    pub fn of(step: &Step, help: Guidance) -> Self {
        Self {
            step: step.id.clone(),
            available_ms: None,
            started_ms: None,
            done_ms: None,
            skipped: false,
            misses: 0,
            mistakes: 0,
            critical_mistakes: 0,
            hints: 0,
            help,
            raised: 0,
            wrong: false,
            partly_right_permille: 0,
            graded: Vec::new(),
            chose: Vec::new(),
            late: false,
        }
    }
}

impl ObjectState {
    /// As the module has it: the first state and the lowest number unless authored.
    pub(crate) fn at_start(object: &Object) -> Self {
        let mut made = Self {
            id: object.id.clone(),
            state: object.states.first().cloned(),
            place: Place::AsModelled,
            shows: object.range.map(|(low, _)| low),
            moving: None,
            angle_millideg: 0,
            visible: true,
            marked: false,
            emphasis: None,
            pose: Pose::default(),
            text: None,
            picture: None,
            lit: None,
            looks: Looks::default(),
        };
        match &object.start {
            Start::AsModelled => {}
            Start::State(state) => made.state = Some(state.clone()),
            Start::In(place) => made.place = Place::In(place.clone()),
            Start::Shows(quantity) => made.shows = Some(*quantity),
            Start::Angle(millideg) => made.angle_millideg = *millideg,
        }
        made
    }
}

impl World {
    pub(crate) fn object_mut(&mut self, id: &ObjectId) -> Option<&mut ObjectState> {
        self.objects.iter_mut().find(|object| object.id == *id)
    }

    /// Moves that were under way go on from where they were, `by_ms` later.
    pub(crate) fn delay_moves(&mut self, by_ms: u64) {
        for object in &mut self.objects {
            if let Some((_, begin_ms, end_ms)) = &mut object.moving {
                *begin_ms = begin_ms.saturating_add(by_ms);
                *end_ms = end_ms.saturating_add(by_ms);
            }
        }
        for blowing in &mut self.blowing {
            blowing.until_ms = blowing.until_ms.saturating_add(by_ms);
        }
    }
}
