//! What the program says of the broken modules that `authoring` is tested with: the examples of the checks' page.

use authoring::{PictureFile, SceneIndex, Sources, compile, render};
use std::collections::BTreeMap;

/// Every broken module; `build.rs` lists them.
static BROKEN: &[&str] = include!(concat!(env!("OUT_DIR"), "/broken_modules.rs"));

/// For each code that a single file can show, what is said of the module that is wrong in nothing else, or in little.
pub(super) fn examples() -> BTreeMap<&'static str, String> {
    let scene = scene();
    let mut best: BTreeMap<&'static str, (usize, String)> = BTreeMap::new();
    for source in BROKEN {
        let found = compile(&beside_pictures(source), &scene).diagnostics;
        for diagnostic in &found {
            if best.get(diagnostic.code).is_none_or(|(n_found, _)| found.len() < *n_found) {
                best.insert(diagnostic.code, (found.len(), render(diagnostic, source)));
            }
        }
    }
    best.into_iter().map(|(code, (_, words))| (code, words)).collect()
}

/// The folder that the broken modules lie in: two pictures, one that is broken, and a fact.
fn beside_pictures(module: &str) -> Sources {
    let readable = |width_px, height_px| PictureFile::Readable { width_px, height_px };
    Sources::of_module(module)
        .with("facts.toml", "phone = \"extension 1\"")
        .with_picture("pump.jpg", readable(4032, 3024))
        .with_picture("round.jpg", readable(4096, 2048))
        .with_picture("huge.png", PictureFile::Unusable("it is larger than 16 MB".to_owned()))
}

/// The scene that the broken modules play in.
fn scene() -> SceneIndex {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SceneIndex {
        scene: "room".to_owned(),
        nodes: set(&["Bell", "Lamp", "Gauge", "Door", "Key", "Shelf", "Cup", "Book", "Ana", "Spot", "Corner"]),
        clips: set(&["Door_Open"]),
        sounds: set(&["click"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_show_what_they_find() {
        let (shown, all) = (examples(), authoring::checks());
        // The rest is shown by bytes that are no text, by several files together, by voices, or by a missing file.
        assert!(shown.len() + 13 >= all.len(), "only {} of {} checks have an example", shown.len(), all.len());
        assert!(shown["P020"].starts_with("error[P020]: there is no"), "{}", shown["P020"]);
    }
}
