//! `cargo xtask dist`: a folder and an archive that run on a machine without Rust and without the checkout.
//!
//! Knows which files belong to the product; the scripts that made the content stay at home. Start at [`dist`].

use crate::process::{ask, project_root, run};
use crate::{play, setup, third_party};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The README and everything it links to, so that no link leads nowhere.
const PROJECT_FILES: [&str; 6] =
    ["README.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE-MIT", "LICENSE-APACHE"];
const PROJECT_FOLDERS: [&str; 3] = ["content", "modules", "docs"];

pub fn dist() -> Result<u8> {
    setup::ensure(false)?;
    let program = play::build_practicum()?;
    let root = project_root();
    let name = format!("practicum-{}-{}", env!("CARGO_PKG_VERSION"), host_triple()?);
    let dist = root.join("out").join("dist");
    let folder = dist.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;

    let program_name = program.file_name().context("the program has no name")?;
    copy_file(&program, &folder.join(program_name))?;
    for file in PROJECT_FILES {
        copy_file(&root.join(file), &folder.join(file))?;
    }
    for part in PROJECT_FOLDERS {
        copy_folder(&root.join(part), &folder.join(part))?;
    }
    let licences = folder.join("THIRD-PARTY-LICENSES.txt");
    fs::write(&licences, third_party::licence_texts()?).with_context(|| format!("cannot write {}", licences.display()))?;

    let archive = format!("{name}.tar.gz");
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(dist.join(&archive)).arg("-C").arg(&dist).arg(&name);
    if run("packing", &mut tar)? != 0 {
        bail!("tar could not pack {}; the folder beside it is complete", archive);
    }
    println!("{}\n{}", folder.display(), dist.join(&archive).display());
    Ok(0)
}

/// The system this machine's compiler builds for.
fn host_triple() -> Result<String> {
    let version = ask(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("`rustc -vV` names no host")?;
    Ok(host.to_owned())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry.with_context(|| format!("cannot read {}", from.display()))?.path();
        let Some(name) = path.file_name() else { continue };
        if is_left_at_home(&path) {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            copy_file(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn is_left_at_home(path: &Path) -> bool {
    let is_script = path.extension().is_some_and(|extension| extension == "py" || extension == "pyc");
    // `build` holds what the scripts make on the way, `node_modules` what they need.
    let left = ["__pycache__", "build", "node_modules", ".gitignore"];
    is_script || path.file_name().is_some_and(|name| left.iter().any(|left| name == *left))
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
