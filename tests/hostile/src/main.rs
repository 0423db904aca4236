//! Looks for files that something does not survive, for as many minutes as one likes: `cargo xtask fuzz --minutes 30`.
//!
//! Each kind of file is hunted in a process of its own, so that one that dies or hangs is a find like any other. Start at
//! [`hunt_all`].

use anyhow::{Context, Result, bail};
use hostile::hunt::{SLOW, case, hunt, keep};
use hostile::target::Target;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// So long one kind of file is hunted before it is another's turn.
const TURN: Duration = Duration::from_secs(10);
const USAGE: &str =
    "Usage: cargo xtask fuzz [--minutes N] [--seed S] [--target modules|strings|traces|facts|courses|snippets|attempts]";

#[derive(Debug, Default)]
struct Wanted {
    minutes: Option<f64>,
    seed: Option<u64>,
    target: Option<Target>,
    /// This process hunts one kind, from a case on, and tells the number of each case in a file.
    child: Option<(u64, PathBuf)>,
}

fn main() -> Result<ExitCode> {
    let wanted = read(std::env::args().skip(1))?;
    match (&wanted.child, wanted.target, wanted.seed) {
        (Some((first, told)), Some(target), Some(seed)) => one_turn(target, seed, *first, told),
        _ => hunt_all(&wanted),
    }
}

fn read(mut args: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().context(USAGE);
        match arg.as_str() {
            "--minutes" => wanted.minutes = Some(value()?.parse().context(USAGE)?),
            "--seed" => wanted.seed = Some(value()?.parse().context(USAGE)?),
            "--target" => wanted.target = Some(Target::named(&value()?).context(USAGE)?),
            "--child" => wanted.child = Some((value()?.parse().context(USAGE)?, PathBuf::from(value()?))),
            _ => bail!("{USAGE}"),
        }
    }
    Ok(wanted)
}

/// Turn after turn for each kind, until the time is up. Fails when anything was found.
fn hunt_all(wanted: &Wanted) -> Result<ExitCode> {
    let longest = Duration::from_secs_f64(wanted.minutes.unwrap_or(1.0).clamp(0.0, 100_000.0) * 60.0);
    let from_clock = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    let seed = wanted.seed.unwrap_or_else(from_clock);
    println!("seed {seed}");
    let began = Instant::now();
    let folder = tempfile::tempdir()?;
    let mut next = [0_u64; Target::ALL.len()];
    let mut n_found = 0;
    while began.elapsed() < longest {
        for target in Target::ALL.into_iter().filter(|target| wanted.target.is_none_or(|only| only == *target)) {
            let told = folder.path().join(target.name());
            let first = next[target as usize];
            let survived = turn(target, seed, first, &told)?;
            let reached = std::fs::read_to_string(&told).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(first);
            next[target as usize] = reached + 1;
            println!("{:>8}: {} cases after {:.0} s", target.name(), reached + 1, began.elapsed().as_secs_f32());
            match survived {
                Turn::Survived => {}
                Turn::Found => n_found += 1,
                Turn::Lost(how) => {
                    n_found += 1;
                    let path = keep(target, &case(target, seed, reached).0)?;
                    println!("FOUND: case {reached} {how}; kept as {}", path.display());
                }
            }
        }
    }
    println!("{} cases, {n_found} found", next.iter().sum::<u64>());
    Ok(if n_found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

enum Turn {
    Survived,
    /// The child told and kept it.
    Found,
    /// The child died or hung.
    Lost(String),
}

fn turn(target: Target, seed: u64, first: u64, told: &Path) -> Result<Turn> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--target", target.name(), "--seed", &seed.to_string(), "--child", &first.to_string()]).arg(told);
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().context("cannot start the hunt")?;
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(match status.code() {
                Some(0) => Turn::Survived,
                Some(3) => Turn::Found,
                _ => Turn::Lost(format!("ended the program ({status})")),
            });
        }
        // Making a find smaller takes its time, too.
        if began.elapsed() > TURN + SLOW * 20 {
            child.kill()?;
            child.wait()?;
            return Ok(Turn::Lost("hangs".to_owned()));
        }
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

fn one_turn(target: Target, seed: u64, first: u64, told: &Path) -> Result<ExitCode> {
    let began = Instant::now();
    let tell = |number: u64| std::fs::write(told, number.to_string()).context("cannot tell the case");
    match hunt(target, seed, first, tell, |_| began.elapsed() > TURN)? {
        None => Ok(ExitCode::SUCCESS),
        Some((path, why)) => {
            println!("FOUND: {why}; kept as {}", path.display());
            Ok(ExitCode::from(3))
        }
    }
}
