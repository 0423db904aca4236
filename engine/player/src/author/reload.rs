//! What was saved, or jumped to, becomes the attempt that is played: at its step, with the world as it would be there.
//!
//! Start at [`Authoring::take_in`].

use super::jump::{Arrival, arrive, same_step};
use super::screen::{Authoring, Good, Under, text_of};
use crate::app::App;
use crate::attempt::Standing;
use crate::clock::{time_words, utc_now};
use crate::library::Shelf;
use crate::opening::{Opening, begin_with};
use crate::pictures::Textures;
use crate::play::Play;
use crate::training::{Training, stand};
use anyhow::Result;
use curriculum::{Mode, Module};
use record::Presentation;
use scene::Scene;
use stage::Stage;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Person;

/// What a try needs of the program around it.
pub(super) struct Ground {
    pub scene: Scene,
    pub database: PathBuf,
    pub person: Person,
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

impl Ground {
    /// For a module in a folder, whose scene is read now if it is another one than is shown.
    pub(super) fn of(app: &mut App, module: Option<&Module>, folder: &Path) -> Result<Self> {
        let scene = match module {
            Some(module) => app.scene_now(module, folder),
            None => app.scene(),
        }?;
        let wake = Arc::clone(&app.wake);
        Ok(Self { scene, database: app.places.database(), person: app.store.demonstration_person(), wake })
    }
}

impl Authoring {
    /// A new version of the files: it is played on where the one before was, or its problems are shown.
    pub(super) fn take_in(&mut self, ground: impl FnOnce() -> Result<Ground>, shelf: Shelf) {
        self.failure = None;
        if let Some(module) = shelf.module.clone() {
            let module_toml = text_of(&shelf, "module.toml");
            let result = match &self.good {
                None => ground().and_then(|ground| self.begin(ground, module, module_toml, 0, None)),
                Some(good) => {
                    let play = &good.training.screen.play;
                    let step_idx = same_step(&good.module, play.attempt.session().current_idx(), &module);
                    let standing = Standing { trainee: Some(play.stage.pose_of_trainee()), people: Vec::new() };
                    let pitch = play.stage.walker.pitch;
                    ground().and_then(|ground| self.begin(ground, module, module_toml, step_idx, Some((standing, pitch))))
                }
            };
            match result {
                Ok(good) => self.good = Some(good),
                Err(why) => self.failure = Some(format!("{why:#}")),
            }
        }
        self.shelf = Some(shelf);
        self.was_copied = false;
        if let (Some(good), Some(Under::Object(object))) = (&self.good, &self.under)
            && good.module.object(object).is_none()
        {
            self.under = None;
        }
    }

    pub(super) fn jump(&mut self, ground: impl FnOnce() -> Result<Ground>, step_idx: usize) {
        let Some(good) = &self.good else { return };
        self.hud.list_at = None;
        let (module, module_toml) = (Arc::clone(&good.module), good.module_toml.clone());
        match ground().and_then(|ground| self.begin(ground, module, module_toml, step_idx, None)) {
            Ok(now) => self.good = Some(Good { since: good.since.clone(), ..now }),
            Err(why) => self.failure = Some(format!("{why:#}")),
        }
    }

    /// An attempt that has come to a step. Without a standing, the trainee stands where the autopilot walked to.
    fn begin(
        &self,
        ground: Ground,
        module: Arc<Module>,
        module_toml: String,
        step_idx: usize,
        standing: Option<(Standing, f32)>,
    ) -> Result<Good> {
        let Arrival { session, first, standing_in } = arrive(&module, Mode::Guided, self.seed, step_idx);
        let mut stage = Stage::new(Arc::clone(&module), ground.scene, session.world().clone())?;
        let opening = Opening {
            package_sha256: authoring::logic_sha256(&module),
            module: Arc::clone(&module),
            mode: Mode::Guided,
            person: ground.person,
            presentation: Presentation::Desktop,
        };
        let wake = ground.wake;
        let attempt = begin_with(&ground.database, &opening, self.seed, session, first, move || wake())?;
        match (standing, &standing_in) {
            (Some((standing, pitch)), _) => {
                stand(&mut stage, &standing);
                stage.walker.pitch = pitch;
            }
            (None, Some(zone)) => {
                let yaw = stage.walker.yaw;
                if let Some(point) = stage.point_of(zone) {
                    stage.walker.stand_at(point, yaw);
                }
            }
            (None, None) => {}
        }
        let mut play = Play::new(attempt, stage);
        if let Some(target) = play.attempt.session().view(0).targets.first().filter(|_| self.faces_target(step_idx)) {
            play.stage.face(target);
        }
        let training = Training::authored(play).with_pictures(Textures::beside(self.folder()));
        Ok(Good { module, training, module_toml, since: time_words(&utc_now()), believed_in: standing_in })
    }

    /// After a jump the next thing to do is in sight; after a save the view stays as it is, and at the start it is the scene's.
    fn faces_target(&self, step_idx: usize) -> bool {
        self.good.as_ref().is_some_and(|good| good.training.screen.play.attempt.session().current_idx() != Some(step_idx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::watch::{Stamp, Watch};
    use crate::library::{load_scene, open_module};
    use std::path::Path;
    use store::Store;

    struct Desk {
        _folder: tempfile::TempDir,
        authoring: Authoring,
        content: PathBuf,
        scene: Scene,
        database: PathBuf,
    }

    /// The module of the repository in a folder of its own, opened.
    fn desk() -> Desk {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let content = root.join("content");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("first-day");
        std::fs::create_dir(&path).unwrap();
        for (from, to) in [("first-day/module.toml", path.join("module.toml")), ("facts.toml", folder.path().join("facts.toml"))]
        {
            std::fs::copy(root.join("modules").join(from), to).unwrap();
        }
        let watch = Watch::start(path.clone(), content.clone(), Stamp::of(&path), || {}).unwrap();
        let scene = load_scene(&content, "harbour-clinic").unwrap().scene;
        let database = folder.path().join("record.sqlite");
        let mut desk = Desk { authoring: Authoring::new(path, watch).unwrap(), _folder: folder, content, scene, database };
        desk.save(|text| text);
        desk
    }

    impl Desk {
        /// Changes the file and takes it in.
        fn save(&mut self, change: impl FnOnce(String) -> String) {
            let file = self.authoring.folder().join("module.toml");
            std::fs::write(&file, change(std::fs::read_to_string(&file).unwrap())).unwrap();
            let shelf = open_module(self.authoring.folder(), &self.content).unwrap();
            let ground = self.ground();
            self.authoring.take_in(|| Ok(ground), shelf);
            assert_eq!(self.authoring.failure, None);
        }

        fn ground(&self) -> Ground {
            let person = Store::open(&self.database).unwrap().demonstration_person();
            Ground { scene: self.scene.clone(), database: self.database.clone(), person, wake: Arc::new(|| {}) }
        }

        fn jump(&mut self, step: &str) {
            let step_idx = self.good().module.step_idx(&ids::StepId::new(step).unwrap()).unwrap();
            let ground = self.ground();
            self.authoring.jump(|| Ok(ground), step_idx);
        }

        fn good(&self) -> &Good {
            self.authoring.good.as_ref().unwrap()
        }

        fn step(&self) -> (String, String) {
            let session = self.good().training.screen.play.attempt.session();
            let step = &session.module().steps[session.current_idx().unwrap()];
            (step.id.to_string(), step.say.clone())
        }
    }

    const NEW_STEP: &str = "[[step]]\nid = \"begin\"\nsay = \"Look at Mateo.\"\ndo = { look_at = \"mateo\" }\n\n[[step]]";

    #[test]
    fn what_is_saved_goes_on_at_the_same_step_where_the_trainee_stood() {
        let mut desk = desk();
        assert_eq!(desk.step().0, desk.good().module.steps[0].id.to_string());
        desk.jump("wear-badge");
        let (before, _) = desk.step();
        assert_eq!(before, "wear-badge");
        let carried = desk.good().training.screen.play.attempt.session().world().carried.clone();
        assert!(carried.is_some(), "the badge is in the hand");
        let stood = desk.good().training.screen.play.stage.coarse_pose();
        desk.save(|text| text.replacen("[[step]]", NEW_STEP, 1).replace("photo outward", "photo to the front"));
        assert_eq!(desk.step(), ("wear-badge".to_owned(), "Put the badge on, photo to the front.".to_owned()));
        let play = &desk.good().training.screen.play;
        assert_eq!(play.attempt.session().current_idx(), Some(4), "one step came before it");
        assert_eq!(play.attempt.session().world().carried, carried);
        assert_eq!(play.stage.coarse_pose(), stood);
    }

    #[test]
    fn a_broken_file_leaves_the_last_good_version_and_a_repaired_one_takes_over() {
        let mut desk = desk();
        desk.jump("wear-badge");
        desk.save(|text| text.replace("put = \"badge\"", "put = \"bagde\""));
        assert_eq!(desk.step().0, "wear-badge");
        assert_eq!(desk.authoring.n_problems().0, 1);
        desk.save(|text| text.replace("put = \"bagde\"", "put = \"badge\"").replace("photo outward", "photo up"));
        assert_eq!(desk.authoring.n_problems().0, 0);
        assert_eq!(desk.step(), ("wear-badge".to_owned(), "Put the badge on, photo up.".to_owned()));
    }
}
