//! `cargo xtask play`: from a fresh checkout to the window, or to a module that plays itself where there is no display.
//!
//! Start at [`play`].

use crate::process::{cargo, heading, project_root, run};
use crate::setup;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Where the module that plays itself leaves its pictures, from the project's root.
const WATCH_FOLDER: &str = "out/watch";

pub fn play(args: &[String]) -> Result<u8> {
    setup::ensure(false)?;
    let program = build_practicum()?;
    let mut practicum = Command::new(program);
    if has_display() {
        heading("opening Practicum");
        practicum.arg("play").args(args);
    } else {
        heading("no display here: the module first-day plays itself");
        eprintln!("DISPLAY and WAYLAND_DISPLAY are not set, so no window can open. Pictures go to {WATCH_FOLDER}.");
        if !args.is_empty() {
            eprintln!("Not used without a display: {}", args.join(" "));
        }
        practicum.args(["watch", "first-day", "--out", WATCH_FOLDER]);
    }
    let status = practicum.status().context("cannot start practicum")?;
    Ok(crate::process::exit_code(status))
}

/// Builds the program and answers where it is.
pub fn build_practicum() -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--package", "practicum"]);
    match run("building Practicum (the first time takes several minutes)", &mut build)? {
        0 => Ok(target_folder().join("release").join(format!("practicum{}", std::env::consts::EXE_SUFFIX))),
        _ => bail!("the build failed; the compiler's message stands above"),
    }
}

fn target_folder() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => project_root().join(folder),
        None => project_root().join("target"),
    }
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", target_os = "windows")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
