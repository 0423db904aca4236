//! Project tasks: `cargo xtask play`, `test`, `ci` and the rest. Start at [`main`]; one file per task.
//!
//! Knows how the project is set up, built and checked; knows nothing of what the product does. Kept to two small
//! dependencies, because on a fresh machine it is compiled before anything can be said.

mod bench;
mod dist;
mod fuzz;
mod lint;
mod packages;
mod play;
mod process;
mod setup;
mod tally;
mod test;
mod third_party;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask <task> [options]

  play [args]       Install what is missing, build, and open Practicum. Without a display: watch a module play itself.
  test [--long]     Install what is missing, build, and run all tests. The last line is the sum.
  lint              Formatting, clippy, dependencies and licences.
  ci                lint, then test: what the project's CI runs.
  bench [args]      Build and measure.
  fuzz [--minutes N] [--seed S] [--target T]
                    Look for files that something does not survive; what is found is kept in tests/hostile/corpus.
  bless             Accept the pictures of this machine as the new golden images. Look at them before you commit.
  dist              Pack a folder and an archive that run without a checkout, in out/dist.
  setup [--test] [--dry-run]
                    Only install what is missing; --test includes what the tests need.
  help              This text.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run_task(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one task and answers the exit code of this program.
fn run_task(args: &[String]) -> Result<u8> {
    let (task, rest) = args.split_first().map_or(("help", args), |(task, rest)| (task.as_str(), rest));
    std::env::set_current_dir(process::project_root())?;
    match task {
        "play" => play::play(rest),
        "test" => test::test(rest),
        "lint" => lint::lint(),
        "ci" => match lint::lint()? {
            0 => test::test(rest),
            code => Ok(code),
        },
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::fuzz(rest),
        "bless" => bench::bless(),
        "dist" => dist::dist(),
        "setup" => setup::setup_task(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(0)
        }
        unknown => bail!("there is no task `{unknown}`. `cargo xtask help` lists them."),
    }
}
