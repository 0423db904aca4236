//! The state of every object: what the stage must show, without any geometry.

use curriculum::{Axis, Emphasis, Fog, Particles, Quantity, Side};
use ids::{ObjectId, PictureId, StateId};
use serde::{Deserialize, Serialize};

/// The state of every object of the module, in the module's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct World {
    pub objects: Vec<ObjectState>,
    /// The item in the trainee's hand.
    pub carried: Option<ObjectId>,
    /// An alarm sounds.
    pub alarm: bool,
    /// What fills the place beside what it is modelled with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fog: Option<Fog>,
    /// Particles that come out of something, some perhaps for no longer than until now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blowing: Vec<Blowing>,
}

/// Steam, smoke, spray or fire out of a node of the scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blowing {
    pub kind: Particles,
    pub node: String,
    pub lasts_ms: u64,
    /// Attempt milliseconds.
    pub until_ms: u64,
}

impl World {
    /// Particles come out of a node from now on; for no time at all, they stop.
    pub(crate) fn blow(&mut self, kind: Particles, node: &str, lasts_ms: u64, now_ms: u64) {
        self.blowing.retain(|blowing| (blowing.kind, &*blowing.node) != (kind, node));
        self.blow_off(now_ms);
        let until_ms = now_ms.saturating_add(lasts_ms);
        let blowing = Blowing { kind, node: node.to_owned(), lasts_ms, until_ms };
        self.blowing.extend((lasts_ms > 0).then_some(blowing));
    }

    /// What has stopped by now is forgotten.
    pub(crate) fn blow_off(&mut self, now_ms: u64) {
        self.blowing.retain(|blowing| blowing.until_ms > now_ms);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectState {
    pub id: ObjectId,
    pub state: Option<StateId>,
    pub place: Place,
    /// What a gauge shows; while it moves, where it moves to.
    pub shows: Option<Quantity>,
    /// Where the number came from, and when the move began and ends (attempt milliseconds); equal times mean it stands.
    pub moving: Option<(Quantity, u64, u64)>,
    /// A knob's angle in thousandths of a degree.
    pub angle_millideg: i64,
    pub visible: bool,
    /// Marked while inspecting.
    pub marked: bool,
    /// The eye is drawn to it.
    pub emphasis: Option<Emphasis>,
    /// How effects moved it from where it would be.
    pub pose: Pose,
    /// What effects wrote on it; none is as modelled.
    pub text: Option<String>,
    /// The picture that effects put on it; none is as modelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
    /// Whether effects lit it or put it out; none is as modelled.
    pub lit: Option<bool>,
    /// How effects show its name and what is inside it.
    #[serde(default, skip_serializing_if = "Looks::is_plain")]
    pub looks: Looks,
}

/// How effects show an object's name and what is inside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    pub label: Option<Label>,
    pub x_ray: Option<XRay>,
    pub cut: Option<Section>,
    pub apart: Option<Apart>,
}

/// Its name stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub through_walls: bool,
}

/// It is seen through this, or through everything else, as if that were glass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct XRay {
    pub through: Option<ObjectId>,
}

/// So much of it is cut away from a side, thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub from: Side,
    pub permille: u32,
}

/// How far its parts stand from each other, thousandths of well apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    pub permille: u32,
    pub axis: Option<Axis>,
}

impl Looks {
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// As it was before its name or its inside was shown; parts stay where they are.
    pub(crate) fn unmark(&mut self) {
        *self = Self { apart: self.apart, ..Self::default() };
    }
}

/// How effects moved an object, in whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pose {
    /// Where another object is, instead of its own place.
    pub at: Option<ObjectId>,
    pub offset_mm: [i64; 3],
    /// Around x, y and z, thousandths of a degree.
    pub turned_millideg: [i64; 3],
    /// Thousandths of the modelled size.
    pub scale_permille: u32,
    /// Goes where this one goes.
    pub attached_to: Option<ObjectId>,
}

impl Default for Pose {
    fn default() -> Self {
        Self { at: None, offset_mm: [0; 3], turned_millideg: [0; 3], scale_permille: 1_000, attached_to: None }
    }
}

impl Pose {
    pub(crate) fn move_by(&mut self, by_mm: [i64; 3]) {
        for (offset_mm, by_mm) in self.offset_mm.iter_mut().zip(by_mm) {
            *offset_mm = offset_mm.saturating_add(by_mm);
        }
    }

    pub(crate) fn turn(&mut self, axis: Axis, millideg: i64) {
        let idx = match axis {
            Axis::X => 0,
            Axis::Y => 1,
            Axis::Z => 2,
        };
        self.turned_millideg[idx] = self.turned_millideg[idx].saturating_add(millideg);
    }
}

/// Where an item is; a person who walked somewhere is `In` there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    AsModelled,
    In(ObjectId),
    Carried,
    /// On a person; `trainee` is oneself.
    Worn(ObjectId),
}

impl World {
    pub fn object(&self, id: &ObjectId) -> Option<&ObjectState> {
        self.objects.iter().find(|object| object.id == *id)
    }
}

impl ObjectState {
    /// What a gauge shows at a time, in its own unit: linear between the ends of a move, rounded towards its start.
    pub fn shown_at(&self, at_ms: u64) -> Option<Quantity> {
        let shows = self.shows?;
        let Some((from, begin_ms, end_ms)) = self.moving else { return Some(shows) };
        if at_ms >= end_ms || end_ms <= begin_ms {
            return Some(shows);
        }
        let done = i128::from(at_ms.saturating_sub(begin_ms));
        let whole = i128::from(end_ms - begin_ms);
        let milli = i128::from(from.milli) + (i128::from(shows.milli) - i128::from(from.milli)) * done / whole;
        Some(Quantity { milli: i64::try_from(milli).unwrap_or(shows.milli), unit: shows.unit })
    }
}
