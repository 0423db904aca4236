//! Cues: what the stage should show, say or play.

use curriculum::{Axis, Emphasis, Particles, PersonGesture, Quantity};
use ids::{InterruptionId, MistakeId, ObjectId, SoundId, StateId, StepId};

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
    /// A tool or key was used on something.
    Used {
        tool: ObjectId,
        on: ObjectId,
    },
    /// Draw the eye to it; none lets it rest.
    Emphasised {
        object: ObjectId,
        with: Option<Emphasis>,
    },
    /// Its name or its inside is shown otherwise, as its [`crate::Looks`] say.
    LooksChanged {
        object: ObjectId,
        over_ms: u64,
    },
    ClipPlayed {
        clip: String,
    },
    ClipStopped {
        clip: String,
    },
    /// Particles at a node of the scene; for no time, they stop.
    ParticlesStarted {
        kind: Particles,
        node: String,
        lasts_ms: u64,
    },
    /// It comes to stand as its [`crate::Pose`] says.
    Moved {
        object: ObjectId,
        over_ms: u64,
    },
    /// It turns further.
    Rotated {
        object: ObjectId,
        axis: Axis,
        millideg: i64,
        over_ms: u64,
    },
    Scaled {
        object: ObjectId,
        permille: u32,
        over_ms: u64,
    },
    Attached {
        object: ObjectId,
        to: Option<ObjectId>,
    },
    Written {
        text: String,
        on: ObjectId,
    },
    PictureShown {
        on: ObjectId,
    },
    LightChanged {
        object: ObjectId,
        on: bool,
    },
    AlarmChanged {
        on: bool,
    },
    /// What fills the place is what [`crate::World`] says from now on, after so long.
    FogChanged {
        over_ms: u64,
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
    PersonGestures {
        person: ObjectId,
        gesture: PersonGesture,
    },
    /// The trainee stands there at once.
    TraineeMoved {
        to: ObjectId,
    },
    /// The trainee looks there.
    TraineeTurned {
        to: ObjectId,
    },
    /// Something to read is open.
    PageShown,
    Interrupted {
        interruption: InterruptionId,
        /// It has a card that must be answered before going on.
        asks: bool,
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
