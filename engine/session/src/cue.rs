//! Cues: what the stage should show, say or play.

use curriculum::Quantity;
use ids::{MistakeId, ObjectId, SoundId, StateId, StepId};

/// One thing to show, say or play. After [`Cue::Reset`] everything must be shown as [`crate::World`] says, at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    Caption {
        text: String,
        by: Option<ObjectId>,
    },
    Sound {
        sound: SoundId,
    },
    StateChanged {
        object: ObjectId,
        to: StateId,
    },
    AngleChanged {
        object: ObjectId,
        millideg: i64,
    },
    NumberChanged {
        object: ObjectId,
        from: Quantity,
        to: Quantity,
        over_ms: u64,
    },
    /// Taken into the trainee's hand.
    Taken {
        item: ObjectId,
    },
    /// Put into a socket or zone.
    Placed {
        item: ObjectId,
        into: ObjectId,
    },
    /// Back where the scene has it.
    PutBack {
        item: ObjectId,
    },
    /// Put on a person.
    Worn {
        item: ObjectId,
        by: ObjectId,
    },
    Shown {
        object: ObjectId,
    },
    Hidden {
        object: ObjectId,
    },
    Marked {
        object: ObjectId,
    },
    Pressed {
        object: ObjectId,
    },
    ClipPlayed {
        clip: String,
    },
    PersonWalks {
        person: ObjectId,
        to: ObjectId,
    },
    PersonFaces {
        person: ObjectId,
        to: ObjectId,
    },
    PersonPoints {
        person: ObjectId,
        at: ObjectId,
    },
    StepStarted {
        step: StepId,
    },
    /// Only after the fact is on disk.
    StepDone {
        step: StepId,
    },
    MistakeShown {
        mistake: MistakeId,
    },
    HintShown {
        point: Option<ObjectId>,
    },
    /// The world was rewound, restarted or restored.
    Reset,
    Finished,
}
