//! `cargo xtask fuzz`: looks for files that something does not survive, for as long as one likes.
//!
//! What is read and how files are changed is in `tests/hostile`. Start at [`fuzz`].

use crate::process::{cargo, run};
use crate::setup;
use anyhow::Result;

/// Builds and hunts. Arguments go to the hunt, such as `--minutes 30`.
pub fn fuzz(args: &[String]) -> Result<u8> {
    setup::ensure(false)?;
    let mut hunt = cargo();
    hunt.args(["run", "--release", "--locked", "--quiet", "--package", "hostile", "--"]).args(args);
    let code = run("hunting for files that are not survived", &mut hunt)?;
    if code != 0 {
        println!("What was found is kept in tests/hostile/corpus; `cargo test --release -p hostile` shows it failing.");
    }
    Ok(code)
}
