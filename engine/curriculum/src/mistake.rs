//! Mistakes: wrong actions the author foresaw.

use crate::{Condition, Effect, Mode, Quantity};
use ids::{AnswerId, FieldId, MisconceptionId, MistakeId, ObjectId, StateId, StepId};
use serde::{Deserialize, Serialize};

/// A wrong action the author foresaw. (An order violation needs none: the session reports it by itself.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    pub id: MistakeId,
    /// Only while this step is current; none means in any step.
    pub during: Option<StepId>,
    /// Only before this step is done.
    pub until: Option<StepId>,
    /// Only while this is so.
    pub only_if: Option<Condition>,
    pub when: WrongAction,
    /// What to think of instead: the reason.
    pub say: String,
    /// Short heading, such as "Someone came in on your badge".
    pub title: String,
    /// What could have happened; at most three lines.
    pub could_have: Vec<String>,
    pub means: Option<MisconceptionId>,
    pub critical: bool,
    pub responses: Responses,
    pub then: Vec<Effect>,
}

/// The action that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum WrongAction {
    Press {
        object: ObjectId,
    },
    Take {
        item: ObjectId,
    },
    Put {
        item: ObjectId,
        into: Option<ObjectId>,
    },
    Set {
        object: ObjectId,
        to: StateId,
        while_gauge_above: Option<(ObjectId, Quantity)>,
    },
    Turn {
        object: ObjectId,
    },
    /// Reading something into an instrument that is off by more than the goal allows.
    Misread {
        gauge: ObjectId,
    },
    /// Using a carried item on something, or on anything but what it is for.
    Use {
        tool: ObjectId,
        on: Option<ObjectId>,
    },
    /// Setting a number that is off by more than the goal allows.
    Misset {
        object: ObjectId,
    },
    /// Filling a field of a form in wrongly.
    Misfill {
        field: FieldId,
    },
    /// A wrong answer on the current step's card, or a reply in its dialogue.
    Answer {
        answer: AnswerId,
    },
    /// Walking into a zone.
    Enter {
        zone: ObjectId,
    },
    /// Letting go before the time was up.
    LetGo {
        object: ObjectId,
    },
    /// Letting so much time pass in a step without finishing it.
    Wait {
        for_ms: u64,
    },
    /// Looking at something for so long.
    LookAt {
        object: ObjectId,
        for_ms: u64,
    },
}

/// What happens after a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Stopped, with the reason; nothing changed.
    Block,
    /// The consequence shows, then back to before it.
    Rewind,
    /// It stays done.
    Stand,
}

/// A response for each mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responses {
    pub guided: Response,
    pub practice: Response,
    pub exam: Response,
}

impl Responses {
    /// Guided blocks critical mistakes and lets the rest be rewound, practice rewinds, exam lets it stand.
    pub fn default_for(critical: bool) -> Self {
        let guided = if critical { Response::Block } else { Response::Rewind };
        Self { guided, practice: Response::Rewind, exam: Response::Stand }
    }

    pub fn in_mode(self, mode: Mode) -> Response {
        match mode {
            Mode::Watch | Mode::Guided => self.guided,
            Mode::Practice => self.practice,
            Mode::Exam => self.exam,
        }
    }
}
