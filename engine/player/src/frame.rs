//! One frame of an attempt, in order: time and hands -> stage -> session -> journal -> stage -> scene's picture -> HUD.
//!
//! The same for the window and for runs without one. Start at [`PlayScreen::advance`], then [`PlayScreen::draw_scene`] and
//! [`PlayScreen::show`].

use crate::content_pictures::ContentPictures;
use crate::controls::{Controls, Deed, Deeds, KeysFor};
use crate::fog;
use crate::hearing::words_of;
use crate::magnifier::Magnifier;
use crate::painter::Painter;
use crate::picture::{Marked, draw};
use crate::pictures::Textures;
use crate::play::{Aim, Play, SOON_MS, Stride};
use crate::read_aloud::ReadAloud;
use crate::screen_space::{Screen, edge_of, name_of};
use curriculum::{Gesture, Mode};
use egui::{Pos2, Ui};
use glam::Vec2;
use hud::language::{fill, t, word};
use hud::{
    AtLabel, CaptionView, CarriedView, InPictures, KeyNames, LabelView, PinView, PlaceView, PlayAction, PlayState, PlayView,
    PointerMode, Settings, SignView, ToastView,
};
use ids::ObjectId;
use render::{FrameStats, OutlineStyle, Wanted};
use session::{Input, Offer, SessionView};

/// What a notch of the wheel turns a knob by.
const DEGREES_PER_NOTCH: f32 = 5.0;
/// How long the tick of a step stays.
const TOAST_SECS: f32 = 2.5;
const SOUND_CAPTION_SECS: f32 = 2.0;

/// An attempt on the screen.
pub struct PlayScreen {
    pub play: Play,
    pub controls: Controls,
    /// For pages and cards.
    pub pictures: Textures,
    hud: PlayState,
    toast: Option<(String, f32)>,
    sound_caption: Option<(&'static str, f32)>,
    read_aloud: ReadAloud,
    /// Instructions are read aloud where somebody else speaks too.
    reads_instructions: bool,
    /// It sounded in the last frame.
    alarm: bool,
    /// What was told of fog in the last frame.
    fog: Option<curriculum::Fog>,
    /// The view as it was last advanced to.
    pub view: SessionView,
    time_secs: f64,
    pointer_on_hud: bool,
    magnifier: Magnifier,
    /// The painter knows what may be cut open.
    foretold: bool,
}

impl PlayScreen {
    pub fn new(mut play: Play) -> Self {
        let view = play.attempt.view();
        Self {
            play,
            controls: Controls::default(),
            pictures: Textures::default(),
            hud: PlayState::default(),
            toast: None,
            sound_caption: None,
            read_aloud: ReadAloud::default(),
            reads_instructions: false,
            alarm: false,
            fog: None,
            view,
            time_secs: 0.0,
            pointer_on_hud: false,
            magnifier: Magnifier::default(),
            foretold: false,
        }
    }

    /// Whose the keys are now.
    pub fn keys_for(&self) -> KeysFor {
        if hud::play_takes_keys(&self.view) { KeysFor::Hud } else { KeysFor::Room }
    }

    /// Takes a frame's deeds in and lets time pass.
    pub fn advance(&mut self, dt_secs: f32, deeds: &Deeds, settings: &Settings, screen: &Screen) {
        self.play.stage.reduced_motion = settings.reduced_motion;
        self.play.aspect = screen.aspect();
        self.aim(settings, screen);
        self.choose_by_pointer(deeds, settings);
        if self.play.drag().is_some() {
            self.drag(deeds.look, screen);
        } else if deeds.look != egui::Vec2::ZERO {
            self.play.forget_focus();
            self.play.stage.turn(deeds.look.x, deeds.look.y);
        }
        for deed in &deeds.deeds {
            self.take(*deed, screen);
        }
        if self.play.turning.is_some() {
            self.play.turn_by(deeds.wheel * DEGREES_PER_NOTCH);
        } else {
            self.play.stage.look_nearer(deeds.wheel);
        }
        self.play.advance(dt_secs, deeds.stride);
        self.after(dt_secs);
    }

    /// What is said aloud, as the settings want it. `is_heard`: there is a device to hear it on.
    pub fn listen(&mut self, settings: &Settings, is_heard: bool) {
        self.play.captions.set_voiced(settings.has_voices() && is_heard);
        self.reads_instructions = settings.read_aloud;
    }

    /// Lets time pass without anybody's hands, as in a demonstration that moves the play by itself.
    pub fn after(&mut self, dt_secs: f32) {
        self.time_secs += f64::from(dt_secs);
        self.view = self.play.attempt.view();
        if self.play.instrument_left {
            self.view.read = None;
        }
        self.read_aloud();
        // No hand lies over what is to be read.
        self.play.stage.demonstrate(self.view.help.gesture.clone().filter(|_| self.view.read.is_none()));
        let is_over = |left_secs: &mut f32| {
            *left_secs -= dt_secs;
            *left_secs <= 0.0
        };
        self.toast.take_if(|(_, left_secs)| is_over(left_secs));
        self.sound_caption.take_if(|(_, left_secs)| is_over(left_secs));
        if let Some(done) = self.play.toast.take() {
            self.toast = Some((done, TOAST_SECS));
        }
        // The author's sound comes last, and says more than what things make.
        if let Some(words) = self.play.sounds.iter().rev().find_map(|sound| words_of(sound)) {
            self.sound_caption = Some((words, SOUND_CAPTION_SECS));
        }
        let alarm = self.play.stage.alarm_sounds();
        if alarm != std::mem::replace(&mut self.alarm, alarm) {
            self.sound_caption = Some((if alarm { t("Alarm sounds") } else { t("The alarm stops") }, SOUND_CAPTION_SECS));
        }
        let fog = self.play.stage.fog_told();
        let before = std::mem::replace(&mut self.fog, fog);
        if fog.map(|fog| fog.kind) != before.map(|before| before.kind) {
            self.sound_caption = Some((fog::told(fog, before), SOUND_CAPTION_SECS));
        }
    }

    /// What appeared on the screen, in the guide's voice; an instruction only where nobody says anything, unless all are wanted.
    fn read_aloud(&mut self) {
        let Some(aloud) = self.read_aloud.next(&self.view) else { return };
        if !aloud.is_instruction || self.reads_instructions || self.play.captions.is_quiet() {
            let guide = self.play.attempt.session().module().guide.clone();
            self.play.captions.read(aloud.text, guide);
        }
    }

    /// Takes hold of what can be dragged, or else acts at once.
    fn press(&mut self, act: fn(&mut Play)) {
        if !self.play.grab() {
            act(&mut self.play);
        }
    }

    /// What the hand has hold of goes with the pointer, or with what the head would have turned.
    fn drag(&mut self, look: egui::Vec2, screen: &Screen) {
        match (self.play.aim, self.controls.pointer) {
            (Aim::Pointer(_), Some(at)) => self.play.drag_to(screen.ndc(at)),
            _ => {
                let half_height = (self.play.stage.fov_y() / 2.0).tan();
                self.play.drag_by(Vec2::new(-look.x, look.y) / half_height);
            }
        }
    }

    fn aim(&mut self, settings: &Settings, screen: &Screen) {
        self.pointer_on_hud = false;
        match (settings.pointer, self.controls.pointer) {
            (PointerMode::PointAndClick, Some(at)) => {
                let at_label = self.point(at, screen);
                self.pointer_on_hud = at_label != AtLabel::On && self.hud.covers(at);
            }
            _ => self.play.aim = Aim::Crosshair,
        }
    }

    /// A pointer that goes on to something else chooses that, and no longer what a key chose.
    fn choose_by_pointer(&mut self, deeds: &Deeds, settings: &Settings) {
        let at = self.controls.pointer.filter(|_| deeds.has_pointed && settings.pointer == PointerMode::PointAndClick);
        if at.is_some_and(|at| self.hud.at_label(at) == AtLabel::Off && !self.pointer_on_hud) {
            let chosen = self.play.focus().cloned();
            self.play.forget_focus();
            if self.play.offer().is_none_or(|offer| Some(offer.object) == chosen) {
                self.play.refocus(chosen);
            }
        }
    }

    /// Aims at what is under the pointer. On a label, and on the way to it over nothing else that answers, its thing is still meant.
    fn point(&mut self, at: Pos2, screen: &Screen) -> AtLabel {
        let at_label = self.hud.at_label(at);
        let before = self.play.aim;
        if at_label == AtLabel::On {
            return at_label;
        }
        let meant = self.play.offer().map(|offer| offer.object);
        self.play.aim = Aim::Pointer(screen.ndc(at));
        let is_kept = at_label == AtLabel::OnTheWay && before != Aim::Crosshair && meant.is_some();
        if is_kept && self.play.offer().is_none_or(|offer| Some(offer.object) == meant) {
            self.play.aim = before;
        }
        at_label
    }

    fn take(&mut self, deed: Deed, screen: &Screen) {
        match deed {
            Deed::Act => self.play.act(),
            Deed::Press => {
                self.play.mean_what_is_pointed_at();
                self.press(Play::act);
            }
            Deed::LetGo if self.play.drag().is_some() => {
                self.drag(egui::Vec2::ZERO, screen);
                self.play.drop_dragged();
            }
            Deed::LetGo => self.play.release(),
            Deed::Click(at) if !self.hud.covers(at) => {
                self.point(at, screen);
                self.play.forget_focus();
                self.press(Play::click);
            }
            Deed::Next => self.play.cycle(true),
            Deed::Previous => self.play.cycle(false),
            Deed::Hint => self.play.attempt.apply(Input::AskHint),
            Deed::Face => self.play.face_target(),
            Deed::SayAgain => self.play.captions.again(),
            Deed::Back => self.play.put_back(),
            Deed::Closer => self.play.look_closer(),
            Deed::Loupe(goes_down) => self.magnifier.key(goes_down),
            Deed::Skip => self.play.attempt.apply(Input::SkipStep),
            Deed::Nearer(notches) => self.play.stage.look_nearer(f32::from(notches)),
            Deed::Picture(by) => self.play.go_on_to_picture(by),
            _ => {}
        }
    }

    /// Does what was chosen on the HUD. True when the attempt shall pause.
    pub fn act_on(&mut self, actions: Vec<PlayAction>) -> bool {
        let mut pause = false;
        for action in actions {
            match action {
                PlayAction::Pause => pause = true,
                PlayAction::AskHint => self.play.attempt.apply(Input::AskHint),
                PlayAction::Face => self.play.face_target(),
                PlayAction::Act => self.play.act(),
                PlayAction::PutBack => self.play.put_back(),
                PlayAction::Decide(answers) => self.play.attempt.apply(Input::Choose { answers }),
                PlayAction::Write(text) => {
                    let input = self.play.attempt.session().typed(&text);
                    self.play.attempt.apply(input);
                }
                PlayAction::HandIn(fields) => {
                    let input = self.play.attempt.session().filled(&fields);
                    self.play.attempt.apply(input);
                }
                PlayAction::Sign => self.play.attempt.apply(Input::Sign),
                PlayAction::EnterValue { gauge, milli } => self.play.attempt.apply(Input::EnterValue { gauge, milli }),
                PlayAction::StepBack => self.play.step_back(),
                PlayAction::LookCloser => self.play.look_closer(),
                PlayAction::Skip => self.play.attempt.apply(Input::SkipStep),
                PlayAction::GoToPicture(idx) => self.play.go_to_picture(idx),
                PlayAction::Acknowledge => self.play.attempt.apply(Input::Acknowledge),
            }
        }
        pause
    }

    /// Draws the scene's picture if it changed.
    pub fn draw_scene(&mut self, painter: &mut Painter, size_px: [u32; 2]) -> Option<FrameStats> {
        let mistake = self.view.mistake.as_ref().and_then(|mistake| mistake.object.clone());
        let target = self.play.target_of(&self.view).filter(|_| mistake.is_none());
        let hovered = self.answering().filter(|object| Some(object) != target.as_ref() && mistake.is_none());
        let colours = painter.colours();
        let marked: Vec<Marked> = [
            (hovered, colours.answering, OutlineStyle::Solid),
            (target, colours.target, OutlineStyle::Solid),
            (mistake, colours.mistake, OutlineStyle::Dashed),
        ]
        .into_iter()
        .filter_map(|(object, srgb, style)| Some(Marked::line(object?, srgb, style)))
        .collect();
        let loupe = self.magnifier.view(&self.play, size_px);
        let hands_move = self.play.drag().is_some() || self.play.turning.is_some();
        painter.set_calm(!self.play.stage.is_lively() && !hands_move);
        let drawn = draw(&self.play.stage, self.play.attempt.session(), &marked, painter, size_px, loupe);
        self.magnifier.shows = drawn.loupe;
        if drawn.stats.is_some() && !std::mem::replace(&mut self.foretold, true) {
            let (cut, is_glass) = self.play.stage.may_open();
            let is_foggy = self.play.stage.may_fill_with_fog();
            painter.foresee(&Wanted { cut: &cut, is_glass, is_foggy });
        }
        drawn.stats
    }

    /// The object that would answer now.
    fn answering(&self) -> Option<ObjectId> {
        if self.view.mode == Mode::Watch || (self.pointer_on_hud && self.play.focus().is_none()) {
            return None;
        }
        self.play.offer().map(|offer| offer.object)
    }

    /// Shows the HUD over the whole `ui`.
    pub fn show(&mut self, ui: &mut Ui, pictures: &ContentPictures, settings: &Settings) -> Vec<PlayAction> {
        let screen = Screen::of(ui);
        let session = self.view.clone();
        let view = PlayView {
            session: &session,
            keys: KeyNames::of(settings),
            pointer: settings.pointer,
            reduced_motion: settings.reduced_motion,
            time_secs: self.time_secs,
            pin: self.pin(&screen),
            edge: self.edge(&screen),
            label: self.label(&screen),
            caption: self.caption(pictures).filter(|_| settings.captions),
            sound_caption: self.sound_caption.map(|(words, _)| words.to_owned()).filter(|_| settings.sound_captions),
            alarm: self.alarm,
            fog: self.fog.map(fog::sign),
            toast: self.toast.as_ref().map(|(text, _)| ToastView { text: text.clone(), saved: true }),
            carried: self.carried(),
            walk: None,
            read_at: session.read.as_ref().and_then(|read| screen.point_of(&self.play.stage, &read.gauge)),
            asked_about: self.play.asked_about().and_then(|object| screen.rect_of(&self.play.stage, &object)),
            mistake_place: self.mistake_place(&screen),
            pictures: self.in_pictures(ui, &screen),
            names: screen.names(&self.play.stage, self.play.attempt.session().module()),
            loupe: self.magnifier.shown(&self.play, &screen),
        };
        hud::play(ui, &mut self.hud, &view)
    }

    /// Signs and ways of a place made of pictures, and the pictures of what is open.
    fn in_pictures(&mut self, ui: &Ui, screen: &Screen) -> InPictures {
        let shown = self.pictures.shown(ui.ctx(), self.play.attempt.session().module(), &self.view);
        let stage = &self.play.stage;
        let sign = |sign: stage::Sign| {
            let at = screen.point(stage.on_screen(sign.at, screen.aspect())?);
            Some(SignView { at, words: sign.words, leads: sign.leads })
        };
        let signs = stage.signs(self.play.attempt.at_ms()).into_iter().filter_map(sign).collect();
        let places = stage.spots().into_iter().map(|spot| PlaceView { name: spot.name, is_here: spot.is_here }).collect();
        InPictures { shown, signs, places }
    }

    fn pin(&self, screen: &Screen) -> Option<PinView> {
        let target = self.play.target_of(&self.view)?;
        let over = |(low, high): (Vec2, Vec2)| {
            let top = Vec2::new((low.x + high.x) / 2.0, high.y);
            (top.x.abs() < 0.98 && top.y > -0.95 && low.y < 0.95).then_some(top)
        };
        // Of who stands close by, the box reaches past the picture's edge; then the face or the middle counts.
        let middle = || {
            let point = self.play.target_point(&self.view)?;
            self.play.stage.on_screen(point, screen.aspect()).and_then(|middle| over((middle, middle)))
        };
        let top = self.play.stage.rect_on_screen(&target, screen.aspect()).and_then(over).or_else(middle)?;
        Some(PinView { at: screen.point(top.min(Vec2::new(1.0, 0.78))) })
    }

    fn edge(&self, screen: &Screen) -> Option<hud::EdgePointer> {
        if self.pin(screen).is_some() {
            return None;
        }
        let target = self.play.target_of(&self.view).or_else(|| self.pointed_out_of_sight(screen))?;
        let point = self.play.stage.sight_point_of(&target)?;
        Some(edge_of(&self.play.stage.edge_pointer(point), self.name_of(&target)))
    }

    /// What an effect points at and the picture does not show.
    fn pointed_out_of_sight(&self, screen: &Screen) -> Option<ObjectId> {
        let object = self.play.pointed_out()?;
        let at = self.play.stage.on_screen(self.play.stage.sight_point_of(&object)?, screen.aspect());
        let is_shown = at.is_some_and(|at| at.x.abs() < 0.98 && at.y.abs() < 0.95);
        (!is_shown).then_some(object)
    }

    fn label(&self, screen: &Screen) -> Option<LabelView> {
        if self.view.mode == Mode::Watch {
            return None;
        }
        if let Some(drag) = self.play.drag().filter(|drag| drag.has_moved) {
            let words = fill("{what} · let go to set", &[("what", &word(&drag.says))]);
            return Some(self.label_of(&drag.object, words, None, screen));
        }
        let offer = self.play.offer().filter(|_| !self.pointer_on_hud || self.play.focus().is_some());
        let offered = offer.as_ref().map(|offer| offer.object.clone());
        let object = offered.or_else(|| self.play.focus().cloned()).or_else(|| {
            let pointed = self.play.pointed().filter(|_| !self.pointer_on_hud)?;
            Some(pointed.object)
        })?;
        if offer.is_none() && self.play.focus().is_none() && self.view.mode == Mode::Exam {
            return None;
        }
        let turning = self.play.turning.as_ref().filter(|turning| turning.object == object);
        let verb = match turning {
            Some(turning) => fill("Set at {n}° · arrows turn", &[("n", &(turning.millideg as f64 / 1_000.0).round())]),
            None => offer.as_ref().map(|offer| self.verb_of(offer)).unwrap_or_default(),
        };
        Some(self.label_of(&object, verb, offer.map(|offer| offer.gesture), screen))
    }

    /// What an offer is called: who sweeps already need not begin.
    fn verb_of(&self, offer: &Offer) -> String {
        let sweeps = offer.gesture == Gesture::Aim && self.play.is_holding();
        if sweeps { t("Keep aiming").to_owned() } else { offer.verb.clone() }
    }

    /// A label beside an object.
    fn label_of(&self, object: &ObjectId, verb: String, gesture: Option<Gesture>, screen: &Screen) -> LabelView {
        let (low, high) = self.play.stage.rect_on_screen(object, screen.aspect()).unwrap_or((Vec2::ZERO, Vec2::ZERO));
        // Of what reaches past the picture's edge, the part that is seen.
        let [low, high] = [low, high].map(|corner| corner.clamp(Vec2::NEG_ONE, Vec2::ONE));
        let middle = ((low + high) / 2.0).clamp(Vec2::splat(-0.9), Vec2::splat(0.9));
        let half_width = (screen.point(high).x - screen.point(low).x).abs() / 2.0;
        LabelView {
            name: self.name_of(object),
            verb,
            by_key: self.controls.keys_last || self.play.focus() == Some(object),
            hold: gesture == Some(Gesture::Hold),
            anchor: screen.point(middle),
            half_width: half_width.min(screen.rect.width() * 0.2),
            side: None,
        }
    }

    fn caption(&self, pictures: &ContentPictures) -> Option<CaptionView> {
        let caption = self.play.captions.current()?;
        let module = self.play.attempt.session().module();
        let guide = module.guide.as_ref().and_then(|guide| module.object(guide)).map(|guide| guide.name.as_str());
        let is_guide = caption.speaker.as_deref() == guide;
        Some(CaptionView {
            speaker: caption.speaker.clone().unwrap_or_default(),
            role: if is_guide && guide.is_some() { t("your guide").to_owned() } else { String::new() },
            text: caption.text.clone(),
            portrait: caption.speaker.as_deref().and_then(|speaker| pictures.face(module, speaker)),
        })
    }

    fn carried(&self) -> Option<CarriedView> {
        self.view.carried.as_ref().map(|item| CarriedView { name: self.name_of(item) })
    }

    fn mistake_place(&self, screen: &Screen) -> Option<[Pos2; 4]> {
        let object = self.view.mistake.as_ref()?.object.as_ref()?;
        let (low, high) = self.play.stage.rect_on_screen(object, screen.aspect())?;
        let (low, high) = (low.max(Vec2::splat(-0.97)), high.min(Vec2::splat(0.97)));
        (low.x < high.x && low.y < high.y).then(|| {
            let corners = [Vec2::new(low.x, high.y), high, Vec2::new(high.x, low.y), low];
            corners.map(|corner| screen.point(corner))
        })
    }

    fn name_of(&self, object: &ObjectId) -> String {
        name_of(self.play.attempt.session().module(), object)
    }

    /// The tick that is shown now.
    pub fn toast(&self) -> Option<String> {
        self.toast.as_ref().map(|(text, _)| text.clone())
    }

    /// True while another picture is needed soon though nobody touches anything.
    pub fn is_alive(&self) -> bool {
        self.play.stage.is_moving()
            || self.play.stage.shimmers()
            || self.play.stage.signs_change(self.play.attempt.at_ms())
            || self.play.attempt.is_waiting()
            || self.play.captions.current().is_some()
            || self.toast.is_some()
            || self.view.hold.is_some()
            || self.is_due_soon()
            || self.view.remaining_ms.is_some()
            || self.view.step_remaining_ms.is_some()
    }

    /// Something happens by itself soon, such as a hold that is long enough, whether or not the trainee may see it coming.
    fn is_due_soon(&self) -> bool {
        let attempt = &self.play.attempt;
        attempt.session().next_deadline_ms().is_some_and(|due_ms| due_ms < attempt.at_ms() + SOON_MS)
    }

    /// Walking by hand goes on without events.
    pub fn is_driven(&self, stride: Stride) -> bool {
        stride != Stride::default()
    }
}
