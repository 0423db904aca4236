//! The one binary: play, watch, check, report, review, verify, bench. Reads the command line and prints; the work is elsewhere.

mod check;
mod memory;
mod options;
mod proof;
mod review;

use clap::Parser;
use options::{Command, Options};
use std::process::ExitCode;

fn main() -> ExitCode {
    memory::give_back_large_blocks();
    let options = Options::parse();
    match run(options) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("practicum: {why:#}");
            ExitCode::from(2)
        }
    }
}

fn run(options: Options) -> anyhow::Result<ExitCode> {
    let wanted = options.wanted();
    match options.command.unwrap_or_default() {
        Command::Play(play) => player::window::play(wanted, play.into())?,
        Command::Watch(watch) => player::headless::watch(wanted, &watch.into(), &mut std::io::stdout().lock())?,
        Command::Check { explain: Some(code), .. } => return check::explain(&code),
        Command::Check { folders, .. } => return check::check(wanted, &folders),
        Command::Report { format, person } => proof::report(wanted, format, person.as_deref())?,
        Command::Review { attempt, facts, export } => {
            let how = match (facts, &export) {
                (true, _) => review::How::Facts,
                (false, Some(file)) => review::How::Export(file),
                (false, None) => review::How::Window,
            };
            review::review(wanted, &attempt, how)?;
        }
        Command::Verify => return proof::verify(wanted),
        Command::Bench { quick } => player::bench::bench(wanted, quick, &mut std::io::stdout().lock())?,
    }
    Ok(ExitCode::SUCCESS)
}
