//! Notices when an author saves: looks at the module's files every now and then, and compiles them anew off the frame thread.
//!
//! Knows no window and no attempt. Start at [`Watch::start`].

use crate::library::{LibraryError, Shelf, list, open_module};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(150);

/// The module as it was saved.
pub struct News {
    pub shelf: Result<Shelf, LibraryError>,
    /// When the last of its files was saved.
    pub saved: SystemTime,
}

/// A handle to the thread that looks; it ends with this.
pub struct Watch {
    news: Receiver<News>,
    _stop: Sender<()>,
}

impl Watch {
    /// Watches a module's folder from `seen` on. `wake` is called when there is news.
    pub fn start(folder: PathBuf, content: PathBuf, seen: Stamp, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (sender, news) = channel();
        let (stop, stopped) = channel::<()>();
        std::thread::Builder::new().name("author".to_owned()).spawn(move || {
            let mut seen = seen;
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let now = Stamp::of(&folder);
                if now == seen {
                    continue;
                }
                let saved = now.newest().unwrap_or_else(SystemTime::now);
                seen = now;
                if sender.send(News { shelf: open_module(&folder, &content), saved }).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { news, _stop: stop })
    }

    /// The latest news, if there is any.
    pub fn latest(&self) -> Option<News> {
        self.news.try_iter().last()
    }
}

/// What there is of a module, by when it was saved and its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, SystemTime, u64)>);

impl Stamp {
    /// Organisation facts may lie beside the module's folder.
    pub fn of(folder: &Path) -> Self {
        let mut paths = vec![folder.join("module.toml"), folder.join("facts.toml"), folder.join("../facts.toml")];
        // Pictures lie beside the module, or in a folder below it.
        let beside = list(folder).unwrap_or_default();
        let is_picture = |path: &PathBuf| {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            ["jpg", "jpeg", "png"].contains(&extension.to_ascii_lowercase().as_str())
        };
        let below = beside.iter().filter(|path| path.is_dir()).flat_map(|path| list(path).unwrap_or_default());
        paths.extend(beside.iter().cloned().chain(below).filter(is_picture));
        for below in ["strings", "snippets"] {
            paths.extend(list(&folder.join(below)).unwrap_or_default());
        }
        paths.sort();
        let stamp = |path: PathBuf| {
            let metadata = std::fs::metadata(&path).ok()?;
            Some((path, metadata.modified().ok()?, metadata.len()))
        };
        Self(paths.into_iter().filter_map(stamp).collect())
    }

    fn newest(&self) -> Option<SystemTime> {
        self.0.iter().map(|(_, saved, _)| *saved).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_is_news_once_and_a_broken_one_comes_with_its_problems() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("module.toml");
        std::fs::write(&file, "format = 1\n").unwrap();
        let (woken, wait) = channel();
        let wake = move || woken.send(()).unwrap_or_default();
        let watch = Watch::start(folder.path().to_owned(), content, Stamp::of(folder.path()), wake).unwrap();
        assert!(watch.latest().is_none());
        std::fs::write(&file, "format = 1\nid = 5\n").unwrap();
        wait.recv_timeout(Duration::from_secs(20)).unwrap();
        let shelf = watch.latest().unwrap().shelf.unwrap();
        assert!(shelf.module.is_none() && !shelf.diagnostics.is_empty());
        assert!(watch.latest().is_none());
    }

    #[test]
    fn strings_and_facts_are_looked_at_too() {
        let folder = tempfile::tempdir().unwrap();
        let before = Stamp::of(folder.path());
        std::fs::create_dir(folder.path().join("strings")).unwrap();
        std::fs::write(folder.path().join("strings/es.toml"), "").unwrap();
        let with_strings = Stamp::of(folder.path());
        assert_ne!(before, with_strings);
        std::fs::write(folder.path().join("facts.toml"), "").unwrap();
        assert_ne!(with_strings, Stamp::of(folder.path()));
    }
}
