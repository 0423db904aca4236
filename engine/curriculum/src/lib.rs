//! What is to be learned: modules, steps, goals, mistakes, hints, courses. Plain data, no behaviour beyond look-ups.
//!
//! Does not know TOML (`authoring` makes these values), an attempt (`session` runs them) or geometry (`stage` joins
//! object ids to scene nodes). Start at [`Module`].

mod card;
mod condition;
mod course;
mod effect;
mod exam;
mod goal;
mod mistake;
mod object;
mod picture;
mod quantity;
mod spoken;
mod structure;

pub use card::{Accept, Answer, Card, Case, CaseLooks, Dialogue, Field, Line, Page, Part, PartKind, Reply};
pub use condition::{Comparison, Condition};
pub use course::Course;
pub use effect::{Axis, Effect, Emphasis, Ending, Fog, FogKind, Gesture, Particles, PersonGesture, Side};
pub use exam::{ExamRule, IdentityRule, SignOffRule};
pub use goal::{Goal, GoalKind, SlideTarget, TurnTarget};
pub use mistake::{Mistake, Response, Responses, WrongAction};
pub use object::{Object, ObjectKind, Start, is_usual_state};
pub use picture::{Mark, PICTURES, Picture, PictureKind, WHOLE};
pub use quantity::{Dimension, Quantity, QuantityError, Unit};
pub use spoken::Spoken;
pub use structure::{Draw, DrawOption, Interruption, Timer, Variable};

use ids::{HintId, ModuleId, ObjectId, PictureId, SceneId, StepId};
use serde::{Deserialize, Serialize};

/// The object id that always means the person who is playing, as in `{ put = "badge", on = "trainee" }`.
pub const TRAINEE: &str = "trainee";

/// One authored training module, checked: every id it refers to exists, and `steps` is in authored order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    pub id: ModuleId,
    pub title: String,
    pub kind: ModuleKind,
    pub version: String,
    /// Language tag of the texts in here, such as `en`.
    pub language: String,
    pub scene: SceneId,
    pub minutes: u32,
    pub policy: Option<String>,
    /// One or two sentences for the home screen.
    pub summary: String,
    /// What who passed can do, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    pub pass: PassRule,
    pub renew_after_days: Option<u32>,
    // Both are left out where the author says nothing, so that what older records call "the same module" stays the same.
    #[serde(default, skip_serializing_if = "ExamRule::is_usual")]
    pub exam: ExamRule,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOffRule>,
    /// For the whole attempt; none means no limit.
    pub time_limit_ms: Option<u64>,
    pub objects: Vec<Object>,
    pub variables: Vec<Variable>,
    pub timers: Vec<Timer>,
    pub draws: Vec<Draw>,
    pub interruptions: Vec<Interruption>,
    pub steps: Vec<Step>,
    pub hints: Vec<Hint>,
    pub mistakes: Vec<Mistake>,
    /// The person who leads: an object of kind [`ObjectKind::Person`].
    pub guide: Option<ObjectId>,
    /// Its own pictures, in authored order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModuleKind {
    Onboarding,
    Workflow,
    Maintenance,
    Security,
    Drill,
}

/// When an attempt passes: the score is reached **and** no critical mistake was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassRule {
    /// In thousandths: 850 is 85 %.
    pub score_permille: u32,
    /// How many exams in a row must be passed before the module counts as passed.
    pub in_a_row: u32,
    /// What each hint costs of its step's share in practice, in thousandths. Hints are free while guided, and exams have none.
    /// Not written down where it is as usual, so that the hash of modules from before it could be given stays.
    #[serde(default = "usual_hint_cost", skip_serializing_if = "is_usual_hint_cost")]
    pub hint_cost_permille: u32,
}

/// What a hint costs of its step's share unless the module says otherwise: 20 %.
pub const USUAL_HINT_COST_PERMILLE: u32 = 200;

fn usual_hint_cost() -> u32 {
    USUAL_HINT_COST_PERMILLE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_usual_hint_cost(permille: &u32) -> bool {
    *permille == USUAL_HINT_COST_PERMILLE
}

/// One thing to do, with one goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: StepId,
    /// Chapter heading, shown above the instruction; empty when the module has none.
    pub chapter: String,
    /// The instruction, at most 25 words.
    pub say: String,
    /// What the guide says when the step starts (caption); empty when nothing.
    pub guide_says: String,
    /// What the toast says once done, such as "Badge on".
    pub done: String,
    pub goal: Goal,
    pub why: Option<String>,
    pub critical: bool,
    /// Share of the score; 1 unless authored.
    pub weight: u32,
    /// The steps that must be done before this one may be. Empty means it is free from the start.
    pub after: Vec<StepId>,
    /// May be left out: nothing waits for it, and the attempt can end without it.
    pub optional: bool,
    /// Asked when its turn comes: if it is not so then, the step is skipped.
    pub only_if: Option<Condition>,
    pub time_limit_ms: Option<u64>,
    /// What happens when its time limit passes.
    pub on_late: Vec<Effect>,
    /// What a practised person needs, for the debrief; from the walkthrough or authored.
    pub expert_ms: u64,
    pub on_start: Vec<Effect>,
    pub then: Vec<Effect>,
    pub source: Option<Source>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub reference: String,
    pub checked: Checked,
}

/// Who has read the source's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    Primary,
    Secondary,
    None,
}

/// A rung of a step's hint ladder: shown in authored order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    pub id: HintId,
    pub step: StepId,
    pub say: String,
    /// An object to point at.
    pub point: Option<ObjectId>,
}

/// How an attempt is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The module plays itself.
    Watch,
    Guided,
    Practice,
    Exam,
}

impl Module {
    pub fn object(&self, id: &ObjectId) -> Option<&Object> {
        self.objects.iter().find(|object| object.id == *id)
    }

    pub fn picture(&self, id: &PictureId) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.id == *id)
    }

    /// Its place is made of its own pictures.
    pub fn is_in_pictures(&self) -> bool {
        self.scene.as_str() == PICTURES
    }

    /// The pictures that a trainee stands before or in, the first one first: those with marks in them, that a mark leads to or
    /// that are an object; all of them where none is.
    pub fn standpoints(&self) -> Vec<&Picture> {
        let is_one = |picture: &&Picture| {
            let of_marks =
                self.marks.iter().any(|mark| mark.picture == picture.id || mark.leads_to.as_ref() == Some(&picture.id));
            of_marks || self.objects.iter().any(|object| object.node == picture.id.as_str())
        };
        let some: Vec<&Picture> = self.pictures.iter().filter(is_one).collect();
        if some.is_empty() { self.pictures.iter().collect() } else { some }
    }

    pub fn step_idx(&self, id: &StepId) -> Option<usize> {
        self.steps.iter().position(|step| step.id == *id)
    }

    /// Whether any single goal of any step is so.
    pub fn any_goal(&self, mut is_so: impl FnMut(&Goal) -> bool) -> bool {
        self.steps.iter().any(|step| step.goal.any_part(&mut is_so))
    }

    /// Every effect, wherever it stands.
    pub fn effects(&self) -> impl Iterator<Item = &Effect> {
        let of_steps = self.steps.iter().flat_map(|step| step.on_start.iter().chain(&step.then).chain(&step.on_late));
        let of_mistakes = self.mistakes.iter().flat_map(|mistake| &mistake.then);
        let of_draws = self.draws.iter().flat_map(|draw| draw.options.iter().flat_map(|option| &option.then));
        let of_timers = self.timers.iter().flat_map(|timer| &timer.then);
        let in_between = self.interruptions.iter().flat_map(|interruption| &interruption.then);
        of_steps.chain(of_mistakes).chain(of_draws).chain(of_timers).chain(in_between)
    }

    /// The hint ladder of a step, first rung first.
    pub fn hints_of<'a>(&'a self, step: &'a StepId) -> impl Iterator<Item = &'a Hint> {
        self.hints.iter().filter(move |hint| hint.step == *step)
    }

    /// Greatest reachable sum of step weights.
    pub fn total_weight(&self) -> u64 {
        self.steps.iter().map(|step| u64::from(step.weight)).sum()
    }
}
