//! The screen of a replay: the room with what was to be done, what was said, and the strip of time.
//!
//! Nothing here changes the record. Start at [`review`].

use crate::icons::Icon;
use crate::language::{fill, t};
use crate::play::NameView;
use crate::play::names::{NamePlaces, show_clear};
use crate::replay_strip::{ReplayMark, ReplayStrip, ReplayStripAction, replay_strip};
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{Button, at, begin, segmented, set_live};
use egui::{Id, Key, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Between the lines of the heading, points.
const LINE_GAP: f32 = 6.0;

/// Speeds to choose from, in hundredths.
pub const SPEEDS: [(u16, &str); 4] = [(50, "½ ×"), (100, "1 ×"), (200, "2 ×"), (400, "4 ×")];

#[derive(Debug, Clone)]
pub struct ReviewView<'a> {
    pub title: String,
    /// Who, how, when: "Nadia Okafor · guided · 22 Nov 2026".
    pub about: String,
    pub at_ms: u64,
    pub end_ms: u64,
    pub is_playing: bool,
    pub speed_percent: u16,
    pub free_camera: bool,
    pub marks: &'a [ReplayMark],
    /// From 1, of how many, and the instruction; none when all are done.
    pub step: Option<(usize, usize, String)>,
    /// Who speaks (may be empty), and what.
    pub caption: Option<(String, String)>,
    /// The heading of the mistake that is being looked at.
    pub mistake: Option<String>,
    /// Things whose names stood beside them then.
    pub names: Vec<NameView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewAction {
    PlayOrPause,
    Seek(u64),
    NextMark,
    MarkBefore,
    Speed(u16),
    FreeCamera,
    Close,
}

/// Shows the controls over the room. Space plays, Page Down and Page Up go to the marks, C frees the camera, Esc closes. `names`: where
/// names stood in the frame before.
pub fn review(ui: &mut Ui, view: &ReviewView<'_>, names: &mut NamePlaces) -> Option<ReviewAction> {
    begin(ui);
    let screen = ui.max_rect();
    let edge = theme::edge_in_play(screen.size());
    let safe = screen.shrink(edge);
    let (strip_top, clicked) = controls(ui, view, safe);
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let by_key = [
        (Key::Escape, ReviewAction::Close),
        (Key::PageDown, ReviewAction::NextMark),
        (Key::PageUp, ReviewAction::MarkBefore),
        (Key::C, ReviewAction::FreeCamera),
    ]
    .into_iter()
    .find_map(|(key, action)| pressed(key).then_some(action));
    let space_plays = pressed(Key::Space) && ui.memory(|memory| memory.focused().is_none());
    let strip = Rect::from_min_max(pos2(safe.left(), strip_top), safe.max);
    let said = caption(ui, view, safe, strip_top);
    let caption_top = said.map_or(strip_top, |said| said.top());
    let (closed, headings) = heading(ui, view, Rect::from_min_max(safe.min, pos2(safe.right(), caption_top - space::S)));
    let panels: Vec<Rect> = headings.into_iter().chain(said).chain([strip]).collect();
    show_clear(ui, &view.names, names, (safe, screen.width() * 0.25), &panels);
    by_key.or(space_plays.then_some(ReviewAction::PlayOrPause)).or(closed.then_some(ReviewAction::Close)).or(clicked)
}

fn panel(ui: &Ui, rect: Rect) {
    let theme = theme::of(ui);
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
}

/// What was to be done at this moment at the top left; the way out at the top right. Returns whether it was taken. Where there
/// is little room, what is least needed is left out. Returns where they stand, too.
fn heading(ui: &mut Ui, view: &ReviewView<'_>, safe: Rect) -> (bool, [Rect; 2]) {
    let theme = theme::of(ui);
    let close = Button::secondary(t("Close")).icon(Icon::Cross).key("Esc").height(40.0);
    let close_width = close.natural_width(ui);
    let corner = Rect::from_min_size(pos2(safe.right() - close_width - 12.0, safe.top()), vec2(close_width + 12.0, 52.0));
    panel(ui, corner);
    let closed = at(ui, "close", corner.shrink(6.0), |ui| close.show(ui)).clicked();

    let width = 392.0_f32.min(corner.left() - safe.left() - space::L);
    let (kicker, instruction) = match &view.step {
        Some((number, n, say)) => (fill("Step {n} of {of}", &[("n", &number), ("of", &n)]), say.as_str()),
        None => (String::new(), t("All steps are done.")),
    };
    let text_width = width - 40.0;
    let about = format!("{} · {}", view.title, view.about);
    let mistake = view.mistake.as_deref().unwrap_or_default();
    // From the least needed to the most.
    let lines = [
        (0, about.as_str(), Type::NOTE, theme.ink_2),
        (1, kicker.as_str(), Type::NOTE.strong(), theme.ink),
        (3, mistake, Type::BODY.strong(), theme.critical),
        (2, instruction, Type::INSTRUCTION, theme.ink),
    ];
    let laid = |(place, words, style, colour): (i32, &str, Type, egui::Color32)| {
        (!words.is_empty()).then(|| (place, style.lay_out(ui, words, colour, text_width), colour))
    };
    let mut lines: Vec<_> = lines.into_iter().filter_map(laid).collect();
    let height_of = |lines: &[(i32, std::sync::Arc<egui::Galley>, egui::Color32)]| {
        32.0 + lines.iter().map(|(_, galley, _)| galley.size().y + LINE_GAP).sum::<f32>() - LINE_GAP
    };
    while lines.len() > 1 && height_of(&lines) > safe.height() {
        lines.remove(0);
    }
    lines.sort_by_key(|(place, ..)| *place);
    let rect = Rect::from_min_size(safe.min, vec2(width, height_of(&lines)));
    panel(ui, rect);
    let mut y = rect.top() + 16.0;
    for (_, galley, colour) in lines {
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.left() + 20.0, y), galley, colour);
        y += height + LINE_GAP;
    }
    set_live(ui, Id::unique("review-step"), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), instruction, false);
    (closed, [corner, rect])
}

/// The strip with speeds and camera at the bottom. Returns where it begins, and what was asked for.
fn controls(ui: &mut Ui, view: &ReviewView<'_>, safe: Rect) -> (f32, Option<ReviewAction>) {
    let rect = Rect::from_min_max(pos2(safe.left(), safe.bottom() - 132.0), safe.max);
    panel(ui, rect);
    let inner = rect.shrink2(vec2(20.0, 12.0));
    let mut action = at(ui, "strip", Rect::from_min_size(inner.min, vec2(inner.width(), 52.0)), |ui| {
        let strip = ReplayStrip {
            at_ms: view.at_ms,
            end_ms: view.end_ms,
            is_playing: view.is_playing,
            marks: view.marks,
            first_focus: false,
        };
        replay_strip(ui, &strip).map(|action| match action {
            ReplayStripAction::PlayOrPause => ReviewAction::PlayOrPause,
            ReplayStripAction::Seek(at_ms) => ReviewAction::Seek(at_ms),
        })
    });
    let row = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 44.0), inner.max);
    let mut x = row.left();
    let mut place = |ui: &mut Ui, salt: &'static str, button: Button<'_>| {
        let width = button.natural_width(ui);
        let room = Rect::from_min_size(pos2(x, row.top()), vec2(width, row.height()));
        x += width + space::S;
        at(ui, salt, room, |ui| button.show(ui)).clicked()
    };
    let tight = row.width() < 900.0;
    let camera = match (view.free_camera, tight) {
        (true, false) => t("See what the trainee saw"),
        (false, false) => t("Look around freely"),
        (true, true) => t("Back"),
        (false, true) => t("Look"),
    };
    let buttons = [
        ("before", t("Before"), Icon::ChevronLeft, "PgUp", ReviewAction::MarkBefore),
        ("next", t("Next"), Icon::ChevronRight, "PgDn", ReviewAction::NextMark),
        ("camera", camera, Icon::Eye, "C", ReviewAction::FreeCamera),
    ];
    for (salt, name, icon, key, asked) in buttons {
        let button = Button::secondary(name).icon(icon).height(44.0);
        let button = if tight { button } else { button.key(key) };
        if place(ui, salt, button) {
            action = Some(asked);
        }
    }
    if tight {
        let at_idx = SPEEDS.iter().position(|(speed, _)| *speed == view.speed_percent).unwrap_or(1);
        let spoken = fill("Speed {speed}: change it", &[("speed", &SPEEDS[at_idx].1)]);
        if place(ui, "speed", Button::secondary(SPEEDS[at_idx].1).spoken(&spoken).height(44.0)) {
            action = Some(ReviewAction::Speed(SPEEDS[(at_idx + 1) % SPEEDS.len()].0));
        }
        return (rect.top(), action);
    }
    let speeds_width = 304.0;
    let mut speed = view.speed_percent;
    let right = Rect::from_min_max(pos2(row.right() - speeds_width, row.top()), row.max);
    if at(ui, "speeds", right, |ui| segmented(ui, t("Speed"), &SPEEDS, &mut speed, speeds_width)) {
        action = Some(ReviewAction::Speed(speed));
    }
    (rect.top(), action)
}

/// What was said, above the strip. Returns where it stands.
fn caption(ui: &mut Ui, view: &ReviewView<'_>, safe: Rect, above_y: f32) -> Option<Rect> {
    let (speaker, text) = view.caption.as_ref()?;
    let width = 744.0_f32.min(safe.width());
    let who = Type::BODY.strong().lay_out(ui, speaker, tokens::CAPTION_NAME, width - 48.0);
    let words = Type::CAPTION.lay_out(ui, text, tokens::WHITE, width - 48.0);
    let who_height = if speaker.is_empty() { 0.0 } else { who.size().y + 2.0 };
    let height = 14.0 + who_height + words.size().y + 14.0;
    let corner = pos2(safe.center().x - width / 2.0, above_y - space::M - height);
    let rect = Rect::from_min_size(corner, vec2(width, height));
    ui.painter().rect_filled(rect, radius::PANEL, tokens::caption_ground());
    if !speaker.is_empty() {
        ui.painter().galley(corner + vec2(24.0, 14.0), who, tokens::CAPTION_NAME);
    }
    ui.painter().galley(corner + vec2(24.0, 14.0 + who_height), words, tokens::WHITE);
    set_live(ui, Id::unique("review-caption"), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), text, false);
    Some(rect)
}
