//! What morph targets, points and lines, variants, pointers, metadata, cameras and crowded skins become.

use crate::files::File;
use glam::Vec3;
use scene::{Interpolation, Keys, LightValue, MaterialValue, Projection, Property, Topology};
use serde_json::{Value, json};

const CORNERS: [f32; 9] = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0];

fn triangle(file: &mut File, primitive: Value) -> Value {
    let mut primitive = primitive;
    let normals = file.floats("VEC3", &[0.0, 0.0, 1.0].repeat(3));
    primitive["attributes"] = json!({ "POSITION": file.floats("VEC3", &CORNERS), "NORMAL": normals });
    primitive
}

fn mesh_of(file: &mut File, primitive: Value) -> scene::Mesh {
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    let mut imported = file.import().unwrap();
    assert_eq!(imported.warnings, []);
    imported.scene.meshes.remove(0)
}

#[test]
fn morph_targets_arrive_from_sparse_and_packed_numbers() {
    let mut file = File::new(json!({ "extensionsRequired": ["KHR_mesh_quantization"] }));
    let mut primitive = triangle(&mut file, json!({}));
    let (indices, values) = (file.view(&[1]), file.view(&2.0_f32.to_le_bytes().repeat(3)));
    let sparse = file.accessor(json!({
        "componentType": 5126, "count": 3, "type": "VEC3",
        "sparse": { "count": 1, "indices": { "bufferView": indices, "componentType": 5121 }, "values": { "bufferView": values } },
    }));
    let bytes = file.view(&[0, 127, 0, 0, 129, 0, 0, 0, 0, 0, 0, 0]);
    file.json["bufferViews"][bytes]["byteStride"] = json!(4);
    let normals =
        file.accessor(json!({ "bufferView": bytes, "componentType": 5120, "normalized": true, "count": 3, "type": "VEC3" }));
    let colors = file.floats("VEC3", &[0.5; 9]);
    primitive["targets"] =
        json!([{ "POSITION": sparse, "NORMAL": normals }, { "COLOR_0": colors, "TEXCOORD_0": file.floats("VEC2", &[0.25; 6]) }]);
    file.json["meshes"] =
        json!([{ "primitives": [primitive], "weights": [0.25, 0.5], "extras": { "targetNames": ["open", "red"] } }]);
    file.json["nodes"] = json!([{ "mesh": 0 }, { "mesh": 0, "weights": [1, 0] }]);
    let imported = file.import().unwrap();
    assert_eq!(imported.warnings, []);
    let scene = imported.scene;
    let mesh = &scene.meshes[0];
    assert_eq!((mesh.morph_weights.as_slice(), mesh.morph_names.concat()), (&[0.25, 0.5][..], "openred".to_owned()));
    let [open, red] = mesh.primitives[0].morph_targets.as_slice() else { panic!("two targets") };
    assert_eq!(open.positions, [Vec3::ZERO, Vec3::splat(2.0), Vec3::ZERO]);
    assert_eq!(open.normals, [Vec3::Y, Vec3::NEG_X, Vec3::ZERO]);
    assert_eq!((red.colors[0].to_array(), red.uv0[2].to_array()), ([0.5, 0.5, 0.5, 0.0], [0.25; 2]));
    assert_eq!((scene.morph_weights(0), scene.morph_weights(1)), (&[0.25, 0.5][..], &[1.0, 0.0][..]));
}

#[test]
fn flat_faces_turn_with_their_morph_target() {
    let mut file = File::new(json!({}));
    let positions = file.floats("VEC3", &CORNERS);
    // The third corner goes back, so that the face looks up in the end.
    let deltas = file.floats("VEC3", &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0, -1.0]);
    let mesh = mesh_of(&mut file, json!({ "attributes": { "POSITION": positions }, "targets": [{ "POSITION": deltas }] }));
    let morphed = mesh.primitives[0].morphed(&[1.0]);
    assert!(morphed.normals.iter().all(|normal| normal.distance(Vec3::Y) < 1e-6), "{:?}", morphed.normals);
}

#[test]
fn broken_morph_targets_are_refused_at_their_place() {
    let refused = |target: Value| {
        let mut file = File::new(json!({}));
        let mut primitive = triangle(&mut file, json!({}));
        file.floats("VEC3", &[0.0; 6]);
        file.floats("VEC3", &[f32::NAN; 9]);
        primitive["targets"] = json!([{}, target]);
        file.json["meshes"] = json!([{ "primitives": [primitive] }]);
        file.refused()
    };
    let place = "/meshes/0/primitives/0/targets/1";
    assert_eq!(refused(json!({ "POSITION": 9 })).0, format!("{place}/POSITION"));
    assert_eq!(refused(json!({ "POSITION": 2 })), (format!("{place}/POSITION"), "has 2 values for 3 vertices".into()));
    assert_eq!(refused(json!({ "NORMAL": 3 })).0, format!("{place}/NORMAL"));
    assert_eq!(refused(json!(7)).0, place);
}

#[test]
fn points_lines_loops_and_strips_become_lists() {
    for (mode, topology, expected) in [
        (0, Topology::Points, vec![0, 1, 2]),
        (1, Topology::Lines, vec![0, 1]),
        (2, Topology::Lines, vec![0, 1, 1, 2, 2, 0]),
        (3, Topology::Lines, vec![0, 1, 1, 2]),
    ] {
        let mut file = File::new(json!({}));
        let primitive = triangle(&mut file, json!({ "mode": mode }));
        let primitive = mesh_of(&mut file, primitive).primitives.remove(0);
        assert_eq!((primitive.topology, primitive.indices), (topology, expected), "mode {mode}");
    }
    let mut file = File::new(json!({}));
    let primitive = triangle(&mut file, json!({ "mode": 9 }));
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    assert_eq!(file.refused(), ("/meshes/0/primitives/0".into(), "`mode` 9 is unknown".into()));
}

#[test]
fn variants_are_named_and_worn() {
    let mut file = File::new(json!({
        "extensionsRequired": ["KHR_materials_variants"], "materials": [{ "name": "plain" }, { "name": "night" }],
        "extensions": { "KHR_materials_variants": { "variants": [{ "name": "day" }, { "name": "night" }] } },
    }));
    let mappings = json!([{ "material": 1, "variants": [1] }]);
    let primitive =
        triangle(&mut file, json!({ "material": 0, "extensions": { "KHR_materials_variants": { "mappings": mappings } } }));
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    let mut scene = file.import().unwrap().scene;
    assert_eq!(scene.variants, ["day", "night"]);
    scene.choose_variant(scene.find_variant("night"));
    assert_eq!(scene.meshes[0].primitives[0].material, Some(1));

    let place = "/meshes/0/primitives/0/extensions/KHR_materials_variants/mappings/0";
    let mapping = |key: &str, value: Value| {
        let mut file = File { json: file.json.clone(), bin: file.bin.clone() };
        file.json["meshes"][0]["primitives"][0]["extensions"]["KHR_materials_variants"]["mappings"][0][key] = value;
        file.refused().0
    };
    assert_eq!(mapping("material", json!(2)), format!("{place}/material"));
    assert_eq!(mapping("variants", json!([0, 2])), format!("{place}/variants/1"));
}

#[test]
fn pointers_move_what_they_point_at() {
    let mut file = File::new(json!({
        "extensionsRequired": ["KHR_animation_pointer"], "nodes": [{}],
        "materials": [{ "emissiveFactor": [1, 0.5, 0], "extensions": { "KHR_materials_emissive_strength": { "emissiveStrength": 4 } } }],
        "extensions": { "KHR_lights_punctual": { "lights": [{ "type": "point" }] } },
    }));
    let times = file.floats("SCALAR", &[0.0, 1.0]);
    let outputs = [
        ("/nodes/0/translation", file.floats("VEC3", &[0.0; 6])),
        ("/nodes/0/extensions/KHR_node_visibility/visible", file.floats("SCALAR", &[1.0, 0.0])),
        ("/materials/0/pbrMetallicRoughness/baseColorFactor", file.floats("VEC4", &[0.5; 8])),
        ("/materials/0/emissiveFactor", file.floats("VEC3", &[0.5; 6])),
        ("/extensions/KHR_lights_punctual/lights/0/intensity", file.floats("SCALAR", &[0.0, 7.0])),
        ("/materials/0/extensions/KHR_materials_sparkle/glitter", file.floats("SCALAR", &[0.0, 1.0])),
        ("/materials/0/extensions/KHR_materials_emissive_strength/emissiveStrength", file.floats("SCALAR", &[2.0, 3.0])),
        ("/materials/4/alphaCutoff", file.floats("SCALAR", &[2.0, 3.0])),
    ];
    let samplers: Vec<Value> = outputs.iter().map(|(_, output)| json!({ "input": times, "output": output })).collect();
    let channel = |(sampler, (pointer, _)): (usize, &(&str, usize))| {
        let extensions = json!({ "KHR_animation_pointer": { "pointer": pointer } });
        json!({ "sampler": sampler, "target": { "path": "pointer", "extensions": extensions } })
    };
    let channels: Vec<Value> = outputs.iter().enumerate().map(channel).collect();
    file.json["animations"] = json!([{ "samplers": samplers, "channels": channels }]);
    let imported = file.import().unwrap();
    let clip = &imported.scene.animations[0];
    assert!(matches!(clip.channels[0].keys, Keys::Translation(_)) && clip.channels[0].node == 0);
    let emissive = Property::Material(0, MaterialValue::Emissive);
    let properties: Vec<Property> = clip.values.iter().map(|channel| channel.property).collect();
    let expected = [
        Property::NodeVisible(0),
        Property::Material(0, MaterialValue::BaseColor),
        emissive,
        Property::Light(0, LightValue::Intensity),
        emissive,
    ];
    assert_eq!(properties, expected);
    assert_eq!(clip.values[0].interpolation, Interpolation::Step, "there is nothing between seen and hidden");
    assert_eq!(clip.values[2].keys, [2.0; 6], "times its strength");
    assert_eq!(clip.values[4].keys, [2.0, 1.0, 0.0, 3.0, 1.5, 0.0], "times its colour");
    let warned: Vec<&str> = imported.warnings.iter().map(|warning| warning.what.as_str()).collect();
    assert!(warned[0].contains("/materials/0/extensions/KHR_materials_sparkle/glitter"), "{warned:?}");
    assert!(warned[1].contains("another channel") && warned[2].contains("/materials/4/alphaCutoff"), "{warned:?}");

    file.json["animations"][0]["samplers"][2]["output"] = json!(outputs[0].1);
    let place = "/animations/0/samplers/2/output";
    assert_eq!(file.refused(), (place.into(), "needs 4 components, but its accessor has 3".into()));
}

#[test]
fn metadata_is_kept_with_what_it_is_about() {
    let mut file = File::new(json!({
        "extensionsUsed": ["KHR_xmp_json_ld"], "nodes": [{ "extensions": { "KHR_xmp_json_ld": { "packet": 0 } } }],
        "extensions": { "KHR_xmp_json_ld": { "packets": [{ "dc:title": "Kettle" }] } },
    }));
    let imported = file.import().unwrap();
    assert_eq!(imported.warnings, []);
    let xmp = &imported.scene.xmp[0];
    assert_eq!((xmp.json.as_str(), xmp.about.as_slice()), (r#"{"dc:title":"Kettle"}"#, &["/nodes/0".to_owned()][..]));
    file.json["nodes"][0]["extensions"]["KHR_xmp_json_ld"]["packet"] = json!(1);
    assert_eq!(file.refused().0, "/nodes/0/extensions/KHR_xmp_json_ld/packet");
}

#[test]
fn both_kinds_of_camera_arrive() {
    let camera = |camera: Value| File::new(json!({ "cameras": [camera] }));
    let flat = json!({ "type": "orthographic", "orthographic": { "xmag": -2, "ymag": 1.5, "znear": 0, "zfar": 9 } });
    let read = camera(flat).import().unwrap().scene.cameras.remove(0);
    let projection = Projection::Orthographic { half_width_m: 2.0, half_height_m: 1.5 };
    assert_eq!((read.projection, read.near_m, read.far_m), (projection, 0.0, Some(9.0)));
    for broken in [
        json!({ "type": "orthographic", "orthographic": { "xmag": 0, "ymag": 1, "znear": 0, "zfar": 9 } }),
        json!({ "type": "perspective", "perspective": { "yfov": 1, "znear": 0 } }),
        json!({ "type": "perspective", "perspective": { "yfov": 1, "znear": 1, "zfar": 1 } }),
        json!({ "type": "fisheye" }),
    ] {
        assert!(camera(broken.clone()).refused().0.starts_with("/cameras/0"), "{broken}");
    }
}

#[test]
fn the_four_strongest_joints_are_kept() {
    let mut file = File::new(json!({}));
    let mut primitive = triangle(&mut file, json!({}));
    let joints = [file.shorts("VEC4", 3, &[0, 1, 2, 3].repeat(3)), file.shorts("VEC4", 3, &[4, 5, 6, 7].repeat(3))];
    let weights = [file.floats("VEC4", &[0.4, 0.05, 0.1, 0.1].repeat(3)), file.floats("VEC4", &[0.2, 0.15, 0.0, 0.0].repeat(3))];
    for set in [0, 1] {
        primitive["attributes"][format!("JOINTS_{set}")] = json!(joints[set]);
        primitive["attributes"][format!("WEIGHTS_{set}")] = json!(weights[set]);
    }
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    let imported = file.import().unwrap();
    let vertices = &imported.scene.meshes[0].primitives[0].vertices;
    let mut kept: Vec<(u16, u32)> = vertices.joints[0]
        .iter()
        .zip(vertices.weights[0].to_array())
        .map(|(joint, weight)| (*joint, (weight * 85.0).round() as u32))
        .collect();
    kept.sort_unstable();
    assert_eq!(kept, [(0, 40), (3, 10), (4, 20), (5, 15)]);
    assert!(imported.warnings[0].what.contains("more than four joints move 3 vertices"), "{:?}", imported.warnings);
}

#[test]
fn attributes_that_are_not_read_are_told() {
    let mut file = File::new(json!({}));
    let mut primitive = triangle(&mut file, json!({}));
    primitive["attributes"]["TEXCOORD_2"] = json!(0);
    primitive["attributes"]["_MINE"] = json!(0);
    file.json["meshes"] = json!([{ "primitives": [primitive] }]);
    let warnings = file.import().unwrap().warnings;
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].to_string(), "/meshes/0/primitives/0/attributes: `TEXCOORD_2` is not read; it was left out");
}

#[test]
fn vertex_colours_arrive_from_any_numbers() {
    let mut file = File::new(json!({}));
    for (component, bytes) in [(5121, vec![255, 0, 51, 255]), (5123, vec![255, 255, 0, 0, 0x33, 0x33, 255, 255])] {
        let mut primitive = triangle(&mut file, json!({}));
        let view = file.view(&bytes.repeat(3));
        let accessor = json!({ "bufferView": view, "componentType": component, "normalized": true, "count": 3, "type": "VEC4" });
        primitive["attributes"]["COLOR_0"] = json!(file.accessor(accessor));
        let colors = &mesh_of(&mut file, primitive).primitives[0].vertices.colors;
        assert!((colors[2] - glam::Vec4::new(1.0, 0.0, 0.2, 1.0)).length() < 1e-5, "{component}: {}", colors[2]);
    }
}

#[test]
fn a_skin_beyond_what_is_drawn_is_told() {
    let joints: Vec<usize> = (0..65).collect();
    let nodes = vec![json!({}); 65];
    let imported = File::new(json!({ "nodes": nodes, "skins": [{ "joints": joints }] })).import().unwrap();
    assert_eq!(imported.warnings[0].place, "/skins/0");
    assert!(imported.warnings[0].what.contains("65 joints; only the first 64 move"));
}

#[test]
fn everything_else_arrives() {
    let imported = crate::files::everything_else().import().unwrap();
    let scene = &imported.scene;
    assert_eq!((scene.meshes[1].primitives.len(), scene.meshes[1].n_morph_targets()), (3, 2));
    assert_eq!((scene.nodes.len(), scene.nodes[6].mesh, scene.nodes[5].mesh), (8, Some(1), None));
    // Both instances wear the mesh's weights, which two pointers move.
    let clip = &scene.animations[1];
    assert_eq!((clip.channels.len(), clip.values.len()), (3, 7));
}
