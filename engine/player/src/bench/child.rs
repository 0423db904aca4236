//! What a process of its own measures for the benchmark: the start up to a first frame, or many frames.
//!
//! Draws the window's frame into a texture. Start at [`measure`].

use super::frames::{Frames, SIZE_PX, gpu_ms_of};
use super::{loading, objects, percentile, process};
use crate::attempt::Attempt;
use crate::content_pictures::ContentPictures;
use crate::controls::Deeds;
use crate::frame::PlayScreen;
use crate::library::{Library, Shelf, load_scene};
use crate::offscreen::Offscreen;
use crate::opening::{Opening, begin};
use crate::places::Places;
use crate::play::Play;
use crate::screen_space::Screen as Area;
use anyhow::{Context, Result, bail};
use curriculum::{Mode, Module, Particles};
use hud::Settings;
use record::Presentation;
use render::{Gpu, GpuOptions, Tier};
use session::Cue;
use stage::Stage;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::thread::ScopedJoinHandle;
use std::time::Instant;
use store::Store;

const DT_SECS: f32 = 1.0 / 30.0;
/// The module whose reception is drawn where none is named.
pub const MODULE: &str = "first-day";

/// Measures what its parent asked for and prints it, a line for each. Frames may be those of a module's place: `frames-low:fire`.
pub fn measure(
    what: &str,
    places: &Places,
    scratch: &Path,
    cache: Option<&Path>,
    quick: bool,
    out: &mut dyn Write,
) -> Result<()> {
    if let Some(field) = objects::Field::called(what) {
        return objects::measure(&field, cache, quick, out);
    }
    let (what, module) = what.split_once(':').unwrap_or((what, MODULE));
    let tier = match what {
        "loading" => return loading::measure(scratch, quick, out),
        "first-frame" | "frames-low" | "frames-low-steam" => Tier::Low,
        "frames-medium" => Tier::Medium,
        "frames-high" => Tier::High,
        other => bail!("a benchmark's child was asked for `{other}`, which nobody knows"),
    };
    let mut split = Split { began: Instant::now(), out };
    let mut room = Room::open(places, scratch, cache, (tier, module), &mut split)?;
    room.frame(0.0);
    split.part("4 first frame")?;
    if let Some(used_ms) = process::cpu_ms_since_start() {
        writeln!(split.out, "start cpu\t{used_ms}")?;
    }
    let stands = Instant::now();
    if what == "first-frame" {
        if let (Some(bytes), Some(path)) = (room.offscreen.painter.gpu.pipeline_cache_bytes(), cache) {
            std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
    } else {
        if what == "frames-low-steam" {
            room.fill_with_steam();
        }
        look_around(&mut room, if quick { 30 } else { 150 }, split.out)?;
    }
    writeln!(split.out, "adapter\t{} ({})", room.offscreen.painter.gpu.adapter_name, room.offscreen.painter.gpu.backend)?;
    if let Some(peak_mb) = process::peak_mb() {
        writeln!(split.out, "peak MB\t{peak_mb}")?;
    }
    drop(room);
    writeln!(split.out, "after the frame\t{}", stands.elapsed().as_secs_f64() * 1e3)?;
    Ok(())
}

/// Times the parts of a start.
struct Split<'a> {
    began: Instant,
    out: &'a mut dyn Write,
}

impl Split<'_> {
    fn part(&mut self, name: &str) -> Result<()> {
        writeln!(self.out, "part {name}\t{}", self.began.elapsed().as_secs_f64() * 1e3)?;
        if let Some(peak_mb) = process::peak_mb() {
            writeln!(self.out, "peak MB after {name}\t{peak_mb}")?;
        }
        self.began = Instant::now();
        Ok(())
    }
}

/// A place with somebody in it.
struct Room {
    offscreen: Offscreen,
    screen: PlayScreen,
    faces: ContentPictures,
    settings: Settings,
}

impl Room {
    fn open(
        places: &Places,
        scratch: &Path,
        cache: Option<&Path>,
        (tier, module): (Tier, &str),
        split: &mut Split,
    ) -> Result<Self> {
        let library = Library::open(&places.modules, &places.content)?;
        let shelf =
            library.module(module).with_context(|| format!("the module `{module}` is missing; it is what is measured"))?;
        let module = shelf.module.clone().with_context(|| format!("`{module}` has problems: run `practicum check`"))?;
        split.part("1 modules read and compiled")?;
        // As in the program, the adapter is opened and the painter made while the scene is read; so is the record opened.
        let kept = cache.and_then(|path| std::fs::read(path).ok());
        let database = scratch.join("practicum.sqlite");
        let (painter, bundle, attempt) = std::thread::scope(|scope| {
            let painter = scope.spawn(|| {
                let options = GpuOptions { pipeline_cache: kept.as_deref(), ..GpuOptions::default() };
                Gpu::new(&options).map(|(gpu, _)| Offscreen::painter(gpu, tier))
            });
            let attempt = scope.spawn(|| begun(&library, shelf, &module, &database));
            let bundle = load_scene(&places.content, module.scene.as_str());
            (joined(painter), bundle, joined(attempt))
        });
        let (painter, mut bundle, attempt) = (painter?, bundle?, attempt?);
        split.part("2 scene read, adapter opened, attempt begun")?;
        let (scene, world) = (bundle.scene.clone(), attempt.session().world().clone());
        let (stage, offscreen) = std::thread::scope(|scope| {
            let stage = scope.spawn(|| Stage::new(Arc::clone(&module), scene, world));
            let offscreen = Offscreen::with_painter(painter, &places.content, &mut bundle, SIZE_PX);
            (joined(stage), offscreen)
        });
        let (stage, offscreen) = (stage?, offscreen?);
        offscreen.painter.gpu.wait();
        split.part("3 pipelines made, scene uploaded")?;
        let faces = ContentPictures::of(&offscreen.ctx, &places.content);
        Ok(Self { offscreen, faces, screen: PlayScreen::new(Play::new(attempt, stage)), settings: Settings::default() })
    }

    /// Steam, smoke and fire, as much as an emergency has.
    fn fill_with_steam(&mut self) {
        let play = &mut self.screen.play;
        let sources = [(Particles::Steam, "Workstation"), (Particles::Smoke, "Extinguisher"), (Particles::Fire, "Register")];
        let cues = sources.map(|(kind, node)| Cue::ParticlesStarted { kind, node: node.to_owned(), lasts_ms: 3_600_000 });
        let world = play.attempt.session().world().clone();
        play.stage.show(&cues, &world);
    }

    /// One frame of the window, with the head turning, until its last pixel stands.
    fn frame(&mut self, turn_radians: f32) {
        let [width, height] = SIZE_PX.map(|side| side as f32);
        let area = Area { rect: egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height)) };
        let deeds = Deeds { look: egui::vec2(turn_radians, 0.0), ..Deeds::default() };
        self.screen.advance(DT_SECS, &deeds, &self.settings, &area);
        self.offscreen.frame(&mut self.screen, &self.faces, &self.settings);
        self.offscreen.painter.gpu.wait();
    }
}

/// Its header is on disk when this returns.
fn begun(library: &Library, shelf: &Shelf, module: &Arc<Module>, database: &Path) -> Result<Attempt> {
    let package_sha256 = library.package_sha256(shelf, module.scene.as_str())?;
    let person = Store::open(database)?.demonstration_person();
    let presentation = Presentation::Headless;
    let opening = Opening { module: Arc::clone(module), package_sha256, mode: Mode::Guided, person, presentation };
    Ok(begin(database, &opening, || {})?)
}

/// What a thread made; its panic is one here.
fn joined<T>(thread: ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn look_around(room: &mut Room, n_frames: usize, out: &mut dyn Write) -> Result<()> {
    let turn_radians = std::f32::consts::TAU / n_frames as f32;
    room.offscreen.painter.set_timing(true);
    let mut n_draws = Vec::new();
    let frames = Frames::of(n_frames, |_| {
        room.frame(turn_radians);
        let facts = room.offscreen.painter.facts();
        n_draws.push(f64::from(facts.stats.n_draws));
        gpu_ms_of(&facts.passes)
    });
    n_draws.sort_by(f64::total_cmp);
    writeln!(out, "draws\t{}", percentile(&n_draws, 0.5))?;
    frames.write("", out)
}
