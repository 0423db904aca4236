//! Sample views of every screen, and a stage to show them on without a window: for the tests and for the pictures.

mod author_views;
mod exam_views;
mod picture_views;
mod views;

use author_views::*;
use curriculum::Mode;
use egui::accesskit::TreeUpdate;
use egui::{Context, Event, FullOutput, Key, Modifiers, Pos2, RawInput, Rect, TextureId, Ui, pos2, vec2};
use exam_views::*;
use hud::language::Language;
use hud::theme::{self, Fonts, MoreFonts};
use hud::*;
use picture_views::*;
use std::sync::Arc;
use views::*;

/// Every screen that can be shown, by name.
pub const SCREENS: [&str; 49] = [
    "home",
    "home-new",
    "picker",
    "picker-many",
    "picker-add",
    "play-guided",
    "play-words",
    "play-memory",
    "play-practice",
    "play-edge-right",
    "play-edge-left",
    "play-hold",
    "play-carry",
    "play-click",
    "play-exam",
    "play-value",
    "play-card",
    "play-case",
    "play-case-exam",
    "play-case-phone",
    "play-case-screen",
    "play-pictures",
    "play-names",
    "play-order",
    "play-match",
    "play-type",
    "play-sign",
    "play-form",
    "play-page",
    "play-mistake",
    "play-mistake-guided",
    "pause",
    "pause-exam",
    "settings",
    "keys",
    "debrief-not-yet",
    "debrief-passed",
    "debrief-exam",
    "exam",
    "exam-first",
    "exam-used-up",
    "exam-wait",
    "own-pin",
    "sign-off",
    "rehearsal-choice",
    "review",
    "author",
    "author-broken",
    "message",
];

/// Pictures, if the caller has some.
#[derive(Default, Clone, Copy)]
pub struct Pictures {
    pub room: Option<(TextureId, f32)>,
    pub portrait: Option<TextureId>,
}

/// The fonts of the repository, and none of the PC, so that every PC makes the same picture.
struct Bundled;

impl MoreFonts for Bundled {
    fn bundled(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(format!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/fonts/{}"), file)).ok()
    }
    fn installed(&self, _: char) -> Option<(String, Vec<u8>)> {
        None
    }
}

/// The Spanish table, as far as its words go: each line of its `[words]` is a text, an equals sign and a text.
pub fn spanish() -> Language {
    let table = include_str!("../../../../content/languages/es.toml");
    let words = table.split("[words]").nth(1).expect("the table has words");
    let pair = |line: &'static str| {
        let (english, own) = line.split_once("\" = \"")?;
        Some((english.strip_prefix('"')?.to_owned(), own.strip_suffix('"')?))
    };
    Language { tag: "es".into(), words: words.lines().filter_map(pair).collect(), decimal: ',', ..Language::english() }
}

/// A context without a window, with the state of each screen.
pub struct Stage {
    pub ctx: Context,
    pub settings: Settings,
    pub pictures: Pictures,
    pub size_px: [f32; 2],
    home: HomeState,
    picker: PickerState,
    play: PlayState,
    pause: PauseState,
    debrief: DebriefState,
    author: AuthorState,
    proof: ProofState,
    sign_off: SignOffState,
    time_secs: f64,
}

impl Stage {
    pub fn new(size_px: [f32; 2], settings: Settings) -> Self {
        let ctx = Context::default();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/fonts/");
        let files = Fonts::FILES.map(|name| std::fs::read(format!("{folder}{name}")).expect("the fonts are in the repository"));
        theme::install(&ctx, Fonts::from_files(files), Arc::new(Bundled));
        theme::apply(&ctx, &settings);
        ctx.enable_accesskit();
        Self {
            ctx,
            settings,
            pictures: Pictures::default(),
            size_px,
            home: HomeState::default(),
            picker: PickerState::default(),
            play: PlayState::default(),
            pause: PauseState::default(),
            debrief: DebriefState::default(),
            author: AuthorState::default(),
            proof: ProofState::default(),
            sign_off: SignOffState::default(),
            time_secs: 0.0,
        }
    }

    pub fn zoom(&self) -> f32 {
        f32::from(self.settings.text_percent) / 100.0
    }

    /// Shows a screen for one frame; returns what it asked for, as text, and egui's output.
    pub fn frame(&mut self, screen: &str, events: Vec<Event>) -> (String, FullOutput) {
        self.time_secs += 0.25;
        let size = vec2(self.size_px[0], self.size_px[1]) / self.zoom();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            max_texture_side: Some(8192),
            time: Some(self.time_secs),
            events,
            ..RawInput::default()
        };
        let ctx = self.ctx.clone();
        let mut asked = String::new();
        let output = ctx.run_ui(input, |ui| {
            let now = self.show(ui, screen);
            // A pass that was thrown away does not ask.
            asked = now;
        });
        (asked, output)
    }

    /// Shows a screen until it stands still.
    pub fn settled(&mut self, screen: &str) -> FullOutput {
        for _ in 0..3 {
            self.frame(screen, vec![]).1.drop_without_applying_deltas();
        }
        self.frame(screen, vec![]).1
    }

    /// Presses keys, one a frame, and returns everything asked for.
    pub fn press(&mut self, screen: &str, keys: &[Key]) -> Vec<String> {
        self.press_with(screen, Modifiers::NONE, keys)
    }

    pub fn press_with(&mut self, screen: &str, modifiers: Modifiers, keys: &[Key]) -> Vec<String> {
        let mut asked = Vec::new();
        for key in keys {
            for pressed in [true, false] {
                let event = Event::Key { key: *key, physical_key: None, pressed, repeat: false, modifiers };
                let (now, output) = self.frame(screen, vec![event]);
                output.drop_without_applying_deltas();
                if now != "None" && now != "[]" {
                    asked.push(now);
                }
            }
        }
        asked
    }

    pub fn type_text(&mut self, screen: &str, text: &str) {
        let (_, output) = self.frame(screen, vec![Event::Text(text.to_owned())]);
        output.drop_without_applying_deltas();
    }

    /// The tree that screen readers see.
    pub fn tree(&mut self, screen: &str) -> TreeUpdate {
        self.settled(screen).drop_without_applying_deltas();
        let (_, mut output) = self.frame(screen, vec![]);
        let tree = output.platform_output.accesskit_update.take().expect("AccessKit was enabled");
        output.drop_without_applying_deltas();
        tree
    }

    fn show(&mut self, ui: &mut Ui, screen: &str) -> String {
        match screen {
            "home" => format!("{:?}", home(ui, &mut self.home, &home_view(self.pictures))),
            "home-new" => {
                self.home.picture = self.pictures.room;
                format!("{:?}", home(ui, &mut self.home, &home_new_view()))
            }
            "picker" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(4))),
            "picker-many" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(9))),
            "picker-add" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(0))),
            "pause" | "pause-exam" => {
                let view = pause_view(screen == "pause-exam");
                format!("{:?}", pause(ui, &mut self.pause, &view, &mut self.settings))
            }
            "settings" => {
                let view = PauseView::Home { over_scene: false };
                format!("{:?}", pause(ui, &mut self.pause, &view, &mut self.settings))
            }
            "keys" => format!("{:?}", keys_page(ui, &self.settings).then_some("Close")),
            "debrief-not-yet" => format!("{:?}", debrief(ui, &mut self.debrief, &debrief_view(false))),
            "debrief-passed" => format!("{:?}", debrief(ui, &mut self.debrief, &debrief_view(true))),
            "debrief-exam" => format!("{:?}", debrief(ui, &mut self.debrief, &debrief_exam_view())),
            "exam" | "exam-first" => format!("{:?}", exam(ui, &mut self.proof, &exam_view(screen == "exam"))),
            "exam-used-up" | "exam-wait" => {
                format!("{:?}", exam(ui, &mut self.proof, &exam_refused_view(screen == "exam-used-up")))
            }
            "own-pin" => format!("{:?}", own_pin(ui, &mut self.proof, &own_pin_view())),
            "sign-off" => format!("{:?}", sign_off(ui, &mut self.sign_off, &sign_off_view())),
            "review" => {
                let replay = replay_of_attempt();
                format!("{:?}", review(ui, &review_view(&replay.marks), &mut NamePlaces::new()))
            }
            "author" | "author-broken" => {
                let view = author_view(screen == "author-broken", ui.max_rect().size());
                format!("{:?}", author(ui, &mut self.author, &view))
            }
            "rehearsal-choice" => format!("{:?}", rehearsal(ui, &self.settings)),
            "message" => format!("{:?}", message(ui, &message_view())),
            "loading" => {
                let view = LoadingView {
                    title: "Your first day at Harbour Clinic".to_owned(),
                    doing: "Reading the room".to_owned(),
                    share: Some(0.62),
                };
                loading(ui, &view);
                "None".to_owned()
            }
            _ => self.show_play(ui, screen),
        }
    }

    fn show_play(&mut self, ui: &mut Ui, screen: &str) -> String {
        let mode = match screen {
            "play-exam" | "play-value" | "play-case-exam" => Mode::Exam,
            "play-mistake" | "play-practice" => Mode::Practice,
            _ => Mode::Guided,
        };
        let session = session_view(screen, mode);
        let size = ui.max_rect().size();
        let at = |x: f32, y: f32| pos2(x * size.x / 1280.0, y * size.y / 720.0);
        let mut view = PlayView {
            session: &session,
            keys: KeyNames::of(&self.settings),
            pointer: self.settings.pointer,
            reduced_motion: self.settings.reduced_motion,
            time_secs: self.time_secs,
            pin: None,
            edge: None,
            label: None,
            caption: None,
            sound_caption: None,
            alarm: screen == "play-hold",
            fog: (screen == "play-hold").then(|| "Smoke: you see about 2.5 m far".to_owned()),
            toast: None,
            carried: None,
            walk: None,
            read_at: Some(at(350.0, 395.0)),
            asked_about: None,
            mistake_place: Some([at(810.0, 148.0), at(1030.0, 153.0), at(1030.0, 615.0), at(810.0, 598.0)]),
            pictures: InPictures::default(),
            names: Vec::new(),
            loupe: None,
        };
        let label = |name: &str, verb: &str| LabelView {
            name: name.to_owned(),
            verb: verb.to_owned(),
            by_key: false,
            hold: false,
            anchor: at(640.0, 360.0),
            half_width: 40.0,
            side: None,
        };
        let says = |text: &str| CaptionView {
            speaker: "Mateo".to_owned(),
            role: "your guide".to_owned(),
            text: text.to_owned(),
            portrait: self.pictures.portrait,
        };
        match screen {
            "play-guided" => {
                view.pin = Some(PinView { at: at(640.0, 305.0) });
                view.label = Some(label("Workstation", "Lock"));
                view.caption = Some(says("An open screen is an open file. I lock mine each time I stand up."));
            }
            "play-edge-right" | "play-edge-left" => {
                let side = if screen == "play-edge-left" { Side::Left } else { Side::Right };
                let words = if side == Side::Left { "To the left" } else { "Behind you, to the right" };
                view.edge = Some(EdgePointer { side, name: "Fire extinguisher".to_owned(), words: words.to_owned() });
                view.caption = Some(says("Turn around. It hangs beside the staff door, under the red sign."));
                view.toast = Some(ToastView { text: "Chart secured".to_owned(), saved: true });
            }
            "play-hold" => {
                view.label = Some(LabelView { hold: true, ..label("Dispenser", "Press") });
                view.sound_caption = Some("Phone rings at the front desk".to_owned());
            }
            "play-carry" => {
                view.carried = Some(CarriedView { name: "Visitor badge".to_owned() });
                view.label = Some(LabelView { anchor: at(760.0, 420.0), ..label("Badge box", "Put here") });
                view.pin = Some(PinView { at: at(760.0, 350.0) });
                view.toast = Some(ToastView { text: "Visitor badge taken".to_owned(), saved: true });
            }
            "play-pictures" => {
                let words = language::fill("{what} · let go to set", &[("what", &language::t("As it is"))]);
                view.label = Some(label("Mains switch", &words));
                view.pictures = in_pictures();
            }
            "play-names" => {
                let name = |idx: usize, name: &str, x: f32, y: f32| NameView {
                    object: ids::ObjectId::new(&format!("thing-{idx}")).expect("a good id"),
                    name: name.to_owned(),
                    at: at(x, y),
                };
                view.names = vec![
                    name(0, "Rinse valve", 560.0, 330.0),
                    name(1, "Pump", 640.0, 372.0),
                    name(2, "Pressure gauge", 655.0, 330.0),
                    name(3, "Drain", 700.0, 470.0),
                    name(4, "Motor", 760.0, 350.0),
                ];
                view.label = Some(LabelView { anchor: at(640.0, 372.0), ..label("Pump", "Press") });
                view.pin = Some(PinView { at: at(640.0, 350.0) });
                view.loupe = Some(LoupeView { texture: TextureId::default(), at: at(950.0, 400.0), radius: at(0.0, 110.0).y });
            }
            "play-click" => {
                view.pointer = PointerMode::PointAndClick;
                view.label = Some(LabelView { anchor: at(880.0, 300.0), ..label("Staff door", "Open") });
                view.walk = Some(WalkHint { at: at(520.0, 520.0), with_words: true });
            }
            _ => {}
        }
        format!("{:?}", play(ui, &mut self.play, &view))
    }
}
