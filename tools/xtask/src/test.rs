//! `cargo xtask test`: from a fresh checkout to one line that says how many tests passed, failed and were skipped.
//!
//! Start at [`test`].

use crate::process::{cargo, exit_code, heading};
use crate::tally::Tally;
use crate::{play, setup};
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Tests that play every module to the end look for this variable.
const LONG_VARIABLE: &str = "PRACTICUM_LONG";

/// Runs every test of the workspace; other arguments than `--long` go to `cargo test`, such as `--package session`.
/// The last line is the sum, whatever happens before.
pub fn test(args: &[String]) -> Result<u8> {
    let tally = match run_tests(args) {
        Ok(tally) => tally,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            let mut tally = Tally::default();
            tally.finish(false);
            tally
        }
    };
    println!("{tally}");
    Ok(u8::from(tally.has_failed()))
}

fn run_tests(args: &[String]) -> Result<Tally> {
    setup::ensure(true)?;
    // The journeys start the real program, so it must be there and fresh.
    play::build_practicum()?;

    let (long, others): (Vec<_>, Vec<_>) = args.iter().partition(|arg| *arg == "--long");
    let mut command = cargo();
    command.args(["test", "--release", "--locked", "--no-fail-fast"]);
    if !others.iter().any(|arg| *arg == "-p" || arg.starts_with("--package")) {
        command.arg("--workspace");
    }
    command.args(others);
    // Without this, what a test that ends well prints is lost, and with it the lines that say what was skipped.
    command.args(["--", "--show-output"]);
    if !long.is_empty() {
        command.env(LONG_VARIABLE, "1");
    }
    stream(&mut command)
}

/// Passes the output on as it comes, and adds it up.
fn stream(command: &mut Command) -> Result<Tally> {
    heading("building and running the tests");
    let began = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output to read")?;
    let mut tally = Tally::default();
    let mut shown = std::io::stdout().lock();
    for line in BufReader::new(output).split(b'\n') {
        let line = line.context("cannot read what the tests print")?;
        shown.write_all(&line).and_then(|()| shown.write_all(b"\n")).and_then(|()| shown.flush()).context("cannot print")?;
        tally.read_line(&String::from_utf8_lossy(&line));
    }
    let status = child.wait().context("cargo was lost")?;
    tally.finish(exit_code(status) == 0);
    eprintln!("== tests took {:.0} s", began.elapsed().as_secs_f32());
    Ok(tally)
}
