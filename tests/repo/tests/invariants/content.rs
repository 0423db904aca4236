//! What modules show and play: made here, licensed, small, and no more than text where people write.

use repo::{File, assert_none, files};

/// A place with everything in it, so that a slow line can still fetch it.
const MOST_GLB_BYTES: u64 = 6 * 1024 * 1024;

fn beside<'a>(all: &'a [File], file: &'a File) -> impl Iterator<Item = &'a File> {
    all.iter().filter(move |other| other.folder() == file.folder())
}

/// Of voices, of which there is a folder for each module and language, what lies above them all.
fn beside_or_above<'a>(all: &'a [File], file: &'a File) -> impl Iterator<Item = &'a File> {
    let is_voice = file.path.starts_with(VOICES);
    all.iter().filter(move |other| other.folder() == if is_voice { VOICES.trim_end_matches('/') } else { file.folder() })
}

const VOICES: &str = "content/voices/";

fn is_licence(file: &File) -> bool {
    let name = file.name().to_uppercase();
    name.starts_with("LICENSE") || name.starts_with("OFL")
}

#[test]
fn every_font_has_its_licence_beside_it() {
    let all = files();
    let mut findings = Vec::new();
    for font in all.iter().filter(|file| matches!(file.extension(), "ttf" | "otf" | "woff2")) {
        let family = font.name().split(['-', '.']).next().unwrap_or_default();
        // `InterDisplay` is a cut of `Inter`: the licence names the family.
        let names_family =
            |licence: &File| licence.name().split(['-', '.']).any(|part| part.len() > 3 && family.starts_with(part));
        if !beside(&all, font).any(|file| is_licence(file) && names_family(file)) {
            findings.push(font.path.clone());
        }
    }
    assert_none(&findings, "Put the font's licence text beside it, named after the family: OFL-Inter.txt.");
}

#[test]
fn every_scene_is_small_enough() {
    let all = files();
    let large = all.iter().filter(|file| file.extension() == "glb" && file.size_bytes > MOST_GLB_BYTES);
    let findings: Vec<_> = large.map(|file| format!("{} has {} bytes", file.path, file.size_bytes)).collect();
    assert_none(&findings, "Share textures, make pictures smaller, or take triangles out of what nobody looks at.");
}

#[test]
fn every_scene_and_sound_has_the_script_that_made_it_and_a_licence() {
    let all = files();
    let mut findings = Vec::new();
    for made in all
        .iter()
        .filter(|file| file.path.starts_with("content/") && matches!(file.extension(), "glb" | "wav" | "ogg" | "hdr" | "exr"))
    {
        if !beside_or_above(&all, made).any(|file| file.extension() == "py") {
            findings.push(format!("{} has no script beside it", made.path));
        }
        if !beside_or_above(&all, made).any(is_licence) {
            findings.push(format!("{} has no LICENSE beside it", made.path));
        }
    }
    assert_none(&findings, "Whoever changes it needs the script; whoever passes it on needs the licence.");
}

#[test]
fn modules_are_toml_text_and_the_pictures_they_name() {
    let all = files();
    let mut findings = Vec::new();
    for file in all.iter().filter(|file| file.path.starts_with("modules/")) {
        if matches!(file.extension(), "png" | "jpg") {
            if !is_named(&all, file) {
                findings.push(format!("{} is a picture that no module beside it names", file.path));
            }
        } else if !matches!(file.extension(), "toml" | "md" | "txt") {
            findings.push(format!("{} is neither TOML nor text", file.path));
        } else if file.text().is_none_or(|text| text.contains('\0')) {
            findings.push(format!("{} is no UTF-8 text", file.path));
        }
    }
    assert_none(&findings, "A module is safe for people who do not program: scripts and scenes stand in content/.");
}

/// In the module.toml of its own folder.
fn is_named(all: &[File], picture: &File) -> bool {
    let Some((folder, name)) = picture.path.rsplit_once('/') else { return false };
    let module = all.iter().find(|file| file.path == format!("{folder}/module.toml"));
    module.and_then(File::text).is_some_and(|text| text.contains(&format!("\"{name}\"")))
}
