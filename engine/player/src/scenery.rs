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
    is_uploaded: bool,
}

enum State {
    Reading(Receiver<Result<SceneBundle, LibraryError>>),
    Read(Box<SceneBundle>),
    Failed(String),
}

impl Loaded {
    /// Nothing is shown, for a reason that stands in `why`.
    pub fn nothing(why: &str) -> Self {
        Self { key: None, state: State::Failed(why.to_owned()), is_uploaded: false }
    }

    /// The scene of this key is there.
    pub fn has(&self, key: &SceneryKey) -> bool {
        self.key.as_ref() == Some(key) && matches!(self.state, State::Read(_))
    }

    /// Reads a module's scene on a thread of its own, so that the window goes on; `wake` is called when it is there.
    pub fn want(&mut self, content: &Path, module: &Arc<Module>, folder: &Path, wake: Arc<dyn Fn() + Send + Sync>) {
        let key = SceneryKey::of(module, folder);
        if self.has(&key) {
            return;
        }
        let (sender, receiver) = channel();
        let (content, module, folder) = (content.to_owned(), Arc::clone(module), folder.to_owned());
        let read = move || {
            // Nobody listens any more when the program has ended meanwhile.
            let _ = sender.send(scenery_of(&content, &module, &folder));
            wake();
        };
        let thread = std::thread::Builder::new().name("scene".to_owned()).spawn(read);
        let state = thread.map_or_else(|why| State::Failed(why.to_string()), |_| State::Reading(receiver));
        *self = Self { key: Some(key), state, is_uploaded: false };
    }

    /// The same at once; without success everything stays as it is.
    pub fn want_now(&mut self, content: &Path, module: &Module, folder: &Path) -> Result<Scene> {
        let key = SceneryKey::of(module, folder);
        if !self.has(&key) {
            let bundle = scenery_of(content, module, folder)?;
            *self = Self { key: Some(key), state: State::Read(Box::new(bundle)), is_uploaded: false };
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

    /// Puts what was read onto the GPU, once. True when it was put there now.
    pub fn upload(&mut self, painter: &mut Painter, content: &Path) -> bool {
        let State::Read(bundle) = &mut self.state else { return false };
        if self.is_uploaded {
            return false;
        }
        painter.set_more_fonts(crate::media::scene_fonts(content));
        let font = crate::media::scene_font(content).and_then(|font| Ok(painter.set_font(&font)?));
        let shapes = crate::media::shapes(content).map(|shapes| painter.set_shapes(&shapes));
        if let Err(why) = font.and(shapes).and_then(|()| Ok(painter.load(bundle)?)) {
            self.state = State::Failed(format!("{why:#}"));
            return false;
        }
        self.is_uploaded = true;
        true
    }

    /// Why there is nothing to show.
    pub fn failure(&self) -> Option<&str> {
        if let State::Failed(why) = &self.state { Some(why) } else { None }
    }

    /// Its nodes, for a new stage.
    pub fn scene(&self) -> Result<Scene> {
        match &self.state {
            State::Read(bundle) => Ok(bundle.scene.clone()),
            State::Failed(why) => bail!("the room cannot be shown: {why}"),
            State::Reading(_) => bail!("the room is still being read"),
        }
    }
}
