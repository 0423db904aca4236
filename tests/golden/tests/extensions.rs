//! Extensions of glTF and ways to store its numbers, each read from a file and drawn in a picture of 64 x 64 pixels. Layers of materials
//! have theirs in layers.rs.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use glam::{Mat4, Vec3};
use golden::files::File;
use golden::{Shot, check, draw, gpu, project_root, view};
use image::RgbaImage;
use render::{Environment, Tier};
use scene::Scene;
use serde_json::{Value, json};
use std::io::Cursor;

fn seen_from(scene: Scene, eye: Vec3, target: Vec3) -> RgbaImage {
    draw(&gpu(), scene, &Shot::of([64, 64], Tier::Medium, view(eye, target, 40.0), Environment::default()))
}

fn seen(scene: Scene) -> RgbaImage {
    seen_from(scene, Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO)
}

/// A file that shows one mesh of these primitives.
fn with_mesh(mut file: File, primitives: &Value) -> File {
    file.json["meshes"] = json!([{ "primitives": primitives }]);
    if file.json["nodes"].is_null() {
        file.json["nodes"] = json!([{ "mesh": 0 }]);
    }
    if file.json["scenes"].is_null() {
        let roots: Vec<usize> = (0..file.json["nodes"].as_array().map_or(0, Vec::len)).collect();
        file.json["scenes"] = json!([{ "nodes": roots }]);
    }
    file
}

/// A square in this material.
fn square(extensions: &[&str], entries: Value) -> File {
    let mut file = File::new(extensions, entries);
    let square = file.square();
    with_mesh(file, &json!([square]))
}

fn brightest(picture: &RgbaImage, x: u32, y: u32) -> Option<usize> {
    let pixel = picture.get_pixel(x, y).0;
    (0..3).max_by_key(|channel| pixel[*channel]).filter(|channel| pixel[*channel] > 60)
}

fn n_different(a: &RgbaImage, b: &RgbaImage) -> usize {
    a.pixels().zip(b.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 2)).count()
}

/// Four texels, red and green over blue and white, as a picture of this format.
fn texels(format: image::ImageFormat) -> Vec<u8> {
    let texels = [[230, 30, 30, 255], [30, 230, 30, 255], [30, 30, 230, 255], [230, 230, 230, 255]];
    let picture = RgbaImage::from_fn(8, 8, |x, y| image::Rgba(texels[(x / 4 + 2 * (y / 4)) as usize]));
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).expect("the picture can be packed");
    bytes
}

/// An unlit square with a picture, which stands in the file as `texture` says.
fn pictured(extensions: &[&str], bytes: &[u8], mime: &str, texture: Value, info: Value) -> RgbaImage {
    let mut used = extensions.to_vec();
    used.push("KHR_materials_unlit");
    let material = json!({ "pbrMetallicRoughness": { "baseColorTexture": info }, "extensions": { "KHR_materials_unlit": {} } });
    let mut file = square(&used, json!({ "materials": [material], "textures": [texture] }));
    let view = file.view(bytes, &Value::Null);
    file.json["images"] = json!([{ "bufferView": view, "mimeType": mime }]);
    seen(file.scene())
}

#[test]
fn coordinates_are_turned_and_scaled_before_the_picture_is_looked_up() {
    let info = json!({ "index": 0, "extensions": { "KHR_texture_transform": {
        "offset": [0.0, 1.0], "rotation": std::f32::consts::FRAC_PI_2, "scale": [1.0, 1.0]
    } } });
    let bytes = texels(image::ImageFormat::Png);
    let picture = pictured(&["KHR_texture_transform"], &bytes, "image/png", json!({ "source": 0 }), info);
    // Across the square runs the picture's upward way: it stands turned clockwise.
    let corners = [(20, 20), (44, 20), (44, 44)].map(|(x, y)| brightest(&picture, x, y));
    assert_eq!(corners, [Some(2), Some(0), Some(1)]);
    check("extension_texture_transform", &picture);
}

#[test]
fn pictures_packed_as_webp_and_ktx2() {
    let webp = json!({ "extensions": { "EXT_texture_webp": { "source": 0 } } });
    let bytes = texels(image::ImageFormat::WebP);
    let picture = pictured(&["EXT_texture_webp"], &bytes, "image/webp", webp, json!({ "index": 0 }));
    assert_eq!(
        [brightest(&picture, 20, 20), brightest(&picture, 44, 20), brightest(&picture, 20, 44)],
        [Some(0), Some(1), Some(2)]
    );
    check("extension_texture_webp", &picture);
    for name in ["etc1s", "uastc"] {
        let file = project_root().join(format!("engine/gltf_import/tests/files/{name}.ktx2"));
        let bytes = std::fs::read(file).expect("the packed picture is there");
        let ktx = json!({ "extensions": { "KHR_texture_basisu": { "source": 0 } } });
        let picture = pictured(&["KHR_texture_basisu"], &bytes, "image/ktx2", ktx, json!({ "index": 0 }));
        // Red to the right, green downwards.
        assert_eq!([brightest(&picture, 52, 14), brightest(&picture, 12, 48)], [Some(0), Some(1)], "{name}");
        check(&format!("extension_texture_basisu_{name}"), &picture);
    }
}

fn plain(base: [f32; 4], more: &Value) -> Value {
    let mut material =
        json!({ "pbrMetallicRoughness": { "baseColorFactor": base, "metallicFactor": 0, "roughnessFactor": 0.8 } });
    more.as_object().into_iter().flatten().for_each(|(key, value)| material[key] = value.clone());
    material
}

#[test]
fn light_that_surfaces_send_out_is_as_strong_as_said() {
    let of = |strength: f32| {
        let strong = json!({ "emissiveFactor": [0.05, 0.02, 0.0],
            "extensions": { "KHR_materials_emissive_strength": { "emissiveStrength": strength } } });
        let materials = json!({ "materials": [plain([0.0, 0.0, 0.0, 1.0], &strong)] });
        seen(square(&["KHR_materials_emissive_strength"], materials).scene())
    };
    let (weak, strong) = (of(1.0), of(8.0));
    assert!(strong.get_pixel(32, 32).0[0] > weak.get_pixel(32, 32).0[0] + 60);
    check("extension_emissive_strength", &strong);
}

#[test]
fn lamps_of_a_file_shine_from_where_they_are() {
    let lights = json!([
        { "type": "point", "color": [1, 0.1, 0.1], "intensity": 6 },
        { "type": "spot", "color": [0.1, 0.1, 1], "intensity": 30, "spot": { "innerConeAngle": 0.15, "outerConeAngle": 0.2 } },
        { "type": "directional", "color": [0.1, 1, 0.1], "intensity": 0.4 },
    ]);
    let at = |light: usize, place: [f32; 3]| json!({ "translation": place, "extensions": { "KHR_lights_punctual": { "light": light } } });
    let entries = json!({
        "materials": [plain([0.8, 0.8, 0.8, 1.0], &Value::Null)],
        "extensions": { "KHR_lights_punctual": { "lights": lights } },
        "nodes": [{ "mesh": 0 }, at(0, [-0.7, 0.6, 0.4]), at(1, [0.6, -0.5, 2.0]), at(2, [0.0, 0.0, 0.0])],
    });
    let picture = seen(square(&["KHR_lights_punctual"], entries).scene());
    assert_eq!([brightest(&picture, 17, 20), brightest(&picture, 45, 43)], [Some(0), Some(2)]);
    check("extension_lights_punctual", &picture);
}

#[test]
fn variants_and_what_is_not_seen() {
    let red = plain([0.7, 0.05, 0.05, 1.0], &Value::Null);
    let blue = plain([0.05, 0.05, 0.7, 1.0], &Value::Null);
    let entries = json!({
        "materials": [red, blue],
        "extensions": { "KHR_materials_variants": { "variants": [{ "name": "cold" }] } },
        "nodes": [
            { "mesh": 0, "scale": [0.5, 0.5, 1], "translation": [-0.6, 0, 0] },
            { "mesh": 0, "scale": [0.5, 0.5, 1], "translation": [0.6, 0, 0], "extensions": { "KHR_node_visibility": { "visible": false } } },
        ],
    });
    let mut file = square(&["KHR_materials_variants", "KHR_node_visibility"], entries);
    let mapped = json!({ "KHR_materials_variants": { "mappings": [{ "material": 1, "variants": [0] }] } });
    file.json["meshes"][0]["primitives"][0]["extensions"] = mapped;
    let mut scene = file.scene();
    let plainly = seen(scene.clone());
    assert_eq!([brightest(&plainly, 19, 32), brightest(&plainly, 45, 32)], [Some(0), None]);
    scene.choose_variant(scene.find_variant("cold"));
    let cold = seen(scene);
    assert_eq!(brightest(&cold, 19, 32), Some(2));
    check("extension_variants_and_visibility", &cold);
}

#[test]
fn clips_move_what_pointers_name() {
    let entries = json!({ "materials": [plain([0.7, 0.05, 0.05, 1.0], &Value::Null)] });
    let mut file = square(&["KHR_animation_pointer"], entries);
    let (times, colors) =
        (file.floats("SCALAR", &[0.0, 1.0]), file.floats("VEC4", &[0.7, 0.05, 0.05, 1.0, 0.05, 0.7, 0.05, 1.0]));
    let pointer = json!({ "pointer": "/materials/0/pbrMetallicRoughness/baseColorFactor" });
    file.json["animations"] = json!([{
        "channels": [{ "sampler": 0, "target": { "path": "pointer", "extensions": { "KHR_animation_pointer": pointer } } }],
        "samplers": [{ "input": times, "output": colors }],
    }]);
    let mut scene = file.scene();
    scene.animations[0].clone().sample(1.0).write(&mut scene);
    let picture = seen(scene);
    assert_eq!(brightest(&picture, 32, 32), Some(1));
    check("extension_animation_pointer", &picture);
}

#[test]
fn one_mesh_stands_in_many_places() {
    let entries = json!({
        "materials": [plain([0.6, 0.4, 0.1, 1.0], &Value::Null)],
        "nodes": [{ "mesh": 0 }],
    });
    let mut file = square(&["EXT_mesh_gpu_instancing"], entries);
    let places = file.floats("VEC3", &[-0.8, -0.8, 0.0, 0.8, 0.8, 0.0, 0.0, 0.0, 0.0]);
    let sizes = file.floats("VEC3", &[[0.3; 3], [0.3; 3], [0.2; 3]].concat());
    let (sin, cos) = std::f32::consts::FRAC_PI_8.sin_cos();
    let turns = file.floats("VEC4", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, sin, cos]);
    file.json["nodes"][0]["extensions"] =
        json!({ "EXT_mesh_gpu_instancing": { "attributes": { "TRANSLATION": places, "SCALE": sizes, "ROTATION": turns } } });
    let picture = seen(file.scene());
    let lit = |x: u32, y: u32| picture.get_pixel(x, y).0[0] > 60;
    assert!(lit(14, 50) && lit(50, 14) && lit(32, 32) && !lit(14, 14));
    check("extension_gpu_instancing", &picture);
}

/// Elements that meshoptimizer packed, and what it unpacks them to.
fn packed(name: &str) -> [Vec<u8>; 2] {
    let file = project_root().join("engine/gltf_import/tests/files/meshopt.json");
    let cases: Value = serde_json::from_slice(&std::fs::read(file).expect("the packed elements are there")).expect("it is JSON");
    let case = cases.as_array().into_iter().flatten().find(|case| case["name"] == name).expect("there is such a case");
    ["packed", "unpacked"].map(|key| BASE64_STANDARD.decode(case[key].as_str().unwrap_or_default()).expect("it is base64"))
}

/// A bumpy grid, from packed or from plain elements.
fn grid(extension: Option<(&str, &str)>) -> RgbaImage {
    let materials = json!({ "materials": [plain([0.3, 0.5, 0.7, 1.0], &Value::Null)] });
    let mut file = File::new(extension.map(|(name, _)| name).as_slice(), materials);
    let version = extension.map_or("floats, version 0", |(_, version)| version);
    let parts = [(version, 12, 289, "ATTRIBUTES", 5126, "VEC3"), ("grid, 2 bytes", 2, 1536, "TRIANGLES", 5123, "SCALAR")];
    let [positions, indices] = parts.map(|(name, stride, count, mode, component, kind)| {
        let [small, plain] = packed(name);
        let view = if let Some((extension, _)) = extension {
            let packed = file.view(&small, &Value::Null);
            let place = file.json["bufferViews"][packed].clone();
            let described = json!({ "buffer": 0, "byteOffset": place["byteOffset"], "byteLength": small.len(),
                "byteStride": stride, "count": count, "mode": mode });
            let more = json!({ "byteOffset": 0, "byteLength": plain.len(), "buffer": 1, "extensions": { extension: described } });
            file.view(&[], &more)
        } else {
            file.view(&plain, &Value::Null)
        };
        file.accessor(json!({ "bufferView": view, "componentType": component, "count": count, "type": kind }))
    });
    if let Some((extension, _)) = extension {
        let stand_in = json!({ "byteLength": 8192, "extensions": { extension: { "fallback": true } } });
        file.json["buffers"] = json!([{ "byteLength": file.bin.len(), "uri": "all.bin" }, stand_in]);
    }
    let grid = json!([{ "attributes": { "POSITION": positions }, "indices": indices, "material": 0 }]);
    seen_from(with_mesh(file, &grid).scene(), Vec3::new(0.5, 1.2, 1.9), Vec3::new(0.5, 0.0, 0.5))
}

#[test]
fn packed_meshes_look_as_they_do_unpacked() {
    let plain = grid(None);
    check("extension_meshopt", &plain);
    for extension in [("EXT_meshopt_compression", "floats, version 0"), ("KHR_meshopt_compression", "floats, version 1")] {
        assert_eq!(n_different(&grid(Some(extension)), &plain), 0, "{extension:?}");
    }
    for name in ["sequential", "edgebreaker"] {
        let file = project_root().join(format!("engine/gltf_import/tests/files/draco-{name}.glb"));
        let bytes = std::fs::read(file).expect("the packed mesh is there");
        let read = gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).expect("it can be read");
        let picture = seen_from(read.scene, Vec3::new(0.5, 1.2, 1.9), Vec3::new(0.5, 0.0, 0.5));
        check(&format!("extension_draco_{name}"), &picture);
    }
}

#[test]
fn numbers_are_stored_in_every_way() {
    // Squares of an eighth of a turn, each by another way: quantized and interleaved with colours of bytes; a strip; a fan; without
    // indices; the same with a corner that is stored apart.
    let mut file = File::new(&["KHR_mesh_quantization"], json!({ "materials": [plain([1.0, 1.0, 1.0, 1.0], &Value::Null)] }));
    let corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)];
    let interleaved: Vec<u8> = corners
        .iter()
        .zip([[255, 0, 0, 255], [255, 255, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]])
        .flat_map(|((x, y), color)| {
            let place = [*x, *y, 0, 0].map(|value: i16| (value * 16_000).to_le_bytes()).concat();
            [place, vec![0, 0, 127, 0], color.to_vec()].concat()
        })
        .collect();
    let view = file.view(&interleaved, &json!({ "byteStride": 16, "target": 34962 }));
    let mut part = |offset: usize, component: u32, kind: &str| {
        file.accessor(json!({ "bufferView": view, "byteOffset": offset, "componentType": component, "normalized": true, "count": 4, "type": kind }))
    };
    let (places, normals, colors) = (part(0, 5122, "VEC3"), part(8, 5120, "VEC3"), part(12, 5121, "VEC4"));
    let indices = file.shorts("SCALAR", 6, &[0, 1, 2, 0, 2, 3]);
    let quantized =
        json!({ "attributes": { "POSITION": places, "NORMAL": normals, "COLOR_0": colors }, "indices": indices, "material": 0 });
    let half = 0.488_f32;
    let place = |order: &[usize]| -> Vec<f32> {
        order.iter().flat_map(|i| [corners[*i].0 as f32 * half, corners[*i].1 as f32 * half, 0.0]).collect()
    };
    let mut listed = |order: &[usize], mode: u32| {
        let positions = file.floats("VEC3", &place(order));
        json!({ "attributes": { "POSITION": positions }, "mode": mode, "material": 0 })
    };
    let (strip, fan, list) = (listed(&[0, 1, 3, 2], 5), listed(&[0, 1, 2, 3], 6), listed(&[0, 1, 2, 0, 2, 3], 4));
    let (moved, to) = (file.view(&2_u16.to_le_bytes(), &Value::Null), file.view(&[0_u8; 12], &Value::Null));
    let whole = file.floats("VEC3", &place(&[0, 1, 2, 0, 2, 3]));
    let mut sparse = file.json["accessors"][whole].clone();
    sparse["sparse"] =
        json!({ "count": 1, "indices": { "bufferView": moved, "componentType": 5123 }, "values": { "bufferView": to } });
    let bent = file.accessor(sparse);
    let sparse = json!({ "attributes": { "POSITION": bent }, "material": 0 });
    let meshes: Vec<Value> =
        [quantized, strip, fan, list, sparse].into_iter().map(|primitive| json!({ "primitives": [primitive] })).collect();
    let nodes: Vec<Value> = [(-0.8, 0.8), (0.8, 0.8), (-0.8, -0.8), (0.8, -0.8), (0.0, 0.0)]
        .iter()
        .enumerate()
        .map(|(mesh, (x, y))| json!({ "mesh": mesh, "translation": [x, y, 0.0] }))
        .collect();
    file.json["nodes"] = json!(nodes);
    let mut file = with_mesh(file, &json!([]));
    file.json["meshes"] = json!(meshes);
    let picture = seen(file.scene());
    let lit = |x: u32, y: u32| picture.get_pixel(x, y).0[1] > 60;
    assert_eq!([brightest(&picture, 9, 23), brightest(&picture, 23, 9)], [Some(0), Some(1)], "colours of bytes");
    assert!(lit(50, 14) && lit(14, 50) && lit(50, 50), "strip, fan and list");
    assert!(lit(32, 39) && lit(28, 28) && !lit(40, 32), "the corner that is stored apart lies in the middle");
    check("stored_numbers", &picture);
}

#[test]
fn skins_bend_every_attribute_and_second_coordinates_are_read() {
    let info = json!({ "index": 0, "texCoord": 1 });
    let material = json!({ "pbrMetallicRoughness": { "baseColorTexture": info, "metallicFactor": 0, "roughnessFactor": 0.9 }, "doubleSided": true });
    let mut file = File::new(&[], json!({ "materials": [material], "textures": [{ "source": 0 }] }));
    let picture = file.view(&texels(image::ImageFormat::Png), &Value::Null);
    file.json["images"] = json!([{ "bufferView": picture, "mimeType": "image/png" }]);
    let rows: Vec<(f32, f32)> = (0..9).flat_map(|row| [(-0.5, row as f32 / 4.0 - 1.0), (0.5, row as f32 / 4.0 - 1.0)]).collect();
    let positions = file.floats("VEC3", &rows.iter().flat_map(|(x, y)| [*x, *y, 0.0]).collect::<Vec<_>>());
    let normals = file.floats("VEC3", &[0.0, 0.0, 1.0].repeat(rows.len()));
    let first = file.floats("VEC2", &[0.1, 0.1].repeat(rows.len()));
    let second = file.floats("VEC2", &rows.iter().flat_map(|(x, y)| [x + 0.5, 0.5 - 0.5 * y]).collect::<Vec<_>>());
    let joints = file.shorts("VEC4", rows.len(), &[0, 1, 0, 0].repeat(rows.len()));
    let weights = rows.iter().flat_map(|(_, y)| {
        let upper = (0.5 + y).clamp(0.0, 1.0);
        [1.0 - upper, upper, 0.0, 0.0]
    });
    let weights = file.floats("VEC4", &weights.collect::<Vec<_>>());
    let indices: Vec<u16> = (0..8).flat_map(|row| [0, 1, 3, 0, 3, 2].map(|corner| 2 * row + corner)).collect();
    let indices = file.shorts("SCALAR", indices.len(), &indices);
    let matrices = file.floats("MAT4", &[Mat4::IDENTITY.to_cols_array(); 2].concat());
    let (sin, cos) = 0.45_f32.sin_cos();
    file.json["skins"] = json!([{ "joints": [1, 2], "inverseBindMatrices": matrices }]);
    file.json["nodes"] = json!([{ "mesh": 0, "skin": 0 }, {}, { "rotation": [0.0, 0.0, sin, cos] }]);
    let attributes = json!({ "POSITION": positions, "NORMAL": normals, "TEXCOORD_0": first, "TEXCOORD_1": second, "JOINTS_0": joints, "WEIGHTS_0": weights });
    let file = with_mesh(file, &json!([{ "attributes": attributes, "indices": indices, "material": 0 }]));
    let picture = seen(file.scene());
    let lit = |x: u32, y: u32| picture.get_pixel(x, y).0[..3].iter().any(|value| *value > 60);
    assert!(lit(32, 50) && !lit(36, 8) && lit(12, 22), "the upper half leans to the left");
    assert_eq!(brightest(&picture, 26, 52), Some(2), "by the second set, blue is below");
    check("skin_and_second_coordinates", &picture);
}
