//! A run without a window: the module plays itself, on record, with a contact sheet of pictures.
//!
//! Uses the same frame as the window, drawn into a texture. Start at [`watch`].

use crate::attempt::Attempt;
use crate::contact_sheet::ContactSheet;
use crate::debriefing::debrief_view;
use crate::demonstration::Demonstration;
use crate::frame::PlayScreen;
use crate::languages::Languages;
use crate::library::{Library, SceneBundle, Shelf};
use crate::opening::{Opening, begin, resume};
use crate::pictures::Textures;
use crate::places::{Places, Wanted};
use crate::play::Play;
use crate::scenery::scenery_of;
use crate::summary::summary;
use crate::training::stand;
use anyhow::{Context as _, Result, bail};
use curriculum::{Mode, Module};
use ids::AttemptId;
use record::Presentation;
use session::StepStatus;
use sha2::{Digest, Sha256};
use stage::Stage;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use store::Store;

/// One step of simulated time, seconds.
const DT_SECS: f32 = 1.0 / 30.0;
/// No demonstration takes longer than this, simulated.
const LIMIT_SECS: f32 = 3_600.0;

#[derive(Debug, Clone)]
pub struct WatchOptions {
    /// Its id, or a folder.
    pub module: String,
    pub out: PathBuf,
    pub size_px: [u32; 2],
    pub pictures: bool,
    pub resume: bool,
    /// The language of HUD and module; empty for the one of this PC.
    pub language: String,
}

/// Plays a module by itself and prints a line for each step.
pub fn watch(wanted: Wanted, options: &WatchOptions, out: &mut dyn Write) -> Result<()> {
    let places = Places::find(wanted)?;
    let mut library = Library::open(&places.modules, &places.content)?;
    library.speak(&Languages::open(&places.content).speak(&options.language));
    let module = library.find(&options.module)?.module.clone();
    let module = module.with_context(|| format!("`{0}` has problems: run `practicum check {0}`", options.module))?;
    let shelf = library.module(module.id.as_str()).context("a module that was found is on a shelf")?;
    let mut bundle = scenery_of(&places.content, &module, &shelf.path)?;
    let (attempt, play) = open(&places, &library, shelf, &module, &bundle, options)?;
    writeln!(out, "{} · it plays itself, under the demonstration person", module.title)?;
    let mut sheet = if options.pictures { Some(ContactSheet::new(&places, &mut bundle, options.size_px, out)?) } else { None };
    let mut screen = PlayScreen::new(play);
    screen.pictures = Textures::beside(&shelf.path);
    let mut run = Run { screen, module: Arc::clone(&module), told: Vec::new(), started: Instant::now() };
    run.say_where_it_stands(out)?;
    run.play(&mut sheet, out)?;
    let store = Store::open_read_only(&places.database())?;
    let progress = store.progress(attempt)?;
    let view = debrief_view(&module, &progress, &[], Mode::Watch);
    write!(out, "{}", summary(&view))?;
    writeln!(out, "Record: attempt {attempt} in {}", places.database().display())?;
    if let Some(sheet) = sheet {
        let path = sheet.save(&options.out, module.id.as_str())?;
        writeln!(out, "Pictures: {}", path.display())?;
    }
    Ok(())
}

fn open(
    places: &Places,
    library: &Library,
    shelf: &Shelf,
    module: &Arc<Module>,
    bundle: &SceneBundle,
    options: &WatchOptions,
) -> Result<(AttemptId, Play)> {
    let package_sha256 = library.package_sha256(shelf, module.scene.as_str())?;
    let store = Store::open(&places.database())?;
    let person = store.demonstration_person();
    if options.resume {
        let (open, _) = store.open_attempts(person.id)?;
        let last = open.iter().rev().find(|progress| progress.header.module == module.id && progress.header.mode == "watch");
        if let Some(last) = last {
            drop(store);
            let (attempt, standing) = resume(&places.database(), last.attempt, module, &package_sha256, || {})?;
            let mut stage = Stage::new(Arc::clone(module), bundle.scene.clone(), attempt.session().world().clone())?;
            stand(&mut stage, &standing);
            return Ok((last.attempt, Play::new(attempt, stage)));
        }
    }
    drop(store);
    let presentation = Presentation::Headless;
    let opening = Opening { module: Arc::clone(module), package_sha256, mode: Mode::Watch, person, presentation };
    let attempt = begin(&places.database(), &opening, || {})?;
    let stage = Stage::new(Arc::clone(module), bundle.scene.clone(), attempt.session().world().clone())?;
    Ok((attempt.id, Play::new(attempt, stage)))
}

struct Run {
    screen: PlayScreen,
    module: Arc<Module>,
    /// Steps that are done and have their line.
    told: Vec<usize>,
    started: Instant,
}

impl Run {
    fn play(&mut self, sheet: &mut Option<ContactSheet>, out: &mut dyn Write) -> Result<()> {
        let mut demonstration = Demonstration::default();
        let mut simulated_secs = 0.0;
        while !self.screen.play.finished {
            demonstration.advance(&mut self.screen.play, DT_SECS).context("the module cannot be played to its end")?;
            for shown in self.screen.play.attempt.settle() {
                self.screen.play.show(&shown);
            }
            if let Some(why) = self.screen.play.attempt.failure() {
                bail!("the record could not be written: {why}");
            }
            self.screen.play.sounds.clear();
            self.screen.after(DT_SECS);
            self.report_steps(sheet, out)?;
            simulated_secs += DT_SECS;
            if simulated_secs > LIMIT_SECS {
                bail!("the demonstration does not come to an end");
            }
        }
        Ok(())
    }

    /// A line, and a picture, for each step that is newly on disk as done.
    fn report_steps(&mut self, sheet: &mut Option<ContactSheet>, out: &mut dyn Write) -> Result<()> {
        let steps = &self.screen.view.steps;
        let done: Vec<usize> = (0..steps.len()).filter(|idx| is_done(steps[*idx].status)).collect();
        let new: Vec<usize> = done.iter().copied().filter(|idx| !self.told.contains(idx)).collect();
        let n_before = self.told.len();
        if new.is_empty() {
            return Ok(());
        }
        let took = self.started.elapsed().as_secs_f32();
        let minutes = crate::clock::minutes_words(self.screen.view.at_ms);
        for (nth, idx) in (n_before + 1..).zip(&new) {
            let words = self.words_of(*idx);
            writeln!(out, "{nth:>3} of {}  {minutes}  {words}  (computed in {took:.1} s)", self.module.steps.len())?;
        }
        writeln!(out, "         {}", state_line(&self.screen.play.attempt))?;
        out.flush()?;
        self.told = done;
        if let (Some(sheet), Some(last)) = (sheet, new.last()) {
            let words = self.words_of(*last);
            sheet.take(&mut self.screen, &words)?;
        }
        Ok(())
    }

    /// What was achieved, or else what was to be done.
    fn words_of(&self, idx: usize) -> String {
        let step = &self.module.steps[idx];
        if step.done.is_empty() { step.say.clone() } else { step.done.clone() }
    }

    fn say_where_it_stands(&mut self, out: &mut dyn Write) -> Result<()> {
        let steps = &self.screen.view.steps;
        self.told = (0..steps.len()).filter(|idx| is_done(steps[*idx].status)).collect();
        writeln!(out, "         {}", state_line(&self.screen.play.attempt))?;
        Ok(out.flush()?)
    }
}

fn is_done(status: StepStatus) -> bool {
    matches!(status, StepStatus::Done | StepStatus::DoneWithTrouble | StepStatus::Skipped)
}

/// Where the attempt stands, so that two runs can be compared: the step, and a hash over the state of every object.
fn state_line(attempt: &Attempt) -> String {
    let session = attempt.session();
    let world = serde_json::to_vec(session.world()).expect("plain values become JSON");
    let hash: String = Sha256::digest(&world).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let view = session.view(attempt.at_ms());
    let step = view.current_idx.map_or("end", |idx| view.steps[idx].id.as_str());
    format!("at step {step}, objects {hash}")
}
