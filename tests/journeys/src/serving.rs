//! `practicum serve` in the background, with what it printed.
//!
//! Start at [`Serving::start`].

use crate::program::Practicum;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A server that runs, and the lines that it printed.
#[derive(Debug)]
pub struct Serving {
    program: Child,
    told: Vec<String>,
}

impl Serving {
    /// Starts it at a free port of this machine, and waits until it answers.
    pub fn start(practicum: &Practicum, more: &[&str]) -> Result<Self> {
        let mut command = practicum.command([&["serve", "--address", "127.0.0.1:0"], more].concat())?;
        let mut program = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = program.stdout.take().context("it prints")?;
        let mut told = Vec::new();
        for line in BufReader::new(out).lines() {
            told.push(line?);
            if told.last().is_some_and(|line| line == "Ctrl-C ends it.") {
                break;
            }
        }
        Ok(Self { program, told })
    }

    pub fn told(&self) -> &[String] {
        &self.told
    }

    /// The link that makes the first administrator.
    pub fn link(&self) -> Option<String> {
        self.told.iter().find_map(|line| line.strip_prefix("Make the first administrator within an hour: ")).map(str::to_owned)
    }

    /// Ends it as an administrator does.
    pub fn end(mut self) -> Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.program.id().to_string()]).status()?;
        ensure!(told.success());
        ensure!(self.program.wait()?.success(), "told to end, it ends well");
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
