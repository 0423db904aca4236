//! The scene that a module plays in, whatever it is made of: one of `content/`, or the module's own pictures.
//!
//! Start at [`scenery_of`]; [`SceneryKey`] tells when two modules can share one; [`Loaded`] keeps the one that is shown.

use crate::library::{LibraryError, SceneBundle, load_scene};
use crate::painter::Painter;
use crate::pictures::{hang, place_of};
use anyhow::{Result, bail};
use curriculum::{Effect, Module};
use scene::Scene;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::SystemTime;

/// What is read for a module.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneryKey {
    scene: String,
    /// Everything that its pictures hang on; none for a scene that other modules have too.
    own: Option<Box<Own>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Own {
    folder: PathBuf,
    module: Module,
    /// When each picture was saved.
    saved: Vec<Option<SystemTime>>,
}

impl SceneryKey {
    pub fn of(module: &Module, folder: &Path) -> Self {
        let is_own = module.is_in_pictures() || hangs_pictures(module);
        let saved = |file: &String| std::fs::metadata(folder.join(file)).and_then(|metadata| metadata.modified()).ok();
        let own = is_own.then(|| {
            let saved = module.pictures.iter().map(|picture| saved(&picture.file)).collect();
            Box::new(Own { folder: folder.to_owned(), module: module.clone(), saved })
        });
        Self { scene: module.scene.to_string(), own }
    }
}

/// The scene of a module whose files are in a folder, with the pictures that it hangs up there.
pub fn scenery_of(content: &Path, module: &Module, folder: &Path) -> Result<SceneBundle, LibraryError> {
    let mut bundle =
        if module.is_in_pictures() { place_of(module, folder)? } else { load_scene(content, module.scene.as_str())? };
    hang(&mut bundle.scene, module, folder)?;
    Ok(bundle)
}

fn hangs_pictures(module: &Module) -> bool {
    module.effects().any(|effect| matches!(effect, Effect::ShowPicture { .. }))
}

/// The one scene that is shown, or on its way.
pub(crate) struct Loaded {
    key: Option<SceneryKey>,
    state: State,
    /// What it was read from, for when it has to be read again.
    source: Option<Source>,
}

#[derive(Clone)]
struct Source {
    content: PathBuf,
    module: Arc<Module>,
    folder: PathBuf,
}

enum State {
    Reading(Receiver<Result<SceneBundle, LibraryError>>),
    /// Read on the spot: it is put onto the GPU on the spot too.
    Here(Box<SceneBundle>),
    /// On its way from the disk to the GPU.
    Read(Box<SceneBundle>),
    Uploading,
    Uploaded(Box<SceneBundle>),
    Failed(String),
}

/// What became of a scene that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Upload {
    UnderWay,
    /// It was put onto the GPU just now.
    Done,
    /// It is there since earlier, or never will be.
    Over,
}

type Wake = Arc<dyn Fn() + Send + Sync>;

impl Loaded {
    /// Nothing is shown, for a reason that stands in `why`.
    pub fn nothing(why: &str) -> Self {
        Self { key: None, state: State::Failed(why.to_owned()), source: None }
    }

    /// The scene of this key is there.
    pub fn has(&self, key: &SceneryKey) -> bool {
        self.key.as_ref() == Some(key) && matches!(self.state, State::Here(_) | State::Uploaded(_))
    }

    /// Reads a module's scene on a thread of its own, so that the window goes on; `wake` is called when it is there.
    pub fn want(&mut self, content: &Path, module: &Arc<Module>, folder: &Path, wake: Wake) {
        let key = SceneryKey::of(module, folder);
        if self.key.as_ref() == Some(&key) && !matches!(self.state, State::Failed(_)) {
            return;
        }
        let source = Source { content: content.to_owned(), module: Arc::clone(module), folder: folder.to_owned() };
        *self = Self { key: Some(key), state: reading(source.clone(), wake), source: Some(source) };
    }

    /// Reads the scene once more, since what was on the graphics card is gone.
    pub fn want_again(&mut self, wake: Wake) {
        if let Some(source) = &self.source {
            self.state = reading(source.clone(), wake);
        }
    }

    /// As [`Self::want`], but at once; without success everything stays as it is.
    pub fn want_now(&mut self, content: &Path, module: &Module, folder: &Path) -> Result<Scene> {
        let key = SceneryKey::of(module, folder);
        if !self.has(&key) {
            let bundle = scenery_of(content, module, folder)?;
            let source = Source { content: content.to_owned(), module: Arc::new(module.clone()), folder: folder.to_owned() };
            *self = Self { key: Some(key), state: State::Here(Box::new(bundle)), source: Some(source) };
        }
        self.scene()
    }

    /// Takes in what was read; false while it is still being read.
    pub fn arrive(&mut self) -> bool {
        let State::Reading(receiver) = &self.state else { return true };
        self.state = match receiver.try_recv() {
            Ok(Ok(bundle)) => State::Read(Box::new(bundle)),
            Ok(Err(why)) => State::Failed(why.to_string()),
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => State::Failed("the program's own scene reader stopped".to_owned()),
        };
        true
    }

    /// Puts what was read onto the GPU, once, on a thread of its own where it came from one; `wake` is called when it is there.
    pub fn upload(&mut self, painter: &mut Painter, content: &Path, wake: &Wake) -> Upload {
        let equip = crate::media::equip(content);
        let (state, upload) = match std::mem::replace(&mut self.state, State::Uploading) {
            State::Here(mut bundle) => match painter.equip(equip).and_then(|()| Ok(painter.load(&mut bundle)?)) {
                Ok(()) => (State::Uploaded(bundle), Upload::Done),
                Err(why) => (State::Failed(format!("{why:#}")), Upload::Over),
            },
            State::Read(bundle) => match painter.begin_load(bundle, equip, Arc::clone(wake)) {
                Ok(()) => (State::Uploading, Upload::UnderWay),
                Err(why) => (State::Failed(why.to_string()), Upload::Over),
            },
            State::Uploading => match painter.loaded() {
                None => (State::Uploading, Upload::UnderWay),
                Some((Some(bundle), Ok(()))) => (State::Uploaded(bundle), Upload::Done),
                Some((_, Err(why))) => (State::Failed(format!("{why:#}")), Upload::Over),
                Some((None, Ok(()))) => (State::Failed("the scene was lost on its way".to_owned()), Upload::Over),
            },
            other => (other, Upload::Over),
        };
        self.state = state;
        upload
    }

    /// Why there is nothing to show.
    pub fn failure(&self) -> Option<&str> {
        if let State::Failed(why) = &self.state { Some(why) } else { None }
    }

    /// Its nodes, for a new stage.
    pub fn scene(&self) -> Result<Scene> {
        match &self.state {
            State::Here(bundle) | State::Read(bundle) | State::Uploaded(bundle) => Ok(bundle.scene.clone()),
            State::Failed(why) => bail!("the room cannot be shown: {why}"),
            State::Reading(_) | State::Uploading => bail!("the room is still being read"),
        }
    }
}

fn reading(Source { content, module, folder }: Source, wake: Wake) -> State {
    let (sender, receiver) = channel();
    let read = move || {
        // Nobody listens any more when the program has ended meanwhile.
        let _ = sender.send(scenery_of(&content, &module, &folder));
        wake();
    };
    let thread = std::thread::Builder::new().name("scene".to_owned()).spawn(read);
    thread.map_or_else(|why| State::Failed(why.to_string()), |_| State::Reading(receiver))
}
