//! Power cuts: a run that is killed at any instant goes on where it was, and nothing that was ticked is lost or done twice.
//!
//! The instants are seeded and measured in what the run has printed, plus some microseconds. Start at [`journey`].

use anyhow::{Context, Result, ensure};
use journeys::program::Practicum;
use journeys::random::Random;
use journeys::record::{Record, assert_each_once};
use std::io::Read;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const N_KILLS: u64 = 50;
const N_AT_ONCE: usize = 2;
/// About as long as a step takes to be computed.
const BUSY_MAX_MICROS: u64 = 30_000;
const WATCH: [&str; 3] = ["watch", "first-day", "--no-pictures"];

/// What an undisturbed run prints.
struct Undisturbed {
    out: String,
    /// The step of each state line, in order.
    steps: Vec<String>,
    n_steps: usize,
    /// Until it printed its first line.
    start_micros: u64,
}

#[test]
fn a_run_killed_at_any_instant_goes_on_where_it_was() {
    let undisturbed = undisturbed().unwrap();
    let next = AtomicU64::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        let walk = || {
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= N_KILLS {
                    return Ok(());
                }
                journey(seed, &undisturbed).with_context(|| format!("killed at the instant of seed {seed}"))?;
            }
        };
        let walkers: Vec<_> = (0..N_AT_ONCE).map(|_| scope.spawn(walk)).collect();
        let results: Vec<Result<()>> = walkers.into_iter().map(|walker| walker.join().unwrap()).collect();
        for result in results {
            result.unwrap();
        }
    });
    println!("{N_KILLS} kills in {:.0} s", began.elapsed().as_secs_f32());
}

fn undisturbed() -> Result<Undisturbed> {
    let practicum = Practicum::new()?;
    let began = Instant::now();
    let mut child = practicum.command(WATCH)?.stdout(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().context("no output to read")?;
    let mut first = [0; 1];
    output.read_exact(&mut first)?;
    let start_micros = began.elapsed().as_micros() as u64;
    let mut out = String::from_utf8(first.to_vec())?;
    output.read_to_string(&mut out)?;
    ensure!(child.wait()?.success(), "the module does not play to its end undisturbed:\n{out}");
    let steps: Vec<String> = states(&out).map(|state| state.0.to_owned()).collect();
    let record = Record::open(&practicum.database())?;
    let n_steps = record.steps_completed(&record.attempts()?[0])?.len();
    ensure!(n_steps > 10 && steps.len() > 10, "the run is too short to be killed at interesting instants:\n{out}");
    Ok(Undisturbed { out, steps, n_steps, start_micros })
}

/// One attempt: killed once, every fifth one twice, then played to its end.
fn journey(seed: u64, undisturbed: &Undisturbed) -> Result<()> {
    let mut random = Random::new(seed);
    let practicum = Practicum::new()?;
    let n_kills = if seed.is_multiple_of(5) { 2 } else { 1 };
    let mut printed = killed_run(&practicum, &WATCH, &mut random, undisturbed)?;
    for nth in 0..n_kills {
        let before = nothing_is_lost(&practicum, &printed, undisturbed)?;
        if is_closed(&practicum)? {
            break;
        }
        let resume = [&WATCH[..], &["--resume"]].concat();
        let is_last = nth + 1 == n_kills;
        printed = if is_last {
            practicum.run(&resume)?.succeeded()?
        } else {
            killed_run(&practicum, &resume, &mut random, undisturbed)?
        };
        if let (Some(on_disk), Some(resumed)) = (before, states(&printed).next()) {
            ensure!(
                resumed.1 == on_disk.objects_hash && undisturbed.at(resumed.0) >= on_disk.at,
                "it went on from {resumed:?}, and on disk was {on_disk:?}"
            );
        }
    }
    everything_is_done_once(&practicum, undisturbed)
}

impl Undisturbed {
    /// Where a step's state line stands among all.
    fn at(&self, step: &str) -> Option<usize> {
        self.steps.iter().position(|at| at == step)
    }
}

/// Starts a run, kills it once it has printed so much, and gives all that it had printed by then.
fn killed_run(practicum: &Practicum, args: &[&str], random: &mut Random, undisturbed: &Undisturbed) -> Result<String> {
    // One in six is killed while it starts, when it has printed nothing or little.
    let (after_bytes, busy_micros) = match random.below(6) {
        0 => (0, undisturbed.start_micros / 4 + random.below(undisturbed.start_micros)),
        _ => (random.below(undisturbed.out.len() as u64) as usize, random.below(BUSY_MAX_MICROS)),
    };
    let busy = Duration::from_micros(busy_micros);
    let mut child = practicum.command(args)?.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().context("no output to read")?;
    let (mut printed, mut buffer) = (Vec::new(), [0; 64]);
    while printed.len() < after_bytes {
        let n_read = output.read(&mut buffer)?;
        if n_read == 0 {
            break;
        }
        printed.extend_from_slice(&buffer[..n_read]);
    }
    let since = Instant::now();
    while since.elapsed() < busy {
        std::hint::spin_loop();
    }
    child.kill()?;
    // What lay in the pipe had been printed.
    output.read_to_end(&mut printed)?;
    let mut err = String::new();
    child.stderr.take().context("no errors to read")?.read_to_string(&mut err)?;
    child.wait()?;
    ensure!(err.is_empty(), "the run complained before it was killed: {err}");
    Ok(String::from_utf8(printed)?)
}

/// What an attempt would go on from.
#[derive(Debug)]
struct OnDisk {
    /// Of the last state line printed, among all.
    at: Option<usize>,
    objects_hash: String,
}

/// After a kill: the record holds, and has at least what was printed. None: it was killed before there was anything.
fn nothing_is_lost(practicum: &Practicum, printed: &str, undisturbed: &Undisturbed) -> Result<Option<OnDisk>> {
    let verified = practicum.run(["verify"])?;
    let last = states(printed).last();
    if last.is_some() {
        ensure!(verified.code == Some(0), "verify says: {} {}", verified.out, verified.err);
    } else {
        // Nothing was promised yet: a record, or the plain words that there is none.
        ensure!(verified.code == Some(0) || verified.err.starts_with("practicum: "), "{verified:?}");
    }
    if !practicum.database().is_file() || verified.code != Some(0) {
        return Ok(None);
    }
    let record = Record::open(&practicum.database())?;
    let Some(attempt) = record.attempts()?.pop() else {
        ensure!(last.is_none(), "a run stood at {last:?}, and there is no attempt on disk");
        return Ok(None);
    };
    let completed = record.steps_completed(&attempt)?;
    assert_each_once(&completed)?;
    ensure!(completed.len() >= n_ticked(printed), "{} steps were ticked, on record are {completed:?}", n_ticked(printed));
    let (Some(objects_hash), Some((step, _))) = (record.objects_hash(&attempt)?, last) else { return Ok(None) };
    // What is on disk is what was printed last, or what would have been printed next.
    let at = undisturbed.at(step);
    let furthest = at.and_then(|at| undisturbed.steps.get(at + 1)).and_then(|step| undisturbed_count(undisturbed, step));
    ensure!(
        furthest.is_none_or(|furthest| completed.len() <= furthest),
        "at {step} was printed, and on record are already {completed:?}"
    );
    Ok(Some(OnDisk { at, objects_hash }))
}

/// How many steps an undisturbed run had ticked when it stood at a step.
fn undisturbed_count(undisturbed: &Undisturbed, step: &str) -> Option<usize> {
    let mut ticked = 0;
    for line in undisturbed.out.lines() {
        ticked = ticks(line).unwrap_or(ticked);
        if state(line).is_some_and(|state| state.0 == step) {
            return Some(ticked);
        }
    }
    None
}

/// True when the kill came after the last step: there is nothing to go on with.
fn is_closed(practicum: &Practicum) -> Result<bool> {
    if !practicum.database().is_file() {
        return Ok(false);
    }
    let record = Record::open(&practicum.database())?;
    let Some(attempt) = record.attempts().unwrap_or_default().pop() else { return Ok(false) };
    Ok(record.facts(&attempt)?.last().is_some_and(|fact| fact["fact"] == "attempt_closed"))
}

fn everything_is_done_once(practicum: &Practicum, undisturbed: &Undisturbed) -> Result<()> {
    practicum.run(["verify"])?.succeeded()?;
    let record = Record::open(&practicum.database())?;
    let attempts = record.attempts()?;
    ensure!(attempts.len() == 1, "one attempt was begun, on record are {attempts:?}");
    let completed = record.steps_completed(&attempts[0])?;
    assert_each_once(&completed)?;
    ensure!(completed.len() == undisturbed.n_steps, "of {} steps on record are {completed:?}", undisturbed.n_steps);
    let report: serde_json::Value = serde_json::from_str(&practicum.run(["report", "--format", "json"])?.succeeded()?)?;
    let row = &report["attempts"][0];
    ensure!(row["outcome"] == "passed" && row["steps_done"] == undisturbed.n_steps && row["mistakes"] == 0, "{report}");
    Ok(())
}

/// The state lines of an output: step, and hash of the objects.
fn states(out: &str) -> impl Iterator<Item = (&str, &str)> {
    // A line that the kill cut in two was not printed.
    let whole = out.rfind('\n').map_or("", |end| &out[..=end]);
    whole.lines().filter_map(state)
}

fn state(line: &str) -> Option<(&str, &str)> {
    line.trim().strip_prefix("at step ")?.split_once(", objects ")
}

/// How many steps were printed as done.
fn n_ticked(out: &str) -> usize {
    out.lines().filter_map(ticks).next_back().unwrap_or(0)
}

/// Of a line such as ` 11 of 22  01:02  Gauge read`: 11.
fn ticks(line: &str) -> Option<usize> {
    let (n, rest) = line.trim().split_once(" of ")?;
    rest.starts_with(|letter: char| letter.is_ascii_digit()).then(|| n.parse().ok())?
}
