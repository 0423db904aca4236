//! Captions: who speaks, and what; and sounds that matter.

use super::{CaptionView, Layout, PlayView};
use crate::home::mode_icon;
use crate::icons::{Icon, paint_icon};
use crate::language::t;
use crate::theme::{Type, radius, space, to_the_right, tokens};
use crate::widgets::{avatar, begins_at_the_right, set_live};
use curriculum::Mode;
use egui::epaint::RectShape;
use egui::{Color32, Id, Rect, Stroke, Ui, pos2, vec2};

const WIDTH: f32 = 744.0;
const PORTRAIT: f32 = 52.0;
const N_LINES_MOST: usize = 5;

/// Shows what is said at the bottom, left of the hint card. Returns the room taken.
pub fn show(ui: &mut Ui, layout: &Layout, view: &PlayView<'_>, hint: Option<Rect>) -> Option<Rect> {
    let safe = layout.safe();
    let stacked = layout.narrow;
    let right = match hint {
        Some(hint) if !stacked => hint.left() - space::XL,
        _ => safe.right(),
    };
    let bottom = match hint {
        Some(hint) if stacked => hint.top() - space::S,
        _ => safe.bottom(),
    };
    let width = WIDTH.min(right - safe.left());
    let x = if hint.is_some() && !stacked { right - width } else { (safe.center().x - width / 2.0).max(safe.left()) };
    let spoken = view.caption.as_ref().map(|caption| show_caption(ui, caption, pos2(x, bottom), width));
    let left = spoken.map_or(safe.left(), |rect| rect.left());
    let above = spoken.map_or(bottom, |rect| rect.top() - space::S);
    let note = match (&view.sound_caption, view.session.mode, spoken) {
        (Some(sound), ..) => Some((Icon::Sound, sound.as_str())),
        (None, Mode::Exam, None) => {
            Some((mode_icon(Mode::Exam), t("Exam: no hints. You see what went right and wrong when you finish.")))
        }
        _ => None,
    };
    let noted = note.map(|(icon, words)| show_note(ui, icon, words, pos2(left, above), right - left));
    match (spoken, noted) {
        (Some(spoken), Some(noted)) => Some(spoken.union(noted)),
        (one, other) => one.or(other),
    }
}

fn show_caption(ui: &Ui, caption: &CaptionView, bottom_left: egui::Pos2, width: f32) -> Rect {
    let text_left = 14.0 + PORTRAIT + 16.0;
    let text_width = width - text_left - 24.0;
    let text = Type::CAPTION.lay_out_rows(ui, &caption.text, tokens::WHITE, text_width, N_LINES_MOST);
    let who = Type::BODY.strong().lay_out_line(ui, &caption.speaker, tokens::CAPTION_NAME, text_width);
    let role = if caption.role.is_empty() { String::new() } else { format!("· {}", caption.role) };
    let role = Type::BODY.lay_out_line(ui, &role, tokens::CAPTION_ROLE, (text_width - who.size().x).max(24.0));
    let height = (12.0 + who.size().y + 1.0 + text.size().y + 14.0).max(PORTRAIT + 24.0);
    let rect = Rect::from_min_size(pos2(bottom_left.x, bottom_left.y - height), vec2(width, height));
    ui.painter().rect_filled(rect, radius::PANEL, tokens::caption_ground());
    // The speaker stands where the line begins.
    let is_rtl = begins_at_the_right(&caption.text);
    let from_edge = 14.0 + PORTRAIT / 2.0;
    let face = pos2(if is_rtl { rect.right() - from_edge } else { rect.left() + from_edge }, rect.center().y);
    match caption.portrait {
        Some(texture) => paint_portrait(ui, face, texture),
        // Nobody says it: it is what was looked at.
        None if caption.speaker.is_empty() => {
            paint_icon(ui.painter(), Icon::Eye, face, PORTRAIT / 2.0, tokens::WHITE, tokens::SLATE);
        }
        None => avatar(ui, face, PORTRAIT, &caption.speaker),
    }
    let left = if is_rtl { rect.right() - text_left - text_width } else { rect.left() + text_left };
    let at = pos2(left, rect.top() + (height - who.size().y - 1.0 - text.size().y) / 2.0 - 1.0);
    let below = at + vec2(0.0, who.size().y + 1.0);
    let (who_x, role_x) = match is_rtl {
        true => (text_width - who.size().x, text_width - who.size().x - 5.0 - role.size().x),
        false => (0.0, who.size().x + 5.0),
    };
    ui.painter().galley(at + vec2(role_x, 0.0), role, tokens::WHITE);
    ui.painter().galley(at + vec2(who_x, 0.0), who, tokens::WHITE);
    ui.painter().galley(below, to_the_right(text, text_width), tokens::WHITE);
    let spoken = match caption.speaker.as_str() {
        "" => caption.text.clone(),
        speaker => format!("{speaker}: {}", caption.text),
    };
    set_live(ui, Id::unique("caption"), rect, &spoken, false);
    rect
}

fn paint_portrait(ui: &Ui, centre: egui::Pos2, texture: egui::TextureId) {
    let place = Rect::from_center_size(centre, vec2(PORTRAIT, PORTRAIT));
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let shape = RectShape::filled(place, PORTRAIT / 2.0, Color32::WHITE).with_texture(texture, whole);
    ui.painter().add(shape);
    ui.painter().circle_stroke(centre, PORTRAIT / 2.0 - 1.0, Stroke::new(2.0, tokens::WHITE));
}

/// A short note on caption ground: a sound, or what an exam means.
fn show_note(ui: &Ui, icon: Icon, words: &str, bottom_left: egui::Pos2, room: f32) -> Rect {
    let galley = Type::BODY.lay_out(ui, words, tokens::WHITE, (room - 62.0).max(120.0));
    let size = vec2(galley.size().x + 60.0, galley.size().y + 18.0);
    let rect = Rect::from_min_size(pos2(bottom_left.x, bottom_left.y - size.y), size);
    ui.painter().rect_filled(rect, radius::CONTROL, tokens::caption_ground());
    paint_icon(ui.painter(), icon, pos2(rect.left() + 25.0, rect.center().y), 18.0, tokens::WHITE, tokens::SLATE);
    ui.painter().galley(pos2(rect.left() + 44.0, rect.center().y - galley.size().y / 2.0), galley, tokens::WHITE);
    set_live(ui, Id::unique("note"), rect, words, false);
    rect
}
