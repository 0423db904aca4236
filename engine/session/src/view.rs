//! What the HUD draws from: one plain value, made anew after each input.

use curriculum::{Case, Gesture, Mode, Page, Quantity, Response};
use ids::{AnswerId, FieldId, MistakeId, ObjectId, StepId};
use record::{Guidance, Outcome};

/// Everything a person should see about the attempt now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    pub mode: Mode,
    pub title: String,
    pub steps: Vec<StepView>,
    /// The step whose instruction is shown; none once finished.
    pub current_idx: Option<usize>,
    pub at_ms: u64,
    /// Left of the whole attempt's limit.
    pub remaining_ms: Option<u64>,
    pub step_remaining_ms: Option<u64>,
    pub hint: HintView,
    /// How much help the current step gives.
    pub help: HelpView,
    /// Open until acknowledged.
    pub mistake: Option<MistakeView>,
    /// Open from the step's start, or since the object that the card belongs to was pressed.
    pub card: Option<CardView>,
    /// Something to read, over everything but a mistake, until acknowledged.
    pub page: Option<Page>,
    /// Left of the timer that runs out first.
    pub timer_remaining_ms: Option<u64>,
    /// Open since the gauge was pressed; it stays open until the value was right, and may be hidden meanwhile.
    pub read: Option<ReadView>,
    /// A hold, look, sweep or wait in progress.
    pub hold: Option<HoldView>,
    /// Objects to lead the trainee to now.
    pub targets: Vec<ObjectId>,
    /// True when the targets may be shown: outlined and pinned.
    pub targets_shown: bool,
    pub carried: Option<ObjectId>,
    pub paused: bool,
    pub finished: Option<Outcome>,
    /// Earned so far, of the whole module; 0 in a running exam, where nothing tells what was right.
    pub score_permille: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    pub id: StepId,
    pub chapter: String,
    /// The instruction; empty while the step's help is `nothing` and the words were not asked for.
    pub say: String,
    pub done: String,
    /// May be left out.
    pub optional: bool,
    pub status: StepStatus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    Todo,
    Current,
    Done,
    /// Done, but after a mistake or a second try. In a running exam it is only done.
    DoneWithTrouble,
    /// Left out: it was not asked for, or is optional.
    Skipped,
}

/// The hint ladder of the current step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HintView {
    /// Texts already shown, first rung first.
    pub shown: Vec<String>,
    /// Rungs climbed: hints, and help asked for beyond what the step gave.
    pub n_given: u32,
    /// All rungs.
    pub n_total: u32,
    /// What asking gives next; none when there is no more.
    pub next: Option<NextHelp>,
    /// False in exams.
    pub allowed: bool,
    /// What one more costs, in thousandths of the step's share; 0 in guided mode.
    pub cost_permille: u32,
    /// The same in thousandths of the whole score, rounded up.
    pub cost_of_score_permille: u32,
}

/// What asking for help gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextHelp {
    /// What to do, in words.
    Words,
    /// An authored hint, with the place or without.
    Hint { points: bool },
    /// The target is marked.
    Place,
    /// The gesture is shown at the target.
    Gesture,
}

/// How much help the current step gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HelpView {
    pub level: Guidance,
    /// What a hand shows, and at which object, where the step demonstrates; none where there is nothing to show.
    pub gesture: Option<(ObjectId, Gesture)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MistakeView {
    pub mistake: MistakeId,
    pub step_idx: usize,
    pub at_ms: u64,
    pub critical: bool,
    pub title: String,
    pub say: String,
    pub could_have: Vec<String>,
    /// The authored reason of the rule, if any.
    pub why: Option<String>,
    pub response: Response,
    /// The place it happened.
    pub object: Option<ObjectId>,
    pub mode: Mode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardView {
    pub kind: CardKind,
    pub text: String,
    pub ask: String,
    /// In an order drawn from the seed.
    pub answers: Vec<(AnswerId, String)>,
    pub pick: u32,
    /// Of a form, in its order.
    pub fields: Vec<FieldView>,
    /// What the question is about, where that is more than the text.
    pub case: Option<Box<Case>>,
}

/// How a card is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardKind {
    /// `Choose` so many of them.
    Choose,
    /// `Choose` all of them, in their order.
    Order,
    /// `Choose` all of them, in the order of what they go with.
    Match { goes_with: Vec<String> },
    /// `Type` a short text or number.
    Type,
    /// `Sign` it.
    Sign,
    /// `FillIn` all its fields.
    Form,
    /// `Choose` a reply to this person, who is called so.
    Talk { person: ObjectId, name: String },
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    pub id: FieldId,
    pub label: String,
    pub kind: FieldKind,
    /// How it was filled in the last time; none before, and in exams.
    pub grade: Option<FieldGrade>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// A number in this unit, which need not be written with it.
    Number {
        unit: String,
        range: Option<(Quantity, Quantity)>,
    },
    /// One of these, in an order drawn from the seed.
    Choice {
        choices: Vec<(AnswerId, String)>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGrade {
    pub right: bool,
    /// Why not, in the author's words; may be empty.
    pub because: String,
}

/// A value to be read and entered, or set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadView {
    pub gauge: ObjectId,
    pub name: String,
    /// Unit symbol, such as "psi".
    pub unit: String,
    pub range: Option<(Quantity, Quantity)>,
    /// True for a number that is set, false for one that is read.
    pub sets: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// None while only time passes.
    pub object: Option<ObjectId>,
    pub since_ms: u64,
    pub for_ms: u64,
    pub by: HoldBy,
}

/// What must be kept up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldBy {
    Hand,
    Eyes,
    /// What is in the hand, kept on a place.
    Aim,
    Patience,
}

/// One thing that can be done to an object now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub object: ObjectId,
    pub gesture: Gesture,
    /// A verb for the label: "Press", "Take", "Open", "Put here", "Wear", "Read", "Look closely".
    pub verb: String,
    /// The input that doing it sends; a hold starts with this one. `TurnTo` carries the angle now: send the one it is turned
    /// to. `Enter` and `Look` are for the body to do (walk there, keep looking), which sends them by itself.
    pub input: crate::Input,
    /// False for what is only nearby and not part of the current goal.
    pub is_goal: bool,
}
