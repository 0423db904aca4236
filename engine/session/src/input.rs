//! Inputs: what a trainee does, as semantics in integers. The input trace of an attempt is a list of these with times.

use ids::{AnswerId, FieldId, ObjectId, StateId};
use serde::{Deserialize, Serialize};

/// One thing that the trainee (or time) did. Any input is allowed in any state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "input", rename_all = "snake_case")]
pub enum Input {
    /// Time passed and nothing else; sent when [`crate::Session::next_deadline_ms`] is reached.
    Tick,
    /// Stepped into a zone.
    Enter {
        zone: ObjectId,
    },
    /// Stepped out of a zone.
    Exit {
        zone: ObjectId,
    },
    /// What is in the middle of the view now, if it is an object; sent on change.
    Look {
        object: Option<ObjectId>,
    },
    Press {
        object: ObjectId,
    },
    HoldStart {
        object: ObjectId,
    },
    HoldEnd {
        object: ObjectId,
    },
    Take {
        item: ObjectId,
    },
    /// Put the carried item into a socket or zone, or on a person (`trainee` is oneself).
    Put {
        item: ObjectId,
        into: ObjectId,
    },
    /// Lay the carried item back where it was taken from.
    PutBack {
        item: ObjectId,
    },
    /// Turn to an angle, thousandths of a degree; sent when the turn ends.
    TurnTo {
        object: ObjectId,
        millideg: i64,
    },
    /// Open, close, switch, or turn to a named state.
    SetTo {
        object: ObjectId,
        state: StateId,
    },
    /// Enter what an instrument shows, or set a number, in thousandths of the object's unit.
    EnterValue {
        gauge: ObjectId,
        milli: i64,
    },
    /// Mark a place while inspecting.
    Mark {
        object: ObjectId,
    },
    /// Decide on a card, in the order asked for; or say a reply.
    Choose {
        answers: Vec<AnswerId>,
    },
    /// Use the carried item on something.
    Use {
        tool: ObjectId,
        on: ObjectId,
    },
    /// Type a short text or a number into the open card.
    Type {
        text: String,
    },
    /// Hand in the open form: every field with what stands in it, a choice with its id.
    FillIn {
        fields: Vec<(FieldId, String)>,
    },
    /// Sign what the open card says.
    Sign,
    /// Leave the current step out; only an optional one can be.
    SkipStep,
    /// Show the next rung of the hint ladder.
    AskHint,
    /// Read the mistake card and go on (rewinds where the response says so), or put a page away.
    Acknowledge,
    RestartStep,
    Pause,
    Resume,
    /// Leave the attempt; it can be continued.
    Leave,
    /// Take it up again after leaving or after a crash.
    Continue,
}
