//! The kept modules, one for each goal and structure, compiled against a scene that has exactly what they name.

use authoring::{PictureFile, SceneIndex, Sources, compile};
use curriculum::Module;
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/kept.rs"));

/// Every kept module.
///
/// # Panics
/// When one does not compile: the session's own tests say why.
pub fn modules() -> Vec<Arc<Module>> {
    MODULES.iter().map(|(file, text)| compiled(text).unwrap_or_else(|why| panic!("{file}: {why}"))).collect()
}

/// A module's text with the kept snippets beside it. The error has each problem on a line.
pub fn compiled(text: &str) -> Result<Arc<Module>, String> {
    let plan = PictureFile::Readable { width_px: 640, height_px: 480 };
    let mut sources = Sources::of_module(text).with_picture("plan.png", plan);
    for (file, snippet) in SNIPPETS {
        sources = sources.with(&format!("snippets/{file}"), *snippet);
    }
    let compiled = compile(&sources, &scene_of(text));
    let problems = || compiled.diagnostics.iter().map(|found| format!("{} {}: {}\n", found.code, found.line, found.message));
    compiled.module.map(Arc::new).ok_or_else(|| problems().collect())
}

fn scene_of(text: &str) -> SceneIndex {
    let nodes = text.lines().filter_map(|line| line.strip_prefix("node")?.split('"').nth(1)).map(str::to_owned).collect();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let named = SceneIndex { scene: "workshop".to_owned(), nodes, ..SceneIndex::default() };
    SceneIndex { clips: names(&["Lid_Open"]), sounds: names(&["click"]), ..named }
}
