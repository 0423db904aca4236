//! Pictures of a module's own, and the places marked in them. Plain data: no pixels, no metres.

use ids::{MarkId, PictureId, StateId};
use serde::{Deserialize, Serialize};

/// The scene of a module whose place is made of its own pictures.
pub const PICTURES: &str = "pictures";

/// The whole width or height of a picture, in the unit of marks: thousandths of a per cent.
pub const WHOLE: i64 = 100_000;

/// A file in the module's own folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: PictureId,
    /// Its path in the module's folder, with `/` between the parts.
    pub file: String,
    pub kind: PictureKind,
    /// As a trainee reads it: "Pump room".
    pub name: String,
    /// What is to be seen, for who cannot see it.
    pub shows: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// Hangs in front of the trainee.
    Photo,
    /// Equirectangular, all the way round the trainee; its middle is straight ahead.
    Panorama,
}

/// A place in a picture: what objects of a module without a 3D scene are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub id: MarkId,
    pub picture: PictureId,
    /// Its corners, in order around it: from the left and from the top, of [`WHOLE`].
    pub corners: Vec<[i64; 2]>,
    /// The picture that one goes to through it.
    pub leads_to: Option<PictureId>,
    /// What is shown there in place of what the photo has.
    pub wears: Option<PictureId>,
    /// What is shown there in a state of its object.
    pub looks: Vec<(StateId, PictureId)>,
    /// What is shown where it was, once it is taken away; none lets the surroundings close over it.
    pub empty: Option<PictureId>,
}
