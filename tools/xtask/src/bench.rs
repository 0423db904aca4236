//! `cargo xtask bench` and `cargo xtask bless`: the two tasks that need the real machine's eye.
//!
//! Start at [`bench`].

use crate::process::{cargo, heading, run};
use crate::{play, setup};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// The golden tests write the pictures they see instead of comparing them when this variable is set.
const BLESS_VARIABLE: &str = "PRACTICUM_BLESS";

/// Builds and measures. Arguments go to `practicum bench`.
pub fn bench(args: &[String]) -> Result<u8> {
    setup::ensure(false)?;
    let program = play::build_practicum()?;
    heading("measuring: leave the machine alone until the table is there");
    let status = Command::new(program).arg("bench").args(args).status().context("cannot start practicum")?;
    match crate::process::exit_code(status) {
        0 => Ok(0),
        code => bail!("`practicum bench` ended with exit code {code}; its message stands above, and no table is complete"),
    }
}

/// Takes the pictures of this machine as the new golden images.
pub fn bless() -> Result<u8> {
    setup::ensure(false)?;
    let mut golden = cargo();
    golden.args(["test", "--release", "--locked", "--package", "golden"]).env(BLESS_VARIABLE, "1");
    match run("drawing the golden images", &mut golden)? {
        0 => {
            println!("The golden images are written. Look at each change (`git diff --stat`) before you commit it.");
            Ok(0)
        }
        _ => bail!("the golden images could not all be drawn, see above"),
    }
}
