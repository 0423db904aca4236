//! A replay in the window.
//!
//! Start at [`Review::open`].

use super::recording::Recording;
use super::replay::{Mark, MarkKind, Replay};
use crate::app::{App, Go};
use crate::captions::Speaking;
use crate::clock::{date_of, date_words};
use crate::painter::Painter;
use crate::picture::{Marked, draw};
use crate::play::Stride;
use crate::screen_space::Screen;
use crate::voices::Voices;
use anyhow::{Result, anyhow};
use egui::{Key, PointerButton, Ui};
use hud::language::{fill, t};
use hud::{NamePlaces, ReplayMark, ReplayMarkKind, ReviewAction, ReviewView, mode_name};
use ids::AttemptId;
use render::{OutlineStyle, Wanted};
use session::SessionView;
use stage::Stage;

/// Radians a second with the arrow keys, and a point of dragging.
const KEY_TURN: f32 = 1.9;
const DRAG_TURN: f32 = 0.0035;
/// For so long around a mistake it is named.
const MISTAKE_MS: u64 = 4_000;

pub struct Review {
    replay: Replay,
    marks: Vec<ReplayMark>,
    about: String,
    stride: Stride,
    names: NamePlaces,
    /// The painter knows what may be cut open.
    foretold: bool,
    is_alone: bool,
    /// What was drawn last was another moment or another view.
    is_moving: bool,
}

impl Review {
    /// An attempt of this PC's record, from a moment on.
    pub(crate) fn open(app: &App, attempt: AttemptId, at_ms: u64) -> Result<Self> {
        Self::of(app, Recording::of(&app.store, attempt)?, at_ms)
    }

    /// A recording from anywhere, after which the program ends.
    pub(crate) fn alone(app: &App, recording: Recording) -> Result<Self> {
        Ok(Self { is_alone: true, ..Self::of(app, recording, 0)? })
    }

    /// Errors say why it cannot be shown in the room.
    fn of(app: &App, recording: Recording, at_ms: u64) -> Result<Self> {
        let header = &recording.progress.header;
        let shelf = app.library.module(header.module.as_str());
        let module = shelf.and_then(|shelf| shelf.module.as_ref()).map(|module| app.library.module_in(module, &header.language));
        let module = module.as_ref();
        let module = recording.replayable(module).map_err(|why| anyhow!(why))?;
        let name = app.store.unseal_identity(header.person, &header.person_sealed).map(|identity| identity.name).ok();
        let who = if header.demonstration { Some(t("Demonstration").to_owned()) } else { name };
        let mut about: Vec<String> = who.into_iter().collect();
        about.push(mode_name(recording.mode()).to_owned());
        about.extend(date_of(recording.progress.opened_utc.as_str()).map(date_words));
        let (session, _) = session::Session::start_on(module.clone(), &recording.terms());
        let stage = Stage::new(module.clone(), app.scene()?, session.world().clone())?;
        let voices = shelf.map(|shelf| Voices::of_module(&module, &shelf.path, &app.places.content));
        let mut replay = Replay::new(recording, module, stage);
        replay.captions.set_voices(voices.unwrap_or_default());
        replay.stage.reduced_motion = app.settings.reduced_motion;
        replay.seek(at_ms);
        let marks = replay.marks.iter().map(strip_mark).collect();
        Ok(Self {
            replay,
            marks,
            about: about.join(" · "),
            stride: Stride::default(),
            names: NamePlaces::new(),
            foretold: false,
            is_alone: false,
            is_moving: true,
        })
    }

    /// `has_voices`: they are wanted. They are heard at the real speed only.
    pub(crate) fn advance(&mut self, dt_secs: f32, has_voices: bool) {
        self.replay.captions.set_voiced(has_voices && self.replay.speed_percent == 100);
        self.replay.advance(dt_secs, self.stride);
        self.is_moving = self.replay.is_playing || self.stride != Stride::default();
    }

    /// What the speakers shall say now, and whether it goes on.
    pub(crate) fn take_speaking(&mut self) -> (Vec<Speaking>, bool) {
        let is_heard = self.replay.is_playing && self.replay.speed_percent == 100;
        (std::mem::take(&mut self.replay.speaking), is_heard)
    }

    /// True while another picture is needed though nobody touches anything.
    pub(crate) fn is_alive(&self) -> bool {
        self.is_moving
    }

    pub(crate) fn draw_scene(&mut self, painter: &mut Painter, size_px: [u32; 2]) {
        let view = self.replay.view();
        let wrong = view.mistake.as_ref().and_then(|mistake| mistake.object.clone());
        let target = view.targets.first().filter(|_| view.targets_shown && wrong.is_none()).cloned();
        let marked: Vec<Marked> =
            [(target, painter.colours().target, OutlineStyle::Solid), (wrong, painter.colours().mistake, OutlineStyle::Dashed)]
                .into_iter()
                .filter_map(|(object, srgb, style)| Some(Marked::line(object?, srgb, style)))
                .collect();
        painter.set_calm(!self.replay.stage.is_lively());
        let drawn = draw(&self.replay.stage, self.replay.session(), &marked, painter, size_px, None);
        if drawn.stats.is_some() && !std::mem::replace(&mut self.foretold, true) {
            let (cut, is_glass) = self.replay.stage.may_open();
            let is_foggy = self.replay.stage.may_fill_with_fog();
            painter.foresee(&Wanted { cut: &cut, is_glass, is_foggy });
        }
    }

    pub(crate) fn show(&mut self, ui: &mut Ui) -> Option<Go> {
        let session = self.replay.view();
        let n_steps = session.steps.len();
        let step = session.current_idx.map(|idx| (idx + 1, n_steps, self.words_of(&session, idx)));
        let caption = self.replay.captions.current();
        let view = ReviewView {
            title: session.title.clone(),
            about: self.about.clone(),
            at_ms: self.replay.at_ms(),
            end_ms: self.replay.recording.end_ms(),
            is_playing: self.replay.is_playing,
            speed_percent: self.replay.speed_percent,
            free_camera: self.replay.free_camera,
            marks: &self.marks,
            step,
            caption: caption.map(|caption| (caption.speaker.clone().unwrap_or_default(), caption.text.clone())),
            mistake: self.mistake_now(),
            names: Screen::of(ui).names(&self.replay.stage, self.replay.module()),
        };
        let action = hud::review(ui, &view, &mut self.names);
        self.look_around(ui);
        match action? {
            ReviewAction::PlayOrPause => self.play_or_pause(),
            ReviewAction::Seek(at_ms) => self.replay.seek(at_ms),
            ReviewAction::NextMark => self.go_to_mark(true),
            ReviewAction::MarkBefore => self.go_to_mark(false),
            ReviewAction::Speed(percent) => self.replay.speed_percent = percent,
            ReviewAction::FreeCamera => self.replay.free_camera = !self.replay.free_camera,
            ReviewAction::Close if self.is_alone => return Some(Go::Exit),
            ReviewAction::Close => return Some(Go::Debrief(self.replay.recording.progress.attempt)),
        }
        self.is_moving = true;
        None
    }

    /// What to do at a step, and whether the trainee was told.
    fn words_of(&self, session: &SessionView, idx: usize) -> String {
        let say = &self.replay.module().steps[idx].say;
        if session.steps[idx].say.is_empty() { fill("{say} (the trainee was not told)", &[("say", say)]) } else { say.clone() }
    }

    fn play_or_pause(&mut self) {
        if !self.replay.is_playing && self.replay.at_ms() >= self.replay.recording.end_ms() {
            self.replay.seek(0);
        }
        self.replay.is_playing = !self.replay.is_playing;
    }

    fn go_to_mark(&mut self, forward: bool) {
        let end_ms = if forward { self.replay.recording.end_ms() } else { 0 };
        let at_ms = self.replay.mark_beside(forward).unwrap_or(end_ms);
        self.replay.seek(at_ms);
    }

    fn mistake_now(&self) -> Option<String> {
        let now_ms = self.replay.at_ms();
        let is_mistake = |mark: &&Mark| mark.kind.is_mistake();
        let near = |mark: &&Mark| mark.at_ms <= now_ms && now_ms < mark.at_ms + MISTAKE_MS;
        self.replay.marks.iter().filter(is_mistake).rfind(near).map(|mark| mark.words.clone())
    }

    /// With a free camera: arrows or W A S D walk, dragging with any button turns.
    fn look_around(&mut self, ui: &Ui) {
        self.stride = Stride::default();
        if !self.replay.free_camera {
            return;
        }
        let (stride, drag) = ui.input(|input| {
            let down = |keys: &[Key]| f32::from(u8::from(keys.iter().any(|key| input.key_down(*key))));
            let stride = Stride {
                right: down(&[Key::D]) - down(&[Key::A]),
                forward: down(&[Key::W, Key::ArrowUp]) - down(&[Key::S, Key::ArrowDown]),
                turn: (down(&[Key::ArrowLeft]) - down(&[Key::ArrowRight])) * KEY_TURN,
            };
            let dragging = [PointerButton::Primary, PointerButton::Secondary, PointerButton::Middle]
                .into_iter()
                .any(|button| input.pointer.button_down(button));
            (stride, if dragging { input.pointer.delta() } else { egui::Vec2::ZERO })
        });
        self.stride = stride;
        if drag != egui::Vec2::ZERO {
            self.replay.stage.turn(drag.x * DRAG_TURN, drag.y * DRAG_TURN);
            self.is_moving = true;
        }
        self.is_moving |= stride != Stride::default();
    }
}

pub(crate) fn strip_mark(mark: &Mark) -> ReplayMark {
    ReplayMark { at_ms: mark.at_ms, kind: strip_kind(mark.kind), words: mark.words.clone() }
}

fn strip_kind(kind: MarkKind) -> ReplayMarkKind {
    match kind {
        MarkKind::Right => ReplayMarkKind::Right,
        MarkKind::LaterTry => ReplayMarkKind::LaterTry,
        MarkKind::Hint => ReplayMarkKind::Hint,
        MarkKind::Mistake => ReplayMarkKind::Mistake,
        MarkKind::CriticalMistake => ReplayMarkKind::CriticalMistake,
    }
}
