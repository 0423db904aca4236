//! How long an author waits: from a file being saved until the new version stands in the room and is drawn.
//!
//! The same watching, compiling, playing on and drawing as in the window, without one. Start at [`reload_ms`].

use super::reload::Ground;
use super::screen::Authoring;
use super::watch::{Stamp, Watch};
use crate::library::{load_scene, open_module};
use crate::offscreen::Offscreen;
use crate::places::Places;
use anyhow::{Context as _, Result, ensure};
use render::Tier;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use store::Store;

const SIZE_PX: [u32; 2] = [1280, 720];
/// Much longer than a reload may take.
const LONGEST: Duration = Duration::from_secs(30);

/// Saves a copy of a module so many times, each time with another instruction in its first step. Milliseconds, sorted.
pub fn reload_ms(places: &Places, module: &str, scratch: &Path, n_reloads: usize) -> Result<Vec<f64>> {
    let folder = scratch.join("reload").join(module);
    std::fs::create_dir_all(&folder)?;
    let original = places.modules.join(module).join("module.toml");
    let text = std::fs::read_to_string(&original).with_context(|| format!("cannot read {}", original.display()))?;
    let file = folder.join("module.toml");
    std::fs::write(&file, &text)?;
    let facts = places.modules.join("facts.toml");
    if facts.is_file() {
        std::fs::copy(facts, folder.join("facts.toml"))?;
    }
    let shelf = open_module(&folder, &places.content)?;
    let said = shelf.module.as_ref().map(|module| module.steps[0].say.clone()).context("the module to reload has problems")?;
    let mut bundle = load_scene(&places.content, shelf.module.as_ref().map_or("", |module| module.scene.as_str()))?;
    let (scene, database) = (bundle.scene.clone(), scratch.join("reload.sqlite"));
    let person = Store::open(&database)?.demonstration_person();
    let ground = || Ground { scene: scene.clone(), database: database.clone(), person: person.clone(), wake: Arc::new(|| {}) };
    let mut offscreen = Offscreen::new(&places.content, &mut bundle, SIZE_PX, Tier::Low)?;
    let (woken, wait) = channel();
    let watch =
        Watch::start(folder.clone(), places.content.clone(), Stamp::of(&folder), move || woken.send(()).unwrap_or_default())?;
    let mut authoring = Authoring::new(folder, watch)?;
    authoring.take_in(|| Ok(ground()), shelf);
    let mut took_ms = Vec::with_capacity(n_reloads);
    for nth in 0..n_reloads {
        let changed = format!("Version {nth} says this.");
        std::fs::write(&file, text.replacen(&said, &changed, 1))?;
        let began = Instant::now();
        wait.recv_timeout(LONGEST).context("nobody noticed that the file was saved")?;
        let shelf = authoring.watch.latest().context("there is news, and nothing in it")?.shelf?;
        authoring.take_in(|| Ok(ground()), shelf);
        authoring.draw_scene(&mut offscreen.painter, SIZE_PX);
        offscreen.painter.gpu.wait();
        took_ms.push(began.elapsed().as_secs_f64() * 1e3);
        let stands = authoring.good.as_ref().is_some_and(|good| good.module.steps[0].say == changed);
        ensure!(stands && authoring.failure.is_none(), "the saved version does not stand in the room: {:?}", authoring.failure);
    }
    took_ms.sort_by(f64::total_cmp);
    Ok(took_ms)
}
