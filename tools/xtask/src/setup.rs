//! Gets a machine ready: installs missing packages on Debian and Ubuntu as root, otherwise says what to do.
//!
//! Knows apt-get and nothing of other package systems. Start at [`ensure`].

use crate::packages::{Need, PACKAGES, Package, missing};
use crate::process::{answer, has_program, run};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// `cargo xtask setup [--test] [--dry-run]`.
pub fn setup_task(args: &[String]) -> Result<u8> {
    let (mut with_tests, mut dry_run) = (false, false);
    for arg in args {
        match arg.as_str() {
            "--test" => with_tests = true,
            "--dry-run" => dry_run = true,
            unknown => bail!("setup knows --test and --dry-run, not `{unknown}`"),
        }
    }
    if dry_run {
        println!("{}", plan(with_tests));
        return Ok(0);
    }
    ensure(with_tests)?;
    println!("Everything that is needed is there.");
    Ok(0)
}

/// Makes sure that what is needed is there, or stops with the one line to run.
pub fn ensure(with_tests: bool) -> Result<()> {
    if !is_debian_family() {
        eprintln!("{}", plan(with_tests));
        return Ok(());
    }
    let missing = missing(with_tests);
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root() {
        bail!("{}", advice(&missing));
    }
    install(&missing)
}

/// What [`ensure`] would do, in words.
fn plan(with_tests: bool) -> String {
    if !is_debian_family() {
        let wanted = |need| PACKAGES.iter().filter(move |package| package.need == need);
        let list = |need| wanted(need).map(|package| package.what).collect::<Vec<_>>().join(", ");
        let mut text = format!(
            "Only Debian and Ubuntu can be set up from here. Practicum goes on with what is there.\n  to build: {}",
            list(Need::Build)
        );
        if cfg!(target_os = "linux") {
            text += &format!("\n  to run: {}", list(Need::Run));
        }
        if with_tests {
            text += &format!("\n  to test the window: {}", list(Need::Test));
        }
        return text;
    }
    match missing(with_tests) {
        missing if missing.is_empty() => "Nothing is missing.".to_owned(),
        missing if is_root() => format!("Would install: {}", names(&missing)),
        missing => advice(&missing),
    }
}

fn advice(missing: &[&Package]) -> String {
    format!(
        "{} packages are missing. Run this line, then try again:\n\n  sudo apt-get update && sudo apt-get install -y {}\n",
        missing.len(),
        names(missing)
    )
}

fn names(packages: &[&Package]) -> String {
    packages.iter().map(|package| package.name).collect::<Vec<_>>().join(" ")
}

/// Installs; when that fails or no package lists are there, fetches the lists first.
fn install(missing: &[&Package]) -> Result<()> {
    let mut has_fresh_lists = false;
    if !has_package_lists() {
        update()?;
        has_fresh_lists = true;
    }
    let mut code = run(&format!("installing {}", names(missing)), &mut install_command(missing))?;
    if code != 0 && !has_fresh_lists {
        update()?;
        code = run("installing once more", &mut install_command(missing))?;
    }
    if code != 0 {
        bail!(
            "apt-get could not install all of it. Its message stands above. By hand:\n\n  apt-get install -y {}\n",
            names(missing)
        );
    }
    Ok(())
}

fn install_command(missing: &[&Package]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-y", "-q", "--no-install-recommends"]);
    command.args(missing.iter().map(|package| package.name));
    command
}

fn update() -> Result<()> {
    match run("fetching the lists of packages", Command::new("apt-get").args(["update", "-q"]))? {
        0 => Ok(()),
        _ => bail!("`apt-get update` failed, see above. Check the network, then try again."),
    }
}

fn has_package_lists() -> bool {
    let Ok(entries) = std::fs::read_dir("/var/lib/apt/lists") else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
}

fn is_debian_family() -> bool {
    Path::new("/etc/debian_version").exists() && has_program("apt-get") && has_program("dpkg-query")
}

fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
