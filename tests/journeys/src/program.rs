//! The program under test: where it is, and how a journey starts it.
//!
//! Start at [`Practicum::new`].

use anyhow::{Context, Result, bail, ensure};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Names a program to test in place of the one of this checkout, such as an unpacked archive's.
const BINARY_VARIABLE: &str = "PRACTICUM_BINARY";

/// The program with a data folder of its own, which is gone when this is dropped.
#[derive(Debug)]
pub struct Practicum {
    folder: TempDir,
}

impl Practicum {
    pub fn new() -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("practicum-journey-").tempdir().context("no temporary folder can be made")?;
        Ok(Self { folder })
    }

    /// Where the program is told to keep its records. It makes this folder itself.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn database(&self) -> PathBuf {
        self.data().join("practicum.sqlite")
    }

    /// The record of who tries out a module being written: it is there while the window is.
    pub fn author_database(&self) -> Result<Option<PathBuf>> {
        let entries = std::fs::read_dir(self.scratch())?.collect::<Result<Vec<_>, _>>()?;
        let records = entries.into_iter().filter(|entry| entry.file_name().to_string_lossy().starts_with("practicum-author-"));
        Ok(records.map(|entry| entry.path().join("practicum.sqlite")).find(|database| database.is_file()))
    }

    /// Somebody chose these settings here before. There has to be a record.
    pub fn prefer(&self, settings_json: &str) -> Result<()> {
        let db = rusqlite::Connection::open(self.database())?;
        db.execute("INSERT INTO settings (key, value_json) VALUES ('settings', ?1)", [settings_json])?;
        Ok(())
    }

    /// A place for a journey's own files, beside the data folder.
    pub fn scratch(&self) -> &Path {
        self.folder.path()
    }

    /// The program with the modules of this checkout and this journey's data folder.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Command> {
        let mut command = bare_command()?;
        command.arg("--home").arg(project_root()).arg("--data").arg(self.data()).args(args);
        Ok(command)
    }

    /// Runs it to its end.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Ran> {
        ran(&mut self.command(args)?)
    }
}

/// The program without any folder said, and with nothing of this machine's own settings.
pub fn bare_command() -> Result<Command> {
    let mut command = Command::new(binary()?);
    command
        .env_remove("PRACTICUM_HOME")
        .env_remove("PRACTICUM_DATA")
        .env_remove("PRACTICUM_DATABASE")
        .env("RUST_BACKTRACE", "0")
        .current_dir(std::env::temp_dir());
    Ok(command)
}

/// What a run that ended said. A signal gives no code.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The text of a run that ended well.
    pub fn succeeded(self) -> Result<String> {
        ensure!(self.code == Some(0), "it ended with {:?}\n{}\n{}", self.code, self.out, self.err);
        Ok(self.out)
    }
}

/// Runs a command to its end. A panic in it is an error, whatever its exit code.
pub fn ran(command: &mut Command) -> Result<Ran> {
    let Output { status, stdout, stderr } = command.output().with_context(|| format!("cannot start {command:?}"))?;
    let (out, err) = (String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned());
    ensure!(!err.contains("panicked at"), "{command:?} panicked:\n{err}");
    Ok(Ran { code: status.code(), out, err })
}

pub fn project_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where journeys leave what a person may want to look at: `target/journeys`.
pub fn keepsakes() -> Result<PathBuf> {
    let folder = target_folder()?.join("journeys");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// The fresh program: built first, so that a journey never tests yesterday's. Waits for whoever else is building.
pub fn binary() -> Result<PathBuf> {
    static BINARY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BINARY.get_or_init(|| find_or_build().map_err(|why| format!("{why:#}"))).clone().map_err(anyhow::Error::msg)
}

fn find_or_build() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(BINARY_VARIABLE) {
        let named = PathBuf::from(named);
        ensure!(named.is_file(), "{BINARY_VARIABLE} names {}, and there is no such file", named.display());
        return Ok(named);
    }
    let target = target_folder()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--release", "--quiet", "-p", "practicum", "--target-dir"]).arg(&target).current_dir(project_root());
    let status = build.status().context("cargo cannot be started to build the program under test")?;
    if !status.success() {
        bail!("the program under test cannot be built: run `cargo build --release -p practicum` and see why");
    }
    let binary = target.join("release").join(format!("practicum{}", std::env::consts::EXE_SUFFIX));
    ensure!(binary.is_file(), "cargo built the program, but {} is missing", binary.display());
    Ok(binary)
}

/// Tests run from `TARGET/release/deps`.
fn target_folder() -> Result<PathBuf> {
    let me = std::env::current_exe().context("this test does not know where it lies")?;
    let target = me.ancestors().nth(3).context("this test does not lie in a target folder")?;
    Ok(target.to_owned())
}
