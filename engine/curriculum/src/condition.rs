//! Conditions: what may be so at a moment, over objects, variables, and what was done.

use crate::Quantity;
use ids::{AnswerId, MistakeId, ObjectId, OptionId, StateId, StepId, TimerId, VariableId};
use serde::{Deserialize, Serialize};

/// Something that is so, or not, at any moment of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "asks", rename_all = "snake_case")]
pub enum Condition {
    /// An object stands in a state.
    State {
        object: ObjectId,
        is: StateId,
    },
    /// What an object shows, against an amount in its unit.
    Shows {
        object: ObjectId,
        compare: Comparison,
        to: Quantity,
    },
    /// A variable against a whole number.
    Variable {
        variable: VariableId,
        compare: Comparison,
        to: i64,
    },
    /// An item lies in a socket or zone, or is on a person.
    Lies {
        item: ObjectId,
        place: ObjectId,
    },
    /// An item is in the trainee's hand.
    Carries {
        item: ObjectId,
    },
    /// The trainee stands in a zone.
    Inside {
        zone: ObjectId,
    },
    /// A step was done.
    Done {
        step: StepId,
    },
    /// A mistake was made, whatever came of it.
    Made {
        mistake: MistakeId,
    },
    /// An answer was chosen, and not taken back.
    Chose {
        answer: AnswerId,
    },
    /// The seed drew this.
    Drawn {
        option: OptionId,
    },
    /// A timer ran out.
    Expired {
        timer: TimerId,
    },
    /// The score so far, of what could have been earned by now.
    Score {
        compare: Comparison,
        permille: u32,
    },
    All {
        of: Vec<Condition>,
    },
    Any {
        of: Vec<Condition>,
    },
    Not {
        condition: Box<Condition>,
    },
}

/// How two amounts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    Is,
    Above,
    Below,
    AtLeast,
    AtMost,
}

impl Comparison {
    pub const ALL: [Self; 5] = [Self::Is, Self::Above, Self::Below, Self::AtLeast, Self::AtMost];

    /// As an author writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::Above => "above",
            Self::Below => "below",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }

    pub fn holds<T: PartialOrd>(self, found: T, wanted: T) -> bool {
        match self {
            Self::Is => found == wanted,
            Self::Above => found > wanted,
            Self::Below => found < wanted,
            Self::AtLeast => found >= wanted,
            Self::AtMost => found <= wanted,
        }
    }
}

impl Condition {
    /// The conditions that it is made of, in order; itself where it is a single one.
    pub fn parts(&self) -> Vec<&Condition> {
        match self {
            Self::All { of } | Self::Any { of } => of.iter().flat_map(Self::parts).collect(),
            Self::Not { condition } => condition.parts(),
            single => vec![single],
        }
    }

    /// The object that a single condition looks at.
    pub fn object(&self) -> Option<&ObjectId> {
        match self {
            Self::State { object, .. } | Self::Shows { object, .. } => Some(object),
            Self::Lies { item, .. } | Self::Carries { item } => Some(item),
            Self::Inside { zone } => Some(zone),
            _ => None,
        }
    }
}
