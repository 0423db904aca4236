//! Files made to harm: each is refused with its place, and nothing panics or grows beyond its limits.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod files;

use files::{File, everything, everything_else, glb, png};
use gltf_import::{Limits, import, inspect};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Changes the file that has everything, which must then be refused at `place`.
fn refuses(place: &str, change: impl FnOnce(&mut Value)) {
    let mut file = everything();
    change(&mut file.json);
    assert_eq!(file.refused().0, place);
}

#[test]
fn indices_beyond_their_lists_are_refused() {
    refuses("/nodes/1/mesh", |json| json["nodes"][1]["mesh"] = json!(9));
    refuses("/nodes/1/skin", |json| json["nodes"][1]["skin"] = json!(-1));
    refuses("/nodes/0/children/0", |json| json["nodes"][0]["children"] = json!([4]));
    refuses("/scenes/0/nodes/0", |json| json["scenes"][0]["nodes"] = json!([99]));
    refuses("/textures/0/source", |json| json["textures"][0]["source"] = json!(2));
    refuses("/textures/0/sampler", |json| json["textures"][0]["sampler"] = json!("x"));
    refuses("/skins/0/joints/0", |json| json["skins"][0]["joints"] = json!([9]));
    refuses("/animations/0/channels/0/sampler", |json| json["animations"][0]["channels"][0]["sampler"] = json!(3));
    refuses("/animations/0/channels/0/target/node", |json| json["animations"][0]["channels"][0]["target"]["node"] = json!(1e300));
    refuses("/meshes/0/primitives/0/material", |json| json["meshes"][0]["primitives"][0]["material"] = json!(1.5));
    refuses("/meshes/0/primitives/0/attributes/POSITION", |json| {
        json["meshes"][0]["primitives"][0]["attributes"]["POSITION"] = json!(99)
    });
    refuses("/bufferViews/0/buffer", |json| json["bufferViews"][0]["buffer"] = json!(1));
    refuses("/nodes/1", |json| json["skins"][0]["joints"] = json!([2]));
}

#[test]
fn circles_and_second_parents_are_refused() {
    refuses("/nodes/0", |json| {
        json["scenes"] = json!([]);
        json["scene"] = Value::Null;
        json.as_object_mut().unwrap().remove("scene");
        json["nodes"][2]["children"] = json!([0]);
    });
    refuses("/nodes/2", |json| json["nodes"][3]["children"] = json!([2]));
    refuses("/nodes/3", |json| json["nodes"][3]["children"] = json!([3]));
    refuses("/nodes/1", |json| json["nodes"][0]["children"] = json!([1, 1, 2]));
}

#[test]
fn numbers_that_are_none_are_refused() {
    refuses("/nodes/0/translation", |json| json["nodes"][0]["translation"] = json!([1e300, 0, 0]));
    refuses("/nodes/0/scale", |json| json["nodes"][0]["scale"] = json!([1, 1]));
    refuses("/nodes/2", |json| json["nodes"][2]["rotation"] = json!([0, 0, 0, 0]));
    refuses("/materials/0/alphaCutoff", |json| json["materials"][0]["alphaCutoff"] = json!(null));
    let mut file = everything();
    let nan = file.floats("VEC3", &[f32::NAN; 12]);
    file.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"] = json!(nan);
    assert_eq!(file.refused().0, "/meshes/0/primitives/0/attributes/POSITION");
}

#[test]
fn views_and_accessors_beyond_their_bytes_are_refused() {
    refuses("/bufferViews/0", |json| json["bufferViews"][0]["byteOffset"] = json!(u64::MAX));
    refuses("/bufferViews/0", |json| json["bufferViews"][0]["byteLength"] = json!(1_000_000));
    refuses("/accessors/0", |json| json["accessors"][0]["count"] = json!(5));
    refuses("/accessors/0", |json| json["accessors"][0]["count"] = json!(u64::MAX));
    refuses("/accessors/0", |json| json["accessors"][0]["count"] = json!(0));
    refuses("/accessors/0", |json| json["accessors"][0]["byteOffset"] = json!(u64::MAX - 3));
    refuses("/accessors/0", |json| json["accessors"][0]["componentType"] = json!(5124));
    refuses("/accessors/0", |json| json["accessors"][0]["type"] = json!("VEC5"));
    let view = |json: &Value| json["accessors"][0]["bufferView"].as_u64().unwrap() as usize;
    refuses("/accessors/0", move |json| {
        let view = view(json);
        json["bufferViews"][view]["byteStride"] = json!(4);
    });
    refuses("/accessors/0/sparse", |json| json["accessors"][0]["sparse"] = json!({ "count": 5 }));
}

#[test]
fn values_that_do_not_belong_together_are_refused() {
    let mut file = everything();
    let short = file.floats("VEC3", &[0.0; 9]);
    file.json["meshes"][0]["primitives"][0]["attributes"]["NORMAL"] = json!(short);
    assert_eq!(file.refused(), ("/meshes/0/primitives/0/attributes/NORMAL".into(), "has 3 values for 4 vertices".into()));

    let mut file = everything();
    let beyond = file.shorts("SCALAR", 3, &[0, 1, 4]);
    file.json["meshes"][0]["primitives"][0]["indices"] = json!(beyond);
    assert_eq!(file.refused(), ("/meshes/0/primitives/0/indices".into(), "index 4 is beyond the 4 vertices".into()));

    let mut file = everything();
    let falling = file.floats("SCALAR", &[0.5, 0.5]);
    file.json["animations"][0]["samplers"][0]["input"] = json!(falling);
    assert_eq!(file.refused().0, "/animations/0/samplers/0/input");
    refuses("/meshes/0/primitives/0/attributes", |json| {
        json["meshes"][0]["primitives"][0]["attributes"].as_object_mut().unwrap().remove("WEIGHTS_0");
    });
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    // Four billion zeros in no bytes at all.
    let mut file = File::new(json!({}));
    let bomb = file.accessor(json!({ "componentType": 5126, "count": u32::MAX, "type": "VEC4" }));
    file.json["meshes"] = json!([{ "primitives": [{ "attributes": { "POSITION": bomb } }] }]);
    assert_eq!(file.refused().0, "/meshes/0/primitives/0/attributes/POSITION");
    file.json["accessors"][bomb]["type"] = json!("VEC3");
    assert_eq!(file.refused().0, format!("/accessors/{bomb}"));

    // One accessor, used again and again.
    let mut file = File::new(json!({}));
    let positions = file.accessor(json!({ "componentType": 5126, "count": 1_000_000, "type": "VEC3" }));
    file.json["meshes"] = json!([{ "primitives": vec![json!({ "mode": 6, "attributes": { "POSITION": positions } }); 1000] }]);
    assert!(file.refused().1.contains("bytes of vertices and animation"));

    // A picture larger than it may be, and one that is too many together with others.
    let refused = |limits: Limits| import(&everything().glb(), &|_| None, &limits).unwrap_err().place;
    assert_eq!(refused(Limits { image_side_px: 3, ..Limits::default() }), "/images/0");
    assert_eq!(refused(Limits { images_px: 9, ..Limits::default() }), "/images/1");
    assert_eq!(refused(Limits { list_len: 5, ..Limits::default() }), "/bufferViews");
    assert_eq!(refused(Limits { depth: 1, ..Limits::default() }), "/nodes/2");
    assert_eq!(refused(Limits { joints_per_skin: 1, ..Limits::default() }), "/skins/0/joints");
    assert_eq!(refused(Limits { file_bytes: 100, ..Limits::default() }), "the file");
    assert_eq!(refused(Limits { json_values: 100, ..Limits::default() }), "the file");
    assert_eq!(refused(Limits { decoded_bytes: 100, ..Limits::default() }), "/accessors/4");
}

#[test]
fn png_that_claims_a_huge_size_is_refused() {
    let mut claims = png(4, 4);
    claims[16..20].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    let mut file = File::new(json!({ "textures": [{ "source": 0 }] }));
    let view = file.view(&claims);
    file.json["images"] = json!([{ "bufferView": view, "mimeType": "image/png" }]);
    assert_eq!(file.refused().0, "/images/0");
}

#[test]
fn broken_pictures_are_refused() {
    for bytes in [&png(64, 64)[..90], b"GIF89a", b""] {
        let mut file = File::new(json!({ "textures": [{ "source": 0 }] }));
        let view = file.view(bytes);
        file.json["images"] = json!([{ "bufferView": view, "mimeType": "image/png" }]);
        assert_eq!(file.refused().0, "/images/0");
    }
}

#[test]
fn paths_out_of_the_folder_are_never_asked_for() {
    for uri in ["../secret.bin", "/etc/passwd", "https://host/x.bin", "file:///x", "a/%2e%2e/%2e%2e/x", "C:\\x"] {
        let file = json!({ "asset": { "version": "2.0" }, "buffers": [{ "byteLength": 1, "uri": uri }] });
        let error = import(file.to_string().as_bytes(), &|path| panic!("asked for {path}"), &Limits::default()).unwrap_err();
        assert_eq!(error.place, "/buffers/0/uri");
    }
}

#[test]
fn files_of_other_kinds_are_refused() {
    let refused = |bytes: &[u8]| import(bytes, &|_| None, &Limits::default()).unwrap_err().to_string();
    assert!(refused(b"").contains("is empty"));
    assert!(refused(b"<html>\n<p>Not found</p>").ends_with("is neither glb nor glTF JSON: it begins with `<html>`"));
    assert!(refused(b"hello").contains("neither glb nor glTF"));
    assert!(refused(br#"{ "asset": { "vers"#).contains("cut off"));
    for word in ["NaN", "Infinity", "-Infinity", "inf"] {
        let json = format!("{{\n  \"nodes\": [{{ \"translation\": [0, {word}, 1] }}]\n}}");
        let told = refused(json.as_bytes());
        assert!(told.contains(&format!("`{}` in line 2", word.trim_start_matches('-'))), "{told}");
    }
    assert!(import(b"\xEF\xBB\xBF{ \"asset\": { \"version\": \"2.0\" } }", &|_| None, &Limits::default()).is_ok());
    assert!(refused(b"glTF\x01\0\0\0\x0c\0\0\0").contains("version 1"));
    assert!(refused(b"glTF\x02\0\0\0\xff\xff\xff\xff").contains("cut off"));
    assert!(refused(br#"{ "asset": { "version": "1.0" } }"#).contains("version 1.0"));
    assert!(
        refused(&glb(vec![b'['; 100_000], Vec::new())).contains("neither glb nor glTF")
            || refused(&vec![b'['; 100_000]).contains("recursion")
    );
}

#[test]
fn every_truncation_is_refused() {
    let bytes = everything().glb();
    for len in 0..bytes.len() {
        assert!(import(&bytes[..len], &|_| None, &Limits::default()).is_err(), "taken with {len} bytes");
    }
}

/// Small, so that whatever gets through shows quickly.
fn small() -> Limits {
    Limits { decoded_bytes: 1 << 20, images_px: 1 << 16, buffer_bytes: 1 << 20, ..Limits::default() }
}

/// Puts something hostile into the JSON at a place chosen by `at`.
fn put(json: &mut Value, mut at: usize, hostile: &Value) {
    let n_inside = match json {
        Value::Array(values) => values.len(),
        Value::Object(entries) => entries.len(),
        _ => 0,
    };
    let stop = at.is_multiple_of(5);
    at /= 5;
    if n_inside == 0 || stop {
        *json = hostile.clone();
        return;
    }
    let (child, rest) = (at % n_inside, at / n_inside);
    match json {
        Value::Array(values) => put(&mut values[child], rest, hostile),
        Value::Object(entries) => put(entries.values_mut().nth(child).unwrap(), rest, hostile),
        _ => {}
    }
}

fn hostile() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0_i64..30).prop_map(|whole| json!(whole)),
        any::<u64>().prop_map(|whole| json!(whole)),
        any::<f64>().prop_map(|number| json!(number)),
        proptest::collection::vec(0_u64..12, 0..6).prop_map(|list| json!(list)),
        proptest::sample::select(vec![
            json!(null),
            json!({}),
            json!([]),
            json!([[]]),
            json!(""),
            json!(-1),
            json!(5125),
            json!("VEC4"),
            json!(u32::MAX)
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = import(&bytes, &|_| None, &small());
        let _ = import(&glb(bytes.clone(), bytes), &|_| None, &small());
    }

    #[test]
    fn any_change_of_bytes_is_answered(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        for mut bytes in [everything().glb(), everything_else().glb()] {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            answered(&bytes)?;
        }
    }

    #[test]
    fn any_change_of_meaning_is_answered(changes in proptest::collection::vec((any::<usize>(), hostile()), 1..4)) {
        for mut file in [everything(), everything_else()] {
            for (at, hostile) in &changes {
                put(&mut file.json, *at, hostile);
            }
            if file.json.is_object() {
                answered(&file.glb())?;
            }
        }
    }

    #[test]
    fn any_picture_is_answered(changes in changes(), which in 0..6_usize) {
        let packed = [
            &include_bytes!("files/etc1s.ktx2")[..],
            include_bytes!("files/uastc.ktx2"),
            include_bytes!("files/etc1s-levels.ktx2"),
            include_bytes!("files/uastc-levels-alpha.ktx2"),
        ];
        let whole = match which {
            0 => png(9, 9),
            1 => files::jpeg(17, 9),
            _ => packed[which - 2].to_vec(),
        };
        let mut file = File::new(json!({ "textures": [{ "source": 0 }] }));
        let view = file.view(&changed(whole, &changes));
        file.json["images"] = json!([{ "bufferView": view }]);
        let _ = import(&file.glb(), &|_| None, &small());
    }

    #[test]
    fn any_packed_triangles_are_answered(changes in changes(), which in 0..3_usize) {
        let files = [
            &include_bytes!("files/draco-edgebreaker.glb")[..],
            include_bytes!("files/draco-valence.glb"),
            include_bytes!("files/draco-sequential.glb"),
        ];
        let header_bytes = 20 + u32::from_le_bytes(files[which][12..16].try_into().unwrap()) as usize;
        let (json, packed) = files[which].split_at(header_bytes);
        let bytes = [json, &changed(packed.to_vec(), &changes)].concat();
        if let Ok(imported) = import(&bytes, &|_| None, &small()) {
            prop_assert_eq!(imported.scene.check(), Ok(()));
        }
    }
}

/// An import keeps its promises, and an inspection finds something wrong exactly where an import fails.
fn answered(bytes: &[u8]) -> Result<(), TestCaseError> {
    let imported = import(bytes, &|_| None, &small());
    if let Ok(imported) = &imported {
        prop_assert_eq!(imported.scene.check(), Ok(()));
        for clip in &imported.scene.animations {
            clip.sample(0.5).write(&mut imported.scene.clone());
        }
    }
    let inspection = inspect(bytes, &|_| None, &small());
    let told = inspection.errors.iter().any(|error| Some(error) == imported.as_ref().err());
    prop_assert!(inspection.errors.is_empty() && imported.is_ok() || told, "{:?}: {:?}", imported.err(), inspection.errors);
    Ok(())
}

/// Where to write which bytes.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Vec<u8>)>> {
    let bytes = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        any::<[u8; 4]>().prop_map(|bytes| bytes.to_vec()),
        Just(vec![0xff; 4]),
        Just(vec![0xff; 8]),
    ];
    proptest::collection::vec((any::<prop::sample::Index>(), bytes), 1..12)
}

fn changed(mut whole: Vec<u8>, changes: &[(prop::sample::Index, Vec<u8>)]) -> Vec<u8> {
    for (at, bytes) in changes {
        let at = at.index(whole.len());
        let end = whole.len().min(at + bytes.len());
        whole[at..end].copy_from_slice(&bytes[..end - at]);
    }
    whole
}
