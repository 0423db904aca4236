//! The reception from four cameras, on both tiers: what a trainee sees.

use golden::{check, clinic, gpu_of};
use image::RgbaImage;
use render::{Backend, Tier, View};

const SIZE_PX: [u32; 2] = [480, 270];

#[test]
fn from_the_entrance() {
    check("reception_entrance_full", &photographed(Tier::Medium, clinic::from_the_entrance()));
    check("reception_entrance_low", &photographed(Tier::Low, clinic::from_the_entrance()));
}

/// As old drivers and virtual machines draw it.
#[test]
fn from_the_entrance_without_vulkan() {
    if let Some(gpu) = gpu_of(Backend::OpenGl) {
        let seen = clinic::photographed_with(&gpu, Tier::Low, clinic::from_the_entrance(), SIZE_PX);
        check("reception_entrance_opengl", &seen);
    }
}

#[test]
fn from_behind_the_counter() {
    check("reception_counter", &photographed(Tier::Medium, clinic::from_behind_the_counter()));
}

#[test]
fn close_to_the_wall_of_signs() {
    check("reception_signs", &photographed(Tier::Medium, clinic::close_to_the_wall_of_signs()));
}

#[test]
fn along_the_corridor() {
    check("corridor", &photographed(Tier::Medium, clinic::along_the_corridor()));
}

fn photographed(tier: Tier, view: View) -> RgbaImage {
    clinic::photographed(tier, view, SIZE_PX)
}
