//! Goals: the condition that completes a step.

use crate::Quantity;
use ids::{AnswerId, ObjectId, StateId};
use serde::{Deserialize, Serialize};

/// What completes a step. Each has one gesture in the scene, one keyboard path and one autopilot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Goal {
    /// Stand in a zone.
    GoTo {
        zone: ObjectId,
    },
    /// Keep an object in the middle of the view.
    LookAt {
        object: ObjectId,
        for_ms: u64,
    },
    Press {
        object: ObjectId,
    },
    /// Press and keep pressing.
    Hold {
        object: ObjectId,
        for_ms: u64,
    },
    /// Take an item into the hand; `from` narrows where it must lie.
    Take {
        item: ObjectId,
        from: Option<ObjectId>,
    },
    /// Put a carried item into a socket or zone, or on a person (`trainee` means oneself: wear it).
    Put {
        item: ObjectId,
        into: ObjectId,
    },
    /// Turn to a state or an angle.
    Turn {
        object: ObjectId,
        to: TurnTarget,
    },
    /// Open, close, slide or switch to a state.
    Set {
        object: ObjectId,
        to: StateId,
    },
    /// Read an instrument and enter what it says.
    Read {
        gauge: ObjectId,
        within: Quantity,
    },
    /// Find `count` of the marked places by acting on them, in any order.
    Inspect {
        places: Vec<ObjectId>,
        count: u32,
    },
    /// Answer a card.
    Choose {
        card: Card,
    },
}

/// The kinds of [`Goal`], without their details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    GoTo,
    LookAt,
    Press,
    Hold,
    Take,
    Put,
    Turn,
    Set,
    Read,
    Inspect,
    Choose,
}

/// Where a turn must end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnTarget {
    State(StateId),
    /// An angle in thousandths of a degree, with the tolerance to either side.
    Angle {
        millideg: i64,
        tolerance_millideg: i64,
    },
}

/// A question with answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub ask: String,
    /// Context above the question: a message, what somebody says. May be empty.
    pub text: String,
    pub answers: Vec<Answer>,
    /// How many answers must be marked at once: 1 is a plain choice, more is "choose several".
    pub pick: u32,
    /// The object the card belongs to: acting on it opens the card again; none opens it at the step's start.
    pub at: Option<ObjectId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub id: AnswerId,
    pub text: String,
    pub right: bool,
    /// Said after this answer was chosen.
    pub because: String,
}

impl Goal {
    pub fn kind(&self) -> GoalKind {
        match self {
            Self::GoTo { .. } => GoalKind::GoTo,
            Self::LookAt { .. } => GoalKind::LookAt,
            Self::Press { .. } => GoalKind::Press,
            Self::Hold { .. } => GoalKind::Hold,
            Self::Take { .. } => GoalKind::Take,
            Self::Put { .. } => GoalKind::Put,
            Self::Turn { .. } => GoalKind::Turn,
            Self::Set { .. } => GoalKind::Set,
            Self::Read { .. } => GoalKind::Read,
            Self::Inspect { .. } => GoalKind::Inspect,
            Self::Choose { .. } => GoalKind::Choose,
        }
    }

    /// Every object a trainee must act on, go to or look at, in the order of the goal.
    pub fn objects(&self) -> Vec<&ObjectId> {
        match self {
            Self::GoTo { zone } => vec![zone],
            Self::LookAt { object, .. }
            | Self::Press { object }
            | Self::Hold { object, .. }
            | Self::Turn { object, .. }
            | Self::Set { object, .. } => vec![object],
            Self::Take { item, from } => std::iter::once(item).chain(from).collect(),
            Self::Put { item, into } => vec![item, into],
            Self::Read { gauge, .. } => vec![gauge],
            Self::Inspect { places, .. } => places.iter().collect(),
            Self::Choose { card } => card.at.iter().collect(),
        }
    }
}
