//! The clinic beside its path-traced pictures: 256 samples a pixel of the very scene that is shipped, linear (made by
//! content/harbour-clinic/reference.py), on the tier that leaves nothing out. The light of both goes through the same tone map at the same exposure.

use glam::Vec3;
use golden::{
    clinic, difference, keep, project_root,
    reference::{shown, texel},
};
use image::{RgbaImage, imageops};
use render::{Tier, View};

/// What the project aims at, as mean FLIP error. Without baked light, other engines stand at 0.5.
const MEAN_MAX: f32 = 0.12;

/// A pixel of a path-traced picture is the mean light over its square; so the engine draws 1280 by 720, and squares are averaged.
const FINER: usize = 4;

#[test]
fn reception_from_the_entrance() {
    compare("entrance", clinic::from_the_entrance());
}

#[test]
fn reception_from_behind_the_counter() {
    compare("counter", clinic::from_behind_the_counter());
}

#[test]
fn corridor() {
    compare("corridor", clinic::along_the_corridor());
}

fn compare(name: &str, view: View) {
    let wanted = path_traced(name, clinic::exposure_ev(&clinic::scene()));
    let [width, height]: [u32; 2] = wanted.dimensions().into();
    let light = clinic::metered(Tier::High, view, [width * FINER as u32, height * FINER as u32]);
    let seen =
        RgbaImage::from_fn(width, height, |x, y| texel(shown(mean_light(&light, width as usize, [x as usize, y as usize]))));
    let (mean, differs) = difference(&wanted, &seen);
    println!("{name}: mean FLIP error {mean:.4}, at most {MEAN_MAX}");
    let path = keep(&format!("path_traced_{name}.png"), &beside_each_other([&wanted, &seen, &differs]));
    assert!(mean <= MEAN_MAX, "{name} differs from its path-traced picture by {mean:.4}; see {}", path.display());
}

/// Of the finer pixels in the square of one; `width` is the coarse picture's.
fn mean_light(light: &[f32], width: usize, [x, y]: [usize; 2]) -> Vec3 {
    let rows = (y * FINER..(y + 1) * FINER).map(|row| (row * width + x) * FINER * 4);
    let pixels = rows.flat_map(|start| light[start..start + FINER * 4].chunks_exact(4));
    pixels.map(Vec3::from_slice).sum::<Vec3>() / (FINER * FINER) as f32
}

/// Decoded as the lightmap is, exposed and tone mapped.
fn path_traced(name: &str, exposure_ev: f32) -> RgbaImage {
    let path = project_root().join(format!("content/harbour-clinic/reference/{name}.png"));
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
