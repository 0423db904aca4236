//! The harbour clinic as it is played: the scene, the light that lies beside it, and the cameras that look at it.

use crate::place::{self, Place};
use crate::{Shot, draw, gpu, view};
use glam::Vec3;
use image::RgbaImage;
use render::{Gpu, Tier, View};
use scene::{Image, Room, Scene};

pub use crate::place::exposure_ev;

const NAME: &str = "harbour-clinic";

/// From the entrance, as a trainee comes in.
pub fn from_the_entrance() -> View {
    view(Vec3::new(2.55, 1.55, 2.25), Vec3::new(-0.25, 1.12, -1.6), 51.47)
}

pub fn from_behind_the_counter() -> View {
    view(Vec3::new(-1.6, 1.6, -1.9), Vec3::new(0.9, 1.0, 1.6), 60.0)
}

pub fn close_to_the_wall_of_signs() -> View {
    view(Vec3::new(2.3, 1.5, -1.3), Vec3::new(2.6, 1.3, -2.6), 55.0)
}

pub fn along_the_corridor() -> View {
    view(Vec3::new(1.6, 1.6, -3.0), Vec3::new(1.5, 1.2, -8.0), 60.0)
}

/// The clinic with everybody at ease.
pub fn photographed(tier: Tier, view: View, size_px: [u32; 2]) -> RgbaImage {
    photographed_with(&gpu(), tier, view, size_px)
}

/// The same on a given adapter.
pub fn photographed_with(gpu: &Gpu, tier: Tier, view: View, size_px: [u32; 2]) -> RgbaImage {
    Place::read(NAME).seen(|scene, environment| draw(gpu, scene, &Shot::of(size_px, tier, view, environment)))
}

/// As it stands in the game.
pub fn scene() -> Scene {
    place::scene(NAME)
}

pub fn lightmap() -> Image {
    place::picture(NAME, "harbour-clinic.lightmap.png")
}

pub fn rooms() -> Vec<(Room, Image)> {
    place::rooms(NAME)
}
