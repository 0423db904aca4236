//! The program behind the window: which screen is shown, and what leads from one to the next. No window, no event loop.
//!
//! A frame goes through [`App::frame`]: events in, the screen's picture and wishes out.

use crate::author::screen::Authoring;
use crate::captions::Speaking;
use crate::content_pictures::ContentPictures;
use crate::controls::{Deed, Deeds, KeysFor};
pub(crate) use crate::go::Go;
use crate::kept_pipelines;
use crate::languages::Languages;
use crate::library::Library;
use crate::overlay::Overlay;
use crate::painter::{HudPaint, Painter};
use crate::places::Places;
use crate::review::recording::Recording;
use crate::review::screen::Review;
use crate::scenery::{Loaded, SceneryKey, Upload};
use crate::screens::{Screen, Training};
use crate::shown::painted;
use crate::speakers::Speakers;
use crate::tiering;
use anyhow::Result;
use curriculum::Module;
use egui::{Context, RawInput, Ui};
use hud::language::t;
use hud::{Picture, PointerMode, Settings};
use render::{Gpu, Tier};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Person, Store};

/// How often an attempt's time goes on while its picture stands still.
const TICK: Duration = Duration::from_millis(500);

/// What a frame is made from.
pub struct FrameInput {
    pub raw: RawInput,
    /// Of the captured mouse since the last frame, pixels.
    pub mouse_moved: egui::Vec2,
    pub dt_secs: f32,
    pub size_px: [u32; 2],
}

/// What a frame brought about.
pub struct FrameOutput {
    pub paint: HudPaint,
    pub platform: egui::PlatformOutput,
    /// The mouse turns the view: hide and keep it.
    pub capture_mouse: bool,
    pub fullscreen: bool,
    /// When the next frame is wanted though nothing happens; none means not before an event.
    pub redraw_after: Option<Duration>,
    /// What goes on by itself that a person would wait for before acting again, in a word; none while everything rests.
    pub goes_on: Option<&'static str>,
    pub exit: bool,
}

type Wake = Arc<dyn Fn() + Send + Sync>;

/// Everything the program knows.
pub struct App {
    pub(crate) places: Places,
    pub(crate) library: Library,
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) languages: Languages,
    pub(crate) organisation: String,
    pub(crate) person: Option<Person>,
    pub(crate) speakers: Speakers,
    pub(crate) pictures: ContentPictures,
    pub(crate) wake: Wake,
    ctx: Context,
    pub(crate) screen: Screen,
    scene: Loaded,
    /// Where to go once its scene is there.
    pub(crate) pending: Option<Go>,
    keys_open: bool,
    pub(crate) exit: bool,
    /// The only thing to be shown, once the room is there.
    only: Option<Only>,
    deeds: Deeds,
    /// The tier that this graphics card can afford, once it is known.
    measured: Option<Tier>,
    /// The graphics card had no memory left: the picture stays light.
    is_tight: bool,
    overlay: Overlay,
}

/// What a window is opened for, when it is not for training.
#[derive(Debug)]
pub(crate) enum Only {
    /// An attempt is seen again.
    Recording(Box<Recording>),
    /// The module in a folder is being written.
    Authoring(PathBuf),
}

impl App {
    /// Opens record and settings. Errors say what to do.
    pub fn open(places: Places, library: Library, wake: Wake) -> Result<Self> {
        let store = Store::open(&places.database())?;
        let settings: Settings = store.setting("settings").ok().flatten().unwrap_or_default();
        let languages = Languages::open(&places.content);
        let mut library = library;
        library.speak(&languages.speak(&settings.language));
        let ctx = Context::default();
        crate::media::install_fonts(&ctx, &places.content)?;
        hud::theme::apply(&ctx, &settings);
        let pictures = ContentPictures::of(&ctx, &places.content);
        let speakers = Speakers::open(&places.content.join("sounds"), &settings);
        let organisation = crate::media::organisation(&places.modules);
        let scene = first_scene(&places, &library, &wake);
        let screen = Screen::loading(&organisation);
        let deeds = Deeds::default();
        let (person, keys_open, exit) = (None, false, false);
        Ok(Self {
            places,
            library,
            store,
            settings,
            languages,
            organisation,
            person,
            speakers,
            pictures,
            wake,
            ctx,
            screen,
            scene,
            pending: None,
            keys_open,
            exit,
            only: None,
            deeds,
            measured: None,
            is_tight: false,
            overlay: Overlay::default(),
        })
    }

    /// Shows one thing instead of the picker, and ends after it.
    pub fn show_only(&mut self, only: Only) {
        self.only = Some(only);
    }

    pub fn ctx(&self) -> &Context {
        &self.ctx
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Compiled pipelines of an earlier run on this machine.
    pub fn pipeline_cache(&self) -> Option<Vec<u8>> {
        kept_pipelines::kept(&self.places.data)
    }

    /// The tier that the settings ask for; by itself, what was measured here, and until then what is likely.
    pub fn tier_for(&self, gpu: &Gpu) -> Tier {
        let likely = if gpu.software { Tier::Low } else { Tier::High };
        match self.settings.picture {
            _ if self.is_tight => Tier::Low,
            Picture::Light => Tier::Low,
            Picture::Standard => Tier::Medium,
            Picture::High => Tier::High,
            Picture::Automatic => self.measured.unwrap_or(likely),
        }
    }

    /// Begins again on another graphics card, or on the same one after it was lost. An attempt pauses meanwhile.
    pub fn graphics_lost(&mut self, tightly: bool) -> Result<()> {
        self.focus_lost();
        self.is_tight |= tightly;
        self.measured = None;
        crate::media::install_fonts(&self.ctx, &self.places.content)?;
        hud::theme::apply(&self.ctx, &self.settings);
        self.pictures = ContentPictures::of(&self.ctx, &self.places.content);
        if let Some(training) = self.screen.training_mut() {
            training.screen.pictures.forget();
        }
        self.scene.want_again(Arc::clone(&self.wake));
        Ok(())
    }

    /// The window is not in front any more: nothing stays held down, and an attempt pauses.
    pub fn focus_lost(&mut self) {
        match &mut self.screen {
            Screen::Play(training) => training.focus_lost(),
            Screen::Author(author) => author.focus_lost(),
            _ => {}
        }
    }

    /// Leaves a running attempt, so that it can be continued; everything is on disk when this returns.
    pub fn close(&mut self) {
        if let Screen::Play(training) = &mut self.screen {
            training.leave();
        }
        self.screen = Screen::loading(&self.organisation);
    }

    /// One frame.
    pub fn frame(&mut self, mut input: FrameInput, painter: &mut Painter) -> FrameOutput {
        self.load_scene(painter, input.size_px);
        self.overlay.take_in(&input.raw);
        painter.set_tier(self.tier_for(&painter.gpu));
        painter.set_colours(&self.settings);
        let area = self.hud_area(&input);
        let keys = self.keys_for();
        self.deeds = match &mut self.screen {
            screen if screen.training().is_some() => screen.training_mut().map_or_else(Deeds::default, |training| {
                training.screen.controls.read(&mut input.raw, input.mouse_moved, &self.settings, keys)
            }),
            Screen::Author(author) => author.read(&mut input.raw, &self.settings, self.keys_open),
            _ => crate::controls::Controls::default().read(&mut input.raw, egui::Vec2::ZERO, &self.settings, KeysFor::Hud),
        };
        self.take_general_deeds();
        self.advance(input.dt_secs, &area);
        self.draw_scene(painter, input.size_px);
        let costs = self.overlay.lines(painter, input.dt_secs);
        let ctx = self.ctx.clone();
        let mut screen = std::mem::replace(&mut self.screen, Screen::loading(""));
        let mut next = None;
        let output = ctx.run_ui(input.raw, |ui| {
            if let Some(to) = screen.show(ui, self) {
                next = Some(to);
            }
            self.show_keys(ui);
            hud::facts(ui, &costs);
        });
        let over_scene = screen.is_over_scene();
        self.screen = screen;
        let changes = next.map(|next| self.go(next)).is_some();
        let output = self.finish_frame(output, over_scene, painter.breath());
        // What was drawn is the screen before: nobody may have to touch anything to see the next.
        if changes {
            FrameOutput { redraw_after: Some(Duration::ZERO), goes_on: Some("a frame that follows at once"), ..output }
        } else {
            output
        }
    }

    fn finish_frame(&mut self, output: egui::FullOutput, over_scene: bool, breath: Duration) -> FrameOutput {
        let (paint, platform, hud_wants) = painted(&self.ctx, output, over_scene);
        let (scene_wants, capture_mouse) = match &self.screen {
            Screen::Author(author) if author.played().is_none() && !self.keys_open => (author.wants(breath), false),
            Screen::Review(review) if review.is_alive() && !self.keys_open => (Some(Duration::ZERO), false),
            Screen::Loading { .. } => (Some(Duration::from_millis(30)), false),
            screen => {
                screen.training().map_or((None, false), |training| (self.scene_wants(training, breath), self.captures(training)))
            }
        };
        FrameOutput {
            paint,
            platform,
            capture_mouse,
            fullscreen: self.settings.fullscreen,
            redraw_after: [hud_wants, scene_wants].into_iter().flatten().min(),
            goes_on: self.scene_goes_on(),
            exit: self.exit,
        }
    }

    fn scene_wants(&self, training: &Training, breath: Duration) -> Option<Duration> {
        if training.is_paused() || self.keys_open {
            return None;
        }
        let driven = training.screen.is_driven(self.deeds.stride) || training.screen.is_alive();
        let breathes = training.screen.play.stage.breathes() && !self.settings.reduced_motion;
        // Where nothing moves, time passes all the same, and with it what waits for it.
        if driven { Some(Duration::ZERO) } else { Some(if breathes { breath } else { TICK }) }
    }

    /// What goes on in the room; none when it is over, or stands still behind what is asked.
    fn scene_goes_on(&self) -> Option<&'static str> {
        let stands_still = |training: &Training| training.is_paused() || training.is_choosing() || self.keys_open;
        match &self.screen {
            Screen::Loading { .. } => Some("the loading"),
            Screen::Author(author) if author.played().is_none() => author.goes_on(),
            screen => {
                screen.training().filter(|training| !stands_still(training)).and_then(|training| training.screen.play.goes_on())
            }
        }
    }

    fn captures(&self, training: &Training) -> bool {
        let free = training.is_paused() || training.is_choosing() || self.keys_open;
        self.settings.pointer == PointerMode::MouseLook && !free && training.screen.keys_for() == KeysFor::Room
    }

    fn keys_for(&self) -> KeysFor {
        match self.screen.training() {
            Some(training) if !training.is_paused() && !training.is_choosing() && !self.keys_open => training.screen.keys_for(),
            _ => KeysFor::Hud,
        }
    }

    /// The HUD's area in points, before egui has begun its frame.
    fn hud_area(&self, input: &FrameInput) -> crate::screen_space::Screen {
        let points = input.raw.screen_rect.unwrap_or_else(|| {
            let [width, height] = input.size_px.map(|side| side as f32 / self.ctx.pixels_per_point());
            egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height))
        });
        crate::screen_space::Screen { rect: points }
    }

    fn take_general_deeds(&mut self) {
        let deeds = self.deeds.deeds.clone();
        for deed in deeds {
            match deed {
                Deed::Fullscreen => {
                    self.settings.fullscreen = !self.settings.fullscreen;
                    self.keep_settings();
                }
                Deed::TextSize(by) => {
                    let size = (self.settings.text_percent as i16 + by).clamp(100, 200);
                    self.settings.text_percent = size.unsigned_abs();
                    self.keep_settings();
                }
                Deed::Help if !self.keys_open => {
                    self.keys_open = true;
                    if let Some(training) = self.screen.training_mut() {
                        training.cover();
                    }
                }
                _ => {}
            }
        }
    }

    fn advance(&mut self, dt_secs: f32, area: &crate::screen_space::Screen) {
        self.speakers.sound_alarm(self.screen.training().is_some_and(Training::alarm_is_heard));
        self.let_speak();
        if self.keys_open {
            return;
        }
        if let Screen::Review(review) = &mut self.screen {
            review.advance(dt_secs, self.settings.has_voices() && self.speakers.are_heard());
        }
        if let Screen::Author(author) = &mut self.screen
            && author.played().is_none()
        {
            author.advance(dt_secs, &self.settings, area);
        }
        let Some(training) = self.screen.training_mut() else { return };
        training.screen.listen(&self.settings, self.speakers.are_heard());
        training.advance(dt_secs, &self.deeds, &self.settings, area);
        for sound in training.screen.play.sounds.drain(..) {
            self.speakers.play(&sound);
        }
    }

    /// What people say is heard where one is with them, and held while something covers the room.
    fn let_speak(&mut self) {
        let (speaking, is_heard) = match &mut self.screen {
            Screen::Review(review) => review.take_speaking(),
            screen => match screen.training_mut() {
                Some(training) => (std::mem::take(&mut training.screen.play.speaking), training.is_listened_to()),
                None => (vec![Speaking::Stops], true),
            },
        };
        speaking.iter().for_each(|speaking| self.speakers.speak(speaking));
        self.speakers.settle(is_heard && !self.keys_open);
    }

    fn draw_scene(&mut self, painter: &mut Painter, size_px: [u32; 2]) {
        match &mut self.screen {
            Screen::Review(review) => review.draw_scene(painter, size_px),
            Screen::Author(author) if author.played().is_none() => author.draw_scene(painter, size_px),
            screen => {
                if let Some(training) = screen.training_mut() {
                    training.screen.draw_scene(painter, size_px);
                }
            }
        }
    }

    fn show_keys(&mut self, ui: &mut Ui) {
        if self.keys_open && hud::keys_page(ui, &self.settings) {
            self.keys_open = false;
        }
    }

    pub(crate) fn open_keys(&mut self) {
        self.keys_open = true;
    }

    /// Applies and keeps the settings.
    pub(crate) fn keep_settings(&mut self) {
        hud::theme::apply(&self.ctx, &self.settings);
        self.speakers.set_volume(&self.settings);
        let kept = self.keep_language().and_then(|()| self.store.set_setting("settings", &self.settings));
        if let Err(why) = kept {
            self.screen = Screen::unkept_settings(&why.to_string());
        }
    }

    fn load_scene(&mut self, painter: &mut Painter, size_px: [u32; 2]) {
        if !self.scene.arrive() || !self.upload_scene(painter, size_px) {
            return;
        }
        if matches!(self.screen, Screen::Loading { .. }) && !self.exit {
            match (self.scene.failure(), self.pending.take()) {
                (Some(why), _) => self.screen = Screen::problem(t("The room cannot be shown"), why, t("Nothing was changed.")),
                (None, Some(to)) => self.go(to),
                (None, None) => self.screen = self.first_screen(),
            }
            // What is opened first may have brought a scene of its own.
            if self.scene.arrive() {
                self.upload_scene(painter, size_px);
            }
        }
    }

    /// False while it is on its way.
    fn upload_scene(&mut self, painter: &mut Painter, size_px: [u32; 2]) -> bool {
        let upload = self.scene.upload(painter, &self.places.content, &self.wake);
        if upload == Upload::Done {
            if let (Picture::Automatic, None, Ok(scene)) = (self.settings.picture, self.measured, self.scene.scene()) {
                self.measured = tiering::tier_here(&self.places.data, painter, &scene, size_px);
            }
            kept_pipelines::keep(&self.places.data, &painter.gpu);
        }
        upload != Upload::UnderWay
    }

    fn first_screen(&mut self) -> Screen {
        let facts = t("`practicum review ATTEMPT --facts` lists its facts.");
        match self.only.take() {
            None => Screen::picker(self),
            Some(Only::Recording(recording)) => {
                if self.reads_scene_of(recording.progress.header.module.as_str()) {
                    self.only = Some(Only::Recording(recording));
                    return Screen::loading(&self.organisation);
                }
                match Review::alone(self, *recording) {
                    Ok(review) => Screen::Review(Box::new(review)),
                    Err(why) => Screen::last_problem(t("This attempt cannot be shown in its room"), &format!("{why:#}"), facts),
                }
            }
            Some(Only::Authoring(folder)) => match Authoring::open(self, folder) {
                Ok(author) => Screen::Author(Box::new(author)),
                Err(why) => Screen::last_problem("This module cannot be opened", &format!("{why:#}"), "Name its folder."),
            },
        }
    }

    /// The scene's nodes for a new stage.
    pub(crate) fn scene(&self) -> Result<scene::Scene> {
        self.scene.scene()
    }

    /// The same of a module in a folder, read at once if it is another scene than the one that is shown.
    pub(crate) fn scene_now(&mut self, module: &Module, folder: &Path) -> Result<scene::Scene> {
        self.scene.want_now(&self.places.content, module, folder)
    }

    pub(crate) fn shows_scene_of(&self, module: &Module, folder: &Path) -> bool {
        self.scene.has(&SceneryKey::of(module, folder))
    }

    /// Begins to read the scene of a module, where it is another one than is shown. True while it is on its way.
    pub(crate) fn reads_scene_of(&mut self, module: &str) -> bool {
        let Some(shelf) = self.library.module(module) else { return false };
        let Some(module) = shelf.module.as_ref().filter(|module| !self.shows_scene_of(module, &shelf.path)) else { return false };
        let (module, folder) = (Arc::clone(module), shelf.path.clone());
        self.scene.want(&self.places.content, &module, &folder, Arc::clone(&self.wake));
        true
    }
}

/// Reads the scene of the first module on a thread of its own, so that the window is there at once.
fn first_scene(places: &Places, library: &Library, wake: &Wake) -> Loaded {
    let mut scene = Loaded::nothing("no module can be played: run `practicum check`");
    if let Some((shelf, module)) = library.shelves.iter().find_map(|shelf| Some((shelf, shelf.module.as_ref()?))) {
        scene.want(&places.content, module, &shelf.path, Arc::clone(wake));
    }
    scene
}
