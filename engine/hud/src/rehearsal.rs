//! The rehearsal of the controls, a minute long, at the first start: which way to look around, then three things to try.
//!
//! The room is live behind it. The caller tells what was done in [`Rehearsed`]; nothing is graded.

use crate::icons::{Icon, paint_icon};
use crate::keys::KeyNames;
use crate::settings::{PointerMode, Settings};
use crate::theme::{self, Type, space};
use crate::widgets::{Button, CapLook, at, begin, dialog, paint_cap, remembered_panel, say, set_live, tile};
use egui::accesskit::Role;
use egui::{Id, Key, Rect, Ui, pos2, vec2};

/// What has been tried so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rehearsed {
    pub looked: bool,
    pub walked: bool,
    pub acted: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct RehearsalView<'a> {
    pub settings: &'a Settings,
    pub done: Rehearsed,
    /// What to act on, such as "bell".
    pub thing: &'a str,
}

/// Whether the way of looking around was chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RehearsalState {
    pub chosen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RehearsalAction {
    /// The caller puts it into the settings.
    Choose(PointerMode),
    /// On to the first step: tried or skipped.
    Begin,
}

/// Shows the choice over the whole `ui`; once made, a small card with the things to try, so that the room can be used.
pub fn rehearsal(ui: &mut Ui, state: &mut RehearsalState, view: &RehearsalView<'_>) -> Option<RehearsalAction> {
    begin(ui);
    if state.chosen {
        return try_card(ui, state, view);
    }
    let chosen = choice(ui, view)?;
    state.chosen = true;
    Some(RehearsalAction::Choose(chosen))
}

/// How do you like to look around?
fn choice(ui: &mut Ui, view: &RehearsalView<'_>) -> Option<PointerMode> {
    let theme = theme::of(ui);
    dialog(ui, "rehearsal", 720.0, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, "How do you like to look around?", Type::TITLE, theme.ink);
        ui.add_space(4.0);
        say(ui, "You can change it at any time: Esc, then Settings. Both ways reach everything.", Type::BODY, theme.ink_2);
        ui.add_space(space::XL);
        let ways = [
            (
                PointerMode::MouseLook,
                "I use the mouse to look around",
                "The view turns with the mouse. Walk with W A S D. Good if you have played such games.",
            ),
            (
                PointerMode::PointAndClick,
                "I prefer to point and click",
                "The pointer stays free. Click a thing to use it, click the floor to walk there.",
            ),
        ];
        let gap = space::L;
        let room = ui.available_rect_before_wrap();
        let beside = room.width() >= 520.0;
        let width = if beside { (room.width() - gap) / 2.0 } else { room.width() };
        let mut chosen = None;
        let text_height = |style: Type, text: &str| style.lay_out(ui, text, theme.ink, width - 40.0).size().y;
        let heights = ways.map(|(_, name, means)| 97.0 + text_height(Type::LEAD.strong(), name) + text_height(Type::BODY, means));
        let height = heights[0].max(heights[1]);
        for (idx, (mode, name, means)) in ways.into_iter().enumerate() {
            let corner = if beside { vec2(idx as f32 * (width + gap), 0.0) } else { vec2(0.0, idx as f32 * (height + gap)) };
            let rect = Rect::from_min_size(room.min + corner, vec2(width, height));
            let is_first = mode == view.settings.pointer;
            if way_tile(ui, rect, mode, name, means, is_first) {
                chosen = Some(mode);
            }
        }
        ui.allocate_space(vec2(room.width(), if beside { height } else { 2.0 * height + gap }));
        ui.add_space(space::L);
        say(
            ui,
            "With the keyboard alone: Tab goes to the next thing, Enter acts, arrows walk and turn.",
            Type::NOTE,
            theme.ink_3,
        );
        chosen
    })
}

fn way_tile(ui: &mut Ui, rect: Rect, mode: PointerMode, name: &str, means: &str, is_first: bool) -> bool {
    let theme = theme::of(ui);
    let response = tile(ui, rect, ui.make_persistent_id(name), &format!("{name}. {means}"), Role::Button, None, is_first);
    let icon = if mode == PointerMode::MouseLook { Icon::Mouse } else { Icon::Hand };
    ui.painter().circle_filled(rect.min + vec2(44.0, 44.0), 24.0, theme.teal_wash);
    paint_icon(ui.painter(), icon, rect.min + vec2(44.0, 44.0), 26.0, theme.teal, theme.paper);
    let text = Rect::from_min_max(rect.min + vec2(20.0, 78.0), rect.max - vec2(20.0, 12.0));
    let heading = Type::LEAD.strong().lay_out(ui, name, theme.ink, text.width());
    let words = Type::BODY.lay_out(ui, means, theme.ink_2, text.width());
    let below = text.min + vec2(0.0, heading.size().y + 3.0);
    ui.painter().galley(text.min, heading, theme.ink);
    ui.painter().galley(below, words, theme.ink_2);
    response.clicked()
}

/// The three things to try, in a card that leaves the room usable.
fn try_card(ui: &mut Ui, state: &mut RehearsalState, view: &RehearsalView<'_>) -> Option<RehearsalAction> {
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    let edge = theme::edge_in_play(screen.size());
    let width = 440.0_f32.min(screen.width() - 2.0 * edge);
    let place = Rect::from_min_size(screen.min + vec2(edge, edge), vec2(width, screen.height() - 2.0 * edge));
    let all_done = view.done.looked && view.done.walked && view.done.acted;
    let by_key = ui.input(|input| input.key_pressed(Key::F5));
    let shown = remembered_panel(ui, "rehearsal-try", place, |ui| {
        say(ui, if all_done { "That is all you need" } else { "Try it, nothing counts yet" }, Type::INSTRUCTION, theme.ink);
        ui.add_space(space::S);
        for (caps, words, done) in things_to_try(view) {
            try_line(ui, &caps, &words, done);
        }
        ui.add_space(space::M);
        let room = ui.available_rect_before_wrap();
        let go =
            if all_done { Button::primary("Begin") } else { Button::secondary("Skip, begin now") }.key("F5").focusable(false);
        let go_width = go.natural_width(ui);
        let begin_clicked = at(ui, "go", room, |ui| go.show(ui)).clicked();
        let other = Button::plain("The other way").focusable(false);
        if go_width + space::S + other.natural_width(ui) <= room.width() {
            let beside = Rect::from_min_max(room.min + vec2(go_width + space::S, 2.0), room.max);
            state.chosen &= !at(ui, "other", beside, |ui| other.show(ui)).clicked();
        }
        ui.allocate_space(vec2(room.width(), theme::TARGET_IN_PLAY));
        begin_clicked
    });
    let n_done = [view.done.looked, view.done.walked, view.done.acted].iter().filter(|done| **done).count();
    set_live(ui, Id::unique("rehearsal"), pos_rect(place), &format!("{n_done} of 3 tried"), false);
    (shown || by_key).then_some(RehearsalAction::Begin)
}

fn pos_rect(place: Rect) -> Rect {
    Rect::from_min_size(place.min, vec2(1.0, 1.0))
}

fn things_to_try(view: &RehearsalView<'_>) -> [(Vec<&'static str>, String, bool); 3] {
    let letters = view.settings.letter_keys;
    let keys = KeyNames::of(view.settings);
    let act = if letters { vec![keys.act, "Enter"] } else { vec!["Enter"] };
    match view.settings.pointer {
        PointerMode::MouseLook => [
            (vec!["Mouse"], "Look around the room".to_owned(), view.done.looked),
            (if letters { vec!["W", "A", "S", "D"] } else { vec!["Arrows"] }, "Walk a few steps".to_owned(), view.done.walked),
            (act, format!("Look at the {} and press", view.thing), view.done.acted),
        ],
        PointerMode::PointAndClick => [
            (vec!["Drag"], "Look around the room".to_owned(), view.done.looked),
            (vec!["Click"], "Click the floor to walk there".to_owned(), view.done.walked),
            (vec!["Click"], format!("Click the {}", view.thing), view.done.acted),
        ],
    }
}

fn try_line(ui: &mut Ui, caps: &[&str], words: &str, done: bool) {
    let theme = theme::of(ui);
    ui.add_space(space::S);
    let room = ui.available_rect_before_wrap();
    let caps_width = 132.0;
    let text = Rect::from_min_max(pos2(room.left() + 34.0 + caps_width, room.top()), room.max);
    let bottom = at(ui, "words", text, |ui| say(ui, words, Type::LEAD, theme.ink).rect.bottom()).max(room.top() + 26.0);
    let y = room.top() + 12.0;
    let mark = pos2(room.left() + 11.0, y);
    if done {
        paint_icon(ui.painter(), Icon::TickDisc, mark, 22.0, theme.done, theme.paper);
    } else {
        ui.painter().circle_stroke(mark, 9.0, egui::Stroke::new(1.5, theme.line_strong));
    }
    let mut x = room.left() + 34.0;
    for cap in caps {
        x = paint_cap(ui, pos2(x, y), cap, CapLook::on_paper(&theme)).right() + space::XS;
    }
    ui.allocate_space(vec2(room.width(), bottom - room.top()));
}
