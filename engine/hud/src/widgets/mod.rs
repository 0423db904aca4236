//! The parts screens are made of. Each reports role, name, value and state to AccessKit and paints its own focus ring.
//!
//! Knows no screen. Start at [`Button`] and [`say`].

mod avatar;
mod bar;
mod button;
mod chip;
mod controls;
mod field;
mod focus;
mod key_cap;
mod panel;
mod text;

pub use avatar::avatar;
pub use bar::{BAR_HEIGHT, organisation_bar, page_margin, paint_note_right, progress_bar, segments};
pub use button::{Button, link, tile};
pub use chip::{chip, paint_status, status_line};
pub use controls::{choice, segmented, setting_row, slider, switch};
pub use field::{Field, Typed, field, secret_field};
pub use focus::{begin, follow as follow_focus, paint_ring, set_live};
pub use key_cap::{CapLook, cap_width, key_cap_row, paint_cap};
pub use panel::{at, body_and_foot, dialog, dialog_on_page, dialog_with_foot, measure, measured, page, rule, split};
pub use text::{begins_at_the_right, icon_line, paint_left, paint_right, say};
