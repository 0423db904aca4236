//! The parts that need no picture: checking modules, a session's inputs, entries reaching the disk.

use super::{Table, child, ms, percentile};
use crate::clock::utc_now;
use crate::library::Library;
use crate::opening::{Opening, header};
use crate::places::Places;
use anyhow::{Context, Result};
use curriculum::{Mode, Module};
use record::{Fact, Presentation};
use session::{Autopilot, Terms, perform, replay};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::Store;

/// About as large as the state of a session with some forty objects.
const SNAPSHOT_BYTES: usize = 6_000;
/// More than any attempt takes.
const INPUTS_MAX: usize = 10_000;

pub fn measure(places: &Places, scratch: &Path, quick: bool, table: &mut Table) -> Result<()> {
    let n_rounds = if quick { 1 } else { 5 };
    let mut check_ms = Vec::new();
    let mut library = None;
    for _ in 0..n_rounds {
        let began = Instant::now();
        library = Some(Library::open(&places.modules, &places.content)?);
        check_ms.push(began.elapsed().as_secs_f64() * 1e3);
    }
    check_ms.sort_by(f64::total_cmp);
    table.row("Check of all modules, median", ms(percentile(&check_ms, 0.5)), "")?;
    let shelf = library.as_ref().and_then(|library| library.module(child::MODULE)).context("the module to measure is missing")?;
    let module = shelf.module.as_ref().with_context(|| format!("`{}` has problems: run `practicum check`", child::MODULE))?;
    inputs(module, if quick { 20 } else { 200 }, table)?;
    appends(module, scratch, if quick { 50 } else { 300 }, table)
}

fn inputs(module: &Arc<Module>, n_replays: usize, table: &mut Table) -> Result<()> {
    let mut autopilot = Autopilot::new();
    let played = perform(Arc::clone(module), Mode::Guided, 1, INPUTS_MAX, |session, at_ms| autopilot.next(session, at_ms));
    let began = Instant::now();
    for _ in 0..n_replays {
        std::hint::black_box(replay(Arc::clone(module), Mode::Guided, 1, &played.trace.inputs));
    }
    let n_inputs = n_replays * played.trace.inputs.len();
    let per_second = n_inputs as f64 / began.elapsed().as_secs_f64();
    table.row("Session: inputs", format!("{per_second:.0} a second"), "")
}

fn appends(module: &Arc<Module>, scratch: &Path, n_appends: usize, table: &mut Table) -> Result<()> {
    let mut store = Store::open(&scratch.join("appends.sqlite"))?;
    let person = store.demonstration_person();
    let presentation = Presentation::Headless;
    let opening = Opening { module: Arc::clone(module), package_sha256: String::new(), mode: Mode::Guided, person, presentation };
    let attempt = store.open_attempt(&header(&store, &opening, &Terms::new(opening.mode, 1))?, &utc_now())?;
    let (step, snapshot) = (module.steps[0].id.clone(), vec![b'x'; SNAPSHOT_BYTES]);
    let mut took_ms = Vec::new();
    for at_ms in 0..n_appends as u64 {
        let fact = Fact::StepCompleted { step: step.clone(), tries: 1, hints: 0, mistakes: 0, took_ms: at_ms, value: None };
        let began = Instant::now();
        store.append(attempt, at_ms, &utc_now(), &[fact], &[7; 120], Some(&snapshot))?;
        took_ms.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let per_second = 1e3 * n_appends as f64 / took_ms.iter().sum::<f64>();
    took_ms.sort_by(f64::total_cmp);
    table.row("Record: entries on disk, each synced", format!("{per_second:.0} a second"), "")?;
    table.row("  one entry, 99 % below", ms(percentile(&took_ms, 0.99)), "")
}
