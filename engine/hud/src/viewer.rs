//! The panel beside a glTF file that somebody looks at: what is in it, what is not shown of it, and what can be changed.
//!
//! An author's tool, in English like theirs. Start at [`viewer`].

use crate::icons::Icon;
use crate::play::{LoupeView, loupe};
use crate::settings::Picture;
use crate::theme::{self, Type, space};
use crate::widgets::{Button, at, begin, choice, icon_line, rule, say, segmented, slider, split, switch};
use egui::{Key, Rect, ScrollArea, Ui, vec2};

const WIDTH: f32 = 320.0;
/// How far a key moves the cut, percent.
const CUT_STEP: i32 = 2;
/// Narrower windows show the file alone until somebody asks for the panel.
const ROOM_MIN: f32 = 900.0;

/// What there is to choose from, and what is told.
#[derive(Debug, Clone, Default)]
pub struct ViewerView<'a> {
    pub file: &'a str,
    /// Short lines: "12,400 triangles".
    pub about: &'a [String],
    /// What of the file is not shown, with its place in it.
    pub warnings: &'a [String],
    pub clips: &'a [String],
    pub variants: &'a [String],
    pub cameras: &'a [String],
    /// The magnifying glass, while it is there.
    pub loupe: Option<LoupeView>,
}

/// What was chosen. The owner keeps it from frame to frame.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewerState {
    /// Which clip plays.
    pub clip: Option<usize>,
    pub is_playing: bool,
    /// In which look; None: as it is.
    pub variant: Option<usize>,
    /// Through which of the file's cameras; None: by hand.
    pub camera: Option<usize>,
    pub has_loupe: bool,
    pub has_sun: bool,
    /// Not automatic.
    pub detail: Picture,
    /// Tenths of a stop.
    pub exposure: i32,
    pub inside: Inside,
    /// The panel is shown; None leaves it to the window's width.
    pub is_open: Option<bool>,
}

/// What is done to see the inside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Inside {
    /// Cut open from there, with how much of it, percent.
    pub cut: Option<CutFrom>,
    pub cut_percent: i32,
    /// How far parts stand from each other, percent of well apart.
    pub apart_percent: i32,
    /// All of it is as if of glass.
    pub is_glass: bool,
}

/// The sides that a file is cut open from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutFrom {
    Front,
    Right,
    Top,
}

impl Inside {
    /// What the keys do: C cuts from the next side or not at all, comma and full stop move the cut, E takes apart or puts
    /// together, X makes glass of it.
    pub fn take_keys(&mut self, input: &egui::InputState) {
        let presses = |key: Key| input.num_presses(key) as i32;
        for _ in 0..presses(Key::C) {
            self.cut = match self.cut {
                None => Some(CutFrom::Front),
                Some(CutFrom::Front) => Some(CutFrom::Right),
                Some(CutFrom::Right) => Some(CutFrom::Top),
                Some(CutFrom::Top) => None,
            };
            if self.cut_percent == 0 {
                self.cut_percent = 50;
            }
        }
        self.cut_percent = (self.cut_percent + CUT_STEP * (presses(Key::Period) - presses(Key::Comma))).clamp(0, 100);
        if presses(Key::E) % 2 == 1 {
            self.apart_percent = if self.apart_percent > 0 { 0 } else { 100 };
        }
        self.is_glass ^= presses(Key::X) % 2 == 1;
    }
}

impl ViewerState {
    /// What the keys do: P shows and hides the panel, M the magnifying glass; and those of [`Inside`].
    pub fn take_keys(&mut self, input: &egui::InputState) {
        if input.key_pressed(Key::P) {
            self.is_open = Some(!self.is_open.unwrap_or(true));
        }
        self.has_loupe ^= input.num_presses(Key::M) % 2 == 1;
        self.inside.take_keys(input);
    }
}

/// Draws the panel over the picture. Tells whether the file shall be seen whole again, and where the panel lies.
pub fn viewer(ui: &mut Ui, view: &ViewerView<'_>, state: &mut ViewerState) -> (bool, Rect) {
    begin(ui);
    view.loupe.iter().for_each(|loupe| loupe::show(ui, loupe));
    let screen = ui.max_rect();
    let safe = screen.shrink(theme::edge_in_play(screen.size()));
    let is_open = state.is_open.unwrap_or(screen.width() >= ROOM_MIN);
    let button = Rect::from_min_size(safe.left_top(), vec2(if is_open { WIDTH } else { 120.0 }, theme::TARGET));
    let (mut frames_all, mut covers) = (false, button);
    at(ui, "viewer button", button, |ui| {
        let words = if is_open { "Hide this panel" } else { "Panel" };
        if Button::secondary(words).key("P").width(ui.available_width()).show(ui).clicked() {
            state.is_open = Some(!is_open);
        }
    });
    if is_open {
        let below = Rect::from_min_max(button.left_bottom() + vec2(0.0, space::S), safe.left_bottom() + vec2(WIDTH, 0.0));
        at(ui, "viewer", below, |ui| {
            let theme = theme::of(ui);
            let panel = theme::panel_over_scene(&theme).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let room = ui.available_height();
                ScrollArea::vertical().max_height(room).show(ui, |ui| frames_all = content(ui, view, state));
            });
            covers = covers.union(panel.response.rect);
        });
    }
    (frames_all, covers)
}

fn content(ui: &mut Ui, view: &ViewerView<'_>, state: &mut ViewerState) -> bool {
    let theme = theme::of(ui);
    // Beside the bar that scrolls.
    ui.set_max_width(ui.available_width() - space::L);
    say(ui, view.file, Type::HEAD, theme.ink);
    view.about.iter().for_each(|line| drop(say(ui, line, Type::NOTE, theme.ink_2)));
    ui.add_space(space::S);
    let shows_all = Button::secondary("See it whole").key("F").width(ui.available_width()).show(ui).clicked();
    ui.add_space(space::S);
    switch_row(ui, "Sun", &mut state.has_sun);
    say(ui, "Detail", Type::NOTE, theme.ink_2);
    let details = [(Picture::Light, "Light"), (Picture::Standard, "Standard"), (Picture::High, "High")];
    let width = ui.available_width();
    segmented(ui, "Detail", &details, &mut state.detail, width);
    ui.add_space(space::S);
    say(ui, "Exposure, tenths of a stop", Type::NOTE, theme.ink_2);
    let width = ui.available_width();
    slider(ui, "Exposure, tenths of a stop", &mut state.exposure, (-60, 60), 5, "", width);
    switch_row(ui, "Magnifying glass (M)", &mut state.has_loupe);
    inside(ui, &mut state.inside);
    let playing = (!view.clips.is_empty()).then_some(&mut state.is_playing);
    one_of(ui, ("Clip", "At rest"), view.clips, &mut state.clip, playing);
    one_of(ui, ("Variant", "As it is"), view.variants, &mut state.variant, None);
    one_of(ui, ("Camera", "By hand"), view.cameras, &mut state.camera, None);
    if !view.warnings.is_empty() {
        rule(ui);
        ui.add_space(space::S);
        for warning in view.warnings {
            icon_line(ui, Icon::Warning, theme.oak, warning, Type::NOTE, theme.ink);
        }
    }
    rule(ui);
    ui.add_space(space::S);
    say(
        ui,
        "Drag or arrow keys: turn. Wheel or + and -: nearer and farther. Right drag or Shift + arrows: aside.",
        Type::NOTE,
        theme.ink_3,
    );
    shows_all
}

/// One of what the file has of a kind, or none of them; nothing where it has none.
fn one_of(ui: &mut Ui, (kind, none): (&str, &str), names: &[String], chosen: &mut Option<usize>, playing: Option<&mut bool>) {
    if names.is_empty() {
        return;
    }
    let theme = theme::of(ui);
    rule(ui);
    ui.add_space(space::S);
    say(ui, kind, Type::NOTE, theme.ink_2);
    playing.into_iter().for_each(|playing| switch_row(ui, "Play clips", playing));
    let names = names.iter().map(String::as_str).enumerate().map(|(i, name)| (Some(i), name));
    for (which, name) in [(None, none)].into_iter().chain(names) {
        // Two may have the same name.
        ui.push_id((kind, which), |ui| {
            if choice(ui, name, *chosen == which) {
                *chosen = which;
            }
        });
    }
}

fn inside(ui: &mut Ui, inside: &mut Inside) {
    let theme = theme::of(ui);
    let width = ui.available_width();
    rule(ui);
    ui.add_space(space::S);
    say(ui, "Cut open (C; , and . move the cut)", Type::NOTE, theme.ink_2);
    let sides = [(None, "No"), (Some(CutFrom::Front), "Front"), (Some(CutFrom::Right), "Right"), (Some(CutFrom::Top), "Top")];
    if segmented(ui, "Cut open", &sides, &mut inside.cut, width) && inside.cut_percent == 0 {
        inside.cut_percent = 50;
    }
    if inside.cut.is_some() {
        slider(ui, "Cut away", &mut inside.cut_percent, (0, 100), 5, "%", width);
    }
    say(ui, "Taken apart (E)", Type::NOTE, theme.ink_2);
    slider(ui, "Taken apart", &mut inside.apart_percent, (0, 200), 10, "%", width);
    switch_row(ui, "As of glass (X)", &mut inside.is_glass);
}

fn switch_row(ui: &mut Ui, name: &str, on: &mut bool) {
    let theme = theme::of(ui);
    let words = |ui: &mut Ui| {
        // In the middle of the switch's height.
        ui.add_space((theme::TARGET - Type::BODY.line) / 2.0);
        say(ui, name, Type::BODY, theme.ink);
    };
    let control = |ui: &mut Ui| {
        switch(ui, name, on);
    };
    split(ui, 100.0, words, control);
}
