//! Lists the broken modules that `authoring` is tested with, so that the reference can show what each check finds.
//!
//! Knows file names only. A new broken module is taken up by itself.

#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files; the crate does not")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../authoring/tests/broken");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let lines: String = paths.iter().map(|path| format!("    include_str!({:?}),\n", path.display().to_string())).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("broken_modules.rs");
    fs::write(out, format!("&[\n{lines}]\n"))
}
