//! Benchmarks of the whole program, as a table with the targets beside it.
//!
//! Starts and frames are measured in processes of their own ([`child`]), as a trainee would start them. Start at [`bench`].

mod child;
mod engine;
mod frames;
mod loading;
mod objects;
mod process;

pub(crate) use frames::{Frames, gpu_ms_of};
pub(crate) use process::{cpu_ms_since_start, peak_mb};

use crate::author::latency::reload_ms;
use crate::library::Library;
use crate::places::{Places, Wanted};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Tells a process that it is a child of a benchmark, and what to measure.
const CHILD_VARIABLE: &str = "PRACTICUM_BENCH_CHILD";
/// Where a child finds, and leaves, compiled pipelines.
const CACHE_VARIABLE: &str = "PRACTICUM_BENCH_CACHE";

/// Measures this machine and prints a table; or, in a child, measures one thing and prints it for its parent.
pub fn bench(wanted: Wanted, quick: bool, out: &mut dyn Write) -> Result<()> {
    let places = Places::find(wanted)?;
    let scratch = Scratch::new(&places.data)?;
    if let Some(what) = std::env::var_os(CHILD_VARIABLE) {
        let cache = std::env::var_os(CACHE_VARIABLE).map(PathBuf::from);
        return child::measure(&what.to_string_lossy(), &places, &scratch.0, cache.as_deref(), quick, out);
    }
    let parent = Parent { places: &places, cache: scratch.0.join("pipelines.bin"), quick };
    let mut table = Table { out };
    parent.starts(&mut table)?;
    parent.frames(&mut table)?;
    parent.things(&mut table)?;
    engine::measure(&places, &scratch.0, quick, &mut table)?;
    parent.loads(&mut table)?;
    let reloads = reload_ms(&places, child::MODULE, &scratch.0, if quick { 3 } else { 15 })?;
    table.row("Reload: saved to standing in the room, median", ms(percentile(&reloads, 0.5)), "1000 ms")?;
    table.row("  the slowest", ms(percentile(&reloads, 1.0)), "")?;
    writeln!(
        table.out,
        "\nOther work on this machine makes all of these worse: the load average was {}.",
        process::load_average()
    )?;
    Ok(())
}

/// Whether this process measures one thing for another that prints the table.
pub fn is_child() -> bool {
    std::env::var_os(CHILD_VARIABLE).is_some()
}

struct Parent<'a> {
    places: &'a Places,
    cache: PathBuf,
    quick: bool,
}

impl Parent<'_> {
    /// From the start of a process to its first complete frame, without anything kept from earlier, then with it.
    fn starts(&self, table: &mut Table) -> Result<()> {
        let (cold_ms, first) = self.child("first-frame", true)?;
        let adapter = first.words.get("adapter").map_or("unknown", String::as_str);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        writeln!(table.out, "Drawing with {adapter}; {cores} CPU cores; 1280 x 720\n")?;
        table.head()?;
        table.row("Start to first complete frame, cold", ms(cold_ms), "")?;
        table.row("  CPU time of it", first.ms("start cpu"), "")?;
        let n_starts = if self.quick { 2 } else { 5 };
        let mut warm = Vec::new();
        for _ in 0..n_starts {
            warm.push(self.child("first-frame", false)?);
        }
        warm.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (median_ms, split) = &warm[warm.len() / 2];
        table.row("Start to first complete frame, warm, median", ms(*median_ms), "600 ms")?;
        table.row("  the best of them", ms(warm[0].0), "")?;
        table.row("  CPU time of the median", split.ms("start cpu"), "")?;
        for (name, took_ms) in &split.numbers {
            if let Some(part) = name.strip_prefix("part ") {
                let peak_mb = split.numbers.get(&format!("peak MB after {part}")).copied().unwrap_or(0.0);
                let words = part.split_once(' ').map_or(part, |(_, words)| words);
                table.row(&format!("  {words}"), format!("{} {peak_mb:>4.0} MB", ms(*took_ms)), "")?;
            }
        }
        Ok(())
    }

    /// Looking around in each place that modules play in, on all tiers.
    fn frames(&self, table: &mut Table) -> Result<()> {
        for (scene, module) in self.scenes()? {
            for (tier, target) in [("low", "60 ms"), ("medium", "500 ms"), ("high", "")] {
                let (_, said) = self.child(&format!("frames-{tier}:{module}"), false)?;
                let number = |name: &str| said.number(name);
                table.row(&format!("{scene}, tier {tier}: CPU time, median"), ms(number("cpu median")?), target)?;
                table.row("  99 % below", ms(number("cpu p99")?), "")?;
                table.row("  wall time, median", ms(number("wall median")?), "")?;
                table.row("  99 % below", ms(number("wall p99")?), "")?;
                table.row("  GPU time, median", said.ms("gpu median"), "")?;
                table.row("  99 % below", said.ms("gpu p99"), "")?;
                table.row("  draws, median", format!("{:.0}", number("draws")?), "")?;
                table.row("  peak memory", format!("{:.0} MB", number("peak MB")?), "250 MB")?;
            }
        }
        let (_, said) = self.child("frames-low-steam", false)?;
        table.row("Frame, tier low, in steam and fire: CPU, median", said.ms("cpu median"), "120 ms")?;
        table.row("  99 % below", said.ms("cpu p99"), "")?;
        Ok(())
    }

    /// Each scene that a module plays in, with the first such module; the reception first.
    fn scenes(&self) -> Result<Vec<(String, String)>> {
        let library = Library::open(&self.places.modules, &self.places.content)?;
        let mut scenes: Vec<(String, String)> = Vec::new();
        let first = library.module(child::MODULE).and_then(|shelf| shelf.module.as_ref());
        for module in first.into_iter().chain(library.playable()) {
            let scene = module.scene.as_str().to_owned();
            let is_place = self.places.content.join(&scene).is_dir();
            if is_place && scenes.iter().all(|(known, _)| *known != scene) {
                scenes.push((scene, module.id.as_str().to_owned()));
            }
        }
        Ok(scenes)
    }

    /// Many things, in view and looking away.
    fn things(&self, table: &mut Table) -> Result<()> {
        let numbers = [(500, "250 ms"), (10_000, "700 ms"), (50_000, "1800 ms")];
        let tiers = ["low", "medium", "high"];
        for ((n_objects, of_medium), tier) in numbers.into_iter().flat_map(|number| tiers.map(|tier| (number, tier))) {
            let target = if tier == "medium" { of_medium } else { "" };
            let (_, said) = self.child(&format!("objects-{n_objects}-{tier}"), false)?;
            let number = |name: &str| said.number(name);
            let draws = number("in view draws")?;
            table.row(&format!("{n_objects} things, tier {tier}: CPU, median"), ms(number("in view cpu median")?), target)?;
            table.row("  99 % below", ms(number("in view cpu p99")?), "")?;
            // At 120 frames a second this much is left where a graphics card draws.
            table.row("  of it the thread that draws, median", said.ms("in view thread cpu median"), "8.3 ms")?;
            table.row("  GPU time, median", said.ms("in view gpu median"), "")?;
            table.row("  looking away: CPU, median", ms(number("out of view cpu median")?), "")?;
            table.row("  of it the thread that draws, median", said.ms("out of view thread cpu median"), "")?;
            table.row("  draws in view", format!("{draws:.0}"), "")?;
            table.row("  calls for them", format!("{:.0}", number("in view calls")?), "")?;
            table.row("  peak memory", format!("{:.0} MB", number("peak MB")?), "")?;
        }
        Ok(())
    }

    /// A large file, and where its time goes.
    fn loads(&self, table: &mut Table) -> Result<()> {
        let (_, said) = self.child("loading", false)?;
        let megabytes = said.numbers.get("megabytes").context("the child measured no megabytes")?;
        table.row(&format!("Loading a glTF file of {megabytes:.0} MB, median"), said.ms("whole"), "1000 ms")?;
        for part in ["read", "decode", "upload"] {
            table.row(&format!("  {part}"), said.ms(part), "")?;
        }
        Ok(())
    }

    /// Runs a child to its end: milliseconds until its first frame stood, and all it said.
    fn child(&self, what: &str, cold: bool) -> Result<(f64, Said)> {
        let program = std::env::current_exe().context("the program does not know where it lies")?;
        let home = self.places.modules.parent().unwrap_or(Path::new("."));
        let mut command = Command::new(program);
        command.arg("--home").arg(home).arg("--data").arg(&self.places.data).arg("bench");
        if self.quick {
            command.arg("--quick");
        }
        command.env(CHILD_VARIABLE, what);
        if cold {
            // Mesa keeps compiled shaders of its own.
            command.env("MESA_SHADER_CACHE_DISABLE", "true");
        }
        command.env(CACHE_VARIABLE, &self.cache);
        let began = Instant::now();
        let output = command.output().context("the program cannot start itself")?;
        let whole_ms = began.elapsed().as_secs_f64() * 1e3;
        ensure!(output.status.success(), "measuring `{what}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        let said = Said::parse(&String::from_utf8_lossy(&output.stdout));
        // What a child does after its frame stands is not part of the start.
        let after_ms = said.numbers.get("after the frame").copied().unwrap_or(0.0);
        Ok((whole_ms - after_ms, said))
    }
}

/// What a child printed: lines of a name, a tab and a value.
#[derive(Debug, Default)]
struct Said {
    numbers: BTreeMap<String, f64>,
    words: BTreeMap<String, String>,
}

impl Said {
    fn number(&self, name: &str) -> Result<f64> {
        self.numbers.get(name).copied().with_context(|| format!("the child measured no {name}"))
    }

    fn ms(&self, name: &str) -> String {
        self.numbers.get(name).map_or("not known".to_owned(), |number| ms(*number))
    }

    fn parse(text: &str) -> Self {
        let mut said = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once('\t')) {
            match value.parse() {
                Ok(number) => said.numbers.insert(name.to_owned(), number).map(drop),
                Err(_) => said.words.insert(name.to_owned(), value.to_owned()).map(drop),
            };
        }
        said
    }
}

/// The table as it grows: every line is printed when it is known.
struct Table<'a> {
    out: &'a mut dyn Write,
}

impl Table<'_> {
    fn head(&mut self) -> Result<()> {
        self.row("Measured", "here".to_owned(), "target")
    }

    fn row(&mut self, name: &str, value: String, target: &str) -> Result<()> {
        writeln!(self.out, "{name:<48} {value:>20} {target:>10}")?;
        Ok(self.out.flush()?)
    }
}

fn ms(milliseconds: f64) -> String {
    format!("{milliseconds:.1} ms")
}

/// A folder on the disk where records lie, gone when this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(data: &Path) -> Result<Self> {
        let folder = data.join(format!("bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left over, it would only take up room.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The value below which a share of all lies; `values` are sorted.
fn percentile(values: &[f64], share: f64) -> f64 {
    values.get(((values.len().max(1) - 1) as f64 * share).round() as usize).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_heard_by_name() {
        let said = Said::parse("adapter\tllvmpipe 15\npart 1 scene\t12.5\nnoise\n");
        assert_eq!(said.numbers["part 1 scene"], 12.5);
        assert_eq!(said.words["adapter"], "llvmpipe 15");
    }

    #[test]
    fn percentiles_are_of_the_sorted_values() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(percentile(&values, 0.5), 50.0);
        assert_eq!(percentile(&values, 0.99), 99.0);
        assert_eq!(percentile(&[], 0.5), 0.0);
    }
}
