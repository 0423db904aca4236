//! Every instruction, card, page, mistake and caption of every module, as it stands on the screen: nothing is cut, runs out or lies on
//! anything else, in each of its languages and in one that is a third longer than English.
//!
//! Draws without a window. Start at [`every_modules_words_stand_clear`].

#[path = "../../../engine/hud/tests/standing_clear/mod.rs"]
mod standing_clear;

use authoring::Sources;
use curriculum::{Mode, Module};
use egui::{Context, FullOutput, Pos2, RawInput, Rect, vec2};
use hud::language::{Language, speak};
use hud::theme::{self, Fonts, MoreFonts};
use hud::{CaptionView, InPictures, KeyNames, PlayState, PlayView, Settings, play};
use player::library::Shelf;
use session::{Autopilot, Cue, Performance, Session, SessionView, WrongBot, perform};
use standing_clear::complaints;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use walkthroughs::{home, shelves};
use workshop::translation::{PSEUDO, pseudo};

const SEED: u64 = 7;
const INPUTS_MAX: usize = 2_000;
/// Window in pixels, text in percent.
const WINDOWS: [([f32; 2], u16); 3] = [([1280.0, 720.0], 100), ([900.0, 600.0], 100), ([1280.0, 720.0], 200)];
/// Until a screen stands still.
const N_FRAMES: usize = 4;

#[test]
fn every_modules_words_stand_clear() {
    speak(Arc::new(Language::english()));
    let mut findings = BTreeSet::new();
    for shelf in shelves() {
        for module in in_every_language(&shelf) {
            let screens = screens_of(&Arc::new(module.clone()));
            for (size_px, text_percent) in WINDOWS {
                let mut paper = Paper::new(size_px, text_percent);
                for screen in &screens {
                    let found = paper.complaints(screen);
                    let place = format!("{} in {} at {size_px:?}, {text_percent} %", module.id, module.language);
                    findings.extend(found.into_iter().map(|what| format!("{place}: {what}")));
                }
            }
        }
    }
    assert!(
        findings.is_empty(),
        "{} findings:\n{}",
        findings.len(),
        findings.into_iter().take(40).collect::<Vec<_>>().join("\n")
    );
}

/// As it is written, in every other language it has, and in the one that is too long.
fn in_every_language(shelf: &Shelf) -> Vec<Module> {
    let long = shelf.sources.clone().with(&format!("strings/{PSEUDO}.toml"), pseudo(&shelf.sources));
    let long = shelf.compiled(&Sources { language: Some(PSEUDO.to_owned()), ..long });
    let own = shelf.module.as_deref().cloned();
    let others = shelf.in_every_language().into_iter().map(|(_, module)| module);
    own.into_iter().chain(others).chain(long).collect()
}

/// What stands on the screen at one moment.
struct Screen {
    view: SessionView,
    caption: Option<String>,
}

/// Every moment in which something new stands there: on the right way, at each foreseen mistake, and what is said meanwhile.
fn screens_of(module: &Arc<Module>) -> Vec<Screen> {
    let mut seen = BTreeSet::new();
    let mut screens = Vec::new();
    let mut pilot = Autopilot::new();
    let played = watched(module, &mut seen, &mut screens, |session, at_ms| pilot.next(session, at_ms));
    for mistake in &module.mistakes {
        let mut bot = WrongBot::new(mistake.id.clone());
        watched(module, &mut seen, &mut screens, |session, at_ms| bot.next(session, at_ms));
    }
    let said: BTreeSet<String> = played.cues.iter().filter_map(|(_, cue)| caption_of(cue)).collect();
    let plain =
        screens.iter().find(|screen| screen.view.card.is_none() && screen.view.page.is_none()).map(|screen| screen.view.clone());
    screens.extend(plain.into_iter().flat_map(|view| {
        said.iter().map(move |caption| Screen { view: view.clone(), caption: Some(caption.clone()) }).collect::<Vec<_>>()
    }));
    screens
}

fn caption_of(cue: &Cue) -> Option<String> {
    if let Cue::Caption { text, .. } = cue { Some(text.clone()) } else { None }
}

fn watched(
    module: &Arc<Module>,
    seen: &mut BTreeSet<String>,
    screens: &mut Vec<Screen>,
    mut next: impl FnMut(&Session, u64) -> Option<(u64, session::Input)>,
) -> Performance {
    perform(Arc::clone(module), Mode::Guided, SEED, INPUTS_MAX, |session, at_ms| {
        let view = session.view(at_ms);
        let words = format!(
            "{:?} {:?} {:?} {:?} {:?}",
            view.current_idx,
            view.card,
            view.page,
            view.read,
            view.mistake.as_ref().map(|made| &made.mistake)
        );
        if seen.insert(words) {
            screens.push(Screen { view, caption: None });
        }
        next(session, at_ms)
    })
}

/// A screen without a window.
struct Paper {
    ctx: Context,
    settings: Settings,
    window: Rect,
    time_secs: f64,
}

/// The fonts of the repository, and none of the PC.
struct Bundled;

fn font(file: &str) -> PathBuf {
    home().join("content/fonts").join(file)
}

impl MoreFonts for Bundled {
    fn bundled(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(font(file)).ok()
    }

    fn installed(&self, _: char) -> Option<(String, Vec<u8>)> {
        None
    }
}

impl Paper {
    fn new(size_px: [f32; 2], text_percent: u16) -> Self {
        let settings = Settings { text_percent, ..Settings::default() };
        let ctx = Context::default();
        let files = Fonts::FILES.map(|name| std::fs::read(font(name)).expect("the fonts are in the repository"));
        theme::install(&ctx, Fonts::from_files(files), Arc::new(Bundled));
        theme::apply(&ctx, &settings);
        let window = Rect::from_min_size(Pos2::ZERO, vec2(size_px[0], size_px[1]) / (f32::from(text_percent) / 100.0));
        Self { ctx, settings, window, time_secs: 0.0 }
    }

    fn complaints(&mut self, screen: &Screen) -> Vec<String> {
        let mut state = PlayState::default();
        for _ in 1..N_FRAMES {
            self.frame(screen, &mut state).drop_without_applying_deltas();
        }
        let output = self.frame(screen, &mut state);
        let found = complaints(&output, self.window, &[]);
        output.drop_without_applying_deltas();
        found
    }

    fn frame(&mut self, screen: &Screen, state: &mut PlayState) -> FullOutput {
        self.time_secs += 0.25;
        let input = RawInput {
            screen_rect: Some(self.window),
            max_texture_side: Some(8192),
            time: Some(self.time_secs),
            ..RawInput::default()
        };
        let says = |text: &String| CaptionView {
            speaker: "Mateo".to_owned(),
            role: "your guide".to_owned(),
            text: text.clone(),
            portrait: None,
        };
        let view = PlayView {
            session: &screen.view,
            keys: KeyNames::of(&self.settings),
            pointer: self.settings.pointer,
            reduced_motion: true,
            time_secs: self.time_secs,
            pin: None,
            edge: None,
            label: None,
            caption: screen.caption.as_ref().map(says),
            sound_caption: None,
            alarm: false,
            fog: None,
            toast: None,
            carried: None,
            walk: None,
            read_at: None,
            mistake_place: None,
            pictures: InPictures::default(),
            names: Vec::new(),
            loupe: None,
            asked_about: None,
        };
        self.ctx.run_ui(input, |ui| drop(play(ui, state, &view)))
    }
}
