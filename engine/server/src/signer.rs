//! Signs the register: the key in a file of its own, apart from the records, and what is sealed with it while the server runs.
//!
//! Of many servers on one database only those sign that have the key. Start at [`Signer::open`].

use crate::dates::now_ms;
use crate::options::ServeError;
use pack::{Checkpoint, SecretKey};
use record::{Tree, Utc};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::central::{Central, CentralError};

/// What came is under a checkpoint after so long.
const SEAL_EVERY: Duration = Duration::from_secs(60);
/// The name of a key begins with this; the rest is drawn.
const KEY_NAME: &str = "practicum/";

/// What signs the register here, if anything does.
#[derive(Debug)]
pub struct Signer {
    key: Option<SecretKey>,
}

impl Signer {
    /// Reads the key, or makes one where the records have none yet. Without the records' own key this server signs nothing.
    pub fn open(path: Option<&Path>, central: &Central) -> Result<Self, ServeError> {
        let Some(path) = path else { return Ok(Self { key: None }) };
        let fault = |why: String| ServeError::SigningKey { path: path.to_owned(), why };
        let known = central.signing_key(None, now_ms())?;
        let key = match std::fs::read_to_string(path) {
            Ok(text) => Some(SecretKey::parse(&text).map_err(|error| fault(error.to_string()))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound && known.is_none() => {
                let key = SecretKey::draw(KEY_NAME).map_err(|error| fault(error.to_string()))?;
                write_secret(path, &key.to_text()).map_err(|error| fault(error.to_string()))?;
                Some(key)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(fault(error.to_string())),
        };
        let offered = key.as_ref().map(|key| key.public().to_string());
        let known = central.signing_key(offered.as_deref(), now_ms())?;
        let is_theirs = offered.is_some() && offered == known;
        if !is_theirs {
            eprintln!("practicum: this server signs no checkpoints: the key of these records is not in {}", path.display());
        }
        Ok(Self { key: key.filter(|_| is_theirs) })
    }

    pub fn key(&self) -> Option<&SecretKey> {
        self.key.as_ref()
    }

    /// Puts what came under a checkpoint. Without a key nothing happens.
    pub fn seal(&self, central: &Central) -> Result<u64, CentralError> {
        let Some(key) = &self.key else { return Ok(0) };
        central.seal_register(now_ms(), &|tree: &Tree, at_ms: i64| {
            Checkpoint::of(tree, Utc::from_unix_secs(at_ms.div_euclid(1_000))).sign(key)
        })
    }
}

/// Seals every minute, for as long as the server runs.
pub async fn seal_now_and_then(signer: Arc<Signer>, central: Arc<Central>) {
    let mut every = tokio::time::interval(SEAL_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let (signer, central) = (signer.clone(), central.clone());
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || signer.seal(&central)).await {
            eprintln!("practicum: no checkpoint was made: {error}");
        }
    }
}

/// Readable by nobody else where the system knows that; never over another file.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = new_secret_file(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(unix)]
fn new_secret_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_secret_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
