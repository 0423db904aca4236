//! Author mode in the window: the module's room, played or looked over, and the overlay of problems, steps and names.
//!
//! Start at [`Authoring::open`], then [`Authoring::show`] for each frame.

use super::editor::{Spot, line_of, open_at};
use super::reload::Ground;
use super::view::{author_view, lines_now, shown_error};
use super::watch::{News, Stamp, Watch};
use crate::app::{App, Go};
use crate::controls::{Controls, Deed, Deeds, KeysFor};
use crate::library::{Shelf, open_module};
use crate::opening::OpeningError;
use crate::painter::Painter;
use crate::picture::{Marked, draw};
use crate::play::{Aim, Play};
use crate::screen_space::Screen as Area;
use crate::training::Training;
use anyhow::Result;
use authoring::Severity;
use curriculum::Module;
use egui::{RawInput, Ui, Vec2};
use hud::{AuthorAction, AuthorState, PointerMode, Settings};
use ids::ObjectId;
use render::OutlineStyle;
use session::Input;
use stage::NodeUnder;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A file that was saved longer ago was not saved just now, as when it was moved here.
const JUST_NOW_SECS: f32 = 10.0;

pub struct Authoring {
    folder: PathBuf,
    pub(super) watch: Watch,
    pub(super) seed: u64,
    /// The files as they were read last, good or not.
    pub(super) shelf: Option<Shelf>,
    /// Why the files could not be read or played, though each may be well formed.
    pub(super) failure: Option<String>,
    pub(super) good: Option<Good>,
    pub(super) overlay: bool,
    pub(super) labels_shown: bool,
    pub(super) hud: AuthorState,
    controls: Controls,
    deeds: Deeds,
    pub(super) under: Option<Under>,
    is_pinned: bool,
    pub(super) was_copied: bool,
    /// When the file was saved that is shown from this frame on.
    saved: Option<SystemTime>,
    pub(super) reloaded_secs: Option<f32>,
    /// The way to where the step is done, as it was found last.
    pub(super) way: Option<Way>,
    /// Which of several errors is shown.
    pub(super) problem_idx: usize,
    /// The editor that was opened just now, or why there is none.
    pub(super) opened_in: Option<String>,
    pub(super) cannot_open: Option<String>,
}

/// A way over the floor, with what it was found for.
pub(super) struct Way {
    object: ObjectId,
    from_m: [f32; 3],
    pub points: Vec<glam::Vec3>,
}

/// A way is found anew when the trainee stands so much elsewhere, metres.
const ELSEWHERE_M: f32 = 0.4;

/// The last version that could be played.
pub(super) struct Good {
    pub module: Arc<Module>,
    pub training: Training,
    pub module_toml: String,
    /// "08:41".
    pub since: String,
    /// Where the session believes the trainee to be, until the first frame shows otherwise.
    pub believed_in: Option<ObjectId>,
}

/// What is pointed at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Under {
    Object(ObjectId),
    Node(NodeUnder),
    /// A place in a picture that is no mark yet, as shares of its width and height.
    Spot {
        picture: String,
        uv: glam::Vec2,
    },
}

impl Authoring {
    /// Opens the module in a folder on the record of `app`, which is one to be thrown away.
    pub(crate) fn open(app: &mut App, folder: PathBuf) -> Result<Self> {
        let wake = Arc::clone(&app.wake);
        let stamp = Stamp::of(&folder);
        let shelf = open_module(&folder, &app.places.content)?;
        let watch = Watch::start(folder.clone(), app.places.content.clone(), stamp, move || wake())?;
        let mut authoring = Self::new(folder, watch)?;
        authoring.take_up(app, shelf);
        Ok(authoring)
    }

    pub(super) fn new(folder: PathBuf, watch: Watch) -> Result<Self> {
        Ok(Self {
            folder,
            watch,
            seed: getrandom::u64().map_err(OpeningError::Seed)?,
            shelf: None,
            failure: None,
            good: None,
            overlay: true,
            labels_shown: true,
            hud: AuthorState::default(),
            controls: Controls::default(),
            deeds: Deeds::default(),
            under: None,
            is_pinned: false,
            was_copied: false,
            saved: None,
            reloaded_secs: None,
            way: None,
            problem_idx: 0,
            opened_in: None,
            cannot_open: None,
        })
    }

    /// A new version of the files, with the scene that it plays in.
    fn take_up(&mut self, app: &mut App, shelf: Shelf) {
        let (module, folder) = (shelf.module.clone(), self.folder.clone());
        self.take_in(|| Ground::of(app, module.as_deref(), &folder), shelf);
        // What could not be played in its new scene has left the last good version without its own.
        if self.good.as_ref().is_some_and(|good| !app.shows_scene_of(&good.module, &folder)) {
            self.good = None;
        }
    }

    pub(super) fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// The attempt, while it is played and not looked over.
    pub(crate) fn played(&self) -> Option<&Training> {
        self.good.as_ref().filter(|_| !self.overlay).map(|good| &good.training)
    }

    /// What moves while the room is looked over, or is not on disk yet of what was jumped to.
    pub(crate) fn goes_on(&self) -> Option<&'static str> {
        let play = &self.good.as_ref()?.training.screen.play;
        let on_disk = !play.attempt.is_waiting() && !play.stage.somebody_speaks();
        if on_disk { play.stage.what_moves() } else { Some("what is not on disk yet, or somebody who speaks") }
    }

    pub(crate) fn played_mut(&mut self) -> Option<&mut Training> {
        self.good.as_mut().filter(|_| !self.overlay).map(|good| &mut good.training)
    }

    /// Who goes to the editor does not play on: the overlay comes, and the mouse is free.
    pub(crate) fn focus_lost(&mut self) {
        self.controls.forget();
        if let Some(training) = self.played_mut() {
            training.screen.controls.forget();
        }
        self.overlay = true;
    }

    /// Reads keys and mouse for walking around under the overlay.
    pub(crate) fn read(&mut self, raw: &mut RawInput, settings: &Settings, keys_open: bool) -> Deeds {
        let keys = if keys_open || self.hud.list_at.is_some() { KeysFor::Hud } else { KeysFor::Room };
        let settings = Settings { pointer: PointerMode::PointAndClick, ..settings.clone() };
        self.deeds = self.controls.read(raw, Vec2::ZERO, &settings, keys);
        self.deeds.clone()
    }

    /// Lets the room move; the attempt's time stands still.
    pub(crate) fn advance(&mut self, dt_secs: f32, settings: &Settings, area: &Area) {
        if let Some(saved) = self.saved.take() {
            // The frame before this one was the first with the new text, and it is on the screen.
            let secs = SystemTime::now().duration_since(saved).unwrap_or_default().as_secs_f32();
            self.reloaded_secs = (secs < JUST_NOW_SECS).then_some(secs);
        }
        let deeds = std::mem::take(&mut self.deeds);
        let Some(good) = &mut self.good else { return };
        let play = &mut good.training.screen.play;
        play.stage.reduced_motion = settings.reduced_motion;
        play.aspect = area.aspect();
        if deeds.look != Vec2::ZERO {
            play.stage.turn(deeds.look.x, deeds.look.y);
        }
        play.stage.look_nearer(deeds.wheel);
        play.move_on(dt_secs, deeds.stride);
        if let Some(zone) = good.believed_in.take()
            && !play.stage.in_reach(&zone)
        {
            play.attempt.apply(Input::Exit { zone });
        }
        play.sounds.clear();
        good.training.screen.after(dt_secs);
        find_way(&mut self.way, good);
        let at = self.controls.pointer.filter(|at| !self.hud.covers(*at));
        for deed in &deeds.deeds {
            match deed {
                Deed::Next | Deed::Previous => {
                    self.under = neighbour(&good.module, self.under.as_ref(), *deed == Deed::Next).map(Under::Object);
                    self.is_pinned = true;
                    if let Some(Under::Object(object)) = &self.under {
                        good.training.screen.play.stage.lead_to(object);
                    }
                }
                Deed::Nearer(notches) => good.training.screen.play.stage.look_nearer(f32::from(*notches)),
                Deed::Picture(by) => {
                    let stage = &mut good.training.screen.play.stage;
                    let spots = stage.spots();
                    let n = spots.len();
                    if let Some(here) = spots.iter().position(|spot| spot.is_here) {
                        stage.go_to_spot((here + n).saturating_add_signed(isize::from(*by)) % n);
                    }
                }
                Deed::Click(at) if !self.hud.covers(*at) => {
                    self.is_pinned = !self.is_pinned;
                    if self.is_pinned {
                        // The pointer may have come here in this very frame.
                        let play = &mut good.training.screen.play;
                        play.aim = Aim::Pointer(area.ndc(*at));
                        self.under = under(play);
                        self.was_copied = false;
                    }
                }
                Deed::Pause => (self.is_pinned, self.cannot_open) = (false, None),
                _ => {}
            }
        }
        if !self.is_pinned
            && let Some(at) = at
        {
            let play = &mut good.training.screen.play;
            play.aim = Aim::Pointer(area.ndc(at));
            let under = under(play);
            if under != self.under {
                self.under = under;
                self.was_copied = false;
            }
        }
    }

    /// When the next frame is wanted though nothing happens.
    pub(crate) fn wants(&self, idle: Duration) -> Option<Duration> {
        let screen = &self.good.as_ref()?.training.screen;
        let moves = screen.play.stage.is_moving() || screen.play.attempt.is_waiting() || self.saved.is_some();
        let driven = screen.is_driven(self.deeds.stride) || self.controls.is_walking();
        if moves || driven { Some(Duration::ZERO) } else { screen.play.stage.breathes().then_some(idle) }
    }

    pub(crate) fn draw_scene(&self, painter: &mut Painter, size_px: [u32; 2]) {
        let Some(good) = &self.good else { return };
        let chosen = match &self.under {
            Some(Under::Object(object)) => Some(object.clone()),
            _ => None,
        };
        let srgb = painter.colours().target;
        let marked: Vec<Marked> = chosen.into_iter().map(|object| Marked::line(object, srgb, OutlineStyle::Solid)).collect();
        let play = &good.training.screen.play;
        painter.set_calm(!play.stage.is_lively());
        draw(&play.stage, play.attempt.session(), &marked, painter, size_px, None);
    }

    pub(crate) fn has_room(&self) -> bool {
        self.good.is_some()
    }

    /// Takes in what was saved, then draws.
    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        if let Some(News { shelf, saved }) = self.watch.latest() {
            self.saved = Some(saved);
            (self.problem_idx, self.opened_in, self.cannot_open) = (0, None, None);
            match shelf {
                Ok(shelf) => self.take_up(app, shelf),
                Err(why) => self.failure = Some(why.to_string()),
            }
            // A problem is shown also to who is playing.
            self.overlay |= self.failure.is_some() || self.n_problems().0 > 0;
        }
        if !self.overlay && self.good.is_some() {
            return self.show_play(ui, app);
        }
        let view = author_view(self, &Area::of(ui));
        match hud::author(ui, &mut self.hud, &view)? {
            AuthorAction::PlayOn => self.overlay = self.good.is_none(),
            AuthorAction::ShowLabels(shown) => self.labels_shown = shown,
            AuthorAction::Copy => {
                if let Some(lines) = lines_now(self) {
                    ui.ctx().copy_text(lines);
                    self.was_copied = true;
                }
            }
            AuthorAction::Open => self.open_in_editor(),
            AuthorAction::NextProblem => self.problem_idx += 1,
            AuthorAction::Jump(step_idx) => {
                let (module, folder) = (self.good.as_ref().map(|good| Arc::clone(&good.module)), self.folder.clone());
                self.jump(|| Ground::of(app, module.as_deref(), &folder), step_idx);
            }
        }
        ui.ctx().request_repaint();
        None
    }

    fn show_play(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        let wants_overlay = ui.input(|input| input.key_pressed(egui::Key::F5));
        let led = self.good.as_mut().and_then(|good| good.training.show(ui, app));
        self.overlay = wants_overlay;
        match led? {
            Go::Home => Some(Go::Exit),
            // All steps are done: the steps can be looked over.
            Go::Debrief(_) => {
                self.overlay = true;
                None
            }
            other => Some(other),
        }
    }

    /// The file at the problem that is shown, else at what is pointed at, else at the step.
    fn open_in_editor(&mut self) {
        let good = self.good.as_ref();
        let step_idx = good.and_then(|good| good.training.screen.play.attempt.session().current_idx());
        let step = good.zip(step_idx).and_then(|(good, idx)| Some(good.module.steps.get(idx)?.id.to_string()));
        let toml = good.map_or("", |good| good.module_toml.as_str());
        let (file, line, column) = match (shown_error(self), &self.under, step) {
            (Some(error), _, _) => (error.file.clone(), error.line, error.column),
            (None, Some(Under::Object(object)), _) => {
                let header = format!("[objects.{object}]");
                ("module.toml".to_owned(), line_of(toml, |line| line == header), 1)
            }
            (None, _, Some(step)) => {
                let id = format!("\"{step}\"");
                ("module.toml".to_owned(), line_of(toml, |line| line.starts_with("id") && line.contains(&id)), 1)
            }
            _ => ("module.toml".to_owned(), 1, 1),
        };
        let own = self.folder.join(&file);
        let beside = self.folder.join("..").join(&file);
        let path = if own.exists() || !beside.exists() { own } else { beside };
        (self.opened_in, self.cannot_open) = match open_at(Spot { file: &path, line: line.max(1), column: column.max(1) }) {
            Ok(editor) => (Some(editor), None),
            Err(why) => (None, Some(why)),
        };
    }

    /// How many errors, and how many warnings and notes.
    pub(super) fn n_problems(&self) -> (usize, usize) {
        let Some(shelf) = &self.shelf else { return (0, 0) };
        let n_errors = shelf.n_of(Severity::Error);
        (n_errors, shelf.diagnostics.len() - n_errors)
    }
}

/// The text of one of a module's files, as far as it is text.
pub(super) fn text_of(shelf: &Shelf, file: &str) -> String {
    shelf.sources.files.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// Finds the way to the step's first place anew, when that is another one or the trainee stands elsewhere.
fn find_way(way: &mut Option<Way>, good: &Good) {
    let Some(object) = good.training.screen.view.targets.first() else { return *way = None };
    let stage = &good.training.screen.play.stage;
    let (from_m, _) = stage.pose_of_trainee();
    let is_same = |way: &Way| {
        let away_m = glam::Vec3::from(way.from_m).distance(glam::Vec3::from(from_m));
        way.object == *object && away_m < ELSEWHERE_M
    };
    if !way.as_ref().is_some_and(is_same) {
        *way = Some(Way { object: object.clone(), from_m, points: stage.way_to(object) });
    }
}

fn under(play: &Play) -> Option<Under> {
    let ray = play.aim_ray();
    let node = play.stage.node_under(ray)?;
    let pointed = play.stage.pointed(ray);
    if let Some((picture, uv)) = play.stage.spot_under(ray).filter(|(picture, _)| *picture == node.node && pointed.is_none()) {
        return Some(Under::Spot { picture, uv });
    }
    Some(pointed.map_or(Under::Node(node), |pointed| Under::Object(pointed.object)))
}

/// The next object of the module, or the one before, all the way round.
fn neighbour(module: &Module, under: Option<&Under>, forward: bool) -> Option<ObjectId> {
    let n = module.objects.len();
    let at = match under {
        Some(Under::Object(object)) => module.objects.iter().position(|one| one.id == *object),
        _ => None,
    };
    let idx = match (at, forward) {
        (None, true) => 0,
        (None, false) => n.checked_sub(1)?,
        (Some(at), true) => (at + 1) % n,
        (Some(at), false) => (at + n - 1) % n,
    };
    module.objects.get(idx).map(|object| object.id.clone())
}
