//! Running other programs: headings with times, exit codes, and what is installed.
//!
//! Does not know why a program is run. Start at [`run`].

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The root of the checkout this program was compiled in.
pub fn project_root() -> PathBuf {
    let tools_xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    tools_xtask.ancestors().nth(2).unwrap_or(tools_xtask).to_path_buf()
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Says what comes next, so that long work is never a silent screen.
pub fn heading(text: &str) {
    eprintln!("\n== {text}");
}

/// Runs `command` with its output passed on, and answers its exit code (1 when a signal ended it).
pub fn run(title: &str, command: &mut Command) -> Result<u8> {
    heading(title);
    let began = Instant::now();
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start `{program}`"))?;
    eprintln!("== {title}: {} after {:.0} s", if status.success() { "done" } else { "failed" }, began.elapsed().as_secs_f32());
    Ok(exit_code(status))
}

/// A program's exit code in the range a program can end with; 1 when a signal ended it.
pub fn exit_code(status: std::process::ExitStatus) -> u8 {
    match status.code() {
        Some(code) => u8::try_from(code).unwrap_or(1),
        None => 1,
    }
}

/// What `command` prints. When it fails, the error holds its message.
pub fn ask(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{program}`"))?;
    if !output.status.success() {
        bail!("`{program}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What `command` prints, or none when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    ask(command).ok()
}

/// Whether a program of this name is on the search path.
pub fn has_program(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file() || folder.join(format!("{name}.exe")).is_file())
}
