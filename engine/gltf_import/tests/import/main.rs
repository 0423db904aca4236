//! What sound files become.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

#[path = "../files/mod.rs"]
mod files;
mod inspection;
mod layers;
mod parts;
mod pictures;

use files::{File, everything, png};
use glam::Vec3Swizzles;
use gltf_import::{Limits, import};
use scene::{AlphaMode, Extra, Filter, Interpolation, Keys, LightKind, Projection, Scene, Wrap};
use serde_json::json;

fn one_primitive(primitive: serde_json::Value, file: &mut File) -> scene::Primitive {
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    file.import().unwrap().scene.meshes.remove(0).primitives.remove(0)
}

#[test]
fn everything_arrives() {
    let imported = everything().import().unwrap();
    let Scene { nodes, roots, meshes, materials, textures, images, skins, animations, lights, cameras, extras, .. } =
        imported.scene;

    let names: Vec<&str> = nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!((names, roots), (vec!["Body", "Skin", "Hip", "Head"], vec![0, 3]));
    assert_eq!((nodes[2].parent, nodes[2].light, nodes[2].camera), (Some(0), Some(1), Some(0)));
    assert_eq!(nodes[2].transform.rotation.to_array(), [0.0, 1.0, 0.0, 0.0], "made unit length");
    assert_eq!(nodes[3].transform.translation.to_array(), [5.0, 6.0, 7.0]);
    assert_eq!(nodes[3].transform.scale.to_array(), [2.0; 3]);
    assert_eq!((nodes[1].mesh, nodes[1].skin), (Some(0), Some(0)));
    assert_eq!(nodes[1].extras["collide"], Extra::Flag(true));
    assert_eq!(nodes[1].extras["verb"], Extra::Text("press".into()));
    assert_eq!(nodes[1].extras["mass"], Extra::Number(2.5));
    assert_eq!(nodes[1].extras["range"], Extra::List(vec![0.0, 1.0]));
    assert_eq!(extras["lightmap"], Extra::Text("room.png".into()));

    let vertices = &meshes[0].primitives[0].vertices;
    assert_eq!((vertices.positions.len(), meshes[0].primitives[0].indices.len()), (4, 6));
    assert_eq!(vertices.joints[3], [0, 1, 0, 0]);
    assert_eq!(vertices.weights[3].to_array(), [0.75, 0.25, 0.0, 0.0], "made to sum to 1");
    // The bitangent of an upright picture points up it, as the Y of its normals does.
    assert!(vertices.tangents.iter().all(|tangent| (*tangent - glam::Vec4::new(1.0, 0.0, 0.0, 1.0)).length() < 1e-5));

    let paint = &materials[0];
    assert_eq!(
        (paint.metallic, paint.roughness, paint.normal_scale, paint.clearcoat.factor, paint.clearcoat.roughness),
        (0.1, 0.7, 0.6, 0.8, 0.2)
    );
    assert_eq!(paint.emissive.to_array(), [4.0, 2.0, 0.0]);
    assert_eq!((paint.alpha_mode, paint.double_sided, paint.unlit), (AlphaMode::Mask { cutoff: 0.3 }, true, false));
    let base = paint.base_color_texture.unwrap();
    assert_eq!((base.offset.to_array(), base.rotation, base.scale.to_array()), ([0.5, 0.25], 1.5, [2.0, 3.0]));
    let sampler = textures[base.texture].sampler;
    assert_eq!((sampler.wrap_u, sampler.wrap_v), (Wrap::Clamp, Wrap::Mirror));
    assert_eq!((sampler.magnify, sampler.minify, sampler.mipmaps), (Filter::Nearest, Filter::Linear, false));
    assert_eq!((images[0].width_px, images[0].height_px, &images[0].pixels[4..8]), (4, 2, &[1, 0, 7, 255][..]));
    assert_eq!((images[1].width_px, images[1].height_px), (8, 8));

    assert_eq!((skins[0].joints.clone(), skins[0].joint_from_mesh[1].w_axis.y), (vec![2, 3], -1.0));
    assert_eq!((animations[0].name.as_str(), animations[0].duration_secs, animations[0].channels.len()), ("Wave", 0.5, 3));
    assert_eq!(animations[0].channels[1].interpolation, Interpolation::Cubic);
    assert!(matches!(&animations[0].channels[0].keys, Keys::Rotation(keys) if keys[0].is_normalized()));
    assert!(matches!(&animations[0].channels[2].keys, Keys::MorphWeights(keys) if keys.len() == 4));
    assert_eq!(lights[1].kind, LightKind::Spot { inner: 0.2, outer: 0.6 });
    assert_eq!((lights[0].kind, lights[0].intensity, lights[1].range_m), (LightKind::Directional, 3.0, Some(5.0)));
    assert_eq!((cameras[0].projection, cameras[0].far_m), (Projection::Perspective { fov_y: 0.9, aspect: None }, None));

    let places: Vec<&str> = imported.warnings.iter().map(|warning| warning.place.as_str()).collect();
    assert_eq!(places, ["/nodes/1/extras", "/animations/0/channels/3"]);
}

#[test]
fn strips_and_fans_become_triangles() {
    let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    for (mode, expected) in [(5, vec![0, 1, 2, 2, 1, 3]), (6, vec![1, 2, 0, 2, 3, 0]), (4, vec![0, 1, 2])] {
        let mut file = File::new(json!({}));
        let positions = file.floats("VEC3", &corners.map(|[x, y]| [x, y, 0.0]).concat());
        let normals = file.floats("VEC3", &[0.0, 0.0, 1.0].repeat(4));
        let primitive =
            one_primitive(json!({ "mode": mode, "attributes": { "POSITION": positions, "NORMAL": normals } }), &mut file);
        assert_eq!(primitive.indices, expected, "mode {mode}");
    }
}

#[test]
fn faces_without_normals_are_flat() {
    let mut file = File::new(json!({}));
    let positions = file.floats("VEC3", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]);
    let indices = file.shorts("SCALAR", 6, &[0, 1, 2, 0, 2, 3]);
    let primitive = one_primitive(json!({ "attributes": { "POSITION": positions }, "indices": indices }), &mut file);
    let normals: Vec<[f32; 3]> = primitive.vertices.normals.iter().map(|normal| normal.to_array()).collect();
    assert_eq!(normals, [[[0.0, 0.0, 1.0]; 3], [[1.0, 0.0, 0.0]; 3]].concat());
    assert_eq!(primitive.indices, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn interleaved_normalised_and_sparse_values_are_read() {
    let mut file = File::new(json!({}));
    // Three vertices of 16 bytes: position as floats, then U and V as normalised 16 bit integers.
    let mut bytes = Vec::new();
    for (at, u) in [0_u16, 32768, 65535].iter().enumerate() {
        [at as f32, 0.0, 0.0].iter().for_each(|value| bytes.extend(value.to_le_bytes()));
        [*u, 65535].iter().for_each(|value| bytes.extend(value.to_le_bytes()));
    }
    let view = file.view(&bytes);
    file.json["bufferViews"][view]["byteStride"] = json!(16);
    let (indices, values) = (file.view(&[2]), file.view(&9.0_f32.to_le_bytes().repeat(3)));
    let positions = file.accessor(json!({
        "bufferView": view, "componentType": 5126, "count": 3, "type": "VEC3",
        "sparse": { "count": 1, "indices": { "bufferView": indices, "componentType": 5121 }, "values": { "bufferView": values } },
    }));
    let uvs = file.accessor(
        json!({ "bufferView": view, "byteOffset": 12, "componentType": 5123, "normalized": true, "count": 3, "type": "VEC2" }),
    );
    let colors = file.accessor(json!({ "componentType": 5126, "count": 3, "type": "VEC3" }));
    let primitive =
        one_primitive(json!({ "attributes": { "POSITION": positions, "TEXCOORD_0": uvs, "COLOR_0": colors } }), &mut file);
    let xs: Vec<f32> = primitive.vertices.positions.iter().map(|position| position.x).collect();
    let us: Vec<f32> = primitive.vertices.uv0.iter().map(|uv| (uv.x * 100.0).round()).collect();
    assert_eq!((xs, us), (vec![0.0, 1.0, 9.0], vec![0.0, 50.0, 100.0]));
    assert_eq!(primitive.vertices.colors[0].to_array(), [0.0, 0.0, 0.0, 1.0]);
}

#[test]
fn buffers_and_images_come_from_beside_the_file() {
    let mut file = File::new(json!({ "textures": [{ "source": 0 }], "images": [{ "uri": "maps/wall%20a.png" }] }));
    let positions = file.floats("VEC3", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    file.json["meshes"] = json!([{ "primitives": [{ "attributes": { "POSITION": positions } }] }]);
    file.json["buffers"] = json!([{ "byteLength": file.bin.len(), "uri": "room.bin" }]);
    let resolve = |path: &str| match path {
        "room.bin" => Some(file.bin.clone()),
        "maps/wall a.png" => Some(png(3, 3)),
        other => panic!("asked for {other}"),
    };
    let scene = import(file.json.to_string().as_bytes(), &resolve, &Limits::default()).unwrap().scene;
    assert_eq!((scene.meshes[0].primitives[0].vertices.positions.len(), scene.images[0].width_px), (3, 3));

    let missing = import(file.json.to_string().as_bytes(), &|_| None, &Limits::default()).unwrap_err();
    assert_eq!(missing.to_string(), "/buffers/0/uri: the file `room.bin` was not found beside this one");
}

#[test]
fn embedded_buffer_is_decoded() {
    let file = json!({
        "asset": { "version": "2.0" }, "buffers": [{ "byteLength": 3, "uri": "data:;base64,AAAAAAAA" }],
        "textures": [{}], "materials": [{ "normalTexture": { "index": 0 } }],
    });
    let imported = import(file.to_string().as_bytes(), &|_| None, &Limits::default()).unwrap();
    assert_eq!(imported.scene.materials[0].normal_texture, None);
    assert_eq!(imported.warnings[0].place, "/textures/0");
}

#[test]
fn what_the_scene_does_not_show_is_hidden() {
    let nodes = json!([{ "name": "a" }, { "name": "b", "children": [2] }, { "name": "c" }]);
    let imported = File::new(json!({ "nodes": nodes, "scenes": [{ "nodes": [0] }] })).import().unwrap();
    assert_eq!(imported.scene.visible_nodes(), [true, false, false]);
    assert_eq!(imported.warnings.len(), 1);
}

#[test]
fn unknown_extension_is_a_warning_when_used_and_refused_when_required() {
    let imported = File::new(json!({ "extensionsUsed": ["EXT_sparkle"] })).import().unwrap();
    assert!(imported.warnings[0].what.contains("EXT_sparkle"));
    let (place, what) = File::new(json!({ "extensionsRequired": ["EXT_sparkle"] })).refused();
    assert_eq!(place, "/extensionsRequired/0");
    assert!(what.contains("EXT_sparkle"));
}

#[test]
fn same_bytes_give_the_same_scene() {
    let bytes = everything().glb();
    let read = || format!("{:?}", import(&bytes, &|_| None, &Limits::default()).unwrap());
    assert_eq!(read(), read());
}

#[test]
fn packed_views_are_unpacked_and_their_stand_ins_are_not_missed() {
    // Three indices, 0 1 2, as one triangle of new corners.
    let packed: Vec<u8> = [&[0xe1, 0xf0][..], &[0; 16]].concat();
    let mut file = File::new(json!({ "extensionsRequired": ["KHR_meshopt_compression"] }));
    let positions = file.floats("VEC3", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let from = file.view(&packed);
    let at = file.json["bufferViews"][from]["byteOffset"].clone();
    let extension = json!({
        "buffer": 0, "byteOffset": at, "byteLength": packed.len(), "byteStride": 2, "count": 3, "mode": "TRIANGLES",
    });
    file.json["bufferViews"][from] =
        json!({ "buffer": 1, "byteLength": 6, "extensions": { "KHR_meshopt_compression": extension } });
    let indices = file.accessor(json!({ "bufferView": from, "componentType": 5123, "count": 3, "type": "SCALAR" }));
    file.json["meshes"] = json!([{ "primitives": [{ "attributes": { "POSITION": positions }, "indices": indices }] }]);
    let mut json = file.json.clone();
    json["buffers"] = json!([{ "byteLength": file.bin.len() }, { "byteLength": 6 }]);
    let import = |json: &serde_json::Value| {
        import(&files::glb(json.to_string().into_bytes(), file.bin.clone()), &|_| None, &Limits::default())
    };
    let imported = import(&json).unwrap();
    assert_eq!(imported.scene.meshes[0].primitives[0].indices, [0, 1, 2]);

    let refused = |key: &str, value: serde_json::Value| {
        let mut json = json.clone();
        json["bufferViews"][from]["extensions"]["KHR_meshopt_compression"][key] = value;
        let error = import(&json).unwrap_err();
        (error.place, error.what)
    };
    let place = format!("/bufferViews/{from}/extensions/KHR_meshopt_compression");
    assert_eq!(refused("count", json!(6)), (place.clone(), "its elements do not make up the 6 bytes of the view".into()));
    assert_eq!(refused("byteLength", json!(17)), (place.clone(), "its packed bytes end early".into()));
    assert_eq!(refused("filter", json!("COLOR")), (place, "indices have no `filter`".into()));
}

#[test]
fn one_mesh_in_many_places_becomes_many_nodes() {
    let mut file = File::new(json!({ "extensionsRequired": ["EXT_mesh_gpu_instancing"] }));
    let positions = file.floats("VEC3", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let places = file.floats("VEC3", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let turns = file.floats("VEC4", &[0.0, 0.0, 0.0, 2.0, 0.0, 1.0, 0.0, 0.0]);
    file.json["meshes"] = json!([{ "primitives": [{ "attributes": { "POSITION": positions } }] }]);
    let attributes = json!({ "TRANSLATION": places, "ROTATION": turns });
    let extensions = json!({ "EXT_mesh_gpu_instancing": { "attributes": attributes } });
    file.json["nodes"] = json!([{ "name": "Chair", "mesh": 0, "extensions": extensions }]);
    let nodes = file.import().unwrap().scene.nodes;
    let names: Vec<&str> = nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!((names, nodes[0].mesh, &nodes[0].children), (vec!["Chair", "Chair 0", "Chair 1"], None, &vec![1, 2]));
    assert_eq!((nodes[2].mesh, nodes[2].parent), (Some(0), Some(0)));
    assert_eq!(nodes[2].transform.translation.to_array(), [4.0, 5.0, 6.0]);
    assert_eq!(nodes[1].transform.rotation.to_array(), [0.0, 0.0, 0.0, 1.0], "made unit length");

    let short = file.floats("VEC3", &[1.0; 9]);
    file.json["nodes"][0]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"]["SCALE"] = json!(short);
    let place = "/nodes/0/extensions/EXT_mesh_gpu_instancing/attributes";
    assert_eq!(file.refused(), (place.into(), "its lists differ in length".into()));
}

#[test]
fn a_picture_may_be_webp_beside_one_that_everybody_reads() {
    let mut bytes = Vec::new();
    let image = image::RgbaImage::from_fn(3, 2, |x, y| image::Rgba([x as u8 * 50, y as u8 * 50, 9, 255]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::WebP).unwrap();
    let mut file = File::new(json!({ "extensionsUsed": ["EXT_texture_webp"] }));
    let (png, webp) = (file.view(&png(8, 8)), file.view(&bytes));
    file.json["images"] = json!([{ "bufferView": png }, { "bufferView": webp }]);
    file.json["textures"] = json!([{ "source": 0, "extensions": { "EXT_texture_webp": { "source": 1 } } }]);
    let imported = file.import().unwrap();
    assert_eq!(imported.warnings, []);
    let images = &imported.scene.images;
    assert_eq!((images.len(), images[0].width_px, &images[0].pixels[4..8]), (1, 3, &[50, 0, 9, 255][..]));
}

#[test]
fn triangles_packed_by_draco_are_the_same_surface() {
    let files: [(&str, usize, &[u8]); 3] = [
        ("edgebreaker", 9, include_bytes!("../files/draco-edgebreaker.glb")),
        ("valence", 25, include_bytes!("../files/draco-valence.glb")),
        ("sequential", 9, include_bytes!("../files/draco-sequential.glb")),
    ];
    for (name, side, bytes) in files {
        let imported = import(bytes, &|_| None, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imported.warnings, [], "{name}");
        let primitive = &imported.scene.meshes[0].primitives[0];
        let vertices = &primitive.vertices;
        assert_eq!((vertices.positions.len(), primitive.indices.len()), (side * side, (side - 1).pow(2) * 6), "{name}");
        // Vertices come in another order, and rounded to so many bits.
        for (idx, at) in vertices.positions.iter().enumerate() {
            assert!((at.y - 0.25 * at.x * at.z).abs() < 2e-3, "{name}: {at}");
            let normal = glam::Vec3::new(-0.25 * at.z, 1.0, -0.25 * at.x).normalize();
            assert!(vertices.normals[idx].distance(normal) < 0.02, "{name}: {} for {normal}", vertices.normals[idx]);
            assert!(vertices.uv0[idx].distance(at.xz()) < 2e-3, "{name}: {} for {at}", vertices.uv0[idx]);
            let color = glam::Vec4::new(at.x, at.z, 0.2, 1.0);
            assert!(vertices.colors[idx].distance(color) < 0.01, "{name}: {} for {color}", vertices.colors[idx]);
        }
        let area = |corners: &[u32; 3]| {
            let [a, b, c] = corners.map(|corner| vertices.positions[corner as usize]);
            (b - a).cross(c - a).dot(vertices.normals[corners[0] as usize]) * 0.5
        };
        let areas = primitive.indices.as_chunks::<3>().0.iter().map(area);
        assert!(areas.clone().all(|area| area > 0.0) && (areas.sum::<f32>() - 1.0202).abs() < 1e-3, "{name}");
    }
}

#[test]
fn broken_packed_triangles_are_refused() {
    let whole: &[u8] = include_bytes!("../files/draco-edgebreaker.glb");
    let json_bytes = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
    let mut n_refused = 0;
    for at in (20 + json_bytes + 8..whole.len()).step_by(3) {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 0x5a;
        if let Err(error) = import(&bytes, &|_| None, &Limits::default()) {
            assert!(error.place.starts_with("/meshes/0/primitives/0"), "{error}");
            n_refused += 1;
        }
    }
    assert!(n_refused > 20, "{n_refused}");
    let small = Limits { decoded_bytes: 2000, ..Limits::default() };
    assert_eq!(
        import(whole, &|_| None, &small).unwrap_err().place,
        "/meshes/0/primitives/0/extensions/KHR_draco_mesh_compression"
    );
}
