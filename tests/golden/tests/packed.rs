//! Pictures that stay packed on the card: drawn from blocks of each kind that the adapter reads, and unpacked, in 64 x 64 pixels.

use glam::Vec3;
use golden::files::File;
use golden::{Shot, check, difference, draw, gpu, keep, project_root, view};
use image::RgbaImage;
use render::wgpu::Features;
use render::{Blocks, Environment, Tier};
use serde_json::{Value, json};

/// Mean FLIP between one picture drawn from blocks and from plain pixels. Blocks of 16 bytes lose next to nothing of these ramps: at
/// most 0.01. In 8 bytes stand two colours of 16 bits and steps between them: ramps in two directions differ by 0.02 to 0.05, and by
/// 0.08 on the low tier, which reads smaller levels, whose blocks hold steeper ramps. Channels in a wrong place make far more, as the
/// test of colours makes sure.
const FINE_ERROR_MAX: f32 = 0.02;
const COARSE_ERROR_MAX: f32 = 0.1;

/// A square that reads this picture in every way there is, behind it and small another.
fn scene(name: &str, material: &Value) -> File {
    let bytes = std::fs::read(project_root().join(format!("engine/gltf_import/tests/files/{name}.ktx2")));
    let bytes = bytes.expect("the packed picture is there");
    let lamp = json!({ "type": "directional", "intensity": 3.0 });
    let mut file = File::new(
        &["KHR_texture_basisu", "KHR_lights_punctual", "KHR_materials_specular"],
        json!({
            "materials": [material],
            "textures": [{ "extensions": { "KHR_texture_basisu": { "source": 0 } } }],
            "nodes": [
                { "mesh": 0 },
                { "mesh": 0, "translation": [0.9, 1.0, 0.2], "scale": [0.12, 0.12, 1.0] },
                { "rotation": [-0.2, 0.2, 0.0, 0.959_166_3], "extensions": { "KHR_lights_punctual": { "light": 0 } } },
            ],
            "scenes": [{ "nodes": [0, 1, 2] }],
            "extensions": { "KHR_lights_punctual": { "lights": [lamp] } },
        }),
    );
    let view = file.view(&bytes, &Value::Null);
    file.json["images"] = json!([{ "bufferView": view, "mimeType": "image/ktx2" }]);
    let square = file.square();
    file.json["meshes"] = json!([{ "primitives": [square] }]);
    file
}

/// From blocks of this kind; none, which is counted, where the adapter reads no such.
fn seen_from(blocks: Blocks, name: &str, material: &Value, tier: Tier) -> Option<RgbaImage> {
    let needs = match blocks {
        Blocks::Plain => Features::empty(),
        Blocks::Bc1 | Blocks::Bc => Features::TEXTURE_COMPRESSION_BC,
        Blocks::Etc2 => Features::TEXTURE_COMPRESSION_ETC2,
    };
    let mut gpu = gpu();
    if !gpu.device.features().contains(needs) {
        println!("SKIPPED: {} reads no blocks of {blocks:?}", gpu.adapter_name);
        return None;
    }
    gpu.blocks = blocks;
    let camera = view(Vec3::new(0.3, 0.2, 3.4), Vec3::new(0.1, 0.1, 0.0), 45.0);
    Some(draw(&gpu, scene(name, material).scene(), &Shot::of([64, 64], tier, camera, Environment::default())))
}

fn compare(shown: &str, name: &str, material: &Value, tier: Tier) -> RgbaImage {
    let plain = seen_from(Blocks::Plain, name, material, tier).expect("any adapter reads plain pixels");
    check(&format!("packed_{shown}"), &plain);
    for blocks in [Blocks::Bc1, Blocks::Bc, Blocks::Etc2] {
        let Some(seen) = seen_from(blocks, name, material, tier) else { continue };
        let (mean, differs) = difference(&plain, &seen);
        let is_fine = blocks == Blocks::Bc && !name.starts_with("etc1s");
        let most = if is_fine { FINE_ERROR_MAX } else { COARSE_ERROR_MAX };
        println!("{shown} from {blocks:?}: {mean:.4}");
        if mean > most {
            let seen = keep(&format!("packed_{shown}_{blocks:?}.seen.png"), &seen);
            keep(&format!("packed_{shown}_{blocks:?}.differs.png"), &differs);
            panic!("{shown} from {blocks:?} differs by {mean:.4} where {most} is allowed, see {}", seen.display());
        }
    }
    plain
}

#[test]
fn colours_look_alike_from_any_blocks() {
    let material = json!({ "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 }, "metallicFactor": 0 } });
    compare("colour_coarse", "etc1s-levels", &material, Tier::Medium);
    let mut seen = compare("colour", "uastc-levels", &material, Tier::Medium);
    let right = seen.clone();
    seen.pixels_mut().for_each(|pixel| pixel.0.swap(0, 1));
    assert!(difference(&right, &seen).0 > 1.5 * COARSE_ERROR_MAX, "{}", difference(&right, &seen).0);
    compare("colour_low", "uastc-levels", &material, Tier::Low);
}

#[test]
fn each_use_finds_its_channels_in_any_blocks() {
    let material = json!({
        "pbrMetallicRoughness": { "baseColorFactor": [0.7, 0.7, 0.7, 1.0], "metallicRoughnessTexture": { "index": 0 } },
        "normalTexture": { "index": 0, "scale": 0.6 },
    });
    compare("normal_and_metal", "uastc-levels", &material, Tier::Medium);
    let material = json!({
        "pbrMetallicRoughness": { "baseColorFactor": [0.1, 0.1, 0.1, 1.0], "metallicFactor": 0, "roughnessFactor": 0.4 },
        "occlusionTexture": { "index": 0 },
        "emissiveTexture": { "index": 0 },
        "emissiveFactor": [0.4, 0.4, 0.4],
        "extensions": { "KHR_materials_specular": { "specularTexture": { "index": 0 } } },
    });
    compare("light_and_layers", "uastc-levels-alpha", &material, Tier::Medium);
}

#[test]
fn what_lets_light_through_looks_alike_from_any_blocks() {
    let material = json!({ "alphaMode": "BLEND", "doubleSided": true,
        "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 }, "metallicFactor": 0 } });
    compare("cover", "uastc-levels-alpha", &material, Tier::Medium);
    let material = json!({ "alphaMode": "MASK",
        "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 }, "metallicFactor": 0 } });
    compare("mask", "uastc-levels-alpha", &material, Tier::Medium);
}
