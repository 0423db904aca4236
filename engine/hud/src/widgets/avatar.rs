//! A person's initials on a disc.

use crate::theme::{Type, tokens};
use crate::words;
use egui::{Pos2, Ui};

/// Paints the disc around `centre`, `size` points wide. The ground follows from the name, so a person keeps theirs.
pub fn avatar(ui: &Ui, centre: Pos2, size: f32, name: &str) {
    let hash = name.bytes().fold(7_usize, |hash, byte| (hash * 31 + usize::from(byte)) % 10_007);
    let tint = tokens::AVATARS[hash % tokens::AVATARS.len()];
    ui.painter().circle_filled(centre, size / 2.0, tint.ground);
    let style = Type { size: size * 0.37, line: size * 0.5, ..Type::BODY.strong() };
    let galley = style.lay_out(ui, &words::initials(name), tint.text, f32::INFINITY);
    ui.painter().galley(centre - galley.size() / 2.0, galley, tint.text);
}
