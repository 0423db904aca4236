//! A module being played in the window: the attempt's screen, with pause, rehearsal and demonstration around it.

use crate::app::{App, Go};
use crate::attempt::Standing;
use crate::controls::{Deed, Deeds};
use crate::demonstration::Demonstration;
use crate::frame::PlayScreen;
use crate::library::CONTROLS;
use crate::opening::{Opening, Proven, begin, begin_exam, resume};
use crate::pictures::Textures;
use crate::play::Play;
use crate::screen_space::Screen as Area;
use crate::screens::Screen;
use crate::voices::Voices;
use anyhow::{Context as _, Result};
use curriculum::{Mode, Module};
use egui::Ui;
use hud::language::t;
use hud::{PauseAction, PauseState, PauseView, Settings};
use ids::{AttemptId, ModuleId};
use record::Presentation;
use session::Input;
use stage::Stage;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Person;

/// How long the last tick is shown before the debrief comes.
const AFTERGLOW_SECS: f32 = 1.6;
/// How long last words may keep it away.
const LAST_WORDS_SECS: f32 = 12.0;

/// What the attempt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Training,
    /// Of the controls: no training, does not count.
    Rehearsal,
}

pub struct Training {
    pub screen: PlayScreen,
    purpose: Purpose,
    paused: Option<PauseState>,
    /// How often this attempt stood still, before it was taken up again too.
    n_pauses: u32,
    /// Open until the way of looking around is chosen.
    is_choosing: bool,
    demonstration: Option<Demonstration>,
    stuck: Option<String>,
    ended_secs: f32,
}

impl Training {
    /// A new attempt of the person at the PC; in `watch`, of the demonstration person.
    pub(crate) fn start(app: &mut App, module: &ModuleId, mode: Mode) -> Result<Self> {
        let person = app.person.clone().context("nobody has said who they are")?;
        let person = if mode == Mode::Watch { app.store.demonstration_person() } else { person };
        Self::open(app, module.as_str(), mode, person, None, Purpose::Training)
    }

    /// A new exam of the person at the PC, who has proved that it is them.
    pub(crate) fn start_exam(app: &mut App, module: &ModuleId, proven: Proven) -> Result<Self> {
        let person = app.person.clone().context("nobody has said who they are")?;
        Self::open(app, module.as_str(), Mode::Exam, person, Some(proven), Purpose::Training)
    }

    /// The rehearsal of the controls, under the demonstration person.
    pub(crate) fn rehearse(app: &mut App) -> Result<Self> {
        let person = app.store.demonstration_person();
        let mut training = Self::open(app, CONTROLS, Mode::Guided, person, None, Purpose::Rehearsal)?;
        training.is_choosing = true;
        Ok(training)
    }

    fn open(app: &mut App, module: &str, mode: Mode, person: Person, proven: Option<Proven>, purpose: Purpose) -> Result<Self> {
        let (module, package_sha256, folder) = packed(app, module)?;
        let scene = app.scene()?;
        let opening = Opening { module: Arc::clone(&module), package_sha256, mode, person, presentation: Presentation::Desktop };
        let wake = Arc::clone(&app.wake);
        let database = app.places.database();
        let attempt = match proven {
            Some(proven) => begin_exam(&database, &opening, proven, move || wake())?,
            None => begin(&database, &opening, move || wake())?,
        };
        let stage = Stage::new(module, scene, attempt.session().world().clone())?;
        Ok(Self::around(app, Play::new(attempt, stage), purpose, mode, &folder))
    }

    /// An attempt that was left.
    pub(crate) fn take_up(app: &mut App, id: AttemptId) -> Result<Self> {
        let progress = app.store.progress(id)?;
        let (module, package_sha256, folder) = packed(app, progress.header.module.as_str())?;
        // It goes on in the language that its record names.
        let module = app.library.module_in(&module, &progress.header.language);
        let scene = app.scene()?;
        let wake = Arc::clone(&app.wake);
        let (attempt, standing) = resume(&app.places.database(), id, &module, &package_sha256, move || wake())?;
        let mode = attempt.session().mode();
        let mut stage = Stage::new(module, scene, attempt.session().world().clone())?;
        stand(&mut stage, &standing);
        let n_pauses = app.store.progress(id)?.pause_totals().n;
        Ok(Self { n_pauses, ..Self::around(app, Play::new(attempt, stage), Purpose::Training, mode, &folder) })
    }

    /// An attempt of an author, who tries out what is being written.
    pub(crate) fn authored(play: Play) -> Self {
        Self::with(play, Purpose::Training, Mode::Guided)
    }

    /// The same with the pictures of its pages and cards.
    pub(crate) fn with_pictures(mut self, pictures: Textures) -> Self {
        self.screen.pictures = pictures;
        self
    }

    /// `folder`: the module's own, with its pictures and, it may be, voices.
    fn around(app: &mut App, mut play: Play, purpose: Purpose, mode: Mode, folder: &Path) -> Self {
        app.speakers.enter_room();
        let voices = Voices::of_module(play.attempt.session().module(), folder, &app.places.content);
        play.captions.set_voices(voices);
        Self::with(play, purpose, mode).with_pictures(Textures::beside(folder))
    }

    fn with(play: Play, purpose: Purpose, mode: Mode) -> Self {
        Self {
            screen: PlayScreen::new(play),
            purpose,
            paused: None,
            n_pauses: 0,
            is_choosing: false,
            demonstration: (mode == Mode::Watch).then(Demonstration::default),
            stuck: None,
            ended_secs: 0.0,
        }
    }

    pub fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// An alarm sounds in the room, and nobody is paused.
    pub fn alarm_is_heard(&self) -> bool {
        !self.is_paused() && !self.is_choosing && !self.screen.play.finished && self.screen.play.stage.alarm_sounds()
    }

    /// Somebody may be heard: nothing covers the room.
    pub fn is_listened_to(&self) -> bool {
        !self.is_paused() && !self.is_choosing
    }

    /// In an exam a pause hides the room and the step, from eyes and from screen readers: nobody looks things up meanwhile.
    pub fn hides_scene(&self) -> bool {
        self.is_paused() && self.screen.view.mode == Mode::Exam
    }

    /// What covers the room without ending the exam is a pause too.
    pub fn cover(&mut self) {
        if self.screen.view.mode == Mode::Exam {
            self.pause();
        }
    }

    pub fn is_choosing(&self) -> bool {
        self.is_choosing
    }

    pub fn focus_lost(&mut self) {
        self.screen.controls.forget();
        if self.demonstration.is_none() && !self.screen.play.finished && !self.is_choosing {
            self.pause();
        }
    }

    fn pause(&mut self) {
        if self.paused.is_none() && !self.screen.play.finished {
            self.screen.play.release();
            self.screen.play.stage.hold_speech();
            self.screen.play.attempt.apply(Input::Pause);
            self.paused = Some(PauseState::default());
            self.n_pauses += 1;
        }
    }

    fn go_on(&mut self) {
        if self.paused.take().is_some() {
            self.screen.play.attempt.apply(Input::Resume);
        }
    }

    /// Writes down that the trainee left; the attempt can be continued.
    pub fn leave(&mut self) {
        self.screen.play.release();
        if !self.screen.play.finished {
            self.screen.play.attempt.apply(Input::Leave);
        }
        for shown in self.screen.play.attempt.settle() {
            self.screen.play.show(&shown);
        }
    }

    /// Lets a frame's time pass with its deeds. Nothing moves while paused.
    pub fn advance(&mut self, dt_secs: f32, deeds: &Deeds, settings: &Settings, area: &Area) {
        if self.is_choosing {
            return;
        }
        let esc = deeds.deeds.contains(&Deed::Pause);
        if self.paused.is_some() {
            for shown in self.screen.play.attempt.shown() {
                self.screen.play.show(&shown);
            }
            return;
        }
        if esc {
            self.pause();
            return;
        }
        if let Some(demonstration) = &mut self.demonstration {
            self.screen.play.stage.reduced_motion = settings.reduced_motion;
            if let Err(why) = demonstration.advance(&mut self.screen.play, dt_secs) {
                self.stuck = Some(why.to_string());
            }
            self.screen.after(dt_secs);
        } else {
            self.screen.advance(dt_secs, deeds, settings, area);
        }
        if self.screen.play.finished {
            self.ended_secs += dt_secs;
        }
    }

    /// Draws the screen and says where it leads.
    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        if let Some(why) = self.screen.play.attempt.failure().map(ToString::to_string) {
            let problem = Screen::problem(t("This could not be saved"), &why, t("Everything that was ticked is saved."));
            return Some(Go::Screen(Box::new(problem)));
        }
        if let Some(why) = self.stuck.take() {
            self.leave();
            return Some(Go::Screen(Box::new(Screen::problem(t("The demonstration is stuck"), &why, ""))));
        }
        if self.hides_scene() {
            return self.show_pause(ui, app);
        }
        let actions = self.screen.show(ui, &app.pictures, &app.settings);
        if self.is_choosing {
            return self.show_choice(ui, app);
        }
        if self.paused.is_some() {
            return self.show_pause(ui, app);
        }
        if self.screen.act_on(actions) {
            self.pause();
        }
        (self.is_at_its_end() && !self.screen.play.attempt.is_waiting()).then(|| self.finish(app))
    }

    /// The last words are heard out.
    fn is_at_its_end(&self) -> bool {
        let speaks = self.screen.play.captions.is_speaking() && self.ended_secs < LAST_WORDS_SECS;
        self.ended_secs > AFTERGLOW_SECS && !speaks
    }

    fn finish(&mut self, app: &mut App) -> Go {
        app.speakers.leave_room();
        match self.purpose {
            Purpose::Training => Go::Debrief(self.screen.play.attempt.id),
            Purpose::Rehearsal => after_rehearsal(app),
        }
    }

    fn show_choice(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        let settings = app.settings.clone();
        if let Some(mode) = hud::rehearsal(ui, &settings) {
            app.settings.pointer = mode;
            app.keep_settings();
            self.is_choosing = false;
        }
        None
    }

    fn show_pause(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        let view = self.pause_view();
        let state = self.paused.as_mut()?;
        let action = hud::pause(ui, state, &view, &mut app.settings)?;
        match action {
            PauseAction::Resume => self.go_on(),
            PauseAction::RestartStep => {
                self.go_on();
                self.screen.play.attempt.apply(Input::RestartStep);
            }
            PauseAction::Leave => {
                self.leave();
                app.speakers.leave_room();
                return Some(if self.purpose == Purpose::Rehearsal { after_rehearsal(app) } else { Go::Home });
            }
            PauseAction::OpenKeys => app.open_keys(),
            PauseAction::SettingsChanged => app.keep_settings(),
        }
        None
    }

    fn pause_view(&self) -> PauseView {
        let view = &self.screen.view;
        PauseView::Attempt {
            title: view.title.clone(),
            step_number: view.current_idx.map_or(view.steps.len(), |idx| idx + 1),
            n_steps: view.steps.len(),
            at_ms: view.at_ms,
            can_restart_step: view.mode != Mode::Exam,
            hidden_pauses: self.hides_scene().then_some(self.n_pauses),
        }
    }
}

fn after_rehearsal(app: &mut App) -> Go {
    match app.rehearsed() {
        Ok(()) => Go::Home,
        Err(why) => Go::Screen(Box::new(Screen::problem(t("That could not be kept"), &format!("{why:#}"), ""))),
    }
}

/// A module, the hash of all that is played with it, and its folder.
fn packed(app: &App, module: &str) -> Result<(Arc<Module>, String, PathBuf)> {
    let shelf = app.library.module(module).with_context(|| format!("there is no module `{module}` here"))?;
    let module = shelf.module.as_ref().with_context(|| format!("`{module}` has problems: run `practicum check`"))?;
    let package_sha256 = app.library.package_sha256(shelf, module.scene.as_str())?;
    Ok((Arc::clone(module), package_sha256, shelf.path.clone()))
}

/// Everybody back to where they stood.
pub fn stand(stage: &mut Stage, standing: &Standing) {
    if let Some((position, yaw)) = standing.trainee {
        stage.walker.stand_at(position.into(), yaw);
    }
    for (person, position, yaw) in &standing.people {
        stage.stand_person(person, *position, *yaw);
    }
}
