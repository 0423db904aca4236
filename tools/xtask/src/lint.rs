//! `cargo xtask lint`: formatting, clippy with warnings denied, and cargo-deny where it is installed.
//!
//! Licences and banned crates are also checked by the tests in `tests/repo`, which need no extra program. Start at [`lint`].

use crate::process::{answer, cargo, run};
use crate::setup;
use anyhow::{Result, bail};

pub fn lint() -> Result<u8> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if answer(cargo().args([tool, "--version"])).is_none() {
            bail!("`cargo {tool}` is not installed. Run `rustup component add {component}`, then try again.");
        }
    }
    // Clippy runs the build scripts too, and they look for the headers.
    setup::ensure(false)?;
    let formatting = run("checking the formatting", cargo().args(["fmt", "--all", "--check"]))?;
    if formatting != 0 {
        bail!("some files are not formatted. Run `cargo fmt --all`.");
    }
    let mut clippy = cargo();
    clippy.args(["clippy", "--release", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    if run("clippy", &mut clippy)? != 0 {
        bail!("clippy found something, see above");
    }
    deny()
}

fn deny() -> Result<u8> {
    if answer(cargo().args(["deny", "--version"])).is_none() {
        eprintln!("\n== cargo-deny is not installed: advisories are not looked up; tests/repo checks licences and bans");
        return Ok(0);
    }
    if run("cargo deny", cargo().args(["deny", "check"]))? != 0 {
        bail!("cargo deny found something, see above");
    }
    Ok(0)
}
