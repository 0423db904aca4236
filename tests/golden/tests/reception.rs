//! The reception from four cameras, on both tiers: what a trainee sees.

use golden::{check, clinic};
use image::RgbaImage;
use render::{Tier, View};

#[test]
fn from_the_entrance() {
    check("reception_entrance_full", &photographed(Tier::Medium, clinic::from_the_entrance()));
    check("reception_entrance_low", &photographed(Tier::Low, clinic::from_the_entrance()));
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
    clinic::photographed(tier, view, [480, 270])
}
