//! Scenes beside their path-traced pictures: 256 samples a pixel of the very scene that is shipped, linear (made by
//! tools/content/reference.py), on the tier that leaves nothing out. The light of both goes through the same tone map at the same exposure.
//! The cameras stand in `reference/views.json`, which the script that made the pictures wrote.

use glam::Vec3;
use golden::{
    difference, keep,
    place::{Place, beside},
    reference::{shown, texel},
    view,
};
use image::{RgbaImage, imageops};
use render::{Tier, View};
use serde_json::Value;

/// What the project aims at, as mean FLIP error. Without baked light, other engines stand at 0.5.
const MEAN_MAX: f32 = 0.12;

/// A pixel of a path-traced picture is the mean light over its square; so the engine draws 1280 by 720, and squares are averaged.
const FINER: usize = 4;

#[test]
fn harbour_clinic() {
    compare("harbour-clinic");
}

#[test]
fn north_wing() {
    compare("north-wing");
}

#[test]
fn office() {
    compare("office");
}

#[test]
fn sterilization_room() {
    compare("sterilization-room");
}

/// All views of a scene, so that one that differs does not hide the next.
fn compare(scene: &str) {
    let bytes = std::fs::read(beside(scene, "reference/views.json")).expect("the scene has references");
    let noted: Value = serde_json::from_slice(&bytes).expect("the views are JSON");
    let views = noted["views"].as_array().expect("views are a list");
    assert!(!views.is_empty(), "{scene} has no view to compare");
    let too_far: Vec<String> = views.iter().filter_map(|noted| compare_view(scene, noted)).collect();
    assert!(too_far.is_empty(), "{}", too_far.join("\n"));
}

/// What is wrong with one view, if anything.
fn compare_view(scene: &str, noted: &Value) -> Option<String> {
    let name = noted["name"].as_str().expect("a view has a name");
    let absent = noted["absent"].as_array().expect("absent is a list").iter();
    let place = Place::read(scene).without(absent.map(|node| node.as_str().expect("nodes have names")));
    let wanted = path_traced(scene, name, place.exposure_ev());
    let [width, height]: [u32; 2] = wanted.dimensions().into();
    let light = place.metered(Tier::High, camera(noted), [width * FINER as u32, height * FINER as u32]);
    let seen =
        RgbaImage::from_fn(width, height, |x, y| texel(shown(mean_light(&light, width as usize, [x as usize, y as usize]))));
    let (mean, differs) = difference(&wanted, &seen);
    println!("{scene}, {name}: mean FLIP error {mean:.4}, at most {MEAN_MAX}");
    let path = keep(&format!("path_traced_{scene}_{name}.png"), &beside_each_other([&wanted, &seen, &differs]));
    (mean > MEAN_MAX)
        .then(|| format!("{scene}, {name} differs from its path-traced picture by {mean:.4}; see {}", path.display()))
}

fn camera(noted: &Value) -> View {
    let number = |value: &Value| value.as_f64().expect("a number") as f32;
    let point = |key: &str| Vec3::from_array(std::array::from_fn(|axis| number(&noted[key][axis])));
    view(point("eye"), point("target"), number(&noted["vfov_deg"]))
}

/// Of the finer pixels in the square of one; `width` is the coarse picture's.
fn mean_light(light: &[f32], width: usize, [x, y]: [usize; 2]) -> Vec3 {
    let rows = (y * FINER..(y + 1) * FINER).map(|row| (row * width + x) * FINER * 4);
    let pixels = rows.flat_map(|start| light[start..start + FINER * 4].chunks_exact(4));
    pixels.map(Vec3::from_slice).sum::<Vec3>() / (FINER * FINER) as f32
}

/// Decoded as the lightmap is, exposed and tone mapped.
fn path_traced(scene: &str, name: &str, exposure_ev: f32) -> RgbaImage {
    let path = beside(scene, &format!("reference/{name}.png"));
    let mut picture = image::open(path).expect("the path-traced picture is there").into_rgba8();
    for pixel in picture.pixels_mut() {
        let [r, g, b, a] = pixel.0.map(|byte| f32::from(byte) / 255.0);
        let root = Vec3::new(r, g, b) * a;
        let [r, g, b] = shown(root * root * (16.0 * exposure_ev.exp2())).to_array();
        pixel.0 = [r, g, b, 1.0].map(|value| (value * 255.0).round() as u8);
    }
    picture
}

/// Path-traced, drawn, and where they differ.
fn beside_each_other(pictures: [&RgbaImage; 3]) -> RgbaImage {
    let (width, height) = pictures[0].dimensions();
    let mut all = RgbaImage::new(width * pictures.len() as u32, height);
    for (i, picture) in pictures.into_iter().enumerate() {
        imageops::replace(&mut all, picture, i64::from(width) * i as i64, 0);
    }
    all
}
