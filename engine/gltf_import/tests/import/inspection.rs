//! What an inspection tells of sound and of broken files.

use crate::files::{File, everything};
use gltf_import::{Inspection, Limits, inspect};
use serde_json::json;

fn inspected(bytes: &[u8]) -> Inspection {
    inspect(bytes, &|_| None, &Limits::default())
}

#[test]
fn what_is_in_a_sound_file_is_counted() {
    let Inspection { facts, errors, warnings } = inspected(&everything().glb());
    assert_eq!(errors, []);
    assert_eq!((facts.is_binary, facts.n_nodes, facts.n_triangles(), facts.scenes.len()), (true, 4, 2, 1));
    let mesh = &facts.meshes[0];
    assert_eq!((mesh.name.as_str(), mesh.n_vertices, mesh.n_nodes), ("Square", 4, 1));
    let paint = &facts.materials[0];
    assert_eq!((paint.name.as_str(), paint.n_textures), ("Paint", 2));
    assert_eq!(paint.layers, ["emissive", "clearcoat", "mask", "double-sided"]);
    let bricks = &facts.images[0];
    assert_eq!((bricks.name.as_str(), bricks.size_px, bricks.memory_bytes), ("bricks", [4, 2], 4 * (8 + 2 + 1)));
    assert_eq!((facts.animations[0].n_channels, facts.animations[0].duration_secs, facts.skins), (3, 0.5, vec![2]));
    assert_eq!((facts.cameras.len(), facts.lights.len(), facts.extensions_required.len()), (1, 2, 1));
    assert_eq!(warnings.len(), 2, "{warnings:?}");
}

#[test]
fn packed_pictures_take_less_of_a_card() {
    let mut file = File::new(json!({ "textures": [{ "source": 0 }, { "source": 1 }, { "source": 2 }] }));
    let packed = [&include_bytes!("../files/uastc.ktx2")[..], include_bytes!("../files/uastc-levels.ktx2")];
    let views = [packed[0], packed[1], include_bytes!("../files/etc1s-levels.ktx2")].map(|bytes| file.view(bytes));
    file.json["images"] = json!(views.map(|view| json!({ "bufferView": view })));
    let facts = inspected(&file.glb()).facts;
    let bytes: Vec<u64> = facts.images.iter().map(|image| image.memory_bytes).collect();
    let n_blocks = 16 * 8 + 8 * 4 + 4 * 2 + 2 + 1 + 1 + 1;
    // Without smaller copies it is unpacked; then 16 bytes a block, and 8 where there is no more to tell.
    assert_eq!(bytes, [4 * (128 + 32 + 8 + 2 + 1), 16 * n_blocks, 8 * n_blocks]);
}

#[test]
fn everything_wrong_is_told_at_once_and_nothing_twice() {
    let mut file = everything();
    file.json["bufferViews"][0]["byteLength"] = json!(1_000_000);
    file.json["bufferViews"][3]["byteLength"] = json!(1_000_000);
    file.json["materials"][0]["alphaMode"] = json!("GHOST");
    file.json["cameras"][0]["type"] = json!("fisheye");
    file.json["nodes"][3]["rotation"] = json!([0, 0, 0, 0]);
    file.json["nodes"][3]["matrix"].take();
    file.json["nodes"][3].as_object_mut().unwrap().remove("matrix");
    file.json["animations"][0]["channels"][0]["sampler"] = json!(9);
    file.json["extensionsRequired"] = json!(["EXT_sparkle"]);
    let errors = inspected(&file.glb()).errors;
    let places: Vec<&str> = errors.iter().map(|error| error.place.as_str()).collect();
    let expected = [
        "/extensionsRequired/0",
        "/bufferViews/0",
        "/bufferViews/3",
        "/materials/0",
        "/cameras/0",
        "/nodes/3",
        "/animations/0/channels/0/sampler",
    ];
    assert_eq!(places, expected, "accessors and images of broken views are not told again");
}

#[test]
fn nodes_in_circles_and_with_two_parents_are_told() {
    let circle = File::new(json!({ "nodes": [{ "children": [1] }, { "children": [0] }, {}] }));
    assert_eq!(inspected(&circle.glb()).errors[0].place, "/nodes/0");
    let shared = File::new(json!({ "nodes": [{ "children": [2] }, { "children": [2, 7] }, {}] }));
    let places: Vec<String> = inspected(&shared.glb()).errors.into_iter().map(|error| error.place).collect();
    assert_eq!(places, ["/nodes/1/children/1", "/nodes/2"]);
}

#[test]
fn extensions_that_the_file_does_not_list_are_told() {
    let file = File::new(
        json!({ "materials": [{ "extensions": { "KHR_materials_ior": {} }, "extras": { "extensions": { "KHR_x": 1 } } }] }),
    );
    let warnings = inspected(&file.glb()).warnings;
    assert_eq!(warnings.len(), 1);
    let told = "/materials/0/extensions: uses `KHR_materials_ior`, which `extensionsUsed` does not list";
    assert_eq!(warnings[0].to_string(), told);
}

#[test]
fn an_import_that_succeeds_has_nothing_wrong() {
    assert!(everything().import().is_ok() && inspected(&everything().glb()).errors.is_empty());
    assert_eq!(inspected(b"hello").errors.len(), 1);
    assert_eq!(inspected(b"{}").errors[0].what, "has no `asset`");
}
