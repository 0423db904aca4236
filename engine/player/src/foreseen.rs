//! Pipelines that a module may want later, built on a thread of their own while frames go on: nothing stands still when something is first
//! cut open, or fog comes in. Start at [`Foreseen::begin`].

use render::{Built, Gpu, Renderer, SceneGpu, Wanted};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// What is on its way.
#[derive(Default)]
pub(crate) struct Foreseen {
    building: Option<Receiver<Built>>,
}

impl Foreseen {
    /// Begins with what it takes to show what may come.
    pub fn begin(&mut self, gpu: &Gpu, renderer: &Renderer, scene: &SceneGpu, wanted: &Wanted) {
        let Some(wanted) = renderer.foresee(gpu, scene, wanted) else { return };
        let (to_window, building) = channel();
        // Nobody listens any more when the window has closed meanwhile; without a thread it is built when it is wanted.
        let work = move || drop(to_window.send(wanted.build()));
        if std::thread::Builder::new().name("pipelines".to_owned()).spawn(work).is_ok() {
            self.building = Some(building);
        }
    }

    /// Gives the renderer what is ready.
    pub fn take_in(&mut self, renderer: &mut Renderer) {
        match self.building.as_ref().map(Receiver::try_recv) {
            Some(Ok(built)) => {
                renderer.keep(built);
                self.building = None;
            }
            Some(Err(TryRecvError::Disconnected)) => self.building = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
    }
}
