//! Effects: what an author makes happen; and gestures: what a trainee can do to an object.

use crate::{Page, Quantity};
use ids::{ObjectId, PictureId, SoundId, StateId, TimerId, VariableId};
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
    /// Draw the eye to an object until it is unmarked.
    Mark {
        object: ObjectId,
        with: Emphasis,
    },
    Unmark {
        object: ObjectId,
    },
    /// Write an object's name beside it, with a line to it, until it is unmarked.
    Label {
        object: ObjectId,
        /// Also while something stands before it.
        through_walls: bool,
    },
    /// Show an object through what is around it, which becomes as clear as glass, until it is unmarked.
    XRay {
        object: ObjectId,
        /// Only this becomes glass; none is everything else.
        through: Option<ObjectId>,
    },
    /// Cut away so much of an object from one side, thousandths; none makes it whole.
    Section {
        object: ObjectId,
        from: Side,
        permille: u32,
        over_ms: u64,
    },
    /// Move an object's parts away from their middle; a thousand thousandths set them well apart, none together.
    Explode {
        object: ObjectId,
        permille: u32,
        /// Along this axis only; else each goes where it lies.
        axis: Option<Axis>,
        over_ms: u64,
    },
    /// Play a clip of the scene, once.
    PlayClip {
        clip: String,
    },
    StopClip {
        clip: String,
    },
    /// Particles at a node of the scene, for a time; for none, those that come out there stop.
    Particles {
        kind: Particles,
        node: String,
        lasts_ms: u64,
    },
    /// Move by so many millimetres along the scene's axes.
    Move {
        object: ObjectId,
        by_mm: [i64; 3],
        over_ms: u64,
    },
    /// Move to where another object is.
    MoveTo {
        object: ObjectId,
        to: ObjectId,
        over_ms: u64,
    },
    /// Turn further around an axis, thousandths of a degree.
    Rotate {
        object: ObjectId,
        axis: Axis,
        millideg: i64,
        over_ms: u64,
    },
    /// To so many thousandths of the modelled size.
    Scale {
        object: ObjectId,
        permille: u32,
        over_ms: u64,
    },
    /// Fix an object to another, so that it goes with it; none lets it go.
    Attach {
        object: ObjectId,
        to: Option<ObjectId>,
    },
    /// What a sign or a screen says.
    Write {
        text: String,
        on: ObjectId,
    },
    /// What picture a sign or a screen shows.
    ShowPicture {
        picture: PictureId,
        on: ObjectId,
    },
    Light {
        object: ObjectId,
        on: bool,
    },
    Alarm {
        on: bool,
    },
    /// What fills the place from now on; none clears it.
    Fog {
        fog: Option<Fog>,
        over_ms: u64,
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
    /// A person makes a gesture.
    Gesture {
        person: ObjectId,
        gesture: PersonGesture,
    },
    /// The trainee stands in a zone at once.
    Teleport {
        to: ObjectId,
    },
    /// The trainee looks at an object.
    TurnTrainee {
        to: ObjectId,
    },
    SetVariable {
        variable: VariableId,
        to: i64,
    },
    AddToVariable {
        variable: VariableId,
        by: i64,
    },
    /// Thousandths of the whole score, more or fewer.
    AddToScore {
        permille: i64,
    },
    StartTimer {
        timer: TimerId,
    },
    StopTimer {
        timer: TimerId,
    },
    /// Something to read, open until put away.
    ShowPage {
        page: Page,
    },
    /// Ends the attempt.
    Finish {
        ending: Ending,
    },
}

/// A way to draw the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// Seen through what stands before it, as is the outline.
    Highlight,
    Outline,
    /// Seen only as far as the thing itself is, as is the outline.
    HighlightInSight,
    OutlineInSight,
    Pointer,
    GhostHand,
}

/// What fills a place so that one sees less far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fog {
    pub kind: FogKind,
    /// From so far a twentieth of the light comes through, millimetres.
    pub visibility_mm: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FogKind {
    Mist,
    Smoke,
    Dust,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Particles {
    Steam,
    Smoke,
    Spray,
    Fire,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    X,
    Y,
    Z,
}

/// A side of an object in its own space, as seen by who stands before it: right is +X, the top +Y, the front +Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Front,
    Back,
    Left,
    Right,
    Top,
    Bottom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonGesture {
    Wave,
    Nod,
    ShakeHead,
    Beckon,
    Stop,
}

/// How an effect ends an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// By the score of what was done; what is still to do is left out.
    Scored,
    /// Not passed, whatever the score.
    Failed,
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
    Slide,
    Use,
    Aim,
    Read,
    Inspect,
    Talk,
}
