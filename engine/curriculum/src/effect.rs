//! Effects: what an author makes happen; and gestures: what a trainee can do to an object.

use crate::Quantity;
use ids::{ObjectId, SoundId, StateId};
use serde::{Deserialize, Serialize};

/// What an author writes to make something happen (`on_start`, `then`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// A caption spoken by a person (the guide unless named).
    Say {
        text: String,
        by: Option<ObjectId>,
    },
    Sound {
        sound: SoundId,
    },
    /// Change an object's state.
    SetState {
        object: ObjectId,
        to: StateId,
    },
    /// Change what a gauge shows, over a time.
    SetNumber {
        object: ObjectId,
        to: Quantity,
        over_ms: u64,
    },
    /// Put an item into a socket.
    Place {
        item: ObjectId,
        into: ObjectId,
    },
    Show {
        object: ObjectId,
    },
    Hide {
        object: ObjectId,
    },
    /// Play a clip of the scene, once.
    PlayClip {
        clip: String,
    },
    /// A person walks to a zone or object.
    WalkTo {
        person: ObjectId,
        to: ObjectId,
    },
    /// A person turns to an object; `trainee` is allowed.
    Face {
        person: ObjectId,
        to: ObjectId,
    },
    /// A person points at an object.
    PointAt {
        person: ObjectId,
        at: ObjectId,
    },
}

/// What a trainee can do to an object, as semantics: no pixels, no metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gesture {
    Press,
    Hold,
    Take,
    Put,
    Turn,
    Set,
    Read,
    Inspect,
}
