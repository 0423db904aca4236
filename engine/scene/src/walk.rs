//! A person on the floor: walls and furniture that stop them, and the way from here to there.
//!
//! An artist marks what stops people with the extra `collide` and what they walk on with `floor`, on a node with a mesh or on any
//! node above it (the nearest one decides). People are upright cylinders ([`Person`]). One storey: floors above one another are not told
//! apart by [`NavGrid`]. Does not know who walks or why. Start at [`slide`] for walking by hand, at [`NavGrid::path`] for going
//! somewhere.

mod colliders;
mod nav_grid;
mod outline;
mod slide;

pub use colliders::Colliders;
pub use nav_grid::NavGrid;
pub use slide::slide;

/// The cylinder that stands for anybody who walks.
pub struct Person;

impl Person {
    pub const RADIUS_M: f32 = 0.25;
    pub const HEIGHT_M: f32 = 1.7;
    /// What is no higher than this is stepped over.
    pub const STEP_M: f32 = 0.15;
}
