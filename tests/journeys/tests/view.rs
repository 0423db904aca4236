//! `practicum view`: somebody looks at a glTF file from all sides, inside it, in its looks and through its cameras, with mouse and keys.
//! What came of it is seen in the picture beside the panel.
//!
//! Start at [`a_file_is_looked_at`].

use anyhow::{Result, ensure};
use image::RgbImage;
use journeys::display::{Display, Window};
use journeys::eyes::LONGEST;
use journeys::program::Practicum;
use std::path::{Path, PathBuf};

/// Where the panel does not reach.
const BESIDE_PANEL_PX: u32 = 400;
/// On the picture.
const ROOM: [u32; 2] = [860, 420];
/// On the panel.
const PANEL: [u32; 2] = [180, 500];

#[test]
fn a_file_is_looked_at() -> Result<()> {
    let practicum = Practicum::new()?;
    let file = case(practicum.scratch())?;
    let display = Display::open()?;
    let mut window = display.viewer(&practicum, &file, "view")?;
    window.control("See it whole")?;
    window.wait("the file's own red", LONGEST, |window| Ok((n_like(&window.picture()?, RED) > 5_000).then_some(())))?;
    let mut seen = Seen::of(&mut window, "opened")?;

    window.keys(&["Left", "Left", "Up"])?;
    seen.changes(&mut window, "turned-by-keys")?;
    drags(&mut window)?;
    seen.changes(&mut window, "turned-by-mouse")?;
    window.wheels(3)?;
    seen.changes(&mut window, "nearer")?;
    window.keys(&["f"])?;
    seen.changes(&mut window, "whole")?;

    for (keys, back, name) in [
        (&["c"][..], &["c", "c", "c"][..], "cut"),
        (&["e"], &["e"], "apart"),
        (&["x"], &["x"], "glass"),
        (&["m"], &["m"], "magnified"),
    ] {
        window.moves_to(ROOM)?;
        window.keys(keys)?;
        let whole = seen.picture.clone();
        seen.changes(&mut window, name)?;
        window.keys(back)?;
        seen.returns_to(&mut window, whole)?;
    }

    chooses(&mut window, "Blue")?;
    seen.changes(&mut window, "variant")?;
    ensure!(n_like(&seen.picture, BLUE) > 5_000 && n_like(&seen.picture, RED) == 0, "it wears the variant");
    let closed = seen.picture.clone();
    chooses(&mut window, "Open")?;
    seen.moves(&mut window, "clip")?;
    chooses(&mut window, "At rest")?;
    seen.returns_to(&mut window, closed)?;
    chooses(&mut window, "Plan")?;
    seen.changes(&mut window, "parallel-camera")?;
    chooses(&mut window, "Before")?;
    seen.changes(&mut window, "camera")?;
    drags(&mut window)?;
    seen.changes(&mut window, "by-hand-again")?;
    ensure!(window.told()?.control("By hand").is_some_and(|by_hand| by_hand.is_chosen), "who turns it leaves the camera");
    window.keys(&["p"])?;
    window.is_gone("See it whole")?;
    window.keep_picture("without-panel")?;
    window.keys(&["Escape"])?;
    window.ends_well()
}

/// Turns it by hand.
fn drags(window: &mut Window<'_>) -> Result<()> {
    window.moves_to(ROOM)?;
    window.button_down("1")?;
    window.moves_to([ROOM[0] + 120, ROOM[1] + 40])?;
    window.button_up("1")
}

/// Clicks one of the things that the file has, where the panel shows it.
fn chooses(window: &mut Window<'_>, name: &str) -> Result<()> {
    window.moves_to(PANEL)?;
    window.wheels_down(30)?;
    window.clicks_on(name)?;
    window.moves_to(ROOM)
}

/// The picture beside the panel, as it was last.
struct Seen {
    picture: RgbImage,
}

impl Seen {
    fn of(window: &mut Window<'_>, name: &str) -> Result<Self> {
        window.rests_sharply()?;
        window.keep_picture(name)?;
        Ok(Self { picture: window.picture()? })
    }

    /// Waits until it is another one, and stays so.
    fn changes(&mut self, window: &mut Window<'_>, name: &str) -> Result<()> {
        self.moves(window, name)?;
        *self = Self::of(window, name)?;
        Ok(())
    }

    /// Waits until it is as it was before, but for a few edges.
    fn returns_to(&mut self, window: &mut Window<'_>, before: RgbImage) -> Result<()> {
        let changed = n_different(&before, &self.picture);
        window.wait("the picture as it was before", LONGEST, |window| {
            Ok((n_different(&before, &window.picture()?) * 4 < changed).then_some(()))
        })?;
        window.rests_sharply()?;
        self.picture = window.picture()?;
        Ok(())
    }

    /// Waits until it is another one.
    fn moves(&mut self, window: &mut Window<'_>, name: &str) -> Result<()> {
        self.picture = window.wait(&format!("another picture, {name}"), LONGEST, |window| {
            let picture = window.picture()?;
            Ok((n_different(&self.picture, &picture) > 1_000).then_some(picture))
        })?;
        window.keep_picture(name)?;
        Ok(())
    }
}

fn n_different(a: &RgbImage, b: &RgbImage) -> usize {
    let pairs = a.enumerate_pixels().zip(b.pixels()).filter(|((x, ..), _)| *x > BESIDE_PANEL_PX);
    pairs.filter(|((_, _, a), b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 24)).count()
}

/// Which of its channels a colour has more of than the others together, by far.
const RED: usize = 0;
const BLUE: usize = 2;

fn n_like(picture: &RgbImage, channel: usize) -> usize {
    let outshines = |pixel: &[u8; 3]| {
        let others = pixel.iter().enumerate().filter(|(other, _)| *other != channel).map(|(_, value)| u16::from(*value));
        u16::from(pixel[channel]) > others.sum::<u16>() + 30
    };
    picture.enumerate_pixels().filter(|(x, _, pixel)| *x > BESIDE_PANEL_PX && outshines(&pixel.0)).count()
}

/// A closed case of two halves that a clip opens, red, or blue as a variant, with a camera before it and a parallel one above.
fn case(folder: &Path) -> Result<PathBuf> {
    let (mut positions, mut normals, mut indices) = (Vec::new(), Vec::new(), Vec::<u16>::new());
    for (axis, sign) in (0..3).flat_map(|axis| [(axis, 1.0_f32), (axis, -1.0)]) {
        let first = positions.len() as u16;
        for (u, v) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            let (mut position, mut normal) = ([0.0; 3], [0.0; 3]);
            (position[axis], position[(axis + 1) % 3], position[(axis + 2) % 3]) = (sign * 0.5, sign * u * 0.5, v * 0.5);
            normal[axis] = sign;
            positions.push(position);
            normals.push(normal);
        }
        indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
    }
    let floats = positions.concat().into_iter().chain(normals.concat());
    let times_and_places = [0.0, 2.0, 0.0, 0.35, 0.0, 0.0, 1.2, 0.0];
    let floats: Vec<u8> = floats.chain(times_and_places).flat_map(f32::to_le_bytes).collect();
    let bytes: Vec<u8> = floats.into_iter().chain(indices.into_iter().flat_map(u16::to_le_bytes)).collect();
    std::fs::write(folder.join("case.bin"), &bytes)?;
    let file = folder.join("case.gltf");
    std::fs::write(&file, CASE.replace("BYTES", &bytes.len().to_string()))?;
    Ok(file)
}

const CASE: &str = r#"{
  "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0, 1, 3, 4]}],
  "extensionsUsed": ["KHR_materials_variants"],
  "extensions": {"KHR_materials_variants": {"variants": [{"name": "Blue"}]}},
  "nodes": [
    {"name": "Base", "mesh": 0, "scale": [1.2, 0.3, 0.8]},
    {"name": "Lid", "mesh": 0, "scale": [1.2, 0.3, 0.8], "translation": [0, 0.35, 0], "children": [2]},
    {"name": "Knob", "mesh": 0, "scale": [0.1, 0.4, 0.1], "translation": [0.2, 0.6, 0]},
    {"name": "Before", "camera": 0, "translation": [0, 0.2, 3]},
    {"name": "Plan", "camera": 1, "translation": [0, 3, 0], "rotation": [-0.7071068, 0, 0, 0.7071068]}
  ],
  "cameras": [
    {"type": "perspective", "perspective": {"yfov": 0.7, "znear": 0.1}},
    {"type": "orthographic", "orthographic": {"xmag": 1.5, "ymag": 0.9, "znear": 0.1, "zfar": 10}}
  ],
  "materials": [
    {"pbrMetallicRoughness": {"baseColorFactor": [0.7, 0.02, 0.02, 1], "metallicFactor": 0, "roughnessFactor": 0.7}},
    {"pbrMetallicRoughness": {"baseColorFactor": [0.02, 0.04, 0.7, 1], "metallicFactor": 0, "roughnessFactor": 0.7}}
  ],
  "meshes": [{"primitives": [{
    "attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2, "material": 0,
    "extensions": {"KHR_materials_variants": {"mappings": [{"material": 1, "variants": [0]}]}}
  }]}],
  "animations": [{"name": "Open",
    "channels": [{"sampler": 0, "target": {"node": 1, "path": "translation"}}],
    "samplers": [{"input": 3, "output": 4}]}],
  "accessors": [
    {"bufferView": 0, "componentType": 5126, "count": 24, "type": "VEC3", "min": [-0.5, -0.5, -0.5], "max": [0.5, 0.5, 0.5]},
    {"bufferView": 0, "byteOffset": 288, "componentType": 5126, "count": 24, "type": "VEC3"},
    {"bufferView": 1, "componentType": 5123, "count": 36, "type": "SCALAR"},
    {"bufferView": 2, "componentType": 5126, "count": 2, "type": "SCALAR", "min": [0], "max": [2]},
    {"bufferView": 2, "byteOffset": 8, "componentType": 5126, "count": 2, "type": "VEC3"}
  ],
  "bufferViews": [
    {"buffer": 0, "byteLength": 576},
    {"buffer": 0, "byteOffset": 608, "byteLength": 72},
    {"buffer": 0, "byteOffset": 576, "byteLength": 32}
  ],
  "buffers": [{"uri": "case.bin", "byteLength": BYTES}]
}"#;
