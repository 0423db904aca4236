//! Loading a large glTF file, split into reading it from disk, decoding it, and uploading it to the graphics card.
//!
//! The file is made here: grids with normals and coordinates, and pictures that compress as photos do. Start at [`measure`].

use super::percentile;
use crate::share_out::share_out;
use anyhow::{Context, Result};
use gltf_import::{Limits, import_shared};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use render::{Environment, Gpu, GpuOptions, OffscreenTarget, Renderer, SceneGpu, Tier};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

const FILE_BYTES: usize = 50_000_000;
const N_PICTURES: usize = 2;
const PICTURE_PX: u32 = 2048;
/// Along each side of a grid.
const GRID: u32 = 128;

/// Loads it a few times and prints the medians, a line for each number.
pub fn measure(scratch: &Path, quick: bool, out: &mut dyn Write) -> Result<()> {
    let path = scratch.join("large.glb");
    let file = large_file(if quick { FILE_BYTES / 10 } else { FILE_BYTES })?;
    let megabytes = file.len() as f64 / 1e6;
    std::fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))?;
    let (gpu, _) = Gpu::new(&GpuOptions::default())?;
    let mut renderer = Renderer::new(&gpu, OffscreenTarget::FORMAT, Tier::Low);
    renderer.set_share_out(share_out);
    let mut took: [Vec<f64>; 4] = Default::default();
    for _ in 0..if quick { 1 } else { 3 } {
        let began = Instant::now();
        let bytes = std::fs::read(&path)?;
        let read_ms = since(began);
        let mut scene = import_shared(&bytes, &|_| None, &Limits::default(), &share_out)?.scene;
        let decoded_ms = since(began);
        let on_gpu = SceneGpu::upload(&gpu, &mut renderer, &mut scene, &Environment::default())?;
        gpu.wait();
        let whole_ms = since(began);
        drop(on_gpu);
        for (took, ms) in took.iter_mut().zip([whole_ms, read_ms, decoded_ms - read_ms, whole_ms - decoded_ms]) {
            took.push(ms);
        }
    }
    writeln!(out, "megabytes\t{megabytes}")?;
    for (name, mut took) in ["whole", "read", "decode", "upload"].into_iter().zip(took) {
        took.sort_by(f64::total_cmp);
        writeln!(out, "{name}\t{}", percentile(&took, 0.5))?;
    }
    Ok(())
}

fn since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

/// A glb of about so many bytes: pictures first, then as many grids as fit.
fn large_file(n_bytes: usize) -> Result<Vec<u8>> {
    let mut bin = Vec::new();
    let mut views = Vec::new();
    let mut view = |bin: &mut Vec<u8>, bytes: &[u8]| {
        views.push(json!({ "buffer": 0, "byteOffset": bin.len(), "byteLength": bytes.len() }));
        bin.extend_from_slice(bytes);
        bin.resize(bin.len().next_multiple_of(4), 0);
        views.len() - 1
    };
    let mut images = Vec::new();
    for seed in 0..N_PICTURES {
        let picture = picture(seed as u32 + 1)?;
        images.push(json!({ "bufferView": view(&mut bin, &picture), "mimeType": "image/png" }));
    }
    let (mut meshes, mut accessors): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    while bin.len() < n_bytes {
        let lists = grid(meshes.len() as f32);
        let kinds = [
            ("VEC3", 5126, GRID * GRID),
            ("VEC3", 5126, GRID * GRID),
            ("VEC2", 5126, GRID * GRID),
            ("SCALAR", 5125, n_corners()),
        ];
        let first = accessors.len();
        for (bytes, (kind, component, count)) in lists.iter().zip(kinds) {
            let view = view(&mut bin, bytes);
            accessors.push(json!({ "bufferView": view, "componentType": component, "count": count, "type": kind }));
        }
        let attributes = json!({ "POSITION": first, "NORMAL": first + 1, "TEXCOORD_0": first + 2 });
        let material = meshes.len() % N_PICTURES;
        meshes.push(json!({ "primitives": [{ "attributes": attributes, "indices": first + 3, "material": material }] }));
    }
    let textures: Vec<Value> = (0..N_PICTURES).map(|image| json!({ "source": image })).collect();
    let materials: Vec<Value> =
        (0..N_PICTURES).map(|index| json!({ "pbrMetallicRoughness": { "baseColorTexture": { "index": index } } })).collect();
    let nodes: Vec<Value> = (0..meshes.len()).map(|mesh| json!({ "mesh": mesh })).collect();
    let file = json!({
        "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": (0..nodes.len()).collect::<Vec<_>>() }],
        "nodes": nodes, "meshes": meshes, "materials": materials, "textures": textures, "images": images,
        "accessors": accessors, "bufferViews": views, "buffers": [{ "byteLength": bin.len() }],
    });
    Ok(glb(file.to_string().into_bytes(), &bin))
}

fn glb(mut json: Vec<u8>, bin: &[u8]) -> Vec<u8> {
    json.resize(json.len().next_multiple_of(4), b' ');
    let mut bytes = b"glTF\x02\0\0\0".to_vec();
    bytes.extend(((12 + 8 + json.len() + 8 + bin.len()) as u32).to_le_bytes());
    for (kind, content) in [(b"JSON", json.as_slice()), (b"BIN\0", bin)] {
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes.extend(kind);
        bytes.extend(content);
    }
    bytes
}

/// Waves with a grain, as photos have.
fn picture(seed: u32) -> Result<Vec<u8>> {
    let mut grain = seed;
    let mut rgb = Vec::with_capacity((PICTURE_PX * PICTURE_PX * 3) as usize);
    for at in 0..PICTURE_PX * PICTURE_PX {
        let (x, y) = ((at % PICTURE_PX) as f32, (at / PICTURE_PX) as f32);
        let wave = 110.0 + 50.0 * (x * 0.011).sin() + 40.0 * (y * 0.007).cos();
        for channel in 0..3_u8 {
            // A linear congruential generator: Numerical Recipes, chapter 7.
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            rgb.push(wave as u8 + channel * 9 + (grain >> 29) as u8);
        }
    }
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Sub);
    encoder.write_image(&rgb, PICTURE_PX, PICTURE_PX, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

fn n_corners() -> u32 {
    (GRID - 1) * (GRID - 1) * 6
}

/// Positions, normals, coordinates and indices of a grid that stands at `x`.
fn grid(x: f32) -> [Vec<u8>; 4] {
    let floats = |of: &dyn Fn(f32, f32) -> Vec<f32>| -> Vec<u8> {
        let places = (0..GRID * GRID).map(|at| ((at % GRID) as f32 / GRID as f32, (at / GRID) as f32 / GRID as f32));
        places.flat_map(|(u, v)| of(u, v)).flat_map(f32::to_le_bytes).collect()
    };
    let cells = (0..(GRID - 1) * (GRID - 1)).map(|cell| cell / (GRID - 1) * GRID + cell % (GRID - 1));
    let corners = cells.flat_map(|at| [at, at + GRID, at + 1, at + 1, at + GRID, at + GRID + 1]);
    [
        floats(&|u, v| vec![x + u, 0.1 * (u * 9.0).sin(), v]),
        floats(&|_, _| vec![0.0, 1.0, 0.0]),
        floats(&|u, v| vec![u, v]),
        corners.flat_map(u32::to_le_bytes).collect(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measured_file_is_a_good_one() {
        let file = large_file(16_000_000).unwrap();
        let imported = import_shared(&file, &|_| None, &Limits::default(), &share_out).unwrap();
        assert_eq!(imported.warnings, []);
        assert!(imported.scene.meshes.len() > 2 && imported.scene.images.len() == N_PICTURES);
    }
}
