//! Goals: the condition that completes a step.

use crate::{Card, Condition, Dialogue, Quantity};
use ids::{MistakeId, ObjectId, StateId};
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
    /// Use a carried item on something: a tool on a part, a key on a lock.
    Use {
        tool: ObjectId,
        on: ObjectId,
    },
    /// Turn to a state or an angle.
    Turn {
        object: ObjectId,
        to: TurnTarget,
    },
    /// Open, close or switch to a state.
    Set {
        object: ObjectId,
        to: StateId,
    },
    /// Slide to a state or to an amount of its range.
    Slide {
        object: ObjectId,
        to: SlideTarget,
    },
    /// Set a number within a tolerance; `with` is the tool that must be in the hand.
    SetNumber {
        object: ObjectId,
        to: Quantity,
        within: Quantity,
        with: Option<ObjectId>,
    },
    /// Read an instrument and enter what it says.
    Read {
        gauge: ObjectId,
        within: Quantity,
    },
    /// Hold a tool and sweep it over places, each of them for a time.
    Aim {
        tool: ObjectId,
        at: Vec<ObjectId>,
        for_ms: u64,
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
    /// Put the answers of a card in their order.
    Order {
        card: Card,
    },
    /// Match the answers of a card to what they go with.
    Match {
        card: Card,
    },
    /// Type a short text or a number.
    Type {
        card: Card,
    },
    /// Sign what a card says.
    Sign {
        card: Card,
    },
    /// Fill in every field of a form.
    FillIn {
        card: Card,
    },
    /// Talk to a person until the dialogue ends well.
    Talk {
        person: ObjectId,
        dialogue: Dialogue,
    },
    /// Let a time pass.
    Wait {
        for_ms: u64,
    },
    /// Make none of these mistakes for a time.
    Avoid {
        mistakes: Vec<MistakeId>,
        for_ms: u64,
    },
    /// Something is so.
    Holds {
        condition: Condition,
    },
    /// All of these, in any order.
    All {
        of: Vec<Goal>,
    },
    /// One of these, whichever.
    Any {
        of: Vec<Goal>,
    },
    /// One after the other.
    InOrder {
        of: Vec<Goal>,
    },
    /// So many of these, whichever.
    SomeOf {
        of: Vec<Goal>,
        count: u32,
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
    Use,
    Turn,
    Set,
    Slide,
    SetNumber,
    Read,
    Aim,
    Inspect,
    Choose,
    Order,
    Match,
    Type,
    Sign,
    FillIn,
    Talk,
    Wait,
    Avoid,
    Holds,
    All,
    Any,
    InOrder,
    SomeOf,
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

/// Where a slide must end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlideTarget {
    State(StateId),
    Amount { to: Quantity, within: Quantity },
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
            Self::Use { .. } => GoalKind::Use,
            Self::Turn { .. } => GoalKind::Turn,
            Self::Set { .. } => GoalKind::Set,
            Self::Slide { .. } => GoalKind::Slide,
            Self::SetNumber { .. } => GoalKind::SetNumber,
            Self::Read { .. } => GoalKind::Read,
            Self::Aim { .. } => GoalKind::Aim,
            Self::Inspect { .. } => GoalKind::Inspect,
            Self::Choose { .. } => GoalKind::Choose,
            Self::Order { .. } => GoalKind::Order,
            Self::Match { .. } => GoalKind::Match,
            Self::Type { .. } => GoalKind::Type,
            Self::Sign { .. } => GoalKind::Sign,
            Self::FillIn { .. } => GoalKind::FillIn,
            Self::Talk { .. } => GoalKind::Talk,
            Self::Wait { .. } => GoalKind::Wait,
            Self::Avoid { .. } => GoalKind::Avoid,
            Self::Holds { .. } => GoalKind::Holds,
            Self::All { .. } => GoalKind::All,
            Self::Any { .. } => GoalKind::Any,
            Self::InOrder { .. } => GoalKind::InOrder,
            Self::SomeOf { .. } => GoalKind::SomeOf,
        }
    }

    /// The goals that it is made of, in authored order; itself where it is a single one.
    pub fn parts(&self) -> Vec<&Goal> {
        match self.combined() {
            Some(of) => of.iter().flat_map(Self::parts).collect(),
            None => vec![self],
        }
    }

    /// Whether any single goal that it is made of is so.
    pub fn any_part(&self, is_so: &mut dyn FnMut(&Goal) -> bool) -> bool {
        match self.combined() {
            Some(of) => of.iter().any(|goal| goal.any_part(is_so)),
            None => is_so(self),
        }
    }

    /// How many single goals it is made of.
    pub fn n_parts(&self) -> usize {
        self.combined().map_or(1, |of| of.iter().map(Self::n_parts).sum())
    }

    /// One of the single goals that it is made of, counted as in [`Goal::parts`].
    pub fn part(&self, part_idx: usize) -> Option<&Goal> {
        let Some(of) = self.combined() else { return (part_idx == 0).then_some(self) };
        let mut left = part_idx;
        for goal in of {
            let n = goal.n_parts();
            if left < n {
                return goal.part(left);
            }
            left -= n;
        }
        None
    }

    /// What a combination combines; none for a single goal.
    pub fn combined(&self) -> Option<&[Goal]> {
        match self {
            Self::All { of } | Self::Any { of } | Self::InOrder { of } | Self::SomeOf { of, .. } => Some(of),
            _ => None,
        }
    }

    /// The card that it shows, other than a dialogue's lines.
    pub fn card(&self) -> Option<&Card> {
        match self {
            Self::Choose { card }
            | Self::Order { card }
            | Self::Match { card }
            | Self::Type { card }
            | Self::Sign { card }
            | Self::FillIn { card } => Some(card),
            _ => None,
        }
    }

    /// The amount and tolerance that a number must be set to, and the object it is set on.
    pub fn amount(&self) -> Option<(&ObjectId, Quantity, Quantity)> {
        match self {
            Self::SetNumber { object, to, within, .. } | Self::Slide { object, to: SlideTarget::Amount { to, within } } => {
                Some((object, *to, *within))
            }
            _ => None,
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
            | Self::Slide { object, .. }
            | Self::Set { object, .. } => vec![object],
            Self::Take { item, from } => std::iter::once(item).chain(from).collect(),
            Self::Put { item, into } => vec![item, into],
            Self::Use { tool, on } => vec![tool, on],
            Self::SetNumber { object, with, .. } => with.iter().chain([object]).collect(),
            Self::Read { gauge, .. } => vec![gauge],
            Self::Aim { tool, at, .. } => std::iter::once(tool).chain(at).collect(),
            Self::Inspect { places, .. } => places.iter().collect(),
            Self::Talk { person, .. } => vec![person],
            Self::Holds { condition } => condition.parts().into_iter().filter_map(Condition::object).collect(),
            Self::Wait { .. } | Self::Avoid { .. } => Vec::new(),
            Self::Choose { card }
            | Self::Order { card }
            | Self::Match { card }
            | Self::Type { card }
            | Self::Sign { card }
            | Self::FillIn { card } => card.at.iter().collect(),
            Self::All { of } | Self::Any { of } | Self::InOrder { of } | Self::SomeOf { of, .. } => {
                of.iter().flat_map(Self::objects).collect()
            }
        }
    }
}
