//! A module's own pictures: their files looked at, their pixels, and the place that is made of them.
//!
//! Start at [`look_at`] for what a check needs, at [`place::place_of`] for the scene, at [`hang::hang`] for pictures on signs.

mod files;
mod hang;
mod lay;
mod place;
mod shapes;
mod textures;

pub use files::{decoded, look_at};
pub(crate) use hang::hang;
pub use lay::lay;
pub(crate) use place::place_of;
pub use textures::Textures;
