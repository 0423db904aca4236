//! Lists the kept modules that the language is tested with, so that a program without files has them too.
//!
//! Knows file names only. A new module or snippet is taken up by itself.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const MODULES: &str = "../../engine/session/tests/language/modules";

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(MODULES);
    let mut text = String::new();
    for (name, folder) in [("MODULES", folder.clone()), ("SNIPPETS", folder.join("snippets"))] {
        println!("cargo::rerun-if-changed={}", folder.display());
        text += &format!("const {name}: &[(&str, &str)] = &[\n");
        for path in toml_files(&folder)? {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            text += &format!("    ({file:?}, include_str!({:?})),\n", path.display().to_string());
        }
        text += "];\n";
    }
    fs::write(PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("kept.rs"), text)
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    Ok(paths)
}
