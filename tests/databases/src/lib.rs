//! A real PostgreSQL for tests: Debian's, started in a temporary folder, gone with the last test that uses it.
//!
//! Knows no table of ours. Start at [`Postgres::shared`] and [`Postgres::make_database`].

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tempfile::TempDir;

/// A server that listens on a socket in its own folder and nowhere else.
#[derive(Debug)]
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    n_databases: AtomicU32,
}

impl Postgres {
    /// The one of this test program; or a sentence about what is missing.
    pub fn shared() -> Result<Arc<Self>, String> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return Ok(running);
        }
        let started = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&started);
        Ok(started)
    }

    fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL (Debian's package `postgresql`)")?;
        let folder = tempfile::Builder::new().prefix("practicum-postgres-").tempdir().map_err(|error| error.to_string())?;
        if is_root() {
            // PostgreSQL refuses to run as root; the package made a user for it.
            ran(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let server = Self { folder, programs, n_databases: AtomicU32::new(0) };
        let settings = ["--username=practicum", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        ran(server.program("initdb").args(settings).arg("--pgdata").arg(server.data()))?;
        let options = format!("-c listen_addresses= -c unix_socket_directories={} -c fsync=off", server.folder.path().display());
        // Waits until it answers.
        let log = server.folder.path().join("log");
        ran(server.control("start").arg("--options").arg(options).arg("--log").arg(log))?;
        Ok(server)
    }

    /// An empty database, by its address.
    pub fn make_database(&self) -> Result<String, String> {
        let name = format!("test_{}", self.n_databases.fetch_add(1, Ordering::SeqCst));
        ran(self.program("createdb").arg("--username=practicum").arg("--host").arg(self.folder.path()).arg(&name))?;
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        Ok(format!("postgres://practicum@{folder}/{name}"))
    }

    /// Runs statements of a test's own, as somebody would who may do everything.
    pub fn tamper(&self, address: &str, sql: &str) -> Result<(), String> {
        let name = address.rsplit('/').next().unwrap_or_default();
        let mut psql = self.program("psql");
        psql.args(["--username=practicum", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname", name, "--command", sql]);
        ran(psql.arg("--host").arg(self.folder.path()))
    }

    /// Cuts every connection to one database, as a restart would.
    pub fn cut_connections(&self, address: &str) -> Result<(), String> {
        let name = address.rsplit('/').next().unwrap_or_default();
        let cut = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        self.tamper(&address.replace(name, "postgres"), &cut)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self, deed: &str) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg(deed).args(["--wait", "--silent"]).arg("--pgdata").arg(self.data());
        command
    }

    fn program(&self, name: impl AsRef<Path>) -> Command {
        let program = self.programs.join(name);
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env"]).arg(program);
                command
            }
            false => Command::new(program),
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Nothing in it is wanted any more; the folder goes next.
        let _ = ran(self.control("stop").args(["--mode", "immediate"]));
    }
}

/// Debian keeps them off the search path, a folder for each version.
fn programs() -> Option<PathBuf> {
    let of_debian =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = of_debian.collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&path));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn ran(command: &mut Command) -> Result<(), String> {
    let name = Path::new(command.get_args().last().unwrap_or(OsStr::new(""))).display().to_string();
    // A file and no pipe: the server that pg_ctl leaves behind would hold a pipe open.
    let told = tempfile::tempfile().map_err(|error| error.to_string())?;
    let errors = told.try_clone().map_err(|error| error.to_string())?;
    let status =
        command.stdin(Stdio::null()).stdout(told.try_clone().map_err(|error| error.to_string())?).stderr(errors).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("PostgreSQL for the tests: {status} at `{name}`: {}", text_of(told))),
        Err(error) => Err(format!("PostgreSQL for the tests: {:?} cannot be started: {error}", command.get_program())),
    }
}

fn text_of(mut file: std::fs::File) -> String {
    use std::io::{Read, Seek, SeekFrom};
    let mut text = String::new();
    let _ = file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_string(&mut text));
    text
}
