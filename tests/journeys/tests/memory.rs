//! A PC without memory: what does not fit is refused in a sentence, and nothing dies.
//!
//! The program runs under a limit that its shell sets, which is the same to it as a PC that is full.

#![cfg(target_os = "linux")]

use anyhow::Result;
use journeys::program::{Practicum, Ran, binary, project_root, ran};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the program takes by itself, with its threads, and far less than the files below need, KiB.
const FULL_KIB: u32 = 100_000;
const ROOMY_KIB: u32 = 4_000_000;

fn inspected(practicum: &Practicum, file: &Path, limit_kib: u32) -> Result<Ran> {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {limit_kib} && exec \"$0\" \"$@\"")]).arg(binary()?);
    command.arg("--home").arg(project_root()).arg("--data").arg(practicum.data()).arg("inspect").arg(file);
    ran(&mut command)
}

fn is_refused_only_when_memory_is_short(practicum: &Practicum, file: &Path, place: &str) -> Result<()> {
    let refused = inspected(practicum, file, FULL_KIB)?;
    assert_eq!(refused.code, Some(1), "it ends by itself: {refused:?}");
    let said = format!("{place}: this PC has no memory left for");
    assert!(refused.out.contains(&said) && refused.out.contains("close other programs"), "{refused:?}");
    let shown = inspected(practicum, file, ROOMY_KIB)?;
    assert_eq!(shown.code, Some(0), "{shown:?}");
    Ok(())
}

#[test]
fn a_picture_that_is_larger_than_memory_is_refused_in_a_sentence() {
    let practicum = Practicum::new().unwrap();
    image::GrayImage::new(7_000, 7_000).save(practicum.scratch().join("huge.png")).unwrap();
    let file = practicum.scratch().join("poster.gltf");
    let json = r#"{ "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": [0] }], "nodes": [{ "name": "Poster" }],
        "materials": [{ "pbrMetallicRoughness": { "baseColorTexture": { "index": 0 } } }],
        "textures": [{ "source": 0 }], "images": [{ "uri": "huge.png" }] }"#;
    fs::write(&file, json).unwrap();
    is_refused_only_when_memory_is_short(&practicum, &file, "/images/0").unwrap();
}

#[test]
fn a_mesh_that_is_larger_than_memory_is_refused_in_a_sentence() {
    let practicum = Practicum::new().unwrap();
    let file = practicum.scratch().join("plain.gltf");
    // All its vertices are zero, which takes no room in the file.
    let json = r#"{ "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": [0] }], "nodes": [{ "mesh": 0 }],
        "meshes": [{ "primitives": [{ "attributes": { "POSITION": 0 }, "mode": 0 }] }],
        "accessors": [{ "componentType": 5126, "count": 8000000, "type": "VEC3" }] }"#;
    fs::write(&file, json).unwrap();
    is_refused_only_when_memory_is_short(&practicum, &file, "/accessors/0").unwrap();
}
